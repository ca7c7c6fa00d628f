"""What may be a statement's addressee, channel and date, each with the features that speak for and against it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.extraction.decoding import Range
from onrecord.records import Piece

from .calendar import When
from .phrases import Phrases
from .scene import Place, Scene, is_verbal
from .vocabulary import AUDIENCES, CHANNEL_WORDS, CROWDS, OUTLETS, PRONOUNS, lemma

__all__ = ["ADDRESSEE", "CHANNEL", "COLUMNS", "SAID_ON", "Candidate", "beside", "candidates"]

ADDRESSEE, CHANNEL, SAID_ON = COLUMNS = ("addressee", "channel", "said_on")
_BUCKETS = ((0, "0"), (1, "1"), (3, "3"), (6, "6"), (12, "12"), (25, "25"))
_AGES = ((0, "0"), (1, "1"), (3, "3"), (7, "7"), (31, "31"), (366, "366"))
LEAST_RUN = -4.0
"""Log-odds from which on a run of words is a candidate by the network alone."""


@dataclass(slots=True)
class Candidate:
    """Words, what they would be, and why."""

    words: Range
    type: str = ""
    when: When | None = None
    features: dict[str, float] = field(default_factory=dict)
    state: float = 0.0
    """What the network's states add to the score of the features."""


def beside(name: str, places: Sequence[Place], phrases: Phrases) -> Iterator[list[Candidate]]:
    """The candidates of every statement of a document in order of cue."""
    last = len(places) - 1
    for i, place in enumerate(places):
        yield candidates(
            name, place, phrases, places[i - 1] if i else None, places[i + 1] if i < last else None
        )


def candidates(
    name: str, place: Place, phrases: Phrases, previous: Place | None = None, following: Place | None = None
) -> list[Candidate]:
    """The candidates for the field ``name`` near a statement, with the features that they have by themselves.

    ``previous`` and ``following`` are the statements beside it, where there are any.
    """
    build = {ADDRESSEE: _addressees, CHANNEL: _channels, SAID_ON: _times}[name]
    found = list(build(place, phrases))
    if name == ADDRESSEE:
        found += _asker(place, previous, found)
        found += _asked(place, following, found)
    if name != SAID_ON:
        found += _runs(place, COLUMNS.index(name), found)
    gaps = [_gap(place, c.words) for c in found]
    least = min((gap for gap, _ in gaps), default=0)
    for candidate, (gap, side) in zip(found, gaps, strict=True):
        _describe(candidate, name, place, gap, side)
        if gap == least:
            candidate.features["nearest"] = 1.0
    if len(found) == 1:
        found[0].features["only"] = 1.0
    return found


def _bucket(value: float, buckets: Sequence[tuple[int, str]]) -> str:
    return next((name for bound, name in buckets if value <= bound), "more")


def _touch(a: Range, b: Range) -> bool:
    """Whether two stretches of words share one."""
    return a[0] < b[1] and b[0] < a[1]


def _gap(place: Place, words: Range) -> tuple[int, str]:
    """Words between candidate and cue, less those of the content, and the side."""
    (a, b), (first, last) = words, place.cue
    if a < last and first < b:
        return 0, "in"
    low, high, side = (last, a, "after") if a >= last else (b, first, "before")
    gap = high - low
    for x, y in place.content:
        gap -= max(0, min(y, high) - max(x, low))
    return gap, side


