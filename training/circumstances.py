"""Fit what tells addressee, channel, date and act of a statement.

    python training/circumstances.py DATA MODEL OUT [--halves MODEL0 MODEL1]

DATA holds ``polnear`` with ``circumstances_train.jsonl``; the project's own labels stand beside this script. OUT takes
``weights.json`` and ``states.npz`` of ``onrecord.circumstances``. Where the network has learned circumstances itself,
its states are too good to be true on the articles that it learned them from: ``--halves`` names two models that have
learned them from one half of the articles each, and every article is read by the one that has not seen its labels.
Folds are whole articles. (A second pass that saw what was chosen for the neighbours was tried and brought nothing.)
"""

from __future__ import annotations

import argparse
import csv
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.circumstances.acts import ACTS, act_features
from onrecord.circumstances.candidates import ADDRESSEE, CHANNEL, COLUMNS, SAID_ON, Candidate, beside
from onrecord.circumstances.phrases import Phrases
from onrecord.circumstances.ranking import Ranker, choose
from onrecord.circumstances.scene import Place, Scene
from onrecord.circumstances.states import Floats, Layer, means_of
from onrecord.documents import Document, document_from
from onrecord.evaluation.matching import HALF, one_to_one, overlapping_pairs
from onrecord.evaluation.polnear import GoldArticle, read_polnear
from onrecord.evaluation.predictions import Prediction
from onrecord.evaluation.words import ArticleWords
from onrecord.extraction.confidence import Confidence
from onrecord.extraction.decoding import decode
from onrecord.extraction.encoder import Encoder, states_of
from onrecord.extraction.statements import Found, assemble
from onrecord.extraction.weights import Decoding
from onrecord.extraction.words import Words, read_words
from onrecord.quotation_marks import read_marks
from prepare import carried, read_labels, read_more
from rankers import OWN, Features, Model, Rows, Table, fit, layer_of, scores, weights_of
from train import half_of

FOLDS, TRIALS, MODELS = 5, 2, 3
ACT_SHARE = 0.25
"""Of the second weights of acts. PolNeAR's training reader goes by the cue alone, the others by cue and content."""
ACT_ALONE = 0.5
"""Share of the acts that are learned from words alone: a verb that says what it does must not need the states."""
OF_PLACE = ("at ", "p", "cues ", "there ", "own ", "bias", "kind ", "sentence ", "gap ", "near")
"""How the names of features begin that have a second weight."""
LEAST_PRECISION = {ADDRESSEE: 0.0, CHANNEL: 0.0, SAID_ON: 0.95}
"""A date is given only where it is right so often in cross-validation; the others where F1 is best."""
FLAT = 0.005
"""What counts as no worse than the best F1: of such thresholds the lowest is taken."""
GRID = tuple(t / 20 for t in range(4, 20))
Label = dict  # type: ignore[type-arg]


@dataclass(slots=True)
class Case:
    """One article: its statements in order of cue, and the label of each, None where there is none."""

    stem: str
    words: Words
    scene: Scene
    phrases: Phrases
    places: list[Place]
    labels: list[Label | None]
    states: Floats

    @property
    def fold(self) -> int:
        return zlib.crc32(f"fold {self.stem}".encode()) % FOLDS


def publication_dates(data: Path) -> dict[str, str]:
    with (data / "polnear" / "metadata.tsv").open(encoding="utf-8", newline="") as file:
        return {
            row["filename"].removesuffix(".txt"): row["publication_date"]
            for row in csv.DictReader(file, delimiter="\t")
        }


class Reader:
    """The network of a model folder and its decoder."""

    def __init__(self, model: Path) -> None:
        self._encoder = Encoder(threads=2, folder=model)
        settings = self._encoder.settings
        self._decoding = Decoding(**settings["decoding"])
        self._confidence = Confidence.from_settings(settings["confidence"])

    def found_in(
        self, article: GoldArticle, published: str | None
    ) -> tuple[Document, Words, list[Found], Floats]:
        document = document_from(article.text, published=published)
        quotations = read_marks(article.text)
        words = read_words(article.text, quotations, document.body)
        windows = self._encoder.scores(words)
        relations = decode(words, quotations, self._encoder, windows, self._decoding)
        found = assemble(document, words, quotations, relations, self._confidence)
        return document, words, found, states_of(windows, len(words))


def case_of(
    article: GoldArticle, document: Document, words: Words, found: list[Found], states: Floats, labels: Label
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
        article.stem, words, scene, Phrases(scene),
        [scene.place(f.statement, f.relation) for _, _, f in numbered if f.relation is not None],
        [matched.get(i) for _, i, _ in numbered], states,
    )  # fmt: skip


