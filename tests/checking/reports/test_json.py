"""JSON: the contract for programs."""

from __future__ import annotations

import io
import json
from typing import Any

from onrecord.checking import Check, check_draft, fill
from onrecord.checking.reports import REPORTS, write_report
from onrecord.documents import document_from

TALK = document_from("ADA LUND: We rowed home at dusk.\n\nPAVEL MOE: The pier is long.", path="talk.txt")


def check(text: str, path: str = "draft.md") -> Check:
    return check_draft(document_from(text, path=path), [], fill([TALK]))


def written(*checks: Check) -> Any:
    stream = io.StringIO()
    write_report("json", checks, stream)
    stream.getvalue().encode("utf-8")
    return json.loads(stream.getvalue())


def test_one_check_is_one_object() -> None:
    """The fields of the contract, in its order."""
    value = written(check("“We rowed home at dusk.”"))
    assert list(value) == ["draft", "policy", "coverage", "sources", "quotes", "set_aside"]
    assert list(value["coverage"]) == ["quotes", "checked", "uncheckable", "too_short", "set_aside"]
    assert list(value["sources"][0]) == ["path", "sha256", "words", "turns", "complete", "problem"]
    assert list(value["quotes"][0]) == [
        "quote", "speaker", "verdict", "wording", "severity", "level", "rule", "match", "reason", "attribution",
        "edits", "omitted", "evidence", "nearest", "places", "flags", "policy", "explanation",
    ]  # fmt: skip
    assert value["draft"] == "draft.md" and value["quotes"][0]["verdict"] == "VERBATIM"


def test_several_checks_are_an_array() -> None:
    """One object for each draft, in order."""
    assert [one["draft"] for one in written(check("“Ice and snow.”", "a.md"), check("", "b.md"))] == [
        "a.md",
        "b.md",
    ]


def test_characters_are_written_as_they_are() -> None:
    """No escapes but for what UTF-8 cannot carry."""
    stream = io.StringIO()
    write_report("json", [check("“We rowed “ö” home \ud800 at dusk.”")], stream)
    assert "ö" in stream.getvalue() and "\\ud800" in stream.getvalue()


def test_every_report_takes_checks_and_a_stream() -> None:
    """The registry writes each format that the command offers."""
    for report in REPORTS:
        stream = io.StringIO()
        write_report(report, [check("“We rowed home at dusk.”")], stream)  # type: ignore[arg-type]
        assert stream.getvalue()
