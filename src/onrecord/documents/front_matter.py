"""What a text says about itself at its very beginning: front matter, a line with the date or with the speaker.

Front matter is the small block of ``key: value`` lines between two ``---`` lines that static site
generators use. Only that much of YAML is read; nested values and lists are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.documents.days import any_date
from onrecord.documents.facts import Facts, read_facts
from onrecord.records import Span

__all__ = ["Opening", "read_opening"]

_LIMIT = 16_384
"""Front matter longer than this many characters is taken for text."""
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_ENTRY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*)|)$")
_PASSED_OVER = re.compile(r"[ \t]*(?:#.*)?$|[ \t]+\S|-[ \t]")
_DATE = r"(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_LONG = rf"((?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}),? \d{{4}})"
_DATE_LINE = re.compile(
    rf"\s*(?:(?:date|dated|published|posted)[ \t]*[:=]?[ \t]*(?:{_DATE}(?![\w-])|{_LONG}[ \t]*(?=[\r\n]|\Z))"
    rf"|{_DATE}[ \t]*(?=[\r\n]|\Z))[ \t]*(?:\r\n|\n|\r)?",
    re.IGNORECASE,
)
_VOICE_LINE = re.compile(
    r"\s*(?P<office>(?:[Vv]ice )?[Pp]resident|[Pp]rime [Mm]inister|[Cc]hancellor|[Gg]overnor|[Ss]enator|[Mm]ayor"
    r"|[Mm]inister|[Ss]ecretary|[Ss]peaker|(?:[Rr]emarks|[Ss]peech|[Aa]ddress|[Ss]poken) by)[ \t]*:[ \t]*"
    r"(?P<name>[^\W\d_a-z][\w.'’-]*(?:[ \t]+[^\W\d_][\w.'’-]*){1,5})[ \t]*(?:\r\n|\n|\r)(?=[ \t]*(?:\r\n|\n|\r))"
)
"""``President: NAME`` above a blank line, as collections of speeches have it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands at the beginning of a text: ``end`` is where the body starts. ``voice`` is the span of the name in
    a line that says who speaks, ``office`` what that line calls the speaker."""

    facts: Facts
    end: int
    problems: tuple[str, ...] = ()
    voice: Span | None = None
    office: str | None = None
    dated: str | None = None
    """The date of the leading line, which may contradict the front matter."""


def read_opening(text: str) -> Opening:
    """Read front matter, then a leading date line, then a line that says who speaks (``President: Ines Okafor``).

    A date line is ``date 2026-03-02``, ``Published: 2026-03-02``, ``Published: March 2, 2026``, or the date alone on
    its line. A rule ``---`` that opens prose is no front matter.
    """
    opening = _front_matter(text)
    line = _DATE_LINE.match(text, opening.end)
    published = any_date(line[1] or line[2] or line[3]) if line else None
    if line is not None and published is not None:
        opening = replace(opening, dated=published, end=line.end())
    voice = _VOICE_LINE.match(text, opening.end)
    if voice is None:
        return opening
    return replace(opening, end=voice.end(), voice=voice.span("name"), office=voice["office"])


def _front_matter(text: str) -> Opening:
    nothing = Opening(Facts(), 0)
    fence = _FENCE.match(text)
    if fence is None:
        return nothing
    raw: dict[str, object] = {}
    problems: list[str] = []
    position, number = fence.end(), 1
    while position < min(len(text), _LIMIT):
        line = _LINE.match(text, position)
        assert line is not None  # the pattern matches everywhere
        position, number, content = line.end(), number + 1, line[0].rstrip("\r\n")
        if content.rstrip() in ("---", "..."):
            if not raw:
                return nothing
            facts, wrong = read_facts(raw)
            problems += [f"front matter: {problem}" for problem in wrong]
            return Opening(facts, position, tuple(problems))
        entry = _ENTRY.match(content)
        if entry is not None:
            if entry[1] in raw:
                problems.append(f"front matter, line {number}: {entry[1]} is given twice; the first counts")
            raw.setdefault(entry[1], _unquoted(entry[2] or ""))
        elif not _PASSED_OVER.match(content):
            return nothing
    return nothing


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
