"""What holds for any text at all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotation_marks import paragraphs, quote_states, read_marks, reader

MARKS = "\"'“”‘’«»„`"
ROLES = {"quotation", "title", "scare", "block", "post"}
FLAGS = {"unbalanced-marks", "multi-paragraph", "nested", "misplaced-comma"}

pieces = st.sampled_from(
    [
        *MARKS, "''", "``", "a", "Ada Lind", "said", "she said", "12", "s'", ",", ".", "?", ":", "—", "-", " ",
        "\n", "\n\n", "\r\n", "\u2028", "\f", ">", "\n> ", "(@adal)", "January 5, 2024", '<b a="', "song",
        "\u200a", "\u0301", "\U0001f6a2", "\x00", "\u200f",
    ]
)  # fmt: skip
texts = st.one_of(
    st.text(), st.lists(pieces, max_size=60).map("".join), st.lists(pieces, max_size=60).map(" ".join)
)


@given(texts)
def test_spans_lie_in_the_text(text):
    """Every span is inside the text, not empty, and in order within its quotation."""
    for quotation in read_marks(text):
        last = 0
        for start, end in quotation.spans:
            assert last <= start < end <= len(text)
            last = end
        assert any(character.isalnum() for character in text[quotation.start : quotation.end])
        if quotation.signature is not None:
            (start, end), (low, high) = quotation.signature, quotation.signature_line
            assert 0 <= low <= start < end <= high <= len(text)


@given(texts)
def test_roles_and_flags_are_known(text):
    """Roles and flags come from closed lists, and flags say what the spans and levels say."""
    for quotation in read_marks(text):
        assert quotation.role in ROLES
        assert set(quotation.flags) <= FLAGS
        assert len(set(quotation.flags)) == len(quotation.flags)
        assert ("nested" in quotation.flags) == (quotation.level > 0)
        assert (quotation.marks == "none") == (quotation.role in ("block", "post"))


@given(texts)
def test_order_and_nesting(text):
    """Quotations come by start, outer before inner; each lies in one a level up and crosses none."""
    around: list[tuple[int, int]] = []
    for quotation in read_marks(text):
        assert quotation.level <= len(around)
        del around[quotation.level :]
        if around:
            assert around[-1][0] <= quotation.start
            assert quotation.end <= around[-1][1]
        around.append((quotation.start, quotation.end))
    for level in range(6):
        same = [quotation for quotation in read_marks(text) if quotation.level == level]
        assert all(a.end <= b.start for a, b in pairwise(same))


@given(texts)
def test_marks_stand_where_they_are_promised(text):
    """A balanced quotation begins and ends with its marks; a further paragraph begins with one."""
    for quotation in read_marks(text):
        if quotation.marks != "none" and "unbalanced-marks" not in quotation.flags:
            assert text[quotation.start] in MARKS
            assert text[quotation.end - 1] in MARKS


@given(texts)
def test_only_a_flag_lets_a_quotation_leave_its_paragraph(text):
    """A span never crosses a paragraph's end; spans in several paragraphs are flagged."""
    spans = paragraphs(text)
    for quotation in read_marks(text):
        inside = [
            [i for i, (a, b) in enumerate(spans) if a <= start and end <= b] for start, end in quotation.spans
        ]
        assert all(len(found) == 1 for found in inside)
        assert (len({found[0] for found in inside}) > 1) == ("multi-paragraph" in quotation.flags)


@given(texts)
def test_paragraphs_cover_the_text(text):
    """Paragraphs are ordered, begin and end with something visible, and leave only blanks (or ``>``) out."""
    last = 0
    for start, end in paragraphs(text):
        assert last <= start < end
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert (
            not text[last:start].strip("> \t\u200b\ufeff\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029").strip()
        )
        last = end
    assert not text[last:].strip("> \u200b\ufeff\n\r\t").replace(">", "").strip("\u200b\ufeff \t\n\r").strip()


@given(texts, st.lists(st.integers(0, 200)))
def test_states_fit_the_tokens(text, starts):
    """There is a state for every token, and none but 0 outside of quotations."""
    quotations, starts = read_marks(text), sorted(start for start in starts if start < len(text))
    states = quote_states(text, quotations, starts)
    assert len(states) == len(starts)
    for start, state in zip(starts, states, strict=True):
        within = any(a <= start < b for q in quotations if q.level == 0 for a, b in q.spans)
        assert (state != 0) == within


@given(texts)
def test_reading_twice_gives_the_same(text):
    """Reading has no memory."""
    assert read_marks(text) == read_marks(text)


@pytest.mark.parametrize("unit", ['"', "“", "' ", ' "a', '"a ', "“a ‘b ", ' "a" \'b', "a' 'b \"c ", "«a „b "])
def test_work_is_linear(monkeypatch, unit):
    """The search weighs at most a fixed number of readings for each mark, however the marks are set."""
    steps = 0
    offer = reader._offer

    def counted(*arguments):
        nonlocal steps
        steps += 1
        offer(*arguments)

    monkeypatch.setattr(reader, "_offer", counted)
    work = []
    for times in (100, 400):
        steps = 0
        read_marks(unit * times)
        work.append(steps)
    assert work[1] <= 4.5 * work[0] + 500
