"""Quotation marks as a feature: one state a token."""

from __future__ import annotations

import re

from onrecord.quotation_marks import quote_states, read_marks


def states(text: str) -> list[tuple[str, int]]:
    tokens = list(re.finditer(r"\w+|[^\w\s]", text))
    found = quote_states(text, read_marks(text), [token.start() for token in tokens])
    return [(token.group(), state) for token, state in zip(tokens, found, strict=True)]


def test_states_of_a_quotation():
    """Outside 0, the opening mark 1, inside 2, the closing mark 3."""
    assert states("Ek: “We sail.” Yes.") == [
        ("Ek", 0), (":", 0), ("“", 1), ("We", 2), ("sail", 2), (".", 2), ("”", 3), ("Yes", 0), (".", 0)
    ]  # fmt: skip


def test_states_of_a_title():
    """Every token of a title or a scare quote is 4."""
    assert states("the song “Night Ferry” here")[1:] == [
        ("song", 0), ("“", 4), ("Night", 4), ("Ferry", 4), ("”", 4), ("here", 0)
    ]  # fmt: skip


def test_inner_quotations_do_not_count():
    """Inside a quotation everything is inside, whatever is quoted or named there."""
    assert [state for _, state in states("“He said ‘no’ to it,” she said.")] == [
        1,
        2,
        2,
        2,
        2,
        2,
        2,
        2,
        2,
        3,
        0,
        0,
        0,
    ]


def test_each_paragraph_of_a_quotation_begins_anew():
    """Every span of a quotation has its own first and last token."""
    assert [state for _, state in states("“A b.\n\n“C d.” E.")] == [1, 2, 2, 3, 1, 2, 2, 2, 3, 0, 0]


def test_post_and_single_token():
    """A post's first and last words carry the states of its marks; a lone token counts as the first one."""
    assert [state for _, state in states("We sail now — Ada Lind (@adal) May 5, 2024")][:4] == [1, 2, 3, 0]
    assert list(quote_states("“A boat.”", read_marks("“A boat.”"), [0])) == [1]


def test_no_tokens():
    """Without tokens there are no states."""
    assert quote_states("“A boat sails.”", read_marks("“A boat sails.”"), []) == b""
