"""WeasyPrint's log records as diagnostics of ours."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import get_ident

from bookbuild.diagnostics import Diagnostic, diagnose

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


def layout_warnings(messages: Iterable[str], run: str | None = None) -> tuple[Diagnostic, ...]:
    """Turn messages into diagnostics, of a run if one is named."""
    return tuple(diagnose("layout-warning", message, run, cause=message) for message in messages)
