"""What the commands of the ledger have in common: which ledger, and how it is opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from onrecord.cli.output import Failure, say
from onrecord.errors import LedgerError
from onrecord.ledger.store import Ledger

__all__ = ["DEFAULT", "FORMATS", "ledger_option", "opened_ledger"]

DEFAULT = "onrecord.db"
FORMATS = ("table", "json", "jsonl", "csv")
"""How statements of the ledger are written."""
_Command = TypeVar("_Command", bound=Callable[..., Any])


def ledger_option(command: _Command) -> _Command:
    """The option ``--ledger``, which every command of the ledger has."""
    return click.option(
        "--ledger",
        type=click.Path(path_type=Path),
        default=DEFAULT,
        show_default=True,
        metavar="FILE",
        envvar="ONRECORD_LEDGER",
        callback=_chosen,
        help="The ledger. [env: ONRECORD_LEDGER]",
    )(command)


def _chosen(context: click.Context, parameter: click.Parameter, value: Path) -> Path:
    """What was typed after the command, else after its group (``onrecord people --ledger FILE list``)."""
    typed, group = click.core.ParameterSource.COMMANDLINE, context.parent
    if (
        context.get_parameter_source("ledger") is not typed
        and group is not None
        and group.get_parameter_source("ledger") is typed
    ):
        return Path(group.params["ledger"])
    return value


@contextmanager
def opened_ledger(
    path: Path, *, create: bool = False, readonly: bool = False, wait: float = 60.0
) -> Iterator[Ledger]:
    """The ledger at ``path``; its errors end the command with one line and exit code 2."""
    try:
        with Ledger.open(os.fspath(path), create=create, readonly=readonly, wait=wait, on_wait=say) as ledger:
            yield ledger
    except LedgerError as error:
        raise Failure(str(error)) from None
