"""Rows of words in a stream: where a few words stand one after another.

The positions of the stream are sorted by the four words that begin there (a suffix array cut at four words, Manber &
Myers 1993), so that rows of four, three, two words and single words are all ranges of one array. The words of a
quotation are looked up once: the range of a row lies inside that of the row one word shorter, so that most rows are
settled after a few steps, and the shorter rows that a changed word makes necessary are known already.

Bounds: a look-up takes at most ``2 * RUN * log2(words in the sources)`` steps for each of at most ``MAX_ROWS`` rows;
votes are at most ``MAX_HITS``, or ``8 * MAX_HITS`` where one single row stands in more places than that.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.alignment.indexing import LOW, RUN, sort_positions

__all__ = ["MAX_HITS", "MAX_ROWS", "Int", "Looked", "Rows"]

Int = NDArray[np.int64]

MAX_HITS = 3_000
"""Hits that one round of votes looks at, the rarest rows first: it bounds work on "thank you very much"."""
MAX_ROWS = 192
"""Rows of a quotation that are looked up; a longer quotation is sampled evenly."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The words of a quotation looked up: for each row's first word in ``at``, the half-open ranges of the order
    ``low[n, width - 1] : high[n, width - 1]`` of the rows of one to four words that begin there."""

    ids: Int
    at: Int
    low: Int
    high: Int


class Rows:
    """A stream of word numbers and its positions in order; see the module's text."""

    def __init__(self, numbers: NDArray[np.int32], words: int) -> None:
        """Sort the positions of ``numbers``, the numbers of so many different words."""
        self.numbers = numbers
        self.exact = words <= LOW
        """Whether the order alone tells the words: past 65,535 different words, places are compared again."""
        self._order, self._begins = sort_positions(numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays."""
        return int(self.numbers.nbytes + self._order.nbytes)

    def count(self, number: int) -> int:
        """How often a word stands in the stream (past 65,535 different words, at most so often)."""
        return int(self._begins[(number & LOW) + 1] - self._begins[number & LOW]) if number else 0

    def counts(self, ids: Int) -> Int:
        """How often each of some words stands in the stream."""
        low = ids & LOW
        return np.where(ids > 0, self._begins[low + 1] - self._begins[low], 0)

    def look_up(self, ids: Int, *, every: bool = False) -> Looked:
        """Look the rows of a quotation up, all of them if so asked, else at most ``MAX_ROWS``."""
        at = np.arange(len(ids))
        if len(at) > MAX_ROWS and not every:
            at = np.linspace(0, len(at) - 1, MAX_ROWS).astype(np.int64)
        low = np.zeros((len(at), RUN), dtype=np.int64)
        high = np.zeros((len(at), RUN), dtype=np.int64)
        words = ids.tolist()
        for number, first in enumerate(at.tolist()):
            for width, (a, b) in enumerate(self._narrowed(words[first : first + RUN])):
                low[number, width], high[number, width] = a, b
        return Looked(ids, at, low, high)

    def _narrowed(self, row: Sequence[int]) -> list[tuple[int, int]]:
        """The ranges of the order for the first word of a row, its first two, and so on while there are any."""
        if not row or not row[0]:
            return []
        first = row[0] & LOW
        a, b = int(self._begins[first]), int(self._begins[first + 1])
        out = [(a, b)]
        order, stream, last = self._order.data, self.numbers.data, len(self.numbers)
        for ahead in range(1, len(row)):
            sought = row[ahead] & LOW
            if not row[ahead] or a == b:
                break

            def word(place: int, ahead: int = ahead) -> int:
                place += ahead
                return stream[place] & LOW if place < last else 0

            a = bisect_left(order, sought, a, b, key=word)
            b = bisect_right(order, sought, a, b, key=word)
            out.append((a, b))
        return out

    def hits(self, looked: Looked, width: int) -> tuple[Int, Int]:
        """Votes of the quotation's rows of ``width`` words, the rarest rows first: diagonals and row numbers."""
        counts = looked.high[:, width - 1] - looked.low[:, width - 1]
        rarest = np.argsort(counts, kind="stable")
        rarest = rarest[counts[rarest] > 0]
        total = np.cumsum(counts[rarest])
        taken = rarest[: max(1, int(np.searchsorted(total, MAX_HITS, side="right")))]
        return self._votes(looked, taken, width, 8 * MAX_HITS)

    def single_hits(self, looked: Looked, rarest: Int) -> tuple[Int, Int]:
        """Votes of single words, given by their places among the rows looked up."""
        return self._votes(looked, rarest, 1, MAX_HITS)

    def _votes(self, looked: Looked, taken: Int, width: int, most: int) -> tuple[Int, Int]:
        if not len(taken):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        low = looked.low[taken, width - 1]
        counts = np.minimum(looked.high[taken, width - 1] - low, most)
        before = np.cumsum(counts) - counts
        places = np.arange(int(counts.sum())) + np.repeat(low - before, counts)
        positions = self._order[places].astype(np.int64)
        voters = np.repeat(looked.at[taken], counts)
        if not self.exact:
            same = np.ones(len(positions), dtype=bool)
            for ahead in range(width):
                same &= self.numbers[positions + ahead] == looked.ids[voters + ahead]
            positions, voters = positions[same], voters[same]
        return positions - voters, voters

    def places(self, ids: Int, limit: int = 8 * MAX_HITS) -> Int:
        """Positions where exactly these words stand in a row, in order; at most about ``limit``."""
        if not len(ids) or (ids == 0).any() or not len(self.numbers):
            return np.zeros(0, dtype=np.int64)
        width = min(RUN, len(ids))
        looked = self.look_up(ids[: MAX_ROWS + width - 1])
        rows = looked.at <= len(ids) - width
        low, high = looked.low[rows, width - 1], looked.high[rows, width - 1]
        at = int(np.argmin(high - low))
        found = self._order[low[at] : min(high[at], low[at] + limit)].astype(np.int64) - looked.at[at]
        found = found[(found >= 0) & (found + len(ids) <= len(self.numbers))]
        for ahead, number in enumerate(ids):
            if not len(found):
                break
            found = found[self.numbers[found + ahead] == number]
        return np.sort(found)

    def runs(self, ids: Int) -> list[tuple[int, int, Int]]:
        """Rows of four words and more that stand somewhere, greedily from the left: each the longest from its
        first word, as ``(first word, length, positions)``."""
        out: list[tuple[int, int, Int]] = []
        if len(ids) < RUN or not len(self.numbers):
            return out
        looked = self.look_up(ids, every=True)
        low, high = looked.low[:, RUN - 1], looked.high[:, RUN - 1]
        at = 0
        while at + RUN <= len(ids):
            if low[at] == high[at]:
                at += 1
                continue
            found = self._order[low[at] : min(high[at], low[at] + 8 * MAX_HITS)].astype(np.int64)
            length = 0
            while at + length < len(ids):
                inside = found[found + length < len(self.numbers)]
                longer = inside[self.numbers[inside + length] == ids[at + length]]
                if not len(longer):
                    break
                found, length = longer, length + 1
            if length >= RUN:
                out.append((at, length, found))
            at += max(1, length)
        return out
