"""The date of a document: which of the places that state one counts, and whether they agree."""

from __future__ import annotations

from datetime import date

from onrecord.documents.datelines import Dateline, datelines_in
from onrecord.records import Span

__all__ = ["publication"]


def publication(
    stated: str | None, line: str | None, text: str, body: Span, default: str | None
) -> tuple[str | None, tuple[str, ...]]:
    """The ISO date that counts, and plain sentences about what contradicts it.

    The first of these counts: what is ``stated`` of the document (sidecar, table, metadata of the file, front matter),
    the leading date ``line`` of its text, its first dateline if that names a year, and the ``default`` for documents
    that give none. A dateline without a year never makes a date; like every other it must lie no more than a week
    before the date that counts, and no more than a day after it (the day of publication elsewhere).
    """
    lines = datelines_in(text, body)
    named = next((day.isoformat() for day in (d.filed() for d in lines[:1]) if day is not None), None)
    published = stated or line or named or default
    warnings = []
    if line is not None and published != line:
        warnings.append(
            f"the text begins with the date {line}, its metadata say {published}; {published} counts"
        )
    if published is not None:
        day = date.fromisoformat(published)
        odd = [d for d in lines[:1] if not d.agrees(day)]
        warnings += [
            f"the dateline {_shown(text, d)} does not fit the date {published}; {published} counts"
            for d in odd
        ]
    others = {(d.month, d.day) for d in lines}
    if len(others) > 1:
        told = f"{published} counts" if published is not None else "none of them counts without a year"
        warnings.append(f"the text has {len(lines)} datelines with different days; {told}")
    return published, tuple(warnings)


def _shown(text: str, line: Dateline) -> str:
    return repr(text[slice(*line.span)].strip())
