"""How the extractor does outside political news: GUM's attributions by genre, LitBank's direct quotations.

    python benchmarks/second_domain.py GUM_DIR LITBANK_DIR [--format table|json]

GUM_DIR is a copy of GUM (https://gucorpling.org/gum) with its folders ``dep`` and ``rst``; genres are those
of the file names, and documents whose words are blanked out (reddit) are left out. LITBANK_DIR is a copy of
LitBank (https://github.com/dbamman/litbank) with ``quotations/tsv``. Texts are set anew from the tokens, without
speaker labels, and read as plain text. Words are those of ``onrecord evaluate`` (letters and digits, joined by
inner apostrophes and full stops); all shares are percentages; intervals are 95 %, by drawing documents.

GUM, where every nucleus of an ``attribution-positive`` or ``attribution-negative`` relation (primary edges) is
a content and its satellite holds source and cue together:

- *found*: some statement of ours, speech or thought, has a content whose words and those of GUM's content
  share at least half of the words in either (IoU >= .5). Where the nucleus is one part of a unit that something
  interrupts (same-unit), the whole unit less the satellite is accepted as well: GUM attaches the satellite to
  one part only. *touched*: some content of ours shares a word with it.
- *related*: the source or cue of such a statement shares a word with the satellite, too. GUM's content often is
  the first clause alone, or runs on over a paragraph: this is the figure that does not depend on its length.
- *linked*: of the found, those for which the source or cue of a statement that finds them shares a word with
  the satellite.
- The row *all but I, we, you* has the attributions whose satellite has another subject than these words, or
  none: GUM counts "I think", "I mean" and "you know" as attributions wherever a clause follows.
- *coinciding*: of our statements with a cue, those that are related to an attribution in this way. This is NOT
  precision: GUM marks attribution only between clauses, so that "she called it a mistake", a quoted noun
  phrase, or a quotation without a clause of saying is none of its relations, however right it is. Read it
  with the statements per 1,000 words.

LitBank, where every stretch of direct speech with its marks is one quotation, the parts on both sides of "he
said" being two; ours are the contents of direct and mixed statements, cut where anything but blanks stands
between two spans:

- *exact*: a piece of ours has the very same first and last character. *nearly*: exact, or IoU of words >= .9.
- *pieces*: those of our direct statements; *of ours*: the share of them that are nearly one of LitBank's
  quotations. This one is precision.
- LitBank keeps no paragraphs. One break is put back: between a quotation that ends in a full stop, question
  or exclamation mark or dash and a quotation that follows at once, where books begin a new speaker's paragraph.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from onrecord import Statement
from onrecord.evaluation.intervals import RESAMPLES, SEED
from onrecord.evaluation.words import ArticleWords
from onrecord.extractor import Extractor
from onrecord.records import Span
from other_domains import GumDocument, Novel, read_gum, read_litbank

ALL = "all"
FOUND_IOU = 0.5
NEARLY_IOU = 0.9
OTHERS = "all but I, we, you"
"""The row of attributions that are not personal; also how the names of their counts begin."""
MARKS = {"“": "curly double", '"': "straight double", "‘": "curly single", "'": "straight single"}
OTHER_MARK = "dash or none"
GUM_SHARES: Mapping[str, tuple[str, str]] = {
    "found": ("found", "attributions"),
    "touched": ("touched", "attributions"),
    "related": ("related", "attributions"),
    "linked": ("linked", "found"),
    "coinciding": ("coinciding", "with_cue"),
}
LITBANK_SHARES: Mapping[str, tuple[str, str]] = {
    "exact": ("exact", "quotations"),
    "nearly": ("nearly", "quotations"),
    "of ours": ("right", "pieces"),
}
"""Each share by the names of its two counts."""
GUM_COLUMNS = (
    "documents", "words", "attributions", "found %", "touched %", "related %", "linked %",
    "statements per 1,000 words", "speech per 1,000 words", "coinciding %",
)  # fmt: skip
LITBANK_COLUMNS = ("documents", "words", "quotations", "exact %", "nearly %", "pieces", "of ours %")


def gum_counts(document: GumDocument, statements: Sequence[Statement]) -> Counter[str]:
    """The counts of one document; those whose names begin with OTHERS leave the personal attributions out."""
    words = ArticleWords.of(document.text)
    ours = [(words.inside(s.content.spans), heads(words, s)) for s in statements]
    counts = Counter(documents=1, words=len(words.spans), statements=len(statements))
    counts["speech"] = sum(s.factuality == "speech" for s in statements)
    coinciding: set[int] = set()
    for attribution in document.attributions:
        contents = [words.inside(content) for content in attribution.contents]
        satellite = words.inside(attribution.satellite)
        near = [
            i for i, (content, _) in enumerate(ours) if max(iou(content, c) for c in contents) >= FOUND_IOU
        ]
        touching = [i for i, (content, _) in enumerate(ours) if content & frozenset().union(*contents)]
        related = [i for i in touching if ours[i][1] & satellite]
        coinciding.update(related)
        outcome = Counter(
            attributions=1,
            found=bool(near),
            touched=bool(touching),
            related=bool(related),
            linked=any(ours[i][1] & satellite for i in near),
        )
        counts.update(outcome)
        if not attribution.personal:
            counts.update({OTHERS + name: number for name, number in outcome.items()})
    with_cue = {i for i, statement in enumerate(statements) if statement.cue}
    counts["with_cue"] = len(with_cue)
    counts["coinciding"] = len(with_cue & coinciding)
    return counts


def heads(words: ArticleWords, statement: Statement) -> frozenset[int]:
    """The words of source and cue together."""
    pieces = (piece for piece in (statement.source, statement.cue) if piece)
    return words.inside(span for piece in pieces for span in piece.spans)


def iou(one: frozenset[int], other: frozenset[int]) -> float:
    """Shared words over words in either."""
    shared = len(one & other)
    return shared / len(one | other) if shared else 0.0


def litbank_counts(novel: Novel, statements: Sequence[Statement]) -> dict[str, Counter[str]]:
    """The counts of one excerpt, by the mark that opens the quotation and for all."""
    words = ArticleWords.of(novel.text)
    pieces = {
        (piece, statement.kind)
        for statement in statements
        if statement.kind != "indirect"
        for piece in contiguous(statement.content.spans, novel.text)
    }
    ours = [(piece, words.inside([piece]), kind) for piece, kind in sorted(pieces)]
    gold = [(span, words.inside([span])) for span in novel.quotations]
    by_mark: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for span, inside in gold:
        exact = any(piece == span for piece, _, _ in ours)
        nearly = exact or any(iou(inside, other) >= NEARLY_IOU for _, other, _ in ours)
        for mark in (MARKS.get(novel.text[span[0]], OTHER_MARK), ALL):
            by_mark[mark].update(quotations=1, exact=exact, nearly=nearly)
    direct = [(piece, inside) for piece, inside, kind in ours if kind == "direct"]
    right = sum(
        any(piece == span or iou(inside, other) >= NEARLY_IOU for span, other in gold)
        for piece, inside in direct
    )
    by_mark[ALL].update(documents=1, words=len(words.spans), pieces=len(direct), right=right)
    return dict(by_mark)


def contiguous(spans: Sequence[Span], text: str) -> list[Span]:
    """The stretches of a content: spans with only blanks between them are one."""
    stretches: list[Span] = []
    for start, end in spans:
        if stretches and not text[stretches[-1][1] : start].strip():
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    return stretches


def share(part: float, whole: float) -> float | None:
    """In percent, with one decimal; nothing of nothing is no share."""
    return round(100 * part / whole, 1) if whole else None


def interval(counts: Sequence[Mapping[str, int]], part: str, whole: str) -> tuple[float, float] | None:
    """The 95 % interval of a share, documents drawn with replacement (percentiles)."""
    values = np.array([(c.get(part, 0), c.get(whole, 0)) for c in counts if c.get(whole)])
    if len(values) < 2:
        return None
    even = [1 / len(values)] * len(values)
    draws = np.random.default_rng(SEED).multinomial(len(values), even, RESAMPLES) @ values
    low, high = np.percentile(100 * draws[:, 0] / draws[:, 1], (2.5, 97.5))
    return round(float(low), 1), round(float(high), 1)


def total(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    """Sums by name."""
    summed: Counter[str] = Counter()
    for count in counts:
        summed.update(count)
    return summed


def main() -> None:
    """Read both corpora, run the extractor, print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gum", type=Path, metavar="GUM_DIR")
    parser.add_argument("litbank", type=Path, metavar="LITBANK_DIR")
    parser.add_argument("--format", choices=["table", "json"], default="table")
    arguments = parser.parse_args()
    figures = measure(arguments.gum, arguments.litbank, Extractor(threads=1).extract)
    print(json.dumps(figures, indent=2) if arguments.format == "json" else tables(figures))


