"""Where in a pile of sources a few words may stand: diagonal votes of word runs.

A run of the quotation found at stream position ``p`` from its ``i``-th word votes for the diagonal ``p - i`` (Gale &
Church's idea of alignment by matching runs; as in BLAST, hits on one diagonal are one passage); votes are counted in
buckets, the best buckets are ranked by how many of the quotation's words stand there in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.alignment.rows import MAX_HITS, MAX_ROWS, Int

if TYPE_CHECKING:
    from onrecord.alignment.index import Index

__all__ = ["MARGIN", "MAX_HITS", "REACH", "Window", "find_windows"]

BUCKET = 6
"""Words of drift between hits that still count as one diagonal."""
MAX_RANKED = 256
"""Buckets that are ranked word by word."""
MAX_CELLS = 1 << 17
"""Words compared at a time while ranking."""
MARGIN = 60
"""Most words read before and after a diagonal for words put in or left out."""
REACH = 72
"""Words between two hits that still belong to one window: more than a policy lets an ellipsis leave out."""


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


def find_windows(
    index: Index, ids: Int, *, prefer: NDArray[np.bool_] | None = None, limit: int = 6
) -> list[Window]:
    """Where the words may stand, best first: at most ``limit`` places, and two more in preferred turns.

    Votes of runs of four words; where they place less than four fifths of the words, also of three, two,
    and of the rarest words. ``prefer`` marks turns (by number) that go first among equals.
    """
    rows = index.rows
    if not len(ids) or not len(rows):
        return []
    weights = _weights(index, ids)
    looked = rows.look_up(ids)
    diagonals = np.zeros(0, dtype=np.int64)
    buckets = np.zeros(0, dtype=np.int64)
    scores = np.zeros(0, dtype=np.float64)
    for width in (4, 3, 2, 1):
        if width > 1:
            found, voters = rows.hits(looked, width)
        else:
            heaviest = np.argsort(-weights[looked.at], kind="stable")
            found, voters = rows.single_hits(looked, heaviest[ids[looked.at[heaviest]] > 0][:2])
        if not len(found):
            continue
        diagonals = np.concatenate((diagonals, found))
        new = np.setdiff1d(_best_buckets(index, found, voters, prefer, len(ids)), buckets)
        scores = np.concatenate((scores, _scores(index, new, ids, weights)))
        buckets = np.concatenate((buckets, new))
        if scores.max() >= 0.8:
            break
    if not len(buckets):
        return []
    liked = np.zeros(len(buckets), dtype=bool)
    if prefer is not None:
        inside = np.clip(buckets + len(ids) // 2, 0, len(rows) - 1)
        liked = prefer[np.maximum(index.turns_at(inside), 0)]
    order = np.lexsort((buckets, ~liked, -scores))
    chosen = list(order[:limit])
    chosen += [at for at in order[limit:] if liked[at]][:2]
    return _windows(index, [(int(buckets[at]), float(scores[at])) for at in chosen], diagonals, len(ids))


def _weights(index: Index, ids: Int) -> NDArray[np.float64]:
    """The weight of each word: the rarer in the sources, the heavier; they sum to one."""
    weights = np.log1p(len(index.rows) / (1.0 + index.rows.counts(ids))) + 0.5
    shares: NDArray[np.float64] = np.divide(weights, weights.sum())
    return shares


def _best_buckets(
    index: Index, diagonals: Int, voters: Int, prefer: NDArray[np.bool_] | None, length: int
) -> Int:
    """Diagonals worth ranking: the first of each of the buckets with most voters (a bucket counts with the
    next one)."""
    votes = np.sort(diagonals // BUCKET * (length + 1) + voters)
    votes = votes[np.concatenate(([True], votes[1:] != votes[:-1]))] // (length + 1)
    firsts = np.flatnonzero(np.concatenate(([True], votes[1:] != votes[:-1])))
    values, counts = votes[firsts], np.diff(np.append(firsts, len(votes)))
    total = counts.astype(np.float64)
    beside = np.flatnonzero(values[1:] == values[:-1] + 1)
    total[beside] += counts[beside + 1]
    if prefer is not None:
        inside = np.clip(values * BUCKET + length // 2, 0, len(index.rows) - 1)
        total += 0.5 * prefer[np.maximum(index.turns_at(inside), 0)]
    best = np.argsort(-total, kind="stable")[:MAX_RANKED]
    ordered = np.sort(diagonals)
    return np.unique(ordered[np.searchsorted(ordered, values[best] * BUCKET)])


_DRIFT = np.arange(-BUCKET // 2, BUCKET * 2)


def _scores(index: Index, buckets: Int, ids: Int, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weight of the words that stand within a bucket's drift of their place."""
    sample = np.arange(len(ids))
    if len(ids) > MAX_ROWS:
        sample = np.linspace(0, len(ids) - 1, MAX_ROWS).astype(np.int64)
    scores = np.zeros(len(buckets), dtype=np.float64)
    sought = np.where(ids > 0, ids, -1)[sample].astype(np.int32)
    numbers = index.rows.numbers
    step = max(1, MAX_CELLS // (len(sample) * len(_DRIFT)))
    for at in range(0, len(buckets), step):
        places = buckets[at : at + step, None, None] + sample[None, :, None] + _DRIFT[None, None, :]
        stands = (numbers.take(places, mode="clip") == sought[None, :, None]).any(axis=2)
        scores[at : at + step] = stands @ weights[sample]
    return np.asarray(scores / max(float(weights[sample].sum()), 1e-9), dtype=np.float64)


def _windows(index: Index, chosen: list[tuple[int, float]], diagonals: Int, length: int) -> list[Window]:
    """Windows around the chosen diagonals; those within reach of each other become one."""
    margin = min(MARGIN, 10 + length // 4)
    spans: list[tuple[int, int, int, float]] = []
    for diagonal, score in chosen:
        middle = min(max(diagonal + length // 2, 0), len(index.rows) - 1)
        turn = index.turn_at(middle)
        if turn < 0:
            continue
        source = index.source_of_turn(turn)
        first, last = index.bounds(source)
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
    return sorted((window for window in out if window.end > window.start), key=lambda window: -window.score)
