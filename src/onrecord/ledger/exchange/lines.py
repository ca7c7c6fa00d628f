"""Lines of a file that may be packed, too long or broken, with their numbers."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Final, cast

from onrecord.errors import InputError

__all__ = ["MAX_LINE", "Lines", "opened_lines"]

MAX_LINE: Final = 512_000_000
"""Bytes of a line: a document of 100 MB, escaped, fits."""
_GLANCE: Final = 200
_PACKED = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open), (b"\xfd7zXZ\x00", lzma.open))
_BROKEN = (EOFError, zlib.error, lzma.LZMAError, OSError)


class Lines:
    """The lines of a stream from the first on, without their ends; `number` is that of the last one given.

    A line over ``limit`` bytes comes as None. Raises `InputError` where the file ends before it should.
    """

    def __init__(self, stream: IO[bytes], limit: int = MAX_LINE) -> None:
        self.number = 0
        self._stream = stream
        self._first: bytes | None = None
        self._limit = limit

    def begins_with_record(self) -> bool:
        """Whether the first line is one of an archive, or a statement: it is looked at, not taken.

        An empty stream has no such line. Raises `InputError` as reading does.
        """
        if self._first is None:
            self._first = self._read()
        head = self._first[:_GLANCE]
        return re.match(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(?:record|id)"\s*:', head) is not None

    def __iter__(self) -> Iterator[bytes | None]:
        while line := self._read():
            self.number += 1
            whole = len(line) <= self._limit
            while line and not whole and not line.endswith(b"\n"):
                line = self._read()
            if self.number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            yield line if whole else None

    def _read(self) -> bytes:
        if self._first is not None:
            first, self._first = self._first, None
            return first
        try:
            return self._stream.readline(self._limit + 1)
        except _BROKEN as error:
            raise InputError(f"breaks off after line {self.number} ({error})") from None


@contextmanager
def opened_lines(path: Path | None) -> Iterator[Lines]:
    """The lines of a file, unpacked when it is packed with gzip, bzip2 or xz; of standard input for None.

    Raises `InputError` when it cannot be opened.
    """
    if path is None:
        import sys

        yield Lines(sys.stdin.buffer)
        return
    with ExitStack() as stack:
        try:
            if path.is_dir():
                raise InputError("is a folder, not a file")
            raw = stack.enter_context(path.open("rb"))
            head = raw.peek(6)[:6]
            unpack = next((opener for mark, opener in _PACKED if head.startswith(mark)), None)
            stream = raw if unpack is None else stack.enter_context(cast(IO[bytes], unpack(raw)))
        except (OSError, ValueError) as error:
            raise InputError(f"cannot be read ({getattr(error, 'strerror', None) or error})") from None
        yield Lines(stream)
