"""The ledger's file: opening, transactions, and plain words for what SQLite complains of."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Final
from urllib.parse import quote

from onrecord.errors import LedgerError

__all__ = ["APPLICATION_ID", "SCHEMA_VERSION", "Ledger"]

APPLICATION_ID: Final = 0x4F6E5265
"""``OnRe``, in the header of the file, where ``file`` and SQLite itself look for it."""
SCHEMA_VERSION: Final = 1
"""Of schema.sql, in the file's ``user_version``. An older file is brought up to it by migrations.py."""
WAIT: Final = 60.0
"""Seconds to wait for another writer before giving up."""
_SAY_AFTER: Final = 1.0
_PAUSE: Final = 0.02
_BUSY: Final = 10_000
"""Milliseconds to wait where SQLite itself locks for a moment: the end of the log, the first reader."""
_CHECKPOINT: Final = 100
"""The same for readers that keep the log from being emptied: the next checkpoint, or the last to close, will do it."""
_CACHE_KIB: Final = 65_536
_HEADER: Final = b"SQLite format 3\x00"


class Ledger:
    """One open ledger; use `Ledger.open`, best in a ``with`` statement.

    ``connection`` is an ordinary `sqlite3.Connection` in autocommit mode; everything that changes the file goes through
    `transaction`. One process writes at a time and others wait; any number read beside it (write-ahead log). Not to be
    shared between threads.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        *,
        readonly: bool,
        wait: float = WAIT,
        on_wait: Callable[[str], None] | None = None,
    ) -> None:
        self.connection = connection
        self.path = path
        self.readonly = readonly
        self._wait = wait
        self._on_wait = on_wait
        self._depth = 0

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        create: bool = False,
        readonly: bool = False,
        wait: float = WAIT,
        on_wait: Callable[[str], None] | None = None,
    ) -> Ledger:
        """Open the ledger at ``path``; ``create`` makes one where there is none.

        ``readonly`` never changes the file, not even to bring an older schema up to date. ``wait`` is for how many
        seconds a transaction waits for another writer; ``on_wait`` is then told why it takes long. Raises `LedgerError`
        when there is no ledger, or one that cannot be used: not a ledger, made by a newer onrecord, damaged, forbidden.
        """
        place = Path(path)
        create = create and not readonly
        _look(place, create=create)
        try:
            connection = _connected(place, create=create, readonly=readonly)
        except sqlite3.Error as error:
            raise _explained(error, place) from None
        ledger = cls(connection, place, readonly=readonly, wait=wait, on_wait=on_wait)
        try:
            ledger._prepare(create=create)
        except sqlite3.Error as error:
            ledger.close()
            raise _explained(error, place) from None
        except BaseException:
            ledger.close()
            raise
        return ledger

    def close(self) -> None:
        """Close the file; the write-ahead log goes into it when nobody else has it open."""
        with suppress(sqlite3.Error):
            self.connection.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All changes of the block, or none of them; inside another transaction, part of that one.

        Waits for its turn when another process writes. Raises `LedgerError` when the turn does not come, the file
        cannot be written, or the disk is full; nothing of the block is then in the file.
        """
        if self.readonly:
            raise LedgerError(f"{self.path}: was opened for reading only")
        if self._depth:
            yield self.connection
            return
        try:
            self._begin()
            self._depth = 1
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    if self.connection.in_transaction:
                        self.connection.execute("ROLLBACK")
                raise
            finally:
                self._depth = 0
        except sqlite3.Error as error:
            raise _explained(error, self.path) from None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A block of reads that all see the same state of the ledger; SQLite's errors become `LedgerError`."""
        try:
            begun = not self.connection.in_transaction
            if begun:
                self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                if begun and self.connection.in_transaction:
                    self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise _explained(error, self.path) from None

    def checkpoint(self) -> None:
        """Bring the write-ahead log into the file and empty it, as far as readers allow: nobody waits for them."""
        with suppress(sqlite3.Error):
            self.connection.execute(f"PRAGMA busy_timeout = {_CHECKPOINT}")
            try:
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                self.connection.execute(f"PRAGMA busy_timeout = {_BUSY}")

    def _begin(self) -> None:
        begun, said = time.monotonic(), False
        while True:
            try:
                self.connection.execute(
                    "PRAGMA busy_timeout = 0"
                )  # waiting is done here, where it can be told
                self.connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                    raise
            finally:
                self.connection.execute(f"PRAGMA busy_timeout = {_BUSY}")
            waited = time.monotonic() - begun
            if waited >= self._wait:
                raise LedgerError(
                    f"{self.path}: another process has been writing to it for {self._wait:g} s; "
                    "try again when it is done"
                )
            if waited >= _SAY_AFTER and not said and self._on_wait is not None:
                said = True
                self._on_wait(f"{self.path}: another process is writing to it; waiting for its turn to end")
            time.sleep(_PAUSE)

    def _prepare(self, *, create: bool) -> None:
        connection = self.connection
        found = self._version()  # before anything is set: what is no ledger stays as it is
        if found is None and not create:
            raise LedgerError(f"{self.path}: is empty, not a ledger; onrecord add makes one of it")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("PRAGMA temp_store = MEMORY")
        if not self.readonly:
            # Where the log cannot work (network drives), SQLite keeps another mode: readers then wait for writers.
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            connection.execute("PRAGMA synchronous = NORMAL")
        if found is None:
            with self.transaction():
                if self._version() is None:  # still: another process may have been quicker
                    self._create()
        elif found < SCHEMA_VERSION:
            self._upgrade(found)

    def _create(self) -> None:
        for statement in _statements(files("onrecord.ledger").joinpath("schema.sql").read_text("utf-8")):
            self.connection.execute(statement)
        self.connection.execute(
            "INSERT INTO meta VALUES ('made_at', ?)", (time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),)
        )
        self.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _version(self) -> int | None:
        """The schema's version, None for an empty database; `LedgerError` for any other that is no ledger."""
        marked = self.connection.execute("PRAGMA application_id").fetchone()[0]
        found = int(self.connection.execute("PRAGMA user_version").fetchone()[0])
        if not marked and not found and not self.connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            return None
        if marked != APPLICATION_ID:
            raise LedgerError(f"{self.path}: is a database, but no onrecord ledger; nothing was changed")
        if found > SCHEMA_VERSION:
            raise LedgerError(
                f"{self.path}: was made by a newer onrecord (schema {found}, this one knows {SCHEMA_VERSION}); "
                "install the newer version to open it"
            )
        return found

    def _upgrade(self, found: int) -> None:
        if self.readonly:
            raise LedgerError(
                f"{self.path}: was made by an older onrecord (schema {found}); "
                "open it for writing once to bring it up to date"
            )
        from onrecord.ledger.migrations import upgrade

        upgrade(self, found)


