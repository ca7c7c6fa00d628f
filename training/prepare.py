"""Read PolNeAR and the labels by reading, and turn articles into what the network trains on."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model import ACTS, CIRCUMSTANCES, TAGS
from onrecord.evaluation.polnear import read_polnear
from onrecord.extraction.decoding import quotation_ranges
from onrecord.extraction.windows import FULL, cut_windows
from onrecord.extraction.words import CAPITALISED, CAPITALS, LOWER, SHAPES, STARTS, Pieces, Words, read_words
from onrecord.quotation_marks import read_marks
from onrecord.records import Span

ROLE_TAG = {role: TAGS.index(f"B-{role}") for role in ("source", "cue", "content")}


NOBODY = np.zeros(0, np.int64)


@dataclass(slots=True)
class Relation:
    """A gold relation in word numbers."""

    cue: int
    source: NDArray[np.int64]
    content: NDArray[np.int64]
    factuality: int = -1
    act: int = -1
    circumstances: dict[str, NDArray[np.int64]] | None = None
    has_source: int = 1
    speaker: NDArray[np.int64] | None = None
    """Words that name the speaker; None when nobody has told who that is."""


@dataclass(slots=True)
class Example:
    """One article: its words, their pieces, the tag of every word, and the relations."""

    stem: str
    words: Words
    pieces: list[tuple[int, ...]]
    tags: NDArray[np.int64]
    blocks: list[tuple[int, int]] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    @property
    def publisher(self) -> str:
        return self.stem.split("_", 1)[0]


def words_in(words: Words, spans: list[Span] | tuple[Span, ...]) -> NDArray[np.int64]:
    """Numbers of the words that touch ``spans``."""
    hits = [np.nonzero((words.starts < b) & (words.ends > a))[0] for a, b in spans]
    return np.unique(np.concatenate(hits)) if hits else np.zeros(0, np.int64)


def words_naming(words: Words, speaker: object) -> NDArray[np.int64]:
    """Numbers of the words that name ``speaker`` (a name, or a list of names) in full, by surname or by first name.

    A run of capitalised words that holds anything else ("Lind Foundation", "Maria Lind" for Tomas Lind) names another.
    """
    found: set[int] = set()
    text = [words.text[a:b].lower() for a, b in zip(words.starts.tolist(), words.ends.tolist(), strict=True)]
    capital = np.isin(words.shapes, (CAPITALISED, CAPITALS)).tolist()
    for name in speaker if isinstance(speaker, list) else [speaker]:
        own = re.findall(r"[^\W_]+", str(name).lower())
        own = own[:-1] if len(own) > 1 and own[-1] == "s" else own
        if not own:
            continue
        ends = {own[-1], own[0]}
        for i, token in enumerate(text):
            if not capital[i] or token not in ends:
                continue
            a, b = i, i + 1
            while a > 0 and (text[a - 1] in own or (text[a - 1] == "." and a > 1 and text[a - 2] in own)):
                a -= 1
            while b < len(text) and (
                text[b] in own or (text[b] in ".-" and b + 1 < len(text) and text[b + 1] in own)
            ):
                b += 1
            opens = a == 0 or words.sentence[a - 1] != words.sentence[a]
            stranger = not opens and capital[a - 1] and words.sentence[a - 1] == words.sentence[a]
            if stranger and (
                text[a - 1] in TITLES or a == 1 or words.sentence[a - 2] != words.sentence[a - 1]
            ):
                stranger = False
            if stranger or (b < len(text) and capital[b] and words.sentence[b] == words.sentence[a]):
                continue
            found.update(range(a, b))
    return np.array(sorted(found), np.int64)


TITLES = frozenset(
    """mr mrs ms dr sen rep gov president senator governor secretary congressman congresswoman judge justice mayor
    gen general candidate nominee republican democrat
    democratic sir lady professor prof chairman director speaker""".split()
)


def read_labels(file: Path) -> dict[tuple[str, str], dict[str, object]]:
    labels = {}
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            label = json.loads(line)
            labels[label["article"], label["event"]] = label
    return labels


MORE = Path(__file__).parent / "labels" / "circumstances_more.jsonl"
"""Circumstances of the other training articles, read for this project; see ``labels/README.md``."""


def read_more(file: Path = MORE) -> dict[tuple[str, str], dict[str, object]]:
    """The project's own labels, in the form of :func:`read_labels`; each says ``"more": True``."""
    labels: dict[tuple[str, str], dict[str, object]] = {}
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for event, short in row["events"].items():
                label = {"factuality": "thought" if short.get("thought") else "speech", "more": True}
                label["act"] = None if short.get("thought") else short.get("act", "statement")
                label["sure"] = short.get("sure", True)
                for name in CIRCUMSTANCES:
                    value = short.get(name)
                    label[name] = value and {"span": value[-2:]}
                if label["channel"]:
                    label["channel"]["type"] = short["channel"][0]
                if label["said_on"]:
                    label["said_on"] |= dict(zip(("date", "precision"), short["said_on"], strict=False))
                labels[row["article"], event] = label
    return labels


def carried(words: Words, cue: int, span: Span, name: str) -> str:
    """How far a label of :func:`read_more` was carried over: "near", "far", or "doubtful".

    Its readers carried an occasion over whole interviews and debates; by the guide of the other labels
    (CIRCUMSTANCES.md) only the sentence before or after counts. What lies farther off is taken for not said, and an
    addressee or a date of the paragraph before is left out: the two kinds of readers agree there in 6 of 18 cases.
    """
    numbers = words_in(words, [span])
    if not len(numbers):
        return "far"
    word = int(numbers[0])
    paragraphs = int(words.paragraph[word]) - int(words.paragraph[cue])
    sentences = abs(int(words.sentence[word]) - int(words.sentence[cue]))
    if paragraphs > 0 or paragraphs < -1 or sentences > (2 if not paragraphs else 1):
        return "far"
    return "doubtful" if paragraphs and name != "channel" else "near"


