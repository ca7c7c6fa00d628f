"""Whether a ledger is sound: texts are what their digests say, spans what the texts say, indexes complete."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from onrecord.documents import Document, text_id
from onrecord.errors import LedgerError
from onrecord.ledger import shingles
from onrecord.ledger.changes import current_row
from onrecord.ledger.codes import ACTS, FACTUALITIES, KINDS, SPEAKER_KINDS, VIAS, date_number
from onrecord.ledger.names import folded
from onrecord.ledger.rows import ENTRY, document_of, entry_of, public_id
from onrecord.ledger.store import Ledger
from onrecord.ledger.texts import storable
from onrecord.records import Piece, Statement, statement_id

__all__ = ["REBUILD", "RESTORE", "Finding", "documents_wrong", "rebuild_indexes", "verify"]

RESTORE: Final = "bring back a backup, or export what can be read and import it into a new ledger"
REBUILD: Final = "onrecord verify-ledger --repair-indexes makes it again"
ADD_AGAIN: Final = "bring back a backup, or add the document to a new ledger"
REPORT: Final = "it would be good to report this; onrecord people undo may take the last operation back"
_CHUNK: Final = 5_000
_BAD: Final = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    LookupError,
    UnicodeError,
    zlib.error,
    LedgerError,
)
"""What reading a damaged row may raise."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: in which row of which table, what, and what to do about it."""

    table: str
    row: str
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.table} {self.row}" if self.row else self.table
        return f"{place}: {self.what}; {self.remedy}"


Tell = Callable[[str], None]


def verify(ledger: Ledger, on_step: Tell = lambda step: None) -> Iterator[Finding]:
    """Everything that is wrong with a ledger, found row by row; nothing is changed.

    Pages and references by SQLite's own checks; documents against their digests; statements against their documents'
    texts, names and dates; the full-text index, the wordings and their runs against the statements; people against
    their log; quotations against their versions. ``on_step`` hears what is looked at. Work is linear in the ledger;
    memory is that of one document.

    Raises `LedgerError` when the ledger cannot be read on.
    """
    for step, check in _CHECKS:
        on_step(step)
        try:
            yield from check(ledger)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise LedgerError(f"{ledger.path}: cannot be read ({error})") from None
            yield Finding("file", "", f"is damaged where the {step} are ({error})", RESTORE)


def documents_wrong(ledger: Ledger) -> Iterator[Finding]:
    """What is wrong with the texts alone: those that cannot be read, or are not what their digests say."""
    yield from _documents(ledger)


def _pages(ledger: Ledger) -> Iterator[Finding]:
    for (found,) in ledger.connection.execute("PRAGMA integrity_check(100)"):
        if found != "ok":
            yield Finding("file", "", f"is damaged ({found})", RESTORE)


def _references(ledger: Ledger) -> Iterator[Finding]:
    for table, row, parent, _ in ledger.connection.execute("PRAGMA foreign_key_check"):
        where = "" if row is None else str(row)
        yield Finding(table, where, f"names a {parent} that is not there", RESTORE)


def _documents(ledger: Ledger) -> Iterator[Finding]:
    connection = ledger.connection
    rows = connection.execute(
        "SELECT d.id, d.digest, d.length, d.current, t.document_id, "
        "EXISTS (SELECT 1 FROM place p WHERE p.document_id = d.id), "
        "EXISTS (SELECT 1 FROM place p WHERE p.document_id = d.id AND p.version = "
        "(SELECT max(q.version) FROM place q WHERE q.key = p.key)) "
        "FROM document d LEFT JOIN document_text t ON t.document_id = d.id"
    )
    for number, digest, length, current, text, placed, stands in rows:
        row = str(number)
        if text is None:
            yield Finding("document", row, "has no text", ADD_AGAIN)
            continue
        document = _document(connection, number)
        if isinstance(document, str):
            yield Finding("document", row, document, ADD_AGAIN)
            continue
        if text_id(document.text) != "sha256:" + digest.hex():
            yield Finding("document", row, "its text is not the one that its digest names", ADD_AGAIN)
        if len(document.text) != length:
            yield Finding(
                "document", row, f"its text has {len(document.text)} characters, not {length}", ADD_AGAIN
            )
        if not placed:
            yield Finding("document", row, "stands at no place", ADD_AGAIN)
        elif bool(current) != bool(stands):
            told = "the newest version" if current else "an old version"
            yield Finding("document", row, f"is marked as {told} and is not, by its places", ADD_AGAIN)


def _document(connection: sqlite3.Connection, number: int) -> Document | str:
    """A document, or what is wrong with it."""
    try:
        return document_of(connection, number)
    except _BAD as error:
        return f"cannot be read ({_short(error)})"


