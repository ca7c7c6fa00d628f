"""What a whole check found: the draft, its sources, a verdict for every quotation, and what was not checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.checking.verdicts import QuoteVerdict
from onrecord.documents import Document
from onrecord.records import Piece

__all__ = ["Check", "CheckedSource", "Coverage"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many quotations the draft has, and what became of them: ``quotes`` is the sum of the next three.

    ``too_short`` are quotations of one or two words that no source can settle. ``set_aside`` counts marked words
    that quote nobody, titles of works and scare quotes; they are not among ``quotes``.
    """

    quotes: int
    checked: int
    uncheckable: int
    too_short: int
    set_aside: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The counts as JSON values."""
        return {
            "quotes": self.quotes,
            "checked": self.checked,
            "uncheckable": self.uncheckable,
            "too_short": self.too_short,
            "set_aside": self.set_aside,
        }


@dataclass(frozen=True, slots=True)
class CheckedSource:
    """A source that was given: what was read of it, and in ``problem`` what stands in the way of finding words there.

    ``sha256`` is that of its text as read, None when it could not be read; ``words`` and ``turns`` count what could
    be searched, and was, also where there is a problem (a text in another language). ``complete`` is false for an
    excerpt, and for what could not be read.
    """

    path: str
    sha256: str | None
    words: int
    turns: int
    complete: bool
    problem: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The source as JSON values."""
        return {
            "path": self.path,
            "sha256": self.sha256,
            "words": self.words,
            "turns": self.turns,
            "complete": self.complete,
            "problem": self.problem,
        }


@dataclass(frozen=True, slots=True)
class Check:
    """A draft with a verdict for each of its quotations, in order of their place.

    ``spans`` of a quotation are code points of the draft's text, marks not included; its ``quote`` is the draft from
    the first to the last of them, a speech tag between them included, and the printed spans of its edits count from
    its beginning. ``draft`` is None when a single quotation was given instead of a text. ``set_aside`` are the marked
    words that quote nobody.
    """

    draft: Document | None
    policy: str
    coverage: Coverage
    sources: tuple[CheckedSource, ...]
    quotes: tuple[QuoteVerdict, ...]
    set_aside: tuple[Piece, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The check as the contract's JSON writes it."""
        return {
            "draft": None if self.draft is None else self.draft.path,
            "policy": self.policy,
            "coverage": self.coverage.to_dict(),
            "sources": [source.to_dict() for source in self.sources],
            "quotes": [quote.to_dict() for quote in self.quotes],
            "set_aside": [piece.to_dict() for piece in self.set_aside],
        }
