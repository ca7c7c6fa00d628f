"""Building an index: written words to a stream of word numbers, and its positions in order.

Work goes in pieces, so that building takes little more memory than what it leaves: for each word of the sources
four bytes for its number, four for its place in the text, four for its position in the order, and while sorting
two more and a shard.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from onrecord.alignment.sources import Source
from onrecord.alignment.written import RAW, keys_of

__all__ = ["LOW", "RUN", "Stream", "read_words", "sort_positions"]

RUN = 4
"""Words by which the positions are sorted."""
LOW = 0xFFFF
"""The part of a word's number that sorting looks at."""
PIECE = 1 << 15
"""Written words that are turned into numbers at a time."""
SHARD = 1 << 19
"""Positions sorted at a time, about: a very common word may fill a larger shard by itself."""


@dataclass(frozen=True, slots=True)
class Stream:
    """The words of all sources in a row, a 0 after each source.

    ``numbers`` are the words' numbers, ``starts`` the code points at which they begin in their source;
    ``turn_first`` and ``turn_source`` are, for each turn, its first position and its source's number;
    ``source_end`` is the position after each source's last word. ``words`` tells the number of a word.
    """

    numbers: NDArray[np.int32]
    starts: NDArray[np.uint32]
    turn_first: NDArray[np.int64]
    turn_source: NDArray[np.int64]
    source_end: NDArray[np.int64]
    words: dict[str, int]


class _Written(dict[str, int]):
    """Numbers of written words, given out as they are met, and the words that each stands for."""

    def __init__(self) -> None:
        super().__init__({"": 0})
        self.words: dict[str, int] = {}
        self.flat = array("i", [0])
        self.first = array("i", [0])
        self.length = array("B", [1])

    def __missing__(self, surface: str) -> int:
        # Past the cache: a library's vocabulary would stay in it for good.
        pieces = keys_of.__wrapped__(surface)
        self[surface] = code = len(self)
        self.first.append(len(self.flat))
        self.length.append(len(pieces))
        self.flat.extend([self.words.setdefault(piece.key, len(self.words) + 1) for piece in pieces])
        return code


class _Pieces:
    """The stream as it grows."""

    def __init__(self) -> None:
        self.written = _Written()
        self.numbers = array("i")
        self.starts = array("I")

    def add(self, codes: Sequence[int], starts: Sequence[int]) -> None:
        """Append written words, a contraction as the words that it stands for."""
        code = np.array(codes, dtype=np.int64)
        repeats = np.array(self.written.length, dtype=np.int64)[code]
        before = np.cumsum(repeats) - repeats
        within = np.arange(int(repeats.sum()), dtype=np.int64) - np.repeat(before, repeats)
        first = np.array(self.written.first, dtype=np.int64)[code]
        flat = np.array(self.written.flat, dtype=np.int32)
        self.numbers.frombytes(flat[np.repeat(first, repeats) + within].tobytes())
        self.starts.frombytes(np.repeat(np.array(starts, dtype=np.uint32), repeats).tobytes())


def read_words(sources: Sequence[Source]) -> Stream:
    """The words of every turn of ``sources``, in order."""
    stream = _Pieces()
    turn_first, turn_source, source_end = array("q"), array("q"), array("q")
    codes: list[int] = []
    starts: list[int] = []
    marks: list[tuple[array[int], int]] = []  # what begins or ends at a word not yet added
    written = stream.written

    def add() -> None:
        base, at = len(stream.numbers), 0
        length = written.length
        for kept, place in marks:
            base += sum([length[code] for code in codes[at:place]])
            at = place
            kept.append(base)
        stream.add(codes, starts)
        codes.clear()
        starts.clear()
        marks.clear()

    for number, source in enumerate(sources):
        for turn in source.turns:
            marks.append((turn_first, len(codes)))
            turn_source.append(number)
            found = RAW.finditer(source.text, turn.start, turn.end)
            while piece := list(islice(found, PIECE)):
                codes.extend([written[match[0]] for match in piece])
                starts.extend([match.start() for match in piece])
                if len(codes) >= PIECE:
                    add()
        marks.append((source_end, len(codes)))
        codes.append(0)  # no run crosses from one source into the next
        starts.append(len(source.text))
    add()
    return Stream(
        np.frombuffer(stream.numbers, dtype=np.int32),
        np.frombuffer(stream.starts, dtype=np.uint32),
        np.array(turn_first, dtype=np.int64),
        np.array(turn_source, dtype=np.int64),
        np.array(source_end, dtype=np.int64),
        written.words,
    )


def sort_positions(numbers: NDArray[np.int32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Positions of a stream in the order of the four words that begin there, equals by position; and for each
    low part of a number where in that order it begins."""
    low = np.zeros(len(numbers) + RUN - 1, dtype=np.uint16)
    np.bitwise_and(numbers, LOW, out=low[: len(numbers)], casting="unsafe")
    counts = np.zeros(LOW + 1, dtype=np.int64)
    for at in range(0, len(numbers), SHARD):
        counts += np.bincount(low[at : min(at + SHARD, len(numbers))], minlength=LOW + 1)
    begins = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts)))
    order = np.empty(len(numbers), dtype=np.uint32)
    for first, after in _shards(begins):
        places = np.concatenate(
            [
                (np.flatnonzero(low[at : at + SHARD] - np.uint16(first) <= after - 1 - first) + at).astype(
                    np.uint32
                )
                for at in range(0, len(numbers), SHARD)
            ]
        )
        places = places[places < len(numbers)]  # not the words that stand in for what follows the last
        for ahead in range(RUN - 1, -1, -1):  # the last word first: each stable pass keeps the ones before
            places = places[np.argsort(low[places + np.uint32(ahead)], kind="stable")]
        order[begins[first] : begins[after]] = places
    return order, begins


def _shards(begins: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Ranges of low parts whose positions are sorted together."""
    first = 0
    while first <= LOW:
        after = int(np.searchsorted(begins, begins[first] + SHARD, side="right")) - 1
        after = min(max(after, first + 1), LOW + 1)
        if begins[after] > begins[first]:
            yield first, after
        first = after
