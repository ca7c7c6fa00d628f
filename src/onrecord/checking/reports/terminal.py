"""Checks for the terminal: each quotation with its verdict, its difference from what was said, and the source line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.checking.checks import Check, CheckedSource
from onrecord.checking.verdicts import Evidence, QuoteVerdict, VerdictLevel
from onrecord.rendering.visible import one_line, visible

__all__ = ["write_text"]

_WIDTH = 100
"""Columns where there is no terminal to ask."""
_LONG = 240
"""Code points from which an unchanged stretch of a quotation is shown by its beginning and its end."""
_CONTEXT = 40
"""Code points of the source shown on both sides of a passage."""
_PASSAGES = 4
_OPENING = frozenset("*_[(\"'“‘")
_OWN = re.compile(r"[,.!?;]?[\"'”’»“]")
_LOUDNESS: tuple[VerdictLevel, ...] = ("ok", "note", "warning", "error")
_SIGNS: dict[VerdictLevel, str] = {"error": "✗", "warning": "!", "note": "·", "ok": "✓"}
_STYLES: dict[VerdictLevel, str] = {"error": "bold red", "warning": "yellow", "note": "cyan", "ok": "green"}
_DECLARED = {
    "ellipsis": "the ellipsis leaves out {1}",
    "cue": "left out at the speech tag: {1}",
    "bracket": "{0} stands for {1}",
    "mask": "{0} stands for {1}",
}
_PROVENANCE = {"asr": "labels by a machine", "article": "an article", "official": "official record"}
_LEGEND = "[-printed, not said-] {+said, not printed+}"

Part = tuple[str, str]
"""A stretch of text and its style."""


def write_text(
    checks: Sequence[Check],
    stream: TextIO,
    *,
    colour: bool = False,
    width: int | None = None,
    least: VerdictLevel = "ok",
) -> None:
    """Write every check, then all sources once; every quotation and every source is accounted for.

    Quotations below the level ``least`` are counted, but not shown.
    """
    console = Console(
        file=stream,
        width=max(40, width or _WIDTH),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for number, check in enumerate(checks):
        if number:
            console.print()
        _write_check(console, check, least)
        if number + 1 == len(checks) or checks[number + 1].sources != check.sources:
            _write_sources(console, check.sources)


def _write_check(console: Console, check: Check, least: VerdictLevel) -> None:
    name = "quotation" if check.draft is None else check.draft.path or "draft"
    console.print(Text(one_line(name), style="bold"))
    shown = [quote for quote in check.quotes if _LOUDNESS.index(quote.level) >= _LOUDNESS.index(least)]
    for quote in shown:
        console.print()
        console.print(_heading(check, quote))
        for line in _body(quote):
            for row in line.wrap(console, console.width - 4):
                row.rstrip()
                console.print(Text("    ").append_text(row))
    console.print()
    if any(_is_changed(quote) for quote in shown):
        console.print(Text(_LEGEND, style="dim"))
    for line in _coverage(check):
        console.print(line)


def _heading(check: Check, quote: QuoteVerdict) -> Text:
    style = _STYLES[quote.level]
    words = [quote.verdict.replace("_", " ")]
    if quote.severity is not None and quote.verdict == "ALTERED":
        words.append(f"({quote.severity})")
    heading = Text(f"{_SIGNS[quote.level]} {' '.join(words)}", style=style)
    speaker = "no name given" if quote.speaker is None else one_line(quote.speaker)
    about = [_place(check, quote), speaker, *([quote.rule] if quote.rule else [])]
    return heading.append(" · " + " · ".join(part for part in about if part), style="not bold default")


def _place(check: Check, quote: QuoteVerdict) -> str:
    """The line of the draft; of a text taken out of another format there are no lines to point at."""
    if check.draft is None or check.draft.encoding is None:
        return ""
    return f"line {check.draft.text.count(chr(10), 0, quote.spans[0][0]) + 1}"


def _body(quote: QuoteVerdict) -> Iterator[Text]:
    yield _styled([("“", ""), *_difference(quote), ("”", "")])
    yield Text(one_line(quote.explanation), style="italic")
    for edit in quote.edits:
        if edit.declared in _DECLARED and re.search(r"\w", edit.said):
            shown = f"“{_shortened(one_line(edit.said))}”"
            yield Text(_DECLARED[edit.declared].format(one_line(edit.printed), shown), style="dim")
    groups = list(_passages(quote))
    for passages in groups:
        yield from _evidence(passages, quote)
    more = quote.places - 1 if quote.wording != "SPLICED" else 0
    if more > 0:
        yield Text(f"  the same words in {more:,} more place{'s' if more > 1 else ''}", style="dim")
    if quote.nearest is not None and not groups:
        yield Text("nearest passage:", style="dim")
        yield from _evidence([quote.nearest], quote)


def _passages(quote: QuoteVerdict) -> Iterator[Sequence[Evidence]]:
    """The passages that the quotation was taken from, those of one voice together; not further places of the same
    words."""
    shown = (
        quote.evidence[:1] if quote.places > 1 and quote.wording != "SPLICED" else quote.evidence[:_PASSAGES]
    )
    for _, passages in groupby(shown, key=lambda one: (one.source, one.speaker, one.published)):
        yield list(passages)


def _evidence(passages: Sequence[Evidence], quote: QuoteVerdict) -> Iterator[Text]:
    first, last = passages[0], passages[-1]
    known = [one_line(first.source)]
    if first.speaker is not None:
        known.append(one_line(first.speaker))
    if first.published is not None:
        known.append(first.published)
    provenance = _PROVENANCE.get(quote.attribution.provenance or "")
    if provenance is not None and first is not quote.nearest and first is quote.evidence[0]:
        known.append(provenance)
    yield Text("→ " + " · ".join(known))
    if quote.wording == "VERBATIM" and first is not quote.nearest:
        return
    before, after = _context(first.prefix, last.suffix)
    words = " … ".join(_shortened(one_line(one.text)) for one in passages)
    marked = before[-1:] in tuple("\"'“‘„«") and _OWN.match(after)  # the source has marks of its own
    opening, closing = ("", "") if marked else ("“", "”")
    yield _styled([(f"  {before}", "dim"), (opening, "dim"), (words, ""), (closing, "dim"), (after, "dim")])


def _context(prefix: str, suffix: str) -> tuple[str, str]:
    """Some words before and after a passage, whole ones, of its own paragraph; not of the front matter above it."""
    before = re.split(r"\n\s*\n|^-{3,}\s*\n", visible(prefix), flags=re.MULTILINE)[-1]
    after = re.split(r"\n\s*\n", visible(suffix))[0]
    cut = len(before) == len(prefix) or len(before) > _CONTEXT
    if cut:
        before = "… " + re.sub(r"^\S*\s*", "", before[-_CONTEXT:], count=1)
    if len(after) == len(suffix) or len(after) > _CONTEXT:
        after = re.sub(r"\s*\S*$", "", after[:_CONTEXT], count=1) + " …"
    return before, after


def _is_changed(quote: QuoteVerdict) -> bool:
    return any(edit.declared is None and edit.kind != "none" for edit in quote.edits)


def _difference(quote: QuoteVerdict) -> Iterator[Part]:
    """The quotation, with what a correction would take out and put in: the printed words, then those said."""
    position = 0
    for edit in quote.edits:
        start, end = edit.printed_span
        if edit.declared is not None or start < position or edit.op == "move":
            continue
        if end == start:  # what was left out stands before the marks of the next word
            while start > position and quote.quote[start - 1] in _OPENING:
                start -= 1
            end = start
        yield _shortened(visible(quote.quote[position:start])), ""
        if end > start:
            yield f"[-{visible(quote.quote[start:end])}-]", "red"
        if edit.said:
            blank = " " if end == start and quote.quote[start : start + 1].strip() else ""
            lead = " " if end == start and quote.quote[max(0, start - 1) : start].strip() else ""
            yield f"{lead}{{+{_shortened(visible(edit.said))}+}}{blank}", "green"
        position = end
    yield _shortened(visible(quote.quote[position:])), ""


def _styled(parts: Sequence[Part]) -> Text:
    text = Text()
    for words, style in parts:
        text.append(re.sub(r"\s+", " ", words), style=style or None)
    return text


def _shortened(text: str) -> str:
    if len(text) <= _LONG:
        return text
    head, tail = text[: _LONG // 2].rsplit(None, 1)[0], text[-_LONG // 2 :].split(None, 1)[-1]
    return f"{head} [… {len(text) - len(head) - len(tail):,} characters …] {tail}"


def _coverage(check: Check) -> Iterator[Text]:
    counts = check.coverage
    levels = Counter(quote.level for quote in check.quotes)
    found = ", ".join(_counted(levels[level], level) for level in reversed(_LOUDNESS[1:]))
    yield Text(
        f"{_counted(counts.quotes, 'quotation')}: {counts.checked:,} checked, {counts.uncheckable:,} uncheckable, "
        f"{counts.too_short:,} too short"
    )
    yield Text(f"{found} (policy: {one_line(check.policy)})")
    if check.quotes and not counts.checked:
        yield Text("Nothing was checked.", style="bold red")
    if check.set_aside:
        marked = ", ".join(_shortened(one_line(piece.text)) for piece in check.set_aside[:8])
        rest = len(check.set_aside) - 8
        yield Text(
            f"Set aside as titles or scare quotes: {marked}{f' and {rest:,} more' if rest > 0 else ''}"
        )
    for warning in () if check.draft is None else check.draft.warnings:
        yield Text(f"Draft: {one_line(warning)}")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _write_sources(console: Console, sources: Sequence[CheckedSource]) -> None:
    if not sources:
        console.print(Text("No sources were given.", style="bold red"))
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.add_column("source", overflow="fold")
    table.add_column("words", justify="right")
    table.add_column("turns", justify="right")
    table.add_column("sha256")
    for source in sources:
        name = Text(one_line(source.path))
        if source.problem is not None:
            name.append(f"\n{one_line(source.problem)}", style="bold red")
        elif not source.complete:
            name.append("\nonly an excerpt", style="yellow")
        digest = "–" if source.sha256 is None else source.sha256[:12]
        table.add_row(name, f"{source.words:,}", f"{source.turns:,}", digest)
    console.print(table)
