"""Labels of what surrounds a statement, and how often predictions agree with them.

A label file is JSONL, one relation a line: ``{"article", "event", "factuality", "act", "addressee", "channel",
"said_on", "sure"}``, where ``event`` is the relation's id in the gold. Everything is scored over the relations whose
content was found (``content50``) and whose label is sure: factuality (speech or thought) and, for speech, the act as
the share of right answers; addressee, channel (with and without its type) and date as precision and recall. An
addressee or a channel is right when its words overlap those of the label, a date when it is equal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.evaluation.matching import Pair
from onrecord.evaluation.polnear import GoldArticle
from onrecord.evaluation.predictions import Prediction
from onrecord.evaluation.scores import Counts
from onrecord.records import Span

__all__ = [
    "CIRCUMSTANCES", "SURROUNDINGS", "CircumstanceLabel", "Labels", "circumstance_counts", "read_circumstances",
]  # fmt: skip

CIRCUMSTANCES = ("factuality", "act")
"""What every relation has: scored as the share of right answers."""
SURROUNDINGS = ("addressee", "channel", "channel_type", "said_on")
"""What only some relations have: scored as precision and recall."""


@dataclass(frozen=True, slots=True)
class CircumstanceLabel:
    """What a reader decided about one gold relation; ``act`` is ``None`` for a thought.

    ``addressee`` and ``channel`` are the spans of their words, ``said_on`` is an ISO date; None where the text does
    not say.
    """

    factuality: str
    act: str | None
    sure: bool
    addressee: Span | None = None
    channel: Span | None = None
    channel_type: str | None = None
    said_on: str | None = None


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
    around: dict[str, list[int]] = {name: [0, 0, 0] for name in SURROUNDINGS}
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
        for name, (hit, wanted, given) in _surroundings(label, prediction).items():
            sums = around[name]
            around[name] = [sums[0] + hit, sums[1] + wanted, sums[2] + given]
    return {
        f"circumstances.{name}": Counts(right[name], asked[name], right[name], asked[name])
        for name in CIRCUMSTANCES
    } | {
        f"circumstances.{name}": Counts(hits, wanted, hits, given)
        for name, (hits, wanted, given) in around.items()
    }


def _surroundings(label: CircumstanceLabel, prediction: Prediction) -> dict[str, tuple[bool, bool, bool]]:
    """For each: is it right, is it in the label, is it in the prediction."""
    channel = prediction.channel
    told = _overlap(label.addressee, prediction.addressee)
    through = _overlap(label.channel, None if channel is None else channel.spans)
    typed = through and channel is not None and channel.type == label.channel_type
    dated = label.said_on is not None and prediction.said_on == label.said_on
    wanted, given = label.channel is not None, channel is not None
    return {
        "addressee": (told, label.addressee is not None, prediction.addressee is not None),
        "channel": (through, wanted, given),
        "channel_type": (typed, wanted, given),
        "said_on": (dated, label.said_on is not None, prediction.said_on is not None),
    }


def _overlap(label: Span | None, spans: Sequence[Span] | None) -> bool:
    return label is not None and any(a < label[1] and label[0] < b for a, b in spans or ())


def _parsed(line: str, where: str) -> tuple[tuple[str, str], CircumstanceLabel]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not a JSON object: {error.msg}") from error
    if not isinstance(record, dict) or not {"article", "event", "factuality"} <= record.keys():
        raise InputError(f"{where}: a label needs article, event and factuality")
    channel, said_on = record.get("channel"), record.get("said_on")
    label = CircumstanceLabel(
        record["factuality"],
        record.get("act"),
        bool(record.get("sure", True)),
        _span(record, "addressee", where),
        _span(record, "channel", where),
        channel.get("type") if isinstance(channel, dict) else None,
        said_on.get("date") if isinstance(said_on, dict) else None,
    )
    return (record["article"], record["event"]), label


def _span(record: Mapping[str, Any], name: str, where: str) -> Span | None:
    """Where the words of a labelled circumstance stand."""
    if not record.get(name):
        return None
    match record[name]:
        case {"span": [int(start), int(end)]}:
            return start, end
    raise InputError(f"{where}: {name} needs a span [start, end]")
