"""What a reader of one format takes out of a file, before anything from beside the file is added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from onrecord.documents.document import Cue, DocumentFormat, DocumentKind, Turn
from onrecord.documents.facts import Facts
from onrecord.errors import InputError
from onrecord.records import Span

__all__ = ["MAX_BYTES", "Content", "Fault", "Script", "read_all"]

MAX_BYTES = 200_000_000
"""Larger inputs are refused: a text is held in memory as a whole, up to four bytes a character."""
_BETWEEN = "\n\n"
_LONG_PARAGRAPH = 800
"""Code points after which the words of one voice go on in a new paragraph, at the next end of a sentence."""
_SENTENCE_ENDS = (".", "!", "?", "…", ".”", "!”", "?”", '."', '!"', '?"')


@dataclass(frozen=True, slots=True)
class Content:
    """One text of a file, and what the file says of it.

    ``kind`` is what such a text is where nothing states it. ``spoken`` says that turns, unvoiced spans and cues are
    the format's own and need not be looked for, ``machine`` that a machine told the voices apart, ``several`` that the
    file holds more texts. ``file_id`` is the digest of the file's bytes where the file is this one text. The other
    fields are those of `Document`.
    """

    text: str
    format: DocumentFormat = "text"
    facts: Facts = field(default_factory=Facts)
    kind: DocumentKind | None = None
    spoken: bool = False
    machine: bool = False
    turns: tuple[Turn, ...] = ()
    unvoiced: tuple[Span, ...] = ()
    cues: tuple[Cue, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
    line: int | None = None
    key: str | None = None
    several: bool = False
    file_id: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A record of a file that holds no text, and why; the records behind it are read. ``line`` counts from 1."""

    message: str
    line: int | None = None


class Script:
    """Sets what several voices say as one text: a paragraph a turn, each after its label (``KAREN LIND: Yes.``)."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.turns: list[Turn] = []
        self.unvoiced: list[Span] = []
        self.cues: list[Cue] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def _write(self, piece: str) -> Span:
        start = self._length
        self._pieces.append(piece)
        self._length += len(piece)
        return start, self._length

    def note(self, words: str) -> None:
        """A paragraph that nobody says: a heading, a direction."""
        if self._length:
            self._write(_BETWEEN)
        self._write(words)

    def say(self, speaker: str | None, parts: Iterable[tuple[str, float | None, float | None]]) -> None:
        """One turn: its words in parts, each with the seconds at which it begins and ends where these are known.

        Parts are joined by a blank, or by a blank line where the paragraph has grown long. Parts without words count
        for nothing; a speaker without words has no turn.
        """
        spoken = [(words, start, end) for words, start, end in parts if words and not words.isspace()]
        if not spoken:
            return
        if self._length:
            self._write(_BETWEEN)
        label = None
        if speaker is not None:
            label = self._write(speaker)
            self._write(": ")
        first = paragraph = self._length
        for number, (words, start, end) in enumerate(spoken):
            if number:
                long = self._length - paragraph > _LONG_PARAGRAPH and self._pieces[-1].endswith(
                    _SENTENCE_ENDS
                )
                _, after = self._write(_BETWEEN if long else " ")
                paragraph = after if long else paragraph
            at, _ = self._write(words)
            if start is not None:
                self.cues.append(Cue(at, start, end))
        span = first, self._length
        if speaker is None:
            self.unvoiced.append(span)
        else:
            starts = [start for _, start, _ in spoken if start is not None]
            ends = [end for _, _, end in spoken if end is not None]
            self.turns.append(Turn(speaker, span, label, min(starts, default=None), max(ends, default=None)))


def read_all(stream: BinaryIO, limit: int | None = None) -> bytes:
    """The whole of a stream; `InputError` when it holds more than ``limit`` bytes (by default `MAX_BYTES`)."""
    limit = MAX_BYTES if limit is None else limit
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(f"is over {limit // 1_000_000} MB; cut it into smaller files")
    return data
