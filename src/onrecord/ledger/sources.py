"""The ledger as evidence for checking: its documents as sources, its statements as secondary ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.alignment import Source
from onrecord.ledger.rows import ENTRY, document_of, entry_of
from onrecord.ledger.store import Ledger

__all__ = ["SECONDARY", "evidence", "is_secondary"]

SECONDARY = "statement:"
"""How the id of a source begins of a statement that a document reports: not the speaker's own words."""


def evidence(
    ledger: Ledger, *, statements: bool = True, documents: Iterable[int] | None = None
) -> Iterator[Source]:
    """Every document of the ledger as a source, in the order of adding, each followed by its statements.

    A statement is a source of its own, by its speaker, and secondary: what a report says that somebody said. Its id is
    ``statement:st_…`` (`is_secondary` tells), its labels are an article's, it is as complete as its document and part
    of it: its words are not counted as another place. ``documents`` are
    row numbers, to take these only; versions that were replaced are left out unless they are among these. Sources are
    read one document at a time. Raises `LedgerError` when the ledger cannot be read.
    """
    with ledger.reading() as connection:
        if documents is None:
            rows = connection.execute("SELECT id FROM document WHERE current ORDER BY id").fetchall()
            numbers = [number for (number,) in rows]
        else:
            numbers = sorted(set(documents))
        for number in numbers:
            document = document_of(connection, number)
            whole = Source.of_document(document)
            yield whole
            if not statements:
                continue
            for row in connection.execute(
                f"{ENTRY} WHERE s.document_id = ? AND s.factuality = 0 ORDER BY s.id", (number,)
            ):
                entry = entry_of(row)
                speaker = entry.statement.speaker
                yield Source.of_text(
                    SECONDARY + entry.id,
                    entry.statement.content.text,
                    speaker.name if speaker is not None and speaker.kind == "named" else None,
                    lang=document.lang,
                    complete=document.complete,
                    label_provenance="article",
                    published=entry.day,
                    part_of=whole.id,
                )


def is_secondary(source: Source) -> bool:
    """Whether a source is a statement as a document reports it, not a text that was looked at itself."""
    return source.id.startswith(SECONDARY)
