"""The commands of the ledger as a person or a script meets them; the model is not the point here."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fakes import launch
from onrecord.cli import cli

pytestmark = pytest.mark.usefixtures("fake_extractor")

TEXTS = {
    "1.txt": "“We are done waiting for the new dam to be built,” said Ines Okafor. “The dam holds,” said Tom Brandt.",
    "2.txt": "“We are done waiting for the dam to be built,” said Ines Okafor. “It is late,” said Thomas Brandt.",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "texts"
    place.mkdir()
    for number, (name, text) in enumerate(TEXTS.items(), 1):
        (place / name).write_text(text, "utf-8")
        facts = {"outlet": f"Paper {number}", "published": f"2026-03-0{number}"}
        (place / f"{name}.meta.json").write_text(json.dumps(facts), "utf-8")
    return place


@pytest.fixture
def added(folder: Path) -> Path:
    assert run("add", folder).exit_code == 0
    return folder


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), input=stdin)


def test_add_tells_what_it_did(folder: Path) -> None:
    """One line: added, unchanged, new versions, refused; nothing on standard output."""
    result = run("add", folder)
    assert result.stdout == "" and result.exit_code == 0
    assert "onrecord.db: 2 documents added; 4 statements in" in result.stderr
    assert "0 documents added, 2 files unchanged; 0 statements" in run("add", folder).stderr
    (folder / "1.txt").write_text(TEXTS["1.txt"] + " More.", "utf-8")
    assert "1 new version, 1 file unchanged; 2 statements" in run("add", folder).stderr


def test_add_takes_standard_input(folder: Path) -> None:
    """Under the name ``-``."""
    result = run("add", "-", "--ledger", "other.db", stdin="“So,” said Eve Lind.".encode())
    assert "other.db: 1 document added; 1 statement in" in result.stderr


def test_add_names_what_it_refuses(folder: Path) -> None:
    """A line for each, the exit code 2, and the rest is there."""
    (folder / "3.jsonl").write_text('{"text": "“So,” said Eve Lind."}\nbroken\n', "utf-8")
    result = run("add", folder, "none.txt")
    assert result.exit_code == 2
    assert "3.jsonl, line 2: is not JSON" in result.stderr and "none.txt: no such file" in result.stderr
    assert "3 documents added, 2 refused" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--published", "Monday"), "expected a date"),
        (("--encoding", "nonsense"), "nonsense"),
        (("--ledger", "no/such/folder.db"), "there is no folder"),
        (("--ledger", "texts/1.txt"), "is no ledger"),
        (("-", "--watch"), "cannot be watched"),
    ],
)
def test_add_with_a_wrong_call(folder: Path, arguments: tuple[str, ...], reason: str) -> None:
    """One line, exit code 2, nothing written."""
    before = (folder / "1.txt").read_bytes()
    result = run("add", folder, *arguments)
    assert result.exit_code == 2 and reason in result.stderr and "Traceback" not in result.stderr
    assert (folder / "1.txt").read_bytes() == before


def test_the_ledger_lies_among_the_texts(folder: Path) -> None:
    """Neither it nor the table of facts is read as a text."""
    meta = folder / "facts.csv"
    meta.write_text("path,outlet\n1.txt,Third Paper\n", "utf-8")
    assert run("add", folder, "--ledger", folder / "ledger.txt", "--meta", meta).exit_code == 0
    assert run("add", folder, "--ledger", folder / "ledger.txt", "--meta", meta).exit_code == 0


def test_watching_ends_with_ctrl_c(folder: Path) -> None:
    """What came meanwhile is on the ledger, and the exit code is 0."""
    process = launch("add", folder, "--watch", "--every", "0.1", cwd=folder.parent)
    assert appears("waiting")
    (folder / "new.txt").write_text("“New,” said Eve Lind.", "utf-8")
    assert appears("new lind")
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=30)
    assert process.returncode == 0, error
    assert [line.partition(b": ")[2] for line in error.splitlines()[1:]] == [
        b"2 documents, 4 statements",
        b"1 document, 1 statement",
    ]


def appears(words: str) -> bool:
    """Whether a search finds the words within half a minute."""
    for _ in range(300):
        if Path("onrecord.db").exists() and run("find", words, "--format", "csv").stdout.count("\n") > 1:
            return True
        time.sleep(0.1)
    return False


def test_find_in_every_format(added: Path) -> None:
    """A table for people, JSON and CSV for programs; how many there are is told on standard error."""
    table = run("find", "dam", "brandt")
    assert "The dam holds" in table.stdout and "Paper 1" in table.stdout
    assert table.stderr == "onrecord: 1 to 1 of 1\n"
    (line,) = map(json.loads, run("find", "dam brandt", "--format", "jsonl").stdout.splitlines())
    assert (line["day"], line["person"]["name"], line["highlights"]) == ("2026-03-01", "Tom Brandt", [[5, 8]])
    assert json.loads(run("find", "dam brandt", "--format", "json").stdout) == [line]
    (row,) = csv.DictReader(io.StringIO(run("find", "dam brandt", "--format", "csv").stdout))
    assert (row["person"], row["outlet"], row["content"]) == ("Tom Brandt", "Paper 1", "“The dam holds,”")


def test_find_pages_and_filters(added: Path) -> None:
    """Limit and offset; every filter has an option."""
    assert "2 to 2 of 2" in run("find", "--speaker", "Ines Okafor", "--limit", "1", "--offset", "1").stderr
    assert (
        "1 to 1 of 1"
        in run("find", "dam", "--outlet", "paper 2", "--kind", "direct", "--since", "2026").stderr
    )
    assert "1 to 2 of 2" in run("find", "--like", "we are done waiting for a dam to be built").stderr
    assert run("find", "nothing of the kind").stderr == "onrecord: nothing found\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((), "say what to look for"),
        (("—",), "no word to look for"),
        (("x", "--since", "soon"), "expected a date"),
        (("x", "--ledger", "none.db"), "there is no ledger here"),
    ],
)
def test_find_with_a_wrong_call(added: Path, arguments: tuple[str, ...], reason: str) -> None:
    """One line and exit code 2."""
    result = run("find", *arguments)
    assert result.exit_code == 2 and reason in result.stderr and result.stdout == ""


def test_a_reader_makes_no_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Searching where there is none leaves nothing behind."""
    monkeypatch.chdir(tmp_path)
    for command in (("find", "x"), ("speaker", "x"), ("people",), ("quotation", "1"), ("people", "log")):
        assert run(*command).exit_code == 2
    assert os.listdir(tmp_path) == []


