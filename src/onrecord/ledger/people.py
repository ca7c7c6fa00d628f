"""Who is who across documents: aliases, merges, splits. Everything is done by hand, logged, and can be taken back.

The same full name is one person until told otherwise. A part of a name ("Okafor" where the document gives nothing
fuller) is tied to nobody outside its document, unless it was declared to be somebody's alias.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from onrecord.errors import UsageError
from onrecord.ledger.changes import Changes, current_row, restored
from onrecord.ledger.lookup import documents_meant
from onrecord.ledger.names import folded, is_partial
from onrecord.ledger.rows import Person
from onrecord.ledger.store import Ledger
from onrecord.ledger.texts import storable

__all__ = ["Known", "LogEntry", "People"]

_PERSON: Final = "SELECT id, name, qid, note FROM person"


@dataclass(frozen=True, slots=True)
class Known:
    """A person with what the ledger has of them: other names, counts, first and last day (YYYYMMDD)."""

    person: Person
    aliases: tuple[str, ...]
    statements: int
    documents: int
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One operation on people: what was told, when (seconds since 1970), and the operation that took it back."""

    number: int
    at: int
    operation: str
    told: dict[str, Any]
    undone_by: int | None


class People:
    """The people of a ledger. Operations that change something are one transaction each and give the number of their
    entry in the log. People are given by number, or by a name that only one person has."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._connection = ledger.connection

    # Looking up

    def get(self, who: str | int) -> Person:
        """The person of this number or name. Raises `UsageError` when there is none, or when several have the name."""
        found = self.named(who)
        if not found:
            raise UsageError(f"nobody on the ledger is called {who!r}; onrecord people lists who is")
        if len(found) > 1:
            listed = ", ".join(f"{person} = {person.number}" for person in found)
            raise UsageError(f"{len(found)} people are called {who!r}; say which by number: {listed}")
        return found[0]

    def named(self, who: str | int) -> list[Person]:
        """The people of this number (``12`` or ``#12``) or name; case, diacritics and honorifics do not matter."""
        digits = str(who).removeprefix("#")
        if digits.isascii() and digits.isdigit() and len(digits) < 19:
            return self._people(f"{_PERSON} WHERE id = ?", (int(digits),))
        return self._people(
            f"{_PERSON} WHERE id IN (SELECT person_id FROM alias WHERE folded = ?) ORDER BY id",
            (folded(str(who)),),
        )

    def matching(self, words: str, limit: int = 20) -> list[Person]:
        """People one of whose names holds all these words, in full; those with most statements first."""
        wanted = folded(words).split()
        if not wanted:
            return []
        clause = " AND ".join("' ' || folded || ' ' LIKE ? ESCAPE '\\'" for _ in wanted)
        marks = [f"% {_escaped(word)} %" for word in wanted]
        return self._people(
            f"{_PERSON} WHERE id IN (SELECT person_id FROM alias WHERE {clause}) "
            "ORDER BY (SELECT count(*) FROM statement s WHERE s.person_id = person.id) DESC, id LIMIT ?",
            (*marks, limit),
        )

    def listed(self, *, limit: int = 50, offset: int = 0) -> list[Known]:
        """People with statements, those with most of them first."""
        rows = self._connection.execute(
            "SELECT person_id, count(*) FROM statement WHERE person_id IS NOT NULL GROUP BY person_id "
            "ORDER BY count(*) DESC, person_id LIMIT ? OFFSET ?",
            (limit, offset),
        ).fetchall()
        return [self.known(row[0]) for row in rows]

    def known(self, who: str | int) -> Known:
        """A person with counts. Raises `UsageError` as `get` does."""
        person = self.get(who)
        spellings = self._connection.execute(
            "SELECT text FROM alias WHERE person_id = ?1 UNION SELECT text FROM name WHERE person_id = ?1 ORDER BY 1",
            (person.number,),
        ).fetchall()
        counts = self._connection.execute(
            "SELECT count(*), count(DISTINCT document_id), min(day), max(day) FROM statement WHERE person_id = ?",
            (person.number,),
        ).fetchone()
        aliases = tuple(text for (text,) in spellings if text != person.name)
        return Known(person, aliases, *counts)

    def documents(self, given: Iterable[str], *, outlet: str | None = None) -> list[int]:
        """Row numbers of documents, as `split` and `assign` take them; see `documents_meant`."""
        return documents_meant(self._connection, given, outlet=outlet)

    # Telling

    def alias(self, who: str | int, name: str) -> int:
        """From now on ``name`` means this person in every document, be it a part of a name only.

        Statements that are on the ledger under that name and belong to nobody become the person's, too. Raises
        `UsageError` when the name already means somebody else: that is a merge.
        """
        with self._ledger.transaction():
            person = self.get(who)
            changes = Changes(self._connection)
            self._declare(changes, person, name)
            return self._log("alias", {"person": person.number, "name": str(person), "alias": name}, changes)

    def merge(self, keep: str | int, others: Sequence[str | int]) -> int:
        """Make ``others`` and ``keep`` one person, who keeps the name of ``keep`` and gets all their aliases."""
        with self._ledger.transaction():
            kept = self.get(keep)
            gone = [person for who in others if (person := self.get(who)).number != kept.number]
            if not gone:
                raise UsageError(f"{kept} is one person already")
            changes = Changes(self._connection)
            for person in gone:
                self._merge(changes, kept, person)
            told = {"person": kept.number, "name": str(kept), "merged": [[p.number, str(p)] for p in gone]}
            return self._log("merge", told, changes)

    def split(
        self,
        who: str | int,
        *,
        documents: Iterable[int] = (),
        spellings: Iterable[str] = (),
        note: str | None = None,
    ) -> tuple[int, Person]:
        """Tell two people of one name apart: a new person gets the statements of ``documents`` (row numbers), or those
        under ``spellings`` of the name.

        ``note`` says who the new person is. What new documents say under the name belongs to neither until `assign`
        tells. Gives the log's number and the new person.
        """
        wanted, written = set(documents), set(spellings)
        if not wanted and not written:
            raise UsageError("say which documents or which spellings belong to the other person")
        with self._ledger.transaction():
            person = self.get(who)
            changes = Changes(self._connection)
            number = changes.insert("person", {"name": person.name, "qid": None, "note": note})
            new = Person(number, person.name, None, note)
            names = self._connection.execute(
                "SELECT id, text FROM name WHERE person_id = ?1 "
                "OR id IN (SELECT name_id FROM tie WHERE person_id = ?1)",
                (person.number,),
            ).fetchall()
            moved = 0
            for name_id, text in names:
                if text in written:
                    moved += self._rename(changes, name_id, text, person, new)
                elif wanted:
                    moved += self._share(changes, name_id, person, new, wanted)
            if not moved:
                raise UsageError(f"nothing that {person} says stands there; nothing was changed")
            told = {"person": person.number, "name": str(person), "new": new.number, "note": note}
            told |= {"documents": sorted(wanted), "spellings": sorted(written)}
            return self._log("split", told, changes), new

    def assign(self, who: str | int, documents: Iterable[int]) -> int:
        """In these documents (row numbers) the names that this person has mean this person."""
        with self._ledger.transaction():
            person = self.get(who)
            changes = Changes(self._connection)
            wanted = sorted(set(documents))
            for document in wanted:
                names = self._connection.execute(
                    "SELECT DISTINCT n.id FROM statement s JOIN name n ON n.id = s.name_id WHERE s.document_id = ? "
                    "AND n.folded IN (SELECT folded FROM alias WHERE person_id = ?)",
                    (document, person.number),
                ).fetchall()
                for (name_id,) in names:
                    changes.put(
                        "tie", {"name_id": name_id, "document_id": document}, {"person_id": person.number}
                    )
            if not changes.made:
                raise UsageError(f"none of these documents has a statement under a name of {person}")
            told = {"person": person.number, "name": str(person), "documents": wanted}
            return self._log("assign", told, changes)

    def describe(
        self, who: str | int, *, name: str | None = None, qid: str | None = None, note: str | None = None
    ) -> int:
        """Set the name to show, the Wikidata number (``Q42``) or the note of a person; an empty text takes it away."""
        if qid and not (qid[0] in "Qq" and qid[1:].isascii() and qid[1:].isdigit()):
            raise UsageError(f"{qid!r} is no Wikidata number; they look like Q42")
        with self._ledger.transaction():
            person = self.get(who)
            changes = Changes(self._connection)
            wanted = {"name": name or None, "qid": qid and qid.upper(), "note": note}
            values = {key: (value or None) for key, value in wanted.items() if value is not None}
            if not values:
                raise UsageError("say what to set: a name, a QID or a note")
            changes.put("person", {"id": person.number}, values)
            return self._log("describe", {"person": person.number, "name": str(person), **values}, changes)

    def undo(self, number: int) -> int:
        """Take an operation of the log back. Raises `UsageError` when a later one changed the same: undo that first."""
        with self._ledger.transaction():
            row = self._connection.execute(
                "SELECT operation, changes, undone_by FROM people_log WHERE id = ?", (number,)
            ).fetchone()
            if row is None:
                raise UsageError(f"the log has no operation {number}")
            if row[2] is not None:
                raise UsageError(f"operation {number} was taken back already, by operation {row[2]}")
            changes = Changes(self._connection)
            for table, key, before, after in reversed(json.loads(row[1])):
                if current_row(self._connection, table, key) != after:
                    raise UsageError(
                        f"operation {number} cannot be taken back: a later one changed the same {table}; "
                        "take that back first (onrecord people log)"
                    )
                restored(changes, table, key, before)
            entry = self._log("undo", {"undoes": number, "operation": row[0]}, changes)
            self._connection.execute("UPDATE people_log SET undone_by = ? WHERE id = ?", (entry, number))
            return entry

    def log(self, limit: int = 50) -> list[LogEntry]:
        """The operations, newest first."""
        rows = self._connection.execute(
            "SELECT id, at, operation, told, undone_by FROM people_log ORDER BY id DESC LIMIT ?", (limit,)
        )
        return [
            LogEntry(n, at, operation, json.loads(told), undone) for n, at, operation, told, undone in rows
        ]

    # Inside

    def _people(self, query: str, values: Sequence[object]) -> list[Person]:
        return [Person(*row) for row in self._connection.execute(query, values)]

    def _declare(self, changes: Changes, person: Person, name: str) -> None:
        key = folded(name)
        if not key:
            raise UsageError(f"{name!r} is no name")
        others = [other for other in self.named(name) if other.number != person.number]
        if others:
            raise UsageError(
                f"{name!r} already means {others[0]} (number {others[0].number}); to join them, merge"
            )
        values = {"text": storable(name), "declared": 1}
        changes.put("alias", {"folded": key, "person_id": person.number}, values)
        for (name_id,) in self._connection.execute(
            "SELECT id FROM name WHERE folded = ? AND kind = 0 AND person_id IS NULL", (key,)
        ).fetchall():
            changes.put("name", {"id": name_id}, {"person_id": person.number})

    def _merge(self, changes: Changes, kept: Person, gone: Person) -> None:
        execute = self._connection.execute
        for key, text, declared in execute(
            "SELECT folded, text, declared FROM alias WHERE person_id = ?", (gone.number,)
        ).fetchall():
            changes.remove("alias", {"folded": key, "person_id": gone.number})
            known = current_row(self._connection, "alias", {"folded": key, "person_id": kept.number})
            values = (
                {"text": text, "declared": declared}
                if known is None
                else {"declared": max(declared, known["declared"])}
            )
            changes.put("alias", {"folded": key, "person_id": kept.number}, values)
        for (name_id,) in execute("SELECT id FROM name WHERE person_id = ?", (gone.number,)).fetchall():
            changes.put("name", {"id": name_id}, {"person_id": kept.number})
        for name_id, document in execute(
            "SELECT name_id, document_id FROM tie WHERE person_id = ?", (gone.number,)
        ).fetchall():
            changes.put("tie", {"name_id": name_id, "document_id": document}, {"person_id": kept.number})
        self._settle_shared(changes, kept)
        if kept.qid is None and gone.qid is not None:
            changes.put("person", {"id": kept.number}, {"qid": gone.qid})

    def _settle_shared(self, changes: Changes, kept: Person) -> None:
        """Names that meant nobody because two people had them mean the one who is left."""
        rows = self._connection.execute(
            "SELECT n.id FROM name n JOIN alias a ON a.folded = n.folded WHERE a.person_id = ? AND n.person_id IS NULL "
            "AND n.kind = 0 AND (NOT n.partial OR a.declared) "
            "AND (SELECT count(*) FROM alias b WHERE b.folded = n.folded) = 1",
            (kept.number,),
        ).fetchall()
        for (name_id,) in rows:
            changes.put("name", {"id": name_id}, {"person_id": kept.number})

    def _rename(self, changes: Changes, name_id: int, text: str, person: Person, new: Person) -> int:
        """All that stands under this spelling is the new person's."""
        key = folded(text)
        changes.put("name", {"id": name_id}, {"person_id": new.number})
        for (document,) in self._connection.execute(
            "SELECT document_id FROM tie WHERE name_id = ? AND person_id = ?", (name_id, person.number)
        ).fetchall():
            changes.put("tie", {"name_id": name_id, "document_id": document}, {"person_id": new.number})
        changes.put("alias", {"folded": key, "person_id": new.number}, {"text": text, "declared": 0})
        return 1

    def _share(self, changes: Changes, name_id: int, person: Person, new: Person, wanted: set[int]) -> int:
        """The name is both people's: each document that is there says whose, new ones say nobody's."""
        rows = self._connection.execute(
            "SELECT DISTINCT document_id FROM statement WHERE name_id = ? AND person_id = ?",
            (name_id, person.number),
        ).fetchall()
        documents = [document for (document,) in rows]
        moved = len(wanted.intersection(documents))
        if not moved:
            return 0
        for document in documents:
            owner = new.number if document in wanted else person.number
            changes.put("tie", {"name_id": name_id, "document_id": document}, {"person_id": owner})
        changes.put("name", {"id": name_id}, {"person_id": None})
        key, text = self._connection.execute(
            "SELECT folded, text FROM name WHERE id = ?", (name_id,)
        ).fetchone()
        known = current_row(self._connection, "alias", {"folded": key, "person_id": person.number})
        declared = known["declared"] if known is not None else int(is_partial(key))
        changes.put("alias", {"folded": key, "person_id": new.number}, {"text": text, "declared": declared})
        return moved

    def _log(self, operation: str, told: dict[str, Any], changes: Changes) -> int:
        """Write the operation down, and make the statements follow."""
        cursor = self._connection.execute(
            "INSERT INTO people_log(at, operation, told, changes) VALUES (?, ?, ?, ?)",
            (int(time.time()), operation, json.dumps(told), json.dumps(changes.made)),
        )
        moved = follow(self._connection, changes.names())
        if moved:
            from onrecord.ledger.variants import group  # whose words they are decides what is one quotation

            group(self._ledger, moved)
        return int(cursor.lastrowid or 0)


def follow(connection: sqlite3.Connection, names: Iterable[int]) -> list[int]:
    """Bring ``statement.person_id`` of these names in line with ``tie`` and ``name``; the statements that changed."""
    moved: list[int] = []
    owner = (
        "(SELECT CASE WHEN t.name_id IS NULL THEN n.person_id ELSE t.person_id END FROM name n "
        "LEFT JOIN tie t ON t.name_id = n.id AND t.document_id = statement.document_id WHERE n.id = statement.name_id)"
    )
    for name_id in names:
        rows = connection.execute(
            f"UPDATE statement SET person_id = {owner} WHERE name_id = ? AND person_id IS NOT {owner} RETURNING id",
            (name_id,),
        )
        moved += [number for (number,) in rows.fetchall()]
    return moved


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
