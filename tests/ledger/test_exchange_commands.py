"""``onrecord export``, ``import``, ``backup`` and ``verify-ledger`` from the command line."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from made_ledgers import small_ledger
from onrecord.cli import cli


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return small_ledger(tmp_path / "ledger.db")


def test_export_and_import_are_a_round_trip(path: Path, tmp_path: Path) -> None:
    """Through a file, and through standard output and input."""
    out = tmp_path / "out.jsonl"
    assert run("export", "--ledger", path, "-o", out).exit_code == 0
    piped = run("export", "--ledger", path)
    assert piped.stdout_bytes == out.read_bytes()
    for source, stdin in ((out, None), ("-", out.read_bytes())):
        other = tmp_path / f"{'piped' if stdin else 'file'}.db"
        result = run("import", source, "--ledger", other, stdin=stdin)
        assert (result.exit_code, result.stdout) == (0, ""), result.stderr
        assert "2 documents with 4 statements added" in result.stderr
        assert run("export", "--ledger", other).stdout_bytes == out.read_bytes()


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [("csv", b"id,path"), ("xml", b"<?xml"), ("jsonld", b'{"@context": "https://schema.org"'), ("parquet", b"PAR1"),
     ("json", b'{"@context": "http://www.w3.org/ns/anno.jsonld"'), ("jsonl", b'{"record": "ledger"')],
)  # fmt: skip
def test_the_suffix_says_the_format(path: Path, tmp_path: Path, suffix: str, begins: bytes) -> None:
    """Unless --format does."""
    if suffix == "parquet":
        pytest.importorskip("pyarrow")
    out = tmp_path / f"out.{suffix}"
    result = run("export", "--ledger", path, "-o", out, "--speaker", "Ines Okafor")
    assert result.exit_code == 0, result.stderr
    assert "2 statements of 2 documents" in result.stderr
    assert out.read_bytes().startswith(begins)
    assert run("export", "--ledger", path, "-o", out, "--format", "statements", "-q").exit_code == 0
    assert json.loads(out.read_bytes().splitlines()[0])["id"].startswith("st_")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--since", "yesterday"], "--since is 'yesterday'"),
        (["--format", "parquet"], "parquet needs a file"),
        (["--format", "docx"], "not one of"),
        (["-o", "/nowhere/out.csv"], "cannot be written"),
    ],
)
def test_an_export_that_cannot_be_made_says_why(path: Path, arguments: list[str], reason: str) -> None:
    """In one line, with exit code 2."""
    result = run("export", "--ledger", path, *arguments)
    assert result.exit_code == 2
    assert reason in result.stderr and "Traceback" not in result.output


def test_a_failed_export_leaves_what_was_there(path: Path, tmp_path: Path) -> None:
    """And never writes over the ledger it reads."""
    (tmp_path / "out.csv").write_text("mine", encoding="utf-8")
    run("export", "--ledger", path, "-o", tmp_path / "out.csv", "--since", "never")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "mine"
    result = run("export", "--ledger", path, "-o", path)
    assert result.exit_code == 2 and "is the ledger itself" in result.stderr


@pytest.mark.parametrize("command", [["export"], ["verify-ledger"], ["backup", "copy.db"]])
def test_no_ledger_no_file(tmp_path: Path, command: list[str]) -> None:
    """What is no ledger is said to be none, and is not made one."""
    (tmp_path / "letter.db").write_bytes(b"dear editor")
    (tmp_path / "newer.db").write_bytes(small_ledger(tmp_path / "l.db").read_bytes())
    connection = sqlite3.connect(tmp_path / "newer.db")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE recipes(name)")
    other.close()
    for name, reason in (
        ("missing.db", "there is no ledger"), ("letter.db", "is no ledger"), ("other.db", "no onrecord ledger"),
        ("newer.db", "newer onrecord"), (".", "is a folder"),
    ):  # fmt: skip
        result = run(*command, "--ledger", tmp_path / name)
        assert result.exit_code == 2 and reason in result.stderr, (name, result.output)
    assert not (tmp_path / "missing.db").exists()


def test_import_goes_on_after_bad_files_and_bad_lines(path: Path, tmp_path: Path) -> None:
    """One line on standard error for each, exit code 2, and the rest is on the ledger."""
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text('{"quotation": "Twice.", "speaker": "Tom Brandt"}\nnot json\n', encoding="utf-8")
    bad.write_text("nothing of the kind", encoding="utf-8")
    result = run("import", bad, tmp_path / "missing.json", good, "--ledger", tmp_path / "new.db")
    assert result.exit_code == 2
    assert "good.json, line 2: is not JSON" in result.stderr
    assert "bad.json: has no column quotation" in result.stderr
    assert "missing.json: cannot be read" in result.stderr
    assert "1 document with 1 statement added, 1 line not usable" in result.stderr
    assert run("verify-ledger", "--ledger", tmp_path / "new.db").exit_code == 0


def test_ten_thousand_bad_lines_are_counted(tmp_path: Path) -> None:
    """Not all told one by one."""
    (tmp_path / "bad.json").write_text('{"quotation": "Yes."}\n' + "{\n" * 10_000, encoding="utf-8")
    result = run("import", tmp_path / "bad.json", "--ledger", tmp_path / "new.db")
    assert len(result.stderr.splitlines()) == 102
    assert "9900 further lines like these" in result.stderr


def test_verify_has_three_exit_codes(path: Path) -> None:
    """0 sound, 1 something is wrong (each told on a line of standard output), 2 not to be read."""
    assert (
        run("verify-ledger", "--ledger", path).exit_code,
        run("verify-ledger", "--ledger", path).stdout,
    ) == (0, "")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DELETE FROM shingle_recent WHERE wording_id = 1")
    connection.close()
    result = run("verify-ledger", "--ledger", path)
    assert result.exit_code == 1
    assert "wording 1: " in result.stdout and "--repair-indexes" in result.stdout
    assert run("verify-ledger", "--ledger", path).exit_code == 1
    repaired = run("verify-ledger", "--ledger", path, "--repair-indexes")
    assert (repaired.exit_code, repaired.stdout) == (0, "") and "made again" in repaired.stderr


def test_backup_is_a_ledger(path: Path, tmp_path: Path) -> None:
    """That verifies and exports as the first."""
    result = run("backup", tmp_path / "copy.db", "--ledger", path)
    assert result.exit_code == 0 and "looked through" in result.stderr
    assert run("verify-ledger", "--ledger", tmp_path / "copy.db").exit_code == 0
    assert (
        run("export", "--ledger", tmp_path / "copy.db").stdout_bytes
        == run("export", "--ledger", path).stdout_bytes
    )


def test_a_damaged_text_keeps_a_backup_from_passing_for_one(path: Path, tmp_path: Path) -> None:
    """The copy is thrown away, and the line says what is wrong."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("UPDATE document SET digest = zeroblob(32) WHERE id = 1")
    connection.close()
    result = run("backup", tmp_path / "copy.db", "--ledger", path)
    assert result.exit_code == 2 and "digest" in result.stderr
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_ledger_that_may_not_be_written_can_be_exported_and_verified(path: Path) -> None:
    """What needs no writing needs no permission to."""
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        assert run("export", "--ledger", path).exit_code == 0
        assert run("verify-ledger", "--ledger", path).exit_code == 0
    finally:
        path.parent.chmod(0o755)


@pytest.mark.usefixtures("fake_extractor")
def test_extract_writes_parquet_too(tmp_path: Path) -> None:
    """By the suffix or by --format, into a file; with the columns of the ledger, person and quotation unknown."""
    parquet = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "a.txt").write_text(
        "“We will not wait any longer for the ferry,” Ines Okafor said.", encoding="utf-8"
    )
    result = run("extract", tmp_path / "a.txt", "-o", tmp_path / "out.parquet")
    assert result.exit_code == 0, result.output
    (row,) = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert (row["speaker"]["name"], row["person"], row["quotation"]) == ("Ines Okafor", None, None)
    assert "needs a file" in run("extract", tmp_path / "a.txt", "--format", "parquet").stderr
