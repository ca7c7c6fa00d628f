"""The quotations of a draft: what stands between its marks, and to whom it is credited."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.documents import Document
from onrecord.quotation_marks import Quotation, read_marks
from onrecord.records import Piece, Span, Statement

__all__ = ["Draft", "DraftQuotation", "read_draft", "stretches_of"]

QUOTES_NOBODY = frozenset(("title", "scare"))
"""Roles of marks that are no quotation unless a statement says so: titles of works, scare quotes and nicknames."""
_SMALL = 3
"""Letters of the longest word that names of works may print without a capital."""
_ENDS = (".", "?", "!", ",", "…", "")
_PUNCTUATION = 4
"""Code points of a statement between two of its pairs that are no words of it yet."""
_MARKS = " \t\r\n\u00a0\"'`“”„‟‘’‚‛«»‹›>"


@dataclass(frozen=True, slots=True)
class DraftQuotation:
    """A quotation to be checked: ``spans`` are its stretches without the marks, in order, one for each piece that a
    speech tag, or the end of a paragraph, cuts off.

    ``speaker`` is the person credited, None where the draft credits none; ``named`` is false when that is a
    description ("a senior official").
    """

    spans: tuple[Span, ...]
    speaker: str | None = None
    named: bool = True

    def text(self, draft: str) -> str:
        """The draft from the first stretch to the last, with what stands between them."""
        return draft[self.spans[0][0] : self.spans[-1][1]]

    @property
    def inside(self) -> tuple[Span, ...]:
        """The stretches counted from the first one's beginning."""
        start = self.spans[0][0]
        return tuple((a - start, b - start) for a, b in self.spans)


@dataclass(frozen=True, slots=True)
class Draft:
    """A document's quotations in order of place, and the marked words that quote nobody."""

    document: Document
    quotations: tuple[DraftQuotation, ...]
    set_aside: tuple[Piece, ...]


@dataclass(slots=True)
class _Claim:
    """A statement and the pairs of marks whose words it has."""

    statement: Statement
    pairs: list[tuple[Span, ...]] = field(default_factory=list)


def read_draft(document: Document, statements: Sequence[Statement]) -> Draft:
    """The quotations of ``document``, whose statements are ``statements`` (indirect ones are passed over).

    Every pair of marks is accounted for once. Its words belong to the statement that has most of them: the quoted
    parts of a direct or mixed statement are checked as its speaker's, pieces on both sides of a speech tag as one
    quotation. Marks that no statement has are checked without a speaker, block quotes too; titles and scare quotes
    are set aside. Turns of an interview printed in the draft are quotations without marks.
    """
    text = document.text
    quoting = [one for one in statements if one.kind != "indirect" and one.content.spans]
    pairs = [pair for pair in _outer_marks(document) if _without_marks(text, pair.spans)]
    unmarked = {id(one) for one in quoting if one.kind == "direct" and _is_unmarked(one, pairs)}
    claims = {id(one): _Claim(one) for one in quoting}
    found = [
        _credited(_without_marks(text, one.content.spans), one) for one in quoting if id(one) in unmarked
    ]
    set_aside: list[Piece] = []
    for pair, near in _beside(pairs, quoting):
        if any(id(one) in unmarked and _shared(pair.spans, one.content.spans) for one in near):
            continue
        owner = _owner(pair, near)
        if owner is not None:
            own = _part_of(pair, owner)
            claims[id(owner)].pairs.append(_without_marks(text, own) or _without_marks(text, pair.spans))
        elif pair.role in QUOTES_NOBODY or _is_name(Piece.of(text, pair.spans).text):
            set_aside.append(Piece.of(text, pair.spans))
        else:
            found.append(DraftQuotation(_without_marks(text, pair.spans)))
    for claim in claims.values():
        found += [_credited(spans, claim.statement) for spans in _joined(text, claim)]
    kept = sorted((one for one in found if one.spans), key=lambda one: one.spans)
    return Draft(document, tuple(kept), tuple(set_aside))


def stretches_of(quotation: str) -> tuple[Span, ...] | None:
    """The stretches of a single quotation given with its marks and a speech tag between them (``“A,” she said. “B.”``);
    None where it is one piece."""
    pairs = [pair for pair in read_marks(quotation) if pair.level == 0 and pair.marks != "none"]
    whole = quotation.strip()
    start = quotation.find(whole)
    if len(pairs) < 2 or pairs[0].start != start or "unbalanced-marks" in pairs[0].flags + pairs[-1].flags:
        return None
    return tuple(span for pair in pairs for span in _without_marks(quotation, pair.spans))


