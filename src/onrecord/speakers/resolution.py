"""From statements to speakers: names in the source, else the candidate that the scorer is sure of, else a description.

Every answer says how it was found and through which places of the text. Below the confidence that a way of referring
needs, nobody is named: a description stays a description, and a pronoun has no speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from onrecord.records import Span, Speaker, Via

from .descriptions import is_anothers
from .features import Asked, candidates, rows
from .genders import CLEAR, gender_of_given, gender_of_title
from .mentions import Entity, Layout, Mentions
from .names import Names
from .reading import Case, Judgement, Question, Reading, read
from .reasons import chain_to, named_chain, reason_for
from .references import Reference
from .roles import ARTICLES, THINGS
from .runs import key_of
from .scorer import Scorer, group_of, shipped_scorer

__all__ = ["speakers_of"]

_VIA: Final[dict[str, Via]] = {
    "nominal": "nominal", "name": "partial", "continuation": "continuation", "bare": "continuation",
}  # fmt: skip
_CUT: Final = re.compile(r"[,;:(—–]|\s-\s|\b(?:who|whom|whose|which|that)\b")
_SURE_NOBODY: Final = 0.5
_AUTHORS: Final = frozenset(("I", "we"))
_SENTENCES: Final = 3
_TAKEN_UP: Final = 0.9
_SOLE_OFFICES: Final = frozenset(
    "senator governor mayor judge justice secretary minister ambassador general".split()
)
_PARTNER: Final = 0.15  # the least probability of a second speaker
_OWNER: Final = 0.9  # on the articles kept out 9 of 9 owners are right from here on, 5 of 7 below
_LONGEST: Final = 12  # words of a description


def speakers_of(
    text: str,
    cases: Sequence[Case],
    layout: Layout,
    quoted: Sequence[Span],
    *,
    names: Names | None = None,
    author: str | None = None,
    scorer: Scorer | None = None,
) -> list[Speaker | None]:
    """The speaker of each case, in order; None where the text does not tell.

    ``layout`` has the words of ``text``, ``quoted`` the spans of its quotations, ``author`` is who wrote it. Work is
    linear in the text and in the number of cases.
    """
    if not cases or not len(layout.starts):
        return [None] * len(cases)
    scorer = scorer or shipped_scorer()
    if not scorer.settings.get("affinity"):  # then it need not be computed
        cases = [replace(case, affinity=None) for case in cases]

    def judge(question: Question) -> Judgement:
        chances = scorer.probabilities(question.table, group_of(question.asked.reference), question.affinity)
        best = int(chances.argmax())
        if not best:
            return Judgement(-1, float(chances[0]))
        chances[0], highest = -1.0, float(chances[best])
        first, chances[best] = question.candidates[best - 1], -1.0
        after = int(chances.argmax())
        if not after:
            return Judgement(first, highest)
        return Judgement(first, highest, question.candidates[after - 1], float(chances[after]))

    readings, mentions = read(text, cases, names or Names(text), layout, quoted, judge, scorer.heads)
    answers = [
        _answer(case, reading, mentions, scorer, author)
        for case, reading in zip(cases, readings, strict=True)
    ]
    for number in range(len(answers) - 2, -1, -1):
        answers[number] = _taken_up(number, answers, readings, mentions) or answers[number]
    return answers


def _taken_up(
    number: int, answers: Sequence[Speaker | None], readings: Sequence[Reading], mentions: Mentions
) -> Speaker | None:
    """Whom a description means when a pronoun takes it up at once and the layout tells whose words follow.

    "The young performer sent a new post. **He** wrote:" and a post with a signature; nobody may be named in between.
    """
    asked, now = readings[number].asked, answers[number]
    if asked is None or (now is not None and now.kind == "named"):
        return None
    described = asked.reference.description
    if asked.reference.way != "nominal" or described is None or described.plural or not described.definite:
        return None
    for later, answer in zip(
        readings[number + 1 : number + 4], answers[number + 1 : number + 4], strict=True
    ):
        then = later.asked
        if then is None or then.reference.place <= asked.reference.place:
            continue
        settled = later.speaker is not None and answer is not None and then.reference.way in ("he", "she")
        between = mentions.within(asked.reference.end, then.reference.place)
        if not settled or answer is None or then.sentence - asked.sentence > _SENTENCES:
            return None
        if described.head in THINGS or any(not m.reported and not m.quoted for m in between):
            return None
        return replace(
            answer, via="nominal", confidence=_TAKEN_UP, reason="the pronoun that takes it up means this name"
        )
    return None


def _answer(
    case: Case, reading: Reading, mentions: Mentions, scorer: Scorer, author: str | None
) -> Speaker | None:
    asked, judgement = reading.asked, reading.judgement
    if reading.speaker is not None:
        chain = named_chain(case.statement, reading.speaker.name, mentions)
        return replace(reading.speaker, chain=chain)
    assert asked is not None and judgement is not None
    reference = asked.reference
    group = group_of(reference)
    via = _VIA.get(reference.way, "pronoun")
    if judgement.entity >= 0 and _means_people(asked, judgement.entity, mentions):
        both = _both(case, asked, judgement, mentions, scorer)
        return both or _described(asked, mentions, scorer, 1 - judgement.probability)
    if judgement.entity >= 0 and _is_of_the_other_sex(asked, mentions.entities[judgement.entity]):
        return None
    if judgement.entity >= 0 and _holds_no_such_office(reading, mentions):
        return _described(asked, mentions, scorer, 1 - judgement.probability)
    if judgement.entity >= 0:
        confidence = scorer.confidence(judgement.probability, group)
        if confidence >= scorer.least(group):
            entity = mentions.entities[judgement.entity]
            chain = chain_to(case.statement, asked, entity, mentions)
            return Speaker(entity.name, "named", via, confidence, reason_for(asked, entity, mentions), chain)
        return _described(asked, mentions, scorer, 1 - confidence)
    if reference.way in _AUTHORS and not asked.quoted and asked.around is None:
        return Speaker(
            author or "author",
            "author",
            "pronoun",
            judgement.probability,
            "the text's own writer, outside quotations",
        )
    return _described(asked, mentions, scorer, judgement.probability)


def _is_of_the_other_sex(asked: Asked, entity: Entity) -> bool:
    """Whether an honorific before a surname contradicts the given name of the likeliest: "Mrs. Lind" is not Peter."""
    title = gender_of_title(key_of(asked.reference.text.partition(" ")[0]))
    given = gender_of_given(entity.keys[0]) if len(entity.keys) > 1 else 0.0
    return asked.reference.way in ("name", "nominal") and title * given < 0 and abs(given) >= CLEAR


def _holds_no_such_office(reading: Reading, mentions: Mentions) -> bool:
    """Whether a description names an office that the text gives to another candidate than the likeliest."""
    asked, judgement = reading.asked, reading.judgement
    description = asked.reference.description if asked is not None else None
    if asked is None or judgement is None or description is None or asked.reference.way != "nominal":
        return False
    entity = mentions.entities[judgement.entity]
    return description.head in _SOLE_OFFICES and is_anothers(
        description.head, entity, reading.numbers, mentions
    )


def _means_people(asked: Asked, entity: int, mentions: Mentions) -> bool:
    """Whether several people are meant ("both candidates", "they"), so that one name would be wrong."""
    return (
        asked.reference.plural
        and asked.reference.way in ("nominal", "they")
        and mentions.entities[entity].person > 0
    )


def _both(
    case: Case, asked: Asked, judgement: Judgement, mentions: Mentions, scorer: Scorer
) -> Speaker | None:
    """The two people whom "they" or "both candidates" means; None if only one is likely, or neither is sure."""
    group = group_of(asked.reference)
    confidence = scorer.confidence(min(1.0, judgement.probability + judgement.chance), group)
    if judgement.second < 0 or judgement.chance < _PARTNER or confidence < scorer.least(group):
        return None
    pair = [mentions.entities[n] for n in (judgement.entity, judgement.second)]
    if pair[1].person <= 0:
        return None
    first, second = sorted(pair, key=lambda e: e.starts[0])
    via = _VIA.get(asked.reference.way, "pronoun")
    chain = chain_to(case.statement, asked, first, mentions)
    name = f"{first.name} and {second.name}"
    return Speaker(name, "named", via, confidence, "several are meant, and these two fit best", chain)


def _described(asked: Asked, mentions: Mentions, scorer: Scorer, belief: float) -> Speaker | None:
    """The description that a source gives of somebody unnamed; None for a pronoun or no source."""
    reference = asked.reference
    if reference.way not in ("nominal", "name") or (belief < _SURE_NOBODY and reference.way == "name"):
        return None
    words = _CUT.split(reference.text, maxsplit=1)[0].split()
    while len(words) > 1 and words[0].lower() in ARTICLES:
        if reference.owner and words[0].lower() == reference.text.split()[0].lower():
            owner = _owner(asked, mentions, scorer)
            words[0] = f"{owner}’s" if owner else ""
            break
        words = words[1:]
    name = " ".join(words[:_LONGEST]).strip()
    if not name or all(word[:1].isupper() for word in words):
        return None  # a name in doubt is no description
    return Speaker(
        name, "unnamed", "nominal", belief, "described in the source; the document gives no name for it"
    )


def _owner(asked: Asked, mentions: Mentions, scorer: Scorer) -> str | None:
    """Whose something is: the name behind the "his" of "his campaign", if that is sure."""
    reference = asked.reference
    way = reference.owner
    if way not in ("he", "she"):
        return None
    gender = 4.0 if way == "he" else -4.0
    owner = Reference("he" if way == "he" else "she", reference.place, reference.place + 3, way, way, gender)
    question = replace(asked, reference=owner, names=frozenset(), inside=frozenset(), head_prior=0.0)
    numbers = candidates(question, mentions)
    chances = scorer.probabilities(rows(question, numbers, mentions), "pronoun")
    best = int(chances.argmax())
    if not best or scorer.confidence(float(chances[best]), "pronoun") < _OWNER:
        return None
    return mentions.entities[numbers[best - 1]].name
