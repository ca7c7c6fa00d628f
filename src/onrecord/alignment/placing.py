"""Where the segments of a quotation were taken from: the best window for each, and the best chain of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from onrecord.alignment.candidates import Window
from onrecord.alignment.declared import Atom, Printed
from onrecord.alignment.fillers import restarts
from onrecord.alignment.fit import Fit, exact, fit
from onrecord.alignment.index import Index
from onrecord.alignment.numerals import SCALES
from onrecord.alignment.reconcile import reconciled
from onrecord.alignment.words import Word, tokenize
from onrecord.alignment.written import RAW, keys_of

__all__ = [
    "CONTEXT",
    "HOPELESS",
    "NEAR",
    "Placed",
    "Reader",
    "chains_of",
    "exactly",
    "places_of",
    "plain_keys",
]


CONTEXT = 32
"""Words of a source read before and after a passage, for what governs it."""


NEAR = 220
"""Words around a placed segment in which the other segments of the quotation are looked for first."""


INTERJECTION = 5
"""Longest turn of somebody else that may interrupt a sentence (crosstalk)."""


ORDER_COST = 20


ELSEWHERE_COST = 25


DISTANCE_COST = 0.1


UNLIKE = 0.45
"""Score below which a window is read only when there is no better one: it could not hold enough of the words."""


HOPELESS = 0.5
"""Share of the words in order below which a window is read only when there is no better one. The longest common
subsequence of two rows of word numbers takes microseconds and bounds what a placement can match, but for words that
are the same by another reading ("'s" for "is", "25" for "twenty-five"): hence so far below what a passage needs."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A segment at a place: its fit, the words it was fitted in, and the places in the index."""

    fit: Fit
    atoms: tuple[Atom, ...]
    words: tuple[Word, ...]
    source: int
    start: int
    end: int
    preferred: bool


def plain_keys(atoms: Sequence[Atom], text: str) -> list[str]:
    """The keys of a segment as the index has them: word by word, numerals not joined, an empty key for a mark."""
    keys: list[str] = []
    position = 0
    while position < len(atoms):
        atom = atoms[position]
        if atom.kind != "word" or "[" in atom.text:
            keys.append(atom.key)
            position += 1
            continue
        end = position
        while end + 1 < len(atoms) and atoms[end + 1].kind == "word" and "[" not in atoms[end + 1].text:
            end += 1
        for match in RAW.finditer(text, atom.start, atoms[end].end):
            keys.extend(piece.key for piece in keys_of(match[0]))
        position = end + 1
    return keys


