"""What a quotation is compared with: a source's untouched text and the turns of its speakers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from onrecord.documents import Document, LabelProvenance, voices
from onrecord.documents.voices import label_provenance as labels

__all__ = ["Provenance", "Source", "Turn"]

Provenance = Literal["official", "transcript", "asr", "article"]
"""Where the speaker labels come from: an official transcript, any transcript made by people, a machine
that tells voices apart (whose labels can be swapped throughout), or an article that quotes."""

BETWEEN_TURNS = "\n\n"

_PROVENANCE: dict[LabelProvenance | None, Provenance] = {
    None: "transcript",
    "official": "official",
    "post": "official",
    "machine": "asr",
    "article": "article",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch of speech by one voice: code points ``[start, end)`` of the source's text.

    ``speaker`` is the label as the source prints it, ``None`` where it gives none; ``time`` is the
    number of seconds from the beginning of a recording, where known.
    """

    start: int
    end: int
    speaker: str | None = None
    time: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A text that may hold the words of a quotation.

    ``text`` is the document as decoded, never rewritten; ``turns`` are in order and do not overlap, and
    what lies outside them (speaker labels, headings) is not searched. ``complete`` is false when only an
    excerpt is at hand. ``event`` names the occasion, so that two transcripts of it can be compared;
    ``published`` is an ISO date. ``part_of`` is the id of another source that
    holds these words, too: such a source may tell who said them, but is no further place where they stand. ``lang`` is
    an ISO 639-1 code, ``None`` when unknown.
    """

    id: str
    text: str
    turns: tuple[Turn, ...]
    lang: str | None = None
    complete: bool = True
    label_provenance: Provenance = "transcript"
    event: str | None = None
    published: str | None = None
    part_of: str | None = None

    @classmethod
    def of_document(
        cls,
        document: Document,
        *,
        label_provenance: Provenance | None = None,
        event: str | None = None,
    ) -> Source:
        """A document as a source; its id is its path (with ``#`` and its key or line, where a file holds many), or the
        document's own where it has none.

        Turns are the :func:`~onrecord.documents.voices` of the document. A post is official: its account wrote it.
        """
        turns = tuple(
            Turn(*one.span, one.speaker, one.start) for one in voices(document) if one.span[1] > one.span[0]
        )
        known = (
            label_provenance
            or _PROVENANCE[labels(document.label_provenance, document.kind, document.format, document.turns)]
        )
        place = document.key or document.line
        name = document.path if place is None or document.path is None else f"{document.path}#{place}"
        return cls(
            name or document.id,
            document.text,
            turns,
            document.lang,
            document.complete,
            known,
            event,
            document.published,
        )

    @classmethod
    def of_text(
        cls,
        id: str,
        text: str,
        speaker: str | None = None,
        *,
        lang: str | None = None,
        complete: bool = True,
        label_provenance: Provenance = "transcript",
        event: str | None = None,
        published: str | None = None,
        part_of: str | None = None,
    ) -> Source:
        """A source that is one stretch of text, by one speaker or by nobody in particular."""
        turns = (Turn(0, len(text), speaker),) if text else ()
        return cls(id, text, turns, lang, complete, label_provenance, event, published, part_of)

    @classmethod
    def of_turns(
        cls,
        id: str,
        turns: Iterable[tuple[str | None, str]],
        *,
        lang: str | None = None,
        complete: bool = True,
        label_provenance: Provenance = "transcript",
        event: str | None = None,
        published: str | None = None,
    ) -> Source:
        """A source given as ``(speaker, words)`` pairs; its text is the words joined by a blank line."""
        pieces: list[str] = []
        placed: list[Turn] = []
        position = 0
        for speaker, words in turns:
            placed.append(Turn(position, position + len(words), speaker))
            pieces.append(words)
            position += len(words) + len(BETWEEN_TURNS)
        text = BETWEEN_TURNS.join(pieces)
        return cls(id, text, tuple(placed), lang, complete, label_provenance, event, published)

    def turn_text(self, turn: Turn) -> str:
        """The words of one turn, as the source has them."""
        return self.text[turn.start : turn.end]
