"""Statements of the ledger as a table, JSON lines, one JSON text or CSV."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.output import opened
from onrecord.ledger.rows import Entry
from onrecord.ledger.search import Hit
from onrecord.records import Span
from onrecord.rendering.visible import one_line, visible

__all__ = [
    "console_for",
    "shown_content",
    "statement_table",
    "write_entries",
    "write_hits",
    "write_json",
]

CSV_COLUMNS: Final = (
    "id", "day", "speaker", "person", "kind", "act", "content", "source", "cue", "addressee", "channel", "outlet",
    "title", "url", "path", "published", "confidence", "quotation", "score",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def console_for(stream: TextIO, *, to_file: bool) -> Console:
    """A console on ``stream`` with colours where a person is looking."""
    terminal = not to_file and sys.stdout.isatty()
    colour = terminal and "NO_COLOR" not in os.environ
    width = shutil.get_terminal_size().columns if terminal or "COLUMNS" in os.environ else 100
    return Console(
        file=stream,
        width=max(40, width),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def write_hits(hits: Sequence[Hit], format: str, output: Path | None) -> None:
    """Write what a search found."""
    with opened(output) as stream:
        if format == "table":
            rows = [(hit.entry, hit.highlights) for hit in hits]
            if rows:
                console_for(stream, to_file=output is not None).print(statement_table(rows))
        elif format == "csv":
            _write_csv(stream, [(hit.entry, hit.score) for hit in hits])
        else:
            write_json(stream, [hit.to_dict() for hit in hits], lines=format == "jsonl")


def write_entries(entries: Sequence[Entry], format: str, stream: TextIO) -> None:
    """Write statements in one of the formats for programs."""
    if format == "csv":
        _write_csv(stream, [(entry, None) for entry in entries])
    else:
        write_json(stream, [entry.to_dict() for entry in entries], lines=format == "jsonl")


def write_json(stream: TextIO, values: Sequence[dict[str, Any]], *, lines: bool) -> None:
    """One JSON text, or one a line."""
    if lines:
        stream.writelines(json.dumps(value, ensure_ascii=False) + "\n" for value in values)
    else:
        stream.write(json.dumps(list(values), ensure_ascii=False, indent=1) + "\n")


def statement_table(rows: Iterable[tuple[Entry, Sequence[Span]]]) -> Table:
    """A row for each statement: when, who, what, where it stands."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), expand=True)
    table.add_column("said", width=10)
    table.add_column("who", ratio=3, overflow="fold")
    table.add_column("statement", ratio=8, overflow="fold")
    table.add_column("where", ratio=3, overflow="fold")
    for entry, highlights in rows:
        table.add_row(_when(entry), _who(entry), shown_content(entry, highlights), _where(entry))
    return table


def shown_content(entry: Entry, highlights: Sequence[Span] = ()) -> Text:
    """The content on one line, what matched in bold, with its public id and what it does."""
    text = entry.statement.content.text
    shown = Text()
    last = 0
    for start, end in highlights:
        shown.append(_flat(text[last:start]))
        shown.append(_flat(text[start:end]), style="bold yellow")
        last = end
    shown.append(_flat(text[last:]))
    about: list[str] = [entry.statement.kind]
    if entry.statement.act != "statement":
        about.append(entry.statement.act)
    if entry.quotation is not None:
        about.append(f"quotation {entry.quotation}")
    return shown.append(f"\n{entry.id} · {' · '.join(about)}", style="dim")


def _flat(text: str) -> str:
    """Line breaks as blanks, one for one; nothing that could deceive."""
    return visible(text.replace("\n", " ").replace("\r", " ").replace("\t", " "))


def _when(entry: Entry) -> Text:
    if entry.day is None:
        return Text("undated", style="dim")
    stated = entry.statement.said_on is not None
    return Text(entry.day, style="" if stated else "dim")


def _who(entry: Entry) -> Text:
    statement = entry.statement
    if entry.person is not None:
        return Text(one_line(str(entry.person)), style="bold")
    if statement.speaker is not None:
        return Text(one_line(statement.speaker.name))
    return Text("–" if statement.source is None else one_line(statement.source.text), style="dim")


def _where(entry: Entry) -> Text:
    origin = entry.origin
    name = None if origin.path is None else origin.path.replace("\\", "/").rpartition("/")[2]
    first = origin.outlet or origin.url or name or origin.id[:19]
    where = Text(one_line(first))
    if origin.title:
        where.append(f"\n{one_line(origin.title)}", style="dim")
    if not origin.current:
        where.append("\n(replaced version)", style="dim")
    return where


def _write_csv(stream: TextIO, rows: Iterable[tuple[Entry, float | None]]) -> None:
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for entry, score in rows:
        statement, origin = entry.statement, entry.origin
        values = (
            entry.id,
            entry.day,
            None if statement.speaker is None else statement.speaker.name,
            None if entry.person is None else str(entry.person),
            statement.kind,
            statement.act,
            statement.content.text,
            None if statement.source is None else statement.source.text,
            None if statement.cue is None else statement.cue.text,
            None if statement.addressee is None else statement.addressee.text,
            None if statement.channel is None else statement.channel.type,
            origin.outlet,
            origin.title,
            origin.url,
            origin.path,
            origin.published,
            f"{statement.confidence:.4f}",
            entry.quotation,
            None if score is None else f"{score:.4f}",
        )
        writer.writerow([_cell(value) for value in values])


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else visible(str(value))
    return "'" + text if text.startswith(_FORMULA) else text
