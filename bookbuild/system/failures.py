"""Unexpected exceptions, as diagnostics: what could not be made, why, and where in the program."""

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from bookbuild.diagnostics import BookError, Diagnostic, diagnose

TRACEBACK = "BOOKBUILD_TRACEBACK"
"""The environment variable with which the traceback of such an exception is printed, too."""
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.ENAMETOOLONG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NO_TEMPORARY_FOLDER = "No usable temporary directory"
"""The beginning of the message of Python's `tempfile` that no folder can be written to."""
_TOO_MANY_FILES = {errno.EMFILE, errno.ENFILE}
_NO_PROCESS = "can't start new thread"
_LONGEST = 300


def failure(what: str, error: BaseException, path: str | None = None, advice: str = "") -> Diagnostic:
    """Return the diagnostic of an exception. `what` is what failed: ``the EPUB cannot be made``; `advice` is what may
    help, if anything does.
    """
    if os.environ.get(TRACEBACK) and sys.stderr:
        import traceback  # noqa: PLC0415 - seldom needed

        traceback.print_exception(error)
    reason, hint = _limit(error)
    if reason:
        return diagnose("machine-limit", f"{what}: {reason}", hint=hint)
    text = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(": ")
    hint = f"{advice}this is a fault of bookbuild: please report this line, and what {TRACEBACK}=1 prints"
    place = _place(error.__traceback__)
    return diagnose("internal-error", f"{what}: {text[:_LONGEST]}{place}", path, hint=hint)


@contextmanager
def failures_as_diagnostics(what: str, path: str | None = None) -> Iterator[None]:
    """Turn an exception inside the block into a `BookError` with its diagnostic; see `failure`."""
    try:
        yield
    except BookError:
        raise
    except Exception as error:
        raise BookError(failure(what, error, path)) from error


def _limit(error: BaseException) -> tuple[str, str]:
    """Return what the machine has not enough of, and a hint; empty texts if that is not the reason."""
    number = error.errno if isinstance(error, OSError) else None
    if isinstance(error, MemoryError) or number in {errno.ENOMEM, errno.EAGAIN} or _NO_PROCESS in str(error):
        return "there is not enough memory", "close other programs, and build with --jobs 1"
    if number == errno.ENOENT and not getattr(error, "filename", None) and not _has_folder():
        return "the folder in which it runs was deleted", "go to one that is there: cd"
    if number in _TOO_MANY_FILES:
        return "too many files are open", "allow more, with ulimit -n, or build with --jobs 1"
    if number in _NO_ROOM or _NO_TEMPORARY_FOLDER in str(error):
        folder = getattr(error, "filename", None) or _temporary_folder()
        hint = "make room there, or set TMPDIR to a folder that can be written to"
        return f"no file can be written to the temporary folder {folder}: {_strerror(error)}", hint
    return "", ""


def _has_folder() -> bool:
    try:
        return bool(Path.cwd())
    except FileNotFoundError:
        return False


def _strerror(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error)


def _temporary_folder() -> str:
    try:
        return tempfile.gettempdir()
    except OSError:
        return os.environ.get("TMPDIR", "")


def _place(step: TracebackType | None) -> str:
    """Return the function that was running, such as `` (in bookbuild.bind.joining._join_run)``."""
    place = ""
    while step:
        frame = step.tb_frame
        place = f" (in {frame.f_globals.get('__name__', '?')}.{frame.f_code.co_name})"
        step = step.tb_next
    return place
