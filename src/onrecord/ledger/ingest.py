"""Documents and their statements into the ledger: whole documents or nothing, each text once, old versions kept."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urldefrag

from onrecord.documents import Document
from onrecord.ledger.codes import KINDS, date_number
from onrecord.ledger.resolving import Interned, Resolver
from onrecord.ledger.rows import STATEMENT_COLUMNS, facts_of, statement_row
from onrecord.ledger.store import Ledger
from onrecord.ledger.texts import packed, storable
from onrecord.records import Statement

__all__ = ["Adder", "Outcome", "Tally", "file_digest", "place_of"]

Outcome = Literal["added", "version", "copy", "unchanged"]
"""A text that is new; new or earlier words at a known place; a known text at a new place; nothing that is new."""

_STATEMENTS: Final = 8_000
"""Statements that are gathered before they are written: one commit for many small documents."""
_CHARACTERS: Final = 8_000_000
_SECONDS: Final = 2.0
"""Documents wait no longer than this to be written: what a kill can cost."""
_CHECKPOINT: Final = 100_000
"""Statements between two emptyings of the write-ahead log, which else grows with the shingles' random places."""


@dataclass
class Tally:
    """What became of the documents that were added so far, and of their statements."""

    added: int = 0
    versions: int = 0
    copies: int = 0
    unchanged: int = 0
    statements: int = 0

    def count(self, outcome: Outcome) -> None:
        """One more document."""
        name = {"added": "added", "version": "versions", "copy": "copies", "unchanged": "unchanged"}[outcome]
        setattr(self, name, getattr(self, name) + 1)


