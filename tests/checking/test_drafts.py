"""What of a draft is a quotation, and whose."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from onrecord.checking.drafts import Draft, read_draft, stretches_of
from onrecord.documents import Document, document_from
from onrecord.records import Kind, Piece, Speaker, SpeakerKind, Statement


def statement(
    text: str,
    content: str | Sequence[str],
    cue: str | None = None,
    speaker: str | None = "Ada Lund",
    *,
    kind: Kind = "direct",
    named: SpeakerKind = "named",
) -> Statement:
    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    return Statement(
        kind=kind,
        act="statement",
        factuality="speech",
        content=Piece.of(text, map(place, [content] if isinstance(content, str) else content)),
        source=None,
        cue=None if cue is None else Piece.of(text, [place(cue)]),
        confidence=0.9,
        speaker=None if speaker is None else Speaker(speaker, named, "full", 0.9, "told by the test"),
    )


def read(text: str, *statements: Statement) -> Draft:
    return read_draft(document_from(text), statements)


def stretches(draft: Draft) -> list[list[str]]:
    """The words of each quotation, stretch by stretch."""
    return [[draft.document.text[a:b] for a, b in one.spans] for one in draft.quotations]


def test_the_words_stand_without_their_marks() -> None:
    """Spans are places in the draft, and the person credited goes with them."""
    text = "“We rowed home,” said Ada Lund."
    draft = read(text, statement(text, "“We rowed home,”", "said"))
    assert stretches(draft) == [["We rowed home,"]]
    assert (draft.quotations[0].speaker, draft.quotations[0].named) == ("Ada Lund", True)


def test_a_quotation_around_its_speech_tag_is_one() -> None:
    """What the tag cuts in two was printed as one utterance, and is checked as one."""
    text = "“We rowed home,” said Lund, “and slept.”"
    draft = read(text, statement(text, ["“We rowed home,”", "“and slept.”"], "said"))
    assert stretches(draft) == [["We rowed home,", "and slept."]]
    (one,) = draft.quotations
    assert one.text(text) == "We rowed home,” said Lund, “and slept."
    assert [one.text(text)[a:b] for a, b in one.inside] == ["We rowed home,", "and slept."]


def test_fragments_of_one_sentence_are_several() -> None:
    """Two pairs of marks with the reporter's words between them claim no order and no nearness."""
    text = "Lund called it “a cold mess of a night” and “the worst row of my life”."
    marked = ["“a cold mess of a night”", "“the worst row of my life”"]
    draft = read(text, statement(text, marked, "called"))
    assert stretches(draft) == [["a cold mess of a night"], ["the worst row of my life"]]
    assert [one.speaker for one in draft.quotations] == ["Ada Lund"] * 2


def test_only_the_quoted_part_of_a_mixed_statement_is_checked() -> None:
    """The reporter's own words are no quotation; indirect speech has none."""
    text = "Lund said the night was “cold and far too long” for rowing. She said that she slept."
    mixed = statement(text, "the night was “cold and far too long” for rowing", "said", kind="mixed")
    indirect = statement(text, "that she slept", None, kind="indirect")
    assert stretches(read(text, mixed, indirect)) == [["cold and far too long"]]


def test_several_paragraphs_are_one_quotation() -> None:
    """Marks that open every paragraph and close once make one quotation of several stretches."""
    text = "“We rowed home.\n\n“Then we slept,” Lund said."
    draft = read(text, statement(text, ["“We rowed home.", "“Then we slept,”"], "said"))
    assert stretches(draft) == [["We rowed home.", "Then we slept,"]]


def test_marks_that_no_statement_has_are_checked_too() -> None:
    """Nobody is credited, but the words must stand somewhere; so must a block quote's."""
    text = "Rumours go round.\n\n“They sank the boat at night.”\n\n> The harbour was full of ice.\n> It cracked.\n"
    draft = read(text)
    assert stretches(draft) == [
        ["They sank the boat at night."],
        ["The harbour was full of ice.", "It cracked."],
    ]
    assert [one.speaker for one in draft.quotations] == [None, None]


def test_titles_and_scare_quotes_are_set_aside_and_accounted_for() -> None:
    """They quote nobody; the report still names them."""
    text = "Her song “The Long Row Home” made the “experts” smile. Next came “Ice and Iron” by Moe."
    draft = read(text)
    assert draft.quotations == ()
    assert [piece.text for piece in draft.set_aside] == ["“The Long Row Home”", "“experts”", "“Ice and Iron”"]


def test_a_scare_quote_that_somebody_said_is_checked() -> None:
    """A statement makes a quotation of it."""
    text = "Lund called the plan “reckless” yesterday."
    draft = read(text, statement(text, "“reckless”", "called"))
    assert stretches(draft) == [["reckless"]] and draft.set_aside == ()


def test_a_lost_mark_ends_where_the_statement_ends() -> None:
    """What follows an unclosed quotation is not the speaker's."""
    text = "“We rowed home, said Ada Lund. She went to bed without another word."
    draft = read(text, statement(text, "“We rowed home,", "said"))
    assert stretches(draft) == [["We rowed home,"]]


def test_a_description_is_no_name() -> None:
    """ "city officials" are credited, but name nobody."""
    text = "“We rowed home,” said city officials."
    draft = read(text, statement(text, "“We rowed home,”", "said", "city officials", named="unnamed"))
    assert (draft.quotations[0].speaker, draft.quotations[0].named) == ("city officials", False)


def test_the_turns_of_an_interview_are_quotations_without_marks() -> None:
    """What a speaker quotes inside a turn is part of the turn."""
    text = "LUND: They told me “never row at night” and I did."
    turn = statement(text, "They told me “never row at night” and I did.")
    inner = statement(text, "“never row at night”", "told", "They", named="unnamed")
    assert stretches(read(text, turn, inner)) == [["They told me “never row at night” and I did."]]


def test_front_matter_is_not_the_draft() -> None:
    """A title in quotation marks there is no quotation."""
    draft = read('---\ntitle: "We rowed home at night"\n---\nNothing was said.\n')
    assert draft.quotations == () and draft.set_aside == ()


def test_marks_without_words_are_nothing() -> None:
    """Empty marks are no quotation."""
    assert read("He said “” and “ ” and left.").quotations == ()


def test_a_single_quotation_may_bring_its_speech_tag() -> None:
    """Two pairs of marks with a tag between them are two stretches; anything else is one piece."""
    given_ = "“We rowed home,” she said, “and slept.”"
    spans = stretches_of(given_)
    assert spans is not None and [given_[a:b] for a, b in spans] == ["We rowed home,", "and slept."]
    for plain in ("We rowed home", "“We rowed home”", "We “rowed” home and “slept”", "", "“", "” ”"):
        assert stretches_of(plain) is None


@given(st.text(alphabet="ab .,?\n>“”\"'‘’", max_size=80))
def test_any_text_keeps_its_places(text: str) -> None:
    """Stretches are in order, inside the body, and never empty, whatever the marks do."""
    document: Document = document_from(text)
    draft = read_draft(document, [])
    for one in draft.quotations:
        assert all(document.body[0] <= a < b <= document.body[1] for a, b in one.spans)
        assert list(one.spans) == sorted(one.spans)
