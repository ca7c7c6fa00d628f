"""From forms and who holds whom to groups: the part that needs no ledger, and that decides everything.

Forms are joined along their ties, surest first, as in single-linkage clustering, but a tie is refused when it would put
two different people, or two times too far apart, into one group. What the groups are depends on the forms and ties
alone, not on the order in which they came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from onrecord.ledger.variants.likeness import FRAGMENT, PHRASE
from onrecord.ledger.variants.voices import Affinity, Voice, affinity

__all__ = ["CLOSE", "WINDOW", "Form", "Groups", "Tie", "best_first", "grouped", "tie"]

WINDOW: Final = 30
"""Days that may lie between one appearance of a quotation and the next."""
CLOSE: Final = 7
"""The same for a form so short that it must stand whole in the other one."""
OWN: Final = 12
"""Words that two overlapping forms must share when nobody says who spoke."""
PLAIN: Final = 3
"""Words other than function words that a form of few words must have to be joined without a speaker's name."""


@dataclass(frozen=True, slots=True)
class Form:
    """Statements of one wording by one voice at one time. ``words`` of it are quoted, ``telling`` of them are no
    function words; ``days`` (proleptic ordinals, sorted) are when it appeared, empty when unknown."""

    wording: int
    keys: tuple[str, ...]
    telling: int
    voice: Voice
    days: tuple[int, ...]
    statements: tuple[int, ...]

    @property
    def words(self) -> int:
        """Quoted words."""
        return len(self.keys)

    @property
    def order(self) -> tuple[tuple[str, ...], str, int, str]:
        """What it is known by; its numbers in the ledger come last, for two people of one name."""
        return self.keys, self.voice.name, self.days[0] if self.days else 0, self.voice.key


@dataclass(frozen=True, slots=True)
class Tie:
    """Two forms (positions in the list of forms) that may be one quotation."""

    one: int
    other: int
    affinity: Affinity
    words: int
    fragment: bool


@dataclass(frozen=True, slots=True)
class Groups:
    """``members`` are positions of forms, a group each; ``conflict`` and ``contested`` are positions of groups."""

    members: tuple[tuple[int, ...], ...]
    conflict: frozenset[int]
    contested: frozenset[int]


def tie(forms: Sequence[Form], one: int, other: int, words: int, *, overlap: bool, window: int) -> Tie | None:
    """The tie between two forms that share ``words``; None when these say too little for who is said to speak.

    Different speakers do not keep a tie from being; they keep it from being joined (see `grouped`).
    """
    first, second = forms[one], forms[other]
    size = min(first.words, second.words)
    near = affinity(first.voice, second.voice)
    if size < PHRASE:
        close = near is Affinity.SAME and _apart(first.days, second.days, unknown=CLOSE + 1) <= min(
            CLOSE, window
        )
        return Tie(one, other, near, words, True) if close else None
    telling = min(first.telling, second.telling)
    if size < FRAGMENT and (near is Affinity.DIFFERENT or (near is Affinity.UNKNOWN and telling < PLAIN)):
        return None
    if overlap and near is Affinity.UNKNOWN and words < OWN:
        return None
    return Tie(one, other, near, words, size < FRAGMENT)


def _apart(one: Sequence[int], other: Sequence[int], *, unknown: int = 0) -> int:
    """Days between the two nearest of two sorted lists of days."""
    if not one or not other:
        return unknown
    best = abs(one[0] - other[0])
    at = to = 0
    while at < len(one) and to < len(other):
        best = min(best, abs(one[at] - other[to]))
        if one[at] < other[to]:
            at += 1
        else:
            to += 1
    return best


class _Sets:
    """Disjoint sets of forms, each with its named voices and its days."""

    def __init__(self, forms: Sequence[Form], window: int) -> None:
        self.window = window
        self.parent = list(range(len(forms)))
        self.voices = [{form.voice.key: form.voice} if form.voice.key else {} for form in forms]
        self.days = [form.days for form in forms]

    def find(self, at: int) -> int:
        while self.parent[at] != at:
            self.parent[at] = self.parent[self.parent[at]]
            at = self.parent[at]
        return at

    def different(self, one: int, other: int) -> bool:
        """Whether two sets hold words of different people."""
        return any(
            affinity(first, second) is Affinity.DIFFERENT
            for key, first in self.voices[one].items()
            if key not in self.voices[other]
            for second in self.voices[other].values()
        )

    def distant(self, one: int, other: int) -> bool:
        """Whether two sets are of different times."""
        return _apart(self.days[one], self.days[other]) > self.window

    def join(self, one: int, other: int) -> bool:
        """Join two sets if they may be; whether they are one now and were not before."""
        one, other = self.find(one), self.find(other)
        if one == other or self.distant(one, other) or self.different(one, other):
            return False
        self.parent[other] = one
        self.voices[one] |= self.voices[other]
        self.days[one] = tuple(sorted({*self.days[one], *self.days[other]}))
        return True


