"""Exit codes of the program."""

from enum import IntEnum

from bookbuild.pipeline.status import Status


class ExitCode(IntEnum):
    """What the program returns to the shell."""

    OK = 0
    BOOK_AT_FAULT = 1
    USAGE_AT_FAULT = 2
    INTERRUPTED = 130


def exit_code_of(status: Status) -> ExitCode:
    """Return the exit code for how a request ended."""
    return ExitCode[status.name]
