"""Whether a speaker label and a name in a draft mean one person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

__all__ = ["all_names", "is_generic", "is_questioner", "name_parts", "same_person"]

_TITLES = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady prof professor sen senator rep representative congressman "
    "congresswoman gov governor president presidente pres vice former secretary sec minister prime mayor "
    "judge justice general gen colonel col captain capt lt lieutenant sgt sergeant admiral rev reverend "
    "hon honorable honourable chairman chairwoman chair chancellor ambassador director commissioner "
    "councillor councilman councilwoman deputy the attorney speaker king queen prince princess pope "
    "cardinal bishop archbishop elect acting us u.s ret".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv esq phd md mp mep qc kc".split())
_NICKNAMES = {
    "bill": "william",
    "will": "william",
    "billy": "william",
    "bob": "robert",
    "rob": "robert",
    "bobby": "robert",
    "jim": "james",
    "jimmy": "james",
    "joe": "joseph",
    "mike": "michael",
    "mick": "michael",
    "tom": "thomas",
    "tommy": "thomas",
    "ted": "edward",
    "ed": "edward",
    "eddie": "edward",
    "dick": "richard",
    "rick": "richard",
    "rich": "richard",
    "dan": "daniel",
    "danny": "daniel",
    "dave": "david",
    "steve": "stephen",
    "steven": "stephen",
    "chris": "christopher",
    "tony": "anthony",
    "ben": "benjamin",
    "sam": "samuel",
    "matt": "matthew",
    "andy": "andrew",
    "drew": "andrew",
    "nick": "nicholas",
    "greg": "gregory",
    "jeff": "jeffrey",
    "ken": "kenneth",
    "ron": "ronald",
    "don": "donald",
    "larry": "lawrence",
    "pat": "patrick",
    "al": "albert",
    "bernie": "bernard",
    "chuck": "charles",
    "charlie": "charles",
    "jack": "john",
    "johnny": "john",
    "kate": "katherine",
    "kathy": "katherine",
    "liz": "elizabeth",
    "beth": "elizabeth",
    "betty": "elizabeth",
    "sue": "susan",
    "meg": "margaret",
    "maggie": "margaret",
    "peggy": "margaret",
    "jen": "jennifer",
    "jenny": "jennifer",
    "debbie": "deborah",
    "barb": "barbara",
    "vicky": "victoria",
    "alex": "alexander",
}
_GENERIC = re.compile(
    r"(?:(?:unidentified|unknown|male|female)\b.*|(?:speaker|spk|voice|person|participant|guest|panelist"
    r"|caller|man|woman|men|women"
    r"|audience|crowd|all|both|group|protesters?|members?|translator|interpreter|announcer|narrator"
    r"|operator|student|voter"
    r"|question(?:er)?|q|a|answer|interviewer|host|moderator|reporter|journalist|anchor|correspondent"
    r"|press)(?:[ _#.-]*(?:\d+|[a-z]))?"
    r"|(?:an?|the|my|our|his|her|their|one|some)\s.*)",
    re.IGNORECASE,
)
_QUESTIONER = re.compile(
    r"(?:unidentified\s+)?(?:q|question(?:er)?|interviewer|host|moderator|reporter|journalist|anchor"
    r"|correspondent|press)"
    r"(?:[ _#.-]*\d+)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 14)
def name_parts(name: str) -> tuple[str, ...]:
    """A name's words in lower case, without titles, suffixes, brackets, roles after a comma and diacritics."""
    name = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name).split(",")[0]
    decomposed = unicodedata.normalize("NFD", name.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = [word.strip(".'\u2019") for word in re.findall(r"[^\s\-\u2010\u2013\"\u201c\u201d]+", plain)]
    words = [word for word in words if word and word not in _SUFFIXES]
    named = [word for word in words if word not in _TITLES]
    return tuple(named or words)


@lru_cache(maxsize=1 << 14)
def is_generic(label: str) -> bool:
    """Whether a label names nobody: "Speaker 2", "Q", "the minister", "UNIDENTIFIED MALE"."""
    bare = re.sub(r"\([^)]*\)", " ", label).strip(" .:").strip()
    return not bare or bool(_GENERIC.fullmatch(bare)) or not re.search(r"[^\W\d_]", bare)


def is_questioner(label: str) -> bool:
    """Whether a label is that of whoever asks."""
    return bool(_QUESTIONER.fullmatch(label.strip(" .:")))


def all_names(name: str, aliases: Mapping[str, Sequence[str]] | None = None) -> list[str]:
    """A name and the other names that ``aliases`` (a name to its others) gives to the same person."""
    names = [name]
    for known, others in (aliases or {}).items():
        if _agree(known, name) or any(_agree(other, name) for other in others):
            names += [known, *others]
    return names


def same_person(label: str, name: str, aliases: Mapping[str, Sequence[str]] | None = None) -> bool:
    """Whether a speaker label may stand for a name: the last names agree and nothing else contradicts.

    First names may be missing, initials or nicknames.
    """
    return any(_agree(label, one) for one in all_names(name, aliases))


def _agree(one: str, other: str) -> bool:
    first, second = name_parts(one), name_parts(other)
    if not first or not second:
        return False
    if first == second:
        return True
    if first[-1] == second[-1]:
        return _given_agree(first[:-1], second[:-1])
    short, long = sorted((first, second), key=len)
    # A first name alone, or a compound family name cut short ("Vargas" for "Vargas Llosa").
    return len(short) == 1 < len(long) and short[0] in long and len(short[0]) > 2


def _given_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    if not one or not other:
        return True
    a, b = one[0], other[0]
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return _NICKNAMES.get(a, a) == _NICKNAMES.get(b, b) or a in other or b in one
