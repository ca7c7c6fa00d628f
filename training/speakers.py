"""Train the scorer that finds who a pronoun, a description or nothing at all stands for.

    python training/speakers.py DATA OUT [--model FOLDER] [--affinity] [--seed N]

DATA holds ``polnear`` with ``train_speakers.jsonl``. FOLDER is an extraction model (default: the shipped one). Needs
``given_names.json`` of ``training/given_names.py`` in the package. Writes ``OUT/scorer.npz`` and ``OUT/scorer.json``.

Every labelled relation is put to the scorer as the extractor finds it, and once more as people marked it. What was said
before is first taken from the labels; a second round takes the scorer's own answers instead, as in use. Every seventh
article is kept out for calibration and thresholds. Where the encoder has an affinity, its weight is fitted on the
articles that were kept out when the encoder was trained: on the others its answers are too good to be true.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.evaluation.polnear import GoldArticle, GoldRelation, read_polnear
from onrecord.evaluation.predictions import Prediction
from onrecord.evaluation.scores import RelationScore
from onrecord.evaluation.speakers import SpeakerLabel, read_speakers, same_person
from onrecord.evaluation.words import ArticleWords
from onrecord.records import Piece, Span, Statement
from onrecord.speakers import Names
from onrecord.speakers.features import FEATURES
from onrecord.speakers.mentions import Layout, Mentions
from onrecord.speakers.reading import Case, Judgement, Question, read
from onrecord.speakers.scorer import GROUPS, Scorer, fused, group_of

Floats = NDArray[np.float32]

KEEP_EVERY, KEPT = 7, 3
ENCODER_EVERY, ENCODER_KEPT = 20, 7  # as in train.py: articles that the encoder has not learned from
HIDDEN, NETWORKS, EPOCHS, BATCH = 32, 6, 12, 128
RATE, DECAY, DROP = 3e-3, 3e-3, 0.1
START = np.array([1.0, 0.3, 0.1, -1.0, 0.0])
WANTED = {"pronoun": 0.96, "relative": 0.95, "person": 0.95, "nominal": 0.97, "name": 0.98, "none": 0.95}
"""Precision among the named that a group's threshold must reach on the articles kept out."""
FLOOR = {"pronoun": 0.6, "relative": 0.5, "person": 0.6, "nominal": 0.5, "name": 0.75, "none": 0.6}
"""No name is given below this confidence, whatever the articles kept out allow."""
WRONGLY = {
    "pronoun": 0.012,
    "relative": 0.004,
    "person": 0.003,
    "nominal": 0.006,
    "name": 0.005,
    "none": 0.001,
}
"""Share of all unnamed speakers there who may be given a name by a group; below 2.5 % together, since rarely all do."""


def unseen(number: int) -> bool:
    """Whether the encoder has not learned from this article."""
    return number % ENCODER_EVERY == ENCODER_KEPT


def is_kept(number: int) -> bool:
    """Whether an article serves calibration and thresholds."""
    return unseen(number) or number % KEEP_EVERY == KEPT


@dataclass
class Article:
    """An article with what the extractor found in it."""

    gold: GoldArticle
    number: int
    names: Names
    layout: Layout
    quoted: list[Span]
    cases: list[Case]
    labels: Mapping[str, SpeakerLabel]
    passes: list[tuple[list[Case], dict[int, SpeakerLabel]]] = field(default_factory=list)

    @property
    def kept(self) -> bool:
        return is_kept(self.number)


@dataclass
class Sample:
    """A question with the rows that answer it rightly."""

    table: Floats
    right: NDArray[np.bool_]
    group: str
    article: int
    head: str
    named: bool
    mention: str
    kind: str
    affinity: Floats | None
    predicted: bool
    plural: bool


