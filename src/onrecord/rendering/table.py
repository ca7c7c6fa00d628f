"""Statements as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.documents import Document
from onrecord.records import Statement
from onrecord.rendering.visible import TOLD_ELSEWHERE, circumstances, one_line, same_name

__all__ = ["TableRenderer"]

_ROWS_AT_ONCE = 200
"""A long document is written table by table: Rich lays out a whole table before it prints a line."""
_WIDTH = 100
"""Columns where there is no terminal to ask."""
_KIND_STYLE = {"direct": "green", "mixed": "yellow", "indirect": "cyan"}


class TableRenderer:
    """A heading for each document and a row for each statement: who, how, what, kind, confidence."""

    def __init__(
        self, stream: TextIO, *, colour: bool = False, width: int | None = None, explain: bool = False
    ) -> None:
        self._explain = explain
        self._console = Console(
            file=stream,
            width=max(40, width or _WIDTH),
            force_terminal=colour,
            color_system="standard" if colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )
        self._documents = 0

    def add(self, document: Document, statements: Iterable[Statement]) -> int:
        if self._documents:
            self._console.print()
        self._documents += 1
        self._console.print(_heading(document))
        rows, count = iter(statements), 0
        while part := list(islice(rows, _ROWS_AT_ONCE)):
            self._console.print(self._table(part))
            count += len(part)
        self._console.print(Text(_counted(count), style="dim"))
        return count

    def close(self) -> None:
        self._console.file.flush()

    def _table(self, statements: list[Statement]) -> Table:
        width = self._console.width
        table = Table(box=SIMPLE_HEAD, width=width, pad_edge=False, padding=(0, 1))
        who = max(10, width // 5)
        table.add_column("who", width=who, overflow="fold")
        table.add_column("cue", width=max(8, width // 8), overflow="fold")
        table.add_column("statement", ratio=1, overflow="fold")
        table.add_column("kind", width=8)
        table.add_column("conf", width=4, justify="right")
        for statement in statements:
            table.add_row(*_cells(statement, explain=self._explain))
        return table


def _heading(document: Document) -> Text:
    known = [document.title, document.outlet, document.published]
    heading = Text(one_line(document.path or "text"), style="bold")
    about = " · ".join(one_line(fact) for fact in known if fact)
    return heading.append(f"\n{about}", style="not bold dim") if about else heading


def _cells(statement: Statement, *, explain: bool) -> Iterator[Text]:
    source = one_line(statement.source.text) if statement.source else "–"
    who = Text(source, style="bold")
    if statement.speaker is not None and not same_name(source, one_line(statement.speaker.name)):
        who.append(f"\n= {one_line(statement.speaker.name)}", style="not bold")
    yield who
    yield Text(one_line(statement.cue.text) if statement.cue else "–")
    content = Text(one_line(statement.content.text))
    flags = [flag for flag in statement.flags if flag not in TOLD_ELSEWHERE]
    if flags:
        content.append(f"\n[{', '.join(flags)}]", style="dim")
    around = circumstances(statement)
    if around:
        content.append(f"\n{' · '.join(around)}", style="dim")
    if explain:
        content.append(f"\n{_explanation(statement)}", style="dim")
    yield content
    yield Text(statement.kind, style=_KIND_STYLE[statement.kind]).append(
        "\nthought" if statement.factuality == "thought" else "", style="dim"
    )
    yield Text(f"{statement.confidence:.2f}")


def _explanation(statement: Statement) -> str:
    speaker = statement.speaker
    if speaker is None:
        return "speaker: not told, or not sure enough"
    way = " → ".join(dict.fromkeys(one_line(link.text) for link in speaker.chain))
    sure = f"{min(int(speaker.confidence * 100 + 0.5), 99)}% sure"
    told = f"speaker: {one_line(speaker.name)} ({speaker.kind}, {sure}): {speaker.reason}"
    return f"{told}: {way}" if len(speaker.chain) > 1 else told


def _counted(count: int) -> str:
    return {0: "no statements", 1: "1 statement"}.get(count, f"{count} statements")
