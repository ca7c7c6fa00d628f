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
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.quotation_marks import Quotation

from .encoder import Encoder, Floats, Scores
from .passives import is_passive
from .windows import Window
from .words import OTHER, Words

__all__ = ["Decoding", "Relation", "decode"]

Range = tuple[int, int]
"""Half-open interval of word numbers."""

O, B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(7)  # noqa: E741  # the O of BIO
LIMIT = 6.0
"""Log-odds beyond this add nothing: no single word may outvote its neighbours."""
UNTAGGED = 1.0
"""A run of words that no source tag covers must be pointed at so much more strongly than a tagged span."""
IMPOSSIBLE = -1e9


@dataclass(frozen=True, slots=True)
class Decoding:
    """Weights of the decoder, fitted on training articles kept out of training (``training/calibrate.py``)."""

    cue_bias: float = 0.6
    pair_share: float = 0.55
    enter: float = 1.0
    leave: float = 0.5
    switch: float = 3.0
    quotation: float = 1.0
    beside: float = 0.5
    source_share: float = 0.75
    source_least: float = 0.0


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution in word numbers, with what is needed to judge it.

    ``evidence`` are the features of the confidence (see :func:`evidence_of`); ``labels`` the network's scores for
    thought, speech and the acts; ``around`` those of addressee, channel and date for each word from ``offset`` on.
    """

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    evidence: tuple[float, ...]
    labels: Floats


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
    content_odds, source_odds = _odds(words, scores, cues, encoder, weights)
    steps = steps_of(len(tags), window.first, blocks)
    _favour_neighbours(content_odds, words, window, cues, blocks, weights.beside)
    contents = assign_contents(content_odds, steps, weights)
    tagged = tag_ranges(tags, B_SOURCE)
    relations = []
    for c, cue in enumerate(cues):
        contents[c] = _without_strays(words, window, cue, contents[c])
        if not contents[c]:
            continue
        taken = np.zeros(len(tags), bool)
        for a, b in contents[c]:
            taken[a:b] = True
        source, strength = source_of(source_odds[c], tagged, taken, weights)
        shift = window.first
        relations.append(
            Relation(
                (cue[0] + shift, cue[1] + shift),
                None if source is None else (source[0] + shift, source[1] + shift),
                tuple((a + shift, b + shift) for a, b in contents[c]),
                evidence_of(scores.tags, cue, contents[c], content_odds[c], source, strength),
                scores.labels[cue[0]],
            )
        )
    return relations


def _odds(
    words: Words, scores: Scores, cues: Sequence[Range], encoder: Encoder, weights: Decoding
) -> tuple[Floats, Floats]:
    """(cues, W) twice: log-odds of each word being content, and source, of each cue."""
    window = scores.window
    probability = np.exp(scores.tags)
    content_tag = log_odds(probability[:, B_CONTENT] + probability[:, I_CONTENT])
    source_tag = log_odds(probability[:, B_SOURCE] + probability[:, I_SOURCE])
    content = np.full((len(cues), len(scores.tags)), -LIMIT, np.float32)
    source = content.copy()
    for c, (a, _) in enumerate(cues):
        first, end, last = _reach(words, window, a)
        part = encoder.parts(words, scores, a, (first, last))[:, :3]
        part = np.exp(part - part.max(-1, keepdims=True))
        part /= part.sum(-1, keepdims=True)
        share = weights.pair_share
        content[c, first:last] = share * log_odds(part[:, 2]) + (1 - share) * content_tag[first:last]
        share = weights.source_share
        source[c, first:end] = share * log_odds(part[: end - first, 1]) + (1 - share) * source_tag[first:end]
    content[_cut_off(words, window, cues)] = -LIMIT
    for c, (a, b) in enumerate(cues):
        if _is_passive(words, a + window.first, b + window.first):
            source[c, :a] = -LIMIT
    for a, b in cues:
        content[:, a:b] = source[:, a:b] = -LIMIT
    return content, source


def _is_passive(words: Words, a: int, b: int) -> bool:
    def word(i: int) -> str:
        return words.text[words.starts[i] : words.ends[i]].lower()

    begins = _begins_sentence(words, a) or word(a - 1) == "when"
    return is_passive([word(i) for i in range(a, b)], begins)


def _reach(words: Words, window: Window, cue: int) -> tuple[int, int, int]:
    """First word and end of the cue's paragraph, and the end of what it may speak of, all within the window.

    A paragraph that ends in a colon introduces the next one.
    """
    number = words.paragraph[window.first + cue]
    first, end, after = np.searchsorted(words.paragraph, (number, number + 1, number + 2)).tolist()
    last = after if words.text[words.starts[end - 1]] == ":" else end
    first, end, last = (min(max(n, window.first), window.last) - window.first for n in (first, end, last))
    return first, end, last


def _favour_neighbours(
    odds: Floats, words: Words, window: Window, cues: Sequence[Range], blocks: Sequence[Range], weight: float
) -> None:
    """Raise the odds of each quotation for the cue that its place gives it, lower those of the others."""
    heads = [a + window.first for a, _ in cues]
    quoting: set[int] = set()
    for a, b in blocks:
        if b <= window.first or a >= window.last:
            continue
        owner = _beside(words, heads, a, b)
        if owner is None:
            owner = _continued(words, heads, quoting, a, b)
        else:
            quoting.add(owner)
        if owner is not None:
            first, last = max(a, window.first) - window.first, min(b, window.last) - window.first
            odds[:, first:last] -= weight
            odds[owner, first:last] += 2 * weight


def _beside(words: Words, heads: Sequence[int], a: int, b: int) -> int | None:
    """The cue, by number, in one sentence with the quotation of words ``[a, b)`` and no other quotation between.

    A cue before it owns it (2,417 of 2,436 quotations of PolNeAR train that have one), else one after it, if the
    quotation begins the sentence (3,119 of 3,129).
    """
    after = bisect_left(heads, a)
    before = after - 1
    if (
        before >= 0
        and words.sentence[heads[before]] == words.sentence[a]
        and not _quoted(words, heads[before], a)
    ):
        return before
    if (
        _begins_sentence(words, a)
        and after < len(heads)
        and words.sentence[heads[after]] == words.sentence[b - 1]
    ):
        return None if heads[after] < b or _quoted(words, b, heads[after]) else after
    return None


def _continued(words: Words, heads: Sequence[int], quoting: set[int], a: int, b: int) -> int | None:
    """The cue of the paragraph that a quotation with sentences of its own goes on from.

    That is the last one before it, of those with a quotation if there are any (1,462 of 1,517 quotations of PolNeAR
    train), else the first one after it (60 of 61).
    """
    if not _begins_sentence(words, a):
        return None
    number = words.paragraph[a]
    before = [c for c, head in enumerate(heads) if head < a and words.paragraph[head] == number]
    after = [c for c, head in enumerate(heads) if head >= b and words.paragraph[head] == number]
    best = [c for c in before if c in quoting] or before
    return best[-1] if best else after[0] if after else None


def _begins_sentence(words: Words, a: int) -> bool:
    return a == 0 or bool(words.sentence[a - 1] != words.sentence[a])


def _quoted(words: Words, first: int, last: int) -> bool:
    """Whether another quotation lies between two words."""
    states = words.states[first:last]
    return bool(((states > 0) & (states < 4)).any())


def _without_strays(words: Words, window: Window, cue: Range, content: list[Range]) -> list[Range]:
    """Of a content with quotations, leave out what stands in a sentence without quotation and cue.

    Only 21 of 6,252 relations with a quotation in PolNeAR train have such words.
    """
    states, sentence = words.states[window.first : window.last], words.sentence[window.first : window.last]
    quoted = [bool(((states[a:b] > 0) & (states[a:b] < 4)).any()) for a, b in content]
    if all(quoted) or not any(quoted):
        return content
    home = {int(sentence[cue[0]])}
    for (a, b), inside in zip(content, quoted, strict=True):
        if inside:
            home.update(sentence[a:b].tolist())
    return [(a, b) for a, b in content if home.intersection(sentence[a:b].tolist())]


def _cut_off(words: Words, window: Window, cues: Sequence[Range]) -> NDArray[np.bool_]:
    """(cues, W): words too far from the cue to be its content.

    No sentence with words outside quotation marks may lie between a quotation and its cue (8 of 8,021 quotations of
    PolNeAR train have one), and what is not quoted stays within a sentence of the cue (99.5 % of the words in its
    paragraph). Other paragraphs are out of reach anyway, but for one that the cue's own introduces.
    """
    span = slice(window.first, window.last)
    sentence = words.sentence[span] - words.sentence[window.first]
    quoted = (words.states[span] > 0) & (words.states[span] < 4)
    plain = np.zeros(int(sentence[-1]) + 2, np.int64)
    plain[sentence[~quoted & (words.shapes[span] != OTHER)] + 1] = 1
    before = np.cumsum(plain)
    mine = sentence[[a for a, _ in cues]][:, None]
    low, high = np.minimum(sentence, mine), np.maximum(sentence, mine)
    between = np.where(high > low, before[high] - before[low + 1], 0)
    paragraph = words.paragraph[span]
    own = paragraph == paragraph[[a for a, _ in cues]][:, None]
    return np.asarray(own & ((between > 0) | (~quoted & (high - low > 1))))


def evidence_of(
    tags: Floats, cue: Range, content: Sequence[Range], odds: Floats, source: Range | None, strength: float
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
    )


def log_odds(p: Floats) -> Floats:
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return np.asarray(np.clip(np.log(p / (1 - p)), -LIMIT, LIMIT), np.float32)


def best_tags(tags: Floats, cue_bias: float) -> NDArray[np.int64]:
    """The best sequence of tags in which an inside tag only follows a tag of its own role."""
    scores = tags.astype(np.float64)
    scores[:, B_CUE : I_CUE + 1] += cue_bias
    rows = scores.tolist()
    count = len(rows)
    # The unconstrained best is nearly always legal already; only then is the full search needed.
    best: NDArray[np.int64] = scores.argmax(1)
    inside = (best > 0) & (best % 2 == 0)
    before = np.concatenate(([0], best[:-1]))
    if not (inside & (before != best) & (before != best - 1)).any():
        return best
    back = []
    current = [IMPOSSIBLE if i in (I_SOURCE, I_CUE, I_CONTENT) else s for i, s in enumerate(rows[0])]
    for row in rows[1:]:
        top = max(range(7), key=current.__getitem__)
        came = [top] * 7
        fresh = [current[top] + s for s in row]
        for i in (I_SOURCE, I_CUE, I_CONTENT):
            came[i] = i if current[i] >= current[i - 1] else i - 1
            fresh[i] = current[came[i]] + row[i]
        back.append(came)
        current = fresh
    path = [max(range(7), key=current.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return np.array(path[::-1][:count])


def tag_ranges(tags: NDArray[np.int64], begin: int) -> list[Range]:
    """Maximal runs that start with tag ``begin`` and go on with the inside tag after it."""
    ranges: list[Range] = []
    for i in np.nonzero((tags == begin) | (tags == begin + 1))[0].tolist():
        if tags[i] == begin or not ranges or ranges[-1][1] != i:
            ranges.append((i, i + 1))
        else:
            ranges[-1] = (ranges[-1][0], i + 1)
    return ranges


def steps_of(count: int, first: int, blocks: Sequence[Range]) -> list[Range]:
    """Single words, but quotations whole."""
    steps: list[Range] = []
    at = 0
    for a, b in blocks:
        a, b = max(a - first, at), min(b - first, count)
        if b > a:
            steps += [(i, i + 1) for i in range(at, a)]
            steps.append((a, b))
            at = b
    return steps + [(i, i + 1) for i in range(at, count)]


def assign_contents(odds: Floats, steps: Sequence[Range], weights: Decoding) -> list[list[Range]]:
    """Content ranges of each cue: the best sequence over the states "no content" and "content of c".

    ``odds`` (cues, W) are log-odds of a word being content of a cue. A step that no cue wants by more than it costs to
    leave and enter a content again is certainly none, so each run of the other steps is searched by itself.
    """
    starts = np.array([a for a, _ in steps])
    sums = np.add.reduceat(odds, starts, axis=1)
    sums[:, [b - a > 1 for a, b in steps]] += weights.quotation
    ranges: list[list[Range]] = [[] for _ in odds]
    wanted = np.nonzero(sums.max(0) > -(weights.enter + weights.leave))[0]
    for run in np.split(wanted, np.nonzero(np.diff(wanted) > 1)[0] + 1):
        if not len(run):
            continue
        columns = sums[:, run[0] : run[-1] + 1]
        cues = np.nonzero(columns.max(1) > 0)[0].tolist()
        if not cues:
            continue
        at_end = int(run[-1]) == len(steps) - 1
        after = -1
        for step, state in zip(
            run.tolist(), _best_states(columns[cues].T.tolist(), weights, at_end), strict=True
        ):
            if state >= 0:
                owner = ranges[cues[state]]
                if state == after:
                    owner[-1] = (owner[-1][0], steps[step][1])
                else:
                    owner.append(steps[step])
            after = state
    return ranges


def _best_states(columns: Sequence[Sequence[float]], weights: Decoding, at_end: bool) -> list[int]:
    """For each step the number of the cue whose content it is, or -1; the run begins in "no content"."""
    enter, leave, switch = weights.enter, weights.leave, weights.switch
    cues = range(len(columns[0]))
    nothing, current = 0.0, [IMPOSSIBLE] * len(cues)
    back: list[tuple[int, list[int]]] = []
    for column in columns:
        top = max(cues, key=current.__getitem__)
        best = current[top]
        came_nothing = -1 if nothing >= best - leave else top
        other, other_from = (
            (nothing - enter, -1) if nothing - enter >= best - switch else (best - switch, top)
        )
        came = [c if current[c] >= other else other_from for c in cues]
        nothing = max(nothing, best - leave)
        current = [max(current[c], other) + column[c] for c in cues]
        back.append((came_nothing, came))
    state = max(cues, key=current.__getitem__)
    if nothing >= current[state] - (0.0 if at_end else leave):
        state = -1
    path = []
    for came_nothing, came in reversed(back):
        path.append(state)
        state = came_nothing if state < 0 else came[state]
    return path[::-1]


def source_of(
    odds: Floats, tagged: Sequence[Range], taken: NDArray[np.bool_], weights: Decoding
) -> tuple[Range | None, float]:
    """The source of one cue and how strongly the cue points at it (mean log-odds)."""
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
    return (best, strength) if strength > weights.source_least else (None, strength)


def best_run(values: Sequence[float]) -> Range | None:
    """The run with the largest sum above zero (Kadane's algorithm)."""
    best, total, begin = 0.0, 0.0, 0
    answer: Range | None = None
    for i, value in enumerate(values):
        if total <= 0:
            total, begin = 0.0, i
        total += value
        if total > best:
            best, answer = total, (begin, i + 1)
    return answer
