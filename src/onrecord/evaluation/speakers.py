"""Who spoke: scores against labels by reading, by the way in which the source refers.

A label file is JSONL, one relation of the gold a line: ``{"article", "event", "speaker", "kind", "mention", "sure"}``.
``speaker`` is the fullest name that the article gives (a list for joint speakers) or a description, ``kind`` one of
``named``, ``unnamed``, ``author``, ``none`` and ``unclear``, ``mention`` how the source refers: ``full``, ``partial``,
``pronoun``, ``nominal`` or ``none``.

Scored are the gold relations with a sure label whose content was found (``content50``). A named one is *right* when the
predicted name is that of a labelled speaker, *wrong* when it is another name, *abstained* when nobody is named. For an
unnamed one, or one without any source, somebody's name is wrong unless it is part of the description.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from onrecord.errors import InputError
from onrecord.evaluation.assessment import Predictions, StatementExtractor
from onrecord.evaluation.polnear import GoldArticle, read_polnear
from onrecord.evaluation.predictions import PredictedSpeaker, Prediction
from onrecord.evaluation.reliability import ConfidenceCurve, confidence_curve
from onrecord.evaluation.scores import Outcome, RelationScore
from onrecord.evaluation.words import ArticleWords

__all__ = [
    "MENTIONS",
    "SpeakerLabel",
    "SpeakerLabels",
    "SpeakerOutcome",
    "SpeakerReport",
    "WayPoint",
    "evaluate_speakers",
    "read_speakers",
    "same_person",
    "speaker_outcomes",
]

MENTIONS = ("full", "partial", "pronoun", "nominal", "none")
Verdict = Literal["right", "wrong", "abstained"]
STEPS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
_POSSESSIVE = re.compile(r"'s\b")
_NO_LETTER = re.compile(r"[^a-z0-9 ]")


@dataclass(frozen=True, slots=True)
class SpeakerLabel:
    """What a reader decided about one gold relation; several ``names`` are joint speakers."""

    names: tuple[str, ...]
    kind: str
    mention: str
    sure: bool


SpeakerLabels = Mapping[tuple[str, str], SpeakerLabel]
"""Labels by article and relation id."""


@dataclass(frozen=True, slots=True)
class SpeakerOutcome:
    """How the answer for one relation compares with its label; ``confidence`` is the answer's, if it names somebody."""

    kind: str
    mention: str
    verdict: Verdict
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class WayPoint:
    """Precision when only the surest answers are given, for so many of the relations that could be answered."""

    coverage: float
    precision: float
    threshold: float


