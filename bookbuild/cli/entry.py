"""The way in: run a command and turn whatever happens into an exit status."""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from bookbuild.cli.asked import Status
from bookbuild.cli.commands import command
from bookbuild.diagnostics import BookError, UsageError

_SELDOM = 50_000, 20, 20
"""How seldom rubbish is looked for: nearly all that a build makes is wanted until it ends."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its status. Being asked to end is answered as Ctrl-C is: in good order."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    gc.set_threshold(*_SELDOM)
    _leave(run(arguments))


def _leave(status: int) -> NoReturn:
    """End the process when everything is said: to take apart all that a build has made takes a twentieth of it.

    Raises:
        SystemExit: when what is left to say cannot be said.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        sys.exit(status)  # which tells of it
    os._exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its status (`Status`)."""
    try:
        return command.main(list(arguments) if arguments is not None else None, "bookbuild", standalone_mode=False) or 0
    except click.UsageError as error:
        error.show()
        return Status.USAGE_AT_FAULT
    except click.ClickException as error:
        error.show()
        return Status.USAGE_AT_FAULT
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted: no book was left half made", err=True)
        return Status.INTERRUPTED
    except BookError as error:
        from bookbuild.cli.report import show_diagnostics  # noqa: PLC0415 - rich is slow to import

        show_diagnostics(error.diagnostics)
        return Status.USAGE_AT_FAULT if isinstance(error, UsageError) else Status.BOOK_AT_FAULT
