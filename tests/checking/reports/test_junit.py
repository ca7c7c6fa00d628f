"""JUnit XML: a test case for every quotation, counted right, in the form that build servers read."""

import io
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.checking.reports.junit import write_junit
from reported import QUOTES, check_in, check_of

# The common schema (Jenkins' junit-10.xsd), for as much of it as is written here: attributes and children.
ALLOWED = {
    "testsuites": ({"name", "tests", "failures", "errors", "disabled", "time"}, {"testsuite"}),
    "testsuite": (
        {
            "name",
            "tests",
            "failures",
            "errors",
            "disabled",
            "skipped",
            "time",
            "timestamp",
            "hostname",
            "id",
            "package",
        },
        {"properties", "testcase", "system-out", "system-err"},
    ),
    "properties": (set(), {"property"}),
    "property": ({"name", "value"}, set()),
    "testcase": (
        {"name", "classname", "assertions", "time", "status"},
        {"skipped", "error", "failure", "system-out", "system-err"},
    ),
    "failure": ({"message", "type"}, set()),
    "error": ({"message", "type"}, set()),
    "skipped": ({"message", "type"}, set()),
    "system-out": (set(), set()),
    "system-err": (set(), set()),
}


def junit(*checks, **options):
    """The document, after it was held against the schema and its counts were counted."""
    stream = io.StringIO()
    write_junit(checks, stream, **options)
    root = ElementTree.fromstring(stream.getvalue().encode("utf-8"))
    for element in root.iter():
        attributes, children = ALLOWED[element.tag]
        assert set(element.attrib) <= attributes and {child.tag for child in element} <= children
    for suite in root:
        order = [child.tag for child in suite]
        assert order == sorted(order, key=["properties", "testcase", "system-out", "system-err"].index)
    for element in [root, *root]:
        for name, tag in (
            ("tests", "testcase"),
            ("failures", "failure"),
            ("errors", "error"),
            ("skipped", "skipped"),
        ):
            if name in element.attrib:
                assert int(element.attrib[name]) == len(list(element.iter(tag)))
    return root


ROOT = junit(check_of())


def outcome(case):
    return next((child.tag for child in case if child.tag in ("failure", "error", "skipped")), "passed")


def test_one_case_a_quotation():
    """In order of the draft, named by its words and speaker; names are all different."""
    cases = ROOT.findall("testsuite/testcase")
    assert [case.get("name").split("”")[0][1:30] for case in cases] == [quote[:29] for quote, _ in QUOTES]
    twice = junit(check_of([QUOTES[0], QUOTES[0]], None)).findall("testsuite/testcase")
    assert len({case.get("name") for case in twice}) == 2
    assert ROOT.find("testsuite").get("name") == cases[0].get("classname") == "drafts/hall.txt"


@pytest.mark.parametrize(
    ("fail_on", "failures", "skipped"), [("error", 5, 1), ("warning", 7, 1), ("note", 10, 0), ("never", 0, 1)]
)
def test_failures_begin_at_the_level_given(fail_on, failures, skipped):
    """As the exit code does; what cannot be checked is skipped unless its level fails the build."""
    suite = junit(check_of(), fail_on=fail_on).find("testsuite")
    assert (int(suite.get("failures")), int(suite.get("skipped"))) == (failures, skipped)


def test_a_failure_tells_what_is_wrong():
    """Message, rule, what was printed and what was said."""
    failure = ROOT.find("testsuite/testcase/failure")
    assert failure.get("message") == 'Meaning changed. The print changes a negation: "not" was left out.'
    assert failure.get("type") == "OR001 altered-critical"
    assert "printed: We did close" in failure.text and "source: We did not close" in failure.text
    assert "Hanne Osvald, sources/hall hearing – März.txt" in failure.text


def test_what_cannot_be_checked_is_skipped_and_says_why():
    """A skipped case is no passed case."""
    case = ROOT.findall("testsuite/testcase")[-1]
    assert outcome(case) == "skipped" and "too few" in case.find("skipped").get("message")


def test_findings_below_the_level_are_in_the_output():
    """A warning does not fail the build, and is not lost."""
    case = ROOT.findall("testsuite/testcase")[4]
    assert outcome(case) == "passed" and case.findtext("system-out").startswith(
        "warning OR020: Cut out of its context."
    )


@pytest.mark.parametrize("quotes", [[], [("tired", None)]])
def test_a_build_does_not_pass_when_nothing_was_checked(quotes):
    """Skipped tests alone look green: one more case ends in an error."""
    root = junit(check_of(quotes, "Nothing{0}."))
    (error,) = root.iter("error")
    assert error.get("message").startswith("Nothing was checked") and root.get("errors") == "1"


def test_a_draft_without_quotations_beside_others_is_no_error():
    """As with the exit code: something was checked."""
    root = junit(check_of(), check_of([], "Nothing."))
    assert root.get("errors") == "0" and "no quotations" in root[1].findtext("system-err")


def test_coverage_and_sources_are_told():
    """How many were checked, and which source was not searched."""
    suite = ROOT.find("testsuite")
    assert suite.findtext("system-out") == "11 of 12 quotations checked, 1 too short to check."
    assert "sources/minutes.pdf was not searched: the PDF has no text layer" in suite.findtext("system-err")
    assert {one.get("name"): one.get("value") for one in suite.iter("property")}["checked"] == "11"


def test_a_suite_for_each_draft():
    """The sums stand at the top."""
    root = junit(check_of(), check_of(path="drafts/second.txt"))
    assert [suite.get("name") for suite in root] == ["drafts/hall.txt", "drafts/second.txt"]
    assert root.get("tests") == "24"


@settings(max_examples=80)
@given(st.text(max_size=40), st.text(max_size=12))
def test_any_text_is_written_as_well_formed_xml(quote, speaker):
    """Markup, control characters, U+FFFE and lone surrogates in a quotation or a name break nothing."""
    root = junit(check_in([(quote, speaker or None)], f"“{quote}”", path="a\x00<b>&.txt"))
    assert len([case for case in root.iter("testcase") if case.get("name") != "something is checked"]) == 1
