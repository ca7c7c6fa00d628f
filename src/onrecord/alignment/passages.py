"""From a printed quotation to the passages it was taken from, with every difference typed.

This is the engine under checking, grouping and finding. It reports facts; it knows no verdicts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.alignment.alignments import MAX_PLACES, Alignment, Gap, Passage
from onrecord.alignment.declared import Mark, Printed, as_edited, literal
from onrecord.alignment.differences import SPELLING, features_of, same_at
from onrecord.alignment.edits import Edit, Sides, changes
from onrecord.alignment.folding import Level, typographic
from onrecord.alignment.index import Index
from onrecord.alignment.kinds import EditKind, kind_of
from onrecord.alignment.mood import mood_changes
from onrecord.alignment.placing import (
    HOPELESS,
    NEAR,
    Placed,
    Reader,
    chains_of,
    exactly,
    places_of,
    plain_keys,
)
from onrecord.alignment.words import Word
from onrecord.alignment.written import RAW
from onrecord.records import Span

Int = NDArray[np.int64]

__all__ = ["Reading", "align", "exact_runs", "read"]


MAX_READ = 3
"""Placements whose every difference is worked out."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The two readings of one quotation: every mark as text, and the marks of editing interpreted."""

    text: str
    literal: Printed
    edited: Printed


def read(text: str, spans: Sequence[Span] | None = None) -> Reading:
    """Read a printed quotation; ``spans`` are its stretches when a cue interrupts it."""
    return Reading(text, literal(text, spans), as_edited(text, spans))


def align(
    reading: Reading,
    index: Index,
    *,
    prefer: NDArray[np.bool_] | None = None,
    limit: int = 6,
    everywhere: bool = False,
) -> list[Alignment]:
    """The alignments of a quotation with the sources, best first; empty when nothing is like it.

    ``prefer`` marks turns (by number in ``index``) that win among equals. Literally read words that stand
    somewhere (in a preferred turn, if there are any) settle the matter, unless ``everywhere``; else the
    quotation is read as edited, each segment is placed in its windows, and one passage a segment is chosen so
    that the cost, the disorder and the distance are least.

    Work is bounded whatever the sources repeat: a segment is placed in at most ``limit`` windows and two in preferred
    turns (twice where a numeral is cut), for each of these once before and once after, each placement at the cost that
    :func:`onrecord.alignment.fit.fit` states, in windows as long as the segment and a margin (``candidates``).
    """
    reader = Reader(index, prefer, reading.literal, everywhere=everywhere)
    found = _literally(reading, reader)
    missed = prefer is not None and bool(prefer.any()) and not all(_liking(one, reader) for one in found)
    if found and not everywhere and not missed:
        return found
    printed = reading.edited if reading.edited.segments else reading.literal
    if not printed.segments:
        return []
    if len(printed.segments) == 1:
        placed = places_of(printed.segments[0], printed.text, reader, limit)
        chains = [[one] for one in placed]
    else:
        chains = sorted(
            chains_of(printed, reader, limit), key=lambda chain: sum(one.fit.cost for one in chain)
        )
    taken = {one.passages[0].start for one in found}
    chains = [chain for chain in chains if chain[0].start not in taken]
    chains = [chain for at, chain in enumerate(chains) if not at or _comparable(chain)]
    liked = [chain for chain in chains[MAX_READ:] if all(one.preferred for one in chain)]
    alignments = [_alignment(printed, chain, reader) for chain in [*chains[:MAX_READ], *liked[:1]]]
    return sorted(
        [*found, *alignments], key=lambda one: (one.cost - _liking(one, reader), one.passages[0].start)
    )


def _comparable(chain: Sequence[Placed]) -> bool:
    """Whether a chain has enough of the words to be worth showing beside a better one."""
    matched = sum(one.fit.matched for one in chain)
    return matched >= HOPELESS * sum(atom.kind == "word" for one in chain for atom in one.atoms)


def _liking(alignment: Alignment, reader: Reader) -> float:
    return 0.5 * all(reader.liked(passage.start) for passage in alignment.passages)


