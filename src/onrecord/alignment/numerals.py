"""English numerals in words and figures, brought to one value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

__all__ = ["NUMBER_WORDS", "ORDINALS", "SCALES", "figure", "plain", "spelled_number"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS: dict[str, int] = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
"""Number words below a hundred and their values."""

SCALES: dict[str, int] = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}

_ORDINAL_WORDS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
ORDINALS: dict[str, int] = {word: value for value, word in enumerate(_ORDINAL_WORDS) if value} | {
    word[:-1] + "ieth": 10 * value for value, word in enumerate(_TENS, start=2)
}

_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def figure(text: str) -> Decimal | None:
    """The value of a number in figures ("43,548", "3.5"), or None ("9/11", "10:30", "1.2.3")."""
    if not text.isascii() or not _FIGURE.fullmatch(text):
        return None
    return Decimal(text.replace(",", ""))


def plain(value: Decimal) -> str:
    """A number as plain figures: no group marks, no exponent, no trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def spelled_number(words: Sequence[str]) -> tuple[Decimal, int] | None:
    """The number that ``words`` begin with and how many of them it takes, or None.

    Reads cardinals as they are said ("forty-three thousand five hundred and forty-eight", the hyphen being
    a word boundary), a scale after a hundred or less, "half a million", a decimal "point", and years said in
    two halves ("nineteen eighty-four"). Counting ("one two three") is several numbers.
    """
    if not words:
        return None
    if list(words[:2]) == ["half", "a"] and len(words) > 2 and words[2] in SCALES:
        return Decimal(SCALES[words[2]]) / 2, 3
    if words[0] == "a" and len(words) > 1 and words[1] in SCALES:
        rest = _cardinal(["one", *words[1:]])
        return rest
    return _cardinal(words)


def _below_hundred(words: Sequence[str], position: int) -> tuple[int, int] | None:
    """A number under one hundred at ``position`` and the position after it."""
    if position >= len(words) or words[position] not in NUMBER_WORDS:
        return None
    value = NUMBER_WORDS[words[position]]
    position += 1
    if value >= 20 and position < len(words) and 0 < NUMBER_WORDS.get(words[position], 0) < 10:
        return value + NUMBER_WORDS[words[position]], position + 1
    return value, position


def _cardinal(words: Sequence[str]) -> tuple[Decimal, int] | None:
    first = _below_hundred(words, 0)
    if first is None:
        return None
    value, position = first
    second = _below_hundred(words, position)
    if 13 <= value <= 20 and second is not None and second[0] >= 10:
        return Decimal(value * 100 + second[0]), second[1]  # a year in two halves
    total, part, last_scale = 0, value, 10**15
    while position < len(words):
        word = words[position]
        if word == "hundred" and 0 < part < 100:
            part *= 100
            position += 1
        elif word in SCALES and word != "hundred" and SCALES[word] < last_scale and part:
            last_scale = SCALES[word]
            total, part = total + part * last_scale, 0
            position += 1
        else:
            skip = 1 if word == "and" and (part >= 100 or (total and not part)) else 0
            more = _below_hundred(words, position + skip)
            room = (part >= 100 and part % 100 == 0) or (total > 0 and part == 0)
            if more is None or not room or more[0] == 0:
                break
            part, position = part + more[0], more[1]
    number = Decimal(total + part)
    if position + 1 < len(words) and words[position] == "point":
        digits = ""
        after = position + 1
        while after < len(words) and NUMBER_WORDS.get(words[after], 10) < 10:
            digits += str(NUMBER_WORDS[words[after]])
            after += 1
        if digits:
            return number + Decimal(f"0.{digits}"), after
    return number, position
