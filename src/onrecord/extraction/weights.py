"""The decoder's weights."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Decoding"]


@dataclass(frozen=True, slots=True)
class Decoding:
    """Weights of the decoder, fitted on training articles kept out of training (``training/calibrate.py``)."""

    cue_bias: float = 0.6
    pair_share: float = 0.55
    enter: float = 1.0
    leave: float = 0.5
    switch: float = 3.0
    quotation: float = 1.0
    beside: float = 0.5
    source_share: float = 0.75
    source_least: float = 0.0
    has_source: float = 0.0
