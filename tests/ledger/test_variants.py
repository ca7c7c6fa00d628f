"""Versions of a quotation: what is one quotation, and what is kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import Piece, Speaker, Statement
from onrecord.documents import document_from
from onrecord.documents.facts import Facts
from onrecord.errors import UsageError
from onrecord.ledger import Ledger, People
from onrecord.ledger.ingest import Adder
from onrecord.ledger.shingles import wording_of
from onrecord.ledger.variants import QuotationHistory, group, versions
from onrecord.ledger.variants.diffs import Diff, compared, cut_off

FERRY = (
    "We will not close the ferry line to Port Ellery this winter, and nobody who works on it has to fear for "
    "a job, whatever the council of Brask may say"
)
DAY = date(2024, 3, 1)


@dataclass(frozen=True)
class Said:
    """A statement to be put on a ledger, in a document of its own."""

    text: str
    speaker: str | None = "Ines Okafor"
    day: int | None = 0
    outlet: str = "Harbour Post"
    kind: Literal["direct", "mixed", "indirect"] = "direct"


def put(ledger: Ledger, said: Sequence[Said], first: int = 0) -> None:
    """Add each statement in a document of its own; its number in the ledger is its place from 1."""
    with Adder(ledger, "test") as adder:
        for number, one in enumerate(said, first):
            content = f"“{one.text}”" if one.kind == "direct" else one.text
            source = one.speaker or "a voice"
            text = f"{content}, {source} said. This was report {number}."
            day = None if one.day is None else (DAY + timedelta(one.day)).isoformat()
            facts = Facts(url=f"https://paper.invalid/{number}", outlet=one.outlet, published=day)
            begin = len(content) + 2
            speaker = None if one.speaker is None else Speaker(one.speaker, "named", "full", 0.9, "full name")
            statement = Statement(
                one.kind,
                "statement",
                "speech",
                Piece.of(text, [(0, len(content))]),
                Piece.of(text, [(begin, begin + len(source))]),
                None,
                0.9,
                speaker,
            )
            adder.add(document_from(text, facts=facts), [statement])


def groups(tmp_path: Path, said: Sequence[Said]) -> list[set[int]]:
    """The places of the statements that are grouped together."""
    path = tmp_path / "groups.db"
    with Ledger.open(path, create=True) as ledger:
        put(ledger, said)
        found: dict[int, set[int]] = {}
        for statement, quotation in ledger.connection.execute(
            "SELECT statement_id, quotation_id FROM version"
        ):
            found.setdefault(quotation, set()).add(statement - 1)
    for file in tmp_path.glob("groups.db*"):
        file.unlink()
    return sorted((one for one in found.values() if len(one) > 1), key=min)


def one(tmp_path: Path, *said: Said) -> bool:
    """Whether all statements are one quotation."""
    return groups(tmp_path, said) == [set(range(len(said)))]


def history(tmp_path: Path, *said: Said) -> QuotationHistory:
    with Ledger.open(tmp_path / "history.db", create=True) as ledger:
        put(ledger, said)
        return versions(ledger, statement=1)


# One quotation


@pytest.mark.parametrize(
    "other",
    [
        FERRY.upper(),
        FERRY.replace("will not", "won’t"),
        FERRY.replace("this winter,", "this winter --"),
        FERRY.replace("not ", ""),
        FERRY.replace("winter", "summer"),
        FERRY.replace("and nobody who works on it has to fear for a job", "..."),
        FERRY.replace("the ferry line", "[the line]"),
        FERRY.replace("who works on it ", "").replace("council of ", ""),
        FERRY[:60],
        FERRY[62:],
        "the council of Brask may say",
    ],
)
def test_a_changed_or_cut_form_is_a_version_of_the_quotation(tmp_path: Path, other: str) -> None:
    assert one(tmp_path, Said(FERRY), Said(other, day=2))
    assert one(tmp_path, Said(other), Said(FERRY, day=2))


@pytest.mark.parametrize("other", ["f---ing", "f*****g", "fucking", "[expletive]", "****ing"])
def test_a_masked_word_is_no_difference(tmp_path: Path, other: str) -> None:
    text = "I do not give a {} damn about what the council of Brask is going to say to that"
    assert one(tmp_path, Said(text.format("fucking")), Said(text.format(other)))


def test_numbers_in_words_and_figures_are_no_difference(tmp_path: Path) -> None:
    text = "It will cost {} a year to keep the old ferry on its line to Port Ellery"
    told = history(
        tmp_path, Said(text.format("forty-three thousand dollars")), Said(text.format("$43,000"), day=1)
    )
    assert len(told.versions) == 2
    assert told.versions[1].to_first is not None and told.versions[1].to_first.edits == ()


def test_of_a_mixed_statement_only_the_quoted_words_are_compared(tmp_path: Path) -> None:
    mixed = Said("that they would “not close the ferry line to Port Ellery this winter”", kind="mixed")
    assert one(tmp_path, Said(FERRY), mixed)
    other = Said("that they would not close the ferry line to Port Ellery “this winter”", kind="mixed")
    assert groups(tmp_path, [Said(FERRY), other]) == []


def test_indirect_statements_are_no_quotations(tmp_path: Path) -> None:
    assert groups(tmp_path, [Said(FERRY, kind="indirect"), Said(FERRY, kind="indirect", day=1)]) == []


def test_two_halves_are_one_quotation_once_the_whole_is_there(tmp_path: Path) -> None:
    halves = [Said(FERRY[:60]), Said(FERRY[62:])]
    assert groups(tmp_path, halves) == []
    assert one(tmp_path, *halves, Said(FERRY))


def test_the_end_of_one_form_and_the_beginning_of_another_join_them(tmp_path: Path) -> None:
    words = FERRY.split()
    assert one(tmp_path, Said(" ".join(words[:20])), Said(" ".join(words[8:])))


def test_somebody_who_is_not_named_may_be_the_one_who_is(tmp_path: Path) -> None:
    assert one(tmp_path, Said(FERRY), Said(FERRY, speaker=None), Said(FERRY[:60], speaker="Okafor"))


# Kept apart


def test_the_same_words_in_another_mouth_are_a_conflict_not_a_version(tmp_path: Path) -> None:
    said = [Said(FERRY), Said(FERRY, day=1), Said(FERRY, speaker="Tomas Brandt")]
    assert groups(tmp_path, said) == [{0, 1}]
    told = history(tmp_path, *said)
    assert [conflict.appearance.speaker for conflict in told.conflicts] == ["Tomas Brandt"]
    assert told.conflicts[0].quotation is not None


def test_an_unnamed_speaker_never_joins_two_people(tmp_path: Path) -> None:
    said = [Said(FERRY), Said(FERRY, speaker="Tomas Brandt"), Said(FERRY, speaker=None)]
    assert groups(tmp_path, said) == []  # nothing says whose words they are


def test_an_unnamed_speaker_goes_with_the_nearer_or_the_more_frequent_one(tmp_path: Path) -> None:
    said = [Said(FERRY), Said(FERRY, speaker="Tomas Brandt", day=5), Said(FERRY, speaker=None, day=4)]
    assert groups(tmp_path, said) == [{1, 2}]
    said = [Said(FERRY), Said(FERRY), Said(FERRY, speaker="Tomas Brandt"), Said(FERRY, speaker=None)]
    assert groups(tmp_path, said) == [{0, 1, 3}]


def test_the_same_words_long_after_are_another_quotation(tmp_path: Path) -> None:
    assert groups(tmp_path, [Said(FERRY), Said(FERRY, day=400)]) == []
    assert one(tmp_path, Said(FERRY), Said(FERRY, day=29), Said(FERRY, day=58))


def test_a_form_that_comes_late_may_bring_two_times_together(tmp_path: Path) -> None:
    assert one(tmp_path, Said(FERRY), Said(FERRY, day=50), Said(FERRY[:80], day=25))


def test_without_dates_words_are_enough(tmp_path: Path) -> None:
    assert one(tmp_path, Said(FERRY, day=None), Said(FERRY[:60], day=None))


@pytest.mark.parametrize("text", ["No comment", "Thank you", "It is a great day", "Yes"])
def test_a_few_words_are_one_quotation_only_by_one_person_at_one_time(tmp_path: Path, text: str) -> None:
    assert groups(tmp_path, [Said(text, None), Said(text, None)]) == []
    if len(text.split()) < 5:
        assert groups(tmp_path, [Said(text), Said(text, day=20)]) == []
    assert one(tmp_path, Said(text), Said(text, day=1))


def test_a_fragment_does_not_hold_two_quotations_together(tmp_path: Path) -> None:
    other = "This has been a hard year for Port Ellery, and a great day for all of us will be the day it ends"
    first = "What we have here is a great day for all of us, and for the ferry, and for nobody but the ferry"
    found = groups(tmp_path, [Said(first), Said(other), Said("a great day for all of us")])
    assert len(found) == 1 and found[0] in ({0, 2}, {1, 2})


def test_two_statements_with_little_in_common_are_two(tmp_path: Path) -> None:
    other = "We will not close the hospital in Brask, and I have told the council so more than once this year"
    assert groups(tmp_path, [Said(FERRY), Said(other)]) == []


def test_a_title_is_no_version_of_what_mentions_it(tmp_path: Path) -> None:
    text = "I was on the cover of The Good Ferry Guide, and that has changed my life more than anything"
    assert groups(tmp_path, [Said(text), Said("The Good Ferry Guide")]) == []


def test_what_is_quoted_inside_a_quotation_was_said_elsewhere(tmp_path: Path) -> None:
    text = "The mayor told us that day ‘we will not close the ferry line to Port Ellery’ and we believed her"
    inner = "we will not close the ferry line to Port Ellery"
    assert groups(tmp_path, [Said(text, "Tomas Brandt"), Said(inner, None)]) == []


# Histories


def test_a_history_goes_from_first_to_last_and_tells_each_difference(tmp_path: Path) -> None:
    told = history(
        tmp_path,
        Said(FERRY, day=3, outlet="Brask Courier"),
        Said(FERRY.replace("will not", "will"), day=1, outlet="Daily Gull"),
        Said(FERRY[:60], day=0),
        Said(FERRY.upper(), day=9),
    )
    assert [version.appearances[0].outlet for version in told.versions] == [
        "Harbour Post",
        "Daily Gull",
        "Brask Courier",
    ]
    assert told.first == 0 and told.fullest == 2
    cut, changed, fullest = told.versions
    assert cut.cut and cut.to_fullest is not None and cut.to_fullest.before == 0
    assert cut.to_fullest.after == told.versions[2].words - cut.words
    assert changed.to_fullest is not None
    assert [(edit.kind, edit.printed, edit.said) for edit in changed.to_fullest.edits] == [
        ("negation", "", "not")
    ]
    assert fullest.to_fullest is None and fullest.to_first is not None
    assert len(fullest.appearances) == 2
    assert told.speakers == (("Ines Okafor", 4),)
    assert {(edge.shorter, edge.longer) for edge in told.edges} == {(0, 1), (0, 2), (1, 2)}


def test_what_was_cut_off_can_be_shown() -> None:
    """As it stands in the longer form; nothing where the words cannot be told apart there."""
    longer = wording_of("“Well, the ferry line to Port Ellery stays open. We don't sell it!”", "direct")
    diff = compared(wording_of("“the ferry line to Port Ellery stays open”", "direct"), longer)
    assert cut_off(diff, longer) == ("Well", "We don't sell it")
    assert cut_off(Diff(0, 0, ()), longer) == ("", "")


def test_masks_are_told_and_not_counted_as_changes(tmp_path: Path) -> None:
    text = "I do not give a {} about what the council of Brask is going to say to that"
    told = history(
        tmp_path,
        Said(text.format("f**k")),
        Said(text.format("fuck"), day=1),
        Said(text.format("f---"), day=2),
    )
    assert len(told.versions) == 1 and told.masked and len(told.versions[0].appearances) == 3


def test_edges_are_kept_with_their_diffs(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "edges.db", create=True) as ledger:
        put(ledger, [Said(FERRY), Said(FERRY.replace("winter", "summer")[:100], day=1)])
        rows = ledger.connection.execute(
            "SELECT shorter, longer, words, overlap, diff FROM version_edge"
        ).fetchall()
    assert [row[:2] for row in rows] == [(2, 1)]
    assert '"shorter":"summer","longer":"winter"' in rows[0][4]


def test_a_statement_alone_has_a_history_of_one(tmp_path: Path) -> None:
    told = history(tmp_path, Said(FERRY))
    assert told.quotation is None and len(told.versions) == 1 and told.versions[0].to_fullest is None


def test_what_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.db", create=True) as ledger:
        with pytest.raises(UsageError, match="no such quotation"):
            versions(ledger, 7)
        with pytest.raises(UsageError, match="no such statement"):
            versions(ledger, statement=7)


# Adding


def test_grouping_anew_changes_nothing(tmp_path: Path) -> None:
    said = [
        Said(FERRY),
        Said(FERRY[:60]),
        Said(FERRY, speaker="Tomas Brandt"),
        Said("No comment"),
        Said("No comment"),
    ]
    with Ledger.open(tmp_path / "again.db", create=True) as ledger:
        put(ledger, said)

        def state() -> list[list[Any]]:
            tables = ("version", "version_edge", "wording", "repeat")
            return [
                ledger.connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in tables
            ]

        before = state()
        group(ledger, [1, 2, 3, 4, 5, 99])
        assert state() == before


def test_a_person_merged_later_is_one_speaker_when_grouped_anew(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "merged.db", create=True) as ledger:
        put(ledger, [Said(FERRY), Said(FERRY, speaker="Nesi Rofako")])
        assert ledger.connection.execute("SELECT max(size) FROM quotation").fetchone() == (1,)
        ledger.connection.execute("UPDATE statement SET person_id = (SELECT min(person_id) FROM statement)")
        group(ledger, [1, 2])
        assert ledger.connection.execute("SELECT size, conflict FROM quotation").fetchall() == [(2, 0)]


def test_two_people_told_apart_have_two_quotations(tmp_path: Path) -> None:
    """Whatever they are called, and however often the same words stand on one day; taking it back joins them again."""
    with Ledger.open(tmp_path / "apart.db", create=True) as ledger:
        put(
            ledger,
            [Said(FERRY), Said(FERRY, outlet="Tern"), Said(FERRY, outlet="Tern"), Said(FERRY[:60], day=1)],
        )
        assert ledger.connection.execute("SELECT count(DISTINCT quotation_id) FROM version").fetchone() == (
            1,
        )
        people = People(ledger)
        entry, other = people.split("Ines Okafor", documents=[2, 3], note="the goalkeeper")
        grouped = dict(ledger.connection.execute("SELECT statement_id, quotation_id FROM version"))
        assert grouped[2] == grouped[3] and grouped[1] == grouped[4] != grouped[2]
        told = versions(ledger, statement=2)
        assert told.speakers == (("Ines Okafor (the goalkeeper)", 2),)
        assert {one.appearance.speaker for one in told.conflicts} == {"Ines Okafor"}
        people.describe(other.number, name="Ines M. Okafor")
        group(ledger, [1, 2, 3, 4])
        assert dict(ledger.connection.execute("SELECT statement_id, quotation_id FROM version")) == grouped
        people.describe(other.number, name="Ines Okafor")
        people.undo(entry)
        assert ledger.connection.execute("SELECT count(DISTINCT quotation_id) FROM version").fetchone() == (
            1,
        )


def test_a_crowded_neighbourhood_takes_a_new_form_without_being_worked_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.ledger.variants.grouping.NEIGHBOURHOOD", 2)
    words = FERRY.split()
    said = [Said(FERRY), *(Said(" ".join(words[:cut])) for cut in range(12, 28, 2))]
    assert one(tmp_path, *said)
    assert groups(tmp_path, [*said, Said(FERRY, speaker="Tomas Brandt")])[0] == set(range(len(said)))


def test_what_is_said_very_often_is_not_read_again_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.ledger.variants.grouping.CROWD", 5)
    assert one(
        tmp_path, *(Said(FERRY, day=day) for day in range(12)), *(Said(FERRY, None, day) for day in range(3))
    )
    assert groups(tmp_path, [Said("No comment", None, day) for day in range(12)]) == []


_WORDS = FERRY.split()
_FORMS = st.one_of(
    st.tuples(st.integers(0, 25), st.integers(3, 31)).map(
        lambda cut: " ".join(_WORDS[cut[0] : cut[0] + cut[1]])
    ),
    st.sampled_from(
        [FERRY.replace("not ", ""), FERRY.replace("winter", "summer"), "no comment", "a great day for us"]
    ),
)
_SAID = st.builds(
    Said,
    _FORMS,
    st.sampled_from(["Ines Okafor", "Okafor", "Tomas Brandt", None]),
    st.sampled_from([0, 1, 25, 50, 200, None]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(_SAID, min_size=2, max_size=9), chance=st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_adding(tmp_path: Path, said: list[Said], chance: Any) -> None:
    order = list(range(len(said)))
    chance.shuffle(order)
    shuffled = groups(tmp_path, [said[at] for at in order])
    assert sorted(({order[at] for at in one} for one in shuffled), key=min) == groups(tmp_path, said)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(_SAID, min_size=3, max_size=8), cut=st.integers(1, 7))
def test_groups_do_not_depend_on_how_many_are_added_at_once(
    tmp_path: Path, said: list[Said], cut: int
) -> None:
    path = tmp_path / "parts.db"
    with Ledger.open(path, create=True) as ledger:
        put(ledger, said[:cut])
        put(ledger, said[cut:], first=len(said[:cut]))
        found: dict[int, set[int]] = {}
        for statement, quotation in ledger.connection.execute(
            "SELECT statement_id, quotation_id FROM version"
        ):
            found.setdefault(quotation, set()).add(statement - 1)
    for file in tmp_path.glob("parts.db*"):
        file.unlink()
    assert sorted((one for one in found.values() if len(one) > 1), key=min) == groups(tmp_path, said)