@dataclass(frozen=True, slots=True)
class SpeakerReport:
    """Scores of predicted speakers over ``articles`` articles; ``outcomes`` has one for each scored relation."""

    articles: int
    outcomes: tuple[SpeakerOutcome, ...]

    @property
    def confidence(self) -> ConfidenceCurve | None:
        """Risk, coverage and calibration of the names given; None when none was, or one has no confidence."""
        given = [o for o in self.outcomes if o.verdict != "abstained"]
        return confidence_curve([Outcome(o.verdict == "right", "other", o.confidence) for o in given])

    def counts(self, kind: str, mention: str = "all") -> Counter[str]:
        """How often each verdict was reached."""
        return Counter(o.verdict for o in self.outcomes if o.kind == kind and mention in ("all", o.mention))

    def curve(self, mention: str = "all") -> list[WayPoint]:
        """Precision at every coverage of the named relations, the surest answers first, up to where answers end."""
        named = [o for o in self.outcomes if o.kind == "named" and mention in ("all", o.mention)]
        given = sorted((o for o in named if o.confidence is not None), key=lambda o: -(o.confidence or 0.0))
        points, right = [], 0
        for number, outcome in enumerate(given, start=1):
            right += outcome.verdict == "right"
            following = given[number].confidence if number < len(given) else None
            if following != outcome.confidence:  # equal confidences cannot be told apart
                points.append(WayPoint(number / len(named), right / number, outcome.confidence or 0.0))
        return points

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON writes it: shares of answers in percent, of the curves between 0 and 1."""
        named = {}
        for mention in ("all", *MENTIONS):
            counts = self.counts("named", mention)
            answered = counts["right"] + counts["wrong"]
            named[mention] = {
                **{verdict: counts[verdict] for verdict in ("right", "wrong", "abstained")},
                "precision": _percent(counts["right"], answered),
                "coverage": _percent(answered, answered + counts["abstained"]),
                "risk_coverage": [_as_dict(point) for point in thinned(self.curve(mention))],
            }
        curve = self.confidence
        return {
            "articles": self.articles,
            "relations": len(self.outcomes),
            "named": named,
            **{kind: self._others(kind) for kind in ("unnamed", "none")},
            "confidence": None if curve is None else curve.to_dict(),
        }

    def _others(self, kind: str) -> dict[str, Any]:
        counts = self.counts(kind)
        wrong, every = counts["wrong"], sum(counts.values())
        return {"fine": every - wrong, "named_wrongly": wrong, "share": _percent(wrong, every)}


def thinned(points: Sequence[WayPoint]) -> list[WayPoint]:
    """The last point up to each of the coverages that a table shows, and the very last one."""
    kept = []
    for step in STEPS:
        below = [point for point in points if point.coverage <= step + 1e-9]
        if below and below[-1] not in kept:
            kept.append(below[-1])
    return kept


def _as_dict(point: WayPoint) -> dict[str, float]:
    return {
        "coverage": round(point.coverage, 4),
        "precision": round(point.precision, 4),
        "threshold": round(point.threshold, 4),
    }


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def read_speakers(path: Path | str) -> dict[tuple[str, str], SpeakerLabel]:
    """The labels of a JSONL file.

    Raises:
        InputError: the file cannot be read, or a line is not a label; the message names the line.
    """
    labels: dict[tuple[str, str], SpeakerLabel] = {}
    try:
        with Path(path).open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    key, label = _parsed(line, f"{path}, line {number}")
                    labels[key] = label
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {path}: {error}") from error
    return labels


def _parsed(line: str, where: str) -> tuple[tuple[str, str], SpeakerLabel]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not a JSON object: {error.msg}") from error
    if not isinstance(record, dict) or not {"article", "event", "kind"} <= record.keys():
        raise InputError(f"{where}: a label needs article, event, speaker and kind")
    speaker = record.get("speaker")
    names = speaker if isinstance(speaker, list) else [speaker]
    if not all(name is None or isinstance(name, str) for name in names):
        raise InputError(f"{where}: a speaker is a name, a list of names or null, found {speaker!r}")
    label = SpeakerLabel(
        tuple(name for name in names if name),
        record["kind"],
        record.get("mention") or "none",
        bool(record.get("sure", True)),
    )
    return (record["article"], record["event"]), label


def evaluate_speakers(
    directory: Path | str,
    predictions: Predictions | StatementExtractor,
    labels: SpeakerLabels,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> SpeakerReport:
    """Score the speakers of ``predictions``, or of what an extractor finds, on the labelled articles of ``directory``.

    Args:
        directory: PolNeAR-style gold with ``text/`` and ``attributions/``; the first annotator counts.
        predictions: statements by article, or an extractor to run on each text.
        labels: who spoke, by article and relation.
        progress: called with the number of articles done and their total.

    Raises:
        InputError: the gold or a prediction cannot be understood, or no label is for an article of the gold.
    """
    stems = {stem for stem, _ in labels}
    articles = [article for article in read_polnear(directory) if article.stem in stems]
    if not articles:
        raise InputError(f"no label is for an article of {directory}")
    outcomes: list[SpeakerOutcome] = []
    for done, article in enumerate(articles, start=1):
        if isinstance(predictions, Mapping):
            found = [Prediction.of(item) for item in predictions.get(article.stem, ())]
        else:
            found = [Prediction.of(statement) for statement in predictions.extract(article.text)]
        outcomes += speaker_outcomes(article, found, labels)
        if progress is not None:
            progress(done, len(articles))
    return SpeakerReport(len(articles), tuple(outcomes))


def speaker_outcomes(
    article: GoldArticle, predictions: Sequence[Prediction], labels: SpeakerLabels
) -> list[SpeakerOutcome]:
    """The outcome of every relation of ``article`` that has a sure label and whose content was found."""
    words = ArticleWords.of(article.text)
    gold = [words.relation(relation) for relation in article.relations]
    score = RelationScore.of(gold, [words.relation(prediction) for prediction in predictions])
    outcomes = []
    for pair in score.content50_pairs:
        label = labels.get((article.stem, article.relations[pair.gold].id))
        if label is not None and label.sure and label.kind in ("named", "unnamed", "none"):
            speaker = predictions[pair.predicted].speaker
            outcomes.append(
                SpeakerOutcome(
                    label.kind, label.mention, verdict := verdict_of(label, speaker),
                    None if speaker is None or verdict == "abstained" else speaker.confidence,
                )
            )  # fmt: skip
    return outcomes


def verdict_of(label: SpeakerLabel, speaker: PredictedSpeaker | None) -> Verdict:
    """Whether the predicted speaker is the labelled one; "right" for an unnamed one: no name but its own was given."""
    name = speaker.name if speaker is not None and speaker.kind == "named" else None
    if not name:
        return "abstained"
    if label.kind == "named":
        return "right" if any(same_person(wanted, name) for wanted in label.names) else "wrong"
    wanted = label.names or ("",)
    return (
        "right" if any(set(folded(name)) <= set(folded(description)) for description in wanted) else "wrong"
    )


def folded(name: str) -> list[str]:
    """The words of a name in lower case, without diacritics, punctuation and possessive endings."""
    plain = unicodedata.normalize("NFKD", name.replace("\u00a0", " ").replace("’", "'"))
    ascii_ = plain.encode("ascii", "ignore").decode().lower()
    return _NO_LETTER.sub("", _POSSESSIVE.sub("", ascii_)).split()


def same_person(wanted: str, name: str) -> bool:
    """Equal names, or ``name`` has more words (a middle name, a title) than ``wanted``; a bare surname is not enough
    where a full name is wanted."""
    full, given = folded(wanted), folded(name)
    if not full or not given:
        return False
    return (
        full == given or (len(full) > 1 and set(full) <= set(given)) or (len(full) == 1 and full[0] in given)
    )
