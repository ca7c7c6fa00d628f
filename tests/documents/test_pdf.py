"""PDF files: the text layer, and what is refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from documents.made_files import encrypted, pdf
from onrecord.documents import read_document, voices
from onrecord.documents.pdf import read_pdf
from onrecord.errors import InputError

PAGES = [
    [
        "THE ANCHOR 1",
        "The council post-",
        "poned the vote, and the harbourmaster,",
        "“for once”, said nothing.",
    ],
    ["THE ANCHOR 2", "It meets again on Thursday (at noon)."],
]


def test_the_text_layer_is_what_the_pages_print() -> None:
    """Lines, hyphens at their ends and page headers stay; a form feed stands between two pages."""
    content = read_pdf(pdf(PAGES))
    assert content.text == "\n".join(PAGES[0]) + "\f" + "\n".join(PAGES[1])
    assert content.format == "pdf"


def test_title_and_author_are_known_and_the_date_is_not() -> None:
    """The date of a PDF file is that of a file, not of its words."""
    facts = read_pdf(
        pdf(
            PAGES,
            {"Title": "Microsoft Word - Minutes", "Author": "Ines Okafor", "CreationDate": "D:20260302"},
        )
    ).facts
    assert (facts.title, facts.author, facts.published) == ("Minutes", "Ines Okafor", None)
    assert read_pdf(pdf(PAGES, {"Title": "untitled"})).facts.title is None


def test_a_transcript_in_a_pdf_has_turns(tmp_path: Path) -> None:
    """Labels at the start of its lines are found as in plain text."""
    path = tmp_path / "minutes.pdf"
    lines = [
        "MAYOR OKAFOR: Order, please.",
        "BRANDT: How long have you",
        "known?",
        "MAYOR OKAFOR: Since October.",
    ]
    path.write_bytes(pdf([lines]))
    document = read_document(path)
    assert [(v.speaker, document.text[slice(*v.span)]) for v in voices(document)] == [
        ("MAYOR OKAFOR", "Order, please."),
        ("BRANDT", "How long have you\nknown?"),
        ("MAYOR OKAFOR", "Since October."),
    ]


def test_a_password_is_asked_for() -> None:
    """A file that opens without one is read, whatever its owner forbids."""
    with pytest.raises(InputError, match="is an encrypted PDF file; save it without a password"):
        read_pdf(encrypted(pdf(PAGES), "secret"))
    assert "meets again" in read_pdf(encrypted(pdf(PAGES), "")).text


@pytest.mark.parametrize("pages", [[[]], [[], [], []], [["1"], ["2"], ["3"]]])
def test_scanned_pages_have_no_text(pages: list[list[str]]) -> None:
    """Nothing, or nothing but page numbers, is no text layer."""
    with pytest.raises(InputError, match="has no text layer"):
        read_pdf(pdf(pages))


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", pdf(PAGES)[:300], b"%PDF-1.7\n" + bytes(range(256)) * 40])
def test_a_damaged_file_is_one_line(data: bytes) -> None:
    """What cannot be read is said without a traceback."""
    with pytest.raises(InputError, match=r"is a damaged PDF file|has no text layer") as caught:
        read_pdf(data)
    assert "\n" not in str(caught.value)


def test_the_text_of_all_pages_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are counted before they are read, characters while they are."""
    monkeypatch.setattr("onrecord.documents.pdf.MAX_CHARACTERS", 50)
    with pytest.raises(InputError, match="million characters"):
        read_pdf(pdf(PAGES))
    monkeypatch.setattr("onrecord.documents.pdf.MAX_PAGES", 1)
    with pytest.raises(InputError, match="has over 1 pages"):
        read_pdf(pdf(PAGES))


def test_the_extra_is_named_when_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has no reader for PDF is told how to get it."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(InputError, match=r"pip install 'onrecord\[pdf\]'"):
        read_pdf(pdf(PAGES))
