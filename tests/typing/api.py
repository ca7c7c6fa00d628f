"""Ordinary user code, which mypy must accept: the public types are a promise, too."""

from __future__ import annotations

from pathlib import Path

import onrecord
from onrecord.documents import read_document


def who_said_it(text: str) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for statement in onrecord.extract(text, published="2026-03-02", factuality="all"):
        if statement.speaker is not None:
            said.setdefault(statement.speaker.name, []).append(statement.content.text)
    return said


def spans(path: Path) -> list[tuple[int, int]]:
    document: onrecord.Document = read_document(path, encoding="cp1252")
    return [span for statement in onrecord.extract(document) for span in statement.content.spans]


def many(paths: list[Path]) -> int:
    extractor = onrecord.Extractor(threads=1)
    return sum(
        len(statements) for statements in extractor.extract_batch(read_document(path) for path in paths)
    )


def careful(text: str) -> list[onrecord.Statement]:
    try:
        return onrecord.extract(text)
    except onrecord.UsageError as error:
        raise SystemExit(str(error)) from error


def misquoted(draft: Path, sources: list[Path]) -> list[str]:
    found: onrecord.Check = onrecord.check(draft, sources, policy="ap")
    return [quote.explanation for quote in found.quotes if quote.level == "error"]


def really(answer: str, transcript: str) -> bool:
    verdict: onrecord.QuoteVerdict = onrecord.verify(answer, transcript, speaker="Ines Okafor")
    return verdict.verdict == "VERBATIM" and verdict.attribution.verdict == "CONFIRMED"
