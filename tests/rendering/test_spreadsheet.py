"""Statements as CSV."""

from __future__ import annotations

import csv
import io

import pytest

from onrecord import Channel, Piece, SaidOn, Speaker, Statement
from onrecord.documents import document_from
from onrecord.rendering import renderer_for
from onrecord.rendering.spreadsheet import COLUMNS


def rows(text: str, statement: Statement) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    renderer = renderer_for("csv", stream)
    renderer.add(document_from(text, path="a.txt"), [statement])
    renderer.close()
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline=""), strict=True))


def whole(text: str) -> Piece:
    return Piece.of(text, [(0, len(text))])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_is_a_formula(text: str) -> None:
    """A cell that a spreadsheet would compute gets an apostrophe in front."""
    statement = Statement("indirect", "statement", "speech", whole(text), None, None, 0.5)
    assert rows(text, statement)[0]["content"] == "'" + text


def test_quotes_commas_and_lines_survive() -> None:
    """Marks, commas and line breaks inside a cell come back as they were."""
    text = 'He said "no, never",\r\nand left'
    statement = Statement("mixed", "statement", "speech", whole(text), None, None, 0.5)
    assert rows(text, statement)[0]["content"] == text


def test_every_part_has_its_column() -> None:
    """Spans, speaker, channel, date and flags are all there; what is unknown is empty."""
    piece = Piece("x y", ((0, 1), (2, 3)))
    full = Statement(
        "direct", "denial", "speech", piece, piece, piece, 0.5, Speaker("Ines Okafor", "named", "full", 0.75, "why"),
        piece, Channel("post", piece), SaidOn("2026-03-02", "day", piece), None, ("nested", "low-confidence"),
    )  # fmt: skip
    (row,) = rows("x y", full)
    assert list(row) == list(COLUMNS)
    assert (row["content_spans"], row["speaker"], row["speaker_confidence"]) == (
        "0-1 2-3",
        "Ines Okafor",
        "0.7500",
    )
    assert (row["addressee"], row["channel"], row["said_on"]) == ("x y", "post", "2026-03-02")
    assert row["flags"] == "nested low-confidence"
    (bare,) = rows("x y", Statement("direct", "denial", "speech", piece, None, None, 0.5))
    assert bare["source"] == bare["speaker"] == bare["channel"] == bare["said_on"] == ""


def test_no_statements_is_still_a_header() -> None:
    """An empty result is a table with columns."""
    stream = io.StringIO(newline="")
    renderer_for("csv", stream).close()
    assert stream.getvalue() == ",".join(COLUMNS) + "\r\n"


def test_a_date_is_written_as_far_as_it_is_known() -> None:
    """A month is no first day of the month."""
    piece = Piece("x y", ((0, 1), (2, 3)))
    for precision, written in (("day", "2026-03-01"), ("month", "2026-03"), ("year", "2026")):
        said_on = SaidOn("2026-03-01", precision, piece)  # type: ignore[arg-type]
        (row,) = rows("x y", Statement("direct", "denial", "speech", piece, None, None, 0.5, said_on=said_on))
        assert row["said_on"] == written
