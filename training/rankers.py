"""Small models of the circumstances: weights of named features, and a layer over the network's states beside them.

Both are fitted together (Adam, Kingma & Ba 2015). In a share of the decisions the states are left out, so that the
features must know alone what they can. Labels of two kinds of readers are used: those of PolNeAR's circumstances count
more, and features of place have a second weight that only they see (Daumé III 2007), since the others carry an
occasion farther.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.circumstances.states import Layer

Floats = NDArray[np.float32]
Features = dict[str, float]

OWN = "own reader: "
"""Before the second name of a feature, which only the labels of PolNeAR's circumstances see."""
LEAST_COUNT, HIDDEN, BATCH, EPOCHS = 3, 48, 256, 10
RATE, FEATURE_RATE, RIDGE, SHRINK, DROP, DROP_STATES = 3e-3, 9e-3, 1e-4, 1e-4, 0.3, 0.25
WEIGHT = 1.5
"""Of a decision labelled by PolNeAR's reader."""


@dataclass(slots=True)
class Rows:
    """What a model is fitted on: decisions with rows of features each, and their states.

    ``starts`` has one more entry than there are decisions. ``first`` and ``second`` (rows, width) are the states;
    ``right`` says for each row whether it is right. ``own`` and ``fold`` are of the decisions.
    """

    features: list[Features] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    own: list[bool] = field(default_factory=list)
    fold: list[int] = field(default_factory=list)
    first: list[Floats] = field(default_factory=list)
    second: list[Floats] = field(default_factory=list)


class Table:
    """Rows as arrays, with the features numbered."""

    def __init__(self, rows: Rows, least: int = LEAST_COUNT) -> None:
        counts = Counter(name for features in rows.features for name in features)
        self.names = sorted(name for name, count in counts.items() if count >= least)
        index = {name: i for i, name in enumerate(self.names)}
        known = [[(index[n], v) for n, v in f.items() if n in index] for f in rows.features]
        self.bounds = np.concatenate(([0], np.cumsum([len(k) for k in known]))).astype(np.int64)
        self.columns = np.array([i for k in known for i, _ in k], np.int64)
        self.values = np.array([v for k in known for _, v in k], np.float32)
        self.starts, self.right = np.array(rows.starts), np.array(rows.right, bool)
        self.own, self.fold = np.array(rows.own, bool), np.array(rows.fold)
        self.first = np.array(rows.first, np.float32)
        self.second = np.array(rows.second, np.float32)

    def batch(self, decisions: Sequence[int]) -> tuple[NDArray[np.int64], list[Tensor]]:
        """The rows of some decisions: their numbers, and what the model is called with."""
        rows = np.concatenate([np.arange(self.starts[d], self.starts[d + 1]) for d in decisions])
        parts = [slice(self.bounds[self.starts[d]], self.bounds[self.starts[d + 1]]) for d in decisions]
        sizes = self.bounds[rows + 1] - self.bounds[rows]
        offsets = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        arrays = (
            offsets, np.concatenate([self.columns[p] for p in parts]), np.concatenate([self.values[p] for p in parts]),
            self.first[rows], self.second[rows],
        )  # fmt: skip
        return rows, [torch.from_numpy(a) for a in arrays]


class Model(nn.Module):
    """Scores of rows: the sum of their features' weights and a layer over two states."""

    def __init__(self, features: int, width: int, results: int, hidden: int = HIDDEN) -> None:
        super().__init__()
        self.weights = nn.EmbeddingBag(features + 1, results, mode="sum")
        nn.init.zeros_(self.weights.weight)
        self.first, self.second = nn.Linear(width, hidden), nn.Linear(width, hidden, bias=False)
        self.out = nn.Linear(hidden, results, bias=False)

    def forward(
        self,
        offsets: Tensor,
        columns: Tensor,
        values: Tensor,
        first: Tensor,
        second: Tensor,
        keep: Tensor | None = None,
    ) -> Tensor:
        """(rows, results); ``keep`` (rows,) is 0 where the states are left out."""
        drop = self.training
        h = self.first(F.dropout(first, 0.1, drop)) + self.second(F.dropout(second, 0.1, drop))
        seen = self.out(F.dropout(F.gelu(h, approximate="tanh"), DROP, drop))
        if keep is not None:
            seen = seen * keep[:, None]
        return self.weights(columns, offsets, per_sample_weights=values) + seen

    def penalty(self) -> Tensor:
        """What keeps the weights small."""
        dense = sum((p.weight**2).sum() for p in (self.first, self.second, self.out))
        return RIDGE * (self.weights.weight**2).sum() + SHRINK * dense / 2


