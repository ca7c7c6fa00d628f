"""The report on speakers for people: Rich tables."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.evaluation.speakers import MENTIONS, SpeakerReport

__all__ = ["speaker_tables"]

_NAMES = {
    "all": "all",
    "full": "full name",
    "partial": "part of a name",
    "pronoun": "pronoun",
    "nominal": "description",
    "none": "no source",
}
_STEPS = (0.6, 0.8, 0.85, 0.9, 0.95)


def speaker_tables(report: SpeakerReport) -> Group:
    """The tables of a report, to be printed by a Rich console."""
    return Group(*_parts(report))


def _parts(report: SpeakerReport) -> Iterator[RenderableType]:
    yield Text(
        f"{report.articles} articles, {len(report.outcomes)} statements found whose speaker is labelled"
    )
    yield Text("\nSpeakers whom the article names, by how the source refers to them")
    yield _named(report)
    for kind, words in (("unnamed", "never named in the article"), ("none", "without any source")):
        counts = report.counts(kind)
        every = sum(counts.values())
        if every:
            yield Text(
                f"{words}: {counts['wrong']} of {every} were given somebody's name "
                f"({100 * counts['wrong'] / every:.1f} %)"
            )
    yield Text("\nGiving only the surest names: precision at coverage")
    yield _curves(report)
    curve = report.confidence
    if curve is None:
        yield Text("No figures on confidence: they need names that all have one.")
        return
    yield Text(
        f"Confidence against truth: expected calibration error {100 * curve.calibration_error:.1f} points; "
        f"area under risk-coverage {curve.area:.4f}"
    )
    table = Table()
    for heading in ("names", "mean confidence", "right"):
        table.add_column(heading, justify="right")
    for part in curve.bins:
        table.add_row(str(part.relations), f"{100 * part.confidence:.1f}", f"{100 * part.right:.1f}")
    yield table


def _named(report: SpeakerReport) -> Table:
    table = Table()
    table.add_column("source")
    for heading in ("labelled", "right", "wrong", "abstained", "precision", "coverage"):
        table.add_column(heading, justify="right")
    for mention in ("all", *MENTIONS):
        counts = report.counts("named", mention)
        every, answered = sum(counts.values()), counts["right"] + counts["wrong"]
        table.add_row(
            _NAMES[mention],
            *(str(n) for n in (every, counts["right"], counts["wrong"], counts["abstained"])),
            f"{100 * counts['right'] / answered:.1f}" if answered else "-",
            f"{100 * answered / every:.1f}" if every else "-",
        )
    return table


def _curves(report: SpeakerReport) -> Table:
    table = Table()
    table.add_column("source")
    for step in _STEPS:
        table.add_column(f"at {step:.0%}", justify="right")
    for mention in ("all", *MENTIONS):
        points = report.curve(mention)
        reached = points[-1].coverage if points else 0.0
        cells = []
        for step in _STEPS:
            below = [point for point in points if point.coverage <= step]
            cells.append(f"{100 * below[-1].precision:.1f}" if below and reached >= step else "-")
        table.add_row(_NAMES[mention], *cells)
    return table
