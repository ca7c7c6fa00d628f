"""Whole checks: every quotation of a draft, or one quotation, against a shelf of sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.checking.checks import Check, Coverage
from onrecord.checking.drafts import DraftQuotation, read_draft, stretches_of
from onrecord.checking.languages import guess_language
from onrecord.checking.names import is_generic
from onrecord.checking.policies import Policy, load_policy
from onrecord.checking.procedure import verify
from onrecord.checking.shelves import Shelf
from onrecord.checking.verdicts import QuoteVerdict
from onrecord.documents import Document
from onrecord.records import Piece, Statement

__all__ = ["check_draft", "check_quotation"]


def check_draft(
    document: Document,
    statements: Sequence[Statement],
    shelf: Shelf,
    policy: str | Path | Policy = "default",
    *,
    aliases: Mapping[str, Sequence[str]] | None = None,
) -> Check:
    """A verdict for every quotation of a draft whose statements (speech and thought) have been extracted.

    Raises `UsageError` for a policy that cannot be read.
    """
    rules = load_policy(policy)
    draft = read_draft(document, statements)
    verdicts = [_verdict(one, document, shelf, rules, aliases) for one in draft.quotations]
    return _check(document, rules, shelf, verdicts, draft.set_aside)


def check_quotation(
    quotation: str,
    speaker: str | None,
    shelf: Shelf,
    policy: str | Path | Policy = "default",
    *,
    aliases: Mapping[str, Sequence[str]] | None = None,
) -> Check:
    """A check of one quotation, with or without its marks; a speech tag may stand between two pairs of them."""
    rules = load_policy(policy)
    spans = stretches_of(quotation)
    verdict = verify(quotation, shelf.index, speaker, rules, spans=spans, aliases=aliases)
    return _check(None, rules, shelf, [verdict])


def _verdict(
    one: DraftQuotation,
    document: Document,
    shelf: Shelf,
    policy: Policy,
    aliases: Mapping[str, Sequence[str]] | None,
) -> QuoteVerdict:
    words = one.text(document.text)
    claim = one.speaker
    if claim is not None and not one.named and not is_generic(claim):
        claim = f"the {claim}"  # "city officials" names nobody; an article says so to the procedure
    verdict = verify(
        words,
        shelf.index,
        claim,
        policy,
        spans=one.inside,
        aliases=aliases,
        lang=guess_language(words) or document.lang or "en",
    )
    return replace(verdict, spans=one.spans, speaker=one.speaker)


def _check(
    document: Document | None,
    policy: Policy,
    shelf: Shelf,
    verdicts: Sequence[QuoteVerdict],
    set_aside: tuple[Piece, ...] = (),
) -> Check:
    short = sum(verdict.reason == "too-short" for verdict in verdicts)
    uncheckable = sum(verdict.wording == "UNCHECKABLE" for verdict in verdicts) - short
    coverage = Coverage(
        len(verdicts), len(verdicts) - uncheckable - short, uncheckable, short, len(set_aside)
    )
    return Check(document, policy.name, coverage, shelf.listed, tuple(verdicts), set_aside)
