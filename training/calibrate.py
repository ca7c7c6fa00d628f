"""Fit what stands between the network and its statements: decoder weights, confidence, thresholds.

    python training/calibrate.py DATA MODEL_FOLDER [--draws N]

Uses the training articles that ``train.py`` kept out (every twentieth); writes ``settings.json`` into MODEL_FOLDER.
The decoder is chosen by random search (Bergstra & Bengio 2012) for the sum of the figures that matter to a user.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.evaluation.polnear import GoldArticle, read_polnear
from onrecord.evaluation.scores import Figure, RelationScore, total
from onrecord.evaluation.words import ArticleWords, RelationWords
from onrecord.extraction.confidence import features_of, speech_odds
from onrecord.extraction.decoding import Relation, decode
from onrecord.extraction.encoder import Encoder, Scores
from onrecord.extraction.weights import Decoding
from onrecord.extraction.words import Words, read_words
from onrecord.quotation_marks import Quotation, read_marks
from prepare import read_labels, words_in
from train import TUNE_EVERY

GOALS = {
    "relation": 2.0,
    "relation50": 0.5,
    "tokens.content": 1.0,
    "kinds.direct.full": 0.7,
    "kinds.mixed_say.full": 0.7,
    "kinds.indirect_say.full": 1.0,
}


@dataclass(slots=True)
class Case:
    """One article with everything that does not change during the search."""

    gold: GoldArticle
    words: Words
    quotations: list[Quotation]
    windows: list[Scores]
    units: ArticleWords
    expected: list[RelationWords]


@dataclass(frozen=True, slots=True)
class Spans:
    """A decoded relation as the scorer wants it."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


def read_cases(folder: Path, encoder: Encoder, without: str | None = None) -> list[Case]:
    """The training articles kept out of training, less those of the publisher ``without``."""
    cases = []
    for i, article in enumerate(read_polnear(folder)):
        if i % TUNE_EVERY != 7 or article.stem.split("_", 1)[0] == without:
            continue
        quotations = read_marks(article.text)
        words = read_words(article.text, quotations)
        units = ArticleWords.of(article.text)
        expected = [units.relation(r) for r in article.relations]
        cases.append(Case(article, words, quotations, encoder.scores(words), units, expected))
    return cases


def spans_of(words: Words, relation: Relation) -> Spans:
    def span(r: tuple[int, int]) -> tuple[int, int]:
        return int(words.starts[r[0]]), int(words.ends[r[1] - 1])

    source = () if relation.source is None else (span(relation.source),)
    return Spans(source, (span(relation.cue),), tuple(span(r) for r in relation.content))


def run(
    cases: list[Case], encoder: Encoder, decoding: Decoding
) -> list[tuple[Case, list[Relation], list[RelationWords]]]:
    result = []
    for case in cases:
        relations = decode(case.words, case.quotations, encoder, case.windows, decoding)
        result.append((case, relations, [case.units.relation(spans_of(case.words, r)) for r in relations]))
    return result


def fit_logistic(x: NDArray[np.float64], y: NDArray[np.float64], ridge: float = 1.0) -> NDArray[np.float64]:
    """Logistic regression by Newton's method; the bias is the last weight and is not shrunk."""
    x = np.column_stack([x, np.ones(len(x))])
    w = np.zeros(x.shape[1])
    shrink = np.full(x.shape[1], ridge)
    shrink[-1] = 1e-6
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + shrink * w
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(shrink)
        w -= np.linalg.solve(curvature, gradient)
    return w


def believe(w: NDArray[np.float64], x: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-(np.column_stack([x, np.ones(len(x))]) @ w))))


