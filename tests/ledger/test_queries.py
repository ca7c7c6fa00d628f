"""What is typed into the search box is words, whatever it looks like."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.ledger.queries import Term, parsed, searchable_words, word_key


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("dam water", '"dam" AND "water"'),
        ('"the dam" holds', '"the dam" AND "holds"'),
        ("“the dam”", '"the dam"'),
        ("reserv*", '"reserv" *'),
        ("dam OR water", '("dam") OR ("water")'),
        ("dam -water", '("dam") NOT "water"'),
        ("NOT water dam", '("dam") NOT "water"'),
        ("(dam OR levee) water", '(("dam") OR ("levee")) AND "water"'),
        ("don’t", '"don t"'),
        ("well-known", '"well known"'),
        ("((dam", '(("dam"))'),
        ("dam) water", '("dam") AND ("water")'),
        ("or and not", '"or" AND "and" AND "not"'),
        ("", ""),
    ],
)
def test_the_grammar(typed: str, match: str) -> None:
    """Words, phrases, beginnings, alternatives, exclusions, brackets; typing errors mean something still."""
    assert parsed(typed).match == match


@pytest.mark.parametrize(
    "typed",
    [
        "'; DROP TABLE statement; --",
        'content : "x" OR rowid = 1',
        "NEAR(a b, 5)",
        "{speaker} : x",
        "^dam + water",
        'a" OR "b',
        "facets : k0",
        "statement_fts MATCH x",
        "x*y*z",
        "\x00dam",
    ],
)
def test_syntax_of_others_is_words(typed: str) -> None:
    """SQL and FTS5 expressions are looked for like anything else; every term is a quoted string."""
    match = parsed(typed).match
    outside = match[::2] if '"' not in match else "".join(match.split('"')[::2])
    assert set(outside.replace("AND", "").replace("OR", "").replace("NOT", "")) <= set(" ()*")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("—", "no word"),
        ('"', "no word"),
        ("* ( )", "no word"),
        ("-dam", "must occur"),
        ("word " * 65, "--like"),
        ("(" * 50 + "dam", "brackets"),
    ],
)
def test_what_cannot_mean_anything_is_told(typed: str, reason: str) -> None:
    """A plain line, never an error of SQLite."""
    with pytest.raises(UsageError, match=reason):
        parsed(typed)


@given(
    st.text(alphabet=st.sampled_from("ab\"“”*()- :^{}+'OR AND NOT é—\x00;"), max_size=40)
    | st.text(max_size=40)
)
def test_fts5_accepts_whatever_is_made(typed: str) -> None:
    """Anything that can be typed is either refused by us or understood by FTS5."""
    try:
        match = parsed(typed).match
    except UsageError:
        return
    if not match:
        return
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(a, b, tokenize = 'unicode61 remove_diacritics 2')")
    connection.execute("SELECT * FROM t WHERE t MATCH ?", (f"{{a}} : ({match})",)).fetchall()
    connection.close()


def test_words_are_cut_as_the_index_cuts_them() -> None:
    """Letters with their marks and figures, in any script; keys without case and diacritics."""
    assert searchable_words("Zoë's 3.5 naïve_words — 東京") == [
        "Zoë",
        "s",
        "3",
        "5",
        "naïve",
        "words",
        "東京",
    ]
    assert word_key("ZOË") == word_key("zoe") == "zoe"


def test_terms_are_what_must_occur() -> None:
    """They are marked in what was found; what must not occur is not among them."""
    assert parsed('"the dam" hold* -water').terms == (Term(("the", "dam")), Term(("hold",), True))
