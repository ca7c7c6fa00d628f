"""Word-level fit alignment: all of a short text against the best stretch of a longer one.

Dynamic programming over the words (Needleman & Wunsch 1970, with free ends in the longer text), in integer
hundredths of a word's cost so that paths can be traced exactly. One row is a handful of NumPy operations;
a band keeps the work at quotation x window. The costs are those of CHECKING.md's prototype.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from onrecord.alignment.declared import Atom, masked
from onrecord.alignment.lexicon import FILLERS, PROFANITY
from onrecord.alignment.words import Word, same

__all__ = ["MARGIN", "SHORTFALL", "Fit", "Pair", "fit"]

REPLACE = 130
REPLACE_ALIKE = 90
INSERT = 100
DELETE = 55
DELETE_FILLER = 5
LONG_DELETE = 350
LONG_DELETE_WORD = 4
"""Skipping many words at once costs less a word than a few: past about seven it is one decision, not seven."""
BRACKET = 15
BRACKET_WORD = 5
MASK_INSERT = 60
MASK_OTHER = 20
ALIKE = 70
"""rapidfuzz ratio from which two words look alike."""
MARGIN = 24
"""Words that may be put in before words of the source are left out again: half the width of the band."""
SHORTFALL = 512
"""A quotation that is longer than the words by more than this cannot have been taken from them."""
ALIKE_CELLS = 60_000
"""Tables larger than this do not look for words that look alike: a long quotation is placed without it."""

EDGE_BRACKET = 3
"""Most words that a bracket at an end of the quotation is taken to stand for."""
EDGE_WORDS = 2
"""Most words left out after the first printed word that may cost more than to take that word for an added one."""
_NEVER = 10_000
_FAR = np.int32(1 << 29)
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Pair:
    """One step of an alignment: atom ``atom`` (-1: none) against source words ``[low, high)``."""

    op: Literal["same", "replace", "insert", "delete", "bracket", "mask"]
    atom: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Fit:
    """The cheapest placement of some atoms in some words: ``[low, high)`` of the words, and the steps."""

    cost: int
    low: int
    high: int
    pairs: tuple[Pair, ...]
    cells: int

    @property
    def matched(self) -> int:
        """Number of words that are the same."""
        return sum(pair.op == "same" for pair in self.pairs)


def fit(
    atoms: Sequence[Atom], words: Sequence[Word], cheap: Collection[int] = (), *, last: bool = False
) -> Fit:
    """Place ``atoms`` in ``words``; the first of the cheapest places, or the last. Both may be empty.

    ``cheap`` are positions of words that cost as little as a filler to leave out.

    Work is at most ``len(atoms)`` rows of ``abs(len(words) - len(atoms)) + 2 * MARGIN + SHORTFALL + 1`` cells,
    whatever the words are.
    """
    if not atoms or not words or len(atoms) - len(words) > SHORTFALL:
        pairs = tuple(
            Pair("insert" if atom.kind == "word" else atom.kind, at, 0, 0) for at, atom in enumerate(atoms)
        )
        return Fit(sum(_insert_cost(atom) for atom in atoms), 0, 0, pairs, 0)
    table = _Table(atoms, words, cheap)
    return table.trace(last)


def _insert_cost(atom: Atom) -> int:
    return {"word": INSERT, "bracket": 0, "mask": MASK_INSERT}[atom.kind]


class _Table:
    """The table of one placement: ``arrive[i]`` costs before, ``rest[i]`` after free skipping of source words."""

    def __init__(self, atoms: Sequence[Atom], words: Sequence[Word], cheap: Collection[int]) -> None:
        self.atoms, self.words = atoms, words
        size, width = len(atoms), len(words)
        slack = max(0, width - size)
        margin = MARGIN + max(0, size - width)
        self.low = [max(0, min(number - margin, width)) for number in range(size + 1)]
        self.high = [min(width, number + slack + margin) for number in range(size + 1)]
        self.skip = np.zeros(width + 1, dtype=np.int32)
        np.cumsum([_delete_cost(word, at in cheap) for at, word in enumerate(words)], out=self.skip[1:])
        self.aside = np.array([word.aside for word in words], dtype=bool)
        self._number()
        self.cells = 0
        self.arrive: list[Ints] = [np.zeros(self.high[0] - self.low[0] + 1, dtype=np.int32)]
        self.rest: list[Ints] = [self.arrive[0]]
        for number in range(1, size + 1):
            self._row(number)

    def _number(self) -> None:
        """Number the keys, so that a row of comparisons is one NumPy operation."""
        numbers: dict[str, int] = {}
        layers = 1 + max((len(word.readings) for word in self.words), default=0)
        said = np.full((layers, len(self.words)), -1, dtype=np.int32)
        for at, word in enumerate(self.words):
            for layer, key in enumerate((word.key, *word.readings)):
                said[layer, at] = numbers.setdefault(key, len(numbers))
        self.said = said
        self.numbers = numbers
        self.alike: NDArray[np.bool_] | None = None
        if len(self.atoms) * len(self.words) <= ALIKE_CELLS:
            printed = [atom.key for atom in self.atoms]
            keys = [word.key for word in self.words]
            ratio = process.cdist(printed, keys, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8)
            self.alike = ratio > 0
            for test in (_is_number, _is_capital):
                left = np.array(
                    [atom.kind == "word" and test(atom.words[0]) for atom in self.atoms], dtype=bool
                )
                right = np.array([test(word) for word in self.words], dtype=bool)
                self.alike |= np.outer(left, right)

    def step_costs(self, number: int, low: int, high: int) -> Ints:
        """What it costs to set atom ``number - 1`` against each of the words ``[low, high)``."""
        atom = self.atoms[number - 1]
        if atom.kind == "bracket":
            return np.full(high - low, BRACKET + BRACKET_WORD, dtype=np.int32)
        if atom.kind == "mask":
            costs = [_mask_cost(atom.text, word) for word in self.words[low:high]]
            return np.array(costs, dtype=np.int32)
        costs_ = np.full(high - low, REPLACE, dtype=np.int32)
        if self.alike is not None:
            costs_[self.alike[number - 1, low:high]] = REPLACE_ALIKE
        word = atom.words[0]
        equal = (self.said[:, low:high] == self.numbers.get(word.key, -2)).any(axis=0)
        for reading in word.readings:
            equal |= self.said[0, low:high] == self.numbers.get(reading, -2)
        costs_[self.aside[low:high]] = _NEVER
        costs_[equal] = 0
        return costs_

    def _row(self, number: int) -> None:
        low, high = self.low[number], self.high[number]
        before_low, before = self.low[number - 1], self.rest[number - 1]
        atom = self.atoms[number - 1]
        arrive = np.full(high - low + 1, _FAR, dtype=np.int32)
        # An insertion stays at its place in the words.
        a, b = max(low, before_low), min(high, self.high[number - 1])
        if a <= b:
            arrive[a - low : b - low + 1] = before[a - before_low : b - before_low + 1] + _insert_cost(atom)
        # A step against one word moves one place on.
        a, b = max(low, before_low + 1), min(high, self.high[number - 1] + 1)
        if a <= b:
            along = before[a - 1 - before_low : b - before_low] + self.step_costs(number, a - 1, b)
            np.minimum(arrive[a - low : b - low + 1], along, out=arrive[a - low : b - low + 1])
            if atom.kind == "bracket":
                places = np.arange(a - 1, b, dtype=np.int32) * BRACKET_WORD
                reach = np.minimum.accumulate(before[a - 1 - before_low : b - before_low] - places)
                covered = reach + places + BRACKET + BRACKET_WORD
                np.minimum(arrive[a - low : b - low + 1], covered, out=arrive[a - low : b - low + 1])
        skip = self.skip[low : high + 1]
        far = np.arange(low, high + 1, dtype=np.int32) * LONG_DELETE_WORD
        rest = np.minimum.accumulate(arrive - skip) + skip
        leap = np.minimum.accumulate(arrive - far) + far + LONG_DELETE
        self.arrive.append(arrive)
        self.rest.append(np.minimum(rest, leap))
        self.cells += len(arrive)

    def trace(self, last: bool) -> Fit:
        """Walk back from the cheapest end (the last of several if so asked)."""
        number = len(self.atoms)
        ends = np.flatnonzero(self.arrive[number] == self.arrive[number].min())
        place = int(ends[-1 if last else 0]) + self.low[number]
        cost = int(self.arrive[number][place - self.low[number]])
        end = place
        pairs: list[Pair] = []
        while number:
            here = int(self.rest[number][place - self.low[number]])
            if int(self.arrive[number][place - self.low[number]]) != here:
                start = self._skipped_from(number, place, here)
                pairs.extend(Pair("delete", -1, at, at + 1) for at in range(place - 1, start - 1, -1))
                place = start
                continue
            pair = self._step_back(number, place, here)
            pairs.append(pair)
            number, place = number - 1, pair.low
        pairs.reverse()
        self._slide(pairs)
        return Fit(
            cost,
            place,
            end,
            tuple(self._edge_brackets(self._edges(pairs, place, end), place, end)),
            self.cells,
        )

    def _slide(self, pairs: list[Pair]) -> None:
        """Move words left out to the right as far as the next ones left out, where the words allow it: what is
        said twice ("I, I mean, we") was left out in one piece."""
        at = 0
        while at < len(pairs):
            end = at
            while end < len(pairs) and pairs[end].op == "delete":
                end += 1
            stop = end
            while (
                stop < len(pairs)
                and pairs[stop].op == "same"
                and self._alike(pairs[at + stop - end], pairs[stop])
            ):
                stop += 1
            if end > at and end < stop < len(pairs) and stop - end <= end - at and pairs[stop].op == "delete":
                low = pairs[at].low
                moved = [Pair("same", pairs[end + n].atom, low + n, low + n + 1) for n in range(stop - end)]
                gone = [Pair("delete", -1, low + n, low + n + 1) for n in range(stop - end, stop - at)]
                pairs[at:stop] = moved + gone
                at += len(moved)
            else:
                at = max(end, at + 1)

    def _alike(self, deleted: Pair, kept: Pair) -> bool:
        """Whether a word left out is the same as one kept."""
        return deleted.op == "delete" and self.words[deleted.low].key == self.words[kept.low].key

    def _edges(self, pairs: list[Pair], low: int, high: int) -> list[Pair]:
        """Printed words put in at an end stand for the source's next words there, if its sentence goes on."""
        tail = len(pairs)
        while tail and pairs[tail - 1].op == "insert":
            tail -= 1
        out, place = pairs[:tail], high
        for pair in pairs[tail:]:
            if tail and 0 < place < len(self.words) and self._goes_on(place - 1):
                out.append(Pair("replace", pair.atom, place, place + 1))
                place += 1
            else:
                out.append(Pair("insert", pair.atom, place, place))
        head = 0
        while head < len(out) and out[head].op == "insert":
            head += 1
        place = low
        back = self._same_before(out[head - 1].atom, place) if 0 < head < len(out) else None
        if back is not None:
            gone = [Pair("delete", -1, word, word + 1) for word in range(back + 1, place)]
            out[head - 1 : head] = [Pair("same", out[head - 1].atom, back, back + 1), *gone]
            head, place = head - 1, back
        for at in range(head - 1, -1, -1):
            if head < len(out) and place > 0 and self._goes_on(place - 1):
                place -= 1
                out[at] = Pair("replace", out[at].atom, place, place + 1)
            else:
                out[at] = Pair("insert", out[at].atom, place, place)
        return out

    def _same_before(self, atom: int, place: int) -> int | None:
        """Where a printed word stands one or two words before ``place`` in the same sentence ("I think" of "I don't
        think"): by cost it is put in, but what a reader sees is that the words between were left out."""
        word = self.atoms[atom].words[0]
        for at in range(place - 1, max(-1, place - 2 - EDGE_WORDS), -1):
            if not self._goes_on(at):
                return None
            if at < place - 1 and same(word, self.words[at]):
                return at
        return None

    def _edge_brackets(self, pairs: list[Pair], low: int, high: int) -> list[Pair]:
        """A bracket at an end stands for the rest of the source's sentence there, when that is short."""
        if pairs and pairs[-1].op == "bracket" and pairs[-1].low == pairs[-1].high and len(pairs) > 1:
            place = high
            while place < len(self.words) and place - high < EDGE_BRACKET and self._goes_on(place - 1):
                place += 1
            if place > high and self._ends(place - 1):
                pairs[-1] = Pair("bracket", pairs[-1].atom, high, place)
        if pairs and pairs[0].op == "bracket" and pairs[0].low == pairs[0].high and len(pairs) > 1:
            place = low
            while place > 0 and low - place < EDGE_BRACKET and self._goes_on(place - 1):
                place -= 1
            if place < low and (
                place == 0 or self.words[place - 1].ends_sentence or not self._goes_on(place - 1)
            ):
                pairs[0] = Pair("bracket", pairs[0].atom, place, low)
        return pairs

    def _ends(self, at: int) -> bool:
        """Whether a sentence ends with a word."""
        return (
            self.words[at].ends_sentence
            or at + 1 == len(self.words)
            or self.words[at].turn != self.words[at + 1].turn
        )

    def _goes_on(self, at: int) -> bool:
        """Whether the sentence goes on after a word, in the same turn."""
        if at < 0 or at + 1 >= len(self.words):
            return False
        word, following = self.words[at], self.words[at + 1]
        return not (word.ends_sentence or word.aside or following.aside or word.turn != following.turn)

    def _skipped_from(self, number: int, place: int, here: int) -> int:
        """Where the words skipped before ``place`` begin."""
        low, arrive = self.low[number], self.arrive[number]
        for start in range(place - 1, low - 1, -1):
            cost = int(arrive[start - low])
            skipped = int(self.skip[place] - self.skip[start])
            if here - cost in (skipped, LONG_DELETE + LONG_DELETE_WORD * (place - start)):
                return start
        raise AssertionError("a cell without origin")

    def _before(self, number: int, place: int) -> int:
        low, high = self.low[number], self.high[number]
        return int(self.rest[number][place - low]) if low <= place <= high else int(_FAR)

    def _step_back(self, number: int, place: int, here: int) -> Pair:
        atom = self.atoms[number - 1]
        if place and atom.kind != "bracket":
            step = int(self.step_costs(number, place - 1, place)[0])
            if self._before(number - 1, place - 1) + step == here:
                op: Literal["same", "replace", "mask"] = "mask" if atom.kind == "mask" else "replace"
                return Pair("same" if step == 0 and op == "replace" else op, number - 1, place - 1, place)
        if self._before(number - 1, place) + _insert_cost(atom) == here:
            return Pair("insert" if atom.kind == "word" else atom.kind, number - 1, place, place)
        start = place - 1
        while self._before(number - 1, start) + BRACKET + BRACKET_WORD * (place - start) != here:
            start -= 1
        return Pair("bracket", number - 1, start, place)


