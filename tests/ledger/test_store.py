"""The file itself: opening, refusing, waiting, and what is left when something goes wrong."""

from __future__ import annotations

import ctypes
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger.store import APPLICATION_ID, SCHEMA_VERSION, Ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with nothing on it."""
    place = tmp_path / "a ledger?#%.db"
    Ledger.open(place, create=True).close()
    return place


def refusal(place: Path, **options: bool) -> str:
    with pytest.raises(LedgerError) as caught:
        Ledger.open(place, **options)
    message = str(caught.value)
    assert "\n" not in message and str(place) in message
    return message


def insert(ledger: Ledger, *texts: str) -> None:
    """Each in a transaction inside one around all."""
    with ledger.transaction():
        for text in texts:
            with ledger.transaction() as connection:
                connection.execute("INSERT INTO phrase(text) VALUES (?)", (text,))


def test_a_ledger_says_what_it_is(path: Path) -> None:
    """The header has the application's mark and the schema's version; the log is written ahead."""
    with Ledger.open(path) as ledger:
        pragmas = {
            name: ledger.connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version", "journal_mode", "foreign_keys")
        }
    assert pragmas == {
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA_VERSION,
        "journal_mode": "wal",
        "foreign_keys": 1,
    }


def test_there_must_be_one(tmp_path: Path) -> None:
    """Only who may make a ledger makes one, and only in a folder that is there."""
    assert "there is no ledger here" in refusal(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()
    assert "there is no folder" in refusal(tmp_path / "no" / "none.db", create=True)
    assert "is a folder" in refusal(tmp_path)


def test_what_is_no_ledger_stays_as_it_is(tmp_path: Path) -> None:
    """Neither a text nor somebody else's database is touched, not even to look."""
    text, other = tmp_path / "text.db", tmp_path / "other.db"
    text.write_bytes(b"Dear diary, this is no database at all.")
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine(x)")
    connection.close()
    before = text.read_bytes(), other.read_bytes()
    for create in (False, True):
        assert "is no ledger" in refusal(text, create=create)
        assert "no onrecord ledger" in refusal(other, create=create)
    assert (text.read_bytes(), other.read_bytes()) == before
    assert sorted(found.name for found in tmp_path.iterdir()) == ["other.db", "text.db"]


def test_a_newer_schema_is_refused(path: Path) -> None:
    """An older onrecord does not guess what a newer one has written."""
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    assert f"newer onrecord (schema {SCHEMA_VERSION + 1}" in refusal(path)
    assert "newer onrecord" in refusal(path, readonly=True)


def test_a_ledger_that_was_only_begun_is_finished(tmp_path: Path) -> None:
    """A kill before the first commit leaves an empty file or an empty database; the next run makes the ledger."""
    empty, bare = tmp_path / "empty.db", tmp_path / "bare.db"
    empty.touch()
    connection = sqlite3.connect(bare)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    for place in (empty, bare):
        assert "is empty" in refusal(place)
        with Ledger.open(place, create=True) as ledger:
            assert ledger.connection.execute("SELECT count(*) FROM document").fetchone() == (0,)


def test_a_damaged_ledger_is_told(path: Path) -> None:
    """Pages that are overwritten are an error with a way out, not a crash."""
    Ledger.open(path).close()
    data = bytearray(path.read_bytes())
    data[200:40_000] = b"\xff" * (40_000 - 200)
    path.write_bytes(data)
    assert "damaged" in refusal(path) or "cannot be used" in refusal(path)


def test_a_transaction_is_all_or_nothing(path: Path) -> None:
    """An error inside takes everything back; a transaction inside another is part of it."""
    with Ledger.open(path) as ledger:
        with pytest.raises(LedgerError, match="UNIQUE"):
            insert(ledger, "one", "two", "one")
        assert ledger.connection.execute("SELECT count(*) FROM phrase").fetchone() == (0,)
        with ledger.transaction() as connection:
            connection.execute("INSERT INTO phrase(text) VALUES ('three')")
        assert ledger.connection.execute("SELECT text FROM phrase").fetchall() == [("three",)]


def test_a_second_writer_waits_for_its_turn(path: Path) -> None:
    """It is told why, and writes when the first one is done."""
    told: list[str] = []
    held, go = threading.Event(), threading.Event()

    def hold() -> None:
        with Ledger.open(path) as first, first.transaction() as connection:
            connection.execute("INSERT INTO phrase(text) VALUES ('first')")
            held.set()
            go.wait(30)

    def note(message: str) -> None:
        told.append(message)
        go.set()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(30)
    with Ledger.open(path, on_wait=note) as second:
        with second.transaction() as connection:
            connection.execute("INSERT INTO phrase(text) VALUES ('second')")
        assert second.connection.execute("SELECT text FROM phrase ORDER BY id").fetchall() == [
            ("first",),
            ("second",),
        ]
    thread.join()
    assert len(told) == 1 and "another process is writing" in told[0]