def _literally(reading: Reading, reader: Reader) -> list[Alignment]:
    """Alignments in which every mark of the quotation stands in the source too."""
    printed = reading.literal
    if len(printed.segments) != 1:
        return []
    atoms = printed.segments[0]
    index = reader.index
    keys = plain_keys(atoms, printed.text)
    places = index.places(index.ids(keys))
    if not len(places):
        return []
    liked = (
        reader.prefer[index.turns_at(places)]
        if reader.prefer is not None
        else np.zeros(len(places), dtype=bool)
    )
    order = np.argsort(~liked, kind="stable")
    for at in order[: 4 if reading.edited.marks else 2]:
        position = int(places[at])
        turn = index.turn_at(position)
        source = index.source_of_turn(turn)
        placed = exactly(atoms, printed.text, source, position, len(keys), reader)
        if placed is None or not _marks_stand(reading.edited, placed, index.sources[source].text):
            continue
        own = _own_places(index, places[order])
        listed = tuple(_place_span(index, int(place), len(keys)) for place in own[:MAX_PLACES])
        one = _alignment(printed, [placed], reader)
        return [replace(one, places=listed, occurrences=len(own))]
    return []


def _own_places(index: Index, places: Int) -> Int:
    """The places but for those in sources that are parts of others; these, when there are no others."""
    if not index.has_parts:
        return places
    own = [index.sources[index.source_of_turn(int(turn))].part_of is None for turn in index.turns_at(places)]
    return places[own] if any(own) else places


def _place_span(index: Index, position: int, size: int) -> tuple[int, Span]:
    source = index.source_of_turn(index.turn_at(position))
    last = index.offset(position + size - 1)
    match = RAW.match(index.sources[source].text, last)
    return source, (index.offset(position), match.end() if match else last)


def _marks_stand(edited: Printed, placed: Placed, source_text: str) -> bool:
    """Whether the source has the quotation's dots, brackets and stars at the same places."""
    for mark in edited.marks:
        before = [
            pair
            for pair in placed.fit.pairs
            if pair.op == "same" and placed.atoms[pair.atom].end <= mark.start
        ]
        after = [
            pair
            for pair in placed.fit.pairs
            if pair.op == "same" and placed.atoms[pair.atom].start >= mark.end
        ]
        start = placed.words[before[-1].low].end if before else placed.words[placed.fit.low].start - 2
        end = placed.words[after[0].low].start if after else placed.words[placed.fit.high - 1].end + 2
        between = typographic(source_text[max(0, start) : end])
        if mark.kind == "ellipsis" and not re.search(r"\.\s?\.|--|-\s", between):
            return False
        if mark.kind in ("bracket", "sic", "case") and mark.text[:1] == "[" and "[" not in between:
            return False
        if mark.kind == "mask" and not re.search(r"[*\-_\[(]", between):
            return False
    return True


def _alignment(printed: Printed, chain: Sequence[Placed], reader: Reader) -> Alignment:
    """Put the facts of a chain of placed segments together."""
    index = reader.index
    edits: list[Edit] = []
    features: set[str] = set()
    passages: list[Passage] = []
    gaps: list[Gap] = []
    matched = size = cost = 0
    for number, placed in enumerate(chain):
        source_text = index.sources[placed.source].text
        passage = _passage(placed, index)
        if number:
            gaps.append(
                _gap(printed.gaps[number - 1], passages[-1], passage, chain[number - 1], placed, reader)
            )
        passages.append(passage)
        sides = Sides(placed.fit.pairs, placed.atoms, placed.words, printed.text, source_text)
        edits.extend(changes(sides))
        end = printed.gaps[number].start if number < len(printed.gaps) else len(printed.text)
        for edit, what in mood_changes(sides, end):
            features.add("punctuation_mood")
            if what == "mood":
                edits.append(edit)
        features |= features_of(placed, printed.text)
        matched += passage.matched
        size += passage.size
        cost += placed.fit.cost
    edits.extend(
        _omission(gap) for gap in gaps if not gap.joined and (gap.words or gap.mark.kind == "ellipsis")
    )
    edits.extend(_small_marks(printed))
    edits = _in_round_brackets(edits, printed.text)
    level = _level(printed, passages, chain, features, index)
    return Alignment(
        printed,
        tuple(passages),
        tuple(gaps),
        tuple(sorted(edits, key=lambda edit: edit.printed_span)),
        matched,
        size,
        cost,
        level,
        frozenset(features),
        tuple((passage.source, passage.spans[0]) for passage in passages[:1]),
        cells=reader.cells,
    )


def _passage(placed: Placed, index: Index) -> Passage:
    touched = [
        at for pair in placed.fit.pairs for at in range(pair.low, pair.high) if not placed.words[at].aside
    ]
    low, high = touched[0], touched[-1] + 1
    text = index.sources[placed.source].text
    spans: list[Span] = []
    turns: list[int] = []
    for word in placed.words[low:high]:
        if word.aside and word.turn not in turns:
            continue
        if turns and turns[-1] == word.turn:
            spans[-1] = (spans[-1][0], word.end)
        else:
            turns.append(word.turn)
            spans.append((word.start, word.end))
    return Passage(
        placed.source,
        tuple(dict.fromkeys(turns)),
        tuple(spans),
        " ".join(text[a:b] for a, b in spans),
        placed.words,
        low,
        high,
        placed.start,
        placed.fit.matched,
        sum(atom.kind == "word" for atom in placed.atoms),
    )


