"""Files to documents to statements to the ledger: what is known is skipped, what cannot be read is told."""

from __future__ import annotations

import hashlib
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from onrecord.documents import (
    STDIN,
    Document,
    MetaTable,
    Problem,
    in_blocks,
    not_english,
    read_documents,
    sidecar_path,
)
from onrecord.errors import LedgerError, OnRecordError
from onrecord.ledger.ingest import Adder, file_digest, place_of
from onrecord.records import Statement

if TYPE_CHECKING:
    from onrecord.extractor import Extractor

__all__ = ["Adding", "Extracts", "Summary", "reader_name", "shipped_extractor"]

_AHEAD: Final = 4
"""Documents for each worker that are read while earlier ones are worked on."""
_AHEAD_CHARACTERS: Final = 50_000_000


class Extracts(Protocol):
    """What finds statements: an `onrecord.Extractor`, or a stand-in."""

    def extract(self, document: Document | str) -> list[Statement]:
        """The statements of one document."""


def shipped_extractor() -> Extractor:
    """The extractor with the shipped model, for one thread."""
    from onrecord.extractor import Extractor

    return Extractor(threads=1)


def reader_name() -> str:
    """What finds the statements, as the ledger notes it: the versions of onrecord and of the shipped model."""
    from onrecord.version import __version__

    try:
        settings = (files("onrecord.extraction") / "model" / "settings.json").read_bytes()
    except OSError:
        return f"onrecord {__version__}"
    return f"onrecord {__version__}, model {hashlib.sha256(settings).hexdigest()[:12]}"


@dataclass
class Summary:
    """What became of the inputs: counts of documents, and the inputs that were refused, each with its reason."""

    files_unchanged: int = 0
    warnings: list[str] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)


_Found = list[Statement] | str
"""The statements of a document, or why it was given up, as a clause."""


