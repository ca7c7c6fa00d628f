"""How a statement refers to its speaker: by a name, a pronoun, a description, or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.records import Statement

from .genders import gender_of_word
from .roles import Description, describe, words_of
from .vocabulary import SURNAMES_TOO, TITLES

__all__ = ["WAYS", "Reference", "refer"]

Way = Literal[
    "he", "she", "they", "who", "it", "I", "we", "anyone", "nominal", "name", "continuation", "bare"
]
WAYS: Final[tuple[Way, ...]] = (
    "he", "she", "they", "who", "it", "I", "we", "anyone", "nominal", "name", "continuation", "bare",
)  # fmt: skip
"""Pronouns by their kind; "anyone" for "you", "one", "everybody"; "continuation" has a cue and no source, "bare"
neither."""

_PRONOUNS: Final[dict[str, Way]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("they", "them", "their", "themselves", "both", "these", "those", "each"), "they"),
    **dict.fromkeys(("who", "whom", "which", "that", "whose"), "who"),
    **dict.fromkeys(("it", "its", "itself", "this"), "it"),
    **dict.fromkeys(("i", "me", "my", "myself"), "I"),
    **dict.fromkeys(("we", "us", "our", "ourselves"), "we"),
    **dict.fromkeys(
        "you your one everyone everybody someone somebody anyone anybody nobody others some many most few all none "
        "people whoever".split(),
        "anyone",
    ),
}
_WORD: Final = re.compile(r"[\w-]+")
_CONTRACTED: Final = re.compile(r"['’](?:s|d|ll|ve|re|m)\b")
_EDGE: Final = " \xa0\n\r\t\"“”‘’'.,;:—–-([)]"
_WITHOUT: Final = frozenset(("but", "except", "besides"))
_LINKED: Final = re.compile(r" (?:to|of|for|with|who|at|in|from) ")
_POSSESSIVE_PRONOUN: Final = {"his": "he", "her": "she", "their": "they", "its": "it", "my": "I", "our": "we"}
_ALONE: Final = frozenset(
    "also himself herself themselves itself then later alone too both all now never".split()
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A statement's source as far as it refers.

    ``place`` and ``end`` are code points: of the source, else of the cue, else of the content. ``word`` is the pronoun
    in small letters, ``gender`` log-odds, ``owner`` the possessive pronoun that begins a description ("his lawyer").
    """

    way: Way
    place: int
    end: int
    text: str
    word: str = ""
    gender: float = 0.0
    plural: bool = False
    description: Description | None = None
    owner: str = ""
    sourced: bool = True


def refer(statement: Statement, *, named: bool) -> Reference:
    """The reference of ``statement``; ``named`` tells that the source contains a name of the document."""
    source = statement.source
    if source is None or not source.spans:
        cue = statement.cue
        place = statement.content.start if cue is None else cue.start
        way: Way = "bare" if cue is None else "continuation"
        end = statement.content.end if cue is None else cue.end
        return Reference(way, place, end, "", sourced=False)
    text = " ".join(source.text.split()).strip(_EDGE)
    words = words_of(_CONTRACTED.sub("", text))
    first = words[0] if words else ""
    pronoun = _PRONOUNS.get(first)
    place, end = source.start, source.end
    if pronoun is not None and (len(words) == 1 or all(w in _ALONE for w in words[1:])):
        gender = {"he": 4.0, "she": -4.0}.get(pronoun, 0.0)
        return Reference(pronoun, place, end, text, first, gender, plural=pronoun in ("they", "we"))
    if pronoun == "anyone" and words[1] in _WITHOUT:
        return Reference("anyone", place, end, text)
    description = describe(text)
    if named and (description is None or not _has_common_head(text, description)):
        return Reference("name", place, end, text, description=description, plural=" and " in text)
    if description is None:
        return Reference("anyone", place, end, text)
    return Reference(
        "nominal", place, end, text, description.head, gender_of_word(description.head), description.plural,
        description, _POSSESSIVE_PRONOUN.get(first, ""),
    )  # fmt: skip


def _has_common_head(text: str, description: Description) -> bool:
    """Whether the head of a phrase is an ordinary noun, whatever names stand before it ("the Vermont senator")."""
    head = description.head[:-1] if description.plural else description.head
    found = [m for m in _WORD.finditer(text) if m[0].lower().startswith(head)]
    if not found:
        return False
    if description.plural and _LINKED.match(text, found[0].end()):
        return True  # "Aides to Lind"
    return found[-1][0][0].islower() or (found[-1].start() > 0 and description.head in TITLES - SURNAMES_TOO)
