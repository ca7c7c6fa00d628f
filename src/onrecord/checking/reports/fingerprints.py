"""Fingerprints of findings: the same finding is known again when the draft around it has changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from onrecord.alignment import Level, fold
from onrecord.checking.verdicts import QuoteVerdict

__all__ = ["fingerprints"]


def fingerprints(quotes: Sequence[QuoteVerdict]) -> list[str]:
    """A hexadecimal fingerprint for each verdict of one draft, all different.

    It is made of the quotation's words (typography, case and line breaks folded away), the rule, and how many
    equal ones come before it; neither its place nor its neighbours count, so that a finding keeps its
    fingerprint when lines are added or removed elsewhere.
    """
    seen: Counter[str] = Counter()
    found: list[str] = []
    for quote in quotes:
        words = " ".join(fold(quote.quote, Level.CASE).text.split())
        key = f"{quote.rule or ''}\n{words}"
        seen[key] += 1
        digest = hashlib.sha256(f"{key}\n{seen[key]}".encode("utf-8", "surrogatepass"))
        found.append(digest.hexdigest()[:32])
    return found
