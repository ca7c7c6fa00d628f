"""Which words name a time, and which day, month or year that is."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.circumstances.calendar import as_date, times_in

SUNDAY = date(2019, 1, 13)


def dated(text: str, anchor: date | None = SUNDAY) -> list[tuple[str, str, str]]:
    return [(text[slice(*t.span)], t.date, t.precision) for t in times_in(text, anchor)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on Saturday night", "2019-01-12"), ("on Sunday", "2019-01-13"), ("on Friday", "2019-01-11"),
        ("Monday morning", "2019-01-07"), ("last Sunday", "2019-01-06"), ("late Thursday", "2019-01-10"),
        ("this past Tuesday", "2019-01-08"), ("ON WEDNESDAY", "2019-01-09"), ("Friday’s", "2019-01-11"),
        ("today", "2019-01-13"), ("this morning", "2019-01-13"), ("tonight", "2019-01-13"),
        ("yesterday", "2019-01-12"), ("last night", "2019-01-12"), ("three days ago", "2019-01-10"),
        ("Jan. 5", "2019-01-05"), ("January 5", "2019-01-05"), ("5 January", "2019-01-05"),
        ("the 5th of January", "2019-01-05"), ("Dec. 28", "2018-12-28"), ("Friday, Jan. 11", "2019-01-11"),
        ("March 3, 2014", "2014-03-03"), ("3 March 2014", "2014-03-03"), ("2014-03-03", "2014-03-03"),
    ],
)  # fmt: skip
def test_a_day_is_the_last_such_day_up_to_the_day_of_publication(words: str, day: str) -> None:
    assert [(d, p) for _, d, p in dated(f"The mayor spoke {words} in Port Ellery.")] == [(day, "day")]


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [
        ("last month", "2018-12-01", "month"), ("this month", "2019-01-01", "month"),
        ("in October", "2018-10-01", "month"), ("in January", "2019-01-01", "month"),
        ("last October", "2018-10-01", "month"), ("last January", "2018-01-01", "month"),
        ("in March 2014", "2014-03-01", "month"), ("a March 2014 letter", "2014-03-01", "month"),
        ("late June", "2018-06-01", "month"), ("two weeks ago", "2018-12-01", "month"),
        ("last week", "2019-01-01", "month"), ("over the weekend", "2019-01-01", "month"),
        ("three months ago", "2018-10-01", "month"), ("Jan. 3-5", "2019-01-01", "month"),
        ("Monday and Tuesday", "2019-01-01", "month"), ("in 2013", "2013-01-01", "year"),
        ("last year", "2018-01-01", "year"), ("earlier this year", "2019-01-01", "year"),
        ("two years ago", "2017-01-01", "year"), ("last fall", "2018-01-01", "year"),
        ("the summer of 2014", "2014-01-01", "year"),
    ],
)  # fmt: skip
def test_vague_times_and_ranges_become_the_month_or_year_that_holds_them(
    words: str, day: str, precision: str
) -> None:
    assert [(d, p) for _, d, p in dated(f"The mayor spoke {words} in Port Ellery.")] == [(day, precision)]


@pytest.mark.parametrize(
    "words",
    [
        "next Friday", "this coming Friday", "every Friday", "on Fridays", "on Black Friday", "the Sunday Times",
        "this Thursday", "a few weeks ago", "last winter", "Friday, Jan. 12", "Feb. 30", "may 5", "they may march",
        "2019-13-45", "for $2013", "2,013 pages", "room 2013-14", "on CBS This Morning", "on NBC’s Today",
        "earlier in the day", "Jan. 5, 2031", "in 2031", "Sunday, March 3, 2014", "some day", "the other day",
    ],
)  # fmt: skip
def test_what_names_no_day_month_or_year_for_certain_has_no_date(words: str) -> None:
    """Habits, papers, programmes, verbs, the future, and days that contradict the calendar."""
    assert dated(f"The mayor spoke {words} in Port Ellery.") == []


@pytest.mark.parametrize(
    "words", ["on Friday", "yesterday", "Jan. 5", "last month", "in October", "this year"]
)
def test_without_an_anchor_nothing_is_reckoned(words: str) -> None:
    assert dated(f"The mayor spoke {words}.", None) == []


@pytest.mark.parametrize(
    ("words", "day"),
    [("March 3, 2014", "2014-03-03"), ("in 2013", "2013-01-01"), ("March 2014", "2014-03-01")],
)
def test_a_full_date_needs_no_anchor(words: str, day: str) -> None:
    assert [d for _, d, _ in dated(f"The mayor spoke {words}.", None)] == [day]


def test_earlier_in_the_day_is_the_day_named_last() -> None:
    text = "On Thursday the council met. Earlier in the day, Okafor spoke."
    assert dated(text)[-1] == ("Earlier in the day", "2019-01-10", "day")


def test_the_29th_of_february_is_no_day_of_most_years() -> None:
    assert dated("on Feb. 29", date(2020, 3, 2))[0][1] == "2020-02-29"
    assert dated("on Feb. 29", date(2019, 3, 2)) == []


def test_the_first_and_the_last_days_of_the_calendar_break_nothing() -> None:
    words = "yesterday, last week, last month, last year, 100 years ago, 999 months ago, on Friday, Jan. 5"
    for anchor in (date.min, date.max):
        times_in(words, anchor)


@pytest.mark.parametrize("iso", [None, "", "soon", "2019-02-30", "13/01/2019"])
def test_what_is_no_iso_date_is_no_anchor(iso: str | None) -> None:
    assert as_date(iso) is None


_PIECES = st.sampled_from(
    """Friday on last next this Sunday night January 5 Jan. 31 2013 2019 , - – and to yesterday today in March May may
    week month year earlier the day a 3 days ago weekend summer of ’s " \n 2019-01-05 said Okafor""".split(
        " "
    )
)


