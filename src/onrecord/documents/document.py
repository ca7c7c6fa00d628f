"""A document: its text as decoded, never rewritten, and what is known about it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, Literal, get_args

from onrecord.records import Span

__all__ = [
    "DOCUMENT_KINDS",
    "LABEL_PROVENANCES",
    "Cue",
    "Document",
    "DocumentFormat",
    "DocumentKind",
    "LabelProvenance",
    "Turn",
    "bytes_id",
    "text_id",
]

DocumentKind = Literal["report", "transcript", "post", "release"]
DOCUMENT_KINDS: tuple[str, ...] = get_args(DocumentKind)

DocumentFormat = Literal["text", "html", "docx", "pdf", "srt", "vtt", "json", "jsonl", "csv", "tei", "feed"]

LabelProvenance = Literal["official", "machine", "article", "post"]
"""Who says whose words these are: a body's own transcript or release, a machine that tells voices apart (whose
labels may be swapped throughout), an article that quotes, or the account that posted."""
LABEL_PROVENANCES: tuple[str, ...] = get_args(LabelProvenance)

_HASH_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a transcript: the label as printed, and the span of what was said (without the label).

    ``label`` is the span of the label. ``start`` and ``end`` are seconds from the beginning of the recording, where
    the file tells them.
    """

    speaker: str
    span: Span
    label: Span | None = None
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """From the code point ``offset`` on the words were said at ``start`` seconds (until ``end``, if known)."""

    offset: int
    start: float
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what is known of it.

    ``text`` of plain text and Markdown is the decoded file, code point for code point; of every other format it is
    what was taken out of the file, so that in both cases ``text[start:end]`` holds for every span that onrecord
    reports. ``id`` is ``sha256:`` and the digest of the text's UTF-8, ``file_id`` that of the file's bytes (None for
    one of many documents in a file). ``body`` is the span to read: all of the text, less front matter and a leading
    date line. ``published`` is an ISO date. ``complete`` is false when only an excerpt is at hand.

    ``turns`` are there for transcripts only, in order; each label is printed in the text. ``unvoiced`` are the spans
    of a transcript that were spoken by nobody knows whom, ``cues`` the times that the file gives, by offset.
    ``names`` pairs a label with the name that the file itself gives for it (``THE PRESIDENT``, a TEI key).
    ``label_provenance`` says how far labels are to be trusted, None when nothing is known of it.

    ``encoding`` is what ``open(path, encoding=..., newline="")`` needs to give the same text, None where the text was
    taken out of another format. In a file of many documents ``line`` is where this one begins (from 1) and ``key``
    what the file calls it. ``warnings`` are plain sentences about what had to be assumed.
    """

    text: str
    id: str
    body: Span
    path: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    lang: str | None = None
    complete: bool = True
    kind: DocumentKind | None = None
    encoding: str | None = None
    turns: tuple[Turn, ...] = ()
    warnings: tuple[str, ...] = ()
    format: DocumentFormat = "text"
    label_provenance: LabelProvenance | None = None
    unvoiced: tuple[Span, ...] = ()
    cues: tuple[Cue, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    file_id: str | None = None
    line: int | None = None
    key: str | None = None

    def time_at(self, offset: int) -> float | None:
        """When the word at ``offset`` was said: seconds at the beginning of its cue, None where no time is known."""
        place = bisect_right(self.cues, offset, key=lambda cue: cue.offset)
        return self.cues[place - 1].start if place else None

    def to_dict(self) -> dict[str, Any]:
        """The document block of the contract's JSON."""
        return {
            "id": self.id,
            "path": self.path,
            "url": self.url,
            "title": self.title,
            "outlet": self.outlet,
            "published": self.published,
        }


def text_id(text: str) -> str:
    """``sha256:`` and the hex digest of the text's UTF-8, computed piece by piece to spare memory."""
    digest = hashlib.sha256()
    for start in range(0, len(text), _HASH_STEP):
        digest.update(text[start : start + _HASH_STEP].encode("utf-8", "surrogatepass"))
    return "sha256:" + digest.hexdigest()


def bytes_id(data: bytes) -> str:
    """``sha256:`` and the hex digest of a file's bytes."""
    return "sha256:" + hashlib.sha256(data).hexdigest()
