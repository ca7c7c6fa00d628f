"""A quotation's history: every version from first to last, what was changed in each, where first, and who spoke."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.alignment.declared import as_edited
from onrecord.errors import UsageError
from onrecord.ledger.codes import KINDS, date_text
from onrecord.ledger.shingles import Wording, wording_of
from onrecord.ledger.variants.diffs import Diff, compared
from onrecord.ledger.variants.likeness import FRAGMENT, likeness, shorter_first
from onrecord.ledger.variants.voices import Affinity, Voice, affinity, voices
from onrecord.records import Kind

if TYPE_CHECKING:
    from onrecord.ledger.store import Ledger

__all__ = ["Appearance", "Conflict", "Edge", "QuotationHistory", "Version", "versions"]


@dataclass(frozen=True, slots=True)
class Appearance:
    """One statement of a quotation: where its words stand, as printed, and who is said to have spoken.

    ``statement`` and ``document`` are numbers in the ledger, ``date`` is ISO (of the utterance, else the document's),
    ``outlet`` and ``title`` the document's.
    """

    statement: int
    document: int
    date: str | None
    outlet: str | None
    title: str | None
    kind: Kind
    content: str
    speaker: str | None
    person: int | None


@dataclass(frozen=True, slots=True)
class Version:
    """A wording of a quotation and its appearances, the earliest first.

    ``to_fullest`` is how it differs from the fullest form, ``to_first`` from the one that appeared first, each as
    `Diff`, seen from this version; None for that form itself, and where the two share nothing (excerpts of one long
    statement). ``cut`` tells that words of the fullest form before or after it are missing; ``masked`` that an oath is
    masked in some of its appearances.
    """

    number: int
    appearances: tuple[Appearance, ...]
    words: int
    to_fullest: Diff | None
    to_first: Diff | None
    cut: bool
    masked: bool

    @property
    def text(self) -> str:
        """The content as it appeared first."""
        return self.appearances[0].content


@dataclass(frozen=True, slots=True)
class Edge:
    """The version ``longer`` holds the version ``shorter`` (numbers of versions), ``words`` of it; ``overlap`` when the
    end of one is the beginning of the other."""

    shorter: int
    longer: int
    words: int
    overlap: bool
    diff: Diff


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same words, more or less, in somebody else's mouth; ``quotation`` is the number of their group, if any."""

    appearance: Appearance
    quotation: int | None


@dataclass(frozen=True, slots=True)
class QuotationHistory:
    """All that the ledger knows of one quotation.

    ``versions`` are in order of first appearance (those without a date last); ``fullest`` and ``first`` are numbers of
    versions. ``speakers`` counts what the appearances say of who spoke, the most frequent first. ``quotation`` is None
    for a statement that belongs to no group.
    """

    quotation: int | None
    versions: tuple[Version, ...]
    fullest: int
    first: int
    edges: tuple[Edge, ...]
    speakers: tuple[tuple[str | None, int], ...]
    conflicts: tuple[Conflict, ...]

    @property
    def masked(self) -> bool:
        """Whether an oath is masked in some appearances and not in others, or masked in all."""
        return any(version.masked for version in self.versions)


def versions(
    ledger: Ledger, quotation: int | None = None, *, statement: int | None = None
) -> QuotationHistory:
    """The history of a quotation, given by its number or by that of any statement of it.

    Raises `UsageError` when the ledger has no such quotation or statement.
    """
    with ledger.reading() as connection:
        if quotation is None:
            row = connection.execute(
                "SELECT quotation_id FROM version WHERE statement_id = ?", (statement,)
            ).fetchone()
            quotation = None if row is None else int(row[0])
        if quotation is None:
            members = [] if statement is None else [statement]
        else:
            found = connection.execute(
                "SELECT statement_id FROM version WHERE quotation_id = ?", (quotation,)
            )
            members = [row[0] for row in found]
        shown = _appearances(connection, members)
        if not shown:
            raise UsageError(
                "the ledger has no such quotation"
                if statement is None
                else "the ledger has no such statement"
            )
        return _history(connection, quotation, shown)


_SHOWN = (
    "SELECT s.id, s.document_id, s.day, o.text, d.title, s.kind, s.content, n.text, "
    "p.name || coalesce(' (' || p.note || ')', ''), s.person_id, s.name_id, "
    "coalesce(r.wording_id, s.id) FROM statement s JOIN document d ON d.id = s.document_id "
    "LEFT JOIN outlet o ON o.id = d.outlet_id LEFT JOIN name n ON n.id = s.name_id "
    "LEFT JOIN person p ON p.id = s.person_id LEFT JOIN repeat r ON r.statement_id = s.id WHERE s.id = ?"
)


@dataclass(frozen=True, slots=True)
class _Shown:
    appearance: Appearance
    wording: int
    voice: Voice


def _appearances(connection: sqlite3.Connection, statements: Sequence[int]) -> list[_Shown]:
    """Statements in order of time, those without a date last."""
    out: list[tuple[tuple[bool, int, int], _Shown]] = []
    known: dict[tuple[int | None, int | None], Voice] = {}
    for number in statements:
        row = connection.execute(_SHOWN, (number,)).fetchone()
        if row is None:
            continue
        pair = (row[10], row[9])
        if pair not in known:
            known |= voices(connection, {pair})
        shown = Appearance(
            row[0], row[1], date_text(row[2]), row[3], row[4], KINDS[row[5]], row[6], row[8] or row[7], row[9]
        )
        out.append(((row[2] is None, row[2] or 0, row[0]), _Shown(shown, row[11], known[pair])))
    return [shown for _, shown in sorted(out, key=lambda one: one[0])]


def _history(
    connection: sqlite3.Connection, quotation: int | None, shown: Sequence[_Shown]
) -> QuotationHistory:
    by_wording: dict[int, list[Appearance]] = {}
    for one in shown:
        by_wording.setdefault(one.wording, []).append(one.appearance)
    order = list(by_wording)  # of first appearance
    wordings = [wording_of(by_wording[number][0].content, by_wording[number][0].kind) for number in order]
    fullest = min(range(len(order)), key=lambda at: (-len(wordings[at].quoted or wordings[at].keys), at))
    made = tuple(_version(at, by_wording[number], wordings, fullest) for at, number in enumerate(order))
    counted = Counter(one.appearance.speaker for one in shown).most_common()
    return QuotationHistory(
        quotation,
        made,
        fullest,
        0,
        _edges(connection, order, wordings),
        tuple(sorted(counted, key=lambda one: (-one[1], one[0] is None, one[0] or ""))),
        _conflicts(connection, order, wordings, shown),
    )


def _version(
    at: int, appearances: Sequence[Appearance], wordings: Sequence[Wording], fullest: int
) -> Version:
    wording = wordings[at]
    to_fullest = None if at == fullest else _difference(wording, wordings[fullest])
    to_first = to_fullest if fullest == 0 else None if at == 0 else _difference(wording, wordings[0])
    return Version(
        at,
        tuple(appearances),
        len(wording.quoted),
        to_fullest,
        to_first,
        to_fullest is not None and bool(to_fullest.before or to_fullest.after),
        any(mark.kind == "mask" for one in appearances for mark in as_edited(one.content).marks),
    )


def _difference(one: Wording, other: Wording) -> Diff | None:
    """How two forms differ, seen from ``one``; None when they share nothing."""
    if shorter_first(one, other):
        return compared(one, other) if likeness(one, other) else None
    return compared(other, one).reversed() if likeness(other, one) else None


def _edges(
    connection: sqlite3.Connection, order: Sequence[int], wordings: Sequence[Wording]
) -> tuple[Edge, ...]:
    """The edges between the versions, each with its diff; worked out here where the ledger does not have it yet."""
    places = {number: at for at, number in enumerate(order)}
    out: list[Edge] = []
    for number, at in places.items():
        rows = connection.execute(
            "SELECT longer, words, overlap FROM version_edge WHERE shorter = ? ORDER BY longer", (number,)
        )
        for longer, words, overlap in rows:
            if longer in places:
                to = places[longer]
                diff = compared(wordings[at], wordings[to])
                out.append(Edge(at, to, words, bool(overlap), diff))
    return tuple(out)


def _conflicts(
    connection: sqlite3.Connection, order: Sequence[int], wordings: Sequence[Wording], shown: Sequence[_Shown]
) -> tuple[Conflict, ...]:
    """Statements outside the group that hold the same words and name somebody else."""
    named = [one.voice for one in shown if one.voice.key]
    members = {one.appearance.statement for one in shown}
    near: set[int] = set()
    for number, wording in zip(order, wordings, strict=True):
        if len(wording.quoted) >= FRAGMENT:
            near.add(number)
            found = connection.execute(
                "SELECT e.longer FROM version_edge e WHERE e.shorter = ?1 UNION SELECT e.shorter FROM version_edge e "
                "JOIN wording w ON w.id = e.shorter WHERE e.longer = ?1 AND w.words >= ?2",
                (number, FRAGMENT),
            )
            near.update(row[0] for row in found)
    others: set[int] = set()
    for number in near:
        found = connection.execute(
            "SELECT ?1 UNION ALL SELECT statement_id FROM repeat WHERE wording_id = ?1", (number,)
        )
        others.update(row[0] for row in found)
    out: list[Conflict] = []
    for one in _appearances(connection, sorted(others - members)):
        if any(affinity(one.voice, voice) is Affinity.DIFFERENT for voice in named):
            row = connection.execute(
                "SELECT quotation_id FROM version WHERE statement_id = ?", (one.appearance.statement,)
            ).fetchone()
            out.append(Conflict(one.appearance, None if row is None else row[0]))
    return tuple(out)
