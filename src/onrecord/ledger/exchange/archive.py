"""The ledger as JSON lines: the contract's statements, and with them all that is needed to make the ledger again.

Each line is an object that says in ``record`` what it is. `write_archive` writes

- ``ledger``: the first line, with the ``format`` of the file (1) and whether it is ``whole``;
- ``person``, ``alias``, ``name``: who is who, as the tables of the same names hold it;
- ``document``: a text with all that is known of it and the places where it stood, followed by its
- ``statement`` lines: the contract's JSON of a statement, and its numbers on the ledger;
- ``tie``, ``people_log``, ``quotation``, ``version``, ``version_edge``: what was decided by hand, what was compared.

An excerpt (a selection of statements) has the lines of the first, fourth and fifth kind only.
"""

from __future__ import annotations

import json
import sqlite3
import time
from typing import Any, Final, TextIO

from onrecord.ledger.codes import date_text
from onrecord.ledger.exchange.entries import json_line
from onrecord.ledger.exchange.selecting import EVERYTHING, Selection, document_numbers, entries_of
from onrecord.ledger.rows import document_of
from onrecord.ledger.store import Ledger

__all__ = [
    "FORMAT",
    "TABLES_AFTER",
    "TABLES_BEFORE",
    "columns_of",
    "moment",
    "write_archive",
    "write_statements",
]

FORMAT: Final = 1
TABLES_BEFORE: Final = ("person", "alias", "name")
"""Tables whose rows stand before the documents, because statements name them."""
TABLES_AFTER: Final = ("tie", "people_log", "quotation", "version", "version_edge")
"""Tables whose rows name documents and statements."""


def write_archive(ledger: Ledger, stream: TextIO, selection: Selection = EVERYTHING) -> tuple[int, int]:
    """Write the ledger, or the documents with the statements asked for; how many documents and statements.

    The same ledger gives the same bytes. Raises `LedgerError` when the ledger cannot be read, `UsageError` for dates
    that are none.
    """
    whole = selection == EVERYTHING
    documents = statements = 0
    with ledger.reading() as connection:
        stream.write(json_line({"record": "ledger", "format": FORMAT, "whole": whole}) + "\n")
        for table in TABLES_BEFORE if whole else ():
            _write_rows(connection, table, stream)
        for number in document_numbers(connection, selection):
            stream.write(json_line(_document_record(connection, number)) + "\n")
            documents += 1
            for entry in entries_of(connection, number, selection):
                stream.write(
                    json_line({"record": "statement", "number": entry.number} | entry.to_dict()) + "\n"
                )
                statements += 1
        for table in TABLES_AFTER if whole else ():
            _write_rows(connection, table, stream)
    stream.flush()
    return documents, statements


def write_statements(ledger: Ledger, stream: TextIO, selection: Selection = EVERYTHING) -> tuple[int, int]:
    """Write statements alone, as the contract has them, with ``person``, ``day`` and ``quotation``.

    Texts are not read, so this is the quickest way out. Raises as `write_archive` does.
    """
    documents = statements = 0
    with ledger.reading() as connection:
        for number in document_numbers(connection, selection):
            documents += 1
            for entry in entries_of(connection, number, selection):
                stream.write(json_line(entry.to_dict()) + "\n")
                statements += 1
    stream.flush()
    return documents, statements


def moment(seconds: int) -> str:
    """Seconds since 1970 as ``2026-03-04T10:00:00Z``."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table, those of its primary key first in the order of the key."""
    found = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return [row[1] for row in sorted(found, key=lambda row: (not row[5], row[5], row[0]))]


def _write_rows(connection: sqlite3.Connection, table: str, stream: TextIO) -> None:
    columns = columns_of(connection, table)
    keys = sum(bool(row[5]) for row in connection.execute(f"PRAGMA table_info({table})"))
    order = ", ".join(columns[:keys])
    for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}"):
        stream.write(json_line({"record": table} | dict(zip(columns, row, strict=True))) + "\n")


def _document_record(connection: sqlite3.Connection, number: int) -> dict[str, Any]:
    document = document_of(connection, number)
    reader, added, current, facts = connection.execute(
        "SELECT p.text, d.added, d.current, d.facts FROM document d JOIN phrase p ON p.id = d.reader_id WHERE d.id = ?",
        (number,),
    ).fetchone()
    places = connection.execute(
        "SELECT p.key, p.version, p.path, p.url, p.title, o.text, p.published, p.added FROM place p "
        "LEFT JOIN outlet o ON o.id = p.outlet_id WHERE p.document_id = ? ORDER BY p.key, p.version",
        (number,),
    )
    return {
        "record": "document",
        "number": number,
        **document.to_dict(),
        "current": bool(current),
        "reader": reader,
        "added": moment(added),
        "facts": json.loads(facts),
        "places": [_place(row) for row in places],
        "text": document.text,
    }


def _place(row: tuple[Any, ...]) -> dict[str, Any]:
    key, version, path, url, title, outlet, published, added = row
    return {
        "key": key,
        "version": version,
        "path": path,
        "url": url,
        "title": title,
        "outlet": outlet,
        "published": date_text(published),
        "added": moment(added),
    }
