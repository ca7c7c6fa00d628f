"""``onrecord add``: documents and their statements into the ledger."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from onrecord.cli.ledger_options import ledger_option, opened_ledger
from onrecord.cli.output import Failure, say
from onrecord.documents import (
    STDIN,
    Problem,
    check_encoding,
    find_files,
    iso_date,
    read_meta_table,
)
from onrecord.errors import UsageError
from onrecord.ledger.adding import Adding, reader_name
from onrecord.ledger.ingest import Adder, Tally
from onrecord.ledger.store import Ledger
from onrecord.ledger.watching import watched

__all__ = ["add"]


@click.command(short_help="Put documents and their statements on the ledger.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@ledger_option
@click.option("--encoding", metavar="NAME", help="The encoding of files that are not UTF-8.")
@click.option(
    "--meta",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A CSV file that tells title, outlet, url, published ... of files, by its column path.",
)
@click.option("--published", metavar="DATE", help="The date (YYYY-MM-DD) of files that give none themselves.")
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes that look for statements.",
)
@click.option("--again", is_flag=True, help="Read files again that did not change since they were added.")
@click.option("--watch", is_flag=True, help="Stay, and add what is new or changed in PATH until interrupted.")
@click.option(
    "--every",
    type=click.FloatRange(0.1),
    default=5.0,
    show_default=True,
    metavar="SECONDS",
    help="How often --watch looks.",
)
@click.option(
    "--wait",
    type=click.FloatRange(0),
    default=60.0,
    metavar="SECONDS",
    show_default=True,
    help="How long to wait for another writer.",
)
@click.option("--quiet", "-q", is_flag=True, help="Errors only: no warnings, no progress, no summary.")
def add(
    paths: tuple[str, ...],
    ledger: Path,
    encoding: str | None,
    meta: Path | None,
    published: str | None,
    workers: int,
    again: bool,
    watch: bool,
    every: float,
    wait: float,
    quiet: bool,
) -> None:
    """Put documents and their statements on the ledger, which is made where there is none.

    PATH is a file (text, Markdown, HTML, docx, PDF, subtitles, JSON, JSON lines, CSV, TEI, RSS or Atom), a folder, or -
    for standard input. What is there already is skipped: a second run adds nothing, and one that was interrupted goes
    on where it stopped. Other words at the same address (without one: in the same file) become a new version of the
    document, and the old one is kept. An input that cannot be used costs one line and the rest goes on.

    Exit code 0: every input is on the ledger. 2: at least one is not, or the ledger cannot be written.
    """
    try:
        if encoding is not None:
            check_encoding(encoding)
        if published is not None and iso_date(published) != published:
            raise UsageError(f"--published is {published!r}, expected a date as YYYY-MM-DD")
        table = None if meta is None else read_meta_table(meta)
    except UsageError as error:
        raise Failure(str(error)) from None
    if watch and STDIN in paths:
        raise Failure("--watch looks at files and folders; standard input cannot be watched")
    own = frozenset(path.resolve() for path in (ledger, meta) if path is not None)

    def warn(message: str) -> None:
        if not quiet:
            say(message)

    for problem in table.problems if table is not None else ():
        warn(problem)
    with opened_ledger(ledger, create=True, wait=wait) as book, Adder(book, reader_name()) as adder:
        adding = Adding(
            adder,
            workers=workers,
            encoding=encoding,
            meta=table,
            published=published,
            again=again,
            on_problem=lambda problem: say(str(problem)),
            on_warning=warn,
        )
        if watch:
            _watch(adding, adder, paths, own, every, quiet)
            return
        items = [item for item in find_files(paths) if isinstance(item, Problem) or item.resolve() not in own]
        begun = time.monotonic()
        with _progress(adding, items, show=not quiet) as shown:
            adding.run(shown)
        if not quiet:
            say(_summary(adding, adder.tally, book, time.monotonic() - begun))
    if adding.summary.refused:
        click.get_current_context().exit(2)


def _watch(
    adding: Adding, adder: Adder, paths: tuple[str, ...], own: frozenset[Path], every: float, quiet: bool
) -> None:
    """Rounds until Ctrl-C, which is how a watch ends and no error."""
    if not quiet:
        say("watching " + ", ".join(paths) + "; Ctrl-C ends it")
    try:
        for items in watched(paths, every=every, left_out=own):
            if not items:
                continue
            before = Tally(**vars(adder.tally))
            adding.run(items)
            new = adder.tally.added + adder.tally.versions - before.added - before.versions
            if new and not quiet:
                found = adder.tally.statements - before.statements
                say(f"{_counted(new, 'document')}, {_counted(found, 'statement')}")
    except KeyboardInterrupt:
        adder.flush()


def _summary(adding: Adding, tally: Tally, ledger: Ledger, seconds: float) -> str:
    """One line: what was added, skipped, refused."""
    summary = adding.summary
    parts = [f"{_counted(tally.added, 'document')} added"]
    if tally.versions:
        parts.append(f"{_counted(tally.versions, 'new version')}")
    if tally.copies:
        parts.append(f"{_counted(tally.copies, 'text')} known from elsewhere")
    if tally.unchanged:
        parts.append(f"{_counted(tally.unchanged, 'text')} unchanged")
    if summary.files_unchanged:
        parts.append(f"{_counted(summary.files_unchanged, 'file')} unchanged")
    if summary.refused:
        parts.append(f"{len(summary.refused)} refused")
    return f"{ledger.path}: {', '.join(parts)}; {_counted(tally.statements, 'statement')} in {seconds:.1f} s"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


@contextmanager
def _progress(
    adding: Adding, items: list[Path | Problem], *, show: bool
) -> Iterator[Iterable[Path | Problem]]:
    """The items behind a bar on standard error, with rate and remaining time, when a person is watching."""
    if not show or not sys.stderr.isatty():
        yield items
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("Adding"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[count]} documents, {task.fields[rate]:.0f} statements/s"),
        TimeRemainingColumn(),
    )
    sizes = [_size(item) for item in items]
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=max(1, sum(sizes)), count=0, rate=0.0)
        begun = time.monotonic()
        count = 0

        def note(_: object) -> None:
            nonlocal count
            count += 1
            rate = adding.adder.tally.statements / max(0.001, time.monotonic() - begun)
            bar.update(task, count=count, rate=rate)

        adding.on_document = note
        yield _advancing(items, sizes, lambda size: bar.advance(task, size))


def _advancing(
    items: list[Path | Problem], sizes: list[int], advance: Callable[[int], None]
) -> Iterator[Path | Problem]:
    for item, size in zip(items, sizes, strict=True):
        yield item
        advance(size)


def _size(item: Path | Problem) -> int:
    try:
        return item.stat().st_size if isinstance(item, Path) and str(item) != STDIN else 1
    except OSError:
        return 1