def place_of(document: Document) -> str:
    """Where a document stands: what stands there later is a newer version of it.

    Its address (without a fragment); else its file, with what the file calls it where it holds many; else nowhere but
    in its own words, so that there will be no versions of it (standard input, a line of a file without an address).
    """
    if document.url and document.url.strip():
        return storable(urldefrag(document.url.strip()).url)
    if document.path is None or document.path == "-":
        return document.id
    file = "file:" + Path(os.path.abspath(document.path)).as_posix()
    if document.key is not None:
        return storable(f"{file}#{document.key}")
    return storable(file) if document.line is None else document.id


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A document that is ready to be written."""

    document: Document
    place: str
    statements: tuple[Statement, ...] | None  # None: its text is on the ledger, only the place is new
    outcome: Outcome


@dataclass
class Adder:
    """Writes documents to a ledger, many small ones in one transaction, each one whole or not at all.

    ``reader`` says what found the statements (the versions of onrecord and of its model). Documents may wait in memory
    for up to two seconds; `flush` writes them, and leaving the ``with`` block without an error does. ``on_commit`` is
    told how many documents are on the disk for good, each time. Everything raises `LedgerError` when the ledger cannot
    be written; the documents that waited are then not in it.
    """

    ledger: Ledger
    reader: str
    on_commit: Callable[[int], None] | None = None
    tally: Tally = field(default_factory=Tally)
    clock: Callable[[], float] = time.time

    def __post_init__(self) -> None:
        from onrecord.ledger.variants import Grouper  # brings the alignment engine along

        connection = self.ledger.connection
        self._phrases = Interned(connection)
        self._outlets = Interned(connection, "outlet")
        self._people = Resolver(connection)
        self._grouper = Grouper(connection)
        self._waiting: list[_Waiting] = []
        self._digests: set[str] = set()
        self._places: set[str] = set()
        self._size = self._characters = self._since_checkpoint = 0
        self._oldest = 0.0
        self._version: int | None = None
        self._files: list[tuple[str, bytes]] = []

    def __enter__(self) -> Adder:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.flush()
            self.ledger.checkpoint()

    def outcome_of(self, document: Document) -> Outcome:
        """What `add` would do; ``added`` and ``version`` may need the document's statements."""
        place = place_of(document)
        if document.id in self._digests or place in self._places:
            self.flush()
        return self._outcome(document, place)[0]

    def needs_statements(self, document: Document) -> bool:
        """Whether the document's text is new, so that somebody has to find its statements."""
        return document.id not in self._digests and self._number_of(document) is None

    def add(self, document: Document, statements: Iterable[Statement] = ()) -> Outcome:
        """Put a document on the ledger; ``statements`` are looked at only where its text is new.

        The same text at the same place: nothing changes. Other words at a place: a new version, the old one is kept.
        """
        place = place_of(document)
        if document.id in self._digests or place in self._places:
            self.flush()
        outcome, number = self._outcome(document, place)
        if outcome == "unchanged":
            self.tally.count(outcome)
            return outcome
        found = None if number is not None else tuple(statements)
        if not self._waiting:
            self._oldest = time.monotonic()
        self._waiting.append(_Waiting(document, place, found, outcome))
        self._digests.add(document.id)
        self._places.add(place)
        self._size += len(found or ())
        self._characters += len(document.text)
        if (
            self._size >= _STATEMENTS
            or self._characters >= _CHARACTERS
            or time.monotonic() - self._oldest >= _SECONDS
        ):
            self.flush()
        return outcome

    def file_done(self, path: Path, digest: bytes) -> None:
        """Remember that every document of this file was added, once they are written."""
        self._files.append((storable(str(path)), digest))

    def knows_file(self, path: Path, digest: bytes) -> bool:
        """Whether the file was read to its end with these very bytes."""
        row = self.ledger.connection.execute(
            "SELECT digest FROM file_read WHERE path = ?", (storable(str(path)),)
        ).fetchone()
        return row is not None and row[0] == digest

    def flush(self) -> None:
        """Write what waits, all of it in one transaction."""
        if not self._waiting and not self._files:
            return
        waiting, files = self._waiting, self._files
        self._waiting, self._files = [], []
        self._digests.clear()
        self._places.clear()
        self._size = self._characters = 0
        try:
            with self.ledger.transaction() as connection:
                version = connection.execute("PRAGMA data_version").fetchone()[0]
                if version != self._version:  # another process wrote: numbers may mean other people now
                    self._forget()
                    self._version = version
                self._write(waiting)
                connection.executemany(
                    "INSERT OR REPLACE INTO file_read VALUES (?, ?, ?)",
                    [(path, digest, self._now()) for path, digest in files],
                )
        except BaseException:
            self._forget()
            raise
        if self.on_commit is not None:
            self.on_commit(len(waiting))
        self._since_checkpoint += sum(len(one.statements or ()) for one in waiting)
        if self._since_checkpoint >= _CHECKPOINT:
            self._since_checkpoint = 0
            self.ledger.checkpoint()

    def _forget(self) -> None:
        for cache in (self._phrases, self._outlets, self._people, self._grouper):
            cache.forget()

    def _now(self) -> int:
        return int(self.clock())

    def _number_of(self, document: Document) -> int | None:
        row = self.ledger.connection.execute(
            "SELECT id FROM document WHERE digest = ?", (_digest(document),)
        ).fetchone()
        return None if row is None else int(row[0])

    def _outcome(self, document: Document, place: str) -> tuple[Outcome, int | None]:
        number = self._number_of(document)
        rows = self.ledger.connection.execute(
            "SELECT document_id FROM place WHERE key = ? ORDER BY version DESC", (place,)
        ).fetchall()
        if not rows:
            return ("added" if number is None else "copy"), number
        # A file that is changed back has its earlier words again. At an address nobody knows which of two files that
        # are read again and again is the later one: words that stood there once are nothing new.
        known = rows[:1] if place.startswith("file:") and document.key is None else rows
        return ("unchanged" if (number,) in known else "version"), number

    def _write(self, waiting: list[_Waiting]) -> None:
        connection = self.ledger.connection
        rows: list[tuple[Any, ...]] = []
        words: list[tuple[object, ...]] = []
        row = connection.execute("SELECT max(id) FROM statement").fetchone()
        number = int(row[0] or 0) + 1
        for one in waiting:
            document = one.document
            outcome, document_id = self._outcome(document, one.place)  # asked again: others may have written
            self.tally.count(outcome)
            if outcome == "unchanged":
                continue
            if document_id is None:
                document_id = self._document(document)
                for statement in one.statements or ():
                    made = self._statement(number, document_id, document, statement)
                    rows.append(made)
                    words.append(self._words(made, statement, document))
                    number += 1
            self._stand(document, one.place, document_id)
        marks = ", ".join("?" * len(STATEMENT_COLUMNS.split(",")))
        connection.executemany(f"INSERT INTO statement({STATEMENT_COLUMNS}) VALUES ({marks})", rows)
        connection.executemany(
            "INSERT INTO statement_fts(rowid, content, source, speaker, addressee, channel, facets) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            words,
        )
        self.tally.statements += len(rows)
        if rows:
            self._compare(rows)

    def _compare(self, rows: list[tuple[Any, ...]]) -> None:
        """Index the new statements for approximate look-up, and group them with the versions of their quotations."""
        self._grouper.add((row[0], KINDS[row[3]], row[17]) for row in rows)

    def _document(self, document: Document) -> int:
        cursor = self.ledger.connection.execute(
            "INSERT INTO document(digest, length, current, path, url, title, outlet_id, published, reader_id, added, "
            "facts) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                _digest(document),
                len(document.text),
                *self._told(document),
                self._phrases(self.reader),
                self._now(),
                facts_of(document),
            ),
        )
        number = int(cursor.lastrowid or 0)
        self.ledger.connection.execute(
            "INSERT INTO document_text VALUES (?, ?)", (number, packed(document.text))
        )
        return number

    def _told(self, document: Document) -> tuple[object, ...]:
        texts = (document.path, document.url, document.title)
        return (
            *(None if text is None else storable(text) for text in texts),
            self._outlets(document.outlet),
            date_number(document.published),
        )

    def _stand(self, document: Document, place: str, document_id: int) -> None:
        """Note that the document stands at the place now, and what that makes of the one that stood there."""
        connection = self.ledger.connection
        row = connection.execute(
            "SELECT version, document_id FROM place WHERE key = ? ORDER BY version DESC LIMIT 1", (place,)
        ).fetchone()
        version = 1 if row is None else row[0] + 1
        connection.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (place, version, document_id, *self._told(document), self._now()),
        )
        connection.execute("UPDATE document SET current = 1 WHERE id = ? AND NOT current", (document_id,))
        if row is not None:
            connection.execute(
                "UPDATE document SET current = 0 WHERE id = ? AND NOT EXISTS (SELECT 1 FROM place a "
                "WHERE a.document_id = document.id AND a.version = "
                "(SELECT max(b.version) FROM place b WHERE b.key = a.key))",
                (row[1],),
            )

    def _statement(
        self, number: int, document_id: int, document: Document, statement: Statement
    ) -> tuple[Any, ...]:
        speaker, channel = statement.speaker, statement.channel
        return statement_row(
            number,
            document_id,
            document,
            statement,
            (None, None) if speaker is None else self._people(speaker.name, speaker.kind),
            (
                self._phrases(None if speaker is None else speaker.reason),
                self._phrases(None if channel is None else channel.type),
                self._phrases(" ".join(statement.flags)),
            ),
        )

    def _words(self, row: tuple[object, ...], statement: Statement, document: Document) -> tuple[object, ...]:
        """What the full-text index holds of a row; the view ``searchable`` says the same."""
        number, kind, act, factuality, day = row[0], row[3], row[4], row[5], row[7]
        content, source, addressee, channel = row[17], row[18], row[20], row[21]
        facets = f"k{kind} a{act} f{factuality}"
        outlet = self._outlets(document.outlet)
        if outlet is not None:
            facets += f" o{outlet}"
        if isinstance(day, int):
            facets += f" y{day // 10_000} m{day // 100}"
        speaker = None if statement.speaker is None else storable(statement.speaker.name)
        return (number, content, source, speaker, addressee, channel, facets)


def _digest(document: Document) -> bytes:
    return bytes.fromhex(document.id.removeprefix("sha256:"))


def file_digest(path: Path, beside: str = "") -> bytes:
    """SHA-256 of a file's bytes and of what is stated of it elsewhere."""
    digest = hashlib.sha256(beside.encode())
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.digest()
