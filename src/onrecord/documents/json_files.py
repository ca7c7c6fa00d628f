"""JSON and JSON lines: articles, posts, turns, and the segments of recordings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from onrecord.documents.contents import Content, Fault, read_all
from onrecord.documents.decoding import decode
from onrecord.documents.document import DocumentFormat, DocumentKind
from onrecord.documents.fields import facts_of, field_name, read_record
from onrecord.documents.rows import Row, conversation, documents_of
from onrecord.errors import InputError

__all__ = ["MAX_JSON_BYTES", "MAX_LINE_BYTES", "read_json", "read_json_lines"]

MAX_JSON_BYTES = 64_000_000
"""JSON is parsed as a whole, into some ten times its size; JSON lines may be of any length."""
MAX_LINE_BYTES = 32_000_000
_TURNS = ("segments", "turns", "transcript")
"""Names of a list of turns in an object; the rest of the object tells of them all."""
_RECORDS = (
    "documents",
    "articles",
    "posts",
    "tweets",
    "items",
    "records",
    "data",
    "entries",
    "results",
    "rows",
)
"""Names of a list of records in an object."""


def read_json(stream: BinaryIO, encoding: str | None, kind: DocumentKind | None) -> Iterator[Content | Fault]:
    """The documents of a JSON file: one object, a list of them, or an object that holds such a list.

    A file of several objects, one a line, is read as JSON lines. Raises `InputError` for what is not JSON, over
    `MAX_JSON_BYTES`, or holds no text.
    """
    data = read_all(stream, MAX_JSON_BYTES)
    decoded = decode(data, encoding)
    try:
        value = json.loads(decoded.text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and error.lineno > 1:
            yield from _lines(enumerate(decoded.text.split("\n"), 1), "jsonl", kind)
            return
        raise InputError(f"is not JSON (line {error.lineno}: {error.msg})") from None
    except (RecursionError, ValueError) as error:  # a number of thousands of digits is a ValueError
        raise InputError(f"is JSON that cannot be read ({_short(error)})") from None
    del decoded, data
    rows: list[object] = [value]
    if isinstance(value, list):
        rows = value
    elif isinstance(value, Mapping):
        rows = next((value[name] for name in _RECORDS if isinstance(value.get(name), list)), rows)
    for content in documents_of(_numbered(rows), "json", kind):
        if isinstance(content, Fault) and rows == [value]:
            raise InputError(content.message)
        yield replace(content, several=True) if isinstance(content, Content) and len(rows) > 1 else content


def read_json_lines(
    stream: BinaryIO, encoding: str | None, kind: DocumentKind | None
) -> Iterator[Content | Fault]:
    """The documents of JSON lines, read one by one, however many there are.

    A line that is no object, is longer than `MAX_LINE_BYTES` or has no text is a `Fault`, and the next one is read.
    """
    yield from _lines(_raw_lines(stream), "jsonl", kind, encoding)


def _raw_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(line) <= MAX_LINE_BYTES:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE_BYTES)
        yield number, None


def _lines(
    lines: Iterable[tuple[int, str | bytes | None]],
    format: DocumentFormat,
    kind: DocumentKind | None,
    encoding: str | None = None,
) -> Iterator[Content | Fault]:
    """The documents of JSON lines that are at hand with their numbers."""

    def rows() -> Iterator[Row | Content | Fault]:
        for number, line in lines:
            value = _parsed(number, line, encoding)
            if isinstance(value, Fault):
                yield value
            elif value is not None:
                yield _of_object(value, format, number) or (number, value)

    return documents_of(rows(), format, kind)


def _parsed(
    number: int, line: str | bytes | None, encoding: str | None
) -> Mapping[str, object] | Fault | None:
    if line is None:
        return Fault(f"is over {MAX_LINE_BYTES // 1_000_000} MB; passed over", number)
    if not line.strip():
        return None
    try:
        text = line if isinstance(line, str) else decode(line, encoding).text
        value = json.loads(text)
    except json.JSONDecodeError as error:
        return Fault(f"is not JSON ({error.msg})", number)
    except InputError as error:
        return Fault(str(error), number)
    except (RecursionError, ValueError) as error:
        return Fault(f"is JSON that cannot be read ({_short(error)})", number)
    return value if isinstance(value, Mapping) else Fault("is not an object", number)


def _short(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error).partition(";")[0]


def _numbered(rows: list[object]) -> Iterator[Row | Content | Fault]:
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            yield Fault(
                "is not an object with a text" if len(rows) == 1 else f"record {number} is not an object"
            )
        else:
            yield _of_object(row, "json", None) or (None, row)


def _of_object(value: Mapping[str, object], format: DocumentFormat, line: int | None) -> Content | None:
    """The transcript in an object that holds a list of turns; None when it holds none."""
    fields = {field_name(str(name)): item for name, item in value.items()}
    for name in _TURNS:
        turns = fields.get(name)
        if isinstance(turns, list) and turns and all(isinstance(turn, Mapping) for turn in turns):
            records = [record for turn in turns if (record := read_record(turn)) is not None]
            facts, problems = facts_of(fields)
            content = conversation(records, facts, format, line, None)
            if content is not None:
                return replace(content, warnings=(*problems, *content.warnings))
    return None
