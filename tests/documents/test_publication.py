"""Which date is the document's, where several places state one."""

from __future__ import annotations

import pytest

from onrecord.documents import document_from
from onrecord.documents.datelines import dateline_of, datelines_in
from onrecord.documents.facts import Facts

STORY = "PORT ELLERY, March 3, 2026 (Tarn Wire) — “Yes,” she said.\n"
BARE = "PORT ELLERY, March 3 — “Yes,” she said.\n"


def test_what_is_stated_counts_before_the_text_and_the_text_before_the_default() -> None:
    stated = Facts(published="2026-03-05")
    line = "date 2026-03-04\n"
    assert document_from(line + STORY, facts=stated, published="2020-01-01").published == "2026-03-05"
    assert document_from(line + STORY, published="2020-01-01").published == "2026-03-04"
    assert document_from(STORY, published="2026-03-09").published == "2026-03-03"
    assert document_from("“Yes,” she said.", published="2020-01-01").published == "2020-01-01"
    assert document_from("“Yes,” she said.").published is None


def test_a_dateline_without_a_year_makes_no_date() -> None:
    assert document_from(BARE).published is None


@pytest.mark.parametrize(
    "line",
    [
        "date 2019-01-13",
        " date 2019-01-13 ",
        "Published: January 13, 2019",
        "Posted 13 January 2019",
        "2019-01-13",
    ],
)
def test_a_leading_date_line_is_read_and_is_no_body(line: str) -> None:
    document = document_from(line + "\n“Yes,” she said.")
    assert document.published == "2019-01-13"
    assert document.text[slice(*document.body)] == "“Yes,” she said."


def test_a_date_that_opens_a_sentence_is_no_date_line() -> None:
    document = document_from("Dated January 13, 2019, the letter says “yes.”")
    assert document.published is None and document.body[0] == 0


def test_front_matter_may_write_its_date_out() -> None:
    assert document_from("---\ndate: March 3, 2026\n---\n“Yes,” she said.").published == "2026-03-03"


def test_contradictions_are_told_and_the_first_of_the_order_counts() -> None:
    """Metadata and date line, metadata and dateline, two datelines."""
    document = document_from("date 2026-03-04\n“Yes.”", facts=Facts(published="2026-03-05"))
    assert document.published == "2026-03-05"
    assert any("2026-03-04" in warning and "2026-03-05 counts" in warning for warning in document.warnings)
    document = document_from(BARE, facts=Facts(published="2026-06-01"))
    assert document.published == "2026-06-01" and any("does not fit" in w for w in document.warnings)
    document = document_from(STORY + "TARN BAY, March 9, 2026 — “No,” he said.\n")
    assert document.published == "2026-03-03" and any("2 datelines" in w for w in document.warnings)


@pytest.mark.parametrize("published", ["2026-03-03", "2026-03-04", "2026-03-10", "2026-03-02"])
def test_a_story_may_be_published_up_to_a_week_after_its_dateline(published: str) -> None:
    assert document_from(BARE, facts=Facts(published=published)).warnings == ()


def test_a_dateline_of_december_fits_a_publication_in_january() -> None:
    text = "PORT ELLERY, Dec. 31 — “Yes,” she said."
    assert document_from(text, facts=Facts(published="2027-01-01")).warnings == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("PORT ELLERY, March 3 — Yes", (3, 3, None)), ("TARN BAY (March 3) - Yes", (3, 3, None)),
        ("PORT ELLERY, Westmark, Sept. 12 (TW) -- Yes", (9, 12, None)), ("ELLERY 3 March 2026: Yes", (3, 3, 2026)),
        ("Headline\n\nPORT ELLERY, Feb. 30 — Yes", (2, 30, None)),
    ],
)  # fmt: skip
def test_datelines(text: str, day: tuple[int, int, int | None]) -> None:
    line = dateline_of(text, (0, len(text)))
    assert line is not None and (line.month, line.day, line.year) == day


@pytest.mark.parametrize(
    "text", ["Port Ellery, March 3 — Yes", "THE MAYOR SAID March 3", "", "MARCH 3 — Yes", "A" * 5000]
)
def test_what_is_no_dateline(text: str) -> None:
    assert dateline_of(text, (0, len(text))) is None


def test_a_day_that_the_calendar_lacks_breaks_nothing() -> None:
    text = "PORT ELLERY, Feb. 30, 2026 — “Yes,” she said."
    assert document_from(text).published is None
    assert [line.filed() for line in datelines_in(text, (0, len(text)))] == [None]
