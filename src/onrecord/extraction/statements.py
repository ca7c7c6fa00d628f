"""From relations in word numbers to statements with spans in the untouched text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np

from onrecord.documents import Document, Turn
from onrecord.documents.labelled import labelled_paragraphs
from onrecord.quotation_marks import Quotation
from onrecord.records import Act, Factuality, Kind, Piece, Span, Statement

from .confidence import BY_LAYOUT, Confidence, softmax
from .decoding import Range, Relation
from .spans import Cover, overlap, subtract, tidy, tidy_source
from .words import LOWER, OTHER, Words

__all__ = ["Found", "assemble", "with_flags"]

ACTS: tuple[Act, ...] = get_args(Act)
LEAST_WORDS = 5
"""A quotation without a cue counts from so many words on, if it begins like a sentence: others are mostly names and
terms."""
QUOTED_ROLES = frozenset(("quotation", "scare", "block", "post"))


@dataclass(frozen=True, slots=True)
class Found:
    """A statement and, when its layout names the speaker, how: by a signature or by the label of a turn.

    ``relation`` is what the model found, None for a statement that only the layout shows.
    """

    statement: Statement
    signed: bool = False
    turn: Turn | None = None
    relation: Relation | None = None


@dataclass(slots=True)
class _Draft:
    """A relation on its way to a statement, in code points."""

    relation: Relation
    belief: float
    cue: Span
    source: Span | None
    content: list[Span]
    signed: bool = False


def assemble(
    document: Document,
    words: Words,
    quotations: Sequence[Quotation],
    relations: Iterable[Relation],
    confidence: Confidence,
) -> list[Found]:
    """Statements ordered by where their content begins.

    Relations come from the model. Signed posts, block quotes, labelled turns, and quotations that no cue claimed, are
    statements by their layout; where the model and the layout read the same words, they become one statement.
    """
    text = document.text
    outer = [q for q in quotations if q.level == 0]
    titles = [span for q in outer if q.role == "title" for span in q.spans]
    drafts = [
        d
        for d in _drafts(text, words, relations, confidence)
        if overlap(d.content, titles) < _size(d.content)
    ]
    turns = document.turns or labelled_paragraphs(text, document.body)
    labels = [_label(text, turn) for turn in turns]
    spoken = Cover(labels)
    drafts = [d for d in drafts if d.source is None or not spoken.touches(d.source)]
    _leave_to_turns(text, drafts, turns)
    _complete_quotations(text, drafts, outer)
    _continue(words, drafts, outer)
    found = _by_layout(text, words, outer, drafts, confidence)
    marked = Cover(span for q in outer if q.role in QUOTED_ROLES for span in q.spans)
    for draft in drafts:
        if draft.content:
            statement = _statement(text, words, draft, marked, quotations, confidence)
            found.append(Found(statement, signed=draft.signed, relation=draft.relation))
    found = [_nested(f, turns) for f in found]
    found += [_turn(text, label, turn) for turn, label in zip(turns, labels, strict=True)]
    return sorted(found, key=lambda f: (f.statement.content.start, f.statement.content.end))


def with_flags(statement: Statement, *more: str) -> Statement:
    """The statement with ``more`` among its flags."""
    return replace(statement, flags=tuple(sorted({*statement.flags, *more})))


def _size(spans: Sequence[Span]) -> int:
    return sum(b - a for a, b in spans)


def _tidied(text: str, spans: Iterable[Span]) -> list[Span]:
    return [tidied for span in spans if (tidied := tidy(text, span)) is not None]


def _span(words: Words, numbers: Range) -> Span:
    return int(words.starts[numbers[0]]), int(words.ends[numbers[1] - 1])


def _drafts(text: str, words: Words, relations: Iterable[Relation], confidence: Confidence) -> list[_Draft]:
    drafts = []
    for relation in relations:
        belief = confidence.of(relation)
        content = _tidied(text, [_span(words, r) for r in relation.content])
        if belief >= confidence.least and content:
            source = None if relation.source is None else tidy_source(text, _span(words, relation.source))
            drafts.append(_Draft(relation, belief, _span(words, relation.cue), source, content))
    return drafts


def _leave_to_turns(text: str, drafts: Sequence[_Draft], turns: Sequence[Turn]) -> None:
    """A relation with its cue outside a turn has no words in it ("they spoke as follows:")."""
    places = [turn.span for turn in turns]
    ends = [b for _, b in places]
    for draft in drafts if places else ():
        kept = []
        for a, b in draft.content:
            near = places[bisect_left(ends, a + 1) : bisect_left(ends, b) + 1]
            kept += subtract([(a, b)], [s for s in near if not s[0] <= draft.cue[0] < s[1]])
        draft.content = _tidied(text, kept)


def _complete_quotations(text: str, drafts: Sequence[_Draft], quotations: Sequence[Quotation]) -> None:
    """Give what nobody claimed of a quotation to the relation that has the rest of it.

    That happens where a quotation runs over several paragraphs, or over the end of a window of the model. What nobody
    has goes to the relation that has the words before it, else to the one that has the words after it; a paragraph of a
    quotation that another relation has is left there.
    """
    pieces = sorted(((span, d) for d in drafts for span in d.content), key=lambda piece: piece[0])
    ends = [span[1] for span, _ in pieces]
    for quotation in quotations:
        if quotation.role != "quotation":
            continue
        near = pieces[bisect_left(ends, quotation.start + 1) : bisect_left(ends, quotation.end + 1) + 1]
        claims = [
            (span, draft)
            for span, draft in near
            if span[0] < quotation.end and not quotation.start <= draft.cue[0] < quotation.end
        ]
        free = subtract(quotation.spans, [span for span, _ in claims]) if claims else ()
        for a, b in free:
            if any(c.isalnum() for c in text[a:b]):
                owner = next((d for span, d in reversed(claims) if span[0] < a), claims[0][1])
                owner.content = _joined(text, [*owner.content, (a, b)])


def _continue(words: Words, drafts: Sequence[_Draft], quotations: Sequence[Quotation]) -> None:
    """Give a paragraph that is one quotation, claimed by nobody, to whom the paragraph before quotes at its end.

    That is how papers go on after ``“...,” she said.``: the content before goes on in 36 of 45 such paragraphs of
    PolNeAR train, four are marked as nobody's, and of the other five three are the same person's by reading. Not so in
    a dialogue, where one bare quotation follows another, nor after a question.
    """
    pieces = sorted(((span, d) for d in drafts for span in d.content), key=lambda piece: piece[0])
    ends = [span[1] for span, _ in pieces]
    for quotation in quotations:
        if quotation.role != "quotation" or quotation.signature is not None:
            continue
        first, last = np.searchsorted(words.starts, (quotation.start, quotation.end)).tolist()
        if not first or last - first < LEAST_WORDS + 2 or not words.opens[first]:
            continue
        if last < len(words) and (not words.opens[last] or _is_bare(words, last)):
            continue
        i = bisect_left(ends, quotation.start + 1)
        if not i or (i < len(pieces) and pieces[i][0][0] < quotation.end):
            continue
        (_, end), owner = pieces[i - 1]
        before = int(np.searchsorted(words.starts, end))
        number = words.paragraph[first - 1]
        if (
            before < first
            and words.paragraph[before - 1] == number == words.paragraph[before]
            and 0 < words.states[before - 1] < 4
            and words.text[end - 2] != "?"
            and end <= owner.cue[0] < quotation.start
            and not _is_bare(words, int(np.searchsorted(words.paragraph, number - 1)))
        ):
            owner.content = sorted([*owner.content, *quotation.spans])


def _is_bare(words: Words, number: int) -> bool:
    """Whether the paragraph of a word holds quotations and nothing else."""
    first, last = np.searchsorted(words.paragraph, words.paragraph[number] + np.array([0, 1]))
    states, shapes = words.states[first:last], words.shapes[first:last]
    return bool((((states > 0) & (states < 4)) | (shapes == OTHER)).all() and (states > 0).any())


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans in order; those with no word and no line break between them become one."""
    joined: list[Span] = []
    for a, b in sorted(spans):
        between = text[joined[-1][1] : a] if joined else ""
        if joined and "\n" not in between and not any(c.isalnum() for c in between):
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return joined


