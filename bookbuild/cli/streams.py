"""Standard streams that a shell has closed, or that can no longer be written to."""

import io
import os
import sys
from contextlib import suppress
from typing import Any


def open_missing_streams() -> None:
    """Open those of the three standard streams that are closed, on nothing: else the next file that is opened becomes
    one of them, and gets what libraries print. Messages that standard error does not take are dropped.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            with suppress(OSError):
                os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # noqa: FBT003 - it has no keywords
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - as long as the process
    sys.stderr = _lossy(sys.stderr)


class _LossyFile(io.FileIO):
    """A file that drops what cannot be written: no message is worth a book."""

    def write(self, data: Any, /) -> int:
        with suppress(OSError):
            return super().write(data)
        return len(data)


def _lossy(stream: io.TextIOBase | Any) -> io.TextIOWrapper:
    """Return a text stream on standard error that never fails."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    file = io.BufferedWriter(_LossyFile(2, "w", closefd=False))
    return io.TextIOWrapper(file, encoding, errors="backslashreplace", line_buffering=True)
