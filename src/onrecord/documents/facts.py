"""What is known of a document from beside its text: title, outlet, date, and where each came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import cast

from onrecord.documents.days import any_date, iso_date
from onrecord.documents.document import (
    DOCUMENT_KINDS,
    LABEL_PROVENANCES,
    DocumentKind,
    LabelProvenance,
)

__all__ = ["Facts", "iso_date", "read_facts"]

_TRUE = {"true", "yes", "1"}
_FALSE = {"false", "no", "0"}
_SYNONYMS = {"date": "published", "language": "lang"}


@dataclass(frozen=True, slots=True)
class Facts:
    """Fields of a `Document` that its text does not carry; None where nothing is known."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    published: str | None = None
    lang: str | None = None
    complete: bool | None = None
    kind: DocumentKind | None = None
    labels: LabelProvenance | None = None

    def over(self, other: Facts) -> Facts:
        """These facts, with those of ``other`` where nothing is known here."""
        return Facts(
            **{
                field.name: mine
                if (mine := getattr(self, field.name)) is not None
                else getattr(other, field.name)
                for field in fields(Facts)
            }
        )


def read_facts(raw: Mapping[str, object]) -> tuple[Facts, list[str]]:
    """Facts from a mapping (front matter, a sidecar, a row of a table) and what is wrong with it.

    Unknown keys and empty values are passed over: such files carry more than onrecord needs.
    """
    known: dict[str, str | bool] = {}
    problems: list[str] = []
    for key, value in raw.items():
        name = key.strip().lower()
        name = _SYNONYMS.get(name, name)
        if name not in Facts.__dataclass_fields__ or value is None or value == "" or name in known:
            continue
        if not isinstance(value, str | bool | int | float):
            problems.append(f"{key} should be plain text; ignored")
            continue
        text = str(value).strip()
        read = _read_field(name, text)
        if read is None:
            problems.append(f"{key} is {text!r}, expected {_EXPECTED[name]}; ignored")
        else:
            known[name] = read
    return Facts(**known), problems  # type: ignore[arg-type]  # names and types checked field by field above


_EXPECTED = {
    "published": "a date as YYYY-MM-DD",
    "complete": "true or false",
    "kind": "one of " + ", ".join(DOCUMENT_KINDS),
    "labels": "one of " + ", ".join(LABEL_PROVENANCES),
}


def _read_field(name: str, text: str) -> str | bool | None:
    if name == "published":
        return any_date(text)
    if name == "complete":
        lowered = text.lower()
        return True if lowered in _TRUE else False if lowered in _FALSE else None
    if name == "kind":
        return cast(DocumentKind, text.lower()) if text.lower() in DOCUMENT_KINDS else None
    if name == "labels":
        return cast(LabelProvenance, text.lower()) if text.lower() in LABEL_PROVENANCES else None
    return text
