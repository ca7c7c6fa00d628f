"""Paths to documents: files, folders, standard input; what cannot be read becomes one plain line."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import BinaryIO

from onrecord.documents.decoding import decode
from onrecord.documents.document import Document, text_id
from onrecord.documents.facts import Facts
from onrecord.documents.front_matter import read_opening
from onrecord.documents.metadata import MetaTable, read_sidecar
from onrecord.documents.turns import find_turns
from onrecord.errors import InputError

__all__ = ["MAX_BYTES", "STDIN", "TEXT_SUFFIXES", "Problem", "document_from", "find_files", "read_document"]

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
"""Files of a folder that are read. A file that is named itself may be called anything."""
STDIN = "-"
MAX_BYTES = 200_000_000
"""Larger inputs are refused: a text is held in memory as a whole, up to four bytes a character."""
_LATER = {
    ".html": "HTML", ".htm": "HTML", ".pdf": "PDF", ".docx": "Word", ".doc": "Word", ".odt": "OpenDocument",
    ".rtf": "RTF", ".epub": "EPUB", ".json": "JSON", ".jsonl": "JSON lines", ".csv": "CSV", ".xml": "XML",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that was passed over, and why, as a clause that goes on after its name."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def find_files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path | Problem]:
    """The files meant by ``paths``, each once, with a `Problem` for a path that leads to none.

    A folder stands for the texts in it and below (see `TEXT_SUFFIXES`) in sorted order; hidden files and
    folders are skipped, links to folders not followed. ``-`` is standard input and comes out as it is.
    """
    seen: set[Path] = set()
    for given in paths:
        path = Path(given)
        if str(given) == STDIN:
            found: Sequence[Path | Problem] = [path]
        elif path.is_dir():
            found = list(_texts_of(path)) or [Problem(str(path), "no .txt or .md files in this folder")]
        else:
            found = [path]
        for item in found:
            if isinstance(item, Path):
                real = item.resolve()
                if real in seen:
                    continue
                seen.add(real)
            yield item


def _texts_of(folder: Path) -> Iterator[Path | Problem]:
    problems: list[Problem] = []

    def note(error: OSError) -> None:
        problems.append(Problem(str(error.filename), f"cannot be read ({error.strerror})"))

    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from problems
        problems.clear()
        for name in sorted(names):
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in TEXT_SUFFIXES:
                yield Path(parent, name)
    yield from problems


def read_document(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    meta: MetaTable | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
) -> Document:
    """Read one file, or standard input for ``-``.

    What is known of it comes, the first that tells winning field by field, from its sidecar
    (``NAME.ext.meta.json``), from ``meta``, from its own front matter or leading date line; ``published``
    is the date of inputs for which none of these gives one. Raises `InputError` when it cannot be read.
    """
    facts, problems = Facts(), tuple[str, ...]()
    if str(path) == STDIN:
        data = (sys.stdin.buffer if stdin is None else stdin).read(MAX_BYTES + 1)
    else:
        data = _bytes_of(Path(path))
        facts, problems = read_sidecar(Path(path))
        if meta is not None:
            facts = facts.over(meta.of(Path(path)))
    if len(data) > MAX_BYTES:
        raise InputError(f"is over {MAX_BYTES // 1_000_000} MB; cut it into smaller files")
    decoded = decode(data, encoding)
    del data
    return document_from(
        decoded.text,
        facts=facts,
        path=_printable(path),
        published=published,
        encoding=decoded.encoding,
        warnings=(*decoded.warnings, *problems),
    )


def document_from(
    text: str,
    *,
    facts: Facts | None = None,
    path: str | None = None,
    published: str | None = None,
    encoding: str | None = None,
    warnings: tuple[str, ...] = (),
) -> Document:
    """A document of a decoded ``text``: front matter and a leading date line are read, ``facts`` win over
    them, and ``published`` is the date when nothing else gives one."""
    opening = read_opening(text)
    known = (facts or Facts()).over(opening.facts).over(Facts(published=published))
    body = (opening.end, len(text))
    return Document(
        text=text,
        id=text_id(text),
        body=body,
        path=path,
        encoding=encoding,
        turns=find_turns(text, body) if known.kind == "transcript" else (),
        warnings=warnings + opening.problems,
        **{field.name: value for field in fields(Facts) if (value := getattr(known, field.name)) is not None},
    )


def _bytes_of(path: Path) -> bytes:
    later = _LATER.get(path.suffix.lower())
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError("is a folder, not a file")
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise InputError("is not a file")
        if later is not None:
            raise InputError(f"is {later} by its name; this version reads plain text and Markdown")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError("no such file") from None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})") from None
    except ValueError:
        raise InputError("no such file") from None


def _printable(path: str | os.PathLike[str]) -> str:
    """The path as text that any encoding can carry: bytes of a file name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
