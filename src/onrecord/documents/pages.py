"""Web pages: the main text, and what the page says of itself."""

from __future__ import annotations

import codecs
import logging
import re
import warnings
from itertools import islice
from typing import Any

from onrecord.documents.contents import Content
from onrecord.documents.decoding import decode
from onrecord.documents.document import bytes_id
from onrecord.documents.facts import Facts, iso_date
from onrecord.documents.paragraphs import Paragraphs
from onrecord.errors import InputError

__all__ = ["MAX_PAGE_BYTES", "read_page"]

MAX_PAGE_BYTES = 20_000_000
"""A page is held as a tree, some twenty times its size; long articles have under 2 MB with all their scripts."""
_CHARSET = re.compile(
    rb"<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE
)
_WEB_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
"""What browsers read instead (WHATWG Encoding Standard)."""
_EMBEDDED = re.compile(
    r"\b(?:twitter-(?:tweet|video)|bluesky-embed|mastodon-embed|instagram-media|fb-post|tiktok-embed|text-post-media)\b"
)
_WALL = re.compile(
    r"\b(?:subscribe|sign (?:in|up)|log ?in|register|become an? (?:\w+ )?(?:member|subscriber)"
    r"|create an? (?:free )?account)\b"
    r"[^.!?]{0,60}\b(?:to (?:continue|keep|read|finish|unlock|see|view|access|get)|for (?:full|unlimited) access)\b"
    r"|\bto (?:continue|keep|finish) reading\b|\bto read (?:the (?:full|whole|rest)|this (?:full )?(?:article|story))\b"
    r"|\b(?:article|story|content|report) is (?:only |exclusively )?(?:for|available to|reserved for|exclusive to) "
    r"(?:\w+ )?(?:subscribers|members)\b"
    r"|\balready (?:a|have a) (?:subscriber|subscription|member)\b"
    r"|\byou(?:'|’)?ve (?:reached|read) (?:your|all)\b[^.]{0,40}\barticles?\b",
    re.IGNORECASE,
)
_END = 500
"""Code points at the end of a text in which a note of a paywall stands; further up it is the news."""
_SHORT = 250
"""Words below which a page that says of itself that it is not free is taken for its beginning only."""
_SILENT = logging.NullHandler()
_FEWEST_WORDS = 8
_LINKED = 0.6
"""Share of the text in headlines that are links, from which a page is a list of articles and none itself."""
_HEADLINE = 4
"""Words of a link that may be a headline; those inside a text are shorter, mostly."""
_MOST_LINKS = 500
_SENTENCE = re.compile(r"\w[^.!?…]*[.!?…]")
_NOT_FREE = re.compile(r"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false", re.IGNORECASE)
"""schema.org's word for it, in the page's JSON-LD."""
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^<>]*>", re.IGNORECASE | re.DOTALL)
MAX_ATTRIBUTES = 1_000
_LONG_TAG = re.compile(r"<[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*'){2000,}+")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_BLANKS = re.compile(r"[ \t\r\n\xa0]+")


def read_page(data: bytes, encoding: str | None) -> Content:
    """The main text of a web page, a blank line between paragraphs, as trafilatura finds it (Barbaresi 2021).

    Navigation, comments and boxes are left out. Block quotes stand after ``> ``, as in Markdown; an embedded post is
    a paragraph, and its signature (``— Name (@name) March 3, 2026``) the next one. Title, author, outlet, address and
    date are those of the page's metadata; a date is taken where the page states it, never guessed from its text. A
    page whose text ends in the note of a paywall is not complete. Raises `InputError` for a page without an article,
    for one over `MAX_PAGE_BYTES`, and where trafilatura is not installed.
    """
    if len(data) > MAX_PAGE_BYTES:
        raise InputError(f"is a web page over {MAX_PAGE_BYTES // 1_000_000} MB; save its text instead")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import trafilatura
    except ImportError:
        raise InputError("is a web page; to read it: pip install 'onrecord[html]'") from None
    for name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        logging.getLogger(name).addHandler(_SILENT)
    markup, told = _decoded(data, encoding)
    _refuse_harmful(markup)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = trafilatura.load_html(markup)
            if tree is None:
                raise InputError("is no web page (no HTML in it)")
            links = {_flat(link) for link in islice(tree.iter("a"), _MOST_LINKS)}
            _free_embedded(tree)
            _free_lines(tree)
            found: Any = trafilatura.bare_extraction(
                tree,
                with_metadata=True,
                include_comments=False,
                date_extraction_params={"extensive_search": False, "original_date": True},
            )
    except InputError:
        raise
    except Exception as error:  # a page may be broken in ways for which the libraries have no name
        raise InputError(f"is a damaged web page ({type(error).__name__})") from None
    if found is None or found.body is None:
        raise InputError(_NO_ARTICLE)
    paragraphs = Paragraphs()
    _set(found.body, paragraphs, quoted=False)
    text = paragraphs.text()
    linked = sum(len(link) for link in links if len(link.split()) >= _HEADLINE and link in text)
    if len(text.split()) < _FEWEST_WORDS or not _SENTENCE.search(text) or linked > _LINKED * len(text):
        raise InputError(_NO_ARTICLE)
    wall = _wall(markup, text)
    if wall:
        told += (f"seems to be the beginning only of a longer text ({wall}); taken for an excerpt",)
    facts = Facts(
        title=found.title or None,
        outlet=found.sitename or None,
        url=found.url or None,
        author=found.author or None,
        published=iso_date(found.date or ""),
        complete=False if wall else None,
    )
    return Content(text, "html", facts, warnings=told, file_id=bytes_id(data))


