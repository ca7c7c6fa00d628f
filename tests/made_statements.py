"""Statements made by hand, as the model would hand them on without an opinion of its own."""

from __future__ import annotations

import numpy as np

from onrecord import Document, Piece, Statement
from onrecord.circumstances import Circumstances, circumstances_of
from onrecord.documents import document_from
from onrecord.extraction.decoding import Relation
from onrecord.extraction.statements import Found
from onrecord.extraction.words import Words, read_words
from onrecord.quotation_marks import read_marks
from onrecord.records import Kind, Span

__all__ = ["Told", "around", "found_in", "read", "statement_at"]

Told = tuple[str | None, str, str]
"""Source, cue and content, each a piece of the text."""


def read(text: str, published: str | None) -> tuple[Document, Words]:
    document = document_from(text, published=published)
    return document, read_words(text, read_marks(text), document.body)


def found_in(document: Document, words: Words, *told: Told) -> list[Found]:
    """A statement for each of ``told``."""
    found = []
    for source, cue, content in told:
        place = document.text.index(content)
        cue_at = _beside(document.text, cue, place, place + len(content))
        whose = None if source is None else _beside(document.text, source, *cue_at)
        found.append(statement_at(document.text, words, whose, cue_at, (place, place + len(content))))
    return found


def statement_at(text: str, words: Words, source: Span | None, cue: Span, content: Span) -> Found:
    """One statement whose parts stand there."""
    kind: Kind = "direct" if text[content[0]] in '"“' else "indirect"
    statement = Statement(
        kind=kind, act="statement", factuality="speech", content=Piece.of(text, [content]),
        source=None if source is None else Piece.of(text, [source]),
        cue=Piece.of(text, [cue]), confidence=0.9,
    )  # fmt: skip
    first, last = np.searchsorted(words.starts, cue).tolist()
    return Found(statement, relation=Relation((first, last), None, (), (), np.zeros(15, np.float32)))


def _beside(text: str, part: str, a: int, b: int) -> tuple[int, int]:
    """The occurrence of ``part`` that lies nearest to ``[a, b)``, outside it where there is one."""
    places, at = [], text.find(part)
    while at >= 0:
        end = at + len(part)
        inside = at < b and a < end
        places.append((inside, min(abs(at - b), abs(a - end)), at))
        at = text.find(part, at + 1)
    start = min(places)[2]
    return start, start + len(part)


def around(text: str, *told: Told, published: str | None = None) -> list[Circumstances]:
    """The circumstances of each of ``told`` in ``text``."""
    document, words = read(text, published)
    return circumstances_of(document, words, found_in(document, words, *told))
