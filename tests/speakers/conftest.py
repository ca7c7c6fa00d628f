"""What the tests of speakers share: texts in which braces mark a statement's source."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from onrecord.records import Piece, Speaker
from onrecord.speakers import Names, speaker_of

Speaking = Callable[..., Speaker | None]
Named = Callable[..., str | None]


def speaker_in(marked: str, *, signature: bool = False) -> Speaker | None:
    """The speaker of the source that braces mark in the text; two pairs of braces are one source in two pieces."""
    spans: list[tuple[int, int]] = []
    text = ""
    for part in re.split(r"(\{[^{}]*\})", marked):
        if part.startswith("{"):
            spans.append((len(text), len(text) + len(part) - 2))
            part = part[1:-1]
        text += part
    return speaker_of(Piece.of(text, spans), Names(text), text, signature=signature)


@pytest.fixture
def speaking() -> Speaking:
    """The whole speaker of the marked source."""
    return speaker_in


@pytest.fixture
def named() -> Named:
    """Only the name of the speaker of the marked source."""

    def name(marked: str, *, signature: bool = False) -> str | None:
        speaker = speaker_in(marked, signature=signature)
        return None if speaker is None else speaker.name

    return name
