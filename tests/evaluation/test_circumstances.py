"""Reading labels of circumstances."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.evaluation import CircumstanceLabel, read_circumstances


def test_a_label_is_sure_unless_it_says_otherwise(tmp_path: Path) -> None:
    """Labels are read by article and relation; other fields are passed over."""
    path = tmp_path / "labels.jsonl"
    path.write_text(
        '{"article": "a", "event": "E1", "factuality": "speech", "act": "denial", "channel": null}\n\n'
        '{"article": "a", "event": "E2", "factuality": "thought", "act": null, "sure": false}\n',
        "utf-8",
    )
    assert read_circumstances(path) == {
        ("a", "E1"): CircumstanceLabel("speech", "denial", sure=True),
        ("a", "E2"): CircumstanceLabel("thought", None, sure=False),
    }


@pytest.mark.parametrize(
    ("line", "complaint"),
    [("{", "not a JSON object"), ("[1]", "needs article"), ('{"article": "a"}', "needs")],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    """A line that is no label is an error with file and line; so is a file that cannot be read."""
    path = tmp_path / "labels.jsonl"
    path.write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(InputError, match=f"labels.jsonl, line 2: .*{complaint}"):
        read_circumstances(path)
    with pytest.raises(InputError, match="cannot read"):
        read_circumstances(tmp_path / "none.jsonl")


def test_the_words_of_addressee_and_channel_and_the_date_are_read(tmp_path: Path) -> None:
    """Spans, type and date are kept; a span that is none is an error."""
    path = tmp_path / "labels.jsonl"
    line = (
        '{"article": "a", "event": "E1", "factuality": "speech", "act": "statement", "addressee": {"span": [3, 9]}, '
        '"channel": {"type": "post", "span": [12, 20]}, "said_on": {"date": "2019-01-13"}}\n'
    )
    path.write_text(line, "utf-8")
    assert read_circumstances(path)["a", "E1"] == CircumstanceLabel(
        "speech", "statement", sure=True,
        addressee=(3, 9), channel=(12, 20), channel_type="post", said_on="2019-01-13",
    )  # fmt: skip
    path.write_text(line.replace("[3, 9]", "[3]"), "utf-8")
    with pytest.raises(InputError, match="addressee needs a span"):
        read_circumstances(path)
