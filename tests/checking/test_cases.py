"""Every kind of honest and dishonest quotation gets its verdict."""

import pytest

from onrecord.alignment import Source
from onrecord.checking import verify

HANNE, PAVEL = "Hanne Osvald", "Pavel Molina"

VERBATIM = [
    ("as said", "We did not close the swimming hall for money.", HANNE, "exact"),
    ("curly for straight", "I can’t say the board listened to the swimmers", PAVEL, "typographic"),
    (
        "ligature, soft hyphen, no-break blank",
        "but we have planned\u00a0for it. If the in\u00adsurers pay",
        HANNE,
        "typographic",
    ),
    ("part of a sentence", "did not close the swimming hall", HANNE, "exact"),
    ("full stop to comma", "The roof is dry now, and it was dry in June,", PAVEL, "typographic"),
    ("contraction", "We didn't close the swimming hall for money.", HANNE, "orthographic"),
    (
        "figures",
        "The board spent 21640 crowns on tiles in August, and I think around 12% of that was wasted",
        HANNE,
        "orthographic",
    ),
    ("number in words", "I think around twelve percent of that was wasted", HANNE, "orthographic"),
    ("diacritic", "Zoe unveiled the new mosaic on Sunday morning", HANNE, "orthographic"),
    ("stage direction", "of that was wasted. Director Molina wrote to me on Friday", HANNE, "typographic"),
    ("literal brackets", "The sensor reads the [4Cu-2O] layer of the tiles", HANNE, "exact"),
    ("the speaker's own dots", "I stood... I stood under that roof for years", HANNE, "exact"),
    ("after a false start", "I believe the staff worked very hard", HANNE, "exact"),
    ("by ear", "We're going to get this damned boiler out", HANNE, "orthographic"),
]


@pytest.mark.parametrize(
    ("quote", "speaker", "match"), [case[1:] for case in VERBATIM], ids=[case[0] for case in VERBATIM]
)
def test_verbatim(hall, quote, speaker, match):
    """The same words in the same order are verbatim, however they are typed and spelt."""
    verdict = verify(quote, hall, speaker)
    assert (verdict.verdict, verdict.match, verdict.attribution.verdict) == ("VERBATIM", match, "CONFIRMED")


EDITED = [
    ("bracketed initial", "[T]he board spent 21,640 crowns on tiles in August", HANNE, "case"),
    (
        "bracket for a pronoun",
        "[The work] will be a long repair, but we have planned for it",
        HANNE,
        "bracket",
    ),
    ("gloss", "If the insurers pay, the hall [on Mill Street] will open in October", HANNE, "bracket"),
    ("round gloss", "Director Molina (of the town) wrote to me on Friday", HANNE, "bracket"),
    ("[sic]", "Director Molina wrote to me on Friday [sic] about the boiler", HANNE, "sic"),
    (
        "honest ellipsis",
        "The board spent 21,640 crowns on tiles ... and I think around 12 percent of that was wasted",
        HANNE,
        "ellipsis",
    ),
    ("masked oath", "We're gonna get this d----d boiler out", HANNE, "mask"),
]


@pytest.mark.parametrize(
    ("quote", "speaker", "mark"), [case[1:] for case in EDITED], ids=[case[0] for case in EDITED]
)
def test_edited(hall, quote, speaker, mark):
    """Edits that the print declares are reported, and change nothing else."""
    verdict = verify(quote, hall, speaker)
    assert verdict.verdict == "VERBATIM_EDITED"
    assert mark in {edit.declared for edit in verdict.edits}


