"""Which predicted relation answers which gold one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.evaluation.words import RelationWords

__all__ = ["HALF", "Pair", "one_to_one", "overlapping_pairs"]

HALF = 0.5
"""Content overlap (intersection over union of words) from which two contents count as the same."""

_SOURCE_BONUS = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold and a predicted relation, by their numbers, whose contents share a word."""

    gold: int
    predicted: int
    content_iou: float
    same_source: bool
    identical: bool


def overlapping_pairs(gold: Sequence[RelationWords], predicted: Sequence[RelationWords]) -> list[Pair]:
    """All pairs whose contents share a word, the best first: content overlap, plus half for the right source.

    Pairs of equal worth stay in the order of gold, then of predictions.
    """
    pairs = [
        Pair(
            i,
            j,
            iou,
            expected.same_source(got),
            identical=iou == 1 and expected.cue == got.cue and expected.source == got.source,
        )
        for i, expected in enumerate(gold)
        for j, got in enumerate(predicted)
        if (iou := expected.content_iou(got))
    ]
    return sorted(pairs, key=lambda pair: -(pair.content_iou + _SOURCE_BONUS * pair.same_source))


def one_to_one(pairs: Sequence[Pair], accept: Callable[[Pair], bool]) -> list[Pair]:
    """Take the accepted pairs in order, using each relation of either side at most once."""
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    taken: list[Pair] = []
    for pair in pairs:
        if pair.gold not in used_gold and pair.predicted not in used_predicted and accept(pair):
            used_gold.add(pair.gold)
            used_predicted.add(pair.predicted)
            taken.append(pair)
    return taken
