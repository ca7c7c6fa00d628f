"""The ledger as W3C Web Annotations (Sanderson, Ciccarese & Young 2017): each statement on the words that hold it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from onrecord.documents import Document
from onrecord.ledger.exchange.entries import document_uri, entry_uri, json_line
from onrecord.ledger.rows import Entry
from onrecord.records import Span

__all__ = ["CONTEXT", "AnnotationsWriter"]

CONTEXT = 32
"""Code points before and after a span in ``prefix`` and ``suffix``: enough to tell two places of the same words."""


class AnnotationsWriter:
    """One ``AnnotationCollection`` with one page, its annotations in the order of the statements.

    Each span of a content is a target of its own with two selectors that choose the same words: a
    ``TextQuoteSelector`` with what stands before and after, and a ``TextPositionSelector``. Both count code points, as
    onrecord does. Several targets, because several selectors on one target are alternatives in that standard.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._count = 0
        self._digest = hashlib.sha256()
        stream.write('{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection",')
        stream.write(' "first": {"type": "AnnotationPage", "startIndex": 0, "items": [')

    def add(self, document: Document, entries: Iterable[Entry]) -> int:
        before = self._count
        source = {"id": document_uri(document), "type": "Text", "format": "text/plain"}
        if document.url is not None:
            source["via"] = document.url
        for entry in entries:
            annotation = _annotation(document, source, entry)
            self._stream.write(",\n" if self._count else "\n")
            self._stream.write(json_line(annotation))
            self._digest.update(annotation["id"].encode())
            self._count += 1
        return self._count - before

    def close(self) -> None:
        # What names the whole is known only now; the order of names in a JSON object says nothing.
        page, whole = (
            uuid.uuid5(uuid.NAMESPACE_URL, name + self._digest.hexdigest()) for name in ("page:", "all:")
        )
        self._stream.write(f'\n], "id": "urn:uuid:{page}", "partOf": "urn:uuid:{whole}"}},')
        self._stream.write(f' "id": "urn:uuid:{whole}", "total": {self._count}}}\n')
        self._stream.flush()


def _annotation(document: Document, source: dict[str, str], entry: Entry) -> dict[str, Any]:
    statement = entry.statement
    targets = [
        {"type": "SpecificResource", "source": source, "selector": _selectors(document.text, span)}
        for span in statement.content.spans
    ]
    return {
        "id": entry_uri(document, statement),
        "type": "Annotation",
        "motivation": "identifying",
        "body": list(_bodies(entry)),
        "target": targets if len(targets) > 1 else targets[0],
    }


def _bodies(entry: Entry) -> Iterator[dict[str, str]]:
    statement = entry.statement
    if entry.person is not None or statement.speaker is not None:
        name = entry.person.name if entry.person is not None else statement.speaker.name  # type: ignore[union-attr]
        yield {"type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": name}
    yield {"type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": statement.kind}
    yield {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": statement.act}


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    start, end = span
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[end : end + CONTEXT],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
