"""The evidence for one quotation, as HTML: what was printed, what was said, and the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import pairwise

from onrecord.alignment import Edit
from onrecord.checking.reports.headings import has_marks, heading, source_name
from onrecord.checking.verdicts import Evidence, Omission, QuoteVerdict
from onrecord.records import Span
from onrecord.rendering.visible import one_line, visible

__all__ = ["SIGNS", "card"]

_LONG = 80
"""Longer texts are cut in the list of differences."""
SIGNS = {"error": "✗", "warning": "!", "note": "i", "ok": "✓"}
"""A sign for each level, so that nothing depends on colour."""

_LEVELS = {"error": "Error", "warning": "Warning", "note": "Note", "ok": "OK"}
_KINDS = {
    "negation": "negation",
    "number": "number or unit",
    "name": "name",
    "modality": "strength of the claim",
    "person": "who is meant",
    "mood": "question or statement",
    "tense": "tense",
    "content": "content word",
    "form": "word ending",
    "function": "small word",
    "order": "word order",
    "filler": "filler",
    "noise": "slip of the source",
    "profanity": "oath",
    "none": "hides nothing",
}
_TELLING = ("negation", "number", "modality", "mood")
"""What is worth saying of an edit that shows."""
_GAPS = {
    "ellipsis": "Left out at the ellipsis",
    "cue": "Left out at the speech tag",
    "bracket": "Left out at the bracket",
    "mask": "Left out at the mask",
}
_ATTRIBUTIONS = {
    "CONFIRMED": "the source confirms it",
    "MISATTRIBUTED": "the source has it from somebody else",
    "SECOND_HAND": "somebody else quotes it so",
    "UNCONFIRMED": "the source does not settle who spoke",
}
_PROVENANCES = {
    "official": "official transcript",
    "transcript": "transcript",
    "asr": "labels by machine",
    "article": "article",
}


def card(key: str, number: int, quote: QuoteVerdict, linked: bool) -> str:
    """One entry of the list of evidence; ``linked`` when its quotation stands in a draft on the same page."""
    place = f'<a class="back" href="#{key}-t{number}" aria-label="to quotation {number} in the draft">{number}</a>'
    rule = f' <span class="rule">{escape(quote.rule)}</span>' if quote.rule else ""
    parts = [
        f'<h4>{place if linked else f"""<span class="back">{number}</span>"""} '
        f'<span class="level"><span aria-hidden="true">{SIGNS[quote.level]}</span> {_LEVELS[quote.level]}</span> '
        f"{heading(quote)}{rule}</h4>",
        f'<p class="why">{_plain(quote.explanation)}</p>',
        f'<div class="pair">{_print(quote)}{_passages(quote)}</div>',
        _changes(quote.edits),
        _omissions(quote),
        _elsewhere(quote),
        _facts(quote),
    ]
    return (
        f'<li id="{key}-q{number}" class="{quote.level} {quote.wording.lower()}" data-s="{number}">\n'
        + "\n".join(part for part in parts if part)
        + "</li>"
    )


def _print(quote: QuoteVerdict) -> str:
    """The quotation with the printed side of each edit marked, and a caret where words are missing."""
    marks: list[tuple[Span, str]] = list(_tags(quote))
    for edit in quote.edits:
        if edit.declared is not None and edit.printed:
            marks.append((edit.printed_span, "declared"))
        elif edit.op == "move":
            marks.append((edit.printed_span, "moved"))
        elif edit.op == "delete":
            marks.append(((edit.printed_span[0], edit.printed_span[0]), "gap"))
        else:
            marks.append((edit.printed_span, "del"))
    who = f", credited to <b>{_plain(quote.speaker)}</b>" if quote.speaker else ""
    kind = "marked" if has_marks(quote.quote.strip()) else "printed"
    return (
        f'<figure class="{kind}"><figcaption>In print{who}</figcaption>'
        f'<blockquote dir="auto">{_with_marks(quote.quote, marks)}</blockquote></figure>'
    )


def _tags(quote: QuoteVerdict) -> Iterator[tuple[Span, str]]:
    """What stands between the stretches of a quotation, a speech tag mostly, as spans of its text."""
    if not quote.spans or quote.spans[-1][1] - quote.spans[0][0] != len(quote.quote):
        return
    first = quote.spans[0][0]
    for (_, end), (start, _) in pairwise(quote.spans):
        yield (end - first, start - first), "around"


def _passages(quote: QuoteVerdict) -> str:
    """The passages of the sources with what the print does not have marked."""
    passages, _, record = _split(quote)
    passages = _joined(passages, quote.omitted)
    figures = []
    edits = [edit for edit in quote.edits if edit.said]
    for number, passage in enumerate(passages, 1):
        part = f" (passage {number} of {len(passages)})" if len(passages) > 1 else ""
        here = [edit for edit in edits if _within(edit.said_span, passage)]
        edits = [edit for edit in edits if edit not in here]
        figures.append(_passage(f"In the source{part}", passage, here))
    if record is not None:
        figures.append(_passage("Another record of the event", record, ()))
    if quote.nearest is not None and not passages:
        figures.append(_passage("Nearest passage", quote.nearest, ()))
    return "".join(figures)


def _passage(label: str, passage: Evidence, edits: Iterable[Edit]) -> str:
    marks = [
        (
            _moved(edit.said_span, passage),
            "declared" if edit.declared else "moved" if edit.op == "move" else "ins",
        )
        for edit in edits
    ]
    who = f": <b>{_plain(passage.speaker)}</b>" if passage.speaker else ""
    return (
        f'<figure class="source"><figcaption>{label}{who}</figcaption><blockquote dir="auto">'
        f'<span class="around">{_before(passage)}</span>{_with_marks(passage.text, marks)}'
        f'<span class="around">{_after(passage)}</span></blockquote>'
        f'<p class="where">{_where(passage)}</p></figure>'
    )


def _where(passage: Evidence) -> str:
    places = ", ".join(f"{start:,}–{end:,}" for start, end in passage.spans)
    date = f" · {_plain(passage.published)}" if passage.published else ""
    return (
        f"<cite>{_plain(source_name(passage.source))}</cite>{date} · "
        f'<span title="code points of the source&#x27;s text">characters {places}</span>'
    )


def _split(quote: QuoteVerdict) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...], Evidence | None]:
    """The evidence as the passages of the quotation, further places of the same words, and a differing record."""
    shown = quote.evidence
    record = None
    if len(shown) > 1 and {"source_conflict", "page_drift"} & set(quote.flags):
        shown, record = shown[:-1], shown[-1]
    if quote.wording == "SPLICED" or quote.places < 2:
        return shown, (), record
    cuts = sum(edit.declared in ("ellipsis", "cue") and bool(edit.said) for edit in quote.edits)
    passages = max(1, len(shown) - (quote.places - 1), min(len(shown), cuts + 1))
    return shown[:passages], shown[passages:], record


def _joined(passages: Sequence[Evidence], omitted: Sequence[Omission]) -> tuple[Evidence, ...]:
    """The passages, two of them as one where what lies between is known: the words that an ellipsis leaves out."""
    joined: list[Evidence] = []
    for passage in passages:
        last = joined[-1] if joined else None
        gap = None if last is None else (last.spans[-1][1], passage.spans[0][0])
        between = next((one for one in omitted if one.declared and one.span == gap), None)
        if last is None or gap is None or between is None or last.source != passage.source:
            joined.append(passage)
            continue
        text = (
            f" {between.text}".ljust(gap[1] - gap[0]) if len(between.text) < gap[1] - gap[0] else between.text
        )
        spans = (*last.spans[:-1], (last.spans[-1][0], passage.spans[0][1]), *passage.spans[1:])
        joined[-1] = replace(last, text=last.text + text + passage.text, spans=spans, suffix=passage.suffix)
    return tuple(joined)


def _within(span: Span, passage: Evidence) -> bool:
    """Whether a span of the source is part of a passage and its words are shown there as they stand."""
    return _moved(span, passage) != (0, 0)


def _moved(span: Span, passage: Evidence) -> Span:
    """A span of the source as a span of the passage's text, which joins its stretches by a blank."""
    before = 0
    for start, end in passage.spans:
        if start <= span[0] < span[1] <= end and before + end - start <= len(passage.text):
            return before + span[0] - start, before + span[1] - start
        before += end - start + 1
    return 0, 0


