"""``onrecord speaker``: one person's statements in time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.ledger_options import ledger_option, opened_ledger
from onrecord.cli.ledger_output import (
    FORMATS,
    console_for,
    shown_content,
    statement_table,
    write_entries,
    write_json,
)
from onrecord.cli.output import Failure, opened, say
from onrecord.errors import UsageError
from onrecord.ledger.people import Known, People
from onrecord.ledger.rows import Entry, Person
from onrecord.ledger.search import Query
from onrecord.ledger.store import Ledger
from onrecord.rendering.visible import one_line

if TYPE_CHECKING:
    from onrecord.ledger.timeline import Subject

__all__ = ["speaker"]

_BAR = 32
_EIGHTHS = " ▏▎▍▌▋▊▉█"


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
    share their subject stand together: on Saturday this, on Sunday that.

    Exit code 0: shown. 2: there is no ledger, nobody of that name, or several people are called so.
    """
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
            _heading(console, known, entries)
            if changes:
                _changes(console, subjects(entries))
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


def _heading(console: Console, known: Known, entries: Sequence[Entry]) -> None:
    from onrecord.ledger.timeline import topics

    title = Text(one_line(str(known.person)), style="bold")
    title.append(f"  number {known.person.number}", style="not bold dim")
    if known.person.qid:
        title.append(f" · {known.person.qid}", style="not bold dim")
    console.print(title)
    if known.aliases:
        console.print(Text("also: " + ", ".join(map(one_line, known.aliases[:10])), style="dim"))
    undated = sum(1 for entry in entries if entry.day is None)
    outlets = {entry.origin.outlet for entry in entries if entry.origin.outlet}
    counted = f"{len(entries)} statements in {len({entry.origin.number for entry in entries})} documents"
    counted += f", {len(outlets)} outlets" if outlets else ""
    console.print(Text(counted + (f"; {undated} without a date" if undated else "")))
    recurring = [f"{word} ({count})" for word, count in topics(entries) if count > 1]
    if recurring:
        console.print(Text("recurring: " + ", ".join(recurring)))
    _chart(console, entries)


def _chart(console: Console, entries: Sequence[Entry]) -> None:
    from onrecord.ledger.timeline import by_period

    _, counts = by_period(entries)
    if len(counts) < 2:
        return
    most = max(count for _, count in counts)
    console.print()
    for period, count in counts:
        eighths = round(count * _BAR * 8 / most)
        bar = "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
        line = Text(f"{period:>10} ", style="dim")
        console.print(line.append(bar, style="cyan").append(f" {count}" if count else "", style="not dim"))


def _changes(console: Console, found: Sequence[Subject]) -> None:
    if not found:
        console.print(Text("\nNo two statements on different days share their subject.", style="dim"))
    for subject in found:
        console.print()
        heading = Text(", ".join(subject.words) or "the same words", style="bold")
        if len(subject.acts) > 1:
            heading.append(f"   {' → '.join(subject.acts)}", style="not bold yellow")
        console.print(heading)
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True, show_header=False)
        table.add_column(width=10)
        table.add_column(ratio=8, overflow="fold")
        table.add_column(ratio=3, overflow="fold")
        for entry in subject.entries:
            where = one_line(entry.origin.outlet or entry.origin.title or entry.origin.path or "")
            table.add_row(
                Text(entry.day or "undated", style="dim"), shown_content(entry), Text(where, style="dim")
            )
        console.print(table)


def _as_dict(subject: Subject) -> dict[str, object]:
    return {
        "words": list(subject.words),
        "acts": list(subject.acts),
        "statements": [entry.to_dict() for entry in subject.entries],
    }
