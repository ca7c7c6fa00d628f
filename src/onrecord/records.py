"""The plain values that flow through onrecord, from a document's text to a verdict.

Every offset in this package is a count of Unicode code points into ``document.text``, and every span
is half-open: ``text[start:end]``. The terms are those of the attribution literature (Pareti 2012;
Newell, Margolin & Ruths 2018): an *attribution relation* joins a *source* (who), a *cue* (the words
that attribute) and a *content* (what is attributed).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = [
    "Act",
    "Channel",
    "Factuality",
    "Kind",
    "Link",
    "Piece",
    "SaidOn",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Statement",
    "Via",
    "statement_id",
]

Span = tuple[int, int]
"""Half-open interval of code points, ``(start, end)``."""

Kind = Literal["direct", "indirect", "mixed"]
Factuality = Literal["speech", "thought"]
Act = Literal[
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
]
SpeakerKind = Literal["named", "unnamed", "author"]
Via = Literal["full", "partial", "pronoun", "nominal", "continuation", "signature", "turn"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document, possibly interrupted.

    ``text`` is the pieces ``document.text[a:b]`` joined by one blank wherever the original has
    anything between them; ``spans`` are ordered and do not overlap.
    """

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, document_text: str, spans: Iterable[Span]) -> Piece:
        """Cut ``spans`` out of ``document_text``; spans are sorted, empty ones dropped."""
        ordered = tuple(sorted((a, b) for a, b in spans if b > a))
        return cls(" ".join(document_text[a:b] for a, b in ordered), ordered)

    @property
    def start(self) -> int:
        """First code point of the first span (the piece must not be empty)."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Code point after the last span (the piece must not be empty)."""
        return self.spans[-1][1]

    def to_dict(self) -> dict[str, Any]:
        """The piece as the contract's JSON writes it."""
        return {"text": self.text, "spans": [list(span) for span in self.spans]}


@dataclass(frozen=True, slots=True)
class Link:
    """One place on the way from a statement's source to the speaker's name.

    ``role`` tells what stands there: the ``source`` itself, an earlier or later place that means the same person
    (``antecedent``), or where the text gives the ``name`` in full.
    """

    role: Literal["source", "antecedent", "name"]
    span: Span
    text: str

    def to_dict(self) -> dict[str, Any]:
        return {"role": self.role, "span": list(self.span), "text": self.text}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a statement's source is, as far as this document tells.

    ``name`` is the fullest form the document gives, or a description when ``kind`` is ``unnamed``;
    ``reason`` says in plain words how it was found; ``confidence`` is a probability; ``chain`` are the
    places in the text that lead from the source to the name.
    """

    name: str
    kind: SpeakerKind
    via: Via
    confidence: float
    reason: str
    chain: tuple[Link, ...] = ()

    def to_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """The speaker as the contract's JSON writes it; with ``explain`` also the chain."""
        written: dict[str, Any] = {
            "name": self.name,
            "kind": self.kind,
            "via": self.via,
            "confidence": round(self.confidence, 4),
            "reason": self.reason,
        }
        if explain:
            written["chain"] = [link.to_dict() for link in self.chain]
        return written


@dataclass(frozen=True, slots=True)
class Channel:
    """Through what a statement was made: ``type`` from a closed list, and the words that say so."""

    type: str
    piece: Piece

    def to_dict(self) -> dict[str, Any]:
        return {"type": self.type, **self.piece.to_dict()}


@dataclass(frozen=True, slots=True)
class SaidOn:
    """When a statement was made: an ISO date, its precision (day, month, year) and the words."""

    date: str
    precision: Literal["day", "month", "year"]
    piece: Piece

    def to_dict(self) -> dict[str, Any]:
        return {"date": self.date, "precision": self.precision, **self.piece.to_dict()}


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution relation found in a document.

    ``kind`` is about the content: ``direct`` (all of it inside quotation marks, or marked as a
    quotation by layout), ``indirect`` (none of it), ``mixed`` (part of it). ``confidence`` is the
    calibrated probability that the relation is right (content and source overlap the true ones).
    """

    kind: Kind
    act: Act
    factuality: Factuality
    content: Piece
    source: Piece | None
    cue: Piece | None
    confidence: float
    speaker: Speaker | None = None
    addressee: Piece | None = None
    channel: Channel | None = None
    said_on: SaidOn | None = None
    reported_by: Piece | None = None
    flags: tuple[str, ...] = field(default=())

    def to_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """The statement as the contract's JSON writes it, without ``id`` and ``document``.

        With ``explain`` the speaker has its chain of evidence, too.
        """

        def as_dict(value: Piece | Channel | SaidOn | None) -> dict[str, Any] | None:
            return None if value is None else value.to_dict()

        return {
            "kind": self.kind,
            "act": self.act,
            "factuality": self.factuality,
            "content": self.content.to_dict(),
            "source": as_dict(self.source),
            "cue": as_dict(self.cue),
            "speaker": None if self.speaker is None else self.speaker.to_dict(explain=explain),
            "addressee": as_dict(self.addressee),
            "channel": as_dict(self.channel),
            "said_on": as_dict(self.said_on),
            "reported_by": as_dict(self.reported_by),
            "confidence": round(self.confidence, 4),
            "flags": list(self.flags),
        }


def statement_id(document_id: str, content_spans: Sequence[Span]) -> str:
    """A stable name for a statement: ``st_`` and 12 hex digits of its document and its content's place."""
    place = ";".join(f"{a}-{b}" for a, b in content_spans)
    return "st_" + hashlib.sha256(f"{document_id}|{place}".encode()).hexdigest()[:12]