_NO_ARTICLE = "holds no article: nothing but menus, links or notices"


def _decoded(data: bytes, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    if encoding is None:
        named = _CHARSET.search(data[:4096])
        try:
            found = codecs.lookup(named[1].decode("ascii")).name if named else None
            if found is not None and not data.startswith(
                (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
            ):
                return data.decode(_WEB_NAMES.get(found, found)), ()
        except (LookupError, UnicodeError):
            pass  # a page may name an encoding that it does not keep to
    decoded = decode(data, encoding)
    return decoded.text, decoded.warnings


def _refuse_harmful(markup: str) -> None:
    """The parser takes quadratic time for the attributes of one tag: 100,000 of them would take minutes."""
    for tag in _LONG_TAG.finditer(markup):
        if len(_QUOTED.sub("", tag[0]).split()) > MAX_ATTRIBUTES:
            raise InputError(f"has a tag with over {MAX_ATTRIBUTES} attributes, as harmful pages do; refused")


def _free_embedded(tree: Any) -> None:
    """Put the posts that a page embeds in the place of the boxes around them, words and signature a paragraph each:
    what stands in boxes for social media is taken for navigation else."""
    for quote in [quote for quote in tree.iter("blockquote") if _EMBEDDED.search(quote.get("class") or "")]:
        words = [_flat(paragraph) for paragraph in quote.iter("p")]
        whole = _flat(quote)
        signature = whole[whole.rfind(words[-1]) + len(words[-1]) :].strip() if words else ""
        box, parent = quote, quote.getparent()
        while (
            parent is not None
            and parent.tag in ("div", "figure", "center", "section")
            and _only_child(box, parent)
        ):
            box, parent = parent, parent.getparent()
        if parent is None or not any(words):
            continue
        place = parent.index(box)
        for offset, line in enumerate(line for line in (*words, signature) if line):
            paragraph = box.makeelement("p")
            paragraph.text = line
            parent.insert(place + offset, paragraph)
        parent.remove(box)


def _only_child(child: Any, parent: Any) -> bool:
    others = (other for other in parent if other is not child and other.tag not in ("script", "br"))
    return not (parent.text or "").strip() and not any(map(_flat, others)) and not (child.tail or "").strip()


def _free_lines(tree: Any) -> None:
    """Make the paragraphs and lines of preformatted text elements of their own; their line breaks are lost else."""
    for block in list(tree.iter("pre")):
        parent = block.getparent()
        if parent is None:
            continue
        place = parent.index(block)
        for offset, words in enumerate(re.split(r"\n[ \t]*(?:\n[ \t]*)+", "".join(block.itertext()).strip())):
            first, *others = words.split("\n")
            paragraph = block.makeelement("p")
            paragraph.text = first
            for line in others:
                paragraph.append(block.makeelement("br"))
                paragraph[-1].tail = line
            parent.insert(place + offset, paragraph)
        parent.remove(block)


def _flat(element: Any) -> str:
    """The words of an element on one line."""
    for line_break in element.iter("br"):
        line_break.text = " "
    return _BLANKS.sub(" ", "".join(element.itertext())).strip()


_BLOCKS = frozenset(
    {"p", "head", "item", "cell", "row", "quote", "list", "table", "div", "body", "main", "code", "ab", "fw"}
)


def _set(block: Any, paragraphs: Paragraphs, *, quoted: bool) -> None:
    """Set one block: its own runs of text are paragraphs, and so is every block inside it, in order."""
    run: list[str] = []

    def close() -> None:
        paragraphs.add("".join(run), quoted=quoted)
        run.clear()

    if block.tag == "row":
        paragraphs.begin_row()
    elif block.tag == "cell":
        paragraphs.begin_cell()
    run.append(_blanks(block.text))
    for child in block:
        if child.tag in _BLOCKS:
            close()
            _set(child, paragraphs, quoted=quoted or child.tag == "quote")
        elif child.tag == "lb":
            run.append("\n")
        elif isinstance(child.tag, str):
            run.append(_blanks("".join(child.itertext())))
        run.append(_blanks(child.tail))
    close()
    if block.tag == "row":
        paragraphs.end_row()


def _blanks(text: str | None) -> str:
    return _BLANKS.sub(" ", text or "")


def _wall(markup: str, text: str) -> str | None:
    """What says that the page shows the beginning of a text only, for a message; None where nothing does."""
    note = _WALL.search(text, max(0, len(text) - _END))
    if note is not None:
        return f"“{' '.join(note[0].split())}”"
    if len(text.split()) < _SHORT:
        if _NOT_FREE.search(markup):
            return "it says of itself that it is not free to read"
        note = _WALL.search(_SCRIPT.sub(" ", markup))
        if note is not None:
            return f"“{' '.join(note[0].split())}”"
    return None
