"""Who passes a statement on: what one person says that another has said.

Two ways of print. A statement whose cue lies inside the content of another is reported by that one's source ("Ines
Okafor, who said the mayor told her"). And a clause beside it may name a paper or a report ("..., as noted by the
Harbour Post", "according to a report in the Harbour Post, the mayor said").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.records import Piece, Statement

from .phrases import Phrases
from .scene import Scene

__all__ = ["reporters_of"]

_BY = re.compile(
    r"\b(?:as\s+)?(?:(?:first|originally|previously|also)\s+)?"
    r"(?:noted|reported|quoted|cited|revealed|published|obtained|relayed|recounted)\s+(?:by|in)\s+"
    r"|\baccording\s+to\s+",
    re.IGNORECASE,
)
REACH = 80
"""Words before and after the cue, of its own sentence, among which such a clause is looked for."""
_SELF = frozenset("he she they we i it you who".split())


def reporters_of(scene: Scene, phrases: Phrases, statements: Sequence[Statement]) -> list[Piece | None]:
    """For each statement who reports it second-hand, None where the text names nobody."""
    inside = _nested(statements)
    starts = dict(scene.range_of(match.span()) for match in _BY.finditer(scene.text))
    found: list[Piece | None] = []
    for number, statement in enumerate(statements):
        outer = inside[number]
        if outer is not None:
            found.append(outer)
            continue
        found.append(_beside(scene, phrases, statement, starts))
    return found


def _nested(statements: Sequence[Statement]) -> list[Piece | None]:
    """The source of the smallest statement whose content holds the cue and the source of each."""
    order = sorted(range(len(statements)), key=lambda i: statements[i].content.start)
    result: list[Piece | None] = [None] * len(statements)
    open_: list[int] = []
    events = sorted(
        ((s.cue.start, i) for i, s in enumerate(statements) if s.cue is not None and s.source is not None)
    )
    place = 0
    for start, i in events:
        while place < len(order) and statements[order[place]].content.start <= start:
            open_.append(order[place])
            place += 1
        open_ = [j for j in open_ if statements[j].content.end > start][-20:]
        for j in reversed(open_):
            outer, inner = statements[j], statements[i]
            if j != i and outer.source is not None and inner.source is not None and _holds(outer, inner):
                result[i] = None if _may_be_one(outer, inner) else outer.source
                break
    return result


def _holds(outer: Statement, inner: Statement) -> bool:
    assert inner.cue is not None and inner.source is not None
    return any(a <= inner.cue.start < b and a <= inner.source.start < b for a, b in outer.content.spans)


def _may_be_one(outer: Statement, inner: Statement) -> bool:
    """A pronoun inside may be the speaker outside; so may the same name."""
    assert outer.source is not None and inner.source is not None
    mine, theirs = inner.source.text.lower(), outer.source.text.lower()
    return (
        mine in _SELF
        or mine == theirs
        or mine.split()[-1] in theirs.split()
        or theirs.split()[-1] in mine.split()
    )


def _beside(scene: Scene, phrases: Phrases, statement: Statement, starts: dict[int, int]) -> Piece | None:
    if statement.cue is None or statement.source is None:
        return None
    first, last = scene.range_of((statement.cue.start, statement.cue.end))
    number, low, high = scene.sentence[first], first - REACH, last + REACH
    while first > max(0, low) and scene.sentence[first - 1] == number:
        first -= 1
    while last < min(len(scene.lower), high) and scene.sentence[last] == number:
        last += 1
    taken = [scene.range_of(span) for piece in (statement.cue, statement.source) for span in piece.spans]
    taken += [scene.range_of(span) for span in statement.content.spans]
    for a in range(first, last):
        b = starts.get(a)
        if b is None or any(x < b and a < y for x, y in taken):
            continue
        words = phrases.name_after(b)
        if words is not None and not any(x < words[1] and words[0] < y for x, y in taken):
            return Piece.of(scene.text, [scene.span_of(words)])
    return None
