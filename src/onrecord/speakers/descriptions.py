"""What a description and a candidate have in common: their type, and the words that stand beside the candidate's names.

"The network" is something that the text names and that is no person; "the Vermont senator" is whoever has "Sen." and
"Vermont" beside his name; "the company" may take up "a company" that is never named.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .roles import PEOPLE, THINGS, class_of, head_noun, kindred
from .vocabulary import PREPOSITIONS

if TYPE_CHECKING:
    from .features import Asked
    from .mentions import Entity, Mentions

__all__ = [
    "CANDIDATE",
    "CLASSES",
    "SOURCE",
    "WordPlaces",
    "is_anothers",
    "of_candidate",
    "of_source",
    "stands_for",
]

CLASSES: Final = ("media", "company", "body", "agency", "elected", "running", "business", "speaking", "many")
SOURCE: Final = (
    *(f"class {name}" for name in CLASSES), "indefinite", "pointing", "no article", "person noun", "thing noun",
    "introduced", "said before", "said again", "of", "two", "description unnamed", "capital head",
)  # fmt: skip
CANDIDATE: Final = (
    "head beside", "heads beside", "kin beside", "words beside", "all words beside", "described before",
    "described elsewhere", "fits", "sole fitting", "fitting rank", "first fitting", "acronym", "in description",
    "kin in name", "most named fitting", "fitting head", "head of another",
)  # fmt: skip
_REACH: Final = 50  # code points between a name and a word beside it
_MOST: Final = 60  # places of one word that are looked at
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_INTRODUCED: Final = re.compile(r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne)[ \xa0](?:[\w-]+[ \xa0]){0,4}$")


class WordPlaces:
    """Where each word of a text stands, in its form as a role ("Sen." is "senator"); linear in the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: defaultdict[str, list[int]] | None = None

    def of(self, word: str) -> Sequence[int]:
        """The code points at which ``word`` begins, the first few dozen."""
        if self._places is None:
            self._places = defaultdict(list)
            for match in _WORD.finditer(self._text):
                places = self._places[head_noun(match[0])]
                if len(places) < _MOST:
                    places.append(match.start())
        return self._places.get(word, ())

    def introduced(self, word: str, before: int) -> bool:
        """Whether "a WORD" stands somewhere before a code point."""
        return any(
            _INTRODUCED.search(self._text, max(0, place - 40), place) is not None
            for place in self.of(word)
            if place < before
        )


def stands_for(head: str) -> int:
    """1 for a noun that means a person, -1 for one that never does, 0 for one that may."""
    return -1 if head in THINGS else 1 if head in PEOPLE or _is_agent(head) else 0


def _is_agent(head: str) -> bool:
    return head.endswith(("man", "woman", "ist", "ian", "eur", "-old", "eer")) or (
        len(head) > 5 and head.endswith(("er", "or"))
    )


def of_source(asked: Asked, mentions: Mentions) -> list[float]:
    """The columns of :data:`SOURCE`; zeros unless the source is a description."""
    ref, description = asked.reference, asked.reference.description
    if description is None or ref.way != "nominal":
        return [0.0] * len(SOURCE)
    head, text = description.head, ref.text.lower()
    first, _, rest = text.partition(" ")
    place, own = ref.place, ref.end
    said = mentions.words.of(head)
    classes = class_of(head)
    earlier = [a for a in asked.earlier if a.head == head]
    kind = stands_for(head)
    return [
        *(float(name in classes or (name == "many" and description.plural)) for name in CLASSES),
        float(first in ("a", "an", "one", "another", "some", "many", "several")),
        float(first in ("this", "that", "these", "those")),
        float(
            first not in ("the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their")
        ),
        float(kind > 0),
        float(kind < 0),
        float(mentions.words.introduced(head, place)),
        float(any(p < place for p in said)),
        math.log1p(sum(not place <= p < own for p in said)) / 3,
        float(any(word in PREPOSITIONS for word in rest.split())),
        float(first in ("both", "two") or rest.startswith("two ")),
        float(any(a.entity < 0 for a in earlier)),
        float(f" {head.title()}" in f" {ref.text}"),
    ]


@dataclass(frozen=True, slots=True)
class Looked:
    """What every candidate of one description is compared with.

    ``fitting`` are the candidates of the right type, the most active first; ``heads``, ``near`` and ``words`` the
    places of the head noun, of nouns akin to it, and of each other word, those of the source itself left out.
    """

    fitting: Sequence[int]
    kin: frozenset[str]
    person: bool
    most_named: int
    heads: Sequence[int]
    near: Sequence[int]
    words: Sequence[Sequence[int]]

    @classmethod
    def of(cls, asked: Asked, fitting: Sequence[int], mentions: Mentions) -> Looked | None:
        """None unless the source is a description."""
        ref, description = asked.reference, asked.reference.description
        if description is None or ref.way != "nominal":
            return None
        head, kin = description.head, kindred(description.head)

        def places(word: str) -> list[int]:
            return [p for p in mentions.words.of(word) if not ref.place <= p < ref.end]

        return cls(
            fitting, kin, stands_for(head) > 0, _most_named(fitting, mentions), places(head),
            [p for noun in kin if noun != head for p in places(noun)],
            [places(word) for word in sorted(description.words)[:6]],
        )  # fmt: skip


def of_candidate(asked: Asked, entity: Entity, mentions: Mentions, looked: Looked | None) -> list[float]:
    """The columns of :data:`CANDIDATE`."""
    description = asked.reference.description
    if description is None or looked is None:
        return [0.0] * len(CANDIDATE)
    fitting = looked.fitting
    head, kin = description.head, looked.kin
    same, every = _beside(entity, looked.heads), len(looked.heads)
    kin_same, kin_every = _beside(entity, looked.near), len(looked.near)
    shares = [_beside(entity, places) / (len(places) + 1) for places in looked.words]
    number = entity.number
    fits = number in fitting
    rank = fitting.index(number) if fits else 6
    earlier = [a for a in asked.earlier if a.head == head]
    own = set(entity.keys)
    return [
        same / (every + 1),
        math.log1p(same) / 2,
        kin_same / (kin_every + 2),
        max(shares, default=0.0),
        sum(share > 0 for share in shares) / max(1, len(shares)),
        float(bool(earlier) and earlier[0].entity == number),
        float(any(a.entity == number for a in earlier[1:])),
        float(fits),
        float(fits and len(fitting) == 1),
        min(rank, 6) / 6,
        float(rank == 0),
        float(len(entity.name) > 1 and entity.name.isupper() and not mentions.text.isupper()),
        float(bool(own & description.words)),
        float(not looked.person and not own.isdisjoint(kin)),
        float(fits and looked.most_named == number),
        float(fits and not kin.isdisjoint(entity.heads)),
        float(is_anothers(head, entity, fitting, mentions)),
    ]


def is_anothers(head: str, entity: Entity, fitting: Sequence[int], mentions: Mentions) -> bool:
    """Whether the text uses ``head`` of another candidate and not of this one."""
    return head not in entity.heads and any(head in mentions.entities[n].heads for n in fitting)


def _most_named(fitting: Sequence[int], mentions: Mentions) -> int:
    return max(fitting, key=lambda n: len(mentions.entities[n].places), default=-1)


def _beside(entity: Entity, places: Sequence[int]) -> int:
    """How many of ``places`` have a name of the entity beside them."""
    beside = 0
    for place in places:
        index = bisect_left(entity.starts, place)
        after = index < len(entity.starts) and entity.starts[index] - place <= _REACH
        before = index > 0 and place - entity.places[index - 1].end <= _REACH
        beside += after or before
    return beside