def _by_layout(
    text: str, words: Words, quotations: Sequence[Quotation], drafts: Sequence[_Draft], confidence: Confidence
) -> list[Found]:
    """Posts, block quotes and signed quotations, and the quotations that no cue claimed.

    A post that the model gave to a cue outside it ("he wrote:" and the post) is left to that relation if this has most
    of the post and little else; otherwise the post takes its words back.
    """
    found = []
    pieces = sorted(((span, d) for d in drafts for span in d.content), key=lambda piece: piece[0])
    ends = [span[1] for span, _ in pieces]
    for quotation in quotations:
        if quotation.role not in ("quotation", "block", "post"):
            continue
        laid_out = quotation.role != "quotation" or quotation.signature is not None
        claims: list[_Draft] = []
        for span, draft in pieces[bisect_left(ends, quotation.start + 1) :]:
            if span[0] >= quotation.end:
                break
            if not quotation.start <= draft.cue[0] < quotation.end and draft not in claims:
                claims.append(draft)
        owner = max(claims, key=lambda d: overlap(d.content, quotation.spans), default=None)
        if owner is not None and (not laid_out or _is_of(owner.content, quotation.spans)):
            if owner.source is None and quotation.signature is not None:
                owner.source, owner.signed = quotation.signature, True
            continue
        for draft in claims:
            draft.content = _tidied(text, subtract(draft.content, quotation.spans))
        if laid_out or _is_sentence(words, quotation):
            found.append(_without_cue(text, quotation, confidence))
    return found


