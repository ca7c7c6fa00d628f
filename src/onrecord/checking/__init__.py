"""Did they really say it like that? Verdicts on quotations, with the evidence."""

from __future__ import annotations

from onrecord.checking.policies import FINDINGS, PRESETS, Policy, load_policy, policy_toml
from onrecord.checking.procedure import verify
from onrecord.checking.verdicts import RULES, Attribution, Evidence, Omission, QuoteVerdict

__all__ = [
    "FINDINGS",
    "PRESETS",
    "RULES",
    "Attribution",
    "Evidence",
    "Omission",
    "Policy",
    "QuoteVerdict",
    "load_policy",
    "policy_toml",
    "verify",
]
