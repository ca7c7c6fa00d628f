"""Labels of what surrounds a statement, and how often predictions agree with them.

A label file is JSONL, one relation a line: ``{"article", "event", "factuality", "act", "sure"}``, where
``event`` is the relation's id in the gold. Scored so far: factuality (speech or thought) and, for speech,
the act; both as the share of right answers over the relations whose content was found
(``content50``) and whose label is sure.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError
from onrecord.evaluation.matching import Pair
from onrecord.evaluation.polnear import GoldArticle
from onrecord.evaluation.predictions import Prediction
from onrecord.evaluation.scores import Counts

__all__ = ["CIRCUMSTANCES", "CircumstanceLabel", "Labels", "circumstance_counts", "read_circumstances"]

CIRCUMSTANCES = ("factuality", "act")


@dataclass(frozen=True, slots=True)
class CircumstanceLabel:
    """What a reader decided about one gold relation; ``act`` is ``None`` for a thought."""

    factuality: str
    act: str | None
    sure: bool


Labels = Mapping[tuple[str, str], CircumstanceLabel]
"""Labels by article and relation id."""


def read_circumstances(path: Path | str) -> dict[tuple[str, str], CircumstanceLabel]:
    """The labels of a JSONL file.

    Raises:
        InputError: the file cannot be read, or a line is not a label; the message names the line.
    """
    labels: dict[tuple[str, str], CircumstanceLabel] = {}
    try:
        with Path(path).open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    key, label = _parsed(line, f"{path}, line {number}")
                    labels[key] = label
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {path}: {error}") from error
    return labels


def circumstance_counts(
    article: GoldArticle, predictions: Sequence[Prediction], matches: Sequence[Pair], labels: Labels
) -> dict[str, Counts]:
    """Right answers over answers, per circumstance, for the matched relations of one article."""
    right = dict.fromkeys(CIRCUMSTANCES, 0)
    asked = dict.fromkeys(CIRCUMSTANCES, 0)
    for pair in matches:
        label = labels.get((article.stem, article.relations[pair.gold].id))
        if label is None or not label.sure:
            continue
        prediction = predictions[pair.predicted]
        asked["factuality"] += 1
        right["factuality"] += prediction.factuality == label.factuality
        if label.factuality == "speech" and label.act:
            asked["act"] += 1
            right["act"] += prediction.act == label.act
    return {
        f"circumstances.{name}": Counts(right[name], asked[name], right[name], asked[name])
        for name in CIRCUMSTANCES
    }


def _parsed(line: str, where: str) -> tuple[tuple[str, str], CircumstanceLabel]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not a JSON object: {error.msg}") from error
    if not isinstance(record, dict) or not {"article", "event", "factuality"} <= record.keys():
        raise InputError(f"{where}: a label needs article, event and factuality")
    label = CircumstanceLabel(record["factuality"], record.get("act"), bool(record.get("sure", True)))
    return (record["article"], record["event"]), label
