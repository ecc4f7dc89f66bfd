"""Warnings of a declaration that cannot be followed, reported for every document and not for the first alone.

WeasyPrint warns of a declaration with a variable once in the life of its stylesheet, which serves many jobs here. The
result of a job must not depend on what was laid out before.
"""

from bookbuild.layout.patches import Patch


def _never(_pending: object) -> bool:
    return False


def _forget(_pending: object, _is_reported: object) -> None:
    """Do not remember that a declaration was reported."""


FEATURE = Patch(
    "repeated_warnings",
    replaces={"weasyprint.css.tokens:Pending._reported_error": property(_never, _forget)},
    sources={"weasyprint.css.tokens:Pending": "7dafa4a32b2e"},
)
