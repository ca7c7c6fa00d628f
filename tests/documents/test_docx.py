"""Word files: their paragraphs, and what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.made_files import docx, paragraph
from onrecord.documents import read_document
from onrecord.documents.docx import read_docx
from onrecord.errors import InputError


def test_paragraphs_are_parted_by_a_blank_line() -> None:
    """Runs join without a blank; tabs, line breaks and special hyphens are the characters that they show."""
    body = (
        '<w:p><w:r><w:t xml:space="preserve">The may</w:t></w:r><w:r><w:t>or</w:t><w:tab/><w:t>spoke.</w:t><w:br/>'
        "<w:t>Co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>en.</w:t></w:r></w:p>"
    )
    assert read_docx(docx(paragraph(" First. "), "<w:p/>", body)).text == (
        "First.\n\nThe mayor\tspoke.\nCo\u2011op\u00aden."
    )


def test_what_a_reader_does_not_see_is_left_out() -> None:
    """Deleted, moved and hidden words, field codes, and the second form of a drawing."""
    body = """<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>
    <w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>
    <w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>, added</w:t></w:r></w:ins>
    <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>
    <w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>, shown</w:t></w:r>
    <w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:footnoteReference w:id="1"/></w:r>
    <mc:AlternateContent xmlns:mc="m"><mc:Choice><w:r><w:t>, once</w:t></w:r></mc:Choice>
    <mc:Fallback><w:r><w:t>, twice</w:t></w:r></mc:Fallback></mc:AlternateContent><w:r><w:t>.</w:t></w:r></w:p>"""
    assert read_docx(docx(body)).text == "Kept, added, shown, once."


def test_a_text_box_is_a_paragraph_before_the_one_that_holds_it() -> None:
    """Paragraphs inside paragraphs do not run together."""
    body = f"<w:p><w:r><w:t>Outer.</w:t><w:txbxContent>{paragraph('Boxed.')}</w:txbxContent></w:r></w:p>"
    assert read_docx(docx(body)).text == "Boxed.\n\nOuter."


def test_block_quotes_are_marked_as_in_markdown() -> None:
    """By the paragraph's style; where most of a text has that style, it quotes nobody."""
    words = "A paragraph of the report, long enough to outweigh the quotation in it."
    assert read_docx(docx(paragraph(words), paragraph("We are done.", "IntenseQuote"))).text == (
        f"{words}\n\n> We are done."
    )
    assert read_docx(docx(paragraph("We are done.", "Quote"))).text == "We are done."


def test_a_table_of_speakers_and_words_is_a_transcript(tmp_path: Path) -> None:
    """Two cells, the first of them a label, are a turn; any other row is its paragraphs."""

    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    path = tmp_path / "minutes.docx"
    path.write_bytes(
        docx(
            "<w:tbl>",
            *(
                row("OKAFOR", "Order."),
                row("Leo Brandt:", "How long have you known?"),
                row("OKAFOR", "Since October."),
            ),
            *(row("Leo Brandt:", "And who pays?"), row("42", "hangers")),
            "</w:tbl>",
        )
    )
    document = read_document(path)
    assert document.text.endswith("Leo Brandt: And who pays?\n\n42\n\nhangers")
    assert [turn.speaker for turn in document.turns] == ["OKAFOR", "Leo Brandt", "OKAFOR", "Leo Brandt"]


def test_core_properties_are_known() -> None:
    """Title, author and date of creation; the date of a library's template is nobody's."""
    known = {"dc:title": "Minutes", "dc:creator": "Ines Okafor", "dcterms:created": "2026-03-02T09:00:00Z"}
    facts = read_docx(docx(paragraph("Words."), properties=known)).facts
    assert (facts.title, facts.author, facts.published) == ("Minutes", "Ines Okafor", "2026-03-02")
    known["dcterms:created"] = "2013-12-23T23:15:00Z"
    assert read_docx(docx(paragraph("Words."), properties=known)).facts.published is None


def test_the_main_part_may_be_called_anything() -> None:
    """The file says which it is."""
    assert read_docx(docx(paragraph("Words."), main="word/document2.xml")).text == "Words."


def test_a_bomb_is_refused_while_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few kilobytes that unpack to far more stop at the limit, whatever size the archive states."""
    monkeypatch.setattr("onrecord.documents.docx.MAX_PART_BYTES", 3_000_000)
    bomb = docx(paragraph("a" * 20_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(InputError, match="unpacks to over 3 MB; refused"):
        read_docx(bomb)


def test_declared_entities_are_refused() -> None:
    """They make small files huge, or read others."""
    head = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with pytest.raises(InputError, match="declares entities"):
        read_docx(docx("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", head=head))


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is said."""
    monkeypatch.setattr("onrecord.documents.docx.MAX_PARTS", 1)
    with pytest.raises(InputError, match="has over 1 parts; refused"):
        read_docx(docx(paragraph("Words.")))


def zipped(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (docx(paragraph("Words."))[:200], "is a damaged Word file"),
        (b"PK\x03\x04 and nothing else", "is a damaged Word file"),
        (zipped(mimetype="application/epub+zip"), "is a zip archive but no Word file"),
        (zipped(word__document="x"), "is a zip archive but no Word file"),
        (docx("<w:p>"), "is not well-formed XML"),
        (docx("<w:p/>"), "is empty"),
    ],
)
def test_what_is_no_word_file_says_so(data: bytes, message: str) -> None:
    """Each kind of bad input has its clause."""
    with pytest.raises(InputError, match=message):
        read_docx(data)


def test_an_encrypted_word_file_is_told_from_an_old_one(tmp_path: Path) -> None:
    """A password turns a docx file into another kind of archive."""
    path = tmp_path / "minutes.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(InputError, match="is an encrypted Word file"):
        read_document(path)


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1))
)
def test_no_words_are_lost_or_changed(paragraphs: list[str]) -> None:
    """Whatever stands in a paragraph stands in the text, in order."""
    wanted = [words.strip() for words in paragraphs if words.strip()]
    body = [paragraph(words) for words in paragraphs]
    text = read_docx(docx(*body, paragraph("End."))).text
    assert "".join(text.split()) == "".join("".join([*wanted, "End."]).split())
