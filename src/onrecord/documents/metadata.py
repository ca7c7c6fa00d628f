"""What is known of documents from files beside them: sidecars and a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.documents.decoding import decode
from onrecord.documents.facts import Facts, read_facts
from onrecord.errors import InputError, UsageError

__all__ = ["SIDECAR", "MetaTable", "read_meta_table", "read_sidecar", "sidecar_path"]

SIDECAR = ".meta.json"
_MAX_SIDECAR_BYTES = 1 << 20


def sidecar_path(path: Path) -> Path:
    """``story.txt`` -> ``story.txt.meta.json``."""
    return path.with_name(path.name + SIDECAR)


def read_sidecar(path: Path) -> tuple[Facts, tuple[str, ...]]:
    """The facts of the sidecar of ``path`` and what is wrong with it; nothing when there is none."""
    sidecar = sidecar_path(path)
    try:
        if not sidecar.is_file():
            return Facts(), ()
        if sidecar.stat().st_size > _MAX_SIDECAR_BYTES:
            return Facts(), (f"{sidecar.name}: over 1 MB; ignored",)
        data = json.loads(decode(sidecar.read_bytes()).text)
    except json.JSONDecodeError as error:
        return Facts(), (f"{sidecar.name}, line {error.lineno}: not JSON ({error.msg}); ignored",)
    except InputError as error:
        return Facts(), (f"{sidecar.name} {error}; ignored",)
    except RecursionError:
        return Facts(), (f"{sidecar.name} is nested too deeply; ignored",)
    except OSError as error:
        return Facts(), (f"{sidecar.name} cannot be read ({error.strerror}); ignored",)
    if not isinstance(data, dict):
        return Facts(), (f"{sidecar.name}: expected one JSON object; ignored",)
    facts, problems = read_facts(data)
    return facts, tuple(f"{sidecar.name}: {problem}" for problem in problems)


@dataclass(frozen=True, slots=True)
class MetaTable:
    """Facts of many documents, by the real path of each; ``problems`` name the lines passed over."""

    facts: Mapping[Path, Facts]
    problems: tuple[str, ...] = ()

    def of(self, path: Path) -> Facts:
        """What the table says of the file at ``path``."""
        return self.facts.get(path.resolve(), Facts())


def read_meta_table(path: Path) -> MetaTable:
    """Read a CSV file with a ``path`` column and any of the columns that a sidecar may have.

    Paths are relative to the folder of the CSV file. A row that makes no sense is named in ``problems``
    with its line number and passed over. Raises `UsageError` when the table as a whole cannot be read.
    """
    try:
        text = decode(path.read_bytes()).text
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
    except InputError as error:
        raise UsageError(f"{path} {error}") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    facts: dict[Path, Facts] = {}
    problems: list[str] = []
    try:
        columns = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        if "path" not in columns:
            raise UsageError(f"{path}: no column named path (found: {', '.join(columns) or 'nothing'})")
        reader.fieldnames = columns
        for row in reader:
            place = f"{path.name}, line {reader.line_num}"
            if None in row:
                problems.append(f"{place}: more fields than columns; row ignored")
                continue
            target = (row.pop("path") or "").strip()
            if not target or "\x00" in target:
                problems.append(f"{place}: no path; row ignored")
                continue
            known, wrong = read_facts(row)
            problems += [f"{place}: {problem}" for problem in wrong]
            facts[(path.parent / target).resolve()] = known
    except csv.Error as error:
        problems.append(
            f"{path.name}, line {reader.reader.line_num}: {error}; the rest of the table is ignored"
        )
    return MetaTable(facts, tuple(problems))