ALTERED = [
    ("another word by a hyphen", "They will recover the floor by Tuesday", PAVEL, "substantive"),
    ("question made statement", "We will raise the ticket price again", HANNE, "critical"),
    ("question mark to full stop", "Will we raise the ticket price again.", HANNE, "critical"),
    ("negation dropped", "We did close the swimming hall for money.", HANNE, "critical"),
    ("negation added", "The roof is not dry now, and it was dry in June.", PAVEL, "critical"),
    ("digit", "The board spent 21,940 crowns on tiles in August", HANNE, "critical"),
    ("hedge dropped", "I think 12 percent of that was wasted", HANNE, "critical"),
    ("name", "Director Molino wrote to me on Friday about the boiler", HANNE, "critical"),
    ("bracket for a negation", "We did [indeed] close the swimming hall for money", HANNE, "critical"),
    ("mask for a negation", "We did *** close the swimming hall for money", HANNE, "critical"),
    ("ellipsis for a negation", "We did ... close the swimming hall for money", HANNE, "critical"),
    ("words left out", "Director Molina wrote about the boiler", HANNE, "critical"),
    (
        "content word",
        "Every pipe was closed and every valve was numbered before water was",
        HANNE,
        "substantive",
    ),
    ("small word", "Every pipe was opened and each valve was numbered before water was", HANNE, "critical"),
    ("article", "Every pipe was opened and every valve was numbered before the water was", HANNE, "minor"),
    ("that", "I believe that the staff worked very hard", HANNE, "minor"),
]


@pytest.mark.parametrize(
    ("quote", "speaker", "severity"), [case[1:] for case in ALTERED], ids=[case[0] for case in ALTERED]
)
def test_altered(hall, quote, speaker, severity):
    """An undeclared change, or a mark that hides meaning, is an alteration as grave as what it touches."""
    verdict = verify(quote, hall, speaker)
    assert (verdict.verdict, verdict.severity) == ("ALTERED", severity)


SPLICED = [
    ("reversed", "we have planned for it ... It will be a long repair", "reordered"),
    (
        "far apart",
        "The board spent 21,640 crowns on tiles ... Zoë unveiled the new mosaic on Sunday morning",
        "distant",
    ),
    (
        "two speakers",
        "We did not close the swimming hall for money ... I can't say the board listened to the swimmers",
        "cross-speaker",
    ),
    (
        "unmarked",
        "We did not close the swimming hall for money. Director Molina wrote to me on Friday about the "
        "boiler.",
        "unmarked-gap",
    ),
    ("a short sentence skipped", "It was wet. He left.", "unmarked-gap"),
]


@pytest.mark.parametrize(
    ("quote", "reason"), [case[1:] for case in SPLICED], ids=[case[0] for case in SPLICED]
)
def test_spliced(interview, quote, reason):
    """Passages that were not said in one piece, in order and near each other, are no quotation."""
    other = Source.of_text("other", "It was wet. Nobody had swept. He left.", HANNE)
    verdict = verify(quote, [interview, other], HANNE)
    assert (verdict.verdict, verdict.reason) == ("SPLICED", reason)
    assert verdict.level == "error" and verdict.evidence


def test_two_sources_joined(interview):
    """Words of two documents under one pair of marks are spliced, and both passages are shown."""
    other = Source.of_text("speech", "The library will stay open on every Sunday of the year.", HANNE)
    quote = "Zoë unveiled the new mosaic on Sunday morning ... The library will stay open on every Sunday of the year"
    verdict = verify(quote, [interview, other], HANNE)
    assert (verdict.verdict, verdict.reason) == ("SPLICED", "cross-document")
    assert [evidence.source for evidence in verdict.evidence] == ["interview", "speech"]


def test_runs_from_far_apart_without_a_mark(hall):
    """Two exact runs printed as one sentence are spliced, and what lies between them is shown."""
    verdict = verify(
        "It will be a long repair every pipe was opened and every valve was numbered", hall, HANNE
    )
    assert (verdict.verdict, verdict.reason) == ("SPLICED", "unmarked-gap")
    assert verdict.omitted[0].text.startswith("but we have planned for it")


TRUNCATED = [
    ("condition", "the hall will open in October", HANNE, "condition"),
    ("condition behind", "We can keep the sauna warm all winter", PAVEL, "condition"),
    ("others' view", "the pool is a disgrace", HANNE, "others-say"),
    ("negation", "close the swimming hall for money", HANNE, "negation"),
    ("disbelief", "the board listened to the swimmers", PAVEL, "denied-frame"),
]


