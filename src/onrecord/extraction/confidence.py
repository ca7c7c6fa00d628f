"""How far a relation can be trusted: probabilities fitted on articles that the network never saw.

Both are logistic regressions (Platt 1999) on a handful of features; their weights stand in the model's settings,
written by ``training/calibrate.py``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from .decoding import Relation
from .encoder import Floats

__all__ = ["BY_LAYOUT", "Confidence", "features_of", "softmax"]

BY_LAYOUT = 0.97
"""A signature or a label beside the words names who they are from: 58 of 59 signed posts and quotations of PolNeAR
train, by reading (the corpus itself marks few of them)."""


def softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max())
    return np.asarray(e / e.sum(), np.float32)


def speech_odds(relation: Relation) -> float:
    """The network's log-odds that the relation reports speech rather than thought."""
    return float(relation.labels[1] - relation.labels[0])


def features_of(relation: Relation) -> tuple[float, ...]:
    """What the confidence is computed from."""
    return (*relation.evidence, max(-6.0, min(6.0, speech_odds(relation))))


@dataclass(frozen=True, slots=True)
class Confidence:
    """Fitted weights: ``relation`` over :func:`features_of` (bias last), ``factuality`` (slope, bias) over speech odds.

    ``least``: relations below are dropped (the threshold with the best F1); ``low``: those below are flagged;
    ``without_cue``: how often a quotation that no cue claims is somebody's words after all.
    """

    relation: tuple[float, ...]
    factuality: tuple[float, float]
    least: float
    low: float
    without_cue: float

    @classmethod
    def from_settings(cls, settings: dict[str, Any]) -> Confidence:
        return cls(
            tuple(settings["relation"]),
            (settings["factuality"][0], settings["factuality"][1]),
            settings["least"],
            settings["low"],
            settings["without_cue"],
        )

    def of(self, relation: Relation) -> float:
        """Probability that content and source both overlap those of a true relation."""
        *weights, bias = self.relation
        return _logistic(bias + sum(w * f for w, f in zip(weights, features_of(relation), strict=True)))

    def speech(self, relation: Relation) -> float:
        """Probability that something was said or written, not only thought."""
        slope, bias = self.factuality
        return _logistic(slope * speech_odds(relation) + bias)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0
