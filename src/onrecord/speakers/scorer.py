"""Weighs the candidates of a statement: small networks over features, averaged, then calibrated by way of reference.

Each network scores every candidate and "nobody" alone; a softmax over them gives probabilities. What the encoder says
of the candidates (its affinity: log-odds that a word belongs to a name of this cue's speaker) is added to the scores
with a weight of its own, since it was learned on other articles than the rest.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .references import Reference

__all__ = ["GROUPS", "Scorer", "fused", "group_of", "load", "shipped_scorer"]

Floats = NDArray[np.float32]

GROUPS = ("pronoun", "relative", "person", "nominal", "name", "none")
"""Ways that are calibrated together: he and she; who and which; other pronouns; descriptions; names in doubt; no
source."""


def group_of(reference: Reference) -> str:
    """The calibration group of a reference."""
    if reference.way in ("he", "she"):
        return "pronoun"
    if reference.way == "who":
        return "relative"
    if reference.way in ("nominal", "name"):
        return reference.way
    return "none" if not reference.sourced else "person"


@dataclass(frozen=True, slots=True)
class Scorer:
    """The weights; see :mod:`onrecord.speakers.features` for the columns.

    ``first`` (K, F, H), ``first_bias`` (K, H), ``second`` (K, H) are K networks with one hidden layer of H units.
    ``settings`` holds per group ``slope`` and ``offset`` of the calibration (Platt 1999), the ``least`` confidence that
    is answered, and the weights of the affinity; ``heads`` how often a noun stands for somebody named (log-odds).
    """

    first: Floats
    first_bias: Floats
    second: Floats
    settings: dict[str, Any]
    heads: dict[str, float]

    def scores(self, table: Floats) -> Floats:
        """(N,) the unnormalised score of each row."""
        hidden = np.maximum(np.matmul(table, self.first) + self.first_bias[:, None], 0)
        return np.asarray(np.matmul(hidden, self.second[:, :, None])[..., 0].mean(0), np.float32)

    def probabilities(self, table: Floats, group: str, affinity: Floats | None = None) -> Floats:
        """(N,) the probability of each row, nobody first; ``affinity`` is (2, N - 1), NaN where unknown."""
        scores = self.scores(table)
        weights = self.settings.get("affinity", {}).get(group)
        if affinity is not None and weights is not None and not np.isnan(affinity).all():
            scores = fused(scores, affinity, weights)
        scores = np.exp(scores - scores.max())
        return np.asarray(scores / scores.sum(), np.float32)

    def confidence(self, probability: float, group: str) -> float:
        """The calibrated probability that the best candidate is right."""
        fitted = self.settings["groups"][group]
        odds = np.log(max(probability, 1e-6) / max(1 - probability, 1e-6))
        return float(1 / (1 + np.exp(-(fitted["slope"] * odds + fitted["offset"]))))

    def least(self, group: str) -> float:
        """The confidence from which a candidate is named."""
        return float(self.settings["groups"][group]["least"])


def fused(scores: Floats, affinity: Floats, weights: Sequence[float]) -> Floats:
    """Scores with the affinities added: scale of the scores, weight in the cue's window and before it, what counts for
    an unknown one, and what is added to nobody."""
    scale, near, far, unknown, nobody = (np.float32(w) for w in weights)
    here, there = affinity
    said = np.where(np.isnan(here), np.where(np.isnan(there), unknown, far * there), near * here)
    return np.concatenate((scores[:1] * scale + nobody, scores[1:] * scale + said))


def load(folder: Traversable) -> Scorer:
    """The scorer of a folder with ``scorer.npz`` and ``scorer.json``."""
    with (folder / "scorer.npz").open("rb") as file, np.load(file, allow_pickle=False) as weights:
        arrays = {name: weights[name].astype(np.float32) for name in weights.files}
    settings = json.loads((folder / "scorer.json").read_text(encoding="utf-8"))
    return Scorer(arrays["first"], arrays["first_bias"], arrays["second"], settings, settings.pop("heads"))


@cache
def shipped_scorer() -> Scorer:
    """The scorer that comes with the package."""
    return load(files("onrecord.speakers") / "model")
