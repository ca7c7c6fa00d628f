"""How texts and spans lie in the file: deflated UTF-8, varints."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from typing import Final

from onrecord.records import Span

__all__ = ["packed", "packed_spans", "storable", "unpacked", "unpacked_spans"]

_LEVEL: Final = 6
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def packed(text: str) -> bytes:
    """A document's text, deflated; lone surrogates survive."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpacked(data: bytes) -> str:
    """The text that was `packed`. Raises `zlib.error` or `UnicodeError` when the bytes were damaged."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def storable(text: str) -> str:
    """``text`` as an SQLite text can hold it: lone surrogates become U+FFFD, one for one."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def packed_spans(pieces: Iterable[Sequence[Span]]) -> bytes:
    """Spans of several pieces as one string of bytes.

    For each piece: how many spans, then for each span how far its start lies behind the end of the span before (of
    this piece or an earlier one; zigzag, since pieces are in no order) and how long it is. All are LEB128 varints.
    """
    out = bytearray()
    last = 0
    for spans in pieces:
        _write(out, len(spans))
        for start, end in spans:
            step = start - last
            _write(out, step << 1 if step >= 0 else (-step << 1) - 1)
            _write(out, end - start)
            last = end
    return bytes(out)


def unpacked_spans(data: bytes) -> list[tuple[Span, ...]]:
    """The spans of each piece that were `packed_spans`."""
    numbers: list[int] = []
    value = shift = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
        else:
            numbers.append(value)
            value = shift = 0
    pieces: list[tuple[Span, ...]] = []
    place = last = 0
    while place < len(numbers):
        count = numbers[place]
        spans: list[Span] = []
        for at in range(place + 1, place + 1 + 2 * count, 2):
            step = numbers[at]
            start = last + (step >> 1 if not step & 1 else -((step + 1) >> 1))
            last = start + numbers[at + 1]
            spans.append((start, last))
        pieces.append(tuple(spans))
        place += 1 + 2 * count
    return pieces


def _write(out: bytearray, number: int) -> None:
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
