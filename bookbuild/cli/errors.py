"""The command line, with every error turned into a message and an exit code."""

import errno
import os
import sys
from collections.abc import Sequence

import click

from bookbuild.cli.commands import command
from bookbuild.cli.exit_codes import ExitCode, exit_code_of
from bookbuild.diagnostics import BookError
from bookbuild.pipeline.status import status_of_error

_UNWRITABLE = {errno.EPIPE, errno.ENOSPC}
"""Errors of writing to standard output: its reader has ended, or the disk is full."""


def run_command(arguments: Sequence[str] | None) -> int:
    """Run the command line and return its exit code.

    Raises:
        KeyboardInterrupt: when it is interrupted.
    """
    try:
        return command.main(list(arguments) if arguments is not None else None, "bookbuild", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE_AT_FAULT
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except BookError as error:
        from bookbuild.cli.messages import show_diagnostics  # noqa: PLC0415 - rich is slow to import

        show_diagnostics(error.diagnostics)
        return exit_code_of(status_of_error(error))
    except OSError as error:
        if error.errno in _UNWRITABLE and not error.filename:
            return report_unwritable_output(error)
        return _report_failure(error)
    except Exception as error:  # noqa: BLE001 - no traceback is for people
        return _report_failure(error)


def _report_failure(error: Exception) -> int:
    from bookbuild.cli.messages import show_diagnostics  # noqa: PLC0415 - rich is slow to import
    from bookbuild.system.failures import failure  # noqa: PLC0415 - seldom needed

    show_diagnostics((failure("the command has failed", error),))
    return ExitCode.BOOK_AT_FAULT


def report_unwritable_output(error: OSError) -> int:
    """Print that standard output could not be written, unless its reader has ended, and return the exit code.

    Whatever is printed afterwards is discarded.
    """
    if sys.stdout:  # a shell may have closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno != errno.EPIPE:
        click.echo(f"standard output cannot be written: {error.strerror}", err=True)
    return ExitCode.BOOK_AT_FAULT
