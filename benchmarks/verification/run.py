"""How a checker fares on typed edits: accept rates, verdicts, and two similarity scores beside it.

    python benchmarks/verification/run.py --speeches DIR [--count 200] [--seed 1] [--show TYPE] [--json FILE]

A quotation is *accepted* when the verdict is VERBATIM or VERBATIM_EDITED and nobody else is shown to have said it.
The similarity baselines accept from 90 on rapidfuzz's partial ratio and from 0.9 of the quotation's characters
in difflib's matching blocks, both against the source that the sentence came from.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from generate import HARMFUL, Case, cases
from material import read_material
from rapidfuzz import fuzz

from onrecord.alignment import Index, Source
from onrecord.checking import QuoteVerdict, verify

ACCEPTED = ("VERBATIM", "VERBATIM_EDITED")


def _difflib(quote: str, text: str) -> bool:
    matcher = difflib.SequenceMatcher(None, quote, text, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) >= 0.9 * len(quote)


def _baselines(case: Case) -> tuple[bool, bool]:
    """Whether similarity accepts the quotation, given the very sentence it was made from."""
    said = " ".join(source.text for source in case.own) if case.own else case.original
    return fuzz.partial_ratio(case.quote, said) >= 90, _difflib(case.quote, said[:4000])


def main() -> int:
    """Run every type and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--speeches", type=Path, required=True, help="folder of speeches, first line 'President: NAME'"
    )
    parser.add_argument("--count", type=int, default=200, help="cases of each type")
    parser.add_argument("--pool", type=int, default=150, help="speeches in the pool")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="only types whose name contains this")
    parser.add_argument("--show", help="print the wrong ones of types whose name contains this")
    parser.add_argument("--baselines", action="store_true", help="also run the similarity baselines (slow)")
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    material = read_material(options.speeches, options.pool, options.seed)
    index = Index(material.sources)
    print(f"{len(material.sources)} speeches, {len(index):,} words, {len(material.sentences):,} sentences")
    indexes: dict[tuple[Source, ...], Index] = {}
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    similar: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    times: list[float] = []
    for case in cases(material, options.count, options.seed):
        if options.only and options.only not in case.type:
            continue
        pool = index
        if case.own:
            pool = (
                indexes.setdefault(case.own, Index(case.own))
                if len(case.own[0].turns) > 3
                else Index(case.own)
            )
        started = time.process_time()
        verdict = verify(case.quote, pool, case.speaker)
        times.append(time.process_time() - started)
        verdicts[case.type][verdict.verdict] += 1
        if options.baselines:
            for at, accepted in enumerate(_baselines(case)):
                similar[case.type][at] += accepted
        wrong = (verdict.verdict in ACCEPTED) == case.harmful
        if case.type == "wrong speaker":
            wrong = verdict.verdict != "MISATTRIBUTED"
        if wrong and options.show and options.show in case.type:
            _show(case, verdict)
    _table(verdicts, similar if options.baselines else None)
    times.sort()
    if times:
        middle, late = times[len(times) // 2], times[int(0.95 * len(times))]
        print(f"median {1000 * middle:.1f} ms, p95 {1000 * late:.1f} ms of processor time")
    if options.json:
        figures = {name: dict(counts) for name, counts in verdicts.items()}
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


def _show(case: Case, verdict: QuoteVerdict) -> None:
    """Print a case that went wrong."""
    print(
        f"[{case.type}] {verdict.verdict} {verdict.severity} {verdict.reason} {verdict.attribution.verdict}"
    )
    print(f"   printed:  {case.quote}")
    print(f"   said:     {case.original}")
    print(f"   edits:    {[(edit.kind, edit.printed, edit.said) for edit in verdict.edits]}")
    print(f"   evidence: {[evidence.text for evidence in verdict.evidence[:2]]}")


def _table(verdicts: dict[str, Counter[str]], similar: dict[str, list[int]] | None) -> None:
    """Print accept rates by type, those of the similarity baselines beside them."""
    for harmful in (True, False):
        print("\nharmful, accepted" if harmful else "\nlegitimate, accepted")
        for name, counts in verdicts.items():
            if (name in HARMFUL) != harmful:
                continue
            total = counts.total()
            accepted = sum(counts[one] for one in ACCEPTED)
            beside = ""
            if similar is not None:
                beside = "".join(f"{100 * one / total:7.1f} %" for one in similar[name])
            spread = ", ".join(f"{one} {count}" for one, count in counts.most_common())
            print(f"  {name:28} {accepted:4} of {total:4} {100 * accepted / total:6.1f} %{beside}   {spread}")


if __name__ == "__main__":
    sys.exit(main())
