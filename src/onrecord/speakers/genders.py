"""What tells a man from a woman in a text: honorifics, words for people, given names, and the pronouns nearby.

Genders are log-odds: above 0 a text would write "he", below 0 "she"; 0 is unknown. Given names come from a table that
``training/speakers.py`` counts from pronouns in the training texts; for a name that is not in it, its last letters
decide, with less weight.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Final

from .vocabulary import FEMALE, MALE

__all__ = ["CLEAR", "HE_WORDS", "MOST", "SHE_WORDS", "gender_of_given", "gender_of_title", "gender_of_word"]

CLEAR: Final = 0.5
"""From here on a given name is a man's or a woman's, where nothing speaks against it."""
MOST: Final = 4.0
"""What an honorific is worth: more is never claimed."""

HE_WORDS: Final = MALE | frozenset(
    """
    man boy gentleman father dad son brother husband uncle nephew grandfather grandson stepson widower king prince
    businessman spokesman chairman congressman councilman assemblyman actor salesman policeman fireman veteran priest
    bishop cardinal pope imam rabbi monk lord sir duke baron emperor headmaster fisherman frontman gunman son-in-law
    father-in-law brother-in-law ex-husband boyfriend cowboy waiter host
    """.split()
) - {"veteran", "host", "rabbi"}
SHE_WORDS: Final = FEMALE | frozenset(
    """
    woman girl lady mother mom mum daughter sister wife aunt niece grandmother granddaughter stepdaughter widow queen
    princess businesswoman spokeswoman chairwoman congresswoman councilwoman assemblywoman actress policewoman nun
    duchess baroness empress headmistress frontwoman hostess waitress mother-in-law daughter-in-law sister-in-law
    ex-wife girlfriend first-lady heiress
    """.split()
)


def gender_of_title(title: str) -> float:
    """The gender that an honorific or office before a name tells, by its key."""
    return MOST if title in MALE else -MOST if title in FEMALE else 0.75 * gender_of_word(title)


def gender_of_word(word: str) -> float:
    """The gender of a common noun for a person ("spokeswoman")."""
    return MOST if word in HE_WORDS else -MOST if word in SHE_WORDS else 0.0


def gender_of_given(key: str) -> float:
    """The gender of a given name, by its key; from its last letters where the name itself is not known."""
    table = _table()
    names: dict[str, float] = table["names"]
    if key in names:
        return names[key]
    endings: dict[str, float] = table["endings"]
    for size in (4, 3, 2, 1):
        if len(key) > size and key[-size:] in endings:
            return endings[key[-size:]]
    return 0.0


def is_given(key: str) -> bool:
    """Whether people of the training texts have this given name."""
    return key in _table()["names"]


@cache
def _table() -> dict[str, dict[str, float]]:
    file = files("onrecord.speakers") / "model" / "given_names.json"
    try:
        table: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:  # before training
        return {"names": {}, "endings": {}}
    return table
