"""What the benchmarks share: texts from paths, and baselines' output as ``onrecord evaluate`` reads it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.documents import Document, Problem, find_files, read_document
from onrecord.errors import InputError
from onrecord.evaluation import Prediction
from onrecord.evaluation.assessment import StatementExtractor


def read_texts(paths: Iterable[str]) -> Iterator[tuple[Path, Document]]:
    """The readable texts of files and folders, chosen as ``onrecord extract`` does; others are named on
    standard error."""
    for item in find_files(paths):
        if isinstance(item, Problem):
            print(item, file=sys.stderr)
            continue
        try:
            yield item, read_document(item)
        except InputError as error:
            print(f"{item}: {error}", file=sys.stderr)


def write_predictions(extractor: StatementExtractor, paths: Iterable[str]) -> None:
    """Run ``extractor`` over the texts and print one JSON line for each relation."""
    for path, document in read_texts(paths):
        for found in extractor.extract(document.text):
            prediction = Prediction.of(found)
            record = {
                "document": {"path": str(path)},
                "content": {"text": prediction.content_text, "spans": prediction.content},
                "source": {"spans": prediction.source},
                "cue": {"spans": prediction.cue},
            }
            print(json.dumps(record, ensure_ascii=False))
