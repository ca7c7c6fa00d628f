"""Bootstrap intervals over articles."""

from __future__ import annotations

from onrecord.evaluation import Counts
from onrecord.evaluation.intervals import f1_intervals

GOOD, BAD = {"relation": Counts(9, 10, 9, 10)}, {"relation": Counts(1, 10, 1, 10)}


def test_like_articles_leave_no_doubt() -> None:
    """When every article scores alike, every draw does."""
    low, high = f1_intervals([GOOD] * 5)["relation"]
    assert round(low, 6) == round(high, 6) == 90.0


def test_unlike_articles_widen_the_interval_around_the_figure() -> None:
    """Half good and half bad: the figure is 50, and few articles say less than many."""
    (few_low, few_high) = f1_intervals([GOOD, BAD] * 3)["relation"]
    (many_low, many_high) = f1_intervals([GOOD, BAD] * 100)["relation"]
    assert 10 <= few_low < many_low < 50 < many_high < few_high <= 90


def test_the_same_seed_gives_the_same_interval() -> None:
    """Intervals can be reported: they do not change from run to run, but with the seed."""
    articles = [GOOD, BAD, BAD]
    assert f1_intervals(articles) == f1_intervals(articles)
    assert f1_intervals([GOOD, BAD] * 40, seed=1) != f1_intervals([GOOD, BAD] * 40, seed=2)


def test_what_is_never_there_has_no_interval() -> None:
    """No draw can tell of a measure that has neither gold nor predictions; one that is always missed is 0."""
    intervals = f1_intervals([{"never": Counts(), "missed": Counts(0, 3, 0, 0)}] * 3)
    assert intervals == {"missed": (0.0, 0.0)}


def test_draws_without_a_rare_measure_are_left_out() -> None:
    """A measure of one article is judged on the draws that hold that article."""
    assert f1_intervals([GOOD, {}, {}, {}])["relation"] == (90.0, 90.0)


def test_no_draws_no_intervals() -> None:
    """Zero resamples, or zero articles, give none."""
    assert f1_intervals([GOOD], resamples=0) == {} == f1_intervals([])
