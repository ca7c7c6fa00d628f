"""The command as a process: start, end, pipes and signals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fakes import launch


def test_help_loads_nothing_heavy() -> None:
    """``onrecord --help`` imports neither numerics nor tables, which is what keeps it quick."""
    code = (
        "import sys, onrecord.cli\n"
        "try:\n    onrecord.cli.cli.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'onnxruntime', 'tokenizers', 'rich', 'nupunkt', 'rapidfuzz'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "extract" in done.stdout


def test_importing_the_package_loads_nothing_heavy() -> None:
    """``import onrecord`` is as light: the model's libraries come with the first text."""
    code = "import sys, onrecord; assert not {'numpy', 'onnxruntime', 'rich', 'click'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_python_dash_m() -> None:
    """``python -m onrecord`` is the same command."""
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "--version"], capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("onrecord, version")


def test_no_command_is_exit_code_2() -> None:
    """Without a command the help is shown, and the exit code says that nothing was done."""
    done = subprocess.run([sys.executable, "-m", "onrecord"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Usage:" in done.stdout + done.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes close differently on Windows")
def test_a_reader_that_goes_away_ends_the_run_quietly(tmp_path: Path) -> None:
    """``onrecord extract … | head -1``: no traceback, exit code 141."""
    path = tmp_path / "a.txt"
    path.write_text("“We are done waiting,” said Ines Okafor. " * 3000, "utf-8")
    process = launch("extract", path)
    assert process.stdout is not None and process.stderr is not None
    json.loads(process.stdout.readline())
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


@pytest.mark.skipif(os.name == "nt", reason="signals work differently on Windows")
def test_ctrl_c_ends_the_run_in_one_line() -> None:
    """An interrupted run says so, without a traceback, and ends with 130."""
    # The complaint about the first input tells that the command is at work; then it waits for the second.
    process = launch("extract", "gone.txt", "-", stdin=subprocess.PIPE)
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    assert b"gone.txt" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert err.strip() == b"onrecord: interrupted"
    assert (process.returncode, out) == (130, b"")


def test_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    """Curly marks arrive as UTF-8 also where the system's encoding is another."""
    path = tmp_path / "a.txt"
    path.write_text("“We are done waiting,” said Ines Okafor.", "utf-8")
    process = launch("extract", path, env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    out, err = process.communicate()
    assert err == b""
    assert json.loads(out.decode("utf-8"))["content"]["text"] == "“We are done waiting,”"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize("format_", ["table", "jsonl"])
def test_a_full_disk_costs_one_line(tmp_path: Path, format_: str) -> None:
    """No traceback; exit code 2."""
    path = tmp_path / "a.txt"
    path.write_text("“We are done waiting,” said Ines Okafor.", "utf-8")
    with open("/dev/full", "wb") as full:
        process = launch("extract", path, "--format", format_, stdout=full, stderr=subprocess.PIPE)
        assert process.stderr is not None
        error = process.stderr.read().decode()
        process.stderr.close()
    assert process.wait() == 2
    assert "cannot be written" in error and "Traceback" not in error