def _outer_marks(document: Document) -> list[Quotation]:
    start, end = document.body
    found = [pair for pair in read_marks(document.text[start:end]) if pair.level == 0]
    return [replace(pair, spans=tuple((a + start, b + start) for a, b in pair.spans)) for pair in found]


def _without_marks(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans without marks and blanks at their ends; empty ones are dropped."""
    kept = []
    for start, end in spans:
        while start < end and text[start] in _MARKS:
            start += 1
        while end > start and text[end - 1] in _MARKS:
            end -= 1
        if end > start:
            kept.append((start, end))
    return tuple(kept)


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _size(spans: Sequence[Span]) -> int:
    return sum(b - a for a, b in spans)


def _is_unmarked(statement: Statement, pairs: Sequence[Quotation]) -> bool:
    """Whether most of a direct statement stands outside marks: a turn of an interview."""
    start, end = statement.content.start, statement.content.end
    near = pairs[max(0, bisect_left(pairs, start, key=lambda pair: pair.start) - 1) :]
    marked = 0
    for pair in near:
        if pair.start >= end:
            break
        marked += _shared(pair.spans, statement.content.spans)
    return 2 * marked < _size(statement.content.spans)


def _beside(
    pairs: Sequence[Quotation], statements: Sequence[Statement]
) -> Iterator[tuple[Quotation, list[Statement]]]:
    """Each pair of marks with the statements that may share words with it; both are in order of place."""
    coming, near = 0, list[Statement]()
    for pair in pairs:
        near = [one for one in near if one.content.end > pair.start]
        while coming < len(statements) and statements[coming].content.start < pair.end:
            near.append(statements[coming])
            coming += 1
        yield pair, near


def _is_name(marked: str) -> bool:
    """Whether marked words that nobody is said to have said look like the name of a work: every long word has a
    capital, and no sentence ends."""
    words = re.findall(r"[^\W_]+", marked)
    long = [word for word in words if len(word) > _SMALL]
    return (
        len(words) > 1
        and bool(long)
        and marked.strip(_MARKS)[-1:] not in _ENDS
        and not any(word[0].islower() for word in long)
    )


def _owner(pair: Quotation, statements: Sequence[Statement]) -> Statement | None:
    """The statement that has most of a pair's words, at least half of them where the pair is whole."""
    best, most = None, 0
    for statement in statements:
        shared = _shared(pair.spans, statement.content.spans)
        if shared > most:
            best, most = statement, shared
    whole = "unbalanced-marks" not in pair.flags
    return best if best is not None and (not whole or 2 * most >= _size(pair.spans)) else None


def _part_of(pair: Quotation, owner: Statement) -> tuple[Span, ...]:
    """A pair whole; of one that lost a mark, and so has no certain end, only what the statement has of it."""
    if "unbalanced-marks" not in pair.flags:
        return pair.spans
    spans = owner.content.spans
    return tuple((max(a, c), min(b, d)) for a, b in pair.spans for c, d in spans if max(a, c) < min(b, d))


def _joined(text: str, claim: _Claim) -> list[tuple[Span, ...]]:
    """The pairs of a statement, those on both sides of its speech tag as one; other pairs are separate fragments."""
    out: list[tuple[Span, ...]] = []
    for spans in claim.pairs:
        if out and _goes_on(text, out[-1][-1][1], spans[0][0], claim.statement):
            out[-1] = (*out[-1], *spans)
        else:
            out.append(spans)
    return out


def _goes_on(text: str, end: int, start: int, statement: Statement) -> bool:
    """Whether nothing but the speech tag, or nothing at all, stands between two pieces of a statement."""
    if not text[end:start].strip(_MARKS):
        return True
    cue = statement.cue
    reported = _shared([(end, start)], statement.content.spans) > _PUNCTUATION
    return cue is not None and end <= cue.start < start and not reported


def _credited(spans: tuple[Span, ...], statement: Statement) -> DraftQuotation:
    speaker = statement.speaker
    if speaker is None:
        return DraftQuotation(spans)
    return DraftQuotation(spans, speaker.name, speaker.kind != "unnamed")
