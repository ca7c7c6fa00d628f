"""The best sequences: tags of words, contents of cues, runs of words (Viterbi 1967; Kadane's algorithm)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .encoder import Floats
from .weights import Decoding

__all__ = ["LIMIT", "Range", "assign_contents", "best_run", "best_tags", "log_odds", "steps_of", "tag_ranges"]

Range = tuple[int, int]
"""Half-open interval of word numbers."""

O, B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(7)  # noqa: E741  # the O of BIO
LIMIT = 6.0
"""Log-odds beyond this add nothing: no single word may outvote its neighbours."""
IMPOSSIBLE = -1e9


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


def log_odds(p: Floats) -> Floats:
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return np.asarray(np.clip(np.log(p / (1 - p)), -LIMIT, LIMIT), np.float32)
