"""Quotations as values: what was read, where it stands, and what it is for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from onrecord.records import Span

from .judgement import judge
from .posts import Post, Signature, bare_signature, blocks, elements, posts, signing_paragraph, unquoted
from .reader import Pair, Reading, read_paragraphs
from .tags import tag_after

__all__ = ["Quotation", "read_marks"]

_MARKS: Final[dict[str, str]] = {
    '"': "straight-double",
    "''": "straight-double",
    "“": "curly-double",
    "”": "curly-double",
    "„": "low-high",
    "‚": "low-high",
    "``": "latex",
    "`": "latex",
    "'": "straight-single",
    "‘": "curly-single",
    "’": "curly-single",
    **dict.fromkeys("«»‹›", "guillemets"),
}
_LIST_GLUE: Final = frozenset((",", "and", "or", ", and", ", or", "&", "; and", ""))


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, title or scare quote.

    ``spans`` include the marks; there is one a paragraph (one a line in a Markdown block quote). ``level``
    counts the quotations around it. ``role`` is "quotation", "title", "scare", "block" or "post"; ``marks``
    names the kind of marks, "none" for blocks and posts. ``flags``: "unbalanced-marks", "multi-paragraph",
    "nested" (it lies in another one), "misplaced-comma". ``signature`` is the name in a signature such as
    ``— Ada Lind (@adal) January 5, 2024``, ``signature_line`` the whole of it. Offsets are code points,
    half-open.
    """

    spans: tuple[Span, ...]
    marks: str
    level: int
    role: str
    flags: tuple[str, ...]
    signature: Span | None = None
    signature_line: Span | None = None

    @property
    def start(self) -> int:
        """First code point."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Code point after the last one."""
        return self.spans[-1][1]


def read_marks(text: str) -> list[Quotation]:
    """All quotations of ``text``, ordered by start, outer before inner.

    Takes any string, never raises; work is linear in the length of ``text``.
    """
    readings = read_paragraphs(text)
    marked = sorted(_marked(text, readings), key=_order)
    return sorted(_with_layout(text, marked, [reading.span for reading in readings]), key=_order)


def _order(quotation: Quotation) -> tuple[int, int, int]:
    return quotation.start, -quotation.end, quotation.level


def _marked(text: str, readings: list[Reading]) -> list[Quotation]:
    found: list[Quotation] = []
    chain: list[Pair] = []
    for number, reading in enumerate(readings):
        follower = readings[number + 1].pairs[:1] if number + 1 < len(readings) else []
        last_title = -1  # end of the last title at any level
        for pair in reading.pairs:
            if pair.depth == 0 and pair.open and follower and follower[0].continues:
                chain.append(pair)
                continue
            whole = [*chain, pair] if pair.depth == 0 and pair.continues else [pair]
            if pair.depth == 0:
                chain = []
            listed = (
                last_title >= 0 and text[last_title : min(pair.start, last_title + 8)].strip() in _LIST_GLUE
            )
            quotation = _quotation(text, whole, reading.span, listed)
            if quotation.role == "title":
                last_title = pair.end
            found.append(quotation)
    return found


def _quotation(text: str, chain: list[Pair], paragraph: Span, listed: bool) -> Quotation:
    first, last = chain[0], chain[-1]
    flags = []
    if not last.balanced or not all(pair.balanced or pair.open for pair in chain):
        flags.append("unbalanced-marks")
    if len(chain) > 1:
        flags.append("multi-paragraph")
    if first.depth:
        flags.append("nested")
    comma_outside = text[last.end : last.end + 1] == "," and text[last.words[1] - 1] not in ",.?!"
    if comma_outside and not last.open and tag_after(text, last.end, paragraph[1]):
        flags.append("misplaced-comma")
    role = "quotation"
    if first.title:
        role = "title"
    elif len(chain) == 1 and last.balanced:
        role = judge(text, (first.start, first.end), first.words, paragraph, listed)
    spans = [(pair.start, pair.end) for pair in chain]
    if text[paragraph[0]] == ">":
        spans = [line for span in spans for line in unquoted(text, *span)]
    return Quotation(tuple(spans), _MARKS[first.glyph], first.depth, role, tuple(flags))


