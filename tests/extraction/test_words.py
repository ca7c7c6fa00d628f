"""Words: their places in the untouched text, and the features that go with them into the model."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extraction.words import CAPITALISED, CAPITALS, DIGITS, LOWER, OTHER, Pieces, Words, read_words
from onrecord.quotation_marks import read_marks


def read(text: str) -> Words:
    return read_words(text, read_marks(text))


def pieces_of_text(words: Words) -> list[str]:
    return [words.text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]


def test_a_word_is_a_run_of_letters_and_digits_or_one_other_visible_character() -> None:
    """Punctuation stands alone, as in BERT's basic tokens."""
    assert pieces_of_text(read("Don't go, Lind!")) == ["Don", "'", "t", "go", ",", "Lind", "!"]


def test_invisible_characters_inside_a_word_do_not_split_it() -> None:
    """A soft hyphen or a combining accent belongs to its word."""
    assert pieces_of_text(read("dif\u00adficult cafe\u0301")) == ["dif\u00adficult", "cafe\u0301"]


def test_shapes_tell_names_from_words_and_numbers() -> None:
    """Lower, Capitalised, CAPITALS, digits, other; a single capital counts as Capitalised."""
    words = read("the Mayor of NATO paid 40 % I")
    assert words.shapes.tolist() == [LOWER, CAPITALISED, LOWER, CAPITALS, LOWER, DIGITS, OTHER, CAPITALISED]


def test_the_first_word_of_a_paragraph_is_marked() -> None:
    """Layout is a feature: reports open paragraphs with quotations and sources."""
    words = read("One two.\n\nThree four.")
    assert [w for w, o in zip(pieces_of_text(words), words.opens, strict=True) if o] == ["One", "Three"]


def sentences(text: str) -> list[str]:
    words = read(text)
    starts = [int(a) for a, new in zip(words.starts, np.diff(words.sentence, prepend=0), strict=True) if new]
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def test_a_full_stop_ends_a_sentence_but_not_in_numbers_initials_and_abbreviations() -> None:
    """A rough count of sentences is a feature of the model and a limit of the decoder."""
    text = "Gov. A. Lind paid $65.4 million at 4 p.m. today. “Why?” Nobody knew. No, she said… it is paid."
    assert sentences(text) == [
        "Gov. A. Lind paid $65.4 million at 4 p.m. today.",
        "“Why?”",
        "Nobody knew.",
        "No, she said… it is paid.",
    ]


def test_states_follow_the_quotation_marks() -> None:
    """Opening mark 1, inside 2, closing mark 3, outside 0."""
    words = read("“We stay,” she said.")
    assert words.states.tolist() == [1, 2, 2, 2, 3, 0, 0, 0]


def test_every_style_of_mark_is_the_same_piece() -> None:
    """A publisher's typography must not be learnt."""
    pieces = Pieces()
    assert pieces(read("“We stay”")) == pieces(read('"We stay"'))


def test_a_run_longer_than_any_word_is_unknown() -> None:
    """An encoded file inside a text costs one piece, not thousands."""
    assert [len(p) for p in Pieces()(read("a" * 5000))] == [1]


def test_a_region_keeps_the_offsets_of_the_whole_text() -> None:
    """Front matter is left out without moving anything."""
    text = "title: x\n\nLind said no."
    words = read_words(text, read_marks(text), (10, len(text)))
    assert pieces_of_text(words) == ["Lind", "said", "no", "."]


def test_an_empty_text_has_no_words() -> None:
    """Nothing in, nothing out."""
    assert len(read("")) == 0 and len(read(" \n\t ")) == 0


@given(st.text(max_size=200))
def test_words_are_ordered_disjoint_and_cover_every_visible_character(text: str) -> None:
    """Whatever the text: every character outside words is blank or invisible."""
    words = read(text)
    covered = np.zeros(len(text), bool)
    last = 0
    for a, b in zip(words.starts.tolist(), words.ends.tolist(), strict=True):
        assert last <= a < b <= len(text)
        covered[a:b] = True
        last = b
    outside = "".join(c for c, inside in zip(text, covered, strict=True) if not inside)
    assert not outside.strip().strip(
        "\u00ad\u200b\u200c\u200d\u2060\ufeff" + "".join(c for c in outside if c.isspace())
    )
    assert all(Pieces()(words))
