"""How `onrecord speaker` shows a person on a terminal: heading, chart, statements, subjects that come back."""

from __future__ import annotations

from collections.abc import Sequence

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
    counted = f"{len(entries)} statements in {len({entry.origin.number for entry in entries})} documents"
    counted += f", {len(outlets)} outlets" if outlets else ""
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
    for period, count in counts:
        eighths = round(count * _BAR * 8 / most)
        bar = "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
        line = Text(f"{period:>10} ", style="dim")
        console.print(line.append(bar, style="cyan").append(f" {count}" if count else "", style="not dim"))


def changes(console: Console, found: Sequence[Subject]) -> None:
    """Subjects, each with its statements in order of time."""
    if not found:
        console.print(Text("\nNo two statements on different days share their subject.", style="dim"))
    for subject in found:
        console.print()
        title = Text(", ".join(subject.words) or "the same words", style="bold")
        if len(subject.acts) > 1:
            title.append(f"   {' → '.join(subject.acts)}", style="not bold yellow")
        console.print(title)
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
