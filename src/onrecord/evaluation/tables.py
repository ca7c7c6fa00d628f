"""A report for people: Rich tables of figures, confidence and calibration."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.evaluation.circumstances import CIRCUMSTANCES, SURROUNDINGS
from onrecord.evaluation.reliability import ConfidenceCurve
from onrecord.evaluation.report import Report
from onrecord.evaluation.scores import RELATION_MEASURES, ROLES, Figure
from onrecord.evaluation.words import KINDS

__all__ = ["report_tables"]

_MEANING = {
    "relation": "relation: content and source overlap",
    "relation50": "relation50: content by half, source overlaps",
    "strict": "strict: source, cue, content the same words",
    "content50": "content50: content by half, any source",
}
_KIND_NAMES = {
    "direct": "direct",
    "mixed_say": "mixed, say-verb",
    "indirect_say": "indirect, say-verb",
    "mixed_other": "mixed, other cue",
    "other": "other",
}


def report_tables(report: Report) -> Group:
    """The tables of a report, to be printed by a Rich console."""
    return Group(*_parts(report))


def _parts(report: Report) -> Iterator[RenderableType]:
    kept = f", {report.factuality} only" if report.factuality else ""
    yield Text(
        f"{report.articles} articles{kept}: "
        f"{report.relations_gold} relations in the gold, {report.relations_predicted} predicted"
    )
    yield _figures(report)
    yield from map(Text, _notes(report))
    curve = report.confidence
    if curve is None:
        yield Text("No figures on confidence: they need predictions that all have one.")
        return
    yield Text(
        f"\nKeeping only the surest relations: area under risk-coverage {curve.area:.3f} "
        f"(confidences that say nothing: {1 - curve.precision:.3f})"
    )
    yield _coverage(curve)
    yield Text(
        "\nConfidence against truth: expected calibration error "
        f"{_percent(curve.calibration_error)} points over bins of equal size"
    )
    yield _reliability(curve)
    yield Text("\nConfidence by kind of the predicted relation: precision of all, and of the surest")
    yield _confidence_by_kind(report)


def _figures(report: Report) -> Table:
    table = Table()
    table.add_column("measure")
    for heading in ("gold", "F1", "95 %", "precision", "recall", "people F1"):
        table.add_column(heading, justify="right", no_wrap=True)
    groups = (
        [(f"words in a {role}", f"tokens.{role}") for role in ROLES],
        [(_MEANING[measure], measure) for measure in RELATION_MEASURES],
        [(f"{_KIND_NAMES[kind]}: content by half", f"kinds.{kind}.content") for kind in KINDS],
        [(f"{_KIND_NAMES[kind]}: and right source", f"kinds.{kind}.full") for kind in KINDS],
    )
    for group in groups:
        for label, measure in group:
            table.add_row(label, *_cells(report, measure))
        table.add_section()
    return table


def _cells(report: Report, measure: str) -> tuple[str, ...]:
    figure = report.figures[measure]
    people = report.people.f1.get(measure)
    return (
        str(report.counts[measure].gold),
        f"{figure.f1:.1f}",
        "-" if figure.interval is None else f"{figure.interval[0]:.1f}-{figure.interval[1]:.1f}",
        f"{figure.precision:.1f}",
        f"{figure.recall:.1f}",
        "-" if people is None else f"{people:.1f}",
    )


def _notes(report: Report) -> Iterator[str]:
    yield (
        f"95 %: interval of F1 over {report.resamples} draws of articles. People: pairs of annotators "
        f"({report.people.pairs} pairs on {report.people.articles} articles)."
    )
    if report.factuality:
        yield "People's figures are of speech and thought together: annotators did not tell them apart."
    if report.bad_offsets:
        yield f"{report.bad_offsets} predictions have a content text that is not what stands at their spans."
    if report.silent_articles:
        yield f"{report.silent_articles} articles have no prediction."
    if report.strays:
        yield f"{report.strays} predictions are for articles that the gold does not have; they count nowhere."
    for name in CIRCUMSTANCES:
        counts = report.counts.get(f"circumstances.{name}")
        if counts is not None and counts.gold:
            share = 100 * counts.gold_found / counts.gold
            yield f"{name}: right for {share:.1f} % of {counts.gold} relations found, with a sure label"
    for name in SURROUNDINGS:
        counts = report.counts.get(f"circumstances.{name}")
        if counts is not None:
            figure = Figure.of(counts, None)
            yield (
                f"{name}: F1 {figure.f1:.1f} (precision {figure.precision:.1f}, recall {figure.recall:.1f}), "
                f"of {counts.gold} labelled"
            )


def _coverage(curve: ConfidenceCurve) -> Table:
    table = Table()
    for heading in ("kept", "confidence from", "precision", "recall"):
        table.add_column(heading, justify="right")
    for point in curve.points:
        recall = "-" if point.recall is None else _percent(point.recall)
        table.add_row(f"{point.coverage:.0%}", f"{point.threshold:.3f}", _percent(point.precision), recall)
    return table


def _reliability(curve: ConfidenceCurve) -> Table:
    table = Table()
    for heading in ("relations", "mean confidence", "right"):
        table.add_column(heading, justify="right")
    for part in curve.bins:
        table.add_row(str(part.relations), _percent(part.confidence), _percent(part.right))
    return table


def _confidence_by_kind(report: Report) -> Table:
    table = Table()
    table.add_column("kind")
    steps = (0.5, 0.8, 0.9)
    headings = ("relations", "precision", *(f"of {step:.0%}" for step in steps), "area", "calibration error")
    for heading in headings:
        table.add_column(heading, justify="right")
    for kind, curve in report.confidence_by_kind.items():
        at = {point.coverage: _percent(point.precision) for point in curve.points}
        table.add_row(
            _KIND_NAMES[kind],
            str(curve.relations),
            _percent(curve.precision),
            *(at[step] for step in steps),
            f"{curve.area:.3f}",
            _percent(curve.calibration_error),
        )
    return table


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
