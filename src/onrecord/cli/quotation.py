"""``onrecord quotation``: every version of one quotation, word-diffed, first to last."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.ledger_options import ledger_option, opened_ledger
from onrecord.cli.output import Failure, opened
from onrecord.errors import UsageError
from onrecord.ledger.rows import public_id, uid_of
from onrecord.ledger.store import Ledger

if TYPE_CHECKING:
    from onrecord.ledger.variants import QuotationHistory

__all__ = ["quotation"]


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
    from onrecord.cli.ledger_output import console_for, write_json
    from onrecord.cli.quotation_view import show

    with opened_ledger(ledger, readonly=True) as book:
        try:
            history = _history(book, id_)
        except UsageError as error:
            raise Failure(str(error)) from None
        with opened(output) as stream:
            if format_ == "json":
                write_json(stream, [as_dict(book, history)], lines=False)
            else:
                show(console_for(stream, to_file=output is not None), history)


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
