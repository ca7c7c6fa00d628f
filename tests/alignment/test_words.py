"""Words are compared by what they stand for, and always know where they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.alignment.words import same, spelled, tokenize


def keys(text, **options):
    return [word.key for word in tokenize(text, **options) if not word.aside]


@given(
    st.text(st.one_of(st.characters(), st.sampled_from("ab'’.-$%1 ,\n")), max_size=60),
    st.booleans(),
    st.booleans(),
)
def test_words_point_at_their_text(text, source, numbers):
    """Any string: each word's span cuts its text out of the string, and the words are in order."""
    words = tokenize(text, source=source, numbers=numbers)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)


@given(st.text(max_size=60))
def test_spelled_text_maps_back(text):
    """The folded text at the spelling level maps monotonically into the original."""
    folded = spelled(text)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= start <= end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We won't wait", "We will not wait"),
        ("They can’t see it", "They cannot see it"),
        ("I'm sure she'll come", "I am sure she will come"),
        ("it ain't over", "it ain’t over"),
        ("dont tell me youre late", "don't tell me you're late"),
        ("we're gonna row", "we are going to row"),
        ("I dunno", "I do not know"),
        ("Gov. Marsh met Sen. Oduya", "Governor Marsh met Senator Oduya"),
        ("see No. 7", "see number 7"),
        ("the U.S. fleet", "the US fleet"),
        ("at 3 a.m.", "at 3am"),
        ("the A.A. meeting", "the AA meeting"),
        ("grey harbours organised", "gray harbors organized"),
        ("a naïve façade", "a naive facade"),
        ("talkin' to 'em", "talking to them"),
        ("up-and-up", "up and up"),
        ("alright then", "all right then"),
    ],
)
def test_spellings_of_the_same_words(one, other):
    """Contractions, speech by ear, abbreviations, British spelling and diacritics are spelling."""
    assert all(same(a, b) for a, b in zip(tokenize(one), tokenize(other), strict=True))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("43,548", "43548"),
        ("forty-three thousand five hundred and forty-eight", "43548"),
        ("twelve hundred", "1200"),
        ("1.5 million", "1500000"),
        ("half a million", "500000"),
        ("a million", "1000000"),
        ("nineteen eighty-four", "1984"),
        ("two thousand sixteen", "2016"),
        ("three point five", "3.5"),
        ("15 percent", "15%"),
        ("fifteen per cent", "15%"),
        ("15%", "15%"),
        ("$14 million", "$14000000"),
        ("14 million dollars", "$14000000"),
        ("33, 000", "33000"),
        ("8th", "8th"),
        ("eighth", "8th"),
        ("5 3/4", "5 3/4"),
    ],
)
def test_numerals(text, number):
    """A number in words and in figures is one number, with its scale, currency and per cent."""
    assert " ".join(keys(text)) == number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$350 billion", "350 billion"),
        ("15 percent", "15"),
        ("-5", "5"),
        ("14 million", "14 billion"),
        ("the 8th boat", "the 8 boats"),
        ("3.5", "35"),
    ],
)
def test_different_numbers_stay_different(one, other):
    """Sign, currency, unit, scale and decimal point are part of a number."""
    assert keys(one) != keys(other)
    assert keys(one, numbers=False) != keys(other, numbers=False)


def test_counting_is_several_numbers():
    """Numbers said one after another are not one number."""
    assert keys("one two three, twenty, thirty") == ["1", "2", "3", "20", "30"]


def test_a_day_after_a_month_needs_no_ending():
    """ "November 8th" and "November 8" are one date; "the 8th" alone is an ordinal."""
    dated, plain = tokenize("November 8th"), tokenize("November 8")
    assert same(dated[1], plain[1])
    assert not same(tokenize("the 8th")[1], tokenize("the 8")[1])


def test_a_page_number_is_no_hour():
    """Only a number beside it makes "am" the morning."""
    assert keys("as I\n\n17\n\nam told", source=True) == ["as", "i", "am", "told"]


def test_negation_is_always_a_word():
    """However it is written, "not" stands by itself."""
    for text in ("don't", "won’t", "cannot", "shan't", "didnt", "isn't"):
        assert keys(text)[-1] == "not"


def test_asides_of_a_source_are_marked():
    """Words of a stage direction are there, and marked as nobody's."""
    words = tokenize("We won. (Applause.) Thanks.", source=True)
    assert [word.text for word in words if word.aside] == ["Applause"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It rained. We left", True),
        ("Mr. Marsh", False),
        ("It rained... we left", False),
        ("Really? Yes", True),
        ("in Oct., we", False),
    ],
)
def test_where_a_sentence_ends(text, ends):
    """A full stop after an abbreviation or in an ellipsis ends nothing."""
    assert any(word.ends_sentence for word in tokenize(text)[:2]) is ends
