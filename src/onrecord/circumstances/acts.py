"""What is done by saying it: a denial, a promise, a question.

A multinomial logistic regression over what can be read off the cue and the content (a closed list of verbs for each
act, the first words of the content, a question mark, "will" and "must"), together with what the network's states of the
cue and the content add.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from onrecord.records import Act

from .scene import Place
from .states import Floats
from .vocabulary import lemma

__all__ = ["ACTS", "VERBS", "Acts", "act_features"]

ACTS: tuple[Act, ...] = get_args(Act)
VERBS: dict[str, str] = {
    verb: act
    for words, act in (
        ("deny refute reject dispute disavow rebut repudiate disclaim dismiss", "denial"),
        ("ask question wonder inquire quiz query enquire", "question"),
        ("promise pledge vow swear commit guarantee", "promise"),
        ("demand urge order call implore beg exhort request insist press plead appeal beseech instruct encourage"
         " petition advise recommend command invite challenge", "demand"),
        ("apologize apologise regret", "apology"),
        ("admit acknowledge concede confess allow own", "admission"),
        ("accuse blame allege charge slam blast attack condemn denounce lash criticize criticise rip decry fault hammer"
         " bash assail deride mock ridicule lambaste chide scold rebuke", "accusation"),
        ("praise laud hail commend applaud salute thank congratulate compliment tout extol celebrate endorse",
         "praise"),
        ("decline refuse", "no-comment"),
        ("threaten", "threat"),
        ("predict forecast project foresee expect anticipate", "prediction"),
    )
    for verb in words.split()
}  # fmt: skip
"""What a verb does by itself, whatever is said."""
_COMMENT = frozenset(
    ("comment", "comments", "respond", "response", "requests", "request", "reply", "answer", "discuss")
)
_NOT = frozenset(("not", "n't", "never", "no", "t", "none", "nothing", "neither", "nor", "without"))
_WILL = frozenset(("will", "would", "shall", "ll", "going", "gonna"))
_MUST = frozenset(("must", "should", "need", "needs", "stop", "let", "please", "have", "ought"))
_ASKING = frozenset(
    "who what when where why how is are do does did can could would will should have has isn".split()
)
_SORRY = frozenset(("sorry", "apologize", "apologise", "apologies", "regret", "regrets", "forgive"))
_APOLOGY = frozenset(("sorry", "apologize", "apologise"))
_PRAISE = frozenset(
    "great amazing wonderful terrific fantastic best proud brilliant incredible love hero".split()
)
_BLAME = frozenset(
    "liar lied lying corrupt crooked failed fraud worst racist disgrace dangerous unfit rigged".split()
)


def act_features(place: Place) -> dict[str, float]:
    """What the cue and the content show."""
    scene = place.scene
    lower = scene.lower
    cue = [lower[i] for i in range(*place.cue) if not scene.mark(i)]
    content = [lower[i] for a, b in place.content for i in range(a, b)]
    words = [w for w in content if w[0].isalnum()]
    after = lower[place.cue[1] : place.cue[1] + 5]
    names = {
        "bias", f"cue {place.head}", f"cue {' '.join(cue[:3])}", f"kind {place.statement.kind}",
        *(f"in cue {w}" for w in cue), *(f"begins {w}" for w in words[:1]), f"begins {' '.join(words[:2])}",
        f"verb {act}" if (act := next((VERBS[w] for w in _lemmas(place) if w in VERBS), None)) else "verb none",
        *(f"{place.head} before {w}" for w in after[:2]), *(f"length {n}" for n in (3, 8, 20) if len(words) <= n),
    }  # fmt: skip
    if "?" in content[-3:]:
        names |= {"question mark", f"question mark {place.head}"}
    if words and words[0] in _ASKING:
        names.add("begins like a question")
    for name, listed in (("will", _WILL), ("must", _MUST), ("not", _NOT), ("sorry", _SORRY), ("praise", _PRAISE),
                         ("blame", _BLAME)):  # fmt: skip
        if listed.intersection(words[:12]):
            names |= {name, f"{name} {place.statement.kind}"}
    silent = not _NOT.isdisjoint(cue) or place.head in ("decline", "refuse")
    if silent and _COMMENT.intersection([*cue, *after, *words[:6]]):
        names.add("no comment")
    if silent:
        names.add("not in cue")
    return dict.fromkeys(names, 1.0)


def _apologises(place: Place) -> bool:
    """A cue that says so ("apologised for"), or a first person who does ("I am deeply sorry")."""
    if VERBS.get(place.head) == "apology" and place.head != "regret":
        return _NOT.isdisjoint(place.scene.lower[slice(*place.cue)])
    words = [w for a, b in place.content for w in place.scene.lower[a : min(b, a + 12)] if w[0].isalnum()][:6]
    return (
        words[:1] in (["i"], ["we"]) and not _NOT.intersection(words) and bool(_APOLOGY.intersection(words))
    )


def _lemmas(place: Place) -> list[str]:
    return [place.head, *(lemma(place.scene.lower[i]) for i in range(*place.cue))]


@dataclass(frozen=True, slots=True, eq=False)
class Acts:
    """Weights by act and feature."""

    weights: Mapping[str, Mapping[str, float]]

    def choose(self, place: Place, added: Floats | None = None) -> Act:
        """The likeliest act of a speech, given what the states add (:data:`ACTS`) to each.

        Of apologies too few are labelled to fit anything: their words decide.
        """
        if _apologises(place):
            return "apology"
        scores = [0.0] * len(ACTS)
        known = _by_feature(self)
        for name in act_features(place):
            for number, weight in known.get(name, ()):
                scores[number] += weight
        if added is not None:
            scores = [a + b for a, b in zip(scores, added.tolist(), strict=True)]
        return ACTS[max(range(len(ACTS)), key=scores.__getitem__)]


@lru_cache(maxsize=4)
def _by_feature(acts: Acts) -> dict[str, list[tuple[int, float]]]:
    """The weights turned round: for each feature the acts that it speaks for or against."""
    table: dict[str, list[tuple[int, float]]] = {}
    for number, act in enumerate(ACTS):
        for name, weight in acts.weights.get(act, {}).items():
            table.setdefault(name, []).append((number, weight))
    return table