@pytest.mark.parametrize(
    ("quote", "speaker", "reason"), [case[1:] for case in TRUNCATED], ids=[case[0] for case in TRUNCATED]
)
def test_truncated(hall, quote, speaker, reason):
    """The right words without what governs them in their sentence are for a human to review."""
    verdict = verify(quote, hall, speaker)
    assert (verdict.verdict, verdict.reason, verdict.level) == ("TRUNCATED", reason, "warning")


MISATTRIBUTED = [
    ("reading out", "the roof beams are too thin for snow", HANNE, "nested"),
    ("other speaker", "I can't say the board listened to the swimmers", HANNE, "other-speaker"),
    ("the interviewer's words", "this was a mistake", HANNE, "interviewer"),
]


@pytest.mark.parametrize(
    ("quote", "speaker", "reason"),
    [case[1:] for case in MISATTRIBUTED],
    ids=[case[0] for case in MISATTRIBUTED],
)
def test_misattributed(hall, quote, speaker, reason):
    """Right words in the wrong mouth are an error whatever their wording."""
    verdict = verify(quote, hall, speaker)
    assert (verdict.verdict, verdict.attribution.reason, verdict.level) == ("MISATTRIBUTED", reason, "error")


def test_translation_cannot_be_checked():
    """Words that the source has only in another language are neither right nor wrong."""
    source = Source.of_turns(
        "es", [(HANNE, "No cerraremos nunca la piscina de la ciudad, nunca.")], lang="es"
    )
    verdict = verify("We will never close the pool of the town", [source], HANNE)
    assert (verdict.verdict, verdict.reason) == ("UNCHECKABLE", "language")


def test_excerpt_cannot_disprove():
    """Absence from an excerpt proves nothing."""
    source = Source.of_turns(
        "x", [(HANNE, "Welcome to this long evening, all of you.")], lang="en", complete=False
    )
    verdict = verify("The sauna will never be heated with oil again", [source], HANNE)
    assert (verdict.verdict, verdict.reason) == ("UNCHECKABLE", "incomplete")


@pytest.mark.parametrize(
    "quote",
    [
        "Nobody on the board has ever swum a single length in that hall",
        "The pool is a long disgrace and the insurers spent the tiles in October",
    ],
)
def test_not_found(hall, quote):
    """A sentence never said is not found, even when each of its words was."""
    assert verify(quote, hall, HANNE).verdict == "NOT_FOUND"


def test_line_break_in_a_source():
    """A hyphen at the end of a line is no hyphen of the word."""
    source = Source.of_text("pdf", "The hearing was ad-\n  journed until the thaw.", HANNE)
    assert verify("The hearing was adjourned until the thaw", [source], HANNE).verdict == "VERBATIM"


def test_fillers_inside_a_sentence():
    """Leaving out sounds of hesitation is an edit that the default policy lets go."""
    source = Source.of_text("a", "It was, uh, a very, um, cold winter for the town.", HANNE)
    verdict = verify("It was a very cold winter for the town", [source], HANNE)
    assert (verdict.verdict, verdict.level) == ("VERBATIM_EDITED", "note")


def test_distance_counts_across_the_speech_tag():
    """A quotation printed around its tag must have been said in one stretch, too."""
    far = " ".join(f"Sentence number {number} was about the weather." for number in range(60))
    source = Source.of_text("a", f"The plan is sound and paid for. {far} Nothing else has worked.", HANNE)
    draft = '"The plan is sound and paid for," she said. "Nothing else has worked."'
    first, second = (1, 32), (45, 69)
    assert draft[slice(*first)].startswith("The plan") and draft[slice(*second)].startswith("Nothing")
    verdict = verify(draft, [source], HANNE, spans=[first, second])
    assert (verdict.verdict, verdict.reason) == ("SPLICED", "distant")
    near = Source.of_text("b", "The plan is sound and paid for. We tried. Nothing else has worked.", HANNE)
    assert verify(draft, [near], HANNE, spans=[first, second]).verdict == "VERBATIM_EDITED"
