"""New statements tied to what the ledger already has: the part that reads and writes it.

For each new statement with quoted words: its wording is entered (`shingles.add`), the wordings that share enough of its
runs are compared with it, what holds what is written down (``version_edge``), and the groups around it are worked out
anew (`graph.grouped`). Work for a statement is bounded by the caps below, whatever the ledger's size.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import product
from typing import TYPE_CHECKING, Final

from onrecord.ledger.codes import KINDS
from onrecord.ledger.shingles import Added, Wording, add, wording_of
from onrecord.ledger.variants.diffs import compared, to_json
from onrecord.ledger.variants.forms import forms_of, ties_of
from onrecord.ledger.variants.graph import WINDOW, Form, Groups, best_first, grouped
from onrecord.ledger.variants.likeness import FRAGMENT, LEAST, PHRASE, likeness, shorter_first
from onrecord.ledger.variants.reading import CANDIDATES, Edge, Known, Said
from onrecord.ledger.variants.voices import Affinity, affinity

if TYPE_CHECKING:
    from onrecord.ledger.store import Ledger

__all__ = ["Grouper", "group"]

NEIGHBOURHOOD: Final = 400
"""Wordings that are worked out anew at once; a larger neighbourhood takes a new form where it fits best."""
CROWD: Final = 2_000
"""The same for statements."""


class Grouper:
    """Groups statements as they are added; keeps what it has read in memory, so keep it while adding.

    ``window`` is how many days may lie between one appearance of a quotation and the next. A ledger has one window for
    all its life: groups are worked out anew with the window of whoever adds.
    """

    def __init__(self, connection: sqlite3.Connection, *, window: int = WINDOW) -> None:
        self._connection = connection
        self._window = window
        self._known = Known(connection)

    def forget(self) -> None:
        """Read everything anew: names were merged or split, or a transaction was taken back."""
        self._known.forget()

    def add(self, statements: Iterable[tuple[int, str, str]]) -> set[int]:
        """Enter new statements, given as (id, kind, content), into the look-up and group them.

        Their rows must be there. To be called once for each statement, inside the caller's transaction. Gives the
        wordings whose groups were worked out.
        """
        return self.group(add(self._connection, statements))  # type: ignore[arg-type]

    def group(self, added: Sequence[Added], *, anew: Collection[int] = ()) -> set[int]:
        """Group statements whose wordings were entered; those in ``anew`` were grouped before, by other speakers."""
        touched: set[int] = set()
        for one in added:
            if not one.wording.quoted:
                continue
            self._known.remember(one.id, one.wording)
            if one.new:
                self._join(one.id, one.wording)
            elif one.statement in anew or not self._repeated(one):
                self._join(one.id, one.wording)  # a few words in a new mouth may belong where they did not
                touched.add(one.id)
        new = [one.id for one in added if one.new and one.wording.quoted]
        touched.update(at for at in new if self._known.has_edges(at))
        done: set[int] = set()
        for wording in sorted(touched):
            if wording not in done:
                done |= self._regroup(wording, touched)
        return touched

    # What holds what

    def _join(self, number: int, wording: Wording) -> None:
        """Write down which known wordings hold the new one, or are held by it."""
        for other in self._known.candidates(number, wording):
            known = self._known.wording(other)
            ordered = shorter_first(wording, known)
            shorter, longer = (wording, known) if ordered else (known, wording)
            found = likeness(shorter, longer)
            if found is None or (len(shorter.quoted) < FRAGMENT and not self._said_alike(number, other)):
                continue
            one, two = (number, other) if ordered else (other, number)
            self._connection.execute(
                "INSERT OR IGNORE INTO version_edge VALUES (?, ?, ?, ?, NULL)",
                (one, two, found.words, int(found.overlap)),
            )

    def _repeated(self, one: Added) -> bool:
        """Put a statement where another one of the same wording, voice and day is; whether there was one.

        What syndicated copies say a hundred times is worked out once.
        """
        name, person, day = self._connection.execute(
            "SELECT name_id, person_id, day FROM statement WHERE id = ?", (one.statement,)
        ).fetchone()
        nobody = not self._known.voice(name, person).key
        if len(one.wording.quoted) < PHRASE and (nobody or day is None):
            # Nothing can tie it to anything, and there may be thousands like it: "No comment."
            return not self._known.is_grouped(one.statement)
        if len(one.wording.quoted) < (FRAGMENT if nobody else LEAST):
            return False
        found = self._connection.execute(
            "SELECT v.quotation_id FROM version v JOIN statement s ON s.id = v.statement_id "
            "WHERE v.statement_id IN (SELECT ?1 UNION ALL SELECT statement_id FROM repeat WHERE wording_id = ?1) "
            "AND s.name_id IS ?2 AND s.person_id IS ?3 AND s.day IS ?4 AND s.id <> ?5 LIMIT 1",
            (one.id, name, person, day, one.statement),
        ).fetchone()
        if found is None:
            return False
        self._connection.execute("INSERT INTO version VALUES (?, ?)", (one.statement, found[0]))
        self._connection.execute("UPDATE quotation SET size = size + 1 WHERE id = ?", (found[0],))
        return True

    def _said_alike(self, one: int, other: int) -> bool:
        """Whether anybody is said to have used both wordings (or nobody is named)."""
        return any(
            affinity(first.voice, second.voice) is not Affinity.DIFFERENT
            for first, second in product(self._known.said([one]), self._known.said([other]))
        )

    def _regroup(self, wording: int, touched: Collection[int]) -> set[int]:
        """Work out the groups around a wording; gives the wordings that were looked at."""
        seen = {wording}
        edges: set[Edge] = set()
        fringe = [wording]
        while fringe and len(seen) <= NEIGHBOURHOOD:
            found = self._known.edges(fringe)
            edges.update(found)
            fringe = sorted({end for edge in found for end in edge[:2]} - seen)
            seen.update(fringe)
        said = [] if fringe else self._known.said(sorted(seen), CROWD + 1)
        forms = forms_of(said, self._known, self._window)
        if fringe or len(said) > CROWD or len(forms) > NEIGHBOURHOOD:
            self._attach(wording)
            self._compare([wording])
            return {wording}
        if len(said) < 2:
            return seen
        ties = ties_of(forms, sorted(edges), self._window)
        if ties or any(len(form.statements) > 1 for form in forms):
            self._write(forms, grouped(forms, ties, self._window), said)
            self._compare(wording for wording in sorted(seen & set(touched)))
        return seen

    def _attach(self, wording: int) -> None:
        """Put the statements of a wording that are in no group yet where they fit best, and change nothing else."""
        edges = sorted(self._known.edges([wording]), key=lambda edge: (-edge[2], edge))[:CANDIDATES]
        near = {wording, *(end for edge in edges for end in edge[:2])}
        said = self._known.said(sorted(near), NEIGHBOURHOOD)
        forms = forms_of(said, self._known, self._window)
        ties = ties_of(forms, edges, self._window)
        for at, form in enumerate(forms):
            if form.wording != wording or all(map(self._known.is_grouped, form.statements)):
                continue
            best = best_first(forms, ties, at, self._window)
            for one in best:
                found = self._connection.execute(
                    "SELECT quotation_id FROM version WHERE statement_id = ?", (forms[one].statements[0],)
                ).fetchone()
                if found is not None:
                    new = self._connection.executemany(
                        "INSERT OR IGNORE INTO version VALUES (?, ?)",
                        [(statement, found[0]) for statement in form.statements],
                    ).rowcount
                    self._connection.execute(
                        "UPDATE quotation SET size = size + ?, contested = 1 WHERE id = ?", (new, found[0])
                    )
                    break
            else:  # none of them is in a group: these two are one
                if best:
                    self._write([form, forms[best[0]]], Groups(((0, 1),), frozenset(), frozenset((0,))), said)

    def _write(self, forms: Sequence[Form], groups: Groups, said: Sequence[Said]) -> None:
        """Bring the tables to what the groups are, changing as little as possible."""
        execute = self._connection.execute
        numbers = sorted(statement for form in forms for statement in form.statements)
        before: dict[int, int] = {}
        for at in range(0, len(numbers), 500):
            part = numbers[at : at + 500]
            marks = ",".join("?" * len(part))
            before.update(
                execute(
                    f"SELECT statement_id, quotation_id FROM version WHERE statement_id IN ({marks})", part
                )
            )
        days = {one.statement: one.day for one in said}
        free = set(before.values())
        for place, group in sorted(enumerate(groups.members), key=lambda one: -len(one[1])):
            members = sorted(statement for at in group for statement in forms[at].statements)
            conflict, contested = place in groups.conflict, place in groups.contested
            if len(members) < 2 and not conflict:
                continue
            had = Counter(before[one] for one in members if before.get(one) in free)
            number = min(had, key=lambda one: (-had[one], one)) if had else None
            if number is not None:
                free.discard(number)
            parts = [forms[at] for at in group]
            number = self._quotation(number, parts, members, days, conflict, contested)
            for one in members:
                if before.pop(one, None) != number:
                    execute("INSERT OR REPLACE INTO version VALUES (?, ?)", (one, number))
        for one in before:  # belonged to a group and does not any more
            execute("DELETE FROM version WHERE statement_id = ?", (one,))
        for number in free:
            execute("DELETE FROM quotation WHERE id = ?", (number,))

    def _quotation(
        self,
        number: int | None,
        forms: Sequence[Form],
        members: Sequence[int],
        days: dict[int, int | None],
        conflict: bool,
        contested: bool,
    ) -> int:
        """Write a group's row; gives its number."""
        fullest = min(forms, key=lambda form: (-form.words, form.keys, form.statements)).statements[0]
        first = min(members, key=lambda one: (days[one] is None, days[one] or 0, one))
        named = sorted(
            (-len(form.statements), form.voice.person) for form in forms if form.voice.person is not None
        )
        row = (
            named[0][1] if named else None,
            fullest,
            first,
            len(members),
            len({form.wording for form in forms}),
            int(conflict),
            int(contested),
        )
        if number is None:
            cursor = self._connection.execute(
                "INSERT INTO quotation(person_id, fullest, first, size, wordings, conflict, contested) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            return int(cursor.lastrowid or 0)
        self._connection.execute(
            "UPDATE quotation SET person_id = ?, fullest = ?, first = ?, size = ?, wordings = ?, conflict = ?, "
            "contested = ? WHERE id = ?",
            (*row, number),
        )
        return number

    def _compare(self, wordings: Iterable[int]) -> None:
        """Work out how each wording differs from the form that holds most of it."""
        for wording in wordings:
            best = self._connection.execute(
                "SELECT e.longer, e.diff FROM version_edge e JOIN wording w ON w.id = e.longer "
                "WHERE e.shorter = ? AND NOT e.overlap ORDER BY e.words DESC, w.words DESC, e.longer LIMIT 1",
                (wording,),
            ).fetchone()
            if best is not None and best[1] is None:
                diff = to_json(compared(self._known.wording(wording), self._known.wording(best[0])))
                self._connection.execute(
                    "UPDATE version_edge SET diff = ? WHERE shorter = ? AND longer = ?",
                    (diff, wording, best[0]),
                )


def group(ledger: Ledger, statements: Collection[int], *, window: int = WINDOW) -> None:
    """Group statements anew that are on the ledger, and enter into the look-up those that are not.

    For statements that were just added, and for those whose speakers were told apart or merged since. One transaction.
    """
    with ledger.transaction() as connection:
        grouper = Grouper(connection, window=window)
        known: list[Added] = []
        new: list[tuple[int, str, str]] = []
        for statement in sorted(statements):
            row = connection.execute(
                "SELECT kind, content FROM statement WHERE id = ?", (statement,)
            ).fetchone()
            if row is None:
                continue
            kind = KINDS[row[0]]
            found = connection.execute(
                "SELECT ?1 FROM wording WHERE id = ?1 UNION ALL "
                "SELECT wording_id FROM repeat WHERE statement_id = ?1",
                (statement,),
            ).fetchone()
            if found is None:
                new.append((statement, kind, row[1]))
            else:
                known.append(Added(statement, found[0], False, wording_of(row[1], kind)))
        again = {one.statement for one in known}
        grouper.group([*add(connection, new), *known], anew=again)  # type: ignore[arg-type]
