"""A ledger that was exported and imported again is the same ledger."""

from __future__ import annotations

import io
import json
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_ledgers import Made, anchor, documents, fill, said, sentinel, small_ledger
from onrecord.documents import document_from
from onrecord.errors import InputError, UsageError
from onrecord.ledger.exchange import FORMATS, Arrivals, Selection, export, import_file
from onrecord.ledger.exchange.archive import TABLES_AFTER, TABLES_BEFORE
from onrecord.ledger.ingest import Adder
from onrecord.ledger.integrity import verify
from onrecord.ledger.people import People
from onrecord.ledger.store import Ledger


def exported(path: Path, format: str = "jsonl", selection: Selection = Selection()) -> bytes:  # noqa: B008
    with Ledger.open(path, readonly=True) as ledger:
        if format == "parquet":
            binary = io.BytesIO()
            export(ledger, format, binary, selection)
            return binary.getvalue()
        stream = io.StringIO(newline="")
        export(ledger, format, stream, selection)
        return stream.getvalue().encode()


def imported(path: Path, data: bytes, told: list[tuple[int | None, str]] | None = None) -> Arrivals:
    file = path.with_suffix(".in")
    file.write_bytes(data)
    with Ledger.open(path, create=True) as ledger:
        heard = told if told is not None else []
        return import_file(ledger, file, lambda number, reason: heard.append((number, reason)))


@settings(max_examples=25)
@given(made=documents(), people=st.booleans())
def test_export_import_export_gives_the_same_bytes(made: list[Made], people: bool) -> None:
    """Texts, statements, people and what was told of them, places, versions, numbers: all of it comes back."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "first.db"), Path(folder, "second.db")
        fill(first, made)
        with Ledger.open(first) as ledger:
            known = People(ledger).named("Ines Okafor") + People(ledger).named("Tom Brandt")
            if people and known:
                People(ledger).alias(known[0].number, "the mayor")
                if len(known) > 1:
                    People(ledger).merge(known[0].number, [known[1].number])
        data = exported(first)
        arrivals = imported(second, data)
        assert arrivals.whole and arrivals.bad == 0
        assert exported(second) == data
        for path in (first, second):
            with Ledger.open(path) as ledger:
                assert list(verify(ledger)) == []


@settings(max_examples=10)
@given(made=documents())
def test_any_ledger_can_be_written_in_every_format(made: list[Made]) -> None:
    """JSON is JSON, XML is well formed with the texts in it, whatever characters the texts hold."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ledger.db")
        fill(path, made)
        for format in FORMATS:
            data = exported(path, format)
            if format in ("jsonl", "statements"):
                assert all(isinstance(json.loads(line), dict) for line in data.split(b"\n")[:-1])
            elif format in ("jsonld", "annotations"):
                json.loads(data)
            elif format == "tei":
                ElementTree.fromstring(data)


def test_an_import_into_a_ledger_with_documents_adds_what_is_new(tmp_path: Path) -> None:
    """Known texts stay as they are; names mean whom they mean on this ledger."""
    fill(tmp_path / "here.db", [anchor()])
    data = exported(small_ledger(tmp_path / "there.db"))
    arrivals = imported(tmp_path / "here.db", data)
    assert (arrivals.whole, arrivals.documents, arrivals.known, arrivals.statements) == (False, 1, 1, 3)
    again = imported(tmp_path / "here.db", data)
    assert (again.documents, again.known, again.statements) == (0, 2, 0)
    with Ledger.open(tmp_path / "here.db") as ledger:
        assert People(ledger).known("Ines Okafor").statements == 2
        assert list(verify(ledger)) == []


def test_an_excerpt_holds_the_documents_of_the_statements_asked_for(tmp_path: Path) -> None:
    """It can be imported, and then its documents are there with these statements alone."""
    data = exported(small_ledger(tmp_path / "all.db"), selection=Selection(speaker="tom brandt"))
    records = [json.loads(line)["record"] for line in data.splitlines()]
    assert records == ["ledger", "document", "statement"]
    arrivals = imported(tmp_path / "some.db", data)
    assert (arrivals.documents, arrivals.statements, arrivals.bad) == (1, 1, 0)


@pytest.mark.parametrize(
    ("selection", "count"),
    [
        (Selection(), 4),
        (Selection(speaker="ines okafor"), 2),
        (Selection(speaker="the Ferrywoman"), 2),
        (Selection(speaker="#1"), 2),
        (Selection(speaker="Nobody"), 0),
        (Selection(since="2026-03-04"), 3),
        (Selection(since="2026-03", until="2026-03"), 3),
        (Selection(until="2026-03-02"), 1),
        (Selection(until="2025"), 0),
        (Selection(outlet="the ANCHOR"), 1),
        (Selection(outlet="sentinel ellery"), 3),
        (Selection(outlet="%"), 0),
        (Selection(speaker="okafor"), 2),
        (Selection(speaker="' OR 1=1 --"), 0),
        (Selection(speaker=""), 0),
        (Selection(speaker="Ines Okafor", outlet="The Ellery Sentinel"), 1),
    ],
)
def test_conditions(tmp_path: Path, selection: Selection, count: int) -> None:
    """People by any of their names or by number, days, months and years inclusive, outlets however they are typed."""
    data = exported(small_ledger(tmp_path / "ledger.db"), "statements", selection)
    assert len(data.splitlines()) == count


@pytest.mark.parametrize(
    "date", ["yesterday", "2026-13-01", "03.04.2026", "", "2026-3-4", "20260304", "-001-01-01"]
)
def test_a_date_that_is_none_is_said_so(tmp_path: Path, date: str) -> None:
    """Nothing is guessed from it."""
    small_ledger(tmp_path / "ledger.db")
    with pytest.raises(UsageError, match="expected a date"):
        exported(tmp_path / "ledger.db", selection=Selection(since=date))


