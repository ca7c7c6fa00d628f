"""Speaker labels inside a report: an excerpt of an interview printed line by line."""

from __future__ import annotations

import re

from onrecord.documents.document import Turn
from onrecord.records import Span

__all__ = ["is_generic_label", "labelled_paragraphs"]

_LABELLED = re.compile(
    r"^[ \t]*[\"“”]?(?P<name>[^\W\d_a-z][^\W\d_a-zß-ÿ]*(?:[ \t.,'’&-]{1,2}[^\W\d_a-zß-ÿ]+){0,4}\.?)"
    r"[ \t]*:[ \t\xa0]+(?=\S)",
    re.MULTILINE,
)
CLOSING = ("”", '"')
_SHORTEST_NAME = 3
_LEAST = 2
"""One label alone may be a dateline, a heading or a warning; a conversation has two at least."""

_GENERIC = re.compile(
    r"(?:q|a|question|answer|questioner|voices?|audience(?: members?)?|crowd|moderator|reporter|interviewer|host|caller"
    r"|speaker|man|woman|male|female|protesters?|both|all|unidentified\b.*|unknown\b.*|unintelligible|operator|announcer"
    r"|narrator)(?: *#?\d+)?",
    re.IGNORECASE,
)


def is_generic_label(label: str) -> bool:
    """Whether a label tells a part in the conversation ("Q", "MODERATOR", "Speaker 2") and no name."""
    return _GENERIC.fullmatch(label.strip(" .")) is not None


def labelled_paragraphs(text: str, body: Span) -> tuple[Turn, ...]:
    """Lines of ``text`` that begin with a name in capitals and a colon, each a turn to the end of its line.

    This is how news reports print pieces of an interview (``LIND: Let us begin.``). A quotation mark may stand before
    the name, where the whole interview is quoted. Reports without two such lines of two words and more have none. Whole
    transcripts are read by :func:`onrecord.documents.turns.find_turns`.
    """
    turns = []
    for label in _LABELLED.finditer(text, *body):
        name = label["name"].rstrip(". \t")
        if sum(c.isalpha() for c in name) < _SHORTEST_NAME or not name.isupper():
            continue
        end = text.find("\n", label.end(), body[1])
        end = body[1] if end < 0 else end
        turn = text[label.end() : end].rstrip()
        if turn[-1:] in CLOSING and turn.count(turn[-1]) + turn.count("“") == 1:
            turn = turn[:-1]  # it closes a quotation that opened with a label
        end = label.end() + len(turn)
        if len(text[label.end() : end].split()) >= 2:
            start = label.start("name")
            turns.append(Turn(name, (label.end(), end), label=(start, start + len(name))))
    return tuple(turns) if len(turns) >= _LEAST else ()
