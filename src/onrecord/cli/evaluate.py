"""``onrecord evaluate``: scores on labelled corpora."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.output import Failure, opened
from onrecord.errors import InputError, UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

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
    help="Labels (JSONL) of factuality, act, addressee, channel and date for the gold relations, to score these, too.",
)
@click.option(
    "--meta",
    type=_FILE,
    metavar="FILE",
    help="A CSV file that tells when the articles were published, as for 'onrecord extract'.",
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
    meta: Path | None,
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
                published=None if meta is None else _dates(directory, meta),
                people=people,
                resamples=resamples,
                progress=progress,
            )
    except (InputError, UsageError) as error:
        raise Failure(str(error)) from None
    _write(output, format_, report.to_dict, lambda: evaluation.report_tables(report))


@evaluate.command(short_help="Who spoke, against labels by reading.")
@click.argument("directory", type=_FOLDER)
@click.option(
    "--labels",
    type=_FILE,
    required=True,
    metavar="FILE",
    help="Labels (JSONL) that tell the speaker of each gold relation.",
)
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
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also draw risk against coverage, by how the source refers, as SVG.",
)
@click.option(
    "--reliability",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also draw confidence against truth as SVG.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--quiet", "-q", is_flag=True, help="No progress bar.")
def speakers(
    directory: Path,
    labels: Path,
    predictions: Path | None,
    format_: str,
    plot: Path | None,
    reliability: Path | None,
    output: Path | None,
    quiet: bool,
) -> None:
    """Score who is said to have spoken, by how the source refers: name, pronoun, description or nothing.

    DIRECTORY holds text/STEM.txt and attributions/STEM_ANNOTATOR.ann. A label is a line of JSON: article, event (the
    relation's id), speaker (a name, a list of names or a description), kind (named, unnamed, author, none), mention
    (full, partial, pronoun, nominal, none) and sure.

    Exit code 0: scored, whatever the scores. 2: the gold, the predictions or the labels cannot be read.
    """
    from onrecord import evaluation

    try:
        with _progress(show=predictions is None and not quiet) as progress:
            report = evaluation.evaluate_speakers(
                directory,
                _extractor() if predictions is None else evaluation.read_predictions(predictions),
                evaluation.read_speakers(labels),
                progress=progress,
            )
    except InputError as error:
        raise Failure(str(error)) from None
    if plot is not None:
        curves = {
            mention: report.curve(mention) for mention in ("all", "full", "partial", "pronoun", "nominal")
        }
        with opened(plot) as stream:
            stream.write(evaluation.risk_coverage_plot(curves, "Speakers: risk against coverage"))
    if reliability is not None:
        bins = report.confidence.bins if report.confidence is not None else ()
        with opened(reliability) as stream:
            stream.write(evaluation.reliability_plot(bins, "Speakers: confidence against truth"))
    _write(output, format_, report.to_dict, lambda: evaluation.speaker_tables(report))


def _dates(directory: Path, meta: Path) -> dict[str, str]:
    """When each article was published, by the name of its file without ending, as far as the table says.

    Raises:
        UsageError: the table cannot be read.
    """
    from onrecord.documents import read_meta_table

    table = read_meta_table(meta)
    for problem in table.problems:
        click.echo(f"Warning: {problem}", err=True)
    dates = {path.stem: table.of(path).published for path in (directory / "text").glob("*.txt")}
    return {stem: date for stem, date in dates.items() if date is not None}


def _write(
    output: Path | None,
    format_: str,
    as_dict: Callable[[], dict[str, Any]],
    as_tables: Callable[[], RenderableType],
) -> None:
    with opened(output) as stream:
        if format_ == "json":
            stream.write(json.dumps(as_dict(), indent=1, ensure_ascii=False) + "\n")
        else:
            from rich.console import Console

            terminal = output is None and sys.stdout.isatty()
            width = shutil.get_terminal_size().columns if terminal or "COLUMNS" in os.environ else 110
            Console(file=stream, width=width, highlight=False).print(as_tables())


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
