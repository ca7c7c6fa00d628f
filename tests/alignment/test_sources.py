"""Sources keep their text untouched; turns are places in it."""

from onrecord.alignment import Source
from onrecord.documents import Document, Turn, text_id


def test_turns_point_into_the_text():
    """However a source is made, each turn's span holds its words."""
    source = Source.of_turns("talk", [("Ann", "Good evening."), (None, "Good evening to you.")])
    assert [source.turn_text(turn) for turn in source.turns] == ["Good evening.", "Good evening to you."]
    assert [turn.speaker for turn in source.turns] == ["Ann", None]


def document(**facts):
    text = "ANN: Good evening."
    return Document(text, text_id(text), (0, len(text)), **facts)


def test_a_transcript_becomes_its_turns():
    """A document's turns and facts are the source's."""
    source = Source.of_document(
        document(turns=(Turn("ANN", (5, 18)),), kind="transcript", complete=False, lang="en")
    )
    assert [(turn.speaker, source.turn_text(turn)) for turn in source.turns] == [("ANN", "Good evening.")]
    assert (source.complete, source.lang, source.label_provenance) == (False, "en", "transcript")


def test_a_report_is_an_article_and_a_post_its_authors():
    """A report's words are second hand; a post without turns is its author's."""
    assert Source.of_document(document(kind="report")).label_provenance == "article"
    assert Source.of_document(document(kind="post", author="Ann Lee")).turns[0].speaker == "Ann Lee"
    assert Source.of_document(document()).turns[0].speaker is None
