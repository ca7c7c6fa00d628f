"""Other spellings of one name: acronyms with what they abbreviate, and slips of the pen."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ACRONYM", "defined_acronyms", "is_slip", "letters_of"]

ACRONYM: Final = re.compile(r"[ \n]?\(([A-Z]{3,8})\)")
"""One in parentheses."""
_WORD: Final = re.compile(r"[^\W\d_][\w’']*")
_DEFINITION: Final = 120  # code points before an acronym in which what it abbreviates may stand
_LONG: Final = 8  # letters of a word in which a doubled one is a slip
_REPEATED: Final = re.compile(r"(.)\1")
_LINK: Final = 4  # letters of a small word inside it


def defined_acronyms(text: str) -> dict[str, tuple[str, int]]:
    """Acronyms that stand in parentheses behind what they abbreviate, with that and its place.

    One that has two meanings is left out.

    "Alliance to Reclaim Our Rivers (AROR)": the capitals before it, read backwards, must be its letters; small words
    may stand between (Schwartz & Hearst 2003).
    """
    found: dict[str, tuple[str, int]] = {}
    twice: set[str] = set()
    for match in ACRONYM.finditer(text):
        letters = list(match[1])
        start = match.start()
        for word in reversed(list(_WORD.finditer(text, max(0, match.start() - _DEFINITION), match.start()))):
            if not letters or text[word.end() : start].strip(" \n-&’'"):
                break
            if word[0][0] == letters[-1]:
                letters.pop()
            elif word[0][0].isupper() or len(word[0]) > _LINK:
                break
            start = word.start()
        if not letters and text[start].isupper():
            long = " ".join(text[start : match.start()].split())
            if found.setdefault(match[1], (long, start))[0] != long:
                twice.add(match[1])
    return {acronym: meaning for acronym, meaning in found.items() if acronym not in twice}


def letters_of(key: str) -> str:
    """What stays of a word when letters change places or one is doubled: its first, and the set of the others."""
    return key[0] + "".join(sorted(set(key[1:])))


def is_slip(a: str, b: str) -> bool:
    """Whether two neighbouring letters have changed places, or in a long word one is doubled.

    Short words are too often names of their own ("Olson", "Olsson").
    """
    if len(a) != len(b):
        return min(len(a), len(b)) >= _LONG and _REPEATED.sub(r"\1", a) == _REPEATED.sub(r"\1", b)
    wrong = [i for i in range(len(a)) if a[i] != b[i]]
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and a[wrong[0]] == b[wrong[1]]
        and a[wrong[1]] == b[wrong[0]]
    )
