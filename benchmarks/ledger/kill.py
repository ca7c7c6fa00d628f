"""What kill -9 does to a ledger: an ingest is killed at random moments, looked through each time, and then resumed.

    python benchmarks/ledger/kill.py [--kills N] [--documents N] [--seed S] [--folder FOLDER]

A process adds generated documents (invented words, five statements each, a stand-in for the model) and is killed with
SIGKILL after a random time; the ledger is then checked: SQLite's integrity check, the full-text index against its rows,
foreign keys, each document's text against its digest, its statements against what the stand-in finds in it, no document
twice, none gone that was there before. Whenever an ingest comes to its end, all documents must be there exactly once,
and the next one begins with an empty ledger. Prints one line a finished ingest, and the totals.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from fakes import FakeExtractor, launch
from onrecord.documents.document import text_id
from onrecord.ledger import Ledger
from onrecord.ledger.rows import document_of

VOCABULARY = [
    a + b for a in "ba do ke li mu na or pe ri su".split() for b in "dan mir ton gal fen wo zel".split()
]


def main() -> None:
    """Kill, look, resume, and count what was lost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=6_000)
    parser.add_argument(
        "--longest", type=float, default=3.0, help="seconds after which a process is killed at the latest"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work [default: a temporary folder]")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        file = Path(folder, "documents.jsonl")
        texts = [made(number) for number in range(arguments.documents)]
        file.write_text(
            "".join(
                json.dumps({"text": t, "url": f"https://a.example/{n}"}) + "\n" for n, t in enumerate(texts)
            ),
            "utf-8",
        )
        expected = {text_id(text) for text in texts}
        totals: Counter[str] = Counter()
        run = 0
        while totals["kills"] < arguments.kills:
            run += 1
            one(Path(folder, f"{run}.db"), file, expected, arguments, chance, totals)
            print(f"ingest {run}: " + ", ".join(f"{n} {what}" for what, n in totals.items()), flush=True)
    print(
        f"{totals['kills']} kills ({totals['with a transaction open']} left a log to recover from), "
        f"{totals['ingests']} ingests: {totals['damaged']} damaged, {totals['lost']} documents lost, "
        f"{totals['doubled']} doubled, {totals['half']} half"
    )


def one(
    place: Path,
    file: Path,
    expected: set[str],
    arguments: argparse.Namespace,
    chance: random.Random,
    totals: Counter[str],
) -> None:
    """One ingest with as many kills as it takes to finish."""
    there: set[str] = set()
    while True:
        process = launch("add", file, "--ledger", place, "--quiet", stderr=subprocess.PIPE)
        try:
            _, error = process.communicate(timeout=0.1 + chance.random() * arguments.longest)
            killed = False
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            _, error = process.communicate()
            killed = True
        if killed:
            totals["kills"] += 1
            log = place.with_name(place.name + "-wal")
            totals["with a transaction open"] += log.exists() and log.stat().st_size > 0
        elif process.returncode:
            sys.exit(f"the ingest failed: {error.decode()}")
        if not place.exists() or not place.stat().st_size:
            continue
        found = looked_through(place, totals)
        totals["lost"] += len(there - found)
        there = found
        if not killed:
            totals["lost"] += len(expected - found)
            totals["ingests"] += 1
            return
        time.sleep(0.01)


def looked_through(place: Path, totals: Counter[str]) -> set[str]:
    """The ids of the documents there; counts what is wrong with them."""
    with Ledger.open(place, create=True) as ledger:
        execute = ledger.connection.execute
        try:
            if (
                execute("PRAGMA integrity_check").fetchone() != ("ok",)
                or execute("PRAGMA foreign_key_check").fetchall()
            ):
                totals["damaged"] += 1
            execute("INSERT INTO statement_fts(statement_fts, rank) VALUES ('integrity-check', 1)")
        except Exception as error:
            print(f"damaged: {error}")
            totals["damaged"] += 1
        ids: Counter[str] = Counter()
        for (number,) in execute("SELECT id FROM document").fetchall():
            document = document_of(ledger.connection, number)
            rows = execute(
                "SELECT content FROM statement WHERE document_id = ? ORDER BY id", (number,)
            ).fetchall()
            whole = [one.content.text for one in FakeExtractor().extract(document)]
            placed = execute("SELECT count(*) FROM place WHERE document_id = ?", (number,)).fetchone() == (1,)
            known = execute(
                "SELECT count(*) FROM statement s WHERE document_id = ? AND NOT EXISTS (SELECT 1 FROM wording w "
                "WHERE w.id = s.id) AND NOT EXISTS (SELECT 1 FROM repeat r WHERE r.statement_id = s.id)",
                (number,),
            ).fetchone() == (0,)
            if (
                text_id(document.text) != document.id
                or [row[0] for row in rows] != whole
                or not placed
                or not known
            ):
                totals["half"] += 1
            ids[document.id] += 1
        totals["doubled"] += sum(count - 1 for count in ids.values())
    return set(ids)


def made(number: int) -> str:
    """A text of five statements that is like no other."""
    chance = random.Random(number)
    said = (" ".join(chance.choices(VOCABULARY, k=9)) for _ in range(5))
    return f"Report {number}. " + " ".join(f"“We {words} now,” said Ines Okafor." for words in said)


if __name__ == "__main__":
    main()
