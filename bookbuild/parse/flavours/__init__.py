"""Flavours of Markdown that sites are written in: each is a module, imported when a text is in it.

A module may have ``extend(md)``, which adds rules to the parser of our dialect, and ``translate(text, path)``, which
returns the text in our dialect and the fault in it, if any. A translation keeps every line on its line. It is pure:
what needs other files is done by `bookbuild.sites.site.Site.prepare` before.
"""

import re
from importlib import import_module
from types import ModuleType

from markdown_it import MarkdownIt

from bookbuild.diagnostics import Outcome

FLAVOURS = ("grav", "notices", "spans")
"""The flavours that there are; each is the name of a module of this package."""


_NOTICES = re.compile(
    r"(?:\A|\n[ \t]*\n|\n---\n)(?!!!! ?[a-z][\w-]*(?: inline| \"|\n))!{1,4} \S"
    r"|^\[(?:center|codesh|columns|notice|prism|ui-tabs)[\]= ]",
    re.MULTILINE,
)
"""Signs of Grav's notices and shortcodes; ``!!! note`` with a text indented under it is MkDocs'."""
_BEGINNINGS = ("\n!", "\n[")
"""What begins a line that has one: looking for these first takes a tenth of the time."""


def flavour_of(text: str) -> str:
    """Return the flavour that the markup of a text shows, or an empty string if none."""
    may_be = text.startswith(("!", "[")) or any(beginning in text for beginning in _BEGINNINGS)
    return "notices" if may_be and _NOTICES.search(text) else ""


def extend(md: MarkdownIt, flavour: str) -> None:
    """Add the rules of a flavour to a parser."""
    if function := getattr(_module(flavour), "extend", None):
        function(md)


def translate(text: str, path: str, flavour: str) -> Outcome[str]:
    """Return a text of a flavour in our dialect. `path` is its file's, for diagnostics.

    Raises:
        RuntimeError: if the flavour moved lines, which is a fault of the program.
    """
    function = getattr(_module(flavour), "translate", None)
    if function is None:
        return Outcome(text)
    outcome: Outcome[str] = function(text, path)
    if outcome.value.count("\n") != text.count("\n"):
        raise RuntimeError(f"the flavour {flavour} moved lines of {path}")
    return outcome


def in_our_markdown(text: str, path: str, flavour: str) -> str:
    """Return a text of a flavour as it can stand in any folder, as far as it is known how. Lines may move."""
    translated = translate(text, path, flavour).value
    if flavour == "spans":
        from bookbuild.parse.flavours.spans import in_our_markdown as joined  # noqa: PLC0415 - seldom needed

        return joined(translated)
    if flavour not in {"grav", "notices"}:
        return translated
    from bookbuild.parse.flavours.plain_text import in_our_markdown as without_notices  # noqa: PLC0415 - seldom needed

    return without_notices(translated)


def _module(flavour: str) -> ModuleType | None:
    return import_module(f"{__name__}.{flavour}") if flavour else None
