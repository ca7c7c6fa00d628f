"""Paragraphs: blank lines, single line breaks, wrapped lines, and all of them in one file."""

from __future__ import annotations

import textwrap

import pytest

from onrecord.quotation_marks import paragraphs

BOARD = (
    "The harbour board met on Tuesday to talk about the ferry, which has not run since the storm in March. "
    "Nobody was happy about it, least of all the islanders who had come over to listen."
)
LIND = (
    '"We have waited long enough," said Ada Lind, who keeps the shop on the quay and has not had a delivery '
    "for three weeks now, while the bread she sells comes over in a rowing boat."
)


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in paragraphs(text)]


@pytest.mark.parametrize(
    "gap",
    ["\n\n", "\n", "\r\n", "\r\n\r\n", "\r", "\n \t\n", "\n\n\n\n", "\u2028", "\u2029", "\x85", "\f", "\v"],
)
def test_paragraph_separators(gap):
    """Blank lines, single breaks of any kind and page breaks separate paragraphs of unwrapped text."""
    assert cut(f"{BOARD}{gap}{LIND}") == [BOARD, LIND]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("width", [40, 60, 72, 100])
@pytest.mark.parametrize("blank", [True, False])
def test_wrapped_lines(newline, width, blank):
    """Lines wrapped by hand make one paragraph, whether or not a blank line stands between paragraphs."""
    parts = [textwrap.fill(part, width).replace("\n", newline) for part in (BOARD, LIND)]
    assert cut((newline * (2 if blank else 1)).join(parts)) == parts


def test_mixed_file():
    """Headline lines, unwrapped paragraphs and wrapped ones may share a file."""
    wrapped = textwrap.fill(LIND, 60)
    assert cut(f"Ferry back soon\nBoard says so\n\n{BOARD}\n{LIND}\n\n{wrapped}") == [
        "Ferry back soon",
        "Board says so",
        BOARD,
        LIND,
        wrapped,
    ]


def test_indented_first_lines_begin_paragraphs():
    """In wrapped text without blank lines a deeper first line begins a paragraph."""
    parts = [textwrap.fill(part, 60, initial_indent="   ") for part in (BOARD, LIND)]
    assert cut("\n".join(parts)) == [part.strip() for part in parts]


def test_page_break_amid_a_sentence():
    """A page break within a sentence ends the page, not the paragraph."""
    text = BOARD.replace("which has", "\fwhich has")
    assert cut(text) == [text]


def test_list_items_are_paragraphs():
    """Bullets and numbers begin paragraphs even in short lines."""
    assert cut("- one thing\n- another thing\n2. a third thing") == [
        "- one thing",
        "- another thing",
        "2. a third thing",
    ]


def test_markdown_quotation_is_apart():
    """Lines with ``>`` never join lines without, and a lone ``>`` is a blank line."""
    assert cut("> A boat came.\n>\n> A ferry came.\nThey left.") == [
        "> A boat came.",
        "> A ferry came.",
        "They left.",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \t\r\n \u2028\x0c", "\ufeff", ">\n>"])
def test_blank_text_has_none(text):
    """Only paragraphs with something in them count."""
    assert paragraphs(text) == []


def test_dialogue_in_short_lines():
    """Short lines that end sentences are paragraphs; one that goes on in small letters is not ended."""
    assert cut('"I will go,"\nsaid Ada.\n"No,"\nsaid Bo.') == ['"I will go,"\nsaid Ada.', '"No,"\nsaid Bo.']
