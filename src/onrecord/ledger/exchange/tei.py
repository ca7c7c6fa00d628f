"""The ledger as TEI P5: whole texts with what is said in them marked where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from onrecord.documents import Document
from onrecord.ledger.rows import Entry
from onrecord.records import Piece, Span, statement_id

__all__ = ["TeiWriter"]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:\r?\n(?=[^\S\n]*\S).*\S)*")
_SPOKEN = {"direct": "true", "indirect": "false", "mixed": "unknown"}
_WIKIDATA = "http://www.wikidata.org/entity/"


class TeiWriter:
    """One ``teiCorpus``, each document a ``TEI`` in it.

    The words of a ``body``, with the blanks between its paragraphs, are the document's text, code point for code point
    (but for characters that XML cannot hold, which become U+FFFD). Contents are ``<said who>``, sources ``<rs>`` and
    cues ``<phr>``; what is interrupted, or crosses another, is cut into parts that ``next`` and ``prev`` join.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._documents = 0
        stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n'
        )
        stream.write(
            _header("Statements and the texts that hold them", "<p>Exported from a ledger of onrecord.</p>")
        )

    def add(self, document: Document, entries: Iterable[Entry]) -> int:
        found = list(entries)
        self._documents += 1
        prefix = f"d{self._documents}"
        people = _people(prefix, found)
        listed = "".join(
            f"<person xml:id={quoteattr(key)}>{described}</person>" for key, described in people.values()
        )
        profile = f"<particDesc><listPerson>{listed}</listPerson></particDesc>" if people else ""
        self._stream.write(f'<TEI xml:id="{prefix}">\n')
        self._stream.write(
            _header(document.title or document.path or document.id, _source(document), profile, document)
        )
        self._stream.write('<text><body xml:space="preserve">')
        who = {entry.number: f"#{people[name][0]}" for entry in found if (name := _name(entry)) is not None}
        self._stream.writelines(_marked(document, prefix, found, who))
        self._stream.write("</body></text>\n</TEI>\n")
        return len(found)

    def close(self) -> None:
        if not self._documents:  # a corpus has a text at least
            self._stream.write(
                f"<TEI>\n{_header('Nothing', '<p>No statement was asked for that is there.</p>')}"
            )
            self._stream.write("<text><body><p/></body></text>\n</TEI>\n")
        self._stream.write("</teiCorpus>\n")
        self._stream.flush()


def _header(title: str, source: str, profile: str = "", document: Document | None = None) -> str:
    author = f"<author>{_xml(document.author)}</author>" if document and document.author else ""
    language = (
        f"<langUsage><language ident={_attribute(document.lang)}/></langUsage>"
        if document and document.lang
        else ""
    )
    known = f"<profileDesc>{language}{profile}</profileDesc>\n" if language or profile else ""
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{_xml(title)}</title>{author}</titleStmt>\n"
        f"<publicationStmt><p>Not published.</p></publicationStmt>\n"
        f"<sourceDesc>{source}</sourceDesc></fileDesc>\n{known}</teiHeader>\n"
    )


def _source(document: Document) -> str:
    parts = [f'<idno type="sha256">{_xml(document.id.removeprefix("sha256:"))}</idno>']
    if document.title:
        parts.append(f"<title>{_xml(document.title)}</title>")
    if document.author:
        parts.append(f"<author>{_xml(document.author)}</author>")
    if document.outlet:
        parts.append(f"<publisher>{_xml(document.outlet)}</publisher>")
    if document.published:
        parts.append(f"<date when={_attribute(document.published)}/>")
    if document.url:
        parts.append(f"<ref target={_attribute(document.url)}/>")
    return f"<bibl>{''.join(parts)}</bibl>"


def _name(entry: Entry) -> tuple[object, ...] | None:
    """What makes two speakers of a document one: the person on the ledger, else kind and name."""
    if entry.person is not None:
        return (entry.person.number,)
    speaker = entry.statement.speaker
    return None if speaker is None else (speaker.kind, speaker.name)


def _people(prefix: str, entries: Iterable[Entry]) -> dict[tuple[object, ...], tuple[str, str]]:
    """The speakers of a document, each with a key that is an XML id and with what the header says of them."""
    people: dict[tuple[object, ...], tuple[str, str]] = {}
    for entry in entries:
        name, person, speaker = _name(entry), entry.person, entry.statement.speaker
        if name is None or name in people:
            continue
        key = f"{prefix}-p{len(people) + 1}"
        if person is not None:
            number = f'<idno type="ledger">{person.number}</idno>'
            known = (
                "" if person.qid is None else f'<idno type="Wikidata">{_xml(_WIKIDATA + person.qid)}</idno>'
            )
            people[name] = key, f"<persName>{_xml(person.name)}</persName>{number}{known}"
        elif speaker is not None:
            kind = ' type="description"' if speaker.kind == "unnamed" else ""
            people[name] = key, f"<persName{kind}>{_xml(speaker.name)}</persName>"
    return people


