"""What a source span says about who speaks: the one name at its head, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from .runs import RUN, key_of, keys_of, name_of_run, pieces_of, tokens_of
from .vocabulary import (
    ADVERBS,
    ALSO_WORDS,
    FOLLOWERS,
    FUNCTION_WORDS,
    LINK_ORGANISATIONS,
    NOT_GIVEN,
    OPENERS,
    ORGANISATIONS,
    PARTICIPLES,
    PEOPLES,
    PERIODICALS,
    PORTFOLIOS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    RELATIVES,
    SAYING,
    TITLES,
)

__all__ = ["Given", "Needs", "given_name"]

Needs = Literal["nothing", "name", "person", "surname"]
"""What the document must show before a name given by a source is taken for one."""

# What is not part of the noun phrase: quoted titles, parentheses and stray marks; a nickname between two names stays.
_ASIDE: Final = re.compile(
    r"(?P<nickname>(?<=\w) [\"“(][^\W\d_a-z]\w{2,}[\"”)](?= [^\W\d_a-z]))|[\"“][^\"“”\s]+\s[^\"“”]*(?:[\"”]|$)"
    r"|[(\[][^()\[\]]*(?:[)\]]|$)|[\"“”«»]|'(?=')|(?<=')'|^['‘]+|(?<!s)['’]+$"
)
_BREAK: Final = re.compile(r"\s*(?:[,;:]|--+|[—–―]|\s-\s)\s*")
# What cannot be inside a noun phrase: the end of a sentence, of a paragraph or of a quotation.
_SENTENCE: Final = re.compile(r"[a-z]{5}[.!?]['\"’”]*\s+\S|:\s+\S|\n\s*\n\s*\S|[,.!?](?:[\"”’]|'')\s*\S")
_ENDED: Final = re.compile(r"[a-z]{5}[.!?]['\"’”]*\s+\S|\n\s*\n\s*\S")  # a sentence or a paragraph
_JUNIOR: Final = re.compile(r",\s+(?=[JS]r\b)")
_STOP: Final = re.compile(r"(?<=\w\w)(?<![JS]r)[.!?]+$")
_POSSESSIVE: Final = re.compile(r"['’]s(?!\w)|(?<=s)['’](?!\w)")
_OWNED: Final = re.compile(rf"(?:{_POSSESSIVE.pattern})$")
_AND: Final = frozenset(("and", "or", "&"))
_LINKS: Final = frozenset(("of", "for", "on"))
_SMALL: Final = frozenset(("of", "the", "for", "and", "on", "&"))
_THEIRS: Final = frozenset("his her their its the other others some many several all".split())
_OF_TWO: Final = frozenset(("younger", "elder", "older", "other", "another"))
_POINTING: Final = frozenset(("this", "that", "these", "those", "&"))
_OFFICES: Final = TITLES | LINK_ORGANISATIONS
_CLAUSES: Final = PRONOUNS | SAYING
_TITULAR: Final = PEOPLES | PORTFOLIOS | ALSO_WORDS | TITLES
_UNLIKE_NAMES: Final = _AND | PREPOSITIONS | RELATIVES
_INTRODUCING: Final = frozenset("a an the who author co-author editor founder co-founder".split())
_BESIDE_TITLES: Final = frozenset(("former", "state", "fellow", "longtime"))


@dataclass(frozen=True, slots=True)
class Given:
    """The name that a source gives, without titles.

    ``honorific`` is the key of the title or office directly before it ("mrs"), "" when there is none; ``titled`` when
    anything but an article stands before it; ``article`` when "the" does. ``needs`` is what the document must show of
    it: that it is a ``name`` (it follows a possessive), a ``person`` (it may be a place), or the ``surname`` of a
    person (it usually is another word: "Cuban", "Singer").
    """

    name: str
    honorific: str = ""
    titled: bool = False
    article: bool = False
    needs: Needs = "nothing"


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase: the name that is its head, else the ordinary word that is ("" for several heads or none)."""

    given: Given | None = None
    head: str = ""


_SEVERAL: Final = _Phrase()


def given_name(source: str) -> Given | None:
    """The one name that the text of a source gives as its head, None when it gives none or several."""
    if _SENTENCE.search(source) is not None:
        return _introduced(source)
    source = " ".join(source.split())
    text = _ASIDE.sub(lambda match: match["nickname"] or " ", source)
    if not any(map(str.isalpha, text)) and " " in source:
        text = source.strip(" ()[]\"“”'‘’")
    segments = [_STOP.sub("", segment) for segment in _BREAK.split(_JUNIOR.sub(" ", text.strip()))]
    phrases = [segment.split() for segment in segments if segment.strip(" .")]
    if not phrases:
        return None
    if len(phrases) > 1 and len(phrases[0]) == 1 and phrases[0][0].lower() in ADVERBS:
        del phrases[0]
    first = _read(phrases[0])
    if first.given is not None:
        return None if _goes_on(phrases) else first.given
    return _apposition(first.head, phrases) if first.head else None


