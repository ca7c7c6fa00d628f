"""Subtitles: SubRip (srt) and WebVTT (W3C), with the voices and times of their cues."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest

from onrecord.documents.contents import Content, Script
from onrecord.documents.decoding import decode
from onrecord.documents.document import DocumentFormat, bytes_id
from onrecord.documents.facts import Facts
from onrecord.documents.labels import label_shape
from onrecord.documents.times import CLOCK, seconds
from onrecord.errors import InputError

__all__ = ["looks_like_subtitles", "read_subtitles"]

_TIMING = re.compile(rf"^[ \t]*(?P<start>{CLOCK})[ \t]*-->[ \t]*(?P<end>{CLOCK})(?:[ \t].*)?$")
_LINE = re.compile(r"\r\n|\n|\r")
_VOICE = re.compile(r"<v(?:\.[^ \t<>]*)?[ \t]+(?P<name>[^<>]*)>")
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|s|ruby|rt|lang|font|span)\b[^<>]*>|<\d[\d:.,]*>|\{\\[^{}]*\}", re.IGNORECASE
)
_WORD_TIME = re.compile(rf"<{CLOCK}>")
_CHANGE = re.compile(r"[ \t]*(?:>{2,3}|[-–—](?=[ \t]*(?:[^\W\d_]|[\"“‘'>\[(])))[ \t]*")
_LABEL = re.compile(
    r"[ \t]*\[?(?P<name>[^\W\d_][\w.'’&/#-]*(?:,?[ \t]+[\w.'’&/#()-]+){0,7}?)\]?:[ \t]*(?=\S|$)"
)
_ASIDE = re.compile(r"[ \t]*(?:[(\[][^()\[\]]*[)\]]|[♪♫#][^♪♫#]*[♪♫#]?)[ \t]*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
_FEW = 2
"""A label in mixed case must come so often: “Remember:” may begin a line of a subtitle, too."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of one cue and one voice. ``opens``: a sign says that somebody else speaks now."""

    words: str
    speaker: str | None
    opens: bool
    start: float | None
    end: float | None


def looks_like_subtitles(text: str) -> DocumentFormat | None:
    """``"vtt"`` or ``"srt"`` when a text begins as such a file does."""
    if text.startswith("WEBVTT") and text[6:7] in ("", " ", "\t", "\n", "\r"):
        return "vtt"
    lines = _LINE.split(text.lstrip()[:400], maxsplit=2)
    if len(lines) > 1 and lines[0].strip().isdigit() and _TIMING.match(lines[1]):
        return "srt"
    return None


def read_subtitles(data: bytes, encoding: str | None, format: DocumentFormat) -> Content:
    """A text of the words of all cues, one paragraph a turn; successive cues of one voice are one turn.

    Voices come from ``<v Name>``, from labels (``NAME: words``), and signs of a change (``>>``, a dash at the start of
    a line) whose voice stays unknown. A cue without any of these goes on with the voice before it where the file
    labels every change, that is where its very first words have a label, or where a sentence is not finished; else its
    voice is unknown. Numbers, styling, notes and sounds in brackets are left out; the rolling lines of live captions
    are read once. Raises `InputError` when there is no cue.
    """
    decoded = decode(data, encoding)
    cues, faults = _cues(decoded.text, format)
    if not cues:
        raise InputError("has no subtitles (no line like 00:00:01,000 --> 00:00:03,500)")
    rolling = _WORD_TIME.search(decoded.text) is not None
    labels = _labels(cues)
    script = Script()
    pieces = list(_pieces(cues, labels, rolling))
    explicit = bool(pieces) and pieces[0].speaker is not None and not _VOICE.search(decoded.text)
    turn: list[_Piece] = []
    for piece in pieces:
        if turn and not _goes_on(turn, piece, explicit):
            _say(script, turn)
            turn = []
        turn.append(piece)
    _say(script, turn)
    if not script.text:
        raise InputError("is empty (subtitles without words)")
    warnings = decoded.warnings
    if faults:
        more = "" if len(faults) == 1 else f" and {len(faults) - 1} more"
        warnings += (f"line {faults[0]}{more}: a time that cannot be read; its words are left out",)
    language = re.match(
        r"WEBVTT[^\n]*\n(?:[^\n]+\n)*?Language:[ \t]*([\w-]+)", decoded.text.replace("\r\n", "\n")
    )
    return Content(
        script.text,
        format,
        Facts(lang=language[1] if language else None),
        kind="transcript",
        spoken=True,
        turns=tuple(script.turns),
        unvoiced=tuple(script.unvoiced),
        cues=tuple(script.cues),
        warnings=warnings,
        file_id=bytes_id(data),
    )


