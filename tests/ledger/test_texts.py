"""Spans and texts come out of the file as they went in."""

from __future__ import annotations

import typing

from hypothesis import given
from hypothesis import strategies as st

from onrecord import records
from onrecord.ledger import codes
from onrecord.ledger.texts import packed, packed_spans, storable, unpacked, unpacked_spans

SPANS = st.lists(
    st.tuples(st.integers(0, 1 << 40), st.integers(0, 1 << 20)).map(lambda pair: (pair[0], sum(pair))),
    max_size=4,
)


@given(st.lists(SPANS, max_size=7))
def test_spans_round_trip(pieces: list[list[tuple[int, int]]]) -> None:
    """In any order, however far apart, and none at all."""
    assert unpacked_spans(packed_spans(pieces)) == [tuple(spans) for spans in pieces]


def test_spans_are_small() -> None:
    """A statement of a long document takes a dozen bytes for content, source and cue."""
    assert len(packed_spans([[(41_200, 41_330)], [(41_331, 41_342)], [(41_343, 41_347)]])) <= 13


@given(st.text(alphabet=st.characters(codec=None)))
def test_texts_round_trip(text: str) -> None:
    """Lone surrogates and all."""
    assert unpacked(packed(text)) == text


@given(st.text(alphabet=st.characters(codec=None)))
def test_storable_keeps_the_length(text: str) -> None:
    """What no encoding can carry is replaced one for one, so that spans still fit."""
    assert len(storable(text)) == len(text)
    storable(text).encode()


def test_codes_name_every_value() -> None:
    """The lists of the file format have each value of onrecord once."""
    for listed, type_ in (
        (codes.KINDS, records.Kind),
        (codes.ACTS, records.Act),
        (codes.FACTUALITIES, records.Factuality),
        (codes.SPEAKER_KINDS, records.SpeakerKind),
        (codes.VIAS, records.Via),
    ):
        assert sorted(listed) == sorted(typing.get_args(type_))


def test_dates_as_numbers() -> None:
    """Days, months and years keep their precision; the order of numbers is that of time, before 1900 and far ahead."""
    dates = ["0987-05-01", "1869", "1869-01", "1869-01-02", "2019-01-11", "2999-12-31"]
    numbers = [codes.date_number(date) for date in dates]
    assert numbers == sorted(numbers, key=lambda number: number or 0)
    assert [codes.date_text(number) for number in numbers] == dates
    assert codes.date_number(None) is None and codes.date_text(None) is None
