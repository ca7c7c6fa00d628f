"""Which given names go with "he" and which with "she", counted from pronouns in texts.

    python training/given_names.py DATA OUT

For every person that a text names in full, honorifics and the pronouns right after the name speak for one gender; each
text has one voice for each name. GAP (Webster et al. 2018) adds pairs of a pronoun and a name that people joined.
Writes log-odds for names and, over these names, for their last letters.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from onrecord.speakers import Names
from onrecord.speakers.genders import MOST
from onrecord.speakers.mentions import Layout, Mentions
from onrecord.speakers.runs import key_of

WORD = re.compile(r"\w+|[^\w\s]")
END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“])|\n+")
LEAST = 0.95
"""Voices that a name needs."""
LEAST_ENDING = 12


def texts(data: Path) -> Iterator[str]:
    """News to count in: PolNeAR train, the bodies of FNC-1, newswire from all over the world."""
    for path in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for name in ("train_bodies.csv", "competition_test_bodies.csv"):
        with (data / "fnc1" / name).open(encoding="utf-8", newline="") as file:
            yield from (row["articleBody"] for row in csv.DictReader(file))
    for path in sorted((data / "worldwide_newswire" / "original_articles").rglob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")


def layout_of(text: str) -> Layout:
    """Words, sentences and paragraphs, roughly."""
    starts = np.array([m.start() for m in WORD.finditer(text)], np.int64)
    ends = [m.end() for m in END.finditer(text)]
    paragraphs = [m.end() for m in re.finditer(r"\n", text)]
    return Layout(
        starts, np.searchsorted(ends, starts, side="right"), np.searchsorted(paragraphs, starts, side="right")
    )


def count(data: Path) -> dict[str, list[float]]:
    """Voices for "he" and "she", by key of the given name."""
    voices: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for text in texts(data):
        seen: dict[str, float] = {}
        for entity in Mentions(text, Names(text), layout_of(text), ()).entities:
            if len(entity.keys) in (2, 3) and entity.person > -1 and entity.gender:
                seen[entity.keys[0]] = seen.get(entity.keys[0], 0.0) + entity.gender
        for key, gender in seen.items():
            voices[key][gender < 0] += math.tanh(abs(gender))
    for name in ("gap-development.tsv", "gap-validation.tsv", "gap-test.tsv"):
        with (data / "gap" / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                she = row["Pronoun"].lower() in ("she", "her", "hers")
                for side in "AB":
                    words = row[side].split()
                    if row[f"{side}-coref"].upper() == "TRUE" and len(words) > 1:
                        voices[key_of(words[0])][she] += 1
    return voices


def table(voices: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    """Log-odds of names with enough voices, and of endings of two to four letters."""

    def odds(he: float, she: float, prior: float) -> float:
        return round(max(-MOST, min(MOST, math.log((he + prior) / (she + prior)))), 2)

    names = {k: odds(he, she, 0.25) for k, (he, she) in voices.items() if he + she >= LEAST and len(k) > 1}
    endings: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for key, value in names.items():
        for size in (1, 2, 3, 4):
            if len(key) > size and key.isalpha():
                endings[key[-size:]][value < 0] += 1
    return {
        "names": dict(sorted(names.items())),
        "endings": {k: round(0.6 * odds(he, she, 1.0), 2) for k, (he, she) in sorted(endings.items())
                    if he + she >= LEAST_ENDING},
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    found = table(count(options.data))
    options.out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    (options.out / "given_names.json").write_text(text + "\n", encoding="utf-8")
    print(len(found["names"]), "names", len(found["endings"]), "endings")


if __name__ == "__main__":
    main()
