"""A printed quotation says itself what was edited; its marks are read only where they are marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.alignment.declared import as_edited, literal, masked


def kinds(text):
    return [(mark.kind, mark.text) for mark in as_edited(text).marks]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("we rowed ... and rested", ("ellipsis", "...")),
        ("we rowed . . . and rested", ("ellipsis", ". . .")),
        ("we rowed … and rested", ("ellipsis", "…")),
        ("we rowed […] and rested", ("ellipsis", "[…]")),
        ("we rowed (...) and rested", ("ellipsis", "(...)")),
        ("we rowed [the lake] and rested", ("bracket", "[the lake]")),
        ("[W]e rowed", ("case", "[W]e")),
        ("he row[ed] home", ("bracket", "row[ed]")),
        ("we rowd [sic] home", ("sic", "[sic]")),
        ("this f---ing boat", ("mask", "f---ing")),
        ("this s**t boat", ("mask", "s**t")),
        ("what the [expletive] is it", ("mask", "[expletive]")),
        ("he’s a p–sy", ("mask", "p–sy")),
        ("we will *** row", ("mask", "***")),
    ],
)
def test_marks(text, mark):
    """Ellipses, brackets, bracketed initials, [sic] and masks are found as printed."""
    assert kinds(text) == [mark]


@pytest.mark.parametrize(
    "text",
    [
        "a so-called co-op",
        "people--not us--rowed",
        "I--we--rowed",
        "a self-made man",
        "at 3 a.m. sharp",
        "s- so it is",
    ],
)
def test_dashes_that_mask_nothing(text):
    """Compounds, dashes and broken-off words are no masks."""
    assert kinds(text) == []


def test_segments_between_ellipses():
    """An ellipsis parts segments; one at the very ends parts nothing."""
    printed = as_edited("“… we rowed ... we rested …”")
    assert [[atom.key for atom in segment] for segment in printed.segments] == [
        ["we", "rowed"],
        ["we", "rested"],
    ]
    assert len(printed.gaps) == 1


def test_literal_reading_has_no_marks():
    """Read literally, brackets and dots are text between words."""
    printed = literal("the [2Ab-3C] part... the part")
    assert printed.marks == ()
    assert [word.key for word in printed.words][-2:] == ["the", "part"]


def test_cue_between_two_stretches():
    """A quotation interrupted by its speech tag keeps both stretches and the tag between them."""
    text = '"We rowed," she said, "until dark."'
    printed = as_edited(text, [(0, 11), (22, 35)])
    assert [mark.kind for mark in printed.gaps] == ["cue"]
    assert [[atom.key for atom in segment] for segment in printed.segments] == [
        ["we", "rowed"],
        ["until", "dark"],
    ]


@pytest.mark.parametrize(
    ("mask", "word", "fits"), [("d---", "damn", True), ("d---", "crap", False), ("***", "not", True)]
)
def test_a_mask_fits_its_letters(mask, word, fits):
    """The letters left standing must be the word's own."""
    assert masked(mask, word) is fits


@given(st.text(st.one_of(st.characters(), st.sampled_from("ab[]().…*-' \"")), max_size=60))
def test_atoms_point_at_the_print(text):
    """Any string: every atom's span lies in the print and gives its text, in order."""
    for printed in (as_edited(text), literal(text)):
        atoms = [atom for segment in printed.segments for atom in segment]
        assert all(text[atom.start : atom.end] == atom.text for atom in atoms)
        assert [atom.start for atom in atoms] == sorted(atom.start for atom in atoms)
        assert len(printed.gaps) == max(0, len(printed.segments) - 1)


@pytest.mark.parametrize("quote", ["We did **not** row", "We *did not* row", "***We*** did not **row**"])
def test_bold_and_italics_hide_nothing(quote):
    """Stars that open and close, as Markdown and language models set them, are no masks."""
    printed = as_edited(quote)
    assert printed.marks == ()
    assert [word.text for word in printed.words] == ["We", "did", "not", "row"]


@pytest.mark.parametrize(
    "quote", ["We *** row", "f**k it, f***ing ice", "**** you, **** it", "sh*t and d*mn"]
)
def test_stars_that_hide_letters_are_masks(quote):
    """A run of stars alone, or amid letters, stands for something."""
    assert {mark.kind for mark in as_edited(quote).marks} == {"mask"}
