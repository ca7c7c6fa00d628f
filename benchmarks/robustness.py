"""Reads many texts and counts what must never happen: an exception, or a span that is not exact.

    python benchmarks/robustness.py [PATH...] [--random N] [--seed S]

PATHs are text files, folders, and CSV files whose texts stand in one column (``--column``, articleBody by
default). ``--random`` adds strings of chance characters, most of them marks, breaks and words. A span is
exact when it lies in the text, in order and without overlap, and its piece is what stands there. Counts
go to standard output; exit code 1 when anything failed.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from onrecord import Piece, Statement
from onrecord.extractor import Extractor
from predictions import read_texts

SHOWN = 20
"""Failures told in full; the rest are only counted."""
MARKS = "\"'“”‘’«»„‚‹›`´—–-,.:;!?…()[]"
BREAKS = "\n\n\r\n\t  \u00a0\u2028\u2029\u200b\u200f\u202e\ufeff\x00\x0b\x0c\x85"
WORDS = (
    "said", "told", "according to", "she", "Ines Okafor", "Mr. Brandt", "the mayor", "6'2\"", "rock 'n' roll",
    "on Monday", "that", "no", "@harbour", "January 5, 2024", "Æthelred", "قالت", "他说", "сказал", "e\u0301",
    "👩‍🚒", "ﬁne", "İstanbul", "ß",
)  # fmt: skip


def main() -> None:
    """Read everything, then say what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", metavar="PATH")
    parser.add_argument("--column", default="articleBody", help="column of CSV files that holds the text")
    parser.add_argument("--random", type=int, default=0, metavar="N", help="read N random strings, too")
    parser.add_argument("--seed", type=int, default=1, help="start of the random strings [default: 1]")
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    extractor = Extractor(threads=1)
    sources = [texts_of(path, arguments.column) for path in arguments.paths]
    for name, text in chain(*sources, random_texts(arguments.random, arguments.seed)):
        counts["texts"] += 1
        counts["characters"] += len(text)
        for failure in failures(extractor, text, counts):
            counts["failures"] += 1
            if counts["failures"] <= SHOWN:
                print(f"{name}: {failure}", file=sys.stderr)
    for what in ("texts", "characters", "statements", "spans", "failures"):
        print(f"{what}: {counts[what]:,}")
    sys.exit(1 if counts["failures"] or not counts["texts"] else 0)


def failures(extractor: Extractor, text: str, counts: Counter[str]) -> Iterator[str]:
    """What went wrong with one text."""
    try:
        statements = extractor.extract(text)
    except Exception:
        yield f"{text[:80]!r}\n{traceback.format_exc()}"
        return
    counts["statements"] += len(statements)
    for statement in statements:
        for role, piece in pieces(statement):
            counts["spans"] += len(piece.spans)
            if not is_exact(piece, text):
                yield f"{role} {piece.spans} is not {piece.text!r}"


def pieces(statement: Statement) -> Iterator[tuple[str, Piece]]:
    """Everything of a statement that points into the text."""
    for role in ("content", "source", "cue", "addressee", "reported_by"):
        piece = getattr(statement, role)
        if piece is not None:
            yield role, piece
    for role in ("channel", "said_on"):
        circumstance = getattr(statement, role)
        if circumstance is not None:
            yield role, circumstance.piece


def is_exact(piece: Piece, text: str) -> bool:
    """Whether the piece is non-empty, its spans ordered within the text, and its words what stands there."""
    edges = [edge for span in piece.spans for edge in span]
    ordered = edges == sorted(edges) and all(start < end for start, end in piece.spans)
    inside = bool(edges) and edges[0] >= 0 and edges[-1] <= len(text)
    return ordered and inside and piece.text == " ".join(text[start:end] for start, end in piece.spans)


def texts_of(path: str, column: str) -> Iterator[tuple[str, str]]:
    """Name and text of every text under a path, or in a column of a CSV file."""
    if not path.lower().endswith(".csv"):
        for found, document in read_texts([path]):
            yield str(found), document.text
        return
    csv.field_size_limit(sys.maxsize)
    with Path(path).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if column not in (reader.fieldnames or ()):
            raise SystemExit(f"{path} has no column {column}; it has {', '.join(reader.fieldnames or ())}")
        for row in reader:
            yield f"{path}, line {reader.line_num}", row[column]


def random_texts(number: int, seed: int) -> Iterator[tuple[str, str]]:
    """Strings that no author would write; the same ones for the same seed."""
    chance = random.Random(seed)
    for index in range(number):
        yield (
            f"random string {index} of seed {seed}",
            "".join(random_part(chance) for _ in range(chance.randint(0, 60))),
        )


def random_part(chance: random.Random) -> str:
    """A mark, a break, a word, or any character at all that UTF-8 can hold."""
    kind = chance.random()
    if kind < 0.35:
        return chance.choice(MARKS)
    if kind < 0.55:
        return chance.choice(BREAKS)
    if kind < 0.9:
        return chance.choice(("", " ")) + chance.choice(WORDS)
    code = chance.randrange(0x110000 - 0x800)
    return chr(code if code < 0xD800 else code + 0x800)


if __name__ == "__main__":
    main()
