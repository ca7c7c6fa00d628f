"""The index finds where words may stand, whether they fill a page or a library, in bounded work."""

import math
import random
import sys

import numpy as np
import pytest

from onrecord.alignment import Index, Source, indexing
from onrecord.alignment.candidates import MARGIN, REACH
from onrecord.alignment.indexing import RUN
from onrecord.alignment.rows import MAX_HITS, MAX_ROWS
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


def steps_of(work):
    """How many comparisons of words the searches in the order make while ``work`` runs."""
    counted = 0

    def count(frame, event, argument):
        nonlocal counted
        counted += (
            event == "call"
            and frame.f_code.co_name == "word"
            and frame.f_code.co_filename.endswith("rows.py")
        )

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("pattern", ["row ", "row the boat ", "row row the row boat the "])
def test_endless_repetition_costs_bounded_look_ups_and_votes(pattern):
    """A million words of one refrain are looked at only so far: the steps of the searches, the votes and the windows
    stay within the bounds that the module states, however long the quotation."""
    size = len(pattern.split())
    index = Index([Source.of_text("drone", pattern * (1_000_000 // size))])
    rows = index.rows
    for length in (8, 40, 1_000):
        quote = (pattern * length).split()[:length]
        ids = index.ids(quote)
        steps = steps_of(lambda ids=ids: rows.look_up(ids))
        assert 0 < steps <= 2 * RUN * (math.log2(len(rows)) + 1) * min(length, MAX_ROWS)
        looked = rows.look_up(ids)
        assert all(0 < len(rows.hits(looked, width)[0]) <= 8 * MAX_HITS for width in (2, 3, 4))
        windows = index.windows(quote)
        margin = min(MARGIN, 10 + length // 4)
        assert 0 < len(windows) <= 6
        assert all(window.end - window.start <= 2 * (length + 2 * margin) + 2 * REACH for window in windows)


def test_the_order_tells_numbers_apart_that_share_their_low_part():
    """Past 65,535 different words two words may look alike to the order: the words themselves decide."""
    many = " ".join(f"w{number}" for number in range(70_000))
    index = Index([Source.of_text("list", f"{many} w5 w6 w7 w8")])
    low = [index.sources[0].text.split()[number] for number in (65_536 + 5, 65_536 + 6)]
    assert not index.rows.exact
    assert len(index.places(index.ids(low))) == 1
    assert len(index.places(index.ids(["w5", "w6"]))) == 2
    assert place_of(index, "w5 w6 w7 w8")[0][0] == 0


def test_equal_rows_are_in_the_order_of_the_text():
    """Positions with the same four words come as they stand in the sources, on every machine."""
    index = Index(
        [Source.of_text("drone", "row the boat " * 400), Source.of_text("again", "row the boat " * 9)]
    )
    ids = index.ids(["row", "the", "boat", "row"])
    looked = index.rows.look_up(ids)
    diagonals, _ = index.rows.hits(looked, 4)
    assert list(diagonals) == sorted(diagonals) and len(diagonals) == 399 + 8


def test_building_by_pieces_is_building_at_once(monkeypatch):
    """Where the pieces of the work end makes no difference."""
    sources = pile().sources
    whole = Index(sources)
    monkeypatch.setattr(indexing, "PIECE", 7)
    monkeypatch.setattr(indexing, "SHARD", 50)
    cut = Index(sources)
    assert np.array_equal(whole.rows.numbers, cut.rows.numbers)
    assert np.array_equal(whole.rows._order, cut.rows._order)
    assert [cut.bounds(number) for number in range(5)] == [whole.bounds(number) for number in range(5)]
    assert [cut.turn_bounds(turn) for turn in range(5)] == [whole.turn_bounds(turn) for turn in range(5)]


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
