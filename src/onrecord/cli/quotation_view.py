"""How `onrecord quotation` shows the versions of a quotation on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from onrecord.ledger.shingles import wording_of
from onrecord.ledger.variants import QuotationHistory, Version
from onrecord.ledger.variants.diffs import cut_off
from onrecord.rendering.visible import one_line, visible

__all__ = ["show"]

_PLACES = 4
"""Appearances of one version that are listed; all are counted, and JSON has them all."""
_WORDS = 12
"""Words of a cut that are shown; of a longer one their number is."""


def show(console: Console, history: QuotationHistory) -> None:
    """Heading, conflicts, and each version against the fullest."""
    count = sum(len(version.appearances) for version in history.versions)
    name = "one statement" if history.quotation is None else f"quotation {history.quotation}"
    heading = Text(name, style="bold")
    heading.append(
        f": {_counted(len(history.versions), 'version')} in {_counted(count, 'appearance')}", "not bold"
    )
    console.print(heading)
    said = ", ".join(f"{one_line(who or 'nobody named')} ({number})" for who, number in history.speakers)
    console.print(Text(f"attributed to: {said}"))
    if history.conflicts:  # different names inside a quotation may be one person: "Okafor", "a spokesman"
        console.print(Text("conflict: the same words are attributed to different people", style="bold red"))
    for conflict in history.conflicts[:10]:
        one = conflict.appearance
        where = _place(one.date, one.outlet, one.title)
        console.print(
            Text(
                f"  {one_line(one.speaker or 'nobody named')}, {where}: {one_line(one.content)}", style="red"
            )
        )
    for version in history.versions:
        console.print()
        _version(console, history, version)


def _version(console: Console, history: QuotationHistory, version: Version) -> None:
    first = version.appearances[0]
    heading = Text(f"{_place(first.date, first.outlet, first.title)}", style="cyan")
    about = [
        label
        for label, true in (
            ("first", version.number == history.first),
            ("fullest", version.number == history.fullest and len(history.versions) > 1),
            ("cut", version.cut),
            ("a word is masked", version.masked),
        )
        if true
    ]
    if about:
        heading.append(f"   {', '.join(about)}", style="yellow")
    console.print(heading)
    console.print(_diffed(version, history.versions[history.fullest]))
    for other in version.appearances[1:_PLACES]:
        where = _place(other.date, other.outlet, other.title)
        console.print(Text(f"  also {where}: {one_line(other.speaker or 'nobody named')}", style="dim"))
    if len(version.appearances) > _PLACES:
        console.print(Text(f"  and {len(version.appearances) - _PLACES} more", style="dim"))


def _diffed(version: Version, fullest: Version) -> Text:
    """The version's text with its differences from the fullest form."""
    text = version.text
    diff = version.to_fullest
    shown = Text()
    if diff is None:
        return shown.append(_flat(text))
    before, after = cut_off(diff, wording_of(fullest.text, fullest.appearances[0].kind))
    if diff.before:
        shown.append(f"[-{_missing(diff.before, before)}-] ", style="red")
    last = 0
    for edit in sorted(diff.edits, key=lambda edit: edit.printed_span):
        start, end = edit.printed_span
        if start < last:
            continue
        shown.append(_flat(text[last:start]))
        if edit.said:
            shown.append(f"[-{_flat(edit.said)}-]", style="red")
        if edit.printed:
            shown.append(f"{{+{_flat(text[start:end])}+}}", style="green")
        elif edit.said and end < len(text) and not text[end].isspace():
            shown.append(" ")
        last = end
    shown.append(_flat(text[last:]))
    if diff.after:
        shown.append(f" [-{_missing(diff.after, after)}-]", style="red")
    return shown


def _missing(number: int, words: str) -> str:
    return _flat(words) if words and number <= _WORDS else _counted(number, "word")


def _flat(text: str) -> str:
    return visible(text.replace("\n", " ").replace("\r", " ").replace("\t", " "))


def _place(date: str | None, outlet: str | None, title: str | None) -> str:
    return ", ".join(one_line(part) for part in (date or "undated", outlet or title) if part)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
