"""The docs name everything that exists, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

import onrecord
from documented import PAGES, Command, commands, same
from onrecord.cli import cli
from onrecord.rendering.spreadsheet import COLUMNS


def every_command(group: click.Group, name: str = "onrecord") -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for key, command in group.commands.items():
        found.append((f"{name} {key}", command))
        if isinstance(command, click.Group):
            found += every_command(command, f"{name} {key}")
    return found


@pytest.mark.parametrize("name", [name for name, _ in every_command(cli)])
def test_every_command_is_in_the_reference(name: str, repository: Path) -> None:
    """The reference shows the help of each command; that it is today's help, the page's own test says."""
    assert f"$ {name} --help\n" in (repository / "docs" / "commands.md").read_text("utf-8")


@pytest.mark.parametrize(("name", "command"), every_command(cli))
def test_every_command_and_option_explains_itself(name: str, command: click.Command) -> None:
    """No command and no option without a help text."""
    assert command.help and command.get_short_help_str()
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[0]}"


def test_every_public_name_is_documented(repository: Path) -> None:
    """What ``import onrecord`` gives is on the page about Python."""
    page = (repository / "docs" / "python.md").read_text("utf-8")
    assert [name for name in onrecord.__all__ if name not in page] == []


def test_every_field_is_documented(repository: Path) -> None:
    """The page about formats has every field of a statement and every column of the CSV."""
    page = (repository / "docs" / "formats.md").read_text("utf-8")
    fields = [*onrecord.Statement.__dataclass_fields__, *onrecord.Speaker.__dataclass_fields__, *COLUMNS]
    assert [name for name in fields if f"`{name}`" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of README and docs points at a file of the project."""
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_commands_are_read_from_a_block() -> None:
    """Commands stand behind a dollar sign, each with the lines up to the next."""
    assert commands("$ make demo\n$ onrecord --version\nonrecord, version 1\n\n") == [
        Command("make demo", []),
        Command("onrecord --version", ["onrecord, version 1"]),
    ]


def test_outputs_agree_up_to_rounding() -> None:
    """Fractions may differ by a few hundredths; words, counts and larger differences may not."""
    assert same(["sure 0.97"], ["sure 0.95"])
    assert not same(["sure 0.97"], ["sure 0.80"])
    assert not same(["2 statements"], ["3 statements"])
