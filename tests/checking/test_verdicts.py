"""What a verdict shows: JSON as the contract writes it, evidence, omissions, levels, a plain sentence."""

import json

import pytest

from onrecord.alignment import Source
from onrecord.checking import RULES, verify

TEXT = "Good evening. The keepers come first, and I mean all of them, and the paint comes last. If it snows, we wait."
SOURCES = [Source.of_turns("speech", [("Ada Lund", TEXT)], published="2031-01-05")]


def test_json_shape():
    """The dictionary has the contract's keys and nothing that JSON cannot write."""
    verdict = verify("The keepers come first ... and the paint comes last", SOURCES, "Ada Lund")
    written = json.loads(json.dumps(verdict.to_dict()))
    keys = "quote speaker verdict severity level rule attribution edits omitted evidence flags explanation"
    assert set(written) >= set(keys.split())
    assert written["quote"] == {
        "text": "The keepers come first ... and the paint comes last",
        "spans": [[0, 51]],
    }
    assert set(written["evidence"][0]) >= {"source", "spans", "text", "speaker", "prefix", "suffix"}


def test_evidence_cuts_the_passage_out_of_the_source():
    """Spans, prefix and suffix locate the words in the untouched text."""
    (evidence,) = verify("the paint comes last", SOURCES, "Ada Lund").evidence
    ((start, end),) = evidence.spans
    assert TEXT[start:end] == evidence.text == "the paint comes last"
    assert TEXT[:start].endswith(evidence.prefix) and TEXT[end:].startswith(evidence.suffix)
    assert (evidence.source, evidence.speaker, evidence.published) == ("speech", "Ada Lund", "2031-01-05")


def test_omitted_words_are_always_printed():
    """What an ellipsis or a silent cut leaves out is in the report, as said."""
    declared = verify("The keepers come first ... and the paint comes last", SOURCES, "Ada Lund").omitted
    silent = verify("The keepers come first, and the paint comes last", SOURCES, "Ada Lund").omitted
    assert [(one.text, one.declared) for one in declared] == [(", and I mean all of them,", "ellipsis")]
    assert [one.declared for one in silent] == [None] and TEXT[slice(*silent[0].span)] == silent[0].text


@pytest.mark.parametrize(
    ("quote", "speaker", "rule", "level"),
    [
        ("The keepers come first", "Ada Lund", None, "ok"),
        ("The painters come first", "Ada Lund", "OR002", "error"),
        ("The keepers never come first", "Ada Lund", "OR001", "error"),
        ("The keepers come the first", "Ada Lund", "OR003", "warning"),
        ("the paint comes last ... The keepers come first", "Ada Lund", "OR010", "error"),
        ("we wait", "Ada Lund", "OR020", "warning"),
        ("The keepers come first", "Bo Lund", "OR030", "error"),
        ("The keepers come first", "the mayor", "OR031", "note"),
        ("Nobody has ever painted a lighthouse blue", "Ada Lund", "OR040", "error"),
        ("?!", "Ada Lund", "OR050", "warning"),
        ("The keepers [of the lights] come first", "Ada Lund", "OR060", "note"),
    ],
)
def test_rules_and_levels(quote, speaker, rule, level):
    """Each finding has its stable rule id and its level."""
    verdict = verify(quote, SOURCES, speaker)
    assert (verdict.rule, verdict.level) == (rule, level)
    assert rule is None or rule in RULES


@pytest.mark.parametrize(
    ("quote", "speaker", "says"),
    [
        ("The keepers come first", "Ada Lund", "The source has these words, said by Ada Lund."),
        ("The keepers never come first", "Ada Lund", 'The print changes a negation: "never" was added.'),
        ("The keepers come first", "Bo Lund", "Ada Lund said this, not Bo Lund."),
        ("Nobody has ever painted a lighthouse blue", "Ada Lund", "that does not make it false"),
        ("we wait", "Ada Lund", "depend on a condition that was left out"),
    ],
)
def test_explanations_are_one_plain_sentence(quote, speaker, says):
    """A busy editor reads one sentence and knows."""
    explanation = verify(quote, SOURCES, speaker).explanation
    assert says in explanation and explanation.endswith(".") and "\n" not in explanation


def test_nearest_passage_is_shown_when_nothing_is_found():
    """A quotation that is not there comes with what is nearest to it."""
    verdict = verify("The painters come first and we pay all of their bills gladly", SOURCES, "Ada Lund")
    assert verdict.verdict == "NOT_FOUND" and verdict.nearest is not None
    assert verdict.nearest.text in TEXT


def test_flags():
    """Facts beside the verdict: fragments, changed capitals, contractions."""
    assert "partial_sentence" in verify("the paint comes last", SOURCES, "Ada Lund").flags
    assert "case_changed" in verify("the keepers come first", SOURCES, "Ada Lund").flags
    assert (
        "bracket_replaces"
        in verify("The keepers come first, and [we] mean all of them", SOURCES, "Ada Lund").flags
    )
