"""The formats by name, in both directions."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Final, Literal

from onrecord.errors import UsageError
from onrecord.ledger.exchange.arrivals import Arrivals, Tell
from onrecord.ledger.exchange.entries import Writer
from onrecord.ledger.exchange.lines import opened_lines
from onrecord.ledger.exchange.selecting import EVERYTHING, Selection, write
from onrecord.ledger.store import Ledger

__all__ = ["BINARY", "FORMATS", "Source", "export", "import_file"]

FORMATS: Final = ("jsonl", "statements", "csv", "parquet", "jsonld", "annotations", "tei")
"""``jsonl`` is whole and comes back with `import_file`; ``statements`` is the contract's JSON lines alone."""
BINARY: Final = frozenset({"parquet"})
"""Formats that need a stream of bytes."""
Source = Literal["auto", "jsonl", "quotations"]


def export(
    ledger: Ledger, format: str, stream: IO[str] | IO[bytes], selection: Selection = EVERYTHING
) -> tuple[int, int]:
    """Write the ledger, or what is asked for, to a stream; how many documents and statements.

    The ledger is read as it is at one moment, whoever writes to it meanwhile, and one document at a time. Raises
    `LedgerError` when it cannot be read, `UsageError` for a format or a date that is none, or a missing package.
    """
    if format == "jsonl":
        from onrecord.ledger.exchange.archive import write_archive

        return write_archive(ledger, stream, selection)  # type: ignore[arg-type]  # text, see BINARY
    if format == "statements":
        from onrecord.ledger.exchange.archive import write_statements

        return write_statements(ledger, stream, selection)  # type: ignore[arg-type]
    return write(ledger, _writer(format, stream), selection)


def _writer(format: str, stream: IO[str] | IO[bytes]) -> Writer:
    # Imported here: pyarrow is not always there, and nobody needs them all.
    if format == "csv":
        from onrecord.ledger.exchange.csv_table import CsvWriter

        return CsvWriter(stream)  # type: ignore[arg-type]  # text, see BINARY
    if format == "parquet":
        from onrecord.ledger.exchange.parquet import ParquetWriter

        return ParquetWriter(stream)  # type: ignore[arg-type]
    if format == "jsonld":
        from onrecord.ledger.exchange.json_ld import JsonLdWriter

        return JsonLdWriter(stream)  # type: ignore[arg-type]
    if format == "annotations":
        from onrecord.ledger.exchange.annotations import AnnotationsWriter

        return AnnotationsWriter(stream)  # type: ignore[arg-type]
    if format == "tei":
        from onrecord.ledger.exchange.tei import TeiWriter

        return TeiWriter(stream)  # type: ignore[arg-type]
    raise UsageError(f"format is {format!r}, expected one of {', '.join(FORMATS)}")


def import_file(ledger: Ledger, path: Path | None, tell: Tell, source: Source = "auto") -> Arrivals:
    """Take in a file (standard input for None; gzip, bzip2 and xz are unpacked); `tell` hears of lines that are bad.

    ``source`` says what it is; ``auto`` looks at its first line. Raises `InputError` when the file cannot be used at
    all, `LedgerError` when the ledger cannot be written.
    """
    from onrecord.ledger.exchange.quotebank import read_quotations
    from onrecord.ledger.exchange.restoring import read_archive

    with opened_lines(path) as lines:
        if source == "auto":
            source = "jsonl" if lines.begins_with_record() else "quotations"
        if source == "jsonl":
            return read_archive(ledger, lines, tell)
        return read_quotations(ledger, lines, tell, name=None if path is None else str(path))
