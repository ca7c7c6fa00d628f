"""What the ledger holds of a document, as the writers of all formats take it."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from typing import Any, Protocol

from onrecord.documents import Document
from onrecord.ledger.rows import Entry
from onrecord.records import Statement, statement_id

__all__ = ["Writer", "document_uri", "entry_uri", "json_line"]


class Writer(Protocol):
    """Writes documents with their statements, one document after another; what it holds in memory is one document."""

    def add(self, document: Document, entries: Iterable[Entry]) -> int:
        """Write one document; how many statements there were."""
        ...

    def close(self) -> None:
        """Write what remains to be written. The file stays open."""
        ...


def json_line(record: dict[str, Any]) -> str:
    """A record as one line of JSON, its letters as they are; escaped only where UTF-8 has no form for them."""
    line = json.dumps(record, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:  # a lone surrogate, which JSON files may bring
        line = json.dumps(record)
    return line


def document_uri(document: Document) -> str:
    """A name for a text that says what it is, not where it lies: ``ni:///sha-256;…`` (RFC 6920, Farrell et al. 2013).

    The digest is that of the document's id, so whoever has the text can check it.
    """
    digest = bytes.fromhex(document.id.removeprefix("sha256:"))
    return "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")


def entry_uri(document: Document, statement: Statement) -> str:
    """A name for a statement: that of its document, and its id as the fragment."""
    return f"{document_uri(document)}#{statement_id(document.id, statement.content.spans)}"
