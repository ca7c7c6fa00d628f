"""Which statements are exported, and their way out of the ledger, one document at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.documents import Document
from onrecord.errors import UsageError
from onrecord.ledger.codes import date_number
from onrecord.ledger.exchange.entries import Writer
from onrecord.ledger.names import folded
from onrecord.ledger.rows import ENTRY, Entry, document_of, entry_of
from onrecord.ledger.store import Ledger

__all__ = ["EVERYTHING", "Selection", "document_numbers", "entries_of", "write"]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; None asks for nothing in particular.

    As in `onrecord.ledger.search`: ``speaker`` is a name or number of people, else words of a name that nobody has;
    ``outlet`` a name, else words of it, both without regard to case and diacritics; ``since`` and ``until`` are ISO
    dates, months or years, both included, and meant is the day of saying, else that of the document.
    What has no day is in no stretch of time. Unlike a search, old versions and thoughts are not left out.
    """

    speaker: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None

    def clause(self) -> tuple[str, tuple[object, ...]]:
        """A condition on ``statement s`` joined with ``document d``, and its values. Raises `UsageError` for dates
        that are none."""
        parts: list[str] = []
        values: list[object] = []
        if self.speaker is not None:
            key, digits = folded(self.speaker), self.speaker.removeprefix("#")
            if digits.isascii() and digits.isdigit() and len(digits) < 19:
                parts.append("s.person_id = ?")
                values.append(int(digits))
            else:
                held, words = _holding(key)
                parts.append(
                    "CASE WHEN EXISTS (SELECT 1 FROM alias WHERE folded = ?) "
                    "THEN s.person_id IN (SELECT person_id FROM alias WHERE folded = ?) "
                    f"ELSE s.name_id IN (SELECT id FROM name WHERE {held}) END"
                )
                values += [key, key, *words]
        if self.since is not None:
            number = _bound(self.since, "since")
            # A month or a year alone (zeros) counts when it may reach the first day.
            parts.append("(s.day >= ? OR s.day IN (?, ?))")
            values += [number, number // 100 * 100, number // 10_000 * 10_000]
        if self.until is not None:
            # 20260300, some day of March 2026, lies before every one of its days: a whole month reaches to 99.
            number = _bound(self.until, "until")
            number += 0 if number % 100 else 9_999 if not number % 10_000 else 99
            parts.append("s.day <= ?")
            values.append(number)
        if self.outlet is not None:
            key = folded(self.outlet)
            held, words = _holding(key)
            parts.append(
                "d.outlet_id IN (SELECT id FROM outlet WHERE CASE WHEN EXISTS "
                f"(SELECT 1 FROM outlet WHERE folded = ?) THEN folded = ? ELSE {held} END)"
            )
            values += [key, key, *words]
        return " AND ".join(parts), tuple(values)


EVERYTHING = Selection()


def _holding(key: str) -> tuple[str, list[str]]:
    """A condition that a folded name holds each word of ``key``, and its values; no word is in no name."""
    words = key.split()
    held = " AND ".join("instr(' ' || folded || ' ', ' ' || ? || ' ')" for _ in words)
    return held or "0", words


def _bound(date: str, name: str) -> int:
    from datetime import date as calendar

    try:
        calendar.fromisoformat((date + "-01-01")[:10] if len(date) in (4, 7) else date)
        number = date_number(date) if date.count("-") == {4: 0, 7: 1, 10: 2}[len(date)] else None
    except (ValueError, KeyError):
        number = None
    if number is None:
        raise UsageError(f"--{name} is {date!r}, expected a date as YYYY-MM-DD, YYYY-MM or YYYY")
    return number


def document_numbers(connection: sqlite3.Connection, selection: Selection) -> Iterator[int]:
    """The documents, in the order in which they were added, that hold such a statement; without conditions, all."""
    condition, values = selection.clause()
    if condition:
        found = connection.execute(
            "SELECT DISTINCT s.document_id FROM statement s JOIN document d ON d.id = s.document_id "
            f"WHERE {condition} ORDER BY 1",
            values,
        )
    else:
        found = connection.execute("SELECT id FROM document ORDER BY id")
    for (number,) in found:
        yield number


def entries_of(connection: sqlite3.Connection, number: int, selection: Selection) -> Iterator[Entry]:
    """The statements of a document that are asked for, in the order in which they were added."""
    condition, values = selection.clause()
    also = f" AND {condition}" if condition else ""
    for row in connection.execute(f"{ENTRY} WHERE s.document_id = ?{also} ORDER BY s.id", (number, *values)):
        yield entry_of(row)


def write(ledger: Ledger, writer: Writer, selection: Selection = EVERYTHING) -> tuple[int, int]:
    """Write what is asked for, all of it as the ledger is at this moment; how many documents and statements.

    Raises `LedgerError` when the ledger cannot be read, `UsageError` for dates that are none.
    """
    documents = statements = 0
    with ledger.reading() as connection:
        for number in document_numbers(connection, selection):
            document: Document = document_of(connection, number)
            statements += writer.add(document, entries_of(connection, number, selection))
            documents += 1
    writer.close()
    return documents, statements
