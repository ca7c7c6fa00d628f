"""Confidence: logistic in the evidence, stable at the extremes."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.extraction.confidence import Confidence, features_of, softmax
from onrecord.extraction.decoding import Relation


def relation(evidence: float, speech: float) -> Relation:
    return Relation((0, 1), None, ((1, 2),), (evidence,) * 10, np.array([0, speech, *[0] * 12], np.float32))


def confidence(weight: float, bias: float) -> Confidence:
    return Confidence((weight,) * 11 + (bias,), (2.0, 1.0), 0.3, 0.6, 0.7)


def test_the_features_are_the_evidence_and_the_bounded_odds_of_speech() -> None:
    """One outlier may not decide alone."""
    assert features_of(relation(1.0, 50.0)) == (*(1.0,) * 10, 6.0)


def test_confidence_is_the_logistic_of_the_weighted_features() -> None:
    """Bias last."""
    assert confidence(0.1, -1.1).of(relation(1.0, 1.0)) == pytest.approx(0.5)


def test_speech_is_scaled_by_slope_and_bias() -> None:
    """Platt scaling."""
    assert confidence(0, 0).speech(relation(0, -0.5)) == pytest.approx(0.5)


def test_extremes_do_not_overflow() -> None:
    """A certain no is 0, a certain yes 1."""
    assert confidence(-1e4, 0).of(relation(6.0, 6.0)) == 0.0
    assert confidence(1e4, 0).of(relation(6.0, 6.0)) == 1.0


def test_softmax_sums_to_one() -> None:
    """Whatever the scale."""
    assert softmax(np.array([1000.0, 0.0], np.float32)).sum() == pytest.approx(1.0)
