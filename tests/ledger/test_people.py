"""Who is who: nothing by itself, everything logged, everything reversible."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import FakeExtractor
from onrecord.documents import document_from
from onrecord.documents.facts import Facts
from onrecord.errors import UsageError
from onrecord.ledger import Adder, Ledger, People
from onrecord.ledger.names import folded, is_partial
from onrecord.ledger.people_table import read_people_table
from onrecord.ledger.suggestions import suggested_merges

TEXTS = [
    "“One dam,” said Ines Okafor. “Two,” said Tom Brandt.",
    "“Three dams,” said Ines Okafor. “Four,” said Thomas Brandt.",
    "“Five dams,” said Okafor.",
    "“Six,” said Zoë Lind.",
]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger.open(tmp_path / "ledger.db", create=True)
    add(made, *TEXTS)
    return made


def add(ledger: Ledger, *texts: str) -> None:
    with Adder(ledger, "test") as adder:
        for text in texts:
            document = document_from(
                text, facts=Facts(url=f"https://paper.example/{abs(hash(text))}", outlet=text[1:4])
            )
            adder.add(document, FakeExtractor().extract(document))


def who(ledger: Ledger) -> dict[str, int | None]:
    """Each content and the number of the person who said it."""
    rows = ledger.connection.execute("SELECT content, person_id FROM statement ORDER BY id")
    return {content.strip("“”,"): person for content, person in rows}


def state(ledger: Ledger) -> list[list[tuple[object, ...]]]:
    tables = ("alias", "tie", "name", "statement")
    people = "SELECT * FROM person p WHERE EXISTS (SELECT 1 FROM alias WHERE person_id = p.id)"
    return [
        ledger.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables
    ] + [ledger.connection.execute(people).fetchall()]


def test_full_names_are_people(ledger: Ledger) -> None:
    """In all documents; what is only a part of a name is nobody outside its document."""
    assert who(ledger) == {"One dam": 1, "Two": 2, "Three dams": 1, "Four": 3, "Five dams": None, "Six": 4}


@pytest.mark.parametrize(
    "name", ["Ines Okafor", "ines OKAFOR", "Ínes Okafor", "Dr. Ines Okafor", "#1", 1, "1"]
)
def test_looking_up(ledger: Ledger, name: str | int) -> None:
    """By number or name, without case, diacritics and honorifics."""
    assert People(ledger).get(name).number == 1


def test_nobody_and_several(ledger: Ledger) -> None:
    """The message says what to do."""
    people = People(ledger)
    with pytest.raises(UsageError, match="nobody on the ledger is called 'Eve Orr'"):
        people.get("Eve Orr")
    people.split("Ines Okafor", documents=[2], note="the goalkeeper")
    with pytest.raises(
        UsageError, match="say which by number: Ines Okafor = 1, Ines Okafor \\(the goalkeeper\\) = 5"
    ):
        people.get("Ines Okafor")
    assert [person.number for person in people.matching("brandt")] == [2, 3]


def test_an_alias_counts_everywhere(ledger: Ledger) -> None:
    """For what is there and for what comes, be it a part of a name; another person's name is no alias but a merge."""
    people = People(ledger)
    people.alias("Ines Okafor", "Okafor")
    add(ledger, "“Seven dams,” said Okafor.")
    assert who(ledger)["Five dams"] == who(ledger)["Seven dams"] == 1
    with pytest.raises(UsageError, match="already means Tom Brandt"):
        people.alias("Ines Okafor", "Tom Brandt")


def test_a_merge(ledger: Ledger) -> None:
    """The first keeps the name and gets the statements and aliases, also for what comes later."""
    people = People(ledger)
    people.merge("Tom Brandt", ["Thomas Brandt"])
    add(ledger, "“Eight,” said Thomas Brandt.")
    assert [who(ledger)[said] for said in ("Two", "Four", "Eight")] == [2, 2, 2]
    assert people.get("Thomas Brandt").name == "Tom Brandt"
    assert people.known(2).aliases == ("Thomas Brandt",)
    with pytest.raises(UsageError, match="one person already"):
        people.merge("Tom Brandt", ["Thomas Brandt"])


def test_two_people_of_one_name(ledger: Ledger) -> None:
    """Told apart by document; what comes later is nobody's until it is assigned."""
    people = People(ledger)
    _, other = people.split("Ines Okafor", documents=[2], note="the goalkeeper")
    assert (who(ledger)["One dam"], who(ledger)["Three dams"]) == (1, other.number)
    add(ledger, "“Nine dams,” said Ines Okafor.")
    assert who(ledger)["Nine dams"] is None
    people.assign(other.number, [5])
    assert who(ledger)["Nine dams"] == other.number
    people.merge(1, [other.number])
    assert {who(ledger)[said] for said in ("One dam", "Three dams", "Nine dams")} == {1}


