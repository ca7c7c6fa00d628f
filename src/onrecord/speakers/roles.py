"""What a text says somebody is: the offices, occupations and descriptions around a name, and those of a noun phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .runs import key_of
from .vocabulary import (
    ADVERBS,
    FUNCTION_WORDS,
    MONTHS_AND_DAYS,
    ORGANISATIONS,
    PREPOSITIONS,
    RELATIVES,
    SAYING,
    TITLES,
)

__all__ = [
    "ARTICLES",
    "PEOPLE",
    "THINGS",
    "Description",
    "class_of",
    "describe",
    "head_noun",
    "kindred",
    "roles_around",
]

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_BEFORE: Final = re.compile(r"[^,;:.!?()\"“”\n—–]*$")
_SET_BEFORE: Final = re.compile(r"(?:^|[,;:.!?()\"“”\n—–])([^,;:!?()\"“”\n—–]{3,100}), ?$")
_SET_AFTER: Final = re.compile(
    r"(?:['’]s)?(?: \([^()\n]{1,20}\))?,? ?\(?, ([^,;:.!?()\"“”\n—–]{2,120})(?=[,;.!?)\"“”\n—–])"
)
_IS: Final = re.compile(
    r" (?:is|was|became|remains|, who is|, who was) (?:(?:a|an|the|now|also) )+([^,;:.!?()\"“”\n]{3,80})"
)
_OF: Final = re.compile(r",? (?:of|from) ((?:[A-Z][\w.]+ ?){1,3})")
_PARTY: Final = re.compile(r" \((D|R|Dem|Rep|Democrat|Republican)\b")
_AGE: Final = re.compile(r",? \(?(\d{1,2})[,)]")
_AGED: Final = re.compile(r"(\d{1,2})-year-old")
_LOOK: Final = 120  # code points on either side
_NOT_ROLES: Final = FUNCTION_WORDS | SAYING | MONTHS_AND_DAYS
ARTICLES: Final = frozenset("a an the this that one another its their his her our my your".split())
_STOPS: Final = PREPOSITIONS | RELATIVES | frozenset("and or but is was are were has had".split())
_TITLE_NOUNS: Final = {
    "sen": "senator", "sens": "senator", "rep": "representative", "gov": "governor", "pres": "president",
    "dr": "doctor", "prof": "professor", "gen": "general", "col": "colonel", "rev": "reverend", "sgt": "sergeant",
    "lt": "lieutenant", "capt": "captain", "sec": "secretary",
    "atty": "attorney", "amb": "ambassador", "adm": "admiral",
}  # fmt: skip

# Nouns that a text uses for one another; a word may stand in several rows.
_KIN_ROWS: Final = """
lawyer attorney counsel solicitor barrister prosecutor
singer rapper musician performer artist star crooner vocalist songwriter entertainer comedian actor actress
senator lawmaker legislator politician congressman congresswoman representative congressmember mp
governor politician executive
mayor politician official
candidate nominee contender hopeful front-runner frontrunner challenger standard-bearer
businessman businesswoman mogul tycoon developer billionaire magnate entrepreneur executive investor
president leader commander-in-chief
minister premier leader
chairman chairwoman chair head leader chief
professor academic scholar scientist researcher historian economist expert
writer author novelist columnist journalist reporter correspondent
spokesman spokeswoman spokesperson representative aide official
coach manager
company firm corporation business giant maker startup retailer
newspaper paper daily magazine outlet publication tabloid site website news times post journal tribune herald gazette
newspaper paper globe guardian telegraph chronicle courier examiner inquirer observer record register sentinel sun
newspaper paper editorial column
group organization organisation nonprofit committee pac super-pac union association foundation institute federation
group coalition caucus league alliance movement action society council center centre network party project
board council commission committee
network channel broadcaster outlet station news-service news television tv radio service
company inc corp ltd llc plc motors systems industries airlines technologies electric partners group
agency department office bureau ministry administration commission authority
university school college institute academy
court tribunal
state government country nation kingdom republic
law bill act legislation measure amendment
party committee
study report survey poll paper
bank lender
police force
""".strip().splitlines()
_KINDRED: Final[dict[str, frozenset[str]]] = {}
for _row in _KIN_ROWS:
    for _noun in _row.split():
        _KINDRED[_noun] = _KINDRED.get(_noun, frozenset()) | frozenset(_row.split())


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase without a name as its head: its head noun, and the other words that describe.

    ``definite``: "the", "this" or an owner stands before it. ``plural``: it means several. ``age`` in years.
    """

    head: str
    words: frozenset[str]
    definite: bool
    plural: bool
    age: int | None = None


