"""New statements tied to what the ledger already has: the part that reads and writes it.

For each new statement with quoted words: its wording is entered (`shingles.add`), the wordings that share enough of its
runs are compared with it, what holds what is written down (``version_edge``), and the groups around it are worked out
anew (`graph.grouped`). Work for a statement is bounded by the caps below, whatever the ledger's size.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import TYPE_CHECKING, Final

from onrecord.alignment.lexicon import AUXILIARIES, FUNCTION, MODALS, NEGATIONS, PERSONS
from onrecord.ledger.codes import KINDS
from onrecord.ledger.shingles import Added, Wording, add, runs, standing, wording_of
from onrecord.ledger.variants.diffs import compared, to_json
from onrecord.ledger.variants.graph import CLOSE, WINDOW, Form, Groups, Tie, grouped, tie
from onrecord.ledger.variants.likeness import FRAGMENT, LEAST, PHRASE, is_title, likeness, shorter_first
from onrecord.ledger.variants.voices import Affinity, Voice, affinity, voices

if TYPE_CHECKING:
    from onrecord.ledger.store import Ledger

__all__ = ["Grouper", "group"]

COMMON: Final = 200
"""Wordings with a run of three words above which the run is no evidence: "one of the"."""
CANDIDATES: Final = 64
"""Wordings with the most runs in common that a new one is compared with."""
SHARED: Final = 0.25
"""Share of the shorter form's runs that must be in both before they are compared."""
NEIGHBOURHOOD: Final = 400
"""Wordings that are worked out anew at once; a larger neighbourhood takes a new form where it fits best."""
REMEMBERED: Final = 50_000
_TELLS_NOTHING: Final = FUNCTION | AUXILIARIES | MODALS | NEGATIONS | frozenset(PERSONS)


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement as grouping sees it."""

    statement: int
    wording: int
    voice: Voice
    day: int | None


class Grouper:
    """Groups statements as they are added; keeps what it has read in memory, so keep it while adding.

    ``window`` is how many days may lie between one appearance of a quotation and the next. A ledger has one window for
    all its life: groups are worked out anew with the window of whoever adds.
    """

    def __init__(self, connection: sqlite3.Connection, *, window: int = WINDOW) -> None:
        self._connection = connection
        self._window = window
        self._wordings: dict[int, Wording] = {}
        self._voices: dict[tuple[int | None, int | None], Voice] = {}

    def forget(self) -> None:
        """Read everything anew: names were merged or split, or a transaction was taken back."""
        self._wordings.clear()
        self._voices.clear()

    def add(self, statements: Iterable[tuple[int, str, str]]) -> set[int]:
        """Enter new statements, given as (id, kind, content), into the look-up and group them.

        Their rows must be there. To be called once for each statement, inside the caller's transaction. Gives the
        wordings whose groups were worked out.
        """
        return self.group(add(self._connection, statements))  # type: ignore[arg-type]

    def group(self, added: Sequence[Added]) -> set[int]:
        """Group statements whose wordings were entered."""
        if len(self._wordings) > REMEMBERED:
            self._wordings.clear()
        touched: set[int] = set()
        for one in added:
            if not one.wording.quoted:
                continue
            self._wordings[one.id] = one.wording
            if one.new:
                self._join(one.id, one.wording)
            elif not self._repeated(one):
                self._join(one.id, one.wording)  # a few words in a new mouth may belong where they did not
                touched.add(one.id)
        new = [one.id for one in added if one.new and one.wording.quoted]
        touched.update(at for at in new if self._has_edges(at))
        done: set[int] = set()
        for wording in sorted(touched):
            if wording not in done:
                done |= self._regroup(wording, touched)
        return touched

    # What holds what

    def _join(self, number: int, wording: Wording) -> None:
        """Write down which known wordings hold the new one, or are held by it."""
        for other in self._candidates(number, wording):
            known = self._wording(other)
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
        nobody = name is None and person is None
        if len(one.wording.quoted) < (FRAGMENT if nobody else LEAST) or (
            day is None and len(one.wording.quoted) < PHRASE
        ):
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

    def _candidates(self, number: int, wording: Wording) -> list[int]:
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

    def _wording(self, number: int) -> Wording:
        known = self._wordings.get(number)
        if known is None:
            kind, content = self._connection.execute(
                "SELECT kind, content FROM statement WHERE id = ?", (number,)
            ).fetchone()
            known = self._wordings[number] = wording_of(content, KINDS[kind])
        return known

    def _said_alike(self, one: int, other: int) -> bool:
        """Whether anybody is said to have used both wordings (or nobody is named)."""
        return any(
            affinity(first.voice, second.voice) is not Affinity.DIFFERENT
            for first, second in product(self._said([one]), self._said([other]))
        )

    def _has_edges(self, wording: int) -> bool:
        return (
            self._connection.execute(
                "SELECT 1 FROM version_edge WHERE shorter = ?1 UNION ALL "
                "SELECT 1 FROM version_edge WHERE longer = ?1 LIMIT 1",
                (wording,),
            ).fetchone()
            is not None
        )

    # Groups

    def _said(self, wordings: Sequence[int]) -> list[_Said]:
        """The statements of wordings."""
        out: list[_Said] = []
        for at in range(0, len(wordings), 400):
            part = wordings[at : at + 400]
            marks = ",".join("?" * len(part))
            rows = self._connection.execute(
                f"SELECT id, id, name_id, person_id, day FROM statement WHERE id IN ({marks}) UNION ALL "
                "SELECT s.id, r.wording_id, s.name_id, s.person_id, s.day FROM repeat r "
                f"JOIN statement s ON s.id = r.statement_id WHERE r.wording_id IN ({marks})",
                (*part, *part),
            ).fetchall()
            unknown = {(row[2], row[3]) for row in rows} - self._voices.keys()
            if unknown:
                self._voices |= voices(self._connection, unknown)
            out += [_Said(row[0], row[1], self._voices[row[2], row[3]], _ordinal(row[4])) for row in rows]
        return out

    def _edges(self, wordings: Sequence[int]) -> list[tuple[int, int, int, int]]:
        """The edges at wordings: shorter, longer, words, overlap."""
        out: set[tuple[int, int, int, int]] = set()
        for wording in wordings:
            out.update(
                self._connection.execute(
                    "SELECT shorter, longer, words, overlap FROM version_edge WHERE shorter = ?1 UNION ALL "
                    "SELECT shorter, longer, words, overlap FROM version_edge WHERE longer = ?1",
                    (wording,),
                )
            )
        return sorted(out)

    def _regroup(self, wording: int, touched: Collection[int]) -> set[int]:
        """Work out the groups around a wording; gives the wordings that were looked at."""
        seen = {wording}
        edges: set[tuple[int, int, int, int]] = set()
        fringe = [wording]
        while fringe and len(seen) <= NEIGHBOURHOOD:
            found = self._edges(fringe)
            edges.update(found)
            fringe = sorted({end for edge in found for end in edge[:2]} - seen)
            seen.update(fringe)
        edges = {edge for edge in edges if edge[0] in seen and edge[1] in seen}
        said = self._said(sorted(seen))
        if len(said) < 2:
            return seen
        forms = self._forms(said)
        ties = self._ties(forms, sorted(edges))
        if ties or any(len(form.statements) > 1 for form in forms):
            self._write(forms, grouped(forms, ties, self._window), said)
            self._compare(wording for wording in sorted(seen & set(touched)))
        return seen

    def _forms(self, said: Iterable[_Said]) -> list[Form]:
        """Statements of one wording by one voice, cut where too much time lies between two of them."""
        heard: dict[tuple[int, str], list[_Said]] = defaultdict(list)
        for one in said:
            # Of few words nobody can tell that two who are not named are one.
            apart = len(self._wording(one.wording).quoted) < PHRASE and (not one.voice.key or one.day is None)
            heard[one.wording, f"statement {one.statement}" if apart else one.voice.key].append(one)
        out: list[Form] = []
        for (number, _), statements in heard.items():
            keys = self._wording(number).quoted
            telling = 0 if is_title(self._wording(number)) else sum(key not in _TELLS_NOTHING for key in keys)
            if not statements[0].voice.key and len(keys) < FRAGMENT and telling < 3 and len(statements) > 1:
                out += [
                    Form(
                        number,
                        keys,
                        telling,
                        one.voice,
                        () if one.day is None else (one.day,),
                        (one.statement,),
                    )
                    for one in statements
                ]
                continue
            gap = self._window if len(keys) >= PHRASE else min(CLOSE, self._window)
            for days, part in _in_time(statements, gap):
                voice = min((one.voice for one in part), key=lambda voice: voice.name)
                numbers = tuple(sorted(one.statement for one in part))
                out.append(Form(number, keys, telling, voice, days, numbers))
        return out

    def _ties(self, forms: Sequence[Form], edges: Iterable[tuple[int, int, int, int]]) -> list[Tie]:
        by_wording: dict[int, list[int]] = defaultdict(list)
        for at, form in enumerate(forms):
            by_wording[form.wording].append(at)
        found: list[Tie | None] = []
        for places in by_wording.values():
            for one, other in combinations(places, 2):
                found.append(tie(forms, one, other, forms[one].words, overlap=False, window=self._window))
        for shorter, longer, words, overlap in edges:
            for one, other in product(by_wording[shorter], by_wording[longer]):
                found.append(tie(forms, one, other, words, overlap=bool(overlap), window=self._window))
        return [one for one in found if one is not None]

    def _write(self, forms: Sequence[Form], groups: Groups, said: Sequence[_Said]) -> None:
        """Bring the tables to what the groups are, changing as little as possible."""
        execute = self._connection.execute
        numbers = [one.statement for one in said]
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
                diff = to_json(compared(self._wording(wording), self._wording(best[0])))
                self._connection.execute(
                    "UPDATE version_edge SET diff = ? WHERE shorter = ? AND longer = ?",
                    (diff, wording, best[0]),
                )


def _in_time(said: Sequence[_Said], gap: int) -> list[tuple[tuple[int, ...], list[_Said]]]:
    """Statements cut where more than ``gap`` days lie between two; those without a day apart from them."""
    out: list[tuple[tuple[int, ...], list[_Said]]] = []
    dated = sorted((one.day, one.statement, one) for one in said if one.day is not None)
    part: list[_Said] = []
    for day, _, one in dated:
        if part and part[-1].day is not None and day - part[-1].day > gap:
            out.append((_days(part), part))
            part = []
        part.append(one)
    if part:
        out.append((_days(part), part))
    undated = [one for one in said if one.day is None]
    if undated:
        out.append(((), undated))
    return out


def _days(said: Iterable[_Said]) -> tuple[int, ...]:
    return tuple(sorted({one.day for one in said if one.day is not None}))


def _ordinal(number: int | None) -> int | None:
    """A date as the ledger has it as a number of days; a month as its middle, a year alone as unknown."""
    if number is None or not number // 100 % 100:
        return None
    try:
        return date(number // 10_000, number // 100 % 100, number % 100 or 15).toordinal()
    except ValueError:
        return None


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
        grouper.group([*add(connection, new), *known])  # type: ignore[arg-type]
