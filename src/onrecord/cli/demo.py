"""``onrecord demo``: everything that exists, on the shipped example."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from onrecord.cli.output import Failure, opened
from onrecord.demo import story_folder
from onrecord.documents import Document, find_files, in_blocks, read_document
from onrecord.errors import InputError
from onrecord.records import Statement
from onrecord.rendering import renderer_for

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.checking import Check

__all__ = ["demo"]

_IN_FULL = "2026-03-04-sentinel.txt"
_DRAFT = "draft.md"
_PAGE = "port-ellery.html"
_CHECKED = "port-ellery-draft.html"

Found = list[tuple[Document, list[Statement]]]


@click.command(short_help="Walk through the shipped example.")
@click.option(
    "--html",
    "html",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=f"Also write the marked-up texts to DIR/{_PAGE}, and the checked draft to DIR/{_CHECKED}.",
)
def demo(html: Path | None) -> None:
    """Read an invented story, told by three invented papers, show who said what, and check a draft that quotes it.

    A mayor gives her word on the radio and takes it back a day later. Nothing is downloaded.
    """
    from onrecord.checking import check_draft, fill
    from onrecord.extractor import Extractor

    try:
        sources = _from_here(story_folder() / "sources")
        documents = [read_document(path) for path in find_files([sources]) if isinstance(path, Path)]
        draft = read_document(_from_here(story_folder() / _DRAFT))
    except InputError as error:
        raise Failure(str(error)) from None
    extractor = Extractor()
    found: Found = [
        (document, [said for said in in_blocks(document, extractor.extract) if said.factuality == "speech"])
        for document in documents
    ]
    result = check_draft(draft, list(in_blocks(draft, extractor.extract)), fill(documents))
    with opened(None) as stream:
        _walk_through(stream, found, result)
        stream.write(f"\nThe texts: {sources}\n")
        marked_up = "onrecord demo --html ." if html is None else str(_write_page(html, found))
        stream.write(f"The texts, marked up: {marked_up}\n")
        checked = (
            f"onrecord check {draft.path} --against {sources}" if html is None else _write_check(html, result)
        )
        stream.write(f"The draft, checked: {checked}\n")


def _walk_through(stream: TextIO, found: Found, result: Check) -> None:
    from rich.console import Console

    from onrecord.checking.reports.terminal import write_text

    terminal = sys.stdout.isatty()
    colour = terminal and "NO_COLOR" not in os.environ
    width = shutil.get_terminal_size().columns if terminal or "COLUMNS" in os.environ else 100
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=True,
        emoji=False,
    )
    console.print(
        "[bold]The Port Ellery story[/bold]: a mayor, a bridge, and a word that was given too early."
    )
    console.print("[dim]Town, people and papers are invented.[/dim]")
    console.print("\n[bold]1. What was read[/bold]")
    _print_documents(console, found)
    console.print("\n[bold]2. Who says most[/bold]")
    _print_speakers(console, found)
    console.print("\n[bold]3. One article in full[/bold]\n")
    for document, statements in found:
        if Path(document.path or "").name == _IN_FULL:
            short = Document(document.text, document.id, document.body, path=_IN_FULL, outlet=document.outlet)
            renderer_for("table", stream, colour=colour, width=width).add(short, statements)
    surest = max((said for _, statements in found for said in statements), key=lambda said: said.confidence)
    console.print("\n[bold]4. One statement, as a program gets it[/bold]\n")
    known = {name: value for name, value in surest.to_dict().items() if value not in (None, [])}
    fields = (f'  "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in known.items())
    console.print("{\n" + ",\n".join(fields) + "\n}", markup=False, soft_wrap=True)
    console.print("\n[bold]5. A draft that quotes them: did they really say it like that?[/bold]\n")
    write_text([result], stream, colour=colour, width=width, least="warning")


def _from_here(folder: Path) -> Path:
    """A shorter name for ``folder`` where the current folder leads to it."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _print_documents(console: Console, found: Found) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("text", "published"):
        table.add_column(heading)
    for heading in ("words", "statements", "direct", "mixed", "indirect"):
        table.add_column(heading, justify="right")
    for document, statements in found:
        kinds = Counter(statement.kind for statement in statements)
        table.add_row(
            Path(document.path or "").name,
            document.published or "–",
            str(len(document.text[slice(*document.body)].split())),
            str(len(statements)),
            *(str(kinds[kind]) for kind in ("direct", "mixed", "indirect")),
        )
    console.print(table)


def _print_speakers(console: Console, found: Found) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    counted: Counter[str] = Counter()
    texts: dict[str, set[str]] = {}
    for document, statements in found:
        for statement in statements:
            if statement.speaker is not None:
                counted[statement.speaker.name] += 1
                texts.setdefault(statement.speaker.name, set()).add(document.id)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("speaker, by the name that each text gives")
    table.add_column("statements", justify="right")
    table.add_column("texts", justify="right")
    for name, count in counted.most_common(8):
        table.add_row(name, str(count), str(len(texts[name])))
    nobody = sum(len(statements) for _, statements in found) - counted.total()
    table.add_row("[dim]no name given, or not told with certainty[/dim]", str(nobody), "")
    console.print(table)


def _write_page(folder: Path, found: Found) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"{folder}: cannot be made ({error.strerror})") from None
    target = folder / _PAGE
    with opened(target) as stream:
        page = renderer_for("html", stream)
        for document, statements in found:
            page.add(document, statements)
        page.close()
    return target


def _write_check(folder: Path, result: Check) -> Path:
    from onrecord.checking.reports import write_report

    target = folder / _CHECKED
    with opened(target) as stream:
        write_report("html", [result], stream)
    return target