def cases_of(data: Path, model: Path, halves: Sequence[Path]) -> Iterator[Case]:
    """Every training article whose circumstances are labelled."""
    labels: Label = read_more() | read_labels(data / "polnear" / "circumstances_train.jsonl")
    stems = {article for article, _ in labels}
    dates = publication_dates(data)
    readers = [Reader(folder) for folder in halves] or [Reader(model)]
    for number, article in enumerate(read_polnear(data / "polnear" / "train")):
        if article.stem in stems:
            reader = readers[1 - half_of(article.stem)] if halves else readers[0]
            yield case_of(article, *reader.found_in(article, dates.get(article.stem)), labels)
        if number % 100 == 0:
            print("read", number, flush=True)


def wanted(label: Label | None, name: str, case: Case, place: Place) -> tuple[bool, Label | None]:
    """Whether a label says anything of a field, and what: far carried ones nothing, doubtful ones not even that."""
    if label is None or not label.get("sure", True):
        return False, None
    value = label.get(name)
    if value and label.get("more"):
        how = carried(case.words, place.verb, tuple(value["span"]), name)
        return how != "doubtful", value if how == "near" else None
    return True, value or None


def is_right(name: str, candidate: Candidate, scene: Scene, gold: Label | None) -> bool:
    if not gold:
        return False
    a, b = scene.span_of(candidate.words)
    touches = a < gold["span"][1] and gold["span"][0] < b
    if name == SAID_ON:
        when = candidate.when
        return (
            when is not None
            and when.date == gold["date"]
            and (touches or when.precision == gold["precision"])
        )
    return bool(touches)


def all_right(name: str, possible: Sequence[Candidate], scene: Scene, gold: Label | None) -> list[bool]:
    """Which candidates are right; of those of a channel the ones of its type, if there are any."""
    right = [is_right(name, c, scene, gold) for c in possible]
    if name == CHANNEL and gold and any(right):
        typed = [ok and c.type == gold["type"] for ok, c in zip(right, possible, strict=True)]
        return typed if any(typed) else right
    return right


def doubled(features: Features, own: bool, prefixes: tuple[str, ...]) -> Features:
    """The features, those of some kinds twice where the label is of PolNeAR's reader."""
    if not own:
        return features
    return features | {OWN + name: value for name, value in features.items() if name.startswith(prefixes)}


@dataclass(slots=True)
class Decision:
    """What is chosen from, where, and what is right."""

    case: Case
    possible: list[Candidate]
    gold: Label | None
    own: bool


def rows_of(name: str, cases: Sequence[Case]) -> tuple[Rows, list[Decision]]:
    """Every decision on labelled statements over its candidates."""
    rows, decisions = Rows(), []
    for case in cases:
        for place, label, possible in zip(
            case.places, case.labels, beside(name, case.places, case.phrases), strict=True
        ):
            counts, gold = wanted(label, name, case, place)
            if label is None or not counts:
                continue
            own = not label.get("more")
            rows.features += [doubled(c.features, own, OF_PLACE) for c in possible]
            rows.right += all_right(name, possible, case.scene, gold)
            rows.starts.append(len(rows.features))
            rows.own.append(own)
            rows.fold.append(case.fold)
            rows.first += list(means_of(case.states, [[c.words] for c in possible]))
            rows.second += [case.states[place.verb]] * len(possible)
            decisions.append(Decision(case, possible, gold, own))
    return rows, decisions


Figures = tuple[float, float, float]


def best_threshold(name: str, results: dict[float, Figures]) -> float:
    """The lowest of the thresholds that are no worse than the best F1, of those that keep the precision.

    Where none keeps it, the strictest of all.
    """
    good = [t for t, (_, precision, _) in results.items() if precision >= LEAST_PRECISION[name]]
    top = max((results[t][0] for t in good), default=0.0)
    return min((t for t in good if results[t][0] >= top - FLAT), default=max(GRID))


def figures(
    name: str,
    decisions: Sequence[Decision],
    answers: Sequence[tuple[int, float] | None],
    least: float,
    own: bool,
) -> Figures:
    """F1, precision and recall of the answers that are sure enough, on the labels of one kind of readers."""
    given = hits = labelled = 0
    for decision, answer in zip(decisions, answers, strict=True):
        if decision.own == own:
            labelled += decision.gold is not None
            if answer is not None and answer[1] >= least:
                given += 1
                hits += is_right(name, decision.possible[answer[0]], decision.case.scene, decision.gold)
    precision, recall = hits / max(1, given), hits / max(1, labelled)
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def answers_of(
    folds: Sequence[Sequence[Model]], table: Table, decisions: Sequence[Decision]
) -> list[tuple[int, float] | None]:
    """The likeliest candidate of every decision, by the models of its fold, with the probability that it is right."""
    found: list[tuple[int, float] | None] = [None] * len(decisions)
    for fold, models in enumerate(folds):
        numbers = np.nonzero(table.fold == fold)[0].tolist()
        parts = [scores(model, table, numbers) for model in models]
        for d in numbers:
            values = np.mean([part[d][:, 0] for part in parts], 0).tolist()
            bare = [
                Candidate(c.words, c.type, c.when, {}, value)
                for c, value in zip(decisions[d].possible, values, strict=True)
            ]
            found[d] = choose(Ranker({}, 0.0), bare)
    return found