def _statements(ledger: Ledger) -> Iterator[Finding]:
    connection = ledger.connection
    yield from _codes(connection)
    for (number,) in connection.execute("SELECT DISTINCT document_id FROM statement ORDER BY document_id"):
        document = _document(connection, number)
        if isinstance(document, str):
            continue  # told above
        for row in connection.execute(f"{ENTRY} WHERE s.document_id = ?", (number,)):
            try:
                statement, day = entry_of(row).statement, row[6]
            except _BAD as error:
                yield Finding("statement", str(row[0]), f"cannot be read ({_short(error)})", ADD_AGAIN)
                continue
            for what in _differences(statement, document, row[1], day):
                yield Finding("statement", f"{row[0]} ({public_id(row[1])})", what, ADD_AGAIN)


def _codes(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Statements whose numbers stand for nothing."""
    lists = (("kind", KINDS), ("act", ACTS), ("factuality", FACTUALITIES), ("via", VIAS))
    for column, closed in lists:
        for number, value in connection.execute(
            f"SELECT id, {column} FROM statement WHERE {column} NOT BETWEEN 0 AND {len(closed) - 1}"
        ):
            yield Finding(
                "statement", str(number), f"{column} is {value}, which stands for nothing", ADD_AGAIN
            )
    for number, value in connection.execute(
        f"SELECT id, kind FROM name WHERE kind NOT BETWEEN 0 AND {len(SPEAKER_KINDS) - 1}"
    ):
        yield Finding("name", str(number), f"kind is {value}, which stands for nothing", RESTORE)
    for column in ("confidence", "speaker_confidence"):
        for (number,) in connection.execute(
            f"SELECT id FROM statement WHERE {column} NOT BETWEEN 0 AND 10000"
        ):
            yield Finding("statement", str(number), f"{column} is no probability", ADD_AGAIN)


def _differences(statement: Statement, document: Document, uid: int, day: int | None) -> Iterator[str]:
    """What a statement says that its document does not."""
    channel, said_on = statement.channel, statement.said_on
    pieces: dict[str, Piece | None] = {
        "content": statement.content,
        "source": statement.source,
        "cue": statement.cue,
        "addressee": statement.addressee,
        "channel": None if channel is None else channel.piece,
        "said_on": None if said_on is None else said_on.piece,
        "reported_by": statement.reported_by,
    }
    if not statement.content.spans:
        yield "has no content"
    for name, piece in pieces.items():
        if piece is None:
            continue
        if any(not 0 <= start < end <= len(document.text) for start, end in piece.spans):
            yield f"a span of its {name} lies outside the text"
        elif storable(Piece.of(document.text, piece.spans).text) != piece.text:
            yield f"its {name} is not what its spans cut out of the text"
    if int(statement_id(document.id, statement.content.spans)[3:], 16) != uid:
        yield "its id is not that of its document and place"
    if day != date_number(document.published if said_on is None else said_on.date):
        yield "its day is neither when it was said nor when its document appeared"


def _full_text(ledger: Ledger) -> Iterator[Finding]:
    connection = ledger.connection
    count = 0
    for what, query in (
        (
            "is not in the full-text index",
            "SELECT id FROM statement EXCEPT SELECT id FROM statement_fts_docsize",
        ),
        (
            "is in the full-text index only",
            "SELECT id FROM statement_fts_docsize EXCEPT SELECT id FROM statement",
        ),
    ):
        for (number,) in connection.execute(query):
            count += 1
            yield Finding("statement", str(number), what, REBUILD)
    if count or ledger.readonly:
        return
    try:
        # Compares every word with the statements; it is an INSERT by its form only and changes nothing.
        connection.execute("INSERT INTO statement_fts(statement_fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        yield Finding("statement_fts", "", "holds other words than the statements", REBUILD)


def _wordings(ledger: Ledger) -> Iterator[Finding]:
    connection = ledger.connection
    rows = connection.execute(
        "SELECT s.id, s.kind, s.content, w.hash, r.wording_id, "
        "(SELECT v.hash FROM wording v WHERE v.id = r.wording_id) "
        "FROM statement s LEFT JOIN wording w ON w.id = s.id LEFT JOIN repeat r ON r.statement_id = s.id"
    )
    total = 0
    for number, kind, content, own, repeated, theirs in rows:
        if not 0 <= kind < len(KINDS):
            continue  # told above
        if (own is None) == (repeated is None):
            what = "has no wording" if own is None else "has a wording of its own and repeats another"
            yield Finding("statement", str(number), what, REBUILD)
            continue
        wording = shingles.wording_of(content, KINDS[kind])
        if wording.hash != (theirs if own is None else own):
            yield Finding("statement", str(number), "its wording is not that of its content", REBUILD)
        elif own is not None:
            expected = shingles.runs(wording.keys)
            total += len(expected)
            found = connection.execute(
                "SELECT count(*) FROM every_shingle WHERE wording_id = ? "
                f"AND hash IN ({','.join('?' * len(expected))})",
                (number, *expected),
            ).fetchone()[0] if len(expected) < 30_000 else len(expected)  # fmt: skip
            if found != len(expected):
                yield Finding(
                    "wording", str(number), f"{len(expected) - found} of its runs are missing", REBUILD
                )
    there = connection.execute("SELECT count(*) FROM every_shingle").fetchone()[0]
    if there > total:
        yield Finding("shingle", "", f"holds {there} runs where the wordings have {total}", REBUILD)


def _people(ledger: Ledger) -> Iterator[Finding]:
    connection = ledger.connection
    for table in ("name", "alias", "outlet"):
        key = "id" if table != "alias" else "person_id"
        for number, text, stored in connection.execute(f"SELECT {key}, text, folded FROM {table}"):
            if folded(text) != stored:
                yield Finding(
                    table, str(number), f"{text!r} is filed under {stored!r}, not {folded(text)!r}", RESTORE
                )
    wrong = connection.execute(
        "SELECT s.id, s.person_id, CASE WHEN t.name_id IS NULL THEN n.person_id ELSE t.person_id END AS told "
        "FROM statement s JOIN name n ON n.id = s.name_id "
        "LEFT JOIN tie t ON t.name_id = s.name_id AND t.document_id = s.document_id WHERE s.person_id IS NOT told"
    )
    for number, person, told in wrong:
        yield Finding("statement", str(number), f"belongs to person {person}, by its name to {told}", REPORT)
    for (number,) in connection.execute(
        "SELECT id FROM statement WHERE name_id IS NULL AND person_id IS NOT NULL"
    ):
        yield Finding("statement", str(number), "belongs to a person without a name in its document", REPORT)
    yield from _log(connection)


def _log(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Whether the last change of each row that the log tells of is what the row is now."""
    last: dict[str, tuple[int, Any]] = {}
    for number, told, changes in connection.execute("SELECT id, told, changes FROM people_log ORDER BY id"):
        try:
            json.loads(told)
            for table, key, _, after in json.loads(changes):
                last[json.dumps([table, key], sort_keys=True)] = number, after
        except _BAD as error:
            yield Finding("people_log", str(number), f"cannot be read ({_short(error)})", RESTORE)
    for place, (number, after) in last.items():
        table, key = json.loads(place)
        try:
            now = current_row(connection, table, key)
        except _BAD as error:
            yield Finding("people_log", str(number), f"tells of no row ({_short(error)})", RESTORE)
            continue
        if now != after and (table != "person" or after is not None):
            where = " ".join(f"{name} {value}" for name, value in key.items())
            yield Finding("people_log", str(number), f"the {table} of {where} is not as it left it", REPORT)


def _quotations(ledger: Ledger) -> Iterator[Finding]:
    connection = ledger.connection
    rows = connection.execute(
        "SELECT q.id, q.size, (SELECT count(*) FROM version v WHERE v.quotation_id = q.id), "
        "EXISTS (SELECT 1 FROM version v WHERE v.statement_id = q.fullest AND v.quotation_id = q.id), "
        "EXISTS (SELECT 1 FROM version v WHERE v.statement_id = q.first AND v.quotation_id = q.id) FROM quotation q"
    )
    for number, size, versions, fullest, first in rows:
        if size != versions:
            yield Finding(
                "quotation", str(number), f"has {versions} versions where it counts {size}", RESTORE
            )
        if not fullest or not first:
            name = "first" if fullest else "fullest"
            yield Finding("quotation", str(number), f"its {name} form is none of its versions", RESTORE)
    for shorter, longer, diff in connection.execute("SELECT shorter, longer, diff FROM version_edge"):
        try:
            json.loads(diff or "null")
        except ValueError as error:
            place = f"{shorter}-{longer}"
            yield Finding("version_edge", place, f"its difference cannot be read ({_short(error)})", RESTORE)


def _short(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:120]


_CHECKS: Final[tuple[tuple[str, Callable[[Ledger], Iterator[Finding]]], ...]] = (
    ("pages", _pages),
    ("references", _references),
    ("documents", _documents),
    ("statements", _statements),
    ("full-text index", _full_text),
    ("wordings", _wordings),
    ("people", _people),
    ("quotations", _quotations),
)


def rebuild_indexes(ledger: Ledger) -> int:
    """Make everything that is derived from the statements again: full-text index, wordings and runs; all or nothing.

    How many comparisons between versions were dropped because the wording they name is gone. Texts, statements and
    people are not touched. Raises `LedgerError` when the ledger cannot be written.
    """
    with ledger.transaction() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute("INSERT INTO statement_fts(statement_fts) VALUES ('rebuild')")
        for table in ("shingle", "shingle_recent", "repeat", "wording"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM meta WHERE name = 'shingles_settled'")
        last = 0
        while rows := connection.execute(
            "SELECT id, kind, content FROM statement WHERE id > ? ORDER BY id LIMIT ?", (last, _CHUNK)
        ).fetchall():
            shingles.add(connection, [(number, KINDS[kind], content) for number, kind, content in rows])
            last = rows[-1][0]
        dropped = connection.execute(
            "DELETE FROM version_edge WHERE shorter NOT IN (SELECT id FROM wording) "
            "OR longer NOT IN (SELECT id FROM wording)"
        ).rowcount
    ledger.checkpoint()
    return int(dropped)
