"""One pass over the statements of a document: who speaks in each, as far as names and the scorer tell.

What a source itself names is settled first. Every other statement is put to a *judge* together with its candidates and
what they have to show; its answer is remembered, since whoever has just spoken is likely to go on.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.documents.labelled import is_generic_label
from onrecord.records import Span, Speaker, Statement, Via

from .attribution import joint_speaker, speaker_of
from .conventions import Interview, same_words
from .features import Answer, Asked, candidates, name_keys, rows
from .genders import gender_of_given, gender_of_title
from .mentions import Layout, Mentions
from .names import Names
from .references import refer
from .runs import key_of, keys_of
from .vocabulary import HONORIFICS

__all__ = ["Affinity", "Case", "Judge", "Judgement", "Question", "Reading", "read"]

Floats = NDArray[np.float32]

Affinity = Callable[[NDArray[np.int64]], Floats]
"""For word numbers of the text: log-odds that each belongs to a name of the statement's speaker; NaN where unknown."""

_REMEMBERED = 12
_BY_LAYOUT = 0.95
_SOLE = 0.93


@dataclass(frozen=True, slots=True)
class Case:
    """A statement whose speaker is asked for.

    ``signed``: its source is a signature. ``label`` is that of a turn in a transcript. ``affinity`` is what the
    encoder has to say, None where it says nothing; it read the words from number ``window`` on together with the cue,
    and earlier ones apart.
    """

    statement: Statement
    signed: bool = False
    label: str | None = None
    affinity: Affinity | None = None
    window: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whom a judge takes for the speaker: an entity's number or -1 for nobody named, and how likely that is.

    ``second`` and ``chance`` are the next likely entity's number, or -1, and its probability.
    """

    entity: int
    probability: float
    second: int = -1
    chance: float = 0.0


@dataclass(frozen=True, slots=True)
class Question:
    """What a judge decides on: a case's number, what is asked, the candidates and their rows of features.

    ``affinity`` (2, N) is what the encoder says of each candidate, by its names in the cue's window and before that;
    NaN for one out of its sight. None without an encoder.
    """

    number: int
    asked: Asked
    candidates: Sequence[int]
    table: Floats
    affinity: Floats | None
    mentions: Mentions


Judge = Callable[[Question], Judgement]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the pass found for one statement: a speaker that the source names, or what the judge was asked and said."""

    speaker: Speaker | None = None
    asked: Asked | None = None
    numbers: Sequence[int] = ()
    judgement: Judgement | None = None


def read(
    text: str,
    cases: Sequence[Case],
    names: Names,
    layout: Layout,
    quoted: Sequence[Span],
    judge: Judge,
    heads: Mapping[str, float],
) -> tuple[list[Reading], Mentions]:
    """A reading for each case, in order, and the document's mentions."""
    settled = [_settled(case, names, text) for case in cases]
    named = [
        (case.statement.source.start, case.statement.source.end, speaker.name)
        for case, speaker in zip(cases, settled, strict=True)
        if speaker is not None and speaker.kind == "named" and case.statement.source is not None
    ]
    reported = [span for case in cases for span in case.statement.content.spans]
    mentions = Mentions(text, names, layout, quoted, named, reported)
    contents = _Contents(cases)
    interview = Interview(text, mentions)
    twins = same_words([case.statement for case in cases])
    twins = {n: [t for t in ts if settled[t] is not None] for n, ts in twins.items()}
    answers: list[Answer] = []
    by_case: dict[int, Answer] = {}
    readings = []
    for number, (case, speaker) in enumerate(zip(cases, settled, strict=True)):
        asked = _ask(case, number, mentions, answers, by_case, contents, heads)
        if speaker is None:
            speaker = _by_layout(asked, interview, [settled[t] for t in twins.get(number, ())], mentions)
        reading = Reading(speaker, asked)
        if speaker is not None:
            entity = mentions.find(speaker.name) if speaker.kind == "named" else None
            judgement = Judgement(-1 if entity is None else entity.number, speaker.confidence)
        else:
            numbers = candidates(asked, mentions)
            affinity = None if case.affinity is None else _affinities(case, asked, numbers, mentions)
            table = rows(asked, numbers, mentions)
            judgement = judge(Question(number, asked, numbers, table, affinity, mentions))
            reading = Reading(None, asked, numbers, judgement)
        readings.append(reading)
        answer = Answer(
            asked.reference.place, asked.sentence, asked.paragraph, judgement.entity, judgement.probability,
            asked.reference.way, case.statement.content.start, case.statement.content.end, asked.reference.plural,
            _head_of(asked),
        )  # fmt: skip
        by_case[number] = answer
        answers.insert(0, answer)
        del answers[_REMEMBERED:]
    return readings, mentions


def _head_of(asked: Asked) -> str:
    description = asked.reference.description
    return description.head if description is not None and asked.reference.way == "nominal" else ""


