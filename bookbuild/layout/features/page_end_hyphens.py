"""Pages that end in no hyphen: a word is not parted over two pages, where neither readers nor a search would join it.

The line goes to the next page, if the lines that stay are as many as ``orphans`` asks for.
"""

from typing import Any

from weasyprint.layout.block import _break_line, remove_placeholders

from bookbuild.layout.hyphens import ends_in_hyphen
from bookbuild.layout.patches import Patch


def _break_before_hyphen(context: Any, box: Any, line: Any, lines: list[Any], *others: Any) -> Any:
    """Break a paragraph as WeasyPrint does, then move lines that end in a hyphen to the next page as well."""
    broken = _break_line(context, box, line, lines, *others)
    _, is_broken, _ = broken
    while is_broken and not context.in_column and len(lines) > box.style["orphans"] and ends_in_hyphen(lines[-1]):
        remove_placeholders(context, lines.pop().children, *others[-2:])  # the last two are what it has placed
    return broken


FEATURE = Patch(
    "page_end_hyphens",
    replaces={"weasyprint.layout.block:_break_line": _break_before_hyphen},
    sources={
        "weasyprint.layout.block:_break_line": "2b92255d94ab",
        "weasyprint.layout.block:_linebox_layout": "e07bbe000974",
        "weasyprint.layout.block:remove_placeholders": "ce16d97a1caa",
    },
)
