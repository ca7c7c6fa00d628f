"""Articles as numbered words: the unit in which relations are compared.

Annotators and extractors differ in whether a span takes the comma, the mark or the blank at its edge.
Counting whole words, punctuation left out, makes these differences vanish.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from onrecord.records import Span

__all__ = ["KINDS", "SAY_WORDS", "ArticleWords", "RelationKind", "RelationWords"]

RelationKind = Literal["direct", "mixed_say", "indirect_say", "mixed_other", "other"]
KINDS: tuple[RelationKind, ...] = ("direct", "mixed_say", "indirect_say", "mixed_other", "other")
"""Kinds of relation for scoring, told from its words alone so that gold and prediction are treated alike.

``direct``: the content opens with the first word inside double marks, or 80 % of its words are inside.
``mixed_*`` has at least one word inside marks, the rest none; ``*_say`` has a say-word in its cue.
"""

_WORD = re.compile(r"\w+(?:[’'.]\w+)*")

SAY_WORDS = frozenset(
    """
    according acknowledged added admitted announced argued argues asked asserted called claimed claims
    confirmed declared denied explained insisted noted notes replied reported responded said say saying
    says stated suggested tell tells told tweeted tweeting warned writes wrote
    """.split()
)
"""Cue words of plain reporting, as the reference definition of the kinds lists them."""

_MOSTLY_QUOTED = 0.8


class _Spanned(Protocol):
    """Anything with the spans of a relation: gold or predicted."""

    @property
    def source(self) -> tuple[Span, ...]: ...
    @property
    def cue(self) -> tuple[Span, ...]: ...
    @property
    def content(self) -> tuple[Span, ...]: ...


@dataclass(frozen=True, slots=True)
class RelationWords:
    """A relation as sets of word numbers of its article, with its kind."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    kind: RelationKind

    def same_source(self, other: RelationWords) -> bool:
        """Whether the sources share a word, or both relations have none."""
        return bool(self.source & other.source) or not (self.source or other.source)

    def content_iou(self, other: RelationWords) -> float:
        """Words shared by both contents over words in either; 0 when none is shared."""
        shared = len(self.content & other.content)
        return shared / len(self.content | other.content) if shared else 0.0


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """The words of an article: their spans in order, and which stand inside double quotation marks."""

    text: str
    spans: tuple[Span, ...]
    quoted: tuple[bool, ...]

    @classmethod
    def of(cls, text: str) -> ArticleWords:
        """Split ``text`` into words (letters and digits, joined by inner apostrophes and full stops)."""
        spans = tuple(match.span() for match in _WORD.finditer(text))
        return cls(text, spans, tuple(_inside_marks(text, spans)))

    def inside(self, spans: Iterable[Span]) -> frozenset[int]:
        """Numbers of the words that share a character with one of ``spans``."""
        found: set[int] = set()
        for start, end in spans:
            first = bisect_right(self.spans, start, key=lambda word: word[1])
            last = bisect_left(self.spans, end, key=lambda word: word[0])
            found.update(range(first, last))
        return frozenset(found)

    def relation(self, relation: _Spanned) -> RelationWords:
        """``relation`` as word numbers, with its kind."""
        cue, content = self.inside(relation.cue), self.inside(relation.content)
        return RelationWords(self.inside(relation.source), cue, content, self._kind(cue, content))

    def _kind(self, cue: frozenset[int], content: frozenset[int]) -> RelationKind:
        if not content:
            return "other"
        quoted = sum(self.quoted[number] for number in content)
        first = min(content)
        opens_a_quotation = self.quoted[first] and (first == 0 or not self.quoted[first - 1])
        if opens_a_quotation or quoted >= _MOSTLY_QUOTED * len(content):
            return "direct"
        says = any(self._word(number).lower() in SAY_WORDS for number in cue)
        if quoted:
            return "mixed_say" if says else "mixed_other"
        return "indirect_say" if says else "other"

    def _word(self, number: int) -> str:
        start, end = self.spans[number]
        return self.text[start:end]


def _inside_marks(text: str, spans: Sequence[Span]) -> Iterable[bool]:
    """For each word, whether a double mark is open there.

    A gap between words with more than one line break closes every mark: an unclosed one must not
    make the rest of the article a quotation. This is the naive reading that defines the kinds;
    :mod:`onrecord.quotation_marks` is the real one.
    """
    open_mark, gap_start = False, 0
    for start, end in spans:
        gap = text[gap_start:start]
        closes = gap.count("\n") > 1
        for character in gap:
            if character == "“":
                open_mark = True
            elif character == "”" or (character == "\n" and closes):
                open_mark = False
            elif character == '"':
                open_mark = not open_mark
        yield open_mark
        gap_start = end
