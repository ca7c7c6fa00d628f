"""Counts and figures of one article, against counts made by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluation import MEASURES, Counts, Figure, Prediction
from onrecord.evaluation.scores import RelationScore, has_bad_offsets, total
from onrecord.evaluation.words import KINDS, RelationKind, RelationWords


def relation(
    content: range | set[int],
    source: set[int] | None = None,
    cue: set[int] | None = None,
    kind: RelationKind = "other",
) -> RelationWords:
    return RelationWords(frozenset(source or ()), frozenset(cue or ()), frozenset(content), kind)


def hits(gold: list[RelationWords], predicted: list[RelationWords]) -> dict[str, int]:
    counts = RelationScore.of(gold, predicted).counts
    return {name: counts[name].gold_found for name in ("relation", "relation50", "strict", "content50")}


def test_a_perfect_prediction_is_right_by_every_measure() -> None:
    """The same words are a strict match."""
    one = relation(range(4), {5}, {4})
    assert hits([one], [one]) == {"relation": 1, "relation50": 1, "strict": 1, "content50": 1}


def test_a_touch_is_a_relation_and_half_is_more() -> None:
    """One shared word makes the relation, half of all words of both make the ``50`` measures."""
    gold = [relation(range(10), {20})]
    assert hits(gold, [relation(range(9, 15), {20})]) == {
        "relation": 1, "relation50": 0, "strict": 0, "content50": 0,
    }  # fmt: skip
    assert hits(gold, [relation(range(5), {20})]) == {
        "relation": 1, "relation50": 1, "strict": 0, "content50": 1,
    }  # fmt: skip


def test_the_wrong_source_leaves_the_content_only() -> None:
    """A content with somebody else's name is no relation."""
    assert hits([relation(range(4), {5})], [relation(range(4), {6})]) == {
        "relation": 0, "relation50": 0, "strict": 0, "content50": 1,
    }  # fmt: skip


def test_a_cue_off_by_a_word_is_not_strict() -> None:
    """Strict wants the cue's words, too."""
    assert hits([relation(range(4), {5}, {4})], [relation(range(4), {5}, {4, 6})])["strict"] == 0


def test_each_relation_answers_once() -> None:
    """Two halves of one content are one hit; the better pair takes it."""
    gold = [relation(range(10), {20})]
    halves = [relation(range(3), {20}), relation(range(3, 10), {20})]
    score = RelationScore.of(gold, halves)
    assert score.counts["relation"] == Counts(1, 1, 1, 2)
    assert [pair.predicted for pair in score.relation_pairs] == [1]


def test_the_right_source_weighs_half_a_content() -> None:
    """Of two candidates, the one with the right source is taken unless the other's content is far better."""
    gold = [relation(range(10), {20})]
    fuller, sourced = relation(range(9), {30}), relation(range(5), {20})
    (pair,) = RelationScore.of(gold, [fuller, sourced]).content50_pairs
    assert pair.predicted == 1


def test_words_count_once_per_role() -> None:
    """Words of a role are pooled over relations, so an overlap of two relations is not counted twice."""
    gold = [relation({0, 1}, {5}), relation({1, 2}, {6})]
    counts = RelationScore.of(gold, [relation({1, 2, 3}, {6})]).counts
    assert counts["tokens.content"] == Counts(2, 3, 2, 3)
    assert counts["tokens.source"] == Counts(1, 2, 1, 1)


def test_kinds_are_each_sides_own_and_not_one_to_one() -> None:
    """A gold direct answered by a mixed prediction counts for direct in recall and for mixed in precision."""
    gold = [relation(range(10), {20}, kind="direct")]
    predicted = [relation(range(6), {20}, kind="mixed_say"), relation(range(5, 10), {30}, kind="mixed_say")]
    counts = RelationScore.of(gold, predicted).counts
    assert counts["kinds.direct.full"] == Counts(1, 1, 0, 0)
    assert counts["kinds.mixed_say.content"] == Counts(0, 0, 2, 2)
    assert counts["kinds.mixed_say.full"] == Counts(0, 0, 1, 2)


def test_figures_are_percentages_of_the_counts() -> None:
    """F1 is the harmonic mean; where nothing was to be found all are 0."""
    figure = Figure.of(Counts(3, 4, 3, 6))
    assert figure.to_dict() == {"f1": 60.0, "p": 50.0, "r": 75.0}
    assert Figure.of(Counts()).to_dict() == {"f1": 0.0, "p": 0.0, "r": 0.0}
    assert Figure.of(Counts(3, 4, 3, 6), (41.24, 70.06)).to_dict()["interval"] == [41.2, 70.1]


def test_content_text_must_be_what_stands_at_its_spans() -> None:
    """Blanks and punctuation may differ, words may not; a prediction without text is not blamed."""
    text = "“We won,” she said, “at last.”"
    spans = ((0, 9), (20, 30))
    assert not has_bad_offsets(text, Prediction((), (), spans, "“We won,” “at last.”"))
    assert not has_bad_offsets(text, Prediction((), (), spans))
    assert has_bad_offsets(text, Prediction((), (), spans, "We won at once"))
    assert has_bad_offsets(text, Prediction((), (), ((500, 600),), "We won"))


relations = st.lists(
    st.builds(
        RelationWords,
        source=st.frozensets(st.integers(0, 9), max_size=2),
        cue=st.frozensets(st.integers(0, 9), max_size=2),
        content=st.frozensets(st.integers(0, 9), max_size=5),
        kind=st.sampled_from(KINDS),
    ),
    max_size=5,
)


@given(relations, relations)
def test_counts_stay_within_their_totals(gold: list[RelationWords], predicted: list[RelationWords]) -> None:
    """No measure finds more than there is, and stricter measures find no more than looser ones."""
    counts = RelationScore.of(gold, predicted).counts
    assert counts.keys() == set(MEASURES)
    for count in counts.values():
        assert 0 <= count.gold_found <= count.gold and 0 <= count.predicted_right <= count.predicted
    for kind in KINDS:
        assert counts[f"kinds.{kind}.full"].gold_found <= counts[f"kinds.{kind}.content"].gold_found


@given(relations, relations)
def test_swapping_the_sides_swaps_precision_and_recall(
    gold: list[RelationWords], predicted: list[RelationWords]
) -> None:
    """Words and kinds do not know which side is the gold."""
    there, back = RelationScore.of(gold, predicted).counts, RelationScore.of(predicted, gold).counts
    for measure in MEASURES:
        if "." in measure:
            one, other = there[measure], back[measure]
            assert one == Counts(other.predicted_right, other.predicted, other.gold_found, other.gold)


@given(
    st.lists(st.dictionaries(st.sampled_from("ab"), st.builds(Counts, *[st.integers(0, 9)] * 4)), max_size=4)
)
def test_totals_add_up(articles: list[dict[str, Counts]]) -> None:
    """The total of a measure is the sum over articles, absent ones counting nothing."""
    assert {name: count.gold for name, count in total(articles).items()} == {
        name: sum(article.get(name, Counts()).gold for article in articles)
        for name in {name for article in articles for name in article}
    }
