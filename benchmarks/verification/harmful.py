"""Edits that change what was said, each of one type."""

from __future__ import annotations

import random
import re

from edits import CONTENT, Edit, SourceEdit, any_of, content_words, drop, swap

__all__ = ["HARMFUL_EDITS", "HARMFUL_SOURCES"]


def _digit(match: re.Match[str], rng: random.Random) -> str:
    number = match[0]
    places = [at for at, char in enumerate(number) if char.isdigit()]
    at = rng.choice(places)
    options = [char for char in "123456789" if char != number[at]]
    return number[:at] + rng.choice(options) + number[at + 1 :]


_NAMES = (
    "Harlow Brandt Okafor Lindqvist Merrow Castellan Dubois Farrand Tavares Norwich Belmar Ostrava".split()
)


def _replace_content(text: str, rng: random.Random) -> str | None:
    found = content_words(text)
    if not found:
        return None
    match = rng.choice(found)
    return text[: match.start()] + rng.choice(CONTENT) + text[match.end() :]


def _drop_content(text: str, rng: random.Random) -> str | None:
    found = content_words(text)
    if not found:
        return None
    match = rng.choice(found)
    return re.sub(r"\s{2,}", " ", text[: match.start()] + text[match.end() :])


def _insert_content(text: str, rng: random.Random) -> str | None:
    found = content_words(text)
    if not found:
        return None
    match = rng.choice(found)
    return f"{text[: match.start()]}{rng.choice(CONTENT)} {text[match.start() :]}"


def _swap_content(text: str, rng: random.Random) -> str | None:
    found = content_words(text)
    if len(found) < 2:
        return None
    one, two = sorted(rng.sample(found, 2), key=lambda match: match.start())
    if one[0] == two[0]:
        return None
    return text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]


def _name(match: re.Match[str], rng: random.Random) -> str:
    return rng.choice(_NAMES)


_UNDO_NOT = re.compile(
    r"\b(?:(do|does|did|is|are|was|were|has|have|had|will|would|can|could|should|must) not|cannot"
    r"|(do|does|did|is|are|was|were|has|have|had|would|could|should)n['\u2019]t)\b"
)


def _without_not(match: re.Match[str], rng: random.Random) -> str:
    return "can" if match[0] == "cannot" else (match[1] or match[2] or "")


_HEDGES = (
    r"\b(?:about|almost|nearly|perhaps|probably|approximately|some of|most of|I think|I believe|likely|possibly"
    r"|maybe|around)\b,? (?=[a-z])"
)


_WHOLE = r"(?!['\u2019])"
"""Not the first part of a contraction: "must't" is no word."""


