"""Cut a text's words into windows that fit the model.

Attribution stays inside its paragraph (160 of 19,821 relations of PolNeAR train cross a line break), so whole
paragraphs are packed into a window; one too long for it is cut after a sentence, and the part cut off keeps some words
before it as context. A paragraph that ends in a colon is not parted from the one that it announces, which begins with
a quotation in 28 cases of PolNeAR train and belongs to its cue in 25 of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .words import Words

__all__ = ["Window", "cut_windows"]

FULL = 250
"""Word pieces a window holds at most (the two special pieces aside)."""
CONTEXT = 40
ENDS = frozenset(".!?;")
CLOSING = frozenset("\"'”’)]»")


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``[first, last)`` are read together; answers are kept for ``[keep, last)``."""

    first: int
    keep: int
    last: int


def cut_windows(words: Words, sizes: Sequence[int], target: int = 192, full: int = FULL) -> list[Window]:
    """Windows in order; every word is kept in exactly one. ``sizes`` are the words' piece counts."""
    windows: list[Window] = []
    opens = words.opens.tolist()
    starts = [i for i, flag in enumerate(opens) if flag and not (i and announced(words, i))] + [len(words)]
    first = size = 0
    for begin, end in pairwise(starts):
        length = sum(sizes[begin:end])
        if size and size + length > target:
            windows.append(Window(first, first, begin))
            first, size = begin, 0
        if length > full:
            windows += _cut_paragraph(words, sizes, begin, end, full)
            first, size = end, 0
        else:
            size += length
    if size:
        windows.append(Window(first, first, len(words)))
    return windows


def announced(words: Words, number: int) -> bool:
    """Whether the word before ``number`` is a colon."""
    return words.text[words.starts[number - 1]] == ":"


def _cut_paragraph(words: Words, sizes: Sequence[int], begin: int, end: int, full: int) -> list[Window]:
    windows: list[Window] = []
    first = keep = begin
    while keep < end:
        size, last = sum(sizes[first:keep]), keep
        while last < end and size + sizes[last] <= full:
            size += sizes[last]
            last += 1
        if last < end:
            last = _sentence_end(words, keep, last)
        windows.append(Window(first, keep, last))
        keep = first = last
        size = 0
        while first > begin and size + sizes[first - 1] <= CONTEXT:
            first -= 1
            size += sizes[first]
    return windows


def _sentence_end(words: Words, keep: int, last: int) -> int:
    """The latest place up to ``last`` after a sentence, else ``last`` itself."""
    text, starts = words.text, words.starts
    for i in range(last - 1, keep + (last - keep) // 3, -1):
        if text[starts[i - 1]] in ENDS and text[starts[i]] not in CLOSING and words.shapes[i] != 0:
            return i
    return last
