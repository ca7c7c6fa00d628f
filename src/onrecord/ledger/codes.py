"""Closed lists that the ledger stores as numbers: positions in these tuples, which only ever grow at their ends."""

from __future__ import annotations

from typing import Final

from onrecord.records import Act, Factuality, Kind, SpeakerKind, Via

__all__ = ["ACTS", "CHANNELS", "FACTUALITIES", "KINDS", "SPEAKER_KINDS", "VIAS", "date_number", "date_text"]

# Written out, not taken from `get_args`: the order is part of the file format, and a test holds both together.
KINDS: Final[tuple[Kind, ...]] = ("direct", "indirect", "mixed")
FACTUALITIES: Final[tuple[Factuality, ...]] = ("speech", "thought")
ACTS: Final[tuple[Act, ...]] = (
    "statement",
    "denial",
    "question",
    "promise",
    "demand",
    "apology",
    "admission",
    "accusation",
    "praise",
    "no-comment",
    "threat",
    "prediction",
)
SPEAKER_KINDS: Final[tuple[SpeakerKind, ...]] = ("named", "unnamed", "author")
VIAS: Final[tuple[Via, ...]] = (
    "full",
    "partial",
    "pronoun",
    "nominal",
    "continuation",
    "signature",
    "turn",
)

CHANNELS: Final = (
    "interview",
    "press-conference",
    "post",
    "broadcast",
    "speech",
    "statement",
    "court",
    "letter",
    "document",
    "call",
    "other",
)
"""Types of channels; stored as phrases, since a later model may know more."""


def date_number(date: str | None) -> int | None:
    """``"2019-01-11"`` as 20190111; a month or year alone has zeros for what is not known (20190100, 20190000)."""
    if not date:
        return None
    year, month, day = ([*date.split("-"), "0", "0"])[:3]
    return int(year) * 10_000 + int(month) * 100 + int(day)


def date_text(number: int | None) -> str | None:
    """The ISO date behind `date_number`: ``2019-01-11``, ``2019-01`` or ``2019``."""
    if number is None:
        return None
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
