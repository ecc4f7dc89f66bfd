"""A run that takes too long ends with an exception in its thread, and none comes after it."""

from contextlib import suppress
from dataclasses import replace

import pytest

from bookbuild.layout import time_limit
from bookbuild.layout.time_limit import OutOfTimeError, limited, out_of_time
from bookbuild.model import Stylesheet
from tests.layout.jobs import job


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


def test_the_rule_about_all_elements_is_named() -> None:
    """The message has the article and its seconds, the hint the first such rule and its file; it may have none."""
    sheets = (Stylesheet("print.css", "p * { color: red }"), Stylesheet("project.css", "p {}\n* {\n display: flex\n}"))
    found = out_of_time(replace(job("<p>Text</p>"), stylesheets=sheets))
    assert str(found.message) == "its pages cannot be laid out within 20 seconds"
    assert found.hint.endswith("from styles/project.css: * { display: flex }")
    assert "rules about many elements" in out_of_time(replace(job(""), stylesheets=sheets[:1])).hint
