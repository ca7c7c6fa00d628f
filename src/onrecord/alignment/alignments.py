"""What an alignment is: the passages a quotation was taken from, what lies between them, and every difference."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.alignment.declared import Mark, Printed
from onrecord.alignment.edits import Edit
from onrecord.alignment.folding import Level
from onrecord.alignment.words import Word
from onrecord.records import Span

__all__ = ["MAX_PLACES", "Alignment", "Gap", "Passage"]

MAX_PLACES = 50
"""Places listed when a quotation stands in many."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source that a segment of the quotation was taken from.

    ``spans`` are code points of the source's text, one for each turn it runs through; ``text`` is what
    stands there; ``words`` the source's words from some way before to some way after, of which
    ``[low, high)`` are the passage; ``start`` its position in the index. ``matched`` of the segment's ``size``
    words are the same.
    """

    source: int
    turns: tuple[int, ...]
    spans: tuple[Span, ...]
    text: str
    words: tuple[Word, ...]
    low: int
    high: int
    start: int
    matched: int
    size: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What an ellipsis or a cue leaves out between two passages.

    ``ordered`` is false when the second passage stands before the first; ``together`` when both stand in one
    source. ``words`` and ``text`` are what is omitted (asides not among the words) when ordered, together and
    near; ``distance`` counts the words between. ``joined`` tells that nothing is left out and the source has dots
    or a dash there too.
    """

    mark: Mark
    text: str
    span: Span
    words: tuple[Word, ...]
    distance: int
    ordered: bool
    together: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """A quotation beside the passages it best fits.

    ``matched`` of ``size`` printed words are the same (brackets and masks are not counted); ``cost`` is in
    hundredths of a word. ``level`` is what had to be overlooked, ``features`` say why (``contraction``,
    ``numeral``, ``case``, ``punctuation``, ...). ``places`` lists every place where the words stand exactly
    alike, this one included, up to ``MAX_PLACES`` of ``occurrences``; ``cells`` counts the work.
    """

    printed: Printed
    passages: tuple[Passage, ...]
    gaps: tuple[Gap, ...]
    edits: tuple[Edit, ...]
    matched: int
    size: int
    cost: int
    level: Level
    features: frozenset[str]
    places: tuple[tuple[int, Span], ...] = ()
    occurrences: int = 1
    cells: int = 0

    @property
    def coverage(self) -> float:
        """Share of the printed words that the passages have."""
        return self.matched / self.size if self.size else 0.0

    @property
    def sources(self) -> tuple[int, ...]:
        """Numbers of the sources, in order of the passages."""
        return tuple(dict.fromkeys(passage.source for passage in self.passages))

    @property
    def turns(self) -> tuple[int, ...]:
        """Numbers of the turns that hold words of the quotation."""
        return tuple(dict.fromkeys(turn for passage in self.passages for turn in passage.turns))
