"""Words with their places and folded forms: what quotations are compared by.

:func:`keys_of` reads one written word by itself; :func:`tokenize` reads a text and also joins numerals of
several words. Both split contractions ("won't" is *will* + *not*), so that a negation is always a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.alignment.folding import Folded, asides, line_breaks
from onrecord.alignment.lexicon import ABBREVIATIONS, MONTHS, OTHER_READINGS
from onrecord.alignment.numerals import NUMBER_WORDS, SCALES, figure, plain, spelled_number
from onrecord.alignment.written import APOSTROPHES, RAW, Piece, keys_of, simple_key, undotted

__all__ = ["Word", "same", "sentence_start", "spelled", "tokenize"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: ``text`` as written, its folded ``key``, code points ``[start, end)``.

    ``tail`` is what stands between it and the next word (at most 16 code points); ``glue`` is ``-`` when a
    hyphen joins it to the word before, ``break`` when that hyphen stands at a line break. ``aside`` marks
    what a transcript adds to the words; ``turn`` is the number of the source's turn (0 in a quotation).
    ``written`` is the whole written word that this one is part of; ``opens`` marks a word whose capital may
    come from standing first in a sentence (set where that matters).
    """

    text: str
    key: str
    start: int
    end: int
    readings: tuple[str, ...] = ()
    tail: str = ""
    glue: str = ""
    aside: bool = False
    turn: int = 0
    written: str = ""
    opens: bool = False

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop, question or exclamation mark follows that is not an abbreviation's."""
        mark = re.search(r"[.!?\u2026](?![,;:])", self.tail)
        if mark is None:
            return bool(re.search(r"\n\s*\n", self.tail))
        if mark[0] != "." or self.tail.startswith(".."):
            return not self.tail.startswith(("..", "\u2026"))
        bare = self.text.casefold()
        return not (bare in ABBREVIATIONS or (len(bare) == 1 and self.text.isupper() and bare != "i"))


def same(printed: Word, said: Word) -> bool:
    """Whether two words are one word by any of their readings."""
    if printed.key == said.key:
        return True
    if printed.key in said.readings or said.key in printed.readings:
        return True
    return (
        bool(printed.readings)
        and not set(printed.readings).isdisjoint(said.readings)
        and printed.key == "u.s."
    )


_TAIL = 16


_GLUED = re.compile(r"[-\u2010\u2011] ?")


_CURRENCY = {"$": "$", "\u20ac": "\u20ac", "\u00a3": "\u00a3", "\u00a5": "\u00a5"}


_CURRENCY_WORDS = {
    "dollar": "$",
    "dollars": "$",
    "bucks": "$",
    "euro": "\u20ac",
    "euros": "\u20ac",
    "pounds": "\u00a3",
    "yen": "\u00a5",
}


def tokenize(
    text: str,
    *,
    start: int = 0,
    end: int | None = None,
    source: bool = False,
    turn: int = 0,
    numbers: bool = True,
) -> list[Word]:
    """The words of ``text[start:end]``, places counted in ``text``.

    ``source`` marks stage directions, page numbers and footnote marks as asides; ``numbers`` joins numerals
    of several words, with scale and unit; a sign always belongs to its number. Never raises.
    """
    stop = len(text) if end is None else end
    skipped = asides(text[start:stop]) if source else ()
    breaks = {b + start for _, b in line_breaks(text[start:stop])}
    found = list(RAW.finditer(text, start, stop))
    words: list[Word] = []
    aside_at = 0
    for number, match in enumerate(found):
        a, b = match.span()
        surface = match[0]
        after = found[number + 1].start() if number + 1 < len(found) else stop
        tail = text[b : min(after, b + _TAIL)]
        if surface.endswith(".") and len(tail) < _TAIL:
            tail = "." + tail if tail[:1] not in ("?", "!") and _opens(text, after) else tail
        before = text[found[number - 1].end() : a] if number else ""
        glue = ("break" if a in breaks else "-" if _GLUED.fullmatch(before) else "") if number else ""
        while aside_at < len(skipped) and skipped[aside_at][1] + start <= a:
            aside_at += 1
        aside = aside_at < len(skipped) and skipped[aside_at][0] + start <= a
        pieces = _in_context(text, a, b, surface)
        for position, piece in enumerate(pieces):
            words.append(
                Word(
                    text[a + piece.start : a + piece.end],
                    piece.key,
                    a + piece.start,
                    a + piece.end,
                    piece.readings,
                    tail if position == len(pieces) - 1 else "",
                    glue if position == 0 else "",
                    aside,
                    turn,
                    surface,
                )
            )
    return _with_numbers(words, text, stop, joined=numbers)


