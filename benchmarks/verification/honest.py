"""Edits that newspapers make and readers accept, each of one type."""

from __future__ import annotations

import random
import re

from edits import Edit, SourceEdit, any_of, content_words, swap, table_edit

__all__ = ["LEGITIMATE_EDITS", "LEGITIMATE_SOURCES", "fragment"]


def _dash(text: str, rng: random.Random) -> str | None:
    return text.replace(", ", " \u2014 ", 1) if ", " in text else None


def _ellipsis(text: str, rng: random.Random) -> str | None:
    """Leave out one to four plain words in the middle: no negation, number, qualifier or condition among them."""
    words = text.split()
    if len(words) < 14:
        return None
    for _ in range(8):
        start = rng.randrange(4, len(words) - 8)
        size = rng.randrange(1, 5)
        gone = " ".join(words[start - 3 : start + size + 3]).lower()
        if re.search(
            r"\b(?:not|no|never|none|nor|neither|nothing|nobody|without|hardly|cannot|\w+n['\u2019]t"
            r"|\w*n\u2019t|fail\w*|refus\w*|lack\w*|den(?:y|ies|ied))\b",
            gone,
        ):
            continue
        if re.search(
            r"\b(?:if|unless|may|might|could|about|almost|nearly|perhaps|maybe|probably|possibly|sometimes"
            r"|partly|rarely|seldom)\b|\d",
            gone,
        ):
            continue
        return " ".join([*words[:start], "...", *words[start + size :]])
    return None


def fragment(text: str, rng: random.Random) -> str | None:
    words = text.split()
    if len(words) < 9:
        return None
    size = rng.randrange(6, min(20, len(words)))
    start = rng.randrange(0, len(words) - size + 1)
    return " ".join(words[start : start + size])


_FIGURES = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60",
}  # fmt: skip


_BRITISH = {
    "labor": "labour", "honor": "honour", "color": "colour", "favor": "favour", "neighbor": "neighbour",
    "neighbors": "neighbours", "center": "centre", "defense": "defence", "program": "programme",
    "programs": "programmes", "recognize": "recognise", "organization": "organisation",
    "realize": "realise", "harbor": "harbour", "toward": "towards", "behavior": "behaviour",
    "organized": "organised", "recognized": "recognised", "theater": "theatre", "endeavor": "endeavour",
}  # fmt: skip


_CONTRACT = {
    "do not": "don't", "does not": "doesn't", "did not": "didn't", "is not": "isn't", "are not": "aren't",
    "was not": "wasn't", "have not": "haven't", "has not": "hasn't", "will not": "won't",
    "would not": "wouldn't", "could not": "couldn't", "should not": "shouldn't", "cannot": "can't",
    "can not": "can't", "we will": "we'll", "we have": "we've", "i have": "I've", "i am": "I'm",
    "it is": "it's", "that is": "that's", "they are": "they're", "we are": "we're", "i will": "I'll",
    "don't": "do not", "can't": "cannot", "it's": "it is", "we're": "we are", "i'm": "I am",
    "we've": "we have", "won't": "will not", "that's": "that is", "didn't": "did not", "i've": "I have",
    "let's": "let us", "we'll": "we will",
}  # fmt: skip


_GLOSS = ("of the town", "last year", "as he called it", "in the valley", "the harbor commission")


LEGITIMATE_EDITS: dict[str, Edit] = {
    "verbatim": lambda text, rng: text,
    "fragment": fragment,
    "curly marks": lambda text, rng: text.replace("'", "\u2019") if "'" in text else None,
    "straight marks": lambda text, rng: text.replace("\u2019", "'") if "\u2019" in text else None,
    "dash for comma": _dash,
    "comma dropped": lambda text, rng: text.replace(", ", " ", 1) if ", " in text else None,
    "no-break blanks": lambda text, rng: text.replace(" ", "\u00a0", 2),
    "line break": lambda text, rng: text.replace(" ", "\n", 3),
    "ligature and soft hyphen": lambda text, rng: re.sub(r"\B(?=ing\b)", "\u00ad", text).replace(
        "fi", "\ufb01"
    ),
    "full stop to comma": lambda text, rng: text[:-1] + "," if text.endswith(".") else None,
    "no full stop": lambda text, rng: text[:-1] if text.endswith(".") else None,
    "initial lower case": lambda text, rng: text[0].lower() + text[1:],
    "bracketed initial": lambda text, rng: f"[{text[0].lower()}]{text[1:]}",
    "contraction": table_edit(_CONTRACT),
    "figures for words": swap(any_of(*_FIGURES), {word: (value,) for word, value in _FIGURES.items()}),
    "percent sign": swap(r"\d+(?:\.\d+)? percent\b", lambda m, r: m[0].replace(" percent", "%")),
    "thousands mark": swap(r"\b\d{1,3}(?:,\d{3})+\b", lambda m, r: m[0].replace(",", "")),
    "dollar sign": swap(r"\$\d+(?:\.\d+)? (?:million|billion)\b", lambda m, r: m[0][1:] + " dollars"),
    "abbreviation": swap(
        any_of("Senator", "Governor", "General", "Doctor", "Representative", "Secretary") + r"(?= [A-Z])",
        {
            "senator": ("Sen.",),
            "governor": ("Gov.",),
            "general": ("Gen.",),
            "doctor": ("Dr.",),
            "representative": ("Rep.",),
            "secretary": ("Sec.",),
        },
    ),
    "British spelling": table_edit(_BRITISH),
    "capital dropped": swap(
        r"(?<=[a-z] )(?:President|Congress|Nation|Government|American Dream|Federal|State)\b",
        lambda m, r: m[0].lower(),
    ),
    "compound": swap(r"\b[a-z]{3,}-[a-z]{3,}\b", lambda m, r: m[0].replace("-", " ")),
    "ellipsis": _ellipsis,
    "bracketed gloss": lambda text, rng: _gloss(text, rng),
    "bracket for pronoun": swap(
        r"(?<=[a-z] )(?:it|they|he|she|them|him)\b(?!['\u2019])",
        lambda m, r: f"[{r.choice(('the harbor board', 'Merrow', 'the committee'))}]",
    ),
    "sic": lambda text, rng: _sic(text, rng),
}


