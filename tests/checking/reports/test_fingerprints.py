"""A finding is known again by its words, its rule and its turn among equals; by nothing else."""

from onrecord.checking.reports.fingerprints import fingerprints
from reported import DRAFT, QUOTES, check_of

MARKS = fingerprints(check_of().quotes)


def test_lines_elsewhere_do_not_count():
    """Paragraphs added before, between or after the quotations change no fingerprint."""
    longer = "One more paragraph.\r\n\n" + DRAFT.replace("\n\n", "\n\nAnd another.\n\n") + "The end."
    assert fingerprints(check_of(draft=longer).quotes) == MARKS


def test_another_quotation_does_not_count():
    """A quotation put in front leaves the others as they were."""
    more = [("The roof is dry now", "Pavel Molina"), *QUOTES]
    assert fingerprints(check_of(more, None).quotes)[1:] == MARKS


def test_typography_does_not_count():
    """Curly marks, line breaks and blanks are no other quotation."""
    straight = check_of([("I can't say  the board listened", None)], None)
    curly = check_of([("I can’t say the\nboard listened", None)], None)
    assert fingerprints(straight.quotes) == fingerprints(curly.quotes)


def test_equal_quotations_are_told_apart_by_their_turn():
    """The second of two equal findings has a fingerprint of its own, always the same."""
    once = fingerprints(check_of([QUOTES[0]], None).quotes)
    twice = fingerprints(check_of([QUOTES[0], QUOTES[0]], None).quotes)
    assert twice[0] == once[0] != twice[1]


def test_other_words_or_another_rule_count():
    """One changed word, or another finding about the same words, is another finding."""
    other = check_of([("We did open the swimming hall for money", "Hanne Osvald")], None)
    rule = check_of([("The roof is dry now, and it was dry in June", "Pavel Molina")], None)
    assert len(set(MARKS)) == len(MARKS)
    assert fingerprints(other.quotes)[0] not in MARKS and fingerprints(rule.quotes)[0] not in MARKS