def measure(
    gum: Path, litbank: Path, extract: Callable[[str], Sequence[Statement]]
) -> dict[str, dict[str, dict[str, Any]]]:
    """All figures, as JSON writes them: corpus, row, then counts, shares (in percent) and their intervals."""
    by_genre: defaultdict[str, list[Mapping[str, int]]] = defaultdict(list)
    for document in read_gum(gum):
        by_genre[document.genre].append(gum_counts(document, extract(document.text)))
    genres = dict(sorted(by_genre.items()))
    genres[ALL] = [counts for documents in genres.values() for counts in documents]
    genres[OTHERS] = [
        {name.removeprefix(OTHERS): n for name, n in counts.items() if name.startswith(OTHERS)}
        for counts in genres[ALL]
    ]
    by_mark: defaultdict[str, list[Mapping[str, int]]] = defaultdict(list)
    for novel in read_litbank(litbank):
        for mark, counts in litbank_counts(novel, extract(novel.text)).items():
            by_mark[mark].append(counts)
    marks = {mark: by_mark[mark] for mark in (*MARKS.values(), OTHER_MARK, ALL) if mark in by_mark}
    return {
        "gum": {name: row(documents, GUM_SHARES) for name, documents in genres.items()},
        "litbank": {name: row(documents, LITBANK_SHARES) for name, documents in marks.items()},
    }


