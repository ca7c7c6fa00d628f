"""Commands in READMEs and docs: run by the tests, and brought up to date by running this file.

A ``console`` block holds commands behind ``$`` and the output of each. Commands that begin with
``onrecord`` are run in a shell, in a folder where ``examples/`` is at hand; a line ``...`` at the end of an
output stands for the rest of it. Decimal fractions may differ a little: processors round differently.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[1]
PAGES = [
    REPOSITORY / "README.md",
    REPOSITORY / "examples" / "README.md",
    *sorted((REPOSITORY / "docs").glob("*.md")),
]
REST = "..."
TOLERANCE = 0.05

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_FRACTION = re.compile(r"\b\d\.\d+\b")


@dataclass(frozen=True)
class Command:
    """A command of a block and the output that the page shows for it."""

    line: str
    output: list[str]

    @property
    def is_ours(self) -> bool:
        return self.line.startswith("onrecord ")

    def run(self) -> list[str]:
        """The lines that the command writes now, cut where the page cuts them."""
        lines = _run(self.line)
        if self.output[-1:] == [REST]:
            return [*lines[: len(self.output) - 1], REST]
        return lines


def commands(block: str) -> list[Command]:
    found: list[Command] = []
    for line in block.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            found.append(Command(line[2:], []))
        else:
            found[-1].output.append(line)
    return [Command(one.line, _trimmed(one.output)) for one in found]


def same(shown: list[str], written: list[str]) -> bool:
    """Whether two outputs agree, up to small differences of decimal fractions."""
    one, other = "\n".join(shown), "\n".join(written)
    figures = zip(_FRACTION.findall(one), _FRACTION.findall(other), strict=False)
    return _FRACTION.sub("#", one) == _FRACTION.sub("#", other) and all(
        abs(float(a) - float(b)) <= TOLERANCE for a, b in figures
    )


def check_console(example: Any) -> str | None:
    """For sybil: what is wrong with a ``console`` block, or None."""
    for command in commands(example.parsed):
        if command.is_ours:
            written = command.run()
            if not same(command.output, written):
                return "\n".join(
                    [f"$ {command.line}", *written, "", "(make docs brings the page up to date)"]
                )
    return None


def updated(text: str) -> str:
    """The text of a page with every output as the commands write it now."""

    def block(match: re.Match[str]) -> str:
        return "".join(f"{line}\n" for command in commands(match[0]) for line in _shown(command))

    return _BLOCK.sub(block, text)


def _shown(command: Command) -> Iterator[str]:
    yield f"$ {command.line}"
    yield from command.run() if command.is_ours else command.output


def _run(line: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(REPOSITORY / "examples", target_is_directory=True)
        done = subprocess.run(
            line,
            shell=True,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            env={
                "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
                "COLUMNS": "100",
                "LC_ALL": "C.UTF-8",
            },
        )
    return _trimmed([text.rstrip() for text in done.stdout.split("\n")])


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(updated(page.read_text("utf-8")), "utf-8")
