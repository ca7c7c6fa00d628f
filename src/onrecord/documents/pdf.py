"""PDF files: the text layer, page by page."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Mapping

from onrecord.documents.contents import Content
from onrecord.documents.document import bytes_id
from onrecord.documents.facts import Facts
from onrecord.errors import InputError

__all__ = ["MAX_CHARACTERS", "MAX_PAGES", "PAGE_BREAK", "read_pdf"]

MAX_PAGES = 20_000
MAX_CHARACTERS = 50_000_000
"""Of the text of all pages; a page of small print has some 6,000."""
PAGE_BREAK = "\f"
"""Stands between two pages, so that headers and words cut in two can be told by whoever compares wordings."""
_SILENT = logging.NullHandler()
_FEW_LETTERS = 20
"""Letters to a page, on the average, below which a file has no text layer but a stamp or a page number."""
_SURROGATE = re.compile("[\ud800-\udfff\\x00]")
_PROGRAM = re.compile(r"^Microsoft (?:Office )?(?:Word|PowerPoint) - ")


def read_pdf(data: bytes) -> Content:
    """The text layer of a PDF file as its pages print it, line by line, a form feed between two pages.

    Nothing is mended: hyphens at line breaks and the headers of pages stay. Raises `InputError` where a password is
    needed, where there is no text layer (scanned pages), where the file is damaged or exceeds the limits above, and
    where the library that reads PDF is not installed.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
    except ImportError:
        raise InputError("is a PDF file; to read it: pip install 'onrecord[pdf]'") from None
    logging.getLogger("pypdf").addHandler(_SILENT)
    pages: list[str] = []
    length = damaged = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = PdfReader(io.BytesIO(data))
            if len(reader.pages) > MAX_PAGES:
                raise InputError(f"has over {MAX_PAGES:,} pages; cut it into smaller files")
            for page in reader.pages:
                try:
                    text = page.extract_text()
                except (FileNotDecryptedError, DependencyError, InputError):
                    raise
                except Exception:  # one page may be damaged in any of a hundred ways; the others are read
                    text, damaged = "", damaged + 1
                text = _SURROGATE.sub("\ufffd", text).replace(PAGE_BREAK, "\n").strip("\n")
                length += len(text)
                if length > MAX_CHARACTERS:
                    raise InputError(
                        f"holds over {MAX_CHARACTERS // 1_000_000} million characters; cut it into smaller files"
                    )
                pages.append(text)
            facts = _facts(reader.metadata)
    except (FileNotDecryptedError, DependencyError):
        raise InputError("is an encrypted PDF file; save it without a password") from None
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ) as error:
        raise InputError(f"is a damaged PDF file ({_one_line(error)})") from None
    letters = sum(map(str.isalpha, "".join(pages)))
    if not letters or (len(pages) > 1 and letters < _FEW_LETTERS * len(pages)):
        if damaged:
            raise InputError("is a damaged PDF file (no page could be read)")
        raise InputError("has no text layer (scanned pages?); run text recognition (OCR) on it first")
    told = (f"{damaged} of {len(pages)} pages are damaged and were left out",) if damaged else ()
    return Content(PAGE_BREAK.join(pages), "pdf", facts, warnings=told, file_id=bytes_id(data))


def _facts(metadata: Mapping[str, object] | None) -> Facts:
    """Title and author. The date of creation is that of the file, often years after the text's, and is left."""

    def entry(name: str) -> str | None:
        value = metadata.get(name) if metadata is not None else None
        text = _SURROGATE.sub("", str(value)).strip() if value is not None else ""
        return None if text.lower() in ("", "untitled", "anonymous", "(unspecified)") else text

    title = entry("/Title")
    return Facts(title=_PROGRAM.sub("", title) if title else None, author=entry("/Author"))


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
