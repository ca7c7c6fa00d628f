"""Words per second, memory, cold start and accuracy, beside a CRF and a regex over quotation marks.

    python benchmarks/extraction.py PATH... [--polnear DIR] [--crf MODEL] [--runs N]

PATHs are text files and folders; every run of every system reads all of them in a process of its own with
one thread. The systems take turns, so that what else the machine does falls on all alike. A Markdown table
of medians goes to standard output. See README.md beside this file for what each column is.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from onrecord.evaluation import Report, evaluate_polnear, read_predictions
from onrecord.evaluation.assessment import StatementExtractor
from onrecord.evaluation.words import ArticleWords
from predictions import read_texts

ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1"
) | {"TOKENIZERS_PARALLELISM": "false"}
SMALL_FILE = (
    "“The ferry will sail again before the autumn,” Ines Okafor said on Monday.\n\n"
    "Tom Brandt, who runs the harbour, said that the engine had been repaired twice.\n"
)
ACCURACY = {
    "relation": "relation",
    "content words": "tokens.content",
    "direct": "kinds.direct.full",
    "mixed, say": "kinds.mixed_say.full",
    "indirect, say": "kinds.indirect_say.full",
}
"""Columns of the table and the measures (F1) that they show."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one process took: seconds by the clock and of processor time, peak resident bytes."""

    wall: float
    cpu: float
    peak: int


@dataclass(frozen=True, slots=True)
class Run:
    """One system on all texts: the work alone, and the whole process."""

    work: Usage
    process: Usage


@dataclass(frozen=True, slots=True)
class System:
    """Something measured: its name in the table, how to run it once, how to score it on a gold folder."""

    name: str
    run: Callable[[Sequence[str]], Run]
    score: Callable[[str], Report]


def main() -> None:
    """Measure, then print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="the texts to read")
    parser.add_argument(
        "--polnear", metavar="DIR", help="PolNeAR-style gold, for the accuracy of each system"
    )
    parser.add_argument("--crf", metavar="MODEL", help="a model of crf_baseline.py; without it no CRF row")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs of each system [default: 5]")
    parser.add_argument("--inside", choices=["onrecord", "crf", "marks"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        measure_inside(arguments.inside, arguments.crf, arguments.paths)
        return
    if arguments.runs < 1:
        parser.error("--runs must be at least 1")
    documents = list(read_texts(arguments.paths))
    words = sum(len(ArticleWords.of(document.text).spans) for _, document in documents)
    if not words:
        parser.error("these paths hold no words to read")
    systems = all_systems(arguments.crf)
    runs: dict[str, list[Run]] = {system.name: [] for system in systems}
    for _ in range(arguments.runs):
        for system in systems:
            runs[system.name].append(system.run(arguments.paths))
    reports = {system.name: system.score(arguments.polnear) for system in systems if arguments.polnear}
    print(f"Machine: {machine()}.")
    print(f"Input: {len(documents)} texts, {words:,} words. Medians of {arguments.runs} runs, one thread.\n")
    print_table(speed_rows(systems, runs, reports, words))
    print()
    print_table(cold_start_rows(arguments.runs))


def all_systems(crf_model: str | None) -> list[System]:
    """The pipeline, the extractor alone, and the baselines."""
    systems = [
        System("onrecord extract, file to JSONL", run_pipeline, score_pipeline),
        inside("onrecord, extractor alone", "onrecord", None),
    ]
    if crf_model:
        systems.append(inside("feature CRF, nearest linker", "crf", crf_model))
    systems.append(inside("regex over quotation marks", "marks", None))
    return systems


def inside(name: str, system: str, model: str | None) -> System:
    """A system that is loaded once in a process of its own and then given the texts."""

    def run(paths: Sequence[str]) -> Run:
        options = ["--inside", system, *(("--crf", model) if model else ())]
        output, process = run_process([sys.executable, __file__, *options, "--", *paths])
        return Run(Usage(**json.loads(output)), process)

    return System(name, run, lambda gold: evaluate_polnear(gold, load(system, model), resamples=0))


def load(system: str, model: str | None) -> StatementExtractor:
    """The extractor of a system; imports only what that system needs, since its memory is measured."""
    if system == "crf":
        from crf_baseline import CrfBaseline

        return CrfBaseline(model or "")
    if system == "marks":
        from marks_baseline import MarksBaseline

        return MarksBaseline()
    from onrecord.extractor import Extractor

    return Extractor(threads=1)


def measure_inside(system: str, model: str | None, paths: Sequence[str]) -> None:
    """In the child: load, warm up on one sentence, read all texts, and print what the reading took."""
    texts = [document.text for _, document in read_texts(paths)]
    extractor = load(system, model)
    extractor.extract(SMALL_FILE)
    wall, cpu = time.perf_counter(), time.process_time()
    for text in texts:
        extractor.extract(text)
    usage = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "peak": peak_of_self()}
    print(json.dumps(usage))


def run_pipeline(paths: Sequence[str]) -> Run:
    """``onrecord extract`` on all texts, less what it takes on a text of two sentences (its start-up)."""
    with tempfile.TemporaryDirectory() as folder:
        small, out = Path(folder, "small.txt"), str(Path(folder, "out.jsonl"))
        small.write_text(SMALL_FILE, encoding="utf-8")
        _, start_up = run_process(extract_command(str(small), output=out))
        _, process = run_process(extract_command(*paths, output=out))
    work = Usage(process.wall - start_up.wall, process.cpu - start_up.cpu, process.peak)
    return Run(work, process)


def score_pipeline(gold: str) -> Report:
    """The scores of what ``onrecord extract`` writes for the texts of a gold folder."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out.jsonl")
        run_process(extract_command(str(Path(gold, "text")), output=str(out)))
        return evaluate_polnear(gold, read_predictions(out), resamples=0)


