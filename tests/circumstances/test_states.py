"""What the network's states add to candidates and acts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.circumstances.acts import ACTS
from onrecord.circumstances.candidates import COLUMNS
from onrecord.circumstances.states import Layer, layers, means_of

STATES = np.arange(12, dtype=np.float32).reshape(6, 2)


def test_a_group_of_ranges_has_the_mean_of_its_words() -> None:
    """Each word counts once, whatever range it stands in; nothing has the mean zero."""
    found = means_of(STATES, [[(0, 1)], [(1, 3), (5, 6)], [], [(2, 2)]])
    wanted = [[0, 1], [(2 + 4 + 10) / 3, (3 + 5 + 11) / 3], [0, 0], [0, 0]]
    assert found == pytest.approx(np.array(wanted))


@given(st.lists(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=3), max_size=5))
def test_means_are_those_of_the_words(bounds: list[list[tuple[int, int]]]) -> None:
    """The quick sums say the same as the plain ones."""
    groups = [[(min(a, b), max(a, b)) for a, b in ranges] for ranges in bounds]
    found = means_of(STATES, groups)
    for ranges, mean in zip(groups, found, strict=True):
        rows = [STATES[i] for a, b in ranges for i in range(a, b)]
        assert mean == pytest.approx(np.mean(rows, 0) if rows else np.zeros(2))


def test_a_layer_scores_two_states_together() -> None:
    """With a large enough sum the non-linearity lets it through, with a negative one nothing."""
    layer = Layer(np.ones((2, 1), np.float32), np.ones((2, 1), np.float32), np.zeros(1, np.float32),
                  np.array([[2.0, -1.0]], np.float32))  # fmt: skip
    first = np.array([[3.0, 3.0], [-9.0, -9.0]], np.float32)
    wanted = np.array([[24.0, -12.0], [0.0, 0.0]])
    assert layer(first, first) == pytest.approx(wanted, abs=1e-3)
    assert layer(first[[0, 0, 1]], first, [2, 1]) == pytest.approx(wanted[[0, 0, 1]], abs=1e-3)


def test_the_shipped_layers_fit_what_they_score() -> None:
    """One for each field, with one result, and one for the acts with a result for each."""
    found = layers()
    assert set(found) == {*COLUMNS, "act"}
    for name, layer in found.items():
        assert layer.first.shape == layer.second.shape == (384, len(layer.bias))
        assert layer.out.shape == (len(layer.bias), len(ACTS) if name == "act" else 1)