THINGS: Final = ORGANISATIONS | frozenset(
    """
    company firm giant maker startup retailer newspaper paper daily outlet publication tabloid site website network
    channel broadcaster agency bureau organization organisation nonprofit watchdog pac super-pac lender bank tribunal
    court study report survey poll statement letter document lawsuit ad
    """.split()
)
"""Head nouns that never stand for a person."""

PEOPLE: Final = TITLES | frozenset(
    """
    man woman boy girl performer star veteran native graduate winner champion pope model legend icon foe ally tycoon
    magnate mogul celebrity personality figure ex-wife ex-husband sibling twin pilot athlete parent pundit loyalist
    bride newcomer outsider insider maverick hero survivor texan nonagenarian octogenarian socialist
    """.split()
)
"""Head nouns that stand for a person."""

_CLASS_ROWS: Final = """
media: newspaper paper daily magazine outlet publication tabloid site website network channel broadcaster station
media: news-service service editorial column blog organization
company: company firm corporation business giant maker startup retailer bank lender automaker carrier chain
body: group organization organisation nonprofit non-profit committee pac super-pac union association foundation charity
body: institute federation coalition watchdog caucus council alliance league network movement board party
agency: agency department office bureau ministry administration commission court tribunal government state city police
agency: university school college country kingdom
elected: senator lawmaker legislator politician congressman congresswoman representative governor mayor president
elected: minister leader premier chancellor speaker republican democrat incumbent secretary justice judge
running: candidate nominee contender hopeful front-runner frontrunner challenger standard-bearer rival opponent
business: businessman businesswoman mogul tycoon developer billionaire magnate entrepreneur executive investor
speaking: spokesman spokeswoman spokesperson aide official adviser source insider strategist critic supporter expert
many: people voter crowd majority public media percent poll some many most
""".strip().splitlines()
_CLASSES: Final[dict[str, frozenset[str]]] = {}
for _row in _CLASS_ROWS:
    _name, _, _nouns = _row.partition(":")
    for _noun in _nouns.split():
        _CLASSES[_noun] = _CLASSES.get(_noun, frozenset()) | {_name}


def class_of(noun: str) -> frozenset[str]:
    """The classes that a head noun belongs to ("media", "elected"); empty for most nouns."""
    return _CLASSES.get(noun, frozenset())


def head_noun(word: str) -> str:
    """A word as it is compared with head nouns: small, without possessive ending, titles in full, singular."""
    key = word.lower().removesuffix("'s").removesuffix("’s").rstrip(".")
    return _TITLE_NOUNS.get(key, singular(key) if len(key) > 3 and _is_plural(key) else key)


def kindred(noun: str) -> frozenset[str]:
    """Nouns that may stand for ``noun`` in the same text, itself among them."""
    return _KINDRED.get(noun, frozenset()) | {noun}


def words_of(phrase: str) -> list[str]:
    """The words of a phrase as roles are compared, in order; the possessive ending apart."""
    found = []
    for match in _WORD.finditer(phrase):
        key = key_of(match[0])
        key = key.removesuffix("'s").removesuffix("’s")
        found.append(_TITLE_NOUNS.get(key, key))
    return found


