"""A strict reading of SARIF 2.1.0 (OASIS, 2020), for as much of it as onrecord writes.

Every object may hold only the properties that the specification names for it, each with its type; an object
has those that it must have; and what the prose demands of indexes, levels, regions and URIs is checked as well.
"""

from __future__ import annotations

import re
from typing import Any

Shape = dict[str, Any]

MESSAGE: Shape = {"text!": str, "markdown": str, "id": str, "arguments": [str], "properties": dict}
MULTI: Shape = {"text!": str, "markdown": str, "properties": dict}
ARTIFACT_LOCATION: Shape = {
    "uri": str,
    "uriBaseId": str,
    "index": int,
    "description": MESSAGE,
    "properties": dict,
}
CONTENT: Shape = {"text": str, "binary": str, "rendered": MULTI, "properties": dict}
REGION: Shape = {
    **dict.fromkeys(
        "startLine startColumn endLine endColumn charOffset charLength byteOffset byteLength".split(), int
    ),
    "snippet": CONTENT,
    "message": MESSAGE,
    "sourceLanguage": str,
    "properties": dict,
}
PHYSICAL: Shape = {
    "artifactLocation!": ARTIFACT_LOCATION,
    "region": REGION,
    "contextRegion": REGION,
    "properties": dict,
}
LOGICAL: Shape = {
    "name": str, "index": int, "fullyQualifiedName": str, "decoratedName": str, "parentIndex": int, "kind": str,
    "properties": dict,
}  # fmt: skip
LOCATION: Shape = {
    "id": int, "physicalLocation": PHYSICAL, "logicalLocations": [LOGICAL], "message": MESSAGE, "properties": dict
}  # fmt: skip
DESCRIPTOR: Shape = {
    "id!": str, "name": str, "guid": str, "shortDescription": MULTI, "fullDescription": MULTI, "help": MULTI,
    "helpUri": str, "defaultConfiguration": {"enabled": bool, "level": str, "rank": float, "parameters": dict},
    "properties": dict,
}  # fmt: skip
NOTIFICATION: Shape = {
    "message!": MESSAGE, "level": str, "locations": [LOCATION], "descriptor": {"id": str, "index": int, "guid": str},
    "associatedRule": {"id": str, "index": int}, "properties": dict,
}  # fmt: skip
RESULT: Shape = {
    "message!": MESSAGE, "ruleId": str, "ruleIndex": int, "kind": str, "level": str, "locations": [LOCATION],
    "relatedLocations": [LOCATION], "partialFingerprints": dict, "fingerprints": dict,
    "provenance": {"invocationIndex": int}, "properties": dict,
}  # fmt: skip
RUN: Shape = {
    "tool!": {
        "driver!": {
            "name!": str, "version": str, "semanticVersion": str, "informationUri": str, "rules": [DESCRIPTOR],
            "notifications": [DESCRIPTOR],
        }
    },
    "columnKind": str,
    "newlineSequences": [str],
    "originalUriBaseIds": dict,
    "invocations": [
        {
            "executionSuccessful!": bool, "exitCode": int, "toolExecutionNotifications": [NOTIFICATION],
            "toolConfigurationNotifications": [NOTIFICATION], "properties": dict,
        }
    ],
    "artifacts": [
        {
            "location": ARTIFACT_LOCATION, "roles": [str], "hashes": dict, "encoding": str, "length": int,
            "description": MESSAGE, "properties": dict,
        }
    ],
    "results": [RESULT],
    "properties": dict,
}  # fmt: skip
LOG: Shape = {"$schema": str, "version!": str, "runs!": [RUN]}

LEVELS = {"none", "note", "warning", "error"}


def check_sarif(log: dict[str, Any]) -> None:
    """Raises AssertionError with the place of whatever the specification does not allow."""
    _shape(log, LOG, "log")
    assert log["version"] == "2.1.0"
    for run in log["runs"]:
        _run(run)


def _shape(value: Any, shape: Any, at: str) -> None:
    if isinstance(shape, list):
        assert isinstance(value, list), at
        for number, item in enumerate(value):
            _shape(item, shape[0], f"{at}[{number}]")
    elif isinstance(shape, dict):
        assert isinstance(value, dict), at
        known = {key.rstrip("!"): inner for key, inner in shape.items()}
        assert set(value) <= set(known), f"{at}: {set(value) - set(known)}"
        assert {key[:-1] for key in shape if key.endswith("!")} <= set(value), at
        for key, item in value.items():
            _shape(item, known[key], f"{at}.{key}")
    else:
        assert isinstance(value, shape) and (shape is not int or not isinstance(value, bool)), (
            f"{at}: {value!r}"
        )


def _run(run: dict[str, Any]) -> None:
    driver = run["tool"]["driver"]
    assert re.fullmatch(r"\d+\.\d+\.\d+([-+].*)?", driver["semanticVersion"])
    assert run["columnKind"] in ("unicodeCodePoints", "utf16CodeUnits")
    sequences = run["newlineSequences"]
    assert sequences and len(set(sequences)) == len(sequences)
    for descriptors in (driver["rules"], driver["notifications"]):
        assert len({one["id"] for one in descriptors}) == len(descriptors)
        assert all(one["defaultConfiguration"]["level"] in LEVELS for one in descriptors)
    places = [artifact["location"].get("uri") for artifact in run["artifacts"]]
    assert len({place for place in places if place}) == len([place for place in places if place])
    for artifact in run["artifacts"]:
        _uri(artifact["location"], run)
    for invocation in run["invocations"]:
        for notification in invocation["toolExecutionNotifications"]:
            assert notification["level"] in LEVELS
            descriptor = notification.get("descriptor")
            assert (
                descriptor is None or driver["notifications"][descriptor["index"]]["id"] == descriptor["id"]
            )
    for result in run["results"]:
        _result(result, run)


def _result(result: dict[str, Any], run: dict[str, Any]) -> None:
    assert result["kind"] in ("pass", "fail", "open", "review", "informational", "notApplicable")
    assert result["level"] in LEVELS and (result["kind"] == "fail" or result["level"] == "none")
    if "ruleId" in result:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["kind"] != "fail" or "ruleId" in result
    assert 0 <= result["provenance"]["invocationIndex"] < len(run["invocations"])
    assert not re.search(r"(?<!\{)\{(\{\{)*(?!\{)", result["message"]["text"])
    assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
    ids = [one["id"] for one in result["relatedLocations"]]
    assert len(set(ids)) == len(ids) and all(id >= 0 for id in ids)
    for location in [*result["locations"], *result["relatedLocations"]]:
        physical = location.get("physicalLocation")
        if physical is not None:
            _uri(physical["artifactLocation"], run)
            _region(physical.get("region"))


def _uri(location: dict[str, Any], run: dict[str, Any]) -> None:
    assert {"uri", "index", "description"} & set(location)
    uri = location.get("uri")
    if uri is not None:
        assert re.fullmatch(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?#\[\]]|%[0-9A-F]{2})+", uri), uri
        relative = not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", uri)
        assert relative == ("uriBaseId" in location) and not (relative and ".." in uri.split("/"))
        assert "uriBaseId" not in location or location["uriBaseId"] in run["originalUriBaseIds"]
    if "index" in location:
        assert run["artifacts"][location["index"]]["location"].get("uri") == uri


def _region(region: dict[str, Any] | None) -> None:
    if region is None:
        return
    assert "startLine" in region or region["charOffset"] >= 0
    if "startLine" in region:
        start = region["startLine"], region["startColumn"]
        end = region["endLine"], region["endColumn"]
        assert start >= (1, 1) and end >= start
