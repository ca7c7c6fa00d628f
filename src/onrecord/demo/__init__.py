"""The example that ships with onrecord: an invented story told by three invented papers."""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import InputError

__all__ = ["story_folder"]


def story_folder() -> Path:
    """The folder of the story: ``sources/`` to read from, ``draft.md`` that quotes them.

    Raises `InputError` when an installation lacks it.
    """
    shipped = Path(__file__).with_name("story")
    in_the_repository = Path(__file__).parents[3] / "examples" / "port-ellery"
    for folder in (shipped, in_the_repository):
        if (folder / "sources").is_dir():
            return folder
    raise InputError("the example is missing from this installation; install onrecord again")
