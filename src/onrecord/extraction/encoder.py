"""The shipped network: windows of words in, scores out.

The graph runs in ONNX Runtime, one window at a time and without padding, which lets the runtime use its fast attention.
What the graph leaves out, the score of every word as seen from a cue, is done here for the few cues of a window.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError

from .windows import Window, cut_windows
from .words import CLASS, SEPARATOR, Pieces, Words

__all__ = ["TAGS", "Encoder", "Halves", "Scores", "states_of"]

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]
"""In half precision, to take half the memory."""

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
DISTANCES = 64
SPEAKER = 6
"""The part "a name of this cue's speaker", where the weights know it."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of the words of one window.

    Shapes, for W words: ``tags`` (W, 7) log-probabilities in the order of :data:`TAGS`; ``at`` and ``seen_from``
    (W, pair), the two halves of the part scores; ``labels`` (W, 15): thought, speech, the acts, having a source;
    ``states`` (W, width), what the network makes of each word in its window.
    """

    window: Window
    tags: Floats
    at: Floats
    seen_from: Floats
    labels: Floats
    states: Halves


def states_of(windows: Sequence[Scores], count: int) -> Halves:
    """(count, width): the states of a text's words, each from the window that keeps it."""
    width = windows[0].states.shape[1] if windows else 0
    result = np.zeros((count, width), np.float16)
    for scores in windows:
        first, keep, last = scores.window.first, scores.window.keep, scores.window.last
        result[keep:last] = scores.states[keep - first :]
    return result


