"""Long texts in bounded memory: one block after another, cut where a reader would pause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.documents.document import Document, Turn
from onrecord.records import Channel, Piece, SaidOn, Span, Statement

__all__ = ["BLOCK_SIZE", "blocks", "in_blocks", "moved"]

BLOCK_SIZE = 1 << 18
"""Code points in a block, at most. A newspaper article has some 5,000: all but compilations are one block."""

_GAP = re.compile(r"\s+")
_OPENS_QUOTATION = frozenset("\"“”'‘«„>")
_CLOSES_QUOTATION = frozenset('"”’»')
_ENDS_SENTENCE = frozenset(".!?…")


def blocks(text: str, span: Span, size: int = BLOCK_SIZE, whole: Sequence[Span] = ()) -> Iterator[Span]:
    """Cut ``span`` of ``text`` into consecutive spans of at most ``size`` code points that cover it.

    Each cut stands at the last good place of the last quarter of its block: between paragraphs, else
    between lines, else between sentences, else between words, else anywhere. Of the spans ``whole``, which are in
    order, only those are cut that begin with a block.
    """
    start, end = span
    while end - start > size:
        cut = _cut(text, start + size - size // 4, start + size)
        place = bisect_left(whole, cut, key=lambda piece: piece[0]) - 1
        if place >= 0 and start < whole[place][0] < cut < whole[place][1]:
            cut = whole[place][0]
        yield start, cut
        start = cut
    if end > start:
        yield start, end


def _cut(text: str, low: int, high: int) -> int:
    best, cut = -1, high
    for gap in _GAP.finditer(text, low, high):
        worth = _worth(text, gap.start(), gap.end())
        if worth >= best:
            best, cut = worth, gap.end()
    return cut


def _worth(text: str, start: int, end: int) -> int:
    """How good a place the gap ``text[start:end]`` is to cut. A paragraph's end is better than a line's, that
    is better than a sentence's; and a quotation that may go on, or be attributed, behind the gap stays whole."""
    newlines = text.count("\n", start, end) or text.count("\r", start, end)
    following = text[end : end + 1]
    if newlines > 1:
        return 4 if following in _OPENS_QUOTATION else 5
    if newlines:
        return 3
    before = text[start - 1]
    if before in _ENDS_SENTENCE and not following.islower():
        return 2
    return 1 if before in _CLOSES_QUOTATION and text[start - 2] in _ENDS_SENTENCE else 0


def in_blocks(
    document: Document, extract: Callable[[Document], Iterable[Statement]], size: int = BLOCK_SIZE
) -> Iterator[Statement]:
    """Run ``extract`` over the body of ``document``, block by block, with spans of the whole text.

    ``extract`` gets documents whose text is one block (never front matter); only one block is worked on
    at a time, so memory is bounded by the text plus one block's work however long the text is.
    """
    if document.body == (0, len(document.text)) and len(document.text) <= size:
        yield from extract(document)
        return
    whole = [(turn.span[0] if turn.label is None else turn.label[0], turn.span[1]) for turn in document.turns]
    for start, end in blocks(document.text, document.body, size, whole):
        turns = tuple(part for turn in document.turns if (part := _of_block(turn, start, end)) is not None)
        block = replace(
            document, text=document.text[start:end], body=(0, end - start), turns=turns, unvoiced=(), cues=()
        )
        for statement in extract(block):
            yield moved(statement, start)


def _of_block(turn: Turn, start: int, end: int) -> Turn | None:
    """The part of a turn in the block from ``start`` to ``end``, in offsets of the block; None where it has none, or
    where its label stands in an earlier block: a source that is not there cannot be pointed at."""
    label = turn.label
    if turn.span[0] >= end or turn.span[1] <= start or (label is not None and label[0] < start):
        return None
    return replace(
        turn,
        span=(max(turn.span[0], start) - start, min(turn.span[1], end) - start),
        label=None if label is None else (label[0] - start, label[1] - start),
    )


def moved(statement: Statement, by: int) -> Statement:
    """The statement with every span ``by`` code points further on."""
    if by == 0:
        return statement

    def piece(value: Piece) -> Piece:
        return Piece(value.text, tuple((a + by, b + by) for a, b in value.spans))

    def maybe(value: Piece | None) -> Piece | None:
        return None if value is None else piece(value)

    channel, said_on = statement.channel, statement.said_on
    return replace(
        statement,
        content=piece(statement.content),
        source=maybe(statement.source),
        cue=maybe(statement.cue),
        addressee=maybe(statement.addressee),
        reported_by=maybe(statement.reported_by),
        channel=None if channel is None else Channel(channel.type, piece(channel.piece)),
        said_on=None if said_on is None else SaidOn(said_on.date, said_on.precision, piece(said_on.piece)),
    )
