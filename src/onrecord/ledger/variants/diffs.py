"""The typed word diff between two forms of a quotation, by the alignment engine, and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import Levenshtein

from onrecord.alignment import Edit
from onrecord.alignment.declared import Atom, Mark, Printed, as_edited, masked
from onrecord.alignment.edits import Sides, changes
from onrecord.alignment.fit import Pair, fit
from onrecord.alignment.kinds import kind_of
from onrecord.alignment.lexicon import PROFANITY
from onrecord.alignment.mood import mood_changes
from onrecord.alignment.reconcile import reconciled
from onrecord.alignment.words import Word, tokenize
from onrecord.alignment.written import RAW, keys_of
from onrecord.ledger.shingles import MASK, Wording
from onrecord.records import Span

__all__ = ["Diff", "compared", "cut_off", "from_json", "share", "to_json"]

_MARKS = re.compile(r"[?*\[\]#()\u2022\u2026]|\.\.|-[-\W]|[\u2010-\u2015]")
"""Marks that may declare an edit, and question marks."""
_AROUND = 4
"""Words around a change that its type may hang on."""
_ANCHOR = 3
"""Words in a row that are the same on both sides and so need no table of costs."""


@dataclass(frozen=True, slots=True)
class Diff:
    """How the shorter of two forms differs from the longer.

    ``before`` and ``after`` count the words of the longer form that stand before and after what the shorter one has of
    it: where it was cut. ``edits`` are seen from the shorter form: ``printed`` stands there, ``said`` in the longer
    one; spans are code points of the two contents.
    """

    before: int
    after: int
    edits: tuple[Edit, ...]

    def reversed(self) -> Diff:
        """The same differences seen from the longer form."""
        turned = tuple(
            replace(
                edit,
                op={"insert": "delete", "delete": "insert"}.get(edit.op, edit.op),  # type: ignore[arg-type]
                printed=edit.said,
                said=edit.printed,
                printed_span=edit.said_span,
                said_span=edit.printed_span,
            )
            for edit in self.edits
        )
        return Diff(self.before, self.after, turned)


def compared(shorter: Wording, longer: Wording) -> Diff:
    """The differences between two forms of which the longer holds the shorter, more or less."""
    if not _MARKS.search(shorter.text) and not _MARKS.search(longer.text):
        plain = _cut(shorter, longer) or _nearby(shorter, longer)
        if plain is not None:
            return plain
    return _compared(_printed(shorter.text, shorter.spans), _said(longer.text, longer.spans), shorter, longer)


def cut_off(diff: Diff, longer: Wording) -> tuple[str, str]:
    """What ``before`` and ``after`` count, as it stands in the longer form; empty where it cannot be told."""
    words = _said(longer.text, longer.spans)
    if len(words) != len(longer.quoted):
        return "", ""
    before = longer.text[words[0].start : words[diff.before - 1].end] if diff.before else ""
    after = longer.text[words[-diff.after].start : words[-1].end] if diff.after else ""
    return before, after


def _compared(printed: Printed, said: Sequence[Word], shorter: Wording, longer: Wording) -> Diff:
    if not printed.segments or not said:
        return Diff(0, 0, ())
    edits: list[Edit] = []
    low, first, last = 0, len(said), 0
    for number, segment in enumerate(printed.segments):
        low = low if low < len(said) else 0  # the segments may stand in another order there
        atoms, words = reconciled(segment, said[low:], shorter.text, longer.text, bare=False)
        pairs = _pairs(atoms, words)
        touched = [pair for pair in pairs if pair.op != "insert" and pair.high > pair.low]
        sides = Sides(pairs, _unmasked(atoms, words, pairs), words, shorter.text, longer.text)
        edits += [_oath(edit) for edit in changes(sides) if not _both_masked(edit)]
        end = printed.gaps[number].start if number < len(printed.gaps) else len(shorter.text)
        if "?" in shorter.text or "?" in longer.text:
            edits += [edit for edit, what in mood_changes(sides, end) if what == "mood"]
        if touched:
            shift = len(said) - low - len(words)  # words that were joined into one
            first = min(first, low + touched[0].low)
            if last and last <= low + touched[0].low:
                edits.append(
                    _omitted(printed.gaps[number - 1], said[last : low + touched[0].low], longer.text)
                )
            low += touched[-1].high + shift
            last = max(last, low)
    edits.sort(key=lambda edit: edit.printed_span)
    return Diff(first if last else 0, max(0, len(said) - last), tuple(edits))


def share(shorter: Wording, longer: Wording) -> float:
    """The share of the shorter form's words that alignment finds in the longer one, its segments in order."""
    printed = _printed(shorter.text, shorter.spans)
    said = _said(longer.text, longer.spans)
    matched = size = low = 0
    for segment in printed.segments:
        atoms, words = reconciled(segment, said[low:], shorter.text, longer.text, bare=False)
        size += sum(atom.kind != "bracket" for atom in atoms)
        if words:
            pairs = _pairs(atoms, words)
            matched += sum(pair.op == "same" for pair in pairs)
            low += (
                max((pair.high for pair in pairs if pair.op == "same"), default=0)
                + len(said)
                - low
                - len(words)
            )
    return matched / size if size else 0.0


