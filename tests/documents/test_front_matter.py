"""What a text says about itself before it begins."""

import pytest

from onrecord.documents import document_from, read_opening
from onrecord.documents.facts import Facts, iso_date

FRONT = '---\ntitle: "Bridge: closed"\noutlet: The Anchor\ndate: 2026-03-02\ntags:\n  - bridge\n---\n'


def test_front_matter_is_known_and_not_read() -> None:
    """The fields are taken over, the text stays whole, and the body begins after the block."""
    document = document_from(FRONT + "“Yes,” she said.")
    assert (document.title, document.outlet, document.published) == (
        "Bridge: closed",
        "The Anchor",
        "2026-03-02",
    )
    assert document.text == FRONT + "“Yes,” she said."
    assert document.text[slice(*document.body)] == "“Yes,” she said."


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_newline_ends_a_line(newline: str) -> None:
    """Files of every system are understood."""
    opening = read_opening(FRONT.replace("\n", newline) + "Body")
    assert opening.facts.outlet == "The Anchor"
    assert opening.end == len(FRONT.replace("\n", newline))


@pytest.mark.parametrize(
    "text",
    [
        "---\nShe left. Then this happened: nothing.\n---\nMore.",
        "---\n\n---\nText",
        "---\ntitle: never closed\n\nText goes on.",
        " ---\ntitle: not at the start\n---\n",
        "--- title: one line ---",
        "---",
    ],
    ids=["prose between rules", "nothing between", "unclosed", "indented", "one line", "rule only"],
)
def test_a_rule_that_opens_prose_is_text(text: str) -> None:
    """Only a closed block of ``key: value`` lines is front matter."""
    assert read_opening(text).end == 0


def test_wrong_values_are_said_and_passed_over() -> None:
    """A date that is none and a field given twice cost a warning each; the rest counts."""
    document = document_from("---\npublished: last week\ntitle: A\ntitle: B\nkind: poem\n---\nText")
    assert document.title == "A"
    assert document.published is None
    assert len(document.warnings) == 3
    assert "'last week', expected a date as YYYY-MM-DD" in " ".join(document.warnings)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("date 2026-03-02 The bridge is shut.", 16),
        ("Date: 2026-03-02\nThe bridge is shut.", 17),
        ("\r\n  Published: 2026-03-02T09:30:00Z\r\nThe bridge", 37),
        ("2026-03-02\n\nThe bridge is shut.", 11),
        ("---\ntitle: A\n---\n\n2026-03-02\nThe bridge", 29),
    ],
)
def test_a_leading_date_line_is_the_date(text: str, end: int) -> None:
    """``date 2026-03-02`` and its like at the very start are the date, and no part of the body."""
    document = document_from(text)
    assert (document.published, document.body) == ("2026-03-02", (end, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02 was a Monday.",
        "date 2026-02-30 The bridge",
        "date 2026-03-021 The bridge",
        "The bridge\ndate 2026-03-02",
        "Updated by hand",
    ],
)
def test_other_dates_are_text(text: str) -> None:
    """A sentence that begins with a date, a day that does not exist, a date further down: all text."""
    document = document_from(text)
    assert (document.published, document.body[0]) == (None, 0)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2026-03-02", "2026-03-02"),
        (" 2026-03-02T23:59:00+02:00", "2026-03-02"),
        ("2026-3-2", None),
        ("20260302", None),
        ("2026-03-02x", None),
        ("2 March 2026", None),
        ("", None),
    ],
)
def test_only_iso_dates_count(value: str, date: str | None) -> None:
    """Years, months and days in that order with dashes; a time behind them is dropped."""
    assert iso_date(value) == date


def test_who_knows_best_wins() -> None:
    """Facts from beside the file win over front matter, which wins over a date line and a default."""
    text = "---\ntitle: Own\ndate: 2026-03-02\n---\n2026-03-03\nText"
    document = document_from(text, facts=Facts(title="Sidecar"), published="2026-03-04")
    assert (document.title, document.published) == ("Sidecar", "2026-03-02")
    assert document_from("2026-03-03\nText", published="2026-03-04").published == "2026-03-03"
    assert document_from("Text", published="2026-03-04").published == "2026-03-04"