@given(st.lists(_PIECES, max_size=25), st.one_of(st.none(), st.dates()))
def test_spans_are_exact_and_no_time_lies_after_the_anchor(pieces: list[str], anchor: date | None) -> None:
    text = " ".join(pieces)
    found = times_in(text, anchor)
    for when in found:
        start, end = when.span
        assert 0 <= start < end <= len(text) and text[start:end].strip() == text[start:end]
        day = date.fromisoformat(when.date)
        assert anchor is None or day <= anchor
        assert when.precision != "month" or day.day == 1
        assert when.precision != "year" or (day.month, day.day) == (1, 1)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(found))


@given(st.text(max_size=200), st.one_of(st.none(), st.dates()))
def test_any_text_is_read(text: str, anchor: date | None) -> None:
    times_in(text, anchor)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("He spoke on Sunday, March 3, 2019.", "2019-03-03"),
        ("He spoke late on Sunday, March 3.", "2019-03-03"),
        ("He spoke last Sunday, March 10, there.", "2019-03-10"),
        ("Sunday night, March 3, he spoke.", "2019-03-03"),
    ],
)
def test_a_weekday_with_its_day_of_the_month_is_one_time(text, day):
    """However far it lies from the anchor, the day of the month decides, not the weekday alone."""
    (when,) = times_in(text, date(2019, 3, 20))
    assert (when.date, when.precision) == (day, "day")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("He left on March 3. The day before, he spoke.", ["2019-03-03", "2019-03-02"]),
        ("He left on March 3. Two days earlier he spoke.", ["2019-03-03", "2019-03-01"]),
        ("He left on March 3. A day later he spoke.", ["2019-03-03", "2019-03-04"]),
        ("He left on March 3. The following morning he spoke.", ["2019-03-03", "2019-03-04"]),
        ("He left on Wednesday. The day after, he spoke.", ["2019-03-20"]),
        ("The day before, he spoke.", []),
        ("It fell on March 3. Three days after the storm he spoke.", ["2019-03-03"]),
        (
            "He left on March 3. It began in January 2018. The next day, he spoke.",
            ["2019-03-03", "2018-01-01"],
        ),
    ],
)
def test_a_day_beside_another_is_reckoned_from_it(text, dates):
    """From the day named last; without one, after the anchor, or beside something else it is no date."""
    assert [when.date for when in times_in(text, date(2019, 3, 20))] == dates
