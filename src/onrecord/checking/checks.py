"""What a whole check found: the draft, its sources, a verdict for every quotation, and what was not checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.checking.verdicts import QuoteVerdict
from onrecord.documents import Document

__all__ = ["Check", "CheckedSource", "Coverage"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many quotations the draft has, and what became of them: ``quotes`` is the sum of the other three."""

    quotes: int
    checked: int
    uncheckable: int
    too_short: int

    def to_dict(self) -> dict[str, Any]:
        """The counts as JSON values."""
        return {
            "quotes": self.quotes,
            "checked": self.checked,
            "uncheckable": self.uncheckable,
            "too_short": self.too_short,
        }


@dataclass(frozen=True, slots=True)
class CheckedSource:
    """A source that was given: what was read of it, or in ``problem`` why nothing was.

    ``sha256`` is that of its text as read; ``words`` and ``turns`` count what could be searched.
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

    ``draft`` is None when single quotations were given instead of a text.
    """

    draft: Document | None
    policy: str
    coverage: Coverage
    sources: tuple[CheckedSource, ...]
    quotes: tuple[QuoteVerdict, ...]

    def to_dict(self) -> dict[str, Any]:
        """The check as the contract's JSON writes it."""
        return {
            "draft": None if self.draft is None else self.draft.path,
            "policy": self.policy,
            "coverage": self.coverage.to_dict(),
            "sources": [source.to_dict() for source in self.sources],
            "quotes": [quote.to_dict() for quote in self.quotes],
        }
