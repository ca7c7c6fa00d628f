"""Sources with their words in order: built once, asked often, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.alignment.candidates import Window, find_windows
from onrecord.alignment.indexing import read_words
from onrecord.alignment.rows import Int, Rows
from onrecord.alignment.sources import Source, Turn

__all__ = ["Index"]

_BARE = re.compile(r"\b(?:dont|didnt|doesnt|isnt|im|ive|thats|youre|theyre|wont)\b", re.IGNORECASE)
_APOSTROPHE = re.compile(r"\w['\u2019]\w")


class Index:
    """Sources with their words in order; built once, asked often, never changed.

    ``rows`` are the words as a stream of numbers, in which rows of words are looked up.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        """Read every turn of ``sources``; takes about a second for a million words, a millisecond for a page."""
        self.sources: tuple[Source, ...] = tuple(sources)
        self.turns: tuple[Turn, ...] = tuple(turn for source in self.sources for turn in source.turns)
        self._stream = read_words(self.sources)
        self.rows = Rows(self._stream.numbers, len(self._stream.words))
        self._bare: dict[int, bool] = {}

    def __len__(self) -> int:
        """Number of words in all sources."""
        return max(0, len(self.rows) - len(self.sources))

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays (the texts and the word list are not counted)."""
        return self.rows.nbytes + int(self._stream.starts.nbytes)

    @cached_property
    def by_speaker(self) -> dict[str | None, NDArray[np.int64]]:
        """The numbers of the turns under each speaker label, as the sources write it."""
        grouped: dict[str | None, list[int]] = {}
        for number, turn in enumerate(self.turns):
            grouped.setdefault(turn.speaker, []).append(number)
        return {label: np.array(numbers, dtype=np.int64) for label, numbers in grouped.items()}

    @cached_property
    def by_id(self) -> dict[str, int]:
        """The number of each source by its id."""
        return {source.id: number for number, source in enumerate(self.sources)}

    @cached_property
    def complete(self) -> bool:
        """Whether every source is complete."""
        return all(source.complete for source in self.sources)

    @cached_property
    def has_parts(self) -> bool:
        """Whether some sources are parts of others, whose words are counted once."""
        return any(source.part_of is not None for source in self.sources)

    @cached_property
    def several_records(self) -> bool:
        """Whether two sources may be records of one event that differ: other labels, events told, dates."""
        events = [source.event for source in self.sources if source.event is not None]
        return len(events) > len(set(events)) or len({source.label_provenance for source in self.sources}) > 1

    def drops_apostrophes(self, source: int) -> bool:
        """Whether a source has lost its apostrophes throughout ("dont", "tonights debate")."""
        if source not in self._bare:
            text = self.sources[source].text
            self._bare[source] = not _APOSTROPHE.search(text) and bool(_BARE.search(text))
        return self._bare[source]

    def turn_at(self, position: int) -> int:
        """The number of the turn in which a stream position lies."""
        return int(np.searchsorted(self._stream.turn_first, position, side="right")) - 1

    def turn_bounds(self, turn: int) -> tuple[int, int]:
        """The stream positions of a turn's first word and of the end after its last."""
        _, end = self.bounds(self.source_of_turn(turn))
        following = int(self._stream.turn_first[turn + 1]) if turn + 1 < len(self.turns) else end
        return int(self._stream.turn_first[turn]), min(end, following)

    def turns_at(self, positions: Int) -> Int:
        """The numbers of the turns in which stream positions lie."""
        return np.searchsorted(self._stream.turn_first, positions, side="right").astype(np.int64) - 1

    def turns_of(self, source: int) -> range:
        """The numbers of a source's turns."""
        first, after = np.searchsorted(self._stream.turn_source, (source, source + 1))
        return range(int(first), int(after))

    def sources_of_turns(self, turns: NDArray[np.bool_]) -> set[int]:
        """The numbers of the sources that hold any of the turns marked."""
        return {int(source) for source in np.unique(self._stream.turn_source[turns])}

    def source_of_turn(self, turn: int) -> int:
        """The number of the source that a turn belongs to."""
        return int(self._stream.turn_source[turn])

    def offset(self, position: int) -> int:
        """The code point at which the word at a stream position starts in its source."""
        return int(self._stream.starts[position])

    def position(self, source: int, offset: int) -> int:
        """The stream position of the first word of a source that starts at or after a code point."""
        first, last = self.bounds(source)
        return first + int(np.searchsorted(self._stream.starts[first:last], offset))

    def ids(self, keys: Sequence[str]) -> Int:
        """The numbers of words, 0 where a word stands in no source."""
        return np.array([self._stream.words.get(key, 0) for key in keys], dtype=np.int64)

    def count(self, key: str) -> int:
        """How often a word stands in the sources (past 65,535 different words, at most so often)."""
        return self.rows.count(self._stream.words.get(key, 0))

    def places(self, ids: Int) -> Int:
        """Stream positions where exactly these words stand in a row, in order."""
        return self.rows.places(ids)

    def runs(self, ids: Int) -> list[tuple[int, int, Int]]:
        """Rows of four words and more that stand somewhere, greedily from the left: each the longest from its
        first word, as ``(first word, length, stream positions)``."""
        return self.rows.runs(ids)

    def windows(
        self, keys: Sequence[str], *, prefer: NDArray[np.bool_] | None = None, limit: int = 6
    ) -> list[Window]:
        """Where the words may stand, best first; see :func:`onrecord.alignment.candidates.find_windows`."""
        return find_windows(self, self.ids(keys), prefer=prefer, limit=limit)

    def bounds(self, source: int) -> tuple[int, int]:
        """The stream positions of a source's first word and of the end after its last."""
        return (int(self._stream.source_end[source - 1]) + 1 if source else 0), int(
            self._stream.source_end[source]
        )