class Reader:
    """Reads stretches of the sources as words, and remembers what it read for one quotation."""

    def __init__(
        self, index: Index, prefer: NDArray[np.bool_] | None, printed: Printed, *, everywhere: bool = False
    ) -> None:
        self.index = index
        self.everywhere = everywhere
        self.prefer = prefer
        self.printed = frozenset(word.key for word in printed.words)
        self.cells = 0

    def words(self, source: int, low: int, high: int, *, numbers: bool = True) -> list[Word]:
        """The words between two positions of the index (of one source), short interjections as asides."""
        index = self.index
        first, last = index.bounds(source)
        low, high = max(low, first), min(high, last)
        if low >= high:
            return []
        text = index.sources[source].text
        begin, stop = index.offset(low), index.offset(high)
        out: list[Word] = []
        for number in range(index.turn_at(low), index.turn_at(high - 1) + 1):
            turn = index.turns[number]
            a, b = max(turn.start, begin), min(turn.end, stop)
            while a > turn.start and not text[a - 1].isspace():
                a -= 1
            if a < b:
                out.extend(tokenize(text, start=a, end=b, source=True, turn=number, numbers=numbers))
        return self._without_crosstalk(out)

    def _without_crosstalk(self, words: list[Word]) -> list[Word]:
        """Mark the words of a short turn between two turns of one speaker as asides, unless the print has them."""
        turns = sorted({word.turn for word in words})
        if len(turns) < 3:
            return words
        short: set[int] = set()
        for before, turn, after in zip(turns, turns[1:], turns[2:], strict=False):
            speakers = [self.index.turns[number].speaker for number in (before, turn, after)]
            own = [word.key for word in words if word.turn == turn]
            between = speakers[0] is not None and speakers[0] == speakers[2] != speakers[1]
            if (
                between
                and len(own) <= INTERJECTION
                and not (self.printed.issuperset(own) and (len(own) > 1 or len(self.printed) < 3))
            ):
                short.add(turn)
        if not short:
            return words
        return [replace(word, aside=True) if word.turn in short else word for word in words]

    def liked_parts(self, window: Window) -> list[tuple[int, int]]:
        """The stretches of a window in preferred turns, by positions of the index."""
        if self.prefer is None:
            return []
        turns = range(self.index.turn_at(window.start), self.index.turn_at(window.end - 1) + 1)
        return [self.index.turn_bounds(turn) for turn in turns if self.prefer[turn]]

    def liked(self, position: int) -> bool:
        """Whether the turn at a position of the index is a preferred one."""
        return self.prefer is not None and bool(self.prefer[self.index.turn_at(position)])

    def place(
        self, atoms: Sequence[Atom], text: str, source: int, low: int, high: int, *, last: bool = False
    ) -> Placed | None:
        """Fit a segment between two positions of a source, at the last of the cheapest places if so asked."""
        words = self.words(source, low, high)
        if not words:
            return None
        source_text = self.index.sources[source].text
        bare = self.index.drops_apostrophes(source)
        cut, said = reconciled(atoms, words, text, source_text, bare=bare)
        best = fit(cut, said, restarts(said), last=last)
        self.cells += best.cells
        if best.cost and _touches_number(cut, said, best):
            # The quotation may begin or end inside a numeral, or interrupt it: compare word by word.
            single = self.words(source, low, high, numbers=False)
            plain_atoms = _unjoined(atoms, text)
            cut_single, said_single = reconciled(plain_atoms, single, text, source_text, bare=bare)
            other = fit(cut_single, said_single, restarts(said_single), last=last)
            self.cells += other.cells
            if other.cost < best.cost:
                cut, said, best = cut_single, said_single, other
        return self.placed(best, cut, said, source)

    def placed(self, best: Fit, atoms: Sequence[Atom], words: Sequence[Word], source: int) -> Placed | None:
        """A fit with its positions in the index."""
        touched = [pair for pair in best.pairs if any(not word.aside for word in words[pair.low : pair.high])]
        if not touched:
            return None
        start = self.index.position(source, words[touched[0].low].start)
        end = self.index.position(source, words[touched[-1].high - 1].end)
        return Placed(best, tuple(atoms), tuple(words), source, start, end, self.liked(start))


def _unjoined(atoms: Sequence[Atom], text: str) -> list[Atom]:
    """The atoms with joined numerals taken apart."""
    out: list[Atom] = []
    for atom in atoms:
        if atom.kind == "word" and atom.key[-1:] and any(char.isdigit() for char in atom.key[:2]):
            for word in tokenize(text, start=atom.start, end=atom.end, numbers=False):
                out.append(Atom("word", word.text, word.start, word.end, (word,)))
            if out and out[-1].kind == "word":
                last = out[-1].words[0]
                out[-1] = replace(out[-1], words=(replace(last, tail=atom.words[0].tail),))
        else:
            out.append(atom)
    return out


def _touches_number(atoms: Sequence[Atom], words: Sequence[Word], best: Fit) -> bool:
    """Whether a word that differs is a number or part of one: a numeral cut in two may be why."""
    for pair in best.pairs:
        if pair.op in ("insert", "replace") and _numeric(atoms[pair.atom].key):
            return True
        if pair.op in ("delete", "replace") and _numeric(words[pair.low].key):
            return True
    return False


def _numeric(key: str) -> bool:
    return key in _NUMERALS or any(char.isdigit() for char in key[:2])


_NUMERALS = frozenset(SCALES) | {
    "percent",
    "per",
    "cent",
    "cents",
    "dollars",
    "euros",
    "pounds",
    "point",
    "half",
}


def exactly(
    atoms: Sequence[Atom], text: str, source: int, position: int, size: int, reader: Reader
) -> Placed | None:
    """The segment word for word at a position of the index, numerals joined where that works."""
    low, high = position - CONTEXT, position + size + CONTEXT
    offset = reader.index.offset(position)
    for numbers in (True, False):
        words = reader.words(source, low, high, numbers=numbers)
        cut = atoms if numbers else _unjoined(atoms, text)
        at = next((number for number, word in enumerate(words) if word.start <= offset < word.end), None)
        if at is None:
            continue
        found = exact(cut, words, at)
        if found is not None:
            return reader.placed(found, cut, words, source)
    return None