def _gap(mark: Mark, first: Passage, second: Passage, before: Placed, after: Placed, reader: Reader) -> Gap:
    together = first.source == second.source
    start, end = first.spans[-1][1], second.spans[0][0]
    ordered = together and start <= end
    if not ordered:
        distance = abs(after.start - before.end) if together else 0
        return Gap(mark, "", (start, start), (), distance, ordered, together, False)
    text = reader.index.sources[first.source].text
    low, high = reader.index.position(first.source, start), reader.index.position(first.source, end)
    distance = high - low
    words: tuple[Word, ...] = ()
    if distance <= NEAR:
        near = reader.words(first.source, low - 2, high + 1)
        words = tuple(word for word in near if start <= word.start and word.end <= end and not word.aside)
        distance = len(words)
    joined = not words and bool(re.search(r"\.\s?\.|\u2026|--|\u2014|\u2013|-\s", text[start:end]))
    omitted = text[start:end].strip() if distance <= NEAR else ""
    return Gap(mark, omitted, (start, end), words, distance, ordered, together, joined)


def _omission(gap: Gap) -> Edit:
    """What an ellipsis or a cue took out, as an edit of the gravest kind among the words left out."""
    words = list(gap.words)
    kind = kind_of((), words) if words else "none"
    return Edit(
        "delete",
        kind,
        gap.mark.text,
        gap.text,
        (gap.mark.start, gap.mark.end),
        gap.span,
        gap.mark.kind,
        len(words),
    )


def _small_marks(printed: Printed) -> list[Edit]:
    """[sic] and bracketed initials: declared, and hiding nothing."""
    return [
        Edit(
            "insert" if mark.kind == "sic" else "replace",
            "none",
            mark.text,
            "",
            (mark.start, mark.end),
            (0, 0),
            mark.kind,
        )
        for mark in printed.marks
        if mark.kind in ("sic", "case")
    ]


def _in_round_brackets(edits: list[Edit], text: str) -> list[Edit]:
    """An insertion that fills round brackets is a declared gloss."""
    out: list[Edit] = []
    for edit in edits:
        a, b = edit.printed_span
        filled = text[max(0, a - 1) : a] == "(" and text[b : b + 1] == ")"
        if edit.op == "insert" and edit.declared is None and filled:
            kind: EditKind = "negation" if edit.kind == "negation" else "none"
            edit = replace(edit, declared="bracket", kind=kind, printed=f"({edit.printed})")
        out.append(edit)
    return out


def _level(
    printed: Printed, passages: Sequence[Passage], chain: Sequence[Placed], features: set[str], index: Index
) -> Level:
    """The lowest level at which print and passages are the same, the final mark included."""
    if printed.marks and any(mark.kind != "cue" for mark in printed.marks):
        return Level.DECLARED
    if features & SPELLING:
        return Level.SPELLING
    level = Level.NONE
    for number, (passage, placed) in enumerate(zip(passages, chain, strict=True)):
        source = index.sources[passage.source].text
        end = printed.gaps[number].start if number < len(printed.gaps) else len(printed.text)
        text = printed.text[placed.atoms[0].start : placed.atoms[-1].end]
        final = re.sub(r"[\s\"\u201c\u201d]+", "", printed.text[placed.atoms[-1].end : end])
        said = source[passage.spans[0][0] : passage.spans[-1][1]] if len(passage.spans) == 1 else passage.text
        at = same_at(text, said)
        tail = source[passage.spans[-1][1] : passage.spans[-1][1] + 8]
        if final and not re.sub(r"[\s\"\u201c\u201d]+", "", tail).startswith(final):
            at = Level.CASE
            features.add("punctuation")
        level = max(level, at)
    return level


def exact_runs(reading: Reading, index: Index) -> list[tuple[int, int, int]]:
    """Runs of four words and more that stand somewhere exactly, greedily from the left.

    Each is ``(first word, length, position in the index)``; where a run stands in several places, the one
    nearest to the run before is taken.
    """
    printed = reading.edited
    keys = [key for segment in printed.segments for key in plain_keys(segment, printed.text)]
    ids = index.ids(keys)
    runs: list[tuple[int, int, int]] = []
    for at, length, found in index.runs(ids):
        before = runs[-1][2] if runs else int(found[0])
        runs.append((at, length, int(found[np.argmin(np.abs(found - before))])))
    return runs
