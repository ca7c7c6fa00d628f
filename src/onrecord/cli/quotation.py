"""``onrecord quotation``: every version of one quotation, word-diffed, first to last."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.text import Text

from onrecord.cli.ledger_options import ledger_option, opened_ledger
from onrecord.cli.ledger_output import console_for, write_json
from onrecord.cli.output import Failure, opened
from onrecord.errors import UsageError
from onrecord.ledger.rows import public_id, uid_of
from onrecord.ledger.store import Ledger
from onrecord.rendering.visible import one_line, visible

if TYPE_CHECKING:
    from onrecord.ledger.variants import QuotationHistory, Version

__all__ = ["quotation"]

_PLACES = 4
"""Appearances of one version that are listed; all are counted, and JSON has them all."""


@click.command(short_help="Every version of one quotation, first to last.")
@click.argument("id_", metavar="ID")
@ledger_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="How to write.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
def quotation(id_: str, ledger: Path, format_: str, output: Path | None) -> None:
    """Show how a quotation was printed: every version from the first to the last, against the fullest one.

    ID is the number of a quotation, or the id (st_...) of any statement of it; 'onrecord find' shows both.
    {+words+} stand in this version only, [-words-] only in the fullest one.

    Exit code 0: shown. 2: there is no ledger, or no such quotation on it.
    """
    with opened_ledger(ledger, readonly=True) as book:
        try:
            history = _history(book, id_)
        except UsageError as error:
            raise Failure(str(error)) from None
        with opened(output) as stream:
            if format_ == "json":
                write_json(stream, [as_dict(book, history)], lines=False)
            else:
                _show(console_for(stream, to_file=output is not None), history)


def _history(book: Ledger, given: str) -> QuotationHistory:
    from onrecord.ledger.variants import versions

    if given.isascii() and given.isdigit() and len(given) < 19:
        return versions(book, int(given))
    uid = uid_of(given)
    if uid is None:
        raise UsageError(f"{given!r} is neither the number of a quotation nor the id of a statement (st_...)")
    row = book.connection.execute(
        "SELECT s.id FROM statement s JOIN document d ON d.id = s.document_id WHERE s.uid = ? ORDER BY s.id LIMIT 1",
        (uid,),
    ).fetchone()
    if row is None:
        raise UsageError(f"no statement {given} is on the ledger")
    return versions(book, statement=row[0])


def as_dict(book: Ledger, history: QuotationHistory) -> dict[str, Any]:
    """The history as JSON writes it; statements are named by their public ids, too."""
    found = dataclasses.asdict(history)
    for version in found["versions"]:
        version["text"] = version["appearances"][0]["content"]
        for appearance in version["appearances"]:
            uid = book.connection.execute(
                "SELECT uid FROM statement WHERE id = ?", (appearance["statement"],)
            ).fetchone()[0]
            appearance["id"] = public_id(uid)
    found["masked"] = history.masked
    return found


def _show(console: Console, history: QuotationHistory) -> None:
    count = sum(len(version.appearances) for version in history.versions)
    name = "one statement" if history.quotation is None else f"quotation {history.quotation}"
    heading = Text(name, style="bold")
    heading.append(
        f": {_counted(len(history.versions), 'version')} in {_counted(count, 'appearance')}", "not bold"
    )
    console.print(heading)
    said = ", ".join(f"{one_line(who or 'nobody named')} ({number})" for who, number in history.speakers)
    console.print(Text(f"attributed to: {said}"))
    if len({who for who, _ in history.speakers if who}) > 1 or history.conflicts:
        console.print(Text("conflict: the same words are attributed to different people", style="bold red"))
    for conflict in history.conflicts[:10]:
        one = conflict.appearance
        where = _place(one.date, one.outlet, one.title)
        console.print(
            Text(
                f"  {one_line(one.speaker or 'nobody named')}, {where}: {one_line(one.content)}", style="red"
            )
        )
    for version in history.versions:
        console.print()
        _version(console, history, version)


def _version(console: Console, history: QuotationHistory, version: Version) -> None:
    first = version.appearances[0]
    heading = Text(f"{_place(first.date, first.outlet, first.title)}", style="cyan")
    about = [
        label
        for label, true in (
            ("first", version.number == history.first),
            ("fullest", version.number == history.fullest and len(history.versions) > 1),
            ("cut", version.cut),
            ("a word is masked", version.masked),
        )
        if true
    ]
    if about:
        heading.append(f"   {', '.join(about)}", style="yellow")
    console.print(heading)
    console.print(_diffed(version))
    for other in version.appearances[1:_PLACES]:
        where = _place(other.date, other.outlet, other.title)
        console.print(Text(f"  also {where}: {one_line(other.speaker or 'nobody named')}", style="dim"))
    if len(version.appearances) > _PLACES:
        console.print(Text(f"  and {len(version.appearances) - _PLACES} more", style="dim"))


def _diffed(version: Version) -> Text:
    """The version's text with its differences from the fullest form."""
    text = version.text
    diff = version.to_fullest
    shown = Text()
    if diff is None:
        return shown.append(_flat(text))
    if diff.before:
        shown.append(f"[-{_counted(diff.before, 'word')}-] ", style="red")
    last = 0
    for edit in sorted(diff.edits, key=lambda edit: edit.printed_span):
        start, end = edit.printed_span
        if start < last:
            continue
        shown.append(_flat(text[last:start]))
        if edit.said:
            shown.append(f"[-{_flat(edit.said)}-]", style="red")
        if edit.printed:
            shown.append(f"{{+{_flat(text[start:end])}+}}", style="green")
        elif edit.said and end < len(text) and not text[end].isspace():
            shown.append(" ")
        last = end
    shown.append(_flat(text[last:]))
    if diff.after:
        shown.append(f" [-{_counted(diff.after, 'word')}-]", style="red")
    return shown


def _flat(text: str) -> str:
    return visible(text.replace("\n", " ").replace("\r", " ").replace("\t", " "))


def _place(date: str | None, outlet: str | None, title: str | None) -> str:
    return ", ".join(one_line(part) for part in (date or "undated", outlet or title) if part)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
