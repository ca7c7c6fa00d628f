"""Words that one side writes together and the other apart, brought to the same cut before alignment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.alignment.declared import Atom
from onrecord.alignment.folding import typographic
from onrecord.alignment.lexicon import FUNCTION, MODALITY, NEGATIONS, PERSONS
from onrecord.alignment.words import Word
from onrecord.alignment.written import keys_of

__all__ = ["reconciled"]

_OTHER_WORD = tuple(
    "resign recover recreat reform releas represent resent reserv restor resort retir retreat remark repos "
    "reprov recollect recount redress relay resound return resolv reced reclaim recoil refus rebound "
    "report repair reject relat resid resum retort revers review revolt reward unioniz".split()
)
"""Beginnings of words that are another word with a hyphen after their prefix (to re-sign is not to resign)."""
_KEPT_APART = (
    FUNCTION | MODALITY | NEGATIONS | frozenset(PERSONS) | {"day", "time", "ready", "body", "thing", "self"}
)
_PREFIXES = frozenset(
    "co non pre anti multi semi mid sub post pro micro mini super inter intra counter bi tri".split()
)


def _compound(first: Word, second: Word) -> str:
    """The key of two words written as one."""
    pieces = keys_of(first.text + second.text) if first.text and second.text else ()
    return pieces[0].key if len(pieces) == 1 else first.key + second.key


def _joinable(first: Word, second: Word) -> bool:
    """Whether two neighbouring words may be one: across a line break always, at a hyphen unless that makes
    another word, at a blank only for two plain words or a prefix."""
    if second.glue == "break":
        return True
    compound = _compound(first, second)
    if second.glue == "-":
        return not compound.startswith(_OTHER_WORD) and compound not in ("coop", "coops")
    if second.start - first.end > 1:
        return False
    if first.key in _KEPT_APART or second.key in _KEPT_APART:
        return False
    return first.key in _PREFIXES or (len(first.key) > 2 and len(second.key) > 2)


def _join(first: Word, second: Word, text: str) -> Word:
    return replace(
        first,
        text=text[first.start : second.end],
        written=text[first.start : second.end],
        key=_compound(first, second),
        end=second.end,
        tail=second.tail,
        readings=(),
    )


def _joined_words(words: Sequence[Word], wanted: frozenset[str], text: str) -> list[Word]:
    out: list[Word] = []
    for word in words:
        if (
            out
            and out[-1].turn == word.turn
            and _compound(out[-1], word) in wanted
            and _joinable(out[-1], word)
        ):
            out[-1] = _join(out[-1], word, text)
        else:
            out.append(word)
    return out


def _restored(words: Sequence[Word], atoms: Sequence[Atom]) -> list[Word]:
    """Source words without apostrophe, cut as the print's contractions are ("were" for "we're")."""
    cuts: dict[str, list[Word]] = {}
    for first, second in pairwise(atoms):
        if first.kind == second.kind == "word":
            a, b = first.words[0], second.words[0]
            if a.written == b.written and a.end == b.start and a.text != a.written:
                cuts[re.sub(r"'", "", typographic(a.written)).casefold()] = [a, b]
    out: list[Word] = []
    for word in words:
        parts = cuts.get(word.written.casefold())
        if parts is None or word.text != word.written:
            out.append(word)
            continue
        middle = word.start + min(len(parts[0].text), len(word.text) - 1)
        out.append(
            replace(
                word,
                key=parts[0].key,
                readings=parts[0].readings,
                end=middle,
                text=word.text[: middle - word.start],
                tail="",
            )
        )
        out.append(
            replace(
                word,
                key=parts[1].key,
                readings=parts[1].readings,
                start=middle,
                text=word.text[middle - word.start :],
                glue="",
            )
        )
    return out


def _possessives(words: Sequence[Word], names: frozenset[str], text: str) -> list[Word]:
    """Words with the "'s" of a possessive that is written as a bare apostrophe ("Sanders' own")."""
    out: list[Word] = []
    for word in words:
        out.append(word)
        if (
            word.key in names
            and word.key.endswith("s")
            and re.match(r"['\u2019](?![^\W_])", text[word.end : word.end + 2])
        ):
            out[-1] = replace(word, tail="")
            end = word.end + 1
            out.append(
                replace(
                    word, text=text[word.end : end], key="'s", readings=(), start=word.end, end=end, glue=""
                )
            )
    return out


def _with_possessive(words: Sequence[Word]) -> frozenset[str]:
    """Keys of words in -s that are followed by "'s"."""
    return frozenset(
        first.key for first, second in pairwise(words) if second.key == "'s" and first.key.endswith("s")
    )


def reconciled(
    atoms: Sequence[Atom], words: Sequence[Word], printed_text: str, source_text: str, *, bare: bool
) -> tuple[list[Atom], list[Word]]:
    """Both sides with their words cut alike where one side runs two words together."""
    said = _restored(words, atoms) if bare else list(words)
    printed_words = [atom.words[0] for atom in atoms if atom.kind == "word"]
    said = _possessives(said, _with_possessive(printed_words), source_text)
    owners = _with_possessive(said)
    if owners:
        cut: list[Atom] = []
        for atom in atoms:
            words_of = _possessives(atom.words, owners, printed_text) if atom.kind == "word" else []
            cut += [Atom("word", word.text, word.start, word.end, (word,)) for word in words_of] or [atom]
        atoms = cut
    wanted = _split_elsewhere(atoms, said)
    if not wanted:
        return list(atoms), said
    said = _joined_words(said, wanted, source_text)
    out: list[Atom] = []
    for atom in atoms:
        before = out[-1] if out else None
        if (
            before is not None
            and before.kind == atom.kind == "word"
            and _compound(before.words[0], atom.words[0]) in wanted
            and _joinable(before.words[0], atom.words[0])
        ):
            word = _join(before.words[0], atom.words[0], printed_text)
            out[-1] = Atom("word", word.text, word.start, word.end, (word,))
        else:
            out.append(atom)
    return out, said


def _split_elsewhere(atoms: Sequence[Atom], said: Sequence[Word]) -> frozenset[str]:
    """Compounds that one side writes as one word and the other as two."""
    printed = [atom.words[0] for atom in atoms if atom.kind == "word"]
    wanted: set[str] = set()
    for whole, parts in ((printed, said), (said, printed)):
        keys = {word.key for word in whole}
        longest = _longest(whole)
        for first, second in pairwise(parts):
            size = len(first.text) + len(second.text)
            if size > max(longest.get(first.text[:1].casefold(), 0), longest.get(first.key[:1], 0)):
                continue  # longer than any word that begins so: most pairs
            if _compound(first, second) in keys and _joinable(first, second):
                wanted.add(_compound(first, second))
    return frozenset(wanted)


def _longest(words: Sequence[Word]) -> dict[str, int]:
    """For each first letter the length of the longest word, spelled any way, that begins with it."""
    out: dict[str, int] = {}
    for word in words:
        size = max(len(word.text), len(word.key)) + 3
        for first in (word.text[:1].casefold(), word.key[:1]):
            if out.get(first, 0) < size:
                out[first] = size
    return out
