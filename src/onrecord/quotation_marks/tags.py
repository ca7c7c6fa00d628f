"""Speech tags: the "she said" beside a quotation, and where sentences begin. Every window is bounded."""

from __future__ import annotations

import re
from typing import Final

from .words import ABBREVIATIONS, DETERMINERS, NAMING, PRONOUNS, SPEECH, TAGS

__all__ = ["cue_before", "cue_in_sentence", "sentence_start", "tag_after", "tag_before", "tag_within"]

_REACH: Final = 120  # code points looked at beside a mark; a tag with an apposition is rarely longer
_CUES: Final = SPEECH | NAMING
_WORD: Final = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*")
_STOP: Final = re.compile(r"[.!?;:“”\"\n\r]")
_TAG: Final = rf"(?:(?:he|she|they|I|we)\s|(?:[A-Z][\w.'’-]{{0,40}}\s){{1,4}}|the\s\w{{1,40}}\s)(?:{TAGS})\b"
_WITHIN: Final = re.compile(rf"[,?!—–]\s(?:{_TAG}|(?:said|says|asked|added)\s(?:[A-Z]|the\s))")
_BEFORE: Final = re.compile(rf"(?P<end>[,?!—–][\"'”’]{{0,3}})\s{_TAG}[^.!?;“”\"]{{0,60}}[,.:]\s{{0,3}}$")
_LEADS_UP: Final = re.compile(r"(?:[,:]|\b(?:of|that|as))?\s*$")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[A-Z“\"‘'(\[])")
_ABBREVIATED: Final = re.compile(rf"\b(?:{ABBREVIATIONS}|[A-Z])\.$")


def tag_after(text: str, at: int, end: int) -> bool:
    """Whether a speech tag ("she said", "said the mayor", "Ada Lind, a baker, told us") begins at ``at``."""
    end = min(end, at + _REACH)
    while at < end and (text[at].isspace() or text[at] in ",—–-"):
        at += 1
    stop = _STOP.search(text, at, end)
    if stop is not None and not (
        text[stop.start()] == "." and stop.end() < end and not text[stop.end()].isspace()
    ):
        end = max(at, stop.start())
    words = _WORD.findall(text, at, end)
    if not words:
        return False
    first = words[0]
    if first in SPEECH:
        return len(words) == 1 or words[1][0].isupper() or words[1] in DETERMINERS or words[1] in PRONOUNS
    if first in PRONOUNS or first.lower() in PRONOUNS:
        reach = 4
    elif first[0].isupper() or first.lower() in DETERMINERS:
        reach = 12
    else:
        return first in ("read", "was", "were")
    return any(word in SPEECH for word in words[1:reach])


def tag_before(text: str, at: int, start: int) -> int | None:
    """Where the words before a speech tag that stands directly before ``at`` end: ``... , he said, |``."""
    match = _BEFORE.search(text, max(start, at - _REACH), at)
    return None if match is None else match.end("end")


def tag_within(text: str, start: int, end: int) -> int | None:
    """Where the words before the first speech tag in ``text[start:end]`` end."""
    match = _WITHIN.search(text, start, end)
    return None if match is None else match.start() + 1


def cue_before(text: str, at: int, start: int) -> bool:
    """Whether a reporting verb or a colon leads up to ``at``: ``she told the board: |``, ``chants of |``."""
    window = text[max(start, at - _REACH) : at]
    lead = _LEADS_UP.search(window)
    if lead is None:
        return False
    if window.rstrip().endswith(":"):
        return True
    words = _WORD.findall(window[: lead.start()])
    reach = 8 if "," in lead.group() else 1
    return any(word.lower() in SPEECH for word in words[-reach:])


def cue_in_sentence(text: str, span: tuple[int, int], start: int, end: int) -> bool:
    """Whether the sentence around ``span`` (150 code points a side at most) has a reporting verb."""
    low = sentence_start(text, span[0], max(start, span[0] - 150))
    if any(word.lower() in _CUES for word in _WORD.findall(text, low, span[0])):
        return True
    high = min(end, span[1] + 150)
    stop = _SENTENCE_END.search(text, span[1], high)
    return _WITHIN.search(text, span[1], stop.start() if stop else high) is not None


def sentence_start(text: str, at: int, low: int) -> int:
    """The start of the sentence that holds ``at``, not before ``low``."""
    begin = low
    for match in _SENTENCE_END.finditer(text, low, at):
        if _ABBREVIATED.search(text, max(low, match.start() - 6), match.start() + 1) is None:
            begin = match.end()
    while begin < at and text[begin].isspace():
        begin += 1
    return begin
