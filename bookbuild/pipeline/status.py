"""How a request ended."""

from collections.abc import Iterable
from enum import Enum

from bookbuild.diagnostics import MACHINE_CODES, BookError, Diagnostic, Severity, UsageError


class Status(Enum):
    """How a request ended: ``usage-at-fault`` means a wrong argument or configuration, not a fault of the content."""

    OK = "ok"
    BOOK_AT_FAULT = "book-at-fault"
    USAGE_AT_FAULT = "usage-at-fault"


def is_fatal(diagnostic: Diagnostic, *, strict: bool) -> bool:
    """Return whether a diagnostic keeps a book from being written: an error, and under `strict` a warning too."""
    return diagnostic.severity is Severity.ERROR or (strict and diagnostic.severity is Severity.WARNING)


def status_of(diagnostics: Iterable[Diagnostic], *, strict: bool) -> Status:
    """Return the status of a request with these diagnostics."""
    fatal = [diagnostic for diagnostic in diagnostics if is_fatal(diagnostic, strict=strict)]
    if any(diagnostic.code in MACHINE_CODES for diagnostic in fatal):
        return Status.USAGE_AT_FAULT
    return Status.BOOK_AT_FAULT if fatal else Status.OK


def status_of_error(error: BookError) -> Status:
    """Return the status of a request that an error has stopped."""
    return Status.USAGE_AT_FAULT if isinstance(error, UsageError) else Status.BOOK_AT_FAULT
