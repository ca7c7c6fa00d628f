"""Older ledgers are brought up to date in steps, with a backup, all or nothing; newer ones are refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from made_ledgers import small_ledger
from onrecord.errors import LedgerError
from onrecord.ledger import migrations, store
from onrecord.ledger.integrity import verify
from onrecord.ledger.migrations import STEPS, Step, upgrade
from onrecord.ledger.store import APPLICATION_ID, SCHEMA_VERSION, Ledger

SCHEMAS = Path(__file__).parent / "schemas"


def note(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE person ADD COLUMN born INTEGER")


def rename(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE person SET born = 1970 WHERE id = 1")


def fail(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO nowhere VALUES (1)")


def break_reference(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE name SET person_id = 99 WHERE id = 1")


def version(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return small_ledger(tmp_path / "ledger.db")


def test_there_is_a_step_from_every_older_version() -> None:
    """None is left out and none comes twice; each has its schema beside the tests."""
    assert [step.version for step in STEPS] == list(range(1, SCHEMA_VERSION))
    kept = sorted(int(file.stem) for file in SCHEMAS.glob("*.sql"))
    assert kept == list(range(1, SCHEMA_VERSION))


@pytest.mark.parametrize("old", range(1, SCHEMA_VERSION))
def test_every_older_schema_becomes_this_one(old: int, tmp_path: Path) -> None:
    """Tables, columns and indexes are those of a new ledger."""
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript((SCHEMAS / f"{old}.sql").read_text("utf-8"))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {old}")
    connection.close()
    with Ledger.open(path) as upgraded, Ledger.open(tmp_path / "new.db", create=True) as new:
        assert _shape(upgraded) == _shape(new)
        assert list(verify(upgraded)) == []


def _shape(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    tables = ledger.connection.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
    ).fetchall()
    shape = {
        name: sorted(
            ledger.connection.execute(f"SELECT name, type, pk FROM pragma_table_info('{name}')").fetchall()
        )
        for (name,) in tables
    }
    indexes = ledger.connection.execute(
        "SELECT tbl_name, name FROM sqlite_master WHERE type = 'index'"
    ).fetchall()
    return {**shape, "indexes": sorted(indexes)}


def test_steps_run_in_order_after_a_backup(path: Path) -> None:
    """The backup beside the file is the ledger as it was."""
    with Ledger.open(path) as ledger:
        kept = upgrade(ledger, 1, steps=(Step(2, rename), Step(1, note)), target=3)
        assert ledger.connection.execute("SELECT born FROM person WHERE id = 1").fetchone() == (1970,)
    assert kept is not None and kept.name == "ledger.db.schema-1.bak"
    assert (version(path), version(kept)) == (3, 1)
    with Ledger.open(kept) as old:
        assert list(verify(old)) == []


@pytest.mark.parametrize(("step", "reason"), [(fail, "nowhere"), (break_reference, "is not there")])
def test_a_step_that_fails_changes_nothing(path: Path, step: object, reason: str) -> None:
    """Not even what the steps before it did; the backup, which nobody needs then, is gone."""
    with Ledger.open(path) as ledger, pytest.raises(LedgerError, match=f"{reason}.*nothing was changed"):
        upgrade(ledger, 1, steps=(Step(1, note), Step(2, step)), target=3)  # type: ignore[arg-type]
    assert version(path) == 1
    assert list(path.parent.glob("*.bak")) == []
    with Ledger.open(path) as ledger:
        assert list(verify(ledger)) == []


def test_a_backup_never_replaces_another(path: Path) -> None:
    """It gets a number."""
    path.with_name("ledger.db.schema-1.bak").write_text("mine", encoding="utf-8")
    with Ledger.open(path) as ledger:
        kept = upgrade(ledger, 1, steps=(Step(1, note),), target=2)
    assert kept is not None and kept.name == "ledger.db.schema-1.bak.2"


def test_opening_for_writing_upgrades_and_reading_does_not(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who only reads is told to open it for writing once."""
    monkeypatch.setattr(store, "SCHEMA_VERSION", 2)
    with pytest.raises(LedgerError, match="older onrecord"):
        Ledger.open(path, readonly=True)
    assert version(path) == 1
    with pytest.raises(LedgerError, match="knows no way from schema 1 to 2"):
        Ledger.open(path)
    monkeypatch.setattr(migrations.upgrade, "__kwdefaults__", {"steps": (Step(1, note),), "target": None})
    with Ledger.open(path) as ledger:
        assert ledger.connection.execute("SELECT born FROM person").fetchone() == (None,)
    assert version(path) == 2


def test_a_newer_schema_is_refused_and_left_as_it_is(path: Path) -> None:
    """In one sentence, by readers and by writers."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    for readonly in (True, False):
        with pytest.raises(LedgerError, match="newer onrecord"):
            Ledger.open(path, readonly=readonly)
    assert path.read_bytes() == before


def test_who_comes_second_finds_the_work_done(path: Path) -> None:
    """Two processes that open an old ledger at once: one brings it up to date, the other makes no backup of that."""
    with Ledger.open(path) as ledger, Ledger.open(path) as other:
        assert upgrade(ledger, 1, steps=(Step(1, note),), target=2) is not None
        assert upgrade(other, 1, steps=(Step(1, note),), target=2) is None
    assert [kept.name for kept in path.parent.glob("*.bak*")] == ["ledger.db.schema-1.bak"]
