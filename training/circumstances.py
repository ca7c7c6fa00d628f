"""Fit what tells addressee, channel, date and act of a statement: small models over named features.

    python training/circumstances.py DATA MODEL_FOLDER OUT

DATA holds ``polnear/circumstances_train.jsonl``; OUT is the ``weights.json`` of ``onrecord.circumstances``. Folds are
whole articles. (A second pass that saw what was chosen for the neighbours was tried and brought nothing.)
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.circumstances.acts import ACTS, Acts, act_features
from onrecord.circumstances.candidates import COLUMNS, Candidate, beside
from onrecord.circumstances.phrases import Phrases
from onrecord.circumstances.ranking import Ranker, choose
from onrecord.circumstances.scene import Place, Scene
from onrecord.documents import Document, document_from
from onrecord.evaluation.matching import HALF, one_to_one, overlapping_pairs
from onrecord.evaluation.polnear import GoldArticle, read_polnear
from onrecord.evaluation.predictions import Prediction
from onrecord.evaluation.words import ArticleWords
from onrecord.extraction.confidence import Confidence
from onrecord.extraction.decoding import decode
from onrecord.extraction.encoder import Encoder
from onrecord.extraction.statements import Found, assemble
from onrecord.extraction.weights import Decoding
from onrecord.extraction.words import Words, read_words
from onrecord.quotation_marks import read_marks

FOLDS = 5
LEAST_COUNT = 3
Labels = dict[tuple[str, str], dict]  # type: ignore[type-arg]


@dataclass(slots=True)
class Case:
    """One article: its statements in order of cue, and the label of each, None where there is none."""

    stem: str
    scene: Scene
    phrases: Phrases
    places: list[Place]
    labels: list[dict | None]  # type: ignore[type-arg]


@dataclass(slots=True)
class Rows:
    """Decisions of one field: candidates row by row, which are right, where each decision begins, and its fold."""

    features: list[dict[str, float]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    fold: list[int] = field(default_factory=list)
    wanted: list[bool] = field(default_factory=list)


def publication_dates(data: Path) -> dict[str, str]:
    with (data / "polnear" / "metadata.tsv").open(encoding="utf-8", newline="") as file:
        return {
            row["filename"].removesuffix(".txt"): row["publication_date"]
            for row in csv.DictReader(file, delimiter="\t")
        }


def read_labels(file: Path) -> Labels:
    with file.open(encoding="utf-8") as lines:
        return {(label["article"], label["event"]): label for label in map(json.loads, lines)}


def extracted(
    articles: Sequence[GoldArticle], dates: dict[str, str], model: Path
) -> Iterator[tuple[GoldArticle, Document, Words, list[Found]]]:
    """What the network and its decoder find in each article."""
    encoder = Encoder(threads=2, folder=model)
    settings = encoder.settings
    decoding, confidence = Decoding(**settings["decoding"]), Confidence.from_settings(settings["confidence"])
    for article in articles:
        document = document_from(article.text, published=dates.get(article.stem))
        quotations = read_marks(article.text)
        words = read_words(article.text, quotations, document.body)
        relations = decode(words, quotations, encoder, encoder.scores(words), decoding)
        yield article, document, words, assemble(document, words, quotations, relations, confidence)


def case_of(
    article: GoldArticle, document: Document, words: Words, found: list[Found], labels: Labels
) -> Case:
    """The article's statements with the labels of the gold relations that they match."""
    units = ArticleWords.of(article.text)
    pairs = one_to_one(
        overlapping_pairs(
            [units.relation(r) for r in article.relations],
            [units.relation(Prediction.of(f.statement)) for f in found],
        ),
        lambda pair: pair.content_iou >= HALF,
    )
    matched = {pair.predicted: labels.get((article.stem, article.relations[pair.gold].id)) for pair in pairs}
    scene = Scene(document, words, [f.statement for f in found])
    numbered = [(f.relation.cue, i, f) for i, f in enumerate(found) if f.relation is not None]
    numbered.sort(key=lambda item: item[:2])
    return Case(
        article.stem, scene, Phrases(scene),
        [scene.place(f.statement, f.relation) for _, _, f in numbered if f.relation is not None],
        [matched.get(i) for _, i, _ in numbered],
    )  # fmt: skip


