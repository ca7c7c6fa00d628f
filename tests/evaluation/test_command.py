"""``onrecord evaluate polnear`` as a person meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from evaluation.gold_folders import OKAFOR, RESIDENTS, STORY, GoldFolder, Marks, spans_of
from onrecord.cli.evaluate import evaluate


def run(*arguments: object) -> Result:
    return CliRunner().invoke(evaluate, ["polnear", *map(str, arguments)])


@pytest.fixture
def predictions(gold: GoldFolder, tmp_path: Path) -> Path:
    """A gold of two annotators, and predictions that find the first of its two relations."""
    gold.article("council", relations=[OKAFOR, RESIDENTS], annotator="a")
    gold.article("council", relations=[RESIDENTS], annotator="b")
    record = {
        "document": {"path": "text/council.txt"},
        "factuality": "speech",
        "act": "statement",
        **{
            role.lower(): {"text": " ".join(words), "spans": spans_of(STORY, words)}
            for role, words in OKAFOR.items()
        },
        "confidence": 0.8,
    }
    path = tmp_path / "out.jsonl"
    path.write_text(json.dumps(record) + "\n", "utf-8")
    return path


def test_a_file_is_scored_as_a_table_or_as_json(gold: GoldFolder, predictions: Path) -> None:
    """The table is for people; ``--format json`` is the report for programs."""
    table = run(gold.path, "--predictions", predictions)
    assert table.exit_code == 0 and "people F1" in table.stdout and "78.7" in table.stdout
    report = json.loads(run(gold.path, "--predictions", predictions, "--format", "json").stdout)
    assert report["relation"]["f1"] == 66.7 and report["intervals"]["resamples"] == 1000


def test_people_are_computed_on_request(gold: GoldFolder, predictions: Path) -> None:
    """``--agreement DIR`` replaces the shipped figures by those of a folder."""
    result = run(gold.path, "--predictions", predictions, "--agreement", gold.path, "--format", "json")
    report = json.loads(result.stdout)
    assert report["people"]["pairs"] == 1 and report["relation"]["people"] == 66.7


def test_labels_and_filter(gold: GoldFolder, predictions: Path, tmp_path: Path) -> None:
    """``--circumstances`` scores factuality and act; ``--factuality`` keeps one side of the labels."""
    around = tmp_path / "labels.jsonl"
    lines = [
        {"article": "council", "event": "E1", "factuality": "speech", "act": "denial", "sure": True},
        {"article": "council", "event": "E2", "factuality": "thought", "act": None},
    ]
    around.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    options = (gold.path, "--predictions", predictions, "--circumstances", around, "--format", "json")
    figures = json.loads(run(*options).stdout)["circumstances"]
    assert (figures["matched"], figures["factuality"], figures["act"]) == (1, 100.0, 0.0)
    assert json.loads(run(*options, "--factuality", "speech").stdout)["relation"]["f1"] == 100.0


def test_the_report_can_go_to_a_file(gold: GoldFolder, predictions: Path, tmp_path: Path) -> None:
    """``--output`` writes what would have been printed."""
    target = tmp_path / "report.json"
    result = run(gold.path, "--predictions", predictions, "--format", "json", "-o", target)
    assert result.stdout == "" and json.loads(target.read_text("utf-8"))["articles"] == 1


@pytest.mark.usefixtures("fake_extractor")
def test_without_predictions_the_extractor_is_run(gold: GoldFolder) -> None:
    """The shipped extractor reads the texts of the gold."""
    text = "“We are done waiting,” said Ines Okafor."
    marks: Marks = {"Content": ["“We are done waiting,”"], "Source": ["Ines Okafor"], "Cue": ["said"]}
    gold.article("short", text, [marks])
    report = json.loads(run(gold.path, "--format", "json").stdout)
    assert report["strict"]["f1"] == 100.0


@pytest.mark.parametrize(
    "broken",
    [
        ("--predictions", "{predictions}", "--factuality", "speech"),
        ("--predictions", "{gold}/text/council.txt"),
        ("--predictions", "{predictions}", "--circumstances", "{gold}/text/council.txt"),
        ("--predictions", "{predictions}", "--agreement", "{gold}/text"),
        ("--predictions", "{predictions}", "--resamples", "-1"),
        ("--predictions", "nowhere.jsonl"),
    ],
)
def test_what_cannot_be_scored_is_one_line_and_exit_code_2(
    gold: GoldFolder, predictions: Path, broken: tuple[str, ...]
) -> None:
    """Unreadable gold, predictions and labels, and calls that mean nothing."""
    result = run(gold.path, *(part.format(gold=gold.path, predictions=predictions) for part in broken))
    assert result.exit_code == 2 and result.stdout == ""
    assert "Traceback" not in result.stderr and result.stderr.strip()
