"""From statements to speakers, with a scorer that a test can look through."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Piece, Speaker, Statement
from onrecord.speakers import Case, Layout, speakers_of
from onrecord.speakers.features import FEATURES
from onrecord.speakers.references import refer
from onrecord.speakers.scorer import GROUPS, Scorer, fused

SETTINGS: dict[str, Any] = {"groups": {g: {"slope": 1.0, "offset": 0.0, "least": 0.6} for g in GROUPS}}


def scorer(**weights: float) -> Scorer:
    """A scorer of one unit that adds up what it is told to."""
    first = np.zeros((1, len(FEATURES), 1), np.float32)
    for name, weight in weights.items():
        first[0, FEATURES.index(name.replace("_", " ")), 0] = weight
    return Scorer(first, np.zeros((1, 1), np.float32), np.ones((1, 1), np.float32), SETTINGS, {})


def layout_of(text: str) -> Layout:
    words = [m.start() for m in re.finditer(r"\w+|[^\w\s]", text)]
    return Layout(
        np.array(words, np.int64),
        np.array([len(re.findall(r"[.!?] ", text[:place])) for place in words], np.int64),
        np.array([text.count("\n", 0, place) for place in words], np.int64),
    )


def statement(text: str, source: str | None, content: str, cue: str | None = "said") -> Statement:
    def piece(words: str | None) -> Piece | None:
        at = text.index(words) if words else 0
        return Piece.of(text, [(at, at + len(words))]) if words else None

    held = piece(content)
    assert held is not None
    return Statement("indirect", "statement", "speech", held, piece(source), piece(cue), 0.9)


def speakers(text: str, *statements: Statement, by: Scorer | None = None) -> list[Speaker | None]:
    return speakers_of(
        text, [Case(s) for s in statements], layout_of(text), [], scorer=by or scorer(nobody=1.0, before=0.0)
    )


LAWYER = "Marek Dorn spoke to nobody. Later that day he said the case was closed."


def test_the_best_candidate_is_named_with_its_reason_and_chain() -> None:
    """Chain: the pronoun, then the name; the reason is a plain sentence."""
    [found] = speakers(LAWYER, statement(LAWYER, "he", "the case was closed"), by=scorer(one_sentence=9.0))
    assert found is not None and (found.name, found.kind, found.via) == ("Marek Dorn", "named", "pronoun")
    assert [(link.role, link.text) for link in found.chain] == [("source", "he"), ("name", "Marek Dorn")]
    assert found.reason == "“he” means somebody named in the sentence before"
    assert "chain" not in found.to_dict() and found.to_dict(explain=True)["chain"][1]["text"] == "Marek Dorn"


def test_below_the_least_confidence_nobody_is_named() -> None:
    """A pronoun then has no speaker; a description stays one."""
    doubtful = scorer(nobody=1.0)
    assert speakers(LAWYER, statement(LAWYER, "he", "the case was closed"), by=doubtful) == [None]
    text = "Marek Dorn left. A senior official said the case was closed."
    [found] = speakers(text, statement(text, "A senior official", "the case was closed"), by=doubtful)
    assert found is not None and (found.name, found.kind) == ("senior official", "unnamed")


def test_the_writer_of_the_text_is_its_author() -> None:
    """ "I" outside quotations; inside, it is whoever is quoted."""
    text = "Marek Dorn left. I think the case was closed."
    [found] = speakers(text, statement(text, "I", "the case was closed", "think"), by=scorer(nobody=9.0))
    assert found is not None and found.kind == "author"


def test_no_names_and_no_words_are_no_trouble() -> None:
    """Nobody is named where nobody can be."""
    text = "he said the case was closed."
    assert speakers(text, statement(text, "he", "the case was closed")) == [None]
    assert speakers_of("", [], layout_of(""), []) == []


@pytest.mark.parametrize(
    ("source", "way"),
    [
        ("he", "he"), ("She", "she"), ("who", "who"), ("which", "who"), ("They", "they"), ("we", "we"), ("I", "I"),
        ("he himself", "he"), ("the mayor", "nominal"), ("his lawyer", "nominal"), ("some", "anyone"), ("“he", "he"),
    ],
)  # fmt: skip
def test_how_a_source_refers(source: str, way: str) -> None:
    """Pronouns by their kind, everything else is a description unless it holds a name."""
    text = f"{source} said it."
    assert refer(statement(text, source, "it"), named=False).way == way


def test_what_the_encoder_says_is_added_only_where_it_says_something() -> None:
    """In the cue's window and before it with different weights; unknown ones get a fixed one."""
    scores = np.array([0.0, 0.0, 0.0, 0.0], np.float32)
    nan = np.nan
    affinity = np.array([[2.0, nan, nan], [5.0, 1.0, nan]], np.float32)
    assert fused(scores, affinity, [1.0, 0.5, 0.25, -1.0, 0.1]).tolist() == pytest.approx(
        [0.1, 1.0, 0.25, -1.0]
    )


