"""``onrecord people``: who is who on the ledger."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from onrecord.cli.ledger_options import ledger_option, opened_ledger
from onrecord.cli.output import Failure, opened, say
from onrecord.errors import UsageError
from onrecord.ledger.codes import date_text
from onrecord.ledger.people import Known, LogEntry, People
from onrecord.ledger.people_table import read_people_table
from onrecord.rendering.visible import one_line

__all__ = ["people"]

_FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(("table", "json", "jsonl")),
    default="table",
    help="How to write.",
)
_LIMIT = click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Rows shown.")


@click.group(short_help="Who is who: list, alias, merge, split, undo.", invoke_without_command=True)
@ledger_option
@click.pass_context
def people(context: click.Context, ledger: Path) -> None:
    """List the people on the ledger, and tell it who is who.

    The same full name is one person in all documents until told otherwise; a part of a name is tied to nobody outside
    its document, unless it was declared an alias. Nothing is merged by itself, and every operation can be undone.

    Exit code 0: done. 2: it cannot be done, and nothing was changed.
    """
    if context.invoked_subcommand is None:
        context.invoke(list_, ledger=ledger)


@people.command("list", short_help="People by number of statements.")
@ledger_option
@_LIMIT
@click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Leave out the first N.")
@click.option("--named", metavar="WORDS", help="Only people one of whose names has these words.")
@_FORMAT
def list_(ledger: Path, limit: int, offset: int, named: str | None, format_: str) -> None:
    """List people with their numbers, other names and counts, those with the most statements first."""
    with _people(ledger, readonly=True) as known:
        if named:
            found = [known.known(person.number) for person in known.matching(named, limit + offset)][offset:]
        else:
            found = known.listed(limit=limit, offset=offset)
    _write(
        [_known_dict(one) for one in found],
        format_,
        ("number", "name", "also", "QID", "statements", "documents", "first", "last"),
        lambda one: (
            *(one[key] for key in ("number", "person")),
            ", ".join(one["aliases"][:4]),
            *(one[key] for key in ("qid", "statements", "documents", "first", "last")),
        ),
    )


@people.command(short_help="Another name of a person.")
@click.argument("person")
@click.argument("name")
@ledger_option
def alias(person: str, name: str, ledger: Path) -> None:
    """From now on NAME means PERSON (a number or a name) in every document, be it a part of a name only."""
    _told(ledger, lambda known: known.alias(person, name))


@people.command(short_help="Several people are one.")
@click.argument("person")
@click.argument("others", nargs=-1, required=True, metavar="OTHER...")
@ledger_option
def merge(person: str, others: tuple[str, ...], ledger: Path) -> None:
    """Make OTHER and PERSON (numbers or names) one person, called PERSON."""
    _told(ledger, lambda known: known.merge(person, others))


@people.command(short_help="Tell two people of one name apart.")
@click.argument("person")
@click.option("--document", "documents", multiple=True, metavar="DOC", help="What they say in this document (path, "
              "URL, sha256:... or number) is the other person's; may be repeated.")  # fmt: skip
@click.option(
    "--outlet", metavar="WORDS", help="What they say in documents of this outlet is the other person's."
)
@click.option(
    "--spelling", "spellings", multiple=True, metavar="NAME", help="What stands under this spelling is."
)
@click.option("--note", metavar="TEXT", help="Who the other person is, such as 'the goalkeeper'.")
@ledger_option
def split(
    person: str,
    documents: tuple[str, ...],
    outlet: str | None,
    spellings: tuple[str, ...],
    note: str | None,
    ledger: Path,
) -> None:
    """Tell two people apart who have the name of PERSON: the other one gets the documents or spellings named.

    Later documents belong to neither until 'onrecord people assign' says whose they are.
    """

    def run(known: People) -> int:
        found = known.documents(documents, outlet=outlet)
        entry, new = known.split(person, documents=found, spellings=spellings, note=note)
        say(f"the other one is number {new.number}")
        return entry

    _told(ledger, run)


@people.command(short_help="Whose statements those of a document are.")
@click.argument("person")
@click.argument("documents", nargs=-1, required=True, metavar="DOC...")
@ledger_option
def assign(person: str, documents: tuple[str, ...], ledger: Path) -> None:
    """In these documents (path, URL, sha256:... or number) the name of PERSON means PERSON."""
    _told(ledger, lambda known: known.assign(person, known.documents(documents)))


@people.command(short_help="Set name, Wikidata number or note.")
@click.argument("person")
@click.option("--name", metavar="NAME", help="The name to show.")
@click.option("--qid", metavar="QID", help="The number at Wikidata, such as Q42.")
@click.option("--note", metavar="TEXT", help="What tells this person from others of the name.")
@ledger_option
def describe(person: str, name: str | None, qid: str | None, note: str | None, ledger: Path) -> None:
    """Set what is known of PERSON; an empty text takes it away."""
    _told(ledger, lambda known: known.describe(person, name=name, qid=qid, note=note))


@people.command("import", short_help="Aliases, merges and QIDs from a CSV file.")
@click.argument("table", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@ledger_option
def import_(table: Path, ledger: Path) -> None:
    """Read a CSV file with the columns name, alias and qid (one alias a row; alias and qid may be empty).

    An alias that is another person's name merges the two. A row that makes no sense costs one line.
    """
    with opened_ledger(ledger) as book:
        done = problems = 0
        try:
            for line, outcome in read_people_table(book, table):
                if isinstance(outcome, str):
                    problems += 1
                    say(f"{table}, line {line}: {outcome}")
                else:
                    done += outcome
        except UsageError as error:
            raise Failure(str(error)) from None
    say(f"{done} changes" + (f", {problems} rows passed over" if problems else ""))
    if problems:
        click.get_current_context().exit(2)


@people.command(short_help="Who may be the same person, with reasons.")
@ledger_option
@_LIMIT
@_FORMAT
def suggest(ledger: Path, limit: int, format_: str) -> None:
    """List people who may be one, each pair with the reason. Nothing is merged: that is 'onrecord people merge'."""
    from onrecord.ledger.suggestions import suggested_merges

    with opened_ledger(ledger, readonly=True) as book:
        found = suggested_merges(book, limit)
    _write(
        [
            {"one": s.one.to_dict(), "other": s.other.to_dict(), "reason": s.reason, "statements": s.statements}
            for s in found
        ],
        format_,
        ("merge", "name", "with", "name", "because", "statements"),
        lambda s: (
            s["one"]["number"], s["one"]["name"], s["other"]["number"], s["other"]["name"], s["reason"],
            s["statements"],
        ),
    )  # fmt: skip


@people.command(short_help="What was told, newest first.")
@ledger_option
@_LIMIT
@_FORMAT
def log(ledger: Path, limit: int, format_: str) -> None:
    """List the operations on people, newest first, with the numbers that 'onrecord people undo' takes."""
    with _people(ledger, readonly=True) as known:
        found = known.log(limit)
    _write(
        [_entry_dict(entry) for entry in found],
        format_,
        ("number", "when", "operation", "told", "undone by"),
        lambda e: (e["number"], e["at"], e["operation"], _shown(e["told"]), e["undone_by"]),
    )


@people.command(short_help="Take an operation back.")
@click.argument("number", type=click.IntRange(1))
@ledger_option
def undo(number: int, ledger: Path) -> None:
    """Take back the operation NUMBER of 'onrecord people log'; an undo can be undone, too."""
    _told(ledger, lambda known: known.undo(number))


@contextmanager
def _people(path: Path, *, readonly: bool = False) -> Iterator[People]:
    with opened_ledger(path, readonly=readonly) as book:
        try:
            yield People(book)
        except UsageError as error:
            raise Failure(str(error)) from None


def _told(path: Path, run: Callable[[People], int]) -> None:
    with _people(path) as known:
        entry = run(known)
    say(f"done; to take it back: onrecord people undo {entry}")


def _write(
    rows: list[dict[str, Any]],
    format: str,
    columns: tuple[str, ...],
    cells: Callable[[dict[str, Any]], tuple[Any, ...]],
) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from onrecord.cli.ledger_output import console_for, write_json

    with opened(None) as stream:
        if format != "table":
            write_json(stream, rows, lines=format == "jsonl")
            return
        table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*(Text("" if cell is None else one_line(str(cell))) for cell in cells(row)))
        if rows:
            console_for(stream, to_file=False).print(table)
        else:
            sys.stderr.write("onrecord: none\n")


def _known_dict(known: Known) -> dict[str, Any]:
    return {
        **known.person.to_dict(),
        "person": str(known.person),
        "aliases": list(known.aliases),
        "statements": known.statements,
        "documents": known.documents,
        "first": date_text(known.first),
        "last": date_text(known.last),
    }


def _entry_dict(entry: LogEntry) -> dict[str, Any]:
    at = time.strftime("%Y-%m-%d %H:%M:%SZ", time.gmtime(entry.at))
    return {
        "number": entry.number,
        "at": at,
        "operation": entry.operation,
        "told": entry.told,
        "undone_by": entry.undone_by,
    }


def _shown(told: dict[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in told.items() if value not in (None, [], ""))
