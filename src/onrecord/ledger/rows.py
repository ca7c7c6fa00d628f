"""Rows of the ledger and onrecord's values: a statement on its way in, and on its way out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from onrecord.documents import Cue, Document, Turn
from onrecord.errors import LedgerError
from onrecord.ledger.codes import (
    ACTS,
    FACTUALITIES,
    KINDS,
    SPEAKER_KINDS,
    VIAS,
    date_number,
    date_text,
)
from onrecord.ledger.texts import packed_spans, storable, unpacked, unpacked_spans
from onrecord.records import Channel, Piece, SaidOn, Speaker, Statement, statement_id

__all__ = [
    "ENTRY",
    "STATEMENT_COLUMNS",
    "Entry",
    "Origin",
    "Person",
    "document_of",
    "entry_of",
    "facts_of",
    "public_id",
    "statement_row",
    "uid_of",
]

_KEPT_APART: Final = frozenset({"text", "id", "path", "url", "title", "outlet", "published"})
_PRECISIONS: Final = ("year", "month", "day")

STATEMENT_COLUMNS: Final = (
    "id, uid, document_id, kind, act, factuality, confidence, day, said_on, name_id, person_id, via, "
    "speaker_confidence, reason_id, channel_id, flags_id, spans, content, source, cue, addressee, channel, "
    "said_text, reported_by"
)


def public_id(uid: int) -> str:
    """``st_…`` of the number in the column ``uid``."""
    return f"st_{uid:012x}"


def uid_of(public: str) -> int | None:
    """The number of a public id; None for what is none."""
    digits = public.removeprefix("st_")
    if len(digits) != 12 or not public.startswith("st_") or not digits.isascii() or not digits.isalnum():
        return None
    try:
        return int(digits, 16)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the ledger. ``note`` tells people of one name apart, ``qid`` is Wikidata's number."""

    number: int
    name: str
    qid: str | None = None
    note: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"number": self.number, "name": self.name, "qid": self.qid, "note": self.note}

    def __str__(self) -> str:
        return self.name if self.note is None else f"{self.name} ({self.note})"


@dataclass(frozen=True, slots=True)
class Origin:
    """The document of a statement, without its text. ``current`` is false for a version that was replaced."""

    number: int
    id: str
    path: str | None
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None
    current: bool

    def to_dict(self) -> dict[str, Any]:
        """The document block of the contract's JSON, with ``current``."""
        names = ("id", "path", "url", "title", "outlet", "published", "current")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement on the ledger: ``number`` is its row, ``id`` its public id, ``day`` the ISO date to order it by
    (when it was said, else when it was published), ``person`` who the speaker is across documents, ``quotation`` the
    number of the quotation of which it is a version."""

    number: int
    id: str
    statement: Statement
    origin: Origin
    person: Person | None
    day: str | None
    quotation: int | None

    def to_dict(self) -> dict[str, Any]:
        """The contract's JSON of a statement, with ``person``, ``day`` and ``quotation``."""
        return {
            "id": self.id,
            "document": self.origin.to_dict(),
            **self.statement.to_dict(),
            "person": None if self.person is None else self.person.to_dict(),
            "day": self.day,
            "quotation": self.quotation,
        }


ENTRY: Final = """
    SELECT s.id, s.uid, s.kind, s.act, s.factuality, s.confidence, s.day, s.said_on, s.via, s.speaker_confidence,
           reason.text, channel.text, flags.text, s.spans, s.content, s.source, s.cue, s.addressee, s.channel,
           s.said_text, s.reported_by, n.text, n.kind, p.id, p.name, p.qid, p.note, d.id, d.digest, d.path, d.url,
           d.title, o.text, d.published, d.current, v.quotation_id
    FROM statement s
    JOIN document d ON d.id = s.document_id
    LEFT JOIN name n ON n.id = s.name_id
    LEFT JOIN person p ON p.id = s.person_id
    LEFT JOIN outlet o ON o.id = d.outlet_id
    LEFT JOIN phrase reason ON reason.id = s.reason_id
    LEFT JOIN phrase channel ON channel.id = s.channel_id
    LEFT JOIN phrase flags ON flags.id = s.flags_id
    LEFT JOIN version v ON v.statement_id = s.id
"""
"""What `entry_of` reads; a WHERE clause follows."""


