"""How well the versions of a quotation are found: pairs of generated variants, beside MinHash-LSH and plain FTS5.

    python benchmarks/ledger/grouping.py [--families N] [--data DATA] [--seed S] [--no-lsh]

Each family is a sentence with one variant of every kind that its words allow (negation, number, two words dropped,
ellipsis, masked oath, typed otherwise, cuts to 75, 50 and 25 %), all by one speaker within a week. Beside the families
stand what must not be in them: the same words by somebody else, the same words a year later, other sentences by the
same speaker. A pair is two statements; recall counts the pairs of each family that are in one group, precision the
pairs in one group that are of one family. LSH (datasketch) and FTS5 see the words alone, so their precision is counted
once more with what only the speaker or the date could have told left out.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from made import KINDS, Made, document, names, sentences, varied, with_oath

from onrecord.ledger import Ledger
from onrecord.ledger.ingest import Adder


def main() -> None:
    """Make the families, group them three ways, and count pairs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--families", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ONRECORD_DATA", "data")))
    parser.add_argument("--no-lsh", action="store_true")
    arguments = parser.parse_args()
    made, kinds = families(arguments.families, arguments.data, arguments.seed)
    print(f"{len(made):,} statements in {arguments.families:,} families and beside them")
    words = [re.sub(r"-\d$", "", str(one.family)) for one in made]  # speakers and dates left out
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        groups, path = by_ledger(made, Path(folder)), Path(folder) / "grouping.db"
        report("ledger", groups, made, kinds, time.perf_counter() - begun)
        begun = time.perf_counter()
        told_apart(by_fts(path), made, kinds, words, "FTS5, OR of 4-word phrases", begun)
    begun = time.perf_counter()
    told_apart([key(one.text) for one in made], made, kinds, words, "equal words", begun)
    if not arguments.no_lsh:
        for threshold in (0.5, 0.3):
            begun = time.perf_counter()
            told_apart(by_lsh(made, threshold), made, kinds, words, f"MinHash-LSH {threshold}", begun)