def _introduced(source: str) -> Given | None:
    """The name at the very start of a source that cannot be one phrase, where a comma and what it is follow.

    "Ada Lind, author of “Low Water,” a history of the port" has a quotation inside, yet begins with a name.
    """
    name, comma, rest = " ".join(source.split()).partition(", ")
    if (
        not comma
        or rest.split(" ", 1)[0] not in _INTRODUCING
        or _SENTENCE.search(name)
        or _ENDED.search(source)
    ):
        return None
    segments = _BREAK.split(_ASIDE.sub(" ", f"{name}, {rest}"))
    phrases = [segment.split() for segment in segments if segment.strip(" .")]
    if not phrases or phrases[0] != name.split() or _goes_on(phrases):
        return None
    return _read(phrases[0]).given


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


def _names_somebody(words: Sequence[str]) -> bool:
    """Whether a phrase begins with a name, titles before it aside ("former state Sen. Ada Lind")."""
    for word in words:
        if _is_capital(word):
            return True
        if key_of(word) not in TITLES and word not in _BESIDE_TITLES:
            return False
    return False


def _goes_on(phrases: Sequence[Sequence[str]]) -> bool:
    """Whether further speakers follow the one named in the first phrase ("Ada Lind, Ben Okafor and a lawyer")."""
    listed = True
    for number, words in enumerate(phrases[1:]):
        rest = words[1:]
        office = key_of(words[0]) in _OFFICES or _OWNED.search(words[0]) is not None
        listed = listed and _is_capital(words[0])
        if words[0].lower() in _CLAUSES or words[0] in ("other", "others"):
            return True
        if words[0] in _AND and rest:
            alias = words[0] == "or" and len(rest) == 1 and rest[0].isupper()
            if not alias and (rest[0].lower() in _THEIRS or _names_somebody(rest)):
                return True
        elif "and" in rest:
            if listed and not office and _names_somebody(words[words.index("and") + 1 :]):
                return True
            if words[0] in _THEIRS and rest[0].endswith("s") and not _OWNED.search(rest[0]):
                return True
        elif (
            not number
            and len(phrases) == 2
            and len(phrases[0]) == 1
            and len(words) == 1
            and listed
            and not office
        ):
            return True  # "Lind, Okafor", as headlines have it
    return False


def _read(words: list[str]) -> _Phrase:
    """The head of a noun phrase, given by its words."""
    opening = words[0].lower()
    if opening in ("and", "but", "so", "yet") and len(words) > 1:
        words, opening = words[1:], words[1].lower()
    many = opening in QUANTIFIERS and opening not in ("one", "another", "each")
    if many or opening in RELATIVES or opening in PRONOUNS:
        return _SEVERAL
    end = next((n for n, word in enumerate(words) if n and word in RELATIVES), len(words))
    after_of = False
    for number, word in enumerate(words[:end]):
        if word not in PREPOSITIONS and (not number or word.lower() not in PREPOSITIONS):
            continue
        if number == 0:
            return _Phrase(head=word)
        before, after = key_of(words[number - 1]), words[number + 1 : end]
        if word in _LINKS and _is_capital(words[number - 1]) and after:
            named = _is_capital(after[0]) or (after[0] == "the" and after[1:] and _is_capital(after[1]))
            if named and (before in LINK_ORGANISATIONS or (word == "for" and before not in TITLES)):
                return _organisation(words[:end], number)
        if word.lower() == "of" and before in TITLES and _is_portfolio(after):
            after_of = True
            continue
        end = number
        break
    words = words[1:end] if end > 1 and opening in ADVERBS else words[:end]
    if not SAYING.isdisjoint(words):
        return _SEVERAL
    while len(words) > 1 and words[-1] in ADVERBS:
        words = words[:-1]
    joint = next((n for n, word in enumerate(words) if n and word in ("and", "or")), 0)
    if joint and not after_of:
        return _joined(words[:joint], words[joint + 1 :])
    return _run(words, after_of=after_of)


def _is_portfolio(words: Sequence[str]) -> bool:
    """Whether what follows "of" is the portfolio of an office and then a name ("State Ada Lind")."""
    first = number = 1 if words and words[0] == "the" else 0
    while number < len(words) and (key_of(words[number]) in PORTFOLIOS or words[number] == "and"):
        number += 1
    return first < number < len(words) and _is_capital(words[-1])


