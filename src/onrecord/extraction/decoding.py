"""From scores to attribution relations, with quotation marks as constraints.

Three steps, each on the words of one window:

1. *cues*: the best tag sequence (Viterbi 1967) under the rule that an inside tag follows its begin tag;
2. *contents*: the best sequence of "content of cue c" and "no content", where a quotation is one indivisible step
   (97.6 % of the quotations of five words and more in PolNeAR train lie wholly inside one content);
3. *sources*: for each cue the tagged source, or else the best run of words, that the cue points at. Two cues may
   share a source; a word has one content at most.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.quotation_marks import Quotation

from .conventions import cut_off, favour_neighbours, reach, reports_passively, without_strays
from .encoder import Encoder, Floats, Scores
from .sequences import (
    B_CONTENT,
    B_CUE,
    B_SOURCE,
    I_CONTENT,
    I_SOURCE,
    LIMIT,
    Range,
    assign_contents,
    best_run,
    best_tags,
    log_odds,
    steps_of,
    tag_ranges,
)
from .weights import Decoding
from .words import Words

__all__ = ["Range", "Relation", "decode"]

SOURCED = 14
"""Where the labels of a cue, after factuality and acts, tell whether it has a source."""
UNTAGGED = 1.0
"""A run of words that no source tag covers must be pointed at so much more strongly than a tagged span."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution in word numbers, with what is needed to judge it.

    ``evidence`` are the features of the confidence (see :func:`evidence_of`); ``labels`` the network's scores for
    thought, speech, the acts, and having a source; ``around`` (N, 3 or more) those of addressee, channel and date
    (log-odds) for the N words from word number ``offset`` on, the cue's paragraph.
    """

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    evidence: tuple[float, ...]
    labels: Floats
    around: Floats = field(default_factory=lambda: np.zeros((0, 3), np.float32), compare=False)
    offset: int = 0


def decode(
    words: Words,
    quotations: Sequence[Quotation],
    encoder: Encoder,
    windows: Sequence[Scores],
    weights: Decoding,
) -> list[Relation]:
    """Every relation of the text, in order of cue."""
    blocks = quotation_ranges(words, quotations)
    relations: list[Relation] = []
    for scores in windows:
        relations += _decode_window(words, scores, blocks, encoder, weights)
    return relations


def quotation_ranges(words: Words, quotations: Sequence[Quotation]) -> list[Range]:
    """Word ranges of the outermost quotations, one for each paragraph they run over."""
    spans = [s for q in quotations if q.level == 0 and q.role == "quotation" for s in q.spans]
    if not spans:
        return []
    first = np.searchsorted(words.starts, [a for a, _ in spans], side="left")
    last = np.searchsorted(words.starts, [b for _, b in spans], side="left")
    return sorted((int(a), int(b)) for a, b in zip(first, last, strict=True) if b > a)


def _decode_window(
    words: Words, scores: Scores, blocks: list[Range], encoder: Encoder, weights: Decoding
) -> list[Relation]:
    window = scores.window
    tags = best_tags(scores.tags, weights.cue_bias)
    keep = window.keep - window.first
    cues = [r for r in tag_ranges(tags, B_CUE) if r[0] >= keep]
    if not cues:
        return []
    content_odds, source_odds, around = _odds(words, scores, cues, encoder, weights)
    steps = steps_of(len(tags), window.first, blocks)
    favour_neighbours(content_odds, words, window, cues, blocks, weights.beside)
    contents = assign_contents(content_odds, steps, weights)
    tagged = tag_ranges(tags, B_SOURCE)
    relations = []
    for c, cue in enumerate(cues):
        contents[c] = without_strays(words, window, cue, contents[c])
        if not contents[c]:
            continue
        taken = np.zeros(len(tags), bool)
        for a, b in contents[c]:
            taken[a:b] = True
        sourced = has_source(scores.labels[cue[0]])
        source, strength = source_of(source_odds[c], tagged, taken, weights, sourced)
        shift = window.first
        relations.append(
            Relation(
                (cue[0] + shift, cue[1] + shift),
                None if source is None else (source[0] + shift, source[1] + shift),
                tuple((a + shift, b + shift) for a, b in contents[c]),
                evidence_of(scores.tags, cue, contents[c], content_odds[c], source, strength, sourced),
                scores.labels[cue[0]],
                around[c][1],
                around[c][0] + shift,
            )
        )
    return relations


def _odds(
    words: Words, scores: Scores, cues: Sequence[Range], encoder: Encoder, weights: Decoding
) -> tuple[Floats, Floats, list[tuple[int, Floats]]]:
    """(cues, W) twice: log-odds of each word being content, and source, of each cue.

    And for each cue the first word in reach and the scores of the circumstances from there on.
    """
    window = scores.window
    probability = np.exp(scores.tags)
    content_tag = log_odds(probability[:, B_CONTENT] + probability[:, I_CONTENT])
    source_tag = log_odds(probability[:, B_SOURCE] + probability[:, I_SOURCE])
    content = np.full((len(cues), len(scores.tags)), -LIMIT, np.float32)
    source = content.copy()
    around = []
    for c, (a, _) in enumerate(cues):
        first, end, last = reach(words, window, a)
        part = encoder.parts(words, scores, a, (first, last))
        around.append((first, part[:, 3:]))
        part = part[:, :3]
        part = np.exp(part - part.max(-1, keepdims=True))
        part /= part.sum(-1, keepdims=True)
        share = weights.pair_share
        content[c, first:last] = share * log_odds(part[:, 2]) + (1 - share) * content_tag[first:last]
        share = weights.source_share
        source[c, first:end] = share * log_odds(part[: end - first, 1]) + (1 - share) * source_tag[first:end]
    content[cut_off(words, window, cues)] = -LIMIT
    for c, (a, b) in enumerate(cues):
        before, after = reports_passively(words, a + window.first, b + window.first)
        if before:
            source[c, :a] = -LIMIT
        if after:
            source[c, b:] = -LIMIT
    for a, b in cues:
        content[:, a:b] = source[:, a:b] = -LIMIT
    return content, source, around


def evidence_of(
    tags: Floats,
    cue: Range,
    content: Sequence[Range],
    odds: Floats,
    source: Range | None,
    strength: float,
    sourced: float,
) -> tuple[float, ...]:
    """What the confidence is computed from, each roughly between -6 and 6."""
    begin = float(tags[cue[0], B_CUE])
    begin_odds = begin - math.log(max(1e-6, 1 - math.exp(min(begin, -1e-7))))
    inside = np.concatenate([odds[a:b] for a, b in content])
    return (
        max(-LIMIT, min(LIMIT, begin_odds)),
        float(inside.mean()),
        float(inside.min()),
        float(np.mean(inside > 0)),
        strength if source is not None else 0.0,
        1.0 if source is None else 0.0,
        float(strength) if source is None else 0.0,
        math.log(len(inside)),
        float(len(content) - 1),
        math.log1p(min(abs(a - cue[1]) if a >= cue[1] else abs(cue[0] - b) for a, b in content)),
        sourced if source is not None else -sourced,
    )


def source_of(
    odds: Floats, tagged: Sequence[Range], taken: NDArray[np.bool_], weights: Decoding, sourced: float
) -> tuple[Range | None, float]:
    """The source of one cue and how strongly the cue points at it (mean log-odds).

    ``sourced`` are the network's log-odds that the cue has a source at all.
    """
    best: Range | None = None
    strength = -LIMIT
    for a, b in tagged:
        if not taken[a:b].any():
            mean = float(odds[a:b].mean())
            if mean > strength:
                best, strength = (a, b), mean
    run = best_run(np.where(taken, -LIMIT, odds).tolist())
    if run is not None:
        mean = float(odds[run[0] : run[1]].mean())
        if mean > strength + UNTAGGED:
            best, strength = run, mean
    if strength + weights.has_source * sourced > weights.source_least:
        return best, strength
    return None, strength


def has_source(labels: Floats) -> float:
    """Log-odds that a cue has a source, by the last of its labels."""
    return max(-LIMIT, min(LIMIT, float(labels[SOURCED]))) if len(labels) > SOURCED else 0.0
