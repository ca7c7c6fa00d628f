"""Agreement of people."""

from __future__ import annotations

import pytest

from evaluation.gold_folders import BRANDT_SAID, OKAFOR, RESIDENTS, GoldFolder
from onrecord.errors import InputError
from onrecord.evaluation import MEASURES, POLNEAR_PEOPLE, agreement


def test_every_pair_of_annotators_is_scored(gold: GoldFolder) -> None:
    """Two who marked the same and one who marked half of it: one perfect pair and two halves."""
    gold.article("council", relations=[OKAFOR, RESIDENTS], annotator="a")
    gold.article("council", relations=[OKAFOR, RESIDENTS], annotator="b")
    gold.article("council", relations=[OKAFOR], annotator="c")
    gold.article("alone", relations=[BRANDT_SAID])
    people = agreement(gold.path)
    assert (people.articles, people.pairs) == (1, 3)
    # the single relation of c is found in both pairs: 2 + 1 + 1 found, of 2 + 2 + 2 on one side, 2 + 1 + 1 on the other
    assert people.f1["relation"] == pytest.approx(100 * 2 * 1 * (4 / 6) / (1 + 4 / 6))
    low, high = people.intervals["relation"]
    assert low == pytest.approx(high) == people.f1["relation"]  # one article: every draw is the same


def test_nobody_to_compare_is_an_error(gold: GoldFolder) -> None:
    """Without a second annotator there is no agreement, and that is said."""
    gold.article("alone", relations=[BRANDT_SAID])
    with pytest.raises(InputError, match=r"no article .* was marked by two annotators"):
        agreement(gold.path)


def test_the_shipped_table_covers_every_measure() -> None:
    """Each figure of a report has people beside it, inside their own interval."""
    assert POLNEAR_PEOPLE.f1.keys() == set(MEASURES) == POLNEAR_PEOPLE.intervals.keys()
    for measure, (low, high) in POLNEAR_PEOPLE.intervals.items():
        assert 0 < low <= POLNEAR_PEOPLE.f1[measure] <= high <= 100
