"""What a pair of marks is for: a quotation, the title of a work, or a scare quote or nickname."""

from __future__ import annotations

import re
from typing import Final

from onrecord.records import Span

from .tags import cue_before, cue_in_sentence, tag_after
from .words import ARTICLES, NAMING, NETWORKS, SMALL, SPEECH, SPEECH_NOUNS, TITLE_NOUNS, TITLE_PARTICIPLES

__all__ = ["judge", "lost_title"]

_WORD: Final = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_NEAR: Final = re.compile(r"\w+(?:-\w+)*")
_UTTERANCE: Final = re.compile(rf"\s(?:{SPEECH_NOUNS}|remark|rhetoric|pledge|promise|claim|line)s?\b")
_SO_CALLED: Final = re.compile(r"so[- ]called\s*$", re.IGNORECASE)
_NAME_BEFORE: Final = re.compile(r"\b[A-Z][\w’'.-]*\s$")
_NAME_AFTER: Final = re.compile(r"\s[A-Z][a-z]")
_TOLD: Final = frozenset(("told", "tells", "telling"))
_CUES: Final = SPEECH | NAMING
_LONGEST_TITLE: Final = 14  # words
_LONGEST_SCARE: Final = 3  # words
_LONGEST: Final = 160  # code points; what is longer is a quotation
_WINDOW: Final = 60  # code points read on each side


def judge(text: str, span: Span, inner: Span, paragraph: Span, after_title: bool) -> str:
    """The role of the pair ``span`` whose words are ``inner``: "quotation", "title" or "scare".

    ``after_title`` says that the pair before was a title and only a comma, "and" or "or" stands between.
    A speech tag or cue beside the marks makes a pair a quotation, unless it is plainly a title.
    """
    body = text[inner[0] : min(inner[1], inner[0] + _LONGEST)]
    words = _WORD.findall(body)
    if not words or len(words) > _LONGEST_TITLE or inner[1] - inner[0] > _LONGEST:
        return "quotation"
    last = body.rstrip("\"'”’» ")[-1:]
    before = text[max(paragraph[0], span[0] - _WINDOW) : span[0]]
    after = text[span[1] : min(paragraph[1], span[1] + _WINDOW)]
    near = [word.lower() for word in _NEAR.findall(before[-40:])[-3:]]
    close = before[-1:].isspace()
    directly = close and before.rstrip()[-1:].isalnum()
    titled = _title_case(words)
    if titled and close and _named(near, directly, before, len(words)):
        return "title"
    if (last in ",?!—–…" or after[:1] == ",") and tag_after(text, span[1], paragraph[1]):
        return "quotation"
    cue = cue_before(text, span[0], paragraph[0])
    if titled and (after_title or (not cue and _names_work(near, after))):
        return "title"
    if len(words) <= _LONGEST_SCARE and _nickname(before, words, after):
        return "scare"
    if cue or _UTTERANCE.match(after) is not None:
        return "quotation"
    amid = directly and last not in "?!"
    if titled and len(words) > 1 and amid and not _CUES.intersection(near):
        return "quotation" if _headline(before, after) else "title"
    if len(words) > _LONGEST_SCARE or last in ".?!,":
        return "quotation"
    if cue_in_sentence(text, span, *paragraph):
        return "quotation"
    return "scare" if body[:1].islower() or amid or after[:2].strip().islower() else "quotation"


def lost_title(text: str, start: int, end: int) -> int | None:
    """Where a title that lost its closing mark ends: |The Long Quay author said so. None if it is no title."""
    words = list(_WORD.finditer(text, start, min(end, start + _LONGEST)))
    count = 0
    while count < len(words) and _title_case([words[0].group(), words[count].group()]):
        count += 1
    if not 2 <= count < len(words) or words[count].group() not in TITLE_NOUNS:
        return None
    title = text[start : words[count - 1].end()]
    return words[count - 1].end() if not set(title) & set(".!?:;\n") else None


def _named(near: list[str], directly: bool, before: str, length: int) -> bool:
    """Whether the title is introduced at once: the song |X|, her memoir, |X|, CNN's |X|, told |The View|."""
    if not near:
        return False
    if directly:
        if near[-1] in TITLE_NOUNS or near[-1] in TITLE_PARTICIPLES or (near[-1] in _TOLD and length > 1):
            return True
        return near[-1] in NETWORKS or (len(near) > 1 and near[-1] == "s" and near[-2] in NETWORKS)
    return before.rstrip()[-1:] == "," and near[-1] in TITLE_NOUNS


def _title_case(words: list[str]) -> bool:
    return (words[0][0].isupper() or words[0][0].isdigit()) and all(
        word[0].isupper() or word[0].isdigit() or word.lower() in SMALL for word in words
    )


def _names_work(near: list[str], after: str) -> bool:
    """Whether a noun for a work stands near: her song about him, |X|, |X|, a new film, the |X| episode."""
    if any(word in TITLE_NOUNS for word in near):
        return True
    following = [word.lower() for word in _NEAR.findall(after[:40])[:5]]
    if not following:
        return False
    reach = following if following[0] in ARTICLES else following[:1]
    return any(word in TITLE_NOUNS for word in reach)


def _nickname(before: str, words: list[str], after: str) -> bool:
    """Joe |Lefty| Rossi, the so-called |experts|: a name or a phrase goes on around the marks."""
    if _SO_CALLED.search(before) is not None:
        return True
    if len(words) > 2 or not words[0][0].isupper() or _headline(before, after):
        return False
    return _NAME_BEFORE.search(before) is not None and _NAME_AFTER.match(after) is not None


def _headline(before: str, after: str) -> bool:
    """Whether the words around are in title case themselves, so that capitals tell nothing."""
    around = [word for word in _WORD.findall(before) + _WORD.findall(after) if word.lower() not in SMALL]
    return len(around) >= 3 and sum(not word[0].islower() for word in around) >= 0.8 * len(around)
