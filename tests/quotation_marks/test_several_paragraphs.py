"""Quotations over several paragraphs: each opens, only the last one closes."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n\r\n", "\n \n\n", "\u2029"])
@pytest.mark.parametrize("marks", ["“”", '""', "«»", "‘’"])
def test_one_quotation_with_a_span_for_each_paragraph(read, gap, marks):
    """The convention gives one quotation, flagged, whose spans are its paragraphs."""
    opening, closing = marks
    first = f"{opening}We have waited long enough for it."
    second = f"{opening}We have waited all the winter long."
    last = f"{opening}We go on Monday,{closing}"
    (found,) = read(gap.join(["The board met on Tuesday again.", first, second, last + " Ada Lind said."]))
    assert found.pieces == (first, second, last)
    assert found.quotation.flags == ("multi-paragraph",)
    assert found.quotation.level == 0


def test_inner_marks_do_not_end_the_chain(read):
    """Nested quotations in a paragraph that stays open are read one level down."""
    found = read("“He said ‘no’ to us.\n\n“Then he left,” she said.")
    assert [(item.pieces, item.quotation.level) for item in found] == [
        (("“He said ‘no’ to us.", "“Then he left,”"), 0),
        (("‘no’",), 1),
    ]


def test_a_quotation_may_open_amid_its_first_paragraph(read):
    """Words before the first opening mark do not matter; words before a later one end the chain."""
    chained, broken = "Ek said: “A boat.\n\n“A ferry.”", "Ek said: “A boat.\n\nEk said: “A ferry.”"
    assert [item.pieces for item in read(chained)] == [("“A boat.", "“A ferry.”")]
    assert [item.pieces for item in read(broken)] == [("“A boat.",), ("“A ferry.”",)]


def test_chain_that_is_never_closed(read):
    """The last paragraph that opens again ends an unclosed chain; it is flagged."""
    (found,) = read("“A boat came in.\n\n“A ferry came in.\n\nThe board went home.")
    assert found.pieces == ("“A boat came in.", "“A ferry came in.")
    assert found.quotation.flags == ("unbalanced-marks", "multi-paragraph")


def test_even_straight_marks_end_a_chain(read):
    """With straight marks, only a paragraph with a mark left over goes on in the next one."""
    found = read('"A boat came in."\n\n"A ferry came in," she said.')
    assert [item.pieces for item in found] == [('"A boat came in."',), ('"A ferry came in,"',)]


def test_a_paragraph_that_ends_with_a_speech_tag_is_over(read):
    """A mark forgotten before "she said." does not chain the next speaker's words to it."""
    found = read('"A boat came in, Ada Lind said.\n\n"A ferry," Bo Ek said.')
    assert [item.pieces for item in found] == [('"A boat came in,',), ('"A ferry,"',)]


def test_closing_mark_in_a_paragraph_that_does_not_open(read):
    """Without the repeated opening mark nothing is carried over: both halves are contained and flagged."""
    found = read('"A boat came in.\n\nA ferry came in," she said.')
    assert [item.pieces for item in found] == [('"A boat came in.',), ('A ferry came in,"',)]
    assert all(item.quotation.flags == ("unbalanced-marks",) for item in found)
