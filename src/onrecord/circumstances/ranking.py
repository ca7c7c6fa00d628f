"""Which candidate it is, or none: a conditional logit model (McFadden 1974) over features with names.

A candidate's score is the sum of the weights of its features and of what the network's states add; "none" has the
score 0. The probabilities are the
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
from typing import Any, Protocol

from onrecord.errors import ModelError

from .calendar import When

__all__ = ["Choosable", "Features", "Ranker", "choose", "shares", "weights"]

Features = Mapping[str, float]
"""Names of features with their values; what has no weight counts nothing."""


class Choosable(Protocol):
    """What can be chosen: words, their type, the date that they name, the features, and the states' addition."""

    words: tuple[int, int]
    type: str
    when: When | None
    features: dict[str, float]
    state: float


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights by name, and the least probability at which an answer is given."""

    weights: Mapping[str, float]
    least: float

    def score(self, features: Features) -> float:
        known, score = self.weights, 0.0
        for name, value in features.items():
            weight = known.get(name)
            if weight is not None:
                score += weight * value
        return score


def shares(ranker: Ranker, found: Sequence[Choosable]) -> list[float]:
    """The probability of each candidate; what is missing to 1 is that of "none"."""
    scores = [ranker.score(candidate.features) + candidate.state for candidate in found]
    top = max(0.0, *scores) if scores else 0.0
    parts = [math.exp(score - top) for score in scores]
    total = math.exp(-top) + sum(parts)
    return [part / total for part in parts]


def choose(ranker: Ranker, found: Sequence[Choosable]) -> tuple[int, float] | None:
    """The best candidate's number and probability, None when "none" or a doubt wins.

    Candidates that share words, or a date, say the same: the probability is that of all of them together.
    """
    parts = shares(ranker, found)
    if sum(parts) < ranker.least or not parts:
        return None
    masses = [sum(p for p, other in zip(parts, found, strict=True) if _agree(other, c)) for c in found]
    top = max(range(len(parts)), key=lambda i: (masses[i], parts[i]))
    if masses[top] < ranker.least:
        return None
    group = [i for i, c in enumerate(found) if _agree(found[top], c)]
    types: dict[str, float] = {}
    for i in group:
        types[found[i].type] = types.get(found[i].type, 0.0) + parts[i]
    return max(group, key=lambda i: (types[found[i].type], parts[i])), masses[top]


def _agree(a: Choosable, b: Choosable) -> bool:
    if a.when is not None and b.when is not None and a.when.date == b.when.date:
        return True
    return a.words[0] < b.words[1] and b.words[0] < a.words[1]


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
