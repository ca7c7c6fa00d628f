"""One statement a row as CSV (RFC 4180), for people who work in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from onrecord.documents import Document
from onrecord.records import Piece, Statement, statement_id
from onrecord.rendering.visible import PRECISE

__all__ = ["COLUMNS", "CsvRenderer", "harmless", "row_of"]

COLUMNS = (
    "id", "path", "title", "outlet", "published", "kind", "act", "factuality", "content", "content_spans",
    "source", "source_spans", "cue", "cue_spans", "speaker", "speaker_kind", "speaker_confidence",
    "addressee", "channel", "said_on", "reported_by", "confidence", "flags", "url", "document",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class CsvRenderer:
    """Writes each statement as soon as it is there; the header comes first, also for no statements.

    A cell that a spreadsheet could take for a formula gets an apostrophe in front (OWASP, "CSV
    Injection"); spans are ``start-end`` joined by blanks, flags are joined by blanks. A date is
    written as far as it is known (``2026-03``, ``2026``).
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._writer = csv.writer(stream, lineterminator="\r\n")
        self._writer.writerow(COLUMNS)

    def add(self, document: Document, statements: Iterable[Statement]) -> int:
        count = 0
        for statement in statements:
            row = row_of(document, statement)
            self._writer.writerow([harmless(row[column]) for column in COLUMNS])
            count += 1
        return count

    def close(self) -> None:
        self._stream.flush()


def row_of(document: Document, statement: Statement) -> dict[str, str]:
    """The cells of a statement by the names of `COLUMNS`; what is unknown is empty."""
    speaker, channel, said_on = statement.speaker, statement.channel, statement.said_on
    return {
        "id": statement_id(document.id, statement.content.spans),
        "path": document.path or "",
        "title": document.title or "",
        "outlet": document.outlet or "",
        "published": document.published or "",
        "kind": statement.kind,
        "act": statement.act,
        "factuality": statement.factuality,
        "content": statement.content.text,
        "content_spans": _places(statement.content),
        "source": statement.source.text if statement.source else "",
        "source_spans": _places(statement.source),
        "cue": statement.cue.text if statement.cue else "",
        "cue_spans": _places(statement.cue),
        "speaker": speaker.name if speaker else "",
        "speaker_kind": speaker.kind if speaker else "",
        "speaker_confidence": f"{speaker.confidence:.4f}" if speaker else "",
        "addressee": statement.addressee.text if statement.addressee else "",
        "channel": channel.type if channel else "",
        "said_on": said_on.date[: PRECISE[said_on.precision]] if said_on else "",
        "reported_by": statement.reported_by.text if statement.reported_by else "",
        "confidence": f"{statement.confidence:.4f}",
        "flags": " ".join(statement.flags),
        "url": document.url or "",
        "document": document.id,
    }


def _places(piece: Piece | None) -> str:
    return " ".join(f"{start}-{end}" for start, end in piece.spans) if piece else ""


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.startswith(_FORMULA) else cell
