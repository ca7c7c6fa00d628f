"""How `onrecord speaker` shows a person on a terminal: heading, chart, statements, subjects that come back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.ledger_output import shown_content
from onrecord.ledger.people import Known
from onrecord.ledger.rows import Entry
from onrecord.ledger.timeline import Subject, by_period, topics
from onrecord.rendering.visible import one_line

__all__ = ["changes", "heading"]

_BAR = 32
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def heading(console: Console, known: Known, entries: Sequence[Entry]) -> None:
    """Who it is, how much there is, what recurs, and when."""
    title = Text(one_line(str(known.person)), style="bold")
    title.append(f"  number {known.person.number}", style="not bold dim")
    if known.person.qid:
        title.append(f" · {known.person.qid}", style="not bold dim")
    console.print(title)
    if known.aliases:
        console.print(Text("also: " + ", ".join(map(one_line, known.aliases[:10])), style="dim"))
    undated = sum(1 for entry in entries if entry.day is None)
    outlets = {entry.origin.outlet for entry in entries if entry.origin.outlet}
    documents = len({entry.origin.number for entry in entries})
    counted = f"{_counted(len(entries), 'statement')} in {_counted(documents, 'document')}"
    counted += f", {_counted(len(outlets), 'outlet')}" if outlets else ""
    console.print(Text(counted + (f"; {undated} without a date" if undated else "")))
    recurring = [f"{word} ({count})" for word, count in topics(entries) if count > 1]
    if recurring:
        console.print(Text("recurring: " + ", ".join(recurring)))
    _chart(console, entries)


def _chart(console: Console, entries: Sequence[Entry]) -> None:
    _, counts = by_period(entries)
    if len(counts) < 2:
        return
    most = max(count for _, count in counts)
    console.print()
    for period, count in _without_long_gaps(counts):
        if count < 0:
            console.print(Text(f"{'…':>10}", style="dim"))
            continue
        eighths = round(count * _BAR * 8 / most)
        bar = "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
        line = Text(f"{period:>10} ", style="dim")
        console.print(line.append(bar, style="cyan").append(f" {count}" if count else "", style="not dim"))


def _without_long_gaps(counts: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The periods, with one of -1 in place of more than three empty ones."""
    for empty, run in groupby(counts, key=lambda one: not one[1]):
        periods = list(run)
        yield from periods if not empty or len(periods) <= 3 else [("", -1)]


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def changes(console: Console, found: Sequence[Subject]) -> None:
    """Subjects, each with its statements in order of time."""
    if not found:
        console.print(
            Text(
                "\nNo two statements of different days share their subject, or stand in one report.",
                style="dim",
            )
        )
    for subject in found:
        console.print()
        title = Text(_title(subject), style="bold")
        if len(subject.acts) > 1:
            title.append(f"   {' → '.join(subject.acts)}", style="not bold yellow")
        console.print(title)
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True, show_header=False)
        table.add_column(width=13, overflow="fold")
        table.add_column(ratio=8, overflow="fold")
        table.add_column(ratio=3, overflow="fold")
        for entry in subject.entries:
            where = one_line(entry.origin.outlet or entry.origin.title or entry.origin.path or "")
            table.add_row(Text(_when(entry), style="dim"), shown_content(entry), Text(where, style="dim"))
        console.print(table)


def _title(subject: Subject) -> str:
    if subject.report is None:
        return ", ".join(subject.words) or "the same words"
    report = subject.report
    return f"told together in {one_line(report.title or report.outlet or report.path or 'one report')}"


def _when(entry: Entry) -> str:
    """The day, with the words that tell it; "by" a day where only the report's own is known."""
    if entry.day is None:
        return "undated"
    said = entry.statement.said_on
    return f"by {entry.day}" if said is None else f"{entry.day}\n{one_line(said.piece.text)}"
