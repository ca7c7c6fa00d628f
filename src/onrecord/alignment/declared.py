"""What a printed quotation says of its own editing: ellipses, brackets, [sic], masked words.

A quotation is read twice: *literally*, every mark being text (a formula "[2Fe-2S]", a speaker's own dots),
and *as edited*. Which reading holds is decided by the source, see ``passages``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.alignment.folding import typographic
from onrecord.alignment.lexicon import PROFANITY
from onrecord.alignment.words import Word, tokenize
from onrecord.alignment.written import keys_of
from onrecord.records import Span

__all__ = ["Atom", "Mark", "Printed", "as_edited", "literal", "masked"]

MarkKind = Literal["ellipsis", "bracket", "mask", "sic", "case", "cue"]


@dataclass(frozen=True, slots=True)
class Atom:
    """One unit of a printed quotation: a word, a bracket (``words`` are those inside) or a masked word."""

    kind: Literal["word", "bracket", "mask"]
    text: str
    start: int
    end: int
    words: tuple[Word, ...] = ()

    @property
    def key(self) -> str:
        """The word's key; empty for brackets and masks."""
        return self.words[0].key if self.kind == "word" else ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of editing in the printed text, ``[start, end)``; an ellipsis and a cue stand between segments."""

    kind: MarkKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Printed:
    """A quotation as printed and read: segments of atoms between ellipses, and all its marks in order.

    ``gaps[i]`` is the mark between ``segments[i]`` and ``segments[i + 1]``.
    """

    text: str
    segments: tuple[tuple[Atom, ...], ...]
    gaps: tuple[Mark, ...]
    marks: tuple[Mark, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """The words outside brackets and masks."""
        return tuple(atom.words[0] for segment in self.segments for atom in segment if atom.kind == "word")


_GAP = r"[\[(]\s*(?:\u2026|\.(?:\s?\.){2,})\s*[\])]|\u2026(?:\s*\.)?|\.(?:\s?\.){2,}"
_SIC = r"[\[(]\s*sic!?\s*[\])]"
_BLEEPED = (
    r"[\[(]\s*(?:expletives?(?: deleted)?|censored|bleep(?:ed)?|profanity|vulgarity|obscenity|swear ?word"
    r"|slur)\s*[\])]"
)
_CASE = r"(?<![^\W_])\[[^\W\d_]\](?=[^\W\d_])"
_PART = r"(?<![^\W_])[^\W\d_]+\[[^\W\d_]+\][^\W\d_]*|(?<![^\W_])\[[^\W\d_]{2,}\](?=[^\W\d_])[^\W\d_]+"
_BRACKET = r"\[[^\[\]]*\]"
_STARS = r"[^\W\d_]*(?:\*{2,}|(?<=[^\W\d_])\*(?=[^\W\d_]))[^\W\d_]*|\*{3,}|[#@$%&!*]{4,}"
_DASHED = r"(?<![^\W_])[^\W\d_]{1,3}(?:[-\u2010-\u2015_.]{1,6}|\u2022+)(?:[^\W\d_]{1,5})?(?![^\W_])"
_MARK = re.compile(
    f"(?P<sic>{_SIC})|(?P<bleeped>{_BLEEPED})|(?P<gap>{_GAP})|(?P<case>{_CASE})|(?P<part>{_PART})"
    f"|(?P<bracket>{_BRACKET})|(?P<stars>{_STARS})|(?P<dashed>{_DASHED})",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]*[^\s*])\1(?![\w*])")
"""Markdown's bold and italics: as many stars close as open, and none hides a letter."""
_REST = re.compile(r"[^\W_]+(?:['\u2019][^\W\d_]+)*")
_BLANK = re.compile(r"[*#@$%&!\-\u2010-\u2015_.\u2022]+")


def masked(mask: str, word: str) -> bool:
    """Whether a masked form ("f---ing", "s**t", "***") may stand for ``word`` (any text): its letters fit."""
    mask = typographic(mask).casefold()
    if mask[:1] in "[(" and mask[-1:] in "])":
        return True
    letters = _BLANK.split(mask)
    word = word.casefold()
    if len(letters) < 2:
        return False
    head, tail = letters[0], letters[-1]
    return word.startswith(head) and word.endswith(tail) and len(word) > len(head) + len(tail)


def _hides_profanity(mask: str) -> bool:
    return any(masked(mask, word) for word in PROFANITY)


def _is_mask(text: str) -> bool:
    """Whether letters and dashes are a masked word: they must fit a word that papers mask, and one plain
    hyphen must leave hardly more than the first letters ("so-called" is a compound)."""
    blanks = _BLANK.findall(text)
    if "." in text or not blanks or not any(masked(text, word) for word in PROFANITY):
        return False
    head, tail = _BLANK.split(text)[0], _BLANK.split(text)[-1]
    if not tail and len(blanks[0]) == 1:
        return False  # a word broken off
    return blanks[0] not in ("-", "\u2010") or (len(head) <= 2 and len(tail) <= 3)