def articles_of(data: Path, model: Path | None) -> Iterator[Article]:
    """Every labelled training article, read by the extractor."""
    from onrecord.documents import document_from
    from onrecord.extractor import Extractor

    labels: defaultdict[str, dict[str, SpeakerLabel]] = defaultdict(dict)
    for (stem, event), label in read_speakers(data / "polnear" / "train_speakers.jsonl").items():
        labels[stem][event] = label
    extractor = Extractor(folder=model)
    every = sorted(read_polnear(data / "polnear" / "train"), key=lambda a: a.stem)
    for number, gold in enumerate(every):
        if gold.stem in labels:
            cases, layout, quoted = extractor.cases(document_from(gold.text))
            yield Article(gold, number, Names(gold.text), layout, quoted, cases, labels[gold.stem])


def prepare(article: Article) -> None:
    """The two passes over an article: statements as found, and relations as marked."""
    gold = article.gold
    words = ArticleWords.of(gold.text)
    marked = [words.relation(r) for r in gold.relations]
    found = [words.relation(Prediction.of(case.statement)) for case in article.cases]
    score = RelationScore.of(marked, found)
    labels, affinities, found_for = {}, {}, {}
    for pair in score.content50_pairs:
        label = article.labels.get(gold.relations[pair.gold].id)
        found_for[pair.gold] = article.cases[pair.predicted].statement
        affinities[pair.gold] = article.cases[pair.predicted].affinity
        if label is not None:
            labels[pair.predicted] = label
    order = sorted(range(len(gold.relations)), key=lambda n: gold.relations[n].content[0])
    own = [
        Case(
            as_statement(gold.text, gold.relations[n], article.quoted, found_for.get(n)),
            affinity=affinities.get(n),
        )
        for n in order
    ]
    theirs = {
        place: article.labels[gold.relations[n].id]
        for place, n in enumerate(order)
        if gold.relations[n].id in article.labels
    }
    article.passes = [(article.cases, labels), (own, theirs)]


def as_statement(
    text: str, relation: GoldRelation, quoted: Sequence[Span], found: Statement | None
) -> Statement:
    """A relation as people marked it, as if the extractor had found it."""
    inside = sum(
        min(b, d) - max(a, c) for a, b in relation.content for c, d in quoted if max(a, c) < min(b, d)
    )
    share = inside / sum(b - a for a, b in relation.content)
    return Statement(
        kind="direct" if share > 0.95 else "mixed" if share > 0 else "indirect",
        act="statement",
        factuality=found.factuality if found is not None else "speech",
        content=Piece.of(text, relation.content),
        source=Piece.of(text, relation.source) if relation.source else None,
        cue=Piece.of(text, relation.cue),
        confidence=1.0,
    )


def right_ones(label: SpeakerLabel, numbers: Sequence[int], mentions: Mentions) -> list[bool]:
    """For nobody and each candidate: whether it is a right answer."""
    if label.kind != "named":
        return [True] + [False] * len(numbers)
    fits = [any(same_person(name, mentions.entities[n].name) for name in label.names) for n in numbers]
    return [not any(fits), *fits]


def sampled(
    articles: Iterable[Article], heads: Callable[[int], Mapping[str, float]], scorer: Scorer | None
) -> list[Sample]:
    """Every question with a sure label; what was said before comes from the labels, or from ``scorer``."""
    samples: list[Sample] = []
    for article in articles:
        for cases, labels in article.passes:

            def judge(q: Question, labels: dict[int, SpeakerLabel] = labels, article: Article = article,
                      predicted: bool = cases is article.cases) -> Judgement:  # fmt: skip
                label = labels.get(q.number)
                right = None if label is None else right_ones(label, q.candidates, q.mentions)
                group = group_of(q.asked.reference)
                if label is not None and right is not None and label.sure and label.kind != "unclear":
                    description = q.asked.reference.description
                    samples.append(
                        Sample(
                            q.table, np.array(right), group, article.number,
                            description.head if description is not None and group == "nominal" else "",
                            label.kind == "named", label.mention, label.kind, q.affinity, predicted,
                            q.asked.reference.plural and group == "nominal",
                        )
                    )  # fmt: skip
                if scorer is not None:
                    chances = scorer.probabilities(q.table, group)
                    best = int(chances.argmax())
                elif right is not None:
                    best, chances = right.index(True), np.full(len(right), 0.9)
                else:
                    return Judgement(-1, 0.5)
                return Judgement(-1 if not best else q.candidates[best - 1], float(chances[best]))

            read(article.gold.text, cases, article.names, article.layout, article.quoted, judge,
                 heads(article.number))  # fmt: skip
    return samples


