"""The settings with which a book is made in spite of its errors."""

from collections.abc import Iterable, Mapping

from bookbuild.diagnostics import CODES, Diagnostic, Severity
from bookbuild.pipeline.status import is_fatal


def lenient_settings(diagnostics: Iterable[Diagnostic], policy: Mapping[str, Severity], *, strict: bool = False) -> str:
    """Return lines for bookbuild.toml that lower every error to a warning; under `strict`, all to notes.

    The lines are a ``[check]`` table, or belong into the one that the project has (`policy`). There are none if nothing
    is to be lowered, or if that is no remedy: where one of the errors keeps words out of the book, or has its severity
    from the project itself.
    """
    fatal = dict.fromkeys(found.code for found in diagnostics if is_fatal(found, strict=strict))
    if not fatal or not all(_can_be_lowered(code) and code not in policy for code in fatal):
        return ""
    lower = Severity.NOTE if strict else Severity.WARNING
    head = () if policy else ("[check]",)
    return "\n".join((*head, *(f'{code} = "{lower.value}"' for code in fatal)))


def _can_be_lowered(code: str) -> bool:
    return CODES[code].can_be_lowered or CODES[code].severity is not Severity.ERROR