_Cue = tuple[float | None, float | None, list[str]]


def _cues(text: str, format: DocumentFormat) -> tuple[list[_Cue], list[int]]:
    """The cues with their lines, and the numbers of lines that should be times and are not."""
    lines = _LINE.split(text)
    timings = [number for number, line in enumerate(lines) if "-->" in line and line.lstrip()[:1].isdigit()]
    cues: list[_Cue] = []
    faults: list[int] = []
    for number, following in zip_longest(timings, timings[1:], fillvalue=len(lines)):
        timing = _TIMING.match(lines[number])
        if timing is None:
            faults.append(number + 1)
            continue
        shown = [line.strip() for line in lines[number + 1 : following]]
        if format == "vtt":  # a blank line ends a cue; names of cues, notes and styles stand behind it
            shown = list(takewhile(bool, shown))
        elif following < len(lines) and shown and shown[-1].isdigit():
            shown.pop()  # the number of the next one
        cues.append((seconds(timing["start"]), seconds(timing["end"]), [line for line in shown if line]))
    return cues, faults


def _labels(cues: list[_Cue]) -> frozenset[str]:
    """The labels of the file: those in capitals, and those in mixed case that recur or are parts (“Moderator”)."""
    counts: Counter[str] = Counter()
    for _, _, lines in cues:
        for line in lines:
            label = _LABEL.match(_CHANGE.sub("", _plain(line), count=1))
            if label is not None:
                counts[label["name"]] += 1
    shapes = {name: label_shape(name) for name in counts}
    return frozenset(
        name
        for name, shape in shapes.items()
        if shape is not None and (shape != "name" or counts[name] >= _FEW)
    )


def _pieces(cues: list[_Cue], labels: frozenset[str], rolling: bool) -> Iterator[_Piece]:
    before: list[str] = []
    for start, end, lines in cues:
        fresh = lines
        if rolling:
            shown = [_plain(line) for line in lines]
            fresh = [line for line, words in zip(lines, shown, strict=True) if words not in before]
            before = shown
        piece = _Piece("", None, False, start, end)
        for line in fresh:
            for opens, speaker, words in _parts(line, labels):
                if opens:
                    if piece.words:
                        yield piece
                    piece = _Piece(words, speaker, True, start, end)
                else:
                    piece = replace(piece, words=f"{piece.words} {words}" if piece.words else words)
        if piece.words:
            yield piece


def _parts(line: str, labels: frozenset[str]) -> Iterator[tuple[bool, str | None, str]]:
    """The parts of a line: does a new voice begin, whose, and its words."""
    for voice, part in _by_voice(line):
        speaker, words = voice, _plain(part)
        change = _CHANGE.match(words)
        if change is not None:
            words = words[change.end() :]
        label = _LABEL.match(words)
        if label is not None and label["name"] in labels:
            speaker, words = label["name"].strip(), words[label.end() :]
        # A name that comes but once may be a label all the same: whoever spoke before does not say what follows.
        opens = (
            change is not None
            or speaker is not None
            or (label is not None and label_shape(label["name"]) == "name")
        )
        words = "" if _ASIDE.fullmatch(words) else words
        if words or opens:
            yield opens, speaker, words


def _by_voice(line: str) -> Iterator[tuple[str | None, str]]:
    """The parts of a line, each with the name in the voice tag before it."""
    name, at = None, 0
    for tag in _VOICE.finditer(line):
        if tag.start() > at or name is not None:
            yield name, line[at : tag.start()]
        name, at = " ".join(html.unescape(tag["name"]).split()) or None, tag.end()
    yield name, line[at:]


def _plain(line: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", line)).replace("\u200b", "").split())


def _goes_on(turn: list[_Piece], piece: _Piece, explicit: bool) -> bool:
    speaker = turn[0].speaker
    if piece.opens:
        return piece.speaker is not None and piece.speaker == speaker
    return speaker is None or explicit or _SENTENCE_END.search(turn[-1].words) is None


def _say(script: Script, turn: list[_Piece]) -> None:
    if turn:
        script.say(turn[0].speaker, ((piece.words, piece.start, piece.end) for piece in turn))
