"""Whether a passage was found at all, and which of several passages decides."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.alignment import (
    Alignment,
    Index,
    Passage,
    Provenance,
    Reading,
    exact_runs,
)
from onrecord.alignment.lexicon import FUNCTION, PERSONS
from onrecord.checking.attribution import attribute
from onrecord.checking.verdicts import (
    Attribution,
)
from onrecord.checking.wording import LONG_DELETION, severity_of

__all__ = ["Conflict", "by_chance", "decide", "is_placed", "unmarked_runs"]


COVERAGE = 0.6
"""Share of the printed words that a passage must have (CHECKING.md, step 7a)."""


WORD_COST = 60.0
CHANCE_COST = 22.0
"""Highest cost a word (hundredths of a word) of a placed quotation: in a few pages, and for a short quotation in
ten million words, where four common words of six stand somewhere. Of 260 real quotations beside their transcripts
the short ones cost at most 18 and the long ones 27; of 40 that are not in ten million words, at least 25 and 51."""

LONG_QUOTE = 14
"""Words from which chance explains nothing."""


STOCK_WORDS = 8


STOCK_POOL = 200_000
"""A quotation shorter than this, in sources larger than this, may be a stock phrase in anybody's mouth."""


SPLICE_COVERAGE = 0.93


RUNS_COVERAGE = 0.85


def is_placed(alignment: Alignment, pool: int) -> bool:
    """Whether each segment stands where it was placed: enough of its words, at no more cost than chance allows.

    Segments from several sources must stand there almost word for word, else they are chance finds. ``pool``
    is the number of words searched.
    """
    if alignment.coverage < COVERAGE and alignment.size:
        return False
    limit = WORD_COST
    if alignment.size < LONG_QUOTE:
        limit -= (WORD_COST - CHANCE_COST) / 2 * min(2.0, max(0.0, math.log10(max(pool, 1)) - 5))
    if alignment.cost > limit * max(1, alignment.size):
        return False
    need = COVERAGE if len(alignment.sources) == 1 else SPLICE_COVERAGE
    return all(passage.matched >= need * passage.size for passage in alignment.passages)


def by_chance(alignment: Alignment, who: Attribution, index: Index, voices: set[int]) -> bool:
    """Whether other people's words are too few or too unlike to say that they were credited to the wrong person.

    ``voices`` are the sources in which the person credited speaks.
    """
    if who.verdict != "MISATTRIBUTED" or who.reason not in ("other-speaker", "interviewer"):
        return False
    if alignment.coverage < 0.8:
        return True
    if voices & set(alignment.sources):
        return False
    if alignment.cost > 12 * alignment.size:
        return True
    return alignment.size < STOCK_WORDS and len(index) > STOCK_POOL


def unmarked_runs(
    reading: Reading, index: Index, best: Alignment | None
) -> list[tuple[int, int, int]] | None:
    """Two or three exact runs that make up the quotation from different places, if that is what it is."""
    if best is not None:
        operations = sum(edit.declared is None and edit.kind != "filler" for edit in best.edits)
        counted = sum(max(1, len(edit.printed.split())) for edit in best.edits if edit.declared is None)
        if best.coverage >= SPLICE_COVERAGE or max(operations, counted) < 3:
            return None
    if len(reading.edited.segments) > 1 and best is not None:
        return None
    runs = exact_runs(reading, index)
    size = len(reading.literal.words)
    if not 2 <= len(runs) <= 3 or sum(length for _, length, _ in runs) < RUNS_COVERAGE * size:
        return None
    if best is not None and not any(_elsewhere(run, best, reading) for run in runs):
        return None
    places = {index.source_of_turn(index.turn_at(position)) for _, _, position in runs}
    if len(places) > 1 and min(length for _, length, _ in runs) < 7:
        return None
    return runs


def _elsewhere(run: tuple[int, int, int], best: Alignment, reading: Reading) -> bool:
    """Whether a run says something of its own (two content words) outside the best passage."""
    first, length, position = run
    passage = best.passages[0]
    inside = (
        passage.start - LONG_DELETION
        <= position
        <= passage.start + (passage.high - passage.low) + LONG_DELETION
    )
    words = reading.literal.words[first : first + length]
    return not inside and sum(word.key not in FUNCTION and word.key not in PERSONS for word in words) >= 2


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another record of the same utterance that has other words: ``source_conflict`` between classes of
    records, ``page_drift`` between two versions of one record."""

    flag: Literal["source_conflict", "page_drift"]
    other: Alignment


_RANK: Mapping[Provenance, int] = {"article": 0, "asr": 1, "transcript": 2, "official": 3}


def decide(
    found: Sequence[Alignment], index: Index, speaker: str | None, aliases: Mapping[str, Sequence[str]] | None
) -> tuple[Alignment, Conflict | None]:
    """The alignment that decides, and another record of the event that disagrees with it, if there is one.

    Of two records that differ the better class decides: official before other transcripts, those before
    machine transcripts, those before articles.
    """
    best = found[0]
    if speaker is not None and attribute(best, index, speaker, aliases=aliases).verdict == "MISATTRIBUTED":
        for other in found[1:]:
            own = attribute(other, index, speaker, aliases=aliases).verdict == "CONFIRMED"
            if own and other.coverage >= 0.85 and severity_of(other) in (None, "minor"):
                best = other
                break
    conflict = None
    for other in found:
        one, two = index.sources[best.passages[0].source], index.sources[other.passages[0].source]
        if one is two or not _same_event(best, other, index) or _told(best) == _told(other):
            continue
        if _RANK[two.label_provenance] > _RANK[one.label_provenance]:
            best, conflict = other, Conflict("source_conflict", best)
        elif conflict is None:
            drift = one.label_provenance == two.label_provenance
            conflict = Conflict("page_drift" if drift else "source_conflict", other)
    return best, conflict


def _told(alignment: Alignment) -> str:
    return " ".join(
        word.key
        for passage in alignment.passages
        for word in passage.words[passage.low : passage.high]
        if not word.aside
    )


def _same_event(one: Alignment, other: Alignment, index: Index) -> bool:
    """Whether two alignments show one utterance: the sources name one event, or the words around agree."""
    first, second = one.passages[0], other.passages[0]
    a, b = index.sources[first.source], index.sources[second.source]
    if a.event is not None and b.event is not None:
        return a.event == b.event
    if a.label_provenance == b.label_provenance and a.published == b.published:
        return False

    def around(passage: Passage) -> set[str]:
        words = [
            *passage.words[max(0, passage.low - 15) : passage.low],
            *passage.words[passage.high : passage.high + 15],
        ]
        return {word.key for word in words if not word.aside}

    here, there = around(first), around(second)
    smaller = min(len(here), len(there))
    return smaller == 0 or len(here & there) >= 0.6 * smaller
