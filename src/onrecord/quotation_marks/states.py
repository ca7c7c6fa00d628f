"""Quotation marks as a feature for a tagger: where each token stands with respect to them."""

from __future__ import annotations

from collections.abc import Sequence

from .quotations import Quotation

__all__ = ["quote_states"]

OUTSIDE, FIRST, INSIDE, LAST, TITLE = range(5)


def quote_states(text: str, quotations: Sequence[Quotation], starts: Sequence[int]) -> bytes:
    """One state a token, given the tokens' first code points in ascending order.

    0 outside; 1 first token (the opening mark) of a span of a quotation, block or post; 2 inside; 3 last
    token (the closing mark); 4 anywhere inside a title or scare quote. Inner quotations do not restart the
    count; a title within a quotation is inside the quotation. Linear in tokens and quotations.
    """
    spans = sorted(
        (start, end, quotation.role in ("title", "scare"))
        for quotation in quotations
        if quotation.level == 0
        for start, end in quotation.spans
    )
    states = bytearray(len(starts))
    i, count = 0, len(starts)
    for start, end, title in spans:
        while i < count and starts[i] < start:
            i += 1
        first = i
        while i < count and starts[i] < end:
            states[i] = TITLE if title else INSIDE
            i += 1
        if not title and i > first:
            states[i - 1] = LAST
            states[first] = FIRST
    return bytes(states)
