"""Two texts side by side: folding, candidates, word alignment, typed edits; no verdicts."""

from __future__ import annotations

from onrecord.alignment.alignments import Alignment, Gap, Passage
from onrecord.alignment.candidates import Window
from onrecord.alignment.edits import Edit
from onrecord.alignment.folding import Folded, Level, fold
from onrecord.alignment.index import Index
from onrecord.alignment.kinds import EditKind
from onrecord.alignment.passages import Reading, align, exact_runs, read
from onrecord.alignment.sources import Provenance, Source, Turn
from onrecord.alignment.words import Word, tokenize

__all__ = [
    "Alignment",
    "Edit",
    "EditKind",
    "Folded",
    "Gap",
    "Index",
    "Level",
    "Passage",
    "Provenance",
    "Reading",
    "Source",
    "Turn",
    "Window",
    "Word",
    "align",
    "exact_runs",
    "fold",
    "read",
    "tokenize",
]
