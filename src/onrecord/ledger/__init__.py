"""The ledger: what people said, kept in one SQLite file, searched and compared.

`Ledger` opens the file; `add_documents` fills it, `find` searches it, `people` knows who is who.
"""

from onrecord.ledger.store import SCHEMA_VERSION, Ledger

__all__ = ["SCHEMA_VERSION", "Ledger"]
