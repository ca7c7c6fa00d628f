"""Search over a small invented ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes import FakeExtractor
from onrecord.documents import document_from
from onrecord.documents.facts import Facts
from onrecord.errors import UsageError
from onrecord.ledger import Adder, Ledger, Query, find
from onrecord.ledger import search as searching

TEXTS = [
    (
        "Harbour Post", "2026-03-02",
        "“The dam holds, and the dam will hold,” said Ines Okafor. “Nobody asked us,” said Tom Brandt.",
    ),
    ("Harbour Post", "2026-03-09", "“The water is rising behind the old dam wall in Ellery,” said Tom Brandt."),
    ("The Ellery Notes", "1869-05-01", "“Water must be paid for,” said Zoë Lind. “I wish for rain,” said Eve Orr."),
    ("The Ellery Notes", None, "“The naïve reservoir plan is dead,” said Okafor."),
]  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path = tmp_path_factory.mktemp("search") / "ledger.db"
    with Ledger.open(path, create=True) as made, Adder(made, "test") as adder:
        for number, (outlet, day, text) in enumerate(TEXTS):
            facts = Facts(outlet=outlet, published=day, url=f"https://paper.example/{number}")
            document = document_from(text, facts=facts)
            adder.add(document, FakeExtractor().extract(document))
    with Ledger.open(path, readonly=True) as opened:
        yield opened


def found(ledger: Ledger, words: str = "", **filters: object) -> list[str]:
    results = find(ledger, Query(words, **filters))  # type: ignore[arg-type]
    assert results.total == len(results.hits)
    return [hit.entry.statement.content.text[1:12] for hit in results.hits]


def test_words_are_looked_up_everywhere(ledger: Ledger) -> None:
    """In what was said, in the source, in the speaker's name; all must occur, case and diacritics do not matter."""
    assert found(ledger, "dam") == ["The dam hol", "The water i"]
    assert found(ledger, "WATER brandt") == ["The water i"]
    assert found(ledger, "naive") == ["The naïve r"]
    assert found(ledger, "zoe") == ["Water must "]
    assert found(ledger, "dam zoe") == []


def test_phrases_beginnings_and_exclusions(ledger: Ledger) -> None:
    """The grammar of `onrecord.ledger.queries`."""
    assert found(ledger, '"the dam"') == ["The dam hol"]
    assert found(ledger, "reserv* OR paid") == ["Water must ", "The naïve r"]
    assert found(ledger, "water -paid") == ["The water i"]


@pytest.mark.parametrize(
    "typed", ["'; DROP TABLE statement; --", "content : dam", "dam NEAR(a b)", "facets : k0"]
)
def test_syntax_finds_nothing_and_breaks_nothing(ledger: Ledger, typed: str) -> None:
    """What looks like SQL or FTS5 is looked for as words."""
    assert found(ledger, typed) == []


def test_filters(ledger: Ledger) -> None:
    """Speaker, source, outlet, kind, act and dates, with words or without."""
    assert found(ledger, speaker="tom brandt") == ["The water i", "Nobody aske"]
    assert found(ledger, "dam", speaker="Tom Brandt") == ["The water i"]
    assert found(ledger, speaker="okafor") == ["The dam hol", "The naïve r"], (
        "words of a name nobody has as such"
    )
    assert found(ledger, source="lind") == ["Water must "]
    assert found(ledger, outlet="harbour") == ["The water i", "Nobody aske", "The dam hol"]
    assert found(ledger, outlet="the ellery notes") == ["Water must ", "The naïve r"]
    assert found(ledger, "dam", kind="indirect") == []
    assert found(ledger, "dam", kind="direct", act="statement", outlet="Harbour Post") == [
        "The dam hol",
        "The water i",
    ]
    assert found(ledger, outlet="no such paper") == []
    assert found(ledger, "dam", channel="post") == []


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2026-03-03", None, ["The water i"]),
        (None, "1900", ["Water must "]),
        ("2026-03", "2026-03", ["The water i", "Nobody aske", "The dam hol"]),
        ("2026-03-02", "2026-03-02", ["Nobody aske", "The dam hol"]),
        ("1869", "2026-03-05", ["Nobody aske", "The dam hol", "Water must "]),
        ("2027", "2026", []),
    ],
)
def test_dates(ledger: Ledger, since: str | None, until: str | None, expected: list[str]) -> None:
    """Both ends are included, months and years count whole; what has no date is in no range."""
    assert found(ledger, since=since, until=until) == expected


def test_thoughts_on_demand(ledger: Ledger) -> None:
    """What people wish is no statement, unless it is asked for."""
    assert found(ledger, "rain") == []
    assert found(ledger, "rain", thoughts=True) == ["I wish for "]


def test_highlights_are_places_in_the_content(ledger: Ledger) -> None:
    """Code points of the content's text: each word, and phrases as a whole."""
    (hit,) = find(ledger, Query('"dam wall" ris* okafor OR "dam wall" brandt')).hits
    text = hit.entry.statement.content.text
    assert [text[start:end] for start, end in hit.highlights] == ["rising", "dam wall"]
    assert hit.to_dict()["highlights"] == [list(span) for span in hit.highlights]


def test_pages(ledger: Ledger) -> None:
    """One after another they are the whole; behind the end there is nothing."""
    pages = [find(ledger, Query("dam OR water"), limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [len(page.hits) for page in pages] == [2, 1, 0] and {page.total for page in pages} == {3}
    whole = find(ledger, Query("dam OR water")).hits
    assert [hit.entry.id for page in pages for hit in page.hits] == [hit.entry.id for hit in whole]


def test_of_many_the_last_are_ranked(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """And that there are more is told."""
    monkeypatch.setattr(searching, "RANKED", 2)
    results = find(ledger, Query("said OR dam OR water OR plan"))
    assert (results.total, results.more) == (2, True)


def test_approximate_wording(ledger: Ledger) -> None:
    """Some words changed; filters choose among the likely ones."""
    query = "The water is rising behind that old wall in Ellery"
    assert found(ledger, like=query)[0] == "The water i"
    assert found(ledger, like=query, speaker="Ines Okafor") == []


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        (Query(since="Monday"), "expected a date"),
        (Query(since="2026-13-01"), "no date"),
        (Query(kind="loud"), "expected one of"),
        (Query("x", like="y"), "not both"),
        (Query(like="?!"), "no word"),
        (Query(source="—"), "no word"),
    ],
)
def test_queries_that_mean_nothing(ledger: Ledger, query: Query, reason: str) -> None:
    """One plain line."""
    with pytest.raises(UsageError, match=reason):
        find(ledger, query)


def test_replaced_versions_on_demand(tmp_path: Path) -> None:
    """A search shows what stands there now; what stood there before is kept, and found when asked for."""
    with Ledger.open(tmp_path / "l.db", create=True) as ledger:
        with Adder(ledger, "test") as adder:
            for word in ("early", "late"):
                document = document_from(
                    f"“So {word},” said Eve Orr.", facts=Facts(url="https://paper.example")
                )
                adder.add(document, FakeExtractor().extract(document))
        assert found(ledger, "so") == ["So late,”"]
        assert len(found(ledger, "so", replaced=True)) == 2
