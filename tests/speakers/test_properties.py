"""What holds for any text: nothing raises, every name is in the text, and work grows with the text alone."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Piece
from onrecord.speakers import Names, speaker_of

PIECES = st.sampled_from(
    "Ada Lind|Lind|Mr.|Mrs. Lind|Ben Okafor Jr.|, Sr.|Mensah|and|of|the|a spokesman for|’s lawyer|Harbour Post|(PWA)"
    "|Public Works Agency|@adal|(@adal)|—|“|”|\"|'|’|said|critics|Critics|.|,|\n|\n\n|van der Aa|O’Dowd|Peña|ǅ|ß|İ"
    "|\u0301|\u2028|\x00|(Kay)|U.S.|J. K.|Kofi and Ama Mensah|LIND:|Will Lind|her husband|Secretary of State"
    "|Team Lind|1|汉|ב".split("|")
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", " ", "\xa0", "\n"])), max_size=40).map(
        lambda parts: "".join(a + b for a, b in parts)
    ),
)


def plain(text: str) -> str:
    return " ".join(text.split()).casefold()


@given(text=TEXTS, data=st.data(), signature=st.booleans())
def test_any_source_gives_a_name_of_the_text_or_none(text: str, data: st.DataObject, signature: bool):
    """No text and no spans raise; a name is always found in the text, up to case and white space."""
    places = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(places, places).map(sorted).map(tuple), max_size=2))
    spans = [span for n, span in enumerate(sorted(spans)) if not n or span[0] >= sorted(spans)[n - 1][1]]
    speaker = speaker_of(Piece.of(text, spans), Names(text), text, signature=signature)
    if speaker is not None:
        assert speaker.name
        assert plain(speaker.name) in plain(text)
        assert speaker.kind == "named"
        assert speaker.via in ("full", "partial", "signature")
        assert 0 < speaker.confidence < 1


@given(text=TEXTS, asked=st.one_of(TEXTS, PIECES))
def test_any_name_has_a_fuller_form_of_the_text_or_none(text: str, asked: str):
    """Whatever is asked for, the answer is None or words of the text."""
    full = Names(text).fullest(asked)
    assert full is None or plain(full) in plain(text)


@given(text=TEXTS)
def test_the_same_text_gives_the_same_names(text: str):
    """There is no state: a second index answers like the first, and so does a second question."""
    first, second = Names(text), Names(text)
    for asked in ("Lind", "Mensah", "Ada", "PWA", "Lind"):
        assert first.fullest(asked) == second.fullest(asked) == first.fullest(asked)


@given(text=TEXTS)
def test_composed_and_decomposed_letters_are_the_same(text: str):
    """A surname is found whichever way its accents are encoded."""
    names = Names(unicodedata.normalize("NFC", text) + "\n\nNobody saw councillor Zoë Ángström there.")
    assert names.fullest("A\u030angstro\u0308m") in (None, names.fullest("Ångström"))


def test_code_points_that_grow_when_lowered_do_no_harm():
    """Letters whose small form has several code points (İ) stay one letter in names."""
    text = "“It is safe,” said İnci Işık. Işık left."
    assert Names(text).fullest("Işık") == "İnci Işık"


def work(task: Callable[[], Any]) -> int:
    """How many instructions of Python ``task`` takes."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        task()
    finally:
        sys.settrace(before)
    return count


def letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


LISTS: dict[str, Callable[[int], str]] = {
    "many people": lambda n: f"Then councillor A{letters(n)} B{letters(n)} came.",
    "many of one surname": lambda n: f"Then councillor A{letters(n)} Lind came.",
    "many of one first name": lambda n: f"Then councillor Ada B{letters(n)} came.",
    "many middle names": lambda n: f"Then councillor Ada B{letters(n)} Lind came.",
    "one run": lambda n: f"The A{letters(n)}",
    "one organisation": lambda n: f"Council of A{letters(n)} Council of",
    "one name again and again": lambda n: "Then councillor Ada Lind came.",
}


@pytest.mark.parametrize("kind", LISTS)
def test_long_lists_of_names_stay_linear(kind: str):
    """Four times as many names, each of them asked for, take about four times the work."""

    def index_and_ask(size: int) -> None:
        text = " ".join(map(LISTS[kind], range(size)))
        names = Names(text)
        for number in range(size):
            for asked in (
                f"B{letters(number)}",
                f"A{letters(number)} Lind",
                "Lind",
                "Ada",
                f"Ada B{letters(number)} Lind",
            ):
                names.resolve(asked, len(text))

    small, large = work(lambda: index_and_ask(100)), work(lambda: index_and_ask(400))
    assert large < 6 * small


def test_two_thousand_people_in_one_text():
    """A list of 2,000 names is indexed, and each surname leads to its one owner."""
    text = "\n".join(
        f"Councillor Qua{letters(n)} Bru{letters(n)} came in late on Friday." for n in range(2000)
    )
    names = Names(text)
    assert [names.fullest(f"Bru{letters(n)}") for n in range(2000)] == [
        f"Qua{letters(n)} Bru{letters(n)}" for n in range(2000)
    ]