def _settled(case: Case, names: Names, text: str) -> Speaker | None:
    source = case.statement.source
    found = speaker_of(source, names, text, signature=case.signed)
    if case.label is not None:
        belief = case.statement.confidence
        if is_generic_label(case.label):
            return Speaker(case.label, "unnamed", "turn", belief, "label of the turn, which is no name")
        name = case.label if found is None else found.name
        return Speaker(name, "named", "turn", belief, "label of the turn")
    return joint_speaker(source, names, text) if found is None and not case.signed else found


def _by_layout(
    asked: Asked, interview: Interview, twins: Sequence[Speaker | None], mentions: Mentions
) -> Speaker | None:
    """Who speaks by an interview's questions and answers, or because the same words are credited elsewhere."""
    answering = interview.speaker(asked.reference) if not asked.quoted else None
    if answering is not None:
        name = mentions.entities[answering].name
        return Speaker(
            name, "named", "pronoun", _BY_LAYOUT, "questions and answers: the text introduces who answers"
        )
    sole = _sole_name(asked, mentions)
    if sole is not None:
        return Speaker(sole, "named", "partial", _SOLE, "the only one in the text with this name")
    credited = {twin.name for twin in twins if twin is not None and twin.kind == "named"}
    if len(credited) == 1 and asked.reference.way in ("he", "she", "I", "nominal", "bare", "continuation"):
        via: Via = "pronoun" if asked.reference.way in ("he", "she", "I") else "continuation"
        via = "nominal" if asked.reference.way == "nominal" else via
        return Speaker(
            credited.pop(), "named", via, _BY_LAYOUT, "the text gives the same words with this name"
        )
    return None


def _sole_name(asked: Asked, mentions: Mentions) -> str | None:
    """The fullest name of whom a bare surname must mean, where only its place leaves a doubt (as in headlines)."""
    words = asked.reference.text.split()
    keys = keys_of(words)
    sex = asked.sex
    if words and keys[0] in HONORIFICS:
        sex = gender_of_title(keys[0])
        words, keys = words[1:], keys[1:]
    if (
        len(words) != 1
        or len(keys[0]) < 3
        or not words[0][0].isupper()
        or asked.reference.way not in ("nominal", "name")
    ):
        return None
    named = [mentions.entities[n] for n in mentions.by_key.get(keys[0], ())]
    if len(named) != 1 or len(named[0].keys) < 2 or named[0].keys[-1] != keys[0] or named[0].person <= 0:
        return None
    gender = gender_of_given(named[0].keys[0])  # that of the entity may come from the honorific of another
    return named[0].name if sex * named[0].gender >= 0 and sex * gender >= 0 else None


class _Contents:
    """Which statement's content a place lies in, for direct and mixed statements."""

    def __init__(self, cases: Sequence[Case]) -> None:
        spans = [
            (a, b, number)
            for number, case in enumerate(cases)
            if case.statement.kind != "indirect"
            for a, b in case.statement.content.spans
        ]
        self._spans = sorted(spans)
        self._starts = [a for a, _, _ in self._spans]

    def around(self, start: int, end: int, own: int) -> int | None:
        """The number of the case whose content has ``[start, end)`` inside, another than ``own``."""
        index = bisect_right(self._starts, start) - 1
        for a, b, number in reversed(self._spans[max(0, index - 3) : index + 1]):
            if a <= start and end <= b and number != own:
                return number
        return None


def _ask(
    case: Case,
    number: int,
    mentions: Mentions,
    answers: Sequence[Answer],
    by_case: Mapping[int, Answer],
    contents: _Contents,
    heads: Mapping[str, float],
) -> Asked:
    statement = case.statement
    source = statement.source
    inside = mentions.within(source.start, source.end) if source is not None and source.spans else []
    reference = refer(statement, named=bool(inside) and not all(m.owner for m in inside))
    word = mentions.layout.word_at(reference.place)
    around = contents.around(reference.place, reference.end, number)
    description = reference.description
    is_name = reference.way == "name"
    first = key_of(source.text.split()[0]) if is_name and source is not None and source.text.split() else ""
    return Asked(
        statement,
        reference,
        word,
        int(mentions.layout.sentence[word]),
        int(mentions.layout.paragraph[word]),
        mentions.is_quoted(reference.place),
        list(answers),
        by_case.get(around) if around is not None else None,
        heads.get(description.head, 0.0) if description is not None and reference.way == "nominal" else 0.0,
        name_keys(reference.text) - HONORIFICS if is_name else frozenset(),
        gender_of_title(first) if first in HONORIFICS else 0.0,
        frozenset(m.entity for m in inside),
    )


def _affinities(case: Case, asked: Asked, numbers: Sequence[int], mentions: Mentions) -> Floats:
    """(2, N): the best affinity among each candidate's places, in the cue's window and before it."""
    best = np.full((2, len(numbers)), np.nan, np.float32)
    places = [
        (index, mentions.layout.word_at(mention.end - 1))
        for index, number in enumerate(numbers)
        for mention in mentions.entities[number].near(asked.reference.place)
    ]
    if case.affinity is not None and places:
        values = case.affinity(np.array([word for _, word in places], np.int64))
        for (index, word), value in zip(places, values.tolist(), strict=True):
            row = int(word < case.window)
            if not math.isnan(value) and not best[row, index] >= value:
                best[row, index] = value
    return best