def read_examples(
    folder: Path,
    labels: dict[tuple[str, str], dict[str, object]],
    speakers: dict[tuple[str, str], dict[str, object]] | None = None,
) -> Iterator[Example]:
    """All articles of a PolNeAR part, with circumstances and speakers where they are labelled."""
    pieces = Pieces()
    for article in read_polnear(folder):
        quotations = read_marks(article.text)
        words = read_words(article.text, quotations)
        blocks = quotation_ranges(words, quotations)
        example = Example(article.stem, words, pieces(words), np.zeros(len(words), np.int64), blocks)
        for gold in article.relations:
            for role in ("content", "source", "cue"):
                for span in getattr(gold, role):
                    hits = words_in(words, [span])
                    if len(hits):
                        example.tags[hits] = ROLE_TAG[role] + 1
                        example.tags[hits[0]] = ROLE_TAG[role]
            cue = words_in(words, gold.cue)
            if not len(cue):
                continue
            relation = Relation(int(cue[0]), words_in(words, gold.source), words_in(words, gold.content))
            relation.has_source = int(len(relation.source) > 0)
            who = (speakers or {}).get((article.stem, gold.id))
            if who is not None and who["kind"] in ("named", "unnamed", "none"):
                relation.speaker = words_naming(words, who["speaker"]) if who["kind"] == "named" else NOBODY
            label = labels.get((article.stem, gold.id))
            if label is not None:
                relation.factuality = int(label["factuality"] == "speech")
                relation.act = ACTS.index(label["act"]) if label.get("act") in ACTS else -1  # type: ignore[arg-type]
                relation.circumstances = {}
                for name in CIRCUMSTANCES:
                    span = tuple(label[name]["span"]) if label.get(name) else None  # type: ignore[index]
                    if span is not None and label.get("more"):
                        how = carried(words, relation.cue, span, name)  # type: ignore[arg-type]
                        if how == "doubtful":
                            continue
                        span = span if how == "near" else None
                    relation.circumstances[name] = words_in(words, [span] if span else [])  # type: ignore[list-item]
            example.relations.append(relation)
        yield example


@dataclass(slots=True)
class Item:
    """One window, ready for a batch."""

    ids: list[int]
    features: list[int]
    firsts: list[int]
    tags: NDArray[np.int64]
    relations: list[Relation]
    sentence: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    blocks: list[NDArray[np.int64]]
    capitals: NDArray[np.bool_]


def windows_of(example: Example, rng: random.Random | None) -> Iterator[Item]:
    """Cut one article; with ``rng``, at random places and with the augmentations of the model card."""
    words = example.words
    sizes = [len(p) for p in example.pieces]
    target = rng.randint(120, 245) if rng else 192
    for window in cut_windows(words, sizes, target, FULL):
        numbers = np.arange(window.first, window.last)
        states, shapes, opens = (
            a[numbers].astype(np.int64) for a in (words.states, words.shapes, words.opens)
        )
        pieces = [example.pieces[i] for i in numbers]
        if rng:
            numbers, states, shapes, opens, pieces = augment(rng, numbers, states, shapes, opens, pieces)
        features = (states * SHAPES + shapes) * STARTS + opens
        place = {int(n): i for i, n in enumerate(numbers)}
        ids, spread, firsts = [101], [0], []
        for p, f in zip(pieces, features.tolist(), strict=True):
            firsts.append(len(ids))
            ids += p
            spread += [f] * len(p)
        ids.append(102)
        spread.append(0)

        def here(group: NDArray[np.int64], place: dict[int, int] = place) -> NDArray[np.int64]:
            return np.array([place[n] for n in group.tolist() if n in place], np.int64)

        relations = [
            Relation(
                place[r.cue], here(r.source), here(r.content), r.factuality, r.act,
                {k: here(v) for k, v in r.circumstances.items()} if r.circumstances is not None else None,
                r.has_source, None if r.speaker is None else here(r.speaker),
            )
            for r in example.relations
            if r.cue in place
        ]  # fmt: skip
        blocks = [here(np.arange(a, b)) for a, b in example.blocks if a >= window.first and b <= window.last]
        yield Item(
            ids, spread, firsts, example.tags[numbers], relations, words.sentence[numbers], words.paragraph[numbers],
            [block for block in blocks if len(block) >= 3],
            np.isin(words.shapes[numbers], (CAPITALISED, CAPITALS)),
        )  # fmt: skip


def augment(rng, numbers, states, shapes, opens, pieces):  # type: ignore[no-untyped-def]
    """Make typography unreliable, so that words must carry the decision when marks, case or layout are broken."""
    if rng.random() < 0.05:
        states = np.zeros_like(states)
    elif rng.random() < 0.05:
        keep = np.array([i for i, p in enumerate(pieces) if p != (1000,)], np.int64)
        if len(keep):
            numbers, states, shapes, opens = (
                numbers[keep],
                np.zeros(len(keep), np.int64),
                shapes[keep],
                opens[keep],
            )
            pieces = [pieces[i] for i in keep]
    if rng.random() < 0.12:
        letters = shapes < 3
        shapes = np.where(letters, rng.choice((LOWER, LOWER, CAPITALS, CAPITALISED)), shapes)
    if rng.random() < 0.1:
        opens = np.zeros_like(opens)
    return numbers, states, shapes, opens, pieces
