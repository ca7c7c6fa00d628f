"""The ledger: what people said, kept in one SQLite file, searched and compared.

`Ledger` opens the file, `Adder` fills it, `find` searches it, `People` knows who is who, `versions` tells how a
quotation was printed, `similar` finds a wording, `evidence` gives the ledger to checking.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.ledger.ingest import Adder
    from onrecord.ledger.people import People
    from onrecord.ledger.rows import Entry, Origin, Person
    from onrecord.ledger.search import Hit, Query, Results, find
    from onrecord.ledger.shingles import similar
    from onrecord.ledger.sources import evidence, is_secondary
    from onrecord.ledger.store import SCHEMA_VERSION, Ledger
    from onrecord.ledger.variants import versions

__all__ = [
    "SCHEMA_VERSION",
    "Adder",
    "Entry",
    "Hit",
    "Ledger",
    "Origin",
    "People",
    "Person",
    "Query",
    "Results",
    "evidence",
    "find",
    "is_secondary",
    "similar",
    "versions",
]

_ROOMS = {
    "Adder": "ingest",
    "People": "people",
    "Entry": "rows",
    "Origin": "rows",
    "Person": "rows",
    "Hit": "search",
    "Query": "search",
    "Results": "search",
    "find": "search",
    "similar": "shingles",
    "evidence": "sources",
    "is_secondary": "sources",
    "SCHEMA_VERSION": "store",
    "Ledger": "store",
    "versions": "variants",
}


def __getattr__(name: str) -> object:
    # Opening a ledger needs SQLite alone; the alignment engine, and NumPy with it, come when quotations are compared.
    if name in _ROOMS:
        return getattr(import_module(f"onrecord.ledger.{_ROOMS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
