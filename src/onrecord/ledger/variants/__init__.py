"""Versions of a quotation: which printed forms are the same words, said by the same person at the same time.

`Grouper` ties new statements to what the ledger already has; `versions` tells a quotation's history.
"""

from __future__ import annotations

from onrecord.ledger.variants.grouping import Grouper, group
from onrecord.ledger.variants.history import QuotationHistory, Version, versions

__all__ = ["Grouper", "QuotationHistory", "Version", "group", "versions"]
