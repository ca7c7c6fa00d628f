"""Files of quotations without their articles, as Quotebank has them (Vaucher, Spitz, Catasta & West 2021)."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any, Final

from onrecord.documents import Document, iso_date, text_id
from onrecord.errors import InputError
from onrecord.ledger.exchange.arrivals import Arrivals, Tell
from onrecord.ledger.exchange.lines import Lines
from onrecord.ledger.exchange.parsing import parsed
from onrecord.ledger.ingest import Adder
from onrecord.ledger.store import Ledger
from onrecord.records import Piece, Speaker, Statement

__all__ = ["MAX_QUOTATION", "SECONDARY", "read_quotations"]

SECONDARY: Final = "secondary"
"""The flag of a statement that is known from a list of quotations only; its article was never at hand."""
MAX_QUOTATION: Final = 100_000
"""Characters; a longer one is an article that was taken for a quotation."""
_MOST_NAME: Final = 500
_NAMES: Final = {
    "quotation": ("quotation", "quote", "text"),
    "speaker": ("speaker", "author"),
    "date": ("date", "published"),
    "urls": ("urls", "url", "link"),
    "outlet": ("outlet", "site"),
    "title": ("title",),
}
_NOBODY: Final = frozenset({"", "none", "unknown", "null", "nan"})


@dataclass(frozen=True, slots=True)
class _Quotation:
    line: int
    text: str
    speaker: str | None
    date: str | None
    urls: tuple[str, ...]
    outlet: str | None
    title: str | None
    confidence: float


def read_quotations(ledger: Ledger, lines: Lines, tell: Tell, *, name: str | None = None) -> Arrivals:
    """Take in JSON lines or CSV with ``quotation``, ``speaker``, ``date`` and ``url`` (or ``urls``).

    Quotations of one address make one document: an excerpt (``complete`` is false) that holds each of them and, on a
    line of its own, its speaker. A quotation without an address is a document by itself; one with several addresses is
    a statement at each. Each statement has the flag `SECONDARY`. A line that cannot be used costs that line, and `tell`
    hears of it; so it does of a date that is none, which is left out.

    Raises `InputError` when the file holds no quotations, `LedgerError` when the ledger cannot be written.
    """
    arrivals = Arrivals(tell=tell)
    aside = sqlite3.connect(
        ""
    )  # on the disk, and gone when it is closed: files of any size are put in order there
    try:
        aside.execute(
            "CREATE TABLE quotation"
            "(line INT, url TEXT, text TEXT, speaker TEXT, date TEXT, outlet TEXT, title TEXT, sure REAL)"
        )
        _put_aside(aside, _quotations(lines, arrivals))
        with Adder(ledger, "quotations without articles") as adder:
            for document, statements in _documents(aside, name):
                new = adder.needs_statements(document)
                outcome = adder.add(document, statements)
                arrivals.known += outcome == "unchanged"
                arrivals.documents += outcome != "unchanged"
                arrivals.statements += len(statements) if new else 0
    except sqlite3.OperationalError as error:
        raise InputError(f"cannot be put in order ({error}); is the disk full?") from None
    finally:
        aside.close()
    return arrivals


def _put_aside(aside: sqlite3.Connection, quotations: Iterable[_Quotation]) -> None:
    rows = (
        (one.line, url, one.text, one.speaker, one.date, one.outlet, one.title, one.confidence)
        for one in quotations
        for url in one.urls or (None,)
    )
    aside.executemany("INSERT INTO quotation VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _documents(aside: sqlite3.Connection, path: str | None) -> Iterator[tuple[Document, list[Statement]]]:
    rows = aside.execute("SELECT * FROM quotation ORDER BY url, rowid")
    for _, group in groupby(rows, key=lambda row: (row[1], row[0] if row[1] is None else None)):
        yield _excerpt(list(group), path)


def _excerpt(rows: list[tuple[Any, ...]], path: str | None) -> tuple[Document, list[Statement]]:
    """One address's quotations as a document: each a paragraph, its speaker on a line below it."""
    text = ""
    found: list[tuple[tuple[int, int], tuple[int, int] | None, float]] = []
    seen: set[tuple[str, str | None]] = set()
    for _, _, quotation, speaker, _, _, _, sure in rows:
        if (quotation, speaker) in seen:
            continue
        seen.add((quotation, speaker))
        text += "\n\n" if text else ""
        said = len(text), len(text) + len(quotation)
        text += quotation
        who = None
        if speaker is not None:
            text += "\n— "
            who = len(text), len(text) + len(speaker)
            text += speaker
        found.append((said, who, sure))
    line, url, _, _, date, outlet, title, _ = rows[0]
    document = Document(
        text,
        text_id(text),
        (0, len(text)),
        path=path,
        url=url,
        title=title,
        outlet=outlet,
        published=date,
        complete=False,
        label_provenance="article",
        line=line,
    )
    return document, [_statement(text, *one) for one in found]


