"""The executable cases of the checking contract, where they are at hand."""

import json
import os
from pathlib import Path

import pytest

from onrecord.alignment import Source
from onrecord.checking import verify

pytestmark = pytest.mark.data


def test_hard_cases():
    """Every case has the verdict that the contract expects."""
    path = Path(os.environ.get("ONRECORD_CASES", ""))
    if not path.is_file():
        pytest.skip("ONRECORD_CASES names no file of cases")
    given = json.loads(path.read_text(encoding="utf-8"))
    sources = {
        name: Source.of_turns(
            name,
            [(turn["speaker"], turn["text"]) for turn in document["turns"]],
            lang=document["lang"],
            complete=document["complete"],
        )
        for name, document in given["documents"].items()
    }
    wrong = {}
    for case in given["cases"]:
        verdict = verify(case["quote"], [sources[name] for name in case["sources"]], case["attributed_to"])
        if verdict.verdict != case["expected"]:
            wrong[case["id"]] = (case["expected"], verdict.verdict, verdict.explanation)
    assert wrong == {}
