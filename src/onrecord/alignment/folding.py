"""Folding: the same words however they are typed, with a map back to the untouched text.

Levels (each includes those before it):

``NONE``        the text itself;
``TYPOGRAPHY``  canonical composition (Unicode NFC), quotation marks, apostrophes, dashes, blanks, invisible
                format characters and soft hyphens, typographic ligatures, full-width forms, the long s;
``LAYOUT``      runs of white space, a hyphen at a line break, Markdown emphasis; in a source also stage
                directions, lines that are only a page number, and footnote marks;
``CASE``        letter case and punctuation, except the question mark and what belongs to a number or a word;
``SPELLING``    numerals, contractions, abbreviations, British and American spelling, diacritics
                (word by word, see :func:`onrecord.alignment.words.spelled`);
``DECLARED``    edits the printed quote declares itself: ellipsis, brackets, masks (see ``declared``).

No level deletes a digit, a decimal point, a sign before a number, a per cent or currency sign, or a negation.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from onrecord.records import Span

__all__ = ["Folded", "Level", "asides", "fold", "typographic"]


class Level(IntEnum):
    """How much had to be overlooked to see the same words; see the module's text."""

    NONE = 0
    TYPOGRAPHY = 1
    LAYOUT = 2
    CASE = 3
    SPELLING = 4
    DECLARED = 5


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its characters comes from.

    ``starts[i]`` and ``ends[i]`` delimit, in code points of the untouched text, what became ``text[i]``;
    both are non-decreasing. ``joins`` are the places in ``text`` where a hyphen at a line break was taken
    out: the reading with the hyphen kept is ``text[:i] + "-" + text[i:]``.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    joins: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The half-open span of the untouched text behind ``text[start:end]`` (which must not be empty)."""
        return self.starts[start], self.ends[end - 1]


_SINGLE = "\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9\u00b4`\u2039\u203a\uff07"
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u301d\u301e\uff02"
_HYPHEN = "\u2010\u2011\u2212\uff0d"
_DASH = "\u2012\u2013\u2014\u2015\u2e3a\u2e3b"
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    "\u0132": "IJ",
    "\u0133": "ij",
    "\u017f": "s",
    "\u2026": "...",
}


def _replacement(char: str) -> str:
    """What one character becomes at the typographic level; empty for what is invisible."""
    if char in _LIGATURES:
        return _LIGATURES[char]
    if char in _SINGLE:
        return "'"
    if char in _DOUBLE:
        return '"'
    if char in _HYPHEN:
        return "-"
    if char in _DASH:
        return "--"
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    if category == "Zs":
        return " "
    if "\uff01" <= char <= "\uff5e":
        return chr(ord(char) - 0xFEE0)
    return char


Piece = tuple[str, int, int]


def _plain(text: str) -> bool:
    """Whether a text is the same at the typographic level, by its characters alone."""
    return text.isascii() and "---" not in text and "`" not in text


def _composed(pieces: list[Piece]) -> Iterator[Piece]:
    """NFC over pieces of one character each, a base with its marks at a time."""
    position = 0
    while position < len(pieces):
        end = position + 1
        while end < len(pieces) and _continues(pieces[end][0]):
            end += 1
        cluster = "".join(piece[0] for piece in pieces[position:end])
        composed = unicodedata.normalize("NFC", cluster)
        if composed == cluster:
            yield from pieces[position:end]
        else:
            start, stop = pieces[position][1], pieces[end - 1][2]
            yield from ((char, start, stop) for char in composed)
        position = end


def _continues(char: str) -> bool:
    """Whether NFC may merge this character into the one before: combining marks and Hangul vowels, finals."""
    return unicodedata.combining(char) != 0 or "\u1160" <= char <= "\u11ff"


def _replaced(pieces: Iterator[Piece] | list[Piece]) -> list[Piece]:
    out: list[Piece] = []
    for char, start, end in pieces:
        out.extend((piece, start, end) for piece in _replacement(char))
    return out


def _typography(pieces: list[Piece]) -> list[Piece]:
    text = "".join(piece[0] for piece in pieces)
    if _plain(text):
        return pieces
    # NFC turns a few letters into characters of the table (a Greek varia into a grave), hence the second pass.
    out = _replaced(_composed(_replaced(pieces)))
    # Three hyphens, or a dash beside a hyphen, are one dash.
    kept: list[Piece] = []
    run = 0
    for piece in out:
        run = run + 1 if piece[0] == "-" else 0
        if run > 2:
            kept[-1] = (kept[-1][0], kept[-1][1], piece[2])
        else:
            kept.append(piece)
    return kept


STAGE_WORDS = "|".join(
    (
        "applause|applauding|cheer|cheers|cheering|laugh|laughs|laughter|laughing|chuckles?|boos?|booing",
        "crosstalk|cross-talk|inaudible|unintelligible|indiscernible|bell|buzzer|music|pause|pauses|silence",
        "chant|chants|chanting|audience|crowd|video|audio|clip|tape|commercial|break|ph|sighs?|coughs?",
        "gestures?|gesturing|whistl\\w+|shouts?|shouting|crying|singing|off-mike|off-mic|interruption",
        "standing ovation|translated|foreign language",
    )
)
_STAGE = re.compile(
    rf"\([^()\n]{{0,60}}?\b(?:{STAGE_WORDS})\b[^()\n]{{0,60}}\)"
    rf"|\[[^\[\]\n]{{0,60}}?\b(?:{STAGE_WORDS})\b[^\[\]\n]{{0,60}}\]"
    rf"|^[ \t]*(?:{STAGE_WORDS})(?:[ \t]+(?:and[ \t]+)?(?:{STAGE_WORDS}|rings?|ringing))*[.!]?[ \t]*$"
    rf"|(?<=\.\.\.)[ \t]*(?:BELL RINGING|BELL RINGS|APPLAUSE|LAUGHTER|CROSSTALK|CHEERING)[ \t]*(?=\.\.\.)",
    re.IGNORECASE | re.MULTILINE,
)
_SHOUTED = re.compile(r"\([A-Z][A-Z0-9 ,.;:'/&-]{3,80}\)")
_PAGE = re.compile(
    r"^[ \t\f]*(?:[Pp]age[ \t]+)?[-\u2013\u2014]?[ \t]*\d{1,4}(?:[ \t]+of[ \t]+\d{1,4})?[ \t]*[-\u2013\u2014]?[ \t]*$",
    re.MULTILINE,
)
_FOOTNOTE = re.compile(
    r"\[\d{1,3}(?:[ ,;\u2013-]+\d{1,3})*\]|(?<=[^\W\d_])[\u00b9\u00b2\u00b3\u2070-\u2079]+"
    r"|(?<=[.,;!?\"\u201d])[\u00b9\u00b2\u00b3\u2070-\u2079]+"
)
_MOJIBAKE = re.compile(r"(?<![^\W\d_])[\u0412\u00c2](?=[\u00a0\u2013\u2014])")
_WORDS = re.compile(r"[^\W_]")
_BREAK = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][ \t]*\r?\n\s*(?=[^\W\d_])")
_EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,400}?)(?<=\S)\1(?![\w*])"
    r"|(?<!\w)(_{1,3})(?=\S)([^_\n]{1,400}?)(?<=\S)\3(?!\w)"
)


def asides(text: str) -> tuple[Span, ...]:
    """Spans of a *source* that nobody said: stage directions, page numbers, footnote marks; sorted, disjoint.

    A text that would be nothing else is taken for speech.
    """
    found = [
        match.span()
        for pattern in (_STAGE, _SHOUTED, _PAGE, _FOOTNOTE, _MOJIBAKE)
        for match in pattern.finditer(text)
        if match.end() > match.start()
    ]
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    outside = "".join(text[a:b] for (_, a), (b, _) in pairwise([(0, 0), *merged, (len(text), 0)]))
    return tuple(merged) if _WORDS.search(outside) else ()


def line_breaks(text: str) -> tuple[Span, ...]:
    """Spans of hyphens at a line break, with the white space after them."""
    return tuple(match.span() for match in _BREAK.finditer(text))


def _layout(pieces: list[Piece], *, source: bool, joined: set[int]) -> list[Piece]:
    """Drop line-break hyphens, emphasis and asides, and make white space one blank; ``joined`` collects the
    places (in the untouched text) after a dropped hyphen."""
    text = "".join(piece[0] for piece in pieces)
    gone = bytearray(len(pieces))
    blanked = bytearray(len(pieces))
    for start, end in line_breaks(text):
        gone[start:end] = b"\x01" * (end - start)
        joined.add(pieces[end][1])
    for match in _EMPHASIS.finditer(text):
        width = len(match[1] or match[3])
        for a, b in ((match.start(), match.start() + width), (match.end() - width, match.end())):
            gone[a:b] = b"\x01" * width
    for start, end in asides(text) if source else ():
        blanked[start:end] = b"\x01" * (end - start)
    out: list[Piece] = []
    for (char, start, end), drop, blank in zip(pieces, gone, blanked, strict=True):
        if blank or (char.isspace() and not drop):
            if out and out[-1][0] != " ":  # leading white space goes
                out.append((" ", start, end))
        elif not drop:
            out.append((char, start, end))
    if out and out[-1][0] == " ":
        out.pop()
    return out


_MEANT = re.compile(
    r"\w+(?:['.\-/:,]\w+)*"  # words and numbers with what holds them together
    r"|[?%$\u20ac\u00a3\u00a5]"
)


def _caseless(pieces: list[Piece]) -> list[Piece]:
    text = "".join(piece[0] for piece in pieces)
    out: list[Piece] = []
    for match in _MEANT.finditer(text):
        a, b = match.span()
        if a and text[a - 1] in "-+" and text[a].isdigit() and (a < 2 or not text[a - 2].isalnum()):
            a -= 1  # a sign belongs to its number
        if out:
            out.append((" ", out[-1][2], pieces[a][1]))
        for char, start, end in pieces[a:b]:
            out.extend((folded, start, end) for folded in char.casefold())
    return out


def fold(text: str, level: Level, *, source: bool = False) -> Folded:
    """``text`` at a level up to ``CASE``, with its map; higher levels count as ``CASE`` here.

    ``source`` also drops what a transcript adds to the words (see :func:`asides`). The map is monotone, and
    folding a folded text again changes nothing. Never raises on any string.
    """
    pieces: list[Piece] = [(char, position, position + 1) for position, char in enumerate(text)]
    joined: set[int] = set()
    before = None
    while level > Level.NONE and before != (before := "".join(piece[0] for piece in pieces)):
        pieces = _typography(pieces)
        if level >= Level.LAYOUT:
            pieces = _layout(pieces, source=source, joined=joined)
        if level >= Level.CASE:
            pieces = _caseless(pieces)
    starts = tuple(piece[1] for piece in pieces)
    return Folded(
        "".join(piece[0] for piece in pieces),
        starts,
        tuple(piece[2] for piece in pieces),
        tuple(sorted({bisect_left(starts, place) for place in joined} - {len(starts)})),
    )


_QUICK = str.maketrans(
    {
        char: _replacement(char)
        for char in _SINGLE
        + _DOUBLE
        + _HYPHEN
        + _DASH
        + "".join(_LIGATURES)
        + "\u00a0\u2009\u200b\u00ad\ufeff"
    }
)


def typographic(text: str) -> str:
    """``text`` at the typographic level, without the map (the common case, kept quick)."""
    quick = text if text.isascii() else text.translate(_QUICK)
    if _plain(quick):
        return quick
    return fold(text, Level.TYPOGRAPHY).text
