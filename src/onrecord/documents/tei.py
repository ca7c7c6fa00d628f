"""TEI (Text Encoding Initiative, P5): spoken texts with ``<u who>``, written ones with ``<said who>``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from onrecord.documents.contents import MAX_BYTES, Content, Script
from onrecord.documents.facts import Facts, iso_date
from onrecord.documents.times import seconds
from onrecord.documents.xml_events import events
from onrecord.errors import InputError

__all__ = ["read_tei"]

_ROOTS = frozenset({"TEI", "TEI.2", "teiCorpus", "teiCorpus.2"})
_TEXTS = frozenset({"TEI", "TEI.2"})
_BLOCKS = frozenset(
    {"p", "ab", "seg", "l", "head", "item", "quote", "opener", "closer", "salute", "signed", "cell", "s"}
)
"""Elements that are paragraphs where they hold words themselves. ``seg`` and ``s`` are only in an utterance."""
_LEFT_OUT = frozenset(
    {
        "note",
        "vocal",
        "kinesic",
        "incident",
        "desc",
        "gap",
        "fw",
        "del",
        "sic",
        "orig",
        "abbr",
        "front",
        "back",
        "speaker",
    }
)
"""Notes, sounds and gestures, headers of pages, and of two readings of one word the one that was corrected."""
_DATE_RANK = ("setting", "creation", "sourceDesc")
"""Where the date of a text stands, the surest first; that of ``publicationStmt`` is the edition's."""
_VOICED = frozenset({"u", "said", "sp"})


@dataclass(slots=True)
class _Text:
    script: Script = field(default_factory=Script)
    title: list[str] = field(default_factory=list)
    author: list[str] = field(default_factory=list)
    dates: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    titled: bool = False
    voiced: bool = False
    times: dict[str, float] = field(default_factory=dict)


def read_tei(stream: BinaryIO) -> Iterator[Content]:
    """The texts of a TEI file; of a corpus file each ``TEI`` element is one.

    What a voice says (``<u who>``, ``<said who>``, ``<sp who>``) becomes a paragraph of its own, after the voice's
    name: that of the ``person`` in the header to whom ``who`` points, else what stands in ``who``. Words around a
    ``<said>`` are paragraphs that nobody says. Notes, sounds and gestures are left out. Raises `InputError` for XML
    that is not TEI, is harmful (see `xml_events`) or holds no words.
    """
    reader = _Reader()
    any_text = False
    for kind, name, attributes in events(stream, MAX_BYTES):
        if kind == "start":
            reader.start(name, attributes)
        elif kind == "text":
            reader.words(name)
        else:
            done = reader.end(name)
            if done is not None and done.script.text:
                any_text = True
                yield replace(_content(done), several=reader.corpus)
    if not any_text:
        raise InputError("is a TEI file without words")


def _content(text: _Text) -> Content:
    title = " ".join("".join(text.title).split())
    author = " ".join("".join(text.author).split())
    date = next((text.dates[place] for place in _DATE_RANK if place in text.dates), None)
    return Content(
        text.script.text,
        "tei",
        Facts(title=title or None, author=author or None, published=date),
        kind="transcript" if text.script.turns or text.voiced else None,
        spoken=text.voiced,
        turns=tuple(text.script.turns),
        unvoiced=tuple(text.script.unvoiced),
        cues=tuple(text.script.cues),
    )


class _Reader:
    """Follows the elements of a file."""

    def __init__(self) -> None:
        self.corpus = False
        self._path: list[str] = []
        self._skipped = 0
        self._text = _Text()
        self._shared: dict[str, str] = {}
        self._person: str | None = None
        self._name: list[str] = []
        self._paragraphs: list[list[str]] = [[]]
        self._voices: list[tuple[str | None, float | None, float | None]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if not self._path and name not in _ROOTS:
            raise InputError(f"is XML, but not TEI (its root is <{name[:40]}>)")
        self.corpus = self.corpus or name.startswith("teiCorpus")
        self._path.append(name)
        if self._skipped or (name in _LEFT_OUT and "text" in self._path):
            self._skipped += 1
            return
        if name in _TEXTS:
            self._text = _Text(people=dict(self._shared))
        elif name == "person":
            self._person = attributes.get("id")
            self._name = []
        elif name == "when" and "timeline" in self._path and "id" in attributes:
            at = seconds(attributes.get("absolute", attributes.get("interval")))
            if at is not None:
                self._text.times[attributes["id"]] = at
        elif name == "date":
            day = iso_date(attributes.get("when", attributes.get("from", "")))
            place = next((place for place in _DATE_RANK if place in self._path), None)
            if day is not None and place is not None:
                self._text.dates.setdefault(place, day)
        elif "text" in self._path:
            self._start_in_text(name, attributes)

    def _start_in_text(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _VOICED:
            self._flush()
            times = self._text.times
            at = times.get(attributes.get("start", "").removeprefix("#"))
            until = times.get(attributes.get("end", "").removeprefix("#"))
            self._voices.append((self._voice(attributes.get("who")), at, until))
            self._text.voiced = True
        elif name in ("lb", "pb", "cb"):
            self._paragraphs[-1].append(" ")
        elif self._is_block(name):
            self._break()

    def words(self, characters: str) -> None:
        if self._skipped:
            return
        if "text" in self._path:
            self._paragraphs[-1].append(characters)
        elif self._person is not None and self._path[-1] in (
            "persName",
            "forename",
            "surname",
            "name",
            "addName",
        ):
            self._name.append(characters)
        elif "titleStmt" in self._path and "fileDesc" in self._path:
            if self._path[-1] == "title" and not self._text.titled:
                self._text.title.append(characters)
            elif "author" in self._path:
                self._text.author.append(characters)

    def end(self, name: str) -> _Text | None:
        self._path.pop()
        if self._skipped:
            self._skipped -= 1
            return None
        if name == "person":
            full = " ".join("".join(self._name).split())
            if self._person and full:
                people = self._text.people if _TEXTS & set(self._path) else self._shared
                people[self._person] = full
            self._person = None
        elif name == "title" and "titleStmt" in self._path:
            self._text.titled = any(map(str.strip, self._text.title))
        elif name in ("forename", "surname") and self._person is not None:
            self._name.append(" ")
        elif name in _VOICED and self._voices:
            self._flush()
            self._voices.pop()
        elif name in _TEXTS:
            self._flush()
            done, self._text = self._text, _Text(people=dict(self._shared))
            return done
        elif "text" in self._path and self._is_block(name):
            self._break()
        elif name == "text":
            self._flush()
        return None

    def _is_block(self, name: str) -> bool:
        return name in _BLOCKS and (name not in ("seg", "s") or bool(self._voices))

    def _voice(self, who: str | None) -> str | None:
        keys = [key.removeprefix("#") for key in (who or "").split()]
        names = [self._text.people.get(key) or _readable(key) for key in keys if key]
        return " and ".join(names) or None

    def _break(self) -> None:
        if self._paragraphs[-1]:
            self._paragraphs.append([])

    def _flush(self) -> None:
        """Set what was collected: as one turn of the innermost voice, or as paragraphs of nobody."""
        said = [" ".join("".join(pieces).split()) for pieces in self._paragraphs]
        said = [words for words in said if words]
        self._paragraphs = [[]]
        if not said:
            return
        if self._voices:
            voice, start, end = self._voices[-1]
            self._text.script.say(voice, [("\n".join(said), start, end)])
        else:
            for words in said:
                self._text.script.note(words)


def _readable(key: str) -> str:
    return re.sub(r"^.*[#:/]", "", key) or key
