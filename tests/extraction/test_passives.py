"""Passive cues: who was asked is not who asked."""

from __future__ import annotations

import pytest

from onrecord.extraction.passives import is_passive


@pytest.mark.parametrize(
    "cue",
    [
        "was asked about",
        "were told",
        "is widely seen as",
        "has been accused of",
        "was also being blamed for",
        "got asked",
    ],
)
def test_the_subject_of_a_passive_of_telling_is_not_the_source(cue: str) -> None:
    """Adverbs and auxiliaries may stand between."""
    assert is_passive(cue.split(), begins_clause=False)


@pytest.mark.parametrize(
    "cue", ["is convinced", "was shocked", "were divided over", "said", "was telling", "is saying"]
)
def test_states_of_mind_and_the_active_keep_their_subject(cue: str) -> None:
    """“He was shocked” tells what he felt; “she is saying” is active."""
    assert not is_passive(cue.split(), begins_clause=False)


def test_asked_at_the_beginning_of_a_clause_is_passive() -> None:
    """“Asked about the bridge, the mayor ...”: somebody asked the mayor."""
    assert is_passive(["asked", "about"], begins_clause=True)
    assert not is_passive(["asked", "about"], begins_clause=False)
    assert not is_passive(["said"], begins_clause=True)