def test_a_speaker_in_time(added: Path) -> None:
    """Heading, recurring words, a chart, the statements in order; JSON for programs."""
    shown = run("speaker", "ines", "okafor").stdout
    assert "2 statements in 2 documents, 2 outlets" in shown and "recurring:" in shown
    assert shown.index("2026-03-01 ") < shown.index("Paper 1") < shown.index("Paper 2")
    assert "█" in shown
    days = [
        line["day"]
        for line in map(json.loads, run("speaker", "okafor", "--format", "jsonl").stdout.splitlines())
    ]
    assert days == ["2026-03-01", "2026-03-02"]
    (subject,) = json.loads(run("speaker", "Ines Okafor", "--changes", "--format", "json").stdout)
    assert len(subject["statements"]) == 2
    assert "waiting" in run("speaker", "Ines Okafor", "--changes").stdout


def test_a_speaker_whom_several_names_fit(added: Path) -> None:
    """The people and their numbers are listed, and the exit code is 2."""
    result = run("speaker", "Brandt")
    assert result.exit_code == 2 and "Tom Brandt = 2, Thomas Brandt = 3" in result.stderr


def test_people_by_hand(added: Path) -> None:
    """Suggested, merged, logged, undone."""
    (suggestion,) = json.loads(run("people", "suggest", "--format", "json").stdout)
    assert suggestion["reason"] == "tom and thomas are forms of one given name"
    assert (
        "to take it back: onrecord people undo 1"
        in run("people", "merge", "Tom Brandt", "Thomas Brandt").stderr
    )
    (first, *_) = json.loads(run("people", "list", "--format", "json").stdout)
    assert (first["name"], first["statements"]) == ("Ines Okafor", 2)
    assert "2 statements" in run("speaker", "Thomas Brandt").stdout
    assert run("people", "undo", "1").exit_code == 0
    assert "merge" in run("people", "log").stdout
    assert run("people", "undo", "1").exit_code == 2
    assert run("people", "alias", "Ines Okafor", "Mayor Okafor").exit_code == 0
    assert run("people", "describe", "Okafor", "--qid", "Q7").exit_code == 0
    assert (
        "the other one is number 4"
        in run("people", "split", "Okafor", "--outlet", "Paper 2", "--note", "aunt").stderr
    )
    assert run("people", "assign", "4", "texts/1.txt").exit_code == 0
    table = Path("people.csv")
    table.write_text("name,alias,qid\nTom Brandt,Tommy,Q5\nNobody,,Q1\n", "utf-8")
    result = run("people", "import", table)
    assert (
        result.exit_code == 2
        and "line 3: nobody on the ledger" in result.stderr
        and "2 changes" in result.stderr
    )


