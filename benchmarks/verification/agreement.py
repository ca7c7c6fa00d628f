"""How far verdicts agree with people's: quotations that newspapers printed against transcripts of what was said.

    python benchmarks/verification/agreement.py FILE.jsonl... --articles DIR --transcripts DIR [--show] [--pool]

A line is ``{"article", "start", "end", "speaker", "transcript", "verdict", "sure", "sub", ...}``: code points of the
quotation in ``DIR/**/ARTICLE.txt`` and the transcript that it was read beside (null: none of them holds it). Each
quotation is checked against its transcript alone, those without one (and all with ``--pool``) against every
transcript. Shares have 95 % Wilson intervals.

PARTIAL_EVIDENCE is the readers' word for a pair that is not one utterance: a common phrase in another mouth, another
occasion, a title, somebody else's report in other words. It is no verdict that a checker of words can give, for it
rests on what the article says of the occasion. Three figures are printed, so that nothing hides in the choice: without
these pairs; with them, where agreement means that the words are neither confirmed as this speaker's nor called
somebody else's (NOT_FOUND, UNCHECKABLE, UNCONFIRMED or SECOND_HAND); and with them counted as wrong throughout.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transcripts import read_sources

from onrecord.alignment import Index, Source
from onrecord.checking import QuoteVerdict, verify

PARTIAL = "PARTIAL_EVIDENCE"
NOBODY = ("none", "author", "")


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation with people's verdict and ours."""

    row: dict[str, Any]
    quote: str
    ours: QuoteVerdict

    @property
    def partial(self) -> bool:
        """Whether the readers saw no utterance that both sides share."""
        return bool(self.row["verdict"] == PARTIAL)

    @property
    def agrees(self) -> bool:
        """Whether the verdicts are the same."""
        said = str(self.row["verdict"])
        if said == "MISATTRIBUTED" and self.row.get("sub") == "second-hand":
            return self.ours.attribution.verdict == "SECOND_HAND" or self.ours.verdict == "MISATTRIBUTED"
        return self.ours.verdict == said

    @property
    def withheld(self) -> bool:
        """Whether the words are neither confirmed as the speaker's nor called somebody else's."""
        return self.ours.verdict in ("NOT_FOUND", "UNCHECKABLE") or (
            self.ours.attribution.verdict in ("UNCONFIRMED", "SECOND_HAND")
        )


def main() -> int:
    """Check every line and print agreement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--articles", type=Path, required=True, help="folder of the newspapers' articles")
    parser.add_argument("--transcripts", type=Path, required=True, help="folder of transcripts")
    parser.add_argument("--pool", action="store_true", help="check against every transcript")
    parser.add_argument("--show", action="store_true", help="print the sure ones that disagree")
    options = parser.parse_args()
    articles = {path.stem: path for path in sorted(options.articles.rglob("*.txt"))}
    sources = {source.id: source for source in read_sources(options.transcripts)}
    pool: Index | None = None
    for file in options.files:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        if pool is None and (options.pool or any(row["transcript"] is None for row in rows)):
            pool = Index(sources.values())
        pairs = [
            _pair(row, articles, sources, pool if options.pool or not row["transcript"] else None)
            for row in rows
        ]
        _report(file.name, pairs)
        for pair in pairs if options.show else ():
            right = pair.withheld if pair.partial else pair.agrees
            if pair.row["sure"] and not right:
                _show(pair)
    return 0


def _pair(
    row: dict[str, Any], articles: dict[str, Path], sources: dict[str, Source], pool: Index | None
) -> Pair:
    with articles[row["article"]].open(encoding="utf-8", newline="") as lines:
        text = lines.read()
    quote = text[row["start"] : row["end"]].strip().strip('"\u201c\u201d').strip()
    speaker = None if row["speaker"] in NOBODY else row["speaker"]
    return Pair(
        row, quote, verify(quote, pool if pool is not None else [sources[row["transcript"]]], speaker)
    )


def wilson(right: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of a share (Wilson 1927); ``total`` is not 0."""
    share, spread = right / total, z * z / total
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def _share(right: int, total: int) -> str:
    if not total:
        return "none"
    low, high = wilson(right, total)
    return f"{right} of {total}, {100 * right / total:.1f} % [{100 * low:.1f}, {100 * high:.1f}]"


def _report(name: str, pairs: Sequence[Pair]) -> None:
    """Print the three figures and what disagrees."""
    for label, chosen in (("sure", [one for one in pairs if one.row["sure"]]), ("all", pairs)):
        plain = [one for one in chosen if not one.partial]
        right = sum(one.agrees for one in plain)
        withheld = sum(one.partial and one.withheld for one in chosen)
        print(f"{name}, {label}: same verdict {_share(right, len(plain))}")
        if len(plain) < len(chosen):
            print(f"   {PARTIAL} withheld          {_share(withheld, len(chosen) - len(plain))}")
            print(f"   both together               {_share(right + withheld, len(chosen))}")
            print(f"   {PARTIAL} counted as wrong  {_share(right, len(chosen))}")
    confused = Counter(
        (one.row["verdict"], one.ours.verdict) for one in pairs if one.row["sure"] and not one.agrees
    )
    for (said, ours), count in confused.most_common():
        print(f"   people {said}, here {ours}: {count}")


def _show(pair: Pair) -> None:
    ours = pair.ours
    print(
        f"\n[{pair.row['row']}] people {pair.row['verdict']} {pair.row.get('sub') or ''}: {pair.row.get('note')}"
    )
    print(f"   here:    {ours.verdict} {ours.severity} {ours.reason} {ours.attribution.verdict}")
    print(f"   printed: {pair.quote}")
    for evidence in ours.evidence[:2]:
        print(f"   said:    {evidence.speaker}: {evidence.text}")
    print(f"   edits:   {[(one.op, one.kind, one.printed, one.said) for one in ours.edits]}")


if __name__ == "__main__":
    sys.exit(main())
