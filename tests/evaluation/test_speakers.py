"""Scoring who is said to have spoken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from evaluation.gold_folders import BRANDT_SAID, OKAFOR, RESIDENTS, STORY, GoldFolder, spans_of
from onrecord.cli.evaluate import evaluate
from onrecord.errors import InputError
from onrecord.evaluation import (
    PredictedSpeaker,
    SpeakerLabel,
    evaluate_speakers,
    read_predictions,
    read_speakers,
    risk_coverage_plot,
)
from onrecord.evaluation.speakers import SpeakerOutcome, SpeakerReport, same_person, verdict_of

LABELS = [
    {"article": "council", "event": event, "speaker": speaker, "kind": kind, "mention": mention, "sure": True}
    for event, speaker, kind, mention in (
        ("E1", "Ines Okafor", "named", "full"),
        ("E2", "Tom Brandt", "named", "pronoun"),
        ("E3", "residents", "unnamed", "nominal"),
    )
]


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(json.dumps(label) + "\n" for label in LABELS), "utf-8")
    return path


@pytest.fixture
def predictions(gold: GoldFolder, tmp_path: Path) -> Path:
    """All three relations found; the second has the wrong name, the third somebody's."""
    gold.article("council", relations=[OKAFOR, BRANDT_SAID, RESIDENTS])
    path = tmp_path / "out.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for marks, name in ((OKAFOR, "Ines Okafor"), (BRANDT_SAID, "Ines Okafor"), (RESIDENTS, "Tom Brandt")):
            record = {
                "document": {"path": "council.txt"},
                **{
                    role.lower(): {"text": " ".join(words), "spans": spans_of(STORY, words)}
                    for role, words in marks.items()
                },
                "speaker": {"name": name, "kind": "named", "via": "full", "confidence": 0.9},
            }
            file.write(json.dumps(record) + "\n")
    return path


def test_right_wrong_and_abstained_by_how_the_source_refers(
    gold: GoldFolder, predictions: Path, labels: Path
) -> None:
    """A wrong name counts against precision, a missing one against coverage."""
    report = evaluate_speakers(gold.path, read_predictions(predictions), read_speakers(labels)).to_dict()
    assert report["named"]["full"]["right"] == 1 and report["named"]["pronoun"]["wrong"] == 1
    assert (report["named"]["all"]["precision"], report["named"]["all"]["coverage"]) == (50.0, 100.0)
    assert report["unnamed"] == {"fine": 0, "named_wrongly": 1, "share": 100.0}
    assert report["confidence"]["relations"] == 3


@pytest.mark.parametrize(
    ("wanted", "name", "same"),
    [
        ("Ines Okafor", "Ines Okafor", True),
        ("Ines Okafor", "Ines Maria Okafor", True),
        ("Ines Okafor", "Okafor", False),
        ("Okafor", "Ines Okafor", True),
        ("José Lind", "Jose Lind", True),
        ("Ines Okafor", "Tom Okafor", False),
        ("", "Okafor", False),
    ],
)
def test_a_longer_name_will_do_and_a_shorter_one_will_not(wanted: str, name: str, same: bool) -> None:
    """A middle name or a title more is the same person; a bare surname is not enough for a full name."""
    assert same_person(wanted, name) is same


def test_joint_speakers_are_right_if_one_is_named_and_descriptions_name_nobody() -> None:
    """Any of several labelled names is right; an unnamed answer abstains; a name within the description is fine."""
    both = SpeakerLabel(("Ada Lind", "Ben Weld"), "named", "full", sure=True)
    assert verdict_of(both, PredictedSpeaker("Ada Lind and Ben Weld")) == "right"
    assert verdict_of(both, PredictedSpeaker("the two", "unnamed")) == "abstained"
    camp = SpeakerLabel(("Lind's campaign",), "unnamed", "nominal", sure=True)
    assert verdict_of(camp, PredictedSpeaker("Lind")) == "right"
    assert verdict_of(camp, PredictedSpeaker("Ada Lind")) == "wrong"


def test_the_curve_keeps_the_surest_first_and_ties_together() -> None:
    """Precision at each coverage; equal confidences are one point."""
    outcomes = (
        SpeakerOutcome("named", "full", "right", 0.9),
        SpeakerOutcome("named", "full", "wrong", 0.6),
        SpeakerOutcome("named", "full", "right", 0.6),
        SpeakerOutcome("named", "full", "abstained"),
    )
    points = SpeakerReport(1, outcomes).curve("full")
    assert [(p.coverage, p.precision) for p in points] == [(0.25, 1.0), (0.75, pytest.approx(2 / 3))]
    plot = risk_coverage_plot({"full": points}, "Lind & Weld")
    assert plot.startswith("<svg") and "Lind &amp; Weld" in plot and "75.0%" in plot


def test_the_command_writes_tables_json_and_plots(
    gold: GoldFolder, predictions: Path, labels: Path, tmp_path: Path
) -> None:
    """``onrecord evaluate speakers DIR --labels FILE``, with both plots."""
    arguments = ["speakers", str(gold.path), "--labels", str(labels), "--predictions", str(predictions)]
    table = CliRunner().invoke(evaluate, [*arguments, "--plot", str(tmp_path / "risk.svg")])
    assert table.exit_code == 0 and "pronoun" in table.stdout and "1 of 1" in table.stdout
    result = CliRunner().invoke(
        evaluate, [*arguments, "--format", "json", "--reliability", str(tmp_path / "r.svg")]
    )
    assert json.loads(result.stdout)["named"]["full"]["precision"] == 100.0
    assert "</svg>" in (tmp_path / "risk.svg").read_text() and "</svg>" in (tmp_path / "r.svg").read_text()


@pytest.mark.parametrize(
    "line", ["{", '{"article": "a"}', '{"article": "a", "event": "E1", "kind": "named", "speaker": 3}']
)
def test_a_broken_label_is_named(tmp_path: Path, line: str) -> None:
    """File and line are told; so is a file of labels for other articles."""
    path = tmp_path / "labels.jsonl"
    path.write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(InputError, match=r"labels.jsonl, line 2"):
        read_speakers(path)


def test_labels_of_other_articles_are_an_error(gold: GoldFolder) -> None:
    """A mistake in the call must not look like a result."""
    gold.article("council", relations=[OKAFOR])
    with pytest.raises(InputError, match="no label"):
        evaluate_speakers(gold.path, {}, {("other", "E1"): SpeakerLabel(("A",), "named", "full", sure=True)})