def extract_command(*paths: str, output: str | None = None) -> list[str]:
    """The command line that a person would type, run by this Python."""
    target = ["--output", output] if output else []
    return [sys.executable, "-m", "onrecord", "extract", "--all", "--format", "jsonl", "-q", *target, *paths]


def run_process(command: Sequence[str]) -> tuple[str, Usage]:
    """Run ``command`` with one thread; its output and what it took. A failure ends the benchmark."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment())
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"exit code {process.returncode} from: {' '.join(command)}")
    return output, Usage(wall, used.ru_utime + used.ru_stime, peak_bytes(used.ru_maxrss))


def environment() -> dict[str, str]:
    """This process's environment with every known thread pool held to one thread."""
    return {**os.environ, **ONE_THREAD}


def peak_of_self() -> int:
    """Peak resident bytes of this process so far."""
    return peak_bytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def peak_bytes(maxrss: int) -> int:
    """``ru_maxrss`` in bytes: Linux counts kilobytes, macOS bytes."""
    return maxrss if sys.platform == "darwin" else maxrss * 1024


def speed_rows(
    systems: Sequence[System],
    runs: Mapping[str, Sequence[Run]],
    reports: Mapping[str, Report],
    words: int,
) -> Iterator[list[str]]:
    """Header and rows of the table of systems."""
    accuracy = list(ACCURACY) if reports else []
    yield ["system", "words/s", "range", "words per CPU s", "start-up s", "peak MB", *accuracy]
    for system in systems:
        done = runs[system.name]
        speeds = [words / run.work.wall for run in done]
        yield [
            system.name,
            f"{statistics.median(speeds):,.0f}",
            f"{min(speeds):,.0f}-{max(speeds):,.0f}",
            f"{statistics.median(words / run.work.cpu for run in done):,.0f}",
            f"{statistics.median(run.process.wall - run.work.wall for run in done):.2f}",
            f"{statistics.median(run.process.peak for run in done) / 1e6:.0f}",
            *(f"{reports[system.name].figures[ACCURACY[column]].f1:.1f}" for column in accuracy),
        ]


def cold_start_rows(runs: int) -> Iterator[list[str]]:
    """Header and rows of the table of first impressions."""
    yield ["cold start", "median s", "range"]
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder, "small.txt")
        small.write_text(SMALL_FILE, encoding="utf-8")
        helped = [run_process([sys.executable, "-m", "onrecord", "--help"])[1].wall for _ in range(runs)]
        first = [first_line(extract_command(str(small))) for _ in range(runs)]
    for name, seconds in (("`onrecord --help`", helped), ("first statement of a small file", first)):
        yield [name, f"{statistics.median(seconds):.2f}", f"{min(seconds):.2f}-{max(seconds):.2f}"]


def first_line(command: Sequence[str]) -> float:
    """Seconds from the start of ``command`` until its first line is there to be read."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds = time.perf_counter() - started
        process.stdout.read()
    if not line or process.returncode:
        raise SystemExit(f"no statement (exit code {process.returncode}) from: {' '.join(command)}")
    return seconds


def machine() -> str:
    """Processor, cores, system and versions; nothing that names a machine."""
    parts = [
        f"{cpu_model()}, {os.cpu_count()} cores",
        f"{platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}",
    ]
    for package in ("onnxruntime", "numpy", "tokenizers"):
        try:
            parts.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            parts.append(f"no {package}")
    return "; ".join(parts)


def cpu_model() -> str:
    """The processor's name as Linux knows it, else as Python does."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or "unknown processor"


def print_table(rows: Iterator[list[str]]) -> None:
    """A Markdown table; the first row is the header, numbers stand to the right."""
    header, *body = rows
    print("| " + " | ".join(header) + " |")
    print("|---" + "|---:" * (len(header) - 1) + "|")
    for row in body:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
