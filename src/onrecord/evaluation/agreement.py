"""How well people agree with one another on the same task: the ceiling beside every figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.evaluation.intervals import RESAMPLES, SEED, f1_intervals
from onrecord.evaluation.polnear import GoldArticle, read_all_annotators
from onrecord.evaluation.scores import Counts, Figure, RelationScore, total
from onrecord.evaluation.words import ArticleWords

__all__ = ["POLNEAR_PEOPLE", "Agreement", "agreement"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """F1 in percent between pairs of annotators, per measure, with its 95 % interval where one was drawn."""

    articles: int
    pairs: int
    f1: Mapping[str, float]
    intervals: Mapping[str, tuple[float, float]]

    def to_dict(self) -> dict[str, Any]:
        """What the figures rest on, and their intervals in percent, to one decimal."""
        return {
            "articles": self.articles,
            "pairs": self.pairs,
            "intervals": {
                measure: [round(low, 1), round(high, 1)] for measure, (low, high) in self.intervals.items()
            },
        }


def agreement(directory: Path | str, *, resamples: int = RESAMPLES, seed: int = SEED) -> Agreement:
    """Agreement of people on the articles of PolNeAR-style gold that several annotators marked.

    Every pair of annotators of an article is scored as if one were the gold and the other the
    predictions; counts are added over pairs and articles, and intervals are drawn over articles.

    Raises:
        InputError: the gold cannot be read, or no article has two annotators.
    """
    shared = [versions for versions in read_all_annotators(directory) if len(versions) > 1]
    if not shared:
        raise InputError(f"no article of {directory} was marked by two annotators: no agreement to compute")
    by_article = [_pair_counts(versions) for versions in shared]
    return Agreement(
        articles=len(shared),
        pairs=sum(len(versions) * (len(versions) - 1) // 2 for versions in shared),
        f1={measure: Figure.of(counts).f1 for measure, counts in total(by_article).items()},
        intervals=f1_intervals(by_article, resamples, seed),
    )


def _pair_counts(versions: tuple[GoldArticle, ...]) -> dict[str, Counts]:
    words = ArticleWords.of(versions[0].text)
    sides = [[words.relation(relation) for relation in version.relations] for version in versions]
    return total(RelationScore.of(one, other).counts for one, other in combinations(sides, 2))


_POLNEAR_TABLE = {
    "tokens.source": (79.8, 73.6, 84.8),
    "tokens.cue": (69.7, 63.2, 75.3),
    "tokens.content": (90.7, 87.5, 93.2),
    "relation": (78.7, 70.1, 84.3),
    "relation50": (74.9, 66.6, 80.5),
    "strict": (59.6, 51.0, 66.5),
    "content50": (79.6, 73.3, 84.0),
    "kinds.direct.content": (97.6, 96.0, 98.6),
    "kinds.direct.full": (96.4, 94.0, 97.9),
    "kinds.mixed_say.content": (98.2, 95.1, 100.0),
    "kinds.mixed_say.full": (95.3, 84.3, 100.0),
    "kinds.indirect_say.content": (92.9, 87.5, 95.5),
    "kinds.indirect_say.full": (92.1, 85.9, 94.9),
    "kinds.mixed_other.content": (83.6, 73.9, 93.4),
    "kinds.mixed_other.full": (71.4, 51.6, 89.3),
    "kinds.other.content": (66.5, 60.2, 71.1),
    "kinds.other.full": (59.3, 50.5, 65.0),
}
"""F1, low, high: what ``agreement(POLNEAR/train)`` returns, to one decimal."""

POLNEAR_PEOPLE = Agreement(
    articles=16,
    pairs=235,
    f1={measure: f1 for measure, (f1, _, _) in _POLNEAR_TABLE.items()},
    intervals={measure: (low, high) for measure, (_, low, high) in _POLNEAR_TABLE.items()},
)
"""Agreement on the training part of PolNeAR 1.0: 16 articles with five or six annotators each, all 235
pairs, by :func:`agreement` with its defaults; the ``data`` tests compute it anew."""