def _joined(left: list[str], right: list[str]) -> _Phrase:
    """Two phrases with "and" between them: one person with two offices, or several speakers."""
    opening = left[0].lower()
    if (
        not right
        or opening in _THEIRS
        or (opening in FUNCTION_WORDS and opening not in ("former", "a", "an"))
    ):
        return _SEVERAL
    first = _read(left)
    if first.given is not None and key_of(left[-1]) not in _TITULAR:
        return _SEVERAL
    if first.given is None and (not first.head or first.head.endswith("s")):
        return _SEVERAL
    second = _run(right)
    return second if second.given is not None and second.given.titled else _SEVERAL


def _organisation(words: list[str], link: int) -> _Phrase:
    """A name with "of", "for" or "on" inside: from its first capital to its last."""
    start = link - 1
    while start and _is_capital(words[start - 1]):
        if key_of(words[start - 1]) in FUNCTION_WORDS and "." not in words[start - 1]:
            break
        start -= 1
    last = link
    for number in range(link + 1, len(words)):
        if _is_capital(words[number]) or words[number][0].isdigit():
            last = number
            if _OWNED.search(words[number]):
                break
        elif words[number] not in _SMALL:
            break
    after = words[last + 1 :]
    if last == link or (after and after[0] not in PREPOSITIONS and after[0] not in _AND):
        return _Phrase(head=words[-1].lower())
    name = _OWNED.sub("", " ".join(words[start : last + 1]))
    article = start > 0 and words[start - 1].lower() == "the"
    return _Phrase(Given(name, article=article, needs="nothing" if link > 1 else "name"))


def _run(words: list[str], *, after_of: bool = False) -> _Phrase:
    """The run of capitalised words that ends a phrase, without titles, or the phrase's last word."""
    nominal = _Phrase(head=words[-1].lower())
    if len(words) > 1 and words[-1] in PERIODICALS:
        words = words[:-1]
    phrase = _OWNED.sub("", " ".join(words))
    *_, run = RUN.finditer(phrase) if RUN.search(phrase) else (None,)
    if run is None or run.end() != len(phrase):
        return nominal
    tokens = tokens_of(run[0])
    keys = keys_of(tokens)
    pieces = pieces_of(tokens, keys)
    if not pieces or pieces[-1][1] != len(tokens):
        return nominal
    a, b = pieces[-1]
    start = a + name_of_run(tokens[a:b], keys[a:b], after_of=after_of)
    if start == b and b - a == 1 and keys[a] in TITLES:
        start = a  # "Singer" alone may be a surname
    if start == b:
        return nominal
    before = phrase[: run.start()].split() + [token.lower() for token in tokens[:a]]
    return _in_context(" ".join(tokens[start:b]), keys[start:b], before, keys[a:start], nominal)


def _in_context(
    name: str, keys: list[str], before: list[str], titles: list[str], nominal: _Phrase
) -> _Phrase:
    """A name at the end of a phrase, judged by the words ``before`` it and the ``titles`` between them."""
    single = len(keys) == 1
    front = before[-1] if before else ""
    if front in _OF_TWO or front in _POINTING:
        return _SEVERAL
    if (
        not titles
        and front.endswith("ing")
        and "-" not in front
        and front not in PARTICIPLES
        and len(before) > 1
    ):
        return _SEVERAL  # "groups backing Ada Lind"
    if not titles and (front in ("a", "an") or front in QUANTIFIERS):
        return nominal
    owned = not titles and _OWNED.search(front) is not None
    incomplete = single and (keys[0] in QUANTIFIERS or (owned and keys[0] in ORGANISATIONS))
    if incomplete or len(keys[-1]) < 2 or (not single and keys[-1] in FOLLOWERS):
        return nominal
    honorific = titles[-1] if titles else key_of(front) if key_of(front) in TITLES else ""
    needs: Needs = "nothing"
    if single:
        role = keys[0] in TITLES or keys[0] in OPENERS
        ordinary = role or (not honorific and (keys[0] in PEOPLES or keys[0] in ALSO_WORDS))
        needs = "surname" if ordinary else "name" if owned else "nothing"
    titled = bool(titles) or front not in ("", "the")
    return _Phrase(Given(name, honorific, titled, article=not titles and front == "the", needs=needs))


def _apposition(head: str, phrases: list[list[str]]) -> Given | None:
    """The name set beside a description: "the mayor's lawyer, **Ada Lind**"."""
    if len(phrases) < 2 or (head.endswith("s") and not head.endswith("ss")):
        return None
    first, second = phrases[0], phrases[1]
    if second[0].lower() in _UNLIKE_NAMES or second[0].endswith("ing"):
        return None
    given = _read(second).given
    if given is None or (given.article and not given.titled) or _goes_on(phrases[1:]):
        return None
    if not _is_capital(second[0]) and not given.honorific:
        return None
    if _is_capital(first[-1]) and not given.titled:  # "the mayor of Harbour, Westland": rather a place
        keys = keys_of(tokens_of(given.name))
        return None if len(keys) == 1 or keys[0] in NOT_GIVEN else replace(given, needs="person")
    return given
