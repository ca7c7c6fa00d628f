"""Articles as words, and the kinds of relation told from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.gold_folders import spans_of
from onrecord.evaluation import GoldRelation
from onrecord.evaluation.words import ArticleWords


def kind(text: str, content: str, cue: str) -> str:
    relation = GoldRelation("E1", (), tuple(spans_of(text, [cue])), tuple(spans_of(text, [content])))
    return ArticleWords.of(text).relation(relation).kind


def test_words_leave_punctuation_out() -> None:
    """A word is letters and digits, joined by inner apostrophes and full stops."""
    text = "“Don’t,” the U.S. rower's 3.5-hour rest…"
    words = ArticleWords.of(text)
    assert [text[a:b] for a, b in words.spans] == ["Don’t", "the", "U.S", "rower's", "3.5", "hour", "rest"]


def test_a_span_holds_each_word_that_it_touches() -> None:
    """One shared character is enough; marks and blanks at the edge change nothing."""
    words = ArticleWords.of("“We won,” she said.")
    assert words.inside([(0, 9)]) == words.inside([(1, 7)]) == words.inside([(2, 5)]) == {0, 1}
    assert words.inside([(3, 4), (7, 10)]) == frozenset()


@given(
    text=st.text("ab .’\n", max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=4),
)
def test_touching_is_overlap(text: str, spans: list[tuple[int, int]]) -> None:
    """The words inside spans are those with a start before a span's end and an end after its start."""
    words = ArticleWords.of(text)
    assert words.inside(spans) == {
        number
        for number, (start, end) in enumerate(words.spans)
        if any(a < end and start < b for a, b in spans)
    }


@pytest.mark.parametrize(
    ("text", "content", "cue", "expected"),
    [
        ("“We won the cup,” she said.", "“We won the cup,”", "said", "direct"),
        ('"We won the cup," she said.', '"We won the cup,"', "said", "direct"),
        # the content opens with the mark, so it is direct however much follows outside
        (
            "“Won” is what the whole town shouted, she said.",
            "“Won” is what the whole town shouted",
            "said",
            "direct",
        ),
        # the mark opened before the content: a part of a quotation that is all inside
        ("“Well, we won the cup,” she said.", "we won the cup", "said", "direct"),
        ("She said they “won it.”", "they “won it.”", "said", "mixed_say"),
        ("She hoped they “won it.”", "they “won it.”", "hoped", "mixed_other"),
        ("She Said they won.", "they won", "Said", "indirect_say"),
        ("She hoped they won.", "they won", "hoped", "other"),
        ("She said —", "—", "said", "other"),
    ],
)
def test_the_kind_of_a_relation(text: str, content: str, cue: str, expected: str) -> None:
    """Marks and the cue tell the kind."""
    assert kind(text, content, cue) == expected


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    """A blank line closes what was left open; a single line break does not."""
    assert ArticleWords.of("“One two\nthree\n\nfour").quoted == (True, True, True, False)


def test_sources_are_the_same_when_they_share_a_word_or_both_lack() -> None:
    """A source against none is wrong; none against none is right."""
    words = ArticleWords.of("Mayor Tom Brandt said no.")
    cue, content = ((17, 21),), ((22, 24),)
    mayor, brandt, none, other = (
        words.relation(GoldRelation("E", source, cue, content))
        for source in (((0, 9),), ((6, 16),), (), ((10, 16),))
    )
    assert mayor.same_source(brandt) and none.same_source(none)
    assert not mayor.same_source(none) and not none.same_source(mayor) and not mayor.same_source(other)
