"""Paths to documents: files, folders, standard input; what cannot be read becomes one plain line."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import BinaryIO

from onrecord.documents.contents import MAX_BYTES, Content, Fault, read_all
from onrecord.documents.document import Document, Turn, text_id
from onrecord.documents.facts import Facts
from onrecord.documents.front_matter import Opening, read_opening
from onrecord.documents.labels import label_shape
from onrecord.documents.metadata import SIDECAR, MetaTable, read_sidecar
from onrecord.documents.publication import publication
from onrecord.documents.readers import HEAD, SUFFIXES, contents_of, format_of
from onrecord.documents.turns import find_turns, is_transcript
from onrecord.documents.voices import label_provenance
from onrecord.errors import InputError

__all__ = ["MAX_BYTES", "STDIN", "Problem", "document_from", "find_files", "read_document", "read_documents"]

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that was passed over, and why, as a clause that goes on after its name. ``line`` (from 1) is where the
    record stands when only one record of a file was passed over."""

    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}, line {self.line}"
        return f"{place}: {self.message}"


def find_files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path | Problem]:
    """The files meant by ``paths``, each once, with a `Problem` for a path that leads to none.

    A folder stands for the files in it and below whose names end as `SUFFIXES` says, in sorted order; sidecars, hidden
    files and hidden folders are skipped, links to folders not followed. ``-`` is standard input and comes out as it is.
    """
    seen: set[Path] = set()
    for given in paths:
        path = Path(given)
        if str(given) == STDIN:
            found: Sequence[Path | Problem] = [path]
        elif path.is_dir():
            found = list(_texts_of(path)) or [Problem(str(path), f"no texts in this folder ({_ENDINGS})")]
        else:
            found = [path]
        for item in found:
            if isinstance(item, Path):
                real = item.resolve()
                if real in seen:
                    continue
                seen.add(real)
            yield item


_ENDINGS = ", ".join(SUFFIXES)


def _texts_of(folder: Path) -> Iterator[Path | Problem]:
    problems: list[Problem] = []

    def note(error: OSError) -> None:
        problems.append(Problem(str(error.filename), f"cannot be read ({error.strerror})"))

    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from problems
        problems.clear()
        for name in sorted(names):
            known = os.path.splitext(name)[1].lower() in SUFFIXES
            if known and not name.startswith(".") and not name.endswith(SIDECAR):
                yield Path(parent, name)
    yield from problems


def read_documents(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    meta: MetaTable | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Problem]:
    """The documents of one file, or of standard input for ``-``, as they are read; a `Problem` for what is none.

    Most files hold one document; JSON, JSON lines, CSV and TEI corpora may hold many, which are read one after another
    and never held together. A record that is no document costs a `Problem` with its line, and the next one is read; so
    does a file that cannot be read, or not to its end.

    What is known of a document comes, the first that tells winning field by field, from the file's sidecar
    (``NAME.ext.meta.json``), from ``meta``, from what the file itself says (its metadata, its front matter or leading
    date line); of one of many documents its own record comes first. ``published`` is the date of documents for which
    none of these gives one. Raises `UsageError` for an unknown ``encoding``.
    """
    name = _printable(path)
    facts, warnings = Facts(), tuple[str, ...]()
    try:
        with _opened(path, stdin) as stream:
            if str(path) != STDIN:
                facts, warnings = read_sidecar(Path(path))
                if meta is not None:
                    facts = facts.over(meta.of(Path(path)))
            head = stream.peek(HEAD)[:HEAD]
            format = format_of("" if str(path) == STDIN else name, head)
            for item in contents_of(format, stream, encoding, facts.kind):
                if isinstance(item, Fault):
                    yield Problem(name, item.message, item.line)
                else:
                    yield _document(item, facts, name, published, warnings)
                    warnings = ()
    except InputError as error:
        yield Problem(name, str(error))
    except OSError as error:
        yield Problem(name, f"cannot be read ({error.strerror})")