def is_right(name: str, candidate: Candidate, scene: Scene, label: dict) -> bool:  # type: ignore[type-arg]
    gold = label.get(name)
    if not gold:
        return False
    a, b = scene.span_of(candidate.words)
    touches = a < gold["span"][1] and gold["span"][0] < b
    if name == "said_on":
        when = candidate.when
        return (
            when is not None
            and when.date == gold["date"]
            and (touches or when.precision == gold["precision"])
        )
    return bool(touches)


def all_right(name: str, possible: Sequence[Candidate], scene: Scene, label: dict) -> list[bool]:  # type: ignore[type-arg]
    """Which candidates are right; of those of a channel the ones of its type, if there are any."""
    right = [is_right(name, c, scene, label) for c in possible]
    if name == "channel" and any(right):
        typed = [ok and c.type == label[name]["type"] for ok, c in zip(right, possible, strict=True)]
        return typed if any(typed) else right
    return right


def rows_of(name: str, cases: Sequence[Case], found: Sequence[Sequence[Sequence[Candidate]]]) -> Rows:
    """Every decision on labelled statements over its candidates."""
    rows = Rows()
    for number, case in enumerate(cases):
        for label, possible in zip(case.labels, found[number], strict=True):
            if label is not None and label.get("sure", True):
                rows.starts.append(len(rows.features))
                rows.fold.append(number % FOLDS)
                rows.wanted.append(bool(label.get(name)))
                rows.features += [c.features for c in possible]
                rows.right += all_right(name, possible, case.scene, label)
    rows.starts.append(len(rows.features))
    return rows


def fit(rows: Rows, take: NDArray[np.bool_], ridge: float, steps: int = 300) -> dict[str, float]:
    """Maximum likelihood with a ridge, by gradient steps (Adam, Kingma & Ba 2015) over all decisions at once."""
    counts: Counter[str] = Counter()
    numbers = [k for k in np.nonzero(take)[0].tolist() if rows.starts[k + 1] > rows.starts[k]]
    for k in numbers:
        for f in rows.features[rows.starts[k] : rows.starts[k + 1]]:
            counts.update(f.keys())
    names = sorted(n for n, c in counts.items() if c >= LEAST_COUNT)
    index = {n: i for i, n in enumerate(names)}
    row, column, value, group, right = [], [], [], [], []
    for g, k in enumerate(numbers):
        for j in range(rows.starts[k], rows.starts[k + 1]):
            for n, v in rows.features[j].items():
                if n in index:
                    row.append(len(group))
                    column.append(index[n])
                    value.append(v)
            group.append(g)
            right.append(rows.right[j])
    r, c, v = np.array(row), np.array(column), np.array(value)
    g, y = np.array(group), np.array(right)
    some = np.bincount(g, y, len(numbers)) > 0
    w = np.zeros(len(names))
    m, s = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, steps + 1):
        score = np.clip(np.bincount(r, w[c] * v, len(g)), -30, 30)
        e = np.exp(score)
        total = 1 + np.bincount(g, e, len(numbers))
        p = e / total[g]
        good = np.bincount(g, e * y, len(numbers))
        target = np.where(y & some[g], e / np.maximum(good, 1e-12)[g], 0)
        gradient = np.bincount(c, (p - target)[r] * v, len(names)) + ridge * w
        m = 0.9 * m + 0.1 * gradient
        s = 0.99 * s + 0.01 * gradient**2
        rate = 0.1 * min(1, 3 * (1 - step / (steps + 1)))
        w -= rate * (m / (1 - 0.9**step)) / (np.sqrt(s / (1 - 0.99**step)) + 1e-8)
    return {n: float(x) for n, x in zip(names, w, strict=True) if abs(x) > 0.004}


