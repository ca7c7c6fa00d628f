"""Folding overlooks how words are typed, never what they say, and points back at the untouched text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.alignment.folding import Level, asides, fold, typographic

TYPED = st.text(
    st.one_of(st.characters(), st.sampled_from("ab*_-—–'\"’“ \n\u00ad\u0301\u200b`(Applause)[1]ﬁſ.…?!$%12,")),
    max_size=40,
)
CHARACTER_LEVELS = st.sampled_from([Level.NONE, Level.TYPOGRAPHY, Level.LAYOUT, Level.CASE])


@given(TYPED, CHARACTER_LEVELS, st.booleans())
def test_map_is_monotone_and_stays_inside_the_text(text, level, source):
    """The starts and ends of the folded characters never go back, and never leave the text."""
    folded = fold(text, level, source=source)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert all(0 <= start <= end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@given(TYPED, CHARACTER_LEVELS, st.booleans())
def test_folding_twice_changes_nothing(text, level, source):
    """A folded text is its own folding at the same level."""
    once = fold(text, level, source=source).text
    assert fold(once, level, source=source).text == once


@given(TYPED)
def test_quick_typography_agrees_with_the_mapped_one(text):
    """The short cut without a map gives the same text."""
    assert typographic(text) == fold(text, Level.TYPOGRAPHY).text


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("the harbour’s “quiet” night", 'the harbour\'s "quiet" night'),
        ("a ﬂoor — ﬁrst", "a floor -- first"),
        ("wait…", "wait..."),
        ("co\u00adopera\u200btion", "cooperation"),
        ("cafe\u0301", "caf\u00e9"),
        ("wi\u017fe\u017ft", "wisest"),
        ("ten\u00a0boats", "ten boats"),
        ("one --- two", "one -- two"),
    ],
)
def test_typography(typed, plain):
    """Marks, dashes, blanks, ligatures, soft hyphens, composition and the long s are typography."""
    assert fold(typed, Level.TYPOGRAPHY).text == plain


def test_span_of_a_ligature_is_the_ligature():
    """Both letters of a ligature come from the one character it is."""
    text = "a di\ufb03cult tide"
    folded = fold(text, Level.TYPOGRAPHY)
    at = folded.text.index("difficult")
    assert folded.span(at, at + len("difficult")) == (2, 9)
    assert folded.span(at + 2, at + 3) == folded.span(at + 4, at + 5) == (4, 5)


def test_hyphen_at_a_line_break_is_joined_and_remembered():
    """A word broken at the end of a line is one word; the place of the hyphen is kept for the other reading."""
    folded = fold("they re-\n  opened the re-sign desk", Level.LAYOUT)
    assert folded.text == "they reopened the re-sign desk"
    (join,) = folded.joins
    assert folded.text[:join] + "-" + folded.text[join:] == "they re-opened the re-sign desk"


@pytest.mark.parametrize(
    ("source", "spoken"),
    [
        ("We won. (Applause.) Thank you.", "We won. Thank you."),
        ("We won. [laughter] Thank you.", "We won. Thank you."),
        ("We won.\n\nAPPLAUSE\n\nThank you.", "We won. Thank you."),
        ("We (BEGIN VIDEO CLIP) won.", "We won."),
        ("the first page\n\n  Page 3 of 9\n\nthe second", "the first page the second"),
        ("the dam [12] holds", "the dam holds"),
        ("the dam¹² holds", "the dam holds"),
        ("the *old* dam", "the old dam"),
    ],
)
def test_what_a_transcript_adds_is_no_speech(source, spoken):
    """Stage directions, page numbers, footnote marks and emphasis are left out of a source."""
    assert fold(source, Level.LAYOUT, source=True).text == spoken


def test_a_draft_keeps_its_brackets():
    """Brackets are stripped from no text but a source: one-sided stripping breaks exact quotations."""
    assert "(Applause.)" in fold("We won. (Applause.)", Level.LAYOUT).text
    assert asides("the council (which met twice) agreed") == ()


@pytest.mark.parametrize("kept", ["-5 degrees", "3.5", "12 %", "$40", "1,250", "not now", "really ?", "£9"])
def test_nothing_that_counts_is_deleted(kept):
    """Digits, decimal points, signs, per cent, currency, negations and question marks outlive every level."""
    assert fold(f"it was {kept} then", Level.CASE).text == f"it was {kept} then".replace("£9", "£ 9").replace(
        "$40", "$ 40"
    )


def test_case_and_points_go_at_the_case_level():
    """Capitals and commas are no part of the words."""
    assert fold("Well, The Tide: it Turned!", Level.CASE).text == "well the tide it turned"