@dataclass(slots=True)
class _Mark:
    """One stretch of text in one element; the longer holds the shorter."""

    span: Span
    element: str
    attributes: str
    key: str = ""
    """Of a content; its parts are numbered."""


def _marks(document: Document, prefix: str, entries: Iterable[Entry], who: dict[int, str]) -> Iterator[_Mark]:
    for entry in entries:
        statement = entry.statement
        key = f"{prefix}-{statement_id(document.id, statement.content.spans)}-{entry.number}"
        speaker = f" who={_attribute(who[entry.number])}" if entry.number in who else ""
        thought = ' aloud="false"' if statement.factuality == "thought" else ""
        for span in statement.content.spans:
            yield _Mark(span, "said", f'{speaker} direct="{_SPOKEN[statement.kind]}"{thought}', key)
        first = f' corresp="#{key}.1"'
        reference = f" ref={_attribute(who[entry.number])}" if entry.number in who else ""
        yield from _others(statement.source, "rs", f' type="source"{reference}{first}')
        yield from _others(statement.cue, "phr", f' type="cue"{first}')


def _others(piece: Piece | None, element: str, attributes: str) -> Iterator[_Mark]:
    for span in piece.spans if piece is not None else ():
        yield _Mark(span, element, attributes)


def _marked(document: Document, prefix: str, entries: Sequence[Entry], who: dict[int, str]) -> Iterator[str]:
    """The text in paragraphs with every mark cut at their edges, and where it crosses another."""
    marks = sorted(_marks(document, prefix, entries, who), key=lambda mark: (mark.span[0], -mark.span[1]))
    parts = _Parts(_counted(document.text, marks))
    text, last, upcoming = document.text, 0, 0
    open_: list[_Mark] = []
    for start, end in _paragraphs(text):
        yield _xml(text[last:start]) + "<p>"
        while upcoming < len(marks) and marks[upcoming].span[0] < end:
            open_.append(marks[upcoming])
            upcoming += 1
        open_ = [mark for mark in open_ if mark.span[1] > start]
        yield from _paragraph(text, (start, end), open_, parts)
        yield "</p>"
        last = end
    yield _xml(text[last:])


def _paragraphs(text: str) -> list[Span]:
    return [match.span() for match in _PARAGRAPH.finditer(text)] or [(0, 0)]


class _Parts:
    """Numbers the parts of each content as they are written."""

    def __init__(self, totals: dict[str, int]) -> None:
        self._totals = totals
        self._written: dict[str, int] = {}

    def opening(self, mark: _Mark) -> str:
        if not mark.key:
            return f"<{mark.element}{mark.attributes}>"
        number = self._written[mark.key] = self._written.get(mark.key, 0) + 1
        before = f' prev="#{mark.key}.{number - 1}"' if number > 1 else ""
        after = f' next="#{mark.key}.{number + 1}"' if number < self._totals.get(mark.key, 0) else ""
        return f'<{mark.element} xml:id="{mark.key}.{number}"{mark.attributes}{before}{after}>'


def _counted(text: str, marks: Sequence[_Mark]) -> dict[str, int]:
    """How many parts each content will have: by walking through the text once without writing it."""
    counter = _Counter()
    open_: list[_Mark] = []
    upcoming = 0
    for start, end in _paragraphs(text):
        while upcoming < len(marks) and marks[upcoming].span[0] < end:
            open_.append(marks[upcoming])
            upcoming += 1
        open_ = [mark for mark in open_ if mark.span[1] > start]
        for _ in _paragraph(text, (start, end), open_, counter):
            pass
    return counter.totals


class _Counter(_Parts):
    def __init__(self) -> None:
        super().__init__({})
        self.totals: dict[str, int] = {}

    def opening(self, mark: _Mark) -> str:
        self.totals[mark.key] = self.totals.get(mark.key, 0) + 1
        return ""


def _paragraph(text: str, paragraph: Span, marks: Sequence[_Mark], parts: _Parts) -> Iterator[str]:
    """A paragraph with the marks that touch it, each element inside the one that began before it."""
    start, end = paragraph
    bounds = {start, end, *(place for mark in marks for place in mark.span if start < place < end)}
    within = sorted(marks, key=lambda mark: (mark.span[0], -mark.span[1]))
    stack: list[_Mark] = []
    for low, high in pairwise(sorted(bounds)):
        covering = [mark for mark in within if mark.span[0] <= low and high <= mark.span[1]]
        shared = 0
        while shared < min(len(stack), len(covering)) and stack[shared] is covering[shared]:
            shared += 1
        yield "".join(f"</{mark.element}>" for mark in reversed(stack[shared:]))
        yield "".join(parts.opening(mark) for mark in covering[shared:])
        yield _xml(text[low:high])
        stack = covering
    yield "".join(f"</{mark.element}>" for mark in reversed(stack))


def _xml(text: str) -> str:
    """Text for XML; a carriage return as a reference, since XML makes a line feed of it."""
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})


def _attribute(value: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", value))
