"""Which person a name means when a statement comes in; the rules are in `people`, the rows are written here."""

from __future__ import annotations

import sqlite3
from typing import Final

from onrecord.ledger.codes import SPEAKER_KINDS
from onrecord.ledger.names import folded, is_partial
from onrecord.ledger.texts import storable
from onrecord.records import SpeakerKind

__all__ = ["Interned", "Resolver", "person_of"]

_MOST: Final = 200_000
"""Entries that a cache may hold; it is emptied then, and fills again."""


def person_of(connection: sqlite3.Connection, key: str, *, partial: bool) -> int | None:
    """The one person whom the `folded` name means in any document; None when there is none or several.

    Parts of a name mean somebody only where that was declared by hand.
    """
    found = connection.execute(
        "SELECT person_id FROM alias WHERE folded = ? AND declared >= ? LIMIT 2", (key, int(partial))
    ).fetchall()
    return found[0][0] if len(found) == 1 else None


class Interned:
    """Numbers of texts that many rows share, in a table of ``(id, text)``."""

    def __init__(self, connection: sqlite3.Connection, table: str = "phrase") -> None:
        self._connection = connection
        self._select = f"SELECT id FROM {table} WHERE text = ?"
        self._insert = (
            "INSERT INTO phrase(text) VALUES (?)"
            if table == "phrase"
            else f"INSERT INTO {table}(text, folded) VALUES (?, ?)"
        )
        self._with_key = table != "phrase"
        self._known: dict[str, int] = {}

    def __call__(self, text: str | None) -> int | None:
        """The number of ``text``, which is written when it is new; None for nothing."""
        if not text:
            return None
        known = self._known.get(text)
        if known is None:
            text = storable(text)
            row = self._connection.execute(self._select, (text,)).fetchone()
            if row is None:
                values = (text, folded(text)) if self._with_key else (text,)
                known = self._connection.execute(self._insert, values).lastrowid
            else:
                known = row[0]
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[text] = int(known or 0)
        return known

    def forget(self) -> None:
        """Look everything up again: another process may have written, or a transaction was taken back."""
        self._known.clear()


class Resolver:
    """Rows of ``name`` for speakers, each with its person; a full name that is new becomes a new person."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], tuple[int, int | None]] = {}

    def __call__(self, text: str, kind: SpeakerKind) -> tuple[int, int | None]:
        """The numbers of the name and of the person whom it means (None: nobody known)."""
        known = self._known.get((text, kind))
        if known is None:
            known = self._look_up(storable(text), kind)
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[text, kind] = known
        return known

    def forget(self) -> None:
        """Look everything up again: another process may have written, or a transaction was taken back."""
        self._known.clear()

    def _look_up(self, text: str, kind: SpeakerKind) -> tuple[int, int | None]:
        code = SPEAKER_KINDS.index(kind)
        row = self._connection.execute(
            "SELECT id, person_id FROM name WHERE text = ? AND kind = ?", (text, code)
        ).fetchone()
        if row is not None:
            return int(row[0]), row[1]
        key = folded(text)
        partial = kind != "named" or is_partial(key)
        person = None
        if kind == "named" and key:
            person = person_of(self._connection, key, partial=partial)
            if person is None and not partial and not self._shared(key):
                person = self._connection.execute("INSERT INTO person(name) VALUES (?)", (text,)).lastrowid
                self._connection.execute("INSERT INTO alias VALUES (?, ?, ?, 0)", (key, person, text))
            self._better_spelling(person, text)
        number = self._connection.execute(
            "INSERT INTO name(text, folded, kind, partial, person_id) VALUES (?, ?, ?, ?, ?)",
            (text, key, code, int(partial), person),
        ).lastrowid
        return int(number or 0), person

    def _better_spelling(self, person: int | None, text: str) -> None:
        """Who is known only in capitals, as transcripts print labels, is shown as other documents write the name."""
        if person is None or text.isupper():
            return
        (shown,) = self._connection.execute("SELECT name FROM person WHERE id = ?", (person,)).fetchone()
        if shown.isupper() and folded(shown) == folded(text):
            self._connection.execute("UPDATE person SET name = ? WHERE id = ?", (text, person))

    def _shared(self, key: str) -> bool:
        """Whether several people have this name, so that it means none of them by itself."""
        return self._connection.execute("SELECT 1 FROM alias WHERE folded = ?", (key,)).fetchone() is not None
