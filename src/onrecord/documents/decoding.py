"""Bytes to text, saying what had to be assumed."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from onrecord.errors import InputError, UsageError

__all__ = ["Decoded", "check_encoding", "decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive (docx and epub files are such archives)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_CONTROLS = bytes(b for b in range(1, 0x20) if b not in b"\t\n\v\f\r\x1b")
_MAX_CONTROLS = 0.02
"""Share of control bytes above which bytes are no text: prose has none, random bytes have 10 %."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded file: ``encoding`` reproduces ``text`` with ``open(..., newline="")`` unless bytes were
    replaced, which ``warnings`` then says."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def check_encoding(name: str) -> None:
    """Raise `UsageError` unless ``name`` is a text encoding that Python knows."""
    try:
        known = codecs.lookup(name)
    except (LookupError, ValueError):
        raise UsageError(
            f"{name!r} is no encoding known here; try utf-8, cp1252, latin-1 or utf-16"
        ) from None
    if not getattr(known, "_is_text_encoding", True):
        raise UsageError(f"{name!r} is no encoding of text; try utf-8, cp1252, latin-1 or utf-16")


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode a whole file; newlines and everything else stay as they are, a byte order mark goes.

    In order: a byte order mark (UTF-8, UTF-16, UTF-32), then ``encoding`` where it is given, then UTF-8.
    Bytes that are none of these are read as UTF-8 with U+FFFD for the odd broken byte when most of what
    lies beyond ASCII is good UTF-8, and as Windows-1252 otherwise; both are said in ``warnings``.

    Raises `InputError` for empty and binary input and for bytes that the given ``encoding`` refuses,
    `UsageError` for an unknown ``encoding``.
    """
    if encoding is not None:
        check_encoding(encoding)
    if not data:
        raise InputError("is empty")
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise InputError(f"is {what}, which is not read as text")
    chosen = next((name for bom, name in _BOMS if data.startswith(bom)), encoding)
    if chosen is not None:
        decoded = Decoded(_strictly(data, chosen), chosen)
    else:
        if b"\x00" in data:
            raise InputError(
                "is binary (NUL bytes); if it is UTF-16 without a mark, say --encoding utf-16-le"
            )
        if len(data) - len(data.translate(None, _CONTROLS)) > _MAX_CONTROLS * len(data):
            raise InputError("is binary, not text")
        decoded = _guess(data)
    if "\x00" in decoded.text:
        raise InputError(f"holds NUL characters when read as {decoded.encoding}: not text")
    if not decoded.text or decoded.text.isspace():
        raise InputError("is empty (nothing but blanks)")
    return decoded


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not valid {encoding} (byte {error.start}); name another with --encoding"
        ) from None
    except UnicodeError as error:
        raise InputError(f"is not valid {encoding} ({error}); name another with --encoding") from None


def _guess(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first = error.start
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    beyond_ascii = len(mended) - broken - len(mended.encode("ascii", "ignore"))
    if beyond_ascii > broken:
        places = "1 place" if broken == 1 else f"{broken} places"
        return Decoded(
            mended,
            "utf-8",
            (
                f"not valid UTF-8 (first at byte {first}); read as UTF-8 with U+FFFD in {places}; "
                "name the right encoding with --encoding",
            ),
        )
    return Decoded(
        data.decode("cp1252", "replace"),
        "cp1252",
        (
            f"not valid UTF-8 (byte {first}); Windows-1252 was assumed; name the right encoding with --encoding",
        ),
    )
