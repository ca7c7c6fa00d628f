"""``onrecord evaluate``: scores on labelled corpora."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import Failure, opened
from onrecord.errors import InputError, UsageError

if TYPE_CHECKING:
    from onrecord.evaluation.assessment import StatementExtractor

__all__ = ["evaluate"]

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.group(short_help="Score the extractor on a labelled corpus.")
def evaluate() -> None:
    """Score the extractor, or its output, against texts in which people marked every attribution."""


@evaluate.command(short_help="Against PolNeAR-style gold.")
@click.argument("directory", type=_FOLDER)
@click.option(
    "--predictions",
    type=_FILE,
    metavar="FILE",
    help="Score this output of 'onrecord extract --all --format jsonl' instead of running the extractor.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to write the report.",
)
@click.option(
    "--circumstances",
    type=_FILE,
    metavar="FILE",
    help="Labels (JSONL) of factuality and act for the gold relations, to score these, too.",
)
@click.option(
    "--factuality",
    type=click.Choice(["speech", "thought"]),
    help="Keep only relations of this factuality on both sides; needs --circumstances.",
)
@click.option(
    "--agreement",
    "agreement_directory",
    type=_FOLDER,
    metavar="DIR",
    help="Compute people's agreement from the articles of DIR that several annotators marked. "
    "[default: the shipped figures of PolNeAR's training part]",
)
@click.option(
    "--resamples",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    metavar="N",
    help="Draws of articles for the intervals; 0 for none.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--quiet", "-q", is_flag=True, help="No progress bar.")
def polnear(
    directory: Path,
    predictions: Path | None,
    format_: str,
    circumstances: Path | None,
    factuality: str | None,
    agreement_directory: Path | None,
    resamples: int,
    output: Path | None,
    quiet: bool,
) -> None:
    """Score extracted relations against PolNeAR-style gold.

    DIRECTORY holds text/STEM.txt and attributions/STEM_ANNOTATOR.ann; where an article has several
    annotators, the first by file name is the gold. Beside every F1 stands that of pairs of people.

    Exit code 0: scored, whatever the scores. 2: the gold, the predictions or the labels cannot be read.
    """
    from onrecord import evaluation

    try:
        people = (
            evaluation.POLNEAR_PEOPLE
            if agreement_directory is None
            else evaluation.agreement(agreement_directory, resamples=resamples)
        )
        labels = None if circumstances is None else evaluation.read_circumstances(circumstances)
        with _progress(show=predictions is None and not quiet) as progress:
            report = evaluation.evaluate_polnear(
                directory,
                _extractor() if predictions is None else evaluation.read_predictions(predictions),
                circumstances=labels,
                factuality=factuality,
                people=people,
                resamples=resamples,
                progress=progress,
            )
    except (InputError, UsageError) as error:
        raise Failure(str(error)) from None
    with opened(output) as stream:
        if format_ == "json":
            stream.write(json.dumps(report.to_dict(), indent=1, ensure_ascii=False) + "\n")
        else:
            from rich.console import Console

            terminal = output is None and sys.stdout.isatty()
            width = shutil.get_terminal_size().columns if terminal or "COLUMNS" in os.environ else 110
            Console(file=stream, width=width, highlight=False).print(evaluation.report_tables(report))


def _extractor() -> StatementExtractor:
    from onrecord.extractor import Extractor

    return Extractor(threads=1)


@contextmanager
def _progress(*, show: bool) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on standard error when a person is watching."""
    if not show or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
