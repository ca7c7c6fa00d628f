"""What an index of a library costs: seconds to build, memory, and milliseconds to check one quotation against it.

    python benchmarks/verification/index.py --transcripts DIR [--queries 200] [--seed 1] [--json FILE]

One process, one thread. Memory is the resident set of the process (Linux, ``/proc/self/status``): before the
transcripts are read, with them, at the highest while the index was built, and with the index. Quotations of 20 words
(and of 7) are taken from the transcripts at random: as they stand, with words changed, and not there at all: each
word drawn from another place, so that every word stands somewhere. At last every fiftieth transcript is left out of a
second index, and quotations are taken from those: what was said elsewhere, stock phrases and repeated speeches
included. Times are processor time of the whole of :func:`onrecord.checking.verify`.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from edits import CONTENT
from transcripts import read_sources

from onrecord.alignment import Index, Source
from onrecord.checking import verify

LEFT_OUT = 50
"""One transcript in so many is left out of the second index."""
Quote = Callable[[Sequence[Source], random.Random], str]


def _memory(field: str) -> float:
    """A field of the process's memory in megabytes (millions of bytes): VmRSS now, VmHWM at the highest."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) * 1024 / 1e6
    raise SystemExit(f"no {field} here: memory is only measured on Linux")


def _forget_peak() -> None:
    """Start the highest mark anew."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _words(sources: Sequence[Source], rng: random.Random, size: int) -> list[str]:
    """So many words in a row from one turn, sources drawn by their length."""
    while True:
        source = rng.choices(sources, weights=[len(one.text) for one in sources])[0]
        turn = rng.choices(source.turns, weights=[one.end - one.start for one in source.turns])[0]
        words = source.text[turn.start : turn.end].split()
        if len(words) >= size:
            at = rng.randrange(len(words) - size + 1)
            return words[at : at + size]


def _verbatim(size: int) -> Quote:
    return lambda sources, rng: " ".join(_words(sources, rng, size))


def _changed(size: int, changes: int) -> Quote:
    def quote(sources: Sequence[Source], rng: random.Random) -> str:
        words = _words(sources, rng, size)
        for at in rng.sample(range(1, size - 1), changes):
            words[at] = rng.choice(CONTENT)
        return " ".join(words)

    return quote


def _absent(size: int) -> Quote:
    """Words that stand somewhere each, in a row that nobody said."""
    return lambda sources, rng: " ".join(_words(sources, rng, 30)[at % 30] for at in range(size))


QUOTES: dict[str, Quote] = {
    "20 words, verbatim": _verbatim(20),
    "20 words, two changed": _changed(20, 2),
    "20 words, not there": _absent(20),
    "7 words, verbatim": _verbatim(7),
    "7 words, one changed": _changed(7, 1),
    "7 words, not there": _absent(7),
}


def main() -> int:
    """Build once, ask often, print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--transcripts", type=Path, required=True, help="folder of transcripts")
    parser.add_argument("--queries", type=int, default=200, help="quotations of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    empty = _memory("VmRSS")
    sources = list(read_sources(options.transcripts))
    gc.collect()
    texts = _memory("VmRSS")
    _forget_peak()
    wall, processor = time.perf_counter(), time.process_time()
    index = Index(sources)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    peak = _memory("VmHWM")
    gc.collect()
    built = _memory("VmRSS")
    figures: dict[str, object] = {
        "sources": len(sources),
        "words": len(index),
        "build_seconds": round(wall, 1),
        "build_processor_seconds": round(processor, 1),
        "mb_program": round(empty),
        "mb_with_texts": round(texts),
        "mb_peak_of_build": round(peak),
        "mb_peak_beside_texts": round(peak - texts),
        "mb_with_index": round(built),
        "mb_index": round(built - texts),
    }
    for name, value in figures.items():
        print(f"{name:28} {value:,}")
    for kind, quote in QUOTES.items():
        rng = random.Random(f"{options.seed} {kind}")
        figures[kind] = _ask(index, [quote(sources, rng) for _ in range(options.queries)], kind)
    held = [source for source in sources[LEFT_OUT // 2 :: LEFT_OUT] if len(source.text) > 2000]
    del index
    index = Index([source for at, source in enumerate(sources) if at % LEFT_OUT != LEFT_OUT // 2])
    for kind in ("20 words, verbatim", "7 words, verbatim"):
        rng = random.Random(f"{options.seed} {kind}")
        quotes = [QUOTES[kind](held, rng) for _ in range(options.queries)]
        label = kind.replace("verbatim", "of one left out")
        figures[label] = _ask(index, quotes, label)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


def _ask(index: Index, quotes: Sequence[str], kind: str) -> dict[str, object]:
    """Check each of the quotations and print how long it took."""
    times: list[float] = []
    verdicts: Counter[str] = Counter()
    for quote in quotes:
        started = time.process_time()
        verdict = verify(quote, index)
        times.append(1000 * (time.process_time() - started))
        verdicts[verdict.verdict] += 1
    times.sort()
    middle, late = times[len(times) // 2], times[int(0.95 * len(times))]
    spread = ", ".join(f"{one} {count}" for one, count in verdicts.most_common())
    print(f"{kind:28} median {middle:6.1f} ms   p95 {late:6.1f} ms   worst {times[-1]:6.1f} ms   {spread}")
    return {"median_ms": round(middle, 2), "p95_ms": round(late, 2), "verdicts": dict(verdicts)}


if __name__ == "__main__":
    sys.exit(main())
