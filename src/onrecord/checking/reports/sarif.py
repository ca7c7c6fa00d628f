"""Checks as SARIF 2.1.0 (OASIS, 2020): what code scanners show beside the lines of a draft."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any, TextIO

from onrecord.checking.checks import Check
from onrecord.checking.policies import FINDINGS, PRESETS
from onrecord.checking.reports.fingerprints import fingerprints
from onrecord.checking.reports.headings import heading, problems, quoted, source_name
from onrecord.checking.reports.places import NEWLINES, Lines, is_named, uri_of
from onrecord.checking.verdicts import RULES, Evidence, QuoteVerdict
from onrecord.documents import Document
from onrecord.version import __version__

__all__ = ["write_sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASE = "%SRCROOT%"
_FINGERPRINT = "onrecordQuotation/v1"
_PLAIN_TEXT = (".txt", ".text", ".md", ".markdown")
_NOTIFICATIONS = {
    "nothing-checked": ("error", "No quotation could be checked; the result says nothing about the draft."),
    "source-not-read": ("error", "A source was given that could not be searched."),
    "source-doubtful": ("warning", "Something stands in the way of finding words in a source."),
    "source-incomplete": ("warning", "A source is only an excerpt."),
    "draft-warning": ("warning", "Something about the draft had to be assumed."),
}
_HELP = {
    "OR001": "Compare the marked words with the source and print what was said.",
    "OR002": "Compare the marked words with the source; print what was said, or take the marks off.",
    "OR003": "Small words or endings differ. Print them as said, or allow the edit in the policy.",
    "OR010": "Print the passages as separate quotations, in the order and by the people who said them.",
    "OR020": "Print what stands before or after as well: it governs the words that were quoted.",
    "OR030": "Credit the person who said it, or find the source in which the person credited does.",
    "OR031": "The words are there; who spoke them must be confirmed from another source.",
    "OR032": "Say who is quoting whom, or find the record of the event itself.",
    "OR040": "Find the source and check against it. Not found does not mean that it was never said.",
    "OR050": "Check it by hand, or give a source that can settle it.",
    "OR060": "Nothing is wrong: the edits show, and the words left out are in the report.",
    "OR070": "Put back what the edit hides, or paraphrase.",
    "OR080": "Two records of the event differ: compare both with the recording.",
}


def write_sarif(checks: Sequence[Check], stream: TextIO, *, passed: bool = False) -> None:
    """Write all checks as one run, with an invocation for each check.

    A finding is a result of kind ``fail`` with the policy's level; quotations in order (level ``ok``) are left
    out unless ``passed``, then they are results of kind ``pass`` and level ``none``. Regions are given for drafts
    that are plain text, where they point into the file itself; columns count code points, and lines end as
    ``newlineSequences`` says.
    """
    log = _Log(checks)
    text = json.dumps(
        {"$schema": _SCHEMA, "version": "2.1.0", "runs": [log.run(passed)]}, ensure_ascii=False, indent=2
    )
    stream.write(re.sub("[\ud800-\udfff]", "\ufffd", text) + "\n")
    stream.flush()


class _Log:
    """One run in the making: artifacts are numbered as they are met."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self._checks = checks
        self._artifacts: list[dict[str, Any]] = []
        self._numbers: dict[str, int] = {}

    def run(self, passed: bool) -> dict[str, Any]:
        results: list[dict[str, Any]] = []
        invocations: list[dict[str, Any]] = []
        for number, check in enumerate(self._checks):
            draft = self._draft(check.draft)
            for source in check.sources:
                facts = {"words": source.words, "turns": source.turns, "complete": source.complete}
                known = {} if source.sha256 is None else {"textSha256": source.sha256}
                self._artifact(source.path, {**facts, **known})
            invocations.append(self._invocation(check, draft))
            for place, mark in zip(check.quotes, fingerprints(check.quotes), strict=True):
                if passed or place.level != "ok":
                    results.append(self._result(place, mark, draft, number))
        if not self._checks:
            invocations.append(self._nothing())
        return {
            "tool": {"driver": _driver()},
            "columnKind": "unicodeCodePoints",
            "newlineSequences": list(NEWLINES),
            "originalUriBaseIds": {_BASE: {"description": {"text": "The folder where onrecord was run."}}},
            "invocations": invocations,
            "artifacts": self._artifacts,
            "results": results,
        }

    def _artifact(self, path: str | None, properties: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The location of an artifact, which is put on the list when it is met for the first time."""
        key = path or "-"
        location: dict[str, Any] = {}
        if is_named(path):
            uri, relative = uri_of(key)
            location = {"uri": uri, **({"uriBaseId": _BASE} if relative else {})}
        if key not in self._numbers:
            self._numbers[key] = len(self._artifacts)
            shown = location or {
                "description": {"text": "Standard input" if key == "-" else source_name(key)}
            }
            self._artifacts.append(
                {"location": shown, **more, **({"properties": properties} if properties else {})}
            )
        return {**location, "index": self._numbers[key]}

    def _draft(self, document: Document | None) -> _Draft | None:
        if document is None:
            return None
        more: dict[str, Any] = {"roles": ["analysisTarget"]}
        if document.file_id is not None:
            more["hashes"] = {"sha-256": document.file_id.removeprefix("sha256:")}
        if document.encoding is not None:
            more["encoding"] = document.encoding
        return _Draft(document, self._artifact(document.path, {}, **more))

    def _invocation(self, check: Check, draft: _Draft | None) -> dict[str, Any]:
        notifications = []
        for kind, text in problems(check):
            notification: dict[str, Any] = {
                "descriptor": {"id": kind, "index": list(_NOTIFICATIONS).index(kind)},
                "level": _NOTIFICATIONS[kind][0],
                "message": {"text": _braced(text)},
            }
            if draft is not None and kind in ("nothing-checked", "draft-warning"):
                notification["locations"] = [{"physicalLocation": {"artifactLocation": draft.location}}]
            notifications.append(notification)
        return {
            "executionSuccessful": check.coverage.checked > 0,
            "toolExecutionNotifications": notifications,
            "properties": {"policy": check.policy, "coverage": check.coverage.to_dict()},
        }

    def _nothing(self) -> dict[str, Any]:
        notification = {"level": "error", "message": {"text": "Nothing was checked: no draft was given."}}
        return {"executionSuccessful": False, "toolExecutionNotifications": [notification]}

    def _result(
        self, verdict: QuoteVerdict, mark: str, draft: _Draft | None, invocation: int
    ) -> dict[str, Any]:
        failed = verdict.level != "ok"
        result: dict[str, Any] = {
            "kind": "fail" if failed else "pass",
            "level": verdict.level if failed else "none",
            "message": {"text": _braced(_message(verdict))},
            "locations": [_place(verdict, draft)],
            "relatedLocations": [
                self._related(number, evidence, verdict) for number, evidence in enumerate(_shown(verdict))
            ],
            "partialFingerprints": {_FINGERPRINT: mark},
            "provenance": {"invocationIndex": invocation},
            "properties": _facts(verdict),
        }
        if verdict.rule is not None:
            result["ruleId"] = verdict.rule
            result["ruleIndex"] = list(RULES).index(verdict.rule)
        return result

    def _related(self, number: int, evidence: Evidence, verdict: QuoteVerdict) -> dict[str, Any]:
        who = f"{evidence.speaker} in " if evidence.speaker else ""
        nearest = "Nearest passage: " if evidence is verdict.nearest else ""
        physical: dict[str, Any] = {"artifactLocation": self._artifact(evidence.source, {})}
        if evidence.source.lower().endswith(_PLAIN_TEXT) and evidence.spans:
            start, end = evidence.spans[0][0], evidence.spans[-1][1]
            physical["region"] = {"charOffset": start, "charLength": end - start}
        return {
            "id": number,
            "physicalLocation": physical,
            "message": {
                "text": _braced(f"{nearest}{who}{source_name(evidence.source)}: {quoted(evidence.text, 300)}")
            },
            "properties": {
                "spans": [list(span) for span in evidence.spans],
                "prefix": evidence.prefix,
                "suffix": evidence.suffix,
            },
        }


class _Draft:
    """A draft, where the log has it, and its lines."""

    def __init__(self, document: Document, location: dict[str, Any]) -> None:
        self.document = document
        self.location = location

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.document.text)


def _place(verdict: QuoteVerdict, draft: _Draft | None) -> dict[str, Any]:
    if draft is None:
        return {"logicalLocations": [{"name": quoted(verdict.quote), "kind": "quotation"}]}
    physical: dict[str, Any] = {"artifactLocation": draft.location}
    if draft.document.format == "text" and verdict.spans:
        start, end = verdict.spans[0][0], verdict.spans[-1][1]
        (line, column), (end_line, end_column) = draft.lines.at(start), draft.lines.at(end)
        physical["region"] = {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": start,
            "charLength": end - start,
            "snippet": {"text": draft.document.text[start:end]},
        }
    return {"physicalLocation": physical}


def _shown(verdict: QuoteVerdict) -> tuple[Evidence, ...]:
    return verdict.evidence or (() if verdict.nearest is None else (verdict.nearest,))


def _message(verdict: QuoteVerdict) -> str:
    who = f" (credited to {verdict.speaker})" if verdict.speaker else ""
    return f"{heading(verdict)}. {verdict.explanation} Quotation: {quoted(verdict.quote, 200)}{who}."


def _facts(verdict: QuoteVerdict) -> dict[str, Any]:
    keep = "verdict wording severity reason speaker attribution edits omitted places flags policy"
    facts = verdict.to_dict()
    return {**{key: facts[key] for key in keep.split()}, "spans": facts["quote"]["spans"]}


def _braced(text: str) -> str:
    """A plain message text: braces are doubled, because single ones stand for arguments (section 3.11.5)."""
    return text.replace("{", "{{").replace("}", "}}")


def _driver() -> dict[str, Any]:
    return {
        "name": "onrecord",
        "semanticVersion": __version__,
        "version": __version__,
        "rules": [_rule(id, name) for id, name in RULES.items()],
        "notifications": [
            {"id": id, "shortDescription": {"text": text}, "defaultConfiguration": {"level": level}}
            for id, (level, text) in _NOTIFICATIONS.items()
        ],
    }


def _rule(id: str, name: str) -> dict[str, Any]:
    meaning = FINDINGS[name][:1].upper() + FINDINGS[name][1:] + "."
    level = PRESETS["default"].level(name)
    return {
        "id": id,
        "name": "".join(part.title() for part in name.split("-")),
        "shortDescription": {"text": meaning},
        "fullDescription": {"text": f"{meaning} {_HELP[id]}"},
        "help": {"text": _HELP[id]},
        "defaultConfiguration": {"level": "none" if level == "ok" else level},
        "properties": {"tags": ["quotation", "attribution" if id.startswith("OR03") else "wording"]},
    }
