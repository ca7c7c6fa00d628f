"""The lines of an archive as onrecord's values; what a line lacks, or has wrong, is said in plain words."""

from __future__ import annotations

import calendar
import json
import time
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar, get_args

from onrecord.documents import Cue, Document, Turn, iso_date, text_id
from onrecord.documents.document import DOCUMENT_KINDS, LABEL_PROVENANCES, DocumentFormat
from onrecord.errors import InputError
from onrecord.ledger.codes import ACTS, FACTUALITIES, KINDS, SPEAKER_KINDS, VIAS
from onrecord.ledger.texts import storable
from onrecord.records import Channel, Piece, SaidOn, Span, Speaker, Statement

__all__ = [
    "Raw",
    "document_from_record",
    "integer",
    "parsed",
    "seconds",
    "statement_from_record",
    "text_or_none",
]

Raw = Mapping[str, Any]
T = TypeVar("T")
_PRECISIONS = ("day", "month", "year")
_DAYS = {"day": 10, "month": 7, "year": 4}
_KEPT_APART = frozenset({"text", "id", "path", "url", "title", "outlet", "published"})
_MOST = 2**62


def parsed(line: bytes) -> Raw:
    """The object on a line. Raises `InputError` when it is none."""
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"is not JSON ({error.msg})") from None
    except UnicodeDecodeError:
        raise InputError("is not UTF-8") from None
    except (RecursionError, ValueError):
        raise InputError("is JSON that cannot be read (too deep, or with too long a number)") from None
    if not isinstance(value, dict):
        raise InputError("is not a JSON object")
    return value


def document_from_record(raw: Raw) -> Document:
    """The document of a line. Raises `InputError` when the line is not one, or its text is not what its id says."""
    text = _text(raw, "text")
    facts = raw.get("facts")
    if not isinstance(facts, dict):
        raise InputError("has no facts")
    id_ = text_id(text)
    if raw.get("id") != id_:
        raise InputError("holds a text that is not the one its id names: it was changed, or cut")
    known = {name: text_or_none(raw, name) for name in ("path", "url", "title", "outlet", "published")}
    if known["published"] is not None and iso_date(known["published"]) != known["published"]:
        raise InputError(f"published is {known['published']!r}, expected a date as YYYY-MM-DD")
    return Document(text, id_, **known, **_facts(facts, len(text)))  # type: ignore[arg-type]  # checked one by one


def _facts(raw: Raw, length: int) -> dict[str, Any]:
    names = {field.name for field in fields(Document)} - _KEPT_APART
    unknown = set(raw) - names
    if unknown:
        raise InputError(f"has facts that this onrecord does not know: {', '.join(sorted(unknown))}")
    kept = dict(raw)
    kept["body"] = _span(raw.get("body"), length)
    try:
        kept["turns"] = tuple(
            Turn(
                str(speaker), _span(span, length), None if label is None else _span(label, length), start, end
            )
            for speaker, span, label, start, end in raw.get("turns", ())
        )
        kept["cues"] = tuple(Cue(int(offset), start, end) for offset, start, end in raw.get("cues", ()))
        kept["names"] = tuple((str(label), str(name)) for label, name in raw.get("names", ()))
        kept["unvoiced"] = tuple(_span(span, length) for span in raw.get("unvoiced", ()))
        kept["warnings"] = tuple(map(str, raw.get("warnings", ())))
    except (TypeError, ValueError):
        raise InputError("has turns, cues, names or warnings that are not as exported") from None
    for name in ("author", "lang", "encoding", "file_id", "key"):
        kept[name] = text_or_none(raw, name)
    for name, closed in (
        ("kind", DOCUMENT_KINDS),
        ("label_provenance", LABEL_PROVENANCES),
        ("format", get_args(DocumentFormat)),
    ):
        if name in raw:
            kept[name] = _one_of(raw, name, closed)
    if not isinstance(raw.get("complete", True), bool):
        raise InputError("complete is neither true nor false")
    if raw.get("line") is not None:
        kept["line"] = integer(raw, "line")
    return kept


