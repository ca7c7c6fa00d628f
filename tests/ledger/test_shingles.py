"""Approximate look-up: how words are folded, which runs they are found by, and what is found."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Piece, Statement
from onrecord.documents import document_from
from onrecord.ledger import Ledger
from onrecord.ledger.ingest import Adder
from onrecord.ledger.shingles import MASK, folded_words, runs, similar, wording_of

SAYINGS = (
    "The old ferry will run until the new bridge has been paid for by those who wanted it",
    "Nobody in Brask has ever asked me whether the harbour should be deeper than it is today",
    "I have read every page of that report and there is not one number in it that I trust",
    "We have 43,000 reasons to be glad and each of them has paid for a ticket this summer",
    "If the council wants a fight about the lighthouse it can have one on Monday morning",
    "I don't give a damn about what the harbour master thinks of my boat or of my hat",
    "Yes",
    "No comment",
    "We will win",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger on which each saying stands once, the first one twice, in the order of `SAYINGS`."""
    ledger = Ledger.open(tmp_path / "sayings.db", create=True)
    with Adder(ledger, "test") as adder:
        for number, saying in enumerate((*SAYINGS, SAYINGS[0].upper())):
            text = f"“{saying},” somebody said. This was number {number}."
            content = Piece.of(text, [(0, len(saying) + 3)])
            adder.add(
                document_from(text), [Statement("direct", "statement", "speech", content, None, None, 0.9)]
            )
    return ledger


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It’s the mayor’s—only—choice,”", "it is the mayor's only choice"),
        ("We can't, WE WON’T", "we can not we will not"),
        ("a s***t show", "a shit show"),
        ("this f---ing bridge", "this fucking bridge"),
        ("this [expletive] bridge", "this f*cking bridge"),
        ("[T]he mayor [of Brask] came", "The mayor came"),
        ("I was there [sic] twice", "I was there twice"),
        ("fifteen ships", "15 ships"),
        ("43,548 colours", "43548 colors"),
        ("a naïve co\u0301ntrol", "a naive cóntrol"),
    ],
)
def test_the_same_words_are_folded_alike(one: str, other: str) -> None:
    assert folded_words(one) == folded_words(other)
    assert wording_of(one, "direct").hash == wording_of(other, "direct").hash


def test_a_negation_a_number_or_a_name_is_never_folded_away() -> None:
    words = folded_words("Mr. Brandt did not pay 4.5 % of $12")
    assert {"not", "brandt", "4.5", "12"} <= set(words)


def test_what_looks_like_a_mask_and_is_none_stays() -> None:
    assert MASK not in folded_words("a so-called e-mail to 5*7 X-rays, U-turns and T-shirts")


def test_of_a_mixed_content_the_words_in_marks_are_quoted() -> None:
    wording = wording_of("that it was “no way” to run “a ferry”", "mixed")
    assert wording.quoted == ("no", "way", "a", "ferry")
    assert wording_of("that it was no way", "indirect").quoted == ()
    assert wording.hash != wording_of("that it was “no way to run a” ferry", "mixed").hash


@given(st.text())
def test_any_text_can_be_folded_and_folding_is_of_whole_words(text: str) -> None:
    words = folded_words(text)
    assert all(words) and not any(" " in word for word in words)
    assert all(-(1 << 31) <= run < 1 << 31 for run in runs(words))
    wording_of(text, "mixed")


@given(st.lists(st.sampled_from("ferry bridge council harbour mayor".split()), max_size=12))
def test_every_run_of_three_words_is_there_once(words: list[str]) -> None:
    expected = {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))} if words else set()
    assert len(runs(words)) == len(expected)


def test_two_changed_words_of_twelve_do_not_hide_a_statement(ledger: Ledger) -> None:
    chance = random.Random(1)
    for number, saying in enumerate(SAYINGS[:6], 1):
        words = saying.split()[2:14]
        for place in chance.sample(range(12), 2):
            words[place] = "otherwise"
        assert similar(ledger, " ".join(words), 3)[0].statement == number


def test_the_best_hit_is_first_and_a_repeated_wording_is_listed_with_it(ledger: Ledger) -> None:
    hits = similar(ledger, SAYINGS[0])
    assert [hit.statement for hit in hits[:2]] == [1, len(SAYINGS) + 1]
    assert hits[0].score == 1.0 and all(one.score >= other.score for one, other in pairwise(hits))
    assert len(similar(ledger, SAYINGS[0], 1)) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("no comment", 8),
        ("We Will Win!", 9),
        ("yes", 7),
        ("read every page of the report", 3),
        ("a f*** about what the harbour", 6),
    ],
)
def test_a_few_words_are_found_too(ledger: Ledger, text: str, number: int) -> None:
    assert similar(ledger, text, 2)[0].statement == number


@pytest.mark.parametrize(
    "text", ["", " ", "…", "“”", '"; DROP TABLE statement; --', "* OR * NEAR(", "\x00\ud800"]
)
def test_any_text_may_be_asked_for(ledger: Ledger, text: str) -> None:
    assert isinstance(similar(ledger, text), list)


def test_statements_of_one_wording_share_their_runs(ledger: Ledger) -> None:
    connection = ledger.connection
    assert connection.execute("SELECT * FROM repeat").fetchall() == [(len(SAYINGS) + 1, 1)]
    counted = connection.execute("SELECT count(*) FROM every_shingle WHERE wording_id = 1").fetchone()[0]
    assert counted == len(runs(folded_words(SAYINGS[0])))


def test_runs_that_were_moved_are_found_as_recent_ones_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ledger: Ledger
) -> None:
    before = [[hit.statement for hit in similar(ledger, saying)] for saying in SAYINGS]
    assert ledger.connection.execute("SELECT count(*) FROM shingle").fetchone() == (0,)
    monkeypatch.setattr("onrecord.ledger.shingles.RECENT", 4)
    text = "“It has been a long day at the harbour,” somebody said."
    content = Piece.of(text, [(0, 41)])
    with Adder(ledger, "test") as adder:
        adder.add(document_from(text), [Statement("direct", "statement", "speech", content, None, None, 0.9)])
    assert ledger.connection.execute("SELECT count(*) FROM shingle_recent").fetchone() == (0,)
    assert [[hit.statement for hit in similar(ledger, saying)] for saying in SAYINGS] == before
