"""Turns of speaker-labelled transcripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        "But I will say this: no.",
        "First: the bridge.\nSecond: the ferry.\nSecond: the fares.",
        "Remember: we close.\nQuote: it fell.",
        "To the council: I resign.",
        "Mr. President:\nI thank you.",
        "Fellow citizens:\nI thank you.",
        "SIR: I have the honour.",
        "In a word, we can: yes.",
    ],
)
def test_other_colons_begin_no_turn(text: str) -> None:
    """A colon alone is no label: sentences, lists and salutations have one, too."""
    assert turns(text) == []


def test_turns_without_words_are_left_out() -> None:
    """A label with nothing, or only a stage direction, behind it is no turn."""
    assert turns("A: \n\nB: yes\n\nC:\n(laughs)\n") == [("B", "yes")]


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("LIND [clerk]:", "LIND [clerk]"),
        ("ADA K. LIND, MODERATOR:", "ADA K. LIND, MODERATOR"),
        ('ADA LIND, "THE MORNING":', 'ADA LIND, "THE MORNING"'),
        ("Ada Lind, the engineer:", "Ada Lind, the engineer"),
        ("Mr. van der Lind:", "Mr. van der Lind"),
        ("__Ada Lind:__", "Ada Lind"),
        ("**LIND: **", "LIND"),
        ("[LIND]:", "LIND"),
        (">> LIND:", "LIND"),
        ("McGRATH:", "McGRATH"),
        ("Speaker 2:", "Speaker 2"),
        ("SPEAKER_01:", "SPEAKER_01"),
        ("Q.:", "Q."),
        ("UNIDENTIFIED FEMALE #2:", "UNIDENTIFIED FEMALE #2"),
    ],
)
def test_labels_of_many_kinds(label: str, speaker: str) -> None:
    """The label as printed, without its markup."""
    assert turns(f"{label} We begin.\n") == [(speaker, "We begin.")]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("[00:01:05] LIND: Yes.", 65.0),
        ("00:01:05 - Ada Lind: Yes.", 65.0),
        ("LIND (01:05): Yes.", 65.0),
        ("Ada Lind: (01:05)\nYes.", 65.0),
        ("LIND: Yes.", None),
    ],
)
def test_times_beside_a_label_are_kept(text: str, start: float | None) -> None:
    """In seconds; they are part of neither the label nor the words."""
    (turn,) = find_turns(text, (0, len(text)))
    assert (turn.speaker.upper().removeprefix("ADA "), text[slice(*turn.span)], turn.start) == (
        "LIND",
        "Yes.",
        start,
    )


def test_labels_with_times_may_stand_above_the_words() -> None:
    """As note-taking machines write."""
    text = "Ada Lind  0:03\nGood evening.\n\nSpeaker 2  0:09\nGood evening to you.\n\nAda Lind  1:00:12\nThanks.\n"
    assert turns(text) == [
        ("Ada Lind", "Good evening."), ("Speaker 2", "Good evening to you."), ("Ada Lind", "Thanks."),
    ]  # fmt: skip


def test_questions_and_answers() -> None:
    """With a full stop, or with nothing but a blank; an article is no answer."""
    text = "Q. When did it close?\nA. On Friday.\n\nA ferry runs.\nQ   Who pays?\nA. We do."
    assert turns(text) == [
        ("Q", "When did it close?"), ("A", "On Friday.\n\nA ferry runs."), ("Q", "Who pays?"), ("A", "We do."),
    ]  # fmt: skip


def test_labels_may_end_in_a_full_stop() -> None:
    """Offices and titles; the label comes again, or the paragraph only begins with a name."""
    text = (
        "THE MAYOR. Good evening. Questions?\n\nQ. Madam Mayor, when?\n\nTHE MAYOR. On Friday.\n\n"
        "Mr. Lind was here.\n\n"
        "Q. Who pays?\n\nTHE MAYOR. We do. Thank you."
    )
    assert [speaker for speaker, _ in turns(text)] == ["THE MAYOR", "Q", "THE MAYOR", "Q", "THE MAYOR"]
    assert turns("Mr. Lind. He was our engineer.\n\nThe Mayor. She was not.\n\nTHE END. Or not.") == []
    alone = "Ada Lind, The Anchor: When?\n\nTHE MAYOR. On Friday.\n\n" * 3
    assert [speaker for speaker, _ in turns(alone)] == ["Ada Lind, The Anchor", "THE MAYOR"] * 3
    debate = "Ms. Lind. Welcome.\n\nMayor Okafor. Thanks.\n\n" * 3
    assert [speaker for speaker, _ in turns(debate)] == ["Ms. Lind", "Mayor Okafor"] * 3


def test_labels_glued_to_the_words_before_them() -> None:
    """Where the line breaks of a transcript were lost; a label must come again, or be a full name."""
    text = (
        "Okafor: Order. [applause]Audience: Hear!Okafor: Thank you. Our bridge: gone.Okafor: Next.Ada Lind, Student: "
        "I have a question.Okafor: Yes?"
    )
    assert turns(text) == [
        ("Okafor", "Order. [applause]"),
        ("Audience", "Hear!"),
        ("Okafor", "Thank you. Our bridge: gone."),
        ("Okafor", "Next."),
        ("Ada Lind, Student", "I have a question."),
        ("Okafor", "Yes?"),
    ]
    text = "OKAFOR: Order. LIND: I see. THIS: a word. OKAFOR: Next. LIND: Me."
    assert [speaker for speaker, _ in turns(text)] == ["OKAFOR", "LIND", "OKAFOR", "LIND"]


def test_a_label_in_mixed_case_among_capitals_must_come_again() -> None:
    """“Priorities:” may begin a paragraph of a speech."""
    speech = "OKAFOR: We have three.\n\nPriorities: the bridge.\n\nLIND: Yes.\n\nOKAFOR: So.\n\nBRANDT: No."
    assert [speaker for speaker, _ in turns(speech)] == ["OKAFOR", "LIND", "OKAFOR", "BRANDT"]
    again = speech + "\n\nPriorities: one.\n\nPriorities: two."
    assert [speaker for speaker, _ in turns(again)].count("Priorities") == 3


def test_what_stands_between_turns_is_not_said() -> None:
    """Headings, rules and directions at the end of a turn."""
    text = "OKAFOR: Order.\n\n## Item 4\n\n---\n\n*(Applause.)*\n\nLIND: Yes.\n"
    assert turns(text) == [("OKAFOR", "Order."), ("LIND", "Yes.")]


TALK = "OKAFOR: We begin with the bridge.\n\nBRANDT: How long have you known?\n\n" * 2


@pytest.mark.parametrize(
    "text",
    [
        TALK,
        "Council, Tuesday\n\nChecked by the clerk.\n\n" + TALK,
        "Q: When did it close?\nA: It closed on Friday.\n" * 2,
        "INES OKAFOR: I thank you all. We will not close the bridge, and you have my word. " * 4,
        "INES OKAFOR: The bridge stays. (APPLAUSE) The ferry goes. (LAUGHTER)",
        "INES OKAFOR: The bridge stays.\n\nAUDIENCE: Hear him!",
    ],
    ids=["conversation", "under a heading", "questions", "address", "reactions", "audience"],
)
def test_a_transcript_is_known_by_its_looks(text: str) -> None:
    """Nobody needs to state what is plain to see."""
    document = document_from(text)
    assert document.kind == "transcript" and document.turns == find_turns(text, document.body)


@pytest.mark.parametrize(
    "text",
    [
        COUNCIL,
        "PORT ELLERY: The council closed the bridge on Monday. It said that “I, we and you” were to blame.",
        "The council met on Monday.\n\nOKAFOR: Order.\n\nBRANDT: When?\n\nIt then closed the bridge.",
        "Okafor: 41\nBrandt: 32\nOkafor: 12\nBrandt: 9\n",
        "Overwhelmed: the mayor.\n\nStoic: the engineer.\n\nThankful: the clerk.\n\nOverwhelmed: the mayor again.\n\n"
        "Service: the band plays.",
        TALK + "The council had heard enough by then. " * 100,
        "He was there.Harbour Post: Bridge falls.He left.Harbour Post: Bridge stands.Daily Anchor: No."
        "Daily Anchor: Yes.",
    ],
    ids=[
        "no voice twice",
        "dateline",
        "a piece of a report",
        "results",
        "captions",
        "then a report",
        "headlines",
    ],
)
def test_a_report_with_colons_is_no_transcript(text: str) -> None:
    """A narrator's words must not pass for somebody's; what is stated is believed."""
    assert document_from(text).turns == ()
    assert len(document_from(text, facts=Facts(kind="transcript")).turns) > 0


def test_what_is_stated_is_not_looked_for() -> None:
    """A report stays one."""
    assert document_from(TALK, facts=Facts(kind="report")).turns == ()


def test_a_line_that_says_who_speaks_gives_the_voice() -> None:
    """Of the whole speech; the name in that line is the label."""
    text = "President: Ines Okafor\n\nFellow citizens:\n\nWe begin.\n"
    document = document_from(text)
    ((speaker, span, label),) = [(turn.speaker, turn.span, turn.label) for turn in document.turns]
    assert (speaker, text[slice(*span)]) == ("Ines Okafor", "Fellow citizens:\n\nWe begin.")
    assert label is not None and text[slice(*label)] == "Ines Okafor"


def test_a_line_that_says_who_speaks_explains_a_label() -> None:
    """In a conversation the labels stay, and the one of the office has a name."""
    text = "President: Ines Okafor\n\n" + "THE PRESIDENT: Order, please.\n\nQ: When will it close?\n\n" * 2
    document = document_from(text)
    assert [turn.speaker for turn in document.turns] == ["THE PRESIDENT", "Q"] * 2
    assert document.names == (("THE PRESIDENT", "Ines Okafor"),)


@pytest.mark.parametrize(
    "line", ["President: Ines Okafor\nWe begin.", "President: yes\n\nWe begin.", "Bridge: Ines Okafor\n\nNo."]
)
def test_other_first_lines_give_no_voice(line: str) -> None:
    """A name alone behind an office, above a blank line, does."""
    assert document_from(line).turns == ()


labels = st.sampled_from(
    ["OKAFOR: ", "Leo Brandt: ", "Q. ", "[00:01] LIND: ", "**MAYOR:** ", "Note: ", "", "THE MAYOR. "]
)
lines = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


@given(st.lists(st.tuples(labels, lines), max_size=12), st.integers(0, 5))
def test_offsets_are_those_of_the_text(pieces: list[tuple[str, str]], skip: int) -> None:
    """Whatever stands in it: turns are inside the body, in order, apart, and trimmed; labels are what they say."""
    text = "\n".join(label + line for label, line in pieces)
    body = (min(skip, len(text)), len(text))
    last = body[0]
    for turn in find_turns(text, body):
        assert turn.label is not None and text[slice(*turn.label)] == turn.speaker
        assert last <= turn.label[0] < turn.label[1] <= turn.span[0] < turn.span[1] <= body[1]
        assert text[slice(*turn.span)] == text[slice(*turn.span)].strip()
        last = turn.span[1]
