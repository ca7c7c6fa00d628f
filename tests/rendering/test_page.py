"""The page: everything marked, everything escaped, nothing fetched."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Document, Piece, Speaker, Statement
from onrecord.documents import document_from
from onrecord.documents.facts import Facts
from onrecord.records import Link, Span
from onrecord.rendering import renderer_for


def statement(text: str, content: list[Span], source: list[Span] = [], cue: list[Span] = []) -> Statement:  # noqa: B006 - read only
    return Statement(
        "direct", "statement", "speech", Piece.of(text, content),
        Piece.of(text, source) if source else None, Piece.of(text, cue) if cue else None, 0.87,
    )  # fmt: skip


def page(*documents: tuple[Document, list[Statement]]) -> str:
    stream = io.StringIO()
    renderer = renderer_for("html", stream)
    for document, statements in documents:
        renderer.add(document, statements)
    renderer.close()
    return stream.getvalue()


class Reader(HTMLParser):
    """Reads the marked text back: its characters, and the characters of every role and statement."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.marked: dict[tuple[str, str], str] = {}
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "br"):
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [(attrs.get("class") or "").split() for _, attrs in self.open]
        if ["text"] not in classes or ["number"] in classes:
            return
        self.text += data
        for _, attrs in self.open:
            for told in filter(None, (attrs.get("title") or "").split("; ")):
                role, numbers = told.split(" of ")
                assert role in (attrs.get("class") or "").split()
                for number in numbers.split(", "):
                    assert number in (attrs.get("data-s") or "").split()
                    self.marked[number, role] = self.marked.get((number, role), "") + data


TEXT = "“We are done,” said Ines Okafor, who told him: “Go.”"


def test_source_cue_and_content_are_marked_and_joined() -> None:
    """Each part carries its role and the number of its statement; a shared source carries both numbers."""
    document = document_from(TEXT)
    html = page(
        (
            document,
            [statement(TEXT, [(0, 14)], [(20, 31)], [(15, 19)]), statement(TEXT, [(47, 52)], [(20, 31)])],
        )
    )
    read = Reader(html)
    assert read.text == TEXT
    assert read.marked["1", "content"] == "“We are done,”"
    assert read.marked["1", "cue"] == "said"
    assert read.marked["1", "source"] == read.marked["2", "source"] == "Ines Okafor"
    assert 'class="source" data-s="1 2"' in html


def test_a_number_leads_to_the_list_and_back() -> None:
    """Every content has a numbered link to its entry in the list, which links to the content."""
    html = page((document_from(TEXT), [statement(TEXT, [(0, 14)])]))
    assert re.search(r'<a class="number" id="d1-t1" href="#d1-s1"[^>]*>1</a>', html)
    assert '<li id="d1-s1"' in html and 'href="#d1-t1"' in html
    assert '[data-s~="1"]:target' in html


@given(st.data())
def test_any_overlap_of_spans_is_shown(data: st.DataObject) -> None:
    """Nested, crossing, touching and discontinuous spans: the text stays whole, each part holds its words."""
    text = data.draw(st.text("ab c<&>\"'\n🌉", min_size=1, max_size=40).map(lambda drawn: "x" + drawn + "x"))
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(
        lambda span: span[0] < span[1]
    )
    statements = [
        statement(text, [data.draw(place)], [data.draw(place)], [data.draw(place)])
        for _ in range(data.draw(st.integers(0, 4)))
    ]
    read = Reader(page((document_from(text), statements)))
    assert read.text == text
    for number, found in enumerate(statements, 1):
        assert read.marked[str(number), "content"] == found.content.text
        assert found.source is not None and read.marked[str(number), "source"] == found.source.text


def test_nothing_from_a_document_is_markup() -> None:
    """Text, names, titles and paths are escaped; a script stays words, a strange address no link."""
    evil = '<script>alert("1")</script>'
    text = evil + ' said Eve. ${style} $$ </span>"'
    facts = Facts(title=evil, outlet=evil, author=evil, url="javascript:alert(1)")
    named = Statement(
        "direct", "statement", "speech", Piece.of(text, [(0, 27)]), Piece.of(text, [(33, 36)]), None, 0.9,
        Speaker(evil, "named", "full", 0.9, evil), flags=(evil,),
    )  # fmt: skip
    html = page((document_from(text, facts=facts, path=evil), [named]))
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert Reader(html).text == text


def test_nothing_is_fetched() -> None:
    """No script, no image, no style sheet or font from elsewhere, and a policy that forbids them."""
    html = page((document_from(TEXT), []))
    assert not re.search(r"<(script|img|link|iframe)|@import|url\(", html)
    assert "default-src 'none'" in html


def test_known_facts_stand_above_the_text() -> None:
    """Title, outlet, date and an http address are shown; front matter is not repeated in the text."""
    document = document_from(
        "---\ntitle: Bridge\nurl: https://anchor.example/a?b=1&c=2\ndate: 2026-03-02\n---\n\n" + TEXT
    )
    html = page((document, []))
    assert "<h2>Bridge</h2>" in html and "2026-03-02" in html
    assert 'href="https://anchor.example/a?b=1&amp;c=2"' in html
    assert Reader(html).text == TEXT
    assert "No statements were found" in html


@pytest.mark.parametrize("hidden", ["\x1b[31m", "\u202e", "\x00", "\ud800"])
def test_hidden_characters_are_shown_as_such(hidden: str) -> None:
    """Escapes, overrides of direction and lone surrogates become U+FFFD, one for one."""
    text = f"a{hidden}b"
    assert len(Reader(page((document_from(text), []))).text) == len(text)
    assert hidden not in page((document_from(text), []))


def test_several_documents_are_listed() -> None:
    """A page of several documents begins with links to them and their counts."""
    html = page((document_from("A", path="a.txt"), []), (document_from("B", path="b.txt"), []))
    assert '<a href="#d1">a.txt</a>' in html and '<a href="#d2">b.txt</a>' in html
    assert "0 statements in 2 documents" in html


def test_the_way_from_a_pronoun_to_the_name_is_drawn() -> None:
    """The chain is a row of links into the text; its places are marked and belong to the statement."""
    text = "Ines Okafor spoke. She said no."
    speaker = Speaker(
        "Ines Okafor", "named", "pronoun", 0.9, "“She” means somebody named in the sentence before",
        (Link("source", (19, 22), "She"), Link("name", (0, 11), "Ines Okafor")),
    )  # fmt: skip
    made = Statement(
        "indirect", "statement", "speech", Piece.of(text, [(28, 30)]), Piece.of(text, [(19, 22)]),
        Piece.of(text, [(23, 27)]), 0.9, speaker,
    )  # fmt: skip
    shown = page((document_from(text), [made]))
    assert '<span id="d1-p0" class="link" data-s="1" title="speaker of 1">Ines Okafor</span>' in shown
    assert '<a href="#d1-p19">She</a>' in shown and '<a href="#d1-p0">Ines Okafor</a>: “She” means' in shown
