"""Diagnostics: what is wrong with a book, worded so that its author can fix it.

Every stage returns an `Outcome`: the best value it could make, and its diagnostics. Faults in the content raise no
exception, so that one run reports all of them; `BookError` is raised if a stage cannot continue.
"""

from bookbuild.diagnostics.codes import CODES, MACHINE_CODES, PASSING_CODES, Code, diagnose
from bookbuild.diagnostics.values import (
    BookError,
    Diagnostic,
    Location,
    Outcome,
    Severity,
    UsageError,
    apply_policy,
    gather,
)

__all__ = [
    "CODES",
    "MACHINE_CODES",
    "PASSING_CODES",
    "BookError",
    "Code",
    "Diagnostic",
    "Location",
    "Outcome",
    "Severity",
    "UsageError",
    "apply_policy",
    "diagnose",
    "gather",
]
