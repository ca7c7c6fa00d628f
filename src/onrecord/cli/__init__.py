"""The command line: thin. Every command does what a Python function of the same name does."""

from __future__ import annotations

import os
import sys

import click

from onrecord.cli.add import add
from onrecord.cli.check import check, policy
from onrecord.cli.demo import demo
from onrecord.cli.evaluate import evaluate
from onrecord.cli.extract import extract
from onrecord.cli.find import find
from onrecord.cli.ledger_files import backup, export, import_, verify_ledger
from onrecord.cli.output import PipeClosed
from onrecord.cli.people import people
from onrecord.cli.quotation import quotation
from onrecord.cli.speaker import speaker
from onrecord.errors import OnRecordError
from onrecord.version import __version__

__all__ = ["cli", "main"]

INTERRUPTED = 130
PIPE_CLOSED = 141


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="onrecord")
def cli() -> None:
    """Who said what, to whom, when, and did they really say it like that?

    Works on files on this machine, without a network.
    """


cli.add_command(extract)
cli.add_command(check)
cli.add_command(policy)
cli.add_command(evaluate)
cli.add_command(demo)
cli.add_command(add)
cli.add_command(find)
cli.add_command(speaker)
cli.add_command(people)
cli.add_command(quotation)
cli.add_command(export)
cli.add_command(import_)
cli.add_command(backup)
cli.add_command(verify_ledger)


def main() -> None:
    """Run the command line and end the process.

    Exit codes: 0 done; 1 ``check`` has findings; 2 an input could not be used, or the call is wrong; 130
    interrupted; 141 the reader of the output went away.
    """
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except OnRecordError as error:
        click.echo(f"onrecord: {error}", err=True)
        code = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("onrecord: interrupted", err=True)
        code = INTERRUPTED
    except PipeClosed:
        # What is still buffered can go nowhere; a second complaint at exit would be noise.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = PIPE_CLOSED
    sys.exit(code if isinstance(code, int) else 0)
