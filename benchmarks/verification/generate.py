"""Pairs of a quotation and its source: honest edits and harmful ones of the same size, typed, from a seed.

Texts are public-domain speeches (a folder of ``*.txt`` files, first line ``President: NAME``) and the invented
conversations of ``dialogues``. Every case says what was done; nothing here knows how a checker works.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dialogues import DIALOGUES
from harmful import HARMFUL_EDITS, HARMFUL_SOURCES
from honest import LEGITIMATE_EDITS, LEGITIMATE_SOURCES, fragment
from material import Material, Sentence

from onrecord.alignment import Source

__all__ = ["HARMFUL", "LEGITIMATE", "Case", "cases"]


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation to check: ``own`` are the sources where they are not the common pool, ``source`` the number of
    the speech in the pool; ``original`` is the sentence that was edited, ``also`` the one joined to it."""

    type: str
    harmful: bool
    quote: str
    speaker: str
    original: str
    own: tuple[Source, ...] = ()
    source: int | None = None
    also: str = ""


def _own(text: str, speaker: str, before: str, after: str) -> tuple[Source, ...]:
    """A source of its own around a changed sentence."""
    return (Source.of_text("changed", f"{before} {text} {after}", speaker, lang="en"),)


HARMFUL = (
    *HARMFUL_EDITS,
    *HARMFUL_SOURCES,
    "sentence skipped",
    "distant join",
    "distant ellipsis",
    "reversed ellipsis",
    "two speakers joined",
    "two speeches joined",
    "fabricated",
    "wrong speaker",
)


LEGITIMATE = (*LEGITIMATE_EDITS, *LEGITIMATE_SOURCES, "ellipsis over a sentence", "crosstalk")


def _single(material: Material, rng: random.Random, name: str, count: int) -> Iterator[Case]:
    """Cases of one type that start from one sentence."""
    edit = HARMFUL_EDITS.get(name) or LEGITIMATE_EDITS.get(name)
    paired = HARMFUL_SOURCES.get(name) or LEGITIMATE_SOURCES.get(name)
    harmful = name in HARMFUL_EDITS or name in HARMFUL_SOURCES
    made = 0
    for sentence in rng.sample(material.sentences, len(material.sentences)):
        if made == count:
            return
        speaker, text = material.speaker(sentence), sentence.text
        if edit is not None:
            printed = edit(text, rng)
            if printed is None or (name != "verbatim" and printed == text):
                continue
            if harmful and printed.lower() in material.sources[sentence.source].text.lower():
                continue
            yield Case(name, harmful, printed, speaker, text, source=sentence.source)
        elif paired is not None:
            pair = paired(text, rng)
            if pair is None or pair[0] == pair[1]:
                continue
            before, after = (one.text for one in rng.sample(material.sentences, 2))
            if pair[0].lower()[:40] in (before + after).lower():
                continue
            yield Case(name, harmful, pair[0], speaker, pair[1], _own(pair[1], speaker, before, after))
        made += 1


def _neighbours(
    material: Material, rng: random.Random, least: int, most: int
) -> tuple[Sentence, Sentence] | None:
    """Two sentences of one speech with so many words between them."""
    many = rng.choice([sentences for sentences in material.by_source if len(sentences) > 6])
    first = rng.randrange(len(many) - 1)
    text = material.sources[many[first].source].text
    for second in many[first + 1 :]:
        between = len(text[many[first].end : second.start].split())
        if least <= between <= most:
            return many[first], second
    return None


def _pairs(material: Material, rng: random.Random, name: str, count: int) -> Iterator[Case]:
    """Cases of one type that join two sentences."""
    made = 0
    reach = {"sentence skipped": (8, 40), "distant join": (120, 4000), "distant ellipsis": (120, 4000)}.get(
        name, (0, 400)
    )
    if name == "ellipsis over a sentence":
        reach = (4, 35)
    while made < count:
        if name == "two speeches joined":
            first, second = rng.sample(material.sentences, 2)
            if first.source == second.source:
                continue
        else:
            pair = _neighbours(material, rng, *reach)
            if pair is None:
                continue
            first, second = pair
        if (
            re.search(
                r"\b(?:not|no|never|nor)\b|n['\u2019]t\b",
                material.sources[first.source].text[first.end : second.start],
            )
            and name == "ellipsis over a sentence"
        ):
            continue
        source = material.sources[second.source].text
        if source.count(second.text) > 1 or source.count(first.text) > 1:
            continue
        if name == "reversed ellipsis":
            first, second = second, first
        glue = " " if name in ("sentence skipped", "distant join") else " ... "
        made += 1
        yield Case(
            name,
            name != "ellipsis over a sentence",
            first.text + glue + second.text,
            material.speaker(first),
            first.text,
            source=first.source,
            also=second.text,
        )