def test_people_of_which_ledger(added: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named before the command or after it, or by the environment; what stands after it counts."""
    Path("onrecord.db").rename("mine.db")
    assert run("people").exit_code == 2
    assert "Ines Okafor" in run("people", "--ledger", "mine.db").stdout
    assert "Ines Okafor" in run("people", "--ledger", "mine.db", "list").stdout
    assert run("people", "--ledger", "mine.db", "list", "--ledger", "other.db").exit_code == 2
    monkeypatch.setenv("ONRECORD_LEDGER", "mine.db")
    assert "Ines Okafor" in run("people").stdout
    assert run("people", "--ledger", "other.db", "log").exit_code == 2


def test_a_chart_leaves_out_long_gaps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two centuries between two statements one line is left."""
    monkeypatch.chdir(tmp_path)
    for name, day in (("old.txt", "1851-04-02"), ("new.txt", "2019-01-05")):
        Path(name).write_text(f"---\ndate: {day}\n---\n“The {name} canal,” said Ines Okafor.", "utf-8")
        assert run("add", name).exit_code == 0
    shown = run("speaker", "Ines Okafor").stdout
    assert "2 statements in 2 documents" in shown and "…" in shown and "1852" not in shown
    assert shown.index(" 1851 ") < shown.index("…") < shown.index(" 2019 ")


def test_a_quotation_and_its_versions(added: Path) -> None:
    """By its number, or by the id of any statement of it; word by word against the fullest."""
    (line, *_) = map(json.loads, run("find", "waiting", "--format", "jsonl").stdout.splitlines())
    shown = run("quotation", line["quotation"]).stdout
    assert "2 versions in 2 appearances" in shown and "attributed to: Ines Okafor (2)" in shown
    assert shown == run("quotation", line["id"]).stdout
    assert "[-new-]" in shown and shown.index("2026-03-01") < shown.index("2026-03-02")
    (data,) = json.loads(run("quotation", line["id"], "--format", "json").stdout)
    assert [version["appearances"][0]["date"] for version in data["versions"]] == ["2026-03-01", "2026-03-02"]


@pytest.mark.parametrize("given", ["99", "st_000000000000", "st_xyz", "quote"])
def test_no_such_quotation(added: Path, given: str) -> None:
    """One line and exit code 2."""
    result = run("quotation", given)
    assert result.exit_code == 2 and result.stderr.startswith("onrecord: ") and result.stdout == ""
