"""The names of one document: every form in which it gives a name, and the fuller form of a shorter one."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from .forms import NEVER, Fit, Form, How, people_of, sex_of
from .genders import CLEAR, gender_of_given
from .runs import keys_of, name_of_run, tokens_of
from .sightings import Sighting, headlines, ordinary_words, sightings, unwrapped
from .spellings import ACRONYM, defined_acronyms, is_slip, letters_of
from .vocabulary import (
    ALSO_WORDS,
    COMPLETE,
    GENERATIONS,
    NOT_GIVEN,
    OPENERS,
    ORGANISATIONS,
    PEOPLES,
    PREPOSITIONS,
)

__all__ = ["How", "Names", "Resolved"]

_SMALL: Final = frozenset(("of", "the", "for", "and", "on"))  # left out of initials
_NEVER_SHORT: Final = COMPLETE | {"state", "kingdom", "government", "administration", "campaign"}
_MOST_BEFORE: Final = 4  # words before the long form of an acronym
_CERTAIN: Final = (
    3.0  # the same where only one honorific occurs and says the contrary ("Ms." makes "Lee" a woman)
)
_LONG: Final = 5  # letters of a surname whose misspelling is looked for
_SLIPS: Final = 2  # times that a misspelling occurs; what is written so more often is a name of its own
_MANY: Final = 50  # forms that fit; more of them are ambiguous in any case, and need not be compared
_OFTEN: Final = 3  # one use in three with "in" before it: rather a place
_MOSTLY: Final = 3  # times as often as all others: who is named so is meant (17 of 17 on PolNeAR train)


class Resolved(NamedTuple):
    """The fullest form of a name: ``name`` as the document writes it, ``how`` it was found from the form asked for.

    ``at`` is where the document first gives it in full, -1 when it gives nothing fuller. ``main``: several people of
    the document have this surname, and ``name`` is the one whom it alone must mean.
    """

    name: str
    how: How
    at: int = -1
    main: bool = False


class Names:
    """The names of one document, indexed once; a look-up afterwards costs what fits the form asked for.

    ``text`` is the whole text of the document. Work is linear in its length.
    """

    def __init__(self, text: str) -> None:
        self._text = unwrapped(text)
        self._titles = list(headlines(self._text))
        self._ordinary = ordinary_words(self._text)
        self._forms: dict[tuple[str, ...], Form] = {}
        self._handles: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._paired: dict[str, int] = {}
        self._alone: dict[str, tuple[int, str]] = {}
        self._sexes: dict[str, set[str]] = defaultdict(set)
        self._suffixes: dict[tuple[str, ...], list[Form]] = defaultdict(list)
        self._ends: dict[tuple[str, str], list[Form]] = defaultdict(list)
        self._firsts: dict[str, list[Form]] = defaultdict(list)
        self._inner: dict[str, list[Form]] = defaultdict(list)
        self._initials: dict[str, list[Form]] = defaultdict(list)
        self._letters: dict[str, set[str]] = defaultdict(set)
        self._defined = defined_acronyms(self._text)
        self._headline_names: set[tuple[str, ...]] = set()
        self._fits: dict[tuple[str, ...], Fit | None] = {}
        self.seen: list[Sighting] = []
        """Every run of capitalised words that may name somebody, in order of place."""
        self._collect()

    def fullest(self, name: str) -> str | None:
        """The fuller form of ``name`` that this document gives, if it gives exactly one that fits; else None.

        Titles in front of ``name`` are passed over, and so is its case.
        """
        found = self.resolve(name)
        return None if found.how in ("itself", "shared") else found.name

    def resolve(self, name: str, at: int = NEVER, honorific: str = "") -> Resolved:
        """The fullest form of ``name``, where it stands at code point ``at`` after ``honorific`` (a key, or "").

        Where several people share a surname, the place and the honorific may tell who is meant: the only one introduced
        so far; the one for whom the surname alone was already in use before another was introduced; the one named
        three times as often as all others; or the only one who is not introduced as a relative.
        """
        tokens = tokens_of(name)
        keys = keys_of(tokens)
        start = name_of_run(tokens, keys) if tokens else 0
        asked = tuple(keys[start:] if start < len(keys) else keys)
        long = self._defined.get(name) if len(tokens) == 1 and not honorific else None
        if long is not None:
            return Resolved(long[0], "initials", long[1])
        if asked not in self._fits:
            fit = self._fit(asked) if asked and all(asked) else None
            if fit is not None and fit.how in ("surname", "given name", "inner name"):
                fit = replace(fit, place=self._is_place(asked))
            self._fits[asked] = fit
        fit = self._fits[asked]
        if fit is None or not (fit.evident or honorific):
            return Resolved(name, "itself")
        sex = sex_of(honorific)
        if fit.how == "misspelling" and (honorific or at < fit.best.at):
            return Resolved(name, "itself")
        if fit.how == "surname" and fit.second == NEVER and self._is_somebody_else(fit.best, sex):
            alone = len(self._sexes.get(asked[-1], ())) < 2  # no Mr. beside a Mrs.
            return Resolved(name, "itself" if alone else "shared")
        only = fit.man if sex == "m" else fit.woman if sex == "f" else None
        if only is not None:
            return Resolved(only.text, fit.how, only.at)
        if sex and fit.both_sexes and fit.second == NEVER and abs(gender_of_given(fit.best.core[0])) >= CLEAR:
            return Resolved(fit.best.text, fit.how, fit.best.at)  # of the sex that the honorific says
        if fit.both_sexes and sex and sex != fit.sex:
            return Resolved(name, "shared")
        if fit.place and not honorific:
            return Resolved(name, "shared")
        if fit.second == NEVER:
            return Resolved(fit.best.text, fit.how, fit.best.at)
        if at != NEVER and (
            fit.settled or fit.first <= at < fit.second or fit.first <= fit.used < fit.second
        ):
            return Resolved(fit.best.text, fit.how, fit.best.at, main=True)
        return Resolved(name, "shared")

    def defined_in(self, source: str) -> str | None:
        """What the acronym in parentheses stands for with which a source ends, if nothing but small words precede it.

        "The event organiser Alliance to Reclaim Our Rivers (AROR)".
        """
        match = ACRONYM.search(source)
        long = None if match is None else self._defined.get(match[1])
        if match is None or long is None or source[match.end() :].strip(" ,"):
            return None
        plain = " ".join(source[: match.start()].split())
        before = plain.removesuffix(long[0])
        words = before.lower().split()
        if (
            plain == before
            or not (before[1:].islower() or len(before) < len("The  "))
            or not PREPOSITIONS.isdisjoint(words)
        ):
            return None
        plainly = all(w.isalpha() and w not in ("and", "or") for w in words) and len(words) <= _MOST_BEFORE
        article = before[:1].islower() or words[:1] in ([], ["the"], ["a"], ["an"])
        return long[0] if plainly and article else None

    def _is_somebody_else(self, form: Form, sex: str) -> bool:
        """Whether a surname rather means a man of whom no full name is given, though a woman has one, or the reverse.

        ``sex`` is that of the honorific before it; without one the honorifics elsewhere tell that there are two.
        """
        gender, seen = gender_of_given(form.core[0]), self._sexes.get(form.core[-1], set())
        if abs(gender) < (CLEAR if len(seen) > 1 else _CERTAIN):
            return False
        own = "m" if gender > 0 else "f"
        return sex != own if sex else bool(seen - {own})

    def knows(self, name: str) -> bool:
        """Whether the document gives ``name`` inside a sentence, or a longer name that ends with it.

        A name that only a headline gives counts if the text gives its surname.
        """
        keys = tuple(keys_of(tokens_of(name)))
        form = self._forms.get(keys)
        if (form is not None and form.inside > 0) or (len(keys) == 1 and keys in self._suffixes):
            return True
        return keys in self._headline_names

    def ends_a_name(self, word: str) -> bool:
        """Whether a longer name of the document ends with ``word``."""
        return tuple(keys_of([word])) in self._suffixes

    def known(self, sighting: Sighting) -> tuple[str, int] | None:
        """The name that ``sighting`` gives, and the number of its first token there; None when it gives none.

        A run that begins a sentence with an ordinary word, or a headline, names somebody only if the rest of the
        document does.
        """
        keys = tuple(sighting.keys)
        for start in (0, 1) if sighting.doubtful or not sighting.sure else (0,):
            rest = keys[start:]
            form = self._forms.get(rest) if rest else None
            if form is not None and form.sure:
                return " ".join(sighting.tokens[start:]), start
            if rest and not sighting.sure and rest in self._suffixes:
                return " ".join(sighting.tokens[start:]), start
        return None

    def knows_person(self, name: str) -> bool:
        """Whether the document shows that ``name`` is a person's: by a title, or by the surname used alone."""
        form = self._forms.get(tuple(keys_of(tokens_of(name))))
        return form is not None and form.person and (form.titled or form.core[-1:] in self._forms)

    def knows_surname(self, word: str) -> bool:
        """Whether somebody in this document has the surname ``word``, though it usually is another word."""
        return word[-1:] != "s" and any(
            form.person for form in self._suffixes.get(tuple(keys_of([word])), ())
        )

    def is_family(self, name: str) -> bool:
        """Whether ``name`` is the plural of a surname of this document ("the Linds")."""
        keys = tuple(keys_of(tokens_of(name)))
        return (
            len(keys) == 1
            and keys not in self._suffixes
            and any(
                keys[0].endswith(end) and (keys[0][: -len(end)],) in self._suffixes for end in ("s", "es")
            )
        )

    def in_headline(self, at: int) -> bool:
        """Whether code point ``at`` lies in a line whose words all have capitals."""
        number = bisect_right(self._titles, (at, NEVER)) - 1
        return number >= 0 and at < self._titles[number][1]

    def writes_small(self, word: str) -> bool:
        """Whether the document also writes ``word`` with a small initial."""
        return word.lower() in self._ordinary

    def of_handle(self, handle: str) -> str | None:
        """The one name beside which the document gives the account name ``handle`` (without "@")."""
        forms = self._handles.get(handle.lower(), set())
        return self._forms[next(iter(forms))].text if len(forms) == 1 else None

    def _collect(self) -> None:
        ordinary = self._ordinary
        later: list[Sighting] = []
        pairs: list[Sighting] = []
        for sighting in sightings(self._text, self._titles, ordinary):
            self.seen.append(sighting)
            if sighting.doubtful and sighting.sure:
                later.append(sighting)
                continue
            self._add(sighting)
            if (
                not sighting.sure
                and sighting.leads
                and len(sighting.keys) > 1
                and sighting.keys[0] not in ordinary
            ):
                pairs.append(sighting)
        for sighting in later:
            known = self._forms.get(tuple(sighting.keys))
            if known is not None and known.sure:
                known.sure += 1
                known.at = min(known.at, sighting.at)
            elif len(sighting.keys) > 1:
                start = 1 + name_of_run(sighting.tokens[1:], sighting.keys[1:])
                if start < len(sighting.keys):
                    self._add(
                        sighting._replace(
                            tokens=sighting.tokens[start:], keys=sighting.keys[start:], inside=True
                        )
                    )
        for form in self._forms.values():
            if form.sure and len(form.core) > 1 and not form.by_chance(self._forms):
                self._index(form)
        self._add_headlines(pairs)

    def _add(self, sighting: Sighting) -> None:
        tokens, keys, at, sure = sighting[:4]
        only = len(keys) == 1
        if only and (
            len(keys[0]) < 2 or (not sighting.title and (keys[0] in PEOPLES or keys[0] in ALSO_WORDS))
        ):
            return
        found = tuple(keys)
        form = self._forms.get(found)
        text = " ".join(tokens)
        if form is None:
            generation = keys[-1] if not only and keys[-1] in GENERATIONS else ""
            form = Form(text, found, found[:-1] if generation else found, generation, at)
            self._forms[found] = form
        elif form.text.isupper() and not text.isupper():
            form.text = text
        if sighting.handle:
            self._handles[sighting.handle].add(found)
        if not sure:
            form.weak += 1
            return
        form.sure += 1
        form.inside += sighting.inside
        form.titled = form.titled or bool(sighting.title)
        form.kin = form.kin or sighting.kin
        form.located += sighting.located
        sex = sex_of(sighting.title)
        if sex:
            self._sexes[keys[-1]].add(sex)
        if only:
            self._alone.setdefault(keys[0], (at, sex))
        if sighting.paired:
            self._paired.setdefault(keys[-1], at)

    def _index(self, form: Form) -> None:
        core = form.core
        for start in range(1, len(core)):
            self._suffixes[core[start:]].append(form)
        self._ends[core[0], core[-1]].append(form)
        for key, token in zip(core[:-1], form.text.split(), strict=False):
            acronym = len(token) > 1 and token.isupper() and "." not in token and not form.text.isupper()
            if not acronym:  # "GOP" is no first name, though "GOP Nomination" begins with it
                (self._firsts if key == core[0] else self._inner)[key].append(form)
        large = [k for k, token in zip(core, form.text.split(), strict=False) if token[0].isupper()]
        small = [k for k in core if k not in _SMALL]
        for initials in {"".join(k[0] for k in keys) for keys in (core, large, small)}:
            self._initials[initials].append(form)
        if form.person and len(core[-1]) >= _LONG:
            self._letters[letters_of(core[-1])].add(core[-1])

    def _add_headlines(self, pairs: Sequence[Sighting]) -> None:
        """The full names that only headlines give, where the text knows the surname ("Ada Lind Calls Vote A Sham")."""
        for sighting in pairs:
            first, surname = sighting.keys[:2]
            known = self._forms.get((surname,))
            ordinary = first in OPENERS or first.endswith("ing") or surname in ORGANISATIONS
            if ordinary or not ((known is not None and known.sure) or (surname,) in self._suffixes):
                continue
            keys = (first, surname)
            form = self._forms.get(keys)
            if form is None or not form.sure:
                text = " ".join(sighting.tokens[:2])
                titled = Form(text, keys, keys, "", sighting.at, weak=1)
                self._headline_names.add(keys)
                self._suffixes[(surname,)].append(titled)
                self._firsts[first].append(titled)
            else:
                form.at = min(form.at, sighting.at)

    def _fit(self, asked: tuple[str, ...]) -> Fit | None:
        generation = asked[-1] if len(asked) > 1 and asked[-1] in GENERATIONS else ""
        core = asked[:-1] if generation else asked
        if len(core) > 1:
            same = self._ends.get((core[0], core[-1]), [])
            same = [f for f in same[: _MANY + 1] if set(core) < set(f.core) and f.generation == generation]
            if same:
                fit = self._among(same, "longer form")
                return fit if fit.second == NEVER and len(same) <= _MANY else None
        longer = [
            f
            for f in self._suffixes.get(core, ())
            if len(core[0]) > 1
            and f.core[0] not in NOT_GIVEN
            and (not generation or f.generation == generation)
        ]
        people = [f for f in longer if f.person]
        if people:
            return self._among(people, "surname")
        if longer and core[0] not in _NEVER_SHORT:
            return self._among(longer, "short form")
        if len(core) > 1:
            return None
        key = core[0]
        called = [
            f
            for f in self._firsts.get(key, ())
            if f.person and (not generation or f.generation == generation)
        ]
        alone = self._alone.get(key, (NEVER, ""))[0]
        people = [f for f in called if f.titled or f.core[-1:] in self._forms or f.at < alone]
        if called:
            return replace(self._among(people or called, "given name"), evident=bool(people))
        people = [f for f in self._inner.get(key, ()) if f.person]
        if people:
            return self._among(people, "inner name")
        meant = self._initials.get(key, []) if len(key) > 1 else []
        return self._among(meant, "initials") if meant else self._misspelt(key)

    def _misspelt(self, key: str) -> Fit | None:
        """Whose surname it is, with letters changed places ("Okaofr") or doubled; none if used often or titled."""
        form = self._forms.get((key,))
        if len(key) < _LONG or (form is not None and (form.titled or form.sure + form.weak > _SLIPS)):
            return None
        near = [other for other in self._letters.get(letters_of(key), ()) if is_slip(key, other)]
        if len(near) != 1:
            return None
        fit = self._among([f for f in self._suffixes[near[0],] if f.person], "misspelling")
        return fit if fit.second == NEVER else None

    def _is_place(self, asked: tuple[str, ...]) -> bool:
        """Whether the document often has "in" before a word (which costs 4 of 2,756 surnames in PolNeAR train)."""
        form = self._forms.get(asked)
        return len(asked) == 1 and form is not None and form.located * _OFTEN >= form.sure > 0

    def _among(self, forms: list[Form], how: How) -> Fit:
        """The fit among ``forms``: the people they name, in the order in which the document introduces them."""
        people = sorted(people_of(forms), key=lambda person: min(f.at for f in person))
        best = max(people[0], key=lambda f: (len(f.core), len(f.text)))
        if how != "surname":
            return Fit(best, how, second=NEVER if len(people) == 1 else -1)
        surname = best.core[-1]
        introduced = [min(f.at for f in person) for person in people]
        paired = self._paired.get(surname, NEVER)
        often = [sum(f.sure + f.weak for f in person) for person in people]
        relatives = [any(f.kin for f in person) for person in people]
        used, sex = self._alone.get(surname, (NEVER, ""))
        longest = [max(person, key=lambda f: (len(f.core), len(f.text))) for person in people]
        sexes = [gender_of_given(form.core[0]) for form in longest]
        men = [form for form, one in zip(longest, sexes, strict=True) if one > -CLEAR]
        women = [form for form, one in zip(longest, sexes, strict=True) if one < CLEAR]
        return Fit(
            best,
            how,
            first=introduced[0],
            second=min([*introduced[1:], paired]),
            settled=paired == NEVER
            and (often[0] >= _MOSTLY * sum(often[1:]) or (all(relatives[1:]) and not relatives[0])),
            used=used,
            sex=sex,
            both_sexes=len(self._sexes.get(surname, ())) > 1,
            man=men[0] if len(men) == 1 < len(people) else None,
            woman=women[0] if len(women) == 1 < len(people) else None,
        )