Choices = list[list[Candidate | None]]


def run_over(rankers: Sequence[Ranker], found: Sequence[Sequence[Sequence[Candidate]]]) -> Choices:
    """What the ranker of each article's fold chooses, statement by statement."""
    return [
        [
            None if (best := choose(rankers[number % FOLDS], possible)) is None else possible[best[0]]
            for possible in article
        ]
        for number, article in enumerate(found)
    ]


def cross_fitted(rows: Rows, ridge: float) -> list[dict[str, float]]:
    fold = np.array(rows.fold)
    return [fit(rows, fold != f, ridge) for f in range(FOLDS)]


LEAST_PRECISION = {"addressee": 0.0, "channel": 0.0, "said_on": 0.88}
"""A date is given only where it is right so often in cross-validation; the others where F1 is best."""


GRID = tuple(t / 20 for t in range(4, 20))


def best_threshold(name: str, results: dict[float, tuple[float, float, float]]) -> float:
    """The middle of the thresholds within one point of the best F1, of those that keep the precision.

    Where none keeps it, the strictest of all.
    """
    good = [t for t, (_, precision, _) in results.items() if precision >= LEAST_PRECISION[name]] or [
        max(GRID)
    ]
    top = max(results[t][0] for t in good)
    flat = [t for t in good if results[t][0] >= top - 0.01]
    return flat[len(flat) // 2]


def figures_over(
    name: str, cases: Sequence[Case], choices: Sequence[list[Candidate | None]]
) -> tuple[float, float, float]:
    """F1, precision and recall of what was chosen with its own history, on the labels that are sure."""
    given = hits = wanted = 0
    for case, chosen in zip(cases, choices, strict=True):
        for candidate, label in zip(chosen, case.labels, strict=True):
            if label is not None and label.get("sure", True):
                wanted += bool(label.get(name))
                given += candidate is not None
                hits += candidate is not None and is_right(name, candidate, case.scene, label)
    precision, recall = hits / max(1, given), hits / max(1, wanted)
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def fit_field(name: str, cases: Sequence[Case], ridge: float) -> Ranker:
    """The ranker of one field, with its threshold from cross-validation."""
    found = [list(beside(name, case.places, case.phrases)) for case in cases]
    rows = rows_of(name, cases, found)
    fitted = cross_fitted(rows, ridge)
    results = {t: figures_over(name, cases, run_over([Ranker(w, t) for w in fitted], found)) for t in GRID}
    least = best_threshold(name, results)
    for t, figures in results.items():
        print(name, t, "F1 P R", [round(100 * x, 1) for x in figures], "<" if t == least else "", flush=True)
    return Ranker(fit(rows, np.ones(len(rows.fold), bool), ridge), least)


def fit_acts(cases: Sequence[Case], ridge: float = 0.5) -> Acts:
    """Multinomial logistic regression over what cue and content show, without the network.

    "Statement" is left the more readily, the more this helps the mean F1 of the acts in cross-validation, as long as it
    costs no more than half a point of accuracy: readers look for denials and promises.
    """
    x, y, fold = [], [], []
    for number, case in enumerate(cases):
        for place, label in zip(case.places, case.labels, strict=True):
            if label and label.get("sure", True) and label.get("act") in ACTS:
                x.append(act_features(place))
                y.append(ACTS.index(label["act"]))
                fold.append(number % FOLDS)
    target, folds = np.array(y), np.array(fold)
    scores = np.zeros((len(y), len(ACTS)))
    for f in range(FOLDS):
        w = fit_multinomial([v for v, k in zip(x, fold, strict=True) if k != f], target[folds != f], ridge)
        scores[folds == f] = act_scores([v for v, k in zip(x, fold, strict=True) if k == f], w)
    plain = np.mean(scores.argmax(1) == target)
    best = (0.0, 0.0)
    for doubt in (0.0, 0.5, 1.0, 1.5, 2.0, 2.5):
        guess = (scores - doubt * (np.arange(len(ACTS)) == 0)).argmax(1)
        accuracy, mean = np.mean(guess == target), mean_f1(target, guess)
        print(f"act: doubt {doubt} accuracy {100 * accuracy:.1f} mean F1 {100 * mean:.1f}")
        if accuracy >= plain - 0.005:
            best = max(best, (mean, doubt))
    w = fit_multinomial(x, target, ridge)
    w["statement"]["bias"] = w["statement"].get("bias", 0.0) - best[1]
    return Acts(w, SHARE)


SHARE = 0.5
"""Of the network's log-probabilities for the act. On relations that it has seen it is right far too often to be
weighed there, and too few unseen ones are labelled for more than a check that a half does no harm."""


def mean_f1(y: NDArray[np.int64], guess: NDArray[np.int64], least: int = 10) -> float:
    kinds = [k for k in range(len(ACTS)) if np.sum(y == k) >= least]
    return float(
        np.mean([2 * np.sum((y == k) & (guess == k)) / (np.sum(y == k) + np.sum(guess == k)) for k in kinds])
    )


def fit_multinomial(
    x: Sequence[dict[str, float]], y: NDArray[np.int64], ridge: float, steps: int = 200
) -> dict[str, dict[str, float]]:
    """Weights by act and feature; features seen once are left out."""
    counts = Counter(name for features in x for name in features)
    names = sorted(name for name, count in counts.items() if count > 1)
    index = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(x), len(names)), np.float32)
    for row, features in enumerate(x):
        table[row, [index[name] for name in features if name in index]] = 1
    target = np.eye(len(ACTS), dtype=np.float32)[y]
    w = np.zeros((len(names), len(ACTS)), np.float32)
    m, s = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, steps + 1):
        p = np.exp(np.clip(table @ w, -30, 30))
        p /= p.sum(1, keepdims=True)
        gradient = table.T @ (p - target) + ridge * w
        m = 0.9 * m + 0.1 * gradient
        s = 0.99 * s + 0.01 * gradient**2
        rate = 0.1 * min(1, 3 * (1 - step / (steps + 1)))
        w -= rate * (m / (1 - 0.9**step)) / (np.sqrt(s / (1 - 0.99**step)) + 1e-8)
    return {
        act: {name: round(float(w[i, k]), 2) for i, name in enumerate(names) if abs(w[i, k]) >= 0.05}
        for k, act in enumerate(ACTS)
    }


def act_scores(x: Sequence[dict[str, float]], w: dict[str, dict[str, float]]) -> NDArray[np.float64]:
    return np.array([[sum(w[act].get(name, 0.0) for name in features) for act in ACTS] for features in x])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--ridge", type=float, default=2.0)
    options = parser.parse_args()
    labels = read_labels(options.data / "polnear" / "circumstances_train.jsonl")
    stems = {article for article, _ in labels}
    articles = [a for a in read_polnear(options.data / "polnear" / "train") if a.stem in stems]
    dates = publication_dates(options.data)
    cases = [case_of(*found, labels) for found in extracted(articles, dates, options.model)]
    save(options.out, {name: fit_field(name, cases, options.ridge) for name in COLUMNS}, fit_acts(cases))


def save(out: Path, rankers: dict[str, Ranker], acts: Acts) -> None:
    fields = {
        name: {"least": r.least, "weights": {n: round(w, 2) for n, w in r.weights.items() if abs(w) >= 0.05}}
        for name, r in rankers.items()
    }
    act = {"share": acts.share, "weights": acts.weights}
    out.write_text(
        json.dumps({**fields, "act": act}, indent=0, sort_keys=True, ensure_ascii=False) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