def _describe(candidate: Candidate, name: str, place: Place, gap: int, side: str) -> None:
    """Features that every field has: where the words stand and what the network says."""
    scene, (a, b) = place.scene, candidate.words
    features = candidate.features
    own = place.own(a)
    s = max(-4, min(2, scene.sentence[a] - scene.sentence[place.verb]))
    p = max(-2, min(1, scene.paragraph[a] - scene.paragraph[place.verb]))
    low, high = (place.cue[1], a) if side == "after" else (b, place.cue[0])
    cues = min(2, scene.cues_between(low, high)) if side != "in" else 0
    distance = _bucket(gap, _BUCKETS)
    at = f"s{s}" if s else f"{side} {distance}"
    path = _path(place, candidate.words, side)
    mean, best = place.network((a, b), COLUMNS.index(name))
    seen = best > -9.0
    features |= {
        "bias": 1.0, f"own {own}": 1.0, f"at {at}": 1.0, f"own {own} at s{s}": 1.0, f"p{p} s{s}": 1.0,
        f"gap {distance} {side}": 1.0, f"cues {cues} {side} s{s}": 1.0, f"kind {place.statement.kind} s{s}": 1.0,
        f"cue {place.head} {'s0' if not s else 'far'}": 1.0, f"path {path} {side} s{s}": 1.0,
        f"path {path} {distance} {side} s{s}": 1.0, f"type {candidate.type} at {at}": 1.0,
        f"type {candidate.type} own {own} {at}": 1.0,
    }  # fmt: skip
    if s and name == CHANNEL:
        features |= _elsewhere(place, candidate)
    if seen:
        features["network"] = 1.0
        features["network mean"] = max(-8.0, min(8.0, mean)) / 4
        features["network best"] = max(-8.0, min(8.0, best)) / 4


def _elsewhere(place: Place, candidate: Candidate) -> dict[str, float]:
    """Of words in another sentence: whether somebody speaks there, whether it is the same one, who speaks between."""
    scene, (a, b) = place.scene, candidate.words
    host = scene.host(a)
    back = a < place.verb
    if host is None:
        who = "nobody there"
        first = bisect_left(scene.cues, b)
    else:
        who = _same(place.statement.source, scene.sources[host])
        first = host + 1
    mine = bisect_left(scene.cues, place.cue[0])
    between = scene.sources[first:mine] if back else []
    others = sum(_same(place.statement.source, other) == "another" for other in between)
    p = min(3, abs(scene.paragraph[a] - scene.paragraph[place.verb]))
    s = min(4, abs(scene.sentence[a] - scene.sentence[place.verb]))
    side = "back" if back else "ahead"
    story = f"{who} others {min(1, others)}"
    names = (
        f"there {who} {side}", f"there {story} {side}", f"there {story} p{p} {side}", f"there {story} s{s} {side}",
        f"there {story} {place.statement.kind} {side}", f"there {who} {place.head}",
        f"there between {min(2, len(between))} others {min(1, others)}", f"there {story} type {candidate.type}",
    )  # fmt: skip
    return dict.fromkeys(names, 1.0)


def _same(mine: Piece | None, theirs: Piece | None) -> str:
    """Whether two sources may be one, coarsely."""
    if mine is None or theirs is None:
        return "unnamed"
    if mine.spans == theirs.spans:
        return "one"
    a, b = mine.text.lower(), theirs.text.lower()
    if a in _SUBJECTS:
        return "pronoun after pronoun" if b == a else "other pronoun" if b in _SUBJECTS else "pronoun"
    if b in _SUBJECTS:
        return "name after pronoun"
    return "same" if a.split()[-1:] == b.split()[-1:] or a.split()[-1] in b.split() else "another"


_PATH = {"content": "content", "source": "source", "cue": "", "said": "", "plain": ""}


def _path(place: Place, words: Range, side: str) -> str:
    """What stands between candidate and cue, less the content: nothing, one phrase, a clause, a sentence."""
    scene, (a, b), (first, last) = place.scene, words, place.cue
    if side == "in":
        return "in"
    low, high = (last, a) if side == "after" else (b, first)
    if high - low > 60:
        return "long"
    kinds = {
        _PATH[role] or hint
        for role, hint in zip(place.roles_of(low, high), scene.hints[low:high], strict=True)
    }
    kinds.discard("")
    return "+".join(sorted(kinds)) or "clear"


