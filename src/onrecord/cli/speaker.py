"""``onrecord speaker``: one person's statements in time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.ledger_options import FORMATS, ledger_option, opened_ledger
from onrecord.cli.output import Failure, opened, say
from onrecord.errors import UsageError
from onrecord.ledger.people import People
from onrecord.ledger.rows import Person
from onrecord.ledger.search import Query
from onrecord.ledger.store import Ledger

if TYPE_CHECKING:
    from onrecord.ledger.timeline import Subject

__all__ = ["speaker"]


@click.command(short_help="One person's statements in order of time.")
@click.argument("name", nargs=-1, required=True, metavar="NAME...")
@ledger_option
@click.option(
    "--about", metavar="WORDS", help="Only statements with these words (as 'onrecord find' reads them)."
)
@click.option(
    "--changes", is_flag=True, help="Statements that share their subject side by side, in order of time."
)
@click.option("--since", metavar="DATE", help="From this day on (YYYY-MM-DD, YYYY-MM or YYYY).")
@click.option("--until", metavar="DATE", help="Up to this day.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Statements shown."
)
@click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Leave out the first N.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to write.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
def speaker(
    name: tuple[str, ...],
    ledger: Path,
    about: str | None,
    changes: bool,
    since: str | None,
    until: str | None,
    limit: int,
    offset: int,
    format_: str,
    output: Path | None,
) -> None:
    """Show what one person said, in order of time, with a chart of when and the words that recur.

    NAME is a name of the person, or the person's number from 'onrecord people'. With --changes the statements that
    share their subject, or that one report tells together, stand side by side: on Saturday this, on Sunday that.

    Exit code 0: shown. 2: there is no ledger, nobody of that name, or several people are called so.
    """
    from onrecord.cli import speaker_view
    from onrecord.cli.ledger_output import console_for, statement_table, write_entries, write_json
    from onrecord.ledger.timeline import subjects, timeline

    query = Query(about or "", since=since, until=until)
    with opened_ledger(ledger, readonly=True) as book:
        try:
            person = _person(book, " ".join(name))
            entries = timeline(book, person.number, query)
            known = People(book).known(person.number)
        except UsageError as error:
            raise Failure(str(error)) from None
        with opened(output) as stream:
            if format_ != "table":
                if changes and format_ != "csv":
                    write_json(
                        stream, [_as_dict(subject) for subject in subjects(entries)], lines=format_ == "jsonl"
                    )
                else:
                    write_entries(entries[offset : offset + limit], format_, stream)
                return
            console = console_for(stream, to_file=output is not None)
            speaker_view.heading(console, known, entries)
            if changes:
                speaker_view.changes(console, subjects(entries))
            elif entries:
                console.print(statement_table((entry, ()) for entry in entries[offset : offset + limit]))
        if not changes and len(entries) > limit:
            shown = len(entries[offset : offset + limit])
            say(f"{offset + 1} to {offset + shown} of {len(entries)}")


def _person(book: Ledger, name: str) -> Person:
    """The person meant; where nobody has exactly this name, those whose names hold it are told."""
    people = People(book)
    if not people.named(name):
        near = people.matching(name)
        if len(near) == 1:
            return near[0]
        if near:
            listed = ", ".join(f"{person} = {person.number}" for person in near[:10])
            raise UsageError(f"nobody is called just {name!r}; say which by number: {listed}")
    return people.get(name)


def _as_dict(subject: Subject) -> dict[str, object]:
    return {
        "words": list(subject.words),
        "acts": list(subject.acts),
        "report": None if subject.report is None else subject.report.to_dict(),
        "statements": [entry.to_dict() for entry in subject.entries],
    }
