"""What people type into a search box, and what of it reaches the full-text index.

The grammar is small: words (all must occur), ``"a phrase"``, ``begin*``, ``OR`` between alternatives, ``-word`` or
``NOT word``, and brackets. Everything else is just words: every term is handed to FTS5 as a quoted string, so that its
own syntax, or SQL, has no meaning here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from onrecord.errors import UsageError

__all__ = ["Term", "Words", "parsed", "searchable_words", "word_key"]

_TOKEN: Final = re.compile(r'\(|\)|-?["“”„][^"“”„]*["“”„]?\*?|[^\s()"“”„]+')
_MOST: Final = 64
"""Terms of one query; a whole article pasted into the box is for ``--like``."""
_DEEPEST: Final = 20


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: the keys of its words in order; the last one is only a beginning when ``prefix``."""

    keys: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A query: ``match`` for FTS5 (empty when there is nothing to look for), and the terms that are wanted."""

    match: str
    terms: tuple[Term, ...]


def word_key(word: str) -> str:
    """A word as the index compares it: lower case, without diacritics."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def searchable_words(text: str) -> list[str]:
    """The words of ``text`` as the index cuts it: runs of letters and figures."""
    words: list[str] = []
    run: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        # Categories of unicode61: letters, numbers, private use; marks belong to the letter before.
        category = unicodedata.category(char)
        if category[0] in "LN" or category == "Co" or (category[0] == "M" and run):
            run.append(char)
        elif run:
            words.append("".join(run))
            run = []
    if run:
        words.append("".join(run))
    return words


def parsed(text: str) -> Words:
    """Read a query. Raises `UsageError` when nothing in it can be looked for, or only things that must not occur."""
    tokens = _TOKEN.findall(text.replace("\x00", " "))
    if not tokens:
        return Words("", ())
    if len(tokens) > _MOST:
        raise UsageError(f"the query has more than {_MOST} words; to look for a whole passage, use --like")
    reader = _Reader(tokens)
    match = reader.either(0)
    while reader.rest():  # a closing bracket too many: what follows is words
        following = reader.either(0)
        match = f"({match}) AND ({following})" if match and following else match or following
    if not match:
        raise UsageError(f"there is no word to look for in {text.strip()[:60]!r}")
    return Words(match, tuple(reader.terms))


class _Reader:
    """Reads tokens from left to right; each method gives an FTS5 expression, empty for nothing."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self.terms: list[Term] = []

    def rest(self) -> bool:
        """Whether anything is left; a closing bracket without an opening one is passed over."""
        while self._at < len(self._tokens) and self._tokens[self._at] == ")":
            self._at += 1
        return self._at < len(self._tokens)

    def either(self, depth: int) -> str:
        """Alternatives with OR between them."""
        if depth > _DEEPEST:
            raise UsageError(f"the query has brackets more than {_DEEPEST} deep")
        found = [self._all(depth)]
        while self._peek() == "OR":
            self._at += 1
            found.append(self._all(depth))
        found = [part for part in found if part]
        return found[0] if len(found) < 2 and found else " OR ".join(f"({part})" for part in found)

    def _all(self, depth: int) -> str:
        wanted: list[str] = []
        unwanted: list[str] = []
        while (token := self._peek()) is not None and token not in ("OR", ")"):
            if token == "AND":
                self._at += 1
                continue
            negative = token == "NOT"
            if negative:
                self._at += 1
            part, minus = self._one(depth, negative=negative)
            if part:
                (unwanted if minus else wanted).append(part)
        if not wanted:
            if unwanted:
                raise UsageError(
                    "say a word that must occur, too; with exclusions alone nothing is looked for"
                )
            return ""
        match = " AND ".join(wanted)
        for part in unwanted:
            match = f"({match}) NOT {part}"
        return match

    def _one(self, depth: int, *, negative: bool) -> tuple[str, bool]:
        token = self._peek()
        if token is None or token in (")", "OR", "AND", "NOT"):
            if token in ("AND", "NOT"):
                self._at += 1
            return "", negative
        self._at += 1
        known = len(self.terms)
        if token == "(":
            part = self.either(depth + 1)
            if self._peek() == ")":
                self._at += 1
            part = f"({part})" if part else ""
        else:
            if len(token) > 1 and token.startswith("-"):
                negative, token = True, token[1:]
            part = self._term(token)
        if negative:
            del self.terms[known:]
        return part, negative

    def _term(self, token: str) -> str:
        words = searchable_words(token)
        if not words:
            return ""
        prefix = token.endswith("*") and len(token) > 1
        self.terms.append(Term(tuple(word_key(word) for word in words), prefix))
        return '"' + " ".join(words) + '"' + (" *" if prefix else "")

    def _peek(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None
