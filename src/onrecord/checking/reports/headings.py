"""Verdicts in a few plain words, for headings."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.checking.checks import Check
from onrecord.checking.verdicts import QuoteVerdict
from onrecord.rendering.visible import one_line

__all__ = ["coverage_sentence", "has_marks", "heading", "problems", "quoted", "source_name"]

_HEADINGS = {
    "VERBATIM": "As said",
    "VERBATIM_EDITED": "As said, with edits that show",
    "TRUNCATED": "Cut out of its context",
    "ALTERED": "Words changed",
    "SPLICED": "Put together from separate passages",
    "NOT_FOUND": "Not found in the sources",
    "UNCHECKABLE": "Cannot be checked",
    "MISATTRIBUTED": "Said by somebody else",
}
_MARKS = '"“”„‟«»‹›'
_SEVERITIES = {
    "minor": "Small words changed",
    "substantive": "Words changed",
    "critical": "Meaning changed",
}


def heading(verdict: QuoteVerdict) -> str:
    """The headline of a verdict as an editor would say it."""
    if verdict.verdict == "ALTERED" and verdict.severity is not None:
        return _SEVERITIES[verdict.severity]
    return _HEADINGS[verdict.verdict]


def has_marks(text: str) -> bool:
    """Whether words stand in quotation marks of their own, as a quotation given by itself may."""
    return len(text) > 1 and text[0] in _MARKS and text[-1] in _MARKS


def quoted(text: str, limit: int = 90) -> str:
    """A quotation on one line, in marks, cut at a word where it is longer than ``limit`` characters."""
    line = one_line(text)
    if has_marks(line):
        line = line[1:-1]
    if len(line) > limit:
        line = line[:limit].rsplit(" ", 1)[0] + " …"
    return f"“{line}”"


def source_name(source: str) -> str:
    """What to call a source: its path, or a short form of its hash where it has none."""
    return f"{source[:19]}…" if source.startswith("sha256:") else one_line(source)


def coverage_sentence(check: Check) -> str:
    """How many quotations were checked, and what became of the rest."""
    counts = check.coverage
    rest = [
        text
        for number, text in (
            (counts.uncheckable, f"{counts.uncheckable:,} could not be checked"),
            (counts.too_short, f"{counts.too_short:,} too short to check"),
        )
        if number
    ]
    if counts.quotes == 0:
        return "The draft has no quotations"
    noun = "quotation" if counts.quotes == 1 else "quotations"
    whole = counts.checked == counts.quotes
    first = (
        f"{counts.quotes:,} {noun} checked"
        if whole
        else f"{counts.checked:,} of {counts.quotes:,} {noun} checked"
    )
    return ", ".join([first, *rest])


def problems(check: Check) -> Iterator[tuple[str, str]]:
    """What went wrong around the quotations: a fixed word for the kind, and a plain sentence."""
    if check.coverage.checked == 0:
        some = (
            "none of the quotations could be checked" if check.coverage.quotes else "there are no quotations"
        )
        yield "nothing-checked", f"Nothing was checked: {some}."
    for source in check.sources:
        name = source_name(source.path)
        if source.problem is not None and not source.words:
            yield "source-not-read", f"{name} was not searched: {one_line(source.problem)}"
        elif source.problem is not None:
            yield "source-doubtful", f"{name}: {one_line(source.problem)}"
        elif not source.complete:
            yield (
                "source-incomplete",
                f"{name} is only an excerpt, so what is not in it cannot be called false.",
            )
    for warning in () if check.draft is None else check.draft.warnings:
        yield "draft-warning", one_line(warning)
