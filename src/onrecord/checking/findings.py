"""What a report shows of a verdict: headline, rule, flags, evidence."""

from __future__ import annotations

from onrecord.alignment import (
    Alignment,
    Index,
    Level,
    Source,
)
from onrecord.alignment.lexicon import NEGATIONS
from onrecord.alignment.written import RAW
from onrecord.checking.verdicts import (
    Attribution,
    Evidence,
    Headline,
    Match,
    VerdictLevel,
)
from onrecord.checking.wording import Judgement
from onrecord.records import Span

__all__ = ["evidence_of", "flags_of", "headline_of", "louder", "match_of", "run_evidence"]


CONTEXT = 60
"""Code points of prefix and suffix in evidence."""


MAX_EVIDENCE = 12


def run_evidence(index: Index, position: int, length: int) -> Evidence:
    """The evidence for a row of ``length`` words at a position of the index."""
    number = index.source_of_turn(index.turn_at(position))
    source = index.sources[number]
    start, last = index.offset(position), index.offset(position + length - 1)
    match = RAW.match(source.text, last)
    end = match.end() if match else last
    speaker = index.turns[index.turn_at(position)].speaker
    return _evidence_at(source, ((start, end),), speaker)


def _evidence_at(source: Source, spans: tuple[Span, ...], speaker: str | None) -> Evidence:
    text = source.text
    start, end = spans[0][0], spans[-1][1]
    return Evidence(
        source.id,
        spans,
        " ".join(text[a:b] for a, b in spans),
        speaker,
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
        source.published,
    )


def evidence_of(alignment: Alignment, index: Index) -> tuple[Evidence, ...]:
    """The passages, then the other places where the same words stand."""
    out = [
        _evidence_at(index.sources[passage.source], passage.spans, index.turns[passage.turns[0]].speaker)
        for passage in alignment.passages
    ]
    first = alignment.passages[0]
    for number, span in alignment.places:
        if (number, span[0]) != (first.source, first.spans[0][0]) and len(out) < MAX_EVIDENCE:
            turn = index.turn_at(index.position(number, span[0]))
            out.append(_evidence_at(index.sources[number], (span,), index.turns[turn].speaker))
    return tuple(out)


def louder(one: VerdictLevel, other: VerdictLevel) -> VerdictLevel:
    """The graver of two levels."""
    order: tuple[VerdictLevel, ...] = ("ok", "note", "warning", "error")
    return max(one, other, key=order.index)


def match_of(alignment: Alignment | None) -> Match | None:
    """What had to be overlooked to call an alignment verbatim."""
    if alignment is None:
        return None
    if alignment.level == Level.NONE:
        return "exact"
    return "orthographic" if alignment.level == Level.SPELLING else "typographic"


def headline_of(
    judgement: Judgement, who: Attribution, conflict: bool, speaker: str | None
) -> tuple[Headline, str, str | None]:
    """The headline by precedence, the finding that the policy grades, and its rule id."""
    wording = judgement.wording
    if wording == "UNCHECKABLE":
        return wording, "uncheckable", "OR050"
    if who.verdict == "MISATTRIBUTED":
        return "MISATTRIBUTED", "misattributed", "OR030"
    if wording == "SPLICED":
        return wording, "spliced", "OR010"
    if wording == "NOT_FOUND":
        return wording, "not-found", "OR040"
    if wording == "TRUNCATED":
        return wording, "truncated", "OR020"
    if wording == "ALTERED":
        if judgement.hides:
            return wording, "edit-hides-meaning", "OR070"
        number = {"critical": "OR001", "substantive": "OR002", "minor": "OR003"}[
            judgement.severity or "minor"
        ]
        return wording, f"altered-{judgement.severity or 'minor'}", number
    if conflict:
        return wording, "source-conflict", "OR080"
    if who.verdict == "SECOND_HAND":
        return wording, "second-hand", "OR032"
    if who.verdict == "UNCONFIRMED" and speaker is not None:
        return wording, "attribution-unconfirmed", "OR031"
    if wording == "VERBATIM_EDITED":
        return wording, "edited", "OR060"
    return wording, "verbatim", None


def flags_of(alignment: Alignment) -> list[str]:
    """Facts that an editor may want to see beside any verdict."""
    flags: list[str] = []
    first, last = alignment.passages[0], alignment.passages[-1]
    opens = (
        first.low == 0
        or first.words[first.low - 1].ends_sentence
        or first.words[first.low - 1].turn != first.words[first.low].turn
    )
    if not opens or not last.words[last.high - 1].ends_sentence:
        flags.append("partial_sentence")
    if {"contraction", "informal"} & alignment.features:
        flags.append("contraction_changed")
    if "case_changed" in alignment.features:
        flags.append("case_changed")
    if "punctuation_mood" in alignment.features:
        flags.append("punctuation_mood")
    if "turns" in alignment.features:
        flags.append("crosstalk")
    if alignment.occurrences > 1:
        flags.append("repeated_passage")
    for gap in alignment.gaps:
        keys = {word.key for word in gap.words}
        if keys & NEGATIONS:
            flags.append("ellipsis_drops_negation")
        if keys & {"if", "unless", "provided", "except"}:
            flags.append("ellipsis_drops_condition")
    for edit in alignment.edits:
        if edit.declared == "bracket" and edit.said:
            flags.append("bracket_replaces")
        if edit.declared == "mask" and edit.kind != "profanity":
            flags.append("mask_unresolvable")
        if edit.kind == "noise":
            flags.append("source_noise")
    return flags
