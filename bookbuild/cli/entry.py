"""The entry point. It imports only what Python has loaded, so that Ctrl-C is handled from the start."""

# ruff: noqa: PLC0415 - imports stand where Ctrl-C is handled

import os
import sys

TYPE_CHECKING = False  # as type checkers know it; importing `typing` takes half of the time until Ctrl-C is handled
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

INTERRUPTED = 130
"""The exit code of a run that was interrupted."""
_ALLOCATIONS = 20_000
"""How many new objects there are between two collections of garbage: a build makes many, and little of it is cyclic."""
_COLLECTIONS = 50
"""After how many of these one looks at what was kept before, too, of which hardly anything has become garbage."""


def main(arguments: "Sequence[str] | None" = None) -> "NoReturn":
    """Run the command line and exit with its exit code. SIGTERM and SIGHUP are handled as Ctrl-C is."""
    import gc

    gc.set_threshold(_ALLOCATIONS, _COLLECTIONS)
    try:
        _handle_interrupts()
        from bookbuild.cli.streams import open_missing_streams

        open_missing_streams()
        code = _flush(run(arguments))
        _end_at_once_if_interrupted()
    except KeyboardInterrupt:  # before anything was done, or after it
        code = INTERRUPTED
    _forget_interrupt()
    gc.freeze()  # else Python's last collection looks at all objects again, for a fifth of a build without changes
    sys.exit(code)


def run(arguments: "Sequence[str] | None" = None) -> int:
    """Run the command line and return its exit code (`bookbuild.cli.exit_codes.ExitCode`)."""
    try:
        from bookbuild.cli.errors import run_command

        return run_command(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("interrupted: no book was left half made\n")
        return INTERRUPTED


def _flush(code: int) -> int:
    """Write what is still to be printed, and return the exit code, which is another one if that fails."""
    try:
        for stream in filter(None, (sys.stderr, sys.stdout)):  # a shell may have closed either
            stream.flush()
    except OSError as error:
        from bookbuild.cli.errors import report_unwritable_output

        return report_unwritable_output(error)
    return code


def _handle_interrupts() -> None:
    """Raise KeyboardInterrupt for SIGTERM and SIGHUP, unless they are ignored, and for a Ctrl-C that was swallowed."""
    import signal  # loads `enum`

    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
            signal.signal(number, signal.default_int_handler)
    swallow = sys.unraisablehook

    def repeat_interrupt(error: "sys.UnraisableHookArgs") -> None:
        """Interrupt again what cannot be interrupted: Python ignores any exception in ``__del__`` and in callbacks."""
        if not isinstance(error.exc_value, KeyboardInterrupt):
            swallow(error)
        elif hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, signal.default_int_handler)
            signal.setitimer(signal.ITIMER_REAL, 0.001)
        else:
            import threading
            from _thread import interrupt_main

            threading.Timer(0.001, interrupt_main).start()

    sys.unraisablehook = repeat_interrupt


def _end_at_once_if_interrupted() -> None:
    """Make Ctrl-C end the process without a traceback from now on: everything is done."""
    import signal

    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_: os._exit(INTERRUPTED))


def _forget_interrupt() -> None:
    """Make Python exit with our exit code.

    It kills itself by SIGINT instead if the last code that it ran from a text (as `namedtuple` does) was interrupted.
    """
    eval("0")  # noqa: S307 - a constant
