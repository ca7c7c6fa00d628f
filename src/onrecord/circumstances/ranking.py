"""Which candidate it is, or none: a conditional logit model (McFadden 1974) over features with names.

A candidate's score is the sum of the weights of its features; "none" has the score 0. The probabilities are the
softmax over all of them. The weights stand in ``weights.json`` beside this module, written by
``training/circumstances.py``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import ModelError

__all__ = ["Features", "Ranker", "choose", "weights"]

Features = Mapping[str, float]
"""Names of features with their values; what has no weight counts nothing."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights by name, and the least probability at which an answer is given."""

    weights: Mapping[str, float]
    least: float

    def score(self, features: Features) -> float:
        known = self.weights
        return sum(known.get(name, 0.0) * value for name, value in features.items())


def choose(ranker: Ranker, candidates: Sequence[Features]) -> tuple[int, float] | None:
    """The best candidate's number and probability, None when "none" or a doubt wins."""
    if not candidates:
        return None
    scores = [ranker.score(features) for features in candidates]
    top = max(0.0, *scores)
    total = math.exp(-top) + sum(math.exp(score - top) for score in scores)
    best = max(range(len(scores)), key=scores.__getitem__)
    probability = math.exp(scores[best] - top) / total
    return (best, probability) if probability >= ranker.least else None


@cache
def weights() -> dict[str, Any]:
    """Everything that was fitted, by field.

    Raises:
        ModelError: the file of the package is missing or damaged.
    """
    try:
        return dict(
            json.loads((files("onrecord.circumstances") / "weights.json").read_text(encoding="utf-8"))
        )
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the weights of the circumstances cannot be loaded ({error}); install it again"
        ) from error
