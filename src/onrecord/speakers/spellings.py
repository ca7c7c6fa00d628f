"""Other spellings of one name: acronyms with what they abbreviate, and slips of the pen."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ACRONYM", "defined_acronyms", "is_slip", "letters_of"]

ACRONYM: Final = re.compile(r"[ \n]?\(([A-Z]{2,8})\)")
"""One in parentheses."""
_WORD: Final = re.compile(r"[^\W\d_][\w’']*")
_DEFINITION: Final = 120  # code points before an acronym in which what it abbreviates may stand
_LINK: Final = 4  # letters of a small word inside it
_REPEATED: Final = re.compile(r"(.)\1")


def defined_acronyms(text: str) -> dict[str, tuple[str, int]]:
    """Acronyms that stand in parentheses behind what they abbreviate, with that and its place.

    "Alliance to Reclaim Our Rivers (AROR)": the capitals before it, read backwards, must be its letters; small words
    may stand between (Schwartz & Hearst 2003).
    """
    found: dict[str, tuple[str, int]] = {}
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
            found.setdefault(match[1], (" ".join(text[start : match.start()].split()), start))
    return found


def letters_of(key: str) -> str:
    """What stays of a word when two letters change places or one is doubled."""
    return key[0] + "".join(sorted(_REPEATED.sub(r"\1", key[1:])))


def is_slip(a: str, b: str) -> bool:
    """Whether two neighbouring letters have changed places, or one is doubled in one of them."""
    if len(a) != len(b):
        return _REPEATED.sub(r"\1", a) == _REPEATED.sub(r"\1", b)
    wrong = [i for i in range(len(a)) if a[i] != b[i]]
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and a[wrong[0]] == b[wrong[1]]
        and a[wrong[1]] == b[wrong[0]]
    )
