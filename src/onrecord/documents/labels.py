"""Speaker labels: which words at the start of a line name a voice, and which merely end in a colon."""

from __future__ import annotations

import re
from typing import Literal

from onrecord.documents.labelled import is_generic_label

__all__ = ["LabelShape", "has_title", "is_machine_label", "label_shape"]

LabelShape = Literal["capitals", "part", "name"]
"""``KAREN LIND``; ``Q``, ``Moderator``, ``Speaker 2``; ``Karen Lind``."""

_MOST_WORDS = 8
_ROLE = re.compile(r"[ \t]*(?:\([^()]*\)|\[[^\[\]]*\])$|,.*$")
_MACHINE = re.compile(
    r"(?:(?:unknown )?(?:speaker|spkr?|voice|participant)[ _-]*(?:\d{1,3}|[a-z]|one|two|three|four|five)?|s\d{1,2})",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:the )?(?:mr|mrs|ms|miss|dr|dame|lord|lady|prof|professor|sen|senator|rep|representative|congress\w*|gov"
    r"|governor|president|vice president|prime minister|minister|sec|secretary|gen|general|attorney general|judge"
    r"|justice|chairman|chairwoman|chair|mayor|cllr|councillor|ambassador|commissioner|director|moderator|speaker"
    r"|reporter|questioner|interviewer|audience|court|clerk|witness|press|first lady|chancellor|officer|sergeant)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "al and at bin da de del den der des di do dos du el et for ibn in la le of on or the van von y".split()
)
_OPENS_NO_NAME = frozenset("a and at by for from in of on or to".split())
_NO_NAMES = frozenset(
    """to from by i you he she it we they this that these those there here what when where who whom whose why
    how which is are was were be been do does did has have had will would can could should must may
    might said say says asked answered told wrote writes reads my your our his her its their me us them
    him not no yes if but because so then now also again remember listen look imagine example quote
    unquote note notes update updated warning correction clarification editor source sources contact
    contacts photo photos image video videos ad audio watch read more related tags topic topics subject
    re date time place location venue summary abstract background introduction conclusion contents
    agenda item items section chapter part step point points number question-and-answer first second
    third fourth fifth sixth seventh eighth ninth tenth firstly secondly thirdly finally lastly next one
    two three four five six seven eight nine ten breaking exclusive fact facts fiction myth claim
    verdict ruling result results total average amendment resolution dear sir sirs gentlemen ladies
    friends fellow fellow-citizens fellow-countrymen countrymen citizens members excellency madam madame
    sincerely regards signed enclosure ps p.s nb n.b https http oh well please under monday tuesday
    wednesday thursday friday saturday sunday""".split()
)
"""Words that stand before a colon without naming anybody, in any place of a label in small letters or capitals."""
_ENDS_SENTENCE = re.compile(r"Q\.|\w{4,}\.")
_VOCATIVES = frozenset(
    ("mr. president", "mr president", "mr. speaker", "mr speaker", "mr. chairman", "mr chairman", "madam president")
)  # fmt: skip
"""How a speech addresses its hearers. ``THE PRESIDENT:`` is how a transcript names them."""


def label_shape(label: str) -> LabelShape | None:
    """What kind of speaker label ``label`` (without colon) may be, or None when it names nobody.

    A role behind a comma or in brackets at the end is passed over. Every word must begin with a capital letter,
    save a few that join names; words that open sentences, lists and notices make no label.
    """
    name = _ROLE.sub("", _ROLE.sub("", label.strip())).strip(" \t.")
    words = name.split()
    if not words or not name[0].isalpha() or len(words) > _MOST_WORDS or name.lower() in _VOCATIVES:
        return None
    if any(word.strip(".,'’()[]").lower() in _NO_NAMES for word in label.split()[len(words) :]):
        return None
    if any(_ENDS_SENTENCE.fullmatch(word) and not has_title(word) for word in words[:-1]):
        return None
    if is_generic_label(name) or _MACHINE.fullmatch(name):
        return "part"
    if words[0].lower() in _OPENS_NO_NAME or any(word.strip(".,'’").lower() in _NO_NAMES for word in words):
        return None
    if not _is_capital(words[0]):
        return None
    if all(_all_capitals(word) or word in _PARTICLES for word in words):
        return "capitals"
    if all(_is_capital(word) or word in _PARTICLES or word[0] in "'’" for word in words):
        return "name"
    return None


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or (word[0].isalpha() and not word[0].islower())


def _all_capitals(word: str) -> bool:
    """``McGEE`` and ``Mr.`` stand among capitals, too."""
    if word.rstrip(".") in ("Mr", "Mrs", "Ms", "Dr", "Sen", "Gov", "Rep", "Gen", "Sec", "Jr", "Sr", "St"):
        return True
    bare = word[2:] if word.startswith(("Mc", "Mac", "O’", "O'")) and len(word) > 3 else word
    return not any(character.islower() for character in bare)


def has_title(label: str) -> bool:
    """Whether a label begins with a title or an office: ``Mr. Lind``, ``The Moderator``, ``President Okafor``."""
    return _TITLE.match(label.strip()) is not None


def is_machine_label(label: str) -> bool:
    """Whether a label is a number that a machine gave to a voice: ``SPEAKER_00``, ``Speaker 2``, ``S1``."""
    return _MACHINE.fullmatch(label.strip(" .")) is not None and any(c.isdigit() for c in label)
