"""What stands around a passage and governs it: negations, conditions, other people's views, quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.alignment import Passage, Word
from onrecord.alignment.lexicon import AUXILIARIES, CONJUNCTIONS
from onrecord.alignment.words import sentence_start

__all__ = ["Nesting", "cut_off", "nested_in"]

REACH = 8
"""Words before and after a passage that are looked at for what governs it (CHECKING.md, step 7e)."""

_CONDITIONS = frozenset(("if", "unless", "whether", "provided", "assuming", "suppose", "supposing", "lest"))
_BELIEVE = (
    r"(?:think|believe|say|said|saying|mean|agree|suggest\w*|claim\w*|accept|imply\w*|guarantee|promise"
    r"|pretend|argue|"
    r"true|correct|accurate|fair to say|case|possible|convinced|sure|certain)"
)
_DENIED_FRAME = re.compile(
    rf"\b(?:not|never|nobody|none|hardly)(?: (?!that\b)[\w']+){{0,2}} {_BELIEVE}(?: for a \w+)?(?: that)?$"
    r"|\b(?:deny|denied|denies|denying|doubt|doubts|doubted|false|untrue|wrong to (?:say|think)|a lie"
    r"|a myth)(?: that)?$"
)
_OTHERS_SAY = re.compile(
    r"\b(?:(?:some|many|most|other|those|these|few|several)(?: \w+){0,2}|people|critics|opponents|skeptics|cynics|they"
    r"|everybody|everyone|somebody|someone|others?|my opponents?|the (?:opposition|critics|media|press|other side)) "
    r"(?:(?:may|might|will|would|could|keep|always|often|even|also|have|has|had) )?"
    r"(?:say|says|said|saying|claim|claims|claimed|argue|argues|argued|think|thinks|thought|believe|believes"
    r"|believed|insist|insists|insisted|tell (?:me|us|you)|told (?:me|us|you)|suggest|suggests|suggested)(?: that)?$"
)
_SOMEBODY_SAYS = re.compile(
    r"\b(?!(?:i|we|you|not|never|to|will|would|should|could|can|may|might|must|shall|do|did|does|let|'s|is|was"
    r"|just|also|and|or|but|who)\b)[\w'.]+ "
    r"(?:says?|said|claims?|claimed|argues?|argued|insists?|insisted|wrote|told (?:me|us|them|him|her|you)"
    r"|alleged?|alleges)(?: that)?$"
)
_CONDITION_TAIL = re.compile(
    r"^(?:but |and |or )?(?:only )?(?:if|unless|provided(?: that)?|as long as|so long as|on condition"
    r"|on the condition|"
    r"assuming|except (?:if|when|that|for)|only when)\b"
)
_TURNED_TAIL = re.compile(
    r"^(?:but |and |which |that |this |it )*(?:is|are|was|were|'s|would be) (?:simply |just |plain "
    r"|completely |totally )?"
    r"(?:not (?:true|right|correct|so|the case|what|how|my)|false|wrong|untrue|nonsense|a lie|a myth|absurd"
    r"|ridiculous)\b"
    r"|^but (?:not|only|never)\b|^or so (?:they|some|he|she|people)\b"
    r"|^(?:or so )?(?:they|critics|opponents|some people|people|some) (?:say|claim|tell|argue)\b"
)
_SCALES = frozenset(("hundred", "thousand", "million", "billion", "trillion", "percent", "per"))
_VERBS = AUXILIARIES | {"will", "would", "can", "could", "should", "must", "may", "might"}


def _spoken(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if not word.aside]


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.key for word in words)


def _after(passage: Passage) -> list[Word]:
    """The words after a passage up to the end of its sentence, at most ``REACH``."""
    last = passage.words[passage.high - 1]
    if last.ends_sentence:
        return []
    out: list[Word] = []
    for word in passage.words[passage.high :]:
        if word.aside:
            continue
        if word.turn != last.turn:
            break
        out.append(word)
        if word.ends_sentence or len(out) == REACH:
            break
    return out


def cut_off(first: Passage, last: Passage) -> str | None:
    """What the cut before ``first`` or after ``last`` removes from the same sentence, or None.

    One of ``negation``, ``denied-frame``, ``others-say``, ``condition``, ``contradiction``, ``number``.
    """
    start = sentence_start(first.words, first.low)
    before = _unbroken(_spoken(first.words[start : first.low]))
    near = before[-REACH:]
    text = _joined(near)
    if near:
        if _OTHERS_SAY.search(text) or _SOMEBODY_SAYS.search(text):
            return "others-say"
        if near[-1].key in _CONDITIONS:
            return "condition"
        if _negated(near, first.words[first.low]):
            return "negation"
        if _DENIED_FRAME.search(text):
            return "denied-frame"
        lead = [word.key for word in before if word.key not in CONJUNCTIONS][:2]
        closed = near[-1].tail.lstrip().startswith(",") or near[-1].key == "then"
        if (
            lead
            and closed
            and len(before) <= 3 * REACH
            and (lead[0] in _CONDITIONS or lead == ["only", "if"])
        ):
            return "condition"
    after = _after(last)
    if after:
        tail = _joined(after)
        if _CONDITION_TAIL.match(tail):
            return "condition"
        if _TURNED_TAIL.match(tail):
            return "contradiction"
        short = last.high - last.low <= REACH or after[0].ends_sentence
        if short and after[0].key in ("not", "never") and last.words[last.high - 1].key in _VERBS:
            return "negation"
        final = last.words[last.high - 1]
        if (
            any(char.isdigit() for char in final.key[:2])
            and final.key != "1"
            and after[0].key in _SCALES
            and not final.tail.strip()
        ):
            return "number"
    return None


def _unbroken(before: Sequence[Word]) -> list[Word]:
    """The words after the last dash or dots: a clause broken off governs nothing."""
    for back in range(len(before), 0, -1):
        if re.search(r"--|[\u2013\u2014\u2026]|\.\.|\s-\s", before[back - 1].tail):
            return list(before[back:])
    return list(before)


_GOVERNING = frozenset("not never no nor neither without hardly scarcely cannot nobody none".split())
_BETWEEN = frozenset("going to be been being a an the that so even just really very ever".split())
_SUBJECTS = frozenset("i you he she it we they there".split())


def _negated(before: Sequence[Word], first: Word) -> bool:
    """Whether a negation governs what follows: only light words and no comma between. A negative question
    ("aren't you tired") negates nothing."""
    for back, word in enumerate(reversed(before[-5:])):
        if word.tail.strip(" \n\u00a0\"'\u201c\u2018"):
            return False
        if word.key in _GOVERNING:
            plain = back == 0 or word.key not in ("no", "without")
            return plain and not _inverted(before, back, first)
        if word.key not in _BETWEEN:
            return False
    return False


def _inverted(before: Sequence[Word], back: int, first: Word) -> bool:
    """Whether the negation belongs to an auxiliary that stands before its subject."""
    auxiliary = len(before) > back + 1 and before[-back - 2].key in _VERBS
    return back == 0 and auxiliary and first.key in _SUBJECTS


@dataclass(frozen=True, slots=True)
class Nesting:
    """A passage that its speaker gives as somebody's words: ``frame`` are the words that say whose.

    ``person`` is the grammatical person of the one quoted: the speaker (``first``), the one spoken to
    (``second``), or anybody else (``third``). ``marked`` tells that marks, spoken or written, set the words off.
    """

    frame: str
    person: Literal["first", "second", "third"]
    marked: bool


_SAY = (
    r"(?:say|says|said|saying|wrote|write|writes|written|reads?|reading|tweet(?:s|ed)?|tweet out|told \w+|asked|asks"
    r"|testified|declared|stated|states|quote|quoted|quoting|argued|argues|claimed|claims|added|adds|warned"
    r"|announced|replied|responded|insisted|promised|called it|posted|put it|puts it)"
)
_SUBJECT_SAYS = re.compile(rf"((?:[\w'\u2019.-]+,?\s+){{0,5}})\b{_SAY}\b", re.IGNORECASE)
_SAYS_BEFORE_MARK = re.compile(rf"\b{_SAY}\b[^.?!]{{0,40}}$", re.IGNORECASE)
_SAYS_AT_END = re.compile(rf"\b{_SAY}(?: that)?[\s,:;\u2014\u2013-]*$", re.IGNORECASE)
_PRONOUNS = frozenset("i we us you he she they".split())
_QUOTING = re.compile(r"[,\s]*(?:\band\s+)?(?:\bi\s+)?\bquote\W*$", re.IGNORECASE)
_NEW_SENTENCE = re.compile(r"[.?!][\"\u201d'\u2019]*\s+(?=[A-Z\"\u201c])")
_QUOTE_WORD = re.compile(r"\bquote\b", re.IGNORECASE)
_CLOSE_WORD = re.compile(r"\b(?:end (?:of )?quote|unquote|close quote|end quotation)\b", re.IGNORECASE)


def nested_in(before: str, text: str, after: str) -> Nesting | None:
    """Whether a passage stands inside a quotation that its speaker gives.

    ``before`` and ``after`` are the text of the same turn around ``text``. A quotation is one between spoken
    marks ("quote ... end quote"), between written marks after a word of saying, or directly after one.
    """
    if re.search(r"[\"\u201c\u201d]", text):
        return None  # the passage reaches across the end of a quotation
    opened = [match.end() for match in _QUOTE_WORD.finditer(before)]
    closed = [match.end() for match in _CLOSE_WORD.finditer(before)]
    if opened and (not closed or closed[-1] < opened[-1]) and len(before) - opened[-1] < 400:
        ends = _CLOSE_WORD.search(after)
        here = before[opened[-1] :].strip(' ,:;.\u2014\u2013-"\u201c') == ""
        if ends or here:
            return _nesting(before[: opened[-1]], True)
    inside = _inside_marks(before)
    if inside is not None:
        frame = before[:inside].rstrip()
        return _nesting(frame, True) if _SAYS_BEFORE_MARK.search(frame[-160:]) else None
    sentence = _NEW_SENTENCE.split(before)[-1]
    return _nesting(sentence, False) if _SAYS_AT_END.search(sentence) else None


def _inside_marks(before: str) -> int | None:
    """Where the written quotation mark that is open at the passage stands in ``before``, or None."""
    last_open = before.rfind("\u201c")
    if last_open > before.rfind("\u201d"):
        return last_open
    paragraph = before.rfind("\n\n")
    straight = [match.start() for match in re.finditer('"', before[paragraph + 1 :])]
    if len(straight) % 2:
        return paragraph + 1 + straight[-1]
    return None


def _nesting(frame: str, marked: bool) -> Nesting:
    """The nesting that a frame announces: the last of its subjects says whose words they are."""
    tail = _NEW_SENTENCE.split(_QUOTING.sub("", frame)[-160:])[-1]
    found = list(_SUBJECT_SAYS.finditer(tail))
    subject = (found[-1][1] if found else tail[-60:]).casefold().split()
    person: Literal["first", "second", "third"] = "third"
    heads = [re.split(r"['\u2019]", word.strip(","))[0] for word in subject]
    pronouns = [word for word in heads if word in _PRONOUNS]
    if pronouns and pronouns[-1] in ("i", "we", "us"):
        person = "first"
    elif pronouns and pronouns[-1] == "you":
        person = "second"
    return Nesting(frame[-200:], person, marked)
