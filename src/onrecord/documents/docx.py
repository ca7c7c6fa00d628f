"""Word files (docx, Office Open XML, ECMA-376): the text of the main part, and the core properties."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.documents.contents import Content
from onrecord.documents.document import bytes_id
from onrecord.documents.facts import Facts, iso_date
from onrecord.documents.paragraphs import Paragraphs
from onrecord.documents.xml_events import Event, events
from onrecord.errors import InputError

__all__ = ["MAX_PARTS", "MAX_PART_BYTES", "read_docx"]

MAX_PART_BYTES = 100_000_000
"""Unpacked bytes of a part, counted while it is unpacked; a book of 300,000 words has some 10 MB."""
MAX_PARTS = 10_000
"""Parts of a file; each picture is one."""
_MAIN = "word/document.xml"
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_LEFT_OUT = frozenset({"moveFrom", "Fallback", "del", "instrText", "delText", "pPrChange", "rPrChange"})
"""Elements whose text is not there for a reader: taken back, moved away, a second form of the same drawing."""
_TEMPLATE_DATE = "2013-12-23"
"""The creation date of the template that a widely used library (python-docx) writes all its files from."""


def read_docx(data: bytes) -> Content:
    """The paragraphs of a Word file, a blank line between them; paragraphs in a style for quotations after ``> ``.

    A row of a table whose first of two cells is a speaker label is one paragraph, ``NAME: words``. Left out are
    footnotes, endnotes, headers, comments, hidden text and tracked deletions. Title, author and date of creation come
    from the core properties. Raises `InputError` for what cannot be read and for what exceeds the limits above.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MAX_PARTS:
                raise InputError(f"has over {MAX_PARTS:,} parts; refused")
            main = _main_part(archive)
            with _opened(archive, main) as part:
                text = _text(events(part, MAX_PART_BYTES))
            facts = _properties(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise InputError(f"is a damaged Word file ({str(error) or type(error).__name__})") from None
    except RuntimeError:  # zipfile's way to ask for a password
        raise InputError("is encrypted; save it without a password") from None
    if not text:
        raise InputError("is empty (a Word file without text)")
    return Content(text, "docx", facts, file_id=bytes_id(data))


def _opened(archive: zipfile.ZipFile, name: str) -> BinaryIO:
    return archive.open(name)  # type: ignore[return-value]  # IO[bytes], which is all that is needed


def _main_part(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "_rels/.rels" in names:
        with _opened(archive, "_rels/.rels") as part:
            for kind, name, attributes in events(part, MAX_PART_BYTES):
                if (
                    kind == "start"
                    and name == "Relationship"
                    and attributes.get("Type", "").endswith("/officeDocument")
                ):
                    target = posixpath.normpath(attributes.get("Target", "").lstrip("/"))
                    if target in names and target.endswith(".xml") and not target.startswith(("xl/", "ppt/")):
                        return target
    if _MAIN in names:
        return _MAIN
    raise InputError("is a zip archive but no Word file")


def _text(flow: Iterator[Event]) -> str:
    paragraphs = Paragraphs()
    skipped = hidden = 0
    in_text = False
    for kind, name, attributes in flow:
        if kind == "text":
            if in_text and not skipped and not hidden:
                paragraphs.write(name)
        elif kind == "start":
            if skipped or name in _LEFT_OUT:
                skipped += 1
            elif name == "p":
                paragraphs.begin()
            elif name == "pStyle" and "quote" in attributes.get("val", "").lower():
                paragraphs.quote()
            elif name == "r":
                hidden = 0
            elif name in ("vanish", "webHidden") and attributes.get("val", "true") not in (
                "0",
                "false",
                "off",
            ):
                hidden = 1
            elif name == "t":
                in_text = True
            elif name == "tr":
                paragraphs.begin_row()
            elif name == "tc":
                paragraphs.begin_cell()
            elif name in _CHARACTERS and not hidden and "pos" not in attributes:  # a tab stop has a position
                paragraphs.write(_CHARACTERS[name])
        elif skipped:
            skipped -= 1
        elif name == "t":
            in_text = False
        elif name == "p":
            paragraphs.end()
            hidden = 0
        elif name == "tr":
            paragraphs.end_row()
    return paragraphs.text()


def _properties(archive: zipfile.ZipFile) -> Facts:
    if "docProps/core.xml" not in archive.namelist():
        return Facts()
    found: dict[str, str] = {}
    inside = ""
    with _opened(archive, "docProps/core.xml") as part:
        for kind, name, _ in events(part, MAX_PART_BYTES):
            if kind == "text" and inside:
                found[inside] = found.get(inside, "") + name
            else:
                inside = name if kind == "start" else ""
    known = {key: value.strip() for key, value in found.items() if value.strip()}
    created = iso_date(known.get("created", ""))
    return Facts(
        title=known.get("title"),
        author=known.get("creator"),
        published=None if created == _TEMPLATE_DATE else created,
    )
