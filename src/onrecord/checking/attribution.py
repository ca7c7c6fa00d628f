"""Who said it: the voices over a passage against the person that a draft credits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from onrecord.alignment import Alignment, Index, Passage
from onrecord.checking.frames import Nesting, nested_in
from onrecord.checking.names import all_names, is_generic, is_questioner, name_parts, same_person
from onrecord.checking.verdicts import Attribution

__all__ = ["attribute", "speaker_turns"]

AROUND = 400
"""Code points of a turn read before and after a passage for a frame that attributes it."""


_BOOKS: WeakKeyDictionary[Index, dict[str, list[str]]] = WeakKeyDictionary()
"""For each index, its speaker labels by every part of the names in them."""


def _labels_with(index: Index, parts: Iterable[str]) -> set[str]:
    """The labels of an index that share a part with a name; a first letter counts as a part."""
    book = _BOOKS.get(index)
    if book is None:
        book = {}
        for label in index.by_speaker:
            if label is not None and not is_generic(label):
                for part in name_parts(label):
                    book.setdefault(part, []).append(label)
        _BOOKS[index] = book
    return {label for part in parts for label in book.get(part, ())}


def speaker_turns(
    index: Index, speaker: str, aliases: Mapping[str, Sequence[str]] | None = None
) -> NDArray[np.bool_]:
    """Which turns (by number) stand under a label that may be this person's."""
    chosen = np.zeros(len(index.turns), dtype=bool)
    parts = {part for name in all_names(speaker, aliases) for part in name_parts(name)}
    for label in _labels_with(index, parts):
        if same_person(label, speaker, aliases):
            chosen[index.by_speaker[label]] = True
    return chosen


def attribute(
    alignment: Alignment,
    index: Index,
    speaker: str | None,
    *,
    aliases: Mapping[str, Sequence[str]] | None = None,
    cited: int | None = None,
) -> Attribution:
    """The attribution of an alignment to ``speaker``; ``cited`` is the number of the source that the draft names."""
    source = index.sources[alignment.passages[0].source]
    labels = tuple(dict.fromkeys(index.turns[turn].speaker for turn in alignment.turns))
    said_by = tuple(label for label in labels if label is not None)
    provenance = source.label_provenance
    if speaker is None:
        return Attribution("UNCONFIRMED", "no-claim", said_by, provenance)
    if is_generic(speaker):
        return Attribution("UNCONFIRMED", "generic-claim", said_by, provenance)
    nestings = [_nesting(passage, index) for passage in alignment.passages]
    quoted = _quotes_claimed(alignment, nestings, index, speaker, aliases)
    if provenance == "article":
        if quoted or _named_near(alignment.passages[0], index, speaker, aliases):
            return Attribution("SECOND_HAND", "article", said_by, provenance)
        return Attribution("UNCONFIRMED", "article", said_by, provenance)
    if provenance == "asr" and said_by:
        return Attribution("UNCONFIRMED", "machine-labels", said_by, provenance)
    if not said_by:
        return Attribution(
            "SECOND_HAND" if quoted else "UNCONFIRMED",
            "quoted-by-other" if quoted else "no-label",
            (),
            provenance,
        )
    own = [not is_generic(label) and same_person(label, speaker, aliases) for label in said_by]
    if all(own) and len(said_by) == len(labels):
        if any(nesting is not None and nesting.marked and nesting.person != "first" for nesting in nestings):
            return Attribution("MISATTRIBUTED", "nested", said_by, provenance)
        if cited is not None and cited not in alignment.sources:
            return Attribution("MISATTRIBUTED", "other-document", said_by, provenance)
        return Attribution("CONFIRMED", "same-speaker", said_by, provenance)
    if any(own):
        return Attribution("UNCONFIRMED", "several-speakers", said_by, provenance)
    if quoted:
        return Attribution("SECOND_HAND", "quoted-by-other", said_by, provenance)
    if all(is_generic(label) for label in said_by):
        asked = all(is_questioner(label) for label in said_by) and _has_voice(
            alignment, index, speaker, aliases
        )
        if not asked:
            return Attribution("UNCONFIRMED", "generic-label", said_by, provenance)
        return Attribution("MISATTRIBUTED", "interviewer", said_by, provenance)
    reason = "interviewer" if _asked_of(alignment, index, speaker, aliases) else "other-speaker"
    return Attribution("MISATTRIBUTED", reason, said_by, provenance)


