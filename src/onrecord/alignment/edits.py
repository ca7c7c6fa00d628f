"""What was changed: the differences between printed and said words, each with its type.

Types say what a difference touches, not whether it is allowed; that is a policy's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz

from onrecord.alignment.declared import Atom, MarkKind
from onrecord.alignment.fillers import false_start, filler_length
from onrecord.alignment.fit import ALIKE, Pair
from onrecord.alignment.kinds import EditKind, keys_in, kind_of
from onrecord.alignment.lexicon import NEGATIONS, PROFANITY
from onrecord.alignment.words import Word
from onrecord.records import Span

__all__ = ["Edit", "Sides", "changes"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference: ``printed`` stands in the quotation where the source has ``said``.

    ``op`` is seen from the print: ``insert`` (printed, not said), ``delete`` (said, not printed), ``replace``,
    ``move``. Spans are code points of the quotation and of the source's text; the empty side of an insertion
    or a deletion is an empty span at its place. ``declared`` names the mark that announces the edit, if one
    does. ``words`` counts the said words concerned, and ``sentence`` tells that they hold a whole sentence.
    """

    op: Literal["insert", "delete", "replace", "move"]
    kind: EditKind
    printed: str
    said: str
    printed_span: Span
    said_span: Span
    declared: MarkKind | None = None
    words: int = 0
    sentence: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of one placement: the steps between them, their words, and the texts they stand in."""

    pairs: Sequence[Pair]
    atoms: Sequence[Atom]
    words: Sequence[Word]
    printed_text: str
    source_text: str

    def printed_place(self, pair: Pair) -> int:
        """Where in print a step without an atom belongs: before the next atom, or at the end."""
        following = self.pairs[self.pairs.index(pair) :]
        atom = next((step.atom for step in following if step.atom >= 0), None)
        return self.atoms[-1].end if atom is None else self.atoms[atom].start

    def said_place(self, low: int) -> int:
        """Where in the source a word position begins, the end of the words included."""
        return self.words[low].start if low < len(self.words) else self.words[-1].end

    def edit(
        self,
        kind: EditKind,
        atoms: Sequence[int],
        said: Sequence[int],
        at: Pair,
        declared: MarkKind | None = None,
    ) -> Edit:
        """An edit that sets the atoms in the place of the said words; ``at`` places an empty side."""
        place, source_place = self.printed_place(at), self.said_place(at.low)
        printed = (self.atoms[atoms[0]].start, self.atoms[atoms[-1]].end) if atoms else (place, place)
        source = (
            (self.words[said[0]].start, self.words[said[-1]].end) if said else (source_place, source_place)
        )
        return Edit(
            "replace" if atoms and said else "insert" if atoms else "delete",
            kind,
            self.printed_text[slice(*printed)],
            self.source_text[slice(*source)],
            printed,
            source,
            declared,
            len(said),
            declared is None and _holds_sentence(said, self.words),
        )


def changes(sides: Sides) -> list[Edit]:
    """The edits of one placement, in order; words moved within it are reported once."""
    edits: list[Edit] = []
    for run in _runs(sides):
        if run[0].op in ("bracket", "mask"):
            edits.append(_declared(run[0], sides))
            continue
        rest: list[Pair] = []
        position = 0
        while position < len(run):
            length = _filler(run, position, sides) or _restart(run, position, sides)
            if length and (not rest or position + length == len(run)):
                edits.append(_plain(run[position : position + length], sides, "filler"))
                position += length
            else:
                rest.append(run[position])
                position += 1
        if rest:
            edits.append(_plain(rest, sides))
    return _moves(edits)


def _runs(sides: Sides) -> Iterator[list[Pair]]:
    """Neighbouring steps that are not the same word; a bracket or a mask is a run of its own."""
    run: list[Pair] = []
    for pair in sides.pairs:
        if pair.op in ("insert", "delete", "replace"):
            if not (pair.op == "delete" and sides.words[pair.low].aside):
                run.append(pair)
            continue
        if run:
            yield run
            run = []
        if pair.op != "same":
            yield [pair]
    if run:
        yield run


def _plain(run: Sequence[Pair], sides: Sides, kind: EditKind | None = None) -> Edit:
    """The undeclared edit of a run of steps."""
    atoms = [pair.atom for pair in run if pair.op != "delete"]
    said = [pair.low for pair in run if pair.op != "insert"]
    if kind is None:
        printed_words = [sides.atoms[at].words[0] for at in atoms]
        if atoms[:1] == [0]:
            printed_words[0] = replace(printed_words[0], opens=True)
        kind = kind_of(printed_words, _source_words(said, sides.words))
        if kind in ("name", "content") and _by_ear(printed_words, said, sides.words):
            kind = "noise"
    return sides.edit(kind, atoms, said, run[0])


def _by_ear(printed: Sequence[Word], said: Sequence[int], words: Sequence[Word]) -> bool:
    """Whether a transcript says of its one word, which looks like the printed one, that it was spelled by ear:
    "Judge Corio (ph)" for "Judge Coriell"."""
    if len(printed) != 1 or len(said) != 1 or said[0] + 1 >= len(words):
        return False
    note, heard = words[said[0] + 1], words[said[0]]
    marked = note.aside and note.key in ("ph", "phonetic", "sp")
    return marked and printed[0].key[:1] == heard.key[:1] and fuzz.ratio(printed[0].key, heard.key) >= ALIKE


def _source_words(places: Sequence[int], words: Sequence[Word]) -> list[Word]:
    """The words at some places, marked where a capital may come from standing first in a sentence."""
    out: list[Word] = []
    for at in places:
        before = words[at - 1] if at else None
        opens = before is None or before.ends_sentence or bool(re.search(r"[\"\u201c:\n]", before.tail))
        out.append(replace(words[at], opens=opens))
    return out


def _declared(pair: Pair, sides: Sides) -> Edit:
    """A bracket with what it replaced, a mask with what it hides."""
    atom = sides.atoms[pair.atom]
    places = [at for at in range(pair.low, pair.high) if not sides.words[at].aside]
    covered = _source_words(places, sides.words)
    if atom.kind == "bracket":
        harmless = not covered and not set(keys_in(atom.words)) & NEGATIONS and not _figures(atom)
        kind: EditKind = "none" if harmless else kind_of(atom.words, covered)
        return sides.edit(kind, [pair.atom], places, pair, "bracket")
    bleeped = pair.high > pair.low and not covered
    oath = bleeped or (len(covered) == 1 and covered[0].written.casefold() in PROFANITY)
    kind = "profanity" if oath else kind_of((), covered) if covered else "content"
    return sides.edit(kind, [pair.atom], places, pair, "mask")


def _figures(atom: Atom) -> bool:
    """Whether a bracket holds figures alone that are no year: a number set beside the one that was said."""
    keys = keys_in(atom.words)
    return (
        bool(keys) and all(key[:1].isdigit() for key in keys) and not re.fullmatch(r"1\d{3}|20\d\d", keys[0])
    )


def _filler(run: Sequence[Pair], position: int, sides: Sides) -> int:
    """How many steps from ``position`` leave out or put in one filler."""
    op = run[position].op
    end = position
    while end < len(run) and run[end].op == op:
        end += 1
    if op == "delete":
        if run[end - 1].low - run[position].low != end - 1 - position:
            return 0
        return filler_length(sides.words, run[position].low, run[end - 1].low + 1)
    if op == "insert":
        printed = [atom.words[0] for atom in sides.atoms if atom.kind == "word"]
        first = printed.index(sides.atoms[run[position].atom].words[0])
        return min(end - position, filler_length(printed, first, first + end - position))
    return 0


def _restart(run: Sequence[Pair], position: int, sides: Sides) -> int:
    """How many steps from ``position`` leave out a false start: all of the run, or nothing."""
    places = [pair.low for pair in run[position:]]
    whole = all(pair.op == "delete" for pair in run) and places[-1] - places[0] == len(places) - 1
    return len(places) if whole and false_start(sides.words, places[0], places[-1] + 1) else 0


def _holds_sentence(said: Sequence[int], words: Sequence[Word]) -> bool:
    """Whether left-out words hold a whole sentence of three words or more, from its first to its last."""
    for at, place in enumerate(said[:-2]):
        if place and words[place - 1].ends_sentence:
            ends = [end for end in range(at + 2, len(said)) if words[said[end]].ends_sentence]
            return bool(ends) and said[ends[0]] - place == ends[0] - at
    return False


def _moves(edits: list[Edit]) -> list[Edit]:
    """Words taken out at one place and put in at another, reported as one move."""
    out = list(edits)
    for one in [edit for edit in edits if edit.op == "insert" and edit.declared is None]:
        for other in [edit for edit in out if edit.op == "delete" and edit.declared is None]:
            if _bare(one.printed) == _bare(other.said):
                moved = replace(one, op="move", kind="order", said=other.said, said_span=other.said_span)
                out[out.index(one)] = replace(moved, words=other.words)
                out.remove(other)
                break
    return out


def _bare(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
