"""Statements as one self-contained HTML page: the text with source, cue and content marked and joined.

The page holds no script and fetches nothing; hovering, focusing or following a number lights up all
parts of one statement by style rules alone. Everything that comes from a document is escaped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import pairwise
from pathlib import PurePath
from string import Template
from typing import TextIO

from onrecord.documents import Document
from onrecord.records import Piece, Span, Statement
from onrecord.rendering.visible import TOLD_ELSEWHERE, circumstances, one_line, same_name, visible

__all__ = ["PageRenderer"]

_EXCERPT = 240
_JOINED_BY_HOVER = 400
"""Documents with more statements light up on focus and on following a number only: browsers test every
hover rule at every move of the pointer."""
_CLASSES = {
    "content": "content", "thought": "content thought", "source": "source", "cue": "cue", "speaker": "link",
}  # fmt: skip
_LIGHT = "background:var(--light);box-shadow:0 0 0 2px var(--light-edge)"


class PageRenderer:
    """Collects documents and writes the page when it is closed."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._sections: list[str] = []
        self._entries: list[str] = []
        self._statements = 0

    def add(self, document: Document, statements: Iterable[Statement]) -> int:
        found = list(statements)
        key = f"d{len(self._sections) + 1}"
        self._sections.append(_section(key, document, found))
        self._entries.append(
            f'<li><a href="#{key}">{_plain(_name(document))}</a> <span class="count">{len(found)}</span></li>'
        )
        self._statements += len(found)
        return len(found)

    def close(self) -> None:
        folder = files("onrecord.rendering")
        several = len(self._sections) > 1
        page = Template(folder.joinpath("page.html").read_text("utf-8")).substitute(
            style=folder.joinpath("page.css").read_text("utf-8"),
            summary=f"{_count(self._statements, 'statement')} in {_count(len(self._sections), 'document')}",
            contents=f'<nav aria-label="Documents"><ol>{"".join(self._entries)}</ol></nav>'
            if several
            else "",
            sections="\n".join(self._sections),
        )
        self._stream.write(page)
        self._stream.flush()


@dataclass(frozen=True, slots=True)
class _Part:
    """One span of one role of a statement, as the page marks it."""

    span: Span
    role: str
    number: int


def _section(key: str, document: Document, statements: Sequence[Statement]) -> str:
    parts = [
        _Part(span, role, number)
        for number, statement in enumerate(statements, 1)
        for role, piece in _roles(statement)
        for span in piece.spans
    ]
    anchors: dict[int, list[int]] = {}
    named = {link.span[0] for s in statements if s.speaker is not None for link in s.speaker.chain}
    for number, statement in enumerate(statements, 1):
        anchors.setdefault(statement.content.start, []).append(number)
    items = "\n".join(_item(key, number, statement) for number, statement in enumerate(statements, 1))
    listed = f"<ol>\n{items}\n</ol>" if statements else "<p>No statements were found in this text.</p>"
    return (
        f'<section class="document" id="{key}">\n'
        f'<header><h2>{_plain(_name(document))}</h2>\n<p class="about">{_about(document)}</p></header>\n'
        f'<div class="columns">\n<div class="text" dir="auto">{_marked(key, document, parts, anchors, named)}</div>\n'
        f'<aside aria-label="Statements of this document">'
        f"<h3>{_count(len(statements), 'statement')}</h3>\n{listed}</aside>\n</div>\n"
        f"<style>{_joining_rules(key, len(statements))}</style>\n</section>"
    )


def _roles(statement: Statement) -> Iterable[tuple[str, Piece]]:
    yield ("thought" if statement.factuality == "thought" else "content"), statement.content
    if statement.source is not None:
        yield "source", statement.source
    if statement.cue is not None:
        yield "cue", statement.cue
    if statement.speaker is not None:
        for link in statement.speaker.chain:
            if link.role != "source":
                yield "speaker", Piece(link.text, (link.span,))


def _marked(
    key: str,
    document: Document,
    parts: Sequence[_Part],
    anchors: dict[int, list[int]],
    named: Collection[int],
) -> str:
    """The body with every stretch between two boundaries wrapped once, whatever overlaps there.

    ``named`` are the places that chains of speakers lead to.
    """
    start, end = document.body
    start += len(document.text[start:end]) - len(document.text[start:end].lstrip())
    bounds = sorted(
        {start, end, *(place for part in parts for place in part.span if start < place < end)}
        | {place for place in anchors if start < place < end}
    )
    covering: list[list[_Part]] = [[] for _ in bounds]
    for part in parts:
        for index in range(bisect_left(bounds, part.span[0]), bisect_left(bounds, part.span[1])):
            covering[index].append(part)
    pieces = []
    for index, (low, high) in enumerate(pairwise(bounds)):
        pieces += [_number(key, number) for number in anchors.get(low, ())]
        text = escape(visible(document.text[low:high]))
        if covering[index]:
            place = f'id="{key}-p{low}" ' if low in named else ""
            pieces.append(f"<span {place}{_attributes(covering[index])}>{text}</span>")
        else:
            pieces.append(text)
    return "".join(pieces)