def entry_of(row: Sequence[Any]) -> Entry:
    """The statement of one row of `ENTRY`."""
    (number, uid, kind, act, factuality, confidence, day, said_on, via, sure) = row[:10]
    (reason, channel_type, flags, spans, *texts) = row[10:21]
    (name, name_kind, person_id, person_name, qid, note) = row[21:27]
    (document_id, digest, path, url, title, outlet, published, current, quotation) = row[27:36]
    pieces = [
        Piece(text or "", places) if places else None
        for text, places in zip(texts, _seven(spans), strict=True)
    ]
    content, source, cue, addressee, channel, said, reported_by = pieces
    statement = Statement(
        kind=KINDS[kind],
        act=ACTS[act],
        factuality=FACTUALITIES[factuality],
        content=content or Piece("", ()),
        source=source,
        cue=cue,
        confidence=confidence / 10_000,
        speaker=None
        if name is None
        else Speaker(name, SPEAKER_KINDS[name_kind], VIAS[via], sure / 10_000, reason or ""),
        addressee=addressee,
        channel=None if channel_type is None else Channel(channel_type, channel or Piece("", ())),
        said_on=None if said_on is None else _said_on(said_on, said or Piece("", ())),
        reported_by=reported_by,
        flags=tuple(flags.split()) if flags else (),
    )
    return Entry(
        number,
        public_id(uid),
        statement,
        Origin(
            document_id,
            "sha256:" + digest.hex(),
            path,
            url,
            title,
            outlet,
            date_text(published),
            bool(current),
        ),
        None if person_id is None else Person(person_id, person_name, qid, note),
        date_text(day),
        quotation,
    )


def _seven(spans: bytes) -> list[tuple[tuple[int, int], ...]]:
    pieces = unpacked_spans(spans)
    return pieces + [()] * (7 - len(pieces))


def _said_on(number: int, piece: Piece) -> SaidOn:
    date = date_text(number) or ""
    precision = _PRECISIONS[date.count("-")]
    return SaidOn(date, precision, piece)  # type: ignore[arg-type]  # one of the three by construction


def statement_row(
    number: int,
    document_id: int,
    document: Document,
    statement: Statement,
    name: tuple[int | None, int | None],
    phrases: tuple[int | None, int | None, int | None],
) -> tuple[Any, ...]:
    """A row of ``statement``, in the order of `STATEMENT_COLUMNS`.

    ``name`` are the numbers of the speaker's name and person, ``phrases`` those of reason, channel type and flags.
    """
    said, speaker, channel = statement.said_on, statement.speaker, statement.channel
    said_on = None if said is None else date_number(said.date)
    pieces = (
        statement.content,
        statement.source,
        statement.cue,
        statement.addressee,
        None if channel is None else channel.piece,
        None if said is None else said.piece,
        statement.reported_by,
    )
    spans = [() if piece is None else piece.spans for piece in pieces]
    while not spans[-1] and len(spans) > 1:
        spans.pop()
    return (
        number,
        int(statement_id(document.id, statement.content.spans)[3:], 16),
        document_id,
        KINDS.index(statement.kind),
        ACTS.index(statement.act),
        FACTUALITIES.index(statement.factuality),
        round(statement.confidence * 10_000),
        date_number(document.published) if said_on is None else said_on,
        said_on,
        *name,
        None if speaker is None else VIAS.index(speaker.via),
        None if speaker is None else round(speaker.confidence * 10_000),
        *phrases,
        packed_spans(spans),
        storable(statement.content.text),
        *(None if piece is None or not piece.spans else storable(piece.text) for piece in pieces[1:]),
    )


def facts_of(document: Document) -> str:
    """All that is known of a document beside what has columns of its own, as JSON; defaults are left out."""
    kept = {}
    for field in fields(Document):
        value = getattr(document, field.name)
        if field.name in _KEPT_APART or value == field.default:
            continue
        if field.name == "turns":
            value = [[t.speaker, t.span, t.label, t.start, t.end] for t in value]
        elif field.name == "cues":
            value = [[c.offset, c.start, c.end] for c in value]
        kept[field.name] = value
    return json.dumps(kept, ensure_ascii=True, separators=(",", ":"))


def document_of(connection: sqlite3.Connection, number: int) -> Document:
    """The whole document of a row, as it was added. Raises `LedgerError` when there is none."""
    row = connection.execute(
        "SELECT d.digest, d.path, d.url, d.title, o.text, d.published, d.facts, t.text FROM document d "
        "JOIN document_text t ON t.document_id = d.id LEFT JOIN outlet o ON o.id = d.outlet_id WHERE d.id = ?",
        (number,),
    ).fetchone()
    if row is None:
        raise LedgerError(f"there is no document {number} on the ledger")
    digest, path, url, title, outlet, published, facts, data = row
    kept = json.loads(facts)
    kept["body"] = tuple(kept["body"])
    kept["turns"] = tuple(
        Turn(speaker, tuple(span), None if label is None else tuple(label), start, end)
        for speaker, span, label, start, end in kept.get("turns", ())
    )
    kept["cues"] = tuple(Cue(*cue) for cue in kept.get("cues", ()))
    for name in ("unvoiced", "names"):
        kept[name] = tuple(tuple(pair) for pair in kept.get(name, ()))
    kept["warnings"] = tuple(kept.get("warnings", ()))
    return Document(
        text=unpacked(data),
        id="sha256:" + digest.hex(),
        path=path,
        url=url,
        title=title,
        outlet=outlet,
        published=date_text(published),
        **kept,
    )
