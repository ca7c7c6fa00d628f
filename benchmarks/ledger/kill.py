"""Kills an ingest at random moments, goes on, and counts what must never happen: damage, a document lost or doubled.

    python benchmarks/ledger/kill.py [--kills N] [--documents N] [--seed S]

A process of its own adds files to a ledger with a stand-in for the model (tests/fakes.py) and small transactions, so
that a kill finds it anywhere: between documents, inside a transaction, while the log goes into the file. After every
``kill -9`` the ledger is opened and looked through: SQLite's own check, the full-text index against its rows, every
document whole, every statement in the look-up. When a run comes to its end, the ledger is compared with one that
nobody interrupted, its quotations included, and the next run begins. Exit code 1 when anything was wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from made import SYLLABLES

from onrecord.ledger import Ledger, ingest
from onrecord.ledger.adding import Adding
from onrecord.ledger.ingest import Adder

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))
from fakes import FakeExtractor

SMALL = 60
"""Statements in a transaction here; a release waits for many more."""
IN_FILE = 6


def main() -> None:
    """Kill and go on, then say what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", nargs=2, type=Path, metavar=("LEDGER", "FOLDER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        add(*arguments.child)
        return
    with tempfile.TemporaryDirectory() as folder:
        counts = run(Path(folder), arguments.kills, arguments.documents, random.Random(arguments.seed))
    for what in (
        "kills",
        "runs to the end",
        "killed while writing",
        "damaged",
        "documents lost",
        "doubled",
        "halves",
        "other",
    ):
        print(f"{what}: {counts[what]:,}")
    sys.exit(
        1
        if counts["damaged"]
        + counts["documents lost"]
        + counts["doubled"]
        + counts["halves"]
        + counts["other"]
        else 0
    )


def run(folder: Path, kills: int, documents: int, chance: random.Random) -> Counter[str]:
    """Kill ``kills`` times in as many runs as that takes."""
    texts = folder / "texts"
    texts.mkdir()
    for number in range(documents):
        (texts / f"{number:05}.txt").write_text(text_of(number, chance), "utf-8")
    add(folder / "whole.db", texts)
    wanted = state(folder / "whole.db")
    counts: Counter[str] = Counter()
    path = folder / "killed.db"
    while counts["kills"] < kills:
        child = subprocess.Popen(
            [sys.executable, __file__, "--child", str(path), str(texts)], stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.random() ** 2 * 2.0)
        if child.poll() is None:
            os.kill(child.pid, signal.SIGKILL)
            counts["kills"] += 1
        ended = child.wait() == 0
        child.stdout.close()
        log = path.with_name("killed.db-wal")
        counts["killed while writing"] += not ended and log.exists() and log.stat().st_size > 0
        if path.exists():
            look_through(path, documents, counts)
        if ended:
            counts["runs to the end"] += 1
            found = state(path)
            counts["documents lost"] += len(wanted[0] - found[0])
            counts["doubled"] += found[2] - len(found[0])
            counts["other"] += found != wanted
            for file in folder.glob("killed.db*"):
                file.unlink()
        if counts["kills"] % 20 == 0 and not ended:
            print(dict(counts), flush=True)
    return counts


def text_of(number: int, chance: random.Random) -> str:
    """A made-up report of six quotations, some of them versions of those in other reports."""
    lines = [f"Report {number} from the harbour."]
    for _ in range(IN_FILE):
        words = random.Random(chance.randrange(1_500)).choices(SYLLABLES, k=60)
        said = ["".join(words[at : at + 3]) for at in range(0, 60, 3)]
        said = said[chance.choice((0, 0, 5)) : chance.choice((20, 20, 14))]
        name = chance.choice(("Ines Okafor", "Tomas Brandt", "Adela Lind"))
        lines.append(f"“{' '.join(said)},” said {name} on the day.")
    return "\n\n".join(lines)


def add(path: Path, texts: Path) -> None:
    """Add every file; the child says when it begins."""
    ingest._STATEMENTS = SMALL  # type: ignore[misc]
    with Ledger.open(path, create=True) as ledger, Adder(ledger, "kill") as adder:
        print("begun", flush=True)
        Adding(adder, extractor=FakeExtractor).run(sorted(texts.glob("*.txt")))


def look_through(path: Path, documents: int, counts: Counter[str]) -> None:
    """Count what is wrong with a ledger that may be unfinished."""
    with Ledger.open(path, create=True) as ledger:
        ask = ledger.connection.execute
        sound = ask("PRAGMA integrity_check").fetchall() == [("ok",)]
        sound = sound and not ask("PRAGMA foreign_key_check").fetchall()
        try:
            ask("INSERT INTO statement_fts(statement_fts, rank) VALUES ('integrity-check', 1)")
        except Exception:
            sound = False
        counts["damaged"] += not sound
        wholes = ask(
            "SELECT d.id, count(s.id) FROM document d LEFT JOIN statement s ON s.document_id = d.id GROUP BY d.id"
        ).fetchall()
        counts["halves"] += sum(count != IN_FILE for _, count in wholes)
        counts["doubled"] += max(0, len(wholes) - documents)
        rows = [
            ask(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("statement", "wording", "repeat")
        ]
        counts["other"] += rows[0] != rows[1] + rows[2]


def state(path: Path) -> tuple[set[bytes], str, int, Counter[int]]:
    """What a finished ledger holds: its documents, its statements, and how large its quotations are."""
    with Ledger.open(path, readonly=True) as ledger:
        digests = [row[0] for row in ledger.connection.execute("SELECT digest FROM document")]
        said = ledger.connection.execute(
            "SELECT uid, content FROM statement ORDER BY uid, content"
        ).fetchall()
        sizes = Counter(row[0] for row in ledger.connection.execute("SELECT size FROM quotation"))
    return set(digests), hashlib.sha256(repr(said).encode()).hexdigest(), len(digests), sizes


if __name__ == "__main__":
    main()