def _with_marks(text: str, marks: Iterable[tuple[Span, str]]) -> str:
    """``text`` escaped, with its marks; one that begins inside another is left out."""
    pieces: list[str] = []
    position = 0
    for (start, end), kind in sorted(marks):
        if start < position or end > len(text):
            continue
        pieces.append(escape(visible(text[position:start])))
        inside = escape(visible(text[start:end]))
        match kind:
            case "gap":
                pieces.append('<span class="gap" role="img" aria-label="words left out here">‸</span>')
            case "del" | "ins":
                pieces.append(f"<{kind}>{inside}</{kind}>")
            case _:
                pieces.append(f'<span class="{kind}">{inside}</span>')
        position = end
    pieces.append(escape(visible(text[position:])))
    return "".join(pieces)


def _changes(edits: Sequence[Edit]) -> str:
    """Each difference in words, for those who do not see the marks, and for the record."""
    rows = [_change(edit) for edit in edits if edit.printed or edit.said]
    return f'<ul class="changes" aria-label="Differences">{"".join(rows)}</ul>' if rows else ""


def _change(edit: Edit) -> str:
    printed = f"<del>{_short(edit.printed)}</del>"
    said = f"<ins>{_short(edit.said)}</ins>"
    if edit.declared is not None:
        shown = f'<span class="declared">{_short(edit.printed) or escape(edit.declared)}</span>'
        what = f"{shown} stands for {said}" if edit.said else f"{shown} stands for nothing that was said"
    elif edit.op == "insert":
        what = f"printed, not said: {printed}"
    elif edit.op == "delete":
        what = f"said, not printed: {said}"
    elif edit.op == "move":
        what = f'moved: <span class="moved">{_short(edit.printed)}</span>'
    else:
        what = f"printed {printed}, said {said}"
    kind = (
        ""
        if edit.declared and edit.kind not in _TELLING
        else f' <span class="kind">{_KINDS[edit.kind]}</span>'
    )
    return f"<li>{what}{kind}</li>"