def _gloss(text: str, rng: random.Random) -> str | None:
    found = content_words(text)
    if not found:
        return None
    match = rng.choice(found)
    return f"{text[: match.end()]} [{rng.choice(_GLOSS)}]{text[match.end() :]}"


def _sic(text: str, rng: random.Random) -> str | None:
    found = content_words(text)
    if not found:
        return None
    match = rng.choice(found)
    return f"{text[: match.end()]} [sic]{text[match.end() :]}"


def _between(text: str, rng: random.Random, what: str, pattern: str = r" ") -> tuple[str, str] | None:
    places = [match.start() for match in re.finditer(pattern, text)][2:-2]
    if not places:
        return None
    at = rng.choice(places)
    return text, f"{text[:at]}{what}{text[at:]}"


def _stutter(text: str, rng: random.Random) -> tuple[str, str] | None:
    found = list(re.finditer(r"\b(?:the|we|I|to|of|and|our|in)\b (?=\w)", text))
    if not found:
        return None
    match = rng.choice(found)
    return text, f"{text[: match.start()]}{match[0].strip()} -- {text[match.start() :]}"


def _oath(text: str, rng: random.Random) -> tuple[str, str] | None:
    found = re.findall(r"\b(?:the|this|that|our|a) (?=[a-z]{4,})", text)
    if not found:
        return None
    word = rng.choice(found)
    printed, said = rng.choice(
        (("f---ing", "fucking"), ("d***ed", "damned"), ("[expletive]", "fucking"), ("g-----n", "goddamn"))
    )
    return text.replace(word, f"{word}{printed} ", 1), text.replace(word, f"{word}{said} ", 1)


LEGITIMATE_SOURCES: dict[str, SourceEdit] = {
    "filler removed": lambda text, rng: _between(text, rng, rng.choice((", uh,", ", um,", ", er,", " uh"))),
    "you know removed": lambda text, rng: _between(text, rng, rng.choice((", you know,", ", I mean,"))),
    "stutter removed": _stutter,
    "applause in source": lambda text, rng: _between(
        text, rng, rng.choice((" (Applause.)", " [applause]", " (LAUGHTER)", " (crosstalk)"))
    ),
    "page number in source": lambda text, rng: _between(text, rng, "\n\n17\n\n"),
    "footnote in source": lambda text, rng: _between(text, rng, rng.choice(("[12]", " [3, 4]"))),
    "emphasis in source": lambda text, rng: (text, re.sub(r"\b([a-z]{6,})\b", r"*\1*", text, count=1)),
    "line-break hyphen in source": lambda text, rng: (
        text,
        re.sub(r"\b([a-z]{3,5})([a-z]{4,})\b", "\\1-\n\\2", text, count=1),
    ),
    "by ear in source": lambda text, rng: (
        (text, re.sub(r"\bgoing to\b", "gonna", text))
        if re.search(r"\bgoing to (?!the\b|a\b|[A-Z])", text)
        else None
    ),
    "oath masked": _oath,
    "diacritic dropped": lambda text, rng: _accent(text),
}


def _accent(text: str) -> tuple[str, str] | None:
    match = re.search(r"\b[a-z]*e[a-z]{3,}\b", text)
    return (
        None
        if match is None
        else (text, text[: match.start()] + match[0].replace("e", "\u00e9", 1) + text[match.end() :])
    )
