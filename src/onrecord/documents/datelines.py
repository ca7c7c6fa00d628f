"""The head of a wire story: ``PORT ELLERY, March 3, 2026 (Agency) — ...``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.records import Span

__all__ = ["Dateline", "dateline_of", "datelines_in"]

HEAD = 1500
"""A dateline stands within so many characters of the beginning (a headline and a byline come before it)."""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_PLACE = r"[A-Z][A-Z.'’-]+(?:[ -][A-Z][A-Z.'’-]*){0,4}(?:,[ ][A-Z][\w.]+(?:[ ][A-Z][\w.]+){0,2})?"
_DATE = (
    rf"(?:(?P<m1>{_MONTH})[ ](?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})[ ](?P<m2>{_MONTH}))"
    r"(?:,?[ ](?P<year>(?:19|20)\d\d))?"
)
_LINE = re.compile(
    rf"^[ \t]*{_PLACE},?[ ]\(?{_DATE}\)?[ ]?(?:\([^()\n]{{1,40}}\)[ ]?)?(?:--|[-–—:]|\([^()\n]{{1,40}}\))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The span of a dateline with a date; ``year`` is None where it names none."""

    span: Span
    month: int
    day: int
    year: int | None

    def filed(self) -> date | None:
        """The day it names, where it names the year and the calendar has the day."""
        return None if self.year is None else _day(self.year, self.month, self.day)

    def agrees(self, published: date, *, within: int = 7) -> bool:
        """Whether a story filed then may have been published on that day: on it or up to a week before."""
        years = (self.year,) if self.year is not None else (published.year, published.year - 1)
        days = (_day(year, self.month, self.day) for year in years)
        return any(-1 <= (published - day).days <= within for day in days if day is not None)


def datelines_in(text: str, body: Span) -> list[Dateline]:
    """Every dateline of a text that begins one of its lines: a stitched text may have several."""
    return [_read(match) for match in _LINE.finditer(text, *body)]


def dateline_of(text: str, body: Span) -> Dateline | None:
    """The first dateline, if it stands at the head of the text."""
    match = _LINE.search(text, body[0], min(body[1], body[0] + HEAD))
    return None if match is None else _read(match)


def _read(match: re.Match[str]) -> Dateline:
    month = _MONTHS.index((match["m1"] or match["m2"])[:3].lower()) + 1
    year = int(match["year"]) if match["year"] else None
    return Dateline(match.span(), month, int(match["d1"] or match["d2"]), year)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
