"""Arithmetic of spans: covers, cuts, and edges that a reader would accept."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from onrecord.records import Span

__all__ = ["Cover", "overlap", "subtract", "tidy", "tidy_source"]

LOOSE = frozenset(",;:.-–—)]} \t\r\n\xa0")
"""What may not open a reported content: it belongs to the words before."""
TRAILING = frozenset(",;:–— \t\r\n\xa0")
APOSTROPHES = frozenset("'’")
DATELINE = re.compile(
    r"[A-Z][A-Z .,'’-]+(?:,[\w .]{1,20})?(?:\([A-Za-z ]+\) ?)?[ \xa0]*[-–—]{1,2}[ \xa0]+(?=\w)"
)
NO_NAME = re.compile(r"[^\w\"“‘'«@(]+")


class Cover:
    """The union of some spans, asked whether it touches a place. Linear to build, logarithmic to ask."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans: list[Span] = []
        for a, b in sorted(spans):
            if self._spans and a <= self._spans[-1][1]:
                self._spans[-1] = (self._spans[-1][0], max(b, self._spans[-1][1]))
            else:
                self._spans.append((a, b))
        self._ends = [b for _, b in self._spans]

    def touches(self, span: Span) -> bool:
        i = bisect_left(self._ends, span[0] + 1)
        return i < len(self._spans) and self._spans[i][0] < span[1]


def overlap(these: Sequence[Span], those: Sequence[Span]) -> int:
    """Code points that both lists of spans cover; each list is ordered and disjoint."""
    total = i = j = 0
    while i < len(these) and j < len(those):
        a, b = max(these[i][0], those[j][0]), min(these[i][1], those[j][1])
        total += max(0, b - a)
        if these[i][1] < those[j][1]:
            i += 1
        else:
            j += 1
    return total


def subtract(these: Sequence[Span], those: Sequence[Span]) -> list[Span]:
    """What is left of ``these`` without ``those``."""
    left = list(these)
    for c, d in those:
        left = [piece for a, b in left for piece in ((a, min(b, c)), (max(a, d), b)) if piece[1] > piece[0]]
    return left


def tidy(text: str, span: Span) -> Span | None:
    """``span`` with edges that do not cut a word or carry a stray comma; None if no word is left.

    A span that begins with the ``’s`` of a possessive begins with its word instead.
    """
    start, end = span
    if (
        start
        and text[start : start + 1] in APOSTROPHES
        and text[start - 1].isalnum()
        and text[start + 1 : start + 2].isalpha()
    ):
        while start and (text[start - 1].isalnum() or text[start - 1] in "-"):
            start -= 1
    while start < end and text[start] in LOOSE:
        start += 1
    while end > start and text[end - 1] in TRAILING:
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def tidy_source(text: str, span: Span) -> Span | None:
    """:func:`tidy` for a source, without a dateline ("PORT ELLERY - Mayor Lind") or a heading's marks before it."""
    start, end = span
    for before in (NO_NAME, DATELINE):
        match = before.match(text, start, end)
        if match:
            start = match.end()
    return tidy(text, (start, end))
