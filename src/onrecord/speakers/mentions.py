"""Everybody and everything that a document names, each with all its places, and what the text tells of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.records import Span

from .descriptions import WordPlaces
from .genders import MOST, gender_of_given, gender_of_title, gender_of_word, is_given
from .names import Names
from .roles import roles_around
from .runs import keys_of, tokens_of
from .sightings import Sighting
from .vocabulary import HONORIFICS, ORGANISATIONS, PLACES, PREPOSITIONS

__all__ = ["Entity", "Layout", "Mention", "Mentions"]

_PRONOUN: Final = re.compile(r"\b(?:(he|him|his|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
_WORD_BEFORE: Final = re.compile(r"([\w’']+)[ \xa0]*$")
_VERB_AFTER: Final = re.compile(r" (?:[a-z]+ly )?([a-z]+)")
_PRONOUN_WORTH: Final = 0.6
_PRONOUN_LIMIT: Final = 3.0
_NOT_VERBS: Final = PREPOSITIONS | frozenset("and or but who whose which that as than".split())


@dataclass(frozen=True, slots=True)
class Layout:
    """The words of the text by number: where each begins, and its sentence and paragraph."""

    starts: NDArray[np.int64]
    sentence: NDArray[np.int64]
    paragraph: NDArray[np.int64]

    def word_at(self, place: int) -> int:
        """The number of the word at, or next after, a code point; -1 in a text without words."""
        return min(int(np.searchsorted(self.starts, place)), len(self.starts) - 1)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named.

    ``quoted``: inside a quotation. ``reported``: inside what somebody is said to have said. ``subject``: a small word
    that may be a verb follows and no preposition stands before. ``owner``: a possessive. ``full``: given in its
    fullest form here. ``opens``: it begins a sentence.
    """

    entity: int
    start: int
    end: int
    word: int
    sentence: int
    paragraph: int
    quoted: bool
    reported: bool
    subject: bool
    owner: bool
    full: bool
    opens: bool


