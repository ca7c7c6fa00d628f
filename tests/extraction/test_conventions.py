"""Conventions of print: whose quotation it is by its place, and how far a content may stand from its cue."""

from __future__ import annotations

import numpy as np

from onrecord.extraction.conventions import (
    cut_off,
    favour_neighbours,
    reach,
    reports_passively,
    without_strays,
)
from onrecord.extraction.decoding import quotation_ranges
from onrecord.extraction.windows import Window
from onrecord.extraction.words import Words, read_words
from onrecord.quotation_marks import read_marks


def place(words: Words, piece: str) -> tuple[int, int]:
    start = words.text.index(piece)
    first, last = np.searchsorted(words.starts, (start, start + len(piece)))
    return int(first), int(last)


def favoured(text: str, *cues: str) -> list[int | None]:
    """For each quotation of the text the number of the cue that its place gives it."""
    quotations = read_marks(text)
    words = read_words(text, quotations)
    blocks = quotation_ranges(words, quotations)
    odds = np.zeros((len(cues), len(words)), np.float32)
    favour_neighbours(odds, words, Window(0, 0, len(words)), [place(words, c) for c in cues], blocks, 1.0)
    return [int(odds[:, a].argmax()) if odds[:, a].any() else None for a, _ in blocks]


def test_a_cue_before_the_quotation_in_its_sentence_owns_it() -> None:
    """She said: “A”."""
    assert favoured("Lind said: “We stay here.” Okafor answered: “We do not.”", "said", "answered") == [0, 1]


def test_a_quotation_that_begins_its_sentence_belongs_to_the_cue_after_it() -> None:
    """“A,” she said. “B,” he added."""
    assert favoured("“We stay,” Lind said. “We do not,” Okafor added.", "said", "added") == [0, 1]


def test_a_quotation_with_sentences_of_its_own_goes_on_from_the_last_one() -> None:
    """“A,” she said. “B.”"""
    assert favoured("“We stay,” Lind said. “Nobody will move us.”", "said") == [0, 0]


def test_a_quotation_alone_in_its_paragraph_is_nobodys() -> None:
    """Place gives it no cue."""
    assert favoured("Lind said no.\n\n“Nobody will move us.”", "said") == [None]


def cut(text: str, cue: str) -> str:
    """The words that are out of reach of the cue."""
    words = read_words(text, read_marks(text))
    away = cut_off(words, Window(0, 0, len(words)), [place(words, cue)])[0]
    return " ".join(text[a:b] for a, b, x in zip(words.starts, words.ends, away, strict=True) if x)


def test_no_plain_sentence_may_lie_between_a_quotation_and_its_cue() -> None:
    """What follows a sentence of the paper's own is somebody else's, or nobody's."""
    text = "Lind said no. It rained all day. “We go home.”"
    assert cut(text, "said") == "It rained all day . “ We go home . ”"


def test_plain_words_stay_in_the_sentence_of_the_cue() -> None:
    """Reported speech without marks does not run on over the paragraph."""
    text = "Lind said no. It rained. The lamps went out."
    assert cut(text, "said") == "It rained . The lamps went out ."


def test_plain_words_around_a_quotation_may_stand_in_the_next_sentence() -> None:
    """“He added that …” needs no new cue when marks go on."""
    assert cut("Lind said no. It was “a day that I will not forget,” for all of them.", "said") == ""


def test_what_is_attributed_in_brackets_stands_in_them() -> None:
    """The sentence around the brackets is the paper's own."""
    text = "The pier (93 boats, according to a survey) is closed."
    assert cut(text, "according") == "The pier ( ) is closed ."


def test_brackets_that_do_not_close_in_their_sentence_hold_nothing_back() -> None:
    """A stray bracket is no reason to lose a content."""
    assert cut("The pier (93 boats, according to a survey.", "according") == ""
    assert cut("a) The pier has 93 boats, according to a survey.", "according") == ""


def test_a_paragraph_that_ends_in_a_colon_introduces_the_next_one() -> None:
    """Within reach: the own paragraph, and the one that it announces."""
    text = "Lind wrote this:\n\nWe stay.\n\nNobody moved."
    words = read_words(text, [])
    window = Window(0, 0, len(words))
    first, end, last = reach(words, window, place(words, "wrote")[0])
    assert (first, end, last) == (0, place(words, "We")[0], place(words, "Nobody")[0])
    first, end, last = reach(words, window, place(words, "moved")[0])
    assert end == last == len(words)


def test_beside_a_quotation_plain_sentences_are_no_content() -> None:
    """Only what stands in a sentence with the cue or with a quotation."""
    text = "“We stay,” Lind said. It rained all day."
    words = read_words(text, read_marks(text))
    content = [place(words, "“We stay,”"), place(words, "It rained all day")]
    assert without_strays(words, Window(0, 0, len(words)), place(words, "said"), content) == content[:1]


def test_a_passive_is_told_by_its_words_and_by_its_place() -> None:
    """“Asked about it, Lind …” and “Lind was asked”; not “Lind asked”."""
    words = read_words("Asked about it, Lind asked who was told to go.", [])
    assert reports_passively(words, *place(words, "Asked about")) == (True, True)
    assert reports_passively(words, *place(words, "asked")) == (False, False)
    assert reports_passively(words, *place(words, "was told")) == (True, False)


def test_who_asked_may_be_named_after_by() -> None:
    """“Asked by the Harbour Post about it, Lind …”"""
    words = read_words("Asked by the Harbour Post about it, Lind laughed.", [])
    assert reports_passively(words, *place(words, "Asked")) == (True, False)
