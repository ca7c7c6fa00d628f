"""Who said it: labels, names, second hand, the source cited."""

import pytest

from onrecord.alignment import Index, Source
from onrecord.checking import verify
from onrecord.checking.attribution import speaker_turns
from onrecord.checking.names import is_generic, same_person


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("HANNE OSVALD", "Hanne Osvald"),
        ("OSVALD", "Hanne Osvald"),
        ("Commissioner Hanne Osvald", "Osvald"),
        ("H. Osvald", "Hanne Osvald"),
        ("Hanne B. Osvald (via video)", "Hanne Osvald"),
        ("Osvald, Commissioner of Pools", "Hanne Osvald"),
        ("Bob Lindqvist", "Robert Lindqvist"),
        ("José Núñez", "Jose Nunez"),
        ("Lindqvist Jr.", "Robert Lindqvist"),
    ],
)
def test_one_person(label, name):
    """Titles, initials, nicknames, diacritics, suffixes and missing first names do not make two people."""
    assert same_person(label, name)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Bo Osvald", "Hanne Osvald"),
        ("Hanne Osvald", "Hanne Molina"),
        ("K. Osvald", "Hanne Osvald"),
        ("", "Hanne Osvald"),
    ],
)
def test_two_people(label, name):
    """Another first name, another last name or no name at all is nobody's."""
    assert not same_person(label, name)


def test_aliases():
    """A table of other names joins what no rule could."""
    assert same_person("The Boatman", "Ivar Lund", {"Ivar Lund": ["The Boatman"]})
    assert not same_person("The Boatman", "Ivar Lund")


@pytest.mark.parametrize(
    "label",
    ["Speaker 2", "SPEAKER_01", "Q", "UNIDENTIFIED MALE", "the minister", "Moderator", "AUDIENCE", "2"],
)
def test_labels_that_name_nobody(label):
    """Numbers, roles and crowds are no names."""
    assert is_generic(label)


@pytest.mark.parametrize("label", ["Rose Speaker", "Hanne Osvald", "Q. Adler"])
def test_labels_that_name_somebody(label):
    """A name is a name even if it holds a word for a role."""
    assert not is_generic(label)


def test_turns_of_a_speaker():
    """A person's turns are found under every form of the name."""
    index = Index(
        [
            Source.of_turns(
                "a", [("Dr. Ada Lund", "One."), ("LUND", "Two."), ("Bo Lund", "Three."), ("Q", "Four?")]
            )
        ]
    )
    assert list(speaker_turns(index, "Ada Lund")) == [True, True, False, False]


SECOND_HAND = [
    (
        "Moderator Finn Dahl",
        "Ms. Lund, last week you said we have to pay the keepers first. Is that so?",
        "we have to pay the keepers first",
    ),
    (
        "Finn Dahl",
        "And then Ada Lund said, “we have to pay the keepers first.” That was in May.",
        "we have to pay the keepers first",
    ),
    (
        "Finn Dahl",
        "Here is what Ada Lund wrote, quote, we have to pay the keepers first, unquote.",
        "we have to pay the keepers first",
    ),
]


@pytest.mark.parametrize(("label", "words", "quote"), SECOND_HAND)
def test_second_hand_is_not_misattributed(label, words, quote):
    """Words in another mouth that gives them as the person's own are second hand, not wrong."""
    source = Source.of_turns("a", [(label, words), ("Ada Lund", "I did say that, yes, and I stand by it.")])
    verdict = verify(quote, [source], "Ada Lund")
    assert (verdict.attribution.verdict, verdict.attribution.reason) == ("SECOND_HAND", "quoted-by-other")
    assert verdict.verdict != "MISATTRIBUTED"


def test_quoting_oneself_is_speaking():
    """ "I said: ..." keeps the words in the speaker's own mouth."""
    source = Source.of_turns(
        "a", [("Ada Lund", "In May I said, “we have to pay the keepers first.” I meant it.")]
    )
    assert verify("we have to pay the keepers first", [source], "Ada Lund").attribution.verdict == "CONFIRMED"


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [("the sea keeps its own books", "MISATTRIBUTED"), ("its own books.” And so do we", "CONFIRMED")],
)
def test_reading_somebody_elses_words(quote, verdict):
    """Words inside the marks of somebody else's sentence are not the speaker's; words across its end may be."""
    words = "My grandmother said, “the sea keeps its own books.” And so do we, every winter."
    found = verify(quote, [Source.of_turns("a", [("Ada Lund", words)])], "Ada Lund")
    assert found.attribution.verdict == verdict


def test_questioner_is_not_the_one_who_answers():
    """A question under "Q" is not the words of the person under a name."""
    source = Source.of_turns(
        "a", [("Q", "So the whole cargo was lost at sea?"), ("Ada Lund", "You said that, not me.")]
    )
    verdict = verify("the whole cargo was lost at sea", [source], "Ada Lund")
    assert (verdict.verdict, verdict.attribution.reason) == ("MISATTRIBUTED", "interviewer")


def test_cited_source():
    """Words that stand in another document than the one cited are credited to the wrong document."""
    sources = [
        Source.of_turns("letter", [("Ada Lund", "The keepers come first and the paint comes last.")]),
        Source.of_turns("speech", [("Ada Lund", "Good evening. I will be short tonight, as always.")]),
    ]
    there = verify("The keepers come first and the paint comes last", sources, "Ada Lund", cited="letter")
    elsewhere = verify("The keepers come first and the paint comes last", sources, "Ada Lund", cited="speech")
    assert there.verdict == "VERBATIM"
    assert (elsewhere.verdict, elsewhere.attribution.reason) == ("MISATTRIBUTED", "other-document")


def test_own_words_beat_anothers_exact_ones():
    """A person who said nearly that is not robbed by one who repeated it better."""
    source = Source.of_turns(
        "a",
        [
            ("Ada Lund", "I told them that the keepers will be paid before the painters are."),
            ("Finn Dahl", "I told them the keepers will be paid before the painters are."),
        ],
    )
    verdict = verify("I told them the keepers will be paid before the painters are.", [source], "Ada Lund")
    assert (verdict.verdict, verdict.severity, verdict.attribution.verdict) == (
        "ALTERED",
        "minor",
        "CONFIRMED",
    )


def test_without_a_claim_nothing_is_confirmed_or_blamed():
    """No speaker given: the wording is judged, and no level follows from the open attribution."""
    source = Source.of_turns("a", [("Ada Lund", "The keepers come first and the paint comes last.")])
    verdict = verify("The keepers come first and the paint comes last.", [source])
    assert (verdict.verdict, verdict.level, verdict.attribution.reason) == ("VERBATIM", "ok", "no-claim")
    assert verdict.attribution.said_by == ("Ada Lund",)


def test_unlabelled_text():
    """A text that does not say who speaks confirms nobody."""
    source = Source.of_text("a", "The keepers come first and the paint comes last.")
    verdict = verify("The keepers come first and the paint comes last.", [source], "Ada Lund")
    assert (verdict.verdict, verdict.attribution.reason, verdict.level) == ("VERBATIM", "no-label", "note")
