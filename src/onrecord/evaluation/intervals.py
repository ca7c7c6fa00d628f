"""How far the figures might move with other articles: bootstrap intervals.

Relations of one article stand or fall together (one author, one story, one set of names), so whole
articles are drawn, with replacement, and every figure is computed anew on each draw
(Efron & Tibshirani 1993, percentile intervals).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.evaluation.scores import Counts

__all__ = ["RESAMPLES", "SEED", "f1_intervals"]

RESAMPLES = 1000
SEED = 20161108
"""Fixed, so that the same input gives the same interval."""

_PERCENTILES = (2.5, 97.5)


def f1_intervals(
    articles: Sequence[Mapping[str, Counts]], resamples: int = RESAMPLES, seed: int = SEED
) -> dict[str, tuple[float, float]]:
    """The 95 % interval of F1, in percent, for every measure that occurs in ``articles``.

    Draws in which a measure had nothing to find and nothing predicted are left out of its interval; a
    measure that is so in every draw has none. With no ``resamples`` or no articles the result is empty.
    """
    if not articles or resamples < 1:
        return {}
    measures = sorted(set().union(*articles))
    counts = np.array([[_row(article.get(name, Counts())) for name in measures] for article in articles])
    draws = np.random.default_rng(seed).multinomial(
        len(articles), [1 / len(articles)] * len(articles), size=resamples
    )
    f1 = _f1(np.tensordot(draws, counts, axes=1).astype(np.float64))
    intervals: dict[str, tuple[float, float]] = {}
    for column, name in enumerate(measures):
        defined = f1[:, column][~np.isnan(f1[:, column])]
        if defined.size:
            low, high = np.percentile(defined, _PERCENTILES)
            intervals[name] = (float(low), float(high))
    return intervals


def _row(counts: Counts) -> tuple[int, int, int, int]:
    return counts.gold_found, counts.gold, counts.predicted_right, counts.predicted


def _f1(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """F1 in percent over the last axis (gold found, gold, predicted right, predicted); NaN for 0 of 0."""
    gold_found, gold, predicted_right, predicted = np.moveaxis(counts, -1, 0)
    recall = gold_found / np.maximum(gold, 1)
    precision = predicted_right / np.maximum(predicted, 1)
    both = precision + recall
    f1 = np.where(both > 0, 200 * precision * recall / np.where(both > 0, both, 1), 0.0)
    return np.where(gold + predicted > 0, f1, np.nan)
