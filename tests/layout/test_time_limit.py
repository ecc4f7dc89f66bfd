"""A run that takes too long ends with an exception in its thread, and none comes after it."""

from contextlib import suppress

import pytest

from bookbuild.layout import time_limit
from bookbuild.layout.time_limit import OutOfTimeError, limited


def endless() -> None:
    while True:
        with suppress(Exception):  # as the layout engine does
            sum(range(100))


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code without an end is left, also code that catches all exceptions; what has ended in time is not."""
    monkeypatch.setattr(time_limit, "_INTERVAL", 0.001)
    with limited(1000):
        pass
    with pytest.raises(OutOfTimeError), limited(0):
        endless()
