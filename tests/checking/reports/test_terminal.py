"""The report that a person reads in a terminal: everything accounted for, nothing that could deceive."""

from __future__ import annotations

import io
import re

import pytest

from fakes import FakeExtractor
from onrecord.checking import Check, check_draft, check_quotation, fill
from onrecord.checking.reports.terminal import write_text
from onrecord.documents import Problem, document_from

TALK = document_from(
    "ADA LUND: We rowed home at dusk, and we did not stop at the island. The harbour was full of ice.\n\n"
    "PAVEL MOE: The pier is 40 yards long, and I built it.",
    path="sources/talk.txt",
)


def check(text: str, *more: Problem) -> Check:
    document = document_from(text, path="draft.md", encoding="utf-8")
    return check_draft(document, FakeExtractor().extract(document), fill([TALK, *more]))


def written(*checks: Check, colour: bool = False, width: int = 100) -> str:
    stream = io.StringIO()
    write_text(checks, stream, colour=colour, width=width)
    return stream.getvalue()


def test_a_finding_shows_the_difference_and_the_source_beneath() -> None:
    """Verdict, place, speaker and rule; the quotation with its correction; one sentence; who said what where."""
    report = written(check("Boats.\n\n“We did stop at the island,” said Ada Lund."))
    assert report.splitlines()[2:8] == [
        "✗ ALTERED (critical) · line 3 · Ada Lund · OR001",
        "    “We did {+not+} stop at the island,”",
        '    The print changes a negation: "not" was left out.',
        "    → sources/talk.txt · ADA LUND",
        "     … LUND: We rowed home at dusk, and “we did not stop at the island”. The harbour was full of",
        "    ice.",
    ]
    assert "[-printed, not said-] {+said, not printed+}" in report


def test_a_source_with_marks_and_front_matter_is_shown_as_it_is() -> None:
    """Marks of its own are not doubled, and what stands above the text is not shown as part of it."""
    source = document_from(
        "---\ndate: 1951-04-02\n---\n“The canal shall be built,” Ada Lund said.", path="old.md"
    )
    report = written(check_quotation("The canal shall not be built", "Ada Lund", fill([source])))
    assert "     “The canal shall be built,” Ada Lund" in report
    assert "1951-04-02" in report and "date:" not in report


def test_a_changed_word_shows_both_sides() -> None:
    """What was printed is struck, what was said stands beside it."""
    assert "The pier is [-14-]{+40+} yards long" in written(
        check("“The pier is 14 yards long,” said Pavel Moe.")
    )


def test_colours_are_asked_for() -> None:
    """Without them there is not one escape; with them the same words."""
    result = check("“We did stop at the island,” said Ada Lund.")
    plain, coloured = written(result), written(result, colour=True)
    assert "\x1b" not in plain and "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_every_quotation_and_every_source_is_accounted_for() -> None:
    """The block at the end counts what was checked, names what was set aside, and lists each source with its state."""
    report = written(
        check(
            "“The harbour was full of ice.” “Ice!” she called. Her song “The Long Row Home” is new.",
            Problem("sources/minutes.pdf", "is an encrypted PDF file; save it without a password"),
        )
    )
    assert "2 quotations: 1 checked, 0 uncheckable, 1 too short" in report
    assert "0 errors, 0 warnings, 1 note (policy: default)" in report
    assert "Set aside as titles or scare quotes: “The Long Row Home”" in report
    assert "sources/minutes.pdf" in report and "is an encrypted PDF file" in report
    assert re.search(r"sources/talk\.txt +29 +2 +[0-9a-f]{12}", report)


def test_nothing_checked_is_said_loudly() -> None:
    """No reader shall take silence for a pass."""
    assert "Nothing was checked." in written(check("“Ice!” she called."))
    assert "No sources were given." in written(check_quotation("full of ice", None, fill([])))


def test_sources_are_listed_once_for_several_drafts() -> None:
    """All drafts were checked against the same shelf."""
    shelf = fill([TALK])
    drafts = [document_from("“The harbour was full of ice.”", path=name) for name in ("a.md", "b.md")]
    report = written(*(check_draft(draft, [], shelf) for draft in drafts))
    assert report.count("sha256") == 1 and report.index("a.md") < report.index("b.md") < report.index(
        "sha256"
    )


@pytest.mark.parametrize("evil", ["\x1b[31mred", "\u202eback", "\x07bell"])
def test_control_characters_are_made_visible(evil: str) -> None:
    """A draft or source cannot paint on the terminal or turn the line around."""
    report = written(check(f"“The harbour {evil} was full of ice,” said Ada Lund."))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", report) and "\ufffd" in report


def test_lines_fit_and_carry_no_blanks_at_the_end() -> None:
    """Narrow terminals wrap words, long quotations are shown by their ends."""
    report = written(check("“The harbour was full of ice. " + "We wait and wait. " * 100 + "”"), width=60)
    body = report[: report.index("1 quotation:")].splitlines()
    assert max(map(len, body)) <= 60 and all(line == line.rstrip() for line in body)
    assert re.search(r"\[… [\d,]+ characters …\]", " ".join(line.strip() for line in body))


def test_quiet_quotations_may_be_left_out_but_are_counted() -> None:
    """``least`` is for a page of its own; the counts are those of the whole check."""
    stream = io.StringIO()
    text = "“The harbour was full of ice.” Yes. “We did stop at the island,” said Ada Lund."
    write_text([check(text)], stream, least="warning")
    assert "VERBATIM" not in stream.getvalue() and "2 quotations: 2 checked" in stream.getvalue()
