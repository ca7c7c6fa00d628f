"""Statements: what the model found and what the layout shows, as one list with exact spans."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord import Statement
from onrecord.documents import document_from
from onrecord.extraction.confidence import Confidence
from onrecord.extraction.decoding import Relation
from onrecord.extraction.statements import Found, assemble
from onrecord.extraction.words import Words, read_words
from onrecord.quotation_marks import read_marks

SURE = Confidence(relation=(0.0,) * 12 + (3.0,), factuality=(1.0, 0.0), least=0.3, low=0.6, without_cue=0.7)
DOUBTFUL = Confidence(
    relation=(0.0,) * 12 + (0.0,), factuality=(1.0, 0.0), least=0.3, low=0.6, without_cue=0.7
)


def numbers(words: Words, piece: str) -> tuple[int, int]:
    start = words.text.index(piece)
    first = int(np.searchsorted(words.starts, start))
    return first, int(np.searchsorted(words.starts, start + len(piece)))


def relation(words: Words, cue: str, content: list[str], source: str | None, speech: float = 2.0) -> Relation:
    labels = np.zeros(14, np.float32)
    labels[1] = speech
    return Relation(
        numbers(words, cue),
        None if source is None else numbers(words, source),
        tuple(numbers(words, c) for c in content),
        (0.0,) * 11,
        labels,
    )


def found(
    text: str, *relations: tuple[str, list[str], str | None], confidence: Confidence = SURE
) -> list[Found]:
    quotations = read_marks(text)
    words = read_words(text, quotations)
    made = [relation(words, *r) for r in relations]
    return assemble(document_from(text), words, quotations, made, confidence)


def statements(
    text: str, *relations: tuple[str, list[str], str | None], confidence: Confidence = SURE
) -> list[Statement]:
    got = [f.statement for f in found(text, *relations, confidence=confidence)]
    for statement in got:
        for piece in (statement.content, statement.source, statement.cue):
            assert (
                piece is None
                or [text[a:b] for a, b in piece.spans] == piece.text.split(" ")
                or all(text[a:b] in piece.text for a, b in piece.spans)
            )
    return got


def test_a_content_inside_marks_is_direct_outside_indirect_and_partly_mixed() -> None:
    """Kind is about the words of the content, not about its punctuation."""
    text = "“We stay,” Lind said. She said the plan was “a gift to nobody”. She said it was late."
    got = statements(
        text,
        ("said", ["“We stay,”"], "Lind"),
        ("said the", ["the plan was “a gift to nobody”"], "She"),
        ("said it", ["it was late"], "She said it"),
    )
    assert [s.kind for s in got] == ["direct", "mixed", "indirect"]


def test_an_interrupted_quotation_is_one_statement_with_two_spans() -> None:
    """“A,” she said, “B” is one thing said."""
    text = "“We stay,” Lind said, “and we pay.”"
    (got,) = statements(text, ("said", ["“We stay,”", "“and we pay.”"], "Lind"))
    assert got.content.text == "“We stay,” “and we pay.”" and len(got.content.spans) == 2


def test_a_quotation_over_paragraphs_is_one_statement() -> None:
    """Each paragraph opens, only the last closes."""
    text = "“We stay,” Lind said. “We have no other home.\n\n“And we will pay for it.”\n\nNobody answered."
    (got,) = statements(text, ("said", ["“We stay,”", "“We have no other home."], "Lind"))
    assert got.content.text.endswith("“And we will pay for it.”") and "multi-paragraph" in got.flags


def test_a_quotation_that_no_cue_claims_is_a_statement_without_a_source() -> None:
    """Nobody's words are put in somebody's mouth; nobody's words are lost."""
    (got,) = statements("It was late. “We will never sell the old harbour.” The lamps went out.")
    assert (got.kind, got.source, got.cue, got.confidence) == ("direct", None, None, 0.7)


def test_titles_and_single_terms_are_no_statements() -> None:
    """A song called “X” was not said by anybody."""
    assert statements("They played a song called “The Long Way Home to You” and left.") == []
    assert statements("The so-called “experts” left.") == []
    song = "Lind played a song called “The Long Way Home to You” and left."
    assert statements(song, ("played", ["“The Long Way Home to You”"], "Lind")) == []


