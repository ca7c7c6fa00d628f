"""The formats by name, and what every one of them can do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol, TextIO, get_args

from onrecord.documents import Document
from onrecord.records import Statement

__all__ = ["FORMATS", "Format", "Renderer", "renderer_for"]

Format = Literal["table", "jsonl", "csv", "html"]
FORMATS: tuple[str, ...] = get_args(Format)


class Renderer(Protocol):
    """Writes documents with their statements, one after another, to the stream it was made with."""

    def add(self, document: Document, statements: Iterable[Statement]) -> int:
        """Write the statements of one document as they come; how many there were."""
        ...

    def close(self) -> None:
        """Write what remains to be written. The stream stays open."""
        ...


def renderer_for(
    name: Format, stream: TextIO, *, colour: bool = False, width: int | None = None, explain: bool = False
) -> Renderer:
    """A renderer for a format; ``colour`` and ``width`` (columns) matter to the table only.

    ``explain``: JSON lines and the table also tell how each speaker was found; the page always does.
    """
    # Imported here so that writing JSON lines does not pay for Rich, nor a table for the page.
    if name == "table":
        from onrecord.rendering.table import TableRenderer

        return TableRenderer(stream, colour=colour, width=width, explain=explain)
    if name == "csv":
        from onrecord.rendering.spreadsheet import CsvRenderer

        return CsvRenderer(stream)
    if name == "html":
        from onrecord.rendering.page import PageRenderer

        return PageRenderer(stream)
    from onrecord.rendering.json_lines import JsonLinesRenderer

    return JsonLinesRenderer(stream, explain=explain)
