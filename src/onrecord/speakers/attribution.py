"""From a statement's source to its speaker: the name that the source itself gives, in its fullest form."""

from __future__ import annotations

import re
from typing import Final

from onrecord.records import Piece, Span, Speaker, Via

from .genders import is_given
from .names import Names, Resolved
from .roles import describe
from .runs import goes_on, key_of, keys_of, tokens_of
from .sightings import begins_sentence
from .sources import Given, given_name
from .vocabulary import (
    ALSO_WORDS,
    COMPLETE,
    FOLLOWERS,
    FUNCTION_WORDS,
    HONORIFICS,
    MONTHS_AND_DAYS,
    NEWSROOMS,
    OPENERS,
    ORGANISATIONS,
    PEOPLES,
    TITLES,
)

__all__ = ["joint_speaker", "speaker_of"]

_HANDLE: Final = re.compile(r"\(?@(\w{1,30})\)?")
_FOLLOWER: Final = re.compile(r"(?:['’]s?)?[ \xa0]([a-z]+)(?:[ \xa0]([a-z]+))?")
_OF_SOMEBODY: Final = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|allies|close|loyal|campaign|(?:ally|aide|lawyer|attorney|supporter|backer|critic"
    r"|friend|fan|opponent|advis[eo]r|staffer|surrogate|donor|loyalist)s?) (?:of|for|to|with) (?:[A-Z]\w*\.? )?$"
)
_JOINT: Final = re.compile(r",? and (?:also )?|, (?=[A-Z])")
_GOVERNMENT: Final = re.compile(
    r"(?:[Tt]he[ \xa0])?([A-Z][\w’'-]*(?:[ \xa0][A-Z][\w’'-]*)?)[ \xa0]([Gg]overnment|[Aa]dministration)"
)
_GOING_ON: Final = re.compile(r"(?:[ \xa0][^\W\d_a-z][^\W\d_]+(?:[-’'][^\W\d_a-z][^\W\d_]+)*(?!\w)){1,3}")
_MAGAZINE: Final = re.compile(r"[ \xa0][Mm]agazine\b")
_PAPERS: Final = frozenset(("news", "times"))  # no plurals at the end of a name
_MORE: Final = 2  # words of a name behind its first
_LOOK_BACK: Final = 40  # code points before a source in which "a spokesman for" may stand
_OF_PEOPLE: Final = ("surname", "given name")  # of these, no name has "the" before it
_DESCRIBING: Final = FOLLOWERS | TITLES
_INCOMPLETE: Final = ORGANISATIONS - COMPLETE

_GOVERNS: Final[tuple[Via, float, str]] = (
    "full",
    0.923,
    "a government, named by whose it is",
)  # 11 of 11 on PolNeAR train, (right + 1) / (given + 2)
# How sure a name is by the way it was found, and the words for that way. The figures are the shares of right names on
# the labelled sources of PolNeAR train (539 articles), (right + 1) / (given + 2): itself 2,074 of 2,123, surname 2,667
# of 2,669, later 80 of 85, main 170 of 170, given name 25 of 25, inner name and initials 17 of 17 each, short form 22
# of 25. A longer form of a full name did not occur there, nor enough signatures: they have the figure of "itself".
_WAYS: Final[dict[str, tuple[Via, float, str]]] = {
    "itself": ("full", 0.976, "named in the source; the document gives no fuller form"),
    "surname": ("partial", 0.999, "surname of a name given in full {}"),
    "surname later": ("partial", 0.931, "surname of a name given in full {}"),
    "main": ("partial", 0.994, "surname of several people; the one named in full {} must be meant"),
    "given name": ("partial", 0.963, "first name of a name given in full {}"),
    "inner name": ("partial", 0.947, "part of a name given in full {}"),
    "longer form": ("partial", 0.976, "the same name, given more fully {}"),
    "short form": ("partial", 0.852, "short form of a name given in full {}"),
    "initials": ("partial", 0.947, "initials of a name given in full {}"),
    "misspelling": ("partial", 0.75, "seems misspelt for a name given in full {}"),
}


