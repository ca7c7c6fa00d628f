"""A copy of a ledger, made while others use it, that appears only when it is whole."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from onrecord.errors import LedgerError
from onrecord.ledger.store import APPLICATION_ID, Ledger

__all__ = ["backup", "copy_whole"]

_APPLICATION_ID_AT: Final = 68
"""Where the application id stands in an SQLite file (https://www.sqlite.org/fileformat2.html)."""


def backup(ledger: Ledger, target: Path, *, check: Callable[[Path], str | None] | None = None) -> int:
    """Copy the ledger to ``target``, an older backup there being replaced; the copy's bytes.

    SQLite's online backup is used, so others may read and write meanwhile. The copy is written beside the target, put
    to the disk, looked through by SQLite (pages, references) and by ``check`` (which tells what is wrong), and only
    then renamed. Raises `LedgerError` when it cannot be written or is not sound, and when the target is the ledger
    itself or another file than a ledger; what was there is then still there.
    """
    _refuse(ledger, target)
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name}.", suffix=".tmp", dir=target.absolute().parent
        )
        os.close(handle)
    except OSError as error:
        raise LedgerError(f"{target}: cannot be written ({error.strerror})") from None
    made = Path(name)
    try:
        copy_whole(ledger.connection, made, name=target)
        wrong = _unsound(made) or (None if check is None else check(made))
        if wrong is not None:
            raise LedgerError(
                f"{target}: the copy is not sound ({wrong}) and was thrown away; onrecord verify-ledger tells more"
            )
        with made.open("rb") as stream:
            os.fsync(stream.fileno())
        size = made.stat().st_size
        made.replace(target)
    except OSError as error:
        raise LedgerError(f"{target}: cannot be written ({error.strerror})") from None
    finally:
        for rest in (made, Path(f"{name}-wal"), Path(f"{name}-shm"), Path(f"{name}-journal")):
            with suppress(OSError):
                rest.unlink(missing_ok=True)
    return size


def copy_whole(connection: sqlite3.Connection, target: Path, *, name: Path | None = None) -> None:
    """Copy the database of a connection, as it is at this moment, into a file of its own without a log beside it.

    Raises `LedgerError` when the file cannot be written, which is then not there; the message calls it ``name``.
    """
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.Error as error:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        full = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
        reason = "the disk is full" if full else str(error)
        raise LedgerError(
            f"{name or target}: the copy cannot be made ({reason}); the ledger is as it was"
        ) from None


def _refuse(ledger: Ledger, target: Path) -> None:
    if target.is_dir():
        raise LedgerError(f"{target}: is a folder; name the file that the backup is to be")
    if not target.exists():
        return
    if target.samefile(ledger.path):
        raise LedgerError(f"{target}: is the ledger itself; name another file")
    try:
        with target.open("rb") as stream:
            stream.seek(_APPLICATION_ID_AT)
            mark = stream.read(4)
    except OSError as error:
        raise LedgerError(f"{target}: cannot be read ({error.strerror})") from None
    if target.stat().st_size and mark != APPLICATION_ID.to_bytes(4, "big"):
        raise LedgerError(
            f"{target}: is there already and no ledger; it was left as it is, name another file"
        )


def _unsound(path: Path) -> str | None:
    try:
        with closing(sqlite3.connect(path)) as copy:
            found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found != "ok":
                return str(found)
            broken = copy.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        return str(error)
    return None if broken is None else f"a row of {broken[0]} names one of {broken[2]} that is not there"
