"""Statements as Parquet, for DuckDB, pandas, Spark and the like; needs ``pip install 'onrecord[parquet]'``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, BinaryIO

from onrecord.documents import Document
from onrecord.errors import UsageError
from onrecord.ledger.rows import Entry, Person
from onrecord.ledger.texts import storable
from onrecord.records import Piece, Statement, statement_id

__all__ = ["ROWS_AT_ONCE", "ParquetRenderer", "ParquetWriter", "arrow_schema"]

ROWS_AT_ONCE = 20_000
"""Statements in a row group, and so the most that are held in memory."""


def arrow_schema() -> Any:
    """The Arrow schema (a ``pyarrow.Schema``): the contract's JSON as columns, and what the ledger adds.

    Raises `UsageError` when pyarrow is not installed.
    """
    arrow = _arrow()
    text, whole = arrow.string(), arrow.int32()
    span = arrow.struct([arrow.field("start", whole, False), arrow.field("end", whole, False)])
    piece = [arrow.field("text", text, False), arrow.field("spans", arrow.list_(span), False)]
    document = [
        arrow.field("id", text, False),
        *(arrow.field(name, text) for name in ("path", "url", "title", "outlet")),
        arrow.field("published", arrow.date32()),
    ]
    speaker = [arrow.field(name, text, False) for name in ("name", "kind", "via")]
    speaker += [arrow.field("confidence", arrow.float64(), False), arrow.field("reason", text, False)]
    said_on = [arrow.field("date", text, False), arrow.field("precision", text, False), *piece]
    person = [
        arrow.field("number", arrow.int64(), False),
        arrow.field("name", text, False),
        arrow.field("qid", text),
    ]
    return arrow.schema(
        [
            arrow.field("id", text, False),
            arrow.field("document", arrow.struct(document), False),
            *(arrow.field(name, text, False) for name in ("kind", "act", "factuality")),
            arrow.field("content", arrow.struct(piece), False),
            arrow.field("source", arrow.struct(piece)),
            arrow.field("cue", arrow.struct(piece)),
            arrow.field("speaker", arrow.struct(speaker)),
            arrow.field("addressee", arrow.struct(piece)),
            arrow.field("channel", arrow.struct([arrow.field("type", text, False), *piece])),
            arrow.field("said_on", arrow.struct(said_on)),
            arrow.field("reported_by", arrow.struct(piece)),
            arrow.field("confidence", arrow.float64(), False),
            arrow.field("flags", arrow.list_(text), False),
            arrow.field("person", arrow.struct(person)),
            arrow.field("quotation", arrow.int64()),
        ]
    )


class ParquetWriter:
    """Writes row groups of at most `ROWS_AT_ONCE` statements, compressed with Zstandard.

    Raises `UsageError` when pyarrow is not installed.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._arrow = _arrow()
        from pyarrow import parquet

        self._schema = arrow_schema()
        self._writer = parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def add(self, document: Document, entries: Iterable[Entry]) -> int:
        return self._add(document, ((entry.statement, entry.person, entry.quotation) for entry in entries))

    def _add(self, document: Document, found: Iterable[tuple[Statement, Person | None, int | None]]) -> int:
        about = _about(document)
        count = 0
        for statement, person, quotation in found:
            self._rows.append(_row(document, about, statement, person, quotation))
            count += 1
            if len(self._rows) >= ROWS_AT_ONCE:
                self._flush()
        return count

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_batch(self._arrow.RecordBatch.from_pylist(self._rows, schema=self._schema))
            self._rows = []


class ParquetRenderer(ParquetWriter):
    """The same for statements that are on no ledger: they have no person and no quotation."""

    def add(self, document: Document, statements: Iterable[Statement]) -> int:  # type: ignore[override]
        return self._add(document, ((statement, None, None) for statement in statements))


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise UsageError(
            "Parquet needs the package pyarrow, which is not installed: pip install 'onrecord[parquet]'"
        ) from None
    return pyarrow


def _about(document: Document) -> dict[str, Any]:
    texts = {name: None if value is None else storable(value) for name, value in document.to_dict().items()}
    published = document.published
    return texts | {"published": None if published is None else date.fromisoformat(published)}


def _row(
    document: Document,
    about: dict[str, Any],
    statement: Statement,
    person: Person | None,
    quotation: int | None,
) -> dict[str, Any]:
    speaker, channel, said_on = statement.speaker, statement.channel, statement.said_on
    return {
        "id": statement_id(document.id, statement.content.spans),
        "document": about,
        "kind": statement.kind,
        "act": statement.act,
        "factuality": statement.factuality,
        "content": _piece(statement.content),
        "source": _piece(statement.source),
        "cue": _piece(statement.cue),
        "speaker": None if speaker is None else speaker.to_dict() | {"name": storable(speaker.name)},
        "addressee": _piece(statement.addressee),
        "channel": None if channel is None else {"type": channel.type, **_cut(channel.piece)},
        "said_on": None
        if said_on is None
        else {"date": said_on.date, "precision": said_on.precision, **_cut(said_on.piece)},
        "reported_by": _piece(statement.reported_by),
        "confidence": statement.confidence,
        "flags": list(statement.flags),
        "person": None
        if person is None
        else {"number": person.number, "name": person.name, "qid": person.qid},
        "quotation": quotation,
    }


def _piece(piece: Piece | None) -> dict[str, Any] | None:
    return None if piece is None else _cut(piece)


def _cut(piece: Piece) -> dict[str, Any]:
    spans = [{"start": start, "end": end} for start, end in piece.spans]
    return {"text": storable(piece.text), "spans": spans}
