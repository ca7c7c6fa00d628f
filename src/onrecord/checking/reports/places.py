"""Where something stands, as other programs name it: lines and columns, URIs."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from pathlib import Path
from urllib.parse import quote

__all__ = ["NEWLINES", "Lines", "is_named", "uri_of"]

NEWLINES = ("\r\n", "\n", "\r")
"""What ends a line: these and nothing else. Editors do not break lines at U+2028, U+0085 or a form feed."""

_NEWLINE = re.compile("|".join(NEWLINES))


class Lines:
    """Lines and columns of a text, both from 1, columns in code points."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of the code point at ``offset``; the end of the text has a place as well."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def is_named(path: str | None) -> bool:
    """Whether a path names a file: standard input and texts given without a path have no name."""
    return bool(path) and path != "-" and not str(path).startswith("sha256:")


def uri_of(path: str) -> tuple[str, bool]:
    """The URI of a path, and whether it is relative (to the folder where the command ran).

    Blanks and everything outside ASCII are percent-encoded as UTF-8. A path that leads out of that folder
    becomes absolute, because a relative URI must not climb. An address of the web stays what it is.
    """
    if re.match(r"(?i)https?://", path):
        return _encoded(path, "/:?#@!$&'()*+,;=%-._~[]"), False
    known = Path(path)
    if known.is_absolute() or ".." in known.parts:
        absolute = Path(os.path.abspath(path)).as_posix()
        return f"file://{'' if absolute.startswith('/') else '/'}{_encoded(absolute, '/:')}", False
    return _encoded(known.as_posix(), "/"), True


def _encoded(text: str, safe: str) -> str:
    try:
        return quote(text, safe=safe, errors="surrogateescape")
    except UnicodeEncodeError:
        return quote(text, safe=safe, errors="surrogatepass")
