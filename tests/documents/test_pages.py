"""Web pages: the main text, and what is refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from onrecord.documents import read_document
from onrecord.documents.pages import read_page
from onrecord.errors import InputError

HEAD = """<!doctype html><html lang="en"><head><title>Okafor takes it back | The Ellery Sentinel</title>
<meta property="og:title" content="Okafor takes back her word">
<meta property="og:site_name" content="The Ellery Sentinel">
<meta property="article:published_time" content="2026-03-04T09:00:00Z"><meta name="author" content="Marcus Thiele">
<link rel="canonical" href="https://sentinel.example/news/okafor"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav><article>"""
FIRST = (
    "Mayor Ines Okafor took back her word on Tuesday evening, a day after she had given it on the radio. "
    "“I gave that word too early,” she told the council, whose chairs were all taken."
)
LAST = (
    "The council meets again on Thursday, when the results of the load tests are expected to be read out in public. "
    "Until then the bridge stays open to all who do not mind its cracks, said the engineer."
)
TAIL = """</article><aside><a href="/1">One more story about the harbour</a></aside>
<footer>© 2026 The Ellery Sentinel. Privacy policy.</footer></body></html>"""
POST = """<blockquote class="twitter-tweet">
<p lang="en">Five months.<br>We had more time for the <a href="x">#lights</a>.</p>
&mdash;
Leo Brandt (@leobrandt) <a href="https://posts.example/1">March 3, 2026</a></blockquote>"""


def page(*inner: str, head: str = HEAD) -> bytes:
    return "".join((head, f"<p>{FIRST}</p>", *inner, f"<p>{LAST}</p>", TAIL)).encode()


def paragraphs(*inner: str) -> list[str]:
    text = read_page(page(*inner), None).text.split("\n\n")
    assert (text[0], text[-1]) == (FIRST, LAST)
    return text[1:-1]


def test_the_main_text_and_its_metadata() -> None:
    """Paragraphs are kept, menus and notices are not; what the page states of itself is known."""
    content = read_page(page("<h2>A ferry  instead</h2>"), None)
    assert content.text == f"{FIRST}\n\nA ferry instead\n\n{LAST}"
    facts = content.facts
    assert (facts.title, facts.outlet, facts.author, facts.published, facts.url, facts.complete) == (
        "Okafor takes back her word", "The Ellery Sentinel", "Marcus Thiele", "2026-03-04",
        "https://sentinel.example/news/okafor", None,
    )  # fmt: skip


def test_a_date_is_stated_or_unknown() -> None:
    """The year in the footer dates no article."""
    assert (
        read_page(page(head="<html><head><title>T</title></head><body><article>"), None).facts.published
        is None
    )


def test_block_quotes_are_marked_as_in_markdown() -> None:
    """Every paragraph of theirs; a line break in a paragraph stays one."""
    assert paragraphs(
        "<p>He wrote<br>at noon:</p><blockquote><p>We found cracks.</p><p>Two are long.</p></blockquote>"
    ) == [
        "He wrote\nat noon:",
        "> We found cracks.",
        "> Two are long.",
    ]


@pytest.mark.parametrize(
    "box",
    [
        "{}",
        '<figure class="wp-block-embed is-provider-twitter"><div class="wp-block-embed__wrapper">{}</div></figure>',
        '<div class="social-embed tweet">{}<script async src="widgets.js"></script></div>',
    ],
)
def test_an_embedded_post_keeps_its_signature(box: str) -> None:
    """Its words are a paragraph, its signature the next, whatever boxes are around it."""
    assert paragraphs(box.format(POST)) == [
        "Five months. We had more time for the #lights.",
        "— Leo Brandt (@leobrandt) March 3, 2026",
    ]


def test_the_lines_of_preformatted_text_stay(tmp_path: Path) -> None:
    """Old transcripts are set so, and their labels stand at the start of lines."""
    path = tmp_path / "minutes.html"
    lines = "OKAFOR: Order.\nBRANDT: How long have\nyou known?\n\nOKAFOR: Since October.\nBRANDT: And who pays for it?"
    path.write_text(f"<html><body><article><p>{FIRST}</p><pre>{lines}</pre></article></body></html>", "utf-8")
    document = read_document(path)
    assert [(turn.speaker, document.text[slice(*turn.span)]) for turn in document.turns] == [
        ("OKAFOR", "Order."),
        ("BRANDT", "How long have\nyou known?"),
        ("OKAFOR", "Since October."),
        ("BRANDT", "And who pays for it?"),
    ]


def test_a_table_of_speakers_and_words_is_a_transcript() -> None:
    """Two cells of which the first is a label are a turn."""
    rows = "<tr><td>OKAFOR</td><td>Let us begin.</td></tr><tr><td>BRANDT</td><td>I have a question.</td></tr>"
    assert paragraphs(f"<table>{rows}</table>") == ["OKAFOR: Let us begin.", "BRANDT: I have a question."]


LINKS = "".join(
    f'<div><a href="/{n}">The council closed bridge number {n} on Monday.</a></div>' for n in range(30)
)


@pytest.mark.parametrize(
    "body",
    [
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav><footer>© 2026</footer>',
        LINKS,
        "<h1>The Ellery Sentinel</h1><div>Sport</div><div>Weather</div><div>Tides</div>",
        "",
    ],
    ids=["menu", "headlines", "titles", "nothing"],
)
def test_a_page_without_an_article_says_so(body: str) -> None:
    """Menus, lists of links and notices are no text."""
    with pytest.raises(InputError, match="holds no article: nothing but menus, links or notices"):
        read_page(f"<html><head><title>T</title></head><body>{body}</body></html>".encode(), None)


@pytest.mark.parametrize(
    "note",
    [
        "<p>Subscribe to continue reading.</p>",
        "<p>This article is for subscribers only.</p>",
        "<p>To read the full story, log in.</p>",
        "<p>Already a subscriber? Sign in.</p>",
    ],
)
def test_a_paywall_makes_an_excerpt(note: str) -> None:
    """The text is not complete, and the reason is said."""
    content = read_page("".join((HEAD, f"<p>{FIRST}</p><p>{LAST}</p>", note, TAIL)).encode(), None)
    assert content.facts.complete is False
    assert "taken for an excerpt" in content.warnings[0]


def test_a_page_that_is_not_free_and_short_is_an_excerpt() -> None:
    """The page's own word for it counts where little text is shown; a whole article is one."""
    stated = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
    )
    assert read_page(page(stated), None).facts.complete is False
    assert read_page(page(stated, *(f"<p>{n}. {LAST}</p>" for n in range(9))), None).facts.complete is None