@lru_cache(maxsize=1 << 12)
def _printed(text: str, spans: tuple[Span, ...]) -> Printed:
    return as_edited(text, spans)


@lru_cache(maxsize=1 << 12)
def _said(text: str, spans: tuple[Span, ...]) -> tuple[Word, ...]:
    return tuple(_words(_printed(text, spans), text))


def _nearby(shorter: Wording, longer: Wording) -> Diff | None:
    """The difference worked out for the changed words and a few around them; None where that is not all there is."""
    ours, theirs = _placed(shorter), _placed(longer)
    if ours is None or theirs is None:
        return None
    short, long = [word[0] for word in ours], [word[0] for word in theirs]
    blocks = list(Levenshtein.opcodes(short, long))
    edges = blocks[0], blocks[-1]
    before = edges[0].dest_end if edges[0].tag == "insert" else 0
    after = len(long) - edges[1].dest_start if edges[1].tag == "insert" and len(blocks) > 1 else 0
    inner = blocks[bool(before) : len(blocks) - bool(after)]
    changed = [block for block in inner if block.tag != "equal"]
    rows = [block.src_end - block.src_start for block in inner if block.tag == "equal"]
    if not changed or min(rows, default=0) < _ANCHOR or inner[0].tag != "equal" or inner[-1].tag != "equal":
        return None
    low = max(0, changed[0].src_start - _AROUND), max(before, changed[0].dest_start - _AROUND)
    high = changed[-1].src_end + _AROUND, changed[-1].dest_end + _AROUND
    parts = [
        ((words[a][1], words[min(b, end) - 1][2]),)
        for words, a, b, end in zip((ours, theirs), low, high, (len(ours), len(theirs) - after), strict=True)
    ]
    found = _compared(
        as_edited(shorter.text, parts[0]),
        tuple(tokenize(longer.text, start=parts[1][0][0], end=parts[1][0][1])),
        shorter,
        longer,
    )
    return None if found.before or found.after else Diff(before, after, found.edits)


def _placed(wording: Wording) -> list[tuple[str, int, int]] | None:
    """The words of a form with their places; None where it is in several pieces."""
    if len(wording.spans) != 1:
        return None
    start, end = wording.spans[0]
    return [
        (piece.key, match.start() + piece.start, match.start() + piece.end)
        for match in RAW.finditer(wording.text, start, end)
        for piece in keys_of(match[0])
    ]


def _omitted(gap: Mark, words: Sequence[Word], text: str) -> Edit:
    """What an ellipsis leaves out."""
    span = (words[0].start, words[-1].end) if words else (0, 0)
    kind = kind_of((), words) if words else "none"
    return Edit(
        "delete", kind, gap.text, text[slice(*span)], (gap.start, gap.end), span, gap.kind, len(words)
    )


def _cut(shorter: Wording, longer: Wording) -> Diff | None:
    """The difference where the shorter form stands in the longer one word for word, without marks to look into."""
    size = len(shorter.quoted)
    for at in range(len(longer.quoted) - size + 1):
        if longer.quoted[at] == shorter.quoted[0] and longer.quoted[at : at + size] == shorter.quoted:
            return Diff(at, len(longer.quoted) - at - size, ())
    return None


def _words(read: Printed, text: str) -> list[Word]:
    """The words of the longer form in order: a masked word as one word, the words of a bracket as words."""
    out: list[Word] = []
    for segment in read.segments:
        for atom in segment:
            if atom.kind == "mask":
                tail = text[atom.end : atom.end + 2]
                out.append(Word(atom.text, MASK, atom.start, atom.end, tail=tail, written=atom.text))
            else:
                out.extend(atom.words)
    return out


def _key(atom: Atom) -> str:
    if atom.kind == "mask":
        return MASK
    return MASK if atom.key in PROFANITY else atom.key


def _pairs(atoms: Sequence[Atom], words: Sequence[Word]) -> list[Pair]:
    """The steps from the shorter form to the longer: along rows of equal words at once, by cost between them."""
    ours = [_key(atom) for atom in atoms]
    theirs = [MASK if word.key in PROFANITY else word.key for word in words]
    if not any(atom.kind == "bracket" for atom in atoms):
        best = _simply(ours, theirs)
        if best is not None:
            return best
    plain = [atom if _key(atom) != MASK else _word(atom) for atom in atoms]
    folded = [
        word if key != MASK else replace(word, key=MASK) for word, key in zip(words, theirs, strict=True)
    ]
    return list(fit(plain, folded).pairs)


