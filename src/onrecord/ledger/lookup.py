"""Which documents people mean: by path, address, digest or number."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.ledger.names import folded

__all__ = ["documents_meant"]


def documents_meant(
    connection: sqlite3.Connection, given: Iterable[str], *, outlet: str | None = None
) -> list[int]:
    """Row numbers of documents given as path, URL, ``sha256:…`` (or its beginning) or number, and of all of an outlet.

    Raises `UsageError` for one that is not on the ledger.
    """
    found: set[int] = set()
    for text in given:
        numbers = _one(connection, text)
        if not numbers:
            raise UsageError(f"no document {text!r} is on the ledger")
        found.update(numbers)
    if outlet is not None:
        wanted = set(folded(outlet).split())
        outlets = [
            number
            for number, key in connection.execute("SELECT id, folded FROM outlet").fetchall()
            if wanted and wanted <= set(key.split())
        ]
        if not outlets:
            raise UsageError(f"no outlet {outlet!r} is on the ledger")
        marks = ", ".join(map(str, outlets))
        found.update(
            n for (n,) in connection.execute(f"SELECT id FROM document WHERE outlet_id IN ({marks})")
        )
    return sorted(found)


def _one(connection: sqlite3.Connection, text: str) -> list[int]:
    if text.isascii() and text.isdigit() and len(text) < 19:
        return [n for (n,) in connection.execute("SELECT id FROM document WHERE id = ?", (int(text),))]
    if text.startswith("sha256:") and len(text) >= 15:
        digits = text[7:] + "0" * (len(text) % 2 == 0)
        try:
            low = bytes.fromhex(digits)
        except ValueError:
            return []
        rows = connection.execute(
            "SELECT id, digest FROM document WHERE digest >= ? ORDER BY digest LIMIT 2", (low,)
        )
        return [n for n, digest in rows if digest.hex().startswith(text[7:].lower())]
    file = "file:" + Path(os.path.abspath(text)).as_posix()
    rows = connection.execute(
        "SELECT DISTINCT document_id FROM place WHERE key IN (?, ?) OR url = ? OR path = ?",
        (text, file, text, text),
    )
    return [n for (n,) in rows]
