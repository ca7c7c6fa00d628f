"""The ledger as a file among files: ``export``, ``import``, ``backup`` and ``verify-ledger``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, get_args

import click

from onrecord.cli.ledger_options import ledger_option, opened_ledger
from onrecord.cli.output import Failure, opened, say
from onrecord.errors import InputError, LedgerError, UsageError
from onrecord.ledger.backup import backup as back_up
from onrecord.ledger.exchange import BINARY, FORMATS, Selection
from onrecord.ledger.exchange import export as export_ledger
from onrecord.ledger.exchange import import_file as import_into
from onrecord.ledger.exchange.transfer import Source

__all__ = ["backup", "export", "import_", "verify_ledger"]

_BY_SUFFIX = {
    ".csv": "csv", ".parquet": "parquet", ".jsonld": "jsonld", ".xml": "tei", ".tei": "tei", ".json": "annotations",
}  # fmt: skip
_MOST_TOLD = 100
"""Lines of one import that are told of one by one; the rest is counted."""


@click.command(short_help="Write the ledger as JSON lines, CSV, Parquet, JSON-LD, Web Annotations or TEI.")
@ledger_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="What to write. [default: by the suffix of --output, else jsonl]",
)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--speaker", metavar="NAME", help="Only statements of this person.")
@click.option("--since", metavar="DATE", help="Only from this day on (YYYY-MM-DD, YYYY-MM or YYYY).")
@click.option("--until", metavar="DATE", help="Only up to this day.")
@click.option("--outlet", metavar="NAME", help="Only what this outlet published.")
@click.option("--quiet", "-q", is_flag=True, help="No summary.")
def export(
    ledger: Path,
    format_: str | None,
    output: Path | None,
    speaker: str | None,
    since: str | None,
    until: str | None,
    outlet: str | None,
    quiet: bool,
) -> None:
    """Write the ledger, or the statements asked for, to a file or to standard output.

    jsonl is whole: texts, statements, people, versions; onrecord import makes the same ledger of it. statements is one
    statement a line, as extract writes them. annotations are W3C Web Annotations, jsonld is in the words of schema.org.

    Exit code 0: written. 2: it could not be.
    """
    name = format_ or _BY_SUFFIX.get("" if output is None else output.suffix.lower(), "jsonl")
    if name in BINARY and output is None:
        raise Failure(f"{name} needs a file: --output NAME.{name}")
    selection = Selection(speaker, since, until, outlet)
    with opened_ledger(ledger, readonly=True) as book:
        if output is not None and output.exists() and output.samefile(ledger):
            raise Failure(f"{output}: is the ledger itself; name another file")
        try:
            selection.clause()  # a date that is none must not cost what stands at --output
            with _bytes(output) if name in BINARY else opened(output) as stream:
                documents, statements = export_ledger(book, name, stream, selection)
        except UsageError as error:
            raise Failure(str(error)) from None
    if not quiet and output is not None:
        say(f"{_counted(statements, 'statement')} of {_counted(documents, 'document')} in {output}")


@contextmanager
def _bytes(path: Path | None) -> Iterator[IO[bytes]]:
    """A stream of bytes into a new file beside ``path`` that takes its place at the end."""
    assert path is not None
    with opened(path) as text:
        yield text.buffer


@click.command("import", short_help="Take in what export wrote, or a list of quotations.")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@ledger_option
@click.option(
    "--from",
    "source",
    type=click.Choice(get_args(Source)),
    default="auto",
    show_default=True,
    help="jsonl: written by onrecord export. quotations: JSON lines or CSV with quotation, speaker, date, url.",
)
@click.option("--wait", type=click.FloatRange(0), default=60.0, metavar="SECONDS", help="For another writer.")
@click.option("--quiet", "-q", is_flag=True, help="Errors only: no summary.")
def import_(paths: tuple[Path, ...], ledger: Path, source: Source, wait: float, quiet: bool) -> None:
    """Take files into the ledger, which is made where there is none; - is standard input.

    What onrecord export wrote as jsonl becomes the same ledger where this one is empty; else its documents are added to
    those that are there. A list of quotations without articles (as Quotebank's; gzip, bzip2 and xz are unpacked) is
    taken in as secondary statements. A line that cannot be used costs that line, and its number is told.

    Exit code 0: every line is on the ledger. 2: at least one is not.
    """
    bad = 0
    with opened_ledger(ledger, create=True, wait=wait) as book:
        for path in paths:
            told = 0

            def tell(number: int | None, reason: str, path: Path = path) -> None:
                nonlocal told
                told += 1
                if told <= _MOST_TOLD:
                    say(f"{path}: {reason}" if number is None else f"{path}, line {number}: {reason}")

            try:
                found = import_into(book, None if str(path) == "-" else path, tell, source)
            except InputError as error:
                say(f"{path}: {error}")
                bad += 1
                continue
            bad += found.bad
            if told > _MOST_TOLD:
                say(f"{path}: {told - _MOST_TOLD} further lines like these")
            if not quiet:
                known = f", {_counted(found.known, 'document')} known" if found.known else ""
                lost = f", {_counted(found.bad, 'line')} not usable" if found.bad else ""
                added = (
                    f"{_counted(found.documents, 'document')} with {_counted(found.statements, 'statement')}"
                )
                say(f"{path}: {added} added{known}{lost}")
    if bad:
        click.get_current_context().exit(2)


@click.command(short_help="Copy the ledger while it is in use, and look the copy through.")
@click.argument("file", type=click.Path(path_type=Path))
@ledger_option
@click.option("--quiet", "-q", is_flag=True, help="No summary.")
def backup(file: Path, ledger: Path, quiet: bool) -> None:
    """Copy the ledger to FILE, which appears only when it is whole and sound; an older backup there is replaced.

    Others may read and write meanwhile. Pages, references, and every text against its digest are looked through.

    Exit code 0: the backup is there. 2: it is not, and what was at FILE is as it was.
    """
    with opened_ledger(ledger, readonly=True) as book:
        size = back_up(book, file, check=_documents_wrong)
    if not quiet:
        say(f"{file}: {size:,} bytes, looked through")


def _documents_wrong(copy: Path) -> str | None:
    from onrecord.ledger.integrity import documents_wrong
    from onrecord.ledger.store import Ledger

    with Ledger.open(copy, readonly=True) as book:
        return next((str(finding) for finding in documents_wrong(book)), None)


@click.command("verify-ledger", short_help="Is every text, span and index of the ledger what it should be?")
@ledger_option
@click.option("--repair-indexes", is_flag=True, help="Make the search indexes again from the statements.")
@click.option("--quiet", "-q", is_flag=True, help="Nothing but what is wrong.")
def verify_ledger(ledger: Path, repair_indexes: bool, quiet: bool) -> None:
    """Look the whole ledger through: pages, references, digests, spans, indexes, people and versions.

    Each line on standard output is one thing that is wrong, in which row, and what to do about it. Nothing is repaired
    unless --repair-indexes asks for it, and then only what can be made again from the statements.

    Exit code 0: all is well. 1: something is wrong. 2: the ledger cannot be read.
    """
    from onrecord.ledger.integrity import rebuild_indexes, verify

    count = 0

    def step(name: str) -> None:
        if not quiet and sys.stderr.isatty():
            click.echo(f"\r\033[Klooking at {name} ", nl=False, err=True)

    with (
        opened_ledger(ledger, readonly=not repair_indexes and not _writable(ledger)) as book,
        opened(None) as stream,
    ):
        if repair_indexes:
            dropped = rebuild_indexes(book)
            if not quiet:
                lost = f"; {_counted(dropped, 'comparison')} of versions dropped" if dropped else ""
                say(f"{ledger}: indexes made again{lost}")
        for finding in verify(book, step):
            count += 1
            stream.write(f"{finding}\n")
        partly = book.readonly
    if not quiet:
        if sys.stderr.isatty():
            click.echo("\r\033[K", nl=False, err=True)
        if partly:
            say(f"{ledger}: may not be written, so the words of the full-text index were not compared")
        say(f"{ledger}: {_counted(count, 'thing')} wrong" if count else f"{ledger}: sound")
    if count:
        click.get_current_context().exit(1)


def _writable(path: Path) -> bool:
    """Whether the ledger can be opened for writing, which one of the checks needs although it writes nothing."""
    from onrecord.ledger.store import Ledger

    with suppress(LedgerError), Ledger.open(path) as _:
        return True
    return False


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
