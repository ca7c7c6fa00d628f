"""The reader of quotation marks: from a text to its pairs of marks, without a model.

A paragraph's marks are read together: dynamic programming over the stack of open quotations finds the
cheapest consistent reading (``characters`` prices each mark), so one stray mark cannot turn the rest of the
paragraph inside out, and no reading crosses a paragraph unless the next one opens again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from onrecord.records import Span

from .characters import Mark, candidates, glue
from .judgement import lost_title
from .layout import paragraphs
from .tags import sentence_start, tag_after, tag_before, tag_within

__all__ = ["Pair", "Reading", "read_paragraphs"]

_DEEPEST: Final = 4  # quotations within quotations; deeper nesting is not read
_KEPT: Final = 24  # open-quotation states kept at each mark

# Prices in tenths of a point, beside those of ``characters``: a mark that is none costs 50 there.
_UNCLOSED: Final = 40  # a quotation left open at the end of its paragraph
_UNCLOSED_INNER: Final = 80
_CONTINUES: Final = 5  # left open, and the next paragraph opens again
_REPEATED: Final = 25  # a quotation directly inside another with the same marks
_SAME_KIND: Final = 8  # double in double, with other marks
_DOUBLED: Final = 20  # two opening marks of a kind without a word between
_CUT: Final = 30  # a speech tag ended the quotation, its closing mark was forgotten
_WORST_SINGLE: Final = (
    24  # a single mark placed worse than this opens nothing: it is an apostrophe or a stray
)
_DROPPED: Final = 45  # a sentence ended and a new quotation began, the closing mark was forgotten
_BEGUN: Final = 35  # a speech tag follows a closing mark, its opening mark was forgotten

_State = tuple[str, ...]
_Link = tuple["_Link | None", int, str]  # what came before, mark, action
_States = dict[_State, tuple[int, _Link | None]]


@dataclass(slots=True)
class Pair:
    """One quotation as read within one paragraph: extent with marks, extent of its words, opening glyph."""

    start: int
    end: int
    words: Span
    glyph: str
    depth: int
    balanced: bool
    continues: bool  # opened by the mark that repeats at the start of a further paragraph
    open: bool = False  # still open at the end of the paragraph
    title: bool = False  # a title that lost its closing mark


@dataclass(frozen=True, slots=True)
class Reading:
    """One paragraph and its quotations, in order of their start, outer before inner."""

    span: Span
    pairs: list[Pair]


def read_paragraphs(text: str) -> list[Reading]:
    """Read every paragraph of ``text``; a quotation left open is handed on where the next one opens again."""
    spans = paragraphs(text)
    readings: list[Reading] = []
    carried: str | None = None
    marks = candidates(text, *spans[0]) if spans else []
    for i, span in enumerate(spans):
        following = candidates(text, *spans[i + 1]) if i + 1 < len(spans) else []
        if not marks:
            readings.append(Reading(span, []))
            carried = None
        else:
            first = _first(text, marks, span)
            if carried is not None and (first is None or not _repeats(carried, first.glyph)):
                carried = None
            follower = _first(text, following, spans[i + 1]) if following else None
            if follower is not None and tag_before(text, span[1], span[0]) is not None:
                follower = None  # it ends "..., she said.": whatever is open was meant to be closed
            actions = _plain(marks, carried) or _search(text, span, marks, carried, follower)
            reading = Reading(span, _assemble(text, span, marks, actions, carried))
            readings.append(reading)
            carried = next((pair.glyph for pair in reading.pairs if pair.open and pair.depth == 0), None)
            if carried is not None and (follower is None or not _repeats(carried, follower.glyph)):
                carried = None
                _contain(text, reading)
        marks = following
    return readings


def _first(text: str, marks: list[Mark], span: Span) -> Mark | None:
    """The mark that a paragraph begins with, when it can open a quotation there."""
    if not marks or marks[0].opening >= 30 or marks[0].start - span[0] > 8:
        return None
    return None if text[span[0] : marks[0].start].strip("> \t*_[(") else marks[0]


def _repeats(opened: str, again: str) -> bool:
    """Whether ``again`` at the start of a paragraph carries on a quotation opened by ``opened``."""
    return opened == again or any(
        opened in kind and again in kind
        for kind in (('"', "“", "”", "``", "''"), ("'", "‘", "’"), ("«", "»"))
    )


def _plain(marks: list[Mark], carried: str | None) -> list[str] | None:
    """The common case: marks that open and close in turn, each at no cost; None when it is not so simple."""
    opened: str | None = None
    actions = []
    for i, mark in enumerate(marks):
        if i == 0 and carried is not None:
            opened = mark.glyph
            actions.append("open")
        elif opened is None:
            if mark.opening == 0 and mark.closing >= 20 and mark.family != "S":
                opened = mark.glyph
                actions.append("open")
            elif mark.neither == 0:
                actions.append("pass")
            else:
                return None
        elif mark.closing == 0 and mark.opening >= 20 and glue(opened, mark.glyph) == 0:
            opened = None
            actions.append("close")
        elif mark.neither == 0:
            actions.append("pass")
        else:
            return None
    return actions if opened is None else None


def _search(
    text: str, span: Span, marks: list[Mark], carried: str | None, follower: Mark | None
) -> list[str]:
    """The cheapest consistent reading: one action for each mark; work linear in the number of marks."""
    states: _States = {(): (0, None)}
    for i, mark in enumerate(marks):
        if i == 0 and carried is not None:
            states = {(mark.glyph,): (0, (None, 0, "open"))}
            continue
        touching = i > 0 and marks[i - 1].end == mark.start and marks[i - 1].family == mark.family
        cut = _cut_price(text, mark, span)
        may_begin = mark.closing <= 10 and mark.family != "S" and _tagged(text, mark, span)
        following: _States = {}
        for stack, (cost, link) in states.items():
            if stack:
                pairing = glue(stack[-1], mark.glyph)
                if pairing is not None:
                    _offer(following, stack[:-1], cost + mark.closing + pairing, (link, i, "close"))
                if cut is not None and len(stack) == 1:
                    _offer(following, (mark.glyph,), cost + cut, (link, i, "cut"))
            elif may_begin:
                _offer(following, stack, cost + mark.closing + _BEGUN, (link, i, "begin"))
            if len(stack) < _DEEPEST and (mark.family != "S" or mark.opening <= _WORST_SINGLE):
                price = cost + mark.opening + _nesting(stack, mark)
                if touching and link is not None and link[1:] == (i - 1, "open"):
                    price += _DOUBLED
                _offer(following, (*stack, mark.glyph), price, (link, i, "open"))
            _offer(following, stack, cost + mark.neither, (link, i, "pass"))
        if len(following) > _KEPT:
            following = dict(sorted(following.items(), key=lambda item: item[1][0])[:_KEPT])
        states = following
    _, best = min(
        ((cost + _left_open(stack, follower), link) for stack, (cost, link) in states.items()),
        key=lambda end: end[0],
    )
    actions: list[str] = []
    while best is not None:
        actions.append(best[2])
        best = best[0]
    actions.reverse()
    return actions


def _tagged(text: str, mark: Mark, span: Span) -> bool:
    comma = text[mark.start - 1 : mark.start] in (",", "?", "!") or text[mark.end : mark.end + 1] == ","
    return comma and mark.start > span[0] and tag_after(text, mark.end, span[1])


def _cut_price(text: str, mark: Mark, span: Span) -> int | None:
    """The price of reading an opening mark as also ending the quotation before it, or None if it cannot."""
    if mark.opening > 10 or mark.closing < 20 or mark.family == "S" or mark.start == span[0]:
        return None
    if tag_before(text, mark.start, span[0]) is not None:
        return mark.opening + _CUT
    ended = text[max(span[0], mark.start - 4) : mark.start].rstrip()
    return mark.opening + _DROPPED if ended.endswith((".", "!", "?", "…")) else None


def _offer(states: _States, stack: _State, cost: int, link: _Link) -> None:
    known = states.get(stack)
    if known is None or cost < known[0]:
        states[stack] = (cost, link)


def _family(glyph: str) -> str:
    return "S" if glyph in ("'", "‘", "’", "‚", "`") else "G" if glyph in "«»‹›" else "D"


def _nesting(stack: _State, mark: Mark) -> int:
    if not stack:
        return 0
    if stack[-1] == mark.glyph:
        return _REPEATED
    return _SAME_KIND if _family(stack[-1]) == mark.family else 0


def _left_open(stack: _State, follower: Mark | None) -> int:
    if not stack:
        return 0
    inner = (len(stack) - 1) * _UNCLOSED_INNER
    if follower is not None and _repeats(stack[0], follower.glyph):
        return inner + _CONTINUES
    # A single mark or a guillemet with no partner is rather an apostrophe or an arrow than a quotation.
    return inner + (_UNCLOSED if _family(stack[0]) == "D" else _UNCLOSED_INNER)


def _assemble(
    text: str, span: Span, marks: list[Mark], actions: list[str], carried: str | None
) -> list[Pair]:
    pairs: list[Pair] = []
    stack: list[Pair] = []
    last = span[0]  # end of the last quotation that ended
    for i, (mark, action) in enumerate(zip(marks, actions, strict=True)):
        if action == "cut":
            pair = stack.pop()
            end = tag_before(text, mark.start, max(pair.words[0], last))
            last = end if end is not None else mark.start
            while text[last - 1].isspace():
                last -= 1
            pair.end, pair.words, pair.balanced = last, (pair.words[0], last), False
        if action in ("open", "cut"):
            continues = i == 0 and carried is not None
            pair = Pair(mark.start, span[1], (mark.end, span[1]), mark.glyph, len(stack), True, continues)
            pairs.append(pair)
            stack.append(pair)
        elif action == "close":
            pair = stack.pop()
            pair.end, pair.words = mark.end, (pair.words[0], mark.start)
            last = mark.end
        elif action == "begin":
            start = _forgotten(text, mark, last, span[0], not pairs)
            pairs.append(Pair(start, mark.end, (start, mark.start), mark.glyph, 0, False, False))
            last = mark.end
        elif mark.family != "S" and not mark.prime and mark.neither:
            if stack:
                stack[0].balanced = False
            elif not pairs and mark.family == "D" and mark.opening == 0 and mark.start == span[0]:
                limit = marks[i + 1].start if i + 1 < len(marks) else span[1]
                pairs.append(_opened_in_vain(text, mark, limit))
                last = pairs[-1].end
    for pair in stack:
        pair.open, pair.balanced = True, False
    for i, pair in enumerate(pairs):
        unclosed = pair.words[1] == pair.end and not pair.continues
        if unclosed and (i + 1 == len(pairs) or pairs[i + 1].depth <= pair.depth):
            end = lost_title(text, *pair.words)
            if end is not None:
                pair.end, pair.words, pair.open, pair.title = end, (pair.words[0], end), False, True
    return [pair for pair in pairs if _has_words(text, *pair.words)]


def _has_words(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[start:end]))


def _forgotten(text: str, mark: Mark, last: int, start: int, first: bool) -> int:
    """Where a quotation without opening mark began: its paragraph, or its sentence if more comes before."""
    if first and mark.start - start <= 400 and tag_within(text, start, mark.start) is None:
        return start
    return sentence_start(text, mark.start - 1, last)


def _opened_in_vain(text: str, mark: Mark, limit: int) -> Pair:
    """A quotation that begins the paragraph and is never closed: it ends before the next mark."""
    end = tag_within(text, mark.end, limit) or limit
    while end > mark.end and text[end - 1].isspace():
        end -= 1
    return Pair(mark.start, end, (mark.end, end), mark.glyph, 0, False, False)


def _contain(text: str, reading: Reading) -> None:
    """Cut a quotation that is never closed before its speech tag, if it has one: ``"I stay, | he said.``"""
    for pair in reading.pairs:
        if pair.open and pair.depth == 0:
            end = tag_within(text, pair.words[0], pair.end)
            inner = [other for other in reading.pairs if other.depth and other.start >= pair.start]
            if end is None or any(other.end > end for other in inner):
                continue
            if _has_words(text, pair.words[0], end):
                pair.end, pair.words = end, (pair.words[0], end)
