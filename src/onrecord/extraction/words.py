"""From a text to the words and word pieces that the model reads, with the way back to the text.

A word is a run of letters and digits (with the combining and invisible characters inside it) or one other visible
character: the basic tokens of BERT (Devlin et al. 2019), found by one compiled expression so that every word keeps its
place in the untouched text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from onrecord.quotation_marks import Quotation, paragraphs, quote_states
from onrecord.records import Span

__all__ = ["Pieces", "Words", "read_words"]

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
WORD = re.compile(rf"[^\W_](?:[^\W_]|[\u0300-\u036f{INVISIBLE}])*|[^\s{INVISIBLE}]")
LONGEST = 64
"""Runs longer than this are unknown to the model (no English word is; an encoded file may be)."""

ABBREVIATIONS = frozenset(
    """Mr Mrs Ms Dr Prof Rev Fr Sr Jr St Sen Rep Gov Lt Col Gen Capt Maj Sgt Cpl Adm Cmdr Hon Pres Atty Supt Det
    Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec No vs Inc Co Corp Ltd Ave Blvd Mt Ft Ala Ariz Ark Calif Colo Conn
    Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis
    Wyo""".split()
)
CLOSING = frozenset("\"'”’)]»")

LOWER, CAPITALISED, CAPITALS, DIGITS, OTHER = range(5)
SHAPES, STARTS = 5, 2

# One form for every style of mark: the model must not learn a publisher's typography; states give the direction.
MARKS = str.maketrans({**dict.fromkeys("“”„‟«»″＂", '"'), **dict.fromkeys("‘’‚‛‹›′`´", "'")})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: code point offsets, and the features that accompany each into the model.

    ``features`` holds ``(state * SHAPES + shape) * STARTS + start`` per word: where it stands with respect to
    quotation marks, what it looks like, whether it opens a paragraph. ``paragraph`` and ``sentence`` number the
    paragraph and, roughly, the sentence that it stands in.
    """

    text: str
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    states: NDArray[np.uint8]
    shapes: NDArray[np.uint8]
    opens: NDArray[np.uint8]
    paragraph: NDArray[np.int64]
    sentence: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def features(self) -> NDArray[np.int64]:
        return (self.states.astype(np.int64) * SHAPES + self.shapes) * STARTS + self.opens


def shape_of(word: str) -> int:
    first = word[0]
    if not first.isalnum():
        return OTHER
    if first.isdigit():
        return DIGITS
    if word.islower() or not first.isupper():
        return LOWER
    return CAPITALS if len(word) > 1 and word.isupper() else CAPITALISED


class _Shapes(dict[str, int]):
    """Shapes of words seen before; a text repeats most of its words."""

    def __missing__(self, word: str) -> int:
        shape = shape_of(word)
        if len(self) < 200_000:
            self[word] = shape
        return shape


_shapes = _Shapes()


def read_words(text: str, quotations: Sequence[Quotation], region: Span | None = None) -> Words:
    """Split ``text`` (or its ``region``) into words; ``quotations`` are those of the whole text."""
    begin, end = region or (0, len(text))
    places = [match.span() for match in WORD.finditer(text, begin, end)]
    starts = np.array([a for a, _ in places], np.int64)
    ends = np.array([b for _, b in places], np.int64)
    shapes = np.frombuffer(bytes(_shapes[text[a:b]] for a, b in places), np.uint8)
    states = np.frombuffer(quote_states(text, quotations, starts.tolist()), np.uint8)
    bounds = np.array([a for a, _ in paragraphs(text)], np.int64)
    paragraph = np.searchsorted(bounds, starts, side="right")
    opens = np.zeros(len(starts), np.uint8)
    if len(starts):
        opens[0] = 1
        opens[1:] = paragraph[1:] != paragraph[:-1]
    sentence = np.cumsum(_sentence_starts(text, starts, shapes, opens))
    return Words(text, starts, ends, states, shapes, opens, paragraph, sentence)


def _sentence_starts(
    text: str, starts: NDArray[np.int64], shapes: NDArray[np.uint8], opens: NDArray[np.uint8]
) -> NDArray[np.int64]:
    """1 where a sentence begins: after ``.``, ``?`` or ``!`` (and closing marks) unless the word before the full stop
    is an abbreviation or an initial, or the next word is in lower case. A feature, not a promise."""
    begins = opens.astype(np.int64)
    shape = shapes.tolist()
    place = starts.tolist()
    count = len(place)
    for i in range(1, count):
        character = text[place[i]]
        if character not in ".?!":
            continue
        if character == "." and shape[i - 1] != OTHER:
            before = text[place[i - 1] : place[i]]
            if (len(before) == 1 and shape[i - 1] != DIGITS) or before in ABBREVIATIONS:
                continue
        after = i + 1
        while after < count and text[place[after]] in CLOSING and place[after] == place[after - 1] + 1:
            after += 1
        if after < count and shape[after] != LOWER and text[place[after] - 1].isspace():
            begins[after] = 1
    return begins


class Pieces:
    """WordPiece (Schuster & Nakajima 2012) through the ``tokenizers`` library, remembering every word it has split."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, ...]] = {}

    def __call__(self, words: Words) -> list[tuple[int, ...]]:
        """The piece numbers of each word; never empty."""
        known, split, text = self._known, self._split, words.text
        result = []
        for a, b in zip(words.starts.tolist(), words.ends.tolist(), strict=True):
            word = text[a:b]
            pieces = known.get(word)
            result.append(split(word) if pieces is None else pieces)
        return result

    def _split(self, word: str) -> tuple[int, ...]:
        tokenizer = _tokenizer()
        plain = word.translate(MARKS)
        pieces = (
            () if len(plain) > LONGEST else tuple(tokenizer.encode(plain, add_special_tokens=False).ids[:12])
        )
        pieces = pieces or (UNKNOWN,)
        if len(self._known) < 500_000:
            self._known[word] = pieces
        return pieces


UNKNOWN, CLASS, SEPARATOR = 100, 101, 102


@cache
def _tokenizer():  # type: ignore[no-untyped-def]  # the library ships without types
    from tokenizers import Tokenizer

    with as_file(files("onrecord.extraction") / "model" / "tokenizer.json") as path:
        tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