def test_told_apart_by_spelling(ledger: Ledger) -> None:
    """Names that differ by diacritics only are one person, until told otherwise."""
    add(ledger, "“Ten,” said Zoe Lind.")
    assert who(ledger)["Ten"] == who(ledger)["Six"] == 4
    _, other = People(ledger).split("Zoë Lind", spellings=["Zoe Lind"])
    assert (who(ledger)["Six"], who(ledger)["Ten"]) == (4, other.number)


def test_nothing_to_split(ledger: Ledger) -> None:
    """Documents in which the person says nothing change nothing, and leave no trace."""
    before = state(ledger)
    with pytest.raises(UsageError, match="nothing was changed"):
        People(ledger).split("Ines Okafor", documents=[4])
    with pytest.raises(UsageError, match="which documents"):
        People(ledger).split("Ines Okafor")
    assert state(ledger) == before and People(ledger).log() == []


def test_undo(ledger: Ledger) -> None:
    """An operation can be taken back, the taking back, too; not before a later one that changed the same."""
    people = People(ledger)
    before = state(ledger)
    first = people.merge("Tom Brandt", ["Thomas Brandt"])
    merged = state(ledger)
    second = people.alias("Tom Brandt", "Tommy Brandt")
    third = people.merge("Ines Okafor", ["Tom Brandt"])
    with pytest.raises(UsageError, match="a later one changed the same"):
        people.undo(first)
    people.undo(third)
    people.undo(second)
    assert state(ledger) == merged
    undoing = people.undo(first)
    assert state(ledger) == before
    with pytest.raises(UsageError, match="taken back already"):
        people.undo(first)
    people.undo(undoing)
    assert state(ledger) == merged
    assert [entry.operation for entry in people.log()][-3:] == ["merge", "alias", "merge"]
    with pytest.raises(UsageError, match="no operation 99"):
        people.undo(99)


def test_what_is_known_of_a_person(ledger: Ledger) -> None:
    """A QID, a note, another name to show; taken away with an empty text."""
    people = People(ledger)
    people.describe(4, qid="q123", note="the poet", name="Zoë A. Lind")
    assert str(people.get(4)) == "Zoë A. Lind (the poet)" and people.get(4).qid == "Q123"
    people.describe(4, note="")
    assert people.get(4).note is None
    with pytest.raises(UsageError, match="no Wikidata number"):
        people.describe(4, qid="42")


def test_a_table_of_people(ledger: Ledger, tmp_path: Path) -> None:
    """Aliases, merges and QIDs by CSV; a bad row costs one line; a second reading changes nothing."""
    table = tmp_path / "people.csv"
    table.write_text(
        "Name,alias,QID\nInes Okafor,Okafor,Q7\nTom Brandt,Thomas Brandt,\nNobody At All,x,\nZoë Lind,,Q0x\n",
        "utf-8",
    )
    outcomes = list(read_people_table(ledger, table))
    assert outcomes[:2] == [(2, 2), (3, 1)]
    assert "nobody on the ledger" in str(outcomes[2][1]) and "no Wikidata number" in str(outcomes[3][1])
    assert who(ledger)["Five dams"] == 1 and who(ledger)["Four"] == 2
    assert [outcome for _, outcome in read_people_table(ledger, table)][:2] == [0, 0]
    table.write_text("a,b\n", "utf-8")
    with pytest.raises(UsageError, match="no column called name"):
        list(read_people_table(ledger, table))


def test_merges_are_suggested_never_made(ledger: Ledger) -> None:
    """With the reason; people who were told apart are not suggested again."""
    add(ledger, "“B,” said Ines Maria Okafor. “C,” said Ines Okafer. “D,” said Karl Okafor.")
    before = state(ledger)
    found = {(s.one.name, s.other.name): s.reason for s in suggested_merges(ledger)}
    assert found == {
        ("Tom Brandt", "Thomas Brandt"): "tom and thomas are forms of one given name",
        ("Ines Okafor", "Ines Maria Okafor"): "only one of them has a middle name",
        ("Ines Okafor", "Ines Okafer"): "okafor and okafer differ by one letter",
    }
    assert state(ledger) == before
    People(ledger).split("Ines Okafor", documents=[2])
    assert all(
        "Ines Okafor" not in (s.one.name, s.other.name) or s.one.name != s.other.name
        for s in suggested_merges(ledger)
    )


@pytest.mark.parametrize(
    ("name", "key", "partial"),
    [
        ("Ines Okafor", "ines okafor", False),
        ("Mr. Okafor", "okafor", True),
        ("T. Brandt", "t brandt", True),
        ("J. R. Brandt", "j r brandt", False),
        ("Brandt Jr.", "brandt jr", True),
        ("Zoë", "zoe", True),
        ("the Harbour Trust", "harbour trust", False),
        ("", "", True),
    ],
)
def test_parts_of_names(name: str, key: str, partial: bool) -> None:
    """One word, or an initial and a word, may be that of many."""
    assert (folded(name), is_partial(folded(name))) == (key, partial)


@given(st.text(max_size=30))
def test_any_text_may_be_a_name(name: str) -> None:
    """Blanks around it and between its words do not matter."""
    assert folded(f"  {name.replace(' ', '  ')} ") == folded(name)
