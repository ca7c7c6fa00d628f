"""A baseline of regular expressions: quotation marks, the nearest reporting verb, the nearest name.

    python benchmarks/marks_baseline.py PATH... > predictions.jsonl

Within each paragraph it takes every quotation in double marks, gives it to the nearest reporting verb
outside the marks, and that verb to the nearest capitalised name or pronoun outside them. Quotations of
one verb are one statement. It knows no indirect speech and no paragraph but its own.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence

from onrecord.evaluation import Prediction
from onrecord.records import Span
from predictions import write_predictions

PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
QUOTATION = re.compile(r"“[^“”]+”|\"[^\"]+\"|``(?:(?!'').)+''", re.DOTALL)
VERB = re.compile(
    r"\b(?:according to|(?:said|says?|told|tells|added|asked|replied|wrote|tweeted|argued|claimed|noted|stated"
    r"|announced|declared|insisted|explained|suggested|admitted|warned|called|responded|continued))\b"
)
NAME = re.compile(
    r"\b(?!(?:The|A|An|In|On|At|But|And|If|It|This|That|These|Those|As|When|While|After|Before|For|With|Mr|Yet)\b)"
    r"[A-Z][\w’'.-]*\w(?: (?:de |van |von |al-)?[A-Z][\w’'.-]*\w)*|\b(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e)\b"
)


class MarksBaseline:
    """Finds direct quotations only."""

    def extract(self, text: str, /) -> list[Prediction]:
        """Quotations with a reporting verb in their paragraph, and alone in it without one."""
        return [
            prediction
            for paragraph in PARAGRAPH.finditer(text)
            for prediction in _in_paragraph(text, paragraph.start(), paragraph.end())
        ]


def _in_paragraph(text: str, start: int, end: int) -> Iterable[Prediction]:
    quotations = [match.span() for match in QUOTATION.finditer(text, start, end)]
    if not quotations:
        return
    verbs = _outside(VERB, text, start, end, quotations)
    names = _outside(NAME, text, start, end, quotations)
    of_verb: dict[Span | None, list[Span]] = {}
    for quotation in quotations:
        of_verb.setdefault(_nearest(quotation, verbs), []).append(quotation)
    for verb, content in of_verb.items():
        source = _nearest(verb, names) if verb else None
        yield Prediction(
            source=(source,) if source else (),
            cue=(verb,) if verb else (),
            content=tuple(content),
            content_text=" ".join(text[a:b] for a, b in content),
        )


def _outside(
    pattern: re.Pattern[str], text: str, start: int, end: int, quotations: Sequence[Span]
) -> list[Span]:
    found = (match.span() for match in pattern.finditer(text, start, end))
    return [(a, b) for a, b in found if not any(a < close and opening < b for opening, close in quotations)]


def _nearest(span: Span, candidates: Sequence[Span]) -> Span | None:
    def distance(other: Span) -> int:
        return max(other[0] - span[1], span[0] - other[1])

    return min(candidates, key=distance, default=None)


def main() -> None:
    """Write what the baseline finds in the texts of some paths."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", help="text files and folders")
    write_predictions(MarksBaseline(), parser.parse_args().paths)


if __name__ == "__main__":
    main()
