"""Lists of quotations without articles become secondary statements."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ledger.exchange import Arrivals, import_file
from onrecord.ledger.integrity import verify
from onrecord.ledger.rows import ENTRY, Entry, document_of, entry_of
from onrecord.ledger.store import Ledger

FERRY = {
    "quoteID": "2026-03-04-000001",
    "quotation": "We will not charge anybody a penny",
    "speaker": "Ines Okafor",
    "qids": ["Q424242"],
    "date": "2026-03-04 05:26:52",
    "probas": [["Ines Okafor", "0.8123"], ["None", "0.1877"]],
    "urls": ["https://one.example/a", "https://two.example/b"],
}


def take(folder: Path, data: bytes, name: str = "list.json") -> tuple[Arrivals, list[tuple[int | None, str]]]:
    told: list[tuple[int | None, str]] = []
    (folder / name).write_bytes(data)
    with Ledger.open(folder / "ledger.db", create=True) as ledger:
        found = import_file(ledger, folder / name, lambda *problem: told.append(problem))
        assert list(verify(ledger)) == []
    return found, told


def entries(folder: Path) -> list[Entry]:
    with Ledger.open(folder / "ledger.db", readonly=True) as ledger:
        return [entry_of(row) for row in ledger.connection.execute(ENTRY + " ORDER BY s.id")]


def lines(*records: object) -> bytes:
    return "\n".join(json.dumps(record) for record in records).encode()


def test_a_quotation_is_a_secondary_statement_of_its_speaker(tmp_path: Path) -> None:
    """Its document is an excerpt that holds the quotation and, below it, the speaker: spans hold there, too."""
    found, told = take(tmp_path, lines({**FERRY, "urls": ["https://one.example/a"]}))
    assert (found.documents, found.statements, found.bad, told) == (1, 1, 0, [])
    (entry,) = entries(tmp_path)
    assert entry.statement.content.text == "We will not charge anybody a penny"
    assert entry.statement.flags == ("secondary",)
    assert entry.person is not None and entry.person.name == "Ines Okafor"
    assert entry.statement.speaker is not None and entry.statement.speaker.confidence == 0.8123
    assert (entry.origin.url, entry.day) == ("https://one.example/a", "2026-03-04")
    with Ledger.open(tmp_path / "ledger.db", readonly=True) as ledger:
        document = document_of(ledger.connection, entry.origin.number)
    assert document.text == "We will not charge anybody a penny\n— Ines Okafor"
    assert (document.complete, document.label_provenance) == (False, "article")


def test_quotations_of_one_address_are_one_document(tmp_path: Path) -> None:
    """Wherever in the file they stand, so that they are no versions of each other."""
    other = {"quotation": "Twice.", "speaker": "Tom Brandt", "url": "https://one.example/a"}
    elsewhere = {"quotation": "It rained.", "speaker": "None", "url": "https://three.example/"}
    take(tmp_path, lines({**FERRY, "urls": "https://one.example/a"}, elsewhere, other))
    assert [(e.origin.url, e.statement.content.text, e.origin.current) for e in entries(tmp_path)] == [
        ("https://one.example/a", "We will not charge anybody a penny", True),
        ("https://one.example/a", "Twice.", True),
        ("https://three.example/", "It rained.", True),
    ]
    assert entries(tmp_path)[2].statement.speaker is None
    assert "unresolved-speaker" in entries(tmp_path)[2].statement.flags


def test_without_an_address_each_quotation_is_a_document(tmp_path: Path) -> None:
    """And the same quotation of two speakers is two statements."""
    record = {"quotation": "Twice.", "date": "2026-03-04"}
    take(tmp_path, lines({**record, "speaker": "Tom Brandt"}, {**record, "speaker": "Ines Okafor"}))
    assert [e.person and e.person.name for e in entries(tmp_path)] == ["Tom Brandt", "Ines Okafor"]


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    """Known is known."""
    take(tmp_path, lines(FERRY))
    found, _ = take(tmp_path, lines(FERRY))
    assert (found.documents, found.statements, found.known) == (0, 0, 2)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_with_any_separator(tmp_path: Path, separator: str) -> None:
    """Quoted cells with line breaks, an unknown column, columns in any order and case."""
    rows = [
        ["Date", "Quotation", "SPEAKER", "url", "more"],
        ["2026-03-04", '"We said ""no"",\nand meant it"', "Ines Okafor", "https://one.example/a", "x"],
        ["1898-01-01", "Never", "", "", ""],
    ]
    data = "\ufeff" + "\r\n".join(separator.join(row) for row in rows)
    found, told = take(tmp_path, data.encode(), "list.csv")
    assert (found.statements, told) == (2, [])
    never, said = entries(tmp_path)
    assert said.statement.content.text == 'We said "no",\nand meant it'
    assert (never.day, never.statement.speaker) == ("1898-01-01", None)


@pytest.mark.parametrize(("pack", "name"), [(gzip.compress, "list.json.gz"), (bz2.compress, "list.json.bz2")])
def test_packed_files_are_unpacked(tmp_path: Path, pack: object, name: str) -> None:
    """By their first bytes, whatever they are called."""
    found, _ = take(tmp_path, pack(lines(FERRY)), name)  # type: ignore[operator]
    assert found.documents == 2


def test_bad_lines_cost_themselves_with_their_numbers(tmp_path: Path) -> None:
    """No JSON, no quotation, an article for a quotation, a list for a name; a date that is none costs the date."""
    data = b"\n".join(
        [
            lines(FERRY),
            b'{"quotation": "cut',
            b"\xff\xfe",
            lines({"speaker": "Ines Okafor"}),
            lines({"quotation": "x" * 100_001}),
            lines({"quotation": "Yes.", "speaker": ["Ines", "Tom"]}),
            lines({"quotation": "Yes.", "speaker": "y" * 501}),
            b"",
            lines({"quotation": "Dated.", "date": "last week", "url": ""}),
            lines({"quotation": "\ud800 odd \x00", "speaker": "Ines Okafor", "urls": None}),
        ]
    )
    found, told = take(tmp_path, data)
    assert [number for number, _ in told] == [2, 3, 4, 5, 6, 7, 9]
    assert found.bad == 6
    assert told[-1][1] == "its date is 'last week', expected YYYY-MM-DD; the quotation is kept without it"
    assert {e.statement.content.text for e in entries(tmp_path)} == {
        "We will not charge anybody a penny", "Dated.", "\ufffd odd \x00",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a,b\n1,2\n", "no column quotation"),
        (b"", "no quotation"),
        (b"{}\n", "no quotation"),
        (b"\x00\x01\x02", "no column"),
    ],
)
def test_what_holds_no_quotations_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    """As a whole, with what was expected."""
    with pytest.raises(InputError, match=reason):
        take(tmp_path, data)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder, nothing, a packed file that breaks off."""
    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        for path in (tmp_path, tmp_path / "missing.json"):
            with pytest.raises(InputError):
                import_file(ledger, path, lambda *_: None)
        (tmp_path / "cut.gz").write_bytes(gzip.compress(lines(FERRY) * 1000)[:-20])
        with pytest.raises(InputError, match="breaks off"):
            import_file(ledger, tmp_path / "cut.gz", lambda *_: None)