def families(count: int, data: Path, seed: int) -> tuple[list[Made], list[str]]:
    """Statements, shuffled, with what kind of variant each is. A family's number is in ``family``; a negative's too."""
    chance = random.Random(seed)
    people = names(max(50, count // 4), chance)
    made: list[Made] = []
    kinds: list[str] = []
    family = 0
    for base in distinct(sentences(data), count, chance):
        text = with_oath(base, chance) if chance.random() < 0.2 else base
        speaker, day = chance.choice(people), date(2016, 1, 1) + timedelta(days=chance.randrange(300))

        def put(text: str, kind: str, who: str, when: date, number: int) -> None:
            made.append(Made(text, "direct", who, when, number))
            kinds.append(kind)

        put(text, "first", speaker, day, family)
        for kind in KINDS:
            found = varied(kind, text, chance)
            if found is not None and len(found.split()) >= 4:
                put(found, kind, speaker, day + timedelta(days=chance.randrange(7)), family)
        if chance.random() < 0.2:
            other = chance.choice([one for one in people if one.split()[1] != speaker.split()[1]])
            put(text, "other speaker", other, day, family + 1)
        if chance.random() < 0.2:
            put(text, "a year later", speaker, day + timedelta(days=365), family + 2)
        family += 3
    order = list(range(len(made)))
    chance.shuffle(order)
    return [made[at] for at in order], [kinds[at] for at in order]


def distinct(known: Sequence[str], count: int, chance: random.Random) -> list[str]:
    """Sentences of 16 to 40 words of which no two share four words in a row."""
    seen: set[tuple[str, ...]] = set()
    out: list[str] = []
    for sentence in chance.sample(known, len(known)):
        words = re.findall(r"\w+", sentence.casefold())
        runs = set(zip(words, words[1:], words[2:], words[3:], strict=False))
        if 16 <= len(sentence.split()) <= 40 and not runs & seen:
            seen |= runs
            out.append(sentence)
            if len(out) == count:
                break
    return out


def by_ledger(made: Sequence[Made], folder: Path) -> list[Hashable]:
    """The group of each statement on a ledger to which they are added one document each."""
    path = folder / "grouping.db"
    with Ledger.open(path, create=True) as ledger:
        with Adder(ledger, "bench") as adder:
            for number, one in enumerate(made):
                adder.add(*document([one], f"https://paper.invalid/{number}", f"Paper {number % 31}"))
        rows = dict(ledger.connection.execute("SELECT statement_id, quotation_id FROM version"))
    return [rows.get(number + 1, f"alone {number}") for number in range(len(made))]


def by_fts(path: Path) -> list[Hashable]:
    """Components of statements that share a phrase of four words, by FTS5 (at most 50 rows a statement)."""
    with Ledger.open(path, readonly=True) as ledger:
        rows = ledger.connection.execute("SELECT id, content FROM statement ORDER BY id").fetchall()
        links: list[tuple[int, int]] = []
        for number, content in rows:
            words = re.findall(r"[^\W_]+", content)
            runs = {" ".join(words[at : at + 4]) for at in range(max(1, len(words) - 3))}
            found = ledger.connection.execute(
                "SELECT rowid FROM statement_fts WHERE statement_fts MATCH ? LIMIT 50",
                ("content : (" + " OR ".join(f'"{run}"' for run in runs) + ")",),
            )
            links += [(number - 1, row[0] - 1) for row in found]
    return components(len(rows), links)


def by_lsh(made: Sequence[Made], threshold: float) -> list[Hashable]:
    """Components of MinHash-LSH over word trigrams (datasketch, 128 permutations)."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=128)
    links: list[tuple[int, int]] = []
    for number, one in enumerate(made):
        words = key(one.text).split()
        print_ = MinHash(num_perm=128)
        print_.update_batch([" ".join(words[at : at + 3]).encode() for at in range(max(1, len(words) - 2))])
        links += [(number, other) for other in index.query(print_)]
        index.insert(number, print_)
    return components(len(made), links)


def key(text: str) -> str:
    """Lower case, no punctuation: what duplicates are usually looked for by."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def components(size: int, links: Iterable[tuple[int, int]]) -> list[Hashable]:
    """The connected component of each item."""
    parent = list(range(size))

    def find(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other in links:
        parent[find(one)] = find(other)
    return [find(at) for at in range(size)]


def told_apart(
    groups: Sequence[Hashable],
    made: Sequence[Made],
    kinds: Sequence[str],
    words: Sequence[str],
    name: str,
    begun: float,
) -> None:
    """Report a way that sees the words alone: negatives that only speaker or date could tell are left out."""
    took = time.perf_counter() - begun
    report(name, groups, made, kinds, took)
    kept = [at for at, kind in enumerate(kinds) if kind not in ("other speaker", "a year later")]
    right, found, _ = pairs([groups[at] for at in kept], [made[at].family for at in kept])
    print(f"{'  without these negatives':<34} precision {right / max(1, found):.4f}")


def pairs(groups: Sequence[Hashable], truth: Sequence[Hashable]) -> tuple[int, int, int]:
    """Pairs that are in one group and of one family; in one group; of one family."""

    def count(labels: Iterable[Hashable]) -> int:
        return sum(size * (size - 1) // 2 for size in Counter(labels).values())

    return count(zip(groups, truth, strict=True)), count(groups), count(truth)


def report(
    name: str, groups: Sequence[Hashable], made: Sequence[Made], kinds: Sequence[str], took: float
) -> None:
    """Pair recall and precision, and recall by the kinds of the two forms."""
    right, found, wanted = pairs(groups, [one.family for one in made])
    print(
        f"{name:<34} recall {right / wanted:.4f}   precision {right / max(1, found):.4f}   "
        f"{1e3 * took / len(made):.2f} ms a statement"
    )
    members: dict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(made):
        members[one.family].append(at)
    hits: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for family in members.values():
        for one, other in combinations(family, 2):
            for kind in {kinds[one], kinds[other]}:
                totals[kind] += 1
                hits[kind] += groups[one] == groups[other]
    told = [f"{kind} {hits[kind] / totals[kind]:.3f}" for kind in KINDS if totals[kind]]
    print("  recall with " + ", ".join(told))


if __name__ == "__main__":
    main()
