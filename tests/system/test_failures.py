"""Unexpected exceptions: each is reported in a line, with what could not be made."""

import errno
import os

import pytest

from bookbuild.diagnostics import BookError, UsageError, diagnose
from bookbuild.system.failures import TRACEBACK, failures_as_diagnostics


def test_an_exception_is_reported_with_the_function_that_raised_it() -> None:
    """Its kind, its words in one line, and the function, but no path of the machine."""

    def broken() -> None:
        raise ValueError("no\n  sense")

    with pytest.raises(BookError) as caught, failures_as_diagnostics("the book cannot be made", "a.md"):
        broken()
    (found,) = caught.value.diagnostics
    assert found.code == "internal-error"
    assert str(found.location) == "a.md"
    assert found.message == "the book cannot be made: ValueError: no sense (in tests.system.test_failures.broken)"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (MemoryError(), "there is not enough memory"),
        (OSError(errno.EAGAIN, "x"), "there is not enough memory"),
        (RuntimeError("can't start new thread"), "there is not enough memory"),
        (OSError(errno.EMFILE, "x"), "too many files are open"),
        (OSError(errno.EFBIG, "too big", "/full/file"), "the temporary folder /full/file: too big"),
        (
            FileNotFoundError(errno.ENOENT, "No usable temporary directory found in [...]"),
            "No usable temporary directory",
        ),
    ],
)
def test_what_the_machine_lacks_is_reported_as_such(error: Exception, reason: str) -> None:
    """Memory, room and open files are no faults of the book, and none of the program."""
    with pytest.raises(BookError) as caught, failures_as_diagnostics("the book cannot be made", "a.md"):
        raise error
    (found,) = caught.value.diagnostics
    assert (found.code, found.location) == ("machine-limit", None)
    assert reason in found.message


def test_a_diagnostic_passes_unchanged() -> None:
    """Diagnostics stay as they are, and so does an interrupt."""
    for error in (UsageError(diagnose("config-key", "x")), KeyboardInterrupt()):
        with pytest.raises(type(error)), failures_as_diagnostics("x"):
            raise error


def test_a_traceback_is_printed_where_it_is_enabled(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The environment enables it: nothing is printed otherwise."""
    for wanted in ("", "1"):
        monkeypatch.setitem(os.environ, TRACEBACK, wanted)
        with pytest.raises(BookError), failures_as_diagnostics("x"):
            raise ValueError("y")
        assert ("ValueError: y" in capsys.readouterr().err) is bool(wanted)
