"""Names as keys: which spellings are one name, and which names are parts of a name only."""

from __future__ import annotations

from typing import Final

from onrecord.speakers.runs import keys_of, tokens_of
from onrecord.speakers.vocabulary import GENERATIONS, HONORIFICS

__all__ = ["folded", "is_partial"]

_SMALL: Final = frozenset({"the"})


def folded(name: str) -> str:
    """``name`` for comparison: without case, diacritics, points, and honorifics or an article in front.

    A name that is nothing else keeps its words: "The The" is somebody.
    """
    keys = [key for key in keys_of(tokens_of(name)) if key]
    start = 0
    while start < len(keys) - 1 and keys[start] in HONORIFICS | _SMALL:
        start += 1
    return " ".join(keys[start:])


def is_partial(key: str) -> bool:
    """Whether a `folded` name may be that of many: one word, or one initial and one word ("t brandt")."""
    words = [word for word in key.split() if word not in GENERATIONS]
    return len(words) < 2 or (len(words) == 2 and len(words[0]) == 1)