def _fabricated(material: Material, rng: random.Random, count: int) -> Iterator[Case]:
    """Sentences whose source is taken away."""
    for sentence in rng.sample(material.sentences, count):
        others = tuple(source for number, source in enumerate(material.sources) if number != sentence.source)
        own = tuple(rng.sample(others, min(8, len(others))))
        if any(sentence.text in source.text for source in own):
            continue
        yield Case("fabricated", True, sentence.text, material.speaker(sentence), "", own)


def _dialogue_sources() -> dict[str, Source]:
    return {name: Source.of_turns(name, turns, lang="en") for name, turns in DIALOGUES.items()}


def _spoken(words: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])\s+(?=[A-Z])", words) if len(part.split()) >= 5]


def _wrong_speaker(rng: random.Random, count: int) -> Iterator[Case]:
    """Sentences and fragments of a conversation credited to somebody else in it."""
    sources = _dialogue_sources()
    options = [
        (name, speaker, sentence, other)
        for name, turns in DIALOGUES.items()
        for speaker, words in turns
        for sentence in _spoken(words)
        for other in sorted({label for label, _ in turns} - {speaker})
    ]
    for number in range(count):
        name, _, sentence, other = options[rng.randrange(len(options))]
        quote = sentence if number % 2 else fragment(sentence, rng) or sentence
        yield Case("wrong speaker", True, quote, other, sentence, (sources[name],))


def _two_speakers(rng: random.Random, count: int) -> Iterator[Case]:
    sources = _dialogue_sources()
    while count:
        name = rng.choice(sorted(DIALOGUES))
        turns = DIALOGUES[name]
        at = rng.randrange(len(turns) - 1)
        first, second = _spoken(turns[at][1]), _spoken(turns[at + 1][1])
        if not first or not second:
            continue
        count -= 1
        yield Case(
            "two speakers joined",
            True,
            f"{first[-1]} ... {second[0]}",
            turns[at][0],
            first[-1],
            (sources[name],),
            also=second[0],
        )


def _crosstalk(material: Material, rng: random.Random, count: int) -> Iterator[Case]:
    """A sentence during which somebody else says a word."""
    for sentence in rng.sample(material.sentences, count):
        words = sentence.text.split()
        cut = rng.randrange(3, len(words) - 3)
        speaker = material.speaker(sentence)
        turns = [
            (speaker, " ".join(words[:cut])),
            ("Interviewer", rng.choice(("Right.", "Yes.", "I see.", "Go on."))),
            (speaker, " ".join(words[cut:])),
        ]
        yield Case(
            "crosstalk",
            False,
            sentence.text,
            speaker,
            sentence.text,
            (Source.of_turns("talk", turns, lang="en"),),
        )


def cases(material: Material, count: int, seed: int, swaps: int = 500) -> Iterator[Case]:
    """``count`` cases of every type (fewer where the texts give fewer), ``swaps`` wrong speakers; repeatable."""
    for name in (*HARMFUL, *LEGITIMATE):
        rng = random.Random(f"{seed} {name}")
        if name == "wrong speaker":
            yield from _wrong_speaker(rng, swaps)
        elif name == "two speakers joined":
            yield from _two_speakers(rng, count)
        elif name == "fabricated":
            yield from _fabricated(material, rng, count)
        elif name == "crosstalk":
            yield from _crosstalk(material, rng, count)
        elif (
            name in HARMFUL_EDITS
            or name in HARMFUL_SOURCES
            or name in LEGITIMATE_EDITS
            or name in LEGITIMATE_SOURCES
        ):
            yield from _single(material, rng, name, count)
        else:
            yield from _pairs(material, rng, name, count)