@pytest.mark.parametrize(
    ("source", "way"),
    [
        ("the Westland senator", "nominal"), ("Lind aides", "nominal"), ("the Westland Democrat", "nominal"),
        ("Ada Lind", "name"), ("Mrs. Lind", "name"), ("the candidate himself", "nominal"),
        ("Aides to Lind", "nominal"), ("Supporters of Ada Lind", "nominal"),
        ("a letter that Ada Lind and her aides wrote", "nominal"),
    ],
)  # fmt: skip
def test_a_name_before_the_head_noun_makes_no_name(source: str, way: str) -> None:
    """What a phrase is called by is its head noun; names before it only describe."""
    text = f"{source} said it."
    found = refer(statement(text, source, "it"), named=True)
    assert found.way == way
    assert found.description is not None and found.description.head != "himself"


def test_everyone_but_one_is_nobody() -> None:
    """A name that is only taken out of a crowd does not speak for it."""
    assert (
        refer(statement("Everyone but Lind said it.", "Everyone but Lind", "it"), named=True).way == "anyone"
    )


MET = "Ada Lind met Ben Okafor. Both candidates said the tolls were fair. "


def test_several_who_are_meant_together_are_named_together_or_not_at_all() -> None:
    """ "Both candidates" is never one of them; with nobody else likely, the description stays."""
    both = statement(MET, "Both candidates", "the tolls were fair")
    [found] = speakers(MET, both, by=scorer(before=9.0))
    assert found is not None and found.name == "Ada Lind and Ben Okafor"
    alone = "Ada Lind left. Both candidates said the tolls were fair."
    [found] = speakers(
        alone, statement(alone, "Both candidates", "the tolls were fair"), by=scorer(before=9.0)
    )
    assert found is not None and found.kind == "unnamed"


def test_somebodys_lawyer_is_not_that_somebody() -> None:
    """A person named inside a description is no candidate for it."""
    text = "Ada Lind left. Lind’s lawyer said the tolls were fair."
    [found] = speakers(text, statement(text, "Lind’s lawyer", "the tolls were fair"), by=scorer(before=9.0))
    assert found is not None and (found.name, found.kind) == ("Lind’s lawyer", "unnamed")


WORDS = st.lists(
    st.sampled_from(
        [
            "Ada Lind",
            "Ben",
            "he",
            "she",
            "said",
            ".",
            "\n",
            "“",
            "”",
            "the mayor",
            "Mr. Weld",
            "İ",
            "名",
            "LIND",
        ]
    ),
    max_size=40,
)


@given(WORDS, st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_spans_of_every_chain_lie_in_the_text(words: list[str], a: int, b: int, c: int) -> None:
    """Whatever the text and wherever the source: an answer or none, and chains that point into the text."""
    text = " ".join(words)
    if not text.strip():
        return
    a, b, c = (min(n, len(text) - 1) for n in (a, b, c))
    source = Piece.of(text, [(min(a, b), max(a, b) + 1)])
    made = Statement("mixed", "statement", "speech", Piece.of(text, [(c, len(text))]), source, None, 0.9)
    for by in (scorer(before=5.0), None):
        found = speakers_of(text, [Case(made), Case(made)], layout_of(text), [], scorer=by)
        for speaker in found:
            for link in speaker.chain if speaker else ():
                assert 0 <= link.span[0] < link.span[1] <= len(text)


def test_a_wife_who_is_not_named_in_full_does_not_get_her_husbands_name() -> None:
    """ "Mrs. Brunner" is not Peter Brunner, though no other Brunner is named in full."""
    text = "Peter Brunner is the mayor. Mr. Brunner said it was warm. Mrs. Brunner said it was cold."
    told = [statement(text, "Mr. Brunner", "it was warm"), statement(text, "Mrs. Brunner", "it was cold")]
    assert [who and who.name for who in speakers(text, *told)] == ["Peter Brunner", None]
