"""One person's statements in time: how many when, what about, and where they spoke of one subject more than once."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from onrecord.alignment.lexicon import FUNCTION
from onrecord.ledger.queries import word_key
from onrecord.ledger.rows import ENTRY, Entry, Origin, entry_of
from onrecord.ledger.search import RANKED, Query, find
from onrecord.ledger.store import Ledger

__all__ = ["Subject", "by_period", "subjects", "timeline", "topics"]

_WORD: Final = re.compile(r"[^\W\d_]{3,}(?:['’][^\W\d_]+)?")
_LIGHT: Final = frozenset(
    """say said says saying tell told think thought know known want get got go going come make made take took give
    thing things lot really just like also one two new people year years day days today yesterday tomorrow time way
    well very much many more most some any every now then there here back still even never always would could should
    will can may might must let put see look need back good great right part only over about""".split()
)
_SHARED: Final = 2
"""Words that two statements must share to be on one subject, or one that nobody else's statement here has."""
_ALIKE: Final = 0.22
_COMMON: Final = 60
"""Statements of one person with a word, from which the word no longer leads from one to the other."""
_ENDINGS: Final = (
    "ations",
    "ation",
    "ingly",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "ed",
    "es",
    "s",
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Statements of one person, in order of time, that belong side by side.

    They share their subject, and ``words`` say which; or one report tells them together (``report``), as said at
    different times, whatever their words.
    """

    words: tuple[str, ...]
    entries: tuple[Entry, ...]
    report: Origin | None = None

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts in order, without repeats: ``("denial", "apology")`` looks like a change."""
        return tuple(dict.fromkeys(entry.statement.act for entry in self.entries))


def timeline(ledger: Ledger, person: int, query: Query | None = None) -> list[Entry]:
    """A person's statements in order of time, those without a date last; ``query`` chooses among them.

    ``query.words`` are topic words, in the grammar of `find`. Of one text that stands at several places the statement
    comes once.
    """
    query = query or Query()
    chosen: set[int] | None = None
    if query != Query():
        page = find(ledger, replace(query, speaker=f"#{person}"), limit=RANKED)
        chosen = {hit.entry.number for hit in page.hits}
    with ledger.reading() as connection:
        condition = "s.person_id = ? AND d.current AND s.factuality = 0"
        rows = connection.execute(
            f"{ENTRY} WHERE {condition} ORDER BY s.day IS NULL, s.day, s.document_id, s.id", (person,)
        )
        found = [entry_of(row) for row in rows if chosen is None or row[0] in chosen]
    return found


def by_period(entries: Iterable[Entry]) -> tuple[str, list[tuple[str, int]]]:
    """How many statements in each period, with the empty ones between: the periods are years, months or days,
    whichever make fewer than 25 (``year``, ``month``, ``day``, and the counts by ISO date)."""
    days = sorted(entry.day for entry in entries if entry.day is not None)
    if not days:
        return "day", []
    for name, width, step in (("day", 10, _next_day), ("month", 7, _next_month), ("year", 4, _next_year)):
        kept = [day for day in days if len(day) >= width]
        if not kept:
            continue
        periods = list(_between(kept[0][:width], kept[-1][:width], step))
        if len(periods) <= 24 or name == "year":
            counts = Counter(day[:width] for day in kept)
            return name, [(period, counts[period]) for period in periods]
    return "day", []


def _between(first: str, last: str, step: Callable[[str], str]) -> Iterator[str]:
    period, guard = first, 0
    while period <= last and guard < 10_000:
        yield period
        period = step(period)
        guard += 1


def _next_day(day: str) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return "9999-99-99"


def _next_month(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def _next_year(year: str) -> str:
    return f"{int(year) + 1:04}"


def topics(entries: Sequence[Entry], limit: int = 8) -> list[tuple[str, int]]:
    """The words that most of the statements turn on, each with the number of statements that have it.

    Function words and the small change of speech are left out; a word is shown in its most frequent form.
    """
    statements: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        found = _stems(entry.statement.content.text)
        statements.update(found.keys())
        for stem, form in found.items():
            forms[stem][form] += 1
    ordered = sorted(statements.items(), key=lambda item: (-item[1], item[0]))
    return [(forms[stem].most_common(1)[0][0], count) for stem, count in ordered[:limit]]


def subjects(entries: Sequence[Entry], limit: int = 20) -> list[Subject]:
    """Statements of one person grouped by what they share, each group in order of time and over two days or more.

    Two statements are on one subject when they share at least two of their words that carry meaning and these weigh
    enough (by how seldom the person uses them), or a word that only these two have. Groups whose statements do
    different things (a denial, then an apology) come first: there a reversal may be. Then come statements that one
    report tells together, of which it says that they were said at different times, or of some only when: "Let him
    be" and, "but on Sunday", "My heart is with the victims" share no word.
    """
    stems = [_stems(entry.statement.content.text) for entry in entries]
    having: dict[str, list[int]] = defaultdict(list)
    for at, found in enumerate(stems):
        for stem in found:
            having[stem].append(at)
    weight = {stem: math.log(1 + len(entries) / len(places)) for stem, places in having.items()}
    parent = list(range(len(entries)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other, shared in _pairs(having, len(entries)):
        if _on_one_subject(stems[one], stems[other], shared, weight):
            parent[root(other)] = root(one)
    groups: dict[int, list[int]] = defaultdict(list)
    for at in range(len(entries)):
        groups[root(at)].append(at)
    made = [
        _subject([entries[at] for at in places], [stems[at] for at in places], weight)
        for places in groups.values()
    ]
    several = [subject for subject in made if len({entry.day for entry in subject.entries}) > 1]
    several.sort(key=lambda subject: (-len(set(subject.acts) - {"statement"}), -len(subject.entries)))
    return [*several, *_told_together(entries, several)][:limit]


def _told_together(entries: Sequence[Entry], known: Sequence[Subject]) -> list[Subject]:
    """Quotations of one document that were said at different times, or some of them at a time that is not told."""
    shown = [{entry.number for entry in subject.entries} for subject in known]
    documents: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.statement.kind != "indirect" or entry.statement.said_on is not None:
            documents[entry.origin.number].append(entry)
    found: list[tuple[int, int, Subject]] = []
    for told in documents.values():
        times = {entry.statement.said_on and entry.statement.said_on.date for entry in told}
        if len(times) > 1 and not any(
            numbers.issuperset(entry.number for entry in told) for numbers in shown
        ):
            subject = Subject((), tuple(told), told[0].origin)
            found.append((-len(times - {None}), -len(subject.acts), subject))
    return [subject for *_, subject in sorted(found, key=lambda one: one[:2])]


def _pairs(having: dict[str, list[int]], size: int) -> Iterator[tuple[int, int, set[str]]]:
    shared: dict[tuple[int, int], set[str]] = defaultdict(set)
    for stem, places in having.items():
        if len(places) > min(_COMMON, max(3, size // 2)):
            continue
        for index, one in enumerate(places):
            for other in places[index + 1 :]:
                shared[one, other].add(stem)
    for (one, other), stems in shared.items():
        yield one, other, stems


def _on_one_subject(
    one: dict[str, str], other: dict[str, str], shared: set[str], weight: dict[str, float]
) -> bool:
    least = min(sum(weight[stem] for stem in one), sum(weight[stem] for stem in other))
    share = sum(weight[stem] for stem in shared) / max(least, 0.01)
    if len(shared) >= _SHARED:
        return share >= _ALIKE
    return share >= 2 * _ALIKE


def _subject(entries: list[Entry], stems: list[dict[str, str]], weight: dict[str, float]) -> Subject:
    counts: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for found in stems:
        counts.update(found.keys())
        forms.update(found)
    told = sorted(
        (stem for stem, count in counts.items() if count > 1), key=lambda s: (-counts[s] * weight[s], s)
    )
    return Subject(tuple(forms[stem] for stem in told[:4]), tuple(entries))


def _stems(text: str) -> dict[str, str]:
    """Words of a text that carry meaning, without their endings, each with the word itself."""
    found: dict[str, str] = {}
    for match in _WORD.finditer(text):
        word = word_key(match[0]).replace("’", "'").removesuffix("'s")
        if word in FUNCTION or word in _LIGHT or "'" in word:
            continue
        stem = next(
            (word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 4), word
        )
        found.setdefault(stem.rstrip("e") if len(stem) > 4 else stem, word)
    return found
