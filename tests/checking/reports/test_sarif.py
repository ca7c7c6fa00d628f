"""SARIF 2.1.0: what the specification demands, and what a reviewer of code scanning results needs."""

import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.checking import PRESETS, RULES
from onrecord.checking.reports.sarif import write_sarif
from reported import DRAFT, HEARING, QUOTES, check_in, check_of
from sarif_rules import check_sarif


def sarif(*checks, **options):
    """The run that is written for some checks, after it was held against the specification."""
    stream = io.StringIO()
    write_sarif(checks, stream, **options)
    log = json.loads(stream.getvalue())
    check_sarif(log)
    (run,) = log["runs"]
    return run


RUN = sarif(check_of())


def test_each_finding_is_a_result():
    """Every quotation that the policy grades is there, with its rule and level; those in order are not."""
    expected = [(quote.rule, quote.level) for quote in check_of().quotes if quote.level != "ok"]
    assert [(one["ruleId"], one["level"]) for one in RUN["results"]] == expected


def test_quotations_in_order_on_request():
    """They pass, at level none, so that no scanner takes them for a finding."""
    results = sarif(check_of(), passed=True)["results"]
    assert len(results) == len(QUOTES)
    passes = [one for one in results if one["kind"] == "pass"]
    assert len(passes) == 2 and {one["level"] for one in passes} == {"none"}


def test_levels_are_those_of_the_policy():
    """A rule says its level by default; a result says what the policy in force makes of it."""
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in RUN["tool"]["driver"]["rules"]}
    assert levels["OR001"] == "error" and levels["OR020"] == "warning" and levels["OR060"] == "note"
    legal = sarif(check_of(policy="legal"))
    assert {one["level"] for one in legal["results"] if one["ruleId"] == "OR020"} == {"error"}


def test_every_rule_explains_itself():
    """All rules are listed, with a name, what they mean and what to do."""
    rules = RUN["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert all(name in PRESETS["default"].levels for name in RULES.values())
    assert all(
        rule["help"]["text"] and rule["shortDescription"]["text"] and rule["name"].isalpha() for rule in rules
    )
    assert RUN["tool"]["driver"]["version"] == onrecord.__version__


def test_messages_say_the_finding_the_words_and_the_speaker():
    """The one line that is shown beside the draft is enough to act upon."""
    text = RUN["results"][0]["message"]["text"]
    assert text.startswith('Meaning changed. The print changes a negation: "not" was left out.')
    assert "“We did close the swimming hall for money” (credited to Hanne Osvald)" in text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\n\r\n", " \U0001f3ca "])
def test_regions_cut_the_quotation_out_of_the_file(newline):
    """Offsets, and lines with columns, lead to the same words, whatever ends a line."""
    check = check_of(draft=DRAFT.replace("\n", newline))
    text = check.draft.text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for result in sarif(check)["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        start = region["charOffset"]
        words = text[start : start + region["charLength"]]
        assert words == region["snippet"]["text"] and words in {quote for quote, _ in QUOTES}
        assert region["startLine"] == region["endLine"]
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == words


def test_a_quotation_over_two_lines_ends_on_the_second():
    """Its end is the column behind its last character."""
    quote = "The roof is dry now,\r\nand it was dry in July"
    run = sarif(check_in([(quote, "Pavel Molina")], f"A\r\n“{quote}”\r\n"))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert [region[key] for key in ("startLine", "startColumn", "endLine", "endColumn")] == [2, 2, 3, 23]


def test_drafts_that_are_no_plain_text_have_no_lines():
    """Offsets into text that was taken out of a file would be wrong in the file itself."""
    check = check_of(path="drafts/hall.docx")
    check = replace(check, draft=replace(check.draft, format="docx"))
    physical = sarif(check)["results"][0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "drafts/hall.docx" and "region" not in physical


def test_evidence_is_a_related_location():
    """The source, its words and who spoke them; plain text with its offsets."""
    (related,) = RUN["results"][0]["relatedLocations"]
    place = related["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "sources/hall%20hearing%20%E2%80%93%20M%C3%A4rz.txt"
    start, length = place["region"]["charOffset"], place["region"]["charLength"]
    assert HEARING.text[start : start + length] == "We did not close the swimming hall for money"
    assert "Hanne Osvald" in related["message"]["text"] and "did not close" in related["message"]["text"]


@pytest.mark.parametrize("id", ["hearing.srt", "hearing.docx", "sha256:" + "0f" * 32])
def test_evidence_from_other_formats_has_no_region(id):
    """Its offsets count in the text that was taken out of the file, so they are properties only."""
    run = sarif(check_of(QUOTES[:1], None, sources=[replace(HEARING, id=id)], listed=[]))
    (related,) = run["results"][0]["relatedLocations"]
    assert "region" not in related["physicalLocation"] and related["properties"]["spans"] == [[88, 132]]


def test_single_quotations_have_a_logical_place():
    """Without a draft there is no file to point at."""
    (location,) = sarif(check_of(QUOTES[:1], None))["results"][0]["locations"]
    assert location["logicalLocations"][0]["name"] == "“We did close the swimming hall for money”"


@pytest.mark.parametrize("path", [None, "-"])
def test_standard_input_is_an_artifact_without_a_uri(path):
    """It is described instead, and regions count all the same."""
    run = sarif(check_of(path=path))
    physical = run["results"][0]["locations"][0]["physicalLocation"]
    artifact = run["artifacts"][physical["artifactLocation"]["index"]]
    assert (
        artifact["location"] == {"description": {"text": "Standard input"}}
        and physical["region"]["startLine"] == 3
    )


def test_sources_that_were_not_searched_are_notifications():
    """What was read is a fact of the run, and so is what was not."""
    (invocation,) = RUN["invocations"]
    assert invocation["executionSuccessful"]
    (told,) = invocation["toolExecutionNotifications"]
    assert told["level"] == "error" and "the PDF has no text layer" in told["message"]["text"]
    assert invocation["properties"]["coverage"] == check_of().coverage.to_dict()


@pytest.mark.parametrize("quotes", [[], [("tired", None)]])
def test_a_run_that_checked_nothing_was_no_success(quotes):
    """Neither without quotations nor with such only as cannot be checked."""
    (invocation,) = sarif(check_of(quotes, "Nothing{0}."))["invocations"]
    assert not invocation["executionSuccessful"]
    assert any(
        one["descriptor"]["id"] == "nothing-checked" for one in invocation["toolExecutionNotifications"]
    )


def test_no_check_at_all_is_no_success_either():
    assert [one["executionSuccessful"] for one in sarif()["invocations"]] == [False]


def test_several_drafts_are_one_run():
    """Scanners refuse two runs of one tool; each draft is an invocation, and each source is listed once."""
    run = sarif(check_of(), check_of(path="drafts/second.txt"))
    assert len(run["invocations"]) == 2 and len(run["artifacts"]) == 5
    assert {one["provenance"]["invocationIndex"] for one in run["results"]} == {0, 1}


@settings(max_examples=60)
@given(st.text(max_size=40), st.text(max_size=12))
def test_any_text_is_written_as_valid_json(quote, speaker):
    """Control characters, lone surrogates and braces in a quotation or a name break nothing."""
    run = sarif(check_in([(quote, speaker or None)], f"“{quote}”"), passed=True)
    assert len(run["results"]) == 1
    stream = io.StringIO()
    write_sarif([check_in([(quote, speaker)], None)], stream)
    stream.getvalue().encode("utf-8")
