"""RSS and Atom files: a document for each entry, and nothing fetched or expanded."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.documents import Document, Problem, read_documents

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Post</title><link>https://harbour.example/</link>
<item><title>Dam to stay &amp; grow</title><link>https://harbour.example/dam</link><guid>tag:dam</guid>
<pubDate>Mon, 02 Mar 2026 07:30:00 GMT</pubDate><dc:creator>Lena Orr</dc:creator>
<description>A short word.</description>
<content:encoded><![CDATA[<p>“The dam holds,” said <b>Tom Brandt</b>.</p><script>“No,” said X.</script>
<blockquote><p>We wait &amp; see.</p></blockquote>]]></content:encoded></item>
<item><title>Only an abstract</title><link>https://harbour.example/short</link>
<description>&lt;p&gt;“It is late,” said Ines Okafor.&lt;/p&gt;</description></item>
<item><title>Nothing</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Ellery Notes</title>
<entry><title type="html">A &lt;i&gt;word&lt;/i&gt;</title><id>urn:one</id>
<link rel="self" href="https://ellery.example/self"/><link href="https://ellery.example/one"/>
<published>2026-03-05T10:00:00Z</published><updated>2026-03-09T10:00:00Z</updated><author><name>Eve Lind</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>“One &lt; two,” she said.</p><p>Then she left.</p></div></content>
</entry></feed>"""


def read(tmp_path: Path, text: str, name: str = "feed.xml") -> list[Document | Problem]:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return list(read_documents(path))


def test_entries_of_rss_are_documents(tmp_path: Path) -> None:
    """Content before abstract, markup as paragraphs, scripts left out; the feed's title is the outlet."""
    first, second, third = read(tmp_path, RSS)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert first.text == "“The dam holds,” said Tom Brandt.\n\n> We wait & see."
    assert (first.title, first.outlet, first.author) == ("Dam to stay & grow", "The Harbour Post", "Lena Orr")
    assert (first.url, first.published, first.key) == ("https://harbour.example/dam", "2026-03-02", "tag:dam")
    assert first.format == "feed" and first.complete
    assert second.text == "“It is late,” said Ines Okafor." and not second.complete
    assert isinstance(third, Problem) and third.message == "entry 3 has no text"


def test_entries_of_atom_are_documents(tmp_path: Path) -> None:
    """Markup that is part of the XML, the link to the page itself, the date of the first appearance."""
    (entry,) = read(tmp_path, ATOM, "notes.atom")
    assert isinstance(entry, Document)
    assert entry.text == "“One < two,” she said.\n\nThen she left."
    assert (entry.url, entry.published) == ("https://ellery.example/one", "2026-03-05")
    assert (entry.title, entry.outlet, entry.author) == ("A word", "Ellery Notes", "Eve Lind")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<rss><channel><item>", "is not well-formed XML"),
        ('<!DOCTYPE rss [<!ENTITY a "aaaa">]><rss>&a;</rss>', "declares entities"),
        ("<rss>" + "<a>" * 300, "nests its elements"),
    ],
)
def test_harmful_and_broken_feeds_are_refused(tmp_path: Path, text: str, reason: str) -> None:
    """One line says why; nothing is expanded."""
    (problem,) = read(tmp_path, text)
    assert isinstance(problem, Problem) and reason in problem.message


def test_a_feed_is_known_by_its_beginning(tmp_path: Path) -> None:
    """Feeds are called .xml, too, as TEI is, and on standard input they have no name at all."""
    assert len(read(tmp_path, RSS, "unnamed")) == 3


def test_text_without_markup_is_kept(tmp_path: Path) -> None:
    """An abstract in plain text is a paragraph; a less-than sign in it is no tag."""
    feed = (
        "<rss><channel><item><description>5 &lt; 6, said Eve.\n\nMore.</description></item></channel></rss>"
    )
    (entry,) = read(tmp_path, feed)
    assert isinstance(entry, Document) and entry.text == "5 < 6, said Eve.\n\nMore."