def statement_from_record(raw: Raw, document: Document) -> Statement:
    """The statement of a line. Raises `InputError` when a value is missing or wrong, or when a piece is not what its
    spans cut out of the document."""
    speaker, channel, said_on = (_object(raw, name) for name in ("speaker", "channel", "said_on"))
    content = _piece(raw, "content", document)
    if content is None or not content.spans:
        raise InputError("has no content")
    flags = raw.get("flags")
    if not isinstance(flags, list) or not all(isinstance(flag, str) for flag in flags):
        raise InputError("flags is no list of words")
    return Statement(
        kind=_one_of(raw, "kind", KINDS),
        act=_one_of(raw, "act", ACTS),
        factuality=_one_of(raw, "factuality", FACTUALITIES),
        content=content,
        source=_piece(raw, "source", document),
        cue=_piece(raw, "cue", document),
        confidence=_probability(raw),
        speaker=None
        if speaker is None
        else Speaker(
            _text(speaker, "name"),
            _one_of(speaker, "kind", SPEAKER_KINDS),
            _one_of(speaker, "via", VIAS),
            _probability(speaker),
            _text(speaker, "reason"),
        ),
        addressee=_piece(raw, "addressee", document),
        channel=None
        if channel is None
        else Channel(_text(channel, "type"), _cut(channel, "channel", document)),
        said_on=None if said_on is None else _said_on(said_on, document),
        reported_by=_piece(raw, "reported_by", document),
        flags=tuple(flags),
    )


def _said_on(raw: Raw, document: Document) -> SaidOn:
    date, precision = _text(raw, "date"), _one_of(raw, "precision", _PRECISIONS)
    if len(date) != _DAYS[precision] or iso_date((date + "-01-01")[:10]) is None:
        raise InputError(f"said_on is {date!r}, expected a {precision}")
    return SaidOn(date, precision, _cut(raw, "said_on", document))  # type: ignore[arg-type]  # one of the three


def _piece(raw: Raw, name: str, document: Document) -> Piece | None:
    value = _object(raw, name)
    return None if value is None else _cut(value, name, document)


def _cut(raw: Raw, name: str, document: Document) -> Piece:
    given = raw.get("spans")
    if not isinstance(given, list):
        raise InputError(f"{name} has no spans")
    piece = Piece.of(document.text, [_span(span, len(document.text)) for span in given])
    if raw.get("text") != storable(piece.text):
        raise InputError(f"{name} is not what its spans cut out of the document")
    return replace(piece, text=storable(piece.text))


def _span(value: object, length: int) -> Span:
    if (
        not isinstance(value, list)
        or len(value) != 2
        or not all(isinstance(place, int) and not isinstance(place, bool) for place in value)
    ):
        raise InputError(f"{value!r} is no span")
    start, end = value
    if not 0 <= start <= end <= length:
        raise InputError(f"the span {start}-{end} lies outside the text, which has {length} characters")
    return start, end


def _object(raw: Raw, name: str) -> Raw | None:
    value = raw.get(name)
    if value is not None and not isinstance(value, dict):
        raise InputError(f"{name} is no object")
    return value


def _text(raw: Raw, name: str) -> str:
    value = raw.get(name)
    if not isinstance(value, str):
        raise InputError(f"has no {name}" if value is None else f"{name} is no text")
    return value


def text_or_none(raw: Raw, name: str) -> str | None:
    """A text, or None where there is none. Raises `InputError` for anything else."""
    return None if raw.get(name) is None else _text(raw, name)


def integer(raw: Raw, name: str) -> int:
    """A whole number that SQLite can hold. Raises `InputError` for anything else."""
    value = raw.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not -_MOST < value < _MOST:
        raise InputError(f"{name} is no whole number")
    return value


def seconds(raw: Raw, name: str) -> int:
    """A moment as seconds since 1970. Raises `InputError` for what is no moment."""
    try:
        return calendar.timegm(time.strptime(_text(raw, name), "%Y-%m-%dT%H:%M:%SZ"))
    except ValueError:
        raise InputError(f"{name} is {raw[name]!r}, expected a moment as 2026-03-04T10:00:00Z") from None


def _one_of(raw: Raw, name: str, closed: tuple[T, ...]) -> T:
    value = raw.get(name)
    if value not in closed:
        raise InputError(f"{name} is {value!r}, which this onrecord does not know")
    return closed[closed.index(value)]


def _probability(raw: Raw) -> float:
    value = raw.get("confidence")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise InputError("confidence is no number from 0 to 1")
    return float(value)
