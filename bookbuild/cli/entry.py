"""The entry point. It imports next to nothing, so that Ctrl-C is handled from the start."""

# ruff: noqa: PLC0415 - imports stand where Ctrl-C is handled

import gc
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its exit code. SIGTERM is handled as Ctrl-C is."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    code = _flush(run(arguments))
    gc.freeze()  # else Python's last collection looks at all objects again, for a fifth of a build without changes
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code (`bookbuild.cli.exit_codes.ExitCode`)."""
    try:
        from bookbuild.cli.errors import run_command

        return run_command(arguments)
    except KeyboardInterrupt:
        from bookbuild.cli.exit_codes import ExitCode

        sys.stderr.write("interrupted: no book was left half made\n")
        return ExitCode.INTERRUPTED


def _flush(code: int) -> int:
    """Write what is still to be printed, and return the exit code, which is another one if that fails."""
    try:
        for stream in filter(None, (sys.stderr, sys.stdout)):  # a shell may have closed either
            stream.flush()
    except OSError as error:
        from bookbuild.cli.errors import report_unwritable_output

        return report_unwritable_output(error)
    return code
