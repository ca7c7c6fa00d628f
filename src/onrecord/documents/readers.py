"""Which reader reads a file: by its name, else by how it begins. Each is imported when the first such file comes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.documents.contents import Content, Fault, read_all
from onrecord.documents.decoding import decode
from onrecord.documents.document import DocumentFormat, DocumentKind, bytes_id
from onrecord.errors import InputError

__all__ = ["HEAD", "SUFFIXES", "contents_of", "format_of"]

SUFFIXES: dict[str, DocumentFormat] = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".pdf": "pdf", ".srt": "srt", ".vtt": "vtt",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".xml": "tei", ".tei": "tei",
    ".rss": "feed", ".atom": "feed",
}  # fmt: skip
"""Files of a folder that are read. A file that is named itself may be called anything."""
_REFUSED = {
    ".doc": "an old Word file", ".odt": "an OpenDocument file", ".rtf": "an RTF file", ".epub": "an EPUB book",
    ".xls": "a spreadsheet", ".xlsx": "a spreadsheet", ".ods": "a spreadsheet", ".pptx": "a presentation",
}  # fmt: skip
HEAD = 1024
"""Bytes that are enough to tell a format."""
_WEB_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TEI = re.compile(
    rb"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:\w+:)?(?:TEI|teiCorpus)(?:\.2)?[\s>]",
    re.DOTALL,
)
_FEED = re.compile(
    rb"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:\w+:)?(?:rss|RDF|feed)[\s>]", re.DOTALL
)
_OBJECT = re.compile(rb"\s*(?P<list>\[\s*)?\{\s*(?:\"[^\"\n]{1,80}\"\s*:|\})")
_OLE = b"\xd0\xcf\x11\xe0"


def format_of(name: str, head: bytes) -> DocumentFormat:
    """The format of a file called ``name`` whose first bytes are ``head``.

    PDF and Word files are known by their bytes whatever they are called. Else the suffix tells; what has none that is
    known is looked at: a web page, subtitles, JSON or TEI begin like nothing else, and anything else is plain text.
    Raises `InputError` for formats that are not read.
    """
    if head[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    suffix = os.path.splitext(name)[1].lower()
    if suffix == ".docx" and head.startswith(_OLE):
        raise InputError("is an encrypted Word file; save it without a password")
    if head.startswith(b"PK\x03\x04") and suffix not in _REFUSED:
        return "docx"
    if suffix in _REFUSED:
        raise InputError(f"is {_REFUSED[suffix]} by its name; save it as docx, PDF or plain text")
    known = SUFFIXES.get(suffix)
    if suffix == ".xml" and _FEED.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "feed"
    return known if known is not None and (known != "html" or b"<" in head) else _sniffed(head)


def _sniffed(head: bytes) -> DocumentFormat:
    from onrecord.documents.subtitles import looks_like_subtitles

    bare = head.removeprefix(b"\xef\xbb\xbf")
    if _WEB_PAGE.match(bare):
        return "html"
    if _TEI.match(bare):
        return "tei"
    if _FEED.match(bare):
        return "feed"
    found = _OBJECT.match(bare)
    if found is not None:
        first, _, rest = bare.strip().partition(b"\n")
        several = found["list"] is None and first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")
        return "jsonl" if several or (found["list"] is None and len(head) >= HEAD and not rest) else "json"
    return looks_like_subtitles(bare.decode("utf-8", "replace")) or "text"


def contents_of(
    format: DocumentFormat, stream: BinaryIO, encoding: str | None, kind: DocumentKind | None
) -> Iterator[Content | Fault]:
    """What a stream holds, text by text; JSON lines, CSV, TEI and feeds are read piece by piece, all others as a whole.

    ``kind`` is what is stated of the file. Raises `InputError` for what cannot be read, `UsageError` for an unknown
    ``encoding``.
    """
    if format == "jsonl":
        from onrecord.documents.json_files import read_json_lines

        yield from read_json_lines(stream, encoding, kind)
    elif format == "json":
        from onrecord.documents.json_files import read_json

        yield from read_json(stream, encoding, kind)
    elif format == "csv":
        from onrecord.documents.csv_files import read_csv

        yield from read_csv(stream, encoding, kind)
    elif format == "tei":
        from onrecord.documents.tei import read_tei

        yield from read_tei(stream)
    elif format == "feed":
        from onrecord.documents.feeds import read_feed

        yield from read_feed(stream)
    else:
        yield _whole(format, read_all(stream), encoding)


def _whole(format: DocumentFormat, data: bytes, encoding: str | None) -> Content:
    if not data:
        raise InputError("is empty")
    if format == "html":
        from onrecord.documents.pages import read_page

        return read_page(data, encoding)
    if format == "docx":
        from onrecord.documents.docx import read_docx

        return read_docx(data)
    if format == "pdf":
        from onrecord.documents.pdf import read_pdf

        return read_pdf(data)
    if format in ("srt", "vtt"):
        from onrecord.documents.subtitles import read_subtitles

        return read_subtitles(data, encoding, format)
    decoded = decode(data, encoding)
    return Content(decoded.text, encoding=decoded.encoding, warnings=decoded.warnings, file_id=bytes_id(data))
