"""Statements made from news texts by perturbation: as many as asked for, with known variants among them.

The texts are read from the folder that ``--data`` or ONRECORD_DATA names (FNC-1 bodies, PolNeAR texts); nothing of them
is kept. Everything is drawn from a seed, so that two runs make the same.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from onrecord import Piece, Speaker, Statement
from onrecord.documents import Document, document_from
from onrecord.documents.facts import Facts

NEAR_COPIES = 0.15
"""Share of statements that are variants of an earlier one."""
CHANGED = 0.5
"""Share of the words of a sentence that are replaced to make another statement of it."""
IN_DOCUMENT = 12
"""Statements in a document."""
SYLLABLES = "ba do ke li mu na or pe ri su ta ve wo zan del har mir ton gal fen".split()
NUMBERS = re.compile(r"(?<![\w.,-])(?:\d{1,3}(?:,\d{3})+|\d+)(?![\w.,-])")
KINDS = (
    "negation",
    "number",
    "drop",
    "ellipsis",
    "mask",
    "typed",
    "cut 75",
    "cut 50",
    "cut 25",
    "two at once",
)


def sentences(data: Path) -> list[str]:
    """The sentences of the texts, each once, of 6 to 60 words."""
    csv.field_size_limit(1 << 30)
    texts: list[str] = []
    for name in ("train_bodies.csv", "competition_test_bodies.csv"):
        with (data / "fnc1" / name).open(encoding="utf-8", newline="") as stream:
            texts += [row["articleBody"] for row in csv.DictReader(stream)]
    for part in ("train", "dev"):
        for path in sorted((data / "polnear" / part / "text").rglob("*.txt")):
            texts.append(path.read_text("utf-8", errors="replace"))
    found: dict[str, None] = {}
    for text in texts:
        for sentence in re.split(r"(?<=[.!?])[\"'”’]?\s+|\n+", text):
            plain = re.sub(r"[\"“”*\[\]()…]|\.\.+|(?<!\w)['‘’]|['‘’](?!\w)", "", " ".join(sentence.split()))
            if 6 <= len(plain.split()) <= 60:
                found.setdefault(plain, None)
    return list(found)


def names(count: int, chance: random.Random) -> list[str]:
    """Invented full names, no two alike."""
    found: dict[str, None] = {}
    while len(found) < count:
        first, last = ("".join(chance.choices(SYLLABLES, k=chance.choice((2, 3)))) for _ in range(2))
        found.setdefault(f"{first.title()} {last.title()}", None)
    return list(found)


# Variants


def varied(kind: str, text: str, chance: random.Random) -> str | None:
    """A variant of a quotation; None where the text does not allow this kind."""
    return _MAKERS[kind](text, chance)


def _negation(text: str, chance: random.Random) -> str | None:
    match = re.search(r"\b(?:not|never)\b |n't\b", text)
    if match:
        return text[: match.start()] + text[match.end() :]
    match = re.search(r"\b(?:is|are|was|were|will|would|can|could|should|has|have|had)\b", text)
    return None if match is None else text[: match.end()] + " not" + text[match.end() :]


def _number(text: str, chance: random.Random) -> str | None:
    match = NUMBERS.search(text)
    if match is None:
        return None
    value = int(match[0].replace(",", "")) + chance.randint(1, 9)
    return text[: match.start()] + f"{value:,}" + text[match.end() :]


def _drop(text: str, chance: random.Random) -> str | None:
    words = text.split()
    if len(words) < 8:
        return None
    gone = set(chance.sample(range(1, len(words) - 1), 2))
    return " ".join(word for at, word in enumerate(words) if at not in gone)


def _ellipsis(text: str, chance: random.Random) -> str | None:
    words = text.split()
    if len(words) < 12:
        return None
    size = len(words) // 4
    at = chance.randint(3, len(words) - size - 4)
    return " ".join([*words[:at], chance.choice(("...", "…", "[...]")), *words[at + size :]])


def _mask(text: str, chance: random.Random) -> str | None:
    match = re.search(r"\b(damn|fucking|shit)\b", text)
    if match is None:
        return None
    word = match[0]
    form = chance.choice((word[0] + "*" * (len(word) - 1), word[0] + "-" * (len(word) - 2) + word[-1]))
    return text[: match.start()] + form + text[match.end() :]


def _typed(text: str, chance: random.Random) -> str | None:
    text = text.replace("'", "’").replace(" - ", " — ")
    return text[0].swapcase() + text[1:].rstrip(".") + chance.choice((",", ".", ""))


def _cut(share: float) -> Callable[[str, random.Random], str | None]:
    def make(text: str, chance: random.Random) -> str | None:
        words = text.split()
        size = round(len(words) * share)
        if size < 4:
            return None
        at = chance.choice((0, len(words) - size, chance.randint(0, len(words) - size)))
        return " ".join(words[at : at + size])

    return make


def _twice(text: str, chance: random.Random) -> str | None:
    one, other = chance.sample([kind for kind in KINDS if kind not in ("cut 25", "two at once")], 2)
    first = varied(one, text, chance)
    return None if first is None else varied(other, first, chance)


_MAKERS: dict[str, Callable[[str, random.Random], str | None]] = {
    "negation": _negation,
    "number": _number,
    "drop": _drop,
    "ellipsis": _ellipsis,
    "mask": _mask,
    "typed": _typed,
    "cut 75": _cut(0.75),
    "cut 50": _cut(0.5),
    "cut 25": _cut(0.25),
    "two at once": _twice,
}


def with_oath(text: str, chance: random.Random) -> str:
    """The text with a word that papers mask put in."""
    words = text.split()
    words.insert(chance.randint(2, max(2, len(words) - 2)), chance.choice(("damn", "fucking", "shit")))
    return " ".join(words)


# Statements and documents


@dataclass(frozen=True, slots=True)
class Made:
    """A statement to be: what is said, by whom, on which day, and which others it is a variant of."""

    text: str
    kind: str
    speaker: str | None
    day: date
    family: int


def statements(count: int, data: Path, seed: int = 1) -> Iterator[Made]:
    """``count`` statements; families are numbered from 0 as they come."""
    chance = random.Random(seed)
    known = sentences(data)
    words = [word for sentence in known for word in sentence.split()]
    people = names(20_000, chance)
    start = date(2015, 1, 1)
    recent: list[Made] = []
    family = 0
    for number in range(count):
        if recent and chance.random() < NEAR_COPIES:
            near = recent[chance.randrange(len(recent))]
            text = varied(chance.choice(KINDS), near.text, chance) or near.text
            day = near.day + timedelta(days=chance.randint(0, 6))
            yield Made(text, "direct", near.speaker, day, near.family)
            continue
        told = known[chance.randrange(len(known))].split()
        text = " ".join(
            words[chance.randrange(len(words))] if chance.random() < CHANGED else word for word in told
        )
        kind = "direct" if chance.random() < 0.35 else "indirect"
        speaker = people[int(len(people) * chance.random() ** 3)] if chance.random() < 0.5 else None
        day = start + timedelta(days=number * 3650 // count)
        made = Made(text, kind, speaker, day, family)
        family += 1
        if kind == "direct" and len(told) >= 16:
            recent.append(made)
            if len(recent) > 2_000:
                recent.pop(0)
        yield made


def documents(made: Sequence[Made], number: int = 0) -> Iterator[tuple[Document, list[Statement]]]:
    """Documents that hold the statements, twelve each, and the statements as an extractor would give them."""
    for at in range(0, len(made), IN_DOCUMENT):
        part = made[at : at + IN_DOCUMENT]
        yield document(
            part, f"https://paper{(number + at) % 97}.invalid/{number + at}", f"Paper {(number + at) % 97}"
        )


def document(part: Sequence[Made], url: str, outlet: str) -> tuple[Document, list[Statement]]:
    """One document with its statements."""
    pieces: list[str] = []
    spans: list[tuple[tuple[int, int], tuple[int, int] | None, tuple[int, int]]] = []
    size = 0
    for one in part:
        said = f'"{one.text}"' if one.kind == "direct" else one.text
        source = one.speaker or "a source"
        line = f"{said}, {source} said on the day. It was one more word on a matter of which there were many.\n\n"
        begin = size + len(said) + 2
        spans.append(
            (
                (size, size + len(said)),
                (begin, begin + len(source)),
                (begin + len(source) + 1, begin + len(source) + 5),
            )
        )
        pieces.append(line)
        size += len(line)
    text = "".join(pieces) + url
    day = max(one.day for one in part).isoformat()
    doc = document_from(text, facts=Facts(url=url, outlet=outlet, published=day))
    found = [
        Statement(
            one.kind,  # type: ignore[arg-type]
            "statement",
            "speech",
            Piece.of(text, [content]),
            Piece.of(text, [source] if source else []),
            Piece.of(text, [cue]),
            0.9,
            None
            if one.speaker is None
            else Speaker(one.speaker, "named", "full", 0.97, "full name at the statement"),
        )
        for one, (content, source, cue) in zip(part, spans, strict=True)
    ]
    return doc, found
