"""Who speaks, outside political news: LitBank's quotations with speakers, and pronouns and names in GUM.

    python benchmarks/speakers_elsewhere.py GUM_DIR LITBANK_DIR

LitBank: the direct quotations that people gave to a character with a name of its own (the identifier of an attribution
begins with a capital). Counted are those that a statement of ours has found (IoU of words >= .5). A name is right when
it shares a word with the character's, titles apart: LitBank's identifiers are short forms, so this is generous.

GUM: our statements whose source is a third-person pronoun, or holds a name, and whose (last) word people put into a
chain of coreference with a proper name. A name is right when it shares a word with the names of that chain; one in a
chain without a name is wrong. Interviews are shown apart from the whole.

Printed are, for each, how many there are, how many were given a name, and the share of right ones among these.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord import Statement
from onrecord.evaluation.speakers import folded
from onrecord.evaluation.words import ArticleWords
from onrecord.extractor import Extractor
from onrecord.records import Span
from other_domains import read_conllu, set_lines
from second_domain import iou

TITLES = frozenset("mr mrs ms miss dr sir lady lord captain professor the of".split())
PRONOUNS = frozenset(("he", "she"))
PIECE = re.compile(r"\(([^()\s]+)\)|\(([^()\s]+)|([^()\s]+)\)")


def name_of(statement: Statement) -> str | None:
    """The name that a statement's speaker was given."""
    speaker = statement.speaker
    return speaker.name if speaker is not None and speaker.kind == "named" else None


def alike(name: str, names: Sequence[str]) -> bool:
    """Whether two names share a word, titles apart."""
    words = set(folded(name)) - TITLES
    return any(words & (set(folded(other)) - TITLES) for other in names)


def litbank(folder: Path, extractor: Extractor) -> Counter[str]:
    """Counts over all excerpts."""
    counts: Counter[str] = Counter()
    for path in sorted((folder / "quotations" / "tsv").glob("*.txt")):
        text, places = set_lines([line.split() for line in path.read_text(encoding="utf-8").splitlines()])
        quotations: dict[str, Span] = {}
        speakers: dict[str, str] = {}
        for row in path.with_suffix(".ann").read_text(encoding="utf-8").splitlines():
            columns = row.split("\t")
            if columns[0] == "QUOTE":
                a, b, c, d = map(int, columns[2:6])
                quotations[columns[1]] = places[a, b][0], places[c, d][1]
            elif columns[0] == "ATTRIB":
                speakers[columns[1]] = columns[2].rpartition("-")[0].replace("_", " ")
        words = ArticleWords.of(text)
        found = [(words.inside(s.content.spans), s) for s in extractor.extract(text)]
        for key, span in quotations.items():
            speaker = speakers.get(key, "")
            if not speaker[:1].isupper():
                continue
            inside = words.inside([span])
            near = [
                s for content, s in found if iou(inside, content) >= 0.5 or (inside and inside <= content)
            ]
            if near:
                count(counts, name_of(near[0]), [speaker])
    return counts


def count(counts: Counter[str], name: str | None, names: Sequence[str]) -> None:
    counts["all"] += 1
    if name is not None:
        counts["named"] += 1
        counts["right"] += alike(name, names)


def chains(path: Path) -> Iterator[tuple[Span, list[str]]]:
    """The last word of each mention that GUM marks, and the proper names of its chain."""
    _, tokens = read_conllu(path)
    tags: list[tuple[str, str]] = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[0].isdigit():
                entity = re.search(r"Entity=([^|]+)", columns[9])
                tags.append((columns[3], entity[1] if entity else ""))
    open_: list[tuple[str, int]] = []
    mentions: list[tuple[str, int, int]] = []
    for number, (_, entity) in enumerate(tags):
        for match in PIECE.finditer(entity):
            name = (match[1] or match[2] or match[3]).split("-")[0]
            if match[1]:
                mentions.append((name, number, number))
            elif match[2]:
                open_.append((name, number))
            else:
                index = next((i for i in range(len(open_) - 1, -1, -1) if open_[i][0] == name), None)
                if index is not None:
                    mentions.append((name, open_.pop(index)[1], number))
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, a, b in mentions:
        proper = [tokens[n].form for n in range(a, b + 1) if tags[n][0] == "PROPN"]
        if proper and b - a < 6:
            names[name].append(" ".join(proper))
    for name, _, b in mentions:
        yield tokens[b].span, names[name]


def gum(folder: Path, extractor: Extractor) -> dict[str, Counter[str]]:
    """Counts by genre (interview, all) and kind of source (pronoun, name)."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted((folder / "dep").glob("GUM_*.conllu")):
        text, _ = read_conllu(path)
        if not text.strip("_ \n"):
            continue
        chained = dict(chains(path))
        for statement in extractor.extract(text):
            source = statement.source
            if source is None:
                continue
            pronoun = source.text.lower() in PRONOUNS
            ends = [names for (a, b), names in chained.items() if source.start <= a and b == source.end]
            if not ends or (not pronoun and not any(ends)):
                continue
            if not any(ends) and name_of(statement) is None:
                continue
            for genre in {"all genres", path.stem.split("_")[1]} & {"all genres", "interview"}:
                count(
                    counts[f"GUM {genre}, {'pronoun' if pronoun else 'name'}"],
                    name_of(statement),
                    max(ends, key=len),
                )
    return dict(counts)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gum", type=Path)
    parser.add_argument("litbank", type=Path)
    options = parser.parse_args()
    extractor = Extractor()
    figures = {
        **gum(options.gum, extractor),
        "LitBank, characters with a name": litbank(options.litbank, extractor),
    }
    print("| | sources | given a name | right % of these |\n|---|---:|---:|---:|")
    for name, counts in sorted(figures.items()):
        right = 100 * counts["right"] / counts["named"] if counts["named"] else 0.0
        print(f"| {name} | {counts['all']:,} | {counts['named']:,} | {right:.1f} |")


if __name__ == "__main__":
    main()
