"""Which format a file is, and what importing costs."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.made_files import docx, paragraph, pdf
from onrecord.documents import DocumentFormat, Problem, find_files, read_document, read_documents, voices
from onrecord.documents.fields import NAMES
from onrecord.documents.readers import SUFFIXES, format_of
from onrecord.errors import InputError

PAGE = b"<!DOCTYPE html>\n<html><body>"


@pytest.mark.parametrize(
    ("name", "head", "format"),
    [
        ("a.txt", b"{", "text"),
        ("a.md", b"<html>", "text"),
        ("a.JSONL", b"", "jsonl"),
        ("a.html", b"<p>x", "html"),
        ("a.html", b'{"text": "x"}', "json"),
        ("a.txt", b"%PDF-1.7", "pdf"),
        ("a.bin", b"PK\x03\x04", "docx"),
        ("", PAGE, "html"),
        ("", b"\xef\xbb\xbf  <!-- saved --> <HTML lang=en>", "html"),
        ("", b'<?xml version="1.0"?>\n<TEI xmlns="x">', "tei"),
        ("", b"WEBVTT\n\n", "vtt"),
        ("", b"1\r\n00:00:01,000 --> 00:00:02,000\r\n", "srt"),
        ("", b'{"text": "x"}', "json"),
        ("", b'[{"text": "x"}]', "json"),
        ("", b'{"text": "x"}\n{"text": "y"}\n', "jsonl"),
        ("", b"[Applause.] {", "text"),
        ("", b"He said {x}.", "text"),
        ("", b"", "text"),
        ("story", b"1\nword\n", "text"),
    ],
)
def test_the_format_is_told_by_name_then_by_content(name: str, head: bytes, format: DocumentFormat) -> None:
    """PDF and Word files by content first; a name that says nothing, or none at all, leaves it to content."""
    assert format_of(name, head) == format


@pytest.mark.parametrize("name", ["a.odt", "a.doc", "a.rtf", "a.xlsx", "a.epub"])
def test_other_formats_are_refused_by_name(name: str) -> None:
    """With what to do about it."""
    with pytest.raises(InputError, match="by its name; save it as docx, PDF or plain text"):
        format_of(name, b"PK\x03\x04")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Words.", "Words."),
        (pdf([["Words."]]), "Words."),
        (docx(paragraph("Words.")), "Words."),
        (b'{"text": "Words."}', "Words."),
        (b"1\n00:01,0 --> 00:02,0\nWords.\n", "Words."),
        (b"<TEI><text><p>Words.</p></text></TEI>", "Words."),
    ],
)
def test_standard_input_may_be_any_format(data: bytes, text: str) -> None:
    """It has no name, and is looked at."""
    assert read_document("-", stdin=io.BytesIO(data)).text == text


def test_a_folder_stands_for_all_formats(tmp_path: Path) -> None:
    """Each suffix that is known, and no other."""
    for suffix in SUFFIXES:
        (tmp_path / f"a{suffix}").write_text("x", "utf-8")
    (tmp_path / "a.py").write_text("x", "utf-8")
    assert {path.suffix for path in find_files([tmp_path]) if isinstance(path, Path)} == set(SUFFIXES)


def test_importing_loads_no_reader() -> None:
    """The libraries for pages and PDF, and our own readers, come with the first such file."""
    ours = ("pages", "pdf", "docx", "tei", "json_files", "csv_files")
    names = ["trafilatura", "lxml", "pypdf", "numpy", *(f"onrecord.documents.{name}" for name in ours)]
    code = f"import sys, onrecord; print([name for name in {names} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_name_is_documented(repository: Path) -> None:
    """The page about formats has each suffix and each name of a field."""
    page = (repository / "docs" / "formats.md").read_text("utf-8")
    names = [*SUFFIXES, *(name for names in NAMES.values() for name in names)]
    assert [name for name in names if f"`{name}`" not in page] == []


STARTS = (b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html><p>", b"<TEI><text><u who='a'>", b"speaker,text\n", b"LIND: ",
          b"WEBVTT\n\n00:01.000 --> 00:02.000\n", b"1\n00:01,0 --> 00:02,0\n", b'{"text": "', b"\xff\xfe")  # fmt: skip
anything = st.tuples(st.sampled_from(STARTS), st.binary(max_size=200) | st.text(max_size=100).map(str.encode))


@given(st.sampled_from(sorted(SUFFIXES)), st.lists(anything, min_size=1, max_size=3))
def test_any_bytes_under_any_name_are_documents_or_problems(
    suffix: str, pieces: list[tuple[bytes, bytes]]
) -> None:
    """No file crashes a reader, and every span lies in its text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(b"".join(a + b for a, b in pieces))
        for item in read_documents(path):
            if isinstance(item, Problem):
                assert item.message and "\n" not in item.message
                continue
            assert item.text and item.body[1] == len(item.text)
            item.text.encode("utf-8")
            for stretch in voices(item):
                assert item.body[0] <= stretch.span[0] <= stretch.span[1] <= item.body[1]
