"""The characters that may be quotation marks, and how well each fits as an opening or a closing one.

Nothing is decided here. Every candidate gets three costs in tenths of a point: of opening a quotation, of
closing one, and of being no mark at all (an apostrophe, a prime, a stray). ``reader`` then looks for the
cheapest consistent reading of a paragraph. The costs state the typographer's rule: an opening mark has white
space, a bracket or a dash before it and a word after it; a closing one the reverse.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from onrecord.records import Span

from .words import ELISIONS

__all__ = ["Mark", "candidates", "glue"]

SURE: Final = '"“”„‟＂″〝〞«»‹›‚'
DOUBTFUL: Final = "'‘’‛`´′"

# A word-internal apostrophe (don't, O’Hara) is never a candidate: the regex itself steps over it.
_CANDIDATE: Final = re.compile(
    f"[{SURE}{DOUBTFUL}](?:(?<=[{SURE}])|(?<=')'|(?<=`)`|(?<=‘)‘|(?<=’)’|(?<!\\w.)|(?!\\w))", re.DOTALL
)

# family, glyph (what it pairs with), extra cost of opening, of closing
D, S, G = "D", "S", "G"
_GLYPHS: Final[dict[str, tuple[str, str, int, int]]] = {
    '"': (D, '"', 0, 0),
    "＂": (D, '"', 0, 0),
    "″": (D, '"', 10, 0),
    "“": (D, "“", 0, 20),
    "”": (D, "”", 20, 0),
    "‟": (D, "“", 0, 30),
    "〝": (D, "“", 0, 60),
    "〞": (D, "”", 60, 0),
    "„": (D, "„", 0, 60),
    "``": (D, "``", 0, 60),
    "''": (D, "''", 15, 0),
    "‘‘": (D, "“", 0, 30),
    "’’": (D, "”", 30, 0),
    "'": (S, "'", 0, 0),
    "‘": (S, "‘", 0, 30),
    "’": (S, "’", 30, 0),
    "‛": (S, "‘", 0, 30),
    "‚": (S, "‚", 0, 60),
    "`": (S, "`", 0, 30),
    "´": (S, "’", 30, 0),
    "′": (S, "'", 30, 20),
    "«": (G, "«", 0, 15),
    "»": (G, "»", 15, 0),
    "‹": (G, "‹", 0, 15),
    "›": (G, "›", 15, 0),
}

# Classes of neighbouring characters.
EDGE, SPACE, BRACKET, UNBRACKET, POINT, DASH, WORD, DIGIT = range(8)
_CLASS: Final[dict[str, int]] = {
    **dict.fromkeys("([{<", BRACKET),
    **dict.fromkeys(")]}>", UNBRACKET),
    **dict.fromkeys(",.;:!?…", POINT),
    **dict.fromkeys("-‐‑–—―/|", DASH),
    **dict.fromkeys(
        " \t\r\n\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\ufeff", SPACE
    ),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), SPACE),
    **dict.fromkeys("0123456789", DIGIT),
    **dict.fromkeys("*_~", BRACKET),
}
#                 EDGE SPACE BRACKET UNBRACKET POINT DASH WORD DIGIT
_OPEN_LEFT: Final = (0, 0, 0, 20, 10, 0, 30, 30)
_OPEN_RIGHT: Final = (50, 30, 0, 50, 35, 10, 0, 0)
_CLOSE_LEFT: Final = (60, 25, 50, 0, 0, 5, 0, 0)
_CLOSE_RIGHT: Final = (0, 0, 10, 0, 0, 0, 30, 30)
_THIN: Final = frozenset("\u2006\u2009\u200a\u202f")  # spaces a typesetter puts between two marks

_FEET: Final = re.compile(r"\d['’′] ?\d{1,2}$")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_WORD_AFTER: Final = re.compile(r"\w+")


class Mark(NamedTuple):
    """One candidate: where it stands, what it is, and what each reading of it costs."""

    start: int
    end: int
    family: str
    glyph: str
    opening: int
    closing: int
    neither: int
    prime: bool


def candidates(text: str, start: int, end: int) -> list[Mark]:
    """All candidates of the paragraph ``text[start:end]``, in order; cost linear in their number."""
    found = [m.span() for m in _CANDIDATE.finditer(text, start, end)]
    if text.find("<", start, end) >= 0:
        found = _outside_tags(text, start, end, found)
    marks: list[Mark] = []
    count = len(found)
    i = 0
    while i < count:
        # A run of touching marks ("'I, .'") shares what stands left and right of the whole run.
        j = i
        while j + 1 < count and (
            found[j + 1][0] == found[j][1]
            or (found[j + 1][0] == found[j][1] + 1 and text[found[j][1]] in _THIN)
        ):
            j += 1
        run_start, run_end = found[i][0], found[j][1]
        before = text[run_start - 1] if run_start > start else ""
        after = text[run_end] if run_end < end else ""
        left = _CLASS.get(before, WORD) if before else EDGE
        right = _CLASS.get(after, WORD) if after else EDGE
        if (
            run_end - run_start == 3
            and left not in (EDGE, SPACE, BRACKET, DASH)
            and text[run_start:run_end] == "'''"
        ):
            found[i], found[j] = (run_start, run_start + 1), (run_start + 1, run_end)  # .' then ''
        for k in range(i, j + 1):
            marks.append(_candidate(text, start, *found[k], left, right, before, run_end, k < j))
        i = j + 1
    return marks


def _outside_tags(text: str, start: int, end: int, found: list[Span]) -> list[Span]:
    """Leave out the marks inside markup tags: the values of attributes are no quotations."""
    tags = [m.span() for m in _TAG.finditer(text, start, end)]
    kept: list[Span] = []
    t = 0
    for at, upto in found:
        while t < len(tags) and tags[t][1] <= at:
            t += 1
        if t == len(tags) or at < tags[t][0]:
            kept.append((at, upto))
    return kept


def _candidate(
    text: str, start: int, at: int, upto: int, left: int, right: int, before: str, run_end: int, more: bool
) -> Mark:
    family, glyph, opening, closing = _GLYPHS[text[at:upto]]
    open_left, open_right = _OPEN_LEFT[left], _OPEN_RIGHT[right]
    close_left, close_right = _CLOSE_LEFT[left], _CLOSE_RIGHT[right]
    if right == POINT and text.startswith(("..", "…", ". ."), run_end):
        open_right = 3
    if (
        left == SPACE
        and run_end - 3 >= start
        and _CLASS.get(text[at - 2 : at - 1]) == POINT
        and right != WORD
    ):
        close_left = 15  # a blank slipped in before the closing mark: "genius, ' he
    if left == POINT and right >= WORD:
        close_right = 10  # no blank between two sentences: ."He
    if right == SPACE and glyph in "«‹":
        open_right = 0
    if left == SPACE and glyph in "»›":
        close_left = 0
    opening += open_left + open_right
    closing += close_left + close_right
    neither, prime = 50, False
    if left == DIGIT and (family != G) and glyph in ('"', "”", "'", "’", "''"):
        prime = right != POINT
        neither = 20 if family == D else 3
        if family == D and _FEET.search(text, max(start, at - 6), at) is not None:
            neither, prime = 0, True  # 6'2": feet stand before, these are inches
    elif left >= WORD and right >= WORD and glyph == "''":
        neither = 0  # it''s: an apostrophe typed or escaped twice
    elif family == S:
        neither, opening = _apostrophe(text, at, upto, left, right, before, opening, more)
        opening += 4
    return Mark(at, upto, family, glyph, opening, closing, neither, prime)


def _apostrophe(
    text: str, at: int, upto: int, left: int, right: int, before: str, opening: int, more: bool
) -> tuple[int, int]:
    """Cost of reading a single mark as an apostrophe, and of reading it as an opening mark."""
    if left >= WORD and right >= WORD:
        return 0, opening + 30
    if left >= WORD and not more:
        if before in "sSxzXZ":
            return 3, opening
        if before in "nNoO":
            return 8, opening
        return 20, opening
    if right >= WORD and left < WORD and not more:
        word = _WORD_AFTER.match(text, upto)
        if word is not None:
            low = word.group()[:12].lower()
            if low in ELISIONS:
                return 0, opening + 30
            if low[0].isdigit():
                return (0, opening + 15) if len(low.rstrip("s")) == 2 else (15, opening)
        return 20, opening
    return 30, opening


def glue(opening: str, closing: str) -> int | None:
    """Cost of ``closing`` as the partner of ``opening`` (glyphs), or None when they never pair."""
    return _PAIRS.get((opening, closing))


_PAIRS: Final[dict[tuple[str, str], int]] = {
    ('"', '"'): 0, ('"', "”"): 10, ('"', "''"): 10, ('"', "“"): 20,
    ("“", "”"): 0, ("“", '"'): 10, ("“", "“"): 0, ("“", "''"): 10,
    ("”", "”"): 0, ("”", '"'): 10, ("”", "“"): 30,
    ("„", "“"): -20, ("„", "”"): 0, ("„", '"'): 5, ("„", "''"): 5,
    ("``", "''"): 0, ("``", '"'): 5, ("``", "”"): 10, ("``", "``"): 0,
    ("''", "''"): 0, ("''", '"'): 10, ("''", "”"): 10,
    ("'", "'"): 0, ("'", "’"): 7, ("'", "‘"): 20,
    ("‘", "’"): 0, ("‘", "'"): 7, ("‘", "‘"): 0,
    ("’", "’"): 0, ("’", "'"): 10, ("’", "‘"): 30,
    ("‚", "‘"): -30, ("‚", "’"): 0, ("‚", "'"): 5,
    ("`", "'"): 0, ("`", "’"): 5, ("`", "`"): 0,
    ("«", "»"): 0, ("»", "«"): 0, ("»", "»"): 10, ("‹", "›"): 0, ("›", "‹"): 0, ("›", "›"): 10,
}  # fmt: skip
