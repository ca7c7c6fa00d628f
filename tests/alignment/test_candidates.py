"""The index finds where words may stand, whether they fill a page or a library, in bounded work."""

import random

import numpy as np

from onrecord.alignment import Index, Source
from onrecord.alignment.candidates import MAX_HITS, REACH
from onrecord.alignment.words import tokenize

NOISE = (
    "tide rope lamp gull mast pier fog salt deck oar keel buoy reef sand wind net hull crab bell line".split()
)


def babble(words, seed):
    rng = random.Random(seed)
    return " ".join(rng.choice(NOISE) for _ in range(words))


def place_of(index, text):
    windows = index.windows([word.key for word in tokenize(text)])
    return [
        (
            window.source,
            index.sources[window.source].text[index.offset(window.start) : index.offset(window.end)],
        )
        for window in windows
    ]


PASSAGE = "the ferryman counted eleven lanterns before the storm took the bridge"


def pile():
    return Index(
        [
            Source.of_text(
                f"s{number}",
                f"{babble(3000, number)} {PASSAGE if number == 3 else ''} {babble(3000, -number - 1)}",
            )
            for number in range(5)
        ]
    )


def test_exact_words_are_found_first():
    """The passage that has all the words comes first."""
    source, text = place_of(pile(), PASSAGE)[0]
    assert source == 3 and PASSAGE in text


def test_long_quotation_with_changed_words_is_found():
    """Two words changed leave runs of four words enough."""
    source, text = place_of(pile(), PASSAGE.replace("eleven", "seven").replace("storm", "flood"))[0]
    assert source == 3 and PASSAGE in text


def test_short_quotation_with_a_changed_middle_is_found():
    """A change in the middle of seven words leaves no run of four: shorter runs and rare words find it."""
    source, text = place_of(pile(), "the ferryman counted ninety lanterns before dawn")[0]
    assert source == 3 and PASSAGE in text


def test_one_rare_word_is_enough():
    """When no two neighbours are right the rarest word leads to the place."""
    source, text = place_of(pile(), "some ferryman saw it")[0]
    assert source == 3 and "ferryman" in text


def test_unknown_words_are_nowhere():
    """Words that stand in no source give no window, and no exception."""
    assert place_of(pile(), "zyx wvu tsr") == []
    assert Index([]).windows(["a", "b"]) == []
    assert Index([Source.of_text("empty", "")]).windows(["a"]) == []


def test_places_are_exact_and_cross_no_source():
    """Every place of a row of words is found, and none runs from one source into the next."""
    index = Index([Source.of_text("a", "low tide again low tide"), Source.of_text("b", "again low tide")])
    assert len(index.places(index.ids(["low", "tide"]))) == 3
    assert len(index.places(index.ids(["tide", "again"]))) == 1


def test_preferred_turns_come_first_among_equals():
    """Of two places with the same words the preferred voice's is first."""
    index = Index(
        [
            Source.of_turns(
                "talk", [("Ann", "the bell rang twice tonight"), ("Bo", "the bell rang twice tonight")]
            )
        ]
    )
    prefer = [turn.speaker == "Bo" for turn in index.turns]
    windows = index.windows(["the", "bell", "rang", "twice"], prefer=np.array(prefer))
    assert windows[0].start <= index.places(index.ids(["the", "bell", "rang", "twice"]))[1]


def test_a_million_identical_words_cost_bounded_votes():
    """Repetition without end is looked at only so far."""
    index = Index([Source.of_text("drone", "row " * 200_000)])
    rows = index.rows
    diagonals, _ = rows.hits(rows.look_up(index.ids(["row"] * 40)), 4)
    assert 0 < len(diagonals) <= 8 * MAX_HITS
    windows = index.windows(["row"] * 40)
    assert windows and all(window.end - window.start <= 2 * (40 + 40) + 2 * REACH for window in windows)


def test_runs_are_the_longest_rows_from_the_left():
    """A quotation stitched from two places is two runs."""
    index = Index(
        [Source.of_text("a", "oak elm ash yew fir box"), Source.of_text("b", "red blue green white black")]
    )
    ids = index.ids("elm ash yew fir red blue green white".split())
    assert [(at, length) for at, length, _ in index.runs(ids)] == [(0, 4), (4, 4)]


def test_offsets_point_at_the_words():
    """A position of the index and a code point of the source lead to each other."""
    text = "Well — “the bell” rang."
    index = Index([Source.of_text("a", text)])
    for position in range(len(index)):
        assert index.position(0, index.offset(position)) == position
    assert text[index.offset(2) :].startswith("bell")
