"""What the conventions of print say of cues and contents, whatever the words mean.

Which cue a quotation beside it belongs to, how far a content may stand from its cue, and whose words a passive does not
report. Each rule carries the count of PolNeAR train that it rests on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .encoder import Floats
from .passives import is_passive
from .sequences import Range
from .windows import Window
from .words import OTHER, Words

__all__ = ["cut_off", "favour_neighbours", "reach", "reports_passively", "without_strays"]


def favour_neighbours(
    odds: Floats, words: Words, window: Window, cues: Sequence[Range], blocks: Sequence[Range], weight: float
) -> None:
    """Raise the odds of each quotation for the cue that its place gives it, lower those of the others."""
    heads = [a + window.first for a, _ in cues]
    quoting: set[int] = set()
    for a, b in blocks:
        if b <= window.first or a >= window.last:
            continue
        owner = _beside(words, heads, a, b)
        if owner is None:
            owner = _continued(words, heads, quoting, a, b)
        else:
            quoting.add(owner)
        if owner is not None:
            first, last = max(a, window.first) - window.first, min(b, window.last) - window.first
            odds[:, first:last] -= weight
            odds[owner, first:last] += 2 * weight


def _beside(words: Words, heads: Sequence[int], a: int, b: int) -> int | None:
    """The cue, by number, in one sentence with the quotation of words ``[a, b)`` and no other quotation between.

    A cue before it owns it (2,417 of 2,436 quotations of PolNeAR train that have one), else one after it, if the
    quotation begins the sentence (3,119 of 3,129).
    """
    after = bisect_left(heads, a)
    before = after - 1
    if (
        before >= 0
        and words.sentence[heads[before]] == words.sentence[a]
        and not _quoted(words, heads[before], a)
    ):
        return before
    if (
        _begins_sentence(words, a)
        and after < len(heads)
        and words.sentence[heads[after]] == words.sentence[b - 1]
    ):
        return None if heads[after] < b or _quoted(words, b, heads[after]) else after
    return None


def _continued(words: Words, heads: Sequence[int], quoting: set[int], a: int, b: int) -> int | None:
    """The cue of the paragraph that a quotation with sentences of its own goes on from.

    That is the last one before it, of those with a quotation if there are any (1,462 of 1,517 quotations of PolNeAR
    train), else the first one after it (60 of 61).
    """
    if not _begins_sentence(words, a):
        return None
    number = words.paragraph[a]
    before = [c for c, head in enumerate(heads) if head < a and words.paragraph[head] == number]
    after = [c for c, head in enumerate(heads) if head >= b and words.paragraph[head] == number]
    best = [c for c in before if c in quoting] or before
    return best[-1] if best else after[0] if after else None


def _begins_sentence(words: Words, a: int) -> bool:
    return a == 0 or bool(words.sentence[a - 1] != words.sentence[a])


def _quoted(words: Words, first: int, last: int) -> bool:
    """Whether another quotation lies between two words."""
    states = words.states[first:last]
    return bool(((states > 0) & (states < 4)).any())


def without_strays(words: Words, window: Window, cue: Range, content: list[Range]) -> list[Range]:
    """Of a content with quotations, leave out what stands in a sentence without quotation and cue.

    Only 21 of 6,252 relations with a quotation in PolNeAR train have such words.
    """
    states, sentence = words.states[window.first : window.last], words.sentence[window.first : window.last]
    quoted = [bool(((states[a:b] > 0) & (states[a:b] < 4)).any()) for a, b in content]
    if all(quoted) or not any(quoted):
        return content
    home = {int(sentence[cue[0]])}
    for (a, b), inside in zip(content, quoted, strict=True):
        if inside:
            home.update(sentence[a:b].tolist())
    return [(a, b) for a, b in content if home.intersection(sentence[a:b].tolist())]


def cut_off(words: Words, window: Window, cues: Sequence[Range]) -> NDArray[np.bool_]:
    """(cues, W): words too far from the cue to be its content.

    No sentence with words outside quotation marks may lie between a quotation and its cue (8 of 8,021 quotations of
    PolNeAR train have one). A content without a quotation stays in the cue's sentence (13,487 of 13,549), and what is
    not quoted in a sentence with a quotation within one of it. What is attributed in brackets stands in them (93 of
    95). Other paragraphs are out of reach anyway, but for one that the cue's own introduces.
    """
    span = slice(window.first, window.last)
    sentence = words.sentence[span] - words.sentence[window.first]
    quoted = (words.states[span] > 0) & (words.states[span] < 4)
    plain = np.zeros(int(sentence[-1]) + 2, np.int64)
    plain[sentence[~quoted & (words.shapes[span] != OTHER)] + 1] = 1
    quoting = np.zeros(int(sentence[-1]) + 1, bool)
    quoting[sentence[quoted]] = True
    before = np.cumsum(plain)
    mine = sentence[[a for a, _ in cues]][:, None]
    low, high = np.minimum(sentence, mine), np.maximum(sentence, mine)
    between = np.where(high > low, before[high] - before[low + 1], 0)
    paragraph = words.paragraph[span]
    own = paragraph == paragraph[[a for a, _ in cues]][:, None]
    far = np.where(quoting[sentence], high - low > 1, high > low)
    out = own & ((between > 0) | (~quoted & far))
    for c, (a, _) in enumerate(cues):
        if (bracket := _bracket(words, window.first + a)) is not None:
            first, last = (min(max(n - window.first, 0), len(sentence)) for n in bracket)
            out[c, :first] = out[c, last:] = True
    return np.asarray(out)


def _bracket(words: Words, number: int) -> Range | None:
    """The words between the round brackets around a word, both in its sentence; None when there are none."""

    def nearest(step: int) -> int | None:
        i = number + step
        while 0 <= i < len(words) and words.sentence[i] == words.sentence[number]:
            mark = words.text[words.starts[i]]
            if mark in "()":
                return i if mark == ("(" if step < 0 else ")") else None
            i += step
        return None

    opening, closing = nearest(-1), nearest(1)
    return None if opening is None or closing is None else (opening + 1, closing)


def reach(words: Words, window: Window, cue: int) -> tuple[int, int, int]:
    """First word and end of the cue's paragraph, and the end of what it may speak of, all within the window.

    A paragraph that ends in a colon introduces the next one.
    """
    number = words.paragraph[window.first + cue]
    first, end, after = np.searchsorted(words.paragraph, (number, number + 1, number + 2)).tolist()
    last = after if words.text[words.starts[end - 1]] == ":" else end
    first, end, last = (min(max(n, window.first), window.last) - window.first for n in (first, end, last))
    return first, end, last


def reports_passively(words: Words, a: int, b: int) -> tuple[bool, bool]:
    """Whether the words before the cue ``[a, b)`` cannot be its source, and whether those after it cannot either.

    Of 75 cues like the one of "Asked about it, she ..." and "When asked, ..." in PolNeAR train 67 have no source.
    """

    def word(i: int) -> str:
        return words.text[words.starts[i] : words.ends[i]].lower()

    begins = _begins_sentence(words, a) or word(a - 1) == "when"
    passive = is_passive([word(i) for i in range(a, b)], begins)
    return passive, passive and begins and (b >= len(words) or word(b) != "by")
