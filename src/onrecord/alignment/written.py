"""One written word and the words it stands for: contractions, abbreviations, spellings, figures."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.alignment.folding import typographic
from onrecord.alignment.lexicon import ABBREVIATIONS, OTHER_READINGS, SAFE_ABBREVIATIONS
from onrecord.alignment.numerals import NUMBER_WORDS, ORDINALS, figure, plain
from onrecord.alignment.spellings import american

__all__ = ["APOSTROPHES", "INFORMAL", "RAW", "Piece", "keys_of", "simple_key", "undotted"]


_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"


APOSTROPHES = "'\u2019\u2018\u02bc\u00b4`\uff07"


_LETTERS = rf"[^\W\d_](?:[^\W_]|[{_INSIDE}])*"


RAW = re.compile(
    rf"{_LETTERS}(?:[{APOSTROPHES}]{_LETTERS})*(?:(?<![^\W_][^\W_])(?:\.[^\W\d_](?![^\W_]))+\.?)?"
    r"|\d+(?:[.,:/]\d+)*(?:(?:st|nd|rd|th|s)(?![^\W_]))?"
    rf"|(?<![^\W_])[{APOSTROPHES}](?:s|d|ll|re|ve|m)(?![^\W_])"
)
"""One written word or number: apostrophes inside belong to it, hyphens do not; initials with full stops
("U.S.", "a.m.") are one word."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a written word that counts as a word: its key and its place in the written word.

    ``readings`` are other keys that it may stand for ("'s" is *is*, *has* or a possessive).
    """

    key: str
    start: int
    end: int
    readings: tuple[str, ...] = ()


_IRREGULAR: dict[str, tuple[tuple[str, int], ...]] = {
    "won't": (("will", 2), ("not", 5)),
    "wont": (("will", 2), ("not", 4)),
    "can't": (("can", 2), ("not", 5)),
    "cannot": (("can", 3), ("not", 6)),
    "cant": (("can", 2), ("not", 4)),
    "shan't": (("shall", 3), ("not", 6)),
    "gonna": (("going", 3), ("to", 5)),
    "wanna": (("want", 3), ("to", 5)),
    "gotta": (("got", 3), ("to", 5)),
    "hafta": (("have", 3), ("to", 5)),
    "oughta": (("ought", 5), ("to", 6)),
    "tryna": (("trying", 3), ("to", 5)),
    "kinda": (("kind", 4), ("of", 5)),
    "sorta": (("sort", 4), ("of", 5)),
    "lotta": (("lot", 3), ("of", 5)),
    "outta": (("out", 3), ("of", 5)),
    "lemme": (("let", 3), ("me", 5)),
    "gimme": (("give", 3), ("me", 5)),
    "dunno": (("do", 1), ("not", 3), ("know", 5)),
    "shoulda": (("should", 6), ("have", 7)),
    "coulda": (("could", 5), ("have", 6)),
    "woulda": (("would", 5), ("have", 6)),
    "y'all": (("you", 1), ("all", 5)),
    "yall": (("you", 1), ("all", 4)),
    "c'mon": (("come", 2), ("on", 5)),
    "d'you": (("do", 1), ("you", 5)),
    "alright": (("all", 2), ("right", 7)),
    "cuz": (("because", 3),),
    "coz": (("because", 3),),
    "o'clock": (("o'clock", 7),),
    "ma'am": (("ma'am", 5),),
}


INFORMAL = frozenset(
    "gonna wanna gotta hafta oughta tryna kinda sorta lotta outta lemme gimme dunno shoulda coulda woulda "
    "cuz coz".split()
)
"""Spellings by ear that style books write out."""


_BARE_NOT = frozenset("do does did is are was were has have had would could should ai must need".split())


_BARE = {
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "youre": ("you", "are"),
    "youve": ("you", "have"),
    "youll": ("you", "will"),
    "theyre": ("they", "are"),
    "theyve": ("they", "have"),
    "theyll": ("they", "will"),
    "therell": ("there", "will"),
    "weve": ("we", "have"),
    "itll": ("it", "will"),
    "thats": ("that", "'s"),
    "theres": ("there", "'s"),
    "whats": ("what", "'s"),
    "hes": ("he", "'s"),
    "shes": ("she", "'s"),
}


_SUFFIX: dict[str, tuple[str, tuple[str, ...]]] = {
    "s": ("'s", ("is", "has", "us")),
    "d": ("'d", ("would", "had", "did")),
    "ll": ("will", ("shall",)),
    "re": ("are", ()),
    "ve": ("have", ()),
    "m": ("am", ()),
}


_LATIN_EXTRA = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th"}
)


_CLASHING = frozenset(("us", "it", "am", "in", "or", "me", "no", "as", "an", "is", "so", "who", "all"))


_SUPERSCRIPT = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079]+$")


_FRACTIONS = {"\u00bd": "1/2", "\u00bc": "1/4", "\u00be": "3/4", "\u2153": "1/3", "\u2154": "2/3"}


_MOJIBAKE = re.compile(r"(?<=[a-z])[\u0412\u00c2]$")
"""What is left of a no-break blank or a dash after a wrong decoding."""


_ROMAN = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}


def undotted(word: str) -> str:
    """A lower-case word without the diacritics of Latin letters."""
    if word.isascii():
        return word
    out: list[str] = []
    for char in unicodedata.normalize("NFD", word):
        if unicodedata.combining(char) and out and out[-1].isascii():
            continue
        out.append(char)
    return unicodedata.normalize("NFC", "".join(out)).translate(_LATIN_EXTRA)


def simple_key(word: str) -> str:
    """The key of a lower-case word without apostrophes."""
    word = undotted(word)
    if word in NUMBER_WORDS:
        return str(NUMBER_WORDS[word])
    if word in ORDINALS:
        return _ordinal(ORDINALS[word])
    if word in _FRACTIONS:
        return _FRACTIONS[word]
    if word in SAFE_ABBREVIATIONS:
        return ABBREVIATIONS[word]
    return american(word)


def _ordinal(value: int) -> str:
    ending = "th" if 10 < value % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


@lru_cache(maxsize=1 << 18)
def keys_of(surface: str) -> tuple[Piece, ...]:
    """The words that one written word (a match of :data:`RAW`) stands for, each with its place in it."""
    written = typographic(surface)
    bare = _SUPERSCRIPT.sub("", _MOJIBAKE.sub("", written)) or written
    lower = bare.casefold()
    size = len(surface)
    if len(written) != size or len(lower) != len(bare):  # places inside are lost: the parts share the whole
        return tuple(replace(piece, start=0, end=size) for piece in _pieces(lower, bare))
    return _pieces(lower, bare)


def _pieces(lower: str, written: str) -> tuple[Piece, ...]:
    size = len(lower)
    if "." in lower and lower[0].isalpha():
        letters = lower.replace(".", "")
        if letters in ("us", "usa"):
            return (Piece("u.s." if letters == "us" else "usa", 0, size),)
        return (Piece(".".join(letters) + "." if letters in _CLASHING else letters, 0, size),)
    if written == "US":
        return (Piece("u.s.", 0, size, ("us",)),)
    if written in _ROMAN:
        return (Piece(lower, 0, size, (_ROMAN[written],)),)
    if lower[0].isdigit():
        value = figure(lower)
        return (Piece(lower if value is None else plain(value), 0, size),)
    if lower in _IRREGULAR:
        return _cut(_IRREGULAR[lower])
    if lower[0] == "'":
        key, readings = _SUFFIX.get(lower[1:], (lower, ()))
        return (Piece(key, 0, size, readings),)
    if "'" in lower:
        stem, _, suffix = lower.rpartition("'")
        if suffix == "t" and stem.endswith("n") and len(stem) > 1:
            base = stem[:-1]
            if base == "ai":
                return (Piece("ain", 0, 2, ("is", "are", "am", "has", "have")), Piece("not", 2, size))
            return (*_pieces(base, base), Piece("not", len(base), size))
        if suffix in _SUFFIX and stem:
            key, readings = _SUFFIX[suffix]
            return (*_pieces(stem, stem), Piece(key, len(stem), size, readings))
        return (Piece(undotted(lower), 0, size),)
    if lower in _BARE:
        first, second = _BARE[lower]
        return (
            Piece(first, 0, len(first)),
            Piece(second, len(first), size, _SUFFIX["s"][1] if second == "'s" else ()),
        )
    if lower.endswith("nt") and lower[:-2] in _BARE_NOT and lower != "ant":
        base = lower[:-2]
        return (*_pieces(base, base), Piece("not", len(base), size))
    readings = OTHER_READINGS.get(lower, ()) if lower in SAFE_ABBREVIATIONS else ()
    return (Piece(simple_key(lower), 0, size, readings),)


def _cut(parts: tuple[tuple[str, int], ...]) -> tuple[Piece, ...]:
    out: list[Piece] = []
    start = 0
    for key, end in parts:
        out.append(Piece(key, start, end))
        start = end
    return tuple(out)
