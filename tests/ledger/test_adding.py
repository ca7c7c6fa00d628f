"""From files to the ledger: what is read, skipped, refused; many small ones, long ones, several processes, kills."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from datetime import date
from pathlib import Path

import pytest

from fakes import FakeExtractor, launch
from onrecord import Document, Statement
from onrecord.documents import Problem, find_files, read_meta_table
from onrecord.errors import LedgerError
from onrecord.ledger import Adder, Ledger
from onrecord.ledger.adding import Adding, Summary
from onrecord.ledger.rows import document_of
from onrecord.ledger.watching import watched

WORDS = "dam water wall levee gate pump river council vote bond tax road harbour pier boat storm rain night".split()
TEXT = "“We are done waiting, {},” said Ines Okafor. “The dam holds,” said Tom Brandt.\n"


def several(number: int) -> str:
    """A text of five statements that is like no other."""
    chance = random.Random(number)
    pieces = []
    for _ in range(5):
        words = " ".join(chance.choice(WORDS) + str(chance.randrange(50)) for _ in range(8))
        pieces.append(f"“It was {words},” said Ines Okafor.")
    return f"Report {number}. " + " ".join(pieces)


class Failing(FakeExtractor):
    """Breaks on one text, as a fault in onrecord would."""

    def extract(self, document: Document | str) -> list[Statement]:
        text = document if isinstance(document, str) else document.text
        if "break" in text:
            raise ZeroDivisionError("of course")
        return super().extract(document)


class Dying(FakeExtractor):
    """Takes its process along, as the system does when memory runs out."""

    def extract(self, document: Document | str) -> list[Statement]:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


def run(
    place: Path, *paths: Path, made: list[FakeExtractor] | None = None, **options: object
) -> tuple[Adder, Summary]:
    def extractor() -> FakeExtractor:
        one = FakeExtractor()
        if made is not None:
            made.append(one)
        return one

    options.setdefault("extractor", extractor)
    with Ledger.open(place, create=True) as ledger, Adder(ledger, "test") as adder:
        return adder, Adding(adder, **options).run(find_files(paths))  # type: ignore[arg-type]


def texts(place: Path) -> list[str]:
    with Ledger.open(place, readonly=True) as ledger:
        rows = ledger.connection.execute("SELECT id FROM document ORDER BY id").fetchall()
        return [document_of(ledger.connection, number).text for (number,) in rows]


def sound(place: Path) -> None:
    """No damage, no half document: each has its text and all of its statements, once, and the indexes know them."""
    with Ledger.open(place) as ledger:
        execute = ledger.connection.execute
        assert execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert execute("PRAGMA foreign_key_check").fetchall() == []
        execute("INSERT INTO statement_fts(statement_fts, rank) VALUES ('integrity-check', 1)")
        for (number,) in execute("SELECT id FROM document").fetchall():
            document = document_of(ledger.connection, number)
            found = [
                content
                for (content,) in execute("SELECT content FROM statement WHERE document_id = ?", (number,))
            ]
            assert found == [statement.content.text for statement in FakeExtractor().extract(document)]
        assert execute(
            "SELECT count(*) FROM document WHERE id NOT IN (SELECT document_id FROM place)"
        ).fetchone() == (0,)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five short texts."""
    place = tmp_path / "texts"
    place.mkdir()
    for number in range(5):
        (place / f"{number}.txt").write_text(TEXT.format(number), "utf-8")
    return place


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def test_a_second_run_reads_nothing(folder: Path, ledger: Path) -> None:
    """Files with the same bytes are skipped unread; the model is not even loaded."""
    made: list[FakeExtractor] = []
    first, _ = run(ledger, folder, made=made)
    second, summary = run(ledger, folder, made=made)
    assert (first.tally.added, first.tally.statements) == (5, 10)
    assert (second.tally.added, second.tally.unchanged, summary.files_unchanged) == (0, 0, 5)
    assert len(made) == 1


def test_a_changed_file_is_a_new_version(folder: Path, ledger: Path) -> None:
    """And only that file is looked at."""
    run(ledger, folder)
    (folder / "3.txt").write_text(TEXT.format("changed"), "utf-8")
    made: list[FakeExtractor] = []
    adder, summary = run(ledger, folder, made=made)
    assert (adder.tally.versions, summary.files_unchanged) == (1, 4)
    assert len(made[0].seen) == 1 and len(texts(ledger)) == 6