def cross_fitted(
    x: NDArray[np.float64], y: NDArray[np.float64], fold: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Probabilities for each row from weights fitted on the other folds."""
    out = np.zeros(len(y))
    for f in np.unique(fold):
        out[fold == f] = believe(fit_logistic(x[fold != f], y[fold != f]), x[fold == f])
    return out


def judge(decoded: list[tuple[Case, list[Relation], list[RelationWords]]]):  # type: ignore[no-untyped-def]
    """Features, outcomes and fold of every relation."""
    x, y, fold = [], [], []
    for k, (case, relations, words) in enumerate(decoded):
        right = {pair.predicted for pair in RelationScore.of(case.expected, words).relation_pairs}
        for i, relation in enumerate(relations):
            x.append(features_of(relation))
            y.append(float(i in right))
            fold.append(k % 5)
    return np.array(x), np.array(y), np.array(fold)


def figures(decoded, belief: NDArray[np.float64], least: float) -> dict[str, Figure]:  # type: ignore[no-untyped-def]
    at, counts = 0, []
    for case, relations, words in decoded:
        keep = belief[at : at + len(relations)] >= least
        at += len(relations)
        counts.append(
            RelationScore.of(case.expected, [w for w, k in zip(words, keep, strict=True) if k]).counts
        )
    return {name: Figure.of(c) for name, c in total(counts).items()}


def worth(found: dict[str, Figure]) -> float:
    return sum(weight * found[name].f1 for name, weight in GOALS.items()) / sum(GOALS.values())


def best_threshold(decoded, belief: NDArray[np.float64]) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    grid = (0.0, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
    return max((worth(figures(decoded, belief, t)), t) for t in grid)


RANGES = {
    "cue_bias": (-0.3, 1.5), "pair_share": (0.2, 1.0), "enter": (1.0, 5.0), "leave": (0.5, 5.0), "switch": (0.0, 8.0),
    "quotation": (0.0, 10.0), "beside": (0.0, 4.0), "source_share": (0.2, 1.0), "source_least": (-3.0, 2.0),
    "has_source": (0.0, 1.5),
}  # fmt: skip


def draw(rng: random.Random, best: Decoding) -> Decoding:
    """A fresh set of weights one time in six, else the best so far with one to three of them moved."""
    if rng.random() < 1 / 6:
        return Decoding(**{name: rng.uniform(low, high) for name, (low, high) in RANGES.items()})
    values = asdict(best)
    for name in rng.sample(sorted(RANGES), rng.randint(1, 3)):
        low, high = RANGES[name]
        values[name] = min(high, max(low, rng.gauss(values[name], (high - low) / 8)))
    return Decoding(**values)


def search(cases: list[Case], encoder: Encoder, draws: int) -> tuple[Decoding, float]:
    rng = random.Random(3)
    best, best_worth, best_least = Decoding(), 0.0, 0.0
    for n in range(draws):
        decoding = draw(rng, best) if n else best
        decoded = run(cases, encoder, decoding)
        belief = cross_fitted(*judge(decoded))
        value, least = best_threshold(decoded, belief)
        if value > best_worth:
            best, best_worth, best_least = decoding, value, least
            print(f"draw {n}: {value:.2f} least {least}", flush=True)
    return best, best_least


def fit_factuality(cases: list[Case], labels: dict, decoded) -> tuple[tuple[float, float], int]:  # type: ignore[no-untyped-def,type-arg]
    """Platt scaling of the speech odds on labelled relations of the articles kept out; nothing to fit, no change."""
    x, y = [], []
    for case, relations, _ in decoded:
        for gold in case.gold.relations:
            label = labels.get((case.gold.stem, gold.id))
            cue = words_in(case.words, gold.cue)
            for relation in relations:
                if label and len(cue) and relation.cue[0] <= cue[0] < relation.cue[1]:
                    x.append([speech_odds(relation)])
                    y.append(float(label["factuality"] == "speech"))
    if len(y) < 60:
        return (1.0, 0.0), len(y)
    w = fit_logistic(np.array(x), np.array(y))
    return (float(w[0]), float(w[1])), len(y)


def cueless(decoded) -> float:  # type: ignore[no-untyped-def]
    """How often a quotation of four words and more that no relation claims lies in some gold content."""
    hit = count = 0
    for case, relations, _ in decoded:
        taken = [s for r in relations for s in spans_of(case.words, r).content]
        gold = [s for r in case.gold.relations for s in r.content]
        for q in case.quotations:
            text = case.gold.text[q.start : q.end]
            if (
                q.level
                or q.role != "quotation"
                or len(text.split()) < 4
                or any(a < q.end and q.start < b for a, b in taken)
            ):
                continue
            count += 1
            hit += any(a < q.end and q.start < b for a, b in gold)
    print(f"quotations without a cue: {count}, in gold {hit}")
    return (hit + 1) / (count + 2)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--without", help="leave this publisher out")
    parser.add_argument("--keep", type=Path, help="take decoder weights and threshold from these settings")
    options = parser.parse_args()
    encoder = Encoder(threads=2, folder=options.model)
    cases = read_cases(options.data / "polnear" / "train", encoder, options.without)
    if options.keep is None:
        decoding, least = search(cases, encoder, options.draws)
    else:
        kept = json.loads(options.keep.read_text(encoding="utf-8"))
        decoding, least = Decoding(**kept["decoding"]), kept["confidence"]["least"]
    decoded = run(cases, encoder, decoding)
    x, y, fold = judge(decoded)
    held = cross_fitted(x, y, fold)
    for name, figure in figures(decoded, held, least).items():
        print(f"{name:28} {figure.f1:5.1f} {figure.precision:5.1f} {figure.recall:5.1f}")
    labels = read_labels(options.data / "polnear" / "circumstances_train.jsonl")
    factuality, labelled = fit_factuality(cases, labels, decoded)
    print(f"factuality fitted on {labelled} relations")
    settings = {
        "decoding": {k: round(v, 4) for k, v in asdict(decoding).items()},
        "confidence": {
            "relation": [round(v, 5) for v in fit_logistic(x, y)],
            "factuality": [round(v, 5) for v in factuality],
            "least": least,
            "low": 0.6,
            "without_cue": round(cueless(decoded), 3),
        },
    }
    (options.model / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