def _statement(text: str, said: tuple[int, int], who: tuple[int, int] | None, sure: float) -> Statement:
    return Statement(
        kind="direct",
        act="statement",
        factuality="speech",
        content=Piece.of(text, [said]),
        source=None if who is None else Piece.of(text, [who]),
        cue=None,
        confidence=sure,
        speaker=None
        if who is None
        else Speaker(text[slice(*who)], "named", "signature", sure, "named by a list of quotations"),
        flags=(SECONDARY,) if who is not None else (SECONDARY, "unresolved-speaker"),
    )


def _quotations(lines: Lines, arrivals: Arrivals) -> Iterator[_Quotation]:
    any_good = False
    for number, raw in _rows(lines, arrivals):
        try:
            yield _quotation(number, raw, arrivals)
            any_good = True
        except InputError as error:
            arrivals.refuse(number, str(error))
    if not any_good:
        raise InputError(
            "holds no quotation; expected JSON lines or CSV with quotation, speaker, date and url"
        )


def _rows(lines: Lines, arrivals: Arrivals) -> Iterator[tuple[int, Mapping[str, Any]]]:
    given = iter(lines)
    first = next((line for line in given if line is None or line.strip()), None)
    if first is not None and not first.lstrip().startswith(b"{"):
        yield from _table(lines, first, given, arrivals)
        return
    for line in chain((first,), given):
        if line is None:
            arrivals.refuse(lines.number, "is too long")
        elif line.strip():
            try:
                yield lines.number, parsed(line)
            except InputError as error:
                arrivals.refuse(lines.number, str(error))


def _table(
    lines: Lines, first: bytes, given: Iterator[bytes | None], arrivals: Arrivals
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    def decoded() -> Iterator[str]:
        for line in chain((first,), given):
            yield (line or b"").decode("utf-8", "replace").replace("\0", "\ufffd")

    separator = max(",;\t|", key=lambda mark: first.decode("utf-8", "replace").count(mark))
    reader = csv.reader(decoded(), delimiter=separator)
    names = [name.strip().lower() for name in next(reader)]
    if not set(names) & set(_NAMES["quotation"]):
        raise InputError(f"has no column quotation (found: {', '.join(names[:8])})")
    while True:
        begun = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            arrivals.refuse(begun, f"is no row of a table ({error})")
            continue
        if any(cells):
            yield begun, dict(zip(names, cells, strict=False))


def _quotation(number: int, raw: Mapping[str, Any], arrivals: Arrivals) -> _Quotation:
    text = _words(raw, "quotation")
    if not text:
        raise InputError("has no quotation")
    if len(text) > MAX_QUOTATION:
        raise InputError(f"is over {MAX_QUOTATION:,} characters; an article is added with onrecord add")
    speaker = _words(raw, "speaker")
    speaker = None if speaker is None or speaker.lower() in _NOBODY else " ".join(speaker.split())
    if speaker is not None and len(speaker) > _MOST_NAME:
        raise InputError("has a speaker that is no name, but a text")
    stated = _words(raw, "date")
    date = None if not stated else iso_date(stated)
    if stated and date is None:
        arrivals.tell(
            number, f"its date is {stated[:40]!r}, expected YYYY-MM-DD; the quotation is kept without it"
        )
    outlet, title = _words(raw, "outlet"), _words(raw, "title")
    return _Quotation(number, text, speaker, date, _addresses(raw), outlet, title, _sure(raw, speaker))


def _words(raw: Mapping[str, Any], field: str) -> str | None:
    for name in _NAMES[field]:
        value = raw.get(name)
        if isinstance(value, str) and value.strip():
            return _sound(value.strip())
        if value is not None and not isinstance(value, str):
            raise InputError(f"{name} is no text")
    return None


def _addresses(raw: Mapping[str, Any]) -> tuple[str, ...]:
    for name in _NAMES["urls"]:
        value = raw.get(name)
        given = [value] if isinstance(value, str) else value
        if given is None:
            continue
        if not isinstance(given, list) or not all(isinstance(url, str) for url in given):
            raise InputError(f"{name} is neither an address nor a list of them")
        return tuple(dict.fromkeys(_sound(url.strip()) for url in given if url.strip()))
    return ()


def _sure(raw: Mapping[str, Any], speaker: str | None) -> float:
    """Quotebank's probability of the speaker; 1 where the file states none."""
    for pair in raw.get("probas") or ():
        if (
            isinstance(pair, list)
            and len(pair) == 2
            and " ".join(str(pair[0]).split()) == (speaker or "None")
        ):
            try:
                sure = float(pair[1])
            except (TypeError, ValueError):
                continue
            if 0 <= sure <= 1:
                return sure
    return 1.0


def _sound(text: str) -> str:
    """Without lone surrogates, which nothing outside JSON can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