def _atoms(words: Sequence[Word]) -> list[Atom]:
    return [Atom("word", word.text, word.start, word.end, (word,)) for word in words]


_OUTER = ' \t\r\n\u00a0"\u201c\u201d\u201e\u00ab\u00bb'


def _trim(text: str, start: int, end: int) -> Span:
    """A stretch without white space and double quotation marks at its ends."""
    while start < end and text[start] in _OUTER:
        start += 1
    while end > start and text[end - 1] in _OUTER:
        end -= 1
    return start, end


def literal(text: str, spans: Sequence[Span] | None = None) -> Printed:
    """The quotation with every mark taken as text: one segment of words for each stretch."""
    return _joined(text, spans, _literal_stretch)


def as_edited(text: str, spans: Sequence[Span] | None = None) -> Printed:
    """The quotation with its marks of editing interpreted; ellipses at its very ends are dropped.

    ``spans`` are the stretches of ``text`` that are the quotation, where a cue interrupts it; without them
    the whole text is.
    """
    return _joined(text, spans, _edited_stretch)


def _literal_stretch(text: str, start: int, end: int) -> Printed:
    segment = tuple(_atoms(tokenize(text, start=start, end=end)))
    return Printed(text, (segment,) if segment else (), (), ())


def _edited_stretch(text: str, start: int, end: int) -> Printed:
    segments: list[list[Atom]] = [[]]
    gaps: list[Mark] = []
    marks: list[Mark] = []
    position = start
    for match in _MARK.finditer(_without_emphasis(text, start, end), start, end):
        group = match.lastgroup or ""
        a, b = match.span()
        if a < position or (group == "dashed" and not _is_mask(match[0])):
            continue
        segments[-1].extend(_atoms(tokenize(text, start=position, end=a)))
        position = b
        if group == "gap":
            if segments[-1]:
                segments.append([])
                gaps.append(Mark("ellipsis", match[0], a, b))
            elif gaps:
                gaps[-1] = replace(gaps[-1], end=b, text=text[gaps[-1].start : b])
        elif group == "sic":
            marks.append(Mark("sic", match[0], a, b))
        elif group == "case":
            rest = _REST.match(text, b, end)
            position = rest.end() if rest else b
            segments[-1].extend(_case_atoms(text, a, position))
            marks.append(Mark("case", text[a:position], a, position))
        elif group in ("stars", "dashed", "bleeped"):
            segments[-1].append(Atom("mask", match[0], a, b))
            marks.append(Mark("mask", match[0], a, b))
        else:
            inner = tuple(tokenize(text, start=a, end=b))
            segments[-1].append(Atom("bracket", match[0], a, b, inner))
            marks.append(Mark("bracket", match[0], a, b))
    segments[-1].extend(_atoms(tokenize(text, start=position, end=end)))
    if len(segments) > 1 and not segments[-1]:
        segments.pop()
        gaps.pop()
    kept = tuple(tuple(segment) for segment in segments if segment)
    return Printed(text, kept, tuple(gaps), tuple(sorted([*marks, *gaps], key=lambda mark: mark.start)))


def _without_emphasis(text: str, start: int, end: int) -> str:
    """The text with blanks for the stars of bold and italics between two offsets; every place stays where it was."""
    if "*" not in text[start:end]:
        return text

    def blanked(match: re.Match[str]) -> str:
        stars = " " * len(match[1])
        return stars + match[2] + stars

    return text[:start] + _EMPHASIS.sub(blanked, text[start:end]) + text[end:]


def _joined(text: str, spans: Sequence[Span] | None, read: Callable[[str, int, int], Printed]) -> Printed:
    """The stretches of one quotation, interrupted by its cue, as one."""
    segments: list[tuple[Atom, ...]] = []
    gaps: list[Mark] = []
    marks: list[Mark] = []
    end_before = 0
    for a, b in [(0, len(text))] if spans is None else spans:
        start, end = _trim(text, a, b)
        piece = read(text, start, end)
        if not piece.segments:
            continue
        if segments:
            gaps.append(Mark("cue", text[end_before:start], end_before, start))
            marks.append(gaps[-1])
        segments.extend(piece.segments)
        gaps.extend(piece.gaps)
        marks.extend(piece.marks)
        end_before = end
    return Printed(text, tuple(segments), tuple(gaps), tuple(sorted(marks, key=lambda mark: mark.start)))


def _case_atoms(text: str, start: int, end: int) -> list[Atom]:
    """The word "[T]he" with its bracket: compared as "The", shown as printed."""
    written = text[start:end].replace("[", "").replace("]", "")
    pieces = keys_of(written)
    out = []
    for number, piece in enumerate(pieces):
        a = start if number == 0 else start + 2 + piece.start
        b = end if number == len(pieces) - 1 else start + 2 + piece.end
        word = Word(written[piece.start : piece.end], piece.key, a, b, piece.readings, written=written)
        out.append(Atom("word", text[a:b], a, b, (word,)))
    return out
