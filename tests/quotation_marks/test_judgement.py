"""What a pair of marks is for: quotations, titles, scare quotes and nicknames."""

from __future__ import annotations

import pytest


def roles(read, text):
    return [(item.text.strip("\"'“”,."), item.quotation.role) for item in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        'She sang a song called "Night Ferry" there.',
        '"Night Ferry," the new film, opens on Monday.',
        'In his book "Night Ferry" he is kinder.',
        "They watched the show “Night Ferry” at home.",
        'The report entitled "Night Ferry" is out.',
        'He told "Night Ferry" that he was done.',
        'She was on CNN\'s "Night Ferry" again.',
        'Her latest album, "Night Ferry," is out.',
        'The "Night Ferry" star waved.',
        'They sang "Night Ferry" on the quay.',
        'In her song "Night Ferry," she said, nobody drowns.',
    ],
)
def test_titles(read, text):
    """Words in title case beside a noun for a work, or amid a sentence, are a title."""
    assert roles(read, text) == [("Night Ferry", "title")]


def test_title_that_lost_its_closing_mark(read):
    """An unclosed title before a noun for a work ends with its capitals and does not swallow what follows."""
    (found,) = read('So said "The Long Quay author on Monday. He went home.')
    assert (found.text, found.quotation.role) == ('"The Long Quay', "title")
    assert found.quotation.flags == ("unbalanced-marks",)


def test_titles_in_a_list(read):
    """What is listed after a title is a title too."""
    text = 'She wrote the songs "Night Ferry," "Harbour" and "Home Again."'
    assert roles(read, text) == [("Night Ferry", "title"), ("Harbour", "title"), ("Home Again", "title")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('The "good times" portion was short.', "good times"),
        ('So-called "experts" came.', "experts"),
        ('Joe "Lefty" Rossi came.', "Lefty"),
        ("The “old quay” is gone.", "old quay"),
        ("The 'club' met there.", "club"),
    ],
)
def test_scare_quotes_and_nicknames(read, text, words):
    """One to three words amid a phrase, without a word of speech near, are a scare quote or a nickname."""
    assert roles(read, text) == [(words, "scare")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"Sure," Bo Ek said.', "Sure"),
        ('"Sure", said Bo Ek.', "Sure"),
        ('"Never again," the mayor of Hov told us.', "Never again"),
        ('"Night Ferry," Ada Lind said.', "Night Ferry"),
        ('Bo Ek said "no" to that.', "no"),
        ('Bo Ek asked: "Why?"', "Why?"),
        ('Bo Ek called the plan "a disgrace" and left.', "a disgrace"),
        ('It was "over," she said.', "over"),
        ('His "a disgrace" remark was noted.', "a disgrace"),
        ('The crowd broke into chants of "Sail On."', "Sail On"),
        ('"The ferry sails on Monday and we sail with it."', "The ferry sails on Monday and we sail with it"),
        ('Harbour Mayor: Ferry "Must Sail Again" Before Winter', "Must Sail Again"),
    ],
)
def test_speech_beside_the_marks_makes_a_quotation(read, text, words):
    """A speech tag or cue beside short words, and any longer words, make a quotation."""
    assert roles(read, text) == [(words, "quotation")]
