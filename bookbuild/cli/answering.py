"""A command run, and whatever happens turned into an exit status."""

import errno
import os
import sys
from collections.abc import Sequence

import click

from bookbuild.cli.asked import Status
from bookbuild.cli.commands import command
from bookbuild.diagnostics import BookError, UsageError

_SPEECHLESS = {errno.EPIPE, errno.ENOSPC}
"""What keeps standard output from being written: nobody reads on, or no disk has room for it."""


def answer(arguments: Sequence[str] | None) -> int:
    """Run the command line and return its status (`Status`).

    Raises:
        KeyboardInterrupt: when it is interrupted.
    """
    try:
        return command.main(list(arguments) if arguments is not None else None, "bookbuild", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return Status.USAGE_AT_FAULT
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except BookError as error:
        from bookbuild.cli.report import show_diagnostics  # noqa: PLC0415 - rich is slow to import

        show_diagnostics(error.diagnostics)
        return Status.USAGE_AT_FAULT if isinstance(error, UsageError) else Status.BOOK_AT_FAULT
    except OSError as error:
        if error.errno not in _SPEECHLESS or error.filename:
            raise
        return unsaid(error)


def unsaid(error: OSError) -> int:
    """Say that standard output could not be written, unless whoever read it has simply gone, and return the status.

    What is left to say goes nowhere.
    """
    if sys.stdout:  # a shell may have closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno != errno.EPIPE:
        click.echo(f"standard output cannot be written: {error.strerror}", err=True)
    return Status.BOOK_AT_FAULT
