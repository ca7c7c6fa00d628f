"""What the layout of a text tells of its speakers: interviews printed as questions and answers, posts printed twice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from onrecord.records import Statement

from .mentions import Mentions
from .references import Reference

__all__ = ["Interview", "same_words"]

_PART: Final = re.compile(r"^[ \t]*(?:(Q|Question)|(A|Answer))[ \t]*[.:][ \t\xa0]", re.MULTILINE)
_LEAST: Final = 2  # questions, and answers
_SHORTEST: Final = 6  # words that two statements must share to be the same
_LETTERS: Final = re.compile(r"\w+")


class Interview:
    """An interview printed with "Q:" and "A:": who answers is the person whom the text before it names most often."""

    def __init__(self, text: str, mentions: Mentions) -> None:
        parts = [(m.start(), m[1] is not None) for m in _PART.finditer(text)]
        questions = sum(is_question for _, is_question in parts)
        self._starts = [start for start, _ in parts]
        self._questions = [is_question for _, is_question in parts]
        self.answers: int | None = None
        if questions < _LEAST or len(parts) - questions < _LEAST:
            return
        counts: dict[int, int] = defaultdict(int)
        for mention in mentions.within(0, parts[0][0]):
            if mentions.entities[mention.entity].person > 0:
                counts[mention.entity] += 1
        ordered = sorted(counts.values(), reverse=True)
        if ordered and (len(ordered) == 1 or ordered[0] > ordered[1]):
            self.answers = max(counts, key=lambda number: counts[number])

    def speaker(self, reference: Reference) -> int | None:
        """Who "I" is in an answer, and "you" in a question."""
        if self.answers is None:
            return None
        index = bisect_right(self._starts, reference.place) - 1
        if index < 0:
            return None
        wanted = ("you",) if self._questions[index] else ("i",)
        return self.answers if reference.word in wanted else None


def same_words(statements: Sequence[Statement]) -> dict[int, list[int]]:
    """For each direct statement of some length, the others that have its words, a few changed signs apart."""
    by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, statement in enumerate(statements):
        if statement.kind != "indirect":
            words = tuple(w.lower() for w in _LETTERS.findall(statement.content.text))
            if len(words) >= _SHORTEST:
                by_words[words].append(number)
    return {
        number: [other for other in group if other != number]
        for group in by_words.values()
        if len(group) > 1
        for number in group
    }
