"""``onrecord find``: search in the ledger."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.ledger_options import FORMATS, ledger_option, opened_ledger
from onrecord.cli.output import Failure, say
from onrecord.errors import UsageError
from onrecord.ledger.codes import ACTS, KINDS
from onrecord.ledger.search import Query
from onrecord.ledger.search import find as search

__all__ = ["find"]


@click.command(short_help="Search the statements on the ledger.")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@ledger_option
@click.option("--like", metavar="TEXT", help="Find this wording approximately, instead of WORDS.")
@click.option("--speaker", metavar="NAME", help="By this person (name or number), or words of a name.")
@click.option("--source", metavar="WORDS", help="Words of the source as printed, such as 'spokesman'.")
@click.option("--outlet", metavar="WORDS", help="The outlet, or words of its name.")
@click.option("--channel", metavar="WORDS", help="Through what: post, interview, ..., or words as printed.")
@click.option("--addressee", metavar="WORDS", help="Words of whom it was said to.")
@click.option("--since", metavar="DATE", help="From this day on (YYYY-MM-DD, YYYY-MM or YYYY).")
@click.option("--until", metavar="DATE", help="Up to this day.")
@click.option("--kind", type=click.Choice(KINDS), help="Only statements of this kind.")
@click.option("--act", type=click.Choice(ACTS), help="Only statements that do this.")
@click.option("--all", "thoughts", is_flag=True, help="Also what people are said to think, want or expect.")
@click.option("--replaced", is_flag=True, help="Also versions of documents that were replaced.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Statements shown."
)
@click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Leave out the first N.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="How to write. [default: table]")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
def find(
    words: tuple[str, ...],
    ledger: Path,
    like: str | None,
    speaker: str | None,
    source: str | None,
    outlet: str | None,
    channel: str | None,
    addressee: str | None,
    since: str | None,
    until: str | None,
    kind: str | None,
    act: str | None,
    thoughts: bool,
    replaced: bool,
    limit: int,
    offset: int,
    format_: str | None,
    output: Path | None,
) -> None:
    """Search statements by their words: in what was said, by whom (source and speaker), to whom, through what.

    All WORDS must occur; 'begin*' is the beginning of a word, '"two words"' a phrase, 'OR' stands between alternatives,
    '-word' must not occur, and brackets group. Anything else is just words. The best come first; with
    filters alone, the latest do.

    Exit code 0: searched, whatever was found. 2: there is no ledger, or the query cannot mean anything.
    """
    query = Query(
        " ".join(words),
        like,
        speaker,
        source,
        outlet,
        channel,
        addressee,
        since,
        until,
        kind,
        act,
        thoughts,
        replaced,
    )
    if query == Query():
        raise Failure("say what to look for: words, --like, --speaker, --outlet, --since ...")
    from onrecord.cli.ledger_output import write_hits

    with opened_ledger(ledger, readonly=True) as book:
        try:
            results = search(book, query, limit=limit, offset=offset)
        except UsageError as error:
            raise Failure(str(error)) from None
        write_hits(results.hits, format_ or "table", output)
        if format_ in (None, "table"):
            say(_told(len(results.hits), results.total, offset, more=results.more))


def _told(shown: int, total: int, offset: int, *, more: bool) -> str:
    if not total:
        return "nothing found"
    many = f"more than {total}, of which those added last were ranked" if more else str(total)
    if not shown:
        return f"no further ones; {many} in all"
    return f"{offset + 1} to {offset + shown} of {many}"
