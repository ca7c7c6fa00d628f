"""What a person sees who sits at a terminal."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from fakes import launch

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a Unix thing", allow_module_level=True)

TEXT = "“We are done waiting,” said Ines Okafor."


def seen(arguments: list[object], *, stream: str, **environment: str) -> str:
    """What a command writes to ``stream`` ("stdout" or "stderr") when that is a terminal."""
    import pty

    leader, follower = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    process = launch(*arguments, **{stream: follower, "env": environment})
    os.close(follower)
    written = b""
    try:
        while part := os.read(leader, 65536):
            written += part
    except OSError:  # how Linux says that the other end is closed
        pass
    process.communicate()
    os.close(leader)
    return written.decode("utf-8")


def test_a_terminal_gets_the_table_in_colour(tmp_path: Path) -> None:
    """The default format is the table; NO_COLOR is obeyed."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    shown = seen(["extract", path], stream="stdout")
    assert "1 statement" in shown and "\x1b[" in shown
    plain = seen(["extract", path], stream="stdout", NO_COLOR="1")
    assert "1 statement" in plain and "\x1b[" not in plain


def test_many_files_show_their_progress(tmp_path: Path) -> None:
    """A bar on standard error, when that is a terminal, there are many files, and quiet is not asked for."""
    for number in range(12):
        (tmp_path / f"{number}.txt").write_text(TEXT, "utf-8")
    shown = seen(["extract", tmp_path], stream="stderr")
    assert re.search(r"Reading.*100%", shown, re.DOTALL)
    assert seen(["extract", tmp_path, "--quiet"], stream="stderr") == ""
    (tmp_path / "few").mkdir()
    (tmp_path / "few" / "a.txt").write_text(TEXT, "utf-8")
    assert seen(["extract", tmp_path / "few"], stream="stderr") == ""
