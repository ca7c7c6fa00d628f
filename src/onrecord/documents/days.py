"""The day that a field of metadata states, in any form that leaves no doubt."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

__all__ = ["any_date", "iso_date"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january,feb february,mar march,apr april,may,jun june,jul july,aug august,sep sept september,oct october,"
        "nov november,dec december".split(","),
        1,
    )
    for name in names.split()
}
_LONG_DATE = re.compile(
    r"(?:(?P<m>[A-Za-z]+)\.? (?P<d>\d{1,2})|(?P<d2>\d{1,2}) (?P<m2>[A-Za-z]+)\.?),? (?P<y>\d{4})\b"
)
_TWITTER_DATE = "%a %b %d %H:%M:%S %z %Y"
_EPOCH_FROM, _EPOCH_TO = 631_152_000, 4_102_444_800
"""1990 and 2100, in seconds since 1970: other numbers are no dates."""


def iso_date(value: str) -> str | None:
    """``YYYY-MM-DD`` when ``value`` is an ISO date or begins as an ISO date with a time; else None."""
    day, rest = value.strip()[:10], value.strip()[10:]
    if rest and rest[0] not in "T ":
        return None
    try:
        return day if date.fromisoformat(day).isoformat() == day else None
    except ValueError:
        return None


def any_date(value: object) -> str | None:
    """The day of a date in any form that leaves no doubt, as ``YYYY-MM-DD``.

    ISO 8601, ``20260302``, ``2 March 2026``, ``March 2, 2026``, the forms of e-mail (RFC 5322) and of old tweets, and
    seconds or milliseconds since 1970 (whose day is that of Greenwich). ``02/03/2026`` is a day in February to some and
    in March to others: None, unless one number is too great for a month.
    """
    if isinstance(value, bool) or value is None:
        return None
    text = str(value).strip()
    day = iso_date(text)
    if day is not None:
        return day
    number = re.fullmatch(r"(\d{10}|\d{13})(?:\.\d+)?", text)
    if number is not None:
        moment = int(number[1]) // (1000 if len(number[1]) == 13 else 1)
        return (
            datetime.fromtimestamp(moment, UTC).date().isoformat()
            if _EPOCH_FROM < moment < _EPOCH_TO
            else None
        )
    if re.fullmatch(r"\d{8}", text):
        return iso_date(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    slashes = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ T,].*)?", text)
    if slashes is not None:
        first, second, year = map(int, slashes.groups())
        if first == second or max(first, second) > 12:
            return _day(year, min(first, second), max(first, second))
        return None
    long = _LONG_DATE.search(text)
    if long is not None:
        month = _MONTHS.get((long["m"] or long["m2"]).lower())
        return None if month is None else _day(int(long["y"]), month, int(long["d"] or long["d2"]))
    for read in (parsedate_to_datetime, lambda words: datetime.strptime(words, _TWITTER_DATE)):
        try:
            return read(text).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
