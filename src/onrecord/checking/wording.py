"""The wording axis: spliced, altered, truncated, edited or verbatim (step 7 of the procedure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.alignment import (
    Alignment,
    Edit,
    Gap,
    Index,
)
from onrecord.alignment.lexicon import NEGATIONS
from onrecord.checking.frames import cut_off
from onrecord.checking.policies import Policy
from onrecord.checking.verdicts import (
    Severity,
    Wording,
)

__all__ = ["Judgement", "judge_wording", "severity_of"]


LONG_DELETION = 8


EDGE = 3
"""Words from the edge of an ellipsis within which a negation left out changes the meaning."""


_SEVERITY: Mapping[str, Severity] = {
    "negation": "critical",
    "number": "critical",
    "name": "critical",
    "modality": "critical",
    "person": "critical",
    "mood": "critical",
    "tense": "substantive",
    "content": "substantive",
    "order": "substantive",
    "form": "minor",
    "function": "minor",
    "filler": "minor",
    "noise": "minor",
    "profanity": "minor",
    "none": "minor",
}


_ORDER: tuple[Severity, ...] = ("minor", "substantive", "critical")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The wording axis: what was decided and why."""

    wording: Wording
    severity: Severity | None = None
    reason: str | None = None
    hides: bool = False


def _undeclared(alignment: Alignment) -> list[Edit]:
    return [
        edit for edit in alignment.edits if edit.declared is None and edit.kind not in ("filler", "noise")
    ]


def severity_of(alignment: Alignment) -> Severity | None:
    """The gravest of the undeclared changes, or None without any; fillers and scanning slips are none."""
    grades = [_SEVERITY[edit.kind] for edit in _undeclared(alignment)]
    return max(grades, key=_ORDER.index) if grades else None


def judge_wording(alignment: Alignment, index: Index, policy: Policy) -> Judgement:
    """Step 7, b to f: the first rule that applies."""
    splice = _splice(alignment, index, policy)
    if splice:
        return Judgement("SPLICED", reason=splice)
    severity = severity_of(alignment)
    if severity in ("critical", "substantive"):
        return Judgement("ALTERED", severity)
    hidden = _hidden(alignment)
    if hidden is not None:
        return Judgement("ALTERED", "critical", f"via-{hidden}", hidden == "ellipsis")
    cut = cut_off(alignment.passages[0], alignment.passages[-1])
    if cut:
        return Judgement("TRUNCATED", reason=cut)
    if severity is not None:
        return Judgement("ALTERED", severity)
    refused = _refused(alignment, policy)
    if refused:
        return Judgement("ALTERED", "minor", f"not-allowed:{refused}")
    edited = any(edit.kind != "noise" for edit in alignment.edits)
    return Judgement("VERBATIM_EDITED" if edited else "VERBATIM")


def _splice(alignment: Alignment, index: Index, policy: Policy) -> str | None:
    """Why the passages are no one stretch of speech, or None."""
    if len(alignment.sources) > 1:
        return "cross-document"
    labels = {index.turns[turn].speaker for turn in alignment.turns}
    if len(labels) > 1:
        return "cross-speaker"
    if any(not gap.ordered for gap in alignment.gaps):
        return "reordered"
    if any(gap.distance > policy.max_gap for gap in alignment.gaps):
        return "distant"
    for edit in alignment.edits:
        if (
            edit.declared is None
            and edit.kind != "filler"
            and edit.op == "delete"
            and (edit.words >= LONG_DELETION or edit.sentence)
        ):
            return "unmarked-gap"
    for gap in alignment.gaps:
        if gap.words and len({word.turn for word in gap.words}) > 2:
            return "distant"
    return None


def _hidden(alignment: Alignment) -> str | None:
    """The declared edit that hides meaning, or None."""
    for edit in alignment.edits:
        if edit.declared == "mask" and edit.kind != "profanity":
            return "mask"
        if edit.declared == "bracket" and _bracket_hides(edit):
            return "bracket"
    return "ellipsis" if any(_gap_hides(gap) for gap in alignment.gaps) else None


_SHIFTED = ({"will", "would"}, {"can", "could"}, {"may", "might"}, {"shall", "should"})
"""Verbs that a bracket may set into another tense in reported speech."""


def _bracket_hides(edit: Edit) -> bool:
    if edit.kind in ("negation", "number"):
        return True
    if edit.kind == "modality":
        words = {word.strip("[]").casefold() for word in (*edit.printed.split(), *edit.said.split())}
        return not any(words <= pair for pair in _SHIFTED) and not any(
            word in ("that", "this") for word in words
        )
    return False


_QUALIFIERS = frozenset(
    "may might could allegedly reportedly perhaps maybe possibly probably about almost nearly "
    "approximately roughly if unless partly supposedly apparently sometimes rarely seldom".split()
)


def _gap_hides(gap: Gap) -> bool:
    """Whether an ellipsis leaves out a negation near one of its edges, in the sentence that is kept there, or
    nothing but a qualifier."""
    if gap.mark.kind != "ellipsis" or not gap.words:
        return False
    opening = gap.text[:1] not in ".!?;:-\u2013\u2014"
    if opening:
        for word in gap.words[:EDGE]:
            if word.key in NEGATIONS:
                return True
            if word.ends_sentence:
                break
    for word in list(reversed(gap.words))[:EDGE]:
        if word.ends_sentence:
            break
        if word.key in NEGATIONS:
            return True
    return len(gap.words) <= 2 and any(word.key in _QUALIFIERS for word in gap.words)


_FORMS = {
    "contraction": "contractions",
    "informal": "informal",
    "numeral": "numerals",
    "abbreviation": "abbreviations",
    "diacritic": "spelling",
    "spelling": "spelling",
    "compound": "spelling",
    "case_changed": "initial_case",
}


_MARKS = {"bracket": "brackets", "ellipsis": "ellipsis", "mask": "masks"}


def _refused(alignment: Alignment, policy: Policy) -> str | None:
    """The rule of the policy that the print breaks, or None."""
    for feature in sorted(alignment.features):
        rule = _FORMS.get(feature)
        if rule is not None and not getattr(policy, rule):
            return rule
    for edit in alignment.edits:
        rule = "fillers" if edit.kind == "filler" else _MARKS.get(edit.declared or "")
        if rule is not None and not getattr(policy, rule):
            return rule
    return None