def _opens(text: str, place: int) -> bool:
    """Whether a sentence seems to open here: a capital, or the end of the text."""
    return place >= len(text) or text[place].isupper()


def _in_context(text: str, start: int, end: int, surface: str) -> tuple[Piece, ...]:
    """The pieces of a written word where the characters around it decide."""
    following = text[end : end + 1]
    size = end - start
    if following == ".":
        lower = surface.casefold()
        if lower in ABBREVIATIONS and (
            surface[0].isupper() or lower in ("vs", "etc", "approx", "govt", "dept")
        ):
            return (Piece(ABBREVIATIONS[lower], 0, size, OTHER_READINGS.get(lower, ())),)
        if lower == "no" and re.match(r"\.\s?\d", text[end : end + 3]):
            return (Piece("number", 0, size),)
    if following and following in APOSTROPHES and size > 4 and surface.endswith("in"):
        return (Piece(simple_key(surface.casefold() + "g"), 0, size),)
    if start and text[start - 1] in APOSTROPHES and not text[start - 2 : start - 1].isalnum():
        clipped = {"em": "them", "cause": "because", "til": "till", "bout": "about", "cuz": "because"}
        lower = surface.casefold()
        if lower in clipped:
            return (Piece(clipped[lower], 0, size),)
    return keys_of(surface)


_NUMERAL = frozenset(NUMBER_WORDS) | {"a", "half"}


def _numeral(word: Word) -> str:
    """The word for the reader of numerals: number words as they are said, anything else as it is written."""
    return undotted(word.written.casefold())


def _with_numbers(words: list[Word], text: str, stop: int, *, joined: bool) -> list[Word]:
    """Numbers with their signs; ``joined`` also with the number words, scale and unit that belong to them."""
    out: list[Word] = []
    position = 0
    while position < len(words):
        word = words[position]
        read = _read_number(words, position) if joined else _lone_number(word, position)
        if read is None:
            out.append(_dated(word, out))
            position += 1
            continue
        value, after = read
        last = words[after - 1]
        start, end, key, tail = word.start, last.end, value, last.tail
        before = text[max(0, start - 2) : start]
        if (
            before[-1:] in ("-", "\u2212")
            and word.text[0].isdigit()
            and not before[:-1].strip("([ \n\t$\u20ac\u00a3\"'\u201c")
        ):
            key, start = "-" + key, start - 1
            before = text[max(0, start - 2) : start]
        symbol = _CURRENCY.get(before[-1:]) or (_CURRENCY.get(before[:1]) if before[1:] == " " else None)
        unit = re.match(r"\s?%", text[end : min(stop, end + 2)])
        if symbol:
            start -= 1 if before[-1:] in _CURRENCY else 2
            key = symbol + key
            if (
                joined
                and after < len(words)
                and _CURRENCY_WORDS.get(words[after].key) == symbol
                and not tail.strip()
            ):
                end, tail, after = words[after].end, words[after].tail, after + 1
        elif unit:
            end += unit.end()
            tail = tail[unit.end() :]
            key += "%"
        elif joined and after < len(words) and tail in (" ", "-", "\u00a0", "\n"):
            following = words[after]
            if following.key == "percent" or (following.key == "pct" and not following.aside):
                end, tail, after, key = following.end, following.tail, after + 1, key + "%"
            elif following.key == "per" and after + 1 < len(words) and words[after + 1].key == "cent":
                end, tail, key = words[after + 1].end, words[after + 1].tail, key + "%"
                after += 2
            elif following.key in _CURRENCY_WORDS:
                key, end, tail = _CURRENCY_WORDS[following.key] + key, following.end, following.tail
                after += 1
        if out and start < out[-1].end:
            start = word.start
        readings = tuple(reading for reading in word.readings if after == position + 1)
        out.append(
            replace(word, text=text[start:end], key=key, start=start, end=end, tail=tail, readings=readings)
        )
        position = after
    return out


