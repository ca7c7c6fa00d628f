"""One plain sentence for each verdict, for an editor in a hurry."""

from __future__ import annotations

from onrecord.alignment import Edit
from onrecord.checking.verdicts import Attribution, QuoteVerdict

__all__ = ["explain"]

_KINDS = {
    "negation": "a negation",
    "number": "a number or unit",
    "name": "a name",
    "modality": "how strong the claim is",
    "person": "who is meant",
    "mood": "a question into a statement or the reverse",
    "tense": "the tense",
    "content": "a word",
    "form": "the ending of a word",
    "function": "a small word",
    "order": "the order of the words",
}
_CUTS = {
    "negation": "the words before or after it in the same sentence negate it",
    "denied-frame": "the sentence denies what the quotation seems to say",
    "others-say": "the speaker gives it as somebody else's view",
    "condition": "the sentence makes it depend on a condition that was left out",
    "contradiction": "the speaker goes on to contradict it",
    "number": "the number goes on after the cut",
}
_SPLICES = {
    "cross-document": "its parts come from different sources",
    "cross-speaker": "its parts were said by different people",
    "reordered": "its parts were said in another order",
    "distant": "its parts stand too far apart to be one quotation",
    "unmarked-gap": "words between its parts were left out without a mark",
    "unmarked": "it is put together from separate passages without a mark",
}
_UNCHECKABLE = {
    "empty": "it holds no words",
    "no-text": "the sources hold no text",
    "too-short": "one or two words are too few to find without knowing whose turns to look in",
    "too-long": "it has more than 20,000 words, or 200 ellipses; check it in parts",
    "language": "the sources are in another language",
    "incomplete": "it is not in the sources, but they are not complete",
}
_FORMS = {
    "contractions": "a contraction was changed",
    "informal": "a spelling by ear was written out",
    "numerals": "a number is written differently",
    "abbreviations": "an abbreviation was changed",
    "spelling": "the spelling was changed",
    "initial_case": "the first letter changed case without brackets",
    "fillers": "a filler was left out or added",
    "brackets": "words stand in brackets",
    "ellipsis": "an ellipsis leaves words out",
    "masks": "a word is masked",
}


def explain(verdict: QuoteVerdict) -> str:
    """The sentence for a verdict whose other fields are set."""
    plain = verdict.wording in ("VERBATIM", "VERBATIM_EDITED")
    who = _who(verdict.attribution, verdict.speaker, plain)
    if verdict.verdict == "MISATTRIBUTED":
        return _misattributed(verdict)
    return f"{_wording(verdict)}{who}{_records(verdict)}."


def _wording(verdict: QuoteVerdict) -> str:
    reason = verdict.reason or ""
    match verdict.wording:
        case "VERBATIM":
            how = {"typographic": " but for punctuation or typography", "orthographic": " but for spelling"}
            return f"The source has these words{how.get(verdict.match or '', '')}{_places(verdict)}"
        case "VERBATIM_EDITED":
            return f"The source has these words but for {_declared(verdict)}{_places(verdict)}"
        case "TRUNCATED":
            return f"The words are right, but {_CUTS.get(reason, 'the cut changes their sense')}"
        case "SPLICED":
            return f"This was not said in one piece: {_SPLICES.get(reason, 'its parts were put together')}"
        case "NOT_FOUND":
            return "No passage like this stands in the sources searched; that does not make it false"
        case "UNCHECKABLE":
            return f"This cannot be checked: {_UNCHECKABLE.get(reason, 'the sources cannot settle it')}"
    if reason.startswith("not-allowed:"):
        return f"The policy does not allow this edit: {_FORMS.get(reason.partition(':')[2], 'a form was changed')}"
    if reason.startswith("via-"):
        return _hidden(verdict, reason[4:])
    worst = _worst(verdict)
    if worst is None:
        return "The words differ from the source"
    return f"The print changes {_KINDS.get(worst.kind, 'a word')}: {_change(worst)}"


def _hidden(verdict: QuoteVerdict, mark: str) -> str:
    edit = next((one for one in verdict.edits if one.declared == mark and one.said), None)
    said = f' "{_short(edit.said)}"' if edit is not None else " what matters"
    name = {"ellipsis": "ellipsis leaves out", "bracket": "bracket replaces", "mask": "mask hides"}[mark]
    return f"The {name}{said}, which changes the meaning"


def _worst(verdict: QuoteVerdict) -> Edit | None:
    order = list(_KINDS)
    plain = [edit for edit in verdict.edits if edit.declared is None and edit.kind in _KINDS]
    return min(plain, key=lambda edit: order.index(edit.kind)) if plain else None


def _change(edit: Edit) -> str:
    if edit.op == "insert":
        return f'"{_short(edit.printed)}" was added'
    if edit.op == "delete":
        return f'"{_short(edit.said)}" was left out'
    if edit.op == "move":
        return f'"{_short(edit.printed)}" was moved'
    return f'"{_short(edit.said)}" became "{_short(edit.printed)}"'


def _short(text: str, limit: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}\u2026"


def _declared(verdict: QuoteVerdict) -> str:
    names = {
        "ellipsis": "words left out at an ellipsis",
        "cue": "words left out at the speech tag",
        "bracket": "words in brackets",
        "mask": "a masked oath",
        "sic": "[sic]",
        "case": "a bracketed capital",
    }
    found = [names[edit.declared] for edit in verdict.edits if edit.declared in names]
    if any(edit.kind == "filler" for edit in verdict.edits):
        found.append("fillers or false starts")
    return " and ".join(dict.fromkeys(found)) or "small edits"


def _records(verdict: QuoteVerdict) -> str:
    """What is to be said of another record of the event that differs."""
    if not {"source_conflict", "page_drift"} & set(verdict.flags):
        return ""
    other = verdict.evidence[-1]
    date = f" of {other.published}" if other.published else ""
    return f"; another record of the event ({other.source}{date}) has other words"


def _places(verdict: QuoteVerdict) -> str:
    return f" (in {verdict.places} places)" if verdict.places > 1 else ""


def _who(attribution: Attribution, speaker: str | None, plain: bool) -> str:
    """What is to be said of the speaker; ``plain`` when the words themselves are right."""
    if speaker is None or attribution.reason in ("not-found", "several-passages"):
        return ""
    said_by = " and ".join(attribution.said_by)
    match attribution.reason:
        case "same-speaker":
            return f", said by {said_by}" if plain else ""
        case "quoted-by-other":
            return f", but only as {said_by or 'somebody else'} quotes {speaker}"
        case "article":
            return ", but only in another article, not in a record of the event"
        case "machine-labels":
            return f", but a machine told the voices apart, so that {speaker} spoke is not certain"
        case "generic-label":
            return f', but the source only calls the speaker "{said_by}"'
        case "no-label":
            return ", but the source does not say who speaks"
        case "several-speakers":
            return f", under the names of {said_by}"
    return ""


def _misattributed(verdict: QuoteVerdict) -> str:
    said_by = " and ".join(verdict.attribution.said_by) or "somebody else"
    match verdict.attribution.reason:
        case "interviewer":
            return f"The words are those of whoever asked ({said_by}), not of {verdict.speaker}."
        case "nested":
            return f"{said_by} was giving somebody else's words here: they are not {verdict.speaker}'s own."
        case "other-document":
            return f"{verdict.speaker} said this, but not in the source cited."
    return f"{said_by} said this, not {verdict.speaker}."
