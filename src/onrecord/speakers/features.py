"""Who may be meant by a source, and what speaks for and against each: the numbers that the scorer weighs."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.records import Statement

from .descriptions import CANDIDATE as _BY_DESCRIPTION
from .descriptions import SOURCE as _DESCRIPTION
from .descriptions import Looked, of_candidate, of_source, stands_for
from .mentions import Entity, Mention, Mentions
from .references import WAYS, Reference
from .roles import THINGS, kindred
from .runs import keys_of
from .vocabulary import ORGANISATIONS, TITLES

__all__ = ["FEATURES", "Answer", "Asked", "candidates", "name_keys", "rows"]

Floats = NDArray[np.float32]

_BACK, _AHEAD, _KEPT = 48, 8, 12
_PERSON_WAYS: Final = frozenset(("he", "she", "I"))
_LOWER_BEFORE: Final = re.compile(r"([a-z][\w’'-]*)[,\s—–-]*$")
_NAME_WORD: Final = re.compile(r"[^\W\d_][\w’'.-]*")
_ADDRESSED: Final = frozenset(
    "told tells asked asks urged warned accused called informed assured reminded thanked criticized praised "
    "attacked endorsed mocked challenged telling asking calling".split()
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Who said an earlier statement, as far as decided: the entity's number, or -1 for nobody named."""

    place: int
    sentence: int
    paragraph: int
    entity: int
    belief: float
    way: str
    start: int
    end: int
    plural: bool = False
    head: str = ""


@dataclass(slots=True)
class Asked:
    """A statement whose speaker is asked for, with what is known around it."""

    statement: Statement
    reference: Reference
    word: int
    sentence: int
    paragraph: int
    quoted: bool
    earlier: Sequence[Answer]
    around: Answer | None = None
    head_prior: float = 0.0
    names: frozenset[str] = frozenset()
    sex: float = 0.0
    inside: frozenset[int] = field(default_factory=frozenset)


def candidates(asked: Asked, mentions: Mentions) -> list[int]:
    """The entities that may be meant, the nearest first; their number does not grow with the text."""
    place = asked.reference.place
    at = bisect_left(mentions.starts, place)
    found: dict[int, None] = {}
    for mention in reversed(mentions.places[max(0, at - _BACK) : at]):
        if len(found) == _KEPT:
            break
        found.setdefault(mention.entity)
    for mention in mentions.places[at : at + _AHEAD]:
        if mention.paragraph > asked.paragraph + 1:
            break
        found.setdefault(mention.entity)
    for answer in asked.earlier[:3]:
        if answer.entity >= 0:
            found.setdefault(answer.entity)
    if asked.around is not None and asked.around.entity >= 0:
        found.setdefault(asked.around.entity)
    for number in mentions.main:
        found.setdefault(number)
    description = asked.reference.description
    if description is not None and asked.reference.way == "nominal":
        for noun in kindred(description.head):
            for number in mentions.by_head.get(noun, ())[:4]:
                found.setdefault(number)
    for name in asked.names:
        for number in mentions.by_key.get(name, ())[:6]:
            found.setdefault(number)
    if asked.reference.way == "nominal":  # "Lind’s lawyer" is not Lind, "a Harbour Board member" no board
        for number in asked.inside:
            found.pop(number, None)
    return list(found)


def rows(asked: Asked, numbers: Sequence[int], mentions: Mentions) -> Floats:
    """(1 + N, features): what speaks for nobody (the first row), and for each candidate."""
    source = _of_source(asked, numbers, mentions)
    shared = _Shared.of(asked, numbers, mentions)
    table = [[1.0, *source, *([0.0] * len(_CANDIDATE))]]
    table += [[0.0, *source, *_of_candidate(asked, mentions.entities[n], mentions, shared)] for n in numbers]
    return np.array(table, np.float32)


_SOURCE: Final = (
    *(f"way {way}" for way in WAYS), "quoted", "plural", "definite", "gender", "head prior", "owner",
    "names inside", "length", "direct", "indirect", "thought", "earlier named here", "earlier unnamed here",
    "earlier in sentence", "no earlier", "lower before", "capital before", "opens paragraph", "around",
    "head known", "paragraph", "organisation head", "follows unnamed plural", "capital words",
    *_DESCRIPTION,
)  # fmt: skip
_CANDIDATE: Final = (
    "before", "sentences", "same sentence", "one sentence", "same paragraph", "last paragraph",
    "paragraphs", "words", "rank", "rank agreeing", "rank subjects", "subject", "owner", "opens",
    "last quoted", "full", "count", "count before", "share", "first place", "gender", "gender known",
    "against gender", "person", "organisation", "plural clash", "spoke last", "spoke last here",
    "spoke before last", "spoke here", "spoke often", "spoke around", "belief", "head", "head kin",
    "words shared", "age", "word share", "gender of head", "inside source", "asked name", "asked fully",
    "sex", "touching", "after near", "after sentence", "after only", "addressed", "in content",
    "content begins", "title", "subject of last", "sole agreeing", "best agreeing", "named since",
    "he since", "unquoted distance", "most named", "active rank", "active first", "others since",
    "newer than last speaker", "active paragraphs", "last reported", "first subject of paragraph",
    "share of people", "sole head", "sole kin", "head rank", "thing by both", "person by both",
    "thing against", "name word", *_BY_DESCRIPTION,
)  # fmt: skip
FEATURES: Final = ("nobody", *_SOURCE, *_CANDIDATE)
"""The columns of :func:`rows`."""


