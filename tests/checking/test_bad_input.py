"""Inputs nobody wants still get a clear answer, in bounded work."""

import sys

import pytest

from onrecord.alignment import Index, Source, align, read
from onrecord.alignment.candidates import MARGIN as WINDOW_MARGIN
from onrecord.alignment.candidates import REACH
from onrecord.alignment.fit import MARGIN, SHORTFALL
from onrecord.alignment.placing import CONTEXT
from onrecord.checking import verify


@pytest.mark.parametrize("quote", ["", "   ", "?!", "“…”", "---", "[]", "*"])
def test_a_quotation_without_words(quote):
    """Punctuation is nothing to check, and said to be."""
    verdict = verify(quote, [Source.of_text("a", "We rowed home.", "Ada Lund")], "Ada Lund")
    assert (verdict.verdict, verdict.reason) == ("UNCHECKABLE", "empty")


@pytest.mark.parametrize(
    "sources", [[], [Source.of_text("a", "", "Ada Lund")], [Source.of_text("a", "...", "Ada Lund")]]
)
def test_sources_without_words(sources):
    """Without text nothing is found or missed."""
    verdict = verify("We rowed home at dusk", sources, "Ada Lund")
    assert (verdict.verdict, verdict.reason) == ("UNCHECKABLE", "no-text")


def test_unbalanced_marks():
    """Stray quotation marks and brackets do not hide the words."""
    source = [Source.of_text("a", "We rowed home at dusk and slept.", "Ada Lund")]
    for quote in (
        "“We rowed home at dusk",
        "We rowed home at dusk”",
        "We [rowed home at dusk",
        "We rowed) home at dusk",
    ):
        assert verify(quote, source, "Ada Lund").verdict == "VERBATIM"


@pytest.mark.parametrize("words", [8, 60, 600])
def test_endless_repetition_is_bounded_work(words):
    """A quotation of one word said a hundred thousand times costs no more than the windows it is read in."""
    index = Index([Source.of_text("drone", "row " * 100_000 + "ashore", "Ada Lund")])
    quote = "row " * (words - 1) + "aground"
    cells = max((one.cells for one in align(read(quote), index)), default=0)
    window = words + 2 * (WINDOW_MARGIN + REACH + CONTEXT) + words
    assert 0 < cells <= 2 * 8 * words * (window + 2 * MARGIN + SHORTFALL)
    assert verify(quote, index, "Ada Lund").verdict in ("ALTERED", "TRUNCATED", "NOT_FOUND")


def test_a_quotation_without_full_stops_is_read_in_linear_work():
    """Two thousand words without the end of a sentence: how often a word is asked whether its sentence ends grows
    with the words, not with their square."""
    asked = 0

    def count(frame, event, argument):
        nonlocal asked
        asked += event == "call" and frame.f_code.co_name == "ends_sentence"

    quote = " ".join(f"word{number % 97} of day {number}" for number in range(500))
    sources = [Source.of_text("long", f"So it began {quote} and so it ended", "Ada Lund")]
    sys.setprofile(count)
    try:
        verify(quote, sources, "Ada Lund")
    finally:
        sys.setprofile(None)
    assert asked <= 20 * len(quote.split())


@pytest.mark.parametrize("refrain", ["row the boat ", "we will not row and we will not row "])
def test_a_refrain_without_end_is_bounded_work(refrain):
    """A refrain of a million words: the table cells filled depend on the quotation alone."""
    size = len(refrain.split())
    index = Index([Source.of_text("drone", refrain * (1_000_000 // size) + "ashore", "Ada Lund")])
    quote = (refrain * 60)[: len(refrain) * 20] + "aground"
    words = len(quote.split())
    cells = max((one.cells for one in align(read(quote), index)), default=0)
    window = words + 2 * (WINDOW_MARGIN + REACH + CONTEXT) + words
    assert 0 < cells <= 2 * 8 * words * (window + 2 * MARGIN + SHORTFALL)
    assert verify(quote, index, "Ada Lund").verdict in ("ALTERED", "TRUNCATED", "NOT_FOUND")


def test_one_phrase_in_very_many_places():
    """A phrase said thousands of times is verbatim; its places are counted, some are shown."""
    index = Index(
        [
            Source.of_turns(
                "chant",
                [("Crowd", "Keep the light burning!")] * 3000 + [("Ada Lund", "Keep the light burning!")],
            )
        ]
    )
    verdict = verify("Keep the light burning", index, "Ada Lund")
    assert (verdict.verdict, verdict.places, verdict.evidence[0].speaker) == ("VERBATIM", 3001, "Ada Lund")
    assert len(verdict.evidence) <= 12


def test_null_bytes_and_surrogates():
    """Control characters and lone surrogates are characters like others."""
    source = [Source.of_text("a", "We \x00 rowed \ud800 home at dusk.", "Ada Lund")]
    assert verify("We rowed home at dusk", source, "Ada Lund").verdict == "VERBATIM"


def test_other_scripts():
    """Words of any script are compared as they stand."""
    source = [Source.of_text("a", "Мы не закроем гавань, никогда. 港は閉じない。", "Ada Lund")]
    assert verify("Мы не закроем гавань", source, "Ada Lund").verdict == "VERBATIM"
    assert verify("Мы закроем гавань, никогда", source, "Ada Lund").verdict == "ALTERED"
