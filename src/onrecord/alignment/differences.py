"""In what ways words that count as the same are written differently, and how much that overlooks."""

from __future__ import annotations

import re

from onrecord.alignment.fit import Pair
from onrecord.alignment.folding import Level, fold, typographic
from onrecord.alignment.lexicon import ABBREVIATIONS
from onrecord.alignment.placing import Placed
from onrecord.alignment.words import Word
from onrecord.alignment.written import INFORMAL

__all__ = ["SPELLING", "features_of", "same_at"]


def features_of(placed: Placed, printed_text: str) -> set[str]:
    """In what ways words that count as the same are written differently."""
    out: set[str] = set()
    previous: Pair | None = None
    for pair in placed.fit.pairs:
        if pair.op != "same":
            previous = None
            continue
        printed, said = placed.atoms[pair.atom].words[0], placed.words[pair.low]
        if printed.text != said.text or printed.written != said.written:
            out.add(_difference(printed, said))
        if previous is not None and pair.atom and placed.words[previous.low].turn == said.turn:
            one = printed_text[placed.atoms[pair.atom - 1].end : printed.start]
            if _points(one) != _points(placed.words[previous.low].tail):
                out.add("punctuation")
        previous = pair
        if said.turn != placed.words[placed.fit.low].turn and not said.aside:
            out.add("turns")
    out.discard("same")
    if placed.fit.pairs[0].op == "same":
        opening, spoken = placed.atoms[0].words[0].text, placed.words[placed.fit.pairs[0].low].text
        if opening[:1] != spoken[:1] and opening[:1].casefold() == spoken[:1].casefold():
            out.add("case_changed")
    return out


def _points(between: str) -> str:
    return re.sub(r"\s+", "", typographic(between))


def _difference(printed: Word, said: Word) -> str:
    one, other = typographic(printed.text), typographic(said.text)
    if one == other:
        whole, whole_other = typographic(printed.written), typographic(said.written)
        if whole.casefold() == whole_other.casefold() or (printed.text == printed.written) == (
            said.text == said.written
        ):
            return "typography" if printed.text != said.text else "same"
        return "contraction"
    if one.casefold() == other.casefold():
        return "case"
    if any(char.isdigit() for char in printed.key[:2]):
        return "numeral"
    if printed.text != printed.written or said.text != said.written:
        if re.search(r"[- \n]", printed.written + said.written):
            return "compound"
        informal = {typographic(word.written).casefold() for word in (printed, said)} & INFORMAL
        return "informal" if informal else "contraction"
    if fold(printed.text, Level.LAYOUT).text == fold(said.text, Level.LAYOUT).text:
        return "layout"
    if re.search(r"[-\s]", printed.text + said.text):
        return "compound"
    if printed.key in ABBREVIATIONS.values() or "." in printed.text + said.text:
        return "abbreviation"
    return "diacritic" if not (one + other).isascii() else "spelling"


SPELLING = frozenset(
    ("contraction", "informal", "numeral", "compound", "abbreviation", "diacritic", "spelling")
)


def same_at(printed: str, said: str) -> Level:
    """The lowest level at which two texts are the same, ``CASE`` when none below is."""
    if printed == said:
        return Level.NONE
    if typographic(printed) == typographic(said):
        return Level.TYPOGRAPHY
    same = fold(printed, Level.LAYOUT).text == fold(said, Level.LAYOUT, source=True).text
    return Level.LAYOUT if same else Level.CASE
