"""First lines of text from right to left, indented at their right.

WeasyPrint indents at the left whatever the direction. In Arabic and Hebrew that is the end of the line; and the number
of an entry in a table of contents, which hangs, stands in the line, while that of its page stands in the margin.
"""

from collections.abc import Callable
from typing import Any

from bookbuild.layout.patches import Patch


def _indenting(make_line: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that makes the next line of a paragraph, indented where it begins."""

    def make(context: Any, linebox: Any, *others: Any) -> Any:
        indent = linebox.text_indent
        line, resume_at = make_line(context, linebox, *others)
        if indent and line is not None and linebox.style["direction"] == "rtl":
            for child in line.children:
                if child.is_in_normal_flow():
                    child.translate(dx=-indent, ignore_floats=True)
        return line, resume_at

    return make


FEATURE = Patch(
    "indents",
    wraps={"weasyprint.layout.inline:get_next_linebox": _indenting},
    sources={
        "weasyprint.formatting_structure.boxes:Box": "ff6d62300baf",
        "weasyprint.layout.inline:get_next_linebox": "67af458c2545",
        "weasyprint.layout.inline:iter_line_boxes": "04aec48abfca",
        "weasyprint.layout.inline:text_align": "e953d41b87cc",
    },
)
