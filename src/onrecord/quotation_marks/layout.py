"""Lines and paragraphs of a text that may be wrapped by hand, or not, or both."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from onrecord.records import Span

__all__ = ["is_item", "lines_of", "paragraphs"]

_LINE: Final = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BREAK: Final = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_ITEM: Final = re.compile(r"[ \t]*(?:[-*+•●▪–—] |\d{1,3}[.)] |#{1,6} |\|)")
_CLOSED: Final = re.compile(r"[.!?:…][\"'”’»)\]*_]*\s*$")
_NARROWEST_WRAP: Final = 30  # code points; nobody wraps prose by hand narrower
_WIDEST_WRAP: Final = 120  # code points; or wider


# White space of any kind, and the two characters that look like none.
_BLANKS: Final = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\ufeff"


class _Line(NamedTuple):
    start: int  # first code point that is no blank
    end: int  # after the last one that is no blank
    indent: int
    quoted: bool  # a Markdown "> " line
    gap: bool  # a blank line or a page break stands before it


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    last = breaks = 0
    page = False
    for match in _LINE.finditer(text):
        start, end = match.span()
        between = text[last:start]
        last = end
        breaks += _count_breaks(between)
        page = page or "\f" in between or "\u2029" in between
        raw = match.group()
        body = raw.strip(_BLANKS)
        if not body:
            continue
        quoted = body[0] == ">"
        if quoted and not body.strip("> \t"):
            breaks += 1  # a lone ">" is the blank line of a Markdown quotation
            continue
        indent = raw.index(body[0])
        line = _Line(start + indent, start + indent + len(body), indent, quoted, breaks > 1 or page)
        if page and "\u2029" not in between and lines and _amid(text, lines[-1], line):
            line = line._replace(gap=False)  # the page, not the paragraph, ended here
        lines.append(line)
        breaks, page = 0, False
    return lines


def _count_breaks(between: str) -> int:
    if between == "\n" or between == "\r\n":
        return 1
    return len(_BREAK.findall(between))


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of ``text`` that are not blank, in order, without the white space around them.

    A blank line or U+2029 always ends a paragraph, a page break unless it stands amid a sentence. A single
    line break ends one unless the lines are wrapped by hand: all about as wide as their block allows, and
    broken amid sentences. So files with a blank line, with one line break, or with both between paragraphs
    are read alike.
    Offsets are code points, half-open.
    """
    lines = _lines(text)
    spans: list[Span] = []
    i, count = 0, len(lines)
    while i < count:
        j = i + 1
        while j < count and not lines[j].gap and lines[j].quoted == lines[i].quoted:
            j += 1
        if j == i + 1:
            spans.append((lines[i].start, lines[i].end))
        else:
            spans.extend(_block_paragraphs(text, lines[i:j]))
        i = j
    return spans


def _block_paragraphs(text: str, lines: list[_Line]) -> list[Span]:
    """Split one block (lines without a blank line between) at the breaks that are not mere wrapping."""
    width = max(line.end - line.start + line.indent for line in lines)
    wrapped = _NARROWEST_WRAP <= width <= _WIDEST_WRAP and _wrapped_share(text, lines, width)
    spans: list[Span] = []
    start = lines[0].start
    for before, after in pairwise(lines):
        if not (wrapped and _continues(text, before, after, width)) and not _amid(text, before, after):
            spans.append((start, before.end))
            start = after.start
    spans.append((start, lines[-1].end))
    return spans


def _words_start(text: str, line: _Line) -> int:
    """Where a line's words start, after the ``> `` of a Markdown quotation."""
    start = line.start
    while line.quoted and start < line.end and text[start] in "> ":
        start += 1
    return start


def _first_word(text: str, line: _Line) -> int:
    """The length of a line's first word."""
    start = _words_start(text, line)
    cut = text.find(" ", start, line.end)
    return (line.end if cut < 0 else cut) - start


def _wrapped_share(text: str, lines: list[_Line], width: int) -> bool:
    filled = amid = 0
    for before, after in pairwise(lines):
        filled += before.end - before.start + before.indent + 1 + _first_word(text, after) > width
        amid += not _CLOSED.search(text, max(before.start, before.end - 8), before.end)
    breaks = len(lines) - 1
    return amid * 2 >= breaks and filled * 2 >= breaks and (breaks > 1 or width > 50)


def _continues(text: str, before: _Line, after: _Line, width: int) -> bool:
    """Within a wrapped block: is this break mere wrapping?"""
    if _ITEM.match(text, after.start, after.end) or after.indent > before.indent + 1:
        return False
    if not _CLOSED.search(text, max(before.start, before.end - 8), before.end):
        return True
    return before.end - before.start + before.indent + 1 + _first_word(text, after) > width


def _amid(text: str, before: _Line, after: _Line) -> bool:
    """A break within a sentence beyond doubt: nothing ends before it, and a small letter follows."""
    if before.end - before.start > 2 * _WIDEST_WRAP or _ITEM.match(text, after.start, after.end):
        return False
    tail = text[max(before.start, before.end - 4) : before.end].rstrip("\"'”’»")
    return text[_words_start(text, after)].islower() and (tail[-1:].islower() or tail[-1:] == ",")


def is_item(text: str, start: int, end: int) -> bool:
    """Whether a bullet, a number or a heading mark begins at ``start``."""
    return _ITEM.match(text, start, end) is not None


def lines_of(text: str, start: int, end: int) -> list[Span]:
    """The lines of ``text[start:end]``, without their line breaks."""
    return [match.span() for match in _LINE.finditer(text, start, end)]
