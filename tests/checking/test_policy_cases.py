"""Cases that need a decision: conflicting records, noise, nameless voices, second hand, slogans, corrections."""

from onrecord.alignment import Source
from onrecord.checking import verify

BEFORE = "We met the night crew at nine and we heard them out for an hour."
AFTER = "Then we walked to the gate together and the rain had stopped."


def record(id, sentence, **facts):
    return Source.of_turns(id, [("Iris Kolbe", f"{BEFORE} {sentence} {AFTER}")], **facts)


def test_official_transcript_outweighs_a_machine_one():
    """Two records of one event disagree: the better class decides, and the conflict is flagged with the other."""
    official = record("official", "The crew asked for fourteen new boats.", label_provenance="official")
    machine = record("machine", "The crew asked for forty new boats.", label_provenance="asr")
    right = verify("The crew asked for fourteen new boats", [machine, official], "Iris Kolbe")
    wrong = verify("The crew asked for forty new boats", [machine, official], "Iris Kolbe")
    assert right.verdict == "VERBATIM" and "source_conflict" in right.flags
    assert wrong.verdict == "ALTERED" and "source_conflict" in wrong.flags
    assert wrong.evidence[0].source == "official" and wrong.evidence[-1].source == "machine"


def test_noise_of_a_scanner_is_not_the_papers_fault():
    """A scanner's "tne" in the source is no alteration of "the"."""
    source = Source.of_text("scan", "They carried tne old mast thern selves to tne yard.", "Iris Kolbe")
    verdict = verify("They carried the old mast", [source], "Iris Kolbe")
    assert verdict.verdict == "VERBATIM" and "source_noise" in verdict.flags


def test_a_real_word_is_no_noise():
    """Letters that scanners confuse make no noise of another word, least of all of a negation."""
    source = Source.of_text("a", "He said it was now legal to fish here.", "Iris Kolbe")
    assert verify("He said it was not legal to fish here", [source], "Iris Kolbe").verdict == "ALTERED"


def test_nameless_voices_confirm_nobody():
    """ "Speaker 2" may be anybody: the words are judged, the attribution stays open."""
    source = Source.of_turns(
        "tape", [("Speaker 1", "Why now?"), ("Speaker 2", "Because the boats leak and the crew is tired.")]
    )
    verdict = verify("the boats leak and the crew is tired", [source], "Iris Kolbe")
    assert verdict.verdict == "VERBATIM"
    assert (verdict.attribution.verdict, verdict.attribution.reason) == ("UNCONFIRMED", "generic-label")


def test_machine_labels_confirm_nobody():
    """A machine that tells voices apart can have them swapped throughout."""
    source = record("tape", "The boats leak and the crew is tired.", label_provenance="asr")
    verdict = verify("The boats leak and the crew is tired.", [source], "Iris Kolbe")
    assert (verdict.verdict, verdict.attribution.reason, verdict.level) == (
        "VERBATIM",
        "machine-labels",
        "note",
    )


def test_a_role_cannot_be_compared_with_a_name():
    """ "the minister" is nobody in particular."""
    verdict = verify(
        "The boats leak and the crew is tired.",
        [record("a", "The boats leak and the crew is tired.")],
        "the minister",
    )
    assert (verdict.verdict, verdict.attribution.reason) == ("VERBATIM", "generic-claim")


def test_another_article_is_second_hand():
    """Words found only in somebody else's report are right as far as it goes, and flagged."""
    report = Source.of_text(
        "gazette",
        "The harbour was calm. “The boats leak and the crew is tired,” Iris Kolbe told reporters.",
        label_provenance="article",
    )
    verdict = verify("The boats leak and the crew is tired", [report], "Iris Kolbe")
    assert verdict.verdict == "VERBATIM" and "secondary_source" in verdict.flags
    assert verdict.attribution.verdict == "SECOND_HAND"
    assert (
        verify("The boats leak and the crew is tired", [report], "Oskar Brandt").attribution.verdict
        == "UNCONFIRMED"
    )


def test_a_slogan_belongs_to_all_who_said_it():
    """Words of several people are nobody's theft: misattributed only to one who never said them."""
    source = Source.of_turns(
        "rally",
        [(name, "Bread before boats, every winter!") for name in ("Iris Kolbe", "Jon Ask", "Mia Roth")],
    )
    verdict = verify("Bread before boats, every winter", [source], "Jon Ask")
    assert (verdict.verdict, verdict.attribution.verdict, verdict.places) == ("VERBATIM", "CONFIRMED", 3)
    assert verdict.evidence[0].speaker == "Jon Ask" and "repeated_passage" in verdict.flags
    assert len(verdict.evidence) == 3
    assert verify("Bread before boats, every winter", [source], "Oskar Brandt").verdict == "MISATTRIBUTED"


def test_scare_quotes():
    """One or two words are looked for in the speaker's own turns, and nowhere else."""
    source = Source.of_turns(
        "talk", [("Iris Kolbe", "That plan was reckless."), ("Jon Ask", "It was merely costly.")]
    )
    assert verify("reckless", [source], "Iris Kolbe").verdict == "VERBATIM"
    assert verify("costly", [source], "Iris Kolbe").verdict == "NOT_FOUND"
    assert verify("reckless", [source], "Oskar Brandt").reason == "too-short"
    assert verify("reckless", [source]).reason == "too-short"


def test_crosstalk_does_not_break_a_sentence():
    """A sentence during which somebody else says a word is one sentence, and flagged."""
    turns = [
        ("Iris Kolbe", "We will sell the two oldest"),
        ("Jon Ask", "Good."),
        ("Iris Kolbe", "boats before the ice comes."),
    ]
    verdict = verify(
        "We will sell the two oldest boats before the ice comes",
        [Source.of_turns("talk", turns)],
        "Iris Kolbe",
    )
    assert verdict.verdict == "VERBATIM" and "crosstalk" in verdict.flags


def test_corrected_transcript():
    """Two versions of one transcript: the one that has the words decides, the other is shown with its date."""
    first = record("log@1", "The crew asked for four new boats.", event="log", published="2031-03-02")
    second = record("log@2", "The crew asked for five new boats.", event="log", published="2031-03-09")
    verdict = verify("The crew asked for four new boats", [first, second], "Iris Kolbe")
    assert verdict.verdict == "VERBATIM" and "page_drift" in verdict.flags
    assert "2031-03-09" in verdict.explanation
