"""Search: statements by their words, by who spoke, where and when; ranked, with what matched."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from onrecord.errors import UsageError
from onrecord.ledger.codes import ACTS, CHANNELS, FACTUALITIES, KINDS, date_number
from onrecord.ledger.names import folded
from onrecord.ledger.people import People
from onrecord.ledger.queries import Term, Words, parsed, searchable_words, word_key
from onrecord.ledger.rows import ENTRY, Entry, entry_of
from onrecord.ledger.store import Ledger
from onrecord.records import Span

__all__ = ["RANKED", "Hit", "Query", "Results", "entries", "find", "marked"]

RANKED: Final = 1_000
"""Matches that are ranked: of more, those added last. Ranking reads each one's words; two very common words match
hundreds of thousands of statements, and nobody leafs through these."""
_SEARCHED: Final = "{content source speaker addressee channel}"
_MOST_SPELLINGS: Final = 40
_MOST_MONTHS: Final = 24
_K1: Final = 1.2
_B: Final = 0.75
"""The usual constants of BM25 (Robertson & Zaragoza 2009)."""
_WORD: Final = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; what is None or empty does not matter.

    ``words`` is in the grammar of `onrecord.ledger.queries` and is looked up in contents, sources, speakers, addressees
    and channels. ``like`` is a wording to find approximately, instead. ``speaker`` is a person's name or number, or
    else words of a name; ``outlet``, ``source``, ``addressee`` and ``channel`` are words of these (``channel`` also a
    type). ``since`` and ``until`` are ISO dates (or months, or years), both included. ``thoughts`` adds what people are
    said to think; ``replaced`` adds versions of documents that were replaced.
    """

    words: str = ""
    like: str | None = None
    speaker: str | None = None
    source: str | None = None
    outlet: str | None = None
    channel: str | None = None
    addressee: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    act: str | None = None
    thoughts: bool = False
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found: ``score`` is for comparison inside one search (for ``like``: how like, 0 to 1), and
    ``highlights`` are the places in its content's text (code points) that matched."""

    entry: Entry
    score: float
    highlights: tuple[Span, ...]

    def to_dict(self) -> dict[str, Any]:
        """The contract's JSON of the statement, with ``score`` and ``highlights``."""
        return {
            **self.entry.to_dict(),
            "score": round(self.score, 4),
            "highlights": [list(span) for span in self.highlights],
        }


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits. ``total`` counts the matches that were ranked; there are ``more`` that were not."""

    hits: tuple[Hit, ...]
    total: int
    more: bool


def find(ledger: Ledger, query: Query, *, limit: int = 20, offset: int = 0) -> Results:
    """The statements that match, best first; without words, the latest first.

    Raises `UsageError` for a query that cannot mean anything, `LedgerError` when the ledger cannot be read.
    """
    with ledger.reading():
        if query.like is not None:
            return _like(ledger, query, limit, offset)
        words = parsed(query.words)
        plan = _Plan(ledger, query, words)
        if plan.nothing:
            return Results((), 0, False)
        rows = plan.rows(RANKED + 1)
        more = len(rows) > RANKED
        ranked = _ranked(rows[:RANKED], words.terms)
        page = ranked[offset : offset + limit]
        found = entries(ledger, [number for _, number in page])
        hits = tuple(
            Hit(found[number], score, marked(found[number].statement.content.text, words.terms))
            for score, number in page
        )
        return Results(hits, len(rows) - more, more)


def entries(ledger: Ledger, numbers: Sequence[int]) -> dict[int, Entry]:
    """Statements by their row numbers."""
    found: dict[int, Entry] = {}
    for at in range(0, len(numbers), 500):
        part = numbers[at : at + 500]
        marks = ", ".join("?" * len(part))
        for row in ledger.connection.execute(f"{ENTRY} WHERE s.id IN ({marks})", part):
            found[row[0]] = entry_of(row)
    return found


def marked(text: str, terms: Sequence[Term]) -> tuple[Span, ...]:
    """Where ``text`` has the words of ``terms``: spans in order that do not overlap."""
    words = [(match.start(), match.end(), word_key(match[0])) for match in _WORD.finditer(text)]
    spans: list[Span] = []
    for term in terms:
        size = len(term.keys)
        for at in range(len(words) - size + 1):
            window = tuple(word[2] for word in words[at : at + size])
            same = window[:-1] == term.keys[:-1]
            last = window[-1]
            if same and (last.startswith(term.keys[-1]) if term.prefix else last == term.keys[-1]):
                spans.append((words[at][0], words[at + size - 1][1]))
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


class _Plan:
    """A query as SQL: an expression for the full-text index, and conditions on the rows that it finds."""

    def __init__(self, ledger: Ledger, query: Query, words: Words) -> None:
        self._connection = ledger.connection
        self._words = words
        self._match: list[str] = [f"{_SEARCHED} : ({words.match})"] if words.match else []
        self._where: list[str] = []
        self._values: list[object] = []
        self._by_person = False
        self.nothing = False
        self._closed(query)
        self._texts(query)
        self._dates(query)
        if query.speaker:
            self._speaker(People(ledger), query.speaker)
        if not query.replaced:
            self._where.append("d.current")

    def _closed(self, query: Query) -> None:
        for name, value, codes, letter in (
            ("kind", query.kind, KINDS, "k"),
            ("act", query.act, ACTS, "a"),
            ("factuality", None if query.thoughts else "speech", FACTUALITIES, "f"),
        ):
            if value is None:
                continue
            if value not in codes:
                raise UsageError(f"{name} is {value!r}, expected one of {', '.join(codes)}")
            code = tuple(codes).index(value)
            self._where.append(f"s.{name} = {code}")
            if letter != "f":  # nearly all is speech: the row tells that quicker
                self._match.append(f"facets : {letter}{code}")

    def _texts(self, query: Query) -> None:
        for column, text in (("source", query.source), ("addressee", query.addressee)):
            if text:
                self._match.append(f"{column} : ({_quoted(text)})")
        if query.channel and query.channel.lower() in CHANNELS:
            row = self._connection.execute(
                "SELECT id FROM phrase WHERE text = ?", (query.channel.lower(),)
            ).fetchone()
            self.nothing = self.nothing or row is None
            self._where.append(f"s.channel_id = {0 if row is None else int(row[0])}")
        elif query.channel:
            self._match.append(f"channel : ({_quoted(query.channel)})")
        if query.outlet:
            wanted = set(folded(query.outlet).split())
            rows = self._connection.execute("SELECT id, folded FROM outlet").fetchall()
            exact = [number for number, key in rows if key == folded(query.outlet)]
            found = exact or [number for number, key in rows if wanted <= set(key.split())]
            self.nothing = self.nothing or not found
            self._where.append(f"d.outlet_id IN ({', '.join(map(str, found))})")
            self._match.append(f"facets : ({' OR '.join(f'o{number}' for number in found)})")

    def _dates(self, query: Query) -> None:
        since, until = _day(query.since, "since"), _day(query.until, "until")
        if since is not None:
            # A month or a year alone (zeros) counts when it may reach the first day.
            self._where.append(
                "(s.day >= ? OR (s.day % 100 = 0 AND s.day % 10000 > 0 AND s.day >= ?) "
                "OR (s.day % 10000 = 0 AND s.day >= ?))"
            )
            self._values += [since, since // 100 * 100, since // 10_000 * 10_000]
        if until is not None:
            last = until + (99 if until % 100 == 0 else 0) + (9900 if until % 10_000 == 0 else 0)
            self._where.append("s.day <= ?")
            self._values.append(last)
        if since is not None and until is not None:
            months = list(_months(since, until))
            if not months:
                self.nothing = True
            elif len(months) <= _MOST_MONTHS:
                years = {month // 100 for month in months}
                facets = [f"m{month}" for month in months] + [f"m{year}00" for year in sorted(years)]
                self._match.append(f"facets : ({' OR '.join(facets)})")

    def _speaker(self, people: People, speaker: str) -> None:
        persons = people.named(speaker)
        if not persons:
            self._match.append(f"{{speaker source}} : ({_quoted(speaker)})")
            return
        numbers = ", ".join(str(person.number) for person in persons)
        self._where.append(f"s.person_id IN ({numbers})")
        spellings = self._connection.execute(
            f"SELECT DISTINCT text FROM name WHERE person_id IN ({numbers}) "
            f"OR id IN (SELECT name_id FROM tie WHERE person_id IN ({numbers})) LIMIT {_MOST_SPELLINGS + 1}"
        ).fetchall()
        phrases = [" ".join(cut) for (text,) in spellings if (cut := searchable_words(text))]
        if self._words.match and phrases and len(phrases) <= _MOST_SPELLINGS:
            self._match.append("speaker : (" + " OR ".join(f'"{phrase}"' for phrase in phrases) + ")")
        elif not self._words.match:
            self._by_person = True

    def rows(self, limit: int) -> list[tuple[int, str, int, int | None]]:
        """Number, content, confidence and day of up to ``limit`` matches, those added last (of a person's, or where
        there is nothing to look up in the index: the latest)."""
        columns = "SELECT s.id, s.content, s.confidence, s.day FROM "
        joined = "statement s CROSS JOIN document d ON d.id = s.document_id"
        where = " AND ".join(self._where) or "1"
        if self._match and not self._by_person:
            query = (
                f"{columns} statement_fts CROSS JOIN statement s ON s.id = statement_fts.rowid "
                f"CROSS JOIN document d ON d.id = s.document_id WHERE statement_fts MATCH ? AND {where} "
                "ORDER BY statement_fts.rowid DESC LIMIT ?"
            )
            return self._connection.execute(
                query, (" AND ".join(f"({part})" for part in self._match), *self._values, limit)
            ).fetchall()
        if self._by_person and self._match:
            where += " AND s.id IN (SELECT rowid FROM statement_fts WHERE statement_fts MATCH ?)"
            self._values.append(" AND ".join(f"({part})" for part in self._match))
        query = f"{columns} {joined} WHERE {where} ORDER BY s.day DESC, s.id DESC LIMIT ?"
        return self._connection.execute(query, (*self._values, limit)).fetchall()

    def among(self, numbers: Sequence[int]) -> set[int]:
        """Those of the statements that the query wants."""
        if not numbers:
            return set()
        marks = ", ".join("?" * len(numbers))
        where = " AND ".join([*self._where, f"s.id IN ({marks})"])
        values = [*self._values, *numbers]
        if self._match:
            where += " AND s.id IN (SELECT rowid FROM statement_fts WHERE statement_fts MATCH ?)"
            values.append(" AND ".join(f"({part})" for part in self._match))
        rows = self._connection.execute(
            f"SELECT s.id FROM statement s JOIN document d ON d.id = s.document_id WHERE {where}", values
        )
        return {number for (number,) in rows}


def _quoted(text: str) -> str:
    words = searchable_words(text)
    if not words:
        raise UsageError(f"there is no word to look for in {text.strip()[:60]!r}")
    return " AND ".join(f'"{word}"' for word in words)


def _day(text: str | None, name: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", text) or not text.isascii():
        raise UsageError(f"{name} is {text!r}, expected a date as YYYY-MM-DD (or YYYY-MM, or YYYY)")
    number = date_number(text) or 0
    if number // 100 % 100 > 12 or number % 100 > 31:
        raise UsageError(f"{name} is {text!r}, which is no date")
    return number


def _months(since: int, until: int) -> Iterator[int]:
    year, month = since // 10_000, since // 100 % 100 or 1
    last = (until // 10_000) * 100 + (until // 100 % 100 or 12)
    while year * 100 + month <= last:
        yield year * 100 + month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _ranked(
    rows: Sequence[tuple[int, str, int, int | None]], terms: Sequence[Term]
) -> list[tuple[float, int]]:
    """Score and number of each row, best first. BM25 over the rows that matched; adjacent words, words in the content
    itself and, of equals, later days come first."""
    if not terms:
        ordered = sorted(rows, key=lambda row: (-(row[3] or 0), -row[0]))
        return [(0.0, row[0]) for row in ordered]
    patterns = [_pattern(term) for term in terms]
    texts = [word_key(row[1]) for row in rows]
    counts = [[len(pattern.findall(text)) for pattern in patterns] for text in texts]
    lengths = [text.count(" ") + 1 for text in texts]
    mean = sum(lengths) / max(1, len(lengths))
    held = [sum(1 for count in counts if count[at]) for at in range(len(terms))]
    weights = [math.log(1 + (len(rows) - n + 0.5) / (n + 0.5)) + 0.1 for n in held]
    together = _together(terms)
    scored = []
    for row, text, count, length in zip(rows, texts, counts, lengths, strict=True):
        norm = _K1 * (1 - _B + _B * length / mean)
        score = sum(w * n * (_K1 + 1) / (n + norm) for w, n in zip(weights, count, strict=True))
        score += 0.5 * all(count) + (0.5 if together is not None and together.search(text) else 0.0)
        scored.append((score + row[2] / 100_000, row[3] or 0, row[0]))
    scored.sort(key=lambda item: (-item[0], -item[1], -item[2]))
    return [(score, number) for score, _, number in scored]


def _pattern(term: Term) -> re.Pattern[str]:
    words = r"[\W_]+".join(re.escape(key) for key in term.keys)
    return re.compile(rf"(?<![^\W_]){words}" + ("" if term.prefix else r"(?![^\W_])"))


def _together(terms: Sequence[Term]) -> re.Pattern[str] | None:
    """The terms one right after another."""
    if len(terms) < 2 or any(term.prefix for term in terms):
        return None
    return _pattern(Term(tuple(key for term in terms for key in term.keys)))


def _like(ledger: Ledger, query: Query, limit: int, offset: int) -> Results:
    """Statements whose wording is like a text, best first; filters choose among the likeliest."""
    from onrecord.ledger.shingles import similar

    if query.words.strip():
        raise UsageError("say words or --like, not both")
    if not searchable_words(query.like or ""):
        raise UsageError("there is no word in the text to be like")
    wanted = max(50, offset + limit + 1)
    candidates = similar(ledger, query.like or "", wanted)
    plan = _Plan(ledger, query, Words("", ()))
    if plan.nothing:
        return Results((), 0, False)
    kept = plan.among([hit.statement for hit in candidates])
    ranked = [(hit.score, hit.statement) for hit in candidates if hit.statement in kept]
    page = ranked[offset : offset + limit]
    found = entries(ledger, [number for _, number in page])
    terms = tuple(Term((word_key(word),)) for word in dict.fromkeys(searchable_words(query.like or "")))
    hits = tuple(
        Hit(found[number], score, marked(found[number].statement.content.text, terms))
        for score, number in page
    )
    return Results(hits, len(ranked), len(candidates) >= wanted)
