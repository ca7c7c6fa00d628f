"""The extractor with the shipped model: whole statements from whole texts, spans exact on any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import Statement
from onrecord.documents import document_from
from onrecord.errors import ModelError
from onrecord.extractor import Extractor

REPORT = """Bridge will stay open, mayor says

ELLERY, March 3 - The city will not close Tanner's Bridge before the autumn, Mayor Ines Okafor said on Tuesday.

"We looked at every bolt of it," Okafor told the Harbour Post. "It is safe, and it will stay open."

According to a report by the engineers, two of the pillars need work. Tomas Brandl, who runs the ferry, accused the \
mayor of hiding the figures. “She denies it, of course,” he said, “but the figures are there.”

Okafor denied that anything had been hidden. Residents believe that the repairs will take years.
"""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def find(statements: list[Statement], words: str) -> Statement:
    (found,) = [s for s in statements if words in s.content.text]
    return found


def test_direct_speech_interrupted_by_its_cue_is_one_statement(extractor: Extractor) -> None:
    """Source, cue and both parts of the content, at their places."""
    said = find(extractor.extract(REPORT), "We looked at every bolt")
    assert said.kind == "direct" and said.factuality == "speech"
    assert said.source is not None and said.source.text == "Okafor"
    assert said.cue is not None and said.cue.text.startswith("told")
    assert "It is safe, and it will stay open." in said.content.text and len(said.content.spans) == 2


def test_indirect_speech_is_found_without_marks(extractor: Extractor) -> None:
    """Most of what newspapers report stands outside quotation marks."""
    said = find(extractor.extract(REPORT), "close Tanner's Bridge")
    assert said.kind == "indirect" and said.source is not None and "Ines Okafor" in said.source.text


def test_documents_are_sources_too(extractor: Extractor) -> None:
    """According to a report, ..."""
    said = find(extractor.extract(REPORT), "two of the pillars need work")
    assert said.source is not None and "report" in said.source.text


def test_a_partial_name_and_a_pronoun_are_made_full(extractor: Extractor) -> None:
    """The fullest name this document gives; "he" is who has just spoken."""
    statements = extractor.extract(REPORT)
    okafor, he = find(statements, "every bolt").speaker, find(statements, "the figures are there")
    assert okafor is not None and (okafor.name, okafor.via) == ("Ines Okafor", "partial")
    assert he.source is not None and he.source.text == "he"
    assert he.speaker is not None and (he.speaker.name, he.speaker.via) == ("Tomas Brandl", "pronoun")
    assert "unresolved-speaker" not in he.flags


def test_a_denial_is_an_act_and_a_belief_is_no_speech(extractor: Extractor) -> None:
    """What kind of utterance it is, and whether it is one."""
    statements = extractor.extract(REPORT)
    assert find(statements, "anything had been hidden").act == "denial"
    assert find(statements, "repairs will take years").factuality == "thought"


def test_statements_come_in_order_with_confidences(extractor: Extractor) -> None:
    """Ordered by where the content begins; every confidence a probability."""
    statements = extractor.extract(REPORT)
    starts = [s.content.start for s in statements]
    assert starts == sorted(starts) and all(0 <= s.confidence <= 1 for s in statements)


def test_a_batch_gives_what_each_document_gives(extractor: Extractor) -> None:
    """One document does not change another's statements."""
    texts = [REPORT, "", "Nobody said a word.", REPORT]
    assert list(extractor.extract_batch(texts)) == [extractor.extract(text) for text in texts]


def test_front_matter_is_not_read(extractor: Extractor) -> None:
    """Offsets stay those of the whole file."""
    text = "---\ntitle: Okafor said no\npublished: 2026-03-03\n---\n\n" + REPORT
    statements = extractor.extract(document_from(text))
    assert min(s.content.start for s in statements) > text.index("\n---\n")
    assert [s.content.text for s in statements] == [s.content.text for s in extractor.extract(REPORT)]


def test_marks_of_any_style_give_the_same_statements(extractor: Extractor) -> None:
    """A publisher's typography changes nothing."""
    curly = "“We stay,” Lind said on Friday. “Nobody will move us.”"
    for opening, closing in ('""', "«»", ("``", "''"), "„“"):
        text = curly.replace("“", opening).replace("”", closing)
        (said,) = extractor.extract(text)
        assert said.kind == "direct" and said.source is not None and said.source.text == "Lind"
        assert len(said.content.spans) == 2


def test_a_missing_model_is_a_clear_error(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Not a traceback of the runtime."""
    (tmp_path / "settings.json").write_bytes(_settings())
    with pytest.raises(ModelError, match="install it again"):
        Extractor(folder=tmp_path).extract(REPORT)
    with pytest.raises(ModelError, match="install it again"):
        Extractor(folder=tmp_path / "nowhere")


def _settings() -> bytes:
    from importlib.resources import files

    return (files("onrecord.extraction") / "model" / "settings.json").read_bytes()


MARKS = ['"', "“", "”", "‘", "’", "'", "«", "»", "``", "''", "\n", "\n\n", " ", ",", ".", "?", "—", "(", ")"]
WORDS = ["said", "he", "Lind", "told", "We stay", "that", "@adal"]
ugly = st.lists(st.one_of(st.sampled_from(MARKS + WORDS), st.text(max_size=6)), max_size=60)


@settings(max_examples=150)
@given(ugly.map(" ".join))
def test_every_span_is_exact_on_any_text(extractor: Extractor, text: str) -> None:
    """No exception, and text[start:end] is the piece, however broken the marks are."""
    for statement in extractor.extract(text):
        pieces = (statement.content, statement.source, statement.cue, statement.addressee)
        for piece in (p for p in pieces if p is not None):
            assert piece.text == " ".join(text[a:b] for a, b in piece.spans) and piece.spans
            assert all(0 <= a < b <= len(text) for a, b in piece.spans)
            assert all(b <= c for (_, b), (c, _) in zip(piece.spans, piece.spans[1:], strict=False))
        if statement.speaker is not None:
            assert statement.source is not None


def test_to_whom_through_what_and_when(extractor: Extractor) -> None:
    """The circumstances come with the statements; the day is reckoned back from the document's date."""
    told = extractor.extract(document_from(REPORT, published="2026-03-05"))
    bolts = find(told, "We looked at every bolt")
    assert bolts.addressee is not None and bolts.addressee.text == "the Harbour Post"
    assert bolts.channel is not None and bolts.channel.type == "interview"
    open_ = find(told, "will not close Tanner's Bridge")
    assert open_.said_on is not None and (open_.said_on.date, open_.said_on.precision) == (
        "2026-03-03",
        "day",
    )
    assert find(told, "anything had been hidden").act == "denial"