def _of_source(asked: Asked, numbers: Sequence[int], mentions: Mentions) -> list[float]:
    ref, text = asked.reference, mentions.text
    description = ref.description
    last = asked.earlier[0] if asked.earlier else None
    here = last is not None and last.paragraph == asked.paragraph
    before = text[max(0, ref.place - 24) : ref.place]
    lower = _LOWER_BEFORE.search(before) is not None
    capital = bool(before.rstrip(" ,\xa0")[-1:].isalnum()) and not lower
    heads = (
        kindred(description.head) if description is not None and ref.way == "nominal" else frozenset[str]()
    )
    statement = asked.statement
    capitals = [w for w in _NAME_WORD.findall(ref.text)[1:] if w[0].isupper()]
    return [
        *(float(ref.way == way) for way in WAYS),
        float(asked.quoted),
        float(ref.plural),
        float(description is not None and description.definite),
        ref.gender / 4,
        asked.head_prior,
        float(bool(ref.owner) or "’s " in ref.text or "'s " in ref.text),
        float(bool(asked.inside)),
        math.log1p(len(ref.text)) / 4,
        float(statement.kind == "direct"),
        float(statement.kind == "indirect"),
        float(statement.factuality == "thought"),
        float(here and last is not None and last.entity >= 0),
        float(here and last is not None and last.entity < 0),
        float(last is not None and last.sentence == asked.sentence),
        float(last is None),
        float(lower),
        float(capital),
        float(asked.word > 0 and int(mentions.layout.paragraph[asked.word - 1]) != asked.paragraph),
        float(asked.around is not None),
        float(any(not heads.isdisjoint(mentions.entities[n].heads) for n in numbers)),
        math.log1p(asked.paragraph) / 4,
        float(description is not None and description.head in ORGANISATIONS),
        float(here and last is not None and last.entity < 0 and last.plural),
        min(3, len(capitals)) / 3,
        *of_source(asked, mentions),
    ]


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all candidates of one statement are compared by."""

    rank: Mapping[int, int]
    agreeing: Mapping[int, int]
    subjects: Mapping[int, int]
    spoken: Mapping[int, int]
    active: Mapping[int, int]
    active_rank: Mapping[int, int]
    subject_of_last: int
    opening: int
    most: int
    heads: Mapping[int, int]
    kin: Mapping[int, int]
    ahead: Sequence[Mention]
    total: int
    looked: Looked | None

    @classmethod
    def of(cls, asked: Asked, numbers: Sequence[int], mentions: Mentions) -> _Shared:
        place = asked.reference.place
        at = bisect_left(mentions.starts, place)
        rank: dict[int, int] = {}
        subjects: dict[int, int] = {}
        subject_of_last, seen_sentence, opening = -1, -1, -1
        for mention in reversed(mentions.places[max(0, at - _BACK) : at]):
            rank.setdefault(mention.entity, len(rank))
            if mention.paragraph == asked.paragraph and not mention.quoted and not mention.reported:
                opening = mention.entity
            if mention.subject and not mention.quoted and not mention.reported:
                subjects.setdefault(mention.entity, len(subjects))
            if (
                mention.sentence < asked.sentence
                and not mention.quoted
                and seen_sentence in (-1, mention.sentence)
            ):
                seen_sentence = mention.sentence
                subject_of_last = mention.entity
        agreeing: dict[int, int] = {}
        for number in sorted(rank, key=rank.__getitem__):
            if _agrees(asked, mentions.entities[number]):
                agreeing[number] = len(agreeing)
        spoken: dict[int, int] = {}
        for answer in asked.earlier:
            if answer.entity >= 0:
                spoken[answer.entity] = spoken.get(answer.entity, 0) + 1
        active = _activity(asked, numbers, mentions)
        ranked = sorted((n for n in active if _agrees(asked, mentions.entities[n])), key=lambda n: -active[n])
        active_rank = {n: r for r, n in enumerate(ranked)}
        ahead = mentions.places[at : at + _AHEAD]
        most = max((len(mentions.entities[n].places) for n in numbers), default=1)
        return cls(
            rank, agreeing, subjects, spoken, active, active_rank, subject_of_last, opening, most,
            *_described(asked, numbers, mentions, active), ahead, len(mentions.places),
            Looked.of(asked, _fitting(asked, numbers, mentions, active), mentions),
        )  # fmt: skip


def _described(
    asked: Asked, numbers: Sequence[int], mentions: Mentions, active: Mapping[int, int]
) -> tuple[dict[int, int], dict[int, int]]:
    """The candidates that the text calls by the head noun of the source, and by a kindred one, the latest first."""
    description = asked.reference.description
    if description is None or asked.reference.way != "nominal":
        return {}, {}
    alike = kindred(description.head)
    order = sorted(numbers, key=lambda n: -active.get(n, -1))
    same = [n for n in order if description.head in mentions.entities[n].heads]
    near = [n for n in order if not alike.isdisjoint(mentions.entities[n].heads)]
    return {n: rank for rank, n in enumerate(same)}, {n: rank for rank, n in enumerate(near)}


def _fitting(
    asked: Asked, numbers: Sequence[int], mentions: Mentions, active: Mapping[int, int]
) -> list[int]:
    """The candidates of the type that a description means, those latest on stage first."""
    description = asked.reference.description
    if description is None or asked.reference.way != "nominal":
        return []
    found = [n for n in numbers if n in active and _agrees(asked, mentions.entities[n])]
    return sorted(found, key=lambda n: -active[n])


def _activity(asked: Asked, numbers: Sequence[int], mentions: Mentions) -> dict[int, int]:
    """Where each candidate last was on stage: named outside quotations, or speaking."""
    found: dict[int, int] = {}
    for number in numbers:
        entity = mentions.entities[number]
        index = bisect_left(entity.starts, asked.reference.place)
        for mention in reversed(entity.places[max(0, index - 6) : index]):
            if not mention.quoted and not mention.reported and not mention.owner:
                found[number] = mention.start
                break
    for answer in reversed(asked.earlier):
        if answer.entity in numbers and answer.place < asked.reference.place:
            found[answer.entity] = max(found.get(answer.entity, 0), answer.place)
    return found


def _agrees(asked: Asked, entity: Entity) -> bool:
    way = asked.reference.way
    if way in _PERSON_WAYS or (way in ("nominal", "who") and asked.reference.gender):
        return entity.person > -1 and asked.reference.gender * entity.gender >= 0
    if way == "it":
        return entity.person < 1
    if way == "nominal" and asked.reference.description is not None:
        kind = stands_for(asked.reference.description.head)
        return entity.person < 1 if kind < 0 else entity.person > -1 if kind > 0 else True
    return True


def _of_candidate(asked: Asked, entity: Entity, mentions: Mentions, shared: _Shared) -> list[float]:
    ref = asked.reference
    place = ref.place
    last = entity.before(place)
    while last is not None and last.start >= ref.place:
        last = None
    first = entity.places[0] if entity.places else None
    number = entity.number
    sentences = asked.sentence - last.sentence if last is not None else 30
    paragraphs = asked.paragraph - last.paragraph if last is not None else 12
    count_before = bisect_left(entity.starts, place)
    gender = ref.gender or asked.sex
    agreement = max(-1.0, min(1.0, entity.gender / 4)) * max(-1.0, min(1.0, gender / 4))
    earlier = asked.earlier
    description = ref.description if ref.way == "nominal" else None
    heads = kindred(description.head) if description is not None else frozenset[str]()
    thing = description is not None and description.head in THINGS
    person = description is not None and (description.head in TITLES or bool(ref.gender))
    shared_words = len(description.words & (entity.words | entity.heads)) if description is not None else 0
    key_match = entity.keys[-1] in asked.names or (entity.keys[0] in asked.names and len(entity.keys) > 1)
    after = entity.after(ref.end)
    near_after = after.word - asked.word if after is not None else 99
    since = sum(1 for a in earlier[:4] if last is not None and a.place > last.end and a.way in ("he", "she"))
    unquoted = next(
        (
            m
            for m in reversed(entity.places[max(0, count_before - 6) : count_before])
            if not m.quoted and not m.reported
        ),
        None,
    )
    unquoted_distance = asked.sentence - unquoted.sentence if unquoted is not None else 30
    content = asked.statement.content
    in_content = [m for a, b in content.spans for m in _inside(entity, a, b)]
    rank = shared.rank.get(number, 12)
    return [
        float(last is not None),
        math.log1p(max(0, sentences)) / 3,
        float(sentences == 0),
        float(sentences == 1),
        float(paragraphs == 0),
        float(paragraphs == 1),
        math.log1p(max(0, paragraphs)) / 3,
        math.log1p(max(0, asked.word - last.word)) / 6 if last is not None else 1.5,
        min(rank, 6) / 6,
        min(shared.agreeing.get(number, 6), 6) / 6,
        min(shared.subjects.get(number, 6), 6) / 6,
        float(last is not None and last.subject),
        float(last is not None and last.owner),
        float(last is not None and last.opens),
        float(last is not None and last.quoted),
        float(last is not None and last.full),
        math.log1p(len(entity.places)) / 3,
        math.log1p(count_before) / 3,
        len(entity.places) / max(1, shared.total),
        math.log1p(first.paragraph) / 4 if first is not None else 1.0,
        agreement,
        float(abs(entity.gender) > 1.5),
        float(agreement < -0.2),
        entity.person / 5,
        float(entity.person < -1),
        float(ref.plural and entity.person > 0),
        float(bool(earlier) and earlier[0].entity == number),
        float(bool(earlier) and earlier[0].entity == number and earlier[0].paragraph == asked.paragraph),
        float(len(earlier) > 1 and earlier[1].entity == number),
        float(any(a.entity == number and a.paragraph == asked.paragraph for a in earlier[:6])),
        math.log1p(shared.spoken.get(number, 0)) / 3,
        float(asked.around is not None and asked.around.entity == number),
        earlier[0].belief if earlier and earlier[0].entity == number else 0.0,
        float(description is not None and description.head in entity.heads),
        float(not heads.isdisjoint(entity.heads)),
        min(3, shared_words) / 3,
        float(description is not None and description.age is not None and description.age == entity.age),
        shared_words / max(1, len(description.words)) if description is not None else 0.0,
        agreement if description is not None else 0.0,
        float(number in asked.inside),
        float(key_match),
        float(bool(asked.names) and asked.names <= set(entity.keys)),
        max(-1.0, min(1.0, asked.sex * entity.gender / 8)),
        float(last is not None and last.end >= ref.place - 3),
        float(near_after < 6),
        float(after is not None and after.sentence == asked.sentence),
        float(last is None and after is not None),
        float(_addressed(asked, after, mentions)),
        float(bool(in_content)),
        float(any(m.start - content.start < 12 for m in in_content)),
        float(first is not None and first.paragraph <= 2),
        float(shared.subject_of_last == number),
        float(len(shared.agreeing) == 1 and number in shared.agreeing),
        float(shared.agreeing.get(number) == 0),
        min(rank, 12) / 12,
        min(3, since) / 3,
        math.log1p(max(0, unquoted_distance)) / 3,
        float(bool(mentions.main) and mentions.main[0] == number),
        min(shared.active_rank.get(number, 6), 6) / 6,
        float(shared.active_rank.get(number) == 0),
        min(
            4,
            sum(
                p > shared.active.get(number, -1) for n, p in shared.active.items() if n in shared.active_rank
            ),
        )
        / 4,
        float(bool(earlier) and last is not None and not last.quoted and last.start > earlier[0].place),
        float(number in shared.active and "\n" in mentions.text[shared.active[number] : place]),
        float(last is not None and last.reported),
        float(number == shared.opening),
        len(entity.places) / max(1, shared.most),
        float(shared.heads.get(number, -1) == 0 and len(shared.heads) == 1),
        float(shared.kin.get(number, -1) == 0 and len(shared.kin) == 1),
        min(shared.kin.get(number, 4), 4) / 4,
        float(thing and entity.person < 0),
        float(person and entity.person > 0),
        float((thing and entity.person > 0) or (person and entity.person < -1)),
        float(description is not None and description.head in entity.keys),
        *of_candidate(asked, entity, mentions, shared.looked),
    ]


def _inside(entity: Entity, start: int, end: int) -> list[Mention]:
    return entity.places[bisect_left(entity.starts, start) : bisect_left(entity.starts, end)]


def _addressed(asked: Asked, after: Mention | None, mentions: Mentions) -> bool:
    """Whether the cue's verb has the candidate as its object ("told **Lind**")."""
    cue = asked.statement.cue
    if cue is None or after is None or not cue.end <= after.start <= cue.end + 24:
        return False
    verb = mentions.text[cue.start : cue.end].lower().split()
    return bool(verb) and (
        verb[0] in _ADDRESSED or verb[-1] in ("to", "with", "that") or verb[0] in ("told",)
    )


def name_keys(text: str) -> frozenset[str]:
    """The keys of the capitalised words of a source."""
    words = [w for w in _NAME_WORD.findall(text) if w[0].isupper()]
    return frozenset(k.removesuffix("'s") for k in keys_of(words) if len(k) > 1)