def _times(place: Place, phrases: Phrases) -> Iterator[Candidate]:
    scene = place.scene
    for number in scene.times_among(place.first, place.last):
        when, words = scene.times[number], scene.time_words[number]
        a, b = words
        if place.own(a) == "content":
            continue
        before = scene.lower[a - 1] if a else ""
        lead = scene.lower[a] if scene.lower[a] in ("on", "in", "over", "during") else before
        after = scene.lower[b] if b < len(scene.lower) else ""
        follow = _class_of(scene, b)
        governor = lemma(scene.lower[a - 1 - (lead == before)]) if a > 1 else ""
        s0 = scene.sentence[a] == scene.sentence[place.verb]
        near = "s0" if s0 else "far"
        features = {
            f"form {when.form} {near}": 1.0, f"precision {when.precision} {near}": 1.0, f"lead {lead}": 1.0,
            f"lead {lead} {when.form}": 1.0, f"after {after}": 1.0, f"follow {follow} {near}": 1.0,
            f"governor {governor} {near}": 1.0, f"opens {_opens(scene, a)} {near}": 1.0,
            f"verbs {_verbs_between(place, words)} {near}": 1.0, f"tense {_tense(place)} {when.form}": 1.0,
            f"age {_bucket(when.age if when.age is not None else 9999, _AGES)} {near}": 1.0,
            f"before {_class_of(scene, a - 1)} {near}": 1.0,
            f"beside {_beside(place, a - (lead == before), b)} {near}": 1.0,
            f"sentence {(there := _sentence_of(place, words, phrases))} {near}": 1.0,
            f"sentence {there} {when.form} {near}": 1.0, f"form {when.form} {place.statement.kind} {near}": 1.0,
        }  # fmt: skip
        yield Candidate(words, "", when, features)


def _beside(place: Place, a: int, b: int) -> str:
    """Whose cue stands right before or after a time: "said on Friday", "on Friday said"."""
    cues = place.scene.cue_words
    for i in (a - 1, b, a - 2):
        if i in cues:
            return "own cue" if place.cue[0] <= i < place.cue[1] else "other cue"
    return "no cue"


def _sentence_of(place: Place, words: Range, phrases: Phrases) -> str:
    """What else is in a time's sentence: how many say something, and whether a channel is named."""
    scene = place.scene
    number, first, last = scene.sentence[words[0]], words[0], words[1]
    while first > 0 and words[0] - first < 60 and scene.sentence[first - 1] == number:
        first -= 1
    while last < len(scene.lower) and last - words[1] < 60 and scene.sentence[last] == number:
        last += 1
    channel = any(c.lead for c in phrases.channels_among(first, last) if place.own(c.place) != "content")
    return f"{min(2, scene.cues_between(first, last))} {channel}"


def _opens(scene: Scene, i: int) -> str:
    return "sentence" if i == 0 or scene.sentence[i - 1] != scene.sentence[i] else "nothing"


def _class_of(scene: Scene, i: int) -> str:
    """A coarse class of a word beside a candidate."""
    if not 0 <= i < len(scene.lower):
        return "edge"
    word = scene.lower[i]
    if scene.mark(i):
        return word
    if word in CHANNEL_WORDS:
        return "channel"
    return "name" if scene.capital(i) else "verb" if is_verbal(word) else "word"


def _verbs_between(place: Place, words: Range) -> int:
    """Verbs between candidate and cue that are not in the content: who knows whose time it is then."""
    (a, b), (first, last) = words, place.cue
    low, high = (last, a) if a >= last else (b, first)
    if high - low > 40:
        return 2
    between = zip(place.roles_of(low, high), place.scene.hints[low:high], strict=True)
    return min(2, sum(hint == "verb" and role != "content" for role, hint in between))


def _tense(place: Place) -> str:
    word = place.scene.lower[place.verb]
    if word.endswith("ing"):
        return "ing"
    return "present" if word == place.head or word.endswith("s") else "past"