class HeadCounts:
    """How often each head noun stands for somebody whom the article names; an article's own labels left out."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        self.every: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        self.by_article: defaultdict[int, defaultdict[str, list[float]]] = defaultdict(
            lambda: defaultdict(lambda: [0.0, 0.0])
        )
        for sample in samples:
            if sample.head and sample.predicted is False:
                for table in (self.every, self.by_article[sample.article]):
                    table[sample.head][sample.named] += 1
        self.base = math.log(
            (sum(v[1] for v in self.every.values()) + 1) / (sum(v[0] for v in self.every.values()) + 1)
        )

    def table(self, without: int | None = None) -> dict[str, float]:
        """Log-odds against the mean, for nouns seen twice and more."""
        result = {}
        for head, (unnamed, named) in self.every.items():
            if without is not None and head in self.by_article[without]:
                less = self.by_article[without][head]
                unnamed, named = unnamed - less[0], named - less[1]
            if unnamed + named >= 2:
                share = 1 / (1 + math.exp(-self.base))
                odds = math.log((named + 2 * share) / (unnamed + 2 * (1 - share))) - self.base
                result[head] = round(max(-3.0, min(3.0, odds)), 2)
        return result


def fit(
    samples: list[Sample], seed: int, epochs: int = EPOCHS, networks: int = NETWORKS
) -> tuple[Floats, Floats, Floats]:
    """Networks that maximise the probability of the right rows (Adam, Kingma & Ba 2015; linear decay)."""
    parts = [fit_one(samples, seed * 100 + k, epochs) for k in range(networks)]
    first, bias, second = (np.stack([p[i] for p in parts]) for i in range(3))
    return first.astype(np.float32), bias.astype(np.float32), second.astype(np.float32)


def fit_one(samples: list[Sample], seed: int, epochs: int) -> list[NDArray[np.float64]]:
    rng = np.random.default_rng(seed)
    width = len(FEATURES)
    weights = [
        rng.normal(0, math.sqrt(1.5 / width), (width, HIDDEN)),
        np.zeros(HIDDEN),
        rng.normal(0, math.sqrt(1 / HIDDEN), HIDDEN),
    ]
    means, squares = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    steps = epochs * math.ceil(len(samples) / BATCH)
    step = 0
    for _ in range(epochs):
        order = rng.permutation(len(samples))
        for start in range(0, len(order), BATCH):
            batch = [samples[i] for i in order[start : start + BATCH]]
            gradients = gradient(weights, batch, rng)
            step += 1
            rate = RATE * min(1.0, step / 100) * max(0.02, 1 - step / steps)
            for w, g, m, v in zip(weights, gradients, means, squares, strict=True):
                m += 0.1 * (g - m)
                v += 0.001 * (g * g - v)
                w -= rate * (m / (1 - 0.9**step) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8) + DECAY * w)
    return weights


def gradient(
    weights: Sequence[NDArray[np.float64]], batch: Sequence[Sample], rng: np.random.Generator
) -> list[NDArray[np.float64]]:
    """The gradient of the mean negative log-probability of the right rows."""
    first, bias, second = weights
    table = np.concatenate([s.table for s in batch])
    sizes = np.array([len(s.table) for s in batch])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    right = np.concatenate([s.right for s in batch])
    before = table @ first + bias
    kept = (rng.random(HIDDEN) >= DROP) / (1 - DROP)
    hidden = np.maximum(before, 0) * kept
    scores = hidden @ second
    scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
    powers = np.exp(scores)
    chance = powers / np.repeat(np.add.reduceat(powers, starts), sizes)
    hit = np.where(right, powers, 0)
    wanted = hit / np.repeat(np.maximum(np.add.reduceat(hit, starts), 1e-12), sizes)
    slope = (chance - wanted) / len(batch)
    back = slope[:, None] * (second * kept)[None] * (before > 0)
    return [table.T @ back, back.sum(0), hidden.T @ slope]


@dataclass(frozen=True)
class Outcome:
    """What the scorer would answer: the best candidate's probability, and whether it is right."""

    chance: float
    right: bool
    sample: Sample


