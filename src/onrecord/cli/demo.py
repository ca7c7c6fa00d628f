"""``onrecord demo``: everything that exists, on the shipped example."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from onrecord.cli.add import add
from onrecord.cli.check import check
from onrecord.cli.find import find
from onrecord.cli.ledger_options import DEFAULT, opened_ledger
from onrecord.cli.output import Failure, opened
from onrecord.cli.people import people
from onrecord.cli.quotation import quotation
from onrecord.cli.speaker import speaker
from onrecord.demo import story_folder
from onrecord.documents import Document, find_files, in_blocks, read_document
from onrecord.errors import InputError
from onrecord.ledger.search import Query
from onrecord.ledger.search import find as search
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

_MAYOR = "Ines Okafor"
_IN_THE_TRANSCRIPT = "Okafor"
_TUESDAY = "2026-03-03"
_HALF_REMEMBERED = "nobody will be charged a penny for the ferry"
_ON_THE_RADIO = "The bridge is staying open until the summer. You have my word"
_COMMANDS: dict[str, click.Command] = {
    "add": add, "check": check, "find": find, "people": people, "quotation": quotation, "speaker": speaker,
}  # fmt: skip

Found = list[tuple[Document, list[Statement]]]


@click.command(short_help="Walk through the shipped example.")
@click.option(
    "--html",
    "html",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=f"Also write the marked-up texts to DIR/{_PAGE}, and the checked draft to DIR/{_CHECKED}.",
)
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Keep the ledger of the story in this new file. [default: a temporary one]",
)
def demo(html: Path | None, ledger: Path | None) -> None:
    """Read an invented story, told by three invented papers, and show who said what. Check a draft that quotes it, and
    keep it all on a ledger, with every version of a quotation.

    A mayor gives her word on the radio and takes it back a day later. Nothing is downloaded.
    """
    if ledger is not None:
        _make(ledger)
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
        console = _console(stream)
        _walk_through(console, stream, found, result)
        _walk_the_ledger(console, stream, sources, ledger)
        stream.write(f"\nThe texts: {sources}\n")
        marked_up = "onrecord demo --html ." if html is None else str(_write_page(html, found))
        stream.write(f"The texts, marked up: {marked_up}\n")
        checked = (
            f"onrecord check {draft.path} --against {sources}" if html is None else _write_check(html, result)
        )
        stream.write(f"The draft, checked: {checked}\n")
        kept = f"onrecord demo --ledger {DEFAULT}" if ledger is None else str(ledger)
        stream.write(f"The ledger, kept, for the commands of 6 to 10: {kept}\n")


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    terminal = sys.stdout.isatty()
    colour = terminal and "NO_COLOR" not in os.environ
    width = shutil.get_terminal_size().columns if terminal or "COLUMNS" in os.environ else 100
    return Console(
        file=stream,
        width=max(40, width),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=True,
        emoji=False,
        legacy_windows=False,
    )


def _walk_through(console: Console, stream: TextIO, found: Found, result: Check) -> None:
    from onrecord.checking.reports.terminal import write_text

    colour, width = console.is_terminal, console.width
    console.print(
        "[bold]The Port Ellery story[/bold]: a mayor, a bridge, and a word that was given too early."
    )
    console.print("[dim]Town, people and papers are invented.[/dim]")
    console.print("\n[bold]1. What was read[/bold]\n")
    _print_documents(console, found)
    console.print("\n[bold]2. Who says most[/bold]")
    _print_speakers(console, found)
    console.print("\n[bold]3. One article in full[/bold]\n")
    for document, statements in found:
        if Path(document.path or "").name == _IN_FULL:
            short = Document(document.text, document.id, document.body, path=_IN_FULL, outlet=document.outlet)
            renderer_for("table", stream, colour=colour, width=width).add(short, statements)
    told = max((said for _, statements in found for said in statements), key=_how_much_it_shows)
    console.print("\n[bold]4. One statement, as a program gets it[/bold]\n")
    known = _known(told)
    fields = (f'  "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in known.items())
    console.print("{\n" + ",\n".join(fields) + "\n}", markup=False, soft_wrap=True)
    console.print("\n[bold]5. A draft that quotes them: did they really say it like that?[/bold]\n")
    write_text([result], stream, colour=colour, width=width, least="warning")


def _walk_the_ledger(console: Console, stream: TextIO, sources: Path, kept: Path | None) -> None:
    """The commands of the ledger, each run as it would be typed."""
    with _ledger_file(kept) as file:

        def run(*words: str) -> None:
            _run(console, stream, file, words, kept=kept)

        _tell(
            console,
            "6. The texts on a ledger",
            "One file that keeps every statement, every person, and every quotation with its versions.",
        )
        run("add", str(sources))
        _tell(
            console,
            "7. On Monday this, on Tuesday that",
            "The transcript calls her MAYOR OKAFOR. Part of a name is never tied to a person by guess: that is told, "
            "and can be undone.",
        )
        run("people", "alias", _MAYOR, _IN_THE_TRANSCRIPT)
        run("speaker", _MAYOR, "--changes", "--until", _TUESDAY)
        _tell(console, "8. Words that are only half remembered", "How was that about the ferry?")
        run("find", "--like", _HALF_REMEMBERED, "--limit", "2")
        with opened_ledger(file, readonly=True) as book:
            hits = search(book, Query(like=_HALF_REMEMBERED), limit=1).hits
        if hits and hits[0].entry.quotation is not None:
            _tell(
                console,
                "9. Once said, printed in several ways",
                "Where the words stood first, and what each paper left of them.",
            )
            run("quotation", str(hits[0].entry.quotation))
        _tell(
            console,
            "10. A quotation checked against the ledger",
            "No record of the broadcast is on it, only what a paper printed; the verdict says so.",
        )
        run("check", "--quote", _ON_THE_RADIO, "--speaker", _MAYOR, "--ledger")


def _make(ledger: Path) -> None:
    """An empty ledger, before anything is told, so that a file that cannot be had costs no half a story."""
    if ledger.exists():
        raise Failure(f"{ledger}: is there already; the demo makes a new ledger, name another file")
    with opened_ledger(ledger, create=True):
        pass


def _known(statement: Statement) -> dict[str, Any]:
    return {name: value for name, value in statement.to_dict().items() if value not in (None, [])}


def _how_much_it_shows(statement: Statement) -> tuple[object, ...]:
    """A statement is the better example the more is known of it, nothing being odd about it."""
    return not statement.flags, len(_known(statement)), statement.confidence


@contextmanager
def _ledger_file(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="onrecord-demo-") as folder:
        yield Path(folder) / DEFAULT


def _tell(console: Console, heading: str, sentence: str) -> None:
    console.print(f"\n[bold]{heading}[/bold]")
    console.print(f"[dim]{sentence}[/dim]")


def _run(console: Console, stream: TextIO, file: Path, words: Sequence[str], *, kept: Path | None) -> None:
    """Show a command and run it on the ledger. A ledger that goes away afterwards is not named: without --ledger the
    commands take the one in the current folder, and so they can be typed after ``onrecord demo --ledger onrecord.db``.
    """
    option = [] if words[-1] == "--ledger" else ["--ledger"]
    named = [] if kept is None or str(kept) == DEFAULT else [*option, str(kept)]
    console.print(
        f"\n$ onrecord {' '.join(map(_quoted, [*words, *named]))}", style="cyan", markup=False, soft_wrap=True
    )
    stream.flush()
    command = _COMMANDS[words[0]]
    # What a command says in passing belongs to the walk, wherever that goes; findings of a check do not end it.
    with (
        redirect_stderr(stream),
        suppress(click.exceptions.Exit),
        command.make_context(f"onrecord {words[0]}", [*words[1:], *option, str(file)]) as context,
    ):
        command.invoke(context)


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def _from_here(folder: Path) -> Path:
    """A shorter name for ``folder`` where the current folder leads to it."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _print_documents(console: Console, found: Found) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    # The widest row is just within 80 columns.
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in ("text", "published"):
        table.add_column(heading, overflow="fold")
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
