"""Adding documents: each text once, old versions kept, whole or not at all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from fakes import FakeExtractor
from onrecord import Document, Piece, Speaker, Statement
from onrecord.documents import Turn, document_from
from onrecord.documents.facts import Facts
from onrecord.errors import LedgerError
from onrecord.ledger import Adder, Ledger
from onrecord.ledger.ingest import place_of
from onrecord.ledger.rows import ENTRY, document_of, entry_of

TEXT = "“We are done waiting,” said Ines Okafor. “The dam holds,” said Tom Brandt."
MORE = TEXT + " “It is late,” said Ines Okafor."


def document(text: str = TEXT, path: str | None = None, **facts: object) -> Document:
    return document_from(text, path=path, facts=Facts(**facts))  # type: ignore[arg-type]


def put(ledger: Ledger, *documents: Document) -> list[str]:
    with Adder(ledger, "test") as adder:
        return [adder.add(one, FakeExtractor().extract(one)) for one in documents]


def add_and_fail(ledger: Ledger) -> None:
    with Adder(ledger, "test") as adder:
        adder.add(document(f"{TEXT} more"))
        raise ZeroDivisionError


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "ledger.db", create=True)


def counts(ledger: Ledger) -> dict[str, int]:
    tables = ("document", "document_text", "place", "statement", "person", "name")
    return {
        table: ledger.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
    }


def current(ledger: Ledger) -> list[str]:
    rows = ledger.connection.execute("SELECT id FROM document WHERE current ORDER BY id").fetchall()
    return [document_of(ledger.connection, number).text for (number,) in rows]


def test_the_same_again_changes_nothing(ledger: Ledger) -> None:
    """Whether it comes in one run or in another, and whatever else is said of it."""
    first = document(url="https://harbour.example/1", outlet="Harbour Post")
    assert put(ledger, first, first) == ["added", "unchanged"]
    before = "\n".join(ledger.connection.iterdump())
    assert put(ledger, first, document(url="https://harbour.example/1", title="New")) == ["unchanged"] * 2
    assert "\n".join(ledger.connection.iterdump()) == before


def test_a_text_at_two_places_is_one_document(ledger: Ledger) -> None:
    """The same file under two names, one report in two papers: its statements count once."""
    assert put(ledger, document(path="a.txt"), document(path="b.txt"), document(url="https://x.example")) == [
        "added",
        "copy",
        "copy",
    ]
    assert counts(ledger) | {"place": 3} == counts(ledger)
    assert counts(ledger)["document"] == 1 and counts(ledger)["statement"] == 2


def test_other_words_at_an_address_are_a_new_version(ledger: Ledger) -> None:
    """The old one is kept with its statements, and is no longer current; a fragment is no other address."""
    one = document(url="https://harbour.example/1#top")
    two = document(MORE, url="https://harbour.example/1")
    assert put(ledger, one, two) == ["added", "version"]
    assert current(ledger) == [MORE]
    assert counts(ledger)["statement"] == 5
    versions = ledger.connection.execute("SELECT key, version FROM place").fetchall()
    assert versions == [("https://harbour.example/1", 1), ("https://harbour.example/1", 2)]
    assert put(ledger, one, two) == ["unchanged", "unchanged"], "two files of one address, read again"


def test_a_file_that_is_changed_back_has_its_earlier_words(ledger: Ledger) -> None:
    """Without an address the file is the place, and what is in it now counts."""
    one, two = document(path="a.txt"), document(MORE, path="a.txt")
    assert put(ledger, one, two, one) == ["added", "version", "version"]
    assert current(ledger) == [TEXT]
    assert counts(ledger)["document"] == 2


def test_a_replaced_text_that_stands_elsewhere_is_current(ledger: Ledger) -> None:
    """One paper changed its report, the other did not."""
    put(ledger, document(url="https://a.example"), document(url="https://b.example"))
    put(ledger, document(MORE, url="https://a.example"))
    assert current(ledger) == [TEXT, MORE]


def test_places() -> None:
    """An address, else a file, else the words themselves; a line of a file is no place: lines move."""
    assert place_of(document(url=" https://a.example/x#y ")) == "https://a.example/x"
    assert place_of(document(path="/tmp/a b.txt")) == "file:/tmp/a b.txt"
    assert place_of(document(path="-")) == place_of(document()) == document().id


def test_documents_come_back_as_they_went_in(ledger: Ledger) -> None:
    """Text, facts, turns, and characters that no encoding can carry."""
    text = "MAYOR OKAFOR: We are done. \ud800\nMR BRANDT: The dam holds.\n"
    whole = Document(
        text=text,
        id=document(text).id,
        body=(0, len(text)),
        path="p.txt",
        url="https://a.example",
        title="A title",
        outlet="Harbour Post",
        author="Lena Orr",
        published="1869-02-03",
        lang="en",
        complete=False,
        kind="transcript",
        turns=(Turn("MAYOR OKAFOR", (14, 26), (0, 12), 1.5, 2.5),),
        warnings=("something was assumed",),
        names=(("MAYOR OKAFOR", "Ines Okafor"),),
        unvoiced=((0, 3),),
    )
    put(ledger, whole)
    assert document_of(ledger.connection, 1) == whole


def test_statements_come_back_as_they_went_in(ledger: Ledger) -> None:
    """With everything that a statement can have."""
    from onrecord import Channel, SaidOn

    def piece(*spans: tuple[int, int]) -> Piece:
        return Piece.of(MORE, spans)

    full = Statement(
        "mixed", "denial", "speech", piece((0, 5), (41, 50)), piece((28, 39)), piece((23, 27)), 0.1234,
        Speaker("Ines Okafor", "named", "partial", 0.5, "surname"), piece((60, 63)), Channel("post", piece((51, 59))),
        SaidOn("2019-01", "month", piece((64, 70))), piece((71, 74)), ("nested", "low-confidence"),
    )  # fmt: skip
    bare = Statement("indirect", "statement", "thought", piece((0, 3)), None, None, 1.0)
    with Adder(ledger, "test") as adder:
        adder.add(document(MORE), [full, bare])
    found = [entry_of(row) for row in ledger.connection.execute(f"{ENTRY} ORDER BY s.id")]
    assert [entry.statement for entry in found] == [full, bare]
    assert [entry.day for entry in found] == ["2019-01", None]


def test_the_index_says_what_the_rows_say(ledger: Ledger) -> None:
    """SQLite compares every entry of the full-text index with the view of what is searched."""
    put(ledger, document(published="2026-03-02", outlet="Harbour Post"), document(MORE))
    ledger.connection.execute("INSERT INTO statement_fts(statement_fts, rank) VALUES ('integrity-check', 1)")
    assert ledger.connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_documents_wait_until_enough_are_there(ledger: Ledger, tmp_path: Path) -> None:
    """Many small documents share a transaction; what waits is written when the block ends, and not after an error."""
    done: list[int] = []
    with Adder(ledger, "test", on_commit=done.append) as adder:
        for number in range(5):
            adder.add(document(f"{TEXT} {number}"))
        assert counts(ledger)["document"] == 0
    assert done == [5] and counts(ledger)["document"] == 5
    with pytest.raises(ZeroDivisionError):
        add_and_fail(ledger)
    assert counts(ledger)["document"] == 5


def test_what_another_process_wrote_meanwhile_counts(ledger: Ledger) -> None:
    """Two writers with the same documents: each is on the ledger once, and names mean the same people."""
    with Ledger.open(ledger.path) as other, Adder(ledger, "one") as one, Adder(other, "two") as two:
        for number in range(4):
            same = document(f"{TEXT} {number}")
            one.add(same, FakeExtractor().extract(same))
            two.add(same, FakeExtractor().extract(same))
            if number % 2:
                one.flush()
                two.flush()
    assert counts(ledger) | {"document": 4, "statement": 8, "person": 2, "name": 2} == counts(ledger)
    assert (one.tally.added, two.tally.added, two.tally.unchanged) == (4, 0, 4)


def test_a_full_disk_leaves_whole_documents(ledger: Ledger) -> None:
    """What was committed before stays; what did not fit is not there at all, and comes with a second run."""
    put(ledger, document())
    pages = ledger.connection.execute("PRAGMA page_count").fetchone()[0]
    ledger.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    chance = random.Random(1)
    many = [document("".join(chance.choices("abcdefghij klmnop", k=9_000)) + TEXT) for _ in range(40)]
    with pytest.raises(LedgerError, match="the disk is full"):
        put(ledger, *many)
    assert counts(ledger)["document"] == counts(ledger)["document_text"] == 1
    ledger.connection.execute("PRAGMA max_page_count = 1000000")
    assert put(ledger, *many).count("added") == 40
    assert ledger.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_names_of_one_spelling_or_several(ledger: Ledger) -> None:
    """Case and diacritics make no other person, and both spellings are kept; a part of a name is nobody's yet."""
    put(
        ledger,
        document("“One,” said Zoë Lind."),
        document("“Two,” said Zoe Lind."),
        document("“Three,” said Lind."),
    )
    found = [entry_of(row) for row in ledger.connection.execute(f"{ENTRY} ORDER BY s.id")]
    assert [None if entry.person is None else entry.person.name for entry in found] == [
        "Zoë Lind",
        "Zoë Lind",
        None,
    ]
    names = [entry.statement.speaker.name for entry in found if entry.statement.speaker is not None]
    assert names == ["Zoë Lind", "Zoe Lind", "Lind"]


def test_a_name_in_capitals_is_shown_as_others_write_it(ledger: Ledger) -> None:
    """Labels of transcripts are in capitals; whoever writes the name as names are written is followed."""
    text = "OK. “Now,” said TOM BRANDT. “No,” said Tom Brandt. “So,” said TOM BRANDT."
    put(ledger, document(text))
    rows = ledger.connection.execute(
        "SELECT p.name, count(*) FROM statement s JOIN person p ON p.id = s.person_id"
    )
    assert rows.fetchall() == [("Tom Brandt", 3)]