def _look(place: Path, *, create: bool) -> None:
    """Raise `LedgerError` when the path cannot be a ledger's."""
    try:
        size = place.stat().st_size
    except FileNotFoundError:
        if not create:
            raise LedgerError(f"{place}: there is no ledger here; onrecord add makes one") from None
        if not place.parent.is_dir():
            raise LedgerError(f"{place}: there is no folder {place.parent}") from None
        return
    except (OSError, ValueError) as error:
        raise LedgerError(f"{place}: cannot be opened ({error})") from None
    if place.is_dir():
        raise LedgerError(f"{place}: is a folder, not a ledger")
    try:
        with place.open("rb") as stream:
            head = stream.read(len(_HEADER))
    except OSError as error:
        raise LedgerError(f"{place}: cannot be read ({error.strerror})") from None
    if size and head != _HEADER:
        raise LedgerError(f"{place}: is no ledger (not an SQLite file); nothing was changed")


def _connected(place: Path, *, create: bool, readonly: bool) -> sqlite3.Connection:
    address = "file:" + quote(str(place.absolute()))

    def connect(mode: str) -> sqlite3.Connection:
        return sqlite3.connect(f"{address}?mode={mode}", uri=True, isolation_level=None, timeout=_BUSY / 1000)

    if not readonly:
        return connect("rwc" if create else "rw")
    connection = connect("ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        # The log's index cannot be made in a folder that may not be written: nobody writes there, then.
        connection = connect("ro&immutable=1")
    return connection


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: `executescript` would commit what is open."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _explained(error: sqlite3.Error, place: Path) -> LedgerError:
    code = getattr(error, "sqlite_errorcode", None)
    reasons = {
        sqlite3.SQLITE_FULL: "the disk is full; nothing of the last step was kept, make room and run it again",
        sqlite3.SQLITE_READONLY: "may not be written; nothing was changed",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened; may its folder be written?",
        sqlite3.SQLITE_PERM: "may not be opened",
        sqlite3.SQLITE_AUTH: "may not be opened",
        sqlite3.SQLITE_NOTADB: "is no ledger (not an SQLite file); nothing was changed",
        sqlite3.SQLITE_CORRUPT: "is damaged; onrecord verify-ledger tells where, a backup brings it back",
        sqlite3.SQLITE_IOERR: "the disk reports an error; nothing of the last step was kept",
        sqlite3.SQLITE_BUSY: "another process is writing to it; try again when it is done",
        sqlite3.SQLITE_LOCKED: "another process is writing to it; try again when it is done",
    }
    reason = None if code is None else reasons.get(code & 0xFF)
    return LedgerError(f"{place}: {reason or f'cannot be used ({error})'}")
