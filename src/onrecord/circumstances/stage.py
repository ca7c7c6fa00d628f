"""The circumstances of every statement of a document, in one pass over its cues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from onrecord.documents import Document
from onrecord.documents.datelines import dateline_of
from onrecord.extraction.encoder import Halves
from onrecord.extraction.statements import Found, with_flags
from onrecord.extraction.words import Words
from onrecord.records import Act, Channel, Piece, SaidOn, Statement

from .acts import Acts
from .calendar import When, times_in
from .candidates import ADDRESSEE, CHANNEL, COLUMNS, SAID_ON, Candidate, beside
from .phrases import Phrases
from .ranking import Ranker, choose, weights
from .reporting import reporters_of
from .scene import Place, Scene
from .states import Floats, layers, means_of

__all__ = ["Circumstances", "circumstances_of"]

_HANDLE = re.compile(r"\s*\(?@\w{1,30}\)?")
_ABSOLUTE = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What surrounds one statement; None for what the text does not say. ``act`` is None where it stays as it was."""

    act: Act | None = None
    addressee: Piece | None = None
    channel: Channel | None = None
    said_on: SaidOn | None = None
    reported_by: Piece | None = None
    flags: tuple[str, ...] = ()

    def added_to(self, statement: Statement) -> Statement:
        """The statement with these circumstances."""
        whole = replace(
            statement,
            act=self.act or statement.act,
            addressee=self.addressee,
            channel=self.channel,
            said_on=self.said_on,
            reported_by=self.reported_by,
        )
        return with_flags(whole, *self.flags) if self.flags else whole


def circumstances_of(
    document: Document, words: Words, found: Sequence[Found], states: Halves | None = None
) -> list[Circumstances]:
    """The circumstances of each of ``found``, in the same order.

    ``states`` (words, width) are the network's; without them the words alone decide. Time and memory are linear in the
    text and the number of statements.

    Raises:
        ModelError: the weights of the package are missing or damaged.
    """
    statements = [f.statement for f in found]
    if not statements:
        return []
    scene = Scene(document, words, statements)
    phrases = Phrases(scene)
    rankers, acts = _fitted()
    reporters = reporters_of(scene, phrases, statements)
    doubtful = _is_contradicted(document, scene)
    result = [Circumstances(reported_by=piece) for piece in reporters]
    numbered = sorted((f.relation.cue, i) for i, f in enumerate(found) if f.relation is not None)
    places = [scene.place(statements[i], relation) for _, i in numbered if (relation := found[i].relation)]
    answers = {}
    for name in COLUMNS:
        possible = list(beside(name, places, phrases))
        if states is not None:
            _add_states(name, places, possible, states)
        answers[name] = _chosen(rankers[name], possible)
    more = _act_states(places, states)
    for n, ((_, i), place) in enumerate(zip(numbered, places, strict=True)):
        chosen = {name: answers[name][n] for name in COLUMNS}
        act = acts.choose(place, more[n]) if statements[i].factuality == "speech" else None
        result[i] = _told(scene, chosen, act, reporters[i], doubtful)
    for i, f in enumerate(found):
        if f.relation is None and f.signed:
            result[i] = _signed(scene, f.statement, reporters[i])
    return result


def _add_states(
    name: str, places: Sequence[Place], possible: Sequence[Sequence[Candidate]], states: Halves
) -> None:
    """Write into the candidates of one field what the states add to their scores."""
    every = [c for found in possible for c in found]
    if every:
        verbs, counts = (
            states[[p.verb for p in places]].astype(np.float32),
            [len(found) for found in possible],
        )
        added = layers()[name](means_of(states, [[c.words] for c in every]), verbs, counts)
        for candidate, value in zip(every, added[:, 0].tolist(), strict=True):
            candidate.state = value


def _act_states(places: Sequence[Place], states: Halves | None) -> Sequence[Floats | None]:
    """What the states add to the score of every act, for each statement."""
    if states is None or not places:
        return [None] * len(places)
    contents = means_of(states, [p.content for p in places])
    return list(layers()["act"](states[[p.verb for p in places]].astype(np.float32), contents))


def _chosen(ranker: Ranker, possible: Iterable[list[Candidate]]) -> list[Candidate | None]:
    """The answer for each statement, None where "none" or a doubt wins."""
    bests = ((found, choose(ranker, found)) for found in possible)
    return [None if best is None else found[best[0]] for found, best in bests]


@cache
def _fitted() -> tuple[dict[str, Ranker], Acts]:
    raw = weights()
    rankers = {name: Ranker(raw[name]["weights"], raw[name]["least"]) for name in COLUMNS}
    return rankers, Acts(raw["act"]["weights"])


def _is_contradicted(document: Document, scene: Scene) -> bool:
    """Whether the document's date cannot be that of its own dateline."""
    line = dateline_of(document.text, document.body)
    return line is not None and scene.anchor is not None and not line.agrees(scene.anchor)


def _told(
    scene: Scene, chosen: dict[str, Candidate | None], act: Act | None, reporter: Piece | None, doubtful: bool
) -> Circumstances:
    addressee, channel, time = chosen[ADDRESSEE], chosen[CHANNEL], chosen[SAID_ON]
    when = None if time is None else time.when
    said_on = None if when is None else _said_on(scene, when)
    reckoned = when is not None and not _ABSOLUTE.search(scene.text, *when.span)
    return Circumstances(
        act,
        None if addressee is None else _piece(scene, addressee),
        None if channel is None else Channel(channel.type, _piece(scene, channel)),
        said_on,
        reporter,
        ("doubtful-date",) if doubtful and reckoned else (),
    )


def _piece(scene: Scene, candidate: Candidate) -> Piece:
    return Piece.of(scene.text, [scene.span_of(candidate.words)])


def _said_on(scene: Scene, when: When) -> SaidOn:
    return SaidOn(when.date, when.precision, Piece.of(scene.text, [when.span]))


def _signed(scene: Scene, statement: Statement, reporter: Piece | None) -> Circumstances:
    """A signed post: the account after the name says that it is one, the line may end in its date."""
    if statement.source is None:
        return Circumstances(reported_by=reporter)
    end = statement.source.end
    line_end = scene.text.find("\n", end)
    line_end = min(end + 120, len(scene.text) if line_end < 0 else line_end)
    handle = _HANDLE.match(scene.text, end, line_end)
    channel = None
    if handle is not None:
        start = handle.start() + len(handle[0]) - len(handle[0].lstrip())
        channel = Channel("post", Piece.of(scene.text, [(start, handle.end())]))
    days = [t for t in times_in(scene.text, scene.anchor, (end, line_end)) if t.precision == "day"]
    said_on = _said_on(scene, days[0]) if days else None
    return Circumstances(channel=channel, said_on=said_on, reported_by=reporter)