def _channels(place: Place, phrases: Phrases) -> Iterator[Candidate]:
    scene = place.scene
    for phrase in phrases.channels_among(*_reach(place, 2)):
        head = phrase.place
        type_ = CHANNEL_WORDS.get(phrase.head, "other")
        if phrase.head == "conference" and head and scene.lower[head - 1] in ("news", "press"):
            type_ = "press-conference"
        own = place.own(head)
        if own == "content":
            continue
        near = _near(place, head)
        features = {
            f"noun {phrase.head}": 1.0, f"type {type_}": 1.0, f"type {type_} {near}": 1.0, f"type {type_} {own}": 1.0,
            f"lead {phrase.lead} {near}": 1.0, f"lead {phrase.lead} {type_}": 1.0, f"noun {phrase.head} {own}": 1.0,
            f"follow {_class_of(scene, head + 1)} {near}": 1.0, f"length {min(4, head - phrase.words[0])}": 1.0,
            f"cue {place.head} {type_}": 1.0, f"capital {scene.capital(head)} {type_}": 1.0,
            f"after {scene.lower[head + 1] if head + 1 < len(scene.lower) else ''}": 1.0,
            f"verbs {_verbs_between(place, phrase.words)} {near}": 1.0,
        }  # fmt: skip
        if own == "source" and place.source is not None:
            features[f"source ends {place.source[1] - 1 == head} {type_}"] = 1.0
        yield Candidate(phrase.words, type_, None, features)
    for phrase in phrases.listeners_among(*_reach(place, 1)):
        if phrase.trigger not in ("verb", "to", "with", "by") or (
            phrase.trigger != "verb" and phrase.governor not in _ANSWERED
        ):
            continue
        words = place.before_content(phrase.words)
        kind = listener_class(scene, words)
        type_ = "speech" if kind == "crowd" else "interview"
        a = phrase.place
        if place.own(a) == "content":
            continue
        near = _near(place, a)
        yield Candidate(
            (a, words[1]), type_, None,
            {f"told {phrase.governor} {phrase.trigger}": 1.0, f"told {kind} {near}": 1.0, f"told {kind}": 1.0,
             f"told {phrase.governor} {kind}": 1.0, f"told {scene.lower[words[1] - 1]}": 1.0},
        )  # fmt: skip


_ANSWERED = frozenset("interview speak talk ask reach say add interviewed question appear chat joke".split())


def _reach(place: Place, back: int) -> Range:
    """The words of the cue's sentence and of ``back`` ones before: what is farther away is not chosen."""
    sentence = place.scene.sentence
    number = sentence[place.verb]
    return (
        max(place.first, bisect_left(sentence, number - back)),
        min(place.last, bisect_right(sentence, number)),
    )


def _near(place: Place, i: int) -> str:
    scene = place.scene
    if place.cue[0] <= i < place.cue[1]:
        return "cue"
    if scene.sentence[i] == scene.sentence[place.verb]:
        return "s0"
    return "back" if i < place.verb else "ahead"


def listener_class(scene: Scene, words: Range) -> str:
    """Who is told, coarsely: an outlet or one of its people, a crowd, reporters at large, a pronoun, another."""
    own = scene.lower[words[0] : words[1]]
    if own[-1] in PRONOUNS:
        return own[-1] if own[-1] in ("me", "us") else "pronoun"
    if own[-1] in ("reporters", "journalists", "media", "press") and not (
        own[-1] == "press" and len(own) > 1
    ):
        return "reporters"
    if any(word in CROWDS for word in own):
        return "crowd"
    named = any(scene.capital(i) for i in range(*words))
    if any(word in OUTLETS for word in own):
        return "named outlet" if named else "outlet"
    return "name" if named else "other"


def _addressees(place: Place, phrases: Phrases) -> Iterator[Candidate]:
    scene = place.scene
    for phrase in phrases.listeners_among(*_reach(place, 1)):
        near = _near(place, phrase.place)
        is_cue = near == "cue" or phrase.place == place.verb
        gap = _gap(place, (phrase.place, phrase.place + 1))[0]
        if not is_cue and (gap > 30 or (gap > 1 and place.own(phrase.place) == "content")):
            continue
        words = place.before_content(phrase.words)
        kind = listener_class(scene, words)
        head = scene.lower[words[1] - 1]
        trigger, governor = phrase.trigger, phrase.governor
        yield Candidate(
            words, "", None,
            {f"{trigger} of {governor} {near}": 1.0, f"{trigger} {near}": 1.0, f"{trigger} {kind}": 1.0,
             f"{trigger} {kind} {near}": 1.0, f"{trigger} of {governor}": 1.0, f"who {kind}": 1.0,
             f"head {head}": 1.0, f"{trigger} {near} {_bucket(gap, _BUCKETS)}": 1.0,
             f"after {_class_of(scene, words[1])} {near}": 1.0,
             f"listens {head in AUDIENCES} {trigger}": 1.0,
             f"way {(way := _way(trigger, governor))} {near}": 1.0, f"way {way} {kind}": 1.0,
             f"way {way} {near} {scene.capital(words[0])}": 1.0,
             f"way {way} then {_follows(scene, words[1])} {near}": 1.0},
        )  # fmt: skip