def test_the_same_file_under_two_names(folder: Path, ledger: Path) -> None:
    """Is one document."""
    (folder / "copy.txt").write_bytes((folder / "0.txt").read_bytes())
    adder, _ = run(ledger, folder)
    assert (adder.tally.added, adder.tally.copies, len(texts(ledger))) == (5, 1, 5)


def test_broken_lines_cost_themselves(tmp_path: Path, ledger: Path) -> None:
    """Each is named by its number, and the rest goes on."""
    lines = [json.dumps({"text": TEXT.format(n), "url": f"https://a.example/{n}"}) for n in range(4)]
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join([lines[0], "{broken", lines[1], '"text"', lines[2], "{}", lines[3]]), "utf-8")
    told: list[Problem] = []
    adder, summary = run(ledger, file, on_problem=told.append)
    assert adder.tally.added == 4
    assert [problem.line for problem in told] == [2, 4, 6] and summary.refused == told


def test_what_cannot_be_used_is_told_with_its_reason(folder: Path, ledger: Path) -> None:
    """Other languages, empty files, files that are not there; a fault of ours in one text is told, too."""
    (folder / "empty.txt").touch()
    (folder / "french.txt").write_text(
        "« Nous n'attendrons plus », a dit la maire aux habitants de la ville. " * 5, "utf-8"
    )
    (folder / "broken.txt").write_text("Now break, said Eve.", "utf-8")
    adder, summary = run(ledger, folder, folder / "none.txt", extractor=Failing)
    reasons = {Path(problem.path).name: problem.message for problem in summary.refused}
    assert adder.tally.added == 5 and set(reasons) == {"empty.txt", "french.txt", "broken.txt", "none.txt"}
    assert (
        "reads English" in reasons["french.txt"]
        and "please report it (ZeroDivisionError" in reasons["broken.txt"]
    )
    _, summary = run(ledger, folder, extractor=Failing)
    assert len(summary.refused) == 3, "and told again, each time"


def test_facts_from_beside_the_file(folder: Path, ledger: Path) -> None:
    """Sidecars win over the table, and both over the text; a date that is still to come is doubted, and kept."""
    (folder / "0.txt.meta.json").write_text('{"published": "2999-01-01", "outlet": "Harbour Post"}', "utf-8")
    table = folder / "facts.csv"
    table.write_text(
        "path,outlet,published\n0.txt,Other,1869-01-01\n1.txt,Ellery Notes,1869-01-01\n", "utf-8"
    )
    _, summary = run(
        ledger,
        folder / "0.txt",
        folder / "1.txt",
        meta=read_meta_table(table),
        today=lambda: date(2026, 3, 2),
    )
    with Ledger.open(ledger, readonly=True) as opened:
        known = [document_of(opened.connection, number) for number in (1, 2)]
    assert [(one.outlet, one.published) for one in known] == [
        ("Harbour Post", "2999-01-01"),
        ("Ellery Notes", "1869-01-01"),
    ]
    assert len(summary.warnings) == 1 and "2999-01-01, is still to come" in summary.warnings[0]


def test_thousands_of_tiny_records(tmp_path: Path, ledger: Path) -> None:
    """Share transactions, and none is lost."""
    file = tmp_path / "tiny.jsonl"
    file.write_text(
        "".join(json.dumps({"text": f"“No {n},” said Eve Lind."}) + "\n" for n in range(2_000)), "utf-8"
    )
    adder, _ = run(ledger, file)
    assert (adder.tally.added, adder.tally.statements) == (2_000, 2_000)


def test_a_long_text_is_read_in_blocks(tmp_path: Path, ledger: Path) -> None:
    """The extractor never sees all of it, and spans are those of the whole."""
    file = tmp_path / "long.txt"
    text = "\n\n".join(several(number) for number in range(1_200))
    file.write_text(text, "utf-8")
    made: list[FakeExtractor] = []
    adder, _ = run(ledger, file, made=made)
    assert adder.tally.statements == 6_000 and len(made[0].seen) > 1
    sound(ledger)