def test_news_of_subscriptions_is_no_paywall() -> None:
    """Only a note at the end of a long text, or anywhere near a short one, is."""
    news = "<p>Readers must subscribe to continue their visits to the archive, the council decided.</p>"
    assert read_page(page(news, *(f"<p>{n}. {LAST}</p>" for n in range(9))), None).facts.complete is None


@pytest.mark.parametrize("name", ["iso-8859-1", "windows-1252"])
def test_the_page_names_its_encoding(name: str) -> None:
    """As browsers read it: Latin-1 is Windows-1252 on the web."""
    data = page(head=f'<html><head><meta charset="{name}"><title>T</title></head><body><article>')
    assert read_page(data.decode().encode("cp1252"), None).text == f"{FIRST}\n\n{LAST}"


def test_a_page_that_names_a_wrong_encoding_is_read_all_the_same() -> None:
    """UTF-8 that calls itself something else is found out."""
    data = page(head='<html><head><meta charset="ascii-art"><title>T</title></head><body><article>')
    assert read_page(data, None).text == f"{FIRST}\n\n{LAST}"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<p " + b" ".join(b'a%d="1"' % n for n in range(5_000)) + b">Words.", "over 1000 attributes"),
        (b'<p x=">" ' + b" ".join(b"a%d" % n for n in range(5_000)) + b">Words.", "over 1000 attributes"),
        (b"<div>" * 50_000 + b"Words.", "no web page|no article|damaged"),
        (b"<" * 50_000, "no web page|no article|damaged"),
    ],
    ids=["attributes", "attributes behind a mark", "depth", "no names"],
)
def test_harmful_pages_are_refused(data: bytes, message: str) -> None:
    """What would take a parser minutes, or its stack, costs a line."""
    with pytest.raises(InputError, match=message):
        read_page(data, None)


def test_a_huge_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is held as a tree; the limit is said."""
    monkeypatch.setattr("onrecord.documents.pages.MAX_PAGE_BYTES", 1_000)
    with pytest.raises(InputError, match="web page over 0 MB"):
        read_page(page(), None)


def test_the_extra_is_named_when_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has no reader for pages is told how to get it."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(InputError, match=r"pip install 'onrecord\[html\]'"):
        read_page(page(), None)


def test_a_page_is_an_article_unless_it_is_a_transcript(tmp_path: Path) -> None:
    """The labels of what a page quotes are the article's; the digest of the page is kept."""
    path = tmp_path / "a.html"
    path.write_bytes(page())
    document = read_document(path)
    assert (document.format, document.label_provenance, document.encoding) == ("html", "article", None)
    assert document.file_id is not None and document.file_id != document.id
