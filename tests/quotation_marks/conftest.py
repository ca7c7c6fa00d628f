"""What the tests of quotation marks share: quotations shown as plain text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from onrecord.quotation_marks import Quotation, read_marks


@dataclass(frozen=True, slots=True)
class Shown:
    """A quotation with its spans cut out of the text, for tests that read like prose."""

    pieces: tuple[str, ...]
    quotation: Quotation
    signature: str | None
    signature_line: str | None

    @property
    def text(self) -> str:
        (only,) = self.pieces
        return only


Reader = Callable[[str], list[Shown]]


def shown(text: str) -> list[Shown]:
    return [
        Shown(
            tuple(text[a:b] for a, b in quotation.spans),
            quotation,
            text[slice(*quotation.signature)] if quotation.signature else None,
            text[slice(*quotation.signature_line)] if quotation.signature_line else None,
        )
        for quotation in read_marks(text)
    ]


@pytest.fixture
def read() -> Reader:
    """Reads a text's quotations and cuts their words out of it."""
    return shown


@pytest.fixture
def outer() -> Callable[[str], list[str]]:
    """The outermost quotations of a text, each as its only piece."""
    return lambda text: [item.text for item in shown(text) if item.quotation.level == 0]