def speaker_of(source: Piece | None, names: Names, text: str, *, signature: bool = False) -> Speaker | None:
    """The speaker whom ``source`` names, in the fullest form that the document gives; None whenever in doubt.

    ``source`` is a statement's source in the document ``text``, ``names`` the names of that document. ``signature``
    tells that the source is the name that signs an embedded post or a block quotation. Pronouns, descriptions ("the
    mayor", "Lind's lawyer", "Lind supporters") and several speakers at once give None.
    """
    if source is None or not source.spans:
        return None
    start, end = source.start, source.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if len(source.spans) == 1 and not names.in_headline(start):
        end = _end_of_name(text, start, end, names)
    if end > source.end:
        source = Piece.of(text, [(start, end)])
    handle = _HANDLE.fullmatch(text, start, end)
    if handle is not None:
        signed = names.of_handle(handle[1])
        return None if signed is None else _signed(signed, "the document gives this account to the name")
    if _is_part(text, start, end):
        return None
    long = names.defined_in(source.text)
    if long is not None:
        return Speaker(long, "named", *_WAYS["itself"])
    government = _GOVERNMENT.fullmatch(text, start, end)
    if government is not None and _rules(government[1], government[2].lower(), names):
        return Speaker(government[0][government.start(1) - start :], "named", *_GOVERNS)
    given = given_name(source.text)
    if given is None or not _is_known(given, names):
        return None
    place = _place_of(given.name, source, text)
    if place is None:
        return None
    headline = names.in_headline(start)
    found = names.resolve(given.name, start, given.honorific)
    if not headline and goes_on(text, *place, before=found.how == "itself"):
        return None
    if found.how == "misspelling" and ("," in source.text or text[end : end + 1] == ","):
        return None  # "Hansson, a critic," is introduced as somebody else
    if found.how == "itself":
        magazine = _MAGAZINE.match(text, place[1]) if " " not in given.name else None
        whole = slice(place[0], place[1] if magazine is None else magazine.end())
        found = Resolved(" ".join(text[whole].split()), "itself")
        if not (signature or given.honorific or _is_whole(found.name, names, text, place[0])):
            return None
    elif found.how == "shared" or (given.article and " " not in given.name and found.how in _OF_PEOPLE):
        return None
    if signature:
        return _signed(found.name, "signed with this name")
    when = "earlier" if found.at <= start else "later"
    way = "main" if found.main else found.how
    via, confidence, reason = _WAYS[way if (way, when) != ("surname", "later") else "surname later"]
    return Speaker(found.name, "named", via, confidence, reason.format(when))


def joint_speaker(source: Piece | None, names: Names, text: str) -> Speaker | None:
    """Several speakers at once, each of them named ("Ada Lind and Ben Okafor"); None when one part is no name."""
    if source is None or len(source.spans) != 1 or _JOINT.search(source.text) is None:
        return None
    found: list[Speaker] = []
    start = source.start
    if source.text.startswith("Both "):
        start += len("Both ")
    for part in [*_JOINT.finditer(source.text), None]:
        end = source.end if part is None else source.start + part.start()
        one = speaker_of(Piece.of(text, [(start, end)]), names, text) if end > start else None
        if one is not None and one.kind == "named":
            found.append(one)
        elif start > source.start or not _several(text[start:end]):
            return None
        start = source.end if part is None else source.start + part.end()
    listed = list(dict.fromkeys(speaker.name for speaker in found))
    if len(listed) < 2:
        return None
    name = ", ".join(listed[:-1]) + " and " + listed[-1]
    via: Via = "full" if all(speaker.via == "full" for speaker in found) else "partial"
    return Speaker(
        name, "named", via, min(s.confidence for s in found), "several speakers, each named in the source"
    )


def _several(phrase: str) -> bool:
    """Whether a phrase announces the names that follow it ("the two candidates, Ada Lind and Ben Okafor")."""
    description = describe(phrase)
    return description is not None and description.plural


