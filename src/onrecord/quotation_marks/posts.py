"""Quotations that layout marks instead of quotation marks: block quotes, embedded posts, dash signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from onrecord.records import Span

from .layout import is_item, lines_of
from .words import MONTHS, PARTICLES, POINTERS, SPEECH, SPEECH_NOUNS

__all__ = [
    "Post",
    "Signature",
    "bare_signature",
    "blocks",
    "elements",
    "posts",
    "signing_paragraph",
    "unquoted",
]

_DASH: Final = r"(?P<dash>[—–―]|(?<!-)-{1,3}(?!-))[ \xa0]?"
_TOKEN: Final = r"[^\s\"“”‘«»—–(),;:@<>-][^\s\"“”«»—–(),;:@<>]{0,30}"
_NAME: Final = rf"(?P<name>{_TOKEN}(?:,? {_TOKEN}){{0,6}}?)"
_HANDLE: Final = r"[ \xa0]?(?:\(@\w{1,30}\)|@\w{1,30})"
_DATE: Final = (
    rf",?[ \xa0](?:(?:on )?(?:{MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS}),? \d{{4}}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d\d-\d\d)"
)
_SIGNED: Final = re.compile(rf"{_DASH}{_NAME}(?:(?P<handle>{_HANDLE})(?:{_DATE})?|{_DATE})(?!\d)")
_PROPER: Final = r"[^\W\d_a-z][\w.'’&-]{0,30}"
_BARE: Final = re.compile(
    rf"{_DASH}(?P<name>{_PROPER}(?: (?:{_PROPER}|{'|'.join(sorted(PARTICLES))})){{0,7}})"
    r"(?:(?:, |,? \()[^.!?“”\"«»:—–]{1,60})?[.]?$"
)
_TAG_END: Final = re.compile(r"<[/a-zA-Z][^<>]*>")
_ELEMENT: Final = re.compile(r"<(?P<kind>tweet|blockquote|post)\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_AUTHOR: Final = re.compile(r"author\s*=\s*[\"'“”]?@?(?P<name>[^\"'“”<>]{1,60})")

_INTRODUCES: Final = re.compile(
    rf"(?:\b(?:{'|'.join(sorted(SPEECH))})\b[^.:;?!“”\"]{{0,40}}|\bthe following\b[^.:;?!]{{0,40}}"
    rf"|\b(?:{SPEECH_NOUNS})(?: (?:from|by|on|to)\b[^.:;?!]{{0,60}})?"
    r"|^(?:and |also |then )?from [^.:;?!]{2,80}):$"
)
_POINTS: Final = re.compile(rf"\b(?:{POINTERS})\b", re.IGNORECASE)
_LONGEST_SIGNATURE: Final = 160  # code points
_SHORTEST_BLOCK: Final = 40  # code points; a shorter paragraph after a colon is rather a heading or a list


class Signature(NamedTuple):
    """A signature: where the name stands, and the whole (dash, name, handle, date)."""

    name: Span
    line: Span


class Post(NamedTuple):
    """A quotation by layout: its spans, "post" or "block", who signed it, has it several paragraphs."""

    spans: tuple[Span, ...]
    role: str
    signature: Signature | None
    many: bool = False


def trim(text: str, start: int, end: int) -> Span:
    """``start`` and ``end`` moved inwards over white space."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def posts(text: str, spans: Sequence[Span]) -> list[Post]:
    """The signed posts of the paragraphs ``spans``, each from its paragraph's start or the last signature on.

    A signature that is a paragraph of its own signs the paragraph before it. Markdown quotations are left
    to ``blocks``.
    """
    found: list[Post] = []
    signable: Span | None = None  # the paragraph before, if nobody signed it yet
    for start, end in spans:
        if text[start] == ">":
            signable = None
            continue
        at = start
        signatures = _signatures(text, start, end)
        for signature in signatures:
            a, b = trim(text, at, signature.line[0])
            if a == b and at == start and signable is not None:
                a, b = signable
            at = signature.line[1]
            if text.find("<", a, b) >= 0:
                for tag in _TAG_END.finditer(text, a, b):
                    a = tag.end()
                a, b = trim(text, a, b)
            if any(map(str.isalnum, text[a:b])):
                found.append(Post(((a, b),), "post", signature))
        signable = None if signatures else (start, end)
    return found


def elements(text: str, spans: Sequence[Span]) -> list[Post]:
    """Posts and quotations embedded as markup, ``<blockquote>...</blockquote>``, within one paragraph."""
    found: list[Post] = []
    if "<" not in text:
        return found
    for start, end in spans:
        for match in _ELEMENT.finditer(text, start, end):
            close = text.find("<", match.end(), end)
            kind = match["kind"]
            if close < 0 or not text.startswith((f"</{kind}>", f"<{kind}/>"), close):
                continue
            a, b = trim(text, match.end(), close)
            if not any(map(str.isalnum, text[a:b])):
                continue
            author = _AUTHOR.search(text, match.start("attributes"), match.end("attributes"))
            signature = Signature(author.span("name"), match.span()) if author is not None else None
            found.append(Post(((a, b),), "block" if kind.lower() == "blockquote" else "post", signature))
    return found


def _signatures(text: str, start: int, end: int) -> list[Signature]:
    """The signatures with a handle, or with a date at the paragraph's end, in ``text[start:end]``."""
    if text.find("@", start, end) < 0 and not text[end - 1 : end].isdigit():
        return []
    found: list[Signature] = []
    for match in _SIGNED.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        if match["handle"] is None:
            # A date alone signs only at the end, after a finished sentence, and under a name of two words.
            if match.end() < end or " " not in match["name"] or not _is_name(match["name"]):
                continue
            ended = text[start : match.start()].rstrip()[-1:]
            if ended and ended not in ".!?…\"”’'":
                continue
        elif match["dash"].startswith(("-", "–")) and not (before.isspace() or before in ".!?…\"”’')>"):
            continue
        found.append(Signature(match.span("name"), match.span()))
    return found