def _around(passage: Passage, index: Index) -> tuple[str, str]:
    """The text of the passage's turns before and after it."""
    text = index.sources[passage.source].text
    first, last = index.turns[passage.turns[0]], index.turns[passage.turns[-1]]
    start, end = passage.spans[0][0], passage.spans[-1][1]
    return text[max(first.start, start - AROUND) : start], text[end : min(last.end, end + AROUND)]


def _nesting(passage: Passage, index: Index) -> Nesting | None:
    before, after = _around(passage, index)
    return nested_in(before, passage.text, after)


def _quotes_claimed(
    alignment: Alignment,
    nestings: Sequence[Nesting | None],
    index: Index,
    speaker: str,
    aliases: Mapping[str, Sequence[str]] | None,
) -> bool:
    """Whether the voice over the words gives them as those of ``speaker``: by name, or to the face."""
    for passage, nesting in zip(alignment.passages, nestings, strict=True):
        if nesting is None or nesting.person == "first":
            continue
        if nesting.person == "second" and _faces(passage, index, speaker, aliases):
            return True
        if nesting.person == "third" and _names(nesting.frame, speaker, aliases):
            return True
    return False


def _names(text: str, speaker: str, aliases: Mapping[str, Sequence[str]] | None) -> bool:
    """Whether a text names the person: a capitalised run that may be the name."""
    found = re.findall(r"[^\W\d_a-z][\w'\u2019.-]*(?:\s+[^\W\d_a-z][\w'\u2019.-]*){0,4}", text)
    return any(
        same_person(" ".join(words[at:end]), speaker, aliases)
        for words in (name.split() for name in found)
        for at in range(len(words))
        for end in range(at + 1, len(words) + 1)
    )


def _named_near(
    passage: Passage, index: Index, speaker: str, aliases: Mapping[str, Sequence[str]] | None
) -> bool:
    before, after = _around(passage, index)
    return _names(before[-200:], speaker, aliases) or _names(after[:120], speaker, aliases)


def _faces(passage: Passage, index: Index, speaker: str, aliases: Mapping[str, Sequence[str]] | None) -> bool:
    """Whether the person speaks in the turn before or after, or is addressed by name."""
    source = passage.source
    for turn in (passage.turns[0] - 1, passage.turns[-1] + 1):
        if 0 <= turn < len(index.turns) and index.source_of_turn(turn) == source:
            label = index.turns[turn].speaker
            if label is not None and same_person(label, speaker, aliases):
                return True
    return _names(_around(passage, index)[0], speaker, aliases)


def _has_voice(
    alignment: Alignment, index: Index, speaker: str, aliases: Mapping[str, Sequence[str]] | None
) -> bool:
    """Whether the person speaks in the same source under a label."""
    labels = {index.turns[number].speaker for number in index.turns_of(alignment.passages[0].source)}
    return any(label is not None and same_person(label, speaker, aliases) for label in labels)


def _asked_of(
    alignment: Alignment, index: Index, speaker: str, aliases: Mapping[str, Sequence[str]] | None
) -> bool:
    """Whether the words are a question, and the person credited speaks next."""
    passage = alignment.passages[-1]
    following = passage.turns[-1] + 1
    if following >= len(index.turns) or index.source_of_turn(following) != passage.source:
        return False
    label = index.turns[following].speaker
    if label is None or not same_person(label, speaker, aliases):
        return False
    return "?" in _around(passage, index)[1]