def _signed(name: str, reason: str) -> Speaker:
    return Speaker(name, "named", "signature", _WAYS["itself"][1], reason)


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether it is cut out of a word or of a description ("a spokesman for **Lind**", "**Lind** aides")."""
    if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
        return True
    follower = _FOLLOWER.match(text, end)
    if follower is not None:
        owner = text[end - 2 : end] in ("'s", "’s") or text[end : end + 1] in ("'", "’")
        if follower[1] in _DESCRIBING or (owner and follower[2] in _DESCRIBING):
            return True
    return _OF_SOMEBODY.search(text, max(0, start - _LOOK_BACK), start) is not None


def _is_known(given: Given, names: Names) -> bool:
    """Whether the document shows that the name is one, where the source alone does not."""
    if names.is_family(given.name):
        return False
    if given.needs == "name":
        return names.knows(given.name)
    if given.needs == "person":
        first, *more = keys_of(tokens_of(given.name))
        return names.knows_person(given.name) or (bool(more) and is_given(first))
    return given.needs == "nothing" or (not given.article and names.knows_surname(given.name))


def _is_whole(name: str, names: Names, text: str, start: int) -> bool:
    """Whether a name without a fuller form is one, and whole: its capitals mean something, and it is no plural."""
    words = tokens_of(name)
    last = keys_of(words[-1:])[0]
    if len(words) == 1:
        if last in _INCOMPLETE:
            return False
        if last in NEWSROOMS:
            return True
    elif last in ALSO_WORDS and _is_surname_here(words, names):
        return True
    elif (last in ALSO_WORDS and not words[-1].isupper()) or (last in PEOPLES and last.endswith("s")):
        return False
    if name.isupper() and len(words) > 1 and names.writes_small(words[-1]):
        return False  # capitals throughout make no name of ordinary words
    if names.knows(name):
        return True
    if names.in_headline(start):
        return False
    plural = last.endswith("s") and last not in _PAPERS and names.writes_small(words[-1])
    body = len(words) > 2 and last in ORGANISATIONS
    whole = len(words) > 1 and not plural and (body or keys_of(words[:1])[0] not in OPENERS)
    return whole or not begins_sentence(text, start)


def _is_surname_here(words: list[str], names: Names) -> bool:
    """Whether a last word that usually is another one is a surname behind given names ("Anna Selma White")."""
    first, last = keys_of([words[0], words[-1]])
    ordinary = first in OPENERS or first in PEOPLES or last.endswith("s") or names.writes_small(words[-1])
    return is_given(first) and not ordinary


def _end_of_name(text: str, start: int, end: int, names: Names) -> int:
    """Where the name ends whose beginning ends a source: "**Ada** Lind said", "**Mr.** Okafor"."""
    last = text[start:end].rsplit(None, 1)[-1:]
    article = text[start:end] in ("the", "The")
    if not last or not (article or last[0][0].isupper()):
        return end
    key = key_of(last[0])
    title = key in HONORIFICS
    if (key in FUNCTION_WORDS and not article) or not (last[0].isalpha() or (title and last[0][-1] == ".")):
        return end
    if not title and names.ends_a_name(last[0]):
        return end
    point = title and text[end : end + 1] == "."
    following = _GOING_ON.match(text, end + point)
    if following is None:
        return end
    words = following[0].split()
    ordinary = any(w.lower() in MONTHS_AND_DAYS or key_of(w) in FUNCTION_WORDS for w in words)
    return end if ordinary or len(words) > _MORE else following.end()


def _rules(first: str, noun: str, names: Names) -> bool:
    """Whether somebody's or a people's name before "administration" or "government" makes a name of it."""
    keys = keys_of(tokens_of(first))
    if noun == "government":
        return keys[-1] in PEOPLES
    return names.knows(first) or names.knows_surname(first)


def _place_of(name: str, source: Piece, text: str) -> Span | None:
    """Where the source gives ``name``; None when it does not in one stretch."""
    pattern = re.compile(r",?\s+".join(re.escape(word) for word in tokens_of(name)))
    matches = (pattern.search(text, a, b) for a, b in source.spans)
    return next((match.span() for match in matches if match is not None), None)