def row(documents: Sequence[Mapping[str, int]], shares: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """The counts of a row, its shares and their intervals; a share of nothing is null."""
    counts = total(documents)
    figures: dict[str, Any] = dict(counts)
    for name, (part, whole) in shares.items():
        figures[f"{name} %"] = share(counts[part], counts[whole])
        figures[f"{name} % interval"] = interval(documents, part, whole)
    if "statements" in counts:
        for name in ("statements", "speech"):
            figures[f"{name} per 1,000 words"] = round(1000 * counts[name] / counts["words"], 1)
    return figures


def tables(figures: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """The figures as two Markdown tables, with the intervals of the rows over all."""
    return "\n\n".join(
        table(first, columns, figures[corpus])
        for corpus, first, columns in (("gum", "GUM", GUM_COLUMNS), ("litbank", "LitBank", LITBANK_COLUMNS))
    )


def table(first: str, columns: Sequence[str], rows: Mapping[str, Mapping[str, Any]]) -> str:
    """One Markdown table, rows as given."""
    lines = [f"| {' | '.join((first, *columns))} |", f"|---|{'---:|' * len(columns)}"]
    for name, figures in rows.items():
        cells = [name]
        for column in columns:
            value, between = figures.get(column), figures.get(f"{column} interval")
            cell = "-" if value is None else f"{value:,}"
            if between and name.startswith(ALL):
                cell += f" ({between[0]}–{between[1]})"
            cells.append(cell)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