def _is_of(content: Sequence[Span], post: Sequence[Span]) -> bool:
    shared, size = overlap(content, post), _size(post)
    return 2 * shared >= size and 10 * (_size(content) - shared) <= size


def _is_sentence(words: Words, quotation: Quotation) -> bool:
    """Whether it begins like a sentence and is one: long enough, or closed as one with nothing else in the sentence.

    Of the 128 short ones so closed in PolNeAR train 116 are somebody's words; those alone in their paragraph are
    headings (9 of 11) unless the paragraph before or after is a quotation too.
    """
    first, last = np.searchsorted(words.starts, (quotation.start, quotation.end)).tolist()
    shapes = [shape for shape in words.shapes[first:last].tolist() if shape != OTHER]
    if not shapes or shapes[0] == LOWER:
        return False
    if len(shapes) >= LEAST_WORDS:
        return True
    ended = any(words.text[words.starts[i]] in ".?!" for i in range(max(first, last - 2), last))
    at_start = first == 0 or bool(words.sentence[first - 1] != words.sentence[first])
    at_end = last == len(words) or bool(words.sentence[last] != words.sentence[last - 1])
    if not (ended and at_start and at_end):
        return False
    alone = words.opens[first] == 1 and (last == len(words) or words.opens[last] == 1)
    around = [i for i in (first - 1, last) if 0 <= i < len(words)]
    return not alone or any(0 < words.states[i] < 4 for i in around)


def _without_cue(text: str, quotation: Quotation, confidence: Confidence) -> Found:
    signature = quotation.signature
    statement = Statement(
        kind="direct",
        act="statement",
        factuality="speech",
        content=Piece.of(text, quotation.spans),
        source=None if signature is None else Piece.of(text, [signature]),
        cue=None,
        confidence=confidence.without_cue if signature is None else BY_LAYOUT,
        flags=tuple(sorted(f for f in quotation.flags if f != "misplaced-comma")),
    )
    return Found(statement, signed=signature is not None)


def _statement(
    text: str,
    words: Words,
    draft: _Draft,
    marked: Cover,
    quotations: Sequence[Quotation],
    confidence: Confidence,
) -> Statement:
    speech = confidence.speech(draft.relation) >= 0.5
    factuality: Factuality = "speech" if speech else "thought"
    content = Piece.of(text, draft.content)
    return Statement(
        kind=_kind(words, draft.content, marked),
        act=ACTS[int(softmax(draft.relation.labels[2 : 2 + len(ACTS)]).argmax())] if speech else "statement",
        factuality=factuality,
        content=content,
        source=None if draft.source is None else Piece.of(text, [draft.source]),
        cue=Piece.of(text, [draft.cue]),
        confidence=draft.belief,
        flags=_flags(content, quotations, draft.belief < confidence.low),
    )


def _kind(words: Words, spans: Sequence[Span], marked: Cover) -> Kind:
    """Direct, mixed or indirect by how many words of the content (not its punctuation) are inside marks."""
    inside = count = 0
    for a, b in spans:
        first, last = np.searchsorted(words.starts, (a, b))
        for i in (np.nonzero(words.shapes[first:last] != OTHER)[0] + first).tolist():
            count += 1
            inside += marked.touches((int(words.starts[i]), int(words.ends[i])))
    if not inside:
        return "indirect"
    return "direct" if inside == count else "mixed"


def _flags(content: Piece, quotations: Sequence[Quotation], doubtful: bool) -> tuple[str, ...]:
    flags = {"low-confidence"} if doubtful else set()
    first = bisect_left(quotations, content.start, key=lambda q: q.start)
    for quotation in quotations[max(0, first - 8) :]:
        if quotation.start >= content.end:
            break
        if overlap(content.spans, quotation.spans):
            flags.update(f for f in quotation.flags if f in ("unbalanced-marks", "multi-paragraph", "nested"))
    return tuple(sorted(flags))


def _label(text: str, turn: Turn) -> Span:
    if turn.label is not None:
        return turn.label
    start = text.rfind(turn.speaker, 0, turn.span[0])
    return start, start + len(turn.speaker)


def _nested(found: Found, turns: Sequence[Turn]) -> Found:
    """What a speaker of a transcript says of others' words lies inside the turn."""
    content = found.statement.content
    place = bisect_left(turns, content.end, key=lambda turn: turn.span[1])
    if place < len(turns) and turns[place].span[0] <= content.start:
        return replace(found, statement=with_flags(found.statement, "nested"))
    return found


def _turn(text: str, label: Span, turn: Turn) -> Found:
    statement = Statement(
        kind="direct",
        act="statement",
        factuality="speech",
        content=Piece.of(text, [turn.span]),
        source=Piece.of(text, [label]),
        cue=None,
        confidence=BY_LAYOUT,
    )
    return Found(statement, turn=turn)
