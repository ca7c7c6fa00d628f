"""``onrecord check``: did they really say it like that? And ``onrecord policy``: the rules by which it judges."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from onrecord.cli.output import Failure, opened, say
from onrecord.documents import (
    STDIN,
    Document,
    MetaTable,
    Problem,
    check_encoding,
    find_files,
    in_blocks,
    iso_date,
    not_english,
    read_documents,
    read_meta_table,
)
from onrecord.errors import InputError, LedgerError, UsageError

if TYPE_CHECKING:
    from onrecord.alignment import Source
    from onrecord.checking import Check, Policy, Shelf
    from onrecord.checking.reports import Report
    from onrecord.extractor import Extractor

__all__ = ["check", "policy"]

_REPORTS = ("text", "json", "html", "sarif", "junit")
_BY_SUFFIX = {".json": "json", ".html": "html", ".htm": "html", ".sarif": "sarif", ".xml": "junit"}
_LEVELS = ("note", "warning", "error")
_AGAINST = "--against"


class _Greedy(click.Command):
    """A command whose ``--against`` takes every path up to the next option, as a shell expands ``sources/*.txt``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, list(_one_each(args)))


def _one_each(args: Iterable[str]) -> Iterator[str]:
    taking, first = False, False
    for arg in args:
        if taking and not first and (arg == STDIN or not arg.startswith("-")):
            yield _AGAINST
        taking = arg == _AGAINST or (taking and (first or arg == STDIN or not arg.startswith("-")))
        first = arg == _AGAINST
        yield arg


@click.command(cls=_Greedy, short_help="Check the quotations of a draft against sources.")
@click.argument("drafts", nargs=-1, metavar="DRAFT...")
@click.option(
    _AGAINST,
    "against",
    multiple=True,
    metavar="PATH...",
    help="Sources: files, folders, or - for standard input. Takes all paths up to the next option.",
)
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    is_flag=False,
    flag_value=Path("onrecord.db"),
    metavar="[FILE]",
    help="A ledger as source: its documents, and its statements as secondary sources. [onrecord.db without FILE]",
)
@click.option(
    "--policy",
    "policy_",
    default="default",
    metavar="NAME",
    show_default=True,
    help="House rules: default, ap, nyt, academic, legal, spoken, or a TOML file (see onrecord policy).",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(_REPORTS),
    help="How to write the report. [default: by the suffix of --output, else text]",
)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option(
    "--fail-on",
    type=click.Choice([*reversed(_LEVELS), "never"]),
    default="error",
    show_default=True,
    help="The level of findings from which the exit code is 1.",
)
@click.option("--quote", metavar="WORDS", help="Check these words instead of a draft.")
@click.option("--speaker", metavar="NAME", help="Who is said to have said --quote.")
@click.option("--encoding", metavar="NAME", help="The encoding of files that are not UTF-8.")
@click.option(
    "--meta",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A CSV file that tells title, outlet, published ... of files, by its column path.",
)
@click.option(
    "--published", metavar="DATE", help="The date (YYYY-MM-DD) of drafts that give none themselves."
)
@click.option("--quiet", "-q", is_flag=True, help="No warnings; errors are still shown.")
def check(
    drafts: tuple[str, ...],
    against: tuple[str, ...],
    ledger: Path | None,
    policy_: str,
    format_: str | None,
    output: Path | None,
    fail_on: Literal["error", "warning", "note", "never"],
    quote: str | None,
    speaker: str | None,
    encoding: str | None,
    meta: Path | None,
    published: str | None,
    quiet: bool,
) -> None:
    """Did they really say it like that? Every quotation of a draft gets a verdict, with the evidence.

    DRAFT is a file (text, Markdown, HTML, docx, an LLM's answer ...), a folder, or - for standard input, and
    stands before --against. Who is quoted is read from the draft. An input that cannot be used costs one line on
    standard error, stands in the report, and the rest goes on.

    Exit code 0: no finding at or above --fail-on. 1: there is one. 2: something could not be checked: an
    input was not readable, no quotation could be checked, or the call is wrong.
    """
    from onrecord.checking import fill, load_policy
    from onrecord.checking.reports import write_report

    _refuse_nonsense(drafts, against, ledger, quote, speaker)
    try:
        rules = load_policy(policy_)
        if encoding is not None:
            check_encoding(encoding)
        if published is not None and iso_date(published) != published:
            raise UsageError(f"--published is {published!r}, expected a date as YYYY-MM-DD")
        table = None if meta is None else read_meta_table(meta)
    except UsageError as error:
        raise Failure(str(error)) from None
    job = _Job(encoding, table, rules, quiet)
    for problem in table.problems if table is not None else ():
        job.warn(problem)
    own = [path.resolve() for path in (output, meta, ledger) if path is not None]
    texts = list(job.documents(drafts, published, leave_out=own))
    paths = {Path(text.path).resolve() for text in texts if text.path not in (None, STDIN)}
    sources: Iterable[Document | Source | Problem] = job.sources(against, leave_out=own, drafts=paths)
    if ledger is not None:
        sources = chain(sources, _evidence(ledger))
    shelf = _summarised(fill(sources, drafts=[text.id for text in texts]), ledger)
    for source in shelf.listed:
        if source.problem is not None and (source.sha256 is None or not quiet):
            say(f"{source.path}: {source.problem}")
    checks = job.quotation(quote, speaker, shelf) if quote is not None else job.checked(texts, shelf)
    if checks:
        with opened(output) as stream:
            terminal = output is None and sys.stdout.isatty()
            write_report(
                cast(
                    "Report",
                    format_ or _BY_SUFFIX.get("" if output is None else output.suffix.lower(), "text"),
                ),
                checks,
                stream,
                colour=terminal and "NO_COLOR" not in os.environ,
                width=shutil.get_terminal_size().columns if terminal or "COLUMNS" in os.environ else None,
                fail_on=fail_on,
            )
    click.get_current_context().exit(_exit_code(checks, fail_on, failed=job.failed or bool(shelf.unread)))


def _refuse_nonsense(
    drafts: tuple[str, ...],
    against: tuple[str, ...],
    ledger: Path | None,
    quote: str | None,
    speaker: str | None,
) -> None:
    if not against and ledger is None:
        raise click.UsageError("no sources: name them after --against, or give --ledger")
    if quote is None and not drafts:
        raise click.UsageError("no draft: name it before --against, or give --quote")
    if quote is not None and drafts:
        raise click.UsageError("either drafts or --quote, not both")
    if quote is None and speaker is not None:
        raise click.UsageError("--speaker goes with --quote; who is quoted in a draft is read from the draft")
    if STDIN in drafts and STDIN in against:
        raise click.UsageError("standard input (-) cannot be the draft and a source")


def _evidence(path: Path) -> Iterator[Source]:
    """Documents and statements of a ledger; one that cannot be used ends the command."""
    from onrecord.ledger import Ledger, evidence

    try:
        with Ledger.open(os.fspath(path), readonly=True) as book:
            yield from evidence(book)
    except LedgerError as error:
        raise Failure(str(error)) from None


def _summarised(shelf: Shelf, ledger: Path | None) -> Shelf:
    """One line for all the statements of a ledger, which is named instead of thousands of them."""
    if ledger is None:
        return shelf
    from onrecord.checking import CheckedSource
    from onrecord.ledger.sources import SECONDARY

    texts = tuple(source for source in shelf.listed if not source.path.startswith(SECONDARY))
    count = len(shelf.listed) - len(texts)
    words = sum(source.words for source in shelf.listed) - sum(source.words for source in texts)
    name = f"{ledger}: {count} statements"
    digest = hashlib.sha256("".join(source.sha256 or "" for source in shelf.listed).encode()).hexdigest()
    return replace(shelf, listed=(*texts, CheckedSource(name, digest, words, count, True)))


def _exit_code(
    checks: list[Check], fail_on: Literal["error", "warning", "note", "never"], *, failed: bool
) -> int:
    """2 where the answer is not whole, 1 where it is and there are findings, else 0."""
    nothing = not any(one.coverage.checked for one in checks)
    if nothing:
        quotes = sum(one.coverage.quotes for one in checks)
        if checks and not quotes:
            say("nothing was checked: no quotations were found")
        elif checks:
            which = "the quotation" if quotes == 1 else f"none of {quotes} quotations"
            say(
                f"nothing was checked: {which} could {'not ' if quotes == 1 else ''}be settled, see the report"
            )
    if nothing or failed:
        return 2
    if fail_on == "never":
        return 0
    loud = _LEVELS[_LEVELS.index(fail_on) :]
    return int(any(quote.level in loud for one in checks for quote in one.quotes))


class _Job:
    """One run: what is read and how, and whether something was not."""

    def __init__(self, encoding: str | None, meta: MetaTable | None, policy: Policy, quiet: bool) -> None:
        self._encoding = encoding
        self._meta = meta
        self._policy = policy
        self._quiet = quiet
        self._extractor: Extractor | None = None
        self.failed = False

    def warn(self, message: str) -> None:
        if not self._quiet:
            say(message)

    def _read(self, paths: Iterable[str], leave_out: list[Path]) -> Iterator[Path | Problem]:
        for item in find_files(paths):
            if isinstance(item, Problem) or item.resolve() not in leave_out:
                yield item

    def documents(
        self, paths: Iterable[str], published: str | None, *, leave_out: list[Path]
    ) -> Iterator[Document]:
        """The drafts; one that cannot be read costs a line, and the run its clean exit code."""
        for item in self._read(paths, leave_out):
            found: Iterable[Document | Problem] = (
                [item]
                if isinstance(item, Problem)
                else read_documents(item, encoding=self._encoding, meta=self._meta, published=published)
            )
            for document in found:
                if isinstance(document, Problem):
                    self.failed = True
                    say(str(document))
                    continue
                for warning in document.warnings:
                    self.warn(f"{document.path}: {warning}")
                yield document

    def sources(
        self, paths: Iterable[str], *, leave_out: list[Path], drafts: set[Path]
    ) -> Iterator[Document | Problem]:
        """The documents to search; a draft that lies among them is left out."""
        for item in self._read(paths, leave_out):
            if isinstance(item, Problem):
                yield item
            elif item.resolve() in drafts:
                self.warn(f"{item}: is a draft, not searched as a source")
            else:
                for document in read_documents(item, encoding=self._encoding, meta=self._meta):
                    for warning in document.warnings if isinstance(document, Document) else ():
                        self.warn(f"{item}: {warning}")
                    yield document

    def checked(self, drafts: Iterable[Document], shelf: Shelf) -> list[Check]:
        """A check of each draft."""
        from onrecord.checking import check_draft

        checks = []
        for document in drafts:
            foreign = not_english(document)
            if foreign is not None:
                self.warn(f"{document.path}: is not in English ({foreign}); checked without speakers")
            statements = () if foreign is not None else tuple(in_blocks(document, self._loaded().extract))
            checks.append(check_draft(document, statements, shelf, self._policy))
            if not checks[-1].coverage.quotes:
                self.warn(f"{document.path}: no quotations found")
        return checks

    def quotation(self, quote: str, speaker: str | None, shelf: Shelf) -> list[Check]:
        """A check of one quotation; needs no model."""
        from onrecord.checking import check_quotation

        return [check_quotation(quote, speaker, shelf, self._policy)]

    def _loaded(self) -> Extractor:
        if self._extractor is None:
            from onrecord.extractor import Extractor

            self._extractor = Extractor()
        return self._extractor


@click.command(short_help="Print a policy as a TOML file.")
@click.argument("name", default="default", metavar="[NAME]")
def policy(name: str) -> None:
    """Print the house rules of a policy as a commented TOML file, to be changed and given to check --policy.

    NAME is default, ap, nyt, academic, legal, spoken, or a TOML file (which is completed).
    """
    from onrecord.checking import load_policy, policy_toml

    try:
        rules = load_policy(name)
    except (UsageError, InputError) as error:
        raise Failure(str(error)) from None
    with opened(None) as stream:
        stream.write(policy_toml(rules))
