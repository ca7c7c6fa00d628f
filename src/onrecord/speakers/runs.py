"""Runs of capitalised words: where a text may name somebody, and what of a run is the name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from .vocabulary import (
    ABBREVIATIONS,
    FEMALE,
    FUNCTION_WORDS,
    GENERATIONS,
    HONORIFICS,
    MALE,
    MONTHS_AND_DAYS,
    OPENERS,
    ORGANISATIONS,
    PARTICLES,
    PEOPLES,
    PORTFOLIOS,
    REGNAL,
    SURNAMES_TOO,
    TITLES,
)

__all__ = ["RUN", "SPACE", "goes_on", "key_of", "keys_of", "name_of_run", "pieces_of", "tokens_of"]

SPACE: Final = r"[ \xa0]{1,2}"
_UPPER: Final = r"[^\W\d_a-zß-öø-ÿ]"
# Letters, and what else stands inside words: combining marks, second halves of wrongly decoded letters ("JosÃ©").
_LETTER: Final = r"[\w\u0300-\u036f¡-ª¬-º¼-¿]"
_JOINED: Final = rf"(?:[-‐‑&]{_LETTER}+|['’](?!s(?!{_LETTER})){_LETTER}+|\.(?:com|org|net|gov|edu|tv)\b)*"
_TOKEN: Final = (
    rf"(?:(?:{'|'.join(ABBREVIATIONS)})\.|(?:{_UPPER}\.){{1,4}}(?!{_LETTER})"
    r"|(?:People|Women|Men|Children|Coroner|Sheriff|Attorney)['’]s(?=[ \xa0][A-Z])"
    rf"|(?:(?:al|el|ul|as|an|d|l)[-'’])?{_UPPER}{_LETTER}*{_JOINED})"
)
_PARTICLE: Final = "|".join(PARTICLES)
_NICKNAME: Final = rf"[\"“‘'(]{_UPPER}[\w.]{{1,12}}[\"”’')]"
RUN: Final = re.compile(
    rf"(?<![\w@#/])(?<!\w[-'’])(?:(?:de|da|van|von|bin|al|el){SPACE})?{_TOKEN}"
    rf"(?:{SPACE}(?:(?:{_PARTICLE}){SPACE}){{0,2}}(?:{_NICKNAME}{SPACE})?{_TOKEN}|,{SPACE}[JS]r\b\.?)*"
)
"""A run of capitalised words with the small words of names between them ("van", "bin"), initials and nicknames."""

_NEXT: Final = re.compile(rf"{SPACE}({_TOKEN})")
_LAST: Final = re.compile(rf"(?<![\w.])({_TOKEN}){SPACE}$")
_LOOK_BACK: Final = 40  # code points; a longer word before a name does not matter

_FOLDED: Final = str.maketrans(
    {"’": "'", "‐": "-", "‑": "-", "“": "", "”": "", '"': "", "(": "", ")": "", "‘": "", "\u00ad": ""}
)


def tokens_of(run: str) -> list[str]:
    """The words of a run."""
    return run.split()


def key_of(token: str) -> str:
    """``token`` as names are compared: lower case, without diacritics and without points."""
    if not token.isascii():
        token = unicodedata.normalize("NFKD", token.translate(_FOLDED))
        token = "".join(c for c in token if not unicodedata.combining(c))
    return token.lower().replace(".", "").strip(",\"'()")


def keys_of(tokens: Sequence[str]) -> list[str]:
    """The keys of several tokens."""
    return [key_of(token) for token in tokens]


def pieces_of(tokens: Sequence[str], keys: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches of a run between words that name nobody: function words, months and days."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for number, key in enumerate(keys):
        if (
            not key
            or tokens[number].lower() in MONTHS_AND_DAYS
            or (key in FUNCTION_WORDS and "." not in tokens[number])
        ):
            if number > start:
                pieces.append((start, number))
            start = number + 1
    if len(keys) > start:
        pieces.append((start, len(keys)))
    return pieces


def name_of_run(tokens: Sequence[str], keys: Sequence[str], *, after_of: bool = False) -> int:
    """The number of the first word that belongs to the name, after titles and offices; ``len(keys)`` when none does.

    ``after_of`` tells that "of" or "and" stands before the run, so that it may begin with what an office is the
    office of ("Secretary of **State** Ada Lind").
    """
    end = len(keys)
    while end > 1 and keys[end - 1] in GENERATIONS:
        end -= 1
    start = 0
    if after_of:
        while start < end - 1 and keys[start] in PORTFOLIOS:
            start += 1
    last = keys[end - 1]
    if last in ORGANISATIONS:
        return start + (tokens[start][-1] == "." and keys[start] in HONORIFICS and end - start > 1)
    if last in TITLES and (last not in SURNAMES_TOO or end - start == 1):
        return len(keys)
    for number in range(end - 2, start - 1, -1):
        key = keys[number]
        if (key in REGNAL and number == end - 2) or key == "pope":
            return number
        if key in TITLES:
            whole = (
                last in TITLES
                and number == end - 2
                and tokens[number][-1] != "."
                and key not in MALE | FEMALE
            )
            return len(keys) if whole else number + 1
    return start


def goes_on(text: str, start: int, end: int, *, before: bool) -> bool:
    """Whether a name goes on behind ``text[start:end]`` ("**Ada** Lind"), or, if ``before``, begins before it."""
    following = _NEXT.match(text, end)
    if following is not None and not _is_ordinary(following[1]):
        return True
    preceding = _LAST.search(text, max(0, start - _LOOK_BACK), start) if before else None
    if preceding is None or _is_ordinary(preceding[1]):
        return False
    key = key_of(preceding[1])
    return key not in TITLES and key not in PORTFOLIOS and key not in OPENERS and key not in PEOPLES


def _is_ordinary(token: str) -> bool:
    return token.lower() in MONTHS_AND_DAYS or (key_of(token) in FUNCTION_WORDS and "." not in token)
