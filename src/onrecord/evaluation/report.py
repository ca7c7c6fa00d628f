"""The outcome of an evaluation: every figure with its interval and people's agreement, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.evaluation.agreement import Agreement
from onrecord.evaluation.circumstances import CIRCUMSTANCES, SURROUNDINGS
from onrecord.evaluation.reliability import ConfidenceCurve
from onrecord.evaluation.scores import MEASURES, RELATION_MEASURES, ROLES, Counts, Figure
from onrecord.evaluation.words import KINDS

__all__ = ["Report"]


@dataclass(frozen=True, slots=True)
class Report:
    """Scores of predicted relations against gold, over ``articles`` articles.

    ``counts`` and ``figures`` are keyed by measure (see :mod:`onrecord.evaluation.scores`), with
    ``circumstances.factuality``, ``circumstances.act``, ``circumstances.addressee`` and so on added when labels were
    given.
    ``silent_articles`` had no prediction at all; ``strays`` are predictions for articles that the gold
    does not have, which count nowhere. ``factuality`` is the filter that both sides went through;
    ``people`` is of speech and thought together even then, since annotators did not tell them apart.
    """

    articles: int
    silent_articles: int
    strays: int
    bad_offsets: int
    counts: Mapping[str, Counts]
    figures: Mapping[str, Figure]
    people: Agreement
    confidence: ConfidenceCurve | None
    confidence_by_kind: Mapping[str, ConfidenceCurve]
    resamples: int
    seed: int
    factuality: str | None = None

    @property
    def relations_gold(self) -> int:
        """Gold relations with a cue and a content."""
        return self.counts["relation"].gold

    @property
    def relations_predicted(self) -> int:
        """Predicted relations in the articles of the gold."""
        return self.counts["relation"].predicted

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON writes it; percentages with one decimal, shares with four."""
        return {
            "articles": self.articles,
            "silent_articles": self.silent_articles,
            "strays": self.strays,
            "factuality": self.factuality,
            "relations_gold": self.relations_gold,
            "relations_predicted": self.relations_predicted,
            "bad_offsets": self.bad_offsets,
            "tokens": {role: self._figure(f"tokens.{role}") for role in ROLES},
            **{measure: self._figure(measure) for measure in RELATION_MEASURES},
            "kinds": {
                kind: {
                    "gold": self.counts[f"kinds.{kind}.full"].gold,
                    "predicted": self.counts[f"kinds.{kind}.full"].predicted,
                    "content": self._figure(f"kinds.{kind}.content"),
                    "full": self._figure(f"kinds.{kind}.full"),
                }
                for kind in KINDS
            },
            "circumstances": self._circumstances(),
            "confidence": None
            if self.confidence is None
            else {
                **self.confidence.to_dict(),
                "kinds": {kind: curve.to_dict() for kind, curve in self.confidence_by_kind.items()},
            },
            "people": self.people.to_dict(),
            "intervals": {"level": 0.95, "over": "articles", "resamples": self.resamples, "seed": self.seed},
        }

    def _figure(self, measure: str) -> dict[str, Any]:
        assert measure in MEASURES
        people = self.people.f1.get(measure)
        return {**self.figures[measure].to_dict(), "people": None if people is None else round(people, 1)}

    def _circumstances(self) -> dict[str, Any] | None:
        """Shares of right answers, and precision and recall of what only some relations have, in percent.

        ``matched`` is how many relations were compared.
        """
        asked = self.counts.get("circumstances.factuality")
        if asked is None:
            return None
        answers: dict[str, Any] = {"matched": asked.gold}
        for name in CIRCUMSTANCES:
            counts = self.counts[f"circumstances.{name}"]
            answers[name] = round(100 * counts.gold_found / counts.gold, 1) if counts.gold else None
        for name in SURROUNDINGS:
            counts = self.counts[f"circumstances.{name}"]
            figure = Figure.of(counts, None)
            answers[name] = {
                "f1": round(figure.f1, 1),
                "p": round(figure.precision, 1),
                "r": round(figure.recall, 1),
                "gold": counts.gold,
            }
        return answers