def test_broken_lines_cost_themselves_only(tmp_path: Path) -> None:
    """Each is told with its number: no JSON, no object, another text than the id's, spans outside, unknown values."""
    fill(tmp_path / "there.db", [sentinel(), anchor()])
    lines = exported(tmp_path / "there.db").decode().splitlines()
    at = next(n for n, line in enumerate(lines) if '"statement"' in line)
    broken = json.loads(lines[at])
    broken["content"]["spans"] = [[0, 10_000]]
    changed = json.loads(lines[at + 1])
    changed["content"]["text"] = "it snowed"
    unknown = json.loads(lines[at + 2])
    unknown["kind"] = "hearsay"
    document = json.loads(next(line for line in lines[at:] if '"record": "document"' in line))
    document["text"] += "!"
    lines[at : at + 3] = [json.dumps(broken), json.dumps(changed), json.dumps(unknown)]
    place = next(n for n, line in enumerate(lines) if n > at and '"record": "document"' in line)
    lines[place] = json.dumps(document)
    lines += ["{", "[]", "[" * 100_000, '{"record": "gossip"}', '{"record": "tie"}', ""]
    told: list[tuple[int | None, str]] = []
    arrivals = imported(tmp_path / "here.db", "\n".join(lines).encode(), told)
    assert (arrivals.documents, arrivals.statements) == (1, 0)
    assert [number for number, _ in told] == [
        at + 1, at + 2, at + 3, place + 1, place + 2, *range(len(lines) - 5, len(lines))
    ]  # fmt: skip
    assert "lies outside the text, which has" in told[0][1]
    assert told[1][1] == "content is not what its spans cut out of the document"
    assert "kind is 'hearsay'" in told[2][1]
    assert "changed, or cut" in told[3][1]
    with Ledger.open(tmp_path / "here.db") as ledger:
        assert [found for found in verify(ledger) if found.table != "quotation"] == []


def test_what_names_a_lost_line_does_not_keep_the_rest_out(tmp_path: Path) -> None:
    """Without the person's line the statement is there, and belongs to nobody."""
    small_ledger(tmp_path / "there.db")
    lines = [
        line for line in exported(tmp_path / "there.db").splitlines() if b'"record": "person"' not in line
    ]
    told: list[tuple[int | None, str]] = []
    arrivals = imported(tmp_path / "here.db", b"\n".join(lines), told)
    assert arrivals.statements == 4
    assert any("name a person that is not in the file" in reason for _, reason in told)


def test_numbers_that_come_twice_are_refused_one_by_one(tmp_path: Path) -> None:
    """The second of two statements with one number, and the second of two equal documents."""
    small_ledger(tmp_path / "there.db")
    lines = exported(tmp_path / "there.db").splitlines()
    at = next(n for n, line in enumerate(lines) if b'"record": "statement"' in line)
    document = next(n for n, line in enumerate(lines) if b'"record": "document"' in line)
    lines[at:at] = [lines[at]]
    lines.append(lines[document])
    told: list[tuple[int | None, str]] = []
    arrivals = imported(tmp_path / "here.db", b"\n".join(lines), told)
    assert (arrivals.documents, arrivals.statements) == (2, 4)
    assert sorted(number or 0 for number, _ in told) == [at + 2, len(lines)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"record": "ledger", "format": 99, "whole": true}\n', "newer version"),
        (b'{"record": "document"}\n', "first line"),
        (b'{"id": "st_0", "content": {}}\n', "without the texts"),
        (b"", "no quotation"),
        (b"\x1f\x8b\x08\x00broken", "breaks off"),
    ],
)
def test_what_is_no_export_is_refused_as_a_whole(tmp_path: Path, data: bytes, reason: str) -> None:
    """With the reason; the ledger stays empty."""
    with pytest.raises(InputError, match=reason):
        imported(tmp_path / "here.db", data)


def test_an_export_sees_the_ledger_as_it_was_when_it_began(tmp_path: Path) -> None:
    """A writer that adds meanwhile does not get half into it."""
    path = small_ledger(tmp_path / "ledger.db")

    class Interrupting(io.StringIO):
        done = False

        def write(self, text: str) -> int:
            if not self.done and '"record": "document"' in text:
                self.done = True
                late = document_from("“Late,” Ines Okafor said.", path="late.txt")
                with Ledger.open(path) as other:
                    adder = Adder(other, "test")
                    adder.add(late, [said(late, "“Late,”", "Ines Okafor")])
                    adder.flush()
            return super().write(text)

    stream = Interrupting(newline="")
    with Ledger.open(path, readonly=True) as ledger:
        assert export(ledger, "jsonl", stream) == (2, 4)
    assert "Late" not in stream.getvalue()


def test_every_table_is_exported_or_made_again(tmp_path: Path) -> None:
    """A table that the schema gains must be thought of here."""
    told = {
        *TABLES_BEFORE,
        *TABLES_AFTER,
        "document",
        "document_text",
        "place",
        "statement",
        "phrase",
        "outlet",
    }
    made_again = {"wording", "repeat", "shingle", "shingle_recent"}
    of_this_file = {"meta", "file_read"}  # which files of this machine were read says nothing elsewhere
    with Ledger.open(tmp_path / "new.db", create=True) as ledger:
        rows = ledger.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    tables = {name for (name,) in rows if not name.startswith("statement_fts")}
    assert tables == told | made_again | of_this_file