def _word(atom: Atom) -> Atom:
    """A masked word, or an oath, as a word that equals any other."""
    word = Word(atom.text, MASK, atom.start, atom.end, written=atom.text)
    if atom.words:
        word = replace(atom.words[0], key=MASK)
    return Atom("word", atom.text, atom.start, atom.end, (word,))


def _simply(ours: Sequence[str], theirs: Sequence[str]) -> list[Pair] | None:
    """The steps where words were only cut, left out, put in or changed one for one; None where costs must decide."""
    size = len(ours)
    for at in range(len(theirs) - size + 1):
        if theirs[at] == ours[0] and list(theirs[at : at + size]) == list(ours):
            return [Pair("same", n, at + n, at + n + 1) for n in range(size)]
    blocks = list(Levenshtein.opcodes(ours, theirs))
    if blocks and blocks[0].tag == "insert":
        blocks = blocks[1:]
    if blocks and blocks[-1].tag == "insert":
        blocks = blocks[:-1]
    pairs: list[Pair] = []
    for number, block in enumerate(blocks):
        here = range(block.src_start, block.src_end)
        there = range(block.dest_start, block.dest_end)
        if block.tag == "equal":
            if len(here) < (1 if number in (0, len(blocks) - 1) and len(blocks) == 1 else _ANCHOR):
                return None
            pairs += [Pair("same", a, b, b + 1) for a, b in zip(here, there, strict=True)]
        elif block.tag == "replace" and len(here) == 1 and 0 < number < len(blocks) - 1:
            pairs.append(Pair("replace", here[0], there[0], there[0] + 1))
        elif block.tag == "delete" and 0 < number < len(blocks) - 1:
            pairs += [Pair("insert", a, block.dest_start, block.dest_start) for a in here]
        elif block.tag == "insert" and len(there) <= 3:
            pairs += [Pair("delete", -1, b, b + 1) for b in there]
        else:
            return None
    return pairs


def _unmasked(atoms: Sequence[Atom], words: Sequence[Word], pairs: list[Pair]) -> list[Atom]:
    """The atoms, with each mask that meets a word made a step that reports what it hides.

    Changes ``pairs`` where a mask, or an oath that the longer form masks, stands against something.
    """
    out = list(atoms)
    for number, pair in enumerate(pairs):
        if pair.op not in ("same", "replace"):
            continue
        atom, word = atoms[pair.atom], words[pair.low]
        hidden = word.key == MASK
        if atom.kind == "mask":
            pairs[number] = replace(pair, op="mask")
        elif hidden and masked(word.text, atom.text):
            # Seen from a form that spells the oath out, the other one masks it: the same edit.
            out[pair.atom] = Atom("mask", atom.text, atom.start, atom.end)
            pairs[number] = replace(pair, op="mask")
        elif atom.kind == "bracket":
            pairs[number] = replace(pair, op="bracket")
    return [
        _word(atom) if atom.kind == "mask" and not _is_step(at, pairs, "mask") else atom
        for at, atom in enumerate(out)
    ]


def _is_step(atom: int, pairs: Sequence[Pair], op: str) -> bool:
    return any(pair.atom == atom and pair.op == op for pair in pairs)


def _both_masked(edit: Edit) -> bool:
    """Whether an edit only sets one mask in the place of another."""
    return edit.declared == "mask" and _is_mask(edit.printed) and _is_mask(edit.said)


def _oath(edit: Edit) -> Edit:
    """A mask in the longer form that hides an oath of the shorter one."""
    hides = edit.declared == "mask" and edit.printed.casefold() in PROFANITY
    return replace(edit, kind="profanity") if hides else edit


def _is_mask(text: str) -> bool:
    return bool(text) and not text.isalpha()


def to_json(diff: Diff) -> str:
    """A diff as the ledger keeps it."""
    edits: list[dict[str, Any]] = []
    for edit in diff.edits:
        row: dict[str, Any] = {
            "op": edit.op,
            "kind": edit.kind,
            "shorter": edit.printed,
            "longer": edit.said,
            "spans": [*edit.printed_span, *edit.said_span],
        }
        if edit.declared:
            row["declared"] = edit.declared
        edits.append(row)
    told: dict[str, Any] = {"before": diff.before, "after": diff.after, "edits": edits}
    return json.dumps(
        {key: value for key, value in told.items() if value}, ensure_ascii=False, separators=(",", ":")
    )


def from_json(text: str) -> Diff:
    """A diff as `to_json` wrote it."""
    told = json.loads(text)
    edits = tuple(
        Edit(
            row["op"],
            row["kind"],
            row["shorter"],
            row["longer"],
            (row["spans"][0], row["spans"][1]),
            (row["spans"][2], row["spans"][3]),
            row.get("declared"),
        )
        for row in told.get("edits", ())
    )
    return Diff(told.get("before", 0), told.get("after", 0), edits)
