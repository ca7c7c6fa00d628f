"""Where a command writes: standard output or a file that appears only when it is whole."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click

__all__ = ["Failure", "PipeClosed", "opened", "say"]


class PipeClosed(Exception):
    """The reader of standard output has gone: nobody is left to write for. (Click would make a broken pipe exit
    code 1, which is kept for findings.)"""


class Failure(click.ClickException):
    """A command cannot go on; exit code 2."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        say(self.format_message())


def say(message: str) -> None:
    """One line on standard error."""
    from onrecord.rendering.visible import one_line

    click.echo(f"onrecord: {one_line(message)}", err=True)


@contextlib.contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """A UTF-8 text stream with untouched newlines.

    Standard output when ``path`` is None; otherwise a new file beside ``path`` that takes its place at
    the end, so that an interrupted run leaves what was there before.
    """
    if path is None:
        sys.stdout.flush()
        stream = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="")
        try:
            yield stream
            stream.flush()
        except BrokenPipeError:
            raise PipeClosed from None
        except SystemExit as end:
            # Rich ends the process with code 1, which is kept for findings, when its reader has gone.
            if isinstance(end.__context__, BrokenPipeError):
                raise PipeClosed from None
            raise
        except OSError as error:
            raise Failure(f"standard output: cannot be written ({error.strerror})") from None
        finally:
            # Detached, not closed: the process still needs its standard output. When its reader has gone,
            # detaching would try to write what is buffered and raise in place of the first error.
            with contextlib.suppress(OSError):
                stream.detach()
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise Failure(f"{path}: cannot be written ({error.strerror})") from None
    try:
        with open(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except OSError as error:
        raise Failure(f"{path}: cannot be written ({error.strerror})") from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
