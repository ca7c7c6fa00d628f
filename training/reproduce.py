"""Everything, from the corpus to the model card, in one command.

    python training/reproduce.py DATA WORK [--epochs N] [--held-out PUBLISHER] [--install]

Steps whose result is already in WORK are not repeated, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "src" / "onrecord" / "extraction" / "model"
SPEAKERS = HERE.parent / "src" / "onrecord" / "speakers" / "model"
CIRCUMSTANCES = HERE.parent / "src" / "onrecord" / "circumstances"
FILES = ("network.onnx", "heads.npz", "settings.json", "tokenizer.json")


def run(*command: str | Path, out: Path | None = None) -> None:
    """Run a Python script or module; ``out`` takes its standard output."""
    print("::", *command, flush=True)
    environment = {**os.environ, "OMP_WAIT_POLICY": "passive", "PYTHONPATH": str(HERE.parent / "src")}
    if out is None:
        subprocess.run([sys.executable, *map(str, command)], check=True, env=environment)
    else:
        text = subprocess.run(
            [sys.executable, *map(str, command)],
            check=True,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout
        out.write_text(text, encoding="utf-8")


def train(data: Path, run_folder: Path, epochs: int, *more: str | Path) -> Path:
    """Train once; the minutes that it took stand in the run's folder."""
    if not (run_folder / "done").exists():
        began = time.monotonic()
        run(HERE / "train.py", data, run_folder, "--epochs", str(epochs), *more)
        (run_folder / "done").write_text(f"{(time.monotonic() - began) / 60:.0f}\n", encoding="utf-8")
    return run_folder


def make_model(data: Path, network: Path, model: Path, *more: str | Path) -> Path:
    """Export and calibrate; returns the folder of the model's files."""
    if not (model / "settings.json").exists():
        run(HERE / "export.py", network, model)
        shutil.copy(PACKAGE / "tokenizer.json", model)
        run(HERE / "calibrate.py", data, model, *more)
    return model


def averaged(earlier: Path, later: Path, out: Path, share: float) -> Path:
    """The mean of two runs, of which the later one counts ``share``."""
    if not (out / "network.pt").exists():
        run(HERE / "average.py", earlier, later, out, "--share", str(share))
    return out


def half_of(data: Path, work: Path, start: Path, half: int) -> Path:
    """The network gone on with, learning circumstances from one half of the articles, averaged with where it began."""
    more = ("--start", start, "--half", str(half), "--still", "3", "--rate", "0.6", "--seed", f"1{half}")
    later = train(data, work / f"half-{half}-run", 2, *more)
    return averaged(start, later, work / f"half-{half}", 0.5)


def export(run_folder: Path, out: Path, like: Path) -> Path:
    """A run as a model folder with the settings of another."""
    if not (out / "network.onnx").exists():
        run(HERE / "export.py", run_folder, out)
        for name in ("settings.json", "tokenizer.json"):
            shutil.copy(like / name, out)
    return out


def evaluate(model: Path, gold: Path, out: Path, *more: str | Path) -> dict[str, Any]:
    """Figures of a model folder on PolNeAR-style gold."""
    if not out.exists():
        run(HERE / "evaluate_folder.py", model, gold, *more, out=out)
    figures: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return figures


def part_of(gold: Path, publisher: str, out: Path) -> Path:
    """A PolNeAR-style folder with the articles of one publisher."""
    for kind in ("text", "attributions"):
        (out / kind).mkdir(parents=True, exist_ok=True)
        for file in (gold / kind).glob(f"{publisher}_*"):
            shutil.copy(file, out / kind)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--held-out", nargs="*", default=["usa-today", "breitbart"], metavar="PUBLISHER")
    parser.add_argument("--held-out-epochs", type=int, default=3)
    parser.add_argument("--search", action="store_true", help="search the decoder weights anew")
    parser.add_argument("--install", action="store_true", help="copy model and card into the project")
    options = parser.parse_args()
    polnear, figures = options.data / "polnear", options.work / "figures"
    figures.mkdir(parents=True, exist_ok=True)

    first = train(options.data, options.work / "first", options.epochs)
    second = train(options.data, options.work / "second", options.epochs, "--start", first, "--seed", "3")
    both = averaged(first, second, options.work / "both", 0.6)
    keep = () if options.search else ("--keep", PACKAGE / "settings.json")
    halves = [half_of(options.data, options.work, both, half) for half in (0, 1)]
    last = averaged(*halves, options.work / "last", 0.5)
    shipped = make_model(options.data, last, options.work / "shipped-model", *keep)
    models = [export(run_folder, options.work / f"{run_folder.name}-model", shipped) for run_folder in halves]
    run(HERE / "given_names.py", options.data, SPEAKERS)
    run(HERE / "speakers.py", options.data, SPEAKERS, "--model", shipped)
    run(HERE / "circumstances.py", options.data, shipped, CIRCUMSTANCES, "--halves", *models)
    labels = polnear / "circumstances_dev.jsonl"
    evaluate(shipped, polnear / "dev", figures / "dev.json", "--circumstances", labels)
    run(
        HERE.parent / "benchmarks" / "second_domain.py", options.data / "gum", options.data / "litbank",
        out=figures / "second_domain.md",
    )  # fmt: skip

    publishers = []
    for held_out in options.held_out:
        without = ("--without", held_out)
        apart = train(options.data, options.work / f"without-{held_out}", options.held_out_epochs, *without)
        other = make_model(
            options.data, apart, options.work / f"without-{held_out}-model", *without, "--keep",
            shipped / "settings.json",
        )  # fmt: skip
        gold = part_of(polnear / "train", held_out, options.work / f"{held_out}-gold")
        publishers.append(
            {
                "publisher": held_out,
                "articles": len(list((gold / "text").iterdir())),
                "without": evaluate(other, gold, options.work / f"without-{held_out}.json"),
                "with": evaluate(shipped, gold, options.work / f"with-{held_out}.json"),
            }
        )
    (figures / "publishers.json").write_text(json.dumps(publishers), encoding="utf-8")

    from prepare import read_labels, read_more
    from train import TUNE_EVERY

    articles = len(list((polnear / "train" / "text").iterdir()))
    tune = len([i for i in range(articles) if i % TUNE_EVERY == 7])
    facts = {
        "train_articles": articles - tune,
        "tune_articles": tune,
        "labelled": len(read_labels(polnear / "circumstances_train.jsonl")),
        "more_labelled": len(read_more()),
        "speakers": len(read_labels(polnear / "train_speakers.jsonl")),
        "epochs": options.epochs,
        "held_out_epochs": options.held_out_epochs,
        "seed": 1,
        "minutes": sum(int((run_folder / "done").read_text()) for run_folder in (first, second)),
    }
    (figures / "training.json").write_text(json.dumps(facts), encoding="utf-8")
    run(HERE / "card.py", figures, options.work / "card")
    if options.install:
        for name in FILES:
            shutil.copy(shipped / name, PACKAGE / name)
        for name in ("model-card.md", "reliability.svg"):
            shutil.copy(options.work / "card" / name, HERE.parent / "docs" / name)


if __name__ == "__main__":
    main()
