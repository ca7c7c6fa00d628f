"""What is scored: statements from the extractor or from a JSONL file, cut down to what scoring needs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from onrecord.errors import InputError
from onrecord.records import Channel, Piece, Span, Speaker, Statement

__all__ = ["PredictedChannel", "PredictedSpeaker", "Prediction", "read_predictions"]


@dataclass(frozen=True, slots=True)
class PredictedSpeaker:
    """Who a prediction says has spoken; ``kind`` as in :class:`onrecord.records.Speaker`."""

    name: str
    kind: str = "named"
    via: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PredictedChannel:
    """Through what a prediction says it was said; ``type`` as in :class:`onrecord.records.Channel`."""

    type: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """One predicted relation: spans as code points into the article, and what was said of it.

    ``content_text`` is the content as the statement gives it, to be held against the spans;
    ``confidence``, ``factuality`` and ``act`` are ``None`` where the statement does not say; so are
    ``addressee`` (the spans of its words), ``channel`` and ``said_on`` (an ISO date).
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    content_text: str = ""
    confidence: float | None = None
    factuality: str | None = None
    act: str | None = None
    speaker: PredictedSpeaker | None = None
    addressee: tuple[Span, ...] | None = None
    channel: PredictedChannel | None = None
    said_on: str | None = None

    @classmethod
    def of(cls, statement: Statement | Mapping[str, Any] | Prediction) -> Prediction:
        """A prediction from a statement, or from the object that ``onrecord extract`` writes for one.

        Raises:
            InputError: the object lacks a content, or its spans are not pairs of whole numbers.
        """
        if isinstance(statement, Prediction):
            return statement
        if isinstance(statement, Statement):
            return cls(
                source=_spans_of(statement.source),
                cue=_spans_of(statement.cue),
                content=statement.content.spans,
                content_text=statement.content.text,
                confidence=statement.confidence,
                factuality=statement.factuality,
                act=statement.act,
                speaker=_speaker_of(statement.speaker),
                addressee=None if statement.addressee is None else statement.addressee.spans,
                channel=_channel_of(statement.channel),
                said_on=None if statement.said_on is None else statement.said_on.date,
            )
        return _from_record(statement)


def read_predictions(path: Path | str) -> dict[str, list[Prediction]]:
    """Predictions by article, from the JSONL that ``onrecord extract --all --format jsonl`` writes.

    An article's name is that of its file without folder and ending: ``news/a.txt`` is ``a``.

    Raises:
        InputError: the file cannot be read, or a line is not a statement; the message names the line.
    """
    by_stem: dict[str, list[Prediction]] = {}
    try:
        with Path(path).open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    stem, prediction = _parsed(line, f"{path}, line {number}")
                    by_stem.setdefault(stem, []).append(prediction)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {path}: {error}") from error
    return by_stem


def _parsed(line: str, where: str) -> tuple[str, Prediction]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not a JSON object: {error.msg}") from error
    document = record.get("document") if isinstance(record, dict) else None
    document_path = document.get("path") if isinstance(document, dict) else None
    if not isinstance(document_path, str):
        raise InputError(f"{where}: no document.path, so the statement belongs to no article")
    try:
        return PurePath(document_path).stem, _from_record(record)
    except InputError as error:
        raise InputError(f"{where}: {error}") from error


def _spans_of(piece: Piece | None) -> tuple[Span, ...]:
    return () if piece is None else piece.spans


def _from_record(record: Mapping[str, Any]) -> Prediction:
    content = record.get("content")
    if not isinstance(content, Mapping):
        raise InputError("a statement without content")
    confidence = record.get("confidence")
    if confidence is not None and (isinstance(confidence, bool) or not isinstance(confidence, int | float)):
        raise InputError(f"confidence must be a number, found {confidence!r}")
    return Prediction(
        source=_record_spans(record, "source"),
        cue=_record_spans(record, "cue"),
        content=_record_spans(record, "content"),
        content_text=str(content.get("text") or ""),
        confidence=None if confidence is None else float(confidence),
        factuality=record.get("factuality"),
        act=record.get("act"),
        speaker=_record_speaker(record.get("speaker")),
        addressee=_record_spans(record, "addressee") if record.get("addressee") else None,
        channel=_record_channel(record),
        said_on=_record_date(record.get("said_on")),
    )


def _speaker_of(speaker: Speaker | None) -> PredictedSpeaker | None:
    if speaker is None:
        return None
    return PredictedSpeaker(speaker.name, speaker.kind, speaker.via, speaker.confidence)


def _channel_of(channel: Channel | None) -> PredictedChannel | None:
    return None if channel is None else PredictedChannel(channel.type, channel.piece.spans)


def _record_channel(record: Mapping[str, Any]) -> PredictedChannel | None:
    channel = record.get("channel")
    if not isinstance(channel, Mapping):
        return None
    type_ = channel.get("type")
    return PredictedChannel(type_ if isinstance(type_, str) else None, _record_spans(record, "channel"))


def _record_date(said_on: object) -> str | None:
    """The date; a time without one is still an answer, and a wrong one."""
    if not isinstance(said_on, Mapping):
        return None
    date = said_on.get("date")
    return date if isinstance(date, str) else ""


def _record_speaker(speaker: object) -> PredictedSpeaker | None:
    if not isinstance(speaker, Mapping) or not isinstance(speaker.get("name"), str):
        return None
    confidence = speaker.get("confidence")
    return PredictedSpeaker(
        speaker["name"],
        speaker.get("kind") or "named",
        speaker.get("via"),
        float(confidence)
        if isinstance(confidence, int | float) and not isinstance(confidence, bool)
        else None,
    )


def _record_spans(record: Mapping[str, Any], role: str) -> tuple[Span, ...]:
    piece = record.get(role) or {}
    spans: list[Span] = []
    for span in (piece.get("spans") or ()) if isinstance(piece, Mapping) else ():
        match span:
            case [int(start), int(end)]:
                spans.append((start, end))
            case _:
                raise InputError(f"a span of {role} must be [start, end], found {span!r}")
    return tuple(spans)
