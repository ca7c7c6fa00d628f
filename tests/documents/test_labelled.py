"""Labelled lines: pieces of an interview inside a report."""

from __future__ import annotations

import pytest

from onrecord.documents.labelled import is_generic_label, labelled_paragraphs


def turns(text: str) -> list[tuple[str, str]]:
    return [(t.speaker, text[t.span[0] : t.span[1]]) for t in labelled_paragraphs(text, (0, len(text)))]


def test_lines_that_begin_with_a_name_in_capitals_and_a_colon_are_turns() -> None:
    """A turn ends with its line."""
    text = "They met.\n\nLIND: Will it stay open?\nOKAFOR: It will.\n\nThey parted."
    assert turns(text) == [("LIND", "Will it stay open?"), ("OKAFOR", "It will.")]


def test_names_may_have_several_words_initials_and_accents() -> None:
    """And hyphens, apostrophes and a title."""
    text = "ANA-LUCÍA O'HARA: We begin here.\nMAYOR I. OKAFOR: We do, yes.\n"
    assert [name for name, _ in turns(text)] == ["ANA-LUCÍA O'HARA", "MAYOR I. OKAFOR"]


def test_one_label_is_no_conversation() -> None:
    """It may be a heading, a dateline, a warning."""
    assert turns("WARNING: the bridge is closed.\n\nNothing else.") == []


def test_labels_in_mixed_case_are_not_taken_from_a_report() -> None:
    """“Note:” and “Update:” are not speakers; a whole transcript says of itself that it is one."""
    assert turns("Note: it is closed.\nUpdate: it is open.") == []


def test_offsets_are_those_of_the_whole_text() -> None:
    """Only the body is searched."""
    text = "LIND: not here.\n" * 2 + "----\nLIND: But here.\nOKAFOR: And here."
    found = labelled_paragraphs(text, (text.index("----"), len(text)))
    assert [text[t.span[0] : t.span[1]] for t in found] == ["But here.", "And here."]


@pytest.mark.parametrize(
    "label", ["Q", "A.", "QUESTION", "MODERATOR", "Speaker 2", "UNIDENTIFIED MALE", "VOICES"]
)
def test_a_part_in_the_conversation_is_no_name(label: str) -> None:
    """These are not people."""
    assert is_generic_label(label)


@pytest.mark.parametrize("label", ["LIND", "Ines Okafor", "ALLEN", "A. LIND", "MANN"])
def test_a_name_is_not_taken_for_a_part(label: str) -> None:
    """Names that begin like a part are names."""
    assert not is_generic_label(label)


def test_a_quoted_interview_has_its_marks_before_the_labels() -> None:
    """The mark that opens a paragraph, and the one that closes the whole, are not part of a turn."""
    text = "“LIND: Will it stay open?\n\n“OKAFOR: It will. I said “yes” before.\n\n“LIND: Thank you.”\n"
    assert turns(text) == [
        ("LIND", "Will it stay open?"),
        ("OKAFOR", "It will. I said “yes” before."),
        ("LIND", "Thank you."),
    ]
