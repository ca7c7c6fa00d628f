"""The ledger as JSON-LD in the words of schema.org: quotations, claims and the articles that hold them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from onrecord.documents import Document
from onrecord.ledger.exchange.entries import document_uri, entry_uri, json_line
from onrecord.ledger.rows import Entry

__all__ = ["JsonLdWriter"]

_TYPES = {
    "report": "NewsArticle",
    "post": "SocialMediaPosting",
    "transcript": "CreativeWork",
    "release": "Article",
}
_WIKIDATA = "http://www.wikidata.org/entity/"


class JsonLdWriter:
    """One JSON-LD document whose ``@graph`` holds an article for each document and a node for each statement.

    Direct and mixed statements are ``Quotation``; an indirect one is a ``Claim``, because its words are the reporter's
    and must not pass for a quotation. The speaker is ``spokenByCharacter`` and ``creator`` and has no ``@type``: a
    speaker may be a person or an organisation, and the ledger does not say which.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._nodes = 0
        stream.write('{"@context": "https://schema.org", "@graph": [')

    def add(self, document: Document, entries: Iterable[Entry]) -> int:
        self._write(_article(document))
        count = 0
        for entry in entries:
            self._write(_quotation(document, entry))
            count += 1
        return count

    def close(self) -> None:
        self._stream.write("\n]}\n")
        self._stream.flush()

    def _write(self, node: dict[str, Any]) -> None:
        self._stream.write(",\n" if self._nodes else "\n")
        self._stream.write(json_line({key: value for key, value in node.items() if value is not None}))
        self._nodes += 1


def _article(document: Document) -> dict[str, Any]:
    return {
        "@id": document_uri(document),
        "@type": _TYPES.get(document.kind or "", "CreativeWork"),
        "headline": document.title,
        "url": document.url,
        "datePublished": document.published,
        "publisher": _named(document.outlet, "Organization"),
        "author": _named(document.author, None),
        "inLanguage": document.lang,
    }


def _quotation(document: Document, entry: Entry) -> dict[str, Any]:
    statement = entry.statement
    speaker = _speaker(entry)
    return {
        "@id": entry_uri(document, statement),
        "@type": "Claim" if statement.kind == "indirect" else "Quotation",
        "text": statement.content.text,
        "spokenByCharacter": None if statement.kind == "indirect" else speaker,
        "creator": speaker,
        "dateCreated": None if statement.said_on is None else statement.said_on.date,
        "isBasedOn": {"@id": document_uri(document)},
        "isPartOf": {"@id": document_uri(document)},
        "exampleOfWork": None if entry.quotation is None else {"@id": f"_:quotation{entry.quotation}"},
    }


def _speaker(entry: Entry) -> dict[str, Any] | None:
    person, speaker = entry.person, entry.statement.speaker
    if person is not None:
        place = f"_:person{person.number}" if person.qid is None else _WIKIDATA + person.qid
        return {"@id": place, "name": person.name}
    if speaker is None:
        return None
    return {"description" if speaker.kind == "unnamed" else "name": speaker.name}


def _named(name: str | None, type_: str | None) -> dict[str, Any] | None:
    if name is None:
        return None
    return {"name": name} if type_ is None else {"@type": type_, "name": name}
