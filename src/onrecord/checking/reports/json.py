"""Checks as JSON: the contract for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TextIO

from onrecord.checking.checks import Check

__all__ = ["write_json"]


def write_json(checks: Sequence[Check], stream: TextIO) -> None:
    """Write one check as an object, several as an array of such objects, in UTF-8 without escapes.

    A lone surrogate in a quotation is written as ``\\\\udXXX``, so that the output is always valid UTF-8.
    """
    value = checks[0].to_dict() if len(checks) == 1 else [check.to_dict() for check in checks]
    text = json.dumps(value, ensure_ascii=False, indent=2)
    stream.write("".join(_escaped(char) if "\ud800" <= char <= "\udfff" else char for char in text) + "\n")


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}"
