"""Apostrophes and primes: the marks that are none."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "I don't know what O'Hara's friends can't say.",
        "I don’t know what O’Hara’s friends can’t say.",
        "’Tis the season, and 'tis late; get 'em 'cause they're good.",
        "Rock 'n' roll and rock ’n’ roll, fish 'n chips.",
        "The 1990s' best, the workers' rights and the Rosses’ boat.",
        "The class of ’09, the '60s and the summer of '69.",
        "The '60s' music and the sailors' knots.",
        "He is 6'2\" tall, she is 5’ 10” and it is 5′ 10″.",
        'A 12" vinyl and a 7" single.',
        "At 40°26'46\" N, 79°58'56\" W.",
        "It''s a file''s habit.",
        "Goin' and comin', singin' all day.",
    ],
)
def test_no_quotation(read, text):
    """Apostrophes within, before and after words, and primes after figures, quote nothing."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("'The workers' rights matter,' he said.", ["'The workers' rights matter,'"]),
        ("‘The workers’ rights matter,’ he said.", ["‘The workers’ rights matter,’"]),
        ("'We sang rock 'n' roll,' he said.", ["'We sang rock 'n' roll,'"]),
        ("“’Tis late,” he said.", ["“’Tis late,”"]),
        ("\"I can't, and the boys' boat won't,\" he said.", ["\"I can't, and the boys' boat won't,\""]),
        ('"I love the 12" vinyl," he said.', ['"I love the 12" vinyl,"']),
        ('"I am 6\'2"," he said.', ['"I am 6\'2","']),
        ("“He is like 6’2”,” she said.", ["“He is like 6’2”,”"]),
        ('"It was in 2016" he said.', ['"It was in 2016"']),
        ("'It was in 2016,' he said.", ["'It was in 2016,'"]),
    ],
)
def test_quotation_around_apostrophes(outer, text, quoted):
    """Apostrophes and primes inside a quotation do not end it."""
    assert outer(text) == quoted


def test_inches_do_not_make_a_quotation_unbalanced(read):
    """A prime inside a quotation is no stray mark."""
    (found,) = read("“He is like 6’2”,” she said.")
    assert found.quotation.flags == ()