def _omissions(quote: QuoteVerdict) -> str:
    """Longer passages left out, whole: the list of differences shows their beginning only."""
    rows = [
        f'<p class="omitted"><b>{_GAPS.get(one.declared or "", "Left out without a mark")}:</b> '
        f'<span class="said">{_plain(one.text)}</span></p>'
        for one in quote.omitted
        if len(one.text) > _LONG
    ]
    return "".join(rows)


def _elsewhere(quote: QuoteVerdict) -> str:
    _, others, _ = _split(quote)
    if not others:
        return ""
    rows = "".join(
        f"<li>{f'<b>{_plain(one.speaker)}</b>, ' if one.speaker else ''}{_where(one)}</li>" for one in others
    )
    more = quote.places - len(others) - 1
    rest = f"<li>and {more:,} more</li>" if more > 0 else ""
    return f'<div class="elsewhere"><h5>The same words stand in</h5><ul>{rows}{rest}</ul></div>'


def _facts(quote: QuoteVerdict) -> str:
    facts = []
    if quote.speaker and quote.verdict not in ("NOT_FOUND", "UNCHECKABLE"):
        label = _PROVENANCES.get(quote.attribution.provenance or "", "")
        facts.append(f"speaker: {_ATTRIBUTIONS[quote.attribution.verdict]}{f' ({label})' if label else ''}")
    if quote.match not in (None, "exact"):
        facts.append(f"{quote.match} differences only")
    facts += [flag.replace("_", " ") for flag in quote.flags]
    return f'<p class="facts">{" · ".join(_plain(fact) for fact in facts)}</p>' if facts else ""


def _short(text: str) -> str:
    line = one_line(text)
    return escape(line if len(line) <= _LONG else line[:_LONG].rsplit(" ", 1)[0] + " …")


def _before(passage: Evidence) -> str:
    """The words before a passage; the first of them may be cut in two and is left out then."""
    cut = bool(passage.spans) and passage.spans[0][0] > len(passage.prefix)
    whole = passage.prefix.partition(" ")[2] if cut and " " in passage.prefix.strip() else passage.prefix
    return escape(f"{'… ' if cut else ''}{_flat(whole).lstrip()}")


def _after(passage: Evidence) -> str:
    """The words after a passage; unless they end a sentence the last may be cut in two and is left out."""
    text = passage.suffix
    if text.rstrip().endswith((".", "!", "?", "…")) or " " not in text.strip():
        return escape(_flat(text))
    return escape(f"{_flat(text.rpartition(' ')[0])} …")


def _flat(text: str) -> str:
    """White space as single blanks, one at either end kept: it parts the context from the passage."""
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{lead}{one_line(text)}{tail}"


def _plain(text: str) -> str:
    return escape(one_line(text))