def _with_layout(text: str, marked: list[Quotation], spans: list[Span]) -> list[Quotation]:
    """Add quotations that have no marks, and sign the marked ones that a signature follows."""
    outer = {q.end: n for n, q in enumerate(marked) if q.level == 0}
    layout: list[Post] = []
    for post in posts(text, spans):
        end = post.spans[-1][1]
        number = outer.get(end)
        if number is not None and _introduced(text, post.spans[0][0], marked[number].start):
            marked[number] = _sign(marked[number], post.signature)
        else:
            layout.append(post)
    layout.extend(elements(text, spans))
    layout.extend(blocks(text, spans))
    _sign_bare(text, marked, spans)
    return _nest(marked, layout)


def _introduced(text: str, start: int, at: int) -> bool:
    """Whether nothing but an introduction (``Ada Lind tweeted:``) stands between a post and a mark."""
    lead = text[start:at].rstrip()
    return not lead or (lead[-1] in ":," and len(lead) <= 200)


def _sign(quotation: Quotation, signature: Signature | None) -> Quotation:
    if signature is None:
        return quotation
    return replace(quotation, signature=signature.name, signature_line=signature.line)


def _sign_bare(text: str, marked: list[Quotation], spans: list[Span]) -> None:
    """Sign quotations by a name after a dash, at their paragraph's end or as the next paragraph."""
    paragraph = 0
    for n, quotation in enumerate(marked):
        if quotation.level or quotation.role != "quotation" or quotation.signature is not None:
            continue
        while spans[paragraph][1] < quotation.end:
            paragraph += 1
        at, (start, end) = quotation.spans[-1][0], spans[paragraph]
        if text[max(start, at - 2) : at].strip()[-1:].isalnum():
            continue  # amid a sentence: known as "the wall" - a name
        if quotation.end < end:
            marked[n] = _sign(quotation, bare_signature(text, quotation.end, end))
        elif paragraph + 1 < len(spans):
            marked[n] = _sign(quotation, signing_paragraph(text, spans[paragraph + 1]))


def _nest(marked: list[Quotation], layout: list[Post]) -> list[Quotation]:
    """Join both kinds: marks inside a layout quotation go a level down; a crossing one yields."""
    kept: list[Post] = []
    for post in sorted(layout, key=lambda post: (post.spans[0][0], post.spans[-1][1])):
        if not kept or post.spans[0][0] >= kept[-1].spans[-1][1]:
            kept.append(post)
    crossing: set[int] = set()
    inside: dict[int, list[int]] = {}
    i = 0
    for n, quotation in enumerate(marked):
        while i < len(kept) and kept[i].spans[-1][1] <= quotation.start:
            i += 1
        if i == len(kept) or kept[i].spans[0][0] >= quotation.end:
            continue
        start, end = kept[i].spans[0][0], kept[i].spans[-1][1]
        same = (start, end) == (quotation.start, quotation.end)
        if start <= quotation.start and quotation.end <= end and not same:
            inside.setdefault(i, []).append(n)
        else:
            crossing.add(i)
            if same and quotation.signature is None:
                marked[n] = _sign(quotation, kept[i].signature)
    for i, members in inside.items():
        if i not in crossing:
            for n in members:
                flags = tuple(dict.fromkeys((*marked[n].flags, "nested")))
                marked[n] = replace(marked[n], level=marked[n].level + 1, flags=flags)
    return marked + [_unmarked(post) for i, post in enumerate(kept) if i not in crossing]


def _unmarked(post: Post) -> Quotation:
    name, line = post.signature or (None, None)
    flags = ("multi-paragraph",) if post.many else ()
    return Quotation(post.spans, "none", 0, post.role, flags, name, line)