def test_who_will_not_wait_is_told(path: Path) -> None:
    """Nothing is changed then, and the message says what to do."""
    with Ledger.open(path) as first, first.transaction(), Ledger.open(path, wait=0) as second:  # noqa: SIM117
        with pytest.raises(LedgerError, match="has been writing to it for 0 s"), second.transaction():
            pass


def test_readers_read_while_a_writer_writes(path: Path) -> None:
    """They see what was committed, and one block of reads sees one state."""
    with Ledger.open(path) as writer, Ledger.open(path, readonly=True) as reader:
        with writer.transaction() as connection:
            connection.execute("INSERT INTO phrase(text) VALUES ('one')")
        with reader.reading() as connection:
            assert connection.execute("SELECT count(*) FROM phrase").fetchone() == (1,)
            with writer.transaction() as writing:
                writing.execute("INSERT INTO phrase(text) VALUES ('two')")
                assert connection.execute("SELECT count(*) FROM phrase").fetchone() == (1,)
            assert connection.execute("SELECT count(*) FROM phrase").fetchone() == (1,)
        assert reader.connection.execute("SELECT count(*) FROM phrase").fetchone() == (2,)


def test_for_reading_only_means_it(path: Path) -> None:
    """There are no transactions, and SQLite itself would refuse, too."""
    with Ledger.open(path, readonly=True) as ledger:
        with pytest.raises(LedgerError, match="for reading only"), ledger.transaction():
            pass
        with pytest.raises(sqlite3.OperationalError):
            ledger.connection.execute("DELETE FROM meta")


def test_a_full_disk_keeps_what_was_there(path: Path) -> None:
    """The transaction that does not fit is taken back whole; the ledger goes on working."""
    with Ledger.open(path) as ledger:
        pages = ledger.connection.execute("PRAGMA page_count").fetchone()[0]
        ledger.connection.execute(f"PRAGMA max_page_count = {pages + 5}")
        with pytest.raises(LedgerError, match="the disk is full"):
            insert(ledger, "small", "large" * 10_000)
        assert ledger.connection.execute("SELECT count(*) FROM phrase").fetchone() == (0,)
        with ledger.transaction() as connection:
            connection.execute("INSERT INTO phrase(text) VALUES ('small')")
        assert ledger.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


READONLY = """
import os, sys
sys.path[:0] = sys.argv[3].split(os.pathsep)
from onrecord.errors import LedgerError
from onrecord.ledger.store import Ledger
with Ledger.open(sys.argv[1], readonly=True) as ledger:
    print(ledger.connection.execute("SELECT count(*) FROM meta").fetchone()[0])
try:
    with Ledger.open(sys.argv[1]) as ledger, ledger.transaction() as connection:
        connection.execute("INSERT INTO phrase(text) VALUES ('x')")
except LedgerError as error:
    print(error)
"""


def without_privileges() -> None:
    """In a new process: root may write what is closed to all, unless it gives that up (CAP_DAC_OVERRIDE)."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(24, 1)  # PR_CAPBSET_DROP


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="privileges are given up as on Linux")
def test_a_file_that_may_not_be_written_can_be_read(path: Path) -> None:
    """In a folder that may not be written either: the reader needs no files of its own."""
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-B", "-c", READONLY, str(path), "", os.pathsep.join(sys.path)],
            capture_output=True,
            encoding="utf-8",
            check=False,
            preexec_fn=without_privileges,
        )
    finally:
        path.parent.chmod(0o755)
    lines = done.stdout.splitlines()
    assert lines[0] == "1", done.stderr
    assert "may not be written" in lines[1]


def test_a_long_reader_does_not_hold_up_a_checkpoint(path: Path) -> None:
    """What can be brought into the file is; for the rest nobody waits longer than a moment."""
    with (
        Ledger.open(path) as ledger,
        Ledger.open(path, readonly=True) as reader,
        reader.reading() as connection,
    ):
        connection.execute("SELECT count(*) FROM phrase").fetchone()
        insert(ledger, "a phrase")
        asked: list[str] = []
        ledger.connection.set_trace_callback(asked.append)
        ledger.checkpoint()
        ledger.connection.set_trace_callback(None)
        assert asked[0] == "PRAGMA busy_timeout = 100"
        assert ledger.connection.execute("PRAGMA busy_timeout").fetchone() == (10_000,)
        assert connection.execute("SELECT count(*) FROM phrase").fetchone() == (0,)
