"""The ledger as CSV: the columns of ``extract --format csv``, and what the ledger adds."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from onrecord.documents import Document
from onrecord.ledger.rows import Entry
from onrecord.rendering.spreadsheet import COLUMNS, harmless, row_of

__all__ = ["LEDGER_COLUMNS", "CsvWriter"]

LEDGER_COLUMNS = (*COLUMNS, "person", "person_number", "qid", "quotation")


class CsvWriter:
    """One statement a row; the header comes first, also for no statements. No cell is a formula to a spreadsheet."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._writer = csv.writer(stream, lineterminator="\r\n")
        self._writer.writerow(LEDGER_COLUMNS)

    def add(self, document: Document, entries: Iterable[Entry]) -> int:
        count = 0
        for entry in entries:
            person = entry.person
            row = row_of(document, entry.statement) | {
                "person": person.name if person else "",
                "person_number": str(person.number) if person else "",
                "qid": (person.qid or "") if person else "",
                "quotation": "" if entry.quotation is None else str(entry.quotation),
            }
            self._writer.writerow([harmless(row[column]) for column in LEDGER_COLUMNS])
            count += 1
        return count

    def close(self) -> None:
        self._stream.flush()
