"""Turns of speaker-labelled transcripts."""

import pytest

from onrecord.documents import document_from, find_turns
from onrecord.documents.facts import Facts

COUNCIL = """Minutes of the meeting

MAYOR OKAFOR: Order, please.
We begin with the bridge.

(Applause.)

Cllr Brandt (North Ward): I have one question: when?

**Hamid Daoudi:** In May.

[laughter]
MS. NÍ BHRIAIN: And who pays?
"""


def turns(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, text[slice(*turn.span)]) for turn in find_turns(text, (0, len(text)))]


def test_labels_begin_turns() -> None:
    """Capitals, roles in brackets, bold and titles are labels; stage directions at the end stay out."""
    assert turns(COUNCIL) == [
        ("MAYOR OKAFOR", "Order, please.\nWe begin with the bridge."),
        ("Cllr Brandt (North Ward)", "I have one question: when?"),
        ("Hamid Daoudi", "In May."),
        ("MS. NÍ BHRIAIN", "And who pays?"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "no label: lower case",
        "",
        "At 10:30 we met",
        "A very long line that only after more than eight words has: one",
    ],
)
def test_other_colons_begin_no_turn(text: str) -> None:
    """A colon alone is no label."""
    assert turns(text) == []


def test_turns_without_words_are_left_out() -> None:
    """A label with nothing, or only a stage direction, behind it is no turn."""
    assert turns("A: \n\nB: yes\n\nC:\n(laughs)\n") == [("B", "yes")]


def test_only_transcripts_have_turns() -> None:
    """``kind: transcript`` turns labels into turns; a report may hold a line with a colon."""
    assert len(document_from(COUNCIL, facts=Facts(kind="transcript")).turns) == 4
    assert document_from(COUNCIL).turns == ()