def test_a_signed_post_is_a_direct_statement_of_its_signer() -> None:
    """Without marks, by its layout."""
    text = "The mayor took to her phone.\n\nWe will not close the bridge. — Ada Lind (@adal) January 5, 2024\n\nIt did."
    (got,) = found(text)
    assert got.signed and got.statement.source is not None and got.statement.source.text == "Ada Lind"
    assert got.statement.content.text == "We will not close the bridge."


def test_a_piece_of_a_post_taken_by_a_cue_outside_is_given_back() -> None:
    """The layout knows where the post begins and ends."""
    text = (
        "She later posted a reply.\n\nWe will not close the bridge at all. — Ada Lind (@adal) January 5, 2024"
    )
    got = statements(text, ("posted", ["a reply", "We will"], "She"))
    assert [s.content.text for s in got] == ["a reply", "We will not close the bridge at all."]


def test_a_post_that_a_cue_introduces_stays_one_statement() -> None:
    """“She wrote:” and the post are one relation; “a photograph of her tables:” is not the post."""
    post = "We will not close the bridge at all. — Ada Lind (@adal) January 5, 2024"
    (said,) = statements(f"She wrote:\n\n{post}", ("wrote", ["We will not close the bridge at all."], "She"))
    assert said.source is not None and said.source.text == "She"
    got = statements(
        f"She posted a picture of the lamps:\n\n{post}",
        ("posted", ["a picture of the lamps", "We will not close the bridge at all."], "She"),
    )
    assert [s.content.text for s in got] == ["a picture of the lamps", "We will not close the bridge at all."]


def test_a_signature_names_the_source_that_the_model_did_not_find() -> None:
    """One statement, not two."""
    text = "Readers wrote in. “The bridge is ours, and we said so,” it began. “Keep it.” — Ada Lind"
    got = found(text, ("wrote", ["“Keep it.”"], None))
    signed = [f for f in got if f.signed]
    assert (
        len(signed) == 1
        and signed[0].statement.source is not None
        and signed[0].statement.source.text == "Ada Lind"
    )


def test_labelled_lines_in_a_report_are_turns() -> None:
    """An interview printed line by line says who speaks."""
    text = "They met.\n\nLIND: Will the bridge stay open?\n\nOKAFOR: It will, as long as I am here.\n\nThey parted."
    got = found(text, ("Will", ["Will the bridge stay open"], "LIND"))
    assert [(f.turn.speaker, f.statement.content.text) for f in got if f.turn] == [
        ("LIND", "Will the bridge stay open?"),
        ("OKAFOR", "It will, as long as I am here."),
    ]
    assert len(got) == 2


def test_what_a_turn_reports_of_others_is_flagged_as_nested() -> None:
    """Words inside somebody's words."""
    text = "LIND: The council said it was late.\n\nOKAFOR: It was not late at all."
    inner = [f.statement for f in found(text, ("said", ["it was late"], "The council")) if not f.turn]
    assert [s.flags for s in inner] == [("nested",)]


def test_a_label_alone_is_no_conversation() -> None:
    """A warning in capitals is not a speaker."""
    assert found("WARNING: the bridge is closed today.\n\nIt stays closed.") == []


def test_unclosed_marks_are_flagged() -> None:
    """What the marks leave open is said."""
    text = "“We stay, Lind said.\n\nNothing more was said."
    (got,) = statements(text, ("said", ["“We stay"], "Lind"))
    assert "unbalanced-marks" in got.flags


def test_relations_below_the_threshold_are_dropped_and_doubtful_ones_flagged() -> None:
    """The threshold belongs to the model's settings."""
    text = "Lind said it was late."
    (got,) = statements(text, ("said", ["it was late"], "Lind"), confidence=DOUBTFUL)
    assert got.flags == ("low-confidence",) and got.confidence == 0.5
    never = Confidence((0.0,) * 12 + (-3.0,), (1.0, 0.0), 0.3, 0.6, 0.7)
    assert statements(text, ("said", ["it was late"], "Lind"), confidence=never) == []


