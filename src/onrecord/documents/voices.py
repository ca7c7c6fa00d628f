"""Whose words stand where, and how far that can be trusted: what a check of quotations needs of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.documents.document import Document, DocumentFormat, DocumentKind, LabelProvenance, Turn
from onrecord.documents.labels import is_machine_label
from onrecord.records import Span

__all__ = ["Stretch", "label_provenance", "voices"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one voice: code points ``span`` of the text, ``speaker`` None where nobody says whose they are;
    ``start`` and ``end`` in seconds of the recording, where known."""

    span: Span
    speaker: str | None = None
    start: float | None = None
    end: float | None = None


def voices(document: Document) -> tuple[Stretch, ...]:
    """All words of a document that somebody says or writes, in order, each stretch with its voice.

    A transcript's are its turns (under the name that the file gives for the label, if any) and what is unvoiced in it;
    labels, headings and directions are left out. A post, and a transcript without labels, is its author's. In any
    other text the body is one stretch of no voice: the author of a report does not say what it quotes.
    """
    if document.turns or document.unvoiced:
        names = dict(document.names)
        found = [
            Stretch(turn.span, names.get(turn.speaker, turn.speaker), turn.start, turn.end)
            for turn in document.turns
        ]
        found += [Stretch(span, None, document.time_at(span[0])) for span in document.unvoiced]
        return tuple(sorted(found, key=lambda stretch: stretch.span))
    own = document.kind in ("post", "transcript")
    return (Stretch(document.body, document.author if own else None),)


def label_provenance(
    stated: LabelProvenance | None,
    kind: DocumentKind | None,
    format: DocumentFormat,
    turns: Sequence[Turn],
    *,
    machine: bool = False,
) -> LabelProvenance | None:
    """Where the names over the words come from, the first that tells:

    1. what is ``stated`` (``labels`` in a sidecar, a table or front matter);
    2. ``machine`` where the file says so, or where every label is a number (``SPEAKER_00``, ``Speaker 2``);
    3. the kind: a post's is the ``post``, a report's the ``article``, a release is ``official``;
    4. a web page without turns is an ``article``.

    Otherwise None: people wrote the labels, and nothing tells who.
    """
    if stated is not None:
        return stated
    if turns and (machine or all(is_machine_label(turn.speaker) for turn in turns)):
        return "machine"
    if kind == "post":
        return "post"
    if kind == "release":
        return "official"
    if kind == "report" or (format == "html" and not turns):
        return "article"
    return None
