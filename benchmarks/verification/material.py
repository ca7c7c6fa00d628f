"""The texts that the benchmark edits: public-domain speeches, cut into plain sentences."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.alignment import Source, Turn

__all__ = ["Material", "Sentence", "read_material"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a speech with its neighbours' places, code points of the source's text."""

    source: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Material:
    """The pool of sources and the sentences in it that edits start from."""

    sources: tuple[Source, ...]
    sentences: tuple[Sentence, ...]
    by_source: tuple[tuple[Sentence, ...], ...]

    def speaker(self, sentence: Sentence) -> str:
        return self.sources[sentence.source].turns[0].speaker or ""


_END = re.compile(r"[.?!][\"\u201d']?(?=\s+[A-Z\"\u201c]|\s*$)")


_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Ft|Gen|Gov|Sen|Rep|No|vs|Jr|Sr|Col|Lt|Calif|[A-Z])|\.[A-Z])\.$"
)


def _sentences(number: int, source: Source) -> Iterator[Sentence]:
    text, turn = source.text, source.turns[0]
    start = turn.start
    for match in _END.finditer(text, turn.start, turn.end):
        if _ABBREVIATED.search(text[start : match.end()]):
            continue
        a, b = start, match.end()
        while a < b and text[a].isspace():
            a += 1
        start = match.end()
        sentence = text[a:b]
        plain = not re.search(r"[\"\u201c\u201d()\[\]\n*_;:]|--|\u2014|\u2013|\.\.", sentence)
        plain = plain and sentence[0].isupper() and sentence[1:2] != "."
        if 8 <= len(sentence.split()) <= 32 and plain:
            yield Sentence(number, a, b, sentence)


def read_material(folder: Path, speeches: int, seed: int) -> Material:
    """Read a sample of the speeches since 1930 and cut them into sentences."""
    rng = random.Random(seed)
    paths = [path for path in sorted(folder.glob("*.txt")) if path.name[:4] >= "1930"]
    sources: list[Source] = []
    for path in sorted(rng.sample(paths, min(speeches, len(paths)))):
        text = path.read_text(encoding="utf-8")
        head = re.match(r"President: (.*)\n", text)
        if head is None:
            continue
        sources.append(Source(path.stem, text, (Turn(head.end(), len(text), head[1].strip()),), lang="en"))
    by_source = tuple(tuple(_sentences(number, source)) for number, source in enumerate(sources))
    return Material(tuple(sources), tuple(one for many in by_source for one in many), by_source)
