"""WeasyPrint's log records as diagnostics of ours."""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import get_ident

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Stylesheet

_POSITION = re.compile(r" at (\d+):\d+\b")
"""The line and the column that a message about a stylesheet names."""
_OF_VARIABLES = ", no value."
"""The end of messages about declarations that are empty with the values of their variables, which no article has."""

# Records that other diagnostics report better.
_REPORTED_ELSEWHERE = (
    ".notdef glyph rendered",  # `missing-glyph`, all characters at once
    "RefusedFetchError",  # `refused-fetch`
)


class _Collector(logging.Handler):
    """Keeps the messages of the thread that created it, each once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: dict[str, None] = {}
        self._thread = get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.thread == self._thread and not any(phrase in message for phrase in _REPORTED_ELSEWHERE):
            self.messages[message] = None


@contextmanager
def recorded() -> Iterator[dict[str, None]]:
    """Collect the messages that WeasyPrint logs inside the block, and keep them out of the program's own log."""
    logger, collector = logging.getLogger("weasyprint"), _Collector()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate


def stylesheet_warnings(messages: Iterable[str], sheet: Stylesheet) -> Iterator[Diagnostic]:
    """Yield messages about a stylesheet as diagnostics, with their lines where these are the project's own."""
    for message in messages:
        place = _POSITION.search(message)
        location = sheet.location(int(place[1])) if place else None
        if location:
            text = _POSITION.sub("", message)
            yield diagnose("layout-warning", text, location.path, location.line, cause=f"{location}: {text}")
        else:
            yield from layout_warnings([f"{sheet.name}: {message}"])


def layout_warnings(messages: Iterable[str], run: str | None = None) -> tuple[Diagnostic, ...]:
    """Turn messages into diagnostics, of a run if one is named."""
    return tuple(
        diagnose("layout-warning", message, None if message.endswith(_OF_VARIABLES) else run, cause=message)
        for message in messages
    )
