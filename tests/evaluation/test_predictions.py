"""Predictions from statements and from JSON lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord import Piece, Statement
from onrecord.errors import InputError
from onrecord.evaluation import Prediction, read_predictions

TEXT = "“No,” said Ada Quist."
STATEMENT = Statement(
    kind="direct",
    act="denial",
    factuality="speech",
    content=Piece.of(TEXT, [(0, 5)]),
    source=Piece.of(TEXT, [(11, 20)]),
    cue=None,
    confidence=0.75,
)


def record(**changes: Any) -> dict[str, Any]:
    return {"document": {"path": "news/a.b.txt"}, **STATEMENT.to_dict(), **changes}


def test_a_statement_and_its_json_are_the_same_prediction() -> None:
    """Values and the lines that ``onrecord extract`` writes give one answer."""
    prediction = Prediction.of(STATEMENT)
    assert prediction == Prediction.of(record()) == Prediction.of(prediction)
    assert prediction == Prediction(((11, 20),), (), ((0, 5),), "“No,”", 0.75, "speech", "denial")


def test_lines_are_gathered_by_article(tmp_path: Path) -> None:
    """The article is the file's name without folder and last ending; blank lines are passed over."""
    path = tmp_path / "out.jsonl"
    lines = [record(), record(document={"path": "c.txt"}), record(confidence=None)]
    path.write_text("\n\n".join(map(json.dumps, lines)), "utf-8")
    found = read_predictions(path)
    assert {stem: len(items) for stem, items in found.items()} == {"a.b": 2, "c": 1}
    assert found["a.b"][1].confidence is None


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "not a JSON object"),
        ("[]", "no document.path"),
        ('{"document": {}}', "no document.path"),
        ('{"document": {"path": "a.txt"}}', "a statement without content"),
        (json.dumps(record(content={"text": "x", "spans": [[0]]})), "a span of content must be [start, end]"),
        (json.dumps(record(source={"spans": [["0", 4]]})), "a span of source must be [start, end]"),
        (json.dumps(record(confidence="high")), "confidence must be a number"),
        (json.dumps(record(confidence=True)), "confidence must be a number"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    """A line that is no statement is an error with file and line."""
    path = tmp_path / "out.jsonl"
    path.write_text(f"{json.dumps(record())}\n{line}\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_predictions(path)
    assert str(caught.value).startswith(f"{path}, line 2: ") and complaint in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A missing file and bytes that are no UTF-8 are errors for people."""
    with pytest.raises(InputError, match="cannot read"):
        read_predictions(tmp_path / "none.jsonl")
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\n")
    with pytest.raises(InputError, match="cannot read"):
        read_predictions(tmp_path / "bytes.jsonl")
