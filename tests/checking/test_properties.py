"""Properties that hold for every quotation, however odd."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.alignment import Index, Source
from onrecord.checking import verify

SPEECH = (
    "Friends, I did not come here to flatter you. In 1998 this island had 4 lighthouses and 212 keepers' "
    "children in one school; today it has one light, and nobody is in the school. Why did we let that "
    "happen? We let it happen because it was cheaper by about 3.5 percent, and because the people who "
    "counted the money never counted the boats. I am not angry with them. I was one of them. If you had "
    "asked me then, I would have signed it again. They say a machine can keep a light. A machine can "
    "switch a lamp on at dusk, but it cannot row out to a wreck at four in the morning with a rope between "
    "its teeth. My grandmother, Signe Lund, did that twice, and no one gave her a medal. The sea does not "
    "ask for your name. We will not sell the last light. We won't rent it, we won't film in it, and we "
    "shall not call it heritage. We are going to keep it burning, and we're going to pay two keepers "
    "$41,000 a year to do it. Some of you think that is too much. Some of you think that it is a joke. I "
    "think it is the cheapest thing we have ever bought. Thank you, and mind the steps."
)
SOURCE = Source.of_text("speech", SPEECH, "Ada Lund", lang="en")
INDEX = Index([SOURCE])
WORDS = [match.span() for match in re.finditer(r"\S+", SPEECH)]
ANYTHING = st.text(st.one_of(st.characters(), st.sampled_from("ab []()….-—'\"*?0123,% \n")), max_size=80)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=120))
def test_a_text_against_itself_is_exact(text):
    """Whatever has words is verbatim and exact in itself, or too short or empty to tell."""
    verdict = verify(text, [Source.of_text("self", text, "Ada Lund")], "Ada Lund")
    if verdict.verdict == "UNCHECKABLE":
        assert verdict.reason in ("empty", "no-text")
    else:
        assert (verdict.verdict, verdict.match) == ("VERBATIM", "exact")


@settings(max_examples=300)
@given(st.integers(0, len(WORDS) - 3), st.integers(3, 40))
def test_a_fragment_is_never_altered(start, size):
    """Any row of words of a source is verbatim, unless the cut changes its sense."""
    end = min(len(WORDS), start + size)
    quote = SPEECH[WORDS[start][0] : WORDS[end - 1][1]]
    verdict = verify(quote, INDEX, "Ada Lund")
    assert verdict.verdict in ("VERBATIM", "TRUNCATED")
    for evidence in verdict.evidence:
        assert " ".join(SPEECH[a:b] for a, b in evidence.spans) == evidence.text


@settings(max_examples=200)
@given(ANYTHING, st.one_of(st.none(), ANYTHING))
def test_no_string_raises(quote, speaker):
    """Any quotation and any speaker get a verdict with an explanation."""
    verdict = verify(quote, INDEX, speaker)
    assert verdict.explanation and verdict.to_dict()["verdict"] == verdict.verdict


@given(ANYTHING)
def test_no_source_raises(text):
    """Any source can be searched."""
    sources = [Source.of_turns("odd", [(text[:5], text), (None, text)])]
    assert verify("the keepers of the light", sources, text[:5]).verdict


@settings(max_examples=150)
@given(st.integers(0, len(WORDS) - 12), st.integers(8, 12), st.data())
def test_a_dropped_negation_is_never_accepted(start, size, data):
    """Taking a "not" out of any row of words that has one is an alteration."""
    words = SPEECH[WORDS[start][0] : WORDS[start + size - 1][1]].split()
    places = [
        at for at, word in enumerate(words[1:-1], start=1) if word.strip(".,") in ("not", "never", "no")
    ]
    if places:
        del words[data.draw(st.sampled_from(places))]
        assert verify(" ".join(words), INDEX, "Ada Lund").verdict not in ("VERBATIM", "VERBATIM_EDITED")


@pytest.mark.parametrize("size", [1, 2, 3, 5000])
def test_quotations_of_every_length(size):
    """A word, two words and five thousand words are read alike."""
    long = " ".join(f"word{number % 97} of day {number}" for number in range(size // 4 + 1)).split()[:size]
    text = " ".join(long)
    verdict = verify(
        text, [Source.of_text("long", f"So it began. {text} And so it ended.", "Ada Lund")], "Ada Lund"
    )
    assert verdict.verdict == "VERBATIM"
