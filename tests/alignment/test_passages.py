"""Alignments: passages with exact spans, every difference typed, every declared edit with what it hides."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.alignment import Index, Level, Source, align, read
from onrecord.alignment.placing import CONTEXT

TALK = (
    "We repaired the lighthouse in April, and we paid the keeper on time. It was not the storm that broke "
    "the lamp. The keeper, Ada Lund, asked for about 40 litres of oil. Did anyone write that down? I, uh, "
    "I wrote it down. We were -- we were alone out there. Nobody is going to fuck with the harbour. "
    "(Laughter.) The lamp burned until four in the morning and nobody slept."
)
HARBOUR = Index([Source.of_text("talk", TALK, "Rolf Eide")])


def best(quote, index=HARBOUR, **options):
    return align(read(quote), index, **options)[0]


def changes(quote, index=HARBOUR):
    return [(edit.op, edit.kind, edit.printed, edit.said) for edit in best(quote, index).edits]


@pytest.mark.parametrize(
    ("quote", "change"),
    [
        ("It was the storm that broke the lamp", ("delete", "negation", "", "not")),
        ("It was never the storm that broke the lamp", ("replace", "negation", "never", "not")),
        ("asked for about 90 litres of oil", ("replace", "number", "90", "40")),
        ("asked for 40 litres of oil", ("delete", "modality", "", "about")),
        ("The keeper, Ida Lund, asked for about 40 litres", ("replace", "name", "Ida", "Ada")),
        ("they paid the keeper on time", ("replace", "person", "they", "we")),
        ("we pay the keeper on time", ("replace", "tense", "pay", "paid")),
        ("we paid the baker on time", ("replace", "content", "baker", "keeper")),
        ("We repaired the lighthouses in April", ("replace", "form", "lighthouses", "lighthouse")),
        ("We repaired a lighthouse in April", ("replace", "function", "a", "the")),
        ("I wrote that it down", ("insert", "function", "that", "")),
        ("We were alone out there", None),
    ],
)
def test_typed_changes(quote, change):
    """Each difference says what it touches, in the words of print and source."""
    found = changes(quote)
    assert (change in found) if change else all(kind == "filler" for _, kind, _, _ in found)


def test_moved_words_are_one_change():
    """Words taken out here and put in there are reported once, as a change of order."""
    (change,) = changes("We repaired in April the lighthouse, and we paid the keeper")
    assert change[:2] == ("move", "order")


def test_fillers_and_false_starts():
    """A sound of hesitation, and words broken off and said again, are fillers."""
    kinds = {kind for _, kind, _, _ in changes("I wrote it down. We were alone out there.")}
    assert kinds <= {"filler"}


@pytest.mark.parametrize(
    ("quote", "mood"),
    [
        ("Did anyone write that down.", True),
        ("Did anyone write that down?", False),
        ("write that down", False),
        ("We repaired the lighthouse in April, and we paid the keeper on time?", True),
    ],
)
def test_mood(quote, mood):
    """A question printed as a statement, or the reverse, is a change; a fragment of one is none."""
    assert any(kind == "mood" for _, kind, _, _ in changes(quote)) is mood


def test_ellipsis_keeps_what_it_leaves_out():
    """The words an ellipsis removes are reported as the source has them."""
    found = best("We repaired the lighthouse ... and we paid the keeper")
    (edit,) = [edit for edit in found.edits if edit.declared == "ellipsis"]
    assert edit.said == "in April," and TALK[slice(*edit.said_span)].strip() == "in April,"
    assert [gap.distance for gap in found.gaps] == [2]


def test_bracket_says_what_it_replaced():
    """A bracket's edit shows the source's words under it, and its kind."""
    assert ("replace", "negation", "[surely]", "not") in changes(
        "It was [surely] the storm that broke the lamp"
    )
    assert ("insert", "none", "[of the fort]", "") in changes(
        "We repaired the lighthouse [of the fort] in April"
    )


def test_mask_says_what_it_hides():
    """An oath under its mask is an oath; any other word is a hidden word."""
    assert ("replace", "profanity", "f---", "fuck") in changes("Nobody is going to f--- with the harbour")
    assert ("replace", "negation", "***", "not") in changes("It was *** the storm that broke the lamp")


@pytest.mark.parametrize(
    ("quote", "level", "feature"),
    [
        ("we paid the keeper on time", Level.NONE, None),
        ("we\u00a0paid the keeper on time", Level.TYPOGRAPHY, None),
        ("We paid the keeper on time", Level.CASE, "case_changed"),
        ("asked for about forty liters of oil", Level.SPELLING, "numeral"),
        ("It wasn't the storm", Level.SPELLING, "contraction"),
        ("We repaired the lighthouse [sic] in April", Level.DECLARED, None),
    ],
)
def test_level_is_the_lowest_that_suffices(quote, level, feature):
    """What had to be overlooked is said, and why."""
    found = best(quote)
    assert found.level == level and (feature is None or feature in found.features)


def test_speakers_own_dots_are_no_ellipsis():
    """Marks that stand in the source are text."""
    index = Index([Source.of_text("a", "I saw... I saw the lamp [Type 2-B] go out.", "X")])
    assert best("I saw... I saw the lamp [Type 2-B] go out", index).edits == ()


def test_crosstalk_is_passed_over():
    """A word thrown in by somebody else does not break a sentence."""
    index = Index(
        [
            Source.of_turns(
                "a", [("Ann", "We rowed past the"), ("Bo", "Right."), ("Ann", "old mill before dawn.")]
            )
        ]
    )
    found = best("We rowed past the old mill before dawn", index)
    assert found.cost == 0 and len(found.passages[0].spans) == 2 and "turns" in found.features


def test_compounds_and_line_breaks():
    """One side may write as two words what the other writes as one, unless that makes another word."""
    index = Index(
        [
            Source.of_text(
                "a", "They held a news cast and re-signed the co-operators with a post-\nponed fee.", "X"
            )
        ]
    )
    assert best("They held a newscast", index).cost == 0
    assert best("the cooperators with a postponed fee", index).cost == 0
    assert best("and resigned the co-operators", index).cost > 0


def test_numeral_cut_in_two():
    """A quotation that begins or ends inside a numeral still stands there."""
    index = Index(
        [Source.of_text("a", "They asked for 14 million dollars, fifteen percent more than before.", "X")]
    )
    assert best("million dollars, fifteen", index).cost == 0


def test_a_stage_direction_may_be_quoted():
    """A quotation that prints the transcript's aside has it where the source has it."""
    assert best("Nobody is going to fuck with the harbour. (Laughter.) The lamp burned").edits == ()


