"""Where in a pile of sources a few words may stand: an index of word runs, and diagonal votes.

The index is a stream of word numbers over all sources and the order of its positions by the four words that
begin there (a suffix array cut at four words), so that runs of four, three, two words and single words are
all ranges of one array, found by binary search. A run of the quotation found at stream position ``p`` from
its ``i``-th word votes for the diagonal ``p - i`` (Gale & Church's idea of alignment by matching runs; as in
BLAST, hits on one diagonal are one passage); votes are counted in buckets, the best buckets are ranked by
how many of the quotation's words stand there in order. A source of a page needs a millisecond to index.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.alignment.sources import Source, Turn
from onrecord.alignment.written import RAW, keys_of

__all__ = ["Index", "Window"]

Int = NDArray[np.int64]

RUN = 4
"""Words in the longest run looked up."""
BUCKET = 6
"""Words of drift between hits that still count as one diagonal."""
MAX_HITS = 3_000
"""Hits that one round of votes looks at, the rarest runs first: it bounds work on "thank you very much"."""
MAX_RUNS = 192
"""Runs of a quotation that are looked up; a longer quotation is sampled evenly."""
MAX_RANKED = 256
"""Buckets that are ranked word by word."""
MARGIN = 60
"""Most words read before and after a diagonal for words put in or left out."""
REACH = 72
"""Words between two hits that still belong to one window: more than a policy lets an ellipsis leave out."""


_BARE = re.compile(r"\b(?:dont|didnt|doesnt|isnt|im|ive|thats|youre|theyre|wont)\b", re.IGNORECASE)
_APOSTROPHE = re.compile(r"\w['\u2019]\w")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the stream that may hold the words: tokens ``[start, end)`` of one source.

    ``score`` is the share of the quotation's words (rarer ones weigh more) that stand there in order.
    """

    source: int
    start: int
    end: int
    score: float

    @property
    def middle(self) -> int:
        """The position in the middle."""
        return (self.start + self.end) // 2


class _Codes(dict[str, int]):
    """Numbers of written words, given out as they are met."""

    def __missing__(self, surface: str) -> int:
        self[surface] = code = len(self) + 1
        return code


