"""Risk-coverage and calibration, against curves made by hand."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluation.reliability import confidence_by_kind, confidence_curve
from onrecord.evaluation.scores import Outcome


def outcomes(*pairs: tuple[bool, float | None]) -> list[Outcome]:
    return [Outcome(right, "direct", confidence) for right, confidence in pairs]


def test_the_area_is_the_mean_risk_over_all_coverages() -> None:
    """Right, right, wrong, right from the surest: risks 0, 0, 1/3, 1/4."""
    curve = confidence_curve(outcomes((True, 0.6), (True, 0.9), (True, 0.8), (False, 0.7)), gold=8)
    assert curve is not None
    assert curve.area == pytest.approx((0 + 0 + 1 / 3 + 1 / 4) / 4)
    assert curve.precision == 0.75
    at = {point.coverage: point for point in curve.points}
    assert (at[0.5].precision, at[0.5].threshold, at[0.5].recall) == (1.0, 0.8, 0.25)
    assert (at[1.0].precision, at[1.0].threshold, at[1.0].recall) == (0.75, 0.6, 0.375)
    assert at[0.05].precision == 1.0  # a part of one relation is one relation


def test_a_promise_kept_has_no_calibration_error() -> None:
    """Three of four right at .75 is calibrated; at 1.0 it is a quarter off."""
    pattern = (True, True, True, False)
    kept = confidence_curve(outcomes(*((right, 0.75) for right in pattern * 20)))
    broken = confidence_curve(outcomes(*((right, 1.0) for right in pattern * 20)))
    assert kept is not None and broken is not None
    assert kept.calibration_error == pytest.approx(0)
    assert broken.calibration_error == pytest.approx(0.25)


def test_bins_hold_equally_many() -> None:
    """Fifteen bins of equal size, surest first, that hold every relation once."""
    curve = confidence_curve(outcomes(*((number % 3 == 0, number / 100) for number in range(100))))
    assert curve is not None
    sizes = [part.relations for part in curve.bins]
    assert len(sizes) == 15 and sum(sizes) == 100 and max(sizes) - min(sizes) <= 1
    assert [part.confidence for part in curve.bins] == sorted(
        (p.confidence for p in curve.bins), reverse=True
    )


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([0.1, 0.5, 0.5, 0.9])), min_size=1), st.randoms())
def test_the_order_of_predictions_does_not_matter(
    pairs: list[tuple[bool, float]], shuffler: random.Random
) -> None:
    """Equal confidences cannot be told apart, so a shuffled file has the same curve."""
    shuffled = list(pairs)
    shuffler.shuffle(shuffled)
    one, other = confidence_curve(outcomes(*pairs)), confidence_curve(outcomes(*shuffled))
    assert one is not None and other is not None
    assert one.to_dict() == other.to_dict()


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1))
def test_every_figure_is_a_share(pairs: list[tuple[bool, float]]) -> None:
    """Areas, errors and precisions lie between 0 and 1, and the whole is kept at coverage 1."""
    curve = confidence_curve(outcomes(*pairs))
    assert curve is not None
    shares = [curve.area, curve.calibration_error, *(point.precision for point in curve.points)]
    assert all(-1e-9 <= share <= 1 + 1e-9 for share in shares)
    assert curve.points[-1].precision == pytest.approx(curve.precision)


def test_without_confidences_there_is_no_curve() -> None:
    """No predictions, or one without a confidence: no curve rather than an invented one."""
    assert confidence_curve([]) is None
    assert confidence_curve(outcomes((True, 0.9), (False, None))) is None


def test_each_kind_has_its_own_curve() -> None:
    """Kinds that do not occur are absent; recall by kind is not claimed."""
    curves = confidence_by_kind([Outcome(True, "direct", 0.9), Outcome(False, "other", 0.4)])
    assert {kind: curve.precision for kind, curve in curves.items()} == {"direct": 1.0, "other": 0.0}
    assert curves["direct"].points[0].recall is None
