"""One statement a line as JSON: the contract for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from onrecord.documents import Document
from onrecord.records import Statement, statement_id

__all__ = ["JsonLinesRenderer", "statement_record"]


def statement_record(document: Document, statement: Statement, *, explain: bool = False) -> dict[str, Any]:
    """A statement of a document with its id and the document's block, ready for JSON.

    With ``explain`` its speaker has the chain of places that lead to the name.
    """
    return {
        "id": statement_id(document.id, statement.content.spans),
        "document": document.to_dict(),
        **statement.to_dict(explain=explain),
    }


class JsonLinesRenderer:
    """Writes each statement as soon as it is there."""

    def __init__(self, stream: TextIO, *, explain: bool = False) -> None:
        self._stream = stream
        self._explain = explain

    def add(self, document: Document, statements: Iterable[Statement]) -> int:
        count = 0
        for statement in statements:
            line = json.dumps(
                statement_record(document, statement, explain=self._explain), ensure_ascii=False
            )
            self._stream.write(line + "\n")
            count += 1
        return count

    def close(self) -> None:
        self._stream.flush()
