"""Did they really say it like that? Verdicts on quotations, with the evidence."""

from __future__ import annotations

from onrecord.checking.checks import Check, CheckedSource, Coverage
from onrecord.checking.desk import check_draft, check_quotation
from onrecord.checking.policies import FINDINGS, PRESETS, Policy, load_policy, policy_toml
from onrecord.checking.procedure import verify
from onrecord.checking.shelves import Shelf, fill, source_of
from onrecord.checking.verdicts import RULES, Attribution, Evidence, Omission, QuoteVerdict

__all__ = [
    "FINDINGS",
    "PRESETS",
    "RULES",
    "Attribution",
    "Check",
    "CheckedSource",
    "Coverage",
    "Evidence",
    "Omission",
    "Policy",
    "QuoteVerdict",
    "Shelf",
    "check_draft",
    "check_quotation",
    "fill",
    "load_policy",
    "policy_toml",
    "source_of",
    "verify",
]