class Index:
    """Sources with their words in order; built once, asked often, never changed."""

    def __init__(self, sources: Iterable[Source]) -> None:
        """Read every turn of ``sources``; takes about a second for a million words."""
        self.sources: tuple[Source, ...] = tuple(sources)
        codes = _Codes()
        code_stream = array("i")
        starts = array("I")
        turn_first = array("I")
        turn_source = array("I")
        source_ends = array("I")
        turns: list[Turn] = []
        for number, source in enumerate(self.sources):
            text = source.text
            for turn in source.turns:
                turns.append(turn)
                turn_first.append(len(code_stream))
                turn_source.append(number)
                found = list(RAW.finditer(text, turn.start, turn.end))
                code_stream.extend([codes[match[0]] for match in found])
                starts.extend([match.start() for match in found])
            source_ends.append(len(code_stream))
            code_stream.append(0)  # no run crosses from one source into the next
            starts.append(len(text))
        self.turns: tuple[Turn, ...] = tuple(turns)
        self._bare: dict[int, bool] = {}
        self._words: dict[str, int] = {}
        before = self._fill(codes, code_stream, starts)
        self._turn_first = before[np.array(turn_first, dtype=np.int64)].astype(np.int64)
        self._turn_source = np.array(turn_source, dtype=np.int64)
        self._source_end = before[np.array(source_ends, dtype=np.int64)].astype(np.int64)
        del code_stream, starts, before  # a library's worth of memory that sorting needs
        self._order = self._sorted()
        counts = np.bincount(self._stream & 0xFFFF, minlength=1 << 16)
        self._begins = np.concatenate(([0], np.cumsum(counts)))

    def _fill(self, codes: _Codes, code_stream: array[int], starts: array[int]) -> NDArray[np.uint32]:
        """Turn written words into the words they stand for (a contraction is several), each with its place;
        gives the number of words before each written word."""
        flat = array("i", [0])
        lengths = array("B", [1])
        for surface in codes:
            pieces = keys_of(surface)
            lengths.append(len(pieces))
            flat.extend([self._words.setdefault(piece.key, len(self._words) + 1) for piece in pieces])
        length = np.frombuffer(lengths, dtype=np.uint8)
        first = np.concatenate(([0], np.cumsum(length, dtype=np.int64)))[:-1].astype(np.int32)
        written = np.frombuffer(code_stream, dtype=np.int32)
        repeats = length[written]
        before = np.zeros(len(written) + 1, dtype=np.uint32)
        np.cumsum(repeats, dtype=np.uint32, out=before[1:])
        self._starts = np.repeat(np.frombuffer(starts, dtype=np.uint32), repeats)
        self._stream = np.repeat(first[written], repeats)
        self._stream += (np.arange(before[-1], dtype=np.uint32) - np.repeat(before[:-1], repeats)).astype(
            np.int32
        )
        self._stream = np.frombuffer(flat, dtype=np.int32)[self._stream]
        return before

    def _sorted(self) -> NDArray[np.uint32]:
        """Positions of the stream in the order of the four words that begin there."""
        keys = np.zeros(len(self._stream), dtype=np.uint64)
        for ahead in range(RUN):
            part = (self._stream[ahead:] & 0xFFFF).astype(np.uint64)
            keys[: len(part)] |= part << np.uint64(16 * (RUN - 1 - ahead))
        return np.argsort(keys).astype(np.uint32)

    def __len__(self) -> int:
        """Number of words in all sources."""
        return max(0, len(self._stream) - len(self.sources))

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays (the texts and the word list are not counted)."""
        return int(self._stream.nbytes + self._starts.nbytes + self._order.nbytes)

    @cached_property
    def by_speaker(self) -> dict[str | None, NDArray[np.int64]]:
        """The numbers of the turns under each speaker label, as the sources write it."""
        grouped: dict[str | None, list[int]] = {}
        for number, turn in enumerate(self.turns):
            grouped.setdefault(turn.speaker, []).append(number)
        return {label: np.array(numbers, dtype=np.int64) for label, numbers in grouped.items()}

    @cached_property
    def by_id(self) -> dict[str, int]:
        """The number of each source by its id."""
        return {source.id: number for number, source in enumerate(self.sources)}

    @cached_property
    def complete(self) -> bool:
        """Whether every source is complete."""
        return all(source.complete for source in self.sources)

    @cached_property
    def several_records(self) -> bool:
        """Whether two sources may be records of one event that differ: other labels, events told, dates."""
        events = [source.event for source in self.sources if source.event is not None]
        return len(events) > len(set(events)) or len({source.label_provenance for source in self.sources}) > 1

    def drops_apostrophes(self, source: int) -> bool:
        """Whether a source has lost its apostrophes throughout ("dont", "tonights debate")."""
        if source not in self._bare:
            text = self.sources[source].text
            self._bare[source] = bool(_BARE.search(text)) and not _APOSTROPHE.search(text)
        return self._bare[source]

    def turn_at(self, position: int) -> int:
        """The number of the turn in which a stream position lies."""
        return int(np.searchsorted(self._turn_first, position, side="right")) - 1

    def turn_bounds(self, turn: int) -> tuple[int, int]:
        """The stream positions of a turn's first word and of the end after its last."""
        _, end = self.bounds(self.source_of_turn(turn))
        following = int(self._turn_first[turn + 1]) if turn + 1 < len(self.turns) else end
        return int(self._turn_first[turn]), min(end, following)

    def turns_at(self, positions: Int) -> Int:
        """The numbers of the turns in which stream positions lie."""
        return np.searchsorted(self._turn_first, positions, side="right").astype(np.int64) - 1

    def turns_of(self, source: int) -> range:
        """The numbers of a source's turns."""
        first, after = np.searchsorted(self._turn_source, (source, source + 1))
        return range(int(first), int(after))

    def sources_of_turns(self, turns: NDArray[np.bool_]) -> set[int]:
        """The numbers of the sources that hold any of the turns marked."""
        return {int(source) for source in np.unique(self._turn_source[turns])}

    def source_of_turn(self, turn: int) -> int:
        """The number of the source that a turn belongs to."""
        return int(self._turn_source[turn])

    def offset(self, position: int) -> int:
        """The code point at which the word at a stream position starts in its source."""
        return int(self._starts[position])

    def position(self, source: int, offset: int) -> int:
        """The stream position of the first word of a source that starts at or after a code point."""
        first, last = self.bounds(source)
        return first + int(np.searchsorted(self._starts[first:last], offset))

    def ids(self, keys: Sequence[str]) -> Int:
        """The numbers of words, 0 where a word stands in no source."""
        return np.array([self._words.get(key, 0) for key in keys], dtype=np.int64)

    def count(self, key: str) -> int:
        """How often a word stands in the sources (past 65,536 different words, at most so often)."""
        number = self._words.get(key, 0)
        return int(self._begins[(number & 0xFFFF) + 1] - self._begins[number & 0xFFFF]) if number else 0

    def _key_at(self, positions: Int) -> NDArray[np.uint64]:
        keys = np.zeros(len(positions), dtype=np.uint64)
        last = len(self._stream)
        for ahead in range(RUN):
            place = positions + ahead
            part = np.where(place < last, self._stream[np.minimum(place, last - 1)] & 0xFFFF, 0)
            keys |= part.astype(np.uint64) << np.uint64(16 * (RUN - 1 - ahead))
        return keys

    def _ranges(self, runs: Int) -> tuple[Int, Int]:
        """For each run (rows of 1 to 4 word numbers), the half-open range of the order that begins with it."""
        width = runs.shape[1]
        first = runs[:, 0] & 0xFFFF
        if width == 1:
            return self._begins[first], self._begins[first + 1]
        target = np.zeros(len(runs), dtype=np.uint64)
        for ahead in range(width):
            target |= (runs[:, ahead] & 0xFFFF).astype(np.uint64) << np.uint64(16 * (RUN - 1 - ahead))
        step = (1 << (16 * (RUN - width))) - 1
        sought = np.concatenate((target, target | np.uint64(step)))
        is_upper = np.arange(len(sought)) >= len(target)
        low = np.concatenate((self._begins[first], self._begins[first]))
        high = np.concatenate((self._begins[first + 1], self._begins[first + 1]))
        while (open_ := low < high).any():
            middle = (low + high) // 2
            keys = self._key_at(self._order[np.minimum(middle, len(self._order) - 1)].astype(np.int64))
            right = np.where(is_upper, keys <= sought, keys < sought) & open_
            low = np.where(right, middle + 1, low)
            high = np.where(open_ & ~right, middle, high)
        return low[: len(target)], low[len(target) :]

    def _hits(self, ids: Int, width: int) -> tuple[Int, Int]:
        """Votes of the quotation's runs of ``width`` words, the rarest runs first: diagonals and run numbers."""
        empty = np.zeros(0, dtype=np.int64)
        if len(ids) < width or not len(self._order):
            return empty, empty
        runs = np.lib.stride_tricks.sliding_window_view(ids, width)
        numbers = np.flatnonzero((runs > 0).all(axis=1))
        if len(numbers) > MAX_RUNS:
            numbers = numbers[np.linspace(0, len(numbers) - 1, MAX_RUNS).astype(np.int64)]
        if not len(numbers):
            return empty, empty
        low, high = self._ranges(runs[numbers])
        diagonals: list[Int] = []
        voters: list[Int] = []
        total = 0
        for at in np.argsort(high - low, kind="stable"):
            count = int(high[at] - low[at])
            if not count:
                continue
            if total and total + count > MAX_HITS:
                break
            places = self._order[low[at] : low[at] + min(count, 8 * MAX_HITS)].astype(np.int64)
            exact = np.ones(len(places), dtype=bool)
            for ahead in range(width):
                exact &= (
                    self._stream[np.minimum(places + ahead, len(self._stream) - 1)]
                    == runs[numbers[at], ahead]
                )
            places = places[exact]
            diagonals.append(places - numbers[at])
            voters.append(np.full(len(places), numbers[at], dtype=np.int64))
            total += count
        if not diagonals:
            return empty, empty
        return np.concatenate(diagonals), np.concatenate(voters)

    def places(self, ids: Int, limit: int = 8 * MAX_HITS) -> Int:
        """Stream positions where exactly these words stand in a row, in order; at most about ``limit``."""
        width = min(RUN, len(ids))
        if not width or (ids == 0).any() or not len(self._order):
            return np.zeros(0, dtype=np.int64)
        runs = np.lib.stride_tricks.sliding_window_view(ids, width)
        if len(runs) > MAX_RUNS:
            runs = runs[:MAX_RUNS]
        low, high = self._ranges(runs)
        at = int(np.argmin(high - low))
        found = self._order[low[at] : min(high[at], low[at] + limit)].astype(np.int64) - at
        found = found[(found >= 0) & (found + len(ids) <= len(self._stream))]
        for ahead, number in enumerate(ids):
            if not len(found):
                break
            found = found[self._stream[found + ahead] == number]
        return np.sort(found)

    def runs(self, ids: Int) -> list[tuple[int, int, Int]]:
        """Rows of four words and more that stand somewhere, greedily from the left: each the longest from its
        first word, as ``(first word, length, stream positions)``."""
        out: list[tuple[int, int, Int]] = []
        if len(ids) < RUN or not len(self._order):
            return out
        rows = np.lib.stride_tricks.sliding_window_view(ids, RUN)
        low, high = self._ranges(rows)
        known = (rows > 0).all(axis=1) & (high > low)
        at = 0
        while at < len(rows):
            if not known[at]:
                at += 1
                continue
            found = self._order[low[at] : min(high[at], low[at] + 8 * MAX_HITS)].astype(np.int64)
            length = 0
            while at + length < len(ids):
                inside = found[found + length < len(self._stream)]
                longer = inside[self._stream[inside + length] == ids[at + length]]
                if not len(longer):
                    break
                found, length = longer, length + 1
            if length >= RUN:
                out.append((at, length, found))
            at += max(1, length)
        return out

    def windows(
        self, keys: Sequence[str], *, prefer: NDArray[np.bool_] | None = None, limit: int = 6
    ) -> list[Window]:
        """Where the words may stand, best first: at most ``limit`` places, and two more in preferred turns.

        Votes of runs of four words; where they place less than four fifths of the words, also of three, two,
        and of the rarest words. ``prefer`` marks turns (by number) that go first among equals.
        """
        ids = self.ids(keys)
        if not len(ids) or not len(self._stream):
            return []
        weights = self._weights(ids)
        diagonals = np.zeros(0, dtype=np.int64)
        buckets = np.zeros(0, dtype=np.int64)
        scores = np.zeros(0, dtype=np.float64)
        for width in (4, 3, 2, 1):
            found, voters = self._hits(ids, width) if width > 1 else self._rarest(ids, weights)
            if not len(found):
                continue
            diagonals = np.concatenate((diagonals, found))
            buckets = self._best_buckets(found, voters, buckets, prefer, ids)
            scores = self._scores(buckets, ids, weights)
            if scores.max() >= 0.8:
                break
        if not len(buckets):
            return []
        liked = np.zeros(len(buckets), dtype=bool)
        if prefer is not None:
            inside = np.clip(buckets + len(ids) // 2, 0, len(self._stream) - 1)
            liked = prefer[np.maximum(self.turns_at(inside), 0)]
        order = np.lexsort((buckets, ~liked, -scores))
        chosen = list(order[:limit])
        chosen += [at for at in order[limit:] if liked[at]][:2]
        return self._windows([(int(buckets[at]), float(scores[at])) for at in chosen], diagonals, len(ids))

    def _weights(self, ids: Int) -> NDArray[np.float64]:
        """The weight of each word: the rarer in the sources, the heavier; they sum to one."""
        low, high = self._ranges(ids.reshape(-1, 1))
        counts = np.where(ids > 0, high - low, 0)
        weights = np.log1p(len(self._stream) / (1.0 + counts)) + 0.5
        shares: NDArray[np.float64] = np.divide(weights, weights.sum())
        return shares

    def _rarest(self, ids: Int, weights: NDArray[np.float64]) -> tuple[Int, Int]:
        """Votes of the two rarest words that stand anywhere."""
        diagonals, voters = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for at in [number for number in np.argsort(-weights, kind="stable") if ids[number] > 0][:2]:
            low, high = self._ranges(ids[at : at + 1].reshape(-1, 1))
            places = self._order[low[0] : min(high[0], low[0] + MAX_HITS)].astype(np.int64)
            places = places[self._stream[places] == ids[at]]
            diagonals.append(places - at)
            voters.append(np.full(len(places), at, dtype=np.int64))
        return np.concatenate(diagonals), np.concatenate(voters)

    def _best_buckets(
        self, diagonals: Int, voters: Int, known: Int, prefer: NDArray[np.bool_] | None, ids: Int
    ) -> Int:
        """Diagonals worth ranking: the first of each of the buckets with most voters (a bucket counts with the
        next one), and ``known``."""
        bucket = diagonals // BUCKET
        votes = np.unique(bucket * (len(ids) + 1) + voters) // (len(ids) + 1)
        values, counts = np.unique(votes, return_counts=True)
        following = np.searchsorted(values, values + 1)
        beside = np.where(
            (following < len(values)) & (values[np.minimum(following, len(values) - 1)] == values + 1),
            counts[np.minimum(following, len(values) - 1)],
            0,
        )
        total = (counts + beside).astype(np.float64)
        if prefer is not None:
            inside = np.clip(values * BUCKET + len(ids) // 2, 0, len(self._stream) - 1)
            total += 0.5 * prefer[np.maximum(self.turns_at(inside), 0)]
        best = np.argsort(-total, kind="stable")[:MAX_RANKED]
        ordered = np.sort(diagonals)
        return np.unique(np.concatenate((known, ordered[np.searchsorted(ordered, values[best] * BUCKET)])))

    def _scores(self, buckets: Int, ids: Int, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """The weight of the words that stand within a bucket's drift of their place."""
        sample = (
            np.arange(len(ids))
            if len(ids) <= MAX_RUNS
            else np.linspace(0, len(ids) - 1, MAX_RUNS).astype(np.int64)
        )
        drift = np.arange(-BUCKET // 2, BUCKET * 2)
        scores = np.zeros(len(buckets), dtype=np.float64)
        for at in sample:
            if ids[at] == 0:
                continue
            places = np.clip(buckets[:, None] + (at + drift)[None, :], 0, len(self._stream) - 1)
            scores += weights[at] * (self._stream[places] == ids[at]).any(axis=1)
        return np.asarray(scores / max(float(weights[sample].sum()), 1e-9), dtype=np.float64)

    def _windows(self, chosen: list[tuple[int, float]], diagonals: Int, length: int) -> list[Window]:
        """Windows around the chosen diagonals; those within reach of each other become one."""
        margin = min(MARGIN, 10 + length // 4)
        spans: list[tuple[int, int, int, float]] = []
        for diagonal, score in chosen:
            middle = min(max(diagonal + length // 2, 0), len(self._stream) - 1)
            turn = self.turn_at(middle)
            if turn < 0:
                continue
            source = self.source_of_turn(turn)
            first, last = self.bounds(source)
            near = diagonals[(diagonals > diagonal - REACH) & (diagonals < diagonal + REACH)]
            low = min(diagonal, int(near.min()) if len(near) else diagonal) - margin
            high = max(diagonal + BUCKET, int(near.max()) if len(near) else diagonal) + length + margin
            spans.append((source, max(first, low), min(last, high), score))
        out: list[Window] = []
        for source, low, high, score in spans:
            for at, window in enumerate(out):
                if window.source == source and low < window.end and window.start < high:
                    grown = Window(
                        source, min(low, window.start), max(high, window.end), max(score, window.score)
                    )
                    if grown.end - grown.start <= 2 * (length + 2 * margin) + 2 * REACH:
                        out[at] = grown
                        break
            else:
                out.append(Window(source, low, high, score))
        return sorted(
            (window for window in out if window.end > window.start), key=lambda window: -window.score
        )

    def bounds(self, source: int) -> tuple[int, int]:
        """The stream positions of a source's first word and of the end after its last."""
        return (int(self._source_end[source - 1]) + 1 if source else 0), int(self._source_end[source])
