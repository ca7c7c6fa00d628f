"""Where a document names somebody: each run of capitalised words, and what its surroundings tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from onrecord.records import Span

from .runs import RUN, SPACE, keys_of, name_of_run, pieces_of, tokens_of
from .vocabulary import GIVEN_TOO, KIN, LINK_ORGANISATIONS, OPENERS, ORGANISATIONS, REGNAL, TITLES

__all__ = ["Sighting", "begins_sentence", "headlines", "ordinary_words", "sightings", "unwrapped"]

_LOWER: Final = re.compile(r"(?<![\w'’-])[a-z][a-z'-]*")
_WORD: Final = re.compile(r"[\w-]+")
_HANDLE: Final = re.compile(rf"{SPACE}?\(@(\w{{1,30}})\)|{SPACE}@(\w{{1,30}})")
_WRAPPED: Final = re.compile(r"(?<=[^\n]{45})\r?\n(?=\S)")
_WRAPPED_LOWER: Final = re.compile(r"[^\n]{45}\r?\n[a-z]")
_SHORT_LINE: Final = 200  # code points; no headline is longer
_SHORTEST_HEADLINE: Final = 4  # words, small ones apart
_CAPITALS: Final = 0.9  # share of its words, small ones apart, that have a capital
_SMALL: Final = frozenset(
    "a an the and or but nor as at by for from in into of off on onto out over per to up via vs with".split()
)
_LONGEST_NAME: Final = 6  # words; a longer run is a title, or a headline within a paragraph
_LONGEST_ORGANISATION: Final = 12  # words
_BEFORE: Final = 24  # code points before a name in which "his wife," or "columnist" may stand
_LOCATIVES: Final = (" in ", "In ", " across ", " near ", " outside ", " throughout ")
_LINKS: Final = frozenset((" of ", " of the ", " for ", " for the ", " on "))


class Sighting(NamedTuple):
    """A name as it stands at one place, without titles.

    ``at`` is the code point where it begins. ``sure`` is False in headlines and over-long runs, where capitals tell
    nothing. ``doubtful``: it begins a sentence with a word that may be an ordinary one. ``inside``: it stands within a
    sentence. ``title`` is the key of the title or office directly before it, or "". ``kin``: a word like "wife" stands
    close before it. ``paired``: "Kofi and " stands before it. ``located``: "in " does. ``leads``: it begins its run.
    ``handle``: the account name that follows.
    """

    tokens: list[str]
    keys: list[str]
    at: int
    sure: bool
    doubtful: bool
    inside: bool
    title: str
    kin: bool
    paired: bool
    located: bool
    leads: bool
    handle: str


def unwrapped(text: str) -> str:
    """``text`` with its hard line ends turned into blanks, every other code point in its place.

    Only where the text is wrapped at all: at least two long lines must go on with a small letter.
    """
    if len(_WRAPPED_LOWER.findall(text)) < 2:
        return text
    return _WRAPPED.sub(lambda match: " " * len(match[0]), text)


def ordinary_words(text: str) -> frozenset[str]:
    """Every word that ``text`` writes with a small initial."""
    return frozenset(_LOWER.findall(text))


def headlines(text: str) -> Iterator[Span]:
    """The lines in capitals or in title case: there a capital tells nothing of a word."""
    start = 0
    for line in text.split("\n"):
        if 0 < len(line) <= _SHORT_LINE:
            words = [word for word in line.split() if word not in _SMALL]
            capital = sum(
                word[0].isupper() or word[1:2].isupper() or not word[:2].isalpha() for word in words
            )
            if (len(words) >= _SHORTEST_HEADLINE and capital >= _CAPITALS * len(words)) or line.isupper():
                yield start, start + len(line)
        start += len(line) + 1


def begins_sentence(text: str, at: int) -> bool:
    """Whether a word at ``at`` owes its capital to the beginning of a sentence, a line or a quotation."""
    at -= 1
    if at >= 0 and text[at] in "\"“‘'([«—–":
        return True
    while at >= 0 and text[at] in " \xa0\"”’'»)*_":
        at -= 1
    return at < 0 or text[at] in ".!?:;…—–\n\r|•>"


def sightings(text: str, titles: list[Span], ordinary: frozenset[str]) -> Iterator[Sighting]:
    """Every place where ``text`` may name somebody, in order; work is linear in the text.

    ``titles`` are its headlines, ``ordinary`` the words it also writes small.
    """
    lines = iter(titles)
    line = next(lines, None)
    last_end = 0
    last: Sighting | None = None
    for match in RUN.finditer(text):
        at, end = match.span()
        while line is not None and line[1] <= at:
            line = next(lines, None)
        sure = line is None or at < line[0]
        between = text[last_end:at] if at - last_end < 10 else ""
        tokens = tokens_of(match[0])
        keys = keys_of(tokens)
        opening = begins_sentence(text, at)
        sighting, place = None, at
        for a, b in pieces_of(tokens, keys):
            after_of = (
                keys[a - 1] == "of"
                if a
                else (between == " and " or text.endswith((" of ", " of the "), max(0, at - 8), at))
            )
            start = a + name_of_run(tokens[a:b], keys[a:b], after_of=after_of)
            if start == b:
                sighting = None
                continue
            place = text.find(tokens[start], place) if start else at
            key = keys[start]
            first = opening and start == 0
            doubtful = first and (
                key in OPENERS or key.endswith("ing") or (key in ordinary and key not in GIVEN_TOO)
            )
            before = _WORD.findall(text, max(0, at - _BEFORE), at) if b - start > 1 and not start else ()
            title = keys[start - 1] if start > a else before[-1] if before and before[-1] in TITLES else ""
            sighting = Sighting(
                tokens[start:b],
                keys[start:b],
                place,
                sure and b - start <= _LONGEST_NAME,
                doubtful and key not in REGNAL,
                not first,
                title,
                not KIN.isdisjoint(before),
                last is not None and between == " and " and len(last.keys) == 1 < b - start and not start,
                not start and text.endswith(_LOCATIVES, max(0, at - _BEFORE), at),
                start == a,
                _handle(text, at, end) if b == len(keys) else "",
            )
            yield sighting
        if last is not None and sighting is not None and not a and _linked(last, between, keys[b - 1]):
            link = between.split()
            sighting = last._replace(
                tokens=last.tokens + link + tokens[:b], keys=last.keys + link + keys[:b], handle=""
            )
            yield sighting
        last, last_end = (sighting if sighting is not None and b == len(keys) else None), end


def _handle(text: str, at: int, end: int) -> str:
    """The account name after the name ``text[at:end]``, in parentheses or in a signature: "Ada Lind **(@adal)**"."""
    if text.find("@", end, end + 4) < 0:
        return ""
    match = _HANDLE.match(text, end)
    if match is None or not (match[1] or text[max(0, at - 3) : at].rstrip()[-1:] in ("—", "–", "―", "-")):
        return ""
    return (match[1] or match[2]).lower()


def _linked(last: Sighting, between: str, key: str) -> bool:
    """Whether a run goes on with the name of the organisation before it ("Department **of Works**")."""
    if not last.sure or len(last.keys) > _LONGEST_ORGANISATION:
        return False
    if between == " and ":
        return "of" in last.keys and key in ORGANISATIONS
    return between in _LINKS and last.keys[-1] in LINK_ORGANISATIONS
