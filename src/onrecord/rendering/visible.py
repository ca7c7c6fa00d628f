"""What people are shown of a text, and what not: characters that could deceive, flags that repeat."""

from __future__ import annotations

import re

from onrecord.records import Statement

__all__ = ["PRECISE", "TOLD_ELSEWHERE", "circumstances", "one_line", "same_name", "visible"]

TOLD_ELSEWHERE = frozenset({"unresolved-speaker", "low-confidence"})
"""Flags that a table or page shows anyway: no name beside the source, a low figure for the confidence."""

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")


def visible(text: str) -> str:
    """``text`` with control characters (terminal escapes among them), overrides of the writing direction
    and lone surrogates shown as U+FFFD, one for one, so that offsets stay right."""
    return _HIDDEN.sub("\ufffd", text)


def one_line(text: str) -> str:
    """`visible` text with every run of blanks and line breaks as one blank."""
    return visible(_BLANKS.sub(" ", text).strip())


def same_name(source: str, name: str) -> bool:
    """Whether the words of a source already show the whole name: "City engineer Hamid Daoudi" shows it of
    Hamid Daoudi, "Daoudi" and "he" do not."""
    return name in source


PRECISE = {"day": 10, "month": 7, "year": 4}
"""Characters of an ISO date that a precision is sure of."""


def circumstances(statement: Statement) -> list[str]:
    """To whom, through what and when, and who passes it on, as far as the text says; a date as precise as it is."""
    facts = []
    if statement.addressee is not None:
        facts.append(f"to {one_line(statement.addressee.text)}")
    if statement.channel is not None:
        facts.append(f"by {statement.channel.type}")
    if statement.said_on is not None:
        facts.append(f"on {statement.said_on.date[: PRECISE[statement.said_on.precision]]}")
    if statement.reported_by is not None:
        facts.append(f"reported by {one_line(statement.reported_by.text)}")
    return facts
