"""How fast a ledger takes statements, how large it gets, and how fast it finds them again; beside it plain FTS5.

    python benchmarks/ledger/speed.py [--statements N] [--queries N] [--folder FOLDER] [--data DATA] [--keep]

Makes N statements by perturbation (see made.py), adds them to a ledger in FOLDER (a temporary one by default) and
measures, apart from making and extracting them: statements a second with look-up and grouping; bytes a statement on
disk without the documents' texts; ``find --like`` of twelve words of a statement with two of them changed (median, 95th
percentile, how often the best hit is the statement or a variant of it); ``find`` of two words with filters. The same
look-ups in plain FTS5 run over the same rows. Times are of
one process; on a machine that does other work, too, look at the processor times beside them.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from made import documents, sentences, statements

from onrecord.ledger import Ledger
from onrecord.ledger.ingest import Adder
from onrecord.ledger.search import Query, find
from onrecord.ledger.shingles import similar

AT_ONCE = 12_000


def main() -> None:
    """Make, add, look up, and say what was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="where the ledger is made [default: a temporary folder]")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ONRECORD_DATA", "data")))
    parser.add_argument("--keep", action="store_true", help="leave the ledger there")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        path = (arguments.folder if arguments.keep and arguments.folder else Path(folder)) / "bench.db"
        said, families = add(path, arguments.statements, arguments.data)
        sizes(path, arguments.statements)
        with Ledger.open(path, readonly=True) as ledger:
            look_up(ledger, said, families, arguments.queries, arguments.data)


def add(path: Path, count: int, data: Path) -> tuple[list[str], list[int]]:
    """Fill a ledger; gives what each statement says and its family, in the order of their numbers."""
    said: list[str] = []
    families: list[int] = []
    took = worked = 0.0
    parts: list[float] = []
    making = statements(count, data)
    gc.freeze()
    with Ledger.open(path, create=True) as ledger, Adder(ledger, "bench") as adder:
        while part := list(islice(making, AT_ONCE)):
            ready = list(documents(part, len(said)))
            said += [one.text for one in part]
            families += [one.family for one in part]
            begun, worked_before = time.perf_counter(), time.process_time()
            for document, found in ready:
                adder.add(document, found)
            adder.flush()
            parts.append(time.perf_counter() - begun)
            took += parts[-1]
            worked += time.process_time() - worked_before
            if len(said) % (10 * AT_ONCE) == 0:
                print(f"  {len(said):,} added, {len(part) / parts[-1]:,.0f} statements/s", flush=True)
    rate = AT_ONCE / statistics.median(parts) if count >= AT_ONCE else count / took
    print(
        f"ingest: {count / took:,.0f} statements/s over all, {rate:,.0f} in the median part of {AT_ONCE:,}, "
        f"{count / worked:,.0f} a second of processor time"
    )
    return said, families


def sizes(path: Path, count: int) -> None:
    """Bytes a statement by table; the texts of documents are shown and not counted."""
    connection = sqlite3.connect(path)
    try:
        tables = connection.execute(
            "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"
        ).fetchall()
    except sqlite3.OperationalError:
        print(
            f"on disk, texts included: {path.stat().st_size / count:,.0f} bytes a statement (no dbstat here)"
        )
        return
    finally:
        connection.close()
    texts = sum(size for name, size in tables if name == "document_text")
    print(
        f"on disk: {(path.stat().st_size - texts) / count:,.0f} bytes a statement, texts {texts / count:,.0f} more"
    )
    for name, size in tables[:12]:
        print(f"  {name:<28} {size / count:8.1f}")


