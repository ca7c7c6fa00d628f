"""An archive into a ledger: taken over as it is where the ledger is empty, else added document by document."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from onrecord.documents import Document
from onrecord.errors import InputError
from onrecord.ledger import shingles
from onrecord.ledger.codes import KINDS, SPEAKER_KINDS, date_number
from onrecord.ledger.exchange.archive import FORMAT, TABLES_AFTER, TABLES_BEFORE, columns_of
from onrecord.ledger.exchange.arrivals import Arrivals, Tell
from onrecord.ledger.exchange.lines import MAX_LINE, Lines
from onrecord.ledger.exchange.parsing import (
    Raw,
    document_from_record,
    integer,
    parsed,
    seconds,
    statement_from_record,
    text_or_none,
)
from onrecord.ledger.ingest import Adder
from onrecord.ledger.resolving import Interned
from onrecord.ledger.rows import STATEMENT_COLUMNS, facts_of, statement_row
from onrecord.ledger.store import Ledger
from onrecord.ledger.texts import packed, storable
from onrecord.records import Statement

__all__ = ["read_archive"]

_AT_ONCE = 5_000
"""Statements that are indexed together."""
_HEAD = "is no file that onrecord export wrote: its first line does not say so"


@dataclass(slots=True)
class _Found:
    """A document's line with the statements that follow it, each with the number of its line."""

    line: int
    raw: Raw
    document: Document
    statements: list[tuple[int, Raw, Statement]] = field(default_factory=list)


def read_archive(ledger: Ledger, lines: Lines, tell: Tell) -> Arrivals:
    """Take in the lines that `write_archive` wrote; `tell` hears of each line that could not be used.

    A whole archive into an empty ledger is taken over as it is, in one transaction: numbers, people and what was
    decided of them, versions, places. Exported again it gives the same bytes. In any other case its documents are added
    as `onrecord add` adds them: a text that is known is left as it is, names mean whom they mean on this ledger.

    Raises `InputError` when the file is no archive, or one of a newer onrecord, `LedgerError` when the ledger cannot be
    written.
    """
    records = _records(lines, arrivals := Arrivals(tell=tell))
    head = next(records, None)
    if head is None or head[1].get("record") != "ledger":
        if head is not None and "content" in head[1] and "record" not in head[1]:
            raise InputError(
                "holds statements without the texts of their documents; export without --statements-only"
            )
        raise InputError(_HEAD)
    if head[1].get("format") != FORMAT:
        raise InputError(
            f"is of format {head[1].get('format')!r}, this onrecord reads {FORMAT}; install the newer version"
        )
    if head[1].get("whole") is True and _is_empty(ledger):
        arrivals.whole = True
        with ledger.transaction() as connection:
            connection.execute("PRAGMA defer_foreign_keys = ON")
            _Restorer(connection, arrivals).run(records)
        ledger.checkpoint()
    else:
        _add(ledger, records, arrivals)
    return arrivals


def _is_empty(ledger: Ledger) -> bool:
    with ledger.reading() as connection:
        return not any(
            connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
            for table in ("document", "person", "name", "people_log")
        )


def _records(lines: Lines, arrivals: Arrivals) -> Iterator[tuple[int, Raw]]:
    for line in lines:
        if line is None:
            arrivals.refuse(lines.number, f"is over {MAX_LINE // 1_000_000} MB")
        elif line.strip():
            try:
                raw = parsed(line)
            except InputError as error:
                arrivals.refuse(lines.number, str(error))
            else:
                yield lines.number, raw


def _documents(records: Iterable[tuple[int, Raw]], arrivals: Arrivals) -> Iterator[_Found | tuple[int, Raw]]:
    """The documents with their statements; lines of other kinds pass through in their places."""
    found: _Found | None = None
    lost: int | None = None
    for number, raw in records:
        record = raw.get("record")
        if record == "statement":
            if found is not None:
                try:
                    found.statements.append((number, raw, statement_from_record(raw, found.document)))
                except InputError as error:
                    arrivals.refuse(number, str(error))
            else:
                where = (
                    "no document stands before it"
                    if lost is None
                    else f"its document (line {lost}) was not usable"
                )
                arrivals.refuse(number, where)
            continue
        if found is not None:
            yield found
        found = lost = None
        if record == "document":
            try:
                found = _Found(number, raw, document_from_record(raw))
            except InputError as error:
                arrivals.refuse(number, str(error))
                lost = number
        else:
            yield number, raw
    if found is not None:
        yield found