def places_of(atoms: Sequence[Atom], text: str, reader: Reader, limit: int) -> list[Placed]:
    """A segment fitted in each of its windows, cheapest first."""
    keys = plain_keys(atoms, text)
    windows = reader.index.windows(keys, prefer=reader.prefer, limit=limit)
    placed: list[Placed] = []
    for window in _hopeful(windows, keys, reader.index):
        settled = not reader.everywhere and _settled(placed, window, windows[0], len(atoms), reader)
        if placed and (window.score < UNLIKE or settled):
            continue
        found = [reader.place(atoms, text, window.source, *_widened(window))]
        if found[0] is not None and not found[0].preferred:
            found += [reader.place(atoms, text, window.source, *part) for part in reader.liked_parts(window)]
        for one in found:
            if one is not None and (one.source, one.start) not in [(a.source, a.start) for a in placed]:
                placed.append(one)
    return sorted(placed, key=lambda one: (one.fit.cost, not one.preferred, one.source, one.start))


def _hopeful(windows: Sequence[Window], keys: Sequence[str], index: Index) -> list[Window]:
    """The windows that have enough of the words in order, or else the one that has most."""
    ids = [number or -1 for number in index.ids([key for key in keys if key]).tolist()]
    shares = [
        _in_order(ids, index.rows.numbers[slice(*_within(window, index))].tolist()) for window in windows
    ]
    most = max(shares, default=0.0)
    return [
        window
        for at, (window, share) in enumerate(zip(windows, shares, strict=True))
        if share >= HOPELESS or (most < HOPELESS and at == shares.index(most))
    ]


def _in_order(ids: Sequence[int], numbers: Sequence[int]) -> float:
    return LCSseq.similarity(ids, numbers) / max(1, len(ids))


def _within(window: Window, index: Index) -> tuple[int, int]:
    first, last = index.bounds(window.source)
    low, high = _widened(window)
    return max(first, low), min(last, high)


def _settled(placed: Sequence[Placed], window: Window, first: Window, size: int, reader: Reader) -> bool:
    """Whether a window can no longer win: the words stand elsewhere, and it holds clearly fewer of them."""
    best = min((one.fit.cost for one in placed), default=None)
    if best is None:
        return False
    liked = reader.prefer is None or any(one.preferred for one in placed) or not reader.liked(window.middle)
    if best == 0:
        return liked
    return liked and best < 15 * size and window.score < first.score - 0.15


def _widened(window: Window) -> tuple[int, int]:
    return window.start - CONTEXT, window.end + CONTEXT


def chains_of(printed: Printed, reader: Reader, limit: int) -> list[list[Placed]]:
    """One passage for each segment: the cheapest chain for each place of the longest segment.

    Other segments are sought near that place, before and after, and wherever the index knows them.
    """
    segments, text = printed.segments, printed.text
    sizes = [len(segment) for segment in segments]
    anchor = sizes.index(max(sizes))
    anywhere = [places_of(segment, text, reader, limit) for segment in segments]
    chains: list[list[Placed]] = []
    for centre in anywhere[anchor] or [one for places in anywhere for one in places][:1]:
        options: list[list[Placed]] = []
        for number, segment in enumerate(segments):
            near = (
                []
                if number == anchor and anywhere[anchor]
                else [
                    reader.place(segment, text, centre.source, centre.end, centre.end + NEAR),
                    reader.place(segment, text, centre.source, centre.start - NEAR, centre.start, last=True),
                ]
            )
            here = [centre] if number == anchor and anywhere[anchor] else anywhere[number]
            options.append([one for one in [*near, *here] if one is not None])
        if all(options):
            chains.append(_cheapest(options))
    return chains


def _cheapest(options: list[list[Placed]]) -> list[Placed]:
    """The chain of least cost (Viterbi), a step costing its disorder, another source, and its distance."""
    costs: list[float] = [one.fit.cost - 0.5 * one.preferred for one in options[0]]
    chains: list[list[Placed]] = [[one] for one in options[0]]
    for layer in options[1:]:
        next_costs: list[float] = []
        next_chains: list[list[Placed]] = []
        for one in layer:
            steps = [cost + _step(chain[-1], one) for cost, chain in zip(costs, chains, strict=True)]
            at = min(range(len(steps)), key=steps.__getitem__)
            next_costs.append(steps[at] + one.fit.cost - 0.5 * one.preferred)
            next_chains.append([*chains[at], one])
        costs, chains = next_costs, next_chains
    return chains[min(range(len(costs)), key=costs.__getitem__)]


def _step(first: Placed, second: Placed) -> float:
    if first.source != second.source:
        return ORDER_COST + ELSEWHERE_COST
    if second.start >= first.end:
        return min(ELSEWHERE_COST, DISTANCE_COST * (second.start - first.end))
    return ORDER_COST + min(ELSEWHERE_COST, DISTANCE_COST * abs(first.start - second.end))
