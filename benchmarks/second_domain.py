"""How the extractor does outside political news: GUM's attributions by genre, LitBank's direct quotations.

    python benchmarks/second_domain.py GUM_DIR LITBANK_DIR [--format table|json]

GUM_DIR is a copy of GUM (https://gucorpling.org/gum) with its folders ``dep`` and ``rst``; genres are those
of the file names, and documents whose words are blanked out (reddit) are left out. LITBANK_DIR is a copy of
LitBank (https://github.com/dbamman/litbank) with ``quotations/tsv``. Texts are set anew from the tokens, without
speaker labels, and read as plain text. Words are those of ``onrecord evaluate`` (letters and digits, joined by
inner apostrophes and full stops); all shares are percentages; intervals are 95 %, by drawing documents.

GUM, where every nucleus of an ``attribution-positive`` or ``attribution-negative`` relation (primary edges) is
a content and its satellite holds source and cue together:

- *found*: some statement of ours, speech or thought, has a content whose words and the nucleus's words
  share at least half of those in either (IoU >= .5). Where the nucleus is one part of a unit that something
  interrupts (same-unit), the whole unit less the satellite is accepted as well: GUM attaches the satellite to
  one part only. *touched*: some content of ours shares a word with the nucleus.
- *linked*: of the found, those for which the source or cue of such a statement shares a word with the
  satellite.
- *not I, we, you*: the attributions whose satellite has a subject other than these words, or none. GUM counts
  "I think", "I mean" and "you know" as attributions wherever a clause follows.
- *coinciding*: of our statements with a cue, those whose content shares a word with a nucleus and whose
  source or cue shares one with its satellite. This is NOT precision: GUM marks attribution only between clauses,
  so that "she called it a mistake", a quoted noun phrase, or a quotation without a clause of saying is none
  of its relations, however right it is. Read it with the statements per 1,000 words.

LitBank, where every stretch of direct speech with its marks is one quotation, the parts on both sides of "he
said" being two; ours are the contents of direct and mixed statements, cut where anything but blanks stands
between two spans:

- *exact*: a piece of ours has the very same first and last character. *nearly*: exact, or IoU of words >= .9.
- *of ours*: the pieces of direct statements that are nearly one of LitBank's quotations. This one IS precision.
- LitBank keeps no paragraphs. One break is put back: between a quotation that ends in a full stop, question
  or exclamation mark or dash and a quotation that follows at once, where books begin a new speaker's paragraph.
"""

from __future__ import annotations

import argparse
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from onrecord import Statement
from onrecord.evaluation.assessment import StatementExtractor
from onrecord.evaluation.intervals import RESAMPLES, SEED
from onrecord.evaluation.words import ArticleWords
from onrecord.extractor import Extractor
from onrecord.records import Span

ALL = "all"
ATTRIBUTIONS = ("attribution-positive", "attribution-negative")
FOUND_IOU = 0.5
NEARLY_IOU = 0.9
SPEECH_PARTNERS = frozenset({"i", "we", "you"})
STRAIGHT = "\"'"
ATTACHED_LEFT = re.compile(r"(?:[,.;:!?)\]}%”’…]+|n['’]t|['’](?:s|re|ve|ll|m|d|S|RE|VE|LL|M|D)|N['’]T)\Z")
ATTACHED_RIGHT = re.compile(r"[(\[{“‘]+\Z")
END_OF_SPEECH = re.compile(r"(?:[.!?…]|--|—)[’']?\Z")
GUM_COLUMNS: Mapping[str, tuple[str, str]] = {
    "found %": ("found", "attributions"),
    "touched %": ("touched", "attributions"),
    "linked, of found %": ("linked", "found"),
    "coinciding, of ours %": ("coinciding", "with_cue"),
}
LITBANK_COLUMNS: Mapping[str, tuple[str, str]] = {
    "exact %": ("exact", "quotations"),
    "nearly %": ("nearly", "quotations"),
}
OF_OURS = ("right", "pieces")


@dataclass(slots=True)
class Typesetter:
    """Sets pieces one after another into a text; tells where each came to stand."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, piece: str, gap: str) -> Span:
        """Append ``piece`` after ``gap`` (no gap at the very beginning); its span in code points."""
        if self.length:
            self.parts.append(gap)
            self.length += len(gap)
        self.parts.append(piece)
        self.length += len(piece)
        return self.length - len(piece), self.length

    @property
    def text(self) -> str:
        return "".join(self.parts)


@dataclass(frozen=True, slots=True)
class Attribution:
    """What GUM attributes: the spans of the content (any of the alternatives will do) and of the satellite;
    ``personal`` if the satellite's subject is I, we or you."""

    contents: tuple[tuple[Span, ...], ...]
    satellite: tuple[Span, ...]
    personal: bool


@dataclass(frozen=True, slots=True)
class GumDocument:
    """A document of GUM as plain text."""

    genre: str
    text: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Novel:
    """An excerpt of LitBank as plain text, with the spans of its direct quotations."""

    text: str
    quotations: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A syntactic word of CoNLL-U at its place; words of one contraction may share a span."""

    form: str
    relation: str
    span: Span


# GUM


def read_gum(folder: Path) -> Iterator[GumDocument]:
    """Every document with trees and words, in order of names, blanked ones left out.

    Raises:
        SystemExit: there is none, or the words of a document and of its tree are not as many.
    """
    paths = sorted((folder / "rst").glob("*.rs4"))
    if not paths:
        raise SystemExit(f"{folder} has no rst/*.rs4: is it a copy of GUM?")
    for path in paths:
        text, tokens = read_conllu(folder / "dep" / f"{path.stem}.conllu")
        if text.strip("_ \n"):
            yield GumDocument(path.stem.split("_")[1], text, tuple(read_attributions(path, tokens)))


def read_conllu(path: Path) -> tuple[str, list[Token]]:
    """The text and its words: blanks by SpaceAfter, an empty line at each ``# newpar``."""
    setter, tokens, gap, contraction = Typesetter(), [], "", (0, 0, 0)
    with path.open(encoding="utf-8", newline="") as file:
        for line in file:
            columns = line.rstrip("\r\n").split("\t")
            if columns[0] in ("# newpar", "# newdoc") or columns[0].startswith(("# newpar id", "# newpar =")):
                gap = "\n\n"
            if len(columns) != 10 or "." in columns[0]:
                continue
            first, _, last = columns[0].partition("-")
            inside = int(first) <= contraction[0] and not last
            if not inside:
                start, end = setter.add(columns[1], gap)
                gap = "" if "SpaceAfter=No" in columns[9].split("|") else " "
                contraction = (int(last or 0), start, end)
            if not last:
                _, start, end = contraction
                span = (start, end)
                if inside and setter.parts[-1].startswith(columns[1], start - end):
                    span = (start, start + len(columns[1]))
                    contraction = (contraction[0], span[1], end)
                tokens.append(Token(columns[1], columns[7], span))
            if last.isdigit() and int(columns[0].partition("-")[2]) == int(first):
                contraction = (0, 0, 0)
    return setter.text, tokens
