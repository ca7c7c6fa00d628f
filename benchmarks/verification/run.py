"""How checkers fare on typed edits: which share of each type they accept.

    python benchmarks/verification/run.py --speeches DIR [--count 200] [--seed 1] [--peers all|none|NAME,...]
        [--peer-count N] [--markdown FILE] [--json FILE] [--only TYPE] [--show TYPE]

A quotation is *accepted* by onrecord when the verdict is VERBATIM or VERBATIM_EDITED and nobody else is shown to have
said it; by a peer when its rule in ``peers`` says so. onrecord searches the whole pool of speeches (or the changed
source) and is told the speaker; a peer is given the passage that the sentence came from, with ``AROUND`` code points
on each side, which is the easier task. Every checker judges the same cases in one run; with ``--peer-count`` the
peers judge the first of each type only.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generate import HARMFUL, Case, cases
from material import Material, read_material
from peers import PEERS, Peer

from onrecord.alignment import Index, Source
from onrecord.checking import QuoteVerdict, verify

ACCEPTED = ("VERBATIM", "VERBATIM_EDITED")
AROUND = 400
"""Code points of the source that a peer is given before and after the sentence."""
OURS = "onrecord"


@dataclass(slots=True)
class Tally:
    """What one checker decided: accepted cases of each type of those judged, and the time it took."""

    accepted: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)

    @property
    def median_ms(self) -> float:
        """Median milliseconds of processor time for a quotation."""
        return 1000 * sorted(self.times)[len(self.times) // 2] if self.times else 0.0


def passage_of(case: Case, material: Material) -> str:
    """The stretch of the source around the sentence (and the one joined to it); where the source was taken away,
    a stretch of another."""
    text = "\n\n".join(source.text for source in case.own[:1]) if case.own else ""
    if not text and case.source is not None:
        text = material.sources[case.source].text
    places = [text.find(part) for part in (case.original, case.also) if part]
    if not places or min(places) < 0:
        start = random.Random(case.quote).randrange(max(1, len(text) - 4 * AROUND))
        return text[start : start + 4 * AROUND]
    ends = [place + len(part) for place, part in zip(places, (case.original, case.also), strict=False)]
    return text[max(0, min(places) - AROUND) : max(ends) + AROUND]


def _checkers(wanted: str) -> tuple[dict[str, Callable[[str, str], bool]], list[Peer]]:
    """The peers that can run here, and those wanted that cannot."""
    ready: dict[str, Callable[[str, str], bool]] = {}
    missing: list[Peer] = []
    for peer in PEERS:
        if wanted not in ("all", peer.name) and peer.name not in wanted.split(","):
            continue
        try:
            ready[peer.name] = peer.load()
        except ImportError:
            missing.append(peer)
    return ready, missing


def main() -> int:
    """Run every type and print the table."""
    options = _options()
    material = read_material(options.speeches, options.pool, options.seed)
    index = Index(material.sources)
    print(f"{len(material.sources)} speeches, {len(index):,} words, {len(material.sentences):,} sentences")
    ready, missing = _checkers(options.peers)
    tallies = {name: Tally() for name in (OURS, *ready)}
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    judged: Counter[str] = Counter()
    indexes: dict[tuple[Source, ...], Index] = {}
    for case in cases(material, options.count, options.seed):
        if options.only and options.only not in case.type:
            continue
        pool = index
        if case.own:
            shared = len(case.own[0].turns) > 3
            pool = indexes.setdefault(case.own, Index(case.own)) if shared else Index(case.own)
        started = time.process_time()
        verdict = verify(case.quote, pool, case.speaker)
        tallies[OURS].times.append(time.process_time() - started)
        verdicts[case.type][verdict.verdict] += 1
        tallies[OURS].judged[case.type] += 1
        tallies[OURS].accepted[case.type] += verdict.verdict in ACCEPTED
        asked = ready if not options.peer_count or judged[case.type] < options.peer_count else {}
        judged[case.type] += 1
        passage = passage_of(case, material) if asked else ""
        for name, accepts in asked.items():
            tallies[name].judged[case.type] += 1
            started = time.process_time()
            tallies[name].accepted[case.type] += accepts(case.quote, passage)
            tallies[name].times.append(time.process_time() - started)
        wrong = (verdict.verdict in ACCEPTED) == case.harmful
        if case.type == "wrong speaker":
            wrong = verdict.verdict != "MISATTRIBUTED"
        if wrong and options.show and options.show in case.type:
            _show(case, verdict)
    _print(verdicts)
    table = _markdown(verdicts, tallies, missing)
    print("\n" + table)
    if options.markdown:
        options.markdown.write_text(table, encoding="utf-8")
    if options.json:
        figures = {
            "python": platform.python_version(),
            "verdicts": {name: dict(counts) for name, counts in verdicts.items()},
            "judged": {name: dict(tally.judged) for name, tally in tallies.items()},
            "accepted": {name: dict(tally.accepted) for name, tally in tallies.items()},
            "median_ms": {name: round(tally.median_ms, 2) for name, tally in tallies.items()},
        }
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--speeches", type=Path, required=True, help="folder of speeches, first line 'President: NAME'"
    )
    parser.add_argument("--count", type=int, default=200, help="cases of each type")
    parser.add_argument("--pool", type=int, default=150, help="speeches in the pool")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", default="none", help="all, none, or names with commas between")
    parser.add_argument(
        "--peer-count", type=int, help="peers judge only the first so many cases of each type"
    )
    parser.add_argument("--only", help="only types whose name contains this")
    parser.add_argument("--show", help="print the wrong ones of types whose name contains this")
    parser.add_argument("--markdown", type=Path, help="write the table here")
    parser.add_argument("--json", type=Path, help="write the figures here")
    return parser.parse_args()


def _show(case: Case, verdict: QuoteVerdict) -> None:
    """Print a case that went wrong."""
    print(
        f"[{case.type}] {verdict.verdict} {verdict.severity} {verdict.reason} {verdict.attribution.verdict}"
    )
    print(f"   printed:  {case.quote}")
    print(f"   said:     {case.original}")
    print(f"   edits:    {[(edit.kind, edit.printed, edit.said) for edit in verdict.edits]}")
    print(f"   evidence: {[evidence.text for evidence in verdict.evidence[:2]]}")


def _print(verdicts: Mapping[str, Counter[str]]) -> None:
    """Print onrecord's verdicts by type."""
    for harmful in (True, False):
        print("\nharmful, accepted" if harmful else "\nlegitimate, accepted")
        for name, counts in verdicts.items():
            if (name in HARMFUL) == harmful:
                accepted, total = sum(counts[one] for one in ACCEPTED), counts.total()
                spread = ", ".join(f"{one} {count}" for one, count in counts.most_common())
                print(f"  {name:28} {accepted:4} of {total:4} {100 * accepted / total:6.1f} %   {spread}")


