"""Records to documents: a post or an article each, or the turns of a conversation together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.documents.contents import MAX_BYTES, Content, Fault, Script
from onrecord.documents.document import DocumentFormat, DocumentKind
from onrecord.documents.facts import Facts
from onrecord.documents.fields import NAMES, Record, field_name, read_record
from onrecord.errors import InputError

__all__ = ["MAX_VAIN", "conversation", "documents_of"]

MAX_VAIN = 100
"""Records without a text at the beginning of a file after which the rest is not read: it holds something else."""

Row = tuple[int | None, Mapping[str, object]]


@dataclass(slots=True)
class _Conversation:
    """Turns of one document, while more may come."""

    first: Record
    line: int | None
    records: list[Record] = field(default_factory=list)
    length: int = 0

    def holds(self, record: Record) -> bool:
        mine, its = self.first, record
        return (mine.document, mine.facts.title, mine.facts.url, mine.facts.outlet, mine.facts.published) == (
            its.document, its.facts.title, its.facts.url, its.facts.outlet, its.facts.published,
        )  # fmt: skip

    def content(self, format: DocumentFormat) -> Content:
        return _transcript(self.records, self.first.facts, format, self.line, self.first.document)


def documents_of(
    rows: Iterable[Row | Content | Fault], format: DocumentFormat, kind: DocumentKind | None
) -> Iterator[Content | Fault]:
    """The documents of records with line numbers; faults and what is a document already pass through.

    Records with a field for the speaker are turns: those that follow one another and agree in document, title,
    address, outlet and day make one transcript. Any other record is a document of its own. ``kind`` settles it where it
    is stated: ``transcript`` makes turns of records with authors, anything else documents of records with speakers.
    Raises `InputError` when the first `MAX_VAIN` records hold no text.
    """
    gathered: _Conversation | None = None
    vain: int | None = 0
    for row in rows:
        if isinstance(row, Content):
            if gathered is not None:
                yield gathered.content(format)
                gathered = None
            vain = None
            yield row
            continue
        record = None if isinstance(row, Fault) else read_record(row[1])
        if isinstance(row, Fault) or record is None:
            yield row if isinstance(row, Fault) else Fault(_no_text(row[1]), row[0])
            if vain is not None:
                vain += 1
                if vain >= MAX_VAIN:
                    raise InputError(f"holds no text in its first {MAX_VAIN} records; the rest is not read")
            continue
        vain = None
        turn = record.voiced if kind is None else kind == "transcript"
        if gathered is not None and not (turn and gathered.holds(record)):
            yield gathered.content(format)
            gathered = None
        if not turn:
            yield _single(record, format, row[0])
            continue
        if gathered is None:
            gathered = _Conversation(record, row[0])
        gathered.records.append(record)
        gathered.length += len(record.text)
        if gathered.length > MAX_BYTES:
            raise InputError(
                f"line {row[0]}: one conversation of over {MAX_BYTES // 1_000_000} MB; not read further"
            )
    if gathered is not None:
        yield gathered.content(format)


def conversation(
    records: Iterable[Record], facts: Facts, format: DocumentFormat, line: int | None, key: str | None
) -> Content | None:
    """The transcript of the segments of one recording; None when they hold no words."""
    content = _transcript(list(records), facts, format, line, key)
    return content if content.text else None


def _no_text(raw: Mapping[str, object]) -> str:
    if any(field_name(str(name)) in NAMES["text"] for name in raw):
        return "has an empty text"
    found = ", ".join(str(name) for name in list(raw)[:8]) or "nothing"
    return f"has no field with a text (found: {found})"


def _single(record: Record, format: DocumentFormat, line: int | None) -> Content:
    facts = record.facts
    if record.speaker is not None and facts.author is None:
        facts = facts.over(Facts(author=record.speaker))
    return Content(
        record.text,
        format,
        facts,
        kind="post" if record.post else None,
        warnings=record.warnings,
        line=line,
        several=line is not None,
        key=record.key or record.document,
    )


def _transcript(
    records: list[Record], facts: Facts, format: DocumentFormat, line: int | None, key: str | None
) -> Content:
    """Neighbours of one voice are one turn where both have times: there a machine cut, not the speaker."""
    script = Script()
    turn: list[Record] = []
    for record in records:
        same = turn and _voice(turn[0]) == _voice(record)
        if turn and not (same and record.start is not None and turn[-1].start is not None):
            script.say(_voice(turn[0]), ((part.text.strip(), part.start, part.end) for part in turn))
            turn = []
        turn.append(record)
    if turn:
        script.say(_voice(turn[0]), ((part.text.strip(), part.start, part.end) for part in turn))
    return Content(
        script.text,
        format,
        facts,
        kind="transcript",
        spoken=True,
        machine=any(record.machine for record in records),
        turns=tuple(script.turns),
        unvoiced=tuple(script.unvoiced),
        cues=tuple(script.cues),
        warnings=tuple(dict.fromkeys(warning for record in records for warning in record.warnings))[:5],
        line=line,
        several=line is not None,
        key=key,
    )


def _voice(record: Record) -> str | None:
    return record.speaker or record.facts.author
