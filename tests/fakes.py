"""A stand-in for the model, for tests in which the model is not the point."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord import Document, Piece, Speaker, Statement

__all__ = ["FakeExtractor", "launch"]

_SAID = re.compile(r"([“\"][^“”\"]*[”\"]) (?:(said) )?([A-Z]\w+(?: [A-Z]\w+)*)( said)?")


class FakeExtractor:
    """Finds ``“…” NAME said`` and ``“…” said NAME`` and nothing
    else: a stand-in where the model is not the point."""

    def __init__(self, *, threads: int = 1) -> None:
        self.seen: list[Document | str] = []

    def extract(self, document: Document | str) -> list[Statement]:
        self.seen.append(document)
        text = document if isinstance(document, str) else document.text
        return [_statement(text, match) for match in _SAID.finditer(text) if match[2] or match[4]]

    def extract_batch(self, documents: Iterable[Document | str]) -> Iterator[list[Statement]]:
        return map(self.extract, documents)


def _statement(text: str, match: re.Match[str]) -> Statement:
    cue = match.span(2) if match[2] else (match.start(4) + 1, match.end(4))
    return Statement(
        kind="direct",
        act="statement",
        factuality="thought" if "wish" in match[1] else "speech",
        content=Piece.of(text, [match.span(1)]),
        source=Piece.of(text, [match.span(3)]),
        cue=Piece.of(text, [cue]),
        confidence=0.5 if "maybe" in match[1] else 0.9,
        speaker=Speaker(match[3], "named", "full", 0.9, "named in full"),
    )


_LAUNCH = """
import sys
sys.path.insert(0, sys.argv.pop(1))
import types, fakes
module = types.ModuleType("onrecord.extractor")
module.Extractor = fakes.FakeExtractor
sys.modules["onrecord.extractor"] = module
from onrecord.cli import main
main()
"""


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def launch(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
    """The command line in a process of its own, with the stand-in for the model."""
    tests = str(Path(__file__).parent)
    command = [sys.executable, "-c", _LAUNCH, tests, *map(str, arguments)]
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    if os.name == "posix":
        # A run in the background ignores Ctrl-C, and what it starts would, too.
        pipes["preexec_fn"] = _heed_interrupts  # type: ignore[assignment]
    return subprocess.Popen(command, **{**pipes, **options})  # type: ignore[call-overload, no-any-return]
