"""``evaluate_polnear`` from a folder to a report."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rich.console import Console

from evaluation.gold_folders import (
    BRANDT_CALLED,
    BRANDT_SAID,
    OKAFOR,
    RESIDENTS,
    STORY,
    GoldFolder,
    Marks,
    spans_of,
)
from onrecord import Piece, Statement
from onrecord.errors import InputError, UsageError
from onrecord.evaluation import (
    MEASURES,
    Agreement,
    CircumstanceLabel,
    Report,
    evaluate_polnear,
    report_tables,
)

EVERYTHING = [OKAFOR, BRANDT_SAID, BRANDT_CALLED, RESIDENTS]


def statement(marks: Marks, confidence: float = 0.9, **changes: Any) -> Statement:
    source = Piece.of(STORY, spans_of(STORY, marks["Source"])) if "Source" in marks else None
    fields: dict[str, Any] = {
        "kind": "direct",
        "act": "statement",
        "factuality": "thought" if marks is RESIDENTS else "speech",
        "content": Piece.of(STORY, spans_of(STORY, marks["Content"])),
        "source": source,
        "cue": Piece.of(STORY, spans_of(STORY, marks["Cue"])),
        "confidence": confidence,
    }
    return Statement(**(fields | changes))


def labels(stem: str) -> dict[tuple[str, str], CircumstanceLabel]:
    speech = {
        (stem, f"E{number}"): CircumstanceLabel("speech", act, sure=True)
        for number, act in ((1, "statement"), (2, "promise"), (3, "accusation"))
    }
    return {**speech, (stem, "E4"): CircumstanceLabel("thought", None, sure=True)}


def printed(report: Report) -> str:
    console = Console(width=120, record=True, file=None, quiet=True)
    with console.capture() as capture:
        console.quiet = False
        console.print(report_tables(report))
    return capture.get()


def test_the_gold_itself_scores_a_hundred(gold: GoldFolder) -> None:
    """Perfect predictions are perfect by every measure whose kind occurs."""
    gold.article("council", relations=EVERYTHING)
    report = evaluate_polnear(gold.path, {"council": [statement(marks) for marks in EVERYTHING]})
    assert (report.relations_gold, report.relations_predicted, report.bad_offsets) == (4, 4, 0)
    assert all(report.figures[m].f1 == 100 for m in MEASURES if report.counts[m].gold)
    kinds = {"direct": 1, "mixed_say": 1, "indirect_say": 1, "other": 1, "mixed_other": 0}
    assert {kind: report.counts[f"kinds.{kind}.full"].gold for kind in kinds} == kinds


def test_an_extractor_is_run_on_the_texts(gold: GoldFolder) -> None:
    """In place of predictions an extractor reads each untouched text; progress counts articles."""

    class Listener:
        def __init__(self) -> None:
            self.heard: list[str] = []

        def extract(self, text: str, /) -> list[Statement]:
            self.heard.append(text)
            return [statement(OKAFOR)]

    gold.article("council", relations=[OKAFOR])
    gold.article("second", relations=[OKAFOR, RESIDENTS])
    listener, ticks = Listener(), list[tuple[int, int]]()
    report = evaluate_polnear(gold.path, listener, progress=lambda done, total: ticks.append((done, total)))
    assert listener.heard == [STORY, STORY] and ticks == [(1, 2), (2, 2)]
    assert report.figures["relation"].recall == pytest.approx(100 * 2 / 3)


def test_values_and_json_lines_score_the_same(gold: GoldFolder) -> None:
    """Statements and the objects written for them are one input."""
    gold.article("council", relations=EVERYTHING)
    statements = [statement(OKAFOR), statement(RESIDENTS, 0.4)]
    records = [json.loads(json.dumps(s.to_dict())) for s in statements]
    one, other = (evaluate_polnear(gold.path, {"council": items}) for items in (statements, records))
    assert one == other and one.relations_predicted == 2


def test_what_is_odd_about_predictions_is_told(gold: GoldFolder) -> None:
    """Shifted spans, silent articles and statements on unknown articles are counted and printed."""
    gold.article("council", relations=EVERYTHING)
    gold.article("silent", relations=EVERYTHING)
    shifted = statement(OKAFOR, content=Piece("“We are done waiting,”", ((3, 25),)))
    report = evaluate_polnear(gold.path, {"council": [shifted], "elsewhere": [statement(OKAFOR)] * 2})
    assert (report.bad_offsets, report.silent_articles, report.strays) == (1, 1, 2)
    text = printed(report)
    assert "1 predictions have a content text that is not" in text
    assert "1 articles have no prediction" in text and "2 predictions are for articles" in text


def test_predictions_of_another_corpus_are_an_error(gold: GoldFolder) -> None:
    """When nothing belongs to the gold the call is wrong; no prediction at all is a score of zero."""
    gold.article("council", relations=EVERYTHING)
    with pytest.raises(InputError, match="none of the 1 predictions is for an article"):
        evaluate_polnear(gold.path, {"elsewhere": [statement(OKAFOR)]})
    report = evaluate_polnear(gold.path, {})
    assert report.figures["relation"].f1 == 0 and report.confidence is None
    assert "No figures on confidence" in printed(report)


def test_factuality_and_act_are_scored_where_the_label_is_sure(gold: GoldFolder) -> None:
    """Over found relations with a sure label; the act of speech only."""
    gold.article("council", relations=EVERYTHING)
    around = labels("council")
    around["council", "E3"] = CircumstanceLabel("speech", "accusation", sure=False)
    statements = [statement(OKAFOR), statement(BRANDT_SAID, factuality="thought"), statement(BRANDT_CALLED)]
    report = evaluate_polnear(gold.path, {"council": statements}, circumstances=around)
    figures = report.to_dict()["circumstances"]
    assert {name: figures[name] for name in ("matched", "factuality", "act")} == {
        "matched": 2,
        "factuality": 50.0,
        "act": 50.0,
    }
    assert "factuality: right for 50.0 % of 2 relations" in printed(report)
    assert evaluate_polnear(gold.path, {"council": statements}).to_dict()["circumstances"] is None


def test_a_filter_keeps_one_factuality_on_both_sides(gold: GoldFolder) -> None:
    """Gold by its labels, predictions by their word; an article not labelled throughout is left out."""
    gold.article("council", relations=EVERYTHING)
    gold.article("unlabelled", relations=EVERYTHING)
    statements = [statement(marks) for marks in EVERYTHING] + [statement(RESIDENTS, factuality="speech")]
    report = evaluate_polnear(
        gold.path,
        {"council": statements, "unlabelled": statements},
        circumstances=labels("council"),
        factuality="speech",
    )
    assert (report.articles, report.relations_gold, report.relations_predicted) == (1, 3, 4)
    assert report.figures["relation"].precision == 75
    assert "speech only" in printed(report) and report.to_dict()["factuality"] == "speech"


def test_a_filter_that_cannot_work_is_refused(gold: GoldFolder) -> None:
    """No labels, an unknown factuality, or no labelled article: an error each."""
    gold.article("council", relations=EVERYTHING)
    with pytest.raises(UsageError, match="needs circumstance labels"):
        evaluate_polnear(gold.path, {}, factuality="speech")
    with pytest.raises(UsageError, match="expected one of speech, thought"):
        evaluate_polnear(gold.path, {}, circumstances={}, factuality="rumour")
    with pytest.raises(InputError, match=r"no article .* has a factuality label for each"):
        evaluate_polnear(gold.path, {}, circumstances={}, factuality="speech")


def test_the_report_is_plain_json_with_people_and_intervals(gold: GoldFolder) -> None:
    """Every F1 has an interval and people's agreement beside it; what the people figures rest on is said."""
    gold.article("council", relations=EVERYTHING)
    gold.article("second", relations=EVERYTHING)
    people = Agreement(3, 4, {"relation": 81.26}, {"relation": (70.04, 90.06)})
    report = evaluate_polnear(
        gold.path, {"council": [statement(OKAFOR)]}, people=people, resamples=50, seed=3
    ).to_dict()
    assert json.loads(json.dumps(report)) == report
    assert report["relation"] == {"f1": 22.2, "p": 100.0, "r": 12.5, "interval": [0.0, 40.0], "people": 81.3}
    assert report["strict"]["people"] is None
    assert report["people"] == {"articles": 3, "pairs": 4, "intervals": {"relation": [70.0, 90.1]}}
    assert report["intervals"] == {"level": 0.95, "over": "articles", "resamples": 50, "seed": 3}
    assert report["confidence"]["kinds"].keys() == {"direct"}


def test_the_table_shows_people_beside_the_figures(gold: GoldFolder) -> None:
    """A person reads measure, gold, F1, interval, precision, recall and people in one row."""
    gold.article("council", relations=EVERYTHING)
    statements = [statement(OKAFOR), statement(BRANDT_SAID, 0.6)]
    report = evaluate_polnear(gold.path, {"council": statements}, resamples=0)
    row = next(line for line in printed(report).splitlines() if "relation: content and source" in line)
    assert [cell.strip() for cell in row.strip("│").split("│")][1:] == [
        "4",
        "66.7",
        "-",
        "100.0",
        "50.0",
        "78.7",
    ]
