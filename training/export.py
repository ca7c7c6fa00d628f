"""Write a trained network as the files that the package ships: ``network.onnx`` (int8) and ``heads.npz``.

python training/export.py RUN OUT
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from graph import build
from model import Network


def load(file: Path) -> Network:
    """A trained network, ready to be read."""
    saved = torch.load(file, weights_only=True)
    network = Network(layers=saved["layers"])
    network.load_state_dict(saved["state"], strict=False)
    return network.eval()


def export(network: Network, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    build(network, out / "network.onnx")
    heads = {
        "distance": network.distance.weight,
        "between": network.between.weight,
        "part_weight": network.part.weight,
        "part_bias": network.part.bias,
    }
    np.savez(out / "heads.npz", **{k: v.detach().numpy().astype(np.float32) for k, v in heads.items()})


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    export(load(options.run / "network.pt"), options.out)


if __name__ == "__main__":
    main()
