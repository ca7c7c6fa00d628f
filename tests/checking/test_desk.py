"""A whole draft is checked: each quotation, each count, and bounded work."""

from __future__ import annotations

import pytest

from fakes import FakeExtractor
from onrecord.checking import Check, check_draft, check_quotation, fill, procedure, verify
from onrecord.documents import document_from
from onrecord.records import Piece, Speaker, Statement

TALK = document_from(
    "ADA LUND: We rowed home at dusk, and we did not stop at the island. The harbour was full of ice.\n\n"
    "PAVEL MOE: I would not do it again for any money in the world.",
    path="talk.txt",
)


def check(text: str, policy: str = "default") -> Check:
    document = document_from(text, path="draft.md")
    return check_draft(document, FakeExtractor().extract(document), fill([TALK]), policy)


def test_verdicts_stand_in_order_with_their_places() -> None:
    """Spans are code points of the draft; printed spans of edits count from the quotation's beginning."""
    text = "“The harbour was full of ice.” And “we did stop at the island,” said Ada Lund."
    result = check(text)
    assert [one.verdict for one in result.quotes] == ["VERBATIM", "ALTERED"]
    first, second = result.quotes
    assert text[slice(*first.spans[0])] == first.quote == "The harbour was full of ice."
    assert (second.speaker, second.attribution.verdict) == ("Ada Lund", "CONFIRMED")
    (edit,) = second.edits
    assert edit.said == "not"
    assert text[second.spans[0][0] + edit.printed_span[0] :].startswith("stop")


def test_every_quotation_is_counted_once() -> None:
    """Checked, uncheckable and too short are all there are; set aside are the rest of the marks."""
    coverage = check(
        "“The harbour was full of ice.” “Ice!” she called. Her song “The Long Row Home” is new. “No entregaremos nunca "
        "el valle porque es de todos los que viven en la casa,” said Ada Lund."
    ).coverage
    assert coverage.to_dict() == {"quotes": 3, "checked": 1, "uncheckable": 1, "too_short": 1, "set_aside": 1}


def test_right_words_wrong_speaker() -> None:
    """The heart of it: the words stand there, and somebody else said them."""
    (one,) = check("“I would not do it again for any money in the world,” said Ada Lund.").quotes
    assert (one.verdict, one.rule, one.attribution.said_by) == ("MISATTRIBUTED", "OR030", ("PAVEL MOE",))


def test_a_description_is_never_called_the_wrong_speaker() -> None:
    """ "Harbour officials" may well be Ada Lund: the wording is judged, the attribution stays open."""
    text = "“We rowed home at dusk,” harbour officials said."
    statement = Statement(
        "direct", "statement", "speech", Piece.of(text, [(0, 24)]), None, None, 0.9,
        Speaker("harbour officials", "unnamed", "full", 0.9, "told by the test"),
    )  # fmt: skip
    document = document_from(text)
    (one,) = check_draft(document, [statement], fill([TALK])).quotes
    assert (one.verdict, one.speaker) == ("VERBATIM", "harbour officials")
    assert (one.attribution.verdict, one.attribution.reason) == ("UNCONFIRMED", "generic-claim")


def test_a_policy_changes_levels() -> None:
    """The facts stay; how loud they are is the desk's."""
    text = "“We rowed home, and we did not stop at the island,” said Ada Lund."
    loud, quiet = check(text).quotes[0], check(text, "spoken").quotes[0]
    assert (loud.verdict, loud.edits) == (quiet.verdict, quiet.edits)
    assert (loud.level, quiet.level) == ("error", "warning")


def test_two_words_are_a_note_not_a_warning() -> None:
    """What no source can settle is said and is not held against the draft."""
    (one,) = check("“Ice!” She called.").quotes
    assert (one.verdict, one.reason, one.level, one.rule) == ("UNCHECKABLE", "too-short", "note", "OR050")


def test_a_single_quotation_with_its_tag() -> None:
    """Distance and order are checked across the tag of a quotation given on its own, too."""
    words = "“We rowed home at dusk,” she said. “The harbour was full of ice.”"
    result = check_quotation(words, "Ada Lund", fill([TALK]))
    (one,) = result.quotes
    assert result.draft is None and [words[a:b] for a, b in one.spans] == [
        "We rowed home at dusk,",
        "The harbour was full of ice.",
    ]
    assert one.attribution.verdict == "CONFIRMED"
    turned = "“The harbour was full of ice,” she said. “We rowed home at dusk.”"
    assert check_quotation(turned, "Ada Lund", fill([TALK])).quotes[0].reason == "reordered"


@pytest.mark.parametrize(
    "words", ["row " * (procedure.MAX_WORDS + 1), "row home ... " * (procedure.MAX_SEGMENTS + 1)]
)
def test_a_quotation_beyond_the_bound_is_refused_unread(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound on work: more words, or more pieces between ellipses, are not aligned, and the refusal says so."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("aligned")

    monkeypatch.setattr(procedure, "align", never)
    one = verify(words, fill([TALK]).index, "Ada Lund")
    assert (one.verdict, one.reason) == ("UNCHECKABLE", "too-long")
    assert "check it in parts" in one.explanation


def test_five_thousand_words_are_checked() -> None:
    """A whole speech is a quotation too; one word of it changed is found."""
    words = [f"word{number % 997}x{number % 89}" for number in range(6000)]
    shelf = fill([document_from(" ".join(words), path="speech.txt")])
    said = words[500:5500]
    assert verify(" ".join(said), shelf.index).verdict == "VERBATIM"
    said[2500] = "never"
    assert verify(" ".join(said), shelf.index).verdict == "ALTERED"
