"""What several conventions find wrong with a site."""

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.sites.numbered_lines import NumberedLine

FROM_PAGE = "write the path from the page that includes the file"
"""The hint of `not_included` where paths count from the page."""
_MISSING = "there is no such file in the project"


def missing_page(path: str, listed_in: str, line: int | None = None, a_list: str = "table of contents") -> Diagnostic:
    """Return the diagnostic of a page that a file of the site lists, on a line if it has one, and that is not there."""
    hint = f"write the file, or take it out of the {a_list}"
    return diagnose("site-file", f"the page {path} is not there", listed_in, line, hint)


def filled_in(name: str, line: NumberedLine) -> Diagnostic:
    """Return the diagnostic of a line in whose place a plugin of the website describes a program or shows output."""
    message = f"what the website says of {name} is filled in by a plugin, and left out"
    hint = "write in the text what readers are to know of it"
    return diagnose("foreign-markup", message, line.path, line.number, hint, cause="plugin")


def not_included(path: str, line: NumberedLine, hint: str = "correct its path", reason: str = _MISSING) -> Diagnostic:
    """Return the diagnostic of a file that a line includes and that is not put in, by default since it is missing."""
    return diagnose("site-include", f"{path} is not included: {reason}", line.path, line.number, hint)
