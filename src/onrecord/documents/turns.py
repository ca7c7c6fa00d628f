"""Turns of a speaker-labelled transcript: paragraphs that begin with ``NAME:``."""

from __future__ import annotations

import re
from itertools import zip_longest

from onrecord.documents.document import Turn
from onrecord.records import Span

__all__ = ["find_turns"]

_LABEL = re.compile(
    r"^[ \t]*(?:\*\*|__)?"  # Markdown transcripts set labels in bold
    r"(?P<name>[^\W\d_][\w.'’-]*(?:[ \t]+[\w.,()'’&/-]+){0,7}?)"
    r"[ \t]*(?:\*\*|__)?:(?:\*\*|__)?(?=[ \t\r\n]|\Z)",
    re.MULTILINE,
)
_STAGE = re.compile(r"[ \t]*(?:\([^()\n]*\)|\[[^\[\]\n]*\])[ \t]*")


def find_turns(text: str, body: Span) -> tuple[Turn, ...]:
    """The turns of a transcript, in order.

    A label stands at the start of a line, begins with a capital letter, has at most eight words and ends
    in a colon. A turn runs to the next label; blanks around it, and a stage direction that ends it on a line of
    its own, are not part of it. Turns without words are left out.
    """
    labels = [label for label in _LABEL.finditer(text, *body) if label["name"][0].isupper()]
    turns = []
    for label, following in zip_longest(labels, labels[1:]):
        end = body[1] if following is None else following.start()
        span = _trimmed(text, label.end(), end)
        if span[1] > span[0]:
            turns.append(Turn(label["name"].strip(), span))
    return tuple(turns)


def _trimmed(text: str, start: int, end: int) -> Span:
    while True:
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        last_line = max(start, text.rfind("\n", start, end) + 1)
        if last_line < end and _STAGE.fullmatch(text, last_line, end):
            end = last_line
        else:
            return start, max(start, end)
