"""The page for editors: whole, escaped, linked both ways, and readable without colours or a script."""

import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.checking import verify
from onrecord.checking.checks import CheckedSource
from onrecord.checking.reports.page import write_page
from onrecord.checking.verdicts import RULES
from onrecord.records import Piece
from reported import DRAFT, HEARING, QUOTES, check_in, check_of

VOID = {"meta", "input"}


class Reader(HTMLParser):
    """Reads a page strictly: every tag is closed in its turn; gathers ids, links and texts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self._classes: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        given = dict(attrs)
        assert len(given) == len(attrs), f"an attribute twice: {attrs}"
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        if tag not in VOID:
            self.open.append(tag)
            self._classes.append(given.get("class") or "")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self._classes.pop()

    def handle_data(self, data):
        for name in {*self.open, *" ".join(self._classes).split()}:
            self.texts.setdefault(name, []).append(data)

    def text(self, name: str) -> str:
        return " ".join("".join(self.texts.get(name, [])).split())


def page(*checks):
    """The page as it is written, and read again."""
    stream = io.StringIO()
    write_page(checks, stream)
    reader = Reader()
    reader.feed(stream.getvalue())
    reader.close()
    assert reader.open == [] and len(set(reader.ids)) == len(reader.ids)
    assert {link[1:] for link in reader.links if link.startswith("#")} <= set(reader.ids)
    return stream.getvalue(), reader


HTML, READ = page(check_of())


def test_the_whole_draft_is_there():
    """Without the numbers the text on the left is the draft itself, and the quotations are marked."""
    marked = re.search(r'<div class="text" dir="auto">(.*?)</div>', HTML, re.DOTALL)[1]
    inner = re.sub(r"<a class=.number.*?</a>", "", marked, flags=re.DOTALL)
    assert re.sub(r"<[^>]+>", "", inner).replace("&#x27;", "'") == check_of().draft.text
    assert len(re.findall("<mark ", inner)) == len(QUOTES)


def test_anchors_lead_both_ways():
    """From each number in the draft to its evidence, and back."""
    for number in range(1, len(QUOTES) + 1):
        assert {f"d1-q{number}", f"d1-t{number}"} <= set(READ.ids)
        assert READ.links.count(f"#d1-t{number}") == 1 and f"#d1-q{number}" in READ.links


def test_it_needs_no_script_and_no_network():
    """The page is one file; its policy forbids it to fetch anything."""
    assert not {"script", "img", "link", "iframe"} & set(READ.tags)
    assert "default-src 'none'" in HTML and "url(" not in HTML and "@import" not in HTML
    assert not [link for link in READ.links if not link.startswith("#")]


def test_the_summary_counts_and_accounts():
    """Findings by level, coverage, and every source with what was read of it."""
    tiles = re.findall(r"</span> <b>(\d+)</b> ([a-z ]+)</li>", HTML)
    assert tiles == [("5", "errors"), ("2", "warnings"), ("3", "notes"), ("2", "as said")]
    assert READ.text("coverage") == "Coveragequotations12checked11cannot be checked0too short to check1"
    assert "sources/hall hearing – März.txt1463whole" in READ.text("sources")
    assert "sources/minutes.pdf00no: the PDF has no text layer" in READ.text("sources")
    assert READ.text("problems") == "sources/minutes.pdf was not searched: the PDF has no text layer"


def test_differences_show_without_colour():
    """Printed words that were not said are struck, said words that were not printed underlined; both are told."""
    assert "We did <span" in HTML and "‸</span>close the swimming hall" in HTML
    assert "We did <ins>not</ins> close the swimming hall" in HTML
    assert "spent <del>21,460</del> crowns" in HTML and "spent <ins>21,640</ins> crowns" in HTML
    assert "printed <del>21,460</del>, said <ins>21,640</ins>" in HTML and "number or unit" in READ.text(
        "changes"
    )


def test_words_left_out_at_an_ellipsis_stand_in_their_place():
    """The two passages are shown as one, with what lies between them boxed as the ellipsis is."""
    assert '<span class="declared">...</span>' in HTML
    assert re.search(r'crowns<span class="declared">\s*on tiles in August, and I think\s*</span>around', HTML)


def test_the_evidence_says_where_and_who():
    """Source, date, place and voice; the words before and after; other places of the same words."""
    assert "sources/hall hearing – März.txt · 2031-03-04 · characters" in READ.text("where")
    assert "… repair, but we have planned for it. If the insurers pay, the hall will open" in READ.text(
        "source"
    )
    assert "Pavel Molina said this, not Hanne Osvald." in READ.text("why")
    assert READ.text("elsewhere").startswith(
        "The same words stand inPavel Molina, sources/letter.txt · characters 54"
    )


def test_words_that_quote_nobody_are_listed():
    """Titles and scare quotes were not checked, and that is said."""
    check = check_of()
    start = check.draft.text.index("shut")
    aside = Piece("“shut”", ((start, start + 4),))
    check = replace(check, set_aside=(aside,), coverage=replace(check.coverage, set_aside=1))
    _, read = page(check)
    assert read.text("aside").startswith("Marked, but quoting nobody: “shut”")
    assert "marked, but quoting nobody1" in read.text("coverage")


def test_a_source_with_a_problem_that_was_searched_all_the_same():
    """It is not said that it was not."""
    check = check_of(
        listed=[CheckedSource("brief.txt", "5e" * 32, 120, 1, True, "it seems to be in Italian")]
    )
    _, read = page(check)
    assert read.text("problems") == "brief.txt: it seems to be in Italian"
    assert "brief.txt1201it seems to be in Italian" in read.text("sources")


@pytest.mark.parametrize("rule", ["OR001", "OR003", "OR010", "OR020", "OR030", "OR040", "OR050", "OR060"])
def test_the_rule_is_named(rule):
    """So that an editor can look it up, and a policy can name it."""
    assert rule in RULES and rule in READ.text("rule")


def test_a_quotation_without_a_draft():
    """A single quotation has its evidence, and no column for a draft."""
    html, read = page(check_of([("The roof is dry now", "Pavel Molina")], None))
    assert "mark" not in read.tags and "columns" not in re.sub(
        "<style>.*?</style>", "", html, flags=re.DOTALL
    )
    assert "said by Pavel Molina" in read.text("why") and "#d1-t1" not in read.links


def test_nothing_checked_is_said_plainly():
    """Neither an empty draft nor one without quotations looks like a clean one."""
    for draft in ("", "Nothing was said."):
        _, read = page(check_of([], draft))
        assert read.text("problems").startswith("Nothing was checked: there are no quotations.")
    assert "Nothing was checked." in page()[1].text("main")


def test_several_drafts_have_a_table_of_contents():
    """Each with its own numbers."""
    _, read = page(check_of(), check_of(path="drafts/second.txt"))
    assert {"#d1", "#d2"} <= set(read.links) and "second.txt" in read.text("nav") and "d2-q12" in read.ids


def test_everything_is_escaped():
    """Markup in a draft, a name, a path or a source is text."""
    nasty = "</mark><script>alert(1)</script> \" onload='x' &lt;"
    check = check_in([(nasty, nasty)], f"“{nasty}”", path=nasty)
    html, read = page(check)
    assert "script" not in read.tags and "<script" not in html
    assert nasty in "".join(read.texts["text"])


def test_a_quotation_may_stand_in_another():
    """Overlapping marks are cut at their boundaries; no tag is left open, no word lost."""
    whole = "The roof is dry now, and it was dry in June"
    outer = check_in([(whole, None)], f"“{whole}.”")
    inner = check_in([("dry now", "Pavel Molina")], f"“{whole}.”")
    check = replace(outer, quotes=(*outer.quotes, *inner.quotes))
    html, _ = page(check)
    assert 'data-s="1 2"' in html and html.count("<mark ") == 3


def test_five_hundred_quotations():
    """A long draft is one page; lighting up is then left to links, which cost nothing while reading."""
    quotes = [QUOTES[number % len(QUOTES)] for number in range(500)]
    html, read = page(check_in(quotes, " ".join(f"“{quote}”" for quote, _ in quotes)))
    assert "d1-q500" in read.ids and ":has([data-s" not in html and ":has([data-s" in HTML
    assert len(html) < 3_000_000


@settings(max_examples=80)
@given(st.text(max_size=60), st.text(max_size=12), st.text(max_size=30))
def test_any_text_gives_a_balanced_page(quote, speaker, around):
    """Whatever stands in a quotation, a name or a draft; the page can always be written as UTF-8."""
    check = check_in([(quote, speaker or None)], f"{around}“{quote}”{around}", path=around or None)
    html, _ = page(check)
    html.encode("utf-8")


def test_line_ends_are_kept():
    """A draft with CRLF is marked at the same words."""
    html, _ = page(check_of(draft=DRAFT.replace("\n", "\r\n")))
    assert html.count("<mark ") == len(QUOTES) and ">We did close the swimming hall for money</mark>" in html


def test_a_speech_tag_inside_a_quotation_is_set_apart():
    """The evidence shows it grey: it is no part of what was said."""
    quote = "The roof is dry now,” Molina said, “and it was dry in June"
    stretches = ((0, 20), (quote.index("and"), len(quote)))
    verdict = verify(quote, [HEARING], "Pavel Molina", spans=stretches)
    draft = check_in([], f"“{quote}.”")
    verdict = replace(verdict, spans=tuple((start + 1, end + 1) for start, end in stretches))
    html, _ = page(replace(draft, quotes=(verdict,)))
    assert 'dry now,<span class="around">” Molina said, “</span>and it was dry' in html
    assert html.count("<mark ") == 2


def test_a_quotation_given_with_its_marks_gets_no_second_pair():
    """The page sets marks around quotations, unless there are some."""
    html, _ = page(check_of([("“The roof is dry now”", None)], None))
    assert '<figure class="marked">' in html and '<figure class="printed">' in HTML
