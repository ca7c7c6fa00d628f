"""Forms of names, and the fit of a shorter form to a longer one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass
from typing import Final, Literal

from .vocabulary import FEMALE, GIVEN_TOO, MALE, NICKNAMES, ORGANISATIONS, PEOPLES

__all__ = ["NEVER", "Fit", "Form", "How", "people_of", "sex_of"]

How = Literal[
    "itself",
    "surname",
    "given name",
    "inner name",
    "longer form",
    "short form",
    "initials",
    "misspelling",
    "shared",
]
"""How the form asked for relates to the fuller form; "shared" when several names fit and nothing decides."""

NEVER: Final = 1 << 62
_SMALL: Final = frozenset(("of", "the", "for", "and", "on"))
_NEVER_FIRST: Final = ORGANISATIONS - GIVEN_TOO


@dataclass(slots=True)
class Form:
    """One form of a name: how often the document gives it, and how surely."""

    text: str
    keys: tuple[str, ...]
    core: tuple[str, ...]
    generation: str
    at: int
    sure: int = 0
    weak: int = 0
    inside: int = 0
    titled: bool = False
    kin: bool = False
    located: int = 0

    @property
    def person(self) -> bool:
        """Whether it may be a person's: no word for an organisation is in it."""
        if self.keys[-1] in ORGANISATIONS or (self.keys[0] in _NEVER_FIRST and not self.titled):
            return False
        return _SMALL.isdisjoint(self.keys)

    def by_chance(self, forms: Container[tuple[str, ...]]) -> bool:
        """Whether its words rather met by chance: a title ("Finding Ada Lind") or an adjective ("Polish Nobel")."""
        once = self.sure + self.weak == 1 and not self.titled
        if self.core[0] in PEOPLES:
            return once and self.person
        return len(self.core) > 2 and self.core[0].endswith("ing") and (once or self.core[1:] in forms)


@dataclass(frozen=True, slots=True)
class Fit:
    """What fits a form asked for: ``best`` form of who is introduced first, and by when that is ambiguous.

    The first one is introduced at ``first``, another with the same name at ``second``. ``settled``: the others are so
    seldom, or so clearly relatives, that the surname alone means the first. ``used`` and ``sex``: where the surname
    first stands alone, and the sex of the honorific there. Not ``evident``: only an honorific before the form asked
    for would show that ``best`` is a person ("Ms. Min" of "Min Seo-yeon", but not "Min" of "Min Street"). ``place``:
    the form asked for is rather a place of the same name, which the document is often "in". ``man`` and ``woman``: the
    only one of those who share a surname whose given name is not a woman's, and not a man's.
    """

    best: Form
    how: How
    first: int = -1
    second: int = NEVER
    settled: bool = False
    used: int = NEVER
    sex: str = ""
    both_sexes: bool = False
    evident: bool = True
    place: bool = False
    man: Form | None = None
    woman: Form | None = None


def sex_of(honorific: str) -> str:
    return "m" if honorific in MALE else "f" if honorific in FEMALE else ""


def people_of(forms: list[Form]) -> list[list[Form]]:
    """Forms by person: same given name (or its short form), middle initial, surname and generation."""
    people: dict[tuple[str, str, str], dict[str, list[Form]]] = defaultdict(lambda: defaultdict(list))
    for form in forms:
        given = NICKNAMES.get(form.core[0], form.core[0])
        people[given, form.core[-1], form.generation][form.core[1][0] if len(form.core) > 2 else ""].append(
            form
        )
    found: list[list[Form]] = []
    for middles in people.values():
        plain = middles.pop("", [])
        groups = list(middles.values())
        if len(groups) == 1:
            groups[0].extend(plain)
        elif plain:
            groups.append(plain)
        found.extend(groups)
    return found