@dataclass
class Adding:
    """Reads inputs and adds them to a ledger, in their order.

    ``extractor`` makes what finds statements, once in this process, or once in each of ``workers`` processes; it must
    then be a function of a module. ``published``, ``encoding`` and ``meta`` are as for `read_documents`. ``again``
    reads files anew that were read before with the same bytes. ``on_problem``, ``on_warning`` and ``on_document``
    hear of things as they come.
    """

    adder: Adder
    extractor: Callable[[], Extracts] = shipped_extractor
    workers: int = 0
    encoding: str | None = None
    meta: MetaTable | None = None
    published: str | None = None
    again: bool = False
    on_problem: Callable[[Problem], None] = lambda problem: None
    on_warning: Callable[[str], None] = lambda warning: None
    on_document: Callable[[Document], None] = lambda document: None
    today: Callable[[], date] = date.today
    summary: Summary = field(default_factory=Summary)

    def __post_init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._own: Extracts | None = None
        self._ahead: deque[tuple[Document, Future[_Found]] | _Mark] = deque()
        self._ahead_characters = 0
        self._pending: set[str] = set()
        self._given_up: set[Path] = set()

    def run(self, items: Iterable[Path | Problem]) -> Summary:
        """Add every item and write all of it before returning. Raises `LedgerError` when the ledger cannot be written:
        what was written before stays, and a second run goes on from there."""
        if self.workers > 1:
            self._pool = ProcessPoolExecutor(
                self.workers, mp_context=get_context("spawn"), initializer=_start, initargs=(self.extractor,)
            )
        try:
            for item in items:
                self._item(item)
            self._settle(0)
            self.adder.flush()
        finally:
            if self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = None
            self._ahead.clear()
            self._pending.clear()
            self._ahead_characters = 0
        return self.summary

    def _item(self, item: Path | Problem) -> None:
        if isinstance(item, Problem):
            self._refuse(item)
            return
        digest = self._digest(item)
        if digest is not None and not self.again and self.adder.knows_file(item.resolve(), digest):
            self.summary.files_unchanged += 1
            return
        refused = len(self.summary.refused)
        for document in read_documents(
            item, encoding=self.encoding, meta=self.meta, published=self.published
        ):
            if isinstance(document, Problem):
                self._refuse(document)
            else:
                self._document(document)
        # A file of which something was refused is looked at again each time: the reason is told each time, too.
        if digest is not None and len(self.summary.refused) == refused:
            self._done(item, digest)

    def _done(self, item: Path, digest: bytes) -> None:
        if self._pool is None:
            self.adder.file_done(item.resolve(), digest)
        else:  # its documents are still being worked on; the mark comes behind them
            self._ahead.append(_Mark(item.resolve(), digest))

    def _digest(self, item: Path) -> bytes | None:
        if str(item) == STDIN:
            return None
        stated = [self.published or "", self.encoding or ""]
        try:
            sidecar = sidecar_path(item)
            if sidecar.is_file():
                stated.append(sidecar.read_text("utf-8", "replace"))
            if self.meta is not None:
                stated.append(repr(self.meta.of(item)))
            return file_digest(item, "\x00".join(stated))
        except (OSError, ValueError):
            return None  # reading it will say what is wrong

    def _document(self, document: Document) -> None:
        name = _name(document)
        for warning in (*document.warnings, *self._doubts(document)):
            self.summary.warnings.append(f"{name}: {warning}")
            self.on_warning(f"{name}: {warning}")
        reason = not_english(document)
        if reason is not None:
            message = f"skipped, the model reads English and {reason}; if it is English, state lang: en"
            self._refuse(Problem(document.path or "text", message, document.line))
            return
        place = place_of(document)
        if document.id in self._pending or place in self._pending:
            self._settle(0)  # the same text, or an older version at the same place, is still being worked on
        if not self.adder.needs_statements(document):
            self._add(document, [])
            return
        if self._pool is None:
            self._add(document, self._extract(document))
            return
        self._pending |= {document.id, place}
        self._ahead_characters += len(document.text)
        self._ahead.append((document, self._pool.submit(_work, document)))
        self._settle(_AHEAD * self.workers)

    def _doubts(self, document: Document) -> Iterator[str]:
        if document.published is not None and document.published > self.today().isoformat():
            yield f"its date, {document.published}, is still to come"

    def _extract(self, document: Document) -> _Found:
        if self._own is None:
            self._own = self.extractor()
        return _found(self._own, document)

    def _settle(self, ahead: int) -> None:
        """Add finished documents, in order, until at most ``ahead`` are being worked on."""
        while self._ahead and (len(self._ahead) > ahead or self._ahead_characters > _AHEAD_CHARACTERS):
            first = self._ahead.popleft()
            if isinstance(first, _Mark):
                if first.path not in self._given_up:
                    self.adder.file_done(first.path, first.digest)
                continue
            document, future = first
            try:
                found = future.result()
            except BrokenProcessPool:
                raise LedgerError(
                    f"a worker process ended while it read {_name(document)} (too little memory?); what was added "
                    "is kept: run it again, with fewer --workers"
                ) from None
            self._ahead_characters -= len(document.text)
            self._pending -= {document.id, place_of(document)}
            self._add(document, found)

    def _add(self, document: Document, found: _Found) -> None:
        if isinstance(found, str):
            self._given_up.add(Path(document.path or STDIN).resolve())
            self._refuse(Problem(document.path or "text", found, document.line))
        else:
            self.adder.add(document, found)
            self.on_document(document)

    def _refuse(self, problem: Problem) -> None:
        self.summary.refused.append(problem)
        self.on_problem(problem)


@dataclass(frozen=True, slots=True)
class _Mark:
    """In the line of documents that are worked on: here a file ends."""

    path: Path
    digest: bytes


def _name(document: Document) -> str:
    name = document.path or "text"
    return name if document.line is None else f"{name}, line {document.line}"


def _found(extractor: Extracts, document: Document) -> _Found:
    """The statements of a document. A fault of onrecord in one text must not end a run over many thousands."""
    try:
        return list(in_blocks(document, extractor.extract))
    except (OSError, OnRecordError):
        raise
    except Exception as error:
        return f"given up after an internal error, please report it ({type(error).__name__}: {error})"


_worker: Extracts | None = None
_make: Callable[[], Extracts] = shipped_extractor


def _start(make: Callable[[], Extracts]) -> None:
    """In a new worker process. Ctrl-C is the parent's business."""
    global _make
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _make = make


def _work(document: Document) -> _Found:
    global _worker
    if _worker is None:
        _worker = _make()
    return _found(_worker, document)
