"""The words of a verdict: what can be said of a quotation's wording, and of who said it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.alignment import Edit
from onrecord.records import Span

__all__ = [
    "Attribution",
    "AttributionVerdict",
    "Evidence",
    "Headline",
    "Match",
    "Omission",
    "QuoteVerdict",
    "Severity",
    "VerdictLevel",
    "Wording",
]

Wording = Literal[
    "VERBATIM", "VERBATIM_EDITED", "TRUNCATED", "ALTERED", "SPLICED", "NOT_FOUND", "UNCHECKABLE"
]
Headline = Literal[
    "VERBATIM",
    "VERBATIM_EDITED",
    "TRUNCATED",
    "ALTERED",
    "SPLICED",
    "NOT_FOUND",
    "UNCHECKABLE",
    "MISATTRIBUTED",
]
AttributionVerdict = Literal["CONFIRMED", "MISATTRIBUTED", "SECOND_HAND", "UNCONFIRMED"]
Severity = Literal["minor", "substantive", "critical"]
VerdictLevel = Literal["error", "warning", "note", "ok"]
Match = Literal["exact", "typographic", "orthographic"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whether the person credited said it: ``said_by`` are the labels over the words, ``reason`` a fixed word.

    Reasons: ``same-speaker``, ``other-speaker``, ``interviewer``, ``nested`` (the speaker was quoting),
    ``other-document``, ``quoted-by-other``, ``several-speakers``, ``several-passages``, ``no-claim``,
    ``no-label``, ``generic-label``, ``generic-claim``, ``machine-labels``, ``article``, ``not-found``.
    ``provenance`` tells where the labels come from.
    """

    verdict: AttributionVerdict
    reason: str
    said_by: tuple[str, ...] = ()
    provenance: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The attribution as JSON values."""
        return {
            "verdict": self.verdict,
            "reason": self.reason,
            "said_by": list(self.said_by),
            "provenance": self.provenance,
        }


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage: its source's id, code points of that source's text, its words, and the text around it."""

    source: str
    spans: tuple[Span, ...]
    text: str
    speaker: str | None
    prefix: str
    suffix: str
    published: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The evidence as JSON values; ``prefix`` and ``suffix`` are those of a W3C TextQuoteSelector."""
        return {
            "source": self.source,
            "spans": [list(span) for span in self.spans],
            "text": self.text,
            "speaker": self.speaker,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "published": self.published,
        }


@dataclass(frozen=True, slots=True)
class Omission:
    """Words that the print leaves out, as the source has them, and what announces the gap (or None)."""

    text: str
    span: Span
    declared: str | None

    def to_dict(self) -> dict[str, Any]:
        """The omission as JSON values."""
        return {"text": self.text, "span": list(self.span), "declared": self.declared}


@dataclass(frozen=True, slots=True)
class QuoteVerdict:
    """Everything that is known of one quotation after checking.

    ``verdict`` is the headline, ``wording`` and ``attribution`` the two axes behind it. ``severity`` belongs to
    ALTERED; ``match`` says what had to be overlooked for VERBATIM; ``reason`` is a fixed word for why a
    quotation is SPLICED, TRUNCATED or UNCHECKABLE. ``level`` and ``rule`` are the policy's. ``spans`` are code
    points of the draft when given, else of the quotation itself. ``places`` counts where the same words stand;
    ``evidence`` shows the passages, then further places; ``nearest`` is shown when nothing is found.
    """

    quote: str
    spans: tuple[Span, ...]
    speaker: str | None
    verdict: Headline
    wording: Wording
    attribution: Attribution
    severity: Severity | None
    level: VerdictLevel
    rule: str | None
    match: Match | None
    reason: str | None
    policy: str
    edits: tuple[Edit, ...] = ()
    omitted: tuple[Omission, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    nearest: Evidence | None = None
    places: int = 0
    flags: tuple[str, ...] = ()
    explanation: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The verdict as the contract's JSON writes it."""
        return {
            "quote": {"text": self.quote, "spans": [list(span) for span in self.spans]},
            "speaker": self.speaker,
            "verdict": self.verdict,
            "wording": self.wording,
            "severity": self.severity,
            "level": self.level,
            "rule": self.rule,
            "match": self.match,
            "reason": self.reason,
            "attribution": self.attribution.to_dict(),
            "edits": [_edit(edit) for edit in self.edits],
            "omitted": [omission.to_dict() for omission in self.omitted],
            "evidence": [evidence.to_dict() for evidence in self.evidence],
            "nearest": None if self.nearest is None else self.nearest.to_dict(),
            "places": self.places,
            "flags": list(self.flags),
            "policy": self.policy,
            "explanation": self.explanation,
        }


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "op": edit.op,
        "kind": edit.kind,
        "printed": edit.printed,
        "said": edit.said,
        "printed_span": list(edit.printed_span),
        "said_span": list(edit.said_span),
        "declared": edit.declared,
    }


RULES: Mapping[str, str] = {
    "OR001": "altered-critical",
    "OR002": "altered-substantive",
    "OR003": "altered-minor",
    "OR010": "spliced",
    "OR020": "truncated",
    "OR030": "misattributed",
    "OR031": "attribution-unconfirmed",
    "OR032": "second-hand",
    "OR040": "not-found",
    "OR050": "uncheckable",
    "OR060": "edited",
    "OR070": "edit-hides-meaning",
    "OR080": "source-conflict",
}
"""Rule ids and their names: what a report and a baseline refer to."""