def _asked(place: Place, following: Place | None, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Of "Asked about the bridge, Okafor said" the one who answers was asked; so is "Okafor was asked"."""
    if place.head not in _ASKING:
        return
    scene = place.scene
    passive = scene.lower[place.verb - 1] in _PASSIVE if place.verb else False
    opens = place.source is None or place.source[0] > place.verb
    shape = f"{'passive' if passive else 'bare'} {opens}"
    if following is not None and following.source is not None and following.source[1] > following.source[0]:
        s = scene.sentence[following.verb] - scene.sentence[place.verb]
        if s in (0, 1) and not any(_touch(following.source, c.words) for c in found):
            yield Candidate(
                following.source, "", None, {"asked": 1.0, f"asked {shape}": 1.0, f"asked {shape} s{s}": 1.0}
            )
    if passive:
        first = last = place.verb - 1
        while (
            first > 0
            and last - first < 6
            and (scene.capital(first - 1) or scene.lower[first - 1] in PRONOUNS | _SUBJECTS)
        ):
            first -= 1
        if first < last:
            yield Candidate((first, last), "", None, {"was asked": 1.0, f"was asked {opens}": 1.0})


_PASSIVE = frozenset("was were been being is are".split())
_SUBJECTS = frozenset("he she they we i it who".split())


def _asker(place: Place, previous: Place | None, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Whoever asked just before is answered."""
    if previous is None or previous.source is None or previous.source[1] <= previous.source[0]:
        return
    near = place.scene.paragraph[place.verb] - place.scene.paragraph[previous.verb]
    if (
        near in (0, 1)
        and lemma(previous.head) in _ASKING
        and not any(_touch(previous.source, c.words) for c in found)
    ):
        yield Candidate(
            previous.source, "", None, {"asker": 1.0, f"asker {place.head}": 1.0, f"asker p{near}": 1.0}
        )


_WAYS = {
    verb: way
    for way, verbs in {
        "telling": "tell inform assure reassure remind warn advise notify brief update alert caution thank greet"
        " promise",
        "urging": "urge order beg implore press encourage persuade convince instruct invite challenge exhort beseech"
        " demand command direct plead counsel pray appeal push lobby call",
        "asking": "ask question quiz interview grill",
        "writing": "write letter email e-mail mail memo note text message tweet send cable report statement sent",
        "speaking": "speak talk address remark speech speaking lecture say add joke repeat explain announce whisper"
        " shout present testify testimony apology apologize complain confess confide deliver read",
        "meeting": "interview conversation call appear appearance meet meeting discussion chat exchange sit",
        "answering": "reply answer respond response",
    }.items()
    for verb in verbs.split()
}


def _way(trigger: str, governor: str) -> str:
    """The manner of address: who is told, urged (also "called on"), written to, spoken to."""
    way = _WAYS.get(governor, "other")
    if governor == "call":
        return "urging" if trigger in ("on", "upon", "for") else "meeting"
    return way if trigger == "verb" else f"{way} {trigger}"


def _follows(scene: Scene, i: int) -> str:
    """What comes after one who is addressed: that which they are told, or what they are to do."""
    word = scene.lower[i] if i < len(scene.lower) else ""
    if word in ("to", "that", "about", "if", "whether", "what", "how", "why", "in", "on", "at", "not"):
        return word
    return "mark" if i < len(scene.lower) and scene.mark(i) else "word"


_ASKING = frozenset("ask question quiz press wonder challenge inquire".split())


def _runs(place: Place, column: int, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Runs of words that the network points at and no phrase covers."""
    around, offset = place.relation.around, place.relation.offset
    if around.shape[1] <= column or not len(around):
        return
    high = around[:, column] > LEAST_RUN
    if not high.any():
        return
    edges = [i for i in range(1, len(high)) if high[i] != high[i - 1]]
    bounds = [0, *edges, len(high)]
    for a, b in pairwise(bounds):
        words = a + offset, b + offset
        if high[a] and b - a <= 15 and not any(_touch(words, c.words) for c in found):
            heads = [place.scene.lower[i] for i in range(*words) if place.scene.lower[i] in CHANNEL_WORDS]
            kind = CHANNEL_WORDS[heads[-1]] if heads else "other"
            yield Candidate(words, kind if column == 1 else "", None, {"network alone": 1.0})