def _is_name(words: str) -> bool:
    return all(not word[0].islower() or word in PARTICLES for word in words.split())


def bare_signature(text: str, at: int, end: int) -> Signature | None:
    """The signature that fills ``text[at:end]``, up to a paragraph's end; a name alone is enough."""
    if end - at > _LONGEST_SIGNATURE:
        return None
    at, end = trim(text, at, end)
    match = _SIGNED.match(text, at, end)
    if match is None or (match["handle"] is None and not _is_name(match["name"])):
        match = _BARE.match(text, at, end)
    return None if match is None else Signature(match.span("name"), match.span())


def signing_paragraph(text: str, span: Span) -> Signature | None:
    """The signature that a paragraph consists of; ``- `` before a mere name is a list's bullet."""
    start, end = span
    if text.startswith("- ", start) and text.find("@", start, min(end, start + _LONGEST_SIGNATURE)) < 0:
        return None
    return bare_signature(text, start, end)


def blocks(text: str, spans: Sequence[Span]) -> list[Post]:
    """Block quotes: Markdown ``> `` lines (a span a line), and paragraphs that a colon introduces.

    The introduction must end with a speech verb, a noun for an utterance or "from NAME" and the colon, unless
    the paragraphs are indented deeper than it.
    """
    found: list[Post] = []
    i, count = 0, len(spans)
    while i < count:
        start, end = spans[i]
        j = i + 1
        pieces: list[Span] = []
        signature = None
        if text[start] == ">" and text[start + 1 : start + 2] != ">":  # ">>" is an arrow, not a quotation
            pieces = unquoted(text, start, end)
            while j < count and text[spans[j][0]] == ">":
                pieces.extend(unquoted(text, *spans[j]))
                j += 1
            signature = _take_signature(text, pieces)
        elif text[end - 1] == ":" and j < count and _POINTS.search(text, max(start, end - 120), end) is None:
            pieces = _introduced(text, spans, i)
            j += len(pieces)
        if any(character.isalnum() for a, b in pieces for character in text[a:b]):
            if signature is None and j < count:
                signature = signing_paragraph(text, spans[j])
            first_end = end if text[start] == ">" else pieces[0][1]
            found.append(Post(tuple(pieces), "block", signature, pieces[-1][1] > first_end))
        i = j
    return found


def _take_signature(text: str, pieces: list[Span]) -> Signature | None:
    """The signature at the end of a Markdown quotation, taken off ``pieces``: a line, or the end of one."""
    if not pieces:
        return None
    start, end = pieces[-1]
    whole = bare_signature(text, start, end) if len(pieces) > 1 else None
    if whole is not None:
        pieces.pop()
        return whole
    found = _signatures(text, start, end)
    if not found or found[-1].line[1] < end:
        return None
    pieces[-1] = trim(text, start, found[-1].line[0])
    return found[-1] if pieces[-1][0] < pieces[-1][1] else None


def _introduced(text: str, spans: Sequence[Span], i: int) -> list[Span]:
    """The paragraphs that the paragraph ``i``, which ends with a colon, introduces as somebody's words."""
    start, end = spans[i]
    j = i + 1
    base = _indent(text, start)
    while j < len(spans) and _is_prose(text, spans[j]) and _indented(text, spans[j], base):
        j += 1
    if j > i + 1:
        return list(spans[i + 1 : j])
    # Only the paragraph's first word may have a capital: "Board Says:" is a heading.
    lead = text[start].lower() + text[start + 1 : end] if end - start <= 120 else "…" + text[end - 120 : end]
    if _INTRODUCES.search(lead) is None or not _is_prose(text, spans[j]):
        return []
    joined = _one_break(text, end, spans[j][0])
    j += 1
    while (
        not joined
        and j < len(spans)
        and _one_break(text, spans[j - 1][1], spans[j][0])
        and _is_prose(text, spans[j])
    ):
        j += 1
    return list(spans[i + 1 : j])


def _indent(text: str, at: int) -> int:
    """How many blanks stand before ``at`` in its line; a tab counts for four."""
    blanks = 0
    while at and text[at - 1] in " \t\xa0" and blanks < 40:
        at -= 1
        blanks += 4 if text[at] == "\t" else 1
    return blanks


def _indented(text: str, span: Span, base: int) -> bool:
    """Whether every line of the paragraph stands at least two blanks further in than ``base``."""
    return all(_indent(text, trim(text, a, b)[0]) >= base + 2 for a, b in lines_of(text, *span))


def _is_prose(text: str, span: Span) -> bool:
    start, end = span
    return (
        end - start >= _SHORTEST_BLOCK
        and text[end - 1] in ".!?…)]"
        and (text[start].isalnum() or text[start] in "…[.")
        and not is_item(text, start, end)
        and not any(mark in text[start:end] for mark in '"“”«»„')
    )


def _one_break(text: str, end: int, start: int) -> bool:
    """Whether only a single line break stands between two paragraphs."""
    between = text[end:start]
    return between.count("\n") + between.count("\r") - between.count("\r\n") == 1


def unquoted(text: str, start: int, end: int) -> list[Span]:
    """The lines of a Markdown quotation, without their ``>``."""
    pieces = []
    for a, b in lines_of(text, start, end):
        while a < b and text[a] in "> \t":
            a += 1
        a, b = trim(text, a, b)
        if b > a:
            pieces.append((a, b))
    return pieces
