"""Phrases of a document that may name a channel or an addressee, found once for the whole text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from onrecord.extraction.decoding import Range

from .scene import Scene
from .vocabulary import (
    ARTICLES,
    CHANNEL_WORDS,
    DIRECTED,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    TELLING,
    lemma,
)  # fmt: skip

__all__ = ["Phrase", "Phrases"]

LONGEST = 9
_PAPERS = frozenset(("post", "mail", "record", "call"))
"""Words that are part of a paper's name when they are written large."""
_NOUNS = frozenset("meeting hearing gathering briefing".split())
_JOINS = frozenset(("'", "’", ".", "-", "&", "/"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that may be meant, the word that governs them, and the one that made us look.

    ``head`` is the noun that carries the meaning, in lower case; ``lead`` the preposition before it or "" ; for one
    who is addressed, ``trigger`` is the preposition or "verb" and ``governor`` the verb or noun behind it.
    """

    words: Range
    head: str
    lead: str
    trigger: str = ""
    governor: str = ""
    place: int = 0


class Phrases:
    """The phrases of a scene in order, to be asked for by stretches of words."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._times = {i for a, b in scene.time_words for i in range(a, b)}
        lower = scene.lower
        self.channels = [self._channel(i) for i, word in enumerate(lower) if self._is_channel(i, word)]
        self._heads = [phrase.place for phrase in self.channels]
        self.listeners = [
            phrase
            for i, word in enumerate(lower)
            if (word in DIRECTED or lemma(word) in TELLING) and (phrase := self._listener(i)) is not None
        ]
        self._places = [phrase.place for phrase in self.listeners]

    def channels_among(self, first: int, last: int) -> list[Phrase]:
        return self.channels[bisect_left(self._heads, first) : bisect_left(self._heads, last)]

    def listeners_among(self, first: int, last: int) -> list[Phrase]:
        return self.listeners[bisect_left(self._places, first) : bisect_left(self._places, last)]

    def name_after(self, i: int) -> Range | None:
        """The named body or the report at these words ("a report in the Harbour Post", "the Harbour Post")."""
        words = self._noun_phrase(i)
        if words is None:
            return None
        if words[1] < len(self._scene.lower) and self._scene.lower[words[1]] in ("in", "by", "from"):
            more = self._noun_phrase(words[1] + 1)
            if more is not None and CHANNEL_WORDS.get(self._scene.lower[words[1] - 1]) == "document":
                words = words[0], more[1]
        return words if any(self._scene.capital(k) for k in range(*words)) else None

    def _is_channel(self, i: int, word: str) -> bool:
        scene = self._scene
        if (
            word in _PAPERS
            and scene.capital(i)
            and i > 0
            and (scene.capital(i - 1) or scene.lower[i - 1] == "the")
        ):
            return False
        if word in CHANNEL_WORDS:
            return not (i + 1 < len(scene.lower) and word == "state" and scene.lower[i + 1] == "department")
        return word == "conference" and i > 0 and scene.lower[i - 1] in ("news", "press")

    def _channel(self, head: int) -> Phrase:
        """The noun with what stands before it, back to its article and preposition."""
        scene = self._scene
        lower, first, lead = scene.lower, head, ""
        while first > 0 and head - first < LONGEST and scene.paragraph[first - 1] == scene.paragraph[head]:
            word = lower[first - 1]
            if lower[first] == "-" and scene.starts[first] == scene.ends[first - 1]:  # "since-deleted"
                first -= 1
                continue
            if word in PREPOSITIONS and word != "of":
                first, lead = first - 1, word
                break
            if word in ARTICLES:
                first -= 1
                if first > 0 and lower[first - 1] in PREPOSITIONS:
                    first, lead = first - 1, lower[first - 1]
                break
            if word in STOPS or (scene.mark(first - 1) and word not in _JOINS):
                break
            first -= 1
        while first < head and scene.mark(first):
            first += 1
        return Phrase((first, head + 1), lower[head], lead, place=head)

    def _listener(self, i: int) -> Phrase | None:
        scene = self._scene
        lower = scene.lower
        words = self._noun_phrase(i + 1)
        if words is None:
            return None
        verb = lemma(lower[i])
        if verb in TELLING and lower[i] not in DIRECTED:
            return Phrase(words, lower[words[1] - 1], "", "verb", verb, i)
        back = i - 1
        while back >= 0 and i - back <= 6 and (back in self._times or lower[back] in ("on", "early", "late")):
            back -= 1
        if back < 0 or scene.mark(back):
            return None
        return Phrase(words, lower[words[1] - 1], lower[i], lower[i], lemma(lower[back]), i)

    def _noun_phrase(self, first: int) -> Range | None:
        """The words of one who may be addressed, from ``first`` on."""
        scene = self._scene
        lower, last = scene.lower, first
        count = len(lower)
        if first >= count:
            return None
        if lower[first] in PRONOUNS:
            return first, first + 1
        while last < count and last - first < LONGEST and not self._ends(last, first):
            last += 1
        while last > first and (
            scene.mark(last - 1)
            or lower[last - 1] in ARTICLES
            or lower[last - 1] == "of"
            or lower[last - 1].endswith("ly")
        ):
            last -= 1
        return (first, last) if last > first else None

    def _ends(self, i: int, first: int) -> bool:
        """Whether a phrase that began at ``first`` is over before word ``i``."""
        scene, lower = self._scene, self._scene.lower
        word = lower[i]
        if i in self._times:  # but "Friday's Anchor" may be told something
            return not (i + 2 < len(lower) and lower[i + 1] in ("'", "’"))
        if scene.mark(i):
            glued = i + 1 < len(lower) and scene.starts[i + 1] <= scene.ends[i] + (word == ".")
            return word not in _JOINS or not glued
        if word in STOPS:
            return word != "and" or not self._between_names(i)
        if word in PREPOSITIONS:
            return word != "of"
        participle = (
            i > first and word.endswith(("ed", "ing")) and word not in _NOUNS and not scene.capital(i)
        )
        return participle and lower[i - 1] not in ARTICLES and lower[i - 1] != "of"

    def _between_names(self, i: int) -> bool:
        scene = self._scene
        return i + 1 < len(scene.lower) and scene.capital(i - 1) and scene.capital(i + 1)
