"""``onrecord evaluate polnear --format json`` for a model that is not installed.

python training/evaluate_folder.py MODEL_FOLDER GOLD_DIR [--circumstances FILE]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from onrecord import evaluation
from onrecord.extractor import Extractor


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--circumstances", type=Path)
    options = parser.parse_args()
    labels = None if options.circumstances is None else evaluation.read_circumstances(options.circumstances)
    report = evaluation.evaluate_polnear(options.gold, Extractor(folder=options.model), circumstances=labels)
    print(json.dumps(report.to_dict(), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