def choice_loss(scores: Tensor, group: Tensor, right: Tensor, count: int, weight: Tensor) -> Tensor:
    """Mean negative log-probability of the right rows of each group, "none" (score 0) where no row is right."""
    powers = scores.clamp(-30, 30).exp()
    total = 1 + torch.zeros(count).index_add(0, group, powers)
    good = torch.zeros(count).index_add(0, group, powers * right)
    some = torch.zeros(count).index_add(0, group, right.float()) > 0
    likely = torch.where(some, (good + 1e-9).log(), torch.zeros(count)) - total.log()
    return -(likely * weight).mean()


def fit(
    table: Table,
    take: NDArray[np.bool_],
    seed: int,
    target: NDArray[np.int64] | None = None,
    results: int = 1,
    without: float = DROP_STATES,
) -> Model:
    """A model fitted on the decisions that ``take`` marks.

    Without ``target`` each decision is a choice among its rows; with it every decision is one row with a class.
    ``without`` is the share of decisions in which the states are left out.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = Model(len(table.names), table.first.shape[1], results).train()
    fast = [p for n, p in model.named_parameters() if not n.startswith("weights")]
    adam = torch.optim.Adam([{"params": [model.weights.weight]}, {"params": fast}])
    decisions = np.nonzero(take & (np.diff(table.starts) > 0))[0]
    steps, step = EPOCHS * math.ceil(len(decisions) / BATCH), 0
    for _ in range(EPOCHS):
        order = rng.permutation(decisions)
        for place in range(0, len(order), BATCH):
            chosen = order[place : place + BATCH]
            rows, inputs = table.batch(chosen)
            sizes = table.starts[chosen + 1] - table.starts[chosen]
            group = torch.from_numpy(np.repeat(np.arange(len(chosen)), sizes))
            weight = torch.from_numpy(np.where(table.own[chosen], WEIGHT, 1.0).astype(np.float32))
            keep = (torch.rand(len(chosen)) >= without).float()[group]
            scores = model(*inputs, keep)
            if target is None:
                right = torch.from_numpy(table.right[rows])
                loss = choice_loss(scores[:, 0], group, right, len(chosen), weight)
            else:
                wanted = torch.from_numpy(target[chosen])
                loss = (F.cross_entropy(scores, wanted, reduction="none") * weight).mean()
            adam.zero_grad()
            (loss + model.penalty()).backward()
            step += 1
            scale = min(1.0, step / 30) * max(0.02, 1 - step / steps)
            for group_, rate in zip(adam.param_groups, (FEATURE_RATE, RATE), strict=True):
                group_["lr"] = rate * scale
            adam.step()
    return model.eval()


def scores(model: Model, table: Table, decisions: Sequence[int]) -> dict[int, Floats]:
    """The scores of every row of some decisions."""
    found = {d: np.zeros((0, model.out.out_features), np.float32) for d in decisions}
    full = [d for d in decisions if table.starts[d + 1] > table.starts[d]]
    for place in range(0, len(full), 2048):
        part = full[place : place + 2048]
        _, inputs = table.batch(part)
        with torch.no_grad():
            result = model(*inputs).numpy()
        at = 0
        for d in part:
            size = table.starts[d + 1] - table.starts[d]
            found[d] = result[at : at + size]
            at += size
    return found


def weights_of(models: Sequence[Model], names: Sequence[str], share: float = 1.0) -> list[dict[str, float]]:
    """For each result the mean weights by name; the second weight of a feature is added to the first, by ``share``."""
    mean = np.mean([m.weights.weight.detach().numpy() for m in models], 0)
    found: list[dict[str, float]] = [{} for _ in range(mean.shape[1])]
    for name, row in zip(names, mean, strict=False):
        plain = name.removeprefix(OWN)
        for result, value in zip(found, (share * row if name != plain else row).tolist(), strict=True):
            result[plain] = result.get(plain, 0.0) + value
    return found


def layer_of(models: Sequence[Model]) -> Layer:
    """The layers of several models as one whose result is their mean."""

    def joined(parts: Sequence[Tensor], axis: int) -> Floats:
        return np.concatenate([p.detach().numpy() for p in parts], axis)

    return Layer(
        joined([m.first.weight.T for m in models], 1),
        joined([m.second.weight.T for m in models], 1),
        joined([m.first.bias for m in models], 0),
        joined([m.out.weight.T for m in models], 0) / len(models),
    )
