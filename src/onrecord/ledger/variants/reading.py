"""What grouping reads of the ledger: wordings, who said them and when, what holds what, and what is worth comparing."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from onrecord.ledger.codes import KINDS
from onrecord.ledger.shingles import Wording, runs, standing, wording_of
from onrecord.ledger.variants.likeness import LEAST
from onrecord.ledger.variants.voices import Voice, voices

__all__ = ["CANDIDATES", "Edge", "Known", "Said"]

COMMON: Final = 200
"""Wordings with a run of three words above which the run is no evidence: "one of the"."""
CANDIDATES: Final = 64
"""Wordings with the most runs in common that a new one is compared with."""
SHARED: Final = 0.25
"""Share of the shorter form's runs that must be in both before they are compared."""
REMEMBERED: Final = 50_000
"""Wordings kept in memory; they are forgotten all at once."""

Edge = tuple[int, int, int, int]
"""The shorter wording, the longer one, how many words they share, and whether they only overlap (1)."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as grouping sees it; ``day`` counts days as `datetime.date.toordinal` does."""

    statement: int
    wording: int
    voice: Voice
    day: int | None


class Known:
    """A ledger as grouping reads it, wordings and voices being kept in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._wordings: dict[int, Wording] = {}
        self._voices: dict[tuple[int | None, int | None], Voice] = {}

    def forget(self) -> None:
        """Read everything anew: names were merged or split, or a transaction was taken back."""
        self._wordings.clear()
        self._voices.clear()

    def remember(self, number: int, wording: Wording) -> None:
        """A wording that was just entered."""
        if len(self._wordings) > REMEMBERED:
            self._wordings.clear()
        self._wordings[number] = wording

    def wording(self, number: int) -> Wording:
        """The wording that a statement stands for."""
        known = self._wordings.get(number)
        if known is None:
            kind, content = self._connection.execute(
                "SELECT kind, content FROM statement WHERE id = ?", (number,)
            ).fetchone()
            known = self._wordings[number] = wording_of(content, KINDS[kind])
        return known

    def candidates(self, number: int, wording: Wording) -> list[int]:
        """The wordings that share enough runs with this one, those that share most first."""
        size = len(wording.quoted)
        if size < LEAST:
            return []
        votes: Counter[int] = Counter()
        followed, execute = 0, self._connection.execute
        asked = runs(wording.quoted)
        for run in asked:
            found = standing(self._connection, run, COMMON + 1)
            if len(found) <= COMMON:
                followed += 1
                votes.update(found)
        del votes[number]
        likely = [(other, count) for other, count in votes.items() if count > 1]
        if not likely:
            return []
        likely.sort(key=lambda one: (-one[1], one[0]))
        likely = likely[: 4 * CANDIDATES]
        marks = ",".join("?" * len(likely))
        sizes = dict(
            execute(f"SELECT id, words FROM wording WHERE id IN ({marks})", [other for other, _ in likely])
        )
        known = SHARED * followed / len(asked)
        enough = [
            other
            for other, count in likely
            if sizes[other] >= LEAST and count >= min(known * (min(size, sizes[other]) - 2), 8)
        ]
        return enough[:CANDIDATES]

    def said(self, wordings: Sequence[int], most: int = 1_000_000) -> list[Said]:
        """The statements of wordings; the latest ones where there are more than ``most``."""
        out: list[Said] = []
        for at in range(0, len(wordings), 400):
            part = wordings[at : at + 400]
            marks = ",".join("?" * len(part))
            rows = self._connection.execute(
                f"SELECT id, id, name_id, person_id, day FROM statement WHERE id IN ({marks}) UNION ALL "
                "SELECT * FROM (SELECT s.id, r.wording_id, s.name_id, s.person_id, s.day FROM repeat r "
                f"JOIN statement s ON s.id = r.statement_id WHERE r.wording_id IN ({marks}) "
                "ORDER BY r.statement_id DESC LIMIT ?)",
                (*part, *part, most),
            ).fetchall()
            unknown = {(row[2], row[3]) for row in rows} - self._voices.keys()
            if unknown:
                self._voices |= voices(self._connection, unknown)
            out += [Said(row[0], row[1], self._voices[row[2], row[3]], _ordinal(row[4])) for row in rows]
        return out

    def voice(self, name: int | None, person: int | None) -> Voice:
        """Whose words a statement's are, by the numbers of the name and of the person."""
        if (name, person) not in self._voices:
            self._voices |= voices(self._connection, {(name, person)})
        return self._voices[name, person]

    def is_grouped(self, statement: int) -> bool:
        """Whether a statement is in a group."""
        found = self._connection.execute("SELECT 1 FROM version WHERE statement_id = ?", (statement,))
        return found.fetchone() is not None

    def edges(self, wordings: Sequence[int]) -> list[Edge]:
        """The edges at wordings."""
        out: set[Edge] = set()
        for wording in wordings:
            out.update(
                self._connection.execute(
                    "SELECT shorter, longer, words, overlap FROM version_edge WHERE shorter = ?1 UNION ALL "
                    "SELECT shorter, longer, words, overlap FROM version_edge WHERE longer = ?1",
                    (wording,),
                )
            )
        return sorted(out)

    def has_edges(self, wording: int) -> bool:
        """Whether anything holds a wording or is held by it."""
        return (
            self._connection.execute(
                "SELECT 1 FROM version_edge WHERE shorter = ?1 UNION ALL "
                "SELECT 1 FROM version_edge WHERE longer = ?1 LIMIT 1",
                (wording,),
            ).fetchone()
            is not None
        )


def _ordinal(number: int | None) -> int | None:
    """A date as the ledger has it as a number of days; a month as its middle, a year alone as unknown."""
    if number is None or not number // 100 % 100:
        return None
    try:
        return date(number // 10_000, number // 100 % 100, number % 100 or 15).toordinal()
    except ValueError:
        return None
