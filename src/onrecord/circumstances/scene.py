"""A document as the search for circumstances sees it, and one statement's place in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.documents import Document
from onrecord.documents.datelines import dateline_of
from onrecord.extraction.decoding import Range, Relation
from onrecord.extraction.words import CAPITALISED, CAPITALS, OTHER, Words
from onrecord.records import Span, Statement

from .calendar import When, as_date, times_in
from .vocabulary import lemma

__all__ = ["Place", "Scene"]

BACK, AHEAD = 110, 70
"""Words before and after the cue among which its circumstances are looked for."""
_AUXILIARIES = frozenset(
    """has have had is are was were be been being will would did does do also later then not n't t s re has never
    ever still even just finally repeatedly publicly once to can could may might should recently again""".split()
)


class Scene:
    """The words of a document in lower case, its times, and where its statements lie."""

    def __init__(self, document: Document, words: Words, statements: Sequence[Statement]) -> None:
        text = document.text
        self.text = text
        self.words = words
        self.starts: list[int] = words.starts.tolist()
        self.ends: list[int] = words.ends.tolist()
        self.lower = [text[a:b].lower() for a, b in zip(self.starts, self.ends, strict=True)]
        self.shapes: list[int] = words.shapes.tolist()
        self.sentence: list[int] = words.sentence.tolist()
        self.paragraph: list[int] = words.paragraph.tolist()
        self.anchor = as_date(document.published)
        line = dateline_of(text, document.body)
        after = document.body[0] if line is None else line.span[1]
        self.times: list[When] = times_in(text, self.anchor, (after, document.body[1]))
        self.time_words = [self.range_of(t.span) for t in self.times]
        self._time_starts = [a for a, _ in self.time_words]
        self.cue_words = frozenset(
            i for s in statements if s.cue is not None for x in s.cue.spans for i in range(*self.range_of(x))
        )
        cues = sorted(
            ((self.range_of(s.cue.spans[0])[0], s.source) for s in statements if s.cue is not None),
            key=lambda item: item[0],
        )
        self.cues = [first for first, _ in cues]
        self.sources = [source for _, source in cues]
        """Those of the cues, in their order."""
        self.hints = [hint_of(word, shape) for word, shape in zip(self.lower, self.shapes, strict=True)]
        self.roles = ["plain"] * len(self.lower)
        for statement in statements:
            for span in statement.content.spans:
                a, b = self.range_of(span)
                self.roles[a:b] = ["said"] * (b - a)

    def range_of(self, span: Span) -> Range:
        """Numbers of the words that touch ``span``."""
        first = bisect_right(self.ends, span[0])
        return first, max(first, bisect_left(self.starts, span[1]))

    def span_of(self, words: Range) -> Span:
        return self.starts[words[0]], self.ends[words[1] - 1]

    def times_among(self, first: int, last: int) -> range:
        """Numbers of the times that begin among these words."""
        return range(bisect_left(self._time_starts, first), bisect_left(self._time_starts, last))

    def cues_between(self, a: int, b: int) -> int:
        """How many cues begin in ``[a, b)``."""
        return bisect_left(self.cues, b) - bisect_left(self.cues, a)

    def host(self, i: int) -> int | None:
        """The number of the cue nearest to word ``i`` within its sentence, None if there is none."""
        after = bisect_left(self.cues, i)
        near = [k for k in (after - 1, after) if 0 <= k < len(self.cues)]
        near = [k for k in near if self.sentence[self.cues[k]] == self.sentence[i]]
        return min(near, key=lambda k: abs(self.cues[k] - i), default=None)

    def capital(self, i: int) -> bool:
        return self.shapes[i] in (CAPITALISED, CAPITALS)

    def mark(self, i: int) -> bool:
        """Whether the word is punctuation."""
        return self.shapes[i] == OTHER

    def place(self, statement: Statement, relation: Relation) -> Place:
        return Place.of(self, statement, relation)


@dataclass(frozen=True, slots=True)
class Place:
    """One statement among the words: its parts as ranges of word numbers, and the reach of the search."""

    scene: Scene
    statement: Statement
    relation: Relation
    cue: Range
    verb: int
    """The word of the cue that carries its meaning."""
    head: str
    """That word's base form."""
    content: tuple[Range, ...]
    source: Range | None
    first: int
    last: int
    roles: list[str]
    """What each word from ``first`` to ``last`` belongs to: cue, source, content, that of another (said), or none."""

    @classmethod
    def of(cls, scene: Scene, statement: Statement, relation: Relation) -> Place:
        cue = relation.cue
        verb = next(
            (i for i in range(*cue) if not scene.mark(i) and not _helps(scene.lower[i])),
            cue[0],
        )
        number = scene.paragraph[cue[0]]
        low = max(0, cue[0] - BACK)
        while scene.paragraph[low] < number - 2:
            low = bisect_left(scene.paragraph, number - 2)
        high = min(len(scene.lower), cue[1] + AHEAD, bisect_right(scene.paragraph, number + 1))
        content = tuple(scene.range_of(span) for span in statement.content.spans)
        source = None if statement.source is None else scene.range_of(statement.source.spans[0])
        roles = scene.roles[low:high]
        parts = [
            *((part, "content") for part in content),
            *((part, "source") for part in (source,) if part),
            (cue, "cue"),
        ]
        for (a, b), name in parts:
            a, b = max(a, low) - low, min(b, high) - low
            if b > a:
                roles[a:b] = [name] * (b - a)
        head = lemma(scene.lower[verb])
        return cls(scene, statement, relation, cue, verb, head, content, source, low, high, roles)

    def own(self, i: int) -> str:
        """The role of a word; words out of reach count as plain."""
        return self.roles[i - self.first] if self.first <= i < self.last else "plain"

    def before_content(self, words: Range) -> Range:
        """The words up to where the content begins among them, if it does after the first."""
        a, b = words
        if self.own(a) != "content":
            b = next((i for i in range(a + 1, b) if self.own(i) == "content"), b)
        return a, b

    def roles_of(self, low: int, high: int) -> list[str]:
        """The roles of a stretch of words."""
        if self.first <= low and high <= self.last:
            return self.roles[low - self.first : high - self.first]
        return [self.own(i) for i in range(low, high)]

    def network(self, words: Range, column: int) -> tuple[float, float]:
        """Mean and best log-odds of a column over the words; (0, -9) where the network did not look."""
        a, b = words[0] - self.relation.offset, words[1] - self.relation.offset
        rows = (
            self.relation.around[max(0, a) : max(0, b), column]
            if self.relation.around.shape[1] > column
            else None
        )
        if rows is None or not len(rows):
            return 0.0, -9.0
        return float(rows.mean()), float(rows.max())


@lru_cache(maxsize=65536)
def hint_of(word: str, shape: int) -> str:
    """What a word says of the sentence: that a phrase, a clause or a verb stands here; mostly nothing."""
    if word in _COMMAS:
        return "comma"
    if word in _CLAUSES:
        return "clause"
    return "verb" if shape not in (CAPITALISED, CAPITALS) and is_verbal(word) else ""


def is_verbal(word: str) -> bool:
    """Whether a word looks like a form of a verb other than the bare one."""
    return word.endswith(("ed", "ing")) or (not word.endswith("s") and lemma(word) != word)


_COMMAS = frozenset((",", ";", ":", "-", "–", "—", "("))
_CLAUSES = frozenset("that who which when while as after before and but because where".split())


def _helps(word: str) -> bool:
    return word in _AUXILIARIES or (word.endswith("ly") and len(word) > 4 and word not in ("reply", "rely"))
