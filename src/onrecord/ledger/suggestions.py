"""People of the ledger who may be one: suggestions with reasons, for a person to decide on. Nothing is merged here."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from onrecord.ledger.rows import Person
from onrecord.ledger.store import Ledger
from onrecord.speakers.vocabulary import GENERATIONS, NICKNAMES

__all__ = ["Suggestion", "suggested_merges"]

_MANY: Final = 300
"""People with one surname (or one given name) whose names are compared pair by pair; of more, those with the most
statements."""
_LONG: Final = 5
"""Letters from which one changed letter is rather a slip than another surname."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two people who may be one, and why; ``statements`` of both together."""

    one: Person
    other: Person
    reason: str
    statements: int


@dataclass(frozen=True, slots=True)
class _Named:
    person: Person
    words: tuple[str, ...]
    statements: int


def suggested_merges(ledger: Ledger, limit: int = 50) -> list[Suggestion]:
    """Pairs of people who may be one, those with the most statements first.

    The same Wikidata number; a given name and its short form or initial; a middle name that only one of them has; one
    letter of difference; the same words attributed to both.
    """
    with ledger.reading() as connection:
        people = list(_people(connection))
        found: dict[tuple[int, int], Suggestion] = {}
        for one, other in _neighbours(people):
            reason = _reason(one.words, other.words)
            if reason is not None:
                _note(found, one, other, reason)
        by_number = {named.person.number: named for named in people}
        for a, b in _same_qid(people):
            _note(found, a, b, f"both are {a.person.qid}")
        for first, second in _same_words(connection):
            if first in by_number and second in by_number:
                _note(found, by_number[first], by_number[second], "the same words are attributed to both")
    return sorted(found.values(), key=lambda s: (-s.statements, s.one.number, s.other.number))[:limit]


def _note(found: dict[tuple[int, int], Suggestion], one: _Named, other: _Named, reason: str) -> None:
    first, second = sorted((one, other), key=lambda named: (-named.statements, named.person.number))
    key = min(one.person.number, other.person.number), max(one.person.number, other.person.number)
    if key[0] == key[1]:
        return
    known = found.get(key)
    if known is not None and reason not in known.reason:
        reason = f"{known.reason}; {reason}"
    found[key] = Suggestion(first.person, second.person, reason, one.statements + other.statements)


def _people(connection: sqlite3.Connection) -> Iterator[_Named]:
    counts = dict(
        connection.execute(
            "SELECT person_id, count(*) FROM statement WHERE person_id IS NOT NULL GROUP BY person_id"
        )
    )
    rows = connection.execute(
        "SELECT p.id, p.name, p.qid, p.note, a.folded FROM alias a JOIN person p ON p.id = a.person_id ORDER BY p.id"
    )
    for number, name, qid, note, key in rows:
        words = tuple(word for word in key.split() if word not in GENERATIONS)
        if words:
            yield _Named(Person(number, name, qid, note), words, counts.get(number, 0))


def _neighbours(people: list[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Pairs with the same surname or the same given name."""
    for place in (-1, 0):
        rooms: dict[str, list[_Named]] = defaultdict(list)
        for named in people:
            if len(named.words) > 1:
                rooms[named.words[place]].append(named)
        for room in rooms.values():
            room.sort(key=lambda named: -named.statements)
            for index, one in enumerate(room[:_MANY]):
                for other in room[index + 1 : _MANY]:
                    if one.person.number != other.person.number:
                        yield one, other


def _reason(one: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    """Why two names, which differ and share a first or last word, may be one person's."""
    if one == other:
        return None  # two people of one name were told apart by hand
    if one[-1] == other[-1]:
        first, second = one[0], other[0]
        if first == second:
            inner, others = set(one[1:-1]), set(other[1:-1])
            if not inner or not others:
                return "only one of them has a middle name"
            return "their middle names begin alike" if _initials_fit(one[1:-1], other[1:-1]) else None
        if NICKNAMES.get(first, first) == NICKNAMES.get(second, second):
            return f"{first} and {second} are forms of one given name"
        if 1 in (len(first), len(second)) and first[0] == second[0]:
            return "one has only an initial"
        if _slip(first, second):
            return f"{first} and {second} differ by one letter"
    elif one[:-1] == other[:-1] and _slip(one[-1], other[-1]):
        return f"{one[-1]} and {other[-1]} differ by one letter"
    return None


def _initials_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(one) == len(other) and all(
        a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(one, other, strict=True)
    )


def _slip(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _LONG and DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1


def _same_qid(people: list[_Named]) -> Iterator[tuple[_Named, _Named]]:
    known: dict[str, _Named] = {}
    for named in people:
        if named.person.qid is None:
            continue
        first = known.setdefault(named.person.qid, named)
        if first.person.number != named.person.number:
            yield first, named


def _same_words(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Pairs of people to whom statements of one wording are attributed."""
    yield from connection.execute(
        "SELECT DISTINCT min(a.person_id, b.person_id), max(a.person_id, b.person_id) FROM repeat r "
        "JOIN wording w ON w.id = r.wording_id AND w.words >= 6 "
        "JOIN statement a ON a.id = r.statement_id JOIN statement b ON b.id = r.wording_id "
        "WHERE a.person_id <> b.person_id LIMIT 1000"
    ).fetchall()