HARMFUL_EDITS: dict[str, Edit] = {
    "negation dropped": swap(_UNDO_NOT.pattern, _without_not),
    "negation added": swap(
        any_of("is", "are", "was", "were", "will", "would", "must", "should", "have", "has")
        + r"(?! not| be not)",
        lambda m, r: m[0] + " not",
    ),
    "never to always": swap(any_of("never", "always"), {"never": ("always",), "always": ("never",)}),
    "no to every": swap(r"\b[Nn]o\b(?= [a-z]{4,})", {"no": ("every",)}),
    "digit changed": swap(r"\b\d[\d,]*\d\b", _digit),
    "number word changed": swap(
        any_of(
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "twelve",
            "twenty",
            "thirty",
        ),
        dict.fromkeys(
            "two three four five six seven eight nine ten twelve twenty thirty".split(), ("eleven", "forty")
        ),
    ),
    "scale changed": swap(
        any_of("hundred", "thousand", "million", "billion", "percent", "dollars", "miles"),
        {
            "hundred": ("thousand",),
            "thousand": ("million",),
            "million": ("billion",),
            "billion": ("million",),
            "percent": ("points",),
            "dollars": ("euros",),
            "miles": ("kilometers",),
        },
    ),
    "name changed": swap(r"(?<=[a-z] )[A-Z][a-z]{3,}\b", _name),
    "modal changed": swap(
        any_of("will", "would", "can", "could", "may", "might", "must", "should") + _WHOLE,
        {
            "will": ("may",),
            "would": ("will",),
            "can": ("must",),
            "could": ("will",),
            "may": ("will",),
            "might": ("will",),
            "must": ("may",),
            "should": ("will",),
        },
    ),
    "hedge dropped": drop(_HEDGES),
    "quantifier changed": swap(
        any_of("some", "many", "most", "all", "every", "few", "several", "each", "both"),
        {
            "some": ("all",),
            "many": ("all",),
            "most": ("all",),
            "all": ("some",),
            "every": ("any",),
            "few": ("many",),
            "several": ("all",),
            "each": ("no",),
            "both": ("neither",),
        },
    ),
    "comparator flipped": swap(
        any_of(
            "more",
            "less",
            "better",
            "worse",
            "greater",
            "higher",
            "lower",
            "before",
            "after",
            "above",
            "below",
            "under",
            "over",
        ),
        {
            "more": ("less",),
            "less": ("more",),
            "better": ("worse",),
            "worse": ("better",),
            "greater": ("smaller",),
            "higher": ("lower",),
            "lower": ("higher",),
            "before": ("after",),
            "after": ("before",),
            "above": ("below",),
            "below": ("above",),
            "under": ("over",),
            "over": ("under",),
        },
    ),
    "person changed": swap(
        any_of("I", "we", "We", "they", "They", "he", "she", "our", "my", "their", "us", "them") + _WHOLE,
        {
            "i": ("they",),
            "we": ("they",),
            "they": ("we",),
            "he": ("I",),
            "she": ("I",),
            "our": ("their",),
            "my": ("their",),
            "their": ("our",),
            "us": ("them",),
            "them": ("us",),
        },
    ),
    "tense changed": swap(
        any_of("is", "are", "was", "were", "has", "have", "had"),
        {
            "is": ("was",),
            "are": ("were",),
            "was": ("is",),
            "were": ("are",),
            "has": ("had",),
            "have": ("had",),
            "had": ("have",),
        },
    ),
    "antonym": swap(
        any_of(
            "peace",
            "increase",
            "increased",
            "strong",
            "good",
            "right",
            "new",
            "support",
            "friends",
            "success",
            "first",
            "win",
            "open",
            "rich",
            "free",
        ),
        {
            "peace": ("war",),
            "increase": ("decrease",),
            "increased": ("reduced",),
            "strong": ("weak",),
            "good": ("bad",),
            "right": ("wrong",),
            "new": ("old",),
            "support": ("oppose",),
            "friends": ("enemies",),
            "success": ("failure",),
            "first": ("last",),
            "win": ("lose",),
            "open": ("close",),
            "rich": ("poor",),
            "free": ("bound",),
        },
    ),
    "affix negation": swap(
        any_of("possible", "able", "necessary", "fair", "certain", "known", "important", "just", "likely"),
        {
            "possible": ("impossible",),
            "able": ("unable",),
            "necessary": ("unnecessary",),
            "fair": ("unfair",),
            "certain": ("uncertain",),
            "known": ("unknown",),
            "important": ("unimportant",),
            "just": ("unjust",),
            "likely": ("unlikely",),
        },
    ),
    "and to or": swap(r"(?<=[a-z] )and(?= [a-z])", {"and": ("or",)}),
    "if to when": swap(any_of("if", "If", "unless", "Unless"), {"if": ("when",), "unless": ("when",)}),
    "only added": swap(any_of("is", "are", "was", "will"), lambda m, r: m[0] + " only"),
    "content replaced": _replace_content,
    "content dropped": _drop_content,
    "content inserted": _insert_content,
    "content swapped": _swap_content,
    "bracket for negation": swap(_UNDO_NOT.pattern, lambda m, r: _without_not(m, r) + " [now]"),
    "bracket for number": swap(r"\b\d[\d,]*\d\b", lambda m, r: f"[{_digit(m, r)}]"),
    "bracketed negation": swap(
        any_of("is", "are", "was", "were", "will", "must", "should"), lambda m, r: m[0] + " [not]"
    ),
    "mask for negation": swap(
        r"\b(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should|must) not\b",
        lambda m, r: m[0][:-3] + "***",
    ),
    "mask for a word": lambda text, rng: _masked_word(text, rng),
    "ellipsis for negation": swap(_UNDO_NOT.pattern, lambda m, r: _without_not(m, r) + " ..."),
}


def _masked_word(text: str, rng: random.Random) -> str | None:
    found = content_words(text)
    if not found:
        return None
    match = rng.choice(found)
    return f"{text[: match.start()]}{match[0][0]}***{text[match.end() :]}"


HARMFUL_SOURCES: dict[str, SourceEdit] = {
    "condition cut": lambda text, rng: _clip(text, rng, "If the board agrees next week, "),
    "condition cut behind": lambda text, rng: (
        (text, text[:-1] + " if the board agrees next week.") if text.endswith(".") else None
    ),
    "denial cut": lambda text, rng: _clip(
        text,
        rng,
        rng.choice(
            (
                "I do not believe that ",
                "It is not true that ",
                "I never said that ",
                "Nobody should think that ",
            )
        ),
    ),
    "others' view cut": lambda text, rng: _clip(
        text,
        rng,
        rng.choice(
            ("Some people say that ", "Critics say ", "My opponents claim that ", "They keep saying that ")
        ),
    ),
    "reading out": lambda text, rng: _clip(text, rng, "The inspectors wrote, and I quote, ", " end quote."),
    "negation before the cut": lambda text, rng: _after_not(text),
    "question to statement": lambda text, rng: (text[:-1] + ".", text) if text.endswith("?") else None,
    "statement to question": lambda text, rng: (
        (text[:-1] + "?", text)
        if text.endswith(".") and re.match(r"(?:We|I|They|He|She|It|The|This|Our)\b", text)
        else None
    ),
}


def _clip(text: str, rng: random.Random, lead: str, tail: str = "") -> tuple[str, str] | None:
    if not re.match(r"(?:We|I|They|He|She|It|The|This|These|Our|There|You|A)\b", text) or not text.endswith(
        "."
    ):
        return None
    lower = text if text.startswith("I ") else text[0].lower() + text[1:]
    said = lead + (lower[:-1] + "," + tail if tail else lower)
    return lower, said


def _after_not(text: str) -> tuple[str, str] | None:
    match = re.search(r"\b(?:will|do|did|would|should|must|can|could) not (?=[a-z]+ )", text)
    if match is None or len(text[match.end() :].split()) < 6:
        return None
    return text[match.end() :], text