def outcomes_of(samples: Iterable[Sample], scorer: Scorer, *, affinity: bool = True) -> list[Outcome]:
    """The best candidate of every question that has one."""
    found = []
    for sample in samples:
        if len(sample.table) > 1 and not sample.plural:
            chances = scorer.probabilities(sample.table, sample.group, sample.affinity if affinity else None)
            best = 1 + int(chances[1:].argmax())
            right = bool(sample.right[best]) and not sample.right[0]
            found.append(Outcome(float(chances[best]), right, sample))
    return found


def platt(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Slope and offset of a logistic regression of being right on the log-odds (Platt 1999, with his soft targets)."""
    odds = np.array([math.log(max(o.chance, 1e-6) / max(1 - o.chance, 1e-6)) for o in outcomes])
    right = np.array([o.right for o in outcomes])
    hits = int(right.sum())
    target = np.where(right, (hits + 1) / (hits + 2), 1 / (len(right) - hits + 2))
    slope, offset = 1.0, 0.0
    for _ in range(200):
        p = 1 / (1 + np.exp(-(slope * odds + offset)))
        g = np.array([((p - target) * odds).sum() + 0.01 * (slope - 1), (p - target).sum()])
        w = p * (1 - p)
        h = np.array([[(w * odds * odds).sum() + 0.01, (w * odds).sum()], [(w * odds).sum(), w.sum() + 1e-6]])
        step = np.linalg.solve(h, g)
        slope, offset = slope - step[0], offset - step[1]
        if abs(step).max() < 1e-8:
            break
    return round(float(slope), 4), round(float(offset), 4)


def threshold(answers: Sequence[tuple[float, Outcome]], wanted: float, spared: float, floor: float) -> float:
    """The lowest confidence from which the named are right to the share ``wanted``, and no more than ``spared`` of the
    unnamed are given a name."""
    right = named = wrongly = 0
    least = 0.99
    for confidence, outcome in sorted(answers, key=lambda a: -a[0]):
        named += outcome.sample.named
        right += outcome.right
        wrongly += not outcome.sample.named
        if wrongly > spared:
            break
        if named >= 5 and right / named >= wanted:
            least = confidence
    return round(max(floor, least - 1e-4), 4)


def calibrate(kept: Sequence[Sample], scorer: Scorer) -> dict[str, dict[str, float]]:
    """Per group the calibration and the least confidence that is answered, from articles kept out."""
    groups = {}
    found = outcomes_of([s for s in kept if s.predicted], scorer)
    unnamed = sum(s.kind in ("unnamed", "none") for s in kept if s.predicted)
    for group in GROUPS:
        mine = [o for o in found if o.sample.group == group]
        slope, offset = platt(mine)
        scorer.settings["groups"][group] = {"slope": slope, "offset": offset, "least": 0.5}
        pairs = [(scorer.confidence(o.chance, group), o) for o in mine]
        if group == "nominal":  # wrong sources of other kinds are no matter of descriptions
            pairs = [(c, o) for c, o in pairs if not o.sample.named or o.sample.mention == "nominal"]
        least = threshold(pairs, WANTED[group], WRONGLY[group] * unnamed, FLOOR[group])
        groups[group] = {"slope": slope, "offset": offset, "least": least}
    return groups


def report(found: Sequence[Outcome]) -> str:
    """Precision at coverages of the named, by group, for people who train."""
    lines = []
    for group in GROUPS:
        mine = sorted((o for o in found if o.sample.group == group), key=lambda o: -o.chance)
        named = [o for o in mine if o.sample.named]
        cells = []
        for coverage in (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0):
            part = named[: math.ceil(coverage * len(named))]
            if not part:
                continue
            least = part[-1].chance
            wrongly = sum(o.chance >= least and not o.sample.named for o in mine)
            cells.append(f"{coverage:.2f}:{sum(o.right for o in part) / len(part):.3f}/{wrongly}")
        lines.append(f"{group:8} {len(mine):5} named {len(named):5}  " + "  ".join(cells))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", type=Path, help="folder of an extraction model (default: the shipped one)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--affinity", action="store_true",
        help="weigh what the encoder says of names, too; calibrates on the articles that it has not learned from",
    )  # fmt: skip
    options = parser.parse_args()
    articles = list(articles_of(options.data, options.model))
    train(articles, options.out, options.seed, affinity=options.affinity)


def train(articles: list[Article], out: Path, seed: int, *, affinity: bool = False) -> Scorer:
    """Both rounds, calibration, and the files."""
    for article in articles:
        prepare(article)
    heads = HeadCounts(sampled(articles, lambda _: {}, None))

    def nouns(number: int) -> dict[str, float]:
        return heads.table(without=number)

    told = sampled([a for a in articles if not a.kept], nouns, None)
    settings: dict[str, Any] = {"groups": {g: {"slope": 1, "offset": 0, "least": 0.5} for g in GROUPS}}
    scorer = Scorer(*fit(told, seed, EPOCHS // 2, 1), settings, {})
    found = sampled([a for a in articles if not a.kept], nouns, scorer)
    rare = [s for s in told + found if s.named and s.group == "nominal"]  # count twice
    scorer = Scorer(*fit(told + found + rare, seed), settings, heads.table())
    finish(articles, scorer, nouns, affinity=affinity)
    save(scorer, out)
    return scorer


def finish(
    articles: list[Article], scorer: Scorer, nouns: Callable[[int], Mapping[str, float]], *, affinity: bool
) -> None:
    """Calibration and thresholds, and weights of the affinity if it is wanted, from articles kept out."""
    kept = sampled([a for a in articles if a.kept], nouns, scorer)
    print(report(outcomes_of([s for s in kept if s.predicted], scorer)))
    fresh = [s for s in kept if unseen(s.article)]
    if affinity and any(s.affinity is not None and not np.isnan(s.affinity).all() for s in fresh):
        scorer.settings["affinity"] = {
            g: weigh_affinity([s for s in fresh if s.group == g], scorer) for g in GROUPS
        }
        kept = sampled([a for a in articles if unseen(a.number)], nouns, scorer)
    scorer.settings["groups"] = calibrate(kept, scorer)
    print(report(outcomes_of([s for s in kept if s.predicted], scorer)))
    print(json.dumps(scorer.settings, indent=1))


def weigh_affinity(samples: Sequence[Sample], scorer: Scorer) -> list[float]:
    """The five weights of :func:`onrecord.speakers.scorer.fused` that make the right answers likeliest.

    Found by coordinate search with shrinking steps from weights that leave the scores alone; a penalty keeps them near.
    """
    known = [(scorer.scores(s.table), s) for s in samples if s.affinity is not None and len(s.table) > 1]

    def loss(weights: NDArray[np.float64]) -> float:
        total = 0.0
        for scores, sample in known:
            assert sample.affinity is not None
            mixed = (
                scores
                if np.isnan(sample.affinity).all()
                else fused(scores, sample.affinity, weights.tolist())
            )
            powers = np.exp(mixed - mixed.max())
            total -= math.log(max(1e-9, float(powers[sample.right].sum() / powers.sum())))
        return total + 2 * float(((weights - START) ** 2).sum())

    weights = START.copy()
    best, step = loss(weights), 0.5
    while step > 0.02:
        moved = False
        for index in range(len(weights)):
            for change in (step, -step):
                tried = weights.copy()
                tried[index] += change
                value = loss(tried)
                if value < best:
                    weights, best, moved = tried, value, True
                    break
        if not moved:
            step /= 2
    return [round(float(w), 3) for w in weights]


def save(scorer: Scorer, out: Path) -> None:
    """``scorer.npz`` in half precision, ``scorer.json``."""
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        out / "scorer.npz", first=scorer.first.astype(np.float16),
        first_bias=scorer.first_bias.astype(np.float16), second=scorer.second.astype(np.float16),
    )  # fmt: skip
    settings = {**scorer.settings, "features": list(FEATURES), "heads": dict(sorted(scorer.heads.items()))}
    (out / "scorer.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
