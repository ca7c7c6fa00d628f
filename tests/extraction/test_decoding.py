"""Decoding: legal tag sequences, indivisible quotations, one content a word, shared sources."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extraction.decoding import quotation_ranges, source_of
from onrecord.extraction.sequences import (
    B_CUE,
    B_SOURCE,
    I_CUE,
    assign_contents,
    best_run,
    best_tags,
    log_odds,
    steps_of,
    tag_ranges,
)
from onrecord.extraction.weights import Decoding
from onrecord.extraction.words import read_words
from onrecord.quotation_marks import read_marks


def legal(tags: tuple[int, ...]) -> bool:
    return all(t % 2 or t == 0 or (i and tags[i - 1] in (t, t - 1)) for i, t in enumerate(tags))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_the_tag_sequence_is_the_best_of_all_legal_ones(seed: int) -> None:
    """Viterbi agrees with trying every sequence."""
    scores = np.random.default_rng(seed).normal(size=(4, 7)).astype(np.float32)
    best = max(
        (t for t in itertools.product(range(7), repeat=4) if legal(t)),
        key=lambda t: sum(float(scores[i, x]) for i, x in enumerate(t)),
    )
    assert tuple(best_tags(scores, 0.0)) == best


def test_a_cue_bias_lets_doubtful_cues_in() -> None:
    """The threshold of cues is tuned apart from the network."""
    scores = np.full((1, 7), -9.0, np.float32)
    scores[0, 0], scores[0, B_CUE] = -0.5, -1.0
    assert best_tags(scores, 0.0).tolist() == [0] and best_tags(scores, 1.0).tolist() == [B_CUE]


def test_neighbouring_spans_of_one_role_stay_apart() -> None:
    """A begin tag ends the span before it."""
    assert tag_ranges(np.array([B_CUE, I_CUE, B_CUE, 0, B_SOURCE]), B_CUE) == [(0, 2), (2, 3)]


def test_quotations_become_ranges_of_words_with_their_marks() -> None:
    """Titles and inner quotations are no constraint."""
    text = "She said, “We call it ‘the ark’ here,” and left."
    words = read_words(text, read_marks(text))
    (a, b), *more = quotation_ranges(words, read_marks(text))
    assert not more and text[words.starts[a] : words.ends[b - 1]] == "“We call it ‘the ark’ here,”"


def assign(
    odds: list[list[float]], blocks: list[tuple[int, int]], **weights: float
) -> list[list[tuple[int, int]]]:
    array = np.array(odds, np.float32)
    plain = {"enter": 1.0, "leave": 1.0, "switch": 2.0, "quotation": 0.0}
    return assign_contents(array, steps_of(array.shape[1], 0, blocks), Decoding(**{**plain, **weights}))


def test_a_quotation_is_taken_whole_or_not_at_all() -> None:
    """Doubt about single words inside the marks does not cut them out."""
    assert assign([[-3, 4, -1, 4, -1, 4, -3]], [(1, 6)]) == [[(1, 6)]]
    assert assign([[-3, 1, -4, 1, -4, 1, -3]], [(1, 6)]) == [[]]


def test_an_interrupted_content_is_one_with_two_ranges() -> None:
    """“A,” she said, “B” belongs to one cue."""
    assert assign([[5, 5, -6, -6, 5, 5]], [(0, 2), (4, 6)]) == [[(0, 2), (4, 6)]]


def test_a_word_has_one_content_at_most() -> None:
    """The stronger cue takes the words that two cues claim."""
    assert assign([[3, 3, 3, 1], [1, 1, 1, 3]], [], switch=0.5) == [[(0, 3)], [(3, 4)]]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 3), st.integers(1, 5))
def test_the_assignment_is_the_best_of_all(seed: int, cues: int, count: int) -> None:
    """Viterbi over contents agrees with trying every assignment."""
    odds = np.random.default_rng(seed).normal(0, 2, size=(cues, count)).astype(np.float32)
    weights = Decoding(enter=1.0, leave=0.7, switch=1.2, quotation=0.0)

    def value(states: tuple[int, ...]) -> float:
        total, last = 0.0, -1
        for i, state in enumerate(states):
            if state != last:
                total -= weights.enter if last < 0 else weights.leave if state < 0 else weights.switch
            if state >= 0:
                total += float(odds[state, i])
            last = state
        return total

    best = max(value(s) for s in itertools.product(range(-1, cues), repeat=count))
    got = [-1] * count
    for c, ranges in enumerate(assign_contents(odds, steps_of(count, 0, []), weights)):
        for a, b in ranges:
            got[a:b] = [c] * (b - a)
    assert abs(value(tuple(got)) - best) < 1e-4


def test_the_source_is_the_tagged_span_that_the_cue_points_at() -> None:
    """Between two tagged sources the cue decides; one inside the content is none."""
    odds = np.array([1, 1, -2, 3, 3, -2], np.float32)
    free = np.zeros(6, bool)
    assert source_of(odds, [(0, 2), (3, 5)], free, Decoding(), 0.0) == ((3, 5), 3.0)
    taken = free.copy()
    taken[3:5] = True
    assert source_of(odds, [(0, 2), (3, 5)], taken, Decoding(), 0.0)[0] == (0, 2)


def test_without_a_tagged_source_thebest_run_of_words_is_taken_or_none() -> None:
    """No word that the cue points at, no source."""
    free = np.zeros(4, bool)
    assert source_of(np.array([-2, 2, 2, -2], np.float32), [], free, Decoding(), 0.0)[0] == (1, 3)
    assert source_of(np.array([-2, -2, -2, -2], np.float32), [], free, Decoding(), 0.0)[0] is None


def test_thebest_run_has_the_largest_sum() -> None:
    """Kadane's algorithm; nothing above zero, no run."""
    assert best_run([-1, 2, -1, 3, -5, 1]) == (1, 4)
    assert best_run([-1, -2]) is None


def test_log_odds_are_bounded() -> None:
    """No single word may outvote its neighbours."""
    assert log_odds(np.array([0.0, 0.5, 1.0], np.float32)).tolist() == [-6.0, 0.0, 6.0]


def test_a_cue_that_has_no_source_takes_none_that_is_weakly_pointed_at() -> None:
    """The network tells whether there is a source at all; how much that counts is fitted."""
    odds, free = np.array([1, -2, -2], np.float32), np.zeros(3, bool)
    weights = Decoding(has_source=0.5)
    assert source_of(odds, [(0, 1)], free, weights, 2.0)[0] == (0, 1)
    assert source_of(odds, [(0, 1)], free, weights, -4.0)[0] is None