def test_a_number_in_a_bracket_beside_the_number():
    """Figures alone in a bracket are set against a number, unless they are a year."""
    index = Index([Source.of_text("a", "We won by 100 votes, 100 in all, on that July day.", "X")])
    assert ("insert", "number", "[90]", "") in changes("We won by 100 votes, [90] 100 in all", index)
    assert ("insert", "none", "[1976]", "") in changes("100 in all, on that July day [1976]", index)


def test_nothing_like_it():
    """Words that stand nowhere give no alignment."""
    assert align(read("quixotic zebras yodel"), HARBOUR) == []
    assert align(read("?!"), HARBOUR) == []


WORDS = TALK.split()


@settings(max_examples=60)
@given(st.integers(0, len(WORDS) - 6), st.integers(4, 30))
def test_spans_are_exact(start, size):
    """The spans of a passage cut its words out of the untouched text."""
    found = best(" ".join(WORDS[start : start + size]))
    for passage in found.passages:
        assert " ".join(TALK[a:b] for a, b in passage.spans) == passage.text
    assert found.matched == found.size


def test_context_reaches_round_the_passage():
    """What governs a passage can be read from its words: some way before and after."""
    passage = best("the storm that broke the lamp").passages[0]
    before = [word.key for word in passage.words[: passage.low]]
    assert before[-3:] == ["it", "was", "not"] and len(before) <= CONTEXT + len(WORDS)


def test_a_name_that_the_transcript_spelled_by_ear():
    """ "(ph)" behind a word says that it was written as it sounded: another spelling of it is the source's slip,
    another name is not."""
    said = [Source.of_text("a", "I think Judge Corial (ph) should be ashamed of himself tonight.")]
    best = align(read("I think Judge Coriell should be ashamed"), Index(said))[0]
    assert [edit.kind for edit in best.edits] == ["noise"]
    best = align(read("I think Judge Bramwell should be ashamed"), Index(said))[0]
    assert [edit.kind for edit in best.edits] == ["name"]
