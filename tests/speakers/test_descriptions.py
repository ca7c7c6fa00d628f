"""What a description tells of the one it stands for."""

from __future__ import annotations

import pytest

from onrecord.speakers.descriptions import WordPlaces, stands_for
from onrecord.speakers.roles import class_of, head_noun


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("senator", 1),
        ("documentarian", 1),
        ("46-year-old", 1),
        ("network", -1),
        ("newspaper", -1),
        ("voice", 0),
    ],
)
def test_a_noun_stands_for_a_person_or_never_does(noun: str, kind: int) -> None:
    """1 for people, -1 for things, 0 where both may be."""
    assert stands_for(noun) == kind


def test_words_are_compared_in_their_plain_form() -> None:
    """Short titles in full, plurals and possessives taken off."""
    assert [head_noun(w) for w in ("Sen", "Senators", "senator’s", "news")] == ["senator"] * 3 + ["news"]


def test_where_words_stand_and_whether_they_were_introduced() -> None:
    """ "A small company" introduces "the company"; what comes later does not."""
    text = "A small shipping company sank. The company said so. The firm, a company of Sen. Lind, did not."
    words = WordPlaces(text)
    assert [text[p : p + 7] for p in words.of("company")] == ["company"] * 3
    assert words.introduced("company", text.index("The company")) and not words.introduced("firm", len(text))
    assert len(words.of("senator")) == 1 and not words.of("harbour")


def test_nouns_have_classes() -> None:
    """A noun may have several, or none."""
    assert "media" in class_of("newspaper") and class_of("harbour") == frozenset()
