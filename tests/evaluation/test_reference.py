"""The scores against the reference scorer, and the shipped people figures against the corpus."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.evaluation import (
    POLNEAR_PEOPLE,
    GoldArticle,
    agreement,
    evaluate_polnear,
    evaluate_speakers,
    read_circumstances,
    read_polnear,
    read_predictions,
    read_speakers,
)
from onrecord.records import Span

pytestmark = pytest.mark.data

Roles = dict[str, list[Span]]


@pytest.fixture(scope="module")
def polnear() -> Path:
    folder = Path(os.environ.get("ONRECORD_DATA", ""), "polnear")
    if "ONRECORD_DATA" not in os.environ or not (folder / "dev").is_dir():
        pytest.skip("ONRECORD_DATA names no folder with polnear/dev in it")
    return folder


@pytest.fixture(scope="module")
def reference_scorer() -> Path:
    path = os.environ.get("ONRECORD_REFERENCE_SCORER")
    if path is None:
        pytest.skip("ONRECORD_REFERENCE_SCORER names no scorer to compare with")
    return Path(path)


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_agrees_with_the_reference(
    polnear: Path, reference_scorer: Path, tmp_path: Path, seed: int
) -> None:
    """On gold that was spoilt in every way the two scorers give the same figures, to the last decimal."""
    predictions, circumstances = tmp_path / "spoilt.jsonl", polnear / "circumstances_dev.jsonl"
    chance, labels = random.Random(seed), raw_labels(circumstances)
    with predictions.open("w", encoding="utf-8") as file:
        for article in read_polnear(polnear / "dev"):
            known = [labels[article.stem, r.id] for r in article.relations if (article.stem, r.id) in labels]
            for roles in spoilt(article, chance):
                record = as_record(article, roles, chance) | surroundings(known, chance)
                file.write(json.dumps(record) + "\n")
    command: list[str | Path] = [
        sys.executable,
        reference_scorer,
        polnear / "dev",
        predictions,
        "--circumstances",
        circumstances,
    ]
    reference = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    report = evaluate_polnear(
        polnear / "dev",
        read_predictions(predictions),
        circumstances=read_circumstances(circumstances),
        resamples=0,
    )
    ours = dict(figures(report.to_dict()))
    compared = dict(figures(reference))
    assert len(compared) == 78
    assert {name: ours[name] for name in compared} == compared


def raw_labels(path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return {(label["article"], label["event"]): label for label in map(json.loads, lines)}


def surroundings(known: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    """Addressee, channel and date of some relation of the article, shifted, with another type or date, or nothing."""
    result: dict[str, Any] = {}
    for name in ("addressee", "channel", "said_on"):
        labels = [label[name] for label in known if label.get(name)]
        if not labels or chance.random() < 0.4:
            continue
        label = chance.choice(labels)
        a, b = label["span"]
        shift = chance.choice([0, 0, 5, 400])
        result[name] = {**label, "spans": [[a + shift, b + shift]]}
        if name == "channel" and chance.random() < 0.3:
            result[name]["type"] = "other"
        if name == "said_on" and chance.random() < 0.2:
            result[name]["date"] = "2001-01-01"
    return result


def test_the_shipped_people_figures_are_those_of_the_corpus(polnear: Path) -> None:
    """The constant table is what the code computes from the training part."""
    people = agreement(polnear / "train")
    assert (people.articles, people.pairs) == (POLNEAR_PEOPLE.articles, POLNEAR_PEOPLE.pairs)
    assert {name: round(f1, 1) for name, f1 in people.f1.items()} == POLNEAR_PEOPLE.f1
    assert {
        name: (round(low, 1), round(high, 1)) for name, (low, high) in people.intervals.items()
    } == POLNEAR_PEOPLE.intervals


def figures(report: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The leaves of a report, by dotted name."""
    for name, value in report.items():
        if isinstance(value, dict):
            yield from figures(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def spoilt(article: GoldArticle, chance: random.Random) -> list[Roles]:
    """The article's relations dropped, shifted, merged, split, doubled, robbed of a role, and invented."""
    if chance.random() < 0.03:
        return []
    left: list[Roles] = [
        {"source": list(r.source), "cue": list(r.cue), "content": list(r.content)} for r in article.relations
    ]
    result: list[Roles] = []
    while left:
        relation, kind = left.pop(0), chance.random()
        if kind < 0.1:
            continue
        if kind < 0.2:
            relation = {role: shifted(spans, len(article.text), chance) for role, spans in relation.items()}
        elif kind < 0.27 and left:
            other = left.pop(0)
            relation = {role: spans + other[role] for role, spans in relation.items()}
        elif kind < 0.35 and left:
            relation["source"], left[0]["source"] = left[0]["source"], relation["source"]
        elif kind < 0.4:
            relation = {**relation, "source": []}
        elif kind < 0.45 and relation["content"]:
            start, end = relation["content"][0]
            middle = (start + end) // 2
            result.append({**relation, "content": [(start, middle)]})
            relation = {**relation, "content": [(middle, end)]}
        elif kind < 0.48:
            result.append(dict(relation))
        elif kind < 0.52:
            relation = {**relation, chance.choice(["cue", "content"]): []}
        result.append(relation)
    for _ in range(chance.randint(0, 3)):
        start = chance.randrange(len(article.text))
        result.append({"source": [(start, start + 9)], "cue": [], "content": [(start + 12, start + 48)]})
    chance.shuffle(result)
    return result


def shifted(spans: list[Span], length: int, chance: random.Random) -> list[Span]:
    moved = [
        (max(0, a + chance.randint(-40, 20)), min(length, b + chance.randint(-10, 40))) for a, b in spans
    ]
    return [(a, b) for a, b in moved if a < b]


def as_record(article: GoldArticle, roles: Roles, chance: random.Random) -> dict[str, Any]:
    record: dict[str, Any] = {
        role: {"text": " ".join(article.text[a:b] for a, b in spans), "spans": spans} if spans else None
        for role, spans in roles.items()
    }
    content = record["content"] or {"text": "", "spans": []}
    if chance.random() < 0.01:
        content["text"] += " never said"
    return {
        **record,
        "document": {"path": f"text/{article.stem}.txt"},
        "content": content,
        "act": chance.choice(["statement", "denial"]),
        "factuality": chance.choice(["speech", "thought"]),
        "confidence": round(chance.random(), 2),
    }


def test_the_scores_of_speakers_agree_with_the_reference(
    polnear: Path, reference_scorer: Path, tmp_path: Path
) -> None:
    """Names right, wrong, shortened, missing and given to the unnamed: the same counts and shares by either scorer."""
    predictions, labels = tmp_path / "named.jsonl", polnear / "dev_speakers.jsonl"
    known, chance = read_speakers(labels), random.Random(1)
    with predictions.open("w", encoding="utf-8") as file:
        for article in read_polnear(polnear / "dev"):
            wanted = [known[article.stem, r.id] for r in article.relations if (article.stem, r.id) in known]
            names = [name for label in wanted for name in label.names] or ["Ada Lind"]
            for roles in spoilt(article, chance):
                name = chance.choice([*names, names[0].split()[-1], ""])
                kind = chance.choice(["named", "named", "unnamed", "author"])
                speaker = {"name": name, "kind": kind, "via": "full", "confidence": 0.5} if name else None
                file.write(json.dumps({**as_record(article, roles, chance), "speaker": speaker}) + "\n")
    command: list[str | Path] = [
        sys.executable, reference_scorer, polnear / "dev", predictions, "--speakers", labels,
    ]  # fmt: skip
    reference = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["speakers"]
    ours = dict(figures(evaluate_speakers(polnear / "dev", read_predictions(predictions), known).to_dict()))
    compared = dict(figures(reference))
    assert len(compared) == 34
    assert {name: ours[name] for name in compared} == compared
