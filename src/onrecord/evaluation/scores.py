"""Counting what agrees between gold and predicted relations, and the figures made of the counts.

The measures, all micro-averaged over articles (a *word* is a word of :mod:`onrecord.evaluation.words`):

``tokens.ROLE``
    words that stand in some source, cue or content.
``relation``
    relations matched one to one: contents share a word and sources share a word, or both have none.
``relation50``
    the same with contents that overlap by half (intersection over union).
``strict``
    matched one to one with source, cue and content the same words.
``content50``
    matched one to one by contents that overlap by half, whatever the source.
``kinds.KIND.content`` and ``kinds.KIND.full``
    relations of a kind for which *some* relation of the other side has a content that overlaps by half
    (``content``) and the right source, too (``full``). Each side's kind is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.evaluation.matching import HALF, Pair, one_to_one, overlapping_pairs
from onrecord.evaluation.predictions import Prediction
from onrecord.evaluation.words import KINDS, RelationWords
from onrecord.records import Span

__all__ = [
    "MEASURES",
    "RELATION_MEASURES",
    "ROLES",
    "Counts",
    "Figure",
    "Outcome",
    "RelationScore",
    "has_bad_offsets",
    "total",
]

ROLES = ("source", "cue", "content")
RELATION_MEASURES = ("relation", "relation50", "strict", "content50")
MEASURES: tuple[str, ...] = (
    *(f"tokens.{role}" for role in ROLES),
    *RELATION_MEASURES,
    *(f"kinds.{kind}.{part}" for kind in KINDS for part in ("content", "full")),
)
"""Every measure that gold and predictions alone allow, in the order of a report."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many gold units were found, and how many predicted ones are right.

    The two hits differ only for the kinds, where one relation may answer several of the other side.
    """

    gold_found: int = 0
    gold: int = 0
    predicted_right: int = 0
    predicted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.gold_found + other.gold_found,
            self.gold + other.gold,
            self.predicted_right + other.predicted_right,
            self.predicted + other.predicted,
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """F1, precision and recall in percent, with the 95 % interval of F1 over resampled articles, if drawn."""

    f1: float
    precision: float
    recall: float
    interval: tuple[float, float] | None = None

    @classmethod
    def of(cls, counts: Counts, interval: tuple[float, float] | None = None) -> Figure:
        """The figure that ``counts`` give; 0 where nothing was there to find."""
        precision = counts.predicted_right / counts.predicted if counts.predicted else 0.0
        recall = counts.gold_found / counts.gold if counts.gold else 0.0
        both = precision + recall
        f1 = 200 * precision * recall / both if both else 0.0
        return cls(f1, 100 * precision, 100 * recall, interval)

    def to_dict(self) -> dict[str, Any]:
        """Rounded to one decimal, with the short names of the reference scores."""
        figures: dict[str, Any] = {
            "f1": round(self.f1, 1),
            "p": round(self.precision, 1),
            "r": round(self.recall, 1),
        }
        if self.interval is not None:
            figures["interval"] = [round(bound, 1) for bound in self.interval]
        return figures


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether one predicted relation was right (``relation``, one to one), with its kind and confidence."""

    right: bool
    kind: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class RelationScore:
    """The counts of one article, and which relations answered which.

    ``relation_pairs`` and ``content50_pairs`` are the one-to-one matches of the measures of these names.
    """

    counts: Mapping[str, Counts]
    relation_pairs: tuple[Pair, ...]
    content50_pairs: tuple[Pair, ...]

    @classmethod
    def of(cls, gold: Sequence[RelationWords], predicted: Sequence[RelationWords]) -> RelationScore:
        """Compare the relations of one article."""
        pairs = overlapping_pairs(gold, predicted)
        matches = {
            "relation": one_to_one(pairs, lambda pair: pair.same_source),
            "relation50": one_to_one(pairs, lambda pair: pair.same_source and pair.content_iou >= HALF),
            "strict": one_to_one(pairs, lambda pair: pair.identical),
            "content50": one_to_one(pairs, lambda pair: pair.content_iou >= HALF),
        }
        counts = {f"tokens.{role}": _role_counts(gold, predicted, role) for role in ROLES}
        for measure in RELATION_MEASURES:
            hits = len(matches[measure])
            counts[measure] = Counts(hits, len(gold), hits, len(predicted))
        counts |= _kind_counts(gold, predicted, pairs)
        return cls(counts, tuple(matches["relation"]), tuple(matches["content50"]))


def total(articles: Iterable[Mapping[str, Counts]]) -> dict[str, Counts]:
    """The counts of several articles, added up."""
    sums: dict[str, Counts] = {}
    for counts in articles:
        for measure, count in counts.items():
            sums[measure] = sums.get(measure, Counts()) + count
    return sums


def has_bad_offsets(text: str, prediction: Prediction) -> bool:
    """Whether the content's words are not those at its spans (punctuation and blanks apart)."""
    if not prediction.content_text:
        return False
    return _letters(prediction.content_text) != _letters(_cut(text, prediction.content))


def _role_counts(gold: Sequence[RelationWords], predicted: Sequence[RelationWords], role: str) -> Counts:
    expected = _covered(gold, role)
    got = _covered(predicted, role)
    hits = len(expected & got)
    return Counts(hits, len(expected), hits, len(got))


def _covered(relations: Iterable[RelationWords], role: str) -> frozenset[int]:
    return frozenset[int]().union(*(getattr(relation, role) for relation in relations))


def _kind_counts(
    gold: Sequence[RelationWords], predicted: Sequence[RelationWords], pairs: Sequence[Pair]
) -> dict[str, Counts]:
    halves = [pair for pair in pairs if pair.content_iou >= HALF]
    counts: dict[str, Counts] = {}
    for part, accepted in (("content", halves), ("full", [pair for pair in halves if pair.same_source])):
        gold_found = {pair.gold for pair in accepted}
        predicted_right = {pair.predicted for pair in accepted}
        for kind in KINDS:
            of_gold = {number for number, relation in enumerate(gold) if relation.kind == kind}
            of_predicted = {number for number, relation in enumerate(predicted) if relation.kind == kind}
            counts[f"kinds.{kind}.{part}"] = Counts(
                len(of_gold & gold_found),
                len(of_gold),
                len(of_predicted & predicted_right),
                len(of_predicted),
            )
    return counts


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def _cut(text: str, spans: Iterable[Span]) -> str:
    return "".join(text[start:end] for start, end in spans)