def _delete_cost(word: Word, cheap: bool) -> int:
    if word.aside:
        return 0
    return DELETE_FILLER if cheap or word.key in FILLERS else DELETE


def _mask_cost(mask: str, word: Word) -> int:
    written = word.written or word.text
    if written.casefold() in PROFANITY and masked(mask, written):
        return 0
    if word.key in ("bleep", "bleeped", "expletive", "deleted", "censored"):
        return 0
    return MASK_OTHER if masked(mask, written) else REPLACE


def _is_number(word: Word) -> bool:
    return word.key[:1].isdigit() or word.key[1:2].isdigit()


def _is_capital(word: Word) -> bool:
    return word.text[:1].isupper() and word.key != "i"


def exact(atoms: Sequence[Atom], words: Sequence[Word], at: int) -> Fit | None:
    """The placement of ``atoms`` at ``words[at:]`` if every word is the same there, asides passed over."""
    place = at
    pairs: list[Pair] = []
    for number, atom in enumerate(atoms):
        if atom.kind != "word":
            return None
        while pairs and place < len(words) and words[place].aside and not same(atom.words[0], words[place]):
            pairs.append(Pair("delete", -1, place, place + 1))
            place += 1
        if place >= len(words) or not same(atom.words[0], words[place]):
            return None
        pairs.append(Pair("same", number, place, place + 1))
        place += 1
    return Fit(0, at, place, tuple(pairs), len(pairs))
