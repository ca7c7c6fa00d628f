"""Average the weights of a run and of the run or model that it went on from.

    python training/average.py EARLIER LATER OUT [--share S]

Two networks of which one was trained on from the other lie in one basin of the loss; between them lie networks that
are as good on the training domain and better outside it (Wortsman et al. 2022, "Robust fine-tuning of zero-shot
models"). Outputs that the earlier one does not have are the later one's. Networks that were trained apart cannot be
averaged: that was tried, and cost four points.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from export import load
from graph import read_back


def average(earlier: dict[str, torch.Tensor], later: dict[str, torch.Tensor], share: float) -> None:
    """Move ``later`` in place, so that it keeps ``share`` of itself."""
    with torch.no_grad():
        for name, value in earlier.items():
            part = later[name][tuple(slice(0, n) for n in value.shape)]
            part.copy_((1 - share) * value + share * part)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("earlier", type=Path)
    parser.add_argument("later", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--share", type=float, default=0.6, help="of the later network")
    options = parser.parse_args()
    later = load(options.later / "network.pt")
    run = options.earlier / "network.pt"
    earlier = load(run).state_dict() if run.exists() else read_back(options.earlier)
    state = later.state_dict()
    average(earlier, state, options.share)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save({"layers": len(later.layers), "state": state}, options.out / "network.pt")


if __name__ == "__main__":
    main()
