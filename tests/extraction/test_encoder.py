"""What the encoder hands on beside its scores."""

from __future__ import annotations

import numpy as np

from onrecord.extraction.encoder import Scores, states_of
from onrecord.extraction.windows import Window


def scores(window: Window, value: float) -> Scores:
    count = window.last - window.first
    nothing = np.zeros((count, 1), np.float32)
    return Scores(window, nothing, nothing, nothing, nothing, np.full((count, 3), value, np.float32))


def test_every_word_has_the_state_of_the_window_that_keeps_it() -> None:
    """Words read again as context of the next window keep the state of the first one."""
    found = states_of([scores(Window(0, 0, 4), 1.0), scores(Window(2, 4, 6), 2.0)], 6)
    assert found[:, 0].tolist() == [1, 1, 1, 1, 2, 2]


def test_a_text_without_words_has_no_states() -> None:
    """There is nothing to read, and nothing breaks."""
    assert states_of([], 0).size == 0
