"""Lines, columns and URIs, as other programs count and write them."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.checking.reports.places import Lines, is_named, uri_of

TEXTS = st.text(alphabet=st.sampled_from("ab \r\n\u2028\u0085\f\U0001f3ca"), max_size=40)


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("ab", 2, (1, 3)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\r\nb", 2, (1, 3)),
        ("a\rb", 2, (2, 1)),
        ("a\r\r\nb", 4, (3, 1)),
        ("a\u2028b", 2, (1, 3)),
        ("a\x85b\fc", 4, (1, 5)),
        ("\U0001f3ca\U0001f3cab", 2, (1, 3)),
        ("a\n", 2, (2, 1)),
    ],
)
def test_lines_end_at_crlf_lf_and_cr_only(text, offset, place):
    """Columns count code points; U+2028 and its like stand in a line as any character."""
    assert Lines(text).at(offset) == place


@given(TEXTS)
def test_every_place_leads_back_to_its_offset(text):
    """Line and column cut the same character out of the text as the offset does."""
    lines = Lines(text)
    parts = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    for offset, character in enumerate(text):
        line, column = lines.at(offset)
        assert parts[line - 1][column - 1] == character


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("drafts/a.txt", "drafts/a.txt"),
        ("./drafts/a b.txt", "drafts/a%20b.txt"),
        ("März/50%.txt", "M%C3%A4rz/50%25.txt"),
        ("a:b#c?.txt", "a%3Ab%23c%3F.txt"),
        ("b\udcff.txt", "b%FF.txt"),
        ("b\ud800.txt", "b%ED%A0%80.txt"),
    ],
)
def test_relative_paths_are_relative_uris(path, uri):
    """Blanks, signs with a meaning in URIs and everything outside ASCII are encoded."""
    assert uri_of(path) == (uri, True)


def test_absolute_paths_and_paths_that_climb_are_file_uris():
    """A relative URI never leads out of its base."""
    assert uri_of("/srv/drafts/ä.txt") == ("file:///srv/drafts/%C3%A4.txt", False)
    uri, relative = uri_of("../a b.txt")
    assert not relative and Path(unquote(uri.removeprefix("file://"))) == Path.cwd().parent / "a b.txt"


def test_addresses_stay_addresses():
    """A source from the web is named by its address."""
    assert uri_of("https://example.org/a?b=c#d") == ("https://example.org/a?b=c#d", False)


@given(st.text(min_size=1, max_size=20).filter(lambda path: "\0" not in path))
def test_every_path_gives_a_uri_in_ascii(path):
    """Whatever a file is called."""
    uri, _ = uri_of(path)
    assert re.fullmatch(r"[!-~]*", uri) and not re.search(r'[<>"{}|\\^`]', uri)


def test_texts_without_a_file_have_no_name():
    """Standard input, and what is known by its hash only."""
    assert [is_named(path) for path in (None, "", "-", "sha256:00", "a.txt")] == [False] * 4 + [True]