@pytest.mark.parametrize("workers", [1, 2])
def test_several_processes_give_the_same_ledger(folder: Path, tmp_path: Path, workers: int) -> None:
    """In the same order, whoever was quicker."""
    place = tmp_path / f"{workers}.db"
    adder, _ = run(place, folder, workers=workers, extractor=FakeExtractor)
    assert adder.tally.added == 5 and texts(place) == [TEXT.format(number) for number in range(5)]
    sound(place)


def test_a_worker_that_dies_is_told(folder: Path, ledger: Path) -> None:
    """The run ends with one line; what was added is kept."""
    run(ledger, folder / "0.txt")
    with pytest.raises(LedgerError, match="a worker process ended"):
        run(ledger, folder, workers=2, extractor=Dying)
    assert len(texts(ledger)) == 1


def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path, ledger: Path) -> None:
    """Fifteen kills of one ingest: never damaged, never a half document, and at the end each document is there once."""
    file = tmp_path / "many.jsonl"
    lines = [json.dumps({"text": several(n), "url": f"https://a.example/{n}"}) for n in range(1_500)]
    file.write_text("\n".join(lines), "utf-8")
    chance = random.Random(1)
    before = 0
    for _ in range(15):
        process = launch("add", file, "--ledger", ledger, "--quiet")
        time.sleep(0.2 + chance.random())
        process.kill()
        process.communicate()
        if ledger.exists() and ledger.stat().st_size:
            Ledger.open(ledger, create=True).close()
            sound(ledger)
            count = len(texts(ledger))
            assert count >= before, "what was there is there"
            before = count
    process = launch("add", file, "--ledger", ledger, "--quiet")
    _, error = process.communicate(timeout=300)
    assert (process.returncode, error) == (0, b"")
    sound(ledger)
    assert texts(ledger) == [several(number) for number in range(1_500)]


def test_two_writers_queue(folder: Path, tmp_path: Path, ledger: Path) -> None:
    """Two processes with overlapping inputs: each document is there once."""
    more = tmp_path / "more"
    more.mkdir()
    for number in range(3, 300):
        (more / f"{number}.txt").write_text(TEXT.format(number), "utf-8")
    processes = [launch("add", folder, more, "--ledger", ledger, "--quiet") for _ in range(2)]
    for process in processes:
        _, error = process.communicate(timeout=120)
        assert process.returncode == 0, error
    sound(ledger)
    assert sorted(texts(ledger)) == sorted(TEXT.format(number) for number in range(300))


def test_watching_a_folder(folder: Path) -> None:
    """What is there comes at once; what is new, when it has stayed the same for a round; a changed sidecar counts."""
    rounds = watched([folder], every=5.0, sleep=lambda seconds: None)
    assert [Path(str(item)).name for item in next(rounds)] == [f"{n}.txt" for n in range(5)]
    assert next(rounds) == []
    new = folder / "new.txt"
    new.write_text("“Half", "utf-8")
    assert next(rounds) == []
    new.write_text("“Half of it,” said Eve Lind.", "utf-8")
    assert next(rounds) == [], "it is still being written"
    assert next(rounds) == [new]
    (folder / "1.txt.meta.json").write_text('{"outlet": "x"}', "utf-8")
    assert [next(rounds), next(rounds), next(rounds)] == [[], [folder / "1.txt"], []]


def test_watching_tells_a_problem_once(tmp_path: Path) -> None:
    """A folder without texts may get some; until then it was said."""
    rounds = watched([tmp_path], every=5.0, sleep=lambda seconds: None)
    (problem,) = next(rounds)
    assert isinstance(problem, Problem) and "no texts in this folder" in problem.message
    assert next(rounds) == []


def test_watching_is_patient() -> None:
    """Between rounds it sleeps as long as it was told."""
    slept: list[float] = []

    class Enough(Exception):
        pass

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            raise Enough

    begun = time.monotonic()
    with pytest.raises(Enough):
        for _ in watched([], every=7.0, sleep=sleep):
            pass
    assert slept == [7.0] * 3 and time.monotonic() - begun < 7
