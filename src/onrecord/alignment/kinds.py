"""What a change of words touches: a negation, a number, a name, the strength of a claim, or less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from onrecord.alignment.lexicon import (
    AUXILIARIES,
    FILLERS,
    FUNCTION,
    HEDGES,
    MODALITY,
    NEGATIONS,
    PERSONS,
    UNITS,
)
from onrecord.alignment.words import Word

__all__ = ["EditKind", "keys_in", "kind_of"]


EditKind = Literal[
    "negation",
    "number",
    "name",
    "modality",
    "person",
    "mood",
    "tense",
    "content",
    "form",
    "function",
    "order",
    "filler",
    "noise",
    "profanity",
    "none",
]
"""What a change touches. ``form`` is another ending of the same word (a plural, an adverb); ``noise`` a slip of
the source's scanner; ``profanity`` a masked oath; ``none`` a declared edit that hides nothing."""


def keys_in(words: Sequence[Word]) -> list[str]:
    """The keys of words, in order."""
    return [word.key for word in words]


def _without_common(printed: Sequence[Word], said: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Both sides without the words they share, however often."""
    common = Counter(keys_in(printed)) & Counter(keys_in(said))
    sides: list[list[Word]] = []
    for side in (printed, said):
        left = common.copy()
        rest: list[Word] = []
        for word in side:
            if left[word.key]:
                left[word.key] -= 1
            else:
                rest.append(word)
        sides.append(rest)
    return sides[0], sides[1]


def _is_number(word: Word) -> bool:
    return any(char.isdigit() for char in word.key[:2])


_PAST = dict(
    pair.split(":")
    for pair in (
        "is:was are:were am:was has:had have:had do:did does:did say:said says:said go:went get:got "
        "make:made take:took come:came see:saw know:knew think:thought give:gave find:found tell:told "
        "become:became leave:left feel:felt bring:brought begin:began keep:kept hold:held write:wrote "
        "stand:stood hear:heard mean:meant meet:met run:ran pay:paid sit:sat speak:spoke lose:lost win:won "
        "fall:fell send:sent build:built spend:spent grow:grew fight:fought break:broke drive:drove "
        "buy:bought choose:chose rise:rose sell:sold"
    ).split()
)


def _same_verb(one: str, other: str) -> bool:
    """Whether two keys are forms of one verb in different tenses."""
    for a, b in ((one, other), (other, one)):
        if _PAST.get(a) == b or (a.endswith("s") and _PAST.get(a[:-1]) == b):
            return True
        stem = a[:-1] if a.endswith("e") else a
        if len(stem) > 2 and b in (
            stem + "ed",
            stem + "ing",
            stem[:-1] + "ied",
            stem + stem[-1] + "ed",
            stem + stem[-1] + "ing",
        ):
            return True
        if (
            len(stem) > 3
            and stem.endswith("s")
            and b in (stem[:-1] + "ed", stem[:-1] + "d", stem[:-1] + "ing", stem[:-2] + "ing")
        ):
            return True
    return {one, other} <= {"is", "are", "am", "was", "were", "been", "be", "being"}


_ENDINGS = ("s", "es", "ly", "'s", "er", "est", "ing", "ed", "d", "al", "n", "ally", "y")


def _same_stem(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < 3:
        return False
    if any(long == short + ending for ending in _ENDINGS):
        return True
    return short.endswith("y") and long == short[:-1] + "ies"


def kind_of(printed: Sequence[Word], said: Sequence[Word]) -> EditKind:
    """The most serious thing that a change from ``said`` to ``printed`` touches.

    A name is a capital inside a sentence (where ``opens`` is not set), or a capital on both sides.
    """
    new, old = _without_common(printed, said)
    if not new and not old:
        return "order"
    if len(new) == len(old) == 1 and _is_noise(new[0], old[0]):
        return "noise"
    both = [*new, *old]
    keys = {word.key for word in both}
    negative = keys & NEGATIONS
    if negative:
        return "negation"
    numbers = [word for word in both if _is_number(word)]
    lone_one = not (new and old) and {word.key for word in numbers} == {"1"} and numbers[0].written.isalpha()
    if numbers and not lone_one:
        return "number"
    if new and old and all(any(word.key in UNITS for word in side) for side in (new, old)):
        return "number"
    if any(_is_name(word) for word in both) or (
        new
        and old
        and _capital(new[0])
        and _capital(old[0])
        and not keys & FUNCTION
        and not _same_stem(new[0].key, old[0].key)
    ):
        return "name"
    if len(new) == len(old) == 1 and _same_verb(new[0].key, old[0].key):
        return "tense"
    if keys & MODALITY or any(_has_phrase(side, phrase) for side in (new, old) for phrase in HEDGES):
        return "modality"
    persons = [{PERSONS[word.key] for word in side if word.key in PERSONS} for side in (new, old)]
    if persons[0] != persons[1]:
        return "person"
    if keys <= FILLERS:
        return "filler"
    if keys <= FUNCTION | set(PERSONS) | {"1"}:
        return "tense" if new and old and keys <= AUXILIARIES else "function"
    if len(new) == len(old) == 1 and _same_stem(new[0].key, old[0].key):
        return "form"
    return "content"


def _has_phrase(words: Sequence[Word], phrase: Sequence[str]) -> bool:
    keys = keys_in(words)
    return any(keys[at : at + len(phrase)] == list(phrase) for at in range(len(keys)))


def _capital(word: Word) -> bool:
    return (
        word.text[:1].isupper() and word.key != "i" and word.key not in FUNCTION and word.key not in PERSONS
    )


def _is_name(word: Word) -> bool:
    """Whether a word has a capital that no beginning of a sentence explains."""
    return _capital(word) and not word.opens


def _scanned(word: str) -> str:
    """A word as a scanner confuses its letters: "tne" and "the" are one, "rn" is "m", "1" is "l"."""
    for seen, meant in (("rn", "m"), ("vv", "w"), ("h", "n"), ("0", "o"), ("1", "l"), ("i", "l")):
        word = word.replace(seen, meant)
    return word


def _is_noise(printed: Word, said: Word) -> bool:
    """Whether the source's word is a slip of its scanner for the printed one: alike to a scanner, and no word
    (it mixes letters and figures, or stands for one of the commonest words)."""
    if _scanned(printed.key) != _scanned(said.key):
        return False
    if any(char.isdigit() for char in said.key) and not any(char.isdigit() for char in printed.key):
        return True
    common = FUNCTION | frozenset(PERSONS)
    return printed.key in common and said.key not in common | MODALITY | NEGATIONS | frozenset(UNITS)