def test_thought_is_told_from_speech_and_has_no_act() -> None:
    """Belief is not an utterance."""
    words = read_words("Lind hopes it ends.", [])
    thought = relation(words, "hopes", ["it ends"], "Lind", speech=-2.0)
    (got,) = assemble(document_from("Lind hopes it ends."), words, [], [thought], SURE)
    assert (got.statement.factuality, got.statement.act) == ("thought", "statement")


def test_a_quotation_that_a_window_cut_is_whole_again() -> None:
    text = (
        'Tessa Lind said: "We count every boat. We count every net. We count every rope." The room was quiet.'
    )
    (statement,) = statements(text, ("said", ['"We count every boat.'], "Tessa Lind"))
    assert statement.content.text == '"We count every boat. We count every net. We count every rope."'


def test_the_beginning_of_a_quotation_goes_to_the_relation_that_has_its_end() -> None:
    text = '"We count every boat. We count every net. We count every rope," said Tessa Lind.'
    (statement,) = statements(text, ("said", ['We count every rope,"'], "Tessa Lind"))
    assert statement.content.text == '"We count every boat. We count every net. We count every rope,"'


def test_who_is_quoted_inside_a_quotation_gets_none_of_the_rest() -> None:
    text = '"He said the nets were gone. We count every net," said Tessa Lind.'
    inner, outer = sorted(
        statements(
            text,
            ("said", ["the nets were gone"], "He"),
            ("said Tessa", ['We count every net,"'], "Tessa Lind"),
        ),
        key=lambda s: len(s.content.text),
    )
    assert inner.content.text == "the nets were gone"
    assert outer.content.text.endswith('We count every net,"') and outer.content.text.startswith('"He said')


def test_a_short_answer_without_a_cue_is_a_statement_when_it_is_a_sentence() -> None:
    text = 'Would she sell the boats? "Never." The room was quiet.'
    assert [s.content.text for s in statements(text)] == ['"Never."']


def test_a_short_heading_in_marks_is_no_statement() -> None:
    assert statements("The nets were counted.\n\n'A quiet harbour.'\n\nNobody asked why.") == []


def test_short_answers_in_a_dialogue_are_statements() -> None:
    text = '"Did you count the nets on the pier?"\n\n"Every one."\n\n"And the boats?"'
    assert [s.content.text for s in statements(text)] == text.split("\n\n")


def test_a_term_in_marks_is_no_statement() -> None:
    assert statements('He calls it "Harbour Day" and "Net Week." Nobody else does.') == []


SAID = '"We count every boat," said Tessa Lind.'


def test_a_bare_quotation_goes_on_from_the_paragraph_that_ends_by_naming_its_speaker() -> None:
    text = f'{SAID}\n\n"And then we count every net on the pier twice."\n\nNobody asked her why.'
    (statement,) = statements(text, ("said", ['"We count every boat,"'], "Tessa Lind"))
    assert statement.content.spans == ((0, 22), (41, 89))


@pytest.mark.parametrize(
    ("before", "owned", "after"),
    [
        (SAID, '"We count every boat,"', '"Do you really count them on Sundays too?"'),
        (f'"Who counts the boats here every evening?"\n\n{SAID}', '"We count every boat,"', "Nobody asked."),
        ('"Do we count every boat?" said Tessa Lind.', '"Do we count every boat?"', "Nobody asked."),
        ('Tessa Lind said: "We count every boat."', '"We count every boat."', "Nobody asked."),
    ],
    ids=["before an answer", "after a bare quotation", "after a question", "after the cue came first"],
)
def test_a_bare_quotation_goes_on_from_nobody(before: str, owned: str, after: str) -> None:
    bare = '"And then we count every net on the pier twice."'
    found = statements(f"{before}\n\n{bare}\n\n{after}", ("said", [owned], "Tessa Lind"))
    assert bare in [s.content.text for s in found if s.source is None]
