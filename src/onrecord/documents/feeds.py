"""Feeds that were saved as files: RSS (0.9x, 1.0, 2.0) and Atom (RFC 4287), a document for each entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import BinaryIO, Final

from onrecord.documents.contents import MAX_BYTES, Content, Fault
from onrecord.documents.document import text_id
from onrecord.documents.facts import Facts
from onrecord.documents.fields import any_date
from onrecord.documents.paragraphs import Paragraphs
from onrecord.documents.xml_events import events
from onrecord.errors import InputError

__all__ = ["read_feed"]

_ROOTS: Final = frozenset({"rss", "RDF", "feed"})
_ENTRIES: Final = frozenset({"item", "entry"})
_TEXTS: Final = {"encoded": 0, "content": 1, "description": 2, "summary": 3}
"""Where an entry's words stand, the fullest first; the last two are abstracts where one of the first is there, too."""
_DATES: Final = {
    "published": 0,
    "pubDate": 1,
    "issued": 2,
    "date": 3,
    "created": 4,
    "updated": 5,
    "modified": 6,
}
"""An entry's dates, that of its appearance first."""
_KEPT: Final = frozenset({*_TEXTS, *_DATES, "title", "creator", "author", "guid", "id", "link"})
_PARAGRAPHS: Final = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 blockquote td th tr section article figure figcaption pre ul ol table".split()
)
_LEFT_OUT: Final = frozenset({"script", "style", "noscript", "svg", "iframe", "template"})
_MARKUP: Final = re.compile(r"<[a-zA-Z!/][^<>]{0,2000}>|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w{2,10});")
_BLANKS: Final = re.compile(r"[ \t\r\n\xa0]+")
_DEEPEST: Final = 200


@dataclass(slots=True)
class _Entry:
    """What was read of one entry; of texts and dates, each under its element's name."""

    texts: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)


def read_feed(stream: BinaryIO) -> Iterator[Content | Fault]:
    """The entries of a feed, in its order.

    The text is the entry's content, else its abstract, which is an excerpt; markup is set as paragraphs. Address,
    title, author and date are the entry's own, the outlet is the feed's title. Nothing is fetched. An entry without
    words costs a `Fault`. Raises `InputError` when the file is no feed, or no XML.
    """
    reader = _Reader()
    count = 0
    for kind, name, rest in events(stream, MAX_BYTES):
        if kind == "text":
            reader.text(name)
        elif kind == "start":
            reader.start(name, rest)
        else:
            entry = reader.end(name)
            if entry is not None:
                count += 1
                yield _content(entry, reader.outlet) or Fault(f"entry {count} has no text")
    if not reader.is_feed:
        raise InputError("is no feed (neither RSS nor Atom)")


class _Reader:
    """Follows the events of a feed; `end` gives an entry when it is whole."""

    def __init__(self) -> None:
        self.is_feed = False
        self.outlet: str | None = None
        self._path: list[str] = []
        self._entry: _Entry | None = None
        self._words: list[str] = []
        self._inner = 0  # depth inside a text that is markup itself (Atom's xhtml)
        self._collect: str | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if not self._path:
            if name not in _ROOTS:
                raise InputError("is no feed (neither RSS nor Atom)")
            self.is_feed = True
        self._path.append(name)
        if self._collect is not None:
            self._inner += 1
            self._words.append(f"<{name}>")
            return
        if name in _ENTRIES:
            self._entry = _Entry()
        elif name == "link" and attributes.get("href"):
            if self._entry is not None and attributes.get("rel", "alternate") == "alternate":
                self._entry.facts.setdefault("url", attributes["href"])
        elif name in _KEPT:
            self._collect, self._words = name, []

    def text(self, characters: str) -> None:
        """Characters between tags."""
        if self._collect is not None:
            # Markup that is escaped comes as characters here; of real elements the characters are escaped again.
            self._words.append(
                characters.replace("&", "&amp;").replace("<", "&lt;") if self._inner else characters
            )

    def end(self, name: str) -> _Entry | None:
        """An element ends; the entry when it was one."""
        self._path.pop()
        if self._collect is not None:
            if self._inner:
                self._inner -= 1
                self._words.append(f"</{name}>")
                return None
            words, self._collect = "".join(self._words), None
            self._note(name, words)
            return None
        if name in _ENTRIES and self._entry is not None:
            entry, self._entry = self._entry, None
            return entry
        return None

    def _note(self, name: str, words: str) -> None:
        words = words.strip()
        entry = self._entry
        if not words:
            return
        if entry is None:
            if name == "title" and self.outlet is None and self._path[-1:] in (["channel"], ["feed"]):
                self.outlet = _line(words)
        elif name in _TEXTS:
            entry.texts.setdefault(name, words)
        elif name in _DATES:
            entry.dates.setdefault(name, words)
        elif name in ("title", "creator", "guid", "id") or (name == "link" and words):
            entry.facts.setdefault(
                {"creator": "author", "guid": "id", "link": "url"}.get(name, name), _line(words)
            )
        elif name == "author":
            entry.facts.setdefault("author", _line(re.sub(r"<(uri|email)>[^<]*</\1>", " ", words)))


def _content(entry: _Entry, outlet: str | None) -> Content | None:
    texts = {name: text for name, words in entry.texts.items() if (text := _set(words))}
    if not texts:
        return None
    name = min(texts, key=lambda name: _TEXTS[name])
    if "encoded" not in texts and "content" not in texts:
        name = max(texts, key=lambda name: len(texts[name]))
    dates = sorted(entry.dates, key=lambda name: _DATES[name])
    day = next((day for date in dates if (day := any_date(entry.dates[date])) is not None), None)
    url = entry.facts.get("url") or entry.facts.get("id", "")
    facts = Facts(
        title=entry.facts.get("title"),
        outlet=outlet,
        url=url if url.startswith(("http://", "https://")) else None,
        author=entry.facts.get("author"),
        published=day,
        complete=None if name in ("encoded", "content") else False,
    )
    warnings = (
        () if day or not dates else (f"{dates[0]} is {entry.dates[dates[0]][:40]!r}, no date; ignored",)
    )
    key = entry.facts.get("id") or entry.facts.get("title") or text_id(texts[name])
    return Content(texts[name], "feed", facts, several=True, key=key, warnings=warnings)


def _line(words: str) -> str:
    """A title or a name as one line of plain text."""
    return _BLANKS.sub(" ", _set(words)).strip()


def _set(words: str) -> str:
    """Text with or without markup as paragraphs."""
    if not _MARKUP.search(words):
        return "\n\n".join(
            part for run in re.split(r"\n\s*\n", words) if (part := _BLANKS.sub(" ", run).strip())
        )
    setter = _Setter()
    setter.feed(words)
    setter.close()
    return setter.text()


class _Setter(HTMLParser):
    """Sets a piece of HTML as paragraphs; block quotes stand after ``> ``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._paragraphs = Paragraphs()
        self._run: list[str] = []
        self._hidden = 0
        self._quoted = 0

    def text(self) -> str:
        """All that was read."""
        self._break()
        return self._paragraphs.text()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT:
            self._hidden = min(self._hidden + 1, _DEEPEST)
        elif tag == "br":
            self._run.append("\n")
        elif tag in _PARAGRAPHS:
            self._break()
            if tag == "blockquote":
                self._quoted += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _LEFT_OUT:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _PARAGRAPHS:
            self._break()
            if tag == "blockquote":
                self._quoted = max(0, self._quoted - 1)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._run.append(_BLANKS.sub(" ", data))

    def _break(self) -> None:
        self._paragraphs.add("".join(self._run), quoted=self._quoted > 0)
        self._run.clear()
