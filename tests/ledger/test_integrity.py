"""Verification finds what is wrong, names the row, and changes nothing; a backup is whole or not there."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from made_ledgers import small_ledger
from onrecord.errors import LedgerError
from onrecord.ledger.backup import backup
from onrecord.ledger.integrity import Finding, rebuild_indexes, verify
from onrecord.ledger.store import Ledger
from onrecord.ledger.texts import packed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return small_ledger(tmp_path / "ledger.db")


def damage(path: Path, *statements: str, values: tuple[object, ...] = ()) -> None:
    """Change rows behind the ledger's back."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement, values)
    connection.close()


def findings(path: Path) -> list[Finding]:
    with Ledger.open(path) as ledger:
        return list(verify(ledger))


def test_a_sound_ledger_has_no_findings(path: Path) -> None:
    """Nor has one that may not be written."""
    assert findings(path) == []
    with Ledger.open(path, readonly=True) as ledger:
        assert list(verify(ledger)) == []


@pytest.mark.parametrize(
    ("statement", "table", "what"),
    [
        ("UPDATE document SET length = 7 WHERE id = 1", "document 1", "characters, not 7"),
        ("UPDATE document SET digest = zeroblob(32) WHERE id = 1", "document 1", "digest names"),
        ("UPDATE document_text SET text = x'00' WHERE document_id = 2", "document 2", "cannot be read"),
        ("DELETE FROM document_text WHERE document_id = 2", "document 2", "has no text"),
        ("UPDATE document SET facts = '{' WHERE id = 2", "document 2", "cannot be read"),
        ("UPDATE document SET current = 0 WHERE id = 2", "document 2", "an old version and is not"),
        ("DELETE FROM place WHERE document_id = 2", "document 2", "stands at no place"),
        ("UPDATE statement SET cue = 'shouted' WHERE id = 1", "statement 1 ", "its cue is not what its spans"),
        ("UPDATE statement SET spans = x'0102' WHERE id = 2", "statement 2", ""),
        ("UPDATE statement SET spans = x'01ffffff0f02' WHERE id = 3", "statement 3", "outside the text"),
        ("UPDATE statement SET uid = uid + 1 WHERE id = 2", "statement 2 ", "its id is not"),
        ("UPDATE statement SET day = 20200101 WHERE id = 2", "statement 2 ", "its day is neither"),
        ("UPDATE statement SET act = 99 WHERE id = 2", "statement 2", "stands for nothing"),
        ("UPDATE statement SET confidence = 20000 WHERE id = 2", "statement 2", "no probability"),
        ("UPDATE statement SET person_id = 2 WHERE id = 1", "statement 1", "belongs to person 2, by its name to 1"),
        ("UPDATE statement SET name_id = 99 WHERE id = 2", "statement 2", "names a name that is not there"),
        ("UPDATE name SET folded = 'somebody' WHERE id = 1", "name 1", "is filed under 'somebody'"),
        ("DELETE FROM alias WHERE text = 'the ferrywoman'", "people_log 1", "is not as it left it"),
        ("UPDATE people_log SET changes = '[' WHERE id = 1", "people_log 1", "cannot be read"),
        ("DELETE FROM statement_fts_docsize WHERE id = 2", "statement 2", "not in the full-text index"),
        ("DELETE FROM shingle_recent WHERE wording_id = 1", "wording 1", "of its runs are missing"),
        ("INSERT INTO shingle VALUES (1, 99)", "shingle", "holds"),
        ("UPDATE wording SET hash = 1 WHERE id = 1", "statement 1", "its wording is not"),
        ("DELETE FROM wording WHERE id = 2", "statement 2", "has no wording"),
    ],
)  # fmt: skip
def test_damage_is_found_in_its_row_and_left_as_it_is(
    path: Path, statement: str, table: str, what: str
) -> None:
    """With what is wrong and what to do about it."""
    damage(path, statement)
    found = findings(path)
    assert any(str(one).startswith(table) and what in one.what for one in found), found
    assert all(one.remedy for one in found)
    assert findings(path) == found


def test_a_text_that_was_changed_is_found_by_its_digest_and_its_spans(path: Path) -> None:
    """Both tell."""
    damage(
        path,
        "UPDATE document_text SET text = ? WHERE document_id = 2",
        values=(packed("“=1+1 is what we pay,” Ines"),),
    )
    told = [str(one) for one in findings(path)]
    assert any("its text is not the one that its digest names" in one for one in told)
    assert any("its content is not what its spans cut out" in one for one in told)


def test_words_that_are_only_in_the_index_are_found(path: Path) -> None:
    """The full-text index is compared with the statements word by word."""
    damage(path, "UPDATE statement SET content = 'it snowed' WHERE id = 2")
    assert any(one.table == "statement_fts" for one in findings(path))


def test_damaged_pages_are_told(path: Path) -> None:
    """A page that was overwritten."""
    damage(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    for page in range(4096 * 4, len(data) - 4096, 4096 * 3):
        data[page : page + 200] = b"\xff" * 200
    path.write_bytes(data)
    try:
        told = [str(one) for one in findings(path)]
    except LedgerError as error:  # where not even the schema can be read
        told = [str(error)]
    assert any("damaged" in one for one in told)


def test_indexes_are_made_again_from_the_statements(path: Path) -> None:
    """Only when asked; everything else stays as it is."""
    damage(
        path,
        "DELETE FROM shingle_recent",
        "DELETE FROM statement_fts_docsize",
        "DELETE FROM wording WHERE id = 2",
    )
    assert len(findings(path)) > 3
    with Ledger.open(path) as ledger:
        assert rebuild_indexes(ledger) == 0
    assert findings(path) == []


# Backups


def test_a_backup_is_the_ledger_in_one_file(path: Path, tmp_path: Path) -> None:
    """Also while somebody writes; an older backup is replaced, and nothing else lies beside it."""
    (tmp_path / "backups").mkdir()
    target = tmp_path / "backups" / "copy.db"
    with Ledger.open(path) as ledger, Ledger.open(path) as writer:
        backup(ledger, target)
        with writer.transaction() as connection:
            connection.execute("UPDATE person SET note = 'the mayor' WHERE id = 1")
            backup(ledger, target)
    assert [found.name for found in target.parent.iterdir()] == ["copy.db"]
    assert findings(target) == []
    with Ledger.open(target, readonly=True) as copy:
        assert copy.connection.execute("SELECT note FROM person WHERE id = 1").fetchone() == (None,)


def test_a_backup_does_not_replace_what_is_no_ledger(path: Path, tmp_path: Path) -> None:
    """Nor the ledger itself, nor a folder, nor is it written where there is none."""
    (tmp_path / "letter.txt").write_text("dear editor", encoding="utf-8")
    (tmp_path / "link.db").symlink_to(path)
    with Ledger.open(path) as ledger:
        for target in (
            tmp_path / "letter.txt",
            path,
            tmp_path / "link.db",
            tmp_path,
            tmp_path / "no" / "copy.db",
        ):
            with pytest.raises(LedgerError):
                backup(ledger, target)
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "dear editor"


def test_a_copy_that_is_not_sound_is_thrown_away(path: Path, tmp_path: Path) -> None:
    """And the older backup is still there."""
    target = tmp_path / "copy.db"
    with Ledger.open(path) as ledger:
        backup(ledger, target)
        before = target.read_bytes()
        with pytest.raises(LedgerError, match="thrown away"):
            backup(ledger, target, check=lambda copy: "a text is not what it was")
    assert target.read_bytes() == before
    assert [found.name for found in tmp_path.glob(".copy*")] == []
