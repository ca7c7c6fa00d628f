"""CSV files of posts, articles or turns: RFC 4180, or with semicolons or tabs, under a row with names."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from onrecord.documents.contents import Content, Fault, read_all
from onrecord.documents.decoding import check_encoding, decode
from onrecord.documents.document import DocumentKind
from onrecord.documents.fields import NAMES, field_name
from onrecord.documents.rows import Row, documents_of
from onrecord.errors import InputError

__all__ = ["MAX_FIELD", "read_csv"]

MAX_FIELD = 16_000_000
"""Code points in a field. One that is longer has lost its closing mark, and would swallow the rest of the file."""
_HEAD = 1 << 16
_KNOWN = frozenset(name for names in NAMES.values() for name in names)


def read_csv(stream: BinaryIO, encoding: str | None, kind: DocumentKind | None) -> Iterator[Content | Fault]:
    """The documents of a CSV file, read row by row, however long it is; see `documents_of` for what a row is.

    The separator is the one that gives the most fields with a known name. A row that does not fit under the names is a
    `Fault`. Raises `InputError` when no name is one of a text's.
    """
    if not stream.seekable():
        stream = io.BytesIO(read_all(stream))
    encoding, warnings = _encoding(stream, encoding)
    text = io.TextIOWrapper(stream, encoding, errors="strict" if not warnings else "replace", newline="")
    try:
        separator = _separator(text.readline(_HEAD))
        text.seek(0)
        for content in documents_of(_rows(csv.reader(text, delimiter=separator, strict=True)), "csv", kind):
            yield (
                content
                if isinstance(content, Fault) or not warnings
                else replace(content, warnings=warnings + content.warnings)
            )
            warnings = ()
    except UnicodeError as error:
        raise InputError(f"is not valid {encoding} ({error}); name another with --encoding") from None
    finally:
        text.detach()


def _encoding(stream: BinaryIO, given: str | None) -> tuple[str, tuple[str, ...]]:
    """The encoding of the file and what had to be assumed; the stream is at its beginning afterwards."""
    if given is not None:
        check_encoding(given)
    head = stream.read(_HEAD)
    if given is None or not head:
        sample = decode(head[: _HEAD - 4] or head)  # raises for what is empty or binary
        given = sample.encoding if sample.encoding.startswith("utf-") and sample.encoding != "utf-8" else None
    if given is None:
        check = codecs.getincrementaldecoder("utf-8")()
        position = 0
        try:
            while head:
                check.decode(head)
                position += len(head)
                head = stream.read(_HEAD)
            check.decode(b"", True)
        except UnicodeDecodeError as error:
            stream.seek(0)
            place = position + error.start
            return "cp1252", (
                f"not valid UTF-8 (byte {place}); Windows-1252 was assumed; name the right encoding with --encoding",
            )
        given = "utf-8"
    stream.seek(0)
    return given, ()


def _separator(line: str) -> str:
    def known(separator: str) -> int:
        return sum(field_name(name.strip(' "\r\n')) in _KNOWN for name in line.split(separator))

    return max(",;\t|", key=known)


def _rows(reader: Iterator[list[str]]) -> Iterator[Row | Fault]:
    lines: int = 0
    try:
        names = _next(reader)
        if names is None or not any(field_name(name) in NAMES["text"] for name in names):
            found = ", ".join(name.strip() for name in (names or ())[:8]) or "nothing"
            wanted = ", ".join(NAMES["text"][:3])
            raise InputError(f"has no column with texts ({wanted} ...; found: {found})")
        lines = reader.line_num  # type: ignore[attr-defined]
        while (row := _next(reader)) is not None:
            line, lines = lines + 1, reader.line_num  # type: ignore[attr-defined]
            if len(row) > len(names):
                yield Fault(f"has {len(row)} fields under {len(names)} names", line)
            elif any(row):
                yield line, dict(zip(names, row, strict=False))
    except csv.Error as error:
        yield Fault(f"{error}; the rest of the file is not read", lines + 1)


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    # The limit belongs to the whole process: it is lifted for as long as a row is read, and put back.
    before = csv.field_size_limit(MAX_FIELD)
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(before)