def _markdown(
    verdicts: Mapping[str, Counter[str]], tallies: Mapping[str, Tally], missing: Sequence[Peer]
) -> str:
    """The table: a summary, then the accept rate of each type; peers that are not installed say so."""
    names = [*tallies, *(peer.name for peer in missing)]
    lines = ["| | cases | " + " | ".join(names) + " |", "|---|--:|" + "--:|" * len(names)]

    def row(label: str, types: Sequence[str], refused: bool = False) -> None:
        total = sum(verdicts[one].total() for one in types)
        if not total:
            return
        cells = []
        for tally in tallies.values():
            count = sum(tally.judged[one] for one in types)
            accepted = sum(tally.accepted[one] for one in types)
            cells.append(f"{100 * (count - accepted if refused else accepted) / count:.1f} %")
        cells += ["not installed"] * len(missing)
        lines.append(f"| {label} | {total:,} | " + " | ".join(cells) + " |")

    harmful = [name for name in verdicts if name in HARMFUL and name != "wrong speaker"]
    honest = [name for name in verdicts if name not in HARMFUL]
    row("**harmful edits accepted** (lower is better)", harmful)
    row("**honest quotations refused** (lower is better)", honest, refused=True)
    row("of these: fragments, word for word", [name for name in honest if name == "fragment"], refused=True)
    row(
        "**wrong speaker seen** (higher is better)",
        ["wrong speaker"] if "wrong speaker" in verdicts else [],
        True,
    )
    medians = [tally.median_ms for tally in tallies.values()]
    times = [f"{one:.1f}" if one >= 0.05 else "<0.1" for one in medians] + ["-"] * len(missing)
    lines.append("| median ms for a quotation | | " + " | ".join(times) + " |")
    for label, types in (("*harmful, accepted:*", harmful), ("*honest, accepted:*", honest)):
        lines.append(f"| {label} | | " + " | ".join([""] * len(names)) + " |")
        for name in types:
            row(name, [name])
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
