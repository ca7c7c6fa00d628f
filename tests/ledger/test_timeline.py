"""One person in time: order, chart, recurring words, and subjects that come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord import Piece, Speaker, Statement
from onrecord.alignment import Source
from onrecord.documents import document_from
from onrecord.documents.facts import Facts
from onrecord.ledger import Adder, Ledger, Query, evidence, is_secondary
from onrecord.ledger.rows import Entry
from onrecord.ledger.timeline import by_period, subjects, timeline, topics
from onrecord.records import Kind, SaidOn

SAID = [
    ("2026-03-07", "praise", "The singer Lio Mar is a legend and deserves his legacy"),
    ("2026-03-08", "apology", "I am sorry for what I said of his legacy as a legend; the singer hurt people"),
    ("2026-01-02", "statement", "The harbour bonds will be paid back in April"),
    (None, "statement", "Nobody asked me about parking"),
    ("2025-11-30", "promise", "We shall pay back every harbour bond by spring"),
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(tmp_path_factory.mktemp("timeline") / "l.db", create=True) as made:
        with Adder(made, "test") as adder:
            for day, act, content in SAID:
                document = document_from(
                    f"“{content},” said Rex Vale.", facts=Facts(published=day, url=content)
                )
                speaker = Speaker("Rex Vale", "named", "full", 0.9, "")
                said = Piece.of(document.text, [(0, len(content) + 3)])
                adder.add(document, [Statement("direct", act, "speech", said, None, None, 0.9, speaker)])  # type: ignore[arg-type]
        yield made


def test_order_of_time(ledger: Ledger) -> None:
    """The earliest first, what has no date last."""
    assert [entry.day for entry in timeline(ledger, 1)] == [
        "2025-11-30", "2026-01-02", "2026-03-07", "2026-03-08", None,
    ]  # fmt: skip


def test_a_part_of_it(ledger: Ledger) -> None:
    """By words and by dates, as `find` reads them; in order of time still."""
    days = [entry.day for entry in timeline(ledger, 1, Query("harbour"))]
    assert days == ["2025-11-30", "2026-01-02"]
    assert [entry.day for entry in timeline(ledger, 1, Query(since="2026-03-08"))] == ["2026-03-08"]


def test_a_chart_has_its_empty_periods(ledger: Ledger) -> None:
    """Days, months or years, whichever are few."""
    entries = timeline(ledger, 1)
    assert by_period(entries) == (
        "month",
        [("2025-11", 1), ("2025-12", 0), ("2026-01", 1), ("2026-02", 0), ("2026-03", 2)],
    )
    assert by_period(entries[2:4]) == ("day", [("2026-03-07", 1), ("2026-03-08", 1)])
    assert by_period(entries[4:]) == ("day", [])


def test_recurring_words(ledger: Ledger) -> None:
    """Not the small change of speech; two forms of a word are one."""
    counted = dict(topics(timeline(ledger, 1)))
    assert counted["legacy"] == counted["singer"] == counted["harbour"] == 2
    assert "bonds" in counted or "bond" in counted
    assert "the" not in counted and "said" not in counted


def test_subjects_that_come_back(ledger: Ledger) -> None:
    """Side by side in order of time; where what is done changes, first."""
    first, second = subjects(timeline(ledger, 1))
    assert first.acts == ("praise", "apology") and [entry.day for entry in first.entries] == [
        "2026-03-07",
        "2026-03-08",
    ]
    assert {"legacy", "legend", "singer"} <= set(first.words)
    assert second.acts == ("promise", "statement")


def test_told_together(tmp_path: Path) -> None:
    """Two statements without a word in common, which one report tells of different times, stand side by side."""
    text = "“Let him be,” said Rex Vale. “I was wrong there,” said Rex Vale on Sunday. Rex Vale named his brother."
    with Ledger.open(tmp_path / "together.db", create=True) as ledger, Adder(ledger, "test") as adder:
        document = document_from(text, facts=Facts(published="2026-03-09"))
        speaker = Speaker("Rex Vale", "named", "full", 0.9, "")
        sunday = SaidOn("2026-03-08", "day", Piece.of(text, [(text.index("on Sunday"), text.index(". Rex"))]))

        def said(kind: Kind, content: str, on: SaidOn | None = None) -> Statement:
            begin = text.index(content)
            piece = Piece.of(text, [(begin, begin + len(content))])
            return Statement(kind, "statement", "speech", piece, None, None, 0.9, speaker, said_on=on)

        later = said("direct", "“I was wrong there,”", sunday)
        adder.add(document, [said("direct", "“Let him be,”"), later, said("indirect", "his brother")])
        adder.flush()
        (subject,) = subjects(timeline(ledger, 1))
        assert [entry.day for entry in subject.entries] == ["2026-03-08", "2026-03-09"]
        assert subject.words == () and subject.report is not None and subject.report.published == "2026-03-09"


def test_statements_of_one_report_and_one_time_are_not_compared(ledger: Ledger) -> None:
    """Nor are those that share their subject shown twice."""
    assert all(subject.report is None for subject in subjects(timeline(ledger, 1)))


def test_a_chart_of_centuries_keeps_the_first_year(ledger: Ledger) -> None:
    """However far a misprinted or an old date lies."""
    first, *_, last = timeline(ledger, 1)[:4]
    name, counts = by_period([replace(first, day="1851-04-02"), replace(last, day="2099-01-01")])
    assert name == "year" and counts[0] == ("1851", 1) and counts[-1] == ("2099", 1) and len(counts) == 249


def test_nothing_in_common() -> None:
    """Statements that share nothing are no subject, and none at all are none."""
    entries: list[Entry] = []
    assert subjects(entries) == [] and topics(entries) == []


def test_the_ledger_as_evidence(ledger: Ledger) -> None:
    """Documents as texts, statements as secondary sources of their speakers, and said to be so."""
    sources = list(evidence(ledger))
    assert all(isinstance(source, Source) for source in sources)
    assert [is_secondary(source) for source in sources] == [False, True] * 5
    document, statement = sources[:2]
    assert document.text.startswith("“The singer") and document.published == "2026-03-07"
    assert statement.turns[0].speaker == "Rex Vale" and statement.part_of == document.id
    assert (
        statement.label_provenance == "article"
        and statement.text == "“The singer Lio Mar is a legend and deserves his legacy,”"
    )
    assert not any(map(is_secondary, evidence(ledger, statements=False)))
    assert len(list(evidence(ledger, documents=[2]))) == 2
