"""Whether one quotation holds another, more or less: decided by words where that is plain, else by alignment.

The measure is containment, not likeness: how much of the shorter form stands, in order, in one stretch of the longer
one. (Leskovec, Backstrom & Kleinberg 2009 join the phrases of the news the same way, from shorter to longer.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from onrecord.alignment.lexicon import AUXILIARIES, FUNCTION
from onrecord.alignment.written import RAW
from onrecord.ledger.shingles import Wording, folded_words
from onrecord.ledger.variants.diffs import share
from onrecord.quotation_marks import read_marks

__all__ = ["FRAGMENT", "LEAST", "PHRASE", "Likeness", "is_title", "likeness", "shorter_first"]

LEAST: Final = 4
"""Words from which a form may be found inside another, and then word for word; fewer must be all of both."""
PHRASE: Final = 5
"""Words from which one word may differ."""
FRAGMENT: Final = 8
"""Words from which a form counts as a quotation of its own: three of four of its words must be in the longer one."""
SHARE: Final = 0.75
SURE: Final = 0.9
"""Share of words in order from which the alignment engine need not be asked."""
UNLIKE: Final = 0.6
"""Share below which it need not be asked either."""
SOLID: Final = 4
"""Words in a row that must stand unchanged."""
OVERLAP: Final = 8
"""Words in a row that two forms share when neither holds the other."""
OVERLAP_SHARE: Final = 0.4
REACH: Final = 70
"""Words of the longer form that may be left out between two parts of the shorter one."""
SLACK: Final = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """``words`` of the shorter form stand in the longer; ``overlap`` when the rest of it does not."""

    words: int
    overlap: bool = False


def shorter_first(one: Wording, other: Wording) -> bool:
    """Whether ``one`` is the shorter form; of two equally long, the first by its words."""
    return (len(one.quoted), one.quoted) <= (len(other.quoted), other.quoted)


def likeness(shorter: Wording, longer: Wording) -> Likeness | None:
    """How the longer form holds the shorter, None when it does not; given in the order of `shorter_first`."""
    short, long = shorter.quoted, longer.quoted
    if len(short) < LEAST or is_title(shorter):
        return Likeness(len(short)) if short == long and short else None
    found = _held(shorter, longer)
    if found is not None and not found.overlap and any(_holds(inner, short) for inner in _inner(longer.text)):
        return None
    return found


_SMALL: Final = (FUNCTION - AUXILIARIES) | {"v", "vs"}
"""Words that a title may leave without a capital."""


def is_title(wording: Wording) -> bool:
    """Whether a few words look like a title: no comma, no auxiliary, and a capital wherever a title has one."""
    if not wording.quoted or len(wording.quoted) >= FRAGMENT or len(wording.spans) > 1:
        return False
    start, end = wording.spans[0]
    words = RAW.findall(wording.text[start:end])
    plain = [word for word in words if word.casefold() not in _SMALL]
    capitals = all(word[0].isupper() or word[0].isdigit() for word in (*plain, words[0], words[-1]))
    return len(plain) > 2 and capitals and "," not in wording.text[start : end - 2]


@lru_cache(maxsize=1 << 12)
def _inner(text: str) -> tuple[tuple[str, ...], ...]:
    """What is quoted inside a quotation: words that its speaker takes from another time or another mouth."""
    found = read_marks(text)
    outer = {quotation.marks for quotation in found if quotation.level == 0}
    return tuple(
        tuple(folded_words(text[quotation.start : quotation.end]))
        for quotation in found
        if quotation.level and quotation.marks not in outer and "unbalanced-marks" not in quotation.flags
    )


def _holds(inner: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether words stand inside others, more or less."""
    if _text(short) in _text(inner):
        return True
    places = _places(short, inner)
    return bool(places) and _matched(short, inner, places)[0] >= SHARE * len(short)


def _held(shorter: Wording, longer: Wording) -> Likeness | None:
    short, long = shorter.quoted, longer.quoted
    size = len(short)
    if _text(short) in _text(long):
        return Likeness(size)
    if size < PHRASE:
        return None
    places = _places(short, long)
    if not places:
        return None
    matched, longest = _matched(short, long, places)
    if size < FRAGMENT:
        return Likeness(matched) if matched >= size - 1 and longest >= SOLID - 1 else None
    if longest >= SOLID and matched >= UNLIKE * size:
        if matched >= SURE * size:
            return Likeness(matched)
        found = share(shorter, longer)
        if found >= SHARE:
            return Likeness(max(matched, round(found * size)))
    shared = _run(places)
    if shared >= max(OVERLAP, OVERLAP_SHARE * size):
        return Likeness(shared, overlap=True)
    return None


@lru_cache(maxsize=1 << 14)
def _text(keys: tuple[str, ...]) -> str:
    return f" {' '.join(keys)} "


Places = list[tuple[int, int]]
"""Where runs of three words stand in both forms: position in the shorter, position in the longer."""


def _places(short: Sequence[str], long: Sequence[str]) -> Places:
    standing = _triples(tuple(long))
    return [
        (at, place)
        for at, run in enumerate(zip(short, short[1:], short[2:], strict=False))
        for place in standing.get(run, ())
    ]


@lru_cache(maxsize=1 << 12)
def _triples(keys: tuple[str, ...]) -> dict[tuple[str, str, str], list[int]]:
    out: dict[tuple[str, str, str], list[int]] = {}
    for at, run in enumerate(zip(keys, keys[1:], keys[2:], strict=False)):
        out.setdefault(run, []).append(at)
    return out


def _matched(short: Sequence[str], long: Sequence[str], places: Places) -> tuple[int, int]:
    """How many words of the shorter form stand in order in the stretch that its runs lead to, and how many of them
    in one row. A word that stands alone between changes counts only beside a changed word."""
    main = Counter(place - at for at, place in places).most_common(1)[0][0]
    near = [(at, place) for at, place in places if abs(place - at - main) <= REACH]
    start = max(0, min(place - at for at, place in near) - SLACK)
    stop = min(len(long), max(place - at for at, place in near) + len(short) + SLACK)
    matched = longest = 0
    for block in Levenshtein.opcodes(short, long[start:stop]):
        if block.tag == "equal":
            length = block.src_end - block.src_start
            matched += length
            longest = max(longest, length)
    return matched, longest


def _run(places: Places) -> int:
    """Words in the longest row that both forms share."""
    standing = set(places)
    best = 0
    for at, place in places:
        if (at - 1, place - 1) in standing:
            continue
        length = 1
        while (at + length, place + length) in standing:
            length += 1
        best = max(best, length)
    return best + 2 if best else 0
