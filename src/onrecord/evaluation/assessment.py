"""Scoring an extractor, or its output, against articles in which people marked every attribution."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from onrecord.documents import Document, document_from
from onrecord.errors import InputError, UsageError
from onrecord.evaluation.agreement import POLNEAR_PEOPLE, Agreement
from onrecord.evaluation.circumstances import Labels, circumstance_counts
from onrecord.evaluation.intervals import RESAMPLES, SEED, f1_intervals
from onrecord.evaluation.polnear import GoldArticle, read_polnear
from onrecord.evaluation.predictions import Prediction
from onrecord.evaluation.reliability import confidence_by_kind, confidence_curve
from onrecord.evaluation.report import Report
from onrecord.evaluation.scores import (
    MEASURES,
    Counts,
    Figure,
    Outcome,
    RelationScore,
    has_bad_offsets,
    total,
)
from onrecord.evaluation.words import ArticleWords
from onrecord.records import Statement

__all__ = ["FACTUALITIES", "Predictions", "StatementExtractor", "evaluate_polnear"]

FACTUALITIES = ("speech", "thought")

Predictions: TypeAlias = Mapping[str, Sequence[Statement | Prediction | Mapping[str, Any]]]
"""Predicted relations by article (the gold file's name without ``.txt``)."""


class StatementExtractor(Protocol):
    """What runs over the gold's texts: every relation of a text, thoughts as well as speech.

    It is given plain text, or a document where dates of publication are known.
    """

    def extract(self, text: Document | str, /) -> Sequence[Statement | Prediction]:
        """The relations of ``text``; bare predictions will do, for baselines."""
        ...


def evaluate_polnear(
    directory: Path | str,
    predictions: Predictions | StatementExtractor,
    *,
    circumstances: Labels | None = None,
    factuality: str | None = None,
    published: Mapping[str, str] | None = None,
    people: Agreement = POLNEAR_PEOPLE,
    resamples: int = RESAMPLES,
    seed: int = SEED,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Score ``predictions``, or what an extractor finds, against the PolNeAR-style gold of ``directory``.

    Args:
        directory: gold with ``text/`` and ``attributions/``; the first annotator of each article counts.
        predictions: relations by article, or an extractor to run on each text.
        circumstances: labels by article and relation, to score factuality, act, addressee, channel and date.
        factuality: keep only the relations of this factuality (``speech`` or ``thought``), by the labels
            in the gold and by their own word in the predictions. Needs ``circumstances``; articles with
            an unlabelled relation are left out, since a prediction there could not be called wrong.
        published: dates of publication (ISO) by article, which an extractor needs to reckon "on Friday".
        people: agreement of people, to stand beside the figures.
        resamples: how many times to resample the articles for the intervals; 0 for none.
        seed: start of the random numbers.
        progress: called with the number of articles done and their total.

    Raises:
        InputError: the gold or a prediction cannot be understood, or no prediction is for its articles.
        UsageError: a filter without labels, or an unknown factuality.
    """
    _check_filter(factuality, circumstances)
    articles = read_polnear(directory)
    strays = 0
    if isinstance(predictions, Mapping):
        strays = _strays(predictions, articles, directory)
    if factuality is not None and circumstances is not None:
        articles = [article for article in articles if _fully_labelled(article, circumstances)]
        if not articles:
            raise InputError(f"no article of {directory} has a factuality label for each of its relations")
    assessments: list[_Assessment] = []
    for done, article in enumerate(articles, start=1):
        predicted = _predicted(
            article, predictions, None if published is None else published.get(article.stem)
        )
        assessments.append(_assess(article, predicted, circumstances, factuality))
        if progress is not None:
            progress(done, len(articles))
    by_article = [assessment.counts for assessment in assessments]
    counts = total(by_article)
    intervals = f1_intervals(by_article, resamples, seed)
    outcomes = [outcome for assessment in assessments for outcome in assessment.outcomes]
    return Report(
        articles=len(articles),
        silent_articles=sum(assessment.counts["relation"].predicted == 0 for assessment in assessments),
        strays=strays,
        bad_offsets=sum(assessment.bad_offsets for assessment in assessments),
        counts=counts,
        figures={measure: Figure.of(counts[measure], intervals.get(measure)) for measure in MEASURES},
        people=people,
        confidence=confidence_curve(outcomes, counts["relation"].gold),
        confidence_by_kind=confidence_by_kind(outcomes),
        resamples=resamples,
        seed=seed,
        factuality=factuality,
    )


@dataclass(frozen=True, slots=True)
class _Assessment:
    """What one article adds to the report."""

    counts: Mapping[str, Counts]
    outcomes: tuple[Outcome, ...]
    bad_offsets: int


def _assess(
    article: GoldArticle, predictions: list[Prediction], labels: Labels | None, factuality: str | None
) -> _Assessment:
    if factuality is not None and labels is not None:
        article = replace(
            article,
            relations=tuple(
                relation
                for relation in article.relations
                if labels[article.stem, relation.id].factuality == factuality
            ),
        )
        predictions = [prediction for prediction in predictions if prediction.factuality == factuality]
    words = ArticleWords.of(article.text)
    gold = [words.relation(relation) for relation in article.relations]
    predicted = [words.relation(prediction) for prediction in predictions]
    score = RelationScore.of(gold, predicted)
    counts = dict(score.counts)
    if labels is not None:
        counts |= circumstance_counts(article, predictions, score.content50_pairs, labels)
    right = {pair.predicted for pair in score.relation_pairs}
    return _Assessment(
        counts,
        tuple(
            Outcome(number in right, relation.kind, prediction.confidence)
            for number, (relation, prediction) in enumerate(zip(predicted, predictions, strict=True))
        ),
        sum(has_bad_offsets(article.text, prediction) for prediction in predictions),
    )


def _predicted(
    article: GoldArticle, predictions: Predictions | StatementExtractor, published: str | None
) -> list[Prediction]:
    if isinstance(predictions, Mapping):
        return [Prediction.of(item) for item in predictions.get(article.stem, ())]
    text = article.text if published is None else document_from(article.text, published=published)
    return [Prediction.of(statement) for statement in predictions.extract(text)]


def _strays(predictions: Predictions, articles: Sequence[GoldArticle], directory: Path | str) -> int:
    """Predictions for articles that the gold lacks; all of them being so is a mistake in the call."""
    known = {article.stem for article in articles}
    strays = sum(len(items) for stem, items in predictions.items() if stem not in known)
    if strays and strays == sum(len(items) for items in predictions.values()):
        raise InputError(f"none of the {strays} predictions is for an article of {directory}")
    return strays


def _fully_labelled(article: GoldArticle, labels: Labels) -> bool:
    return all((article.stem, relation.id) in labels for relation in article.relations)


def _check_filter(factuality: str | None, labels: Labels | None) -> None:
    if factuality is None:
        return
    if factuality not in FACTUALITIES:
        raise UsageError(f"factuality is {factuality!r}, expected one of {', '.join(FACTUALITIES)}")
    if labels is None:
        raise UsageError(
            "a factuality filter needs circumstance labels, to know which gold relations to keep"
        )
