"""``onrecord extract``: the attributed statements of files, folders and standard input."""

from __future__ import annotations

import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

import click

from onrecord.cli.output import Failure, opened, say
from onrecord.documents import (
    Document,
    Problem,
    check_encoding,
    find_files,
    in_blocks,
    iso_date,
    not_english,
    read_documents,
    read_meta_table,
)
from onrecord.errors import OnRecordError, UsageError
from onrecord.records import Statement
from onrecord.rendering import FORMATS, Format, Renderer, renderer_for

if TYPE_CHECKING:
    from onrecord.extractor import Extractor

__all__ = ["extract"]

_PROGRESS_FROM = 10
"""Files from which a progress bar is worth its line."""
_BY_SUFFIX: dict[str, Format] = {".html": "html", ".htm": "html", ".csv": "csv", ".jsonl": "jsonl"}
_PARQUET = "parquet"


@click.command(short_help="List who said what in files, folders or standard input.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "format_",
    type=click.Choice((*FORMATS, _PARQUET)),
    help="How to write the statements. [default: by the suffix of --output, else table on a terminal, jsonl elsewhere]",
)
@click.option("--all", "all_", is_flag=True, help="Also what people are said to think, want or expect.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="P",
    help="Leave out statements that are less sure than P, from 0 to 1.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Also tell how each speaker was found: a line in the table, a chain of places in jsonl.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--encoding", metavar="NAME", help="The encoding of files that are not UTF-8.")
@click.option(
    "--meta",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A CSV file that tells title, outlet, published ... of files, by its column path.",
)
@click.option("--published", metavar="DATE", help="The date (YYYY-MM-DD) of files that give none themselves.")
@click.option("--quiet", "-q", is_flag=True, help="No warnings and no progress bar; errors are still shown.")
def extract(
    paths: tuple[str, ...],
    format_: str | None,
    all_: bool,
    min_confidence: float,
    explain: bool,
    output: Path | None,
    encoding: str | None,
    meta: Path | None,
    published: str | None,
    quiet: bool,
) -> None:
    """List every attributed statement of English news text: who said what.

    PATH is a file (text, Markdown, HTML, docx, PDF, subtitles, JSON, JSON lines, CSV, TEI or feeds), a folder (such
    files in it and in its folders), or - for standard input. An input that cannot be used costs one line on
    standard error and the rest goes on.

    Exit code 0: every input was read. 2: at least one was not (missing, unreadable, empty, not text, not
    English), or the call is wrong.
    """
    try:
        if encoding is not None:
            check_encoding(encoding)
        if published is not None and iso_date(published) != published:
            raise UsageError(f"--published is {published!r}, expected a date as YYYY-MM-DD")
        table = None if meta is None else read_meta_table(meta)
    except UsageError as error:
        raise Failure(str(error)) from None
    job = _Job(
        read=lambda path: read_documents(path, encoding=encoding, meta=table, published=published),
        wanted=lambda statement: (
            (all_ or statement.factuality == "speech") and statement.confidence >= min_confidence
        ),
        quiet=quiet,
    )
    for problem in table.problems if table is not None else ():
        job.warn(problem)
    parquet = (format_ or (output.suffix.lower()[1:] if output else "")) == _PARQUET
    name = cast(Format, format_) if format_ else _format_for(output)
    if parquet and output is None:
        raise Failure("parquet needs a file: --output NAME.parquet")
    with opened(output) as stream:
        terminal = output is None and sys.stdout.isatty()
        renderer = (
            _parquet_renderer(stream)
            if parquet
            else renderer_for(
                name,
                stream,
                colour=terminal and "NO_COLOR" not in os.environ,
                width=shutil.get_terminal_size().columns if terminal or "COLUMNS" in os.environ else None,
                explain=explain,
            )
        )
        with _progress(_inputs(paths, output, meta), show=not quiet and not terminal) as items:
            skipped = sum(not job.run(item, renderer) for item in items)
        renderer.close()
    if skipped:
        click.get_current_context().exit(2)


def _parquet_renderer(stream: TextIO) -> Renderer:
    """For the one format that is no text: it writes the bytes beneath the stream."""
    from onrecord.ledger.exchange.parquet import ParquetRenderer

    try:
        return ParquetRenderer(stream.buffer)
    except UsageError as error:
        raise Failure(str(error)) from None


def _inputs(paths: tuple[str, ...], *own: Path | None) -> list[Path | Problem]:
    """The files to read; what the command itself writes, and the table of facts, may lie in the same folder."""
    left_out = {path.resolve() for path in own if path is not None}
    return [item for item in find_files(paths) if isinstance(item, Problem) or item.resolve() not in left_out]


def _format_for(output: Path | None) -> Format:
    if output is not None:
        return _BY_SUFFIX.get(output.suffix.lower(), "table" if output.suffix.lower() == ".txt" else "jsonl")
    return "table" if sys.stdout.isatty() else "jsonl"


@dataclass
class _Job:
    """One run over many inputs; the model is loaded when the first readable text comes."""

    read: Callable[[Path], Iterable[Document | Problem]]
    wanted: Callable[[Statement], bool]
    quiet: bool

    @cached_property
    def extractor(self) -> Extractor:
        from onrecord.extractor import Extractor

        return Extractor()

    def run(self, item: Path | Problem, renderer: Renderer) -> bool:
        """Extract one input; False when it, or a document in it, could not be used, which standard error then says."""
        found = [item] if isinstance(item, Problem) else self.read(item)
        good = True
        for document in found:
            good = self._add(document, renderer) and good
        return good

    def _add(self, document: Document | Problem, renderer: Renderer) -> bool:
        if isinstance(document, Problem):
            say(str(document))
            return False
        name = document.path if document.line is None else f"{document.path}, line {document.line}"
        for warning in document.warnings:
            self.warn(f"{name}: {warning}")
        reason = not_english(document)
        if reason is not None:
            say(f"{name}: skipped, the model reads English and {reason}; if it is English, state lang: en")
            return False
        try:
            renderer.add(document, self._statements(document))
        except (OSError, OnRecordError):
            raise
        except Exception as error:  # a fault of onrecord in one text must not end a run over many thousands
            place = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__} in {place.name}, line {place.lineno}: {error}"
            say(f"{name}: given up after an internal error, please report it ({fault})")
            return False
        return True

    def warn(self, message: str) -> None:
        if not self.quiet:
            say(message)

    def _statements(self, document: Document) -> Iterator[Statement]:
        return filter(self.wanted, in_blocks(document, self.extractor.extract))


@contextmanager
def _progress(items: list[Path | Problem], *, show: bool) -> Iterator[Iterable[Path | Problem]]:
    """The items, behind a progress bar on standard error when there are many and a person is watching."""
    if not show or len(items) < _PROGRESS_FROM or not sys.stderr.isatty():
        yield items
        return
    from rich.console import Console
    from rich.progress import track

    yield track(items, "Reading", console=Console(stderr=True), transient=True)
