"""A document: its text as decoded, never rewritten, and what is known about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Literal, get_args

from onrecord.records import Span

__all__ = ["DOCUMENT_KINDS", "Document", "DocumentKind", "Turn", "text_id"]

DocumentKind = Literal["report", "transcript", "post", "release"]
DOCUMENT_KINDS: tuple[str, ...] = get_args(DocumentKind)

_HASH_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a transcript: the label as printed, and the span of what was said (without the label)."""

    speaker: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what is known of it.

    ``text`` is the decoded file, code point for code point, so ``text[start:end]`` holds for every span
    that onrecord reports. ``id`` is ``sha256:`` and the digest of the text's UTF-8. ``body`` is the span
    to read: all of the text, less front matter and a leading date line. ``published`` is an ISO date.
    ``complete`` is false when only an excerpt is at hand. ``turns`` are there for transcripts only.
    ``encoding`` is what ``open(path, encoding=..., newline="")`` needs to give the same text;
    ``warnings`` are plain sentences about what had to be assumed.
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
