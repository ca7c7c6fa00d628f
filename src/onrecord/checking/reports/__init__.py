"""Checks written for people and programs: terminal, page, JSON, SARIF, JUnit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TextIO, get_args

from onrecord.checking.checks import Check

__all__ = ["REPORTS", "Report", "write_report"]

Report = Literal["text", "json", "html", "sarif", "junit"]
REPORTS: tuple[str, ...] = get_args(Report)


def write_report(
    report: Report,
    checks: Sequence[Check],
    stream: TextIO,
    *,
    colour: bool = False,
    width: int | None = None,
    fail_on: Literal["error", "warning", "note", "never"] = "error",
) -> None:
    """Write checks in one format. The stream stays open.

    ``colour`` and ``width`` (columns) matter to ``text`` only, ``fail_on`` (the level from which a test fails) to
    ``junit``, where ``never`` is as ``error``: a finding shows there whatever the exit code.
    """
    # Imported here so that a JSON report does not pay for Rich, nor text for the page.
    if report == "text":
        from onrecord.checking.reports.terminal import write_text

        write_text(checks, stream, colour=colour, width=width)
    elif report == "json":
        from onrecord.checking.reports.json import write_json

        write_json(checks, stream)
    elif report == "html":
        from onrecord.checking.reports.page import write_page

        write_page(checks, stream)
    elif report == "sarif":
        from onrecord.checking.reports.sarif import write_sarif

        write_sarif(checks, stream)
    else:
        from onrecord.checking.reports.junit import write_junit

        write_junit(checks, stream, fail_on="error" if fail_on == "never" else fail_on)
    stream.flush()