@dataclass(slots=True)
class Entity:
    """A person, organisation, publication, place or thing that the document names.

    ``gender`` and ``person`` are log-odds (he against she; a person against anything else). ``heads`` are the nouns
    that the text uses for it ("mayor"), ``words`` what else describes it, ``age`` in years.
    """

    number: int
    name: str
    keys: tuple[str, ...]
    places: list[Mention] = field(default_factory=list)
    gender: float = 0.0
    person: float = 0.0
    heads: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    age: int | None = None
    titled: bool = False
    starts: list[int] = field(default_factory=list)

    def before(self, place: int) -> Mention | None:
        """The last place before a code point."""
        index = bisect_left(self.starts, place)
        return self.places[index - 1] if index else None

    def near(self, place: int, reach: int = 4) -> list[Mention]:
        """The last places before a code point, and the first after it."""
        index = bisect_left(self.starts, place)
        return self.places[max(0, index - reach) : index + reach // 2]

    def after(self, place: int) -> Mention | None:
        """The first place from a code point on."""
        index = bisect_left(self.starts, place)
        return self.places[index] if index < len(self.places) else None


class _Spans:
    """Spans in order; those that overlap count as one."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._ends: list[int] = []
        self._starts: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def have(self, place: int) -> bool:
        """Whether a code point lies in one of them."""
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._ends[index]


class Mentions:
    """The entities of one document and their places in order; work is linear in the text."""

    def __init__(
        self,
        text: str,
        names: Names,
        layout: Layout,
        quoted: Sequence[Span],
        named: Sequence[tuple[int, int, str]] = (),
        reported: Sequence[Span] = (),
    ) -> None:
        self.text = text
        self.words = WordPlaces(text)
        self.layout = layout
        self.entities: list[Entity] = []
        self.places: list[Mention] = []
        self.by_head: dict[str, list[int]] = defaultdict(list)
        self.by_key: dict[str, list[int]] = defaultdict(list)
        self._quoted = _Spans(quoted)
        self._reported = _Spans(reported)
        self._by_name: dict[tuple[str, ...], int] = {}
        self._the: dict[int, int] = defaultdict(int)
        self._located: dict[int, int] = defaultdict(int)
        if len(layout.starts):
            self._collect(names)
            self._collect_sources(named)
        self._order()
        self.starts = [m.start for m in self.places]
        self._judge()
        people = sorted(self.entities, key=lambda e: (-len(e.places) * (e.person > -1), e.number))
        self.main = tuple(e.number for e in people[:3] if len(e.places) > 1)
        """The people most often named."""

    def is_quoted(self, place: int) -> bool:
        """Whether a code point lies inside a quotation."""
        return self._quoted.have(place)

    def find(self, name: str) -> Entity | None:
        """The entity of this very name."""
        number = self._by_name.get(tuple(keys_of(tokens_of(name))))
        return None if number is None else self.entities[number]

    def within(self, start: int, end: int) -> list[Mention]:
        """The places inside a span."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [m for m in self.places[first:last] if m.end <= end]

    def _collect(self, names: Names) -> None:
        ambiguous: list[tuple[Sighting, int]] = []
        last_end = -1
        found: list[tuple[int, int, str, Sighting]] = []
        for sighting in names.seen:
            tokens = sighting.tokens
            end = _end_of(self.text, sighting)
            name = names.known(sighting)
            if name is None:
                continue
            start = sighting.at if name[1] == 0 else self.text.find(tokens[name[1]], sighting.at)
            resolved = names.resolve(name[0], start, sighting.title)
            if resolved.how == "shared":
                ambiguous.append((sighting, end))
                continue
            if found and start < last_end:
                if end - start <= found[-1][1] - found[-1][0]:
                    continue
                found.pop()
            found.append((start, end, resolved.name, sighting))
            last_end = end
        for start, end, full, sighting in found:
            self._add(start, end, full, sighting)
        for sighting, end in ambiguous:
            owner = self._most_likely(sighting)
            if owner is not None:
                self._add(sighting.at, end, owner.name, sighting)

    def _collect_sources(self, named: Sequence[tuple[int, int, str]]) -> None:
        """Names that only a statement's source shows to be one."""
        for start, end, name in named:
            keys = keys_of(tokens_of(name))
            if keys and tuple(keys) not in self._by_name:
                tokens = tokens_of(name)
                sighting = Sighting(
                    tokens, keys, start, True, False, True, "", False, False, False, False, ""
                )
                self._add(start, end, name, sighting)

    def _order(self) -> None:
        self.places.sort(key=lambda m: m.start)
        for mention in self.places:
            entity = self.entities[mention.entity]
            entity.places.append(mention)
            entity.starts.append(mention.start)

    def _add(self, start: int, end: int, full: str, sighting: Sighting) -> None:
        keys = tuple(keys_of(tokens_of(full)))
        number = self._by_name.get(keys)
        if number is None:
            number = self._by_name[keys] = len(self.entities)
            own = {k for k in (keys[0], keys[-1]) if k in ORGANISATIONS} if len(keys) > 1 else set()
            self.entities.append(Entity(number, full, keys, heads=own))
            for key in keys:
                self.by_key[key].append(number)
        entity = self.entities[number]
        layout, text = self.layout, self.text
        word = layout.word_at(start)
        before = _WORD_BEFORE.search(text, max(0, start - 24), start)
        preceding = before[1].lower() if before else ""
        verb = _VERB_AFTER.match(text, end)
        owner = text[end : end + 2] in ("'s", "’s") or (
            text[end - 1] == "s" and text[end : end + 2] in ("' ", "’ ")
        )
        sentence, paragraph = int(layout.sentence[word]), int(layout.paragraph[word])
        self.places.append(
            Mention(
                number, start, end, word, sentence, paragraph,
                quoted=self.is_quoted(start),
                reported=self._reported.have(start),
                subject=verb is not None and verb[1] not in _NOT_VERBS and preceding not in PREPOSITIONS and not owner,
                owner=owner,
                full=len(sighting.tokens) >= len(keys),
                opens=word == 0 or int(layout.sentence[word - 1]) != sentence,
            )
        )  # fmt: skip
        entity.titled = entity.titled or sighting.title in HONORIFICS
        entity.gender += 2 * gender_of_title(sighting.title)
        self._the[number] += preceding == "the"
        self._located[number] += preceding in ("in", "near", "across", "from")
        if len(entity.heads) < 24:
            heads, words, age = roles_around(text, start, end)
            if sighting.title:
                heads.add(_noun(sighting.title))
            entity.heads |= heads
            if len(entity.words) < 80:
                entity.words |= words
            entity.age = entity.age if age is None else age

    def _most_likely(self, sighting: Sighting) -> Entity | None:
        """Whom a surname that several people share rather means here: by honorific, then the one most often named."""
        sex = gender_of_title(sighting.title)
        people = [self.entities[n] for n in self.by_key.get(sighting.keys[-1], ())[:20]]
        people = [e for e in people if e.keys[-1] == sighting.keys[-1] and len(e.keys) > 1]
        if sex:
            people = [e for e in people if sex * (e.gender + gender_of_given(e.keys[0])) >= 0]
        return max(people, key=lambda e: sum(1 for m in self.places if m.entity == e.number), default=None)

    def _judge(self) -> None:
        """Gender and kind of every entity, from all that was seen of it."""
        near = self._pronouns_nearby()
        for entity in self.entities:
            nouns = sum(gender_of_word(head) for head in entity.heads)
            given = gender_of_given(entity.keys[0]) if len(entity.keys) > 1 else 0.0
            entity.gender = max(
                -2 * MOST, min(2 * MOST, entity.gender + nouns + given + near.get(entity.number, 0.0))
            )
            entity.person = self._person(entity, near.get(entity.number, 0.0))
            for head in entity.heads:
                self.by_head[head].append(entity.number)

    def _person(self, entity: Entity, near: float) -> float:
        keys, count = entity.keys, max(1, len(entity.places))
        worth = 0.0
        if entity.name.lower() in PLACES or (len(keys) > 1 and keys[-1] in PLACES and not entity.titled):
            worth -= 4
        if keys[-1] in ORGANISATIONS or any(k in ("of", "the", "for", "and", "on") for k in keys):
            worth -= 4
        if entity.titled:
            worth += 3
        if len(keys) in (2, 3):
            worth += 1.5 if is_given(keys[0]) else 0.3
        tokens = entity.name.split()
        if (
            any(len(t) > 1 and t.isupper() and "." not in t for t in tokens) and not entity.name.isupper()
        ) or (len(tokens) == 1 and tokens[0].isupper()):
            worth -= 2
        worth -= 3 * self._the[entity.number] / count + 3 * self._located[entity.number] / count
        near = 0.0 if self._located[entity.number] else min(2.0, abs(near))
        return max(-5.0, min(5.0, worth + near))

    def _pronouns_nearby(self) -> dict[int, float]:
        """For each entity how far the pronouns right after its places speak for "he"."""
        evidence: dict[int, float] = defaultdict(float)
        sentence = self.layout.sentence
        for match in _PRONOUN.finditer(self.text) if self.places else ():
            at = bisect_left(self.starts, match.start())
            if not at:
                continue
            mention = self.places[at - 1]
            word = self.layout.word_at(match.start())
            apart = int(sentence[word]) - mention.sentence
            if apart > 1 or mention.quoted != self.is_quoted(match.start()):
                continue
            sole = (
                at < 2
                or self.places[at - 2].sentence < mention.sentence
                or self.places[at - 2].entity == mention.entity
            )
            worth = _PRONOUN_WORTH * (1.0 if sole and not apart else 0.4)
            evidence[mention.entity] += worth if match[1] else -worth
        return {n: max(-_PRONOUN_LIMIT, min(_PRONOUN_LIMIT, e)) for n, e in evidence.items()}


def _noun(title: str) -> str:
    from .roles import words_of

    return next(iter(words_of(title)), title)


def _end_of(text: str, sighting: Sighting) -> int:
    place = sighting.at
    for token in sighting.tokens:
        found = text.find(token, place)
        if found < 0:
            break
        place = found + len(token)
    while place > sighting.at and text[place - 1] in ",\"'”’)":
        place -= 1
    return place
