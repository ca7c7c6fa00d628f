"""Whose words: what the ledger knows of a statement's speaker, and whether two of them may be one."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from onrecord.checking.names import name_parts, same_person

__all__ = ["NOBODY", "Affinity", "Voice", "affinity", "voices"]

SPELLING: Final = 85
"""rapidfuzz ratio from which two full names may be two spellings of one (Mohammed, Muhammad)."""
_NAMED: Final = 0


class Affinity(IntEnum):
    """Whether two statements may be by one person, as far as their speakers tell."""

    DIFFERENT = 0
    UNKNOWN = 1
    ALIKE = 2
    SAME = 3


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker: ``key`` is equal for one person and empty for nobody known; ``name`` is what to show.

    ``shared`` are the names (folded) that this person has in common with another one: the two were told apart by hand.
    """

    key: str = ""
    name: str = ""
    person: int | None = None
    shared: frozenset[str] = frozenset()


NOBODY: Final = Voice()


def voices(
    connection: sqlite3.Connection, pairs: set[tuple[int | None, int | None]]
) -> dict[tuple[int | None, int | None], Voice]:
    """The voices of statements, given as (name_id, person_id)."""
    out: dict[tuple[int | None, int | None], Voice] = {}
    for name_id, person_id in pairs:
        if person_id is not None:
            row = connection.execute("SELECT name FROM person WHERE id = ?", (person_id,)).fetchone()
            shared = connection.execute(
                "SELECT folded FROM alias a WHERE person_id = ?1 AND EXISTS "
                "(SELECT 1 FROM alias b WHERE b.folded = a.folded AND b.person_id <> ?1)",
                (person_id,),
            )
            out[name_id, person_id] = Voice(
                f"person {person_id}", row[0] if row else "", person_id, frozenset(key for (key,) in shared)
            )
            continue
        row = None
        if name_id is not None:
            row = connection.execute("SELECT text, kind FROM name WHERE id = ?", (name_id,)).fetchone()
        if row is None:
            out[name_id, person_id] = NOBODY
        elif row[1] == _NAMED and name_parts(row[0]):
            out[name_id, person_id] = Voice("name " + " ".join(name_parts(row[0])), row[0])
        else:
            out[name_id, person_id] = Voice("", row[0])
    return out


def affinity(one: Voice, other: Voice) -> Affinity:
    """Whether two voices may be one person.

    The same person, or the same part of a name, is the same; a part of a name may be anybody who bears it; a
    description ("a senior official") may be anybody. Two people who have a name in common were told apart, and are
    different whatever they are called.
    """
    if not one.key or not other.key:
        return Affinity.UNKNOWN
    if one.key == other.key:
        return Affinity.SAME
    if one.shared & other.shared:
        return Affinity.DIFFERENT
    return Affinity.ALIKE if _alike(*sorted((one.name, other.name))) else Affinity.DIFFERENT


@lru_cache(maxsize=1 << 16)
def _alike(one: str, other: str) -> bool:
    if same_person(one, other):
        return True
    first, second = name_parts(one), name_parts(other)
    return len(first) > 1 and len(second) > 1 and fuzz.ratio(" ".join(first), " ".join(second)) >= SPELLING
