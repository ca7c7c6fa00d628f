"""Questions printed as statements, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from onrecord.alignment.edits import Edit, Sides
from onrecord.alignment.fit import Pair
from onrecord.alignment.lexicon import AUXILIARIES, CONJUNCTIONS, DISCOURSE, FILLERS, MODALS, QUESTION_WORDS
from onrecord.alignment.words import Word, sentence_start

__all__ = ["mood_changes"]

_LEADS = CONJUNCTIONS | AUXILIARIES | FILLERS | MODALS | {"okay", "oh"}
"""Words before a printed sentence that do not keep it from being the whole sentence."""
_FULL_STOP = re.compile(r"[\s\"'\u201d\u2019)]*[.!;]")


def mood_changes(sides: Sides, end: int) -> list[tuple[Edit, Literal["mood", "mark"]]]:
    """Where the print has a question mark and the source none, or the reverse.

    ``mood`` is a question made a statement or a statement made a question; ``mark`` is the mark alone: the word
    order asks anyway, or the print gives only a fragment of the sentence. ``end`` is where the printed
    stretch ends in the printed text.
    """
    out: list[tuple[Edit, Literal["mood", "mark"]]] = []
    placed = [pair for pair in sides.pairs if pair.op in ("same", "replace")]
    for number, pair in enumerate(placed):
        word, atom = sides.words[pair.low], sides.atoms[pair.atom]
        last = pair.atom == len(sides.atoms) - 1
        if number == len(placed) - 1 and not last:
            break  # words put in after this one end the printed sentence
        printed_tail = sides.printed_text[atom.end : end if last else sides.atoms[pair.atom + 1].start]
        asked, asks = "?" in word.tail, "?" in printed_tail
        if asked == asks:
            continue  # before the sentence is looked for, which is long where nothing ends one
        start = sentence_start(sides.words, pair.low)
        if start == pair.low and (word.key,) in DISCOURSE:
            continue
        whole, inverted = _printed_sentence(placed[: number + 1], start, sides)
        if asked:
            changed = whole and (bool(_FULL_STOP.match(printed_tail)) or (last and not inverted))
        else:
            changed = whole and not inverted and bool(re.search(r"[.!]", word.tail))
        span = (atom.start, min(atom.end + 1, len(sides.printed_text)))
        printed = sides.printed_text[slice(*span)]
        said = word.text + word.tail.strip()[:1]
        edit = Edit(
            "replace", "mood", printed, said, span, (word.start, word.end + len(said) - len(word.text))
        )
        out.append((edit, "mood" if changed else "mark"))
    return out


def _printed_sentence(placed: Sequence[Pair], start: int, sides: Sides) -> tuple[bool, bool]:
    """Whether the print gives the sentence from its beginning, and whether its word order asks.

    ``placed`` are the steps up to the sentence's last word, ``start`` is its first word in the source.
    """
    inside = [pair for pair in placed if pair.low >= start]
    first, last = inside[0], inside[-1]
    lead = [word for word in sides.words[start : first.low] if not word.aside]
    whole = len(lead) <= 2 and all(word.key in _LEADS for word in lead)
    added = any(pair.op == "insert" and first.atom <= pair.atom <= last.atom for pair in sides.pairs)
    return whole, not added and _asks([sides.atoms[pair.atom].words[0] for pair in inside])


def _asks(words: Sequence[Word]) -> bool:
    """Whether words begin as a question does: a question word, or an auxiliary before its subject."""
    keys = [word.key for word in words[:6]]
    while keys and keys[0] in CONJUNCTIONS | {"okay", "oh"}:
        keys.pop(0)
    if keys[:1] and keys[0] in QUESTION_WORDS:
        return True
    return len(keys) > 1 and keys[0] in AUXILIARIES | MODALS and keys[1] != "to"
