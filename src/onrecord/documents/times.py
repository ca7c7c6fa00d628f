"""Clock times of recordings, as seconds."""

from __future__ import annotations

import re

__all__ = ["CLOCK", "seconds"]

CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d\d(?:[.,]\d{1,6})?"
"""A regular expression for ``[hours:]minutes:seconds[.fraction]``."""

_CLOCK = re.compile(CLOCK)
_UNIT = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s)?", re.IGNORECASE)


def seconds(value: object) -> float | None:
    """Seconds from a number, from ``[hours:]minutes:seconds`` with a dot or a comma before the fraction, or from
    ``12.5``, ``12.5s``, ``1250ms``; None for anything else, for what is negative and for what is no number."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value) if 0 <= value < float("inf") else None
    text = str(value).strip()
    if _CLOCK.fullmatch(text):
        total = 0.0
        for part in text.replace(",", ".").split(":"):
            total = total * 60 + float(part)
        return total
    number = _UNIT.fullmatch(text)
    if number is None:
        return None
    return float(number[1]) / (1000 if number[2] and number[2].lower() == "ms" else 1)