def look_up(ledger: Ledger, said: Sequence[str], families: Sequence[int], queries: int, data: Path) -> None:
    """The look-ups, each beside the same one in plain FTS5."""
    chance = random.Random(7)
    words = [word for sentence in sentences(data) for word in sentence.split()]
    asked: list[tuple[str, int]] = []
    while len(asked) < queries:
        number = chance.randrange(len(said))
        told = said[number].split()
        if len(told) < 14:
            continue
        at = chance.randrange(len(told) - 11)
        window = told[at : at + 12]
        for place in chance.sample(range(12), 2):
            window[place] = words[chance.randrange(len(words))]
        asked.append((" ".join(window), families[number]))
    if sorted(ledger.connection.execute("SELECT id FROM statement ORDER BY id LIMIT 3")) != [
        (1,),
        (2,),
        (3,),
    ]:
        raise SystemExit("statements are not numbered in the order they were added")

    def like(text: str) -> list[int]:
        return [hit.statement for hit in similar(ledger, text, 10)]

    timed("like: shingles", like, asked, families)
    timed(
        "like: find --like",
        lambda text: [1] * len(find(ledger, Query(like=text), limit=10).hits),
        asked,
        None,
    )
    for name, pattern, count in (
        ("like: FTS5, OR of 2-word phrases, bm25", pairs, 100),
        ("like: FTS5, OR of 4-word phrases, bm25", fours, queries),
        ("like: FTS5, OR of all words, bm25", every, 20),
    ):
        timed(name, lambda text, pattern=pattern: plain(ledger, pattern(text)), asked[:count], families)
    found: list[tuple[str, int]] = []
    while len(found) < queries:
        told = [word.strip(".,;:!?-–—'\"()$%").lower() for word in said[chance.randrange(len(said))].split()]
        told = [word for word in told if word.isalpha() and len(word) > 3]
        if len(told) > 3:
            found.append((" ".join(chance.sample(told, 2)), 0))
    year = "2018"
    timed(
        "find: two words, kind, year",
        lambda text: [len(find(ledger, Query(words=text, kind="direct", since=year, until=year)).hits)],
        found,
        None,
    )
    timed("find: two words", lambda text: [len(find(ledger, Query(words=text)).hits)], found, None)
    timed("find: FTS5 joined with its rows, bm25", lambda text: joined(ledger, text), found, None)


def timed(
    name: str,
    ask: Callable[[str], list[int]],
    asked: Sequence[tuple[str, int]],
    families: Sequence[int] | None,
) -> None:
    """Time each question; where families are known, count how often the first answer is of the right one."""
    times: list[float] = []
    right = first = 0
    worked = time.process_time()
    for text, family in asked:
        begun = time.perf_counter()
        answer = ask(text)
        times.append(1000 * (time.perf_counter() - begun))
        if families is not None and answer:
            first += families[answer[0] - 1] == family
            right += any(families[number - 1] == family for number in answer)
    ordered = sorted(times)
    line = f"{name:<42} median {statistics.median(times):8.2f} ms   p95 {ordered[int(0.95 * len(ordered))]:8.2f} ms"
    if families is not None:
        line += f"   recall@1 {first / len(asked):.3f}   @10 {right / len(asked):.3f}"
    worked = 1000 * (time.process_time() - worked) / len(asked)
    print(f"{line}   processor {worked:.2f} ms each   n={len(asked)}", flush=True)


def pairs(text: str) -> str:
    """Any two neighbouring words."""
    return phrases(text, 2)


def fours(text: str) -> str:
    """Any four neighbouring words."""
    return phrases(text, 4)


def every(text: str) -> str:
    """Any word."""
    return phrases(text, 1)


def phrases(text: str, size: int) -> str:
    """An FTS5 query for any run of ``size`` words in the content."""
    words = text.replace('"', " ").split()
    runs = [" ".join(words[at : at + size]) for at in range(len(words) - size + 1)]
    return "content : (" + " OR ".join(f'"{run}"' for run in runs) + ")"


def plain(ledger: Ledger, pattern: str) -> list[int]:
    """The ten best rows by FTS5's own ranking."""
    rows = ledger.connection.execute(
        "SELECT rowid FROM statement_fts WHERE statement_fts MATCH ? ORDER BY rank LIMIT 10", (pattern,)
    )
    return [row[0] for row in rows]


def joined(ledger: Ledger, text: str) -> list[int]:
    """Two words, a kind and a year, by FTS5 and a join."""
    rows = ledger.connection.execute(
        "SELECT s.id FROM statement_fts f JOIN statement s ON s.id = f.rowid WHERE statement_fts MATCH ? "
        "AND s.kind = 0 AND s.day BETWEEN 20180101 AND 20181231 ORDER BY rank LIMIT 20",
        (" ".join(f'"{word}"' for word in text.split()),),
    )
    return [row[0] for row in rows]


if __name__ == "__main__":
    main()
