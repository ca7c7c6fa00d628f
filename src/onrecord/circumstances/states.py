"""What the network's states say of candidates and of acts: two small networks over them, fitted apart from the encoder.

For a candidate the mean state of its words and the state of the cue's verb go through one hidden layer; the result is
added to the candidate's score. For an act it is the verb's state and the mean of the content's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.extraction.decoding import Range
from onrecord.extraction.encoder import Halves

__all__ = ["Floats", "Layer", "layers", "means_of"]

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One hidden layer over two states. Shapes, for width W, H hidden units and K results: ``first`` and ``second``
    (W, H), ``bias`` (H,), ``out`` (H, K)."""

    first: Floats
    second: Floats
    bias: Floats
    out: Floats

    def __call__(self, first: Floats, second: Floats, counts: Sequence[int] | None = None) -> Floats:
        """(N, K) scores for N pairs of states, each (N, W).

        With ``counts`` there are fewer second states, and each goes with so many of the first.
        """
        added = second @ self.second + self.bias
        h = first @ self.first + (added if counts is None else np.repeat(added, counts, 0))
        h = 0.5 * h * (1 + np.tanh(0.7978845608 * (h + 0.044715 * h * h * h)))
        return np.asarray(h @ self.out, np.float32)


def means_of(states: Floats | Halves, groups: Sequence[Sequence[Range]]) -> Floats:
    """(N, width) mean states of N groups of half-open ranges of word numbers; zeros for a group without words."""
    result = np.zeros((len(groups), states.shape[1]), np.float32)
    sizes = np.array([sum(b - a for a, b in ranges) for ranges in groups], np.int64)
    full = np.nonzero(sizes)[0]
    if len(full):
        rows = np.concatenate([np.arange(a, b) for ranges in groups for a, b in ranges])
        starts = np.concatenate(([0], np.cumsum(sizes[full])[:-1]))
        result[full] = np.add.reduceat(states[rows].astype(np.float32), starts, 0) / sizes[full, None]
    return result


@cache
def layers() -> dict[str, Layer]:
    """The shipped layers, by the name of what they score.

    Raises:
        ModelError: the file of the package is missing or damaged.
    """
    try:
        with (
            (files("onrecord.circumstances") / "states.npz").open("rb") as file,
            np.load(file, allow_pickle=False) as saved,
        ):
            arrays = {name: saved[name].astype(np.float32) for name in saved.files}
        names = {name.partition(".")[0] for name in arrays}
        return {
            name: Layer(*(arrays[f"{name}.{part}"] for part in ("first", "second", "bias", "out")))
            for name in names
        }
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ModelError(
            f"the weights of the circumstances cannot be loaded ({error}); install it again"
        ) from error