def _add(ledger: Ledger, records: Iterator[tuple[int, Raw]], arrivals: Arrivals) -> None:
    adder: Adder | None = None
    try:
        for found in _documents(records, arrivals):
            if isinstance(found, tuple):
                record = found[1].get("record")
                if record not in (*TABLES_BEFORE, *TABLES_AFTER):
                    arrivals.refuse(found[0], f"is a {record!r}, which this onrecord does not know")
                continue
            reader = found.raw.get("reader")
            reader = reader if isinstance(reader, str) and reader else "import"
            if adder is None or adder.reader != reader:
                if adder is not None:
                    adder.flush()
                adder = Adder(ledger, reader)
            new = adder.needs_statements(found.document)
            outcome = adder.add(found.document, [statement for _, _, statement in found.statements])
            arrivals.known += outcome == "unchanged"
            arrivals.documents += outcome != "unchanged"
            arrivals.statements += len(found.statements) if new else 0
    finally:
        if adder is not None:
            adder.flush()
            ledger.checkpoint()


class _Restorer:
    """Writes an archive's rows with the numbers that they have in it; inside one transaction."""

    def __init__(self, connection: sqlite3.Connection, arrivals: Arrivals) -> None:
        self._connection = connection
        self._arrivals = arrivals
        self._phrases = Interned(connection)
        self._outlets = Interned(connection, "outlet")
        self._rows: list[tuple[int, tuple[Any, ...]]] = []
        self._indexed = ", ".join(columns_of(connection, "statement_fts"))
        self._columns = {table: columns_of(connection, table) for table in (*TABLES_BEFORE, *TABLES_AFTER)}

    def run(self, records: Iterator[tuple[int, Raw]]) -> None:
        for found in _documents(records, self._arrivals):
            try:
                if isinstance(found, tuple):
                    self._flush()
                    self._row(*found)
                else:
                    with _all_or_nothing(self._connection):
                        self._document(found)
                    self._statements(found)
            except (InputError, sqlite3.IntegrityError) as error:
                number = found[0] if isinstance(found, tuple) else found.line
                self._arrivals.refuse(number, _reason(error))
        self._flush()
        self._let_go()

    def _row(self, number: int, raw: Raw) -> None:
        table = raw.get("record")
        columns = self._columns.get(table) if isinstance(table, str) else None
        if columns is None:
            raise InputError(f"is a {table!r}, which this onrecord does not know")
        missing = [column for column in columns if column not in raw]
        if missing:
            raise InputError(f"lacks {', '.join(missing)}")
        self._connection.execute(
            f"INSERT INTO {table}({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
            [_storable_value(raw, column) for column in columns],
        )

    def _document(self, found: _Found) -> None:
        raw, document = found.raw, found.document
        number = integer(raw, "number")
        places = [self._place(place, number) for place in _list(raw, "places")]
        told = (
            document.path, document.url, document.title, self._outlets(document.outlet),
            date_number(document.published), self._phrases(text_or_none(raw, "reader") or "import"),
        )  # fmt: skip
        self._connection.execute(
            "INSERT INTO document(id, digest, length, current, path, url, title, outlet_id, published, reader_id, "
            "added, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                bytes.fromhex(document.id.removeprefix("sha256:")),
                len(document.text),
                int(raw.get("current") is not False),
                *told,
                seconds(raw, "added"),
                facts_of(document),
            ),
        )
        self._connection.execute("INSERT INTO document_text VALUES (?, ?)", (number, packed(document.text)))
        self._connection.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", places)
        self._arrivals.documents += 1

    def _statements(self, found: _Found) -> None:
        for line, record, statement in found.statements:
            try:
                self._rows.append(
                    (line, self._statement(record, found.raw["number"], found.document, statement))
                )
            except InputError as error:
                self._arrivals.refuse(line, str(error))
        if len(self._rows) >= _AT_ONCE:
            self._flush()

    def _place(self, raw: object, document: int) -> tuple[object, ...]:
        if not isinstance(raw, dict):
            raise InputError("places holds what is no place")
        key = text_or_none(raw, "key")
        if not key:
            raise InputError("has a place without a key")
        texts = [text_or_none(raw, name) for name in ("path", "url", "title")]
        published = date_number(text_or_none(raw, "published"))
        outlet = self._outlets(text_or_none(raw, "outlet"))
        return (key, integer(raw, "version"), document, *texts, outlet, published, seconds(raw, "added"))

    def _statement(
        self, raw: Raw, document_number: int, document: Document, statement: Statement
    ) -> tuple[object, ...]:
        speaker, channel, person = statement.speaker, statement.channel, raw.get("person")
        name: tuple[int | None, int | None] = (None, None)
        if speaker is not None:
            row = self._connection.execute(
                "SELECT id FROM name WHERE text = ? AND kind = ?",
                (storable(speaker.name), SPEAKER_KINDS.index(speaker.kind)),
            ).fetchone()
            if row is None:
                raise InputError(f"names {speaker.name!r}, for whom no line of the names stands before it")
            name = (row[0], integer(person, "number") if isinstance(person, dict) else None)
        return statement_row(
            integer(raw, "number"),
            document_number,
            document,
            statement,
            name,
            (
                self._phrases(None if speaker is None else speaker.reason),
                self._phrases(None if channel is None else channel.type),
                self._phrases(" ".join(statement.flags)),
            ),
        )

    def _flush(self) -> None:
        """Write the statements that wait, and index them as `onrecord add` does."""
        waiting, self._rows = self._rows, []
        if not waiting:
            return
        try:
            with _all_or_nothing(self._connection):
                self._insert([row for _, row in waiting])
        except (
            sqlite3.IntegrityError
        ):  # one of them, such as a number that comes twice, must not cost the others
            for line, row in waiting:
                try:
                    with _all_or_nothing(self._connection):
                        self._insert([row])
                except sqlite3.IntegrityError as error:
                    self._arrivals.refuse(line, _reason(error))

    def _insert(self, rows: list[tuple[Any, ...]]) -> None:
        marks = ", ".join("?" * len(STATEMENT_COLUMNS.split(",")))
        self._connection.executemany(f"INSERT INTO statement({STATEMENT_COLUMNS}) VALUES ({marks})", rows)
        columns = self._indexed
        self._connection.executemany(
            f"INSERT INTO statement_fts(rowid, {columns}) SELECT id, {columns} FROM searchable WHERE id = ?",
            [row[:1] for row in rows],
        )
        shingles.add(self._connection, [(row[0], KINDS[row[3]], row[17]) for row in rows])
        self._arrivals.statements += len(rows)

    def _let_go(self) -> None:
        """What names a line that could not be used must not keep the rest out: it is emptied, or left out itself."""
        for table in ("statement", *TABLES_BEFORE, *TABLES_AFTER):
            optional = {
                row[1] for row in self._connection.execute(f"PRAGMA table_info({table})") if not row[3]
            }
            for link in self._connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                parent, column = link[2], link[3]
                key = link[4] or columns_of(self._connection, parent)[0]
                change = (
                    f"UPDATE {table} SET {column} = NULL" if column in optional else f"DELETE FROM {table}"
                )
                lost = self._connection.execute(
                    f"{change} WHERE {column} IS NOT NULL AND NOT EXISTS "
                    f"(SELECT 1 FROM {parent} there WHERE there.{key} = {table}.{column})"
                ).rowcount
                if lost:
                    self._arrivals.refuse(
                        None, f"{lost} of the lines {table} name a {parent} that is not in the file"
                    )


@contextmanager
def _all_or_nothing(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("SAVEPOINT step")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK TO step")
        raise
    finally:
        connection.execute("RELEASE step")


def _list(raw: Raw, name: str) -> list[object]:
    value = raw.get(name)
    if not isinstance(value, list):
        raise InputError(f"{name} is no list")
    return value


def _storable_value(raw: Raw, column: str) -> str | int | None:
    value = raw[column]
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value if value is None else integer(raw, column)
    if isinstance(value, str):
        return storable(value)
    raise InputError(f"{column} is neither text nor number")


def _reason(error: Exception) -> str:
    if isinstance(error, InputError):
        return str(error)
    return f"does not fit the lines before it ({error})"