def grouped(forms: Sequence[Form], ties: Sequence[Tie], window: int = WINDOW) -> Groups:
    """The groups of forms.

    A form of few words joins what it is most like and never holds two groups together: "a great day" stands in more
    than one quotation. A form by nobody named goes with whom most say spoke, and with nobody when that is undecided.
    """
    sets = _Sets(forms, window)
    heard = _heard(forms, ties)

    def rank(one: Tie) -> tuple[object, ...]:
        first, second = forms[one.one], forms[one.other]
        orders = sorted((first.order, second.order))
        unnamed, named = _unnamed(forms, one)
        said = heard[unnamed].get(forms[named].voice.key, 0) if unnamed is not None else 0
        return -one.affinity, -one.words, _apart(first.days, second.days), -said, orders[0], orders[1]

    ordered = sorted((one for one in ties if one.affinity), key=rank)
    ordered = _decided(forms, ordered, rank)
    strong = [one for one in ordered if not one.fragment]
    joined = True
    while joined:  # a form joined late may have brought two times together
        joined = sum(sets.join(one.one, one.other) for one in strong) > 0
    spent: set[int] = set()
    for one in ordered:
        free = [at for at in (one.one, one.other) if forms[at].words < FRAGMENT and at not in spent]
        if one.fragment and free and sets.join(one.one, one.other):
            spent.add(min(free, key=lambda at: (forms[at].words, forms[at].order)))
    return _told(sets, forms, ties)


def best_first(forms: Sequence[Form], ties: Sequence[Tie], at: int, window: int = WINDOW) -> list[int]:
    """The forms that a form may be joined with, the best first, when groups are not worked out anew."""
    out: list[tuple[int, int, int, int]] = []
    for one in ties:
        if at in (one.one, one.other) and one.affinity:
            other = one.other if one.one == at else one.one
            apart = _apart(forms[at].days, forms[other].days)
            if apart <= window:
                out.append((-one.affinity, -one.words, apart, other))
    return [one[-1] for one in sorted(out)]


def _unnamed(forms: Sequence[Form], one: Tie) -> tuple[int | None, int]:
    """The form by nobody named and the other one, of a tie that has one such form."""
    if bool(forms[one.one].voice.key) == bool(forms[one.other].voice.key):
        return None, one.other
    return (one.other, one.one) if forms[one.one].voice.key else (one.one, one.other)


def _heard(forms: Sequence[Form], ties: Sequence[Tie]) -> dict[int, Counter[str]]:
    """For each form by nobody named: how many statements like it are by whom."""
    out: dict[int, Counter[str]] = defaultdict(Counter)
    for one in ties:
        unnamed, named = _unnamed(forms, one)
        if unnamed is not None:
            out[unnamed][forms[named].voice.key] += len(forms[named].statements)
    return out


def _decided(
    forms: Sequence[Form], ordered: Sequence[Tie], rank: Callable[[Tie], tuple[object, ...]]
) -> list[Tie]:
    """The ties without those of an unnamed form to people between whom nothing decides."""
    best: dict[int, list[Tie]] = defaultdict(list)
    for one in ordered:
        unnamed, _ = _unnamed(forms, one)
        if unnamed is not None and (not best[unnamed] or rank(best[unnamed][0])[:4] == rank(one)[:4]):
            best[unnamed].append(one)
    undecided: set[int] = set()
    for at, equal in best.items():
        voices = {forms[_unnamed(forms, one)[1]].voice for one in equal}
        if any(affinity(a, b) is Affinity.DIFFERENT for a, b in combinations(voices, 2)):
            undecided.add(at)
    return [one for one in ordered if _unnamed(forms, one)[0] not in undecided]


def _told(sets: _Sets, forms: Sequence[Form], ties: Sequence[Tie]) -> Groups:
    """The groups, and which of them something was kept out of."""
    numbers: dict[int, list[int]] = {}
    for at in range(len(forms)):
        numbers.setdefault(sets.find(at), []).append(at)
    places = {root: place for place, root in enumerate(numbers)}
    conflict: set[int] = set()
    contested: set[int] = set()
    for one in ties:
        roots = sets.find(one.one), sets.find(one.other)
        if roots[0] == roots[1]:
            continue
        both = {places[root] for root in roots}
        contested |= both
        if sets.different(*roots) and not sets.distant(*roots) and not one.fragment:
            conflict |= both
    return Groups(tuple(map(tuple, numbers.values())), frozenset(conflict), frozenset(contested))
