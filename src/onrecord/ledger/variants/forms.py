"""From statements to forms and ties: what `graph` decides about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, product
from typing import Final

from onrecord.alignment.lexicon import AUXILIARIES, FUNCTION, MODALS, NEGATIONS, PERSONS
from onrecord.ledger.variants.graph import CLOSE, Form, Tie, tie
from onrecord.ledger.variants.likeness import FRAGMENT, PHRASE, is_title
from onrecord.ledger.variants.reading import Edge, Known, Said

__all__ = ["forms_of", "ties_of"]

_TELLS_NOTHING: Final = FUNCTION | AUXILIARIES | MODALS | NEGATIONS | frozenset(PERSONS)


def forms_of(said: Iterable[Said], known: Known, window: int) -> list[Form]:
    """Statements of one wording by one voice, cut where too much time lies between two of them."""
    heard: dict[tuple[int, str], list[Said]] = defaultdict(list)
    for one in said:
        # Of few words nobody can tell that two who are not named are one.
        apart = len(known.wording(one.wording).quoted) < PHRASE and (not one.voice.key or one.day is None)
        heard[one.wording, f"statement {one.statement}" if apart else one.voice.key].append(one)
    out: list[Form] = []
    for (number, _), statements in heard.items():
        keys = known.wording(number).quoted
        telling = 0 if is_title(known.wording(number)) else sum(key not in _TELLS_NOTHING for key in keys)
        if not statements[0].voice.key and len(keys) < FRAGMENT and telling < 3 and len(statements) > 1:
            out += [
                Form(
                    number,
                    keys,
                    telling,
                    one.voice,
                    () if one.day is None else (one.day,),
                    (one.statement,),
                )
                for one in statements
            ]
            continue
        gap = window if len(keys) >= PHRASE else min(CLOSE, window)
        for days, part in _in_time(statements, gap):
            voice = min((one.voice for one in part), key=lambda voice: voice.name)
            numbers = tuple(sorted(one.statement for one in part))
            out.append(Form(number, keys, telling, voice, days, numbers))
    return out


def ties_of(forms: Sequence[Form], edges: Iterable[Edge], window: int) -> list[Tie]:
    """What may join the forms: the same wording, and the edges between wordings."""
    by_wording: dict[int, list[int]] = defaultdict(list)
    for at, form in enumerate(forms):
        # A few words by nobody named, or of nobody knows when, are tied to nothing.
        if form.words >= PHRASE or (form.voice.key and form.days):
            by_wording[form.wording].append(at)
    found: list[Tie | None] = []
    for places in by_wording.values():
        for one, other in combinations(places, 2):
            found.append(tie(forms, one, other, forms[one].words, overlap=False, window=window))
    for shorter, longer, words, overlap in edges:
        for one, other in product(by_wording[shorter], by_wording[longer]):
            found.append(tie(forms, one, other, words, overlap=bool(overlap), window=window))
    return [one for one in found if one is not None]


def _in_time(said: Sequence[Said], gap: int) -> list[tuple[tuple[int, ...], list[Said]]]:
    """Statements cut where more than ``gap`` days lie between two; those without a day apart from them."""
    out: list[tuple[tuple[int, ...], list[Said]]] = []
    dated = sorted((one.day, one.statement, one) for one in said if one.day is not None)
    part: list[Said] = []
    for day, _, one in dated:
        if part and part[-1].day is not None and day - part[-1].day > gap:
            out.append((_days(part), part))
            part = []
        part.append(one)
    if part:
        out.append((_days(part), part))
    undated = [one for one in said if one.day is None]
    if undated:
        out.append(((), undated))
    return out


def _days(said: Iterable[Said]) -> tuple[int, ...]:
    return tuple(sorted({one.day for one in said if one.day is not None}))
