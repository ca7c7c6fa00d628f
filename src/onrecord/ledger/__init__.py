"""The ledger: what people said, kept in one SQLite file, searched and compared.

`Ledger` opens the file, `Adder` fills it, `find` searches it, `People` knows who is who, `evidence` gives it to
checking.
"""

from onrecord.ledger.ingest import Adder
from onrecord.ledger.people import People
from onrecord.ledger.rows import Entry, Origin, Person
from onrecord.ledger.search import Hit, Query, Results, find
from onrecord.ledger.sources import evidence, is_secondary
from onrecord.ledger.store import SCHEMA_VERSION, Ledger

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
]
