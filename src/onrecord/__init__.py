"""onrecord: who said what, to whom, when, and did they really say it like that?

>>> import onrecord
>>> for statement in onrecord.extract("“We are done waiting,” Ines Okafor said."):
...     print(statement.source.text, "|", statement.content.text)
Ines Okafor | “We are done waiting,”
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Literal

from onrecord.documents import Document, document_from, in_blocks, not_english, read_document
from onrecord.documents.facts import iso_date
from onrecord.errors import InputError, LedgerError, ModelError, OnRecordError, UsageError
from onrecord.records import Channel, Piece, SaidOn, Speaker, Statement, statement_id

if TYPE_CHECKING:
    from onrecord.extractor import Extractor
    from onrecord.ledger import Ledger

__version__ = "0.1.0"

__all__ = [
    "Channel",
    "Document",
    "Extractor",
    "InputError",
    "Ledger",
    "LedgerError",
    "ModelError",
    "OnRecordError",
    "Piece",
    "SaidOn",
    "Speaker",
    "Statement",
    "UsageError",
    "__version__",
    "extract",
    "read_document",
    "statement_id",
]


def extract(
    text: str | Document,
    *,
    published: str | None = None,
    path: str | None = None,
    factuality: Literal["speech", "all"] = "speech",
) -> list[Statement]:
    """The attributed statements of an English news text, ordered by where their content begins.

    ``text`` is a text or a `Document`. ``published`` is its ISO date, used where the text itself states
    none; ``path`` is where it came from. ``factuality="all"`` adds what people are said to think, want or
    expect to what they said or wrote. Spans count code points of ``text``, so ``text[start:end]`` is the
    piece. A text that is not English gives no statements (`onrecord.documents.not_english` says why).

    The model is loaded at the first call and kept; for many texts, or more threads, keep your own
    `onrecord.Extractor`. Raises `UsageError` for a date or factuality that is none.
    """
    if published is not None and iso_date(published) != published:
        raise UsageError(f"published is {published!r}, expected a date as YYYY-MM-DD")
    if factuality not in ("speech", "all"):
        raise UsageError(f"factuality is {factuality!r}, expected 'speech' or 'all'")
    document = text if isinstance(text, Document) else document_from(text, path=path, published=published)
    if not_english(document) is not None:
        return []
    found = in_blocks(document, _default_extractor().extract)
    return [statement for statement in found if factuality == "all" or statement.factuality == "speech"]


@functools.cache
def _default_extractor() -> Extractor:
    from onrecord.extractor import Extractor

    return Extractor()


def __getattr__(name: str) -> object:
    # What takes long to load (NumPy and ONNX Runtime, the ledger) waits until it is asked for: importing onrecord for
    # its values stays instant.
    if name == "Extractor":
        from onrecord.extractor import Extractor

        return Extractor
    if name == "Ledger":
        from onrecord.ledger import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
