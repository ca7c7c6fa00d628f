"""Words that say nothing: sounds of hesitation, phrases set off by commas, and false starts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.alignment.kinds import keys_in
from onrecord.alignment.lexicon import (
    CONJUNCTIONS,
    DISCOURSE,
    FILLERS,
    FUNCTION,
    MODALITY,
    NEGATIONS,
    PERSONS,
)
from onrecord.alignment.words import Word

__all__ = ["false_start", "filler_length", "restarts"]

LONGEST_START = 7
"""Words of the longest false start looked for."""
_SET_OFF = re.compile(r"[,;:.!?\u2026\u2013\u2014]|--|-\s|\s-")
_BROKEN = re.compile(r"--|\u2014|\u2013|\.\.|\u2026|-\s")
_STUTTERED = (FUNCTION | frozenset(PERSONS)) - MODALITY - NEGATIONS


def filler_length(words: Sequence[Word], low: int, high: int) -> int:
    """How many words of ``words[low:high]`` are a filler at its beginning: a sound, or a phrase set off by
    punctuation on both sides (the beginning of the words counts as punctuation)."""
    if words[low].key in FILLERS:
        return 1
    if low and not _SET_OFF.search(words[low - 1].tail):
        return 0
    for phrase in DISCOURSE:
        end = low + len(phrase)
        if end <= high and tuple(keys_in(words[low:end])) == phrase and _SET_OFF.search(words[end - 1].tail):
            return len(phrase)
    return 0


def false_start(words: Sequence[Word], low: int, high: int) -> bool:
    """Whether ``words[low:high]`` were broken off and said again, at once or after an aside.

    A repetition for emphasis ("very, very") is no false start: without a dash or dots only a stutter of
    function words counts, or a sentence's opening that a comma ends and the sentence takes up again.
    """
    if high - low > LONGEST_START:
        return False
    run = keys_in(words[low:high])
    after = [word.key for word in words[high : high + 2 * LONGEST_START] if not word.aside]
    last = words[high - 1].tail
    broken = bool(_BROKEN.search(last))
    opening = last.lstrip().startswith(",") and (low == 0 or words[low - 1].ends_sentence)
    for again in (run, run[1:] if run[0] in CONJUNCTIONS else []):
        if not again:
            continue
        if after[: len(again)] == again and (broken or set(again) <= _STUTTERED):
            return True
        if len(again) < 2:
            continue
        if broken and after[:2] == again[:2] and not set(run) & NEGATIONS:
            return True
        if opening and any(after[at : at + len(again)] == again for at in range(1, 9)):
            return True
    return False


def restarts(words: Sequence[Word]) -> frozenset[int]:
    """Positions of words in false starts: to leave them out costs next to nothing."""
    out: set[int] = set()
    for end in range(1, len(words)):
        if not _BROKEN.search(words[end - 1].tail):
            continue
        for start in range(max(0, end - LONGEST_START), end):
            if not any(word.aside for word in words[start:end]) and false_start(words, start, end):
                out.update(range(start, end))
                break
    return frozenset(out)