class Encoder:
    """Runs the shipped network, or the one in ``folder``.

    The session is made on first use and does not travel between processes.
    """

    def __init__(self, *, threads: int = 1, folder: Traversable | None = None) -> None:
        self._threads = threads
        self._folder = folder or files("onrecord.extraction") / "model"
        self._session: Any = None
        self._pieces = Pieces()
        self._heads: dict[str, Floats] = {}

    @property
    def settings(self) -> dict[str, Any]:
        """Thresholds and calibration that were fitted together with these weights."""
        try:
            settings: dict[str, Any] = json.loads(
                (self._folder / "settings.json").read_text(encoding="utf-8")
            )
        except (OSError, ValueError) as error:
            raise _unusable(error) from error
        return settings

    def scores(self, words: Words) -> list[Scores]:
        """Scores of every window of ``words``, in order.

        Raises:
            ModelError: the model files of the package are missing or cannot be loaded.
        """
        if not len(words):
            return []
        session = self._loaded()
        pieces = self._pieces(words)
        sizes = [len(p) for p in pieces]
        features = words.features
        result = []
        for window in cut_windows(words, sizes):
            span = slice(window.first, window.last)
            counts = np.array(sizes[span])
            ids = np.fromiter((i for p in pieces[span] for i in p), np.int64, int(counts.sum()))
            ids = np.concatenate(([CLASS], ids, [SEPARATOR]))
            spread = np.concatenate(([0], np.repeat(features[span], counts), [0]))
            firsts = np.concatenate(([1], 1 + np.cumsum(counts[:-1])))
            feed = {"ids": ids[None], "features": spread[None], "positions": np.arange(len(ids))}
            tags, at, seen_from, labels, states = (a[0, firsts] for a in session.run(None, feed))
            result.append(
                Scores(window, _log_softmax(tags), at, seen_from, labels, states.astype(np.float16))
            )
        return result

    def parts(self, words: Words, scores: Scores, cue: int, reach: tuple[int, int]) -> Floats:
        """(N, 6+): the part of each word of ``reach`` for a cue: none, source, content, addressee, channel, date.

        ``cue`` and the half-open interval ``reach`` are word numbers within the window; N is the length of ``reach``.
        The scores are not normalised: the first three compete, the others stand for themselves.
        """
        heads = self._heads
        numbers = np.arange(*reach)
        place = numbers + scores.window.first
        mine = cue + scores.window.first
        between = between_bucket(
            words.sentence[place] - words.sentence[mine], words.paragraph[place] - words.paragraph[mine]
        )
        h = scores.at[reach[0] : reach[1]] + scores.seen_from[cue]
        h += heads["distance"][distance_bucket(numbers - cue)] + heads["between"][between]
        return np.asarray(_gelu(h) @ heads["part_weight"].T + heads["part_bias"], np.float32)

    def affinity(
        self, words: Words, windows: Sequence[Scores], cue: int, numbers: NDArray[np.int64]
    ) -> Floats:
        """(N,) log-odds that each of the words ``numbers`` belongs to a name of the speaker of the cue at word ``cue``.

        ``cue`` and ``numbers`` count the words of the text. Words of the cue's window and of the one before are scored,
        others are NaN; so is everything with weights that have not learned who speaks.
        """
        result = np.full(len(numbers), np.nan, np.float32)
        heads = self._heads
        index = bisect_right(windows, cue, key=lambda s: s.window.keep) - 1
        if index < 0 or len(heads["part_weight"]) <= SPEAKER:
            return result
        own = windows[index]
        seen_from = own.seen_from[cue - own.window.first]
        for scores in windows[max(0, index - 1) : index + 1]:
            first = scores.window.first if scores is own else scores.window.keep
            inside = np.isnan(result) & (numbers >= first) & (numbers < scores.window.last)
            place = numbers[inside]
            if not len(place):
                continue
            between = between_bucket(
                words.sentence[place] - words.sentence[cue], words.paragraph[place] - words.paragraph[cue]
            )
            h = scores.at[place - scores.window.first] + seen_from
            h += heads["distance"][distance_bucket(place - cue)] + heads["between"][between]
            result[inside] = _gelu(h) @ heads["part_weight"][SPEAKER] + heads["part_bias"][SPEAKER]
        return result

    @property
    def knows_speakers(self) -> bool:
        """Whether the weights have learned which names are a cue's speaker's."""
        self._loaded()
        return len(self._heads["part_weight"]) > SPEAKER

    def _loaded(self) -> Any:
        if self._session is None:
            import onnxruntime

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self._threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            # Without it, x86 processors that have no VNNI saturate sums of int8 products and answer otherwise.
            options.add_session_config_entry("session.x64quantprecision", "1")
            try:
                weights = (self._folder / "network.onnx").read_bytes()
                with (
                    (self._folder / "heads.npz").open("rb") as file,
                    np.load(file, allow_pickle=False) as heads,
                ):
                    self._heads = {name: heads[name] for name in heads.files}
                self._session = onnxruntime.InferenceSession(
                    weights, options, providers=["CPUExecutionProvider"]
                )
            except Exception as error:
                raise _unusable(error) from error
        return self._session


def _unusable(error: Exception) -> ModelError:
    return ModelError(f"the model inside the package cannot be loaded ({error}); install it again")


def distance_bucket(gap: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed word distance to one of 64 buckets: exact up to 12, then logarithmic up to 200."""
    size = np.abs(gap)
    far = 12 + np.floor(
        np.log(np.maximum(size, 12) / 12, dtype=np.float32) / np.float32(np.log(200 / 12)) * 19
    )
    bucket = np.where(size <= 12, size, np.minimum(far, 31)).astype(np.int64)
    return np.clip(np.where(gap >= 0, bucket + 32, 32 - bucket), 0, DISTANCES - 1)


def between_bucket(sentences: NDArray[np.int64], paragraphs: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many sentence ends lie between cue and word (at most 3), twice, plus 1 across paragraphs."""
    return np.asarray(np.minimum(np.abs(sentences), 3) * 2 + (paragraphs != 0), np.int64)


def _gelu(x: Floats) -> Floats:
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x))), np.float32)


def _log_softmax(x: Floats) -> Floats:
    x = x - x.max(-1, keepdims=True)
    return np.asarray(x - np.log(np.exp(x).sum(-1, keepdims=True)), np.float32)
