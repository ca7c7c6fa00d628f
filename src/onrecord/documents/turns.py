"""Turns of a speaker-labelled transcript, in the styles in which people and machines print them.

- ``NAME: words`` at the start of a line, with a role (``Karen Lind (North Ward):``, ``LIND [clerk]:``), in bold, or
  with a time before or behind it (``[00:01:12] LIND:``, ``Karen Lind: (01:12)``);
- ``Q. words`` and ``A. words``, ``Q words``, ``THE MODERATOR. words``, ``Mr. Lind. words``;
- ``Karen Lind  01:12`` alone on a line, the words below it, as note-taking machines write;
- ``words.LIND: words`` and ``words. LIND: words`` where the line breaks of a transcript were lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from onrecord.documents.document import Turn
from onrecord.documents.labels import LabelShape, has_title, label_shape
from onrecord.documents.times import CLOCK, seconds
from onrecord.records import Span

__all__ = ["find_turns", "is_transcript"]

_CORE = r"[^\W\d_][\w.'’&/#-]*(?:,?[ \t]+[\w.'’&/#-]+){0,7}?"
_ROLE = r"(?:[ \t]*(?:\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\])|,[ \t]*[“\"][^“”\"\n]{1,40}[”\"])?"
_COLON = re.compile(
    rf"^[ \t]*(?:>>[ \t]*)?(?:[\[(]?(?P<time>{CLOCK})[\])]?[ \t]*(?:-[ \t]*)?)?"
    rf"(?:\*\*|__|\[)?(?P<name>{_CORE}{_ROLE})"
    r"[ \t]*(?:\*\*|__|\])?:(?:[ \t]*(?:\*\*|__))?(?=(?P<glued>[^\W\d_])|[ \t]*(?P<alone>[\r\n]|\Z)|[ \t]|(?<=[*_]))",
    re.MULTILINE,
)
_STOP = re.compile(
    r"^[ \t]*(?P<name>[QA]\.|Q(?=[ \t]+[^\s.:])|(?:[A-Z][\w'’-]*\.?[ \t]+){0,4}?[A-Z][\w'’-]{2,}\.)(?=[ \t]|$)",
    re.MULTILINE,
)
_ABOVE = re.compile(
    rf"^[ \t]*(?:\*\*)?(?P<name>{_CORE})(?:\*\*)?[ \t]+[\[(]?(?P<time>{CLOCK})[\])]?[ \t]*\r?$", re.MULTILINE
)
_WITHIN = re.compile(
    r"(?<=[.!?…\])”\"’—-])(?P<name>[A-Z][\w.'’-]*(?:[ ][A-Z][\w.'’-]*){0,3}(?:,[ ][A-Z][\w ]{1,30})?):(?=[ \t]*\S)"
    r"|(?<=[.!?…\])”\"’—-][ ])(?P<caps>[A-Z][A-Z.'’-]+(?:[ ][A-Z][A-Z.'’-]+){0,3}):(?=[ ]\S)"
)
_TIME_BEHIND = re.compile(rf"[ \t]*[\[(][ \t]*(?P<time>{CLOCK})[ \t]*[\])]")
_TIME_ROLE = re.compile(rf"[ \t]*[\[(](?P<time>{CLOCK})[\])]$")
_ASIDE = re.compile(
    r"[ \t]*(?:[*_]{0,2}(?:\([^()\n]*\)|\[[^\[\]\n]*\])[*_]{0,2}|#{1,6}[ \t][^\n]*|[-*_=~]{3,})[ \t]*"
)
"""A line between turns: a stage direction, a Markdown heading, a rule."""

_LINE = re.compile(r"^[ \t]*\S", re.MULTILINE)
_REACTION = re.compile(
    r"[(\[](?:[a-z]+ (?:and )?)?(?:applause|laugh|cheer|boo|crosstalk|inaudible|chant)[a-z, ]*\.?[)\]]",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_ADDRESS = re.compile(r"\b(?:I|we|you|my|our|your|me|us)\b", re.IGNORECASE)
_ADDRESSING = 0.02
"""Share of “I”, “we”, “you” and their forms among the words of a speech, at least. Of 255 speeches and statements that
are one turn under a name in capitals, 242 have it; so has a tenth of 2,828 reports, and none of those begins
with a name."""
_FEW_WORDS = 30
_LEAST_TURNS = 4
_LONGEST_TOP = 1_500
"""Code points that may stand above the first label, whatever the length: title, place, list of those present."""
_MOST_LINES = 6
"""Lines or paragraphs to a turn, at most, on the average of a conversation about which nothing is stated."""

_FEW = 3
"""So often must a label in mixed case stand in a transcript whose labels are in capitals, or one that ends in a full
stop: a single “Priorities:” or “Mr. Lind.” opens a paragraph of a speech."""


@dataclass(frozen=True, slots=True)
class _Label:
    name: str
    shape: LabelShape
    span: Span
    start: int  # of what belongs to the label: its time, its markup
    words: int  # where what is said begins
    time: float | None = None
    alone: bool = False  # on its line


def find_turns(text: str, body: Span) -> tuple[Turn, ...]:
    """The turns of a transcript, in order, in any of the styles of this module.

    A label begins with a capital letter and has at most eight words. A turn runs to the next label; blanks around it,
    and stage directions, headings and rules that end it on a line of their own, are not part of it. Turns without words
    are left out. Work is linear in the text.
    """
    turns = []
    labels = _labels(text, body)
    for label, following in zip_longest(labels, labels[1:]):
        end = body[1] if following is None else following.start
        span = _trimmed(text, label.words, end)
        if span[1] > span[0]:
            turns.append(Turn(label.name, span, label.span, start=label.time))
    return tuple(turns)


def is_transcript(text: str, body: Span, turns: Sequence[Turn]) -> bool:
    """Whether a text about which nothing is stated is a transcript, given the turns that its labels would make.

    A conversation has two voices at least; voices that come again have half of its turns; its labels begin near the top
    and go on to the end. A speech begins with a name in capitals, and then has other labels in capitals, notes of how
    its hearers took it, or speaks as “I”, “we” and “you”. Anything else that has lines with a colon may be a report:
    a narrator's words must not pass for somebody's speech.
    """
    worded = [
        turn for turn in turns if len(_LETTERS.findall(text, turn.span[0], _line_end(text, turn.span))) > 1
    ]
    if not worded or len(worded) * 2 < len(turns):
        return False
    first = turns[0].label[0] if turns[0].label else turns[0].span[0]
    before = text[body[0] : first]
    if not before.strip("*_ \t\r\n") and turns[0].speaker.isupper() and " " in turns[0].speaker:
        capitals = sum(turn.speaker.isupper() for turn in turns)
        if len(turns) > 1:
            return capitals * 2 > len(turns)
        return sum(1 for _ in _REACTION.finditer(text, *body)) > 1 or _is_address(text[slice(*turns[0].span)])
    within = sum(turn.label is not None and _amid_line(text, turn.label[0], body[0]) for turn in turns)
    if before.strip() and 2 * within > len(turns):
        return False  # “… he said.Harbour Post: …”: a release that quotes the press, its line breaks lost
    voices = Counter(turn.speaker for turn in turns)
    again = sum(count for count in voices.values() if count > 1)
    if len(turns) < _LEAST_TURNS or len(voices) < 2 or 2 * again < len(turns):
        return False
    last = turns[-1].span[1] - turns[-1].span[0]
    lines = sum(1 for _ in _LINE.finditer(text, first, body[1]))
    return (
        len(before) <= max(_LONGEST_TOP, (body[1] - body[0]) // 8)
        and len(turns) * _MOST_LINES >= lines
        and (2 * last <= sum(turn.span[1] - turn.span[0] for turn in turns) or last <= _LONGEST_TOP)
    )


def _amid_line(text: str, at: int, start: int) -> bool:
    return text[max(start, text.rfind("\n", start, at) + 1) : at].strip("*_> \t[") != ""


def _line_end(text: str, span: Span) -> int:
    end = text.find("\n", *span)
    return span[1] if end < 0 else end


def _is_address(words: str) -> bool:
    """Whether words are said to somebody, and not about somebody: reports say “I” and “you” in quotations only."""
    own = _QUOTED.sub(" ", words)
    return len(_ADDRESS.findall(own)) >= _ADDRESSING * max(_FEW_WORDS, len(own.split()))


def _labels(text: str, body: Span) -> list[_Label]:
    found = {label.span[0]: label for label in _standing_above(text, body)}
    colons = list(_with_colon(text, body))
    inner = list(_within_lines(text, body))
    if len(inner) > len(colons):
        colons = _recurring([*colons, *inner], 2)
    elif 2 * sum(label.alone for label in colons) < len(colons):
        colons = _not_alone(colons)
    stops = list(_with_stop(text, body))
    for label in (*stops, *_in_style(colons)):
        found[label.span[0]] = label
    return [found[start] for start in sorted(found)]


def _with_colon(text: str, body: Span) -> Iterator[_Label]:
    for match in _COLON.finditer(text, *body):
        shape = label_shape(match["name"])
        if shape is None or (match["glued"] and shape == "name"):
            continue
        time = _TIME_ROLE.search(match["name"])
        end = match.end("name") if time is None else match.start("name") + time.start()
        behind = _TIME_BEHIND.match(text, match.end())
        clock = match["time"] or (time and time["time"]) or (behind and behind["time"])
        words = match.end() if behind is None else behind.end()
        span = match.start("name"), end
        at = None if not clock else seconds(clock)
        yield _Label(text[span[0] : end], shape, span, match.start(), words, at, match["alone"] is not None)


def _with_stop(text: str, body: Span) -> list[_Label]:
    """Labels that end in a full stop, or ``Q`` alone; only where they make a conversation."""
    found: list[_Label] = []
    for match in _STOP.finditer(text, *body):
        name = match["name"].rstrip(".")
        shape = label_shape(name)
        if shape == "part" or (shape == "capitals" and " " in name) or (shape == "name" and has_title(name)):
            span = match.start("name"), match.start("name") + len(name)
            found.append(_Label(name, shape, span, match.start(), match.end("name")))
    asked = any(label.name == "Q" for label in found)
    counts = Counter(label.name for label in found)
    kept = [label for label in found if counts[label.name] >= _FEW or (label.name in "QA" and asked)]
    if (
        not asked
        and len({label.name for label in kept}) < 2
        and not any(label.shape == "capitals" for label in kept)
    ):
        return []
    return [label for label in kept if label.name != "A" or asked]


def _standing_above(text: str, body: Span) -> list[_Label]:
    """Labels with a time, on a line above the words."""
    found = []
    for match in _ABOVE.finditer(text, *body):
        shape = label_shape(match["name"])
        if shape is not None:
            at = seconds(match["time"])
            found.append(_Label(match["name"], shape, match.span("name"), match.start(), match.end(), at))
    return _recurring(found, 2)


def _within_lines(text: str, body: Span) -> Iterator[_Label]:
    for match in _WITHIN.finditer(text, *body):
        group = "name" if match["name"] else "caps"
        shape = label_shape(match[group])
        if shape is not None:
            span = match.span(group)
            yield _Label(match[group], shape, span, span[0], match.end())


def _recurring(labels: Iterable[_Label], least: int) -> list[_Label]:
    labels = sorted(labels, key=lambda label: label.span)
    counts = Counter(label.name for label in labels)
    kept = [label for label in labels if counts[label.name] >= least or label.shape == "part"]
    if len(kept) < 2:
        return kept
    return [
        label
        for label in labels
        if counts[label.name] >= least or label.shape == "part" or _is_full_name(label)
    ]


def _not_alone(labels: list[_Label]) -> list[_Label]:
    """Without single labels on a line of their own, where others are not: those open a letter or a list."""
    counts = Counter(label.name for label in labels)
    return [label for label in labels if not label.alone or counts[label.name] > 1 or len(label.name) == 1]


def _in_style(labels: list[_Label]) -> list[_Label]:
    """Without the labels in mixed case that stand out from a transcript whose labels are in capitals."""
    capitals = sum(label.shape == "capitals" or label.name.isupper() for label in labels)
    if capitals < _FEW or 2 * capitals < len(labels):
        return labels
    counts = Counter(label.name for label in labels)
    return [
        label
        for label in labels
        if label.name.isupper()
        or label.shape == "capitals"
        or counts[label.name] >= _FEW
        or _is_full_name(label)
    ]


def _is_full_name(label: _Label) -> bool:
    return (
        label.shape == "name"
        and " " in label.name
        and not label.name.startswith("The ")
        and not label.name[-1].isdigit()
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    while True:
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        last_line = max(start, text.rfind("\n", start, end) + 1)
        if last_line < end and _ASIDE.fullmatch(text, last_line, end):
            end = last_line
        else:
            return start, max(start, end)