def fit_field(name: str, cases: Sequence[Case]) -> tuple[Ranker, Layer]:
    """The ranker of one field, with its threshold from cross-validation, and its layer over the states.

    For the threshold both kinds of readers count alike: others read more than one and less than the other.
    """
    rows, decisions = rows_of(name, cases)
    table = Table(rows)
    folds = [
        [fit(table, table.fold != fold, FOLDS * trial + fold) for trial in range(TRIALS)]
        for fold in range(FOLDS)
    ]
    answers = answers_of(folds, table, decisions)
    results = {}
    for t in GRID:
        each = [figures(name, decisions, answers, t, own) for own in (True, False)]
        results[t] = (sum(f[0] for f in each) / 2, sum(f[1] for f in each) / 2, sum(f[2] for f in each) / 2)
        print(name, t, "F1 P R", [[round(100 * x, 1) for x in f] for f in each], flush=True)
    least = best_threshold(name, results)
    print(name, "from", least, flush=True)
    every = np.ones(len(decisions), bool)
    models = [fit(table, every, 100 + seed) for seed in range(MODELS)]
    return Ranker(weights_of(models, table.names)[0], least), layer_of(models)


def act_rows(cases: Sequence[Case]) -> tuple[Rows, NDArray[np.int64]]:
    """Every labelled speech as one row, and its act."""
    rows, target = Rows(), []
    for case in cases:
        for place, label in zip(case.places, case.labels, strict=True):
            if label and label.get("sure", True) and label.get("act") in ACTS:
                own = not label.get("more")
                rows.features.append(doubled(act_features(place), own, ("",)))
                rows.right.append(True)
                rows.starts.append(len(rows.features))
                rows.own.append(own)
                rows.fold.append(case.fold)
                rows.first.append(case.states[place.verb])
                rows.second.append(means_of(case.states, [place.content])[0])
                target.append(ACTS.index(label["act"]))
    return rows, np.array(target)


def fit_acts(cases: Sequence[Case]) -> tuple[dict[str, dict[str, float]], Layer]:
    """Weights by act and feature, and the layer over the states."""
    rows, target = act_rows(cases)
    table = Table(rows)
    guess = np.zeros(len(target), int)
    for fold in range(FOLDS):
        model = fit(table, table.fold != fold, fold, target, len(ACTS), ACT_ALONE)
        for d, values in scores(model, table, np.nonzero(table.fold == fold)[0].tolist()).items():
            guess[d] = values[0].argmax()
    for kind, mask in (("PolNeAR's reader", table.own), ("the others", ~table.own)):
        print(f"act: {kind} {100 * np.mean(guess[mask] == target[mask]):.1f} of {mask.sum()}", flush=True)
    every = np.ones(len(target), bool)
    models = [fit(table, every, 200 + seed, target, len(ACTS), ACT_ALONE) for seed in range(MODELS)]
    return dict(zip(ACTS, weights_of(models, table.names, ACT_SHARE), strict=True)), layer_of(models)


def save(
    out: Path, rankers: dict[str, tuple[Ranker, Layer]], acts: tuple[dict[str, dict[str, float]], Layer]
) -> None:
    def rounded(weights: dict[str, float]) -> dict[str, float]:
        return {n: round(w, 2) for n, w in weights.items() if abs(w) >= 0.05}

    fields: dict[str, object] = {
        name: {"least": ranker.least, "weights": rounded(dict(ranker.weights))}
        for name, (ranker, _) in rankers.items()
    }
    fields["act"] = {"weights": {act: rounded(weights) for act, weights in acts[0].items()}}
    text = json.dumps(fields, indent=0, sort_keys=True, ensure_ascii=False)
    (out / "weights.json").write_text(text + "\n", "utf-8")
    layers = {name: layer for name, (_, layer) in rankers.items()} | {"act": acts[1]}
    arrays = {
        f"{name}.{part}": getattr(layer, part).astype(np.float16)
        for name, layer in layers.items()
        for part in ("first", "second", "bias", "out")
    }
    np.savez(out / "states.npz", **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--halves", type=Path, nargs=2, default=(), metavar="MODEL")
    options = parser.parse_args()
    cases = list(cases_of(options.data, options.model, options.halves))
    save(options.out, {name: fit_field(name, cases) for name in COLUMNS}, fit_acts(cases))


if __name__ == "__main__":
    main()
