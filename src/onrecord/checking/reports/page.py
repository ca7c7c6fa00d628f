"""Checks as one self-contained HTML page: the draft on the left, the evidence for every quotation on the right.

The page holds no script and fetches nothing. What a colour tells, a sign or a line tells as well. Everything
that comes from a draft or a source is escaped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from itertools import pairwise
from pathlib import PurePath
from string import Template
from typing import TextIO

from onrecord.checking.checks import Check, CheckedSource
from onrecord.checking.reports.cards import SIGNS, card
from onrecord.checking.reports.headings import coverage_sentence, heading, problems, quoted, source_name
from onrecord.checking.verdicts import QuoteVerdict, VerdictLevel
from onrecord.documents import Document
from onrecord.records import Span
from onrecord.rendering.visible import one_line, visible

__all__ = ["write_page"]

_JOINED = 200
"""Checks with more quotations light up only what a link leads to: browsers test every joining rule at every change,
which made a page of 500 quotations load five times as slowly."""
_LIGHT = "background:var(--light);box-shadow:0 0 0 2px var(--light-edge)"
_HINT = "<p>Follow a number in the draft to its evidence, and the number there back into the draft.</p>\n"
_LEVELS: tuple[VerdictLevel, ...] = ("error", "warning", "note", "ok")
_LEVEL_NAMES = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "note": ("note", "notes"),
    "ok": ("as said", "as said"),
}


def write_page(checks: Sequence[Check], stream: TextIO) -> None:
    """Write all checks as one page, in the order given."""
    folder = files("onrecord.checking.reports")
    sections = [_section(f"d{number}", check) for number, check in enumerate(checks, 1)]
    contents = "".join(
        f'<li><a href="#d{number}">{_plain(_name(check.draft))}</a> '
        f'<span class="count">{_plain(coverage_sentence(check))}</span></li>'
        for number, check in enumerate(checks, 1)
    )
    counts = Counter(quote.level for check in checks for quote in check.quotes)
    page = Template(folder.joinpath("page.html").read_text("utf-8")).substitute(
        style=folder.joinpath("page.css").read_text("utf-8"),
        title=_told(counts) or "nothing checked",
        hint=_HINT if any(check.draft is not None for check in checks) else "",
        contents=f'<nav aria-label="Drafts"><ol>{contents}</ol></nav>' if len(checks) > 1 else "",
        sections="\n".join(sections) or "<p>Nothing was checked.</p>",
    )
    stream.write(page)
    stream.flush()


def _section(key: str, check: Check) -> str:
    numbered = list(enumerate(check.quotes, 1))
    cards = "\n".join(card(key, number, quote, check.draft is not None) for number, quote in numbered)
    listed = f"<ol>\n{cards}\n</ol>" if numbered else "<p>There are no quotations to check.</p>"
    aside = f'<aside aria-label="Evidence"><h3>Evidence</h3>\n{listed}</aside>'
    if check.draft is None:
        body = f'<div class="single">{aside}</div>'
    else:
        text = _marked(key, check.draft, check.quotes)
        body = (
            f'<div class="columns">\n<div class="draft" aria-label="Draft" role="region">'
            f'<h3>Draft</h3>\n<div class="text" dir="auto">{text}</div></div>\n{aside}\n</div>'
        )
    return (
        f'<section class="check" id="{key}">\n{_top(key, check)}\n{body}\n'
        f"<style>{_joining_rules(key, len(numbered))}</style>\n</section>"
    )


def _top(key: str, check: Check) -> str:
    """Name, coverage, the findings to look at first, and the sources."""
    counts = Counter(quote.level for quote in check.quotes)
    tiles = "".join(
        f'<li class="{level}"><span class="sign" aria-hidden="true">{SIGNS[level]}</span> '
        f"<b>{counts[level]}</b> {_LEVEL_NAMES[level][counts[level] != 1]}</li>"
        for level in _LEVELS
    )
    warnings = "".join(f'<li class="{kind}">{_plain(text)}</li>' for kind, text in problems(check))
    hide = (
        f'<label class="filter"><input type="checkbox" id="{key}-only"> Hide what is as said</label>'
        if counts["ok"] and len(check.quotes) > 1
        else ""
    )
    return (
        f'<header class="summary"><h2>{_plain(_name(check.draft))}</h2>\n'
        f'<p class="about">{_about(check)}</p>\n'
        f'<ul class="tiles" aria-label="Findings">{tiles}</ul>\n'
        f'{f"""<ul class="problems">{warnings}</ul>""" if warnings else ""}'
        f'<div class="tables">{_coverage(check)}{_sources(check.sources)}</div>\n{_first(key, check.quotes)}'
        f"{_set_aside(check)}{hide}</header>"
    )


def _first(key: str, quotes: Sequence[QuoteVerdict]) -> str:
    """Links to the errors and warnings, the gravest first."""
    grave = sorted(
        ((number, quote) for number, quote in enumerate(quotes, 1) if quote.level in ("error", "warning")),
        key=lambda pair: _LEVELS.index(pair[1].level),
    )
    if len(quotes) < 4 or not grave:
        return ""
    items = "".join(
        f'<li class="{quote.level}"><span class="sign" aria-hidden="true">{SIGNS[quote.level]}</span> '
        f'<a href="#{key}-q{number}">{number}. {heading(quote)}</a>: '
        f'<span class="said">{escape(quoted(quote.quote, 60))}</span></li>'
        for number, quote in grave
    )
    return f'<nav class="first" aria-label="To look at"><h3>To look at</h3><ul>{items}</ul></nav>\n'


def _set_aside(check: Check) -> str:
    """The marked words that were not checked because they quote nobody, so that nothing is skipped in silence."""
    if not check.set_aside:
        return ""
    words = ", ".join(f'<span class="said">{escape(quoted(piece.text))}</span>' for piece in check.set_aside)
    return f'<p class="aside"><b>Marked, but quoting nobody:</b> {words}</p>\n'


def _coverage(check: Check) -> str:
    counts = check.coverage
    rows = (
        ("quotations", counts.quotes),
        ("checked", counts.checked),
        ("cannot be checked", counts.uncheckable),
        ("too short to check", counts.too_short),
        *((("marked, but quoting nobody", counts.set_aside),) if counts.set_aside else ()),
    )
    cells = "".join(f'<tr><th scope="row">{name}</th><td>{number:,}</td></tr>' for name, number in rows)
    return f'<table class="coverage"><caption>Coverage</caption><tbody>{cells}</tbody></table>'


def _sources(sources: Sequence[CheckedSource]) -> str:
    heads = "".join(
        f'<th scope="col">{name}</th>' for name in ("source", "words", "turns", "searched", "SHA-256")
    )
    rows = "".join(_source(source) for source in sources)
    return (
        f'<div class="wide"><table class="sources"><caption>Sources</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
        if sources
        else '<p class="none">No sources.</p>'
    )


def _source(source: CheckedSource) -> str:
    if source.problem is not None:
        no = "" if source.words else "no: "
        state = f'<td class="problem">{no}{_plain(source.problem)}</td>'
    else:
        state = f"<td>{'whole' if source.complete else 'only an excerpt'}</td>"
    digest = (source.sha256 or "").removeprefix("sha256:")
    shown = f'<code title="{escape(digest)}">{escape(digest[:12])}…</code>' if digest else ""
    return (
        f'<tr><th scope="row">{_plain(source_name(source.path))}</th><td class="figure">{source.words:,}</td>'
        f'<td class="figure">{source.turns:,}</td>{state}<td>{shown}</td></tr>'
    )


def _marked(key: str, draft: Document, quotes: Sequence[QuoteVerdict]) -> str:
    """The draft with every stretch between two boundaries wrapped once, whatever overlaps there."""
    spans: list[tuple[Span, int]] = [
        (span, number) for number, quote in enumerate(quotes, 1) for span in quote.spans if span[0] < span[1]
    ]
    end = len(draft.text)
    bounds = sorted({0, end, *(place for span, _ in spans for place in span if 0 < place < end)})
    covering: list[list[int]] = [[] for _ in bounds]
    starts: dict[int, list[int]] = {}
    placed: set[int] = set()
    for (low, high), number in sorted(spans):
        for index in range(bisect_left(bounds, low), bisect_left(bounds, high)):
            covering[index].append(number)
        if number not in placed:
            placed.add(number)
            starts.setdefault(low, []).append(number)
    pieces: list[str] = []
    for index, (low, high) in enumerate(pairwise(bounds)):
        pieces += [_number(key, number, quotes[number - 1]) for number in starts.get(low, ())]
        text = escape(visible(draft.text[low:high]))
        inside = covering[index]
        pieces.append(f"<mark {_attributes(inside, quotes)}>{text}</mark>" if inside else text)
    unplaced = [number for number in range(1, len(quotes) + 1) if number not in placed]
    return "".join(pieces + [_number(key, number, quotes[number - 1]) for number in unplaced])


def _attributes(numbers: Sequence[int], quotes: Sequence[QuoteVerdict]) -> str:
    level = min((quotes[number - 1].level for number in numbers), key=_LEVELS.index)
    told = "; ".join(f"{number}: {heading(quotes[number - 1])}" for number in numbers)
    return f'class="{level}" data-s="{" ".join(map(str, numbers))}" title="{escape(told)}"'


def _number(key: str, number: int, quote: QuoteVerdict) -> str:
    label = f"Quotation {number}, {_LEVEL_NAMES[quote.level][0]}: {heading(quote)}"
    return (
        f'<a class="number {quote.level}" id="{key}-t{number}" href="#{key}-q{number}" data-s="{number}" '
        f'aria-label="{escape(label)}"><span aria-hidden="true">{SIGNS[quote.level]}</span>{number}</a>'
    )


def _joining_rules(key: str, count: int) -> str:
    """One rule a quotation: wherever a part of it is pointed at, focused or followed to, all its parts light up."""
    if count > _JOINED:
        return ""
    parts = [f"[data-s~='{number}']" for number in range(1, count + 1)]
    return "\n".join(
        f"#{key}:has({part}:hover,{part}:focus-within,{part}:target) {part}{{{_LIGHT}}}" for part in parts
    )


def _told(counts: Mapping[VerdictLevel, int]) -> str:
    return ", ".join(_level_counts(counts))


def _level_counts(counts: Mapping[VerdictLevel, int]) -> Iterator[str]:
    for level in _LEVELS:
        if counts[level]:
            yield f"{counts[level]:,} {_LEVEL_NAMES[level][counts[level] != 1]}"


def _name(draft: Document | None) -> str:
    if draft is None:
        return "Quotations given one by one"
    if draft.title:
        return draft.title
    return "Standard input" if draft.path in (None, "-") else PurePath(str(draft.path)).name


def _about(check: Check) -> str:
    path = None if check.draft is None else check.draft.path
    facts = [f"{coverage_sentence(check)}.", f"Policy: {check.policy}."]
    if path and path != "-":
        facts.insert(0, path)
    return " · ".join(_plain(fact) for fact in facts)


def _plain(text: str) -> str:
    return escape(one_line(text))
