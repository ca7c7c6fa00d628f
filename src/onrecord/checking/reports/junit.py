"""Checks as JUnit XML: a test case for every quotation, in the form that build servers read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal, TextIO
from xml.etree import ElementTree

from onrecord.checking.checks import Check
from onrecord.checking.reports.headings import coverage_sentence, heading, problems, quoted, source_name
from onrecord.checking.verdicts import RULES, QuoteVerdict
from onrecord.rendering.visible import one_line

__all__ = ["write_junit"]

FailOn = Literal["error", "warning", "note", "never"]

_LEVELS = ("ok", "note", "warning", "error", "never")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(checks: Sequence[Check], stream: TextIO, *, fail_on: FailOn = "error") -> None:
    """Write the checks, a test suite for each draft.

    A quotation fails when its level reaches ``fail_on`` (none does with ``never``). One that cannot be checked and
    does not reach it is skipped; other findings below it pass, with what was found as their output. Where nothing
    at all was checked each draft has a test case more, which ends in an error: a build must not pass on skipped
    tests alone. Characters that XML 1.0 forbids become U+FFFD.
    """
    nothing = not any(check.coverage.checked for check in checks)
    suites = [_suite(check, fail_on, nothing) for check in checks]
    root = ElementTree.Element("testsuites", {"name": "onrecord check", **_counts(suites)})
    root.extend(suites)
    ElementTree.indent(root)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(ElementTree.tostring(root, encoding="unicode") + "\n")
    stream.flush()


def _suite(check: Check, fail_on: FailOn, nothing: bool) -> ElementTree.Element:
    name = _clean(one_line((check.draft.path if check.draft is not None else None) or "quotations"))
    suite = ElementTree.Element("testsuite", {"name": name})
    properties = ElementTree.SubElement(suite, "properties")
    for key, value in {"policy": check.policy, **check.coverage.to_dict()}.items():
        ElementTree.SubElement(properties, "property", {"name": key, "value": _clean(str(value))})
    seen: Counter[str] = Counter()
    for verdict in check.quotes:
        title = quoted(verdict.quote) + (f", {one_line(verdict.speaker)}" if verdict.speaker else "")
        seen[title] += 1
        again = f" ({seen[title]})" if seen[title] > 1 else ""
        suite.append(_case(verdict, name, title + again, fail_on))
    told = list(problems(check))
    for kind, text in told:
        if nothing and kind == "nothing-checked":
            case = ElementTree.SubElement(
                suite, "testcase", {"classname": name, "name": "something is checked"}
            )
            ElementTree.SubElement(case, "error", {"message": _clean(text), "type": kind})
    ElementTree.SubElement(suite, "system-out").text = _clean(f"{coverage_sentence(check)}.")
    if told:
        ElementTree.SubElement(suite, "system-err").text = _clean("\n".join(text for _, text in told))
    counts = {
        "tests": len(suite.findall("testcase")),
        "failures": len(suite.findall("testcase/failure")),
        "errors": len(suite.findall("testcase/error")),
        "skipped": len(suite.findall("testcase/skipped")),
    }
    for key, count in counts.items():
        suite.set(key, str(count))
    return suite


def _case(verdict: QuoteVerdict, suite: str, title: str, fail_on: FailOn) -> ElementTree.Element:
    case = ElementTree.Element("testcase", {"classname": suite, "name": _clean(title)})
    message = _clean(f"{heading(verdict)}. {one_line(verdict.explanation)}")
    if _LEVELS.index(verdict.level) >= _LEVELS.index(fail_on):
        kind = f"{verdict.rule} {RULES[verdict.rule]}" if verdict.rule else verdict.verdict.lower()
        failure = ElementTree.SubElement(case, "failure", {"message": message, "type": kind})
        failure.text = _clean(_details(verdict))
    elif verdict.verdict == "UNCHECKABLE":
        ElementTree.SubElement(case, "skipped", {"message": message})
    else:
        rule = f"{verdict.level} {verdict.rule}: " if verdict.level != "ok" and verdict.rule else ""
        ElementTree.SubElement(case, "system-out").text = _clean(f"{rule}{message}\n{_details(verdict)}")
    return case


def _details(verdict: QuoteVerdict) -> str:
    lines = [f"printed: {one_line(verdict.quote)}"]
    passages = [("source", one) for one in verdict.evidence]
    if not passages and verdict.nearest is not None:
        passages = [("nearest", verdict.nearest)]
    for label, one in passages:
        who = f"{one.speaker}, " if one.speaker else ""
        lines.append(f"{label}: {one_line(one.text)} ({one_line(who + source_name(one.source))})")
    lines += [f"left out: {one_line(omission.text)}" for omission in verdict.omitted]
    return "\n".join(lines)


def _counts(suites: Sequence[ElementTree.Element]) -> dict[str, str]:
    """The sums of all suites; the schema knows no number of skipped cases here."""
    return {
        name: str(sum(int(suite.get(name, "0")) for suite in suites))
        for name in ("tests", "failures", "errors")
    }


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