def _attributes(parts: Sequence[_Part]) -> str:
    roles: dict[str, set[int]] = {}
    for part in parts:
        roles.setdefault(part.role, set()).add(part.number)
    numbers = sorted({part.number for part in parts})
    told = "; ".join(f"{role} of {', '.join(map(str, sorted(roles[role])))}" for role in sorted(roles))
    classes = sorted({_CLASSES[role] for role in roles})
    return f'class="{" ".join(classes)}" data-s="{" ".join(map(str, numbers))}" title="{told}"'


def _number(key: str, number: int) -> str:
    return (
        f'<a class="number" id="{key}-t{number}" href="#{key}-s{number}" data-s="{number}" '
        f'aria-label="statement {number}">{number}</a>'
    )


def _item(key: str, number: int, statement: Statement) -> str:
    source = one_line(statement.source.text) if statement.source else ""
    speaker = one_line(statement.speaker.name) if statement.speaker else ""
    who = speaker or source or "no source"
    words = f' <span class="words">“{_plain(source)}”</span>' if source and not same_name(source, who) else ""
    cue = f' <span class="how">{_plain(statement.cue.text)}</span>' if statement.cue else ""
    content = one_line(statement.content.text)
    if len(content) > _EXCERPT:
        content = content[:_EXCERPT].rsplit(" ", 1)[0] + " …"
    facts = [statement.kind, statement.act, *(["thought"] if statement.factuality == "thought" else [])]
    facts += circumstances(statement)
    facts.append(f"{min(int(statement.confidence * 100 + 0.5), 99)}% sure")
    facts += [flag for flag in statement.flags if flag not in TOLD_ELSEWHERE]
    return (
        f'<li id="{key}-s{number}" data-s="{number}">'
        f'<a href="#{key}-t{number}"><b class="who">{_plain(who)}</b>{words}{cue}</a>'
        f'<p class="said" dir="auto">{escape(content)}</p>'
        f'<p class="facts">{" · ".join(_plain(fact) for fact in facts)}</p>{_chain(key, statement)}</li>'
    )


def _chain(key: str, statement: Statement) -> str:
    """How the speaker was found: the places that lead from the source to the name, each a link into the text."""
    speaker = statement.speaker
    if speaker is None:
        return ""
    links = [
        f'<a href="#{key}-p{link.span[0]}">{_plain(link.text)}</a>'
        for link in speaker.chain
        if link.text.strip()
    ]
    arrow = ' <span aria-label="means">→</span> '
    way = f"{arrow.join(links)}: " if len(links) > 1 else ""
    return f'<p class="chain">{way}{_plain(speaker.reason)}</p>'


def _joining_rules(key: str, count: int) -> str:
    """One rule a statement: wherever one of its parts is pointed at, focused or followed to, all light up."""
    rules = []
    for number in range(1, count + 1):
        part = f'[data-s~="{number}"]'
        hover = f"{part}:hover," if count <= _JOINED_BY_HOVER else ""
        rules.append(f"#{key}:has({hover}{part}:focus-within,{part}:target) {part}{{{_LIGHT}}}")
    return "\n".join(rules)


def _name(document: Document) -> str:
    return document.title or PurePath(document.path or "Text").name


def _about(document: Document) -> str:
    facts = [document.outlet, document.author, document.published, document.path]
    shown = [f"<span>{_plain(fact)}</span>" for fact in facts if fact]
    url = document.url
    if url is not None and url.lower().startswith(("http://", "https://")):
        shown.append(f'<a href="{escape(visible(url))}" rel="noreferrer">{_plain(url.split("/")[2])}</a>')
    elif url:
        shown.append(f"<span>{_plain(url)}</span>")
    if not document.complete:
        shown.append("<span>excerpt</span>")
    shown.append(f'<code title="{escape(document.id)}">{escape(document.id[:19])}…</code>')
    return " · ".join(shown)


def _plain(text: str) -> str:
    return escape(one_line(text))


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count:,} {noun}s"
