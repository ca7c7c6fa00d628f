"""The ledger out of its file and into it: JSON lines, CSV, Parquet, JSON-LD, Web Annotations, TEI; lists of quotations.

`export` writes any of `FORMATS`, `import_file` reads what ``jsonl`` wrote, and lists of quotations like Quotebank's.
"""

from onrecord.ledger.exchange.arrivals import Arrivals
from onrecord.ledger.exchange.selecting import EVERYTHING, Selection
from onrecord.ledger.exchange.transfer import BINARY, FORMATS, export, import_file

__all__ = ["BINARY", "EVERYTHING", "FORMATS", "Arrivals", "Selection", "export", "import_file"]
