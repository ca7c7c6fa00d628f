"""The table for the terminal."""

from __future__ import annotations

import io

from onrecord import Document, Piece, Speaker, Statement
from onrecord.documents import document_from
from onrecord.rendering import renderer_for


def table(document: Document, statements: list[Statement], width: int = 100) -> str:
    stream = io.StringIO()
    renderer = renderer_for("table", stream, width=width)
    assert renderer.add(document, statements) == len(statements)
    renderer.close()
    return stream.getvalue()


def said(text: str, **more: object) -> Statement:
    piece = Piece.of(text, [(0, len(text))])
    return Statement("indirect", "statement", "speech", piece, None, None, 0.456, **more)  # type: ignore[arg-type]


def test_missing_parts_are_dashes() -> None:
    """A statement without source and cue has a dash in their columns; confidence has two digits."""
    row = next(
        line
        for line in table(document_from("x"), [said("the bridge is shut")]).splitlines()
        if "bridge" in line
    )
    assert row.split() == ["–", "–", "the", "bridge", "is", "shut", "indirect", "0.46"]


def test_the_full_name_stands_under_the_words() -> None:
    """Where the speaker's name says more than the source, both are shown."""
    speaker = Speaker("Ines Okafor", "named", "partial", 0.9, "surname")
    statement = Statement(
        "direct",
        "statement",
        "speech",
        Piece.of("Go", [(0, 2)]),
        Piece.of("she", [(0, 3)]),
        None,
        0.9,
        speaker,
    )
    shown = table(document_from("x"), [statement])
    assert "she" in shown and "= Ines Okafor" in shown


def test_flags_and_thoughts_are_named() -> None:
    """Flags stand in brackets under the words."""
    assert "[unbalanced-marks]" in table(document_from("x"), [said("Go", flags=("unbalanced-marks",))])


def test_terminal_escapes_are_disarmed() -> None:
    """A text cannot colour, move or retitle the terminal, nor speak Rich's own markup."""
    shown = table(document_from("x", path="\x1b]0;evil\x07.txt"), [said("\x1b[31m[bold]red[/bold]\x9b2J")])
    assert "\x1b" not in shown and "\x9b" not in shown
    assert "[bold]red[/bold]" in shown.replace("\n", "")


def test_no_line_is_wider_than_asked() -> None:
    """Long words are folded, also on a narrow terminal."""
    for width in (40, 72, 120):
        shown = table(document_from("x"), [said("word " * 50 + "x" * 300)], width)
        assert max(map(len, shown.splitlines())) <= width


def test_many_statements_are_written_in_parts() -> None:
    """Hundreds of statements come in several tables, and all are there."""
    shown = table(document_from("x"), [said(f"number {n} end") for n in range(450)])
    assert sum("number" in line for line in shown.splitlines()) == 450
    assert "450 statements" in shown


def test_no_statements() -> None:
    """A text without statements says so."""
    assert "no statements" in table(document_from("x", path="a.txt"), [])
