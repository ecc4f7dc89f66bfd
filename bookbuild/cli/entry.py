"""The way in. It imports next to nothing, so that Ctrl-C is heard from the start."""

# ruff: noqa: PLC0415 - imports stand where Ctrl-C is heard

import gc
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

_SELDOM = 50_000, 20, 20
"""How seldom rubbish is looked for: nearly all that a build makes is wanted until it ends."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its status. Being asked to end is answered as Ctrl-C is: in good order."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    gc.set_threshold(*_SELDOM)
    _leave(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its status (`bookbuild.cli.exit_codes.ExitCode`)."""
    try:
        from bookbuild.cli.errors import run_command

        return run_command(arguments)
    except KeyboardInterrupt:
        from bookbuild.cli.exit_codes import ExitCode

        sys.stderr.write("interrupted: no book was left half made\n")
        return ExitCode.INTERRUPTED


def _leave(status: int) -> NoReturn:
    """End the process when everything is said: to take apart all that a build has made takes a twentieth of it."""
    try:
        for stream in filter(None, (sys.stderr, sys.stdout)):  # a shell may have closed either
            stream.flush()
    except OSError as error:
        from bookbuild.cli.errors import report_unwritable_output

        status = report_unwritable_output(error)
    os._exit(status)