def read_document(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    meta: MetaTable | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
) -> Document:
    """The one document of a file, or of standard input for ``-``; see `read_documents` for what is known of it.

    Raises `InputError` when it cannot be read, or when the file holds several documents, `UsageError` for an unknown
    ``encoding``.
    """
    found = read_documents(path, encoding=encoding, meta=meta, published=published, stdin=stdin)
    first = next(found, None)
    if first is None:
        raise InputError("holds no text")
    if isinstance(first, Problem):
        raise InputError(first.message if first.line is None else f"line {first.line} {first.message}")
    if next(found, None) is not None:
        raise InputError("holds several documents; read_documents gives them all")
    return first


def document_from(
    text: str,
    *,
    facts: Facts | None = None,
    path: str | None = None,
    published: str | None = None,
    encoding: str | None = None,
    warnings: tuple[str, ...] = (),
) -> Document:
    """A document of a decoded ``text``: front matter, a leading date line and the turns of a transcript are read,
    ``facts`` win over them, and ``published`` is the date when nothing else gives one (see
    :func:`onrecord.documents.publication.publication`)."""
    return _document(Content(text, encoding=encoding), facts or Facts(), path, published, warnings)


def _document(
    content: Content, stated: Facts, path: str | None, published: str | None, warnings: tuple[str, ...]
) -> Document:
    opening = Opening(Facts(), 0) if content.spoken else read_opening(content.text)
    known = (content.facts.over(stated) if content.several else stated.over(content.facts)).over(
        opening.facts
    )
    body = (opening.end, len(content.text))
    day, doubts = publication(known.published, opening.dated, content.text, body, published)
    kind = known.kind
    if kind is None:
        kind = content.kind or ("transcript" if opening.voice else None)
    turns, names = content.turns, content.names
    if not content.spoken and kind in (None, "transcript"):
        turns, names = _turns(content.text, body, opening, stated=kind is not None)
        kind = "transcript" if turns else kind
    own = {
        field.name: getattr(known, field.name)
        for field in fields(Facts)
        if field.name not in ("kind", "labels", "published")
    }
    return Document(
        text=content.text,
        id=text_id(content.text),
        body=body,
        path=path,
        kind=kind,
        format=content.format,
        encoding=content.encoding,
        turns=turns,
        names=names,
        unvoiced=content.unvoiced,
        cues=content.cues,
        label_provenance=label_provenance(known.labels, kind, content.format, turns, machine=content.machine),
        file_id=content.file_id,
        line=content.line,
        key=content.key,
        published=day,
        warnings=content.warnings + warnings + opening.problems + doubts,
        **{name: value for name, value in own.items() if value is not None},
    )


def _turns(
    text: str, body: tuple[int, int], opening: Opening, *, stated: bool
) -> tuple[tuple[Turn, ...], tuple[tuple[str, str], ...]]:
    """The turns of a text that is stated to be a transcript, or looks like one, and the names behind its labels."""
    turns = find_turns(text, body)
    if opening.voice is None:
        return (turns if stated or is_transcript(text, body, turns) else ()), ()
    name, office = text[slice(*opening.voice)], (opening.office or "").lower()
    labels = dict.fromkeys(turn.speaker for turn in turns)
    names = tuple((label, name) for label in labels if label.lower().removeprefix("the ") == office)
    if is_transcript(text, body, turns):
        return turns, names
    # A speech that others interrupt, or ask about at its end: up to the first label it is the speaker's.
    interrupted = len(labels) > 1 and (names or any(label_shape(label) == "part" for label in labels))
    first = turns[0].label if interrupted else None
    whole = text[body[0] : body[1] if first is None else first[0]]
    start = body[0] + len(whole) - len(whole.lstrip())
    end = body[0] + len(whole.rstrip("*_>[( \t\r\n" if interrupted else None))
    own = (Turn(name, (start, end), opening.voice),) if end > start else ()
    return (own + turns, names) if interrupted else (own, ())


def _opened(path: str | os.PathLike[str], stdin: BinaryIO | None) -> io.BufferedReader:
    if str(path) == STDIN:
        return io.BufferedReader(io.BytesIO(read_all(sys.stdin.buffer if stdin is None else stdin)))
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError("is a folder, not a file")
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise InputError("is not a file")
        return Path(path).open("rb")
    except FileNotFoundError:
        raise InputError("no such file") from None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})") from None
    except ValueError:
        raise InputError("no such file") from None


def _printable(path: str | os.PathLike[str]) -> str:
    """The path as text that any encoding can carry: bytes of a file name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
