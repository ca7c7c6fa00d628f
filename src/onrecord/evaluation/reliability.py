"""Whether the confidences can be trusted: risk against coverage, and promised against observed.

An extractor that may stay silent trades coverage (share of its relations kept, surest first) for risk
(share of wrong ones among those kept); the area under that curve is the mean risk over all coverages
(El-Yaniv & Wiener 2010; Geifman & El-Yaniv 2017), lower is better. Calibration compares the mean
confidence of a bin with the share that was right; the expected calibration error is the mean gap
(Naeini, Cooper & Hauskrecht 2015), here over bins of equal size.

Relations of equal confidence cannot be told apart, so each counts as right to the share of its group:
no figure depends on the order in which relations were written.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.evaluation.scores import Outcome
from onrecord.evaluation.words import KINDS

__all__ = ["ConfidenceCurve", "CoveragePoint", "ReliabilityBin", "confidence_by_kind", "confidence_curve"]

BINS = 15
COVERAGES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """Precision when only the surest relations are kept.

    ``coverage`` is the share kept, ``threshold`` the lowest confidence among them, ``recall`` the share of
    gold relations that they find (``None`` where the gold cannot be divided alike).
    """

    coverage: float
    threshold: float
    precision: float
    recall: float | None

    def to_dict(self) -> dict[str, float | None]:
        """Shares rounded to four decimals."""
        return {
            "coverage": self.coverage,
            "threshold": round(self.threshold, 4),
            "precision": round(self.precision, 4),
            "recall": None if self.recall is None else round(self.recall, 4),
        }


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Relations of similar confidence: how sure the extractor was, how often it was right."""

    relations: int
    confidence: float
    right: float

    def to_dict(self) -> dict[str, float]:
        """Shares rounded to four decimals."""
        return {
            "relations": self.relations,
            "confidence": round(self.confidence, 4),
            "right": round(self.right, 4),
        }


@dataclass(frozen=True, slots=True)
class ConfidenceCurve:
    """Risk-coverage and calibration of a set of predicted relations; all shares lie between 0 and 1.

    ``area`` is the area under the risk-coverage curve: compare it with ``1 - precision``, the area of
    confidences that say nothing.
    """

    relations: int
    precision: float
    area: float
    calibration_error: float
    points: tuple[CoveragePoint, ...]
    bins: tuple[ReliabilityBin, ...]

    def to_dict(self) -> dict[str, Any]:
        """Shares rounded to four decimals."""
        return {
            "relations": self.relations,
            "precision": round(self.precision, 4),
            "area_under_risk_coverage": round(self.area, 4),
            "expected_calibration_error": round(self.calibration_error, 4),
            "risk_coverage": [point.to_dict() for point in self.points],
            "reliability": [part.to_dict() for part in self.bins],
        }


def confidence_curve(outcomes: Sequence[Outcome], gold: int | None = None) -> ConfidenceCurve | None:
    """The curve of ``outcomes``, or ``None`` when there are none or one lacks a confidence.

    ``gold`` is the number of gold relations, for recall.
    """
    confidences = [outcome.confidence for outcome in outcomes if outcome.confidence is not None]
    if not confidences or len(confidences) < len(outcomes):
        return None
    confidence = np.array(confidences, dtype=np.float64)
    order = np.argsort(-confidence, kind="stable")
    confidence = confidence[order]
    right = _shared_among_equals(confidence, np.array([outcome.right for outcome in outcomes])[order])
    found = np.cumsum(right)
    kept = np.arange(1, len(right) + 1)
    bins = tuple(
        ReliabilityBin(len(part), float(confidence[part].mean()), float(right[part].mean()))
        for part in np.array_split(np.arange(len(right)), min(BINS, len(right)))
    )
    return ConfidenceCurve(
        relations=len(right),
        precision=float(right.mean()),
        area=float((1 - found / kept).mean()),
        calibration_error=sum(part.relations * abs(part.confidence - part.right) for part in bins)
        / len(right),
        points=tuple(_points(confidence, found, gold)),
        bins=bins,
    )


def confidence_by_kind(outcomes: Sequence[Outcome]) -> dict[str, ConfidenceCurve]:
    """The curve of each kind of predicted relation that occurs with a confidence.

    A predicted kind may answer another gold kind, so there is no recall by kind.
    """
    curves = {
        kind: confidence_curve([outcome for outcome in outcomes if outcome.kind == kind]) for kind in KINDS
    }
    return {kind: curve for kind, curve in curves.items() if curve is not None}


def _points(
    confidence: NDArray[np.float64], found: NDArray[np.float64], gold: int | None
) -> list[CoveragePoint]:
    points: list[CoveragePoint] = []
    for coverage in COVERAGES:
        last = math.ceil(coverage * len(found)) - 1
        precision = float(found[last]) / (last + 1)
        recall = float(found[last]) / gold if gold else None
        points.append(CoveragePoint(coverage, float(confidence[last]), precision, recall))
    return points


def _shared_among_equals(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The share of right relations in each one's group of equal confidence."""
    _, group = np.unique(confidence, return_inverse=True)
    shares: NDArray[np.float64] = (np.bincount(group, weights=right) / np.bincount(group))[group]
    return shares
