"""Spans: covers, overlaps, and edges that a reader would accept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extraction.spans import Cover, overlap, subtract, tidy, tidy_source

intervals = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 8)), max_size=8).map(
    lambda pairs: [(a, a + n) for a, n in pairs]
)


def points(spans: list[tuple[int, int]]) -> set[int]:
    return {i for a, b in spans for i in range(a, b)}


def disjoint(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        a = max(a, found[-1][1] if found else 0)
        if b > a:
            found.append((a, b))
    return found


@given(intervals, st.tuples(st.integers(0, 60), st.integers(1, 8)))
def test_a_cover_touches_what_shares_a_point_with_one_of_its_spans(
    spans: list[tuple[int, int]], probe: tuple[int, int]
) -> None:
    """The union, however its parts overlap."""
    span = (probe[0], probe[0] + probe[1])
    assert Cover(spans).touches(span) == bool(points(spans) & points([span]))


@given(intervals, intervals)
def test_overlap_counts_shared_points(these: list[tuple[int, int]], those: list[tuple[int, int]]) -> None:
    """Of ordered disjoint spans."""
    these, those = disjoint(these), disjoint(those)
    assert overlap(these, those) == len(points(these) & points(those))


@given(intervals, intervals)
def test_subtract_leaves_the_other_points(these: list[tuple[int, int]], those: list[tuple[int, int]]) -> None:
    """Nothing more, nothing less."""
    these = disjoint(these)
    assert points(subtract(these, those)) == points(these) - points(those)


def cut(text: str, piece: str) -> str | None:
    start = text.index(piece)
    span = tidy(text, (start, start + len(piece)))
    return None if span is None else text[span[0] : span[1]]


def test_a_piece_that_begins_inside_a_possessive_begins_with_its_word() -> None:
    """The bridge of Tanner is "Tanner’s Bridge", not "’s Bridge"."""
    assert cut("She said Tanner’s Bridge stays.", "’s Bridge stays") == "Tanner’s Bridge stays"


def test_stray_commas_at_the_edges_are_left_out() -> None:
    """They belong to the words around."""
    assert cut("Lind, he said, was late, and left", ", was late,") == "was late"


def test_opening_marks_and_figures_stay() -> None:
    """A quotation begins with its mark, a sum with its sign, a fraction with its point."""
    assert cut("said “we stay”", "“we stay”") == "“we stay”"
    assert cut("said $4 is fair", "$4 is fair") == "$4 is fair"


def test_a_piece_without_a_word_is_none() -> None:
    """Punctuation says nothing."""
    assert cut("Lind said — so", "—") is None


@pytest.mark.parametrize(
    ("piece", "source"),
    [
        ("PORT ELLERY - Mayor Lind", "Mayor Lind"),
        ("PORT ELLERY, Jan. 5 (EPA) — The council", "The council"),
        ("# Mayor", "Mayor"),
        (". Lind", "Lind"),
        ("NATO", "NATO"),
        ("Ann Lind, who leads the opposition,", "Ann Lind, who leads the opposition"),
        ("“The Anchor”", "“The Anchor”"),
        ("@adal", "@adal"),
    ],
)
def test_a_source_is_cut_free_of_datelines_and_heading_marks(piece: str, source: str) -> None:
    """A place and an agency do not speak."""
    span = tidy_source(piece, (0, len(piece)))
    assert span is not None and piece[span[0] : span[1]] == source


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_tidy_never_leaves_the_text(text: str, a: int, b: int) -> None:
    """Any text, any span."""
    a, b = sorted((min(a, len(text)), min(b, len(text))))
    span = tidy(text, (a, b))
    assert span is None or (
        0 <= span[0] < span[1] <= max(b, 0) and any(c.isalnum() for c in text[span[0] : span[1]])
    )
