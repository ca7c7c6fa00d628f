"""Words for times and the dates that they name, by rules alone.

A weekday, a day of a month without its year, "yesterday" and the like are reckoned back from an *anchor*, the
document's date; a full date needs none. What names no day, month or year for certain has no date:

- the past is meant: "Friday" is the last Friday up to and including the anchor, "last Friday" the last one before it,
  "in October" the last October that has begun; "next Friday", "this Friday", "by Friday", "every Friday" are no time
  at which something was said;
- nothing after the anchor counts, whatever the words are;
- vague times become the month or the year that holds them: "last week" is the month of the day a week ago, "over the
  weekend" that of its Sunday, "last fall" a year; "a few weeks ago" and "last winter" may be either of two;
- a weekday that contradicts its day of the month ("Friday, March 3" in a year where that is a Sunday) names no date;
- a range ("Jan. 17-23", "Monday and Tuesday") is the month, or else the year, that holds all of it;
- "earlier in the day" is the day named last, at most :data:`REACH` characters before, "the day before" and "two days
  later" are reckoned from it.

General parsers of dates take the next Wednesday for "Wednesday", invent a day for "in March", and read the verb
"may" as a month; so none is used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord.records import Span

__all__ = ["When", "as_date", "times_in"]

REACH = 600
EARLIEST = 1800

Precision = Literal["day", "month", "year"]
Form = Literal["weekday", "day", "today", "night", "month", "year", "vague", "range", "same"]

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NUMBERS = {
    w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1}

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|20)\d\d"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_PART = r"(?:morning|afternoon|evening|night|midday|noon)"
_NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DASH = r"\s?(?:-|–|—|to|and|through|or)\s?"

_TIME = re.compile(
    rf"""(?<![\w$£€#.,/-])(?:
    (?P<iso>{_YEAR}-\d\d-\d\d)(?![\d-])
  | (?:(?:(?:last|early|late|later|earlier)\s)?(?:on\s)?(?P<named>{_WEEKDAY})(?:\s{_PART})?,?\s+)?(?:the\s+)?(?:
        (?P<m1>{_MONTH})\s?(?P<d1>{_DAY})(?:{_DASH}(?:{_MONTH}\s)?(?P<r1>{_DAY})(?![\w:]))?(?:,?\s(?P<y1>{_YEAR}))?
      | (?P<d2>{_DAY})\s(?:of\s)?(?P<m2>{_MONTH})(?:,?\s(?P<y2>{_YEAR}))?)(?![\w])
  | (?P<m3>{_MONTH})(?:\sof|,)?\s(?P<y3>{_YEAR})(?!\w)
  | (?:(?P<which>last|this\spast|past|this|next|this\scoming|coming|every|each)\s)?
        (?:(?:early|late|later|earlier)\s)?(?:on\s)?(?P<weekday>{_WEEKDAY})(?:\s{_PART}(?!\w))?(?!\w)
  | (?P<part>this\s{_PART}|tonight|(?<!USA )(?<!usa )today|yesterday(?:\s{_PART})?|last\s(?:night|evening))(?!\w)
  | (?P<count>{_NUMBER})\s(?P<unit>day|week|month|year)s?\s(?:ago|back)(?!\w)
  | (?:(?:early|earlier|later?|in|over|during)\s)*(?P<rel>last|this\spast|this|the\spast|past|the)\s
        (?P<span>weekend|week|month|year)(?!\w)
  | (?P<shift>last|this|this\spast|past)\s(?P<m4>{_MONTH})(?!\w)
  | (?P<season>(?:last|this|this\spast|past|the)\s(?:spring|summer|fall|autumn|winter))
        (?:\s(?:of\s)?(?P<ys>{_YEAR}))?(?!\w)
  | (?P<same>(?:earlier|later)\s(?:in\sthe|that|the\ssame)\s(?:same\s)?(?:day|morning|afternoon|evening|night)
        |(?:that|the)\ssame\s(?:day|evening|night)|that\s(?:day|morning|afternoon|evening|night))(?!\w)
  | (?P<beside>the\s(?:day|night|evening)\s(?:before|after)(?=[,.;:)—–]|\s*$)
        |the\s(?:previous|prior|next|following)\s(?:day|night|morning|evening)
        |(?P<days>{_NUMBER})\sdays?\s(?:earlier|later|(?:before|after)(?=[,.;:)—–]|\s*$)))(?!\w)
  | (?P<lead>(?:in|early|late|mid|since|during|of|by|until|a|the|his|her|their|its)[\s-])
        (?P<m5>{_MONTH})(?![\w'’]|,?\s(?:of\s)?{_YEAR})
  | (?P<year>{_YEAR})(?![\w%]|[,.]\d|[-–/]\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMED_DAYS = re.compile(
    r"(?:\b(?:black|super|good|palm|ash|easter|bloody|cyber|giving|shrove|holy|fat|mad|big|news|usa|union-tribune)"
    r"[\s-]|\b(?:every|each|most|next|coming)\s)$",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"\s(?:Times|Post|Mirror|Telegraph|Herald|Express|Mail|Star|Sun|Tribune|Review|Live|Lights|Show|World|School)\b"
)
_BEGINS = re.compile(r"(?:^|[.?!:;\n(—–][\"'”’)]*\s*|[\"“‘'])$")
_JOINED = re.compile(r",?\s(?:and|or|to|through|until|into)\s(?:on\s)?|\s?[-–]\s?")
_VERBS = frozenset(("may", "march", "mar"))


@dataclass(frozen=True, slots=True)
class When:
    """A time that a text names: ISO ``date`` with its ``precision`` (a month or a year by its first day).

    ``age`` is how many days lie between it and the anchor, None without an anchor; ``form`` how it was written.
    """

    span: Span
    date: str
    precision: Precision
    form: Form
    age: int | None


_Found = tuple[date, Precision, Form]


def as_date(iso: str | None) -> date | None:
    """The date that an ISO string names, None for anything else."""
    try:
        return None if iso is None else date.fromisoformat(iso)
    except ValueError:
        return None


def times_in(text: str, anchor: date | None, region: Span | None = None) -> list[When]:
    """The times that ``text`` (or its ``region``) names, in order, as far as they can be dated.

    Linear in the text. An expression that is dated to after ``anchor`` is left out.
    """
    begin, end = region or (0, len(text))
    found: list[When] = []
    last: tuple[int, date, int] | None = None
    for match in _TIME.finditer(text, begin, end):
        span, kind = _trimmed(text, match), match.lastgroup
        if kind is None or _is_name(text, match):
            continue
        if match["same"] or match["beside"]:
            near = last is not None and span[0] - last[0] <= REACH
            shift = _shift(match) if match["beside"] else 0
            dated: _Found | None = (
                (_back(last[1], -shift), "day", "same") if near and last is not None else None
            )
        else:
            dated = _dated(text, match, anchor)
        if dated is None or (anchor is not None and dated[0] > anchor):
            last = None
            continue
        day, precision, form = dated
        last = (span[1], day, span[0]) if precision == "day" else None
        age = None if anchor is None else (anchor - day).days
        found.append(When(span, day.isoformat(), precision, form, age))
    return _ranges(text, found)


def _trimmed(text: str, match: re.Match[str]) -> Span:
    """The expression without an article that belongs to the noun behind it."""
    start, end = match.span()
    lead = match["lead"]
    if lead and lead[:-1].lower() in ("a", "the", "his", "her", "their", "its", "of", "by", "since", "until"):
        start += len(lead)
    if match["m1"] and text[start : start + 4].lower() == "the ":
        start += 4
    return start, end


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether the words are something else: a verb, a holiday, a paper, a habit."""
    before = text[max(0, match.start() - 16) : match.start()]
    if match["weekday"]:
        direct = match.start("weekday") == match.start()
        if (direct and _NAMED_DAYS.search(before)) or (match["which"] or "").lower() in (
            "next", "this", "this coming", "coming", "every", "each",
        ):  # fmt: skip
            return True
        return _TITLES.match(text, match.end()) is not None
    if (match["part"] or match["span"]) and match[0][0].isupper():
        return _BEGINS.search(before) is None  # a programme: "This Morning", "Today", "This Week"
    month = match["m1"] or match["m2"] or match["m4"] or match["m5"]
    if month and month[0].islower():
        plain = month.lower().rstrip(".")
        if match["m4"] or match["m5"]:
            return True
        return plain in _VERBS and not (match["y1"] or match["y2"])
    return False


def _month_number(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _at(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _dated(text: str, match: re.Match[str], anchor: date | None) -> _Found | None:
    if match["iso"]:
        day = as_date(match["iso"])
        return None if day is None else (day, "day", "day")
    if match["d1"] or match["d2"]:
        return _day_of_month(match, anchor)
    if match["y3"]:
        return date(int(match["y3"]), _month_number(match["m3"]), 1), "month", "month"
    if match["year"]:
        return date(int(match["year"]), 1, 1), "year", "year"
    if match["ys"]:
        return date(int(match["ys"]), 1, 1), "year", "vague"
    return None if anchor is None else _reckoned(match, anchor)


def _day_of_month(match: re.Match[str], anchor: date | None) -> _Found | None:
    month = _month_number(match["m1"] or match["m2"])
    number = int(re.sub(r"\D", "", match["d1"] or match["d2"]))
    stated = match["y1"] or match["y2"]
    if stated:
        day = _at(int(stated), month, number)
    elif anchor is None:
        return None
    else:
        day = _at(anchor.year, month, number)
        if day is None or day > anchor:
            day = _at(anchor.year - 1, month, number)
    if day is None or (match["named"] and _WEEKDAYS[day.weekday()] != match["named"].lower()):
        return None
    if match["r1"]:
        return day.replace(day=1), "month", "range"
    return day, "day", "day"


def _reckoned(match: re.Match[str], anchor: date) -> _Found | None:
    """What is counted back from the anchor."""
    if match["weekday"]:
        back = (anchor.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
        if not back and (match["which"] or "").lower() in ("last", "past", "this past"):
            back = 7
        return _back(anchor, back), "day", "weekday"
    if match["part"]:
        word = match["part"].lower()
        if word.startswith(("yesterday", "last")):
            return _back(anchor, 1), "day", "night" if word.startswith("last") else "today"
        return anchor, "day", "today"
    if match["count"]:
        return _ago(match, anchor)
    if match["span"]:
        return _around(match["rel"].lower(), match["span"].lower(), match[0].lower(), anchor)
    if match["season"]:
        return _season(match["season"].lower().split()[-2:], anchor)
    month = _month_number(match["m4"] or match["m5"])
    shift = (match["shift"] or "").lower()
    if shift == "this" and month != anchor.month:
        return None
    year = anchor.year - (month > anchor.month or (month == anchor.month and shift == "last"))
    return date(year, month, 1), "month", "month"


def _shift(match: re.Match[str]) -> int:
    """How many days lie between the day named before and "the day after", "two days earlier"."""
    words = match["beside"].lower().split()
    count = match["days"].lower() if match["days"] else "1"
    number = int(count) if count.isdigit() else _NUMBERS[count]
    return -number if {"before", "earlier", "previous", "prior"}.intersection(words) else number


def _back(anchor: date, days: int) -> date:
    try:
        return anchor - timedelta(days=days)
    except OverflowError:
        return anchor


def _ago(match: re.Match[str], anchor: date) -> _Found | None:
    word, unit = match["count"].lower(), match["unit"].lower()
    count = int(word) if word.isdigit() else _NUMBERS[word]
    if unit == "day":
        return _back(anchor, count), "day", "vague"
    if unit == "week":
        return _back(anchor, 7 * count).replace(day=1), "month", "vague"
    months = anchor.year * 12 + anchor.month - 1 - count
    if unit == "month" and months // 12 >= EARLIEST:
        return date(months // 12, months % 12 + 1, 1), "month", "vague"
    if unit == "year" and anchor.year - count >= EARLIEST:
        return date(anchor.year - count, 1, 1), "year", "vague"
    return None


def _around(rel: str, unit: str, whole: str, anchor: date) -> _Found | None:
    """Weeks, weekends, months and years beside the anchor."""
    last = rel == "last"
    if rel == "the" and not whole.startswith(("earlier in the", "over the weekend", "during the weekend")):
        return None
    if rel in ("past", "the past") and unit != "weekend":
        return None
    if unit == "week":
        return _back(anchor, 7 if last or rel == "this past" else 0).replace(day=1), "month", "vague"
    if unit == "weekend":
        sunday = _back(anchor, (anchor.weekday() - 5) % 7 - 1) if anchor.weekday() != 5 else anchor
        return sunday.replace(day=1), "month", "vague"
    if unit == "month":
        day = _back(anchor.replace(day=1), 1) if last else anchor
        return day.replace(day=1), "month", "vague"
    return date(max(1, anchor.year - last), 1, 1), "year", "vague"


def _season(words: Sequence[str], anchor: date) -> _Found | None:
    """A season by its year, where only one year can be meant. A winter has two."""
    first = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9}.get(words[1])
    if first is None or words[0] == "the":
        return None
    begun = anchor.month >= first
    if words[0] == "this":
        return (date(anchor.year, 1, 1), "year", "vague") if begun else None
    return None if begun else (date(anchor.year - 1, 1, 1), "year", "vague")


def _ranges(text: str, found: Sequence[When]) -> list[When]:
    """Two days joined by "and" or "to" are one range."""
    result: list[When] = []
    place = 0
    while place < len(found):
        stop = place + 1
        while stop < len(found) and _joined(text, found[stop - 1], found[stop]):
            stop += 1
        if stop == place + 1:
            result.append(found[place])
        else:
            result.append(_range(found[place:stop]))
        place = stop
    return result


def _joined(text: str, a: When, b: When) -> bool:
    return a.precision == b.precision == "day" and _JOINED.fullmatch(text, a.span[1], b.span[0]) is not None


def _range(parts: Sequence[When]) -> When:
    days = [date.fromisoformat(part.date) for part in parts]
    low, high = min(days), max(days)
    span = parts[0].span[0], parts[-1].span[1]
    same_month = (low.year, low.month) == (high.year, high.month)
    day = high.replace(day=1) if same_month else date(high.year, 1, 1)
    ages = [part.age for part in parts if part.age is not None]
    age = min(ages) if ages else None
    return When(span, day.isoformat(), "month" if same_month else "year", "range", age)