def describe(phrase: str) -> Description | None:
    """What the noun phrase ``phrase`` says; None when it has no words."""
    words = words_of(phrase.split(",")[0] if not phrase.startswith(",") else phrase)
    if not words:
        return None
    definite = words[0] in ARTICLES - {"a", "an", "one", "another"} or "'s " in phrase or "’s " in phrase
    while len(words) > 1 and words[-1].endswith(("self", "selves")):
        words = words[:-1]
    bare = [w for n, w in enumerate(words) if w not in ARTICLES or _is_relative(words, n)] or words
    end = next((n for n, w in enumerate(bare) if n and w in _STOPS), len(bare))
    head = bare[end - 1]
    age = _AGED.search(phrase)
    plural = _is_plural(head) or words[0] in (
        "some",
        "many",
        "several",
        "both",
        "two",
        "three",
        "most",
        "few",
        "all",
    )
    rest = frozenset(w for w in bare if w not in _NOT_ROLES and w not in PREPOSITIONS and w != head)
    return Description(
        singular(head) if plural else head, rest, definite, plural, int(age[1]) if age else None
    )


def _is_relative(words: Sequence[str], number: int) -> bool:
    """Whether a word begins a relative clause: "a letter **that** Lind wrote", but not "only **that** lawyer"."""
    if not number or words[number] not in RELATIVES:
        return False
    return words[number - 1] not in ADVERBS | FUNCTION_WORDS | PREPOSITIONS


def _is_plural(noun: str) -> bool:
    if noun in (
        "people",
        "police",
        "men",
        "women",
        "children",
        "majority",
        "staff",
        "media",
        "public",
        "crowd",
    ):
        return True
    return len(noun) > 3 and noun.endswith("s") and not noun.endswith(("ss", "us", "is", "news", "press"))


def singular(noun: str) -> str:
    """The singular of a regular plural, by its ending."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def roles_around(text: str, start: int, end: int) -> tuple[set[str], set[str], int | None]:
    """Head nouns, further words and the age that stand beside the name ``text[start:end]`` and describe it."""
    heads: set[str] = set()
    words: set[str] = set()
    low = max(0, start - _LOOK)
    before = text[low:start]
    lead = _BEFORE.search(before)
    if lead is not None and lead[0].strip():
        near = words_of(lead[0])[-4:]
        for number in range(len(near) - 1, -1, -1):
            if near[number] in _NOT_ROLES or near[number] in PREPOSITIONS:
                near = near[number + 1 :]
                break
        if near:
            words.update(near)
            if lead[0][-1:].isspace() and (near[-1] in TITLES or near[-1] in _KINDRED):
                heads.add(near[-1])
    set_before = _SET_BEFORE.search(before)
    if set_before is not None:
        _take(set_before[1], heads, words)
    after = text[end : end + _LOOK]
    for pattern in (_SET_AFTER, _IS):
        match = pattern.match(after)
        if match is not None:
            _take(match[1], heads, words)
    place = _OF.match(after)
    if place is not None:
        words.update(words_of(place[1]))
    party = _PARTY.match(after)
    if party is not None:
        heads.add("democrat" if party[1][0] == "D" else "republican")
    age = _AGE.match(after)
    aged = _AGED.search(lead[0]) if lead is not None else None
    return heads, words, int(age[1]) if age else int(aged[1]) if aged else None


def _take(phrase: str, heads: set[str], words: set[str]) -> None:
    """Add what an apposition says; one that begins like a clause says nothing."""
    listed = words_of(phrase)
    if not listed or listed[0] in SAYING or listed[0] in RELATIVES or len(listed) > 14:
        return
    if listed[0] in (
        "he",
        "she",
        "it",
        "they",
        "i",
        "we",
        "and",
        "but",
        "or",
        "not",
        "who",
        "in",
        "on",
        "at",
    ):
        return
    found = describe(phrase)
    if found is None or found.plural:
        return
    if found.head in TITLES or found.head in _KINDRED or found.definite or phrase[:2] in ("a ", "an"):
        heads.add(found.head)
        words.update(w for w in listed if w not in _NOT_ROLES)