def _lone_number(word: Word, position: int) -> tuple[str, int] | None:
    """A number in figures by itself."""
    return (word.key, position + 1) if word.text[0].isdigit() and figure(word.text) is not None else None


def _read_number(words: list[Word], position: int) -> tuple[str, int] | None:
    """The number that begins at ``position``: its plain figures and the position after it."""
    first = words[position]
    if first.written.isascii() and not first.written[0].isdigit() and first.written.lower() not in _NUMERAL:
        return None
    written = _numeral(first)
    if written[0].isdigit():
        value = figure(first.text)
        if value is None:
            return (first.text, position + 1) if re.fullmatch(r"\d{1,3}/\d{1,3}", first.text) else None
        after = position + 1
        while after < len(words) and words[after].text == "000" and words[after - 1].tail == ", ":
            value, after = value * 1000, after + 1  # some transcripts write "33, 000"
        if after < len(words) and words[after - 1].tail in (" ", "-", "\u00a0", "\n"):
            scale = _numeral(words[after])
            if scale in SCALES:
                value, after = value * SCALES[scale], after + 1
        return plain(value), after
    if written not in _NUMERAL:
        return None
    run = [written]
    while (
        position + len(run) < len(words)
        and len(run) < 16
        and words[position + len(run) - 1].tail.strip(" \u00a0\n") in ("", "-", "\u2010", "\u2011")
        and words[position + len(run)].aside == first.aside
    ):
        run.append(_numeral(words[position + len(run)]))
    read = spelled_number(run)
    return None if read is None else (plain(read[0]), position + read[1])


def _dated(word: Word, before: list[Word]) -> Word:
    """After a month, "8th" is also "8"."""
    if not before or not (word.key[:1].isdigit() or word.key in ("am", "pm")):
        return word
    ordinal = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word.key)
    if ordinal and before and before[-1].key in MONTHS:
        return replace(word, readings=(ordinal[1],))
    if (
        word.key in ("am", "pm")
        and before
        and before[-1].key[-1:].isdigit()
        and before[-1].tail in ("", " ", "\u00a0")
    ):
        return replace(word, key="a.m." if word.key == "am" else word.key)
    return word


def spelled(text: str, *, source: bool = False) -> Folded:
    """``text`` at the level SPELLING: its words' keys joined by blanks, each character mapped to its word."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for word in tokenize(text, source=source):
        if word.aside:
            continue
        if pieces:
            pieces.append(" ")
            starts.append(ends[-1])
            ends.append(word.start)
        pieces.append(word.key)
        starts.extend([word.start] * len(word.key))
        ends.extend([word.end] * len(word.key))
    return Folded("".join(pieces), tuple(starts), tuple(ends))


def sentence_start(words: Sequence[Word], at: int) -> int:
    """The position of the first word of the sentence in which ``words[at]`` stands (asides passed over)."""
    place = at
    while place > 0:
        before = words[place - 1]
        if before.turn != words[place].turn and not before.aside:
            break
        if before.ends_sentence and not before.aside:
            break
        place -= 1
    while place < at and words[place].aside:
        place += 1
    return place
