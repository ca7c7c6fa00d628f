"""Placing words among words: the cheapest way, its steps, and a bound on the work."""

import pytest

from onrecord.alignment.declared import as_edited
from onrecord.alignment.fit import BRACKET, BRACKET_WORD, DELETE, INSERT, MARGIN, REPLACE, SHORTFALL, fit
from onrecord.alignment.words import tokenize


def placed(quote, source):
    atoms = as_edited(quote).segments[0]
    words = tokenize(source, source=True)
    return fit(atoms, words), atoms, words


def steps(quote, source):
    found, _, words = placed(quote, source)
    return [
        (pair.op, " ".join(word.text for word in words[pair.low : pair.high]))
        for pair in found.pairs
        if pair.op != "same"
    ]


def test_exact_words_cost_nothing():
    """Words that stand in the source are placed there."""
    found, _, words = placed("the old pier", "we walked to the old pier at noon")
    assert found.cost == 0 and [word.text for word in words[found.low : found.high]] == ["the", "old", "pier"]


@pytest.mark.parametrize(
    ("quote", "cost", "change"),
    [
        ("we saw the old grey pier", INSERT, [("insert", "")]),
        ("we saw old pier", DELETE, [("delete", "the")]),
        ("we saw the kangaroo pier", REPLACE, [("replace", "old")]),
        ("we [once] saw the old pier", 0, [("bracket", "")]),
        ("we saw [that] pier", BRACKET + 2 * BRACKET_WORD, [("bracket", "the old")]),
    ],
)
def test_costs_and_steps(quote, cost, change):
    """Each kind of step costs what it should."""
    source = "now we saw the old pier again"
    assert placed(quote, source)[0].cost == cost and steps(quote, source) == change


def test_words_that_look_alike_are_set_against_each_other():
    """A misspelt name stands against the name, not beside it."""
    assert steps("Mayor Halden came", "Then Mayor Holden came") == [("replace", "Holden")]


def test_an_aside_is_passed_over_for_nothing():
    """A stage direction inside the passage costs nothing and is never taken for a word."""
    found, _, _ = placed("we won thank you", "We won. (Applause.) Thank you.")
    assert found.cost == 0
    assert (
        steps("boos we won", "(Boos.) We won.") == [("insert", "")]
        or placed("boos we won", "(Boos.) We won.")[0].cost == 0
    )


def test_a_long_omission_is_one_decision():
    """Leaving out twenty words costs less than putting in the other half of the quotation."""
    middle = " ".join(f"w{number}" for number in range(20))
    found, _, _ = placed(
        "the north gate is shut and the south gate is open",
        f"the north gate is shut {middle} and the south gate is open",
    )
    assert found.matched == 11


def test_changed_word_at_the_end_is_a_replacement():
    """A last word that differs stands against the source's next word."""
    assert steps("we lost the whole cargo", "So we lost the whole freight and more.") == [
        ("replace", "freight")
    ]


def test_bracket_at_an_end_stands_for_the_rest_of_a_short_sentence():
    """ "[...]" at the end of a quotation replaced what the sentence still had there."""
    assert steps("it covers the dues of [1820]", "We know. It covers the dues of 1920. Then") == [
        ("bracket", "1920")
    ]


@pytest.mark.parametrize(("size", "width"), [(1, 1), (5, 400), (300, 700), (900, 800), (2000, 2300)])
def test_work_is_bounded(size, width):
    """However repetitive the words, the table has no more cells than the documented bound."""
    atoms = as_edited("row " * size).segments[0]
    words = tokenize("row " * width)
    found = fit(atoms, words)
    assert found.cells <= size * (abs(width - size) + 2 * MARGIN + SHORTFALL + 1)


def test_a_quotation_far_longer_than_the_source_is_not_placed():
    """Nothing is computed for words that cannot be there."""
    atoms = as_edited("row " * 3000).segments[0]
    found = fit(atoms, tokenize("row " * 100))
    assert found.cells == 0 and found.matched == 0


def test_words_said_twice_are_left_out_in_one_piece():
    """Of "I, I mean, we" the last three words are left out, not the first and the last two."""
    left_out = [
        text
        for op, text in steps("then I understood it", "and then I, I mean, understood it")
        if op == "delete"
    ]
    assert left_out == ["I", "mean"]
    found, _, words = placed("then I understood it", "and then I, I mean, understood it")
    gone = [pair.low for pair in found.pairs if pair.op == "delete"]
    assert gone == [gone[0], gone[0] + 1] and words[gone[0] - 1].text == "I"


def test_nothing_to_place():
    """Empty sides are no error."""
    assert fit([], tokenize("a b")).pairs == ()
    assert fit(as_edited("a b").segments[0], []).matched == 0
