"""TEI: spoken and written texts with voices."""

from __future__ import annotations

import io

import pytest

from onrecord.documents.contents import Content
from onrecord.documents.tei import read_tei
from onrecord.errors import InputError

HEADER = """<teiHeader><fileDesc><titleStmt><title type="main">Council,  item 4</title><title>Other</title>
<author>The clerk</author></titleStmt><publicationStmt><date when="2027-01-01"/></publicationStmt>
<sourceDesc><bibl><date when="2026-03-01"/></bibl></sourceDesc></fileDesc>
<profileDesc><settingDesc><setting><date when="2026-03-02"/></setting></settingDesc><particDesc><listPerson>
<person xml:id="IO"><persName><forename>Ines</forename><surname>Okafor</surname></persName></person>
</listPerson></particDesc></profileDesc></teiHeader>"""


def tei(body: str, header: str = HEADER) -> bytes:
    opening = '<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0">'
    return f"{opening}{header}<text><body>{body}</body></text></TEI>".encode()


def one(data: bytes) -> Content:
    (content,) = read_tei(io.BytesIO(data))
    return content


def said(content: Content) -> list[tuple[str | None, str]]:
    spans = [(turn.span, turn.speaker) for turn in content.turns] + [
        (span, None) for span in content.unvoiced
    ]
    return [(speaker, content.text[slice(*span)]) for span, speaker in sorted(spans)]


def test_utterances_are_turns_under_the_names_of_the_header() -> None:
    """A key without a person stands for itself; sounds, gestures and notes are left out; segments are lines."""
    content = one(
        tei(
            """<head>Item 4</head><u who="#IO"><seg>Good  evening.</seg><seg>Order, <note>sic</note>please.</seg></u>
            <u who="#LeoBrandt">How <vocal><desc>laughs</desc></vocal>long?</u><u>Hear!</u>"""
        )
    )
    assert (
        content.text
        == "Item 4\n\nInes Okafor: Good evening.\nOrder, please.\n\nLeoBrandt: How long?\n\nHear!"
    )
    assert said(content) == [
        ("Ines Okafor", "Good evening.\nOrder, please."),
        ("LeoBrandt", "How long?"),
        (None, "Hear!"),
    ]
    assert content.kind == "transcript"


def test_speech_in_a_story_is_told_from_the_words_around_it() -> None:
    """Each piece that is said is a paragraph after its voice; what surrounds it is nobody's."""
    content = one(
        tei(
            '<p><said who="#IO">“We are done,</said> she said, <said who="#IO">waiting.”</said> She sat down.</p>'
        )
    )
    assert (
        content.text == "Ines Okafor: “We are done,\n\nshe said,\n\nInes Okafor: waiting.”\n\nShe sat down."
    )
    assert said(content) == [("Ines Okafor", "“We are done,"), ("Ines Okafor", "waiting.”")]


def test_the_date_is_that_of_the_occasion() -> None:
    """Not that of the source, and never that of the edition."""
    facts = one(tei("<p>Words.</p>")).facts
    assert (facts.title, facts.author, facts.published) == ("Council, item 4", "The clerk", "2026-03-02")
    without = HEADER.replace("<setting>", "<x>").replace("</setting>", "</x>")
    assert one(tei("<p>Words.</p>", without)).facts.published == "2026-03-01"


def test_a_text_without_voices_is_its_paragraphs() -> None:
    """It is no transcript, and its layout may still be read."""
    content = one(tei("<p>One<lb/>two.</p><p>Three.</p>"))
    assert (content.text, content.kind, content.spoken) == ("One two.\n\nThree.", None, False)


def test_a_corpus_is_its_texts() -> None:
    """People of the corpus are known in every text."""
    text = tei('<u who="#IO">Yes.</u>', "<teiHeader/>").partition(b"?>")[2]
    contents = list(read_tei(io.BytesIO(b"<teiCorpus>" + HEADER.encode() + text + text + b"</teiCorpus>")))
    assert [content.text for content in contents] == ["Ines Okafor: Yes."] * 2
    assert all(content.several for content in contents)


def test_times_come_from_the_timeline() -> None:
    """In seconds."""
    content = one(
        tei('<timeline><when xml:id="T1" absolute="00:01:05"/><when xml:id="T2" absolute="00:01:09"/></timeline>'
            '<u who="#IO" start="#T1" end="#T2">Yes.</u>')
    )  # fmt: skip
    assert [(turn.start, turn.end) for turn in content.turns] == [(65.0, 69.0)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html><p>x</p></html>", r"is XML, but not TEI \(its root is <html>\)"),
        (tei("<u who='#IO'>"), "is not well-formed XML"),
        (tei(""), "is a TEI file without words"),
        (b"", "is not well-formed XML"),
        (b'<!DOCTYPE TEI [<!ENTITY a "x">]>' + tei("<p>&a;</p>").partition(b"?>")[2], "declares entities"),
        (b'<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/hostname">]><TEI/>', "declares entities"),
        (b"<TEI>" + b"<p>" * 5_000, "nests its elements more than 200 deep"),
    ],
)
def test_what_is_no_tei_says_so(data: bytes, message: str) -> None:
    """Bad input and harmful input cost a line."""
    with pytest.raises(InputError, match=message):
        list(read_tei(io.BytesIO(data)))


def test_a_text_is_given_before_the_next_is_read() -> None:
    """A corpus of any length is read in bounded memory."""
    text = tei('<u who="#IO">Yes.</u>', "<teiHeader/>").partition(b"?>")[2]
    stream = io.BytesIO(b"<teiCorpus>" + text * 20_000 + b"</teiCorpus>")
    next(read_tei(stream))
    assert stream.tell() < 100_000
