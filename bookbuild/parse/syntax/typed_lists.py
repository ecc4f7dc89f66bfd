"""Lines that are typed like a list and are none in Markdown, so that they run together in one paragraph."""

from bookbuild.parse.syntax.findings import Kind
from bookbuild.parse.syntax.searches import Search, search_for

_RUN_TOGETHER = Kind(
    "mistyped-markup",
    "{} is typed like an item of a list, but is none in Markdown; the lines run together",
    "write - First with a hyphen or 1. First with a number, and put an empty line above the list; or end each line "
    "with two spaces if they are no list",
)
_LETTERS = ("b)", "b.", "B)", "B.", "ii)", "ii.")

LIST_SEARCHES: tuple[Search, ...] = (
    search_for(
        _RUN_TOGETHER,
        r"^\(?(?:[aA]|i|1)[.)] \S[^\n]*\n(?:[^\n]+\n){0,4}?(?=\(?(?:[bB]|ii|2)[.)] \S)",
        *(f"\n{mark}" for mark in _LETTERS),
        *(f"\n({mark}" for mark in (*_LETTERS, "2)")),
    ),
    search_for(
        _RUN_TOGETHER,
        r"^[0-9]{1,2}[.)] \S[^\n]*\n(?=[0-9]{1,2}[.)] \S)",
        *(f"\n{digit}" for digit in range(1, 10)),
    ),
    search_for(
        _RUN_TOGETHER,
        r"^(?:[\u2013\u2014]|#\.|\(@[\w-]{0,30}\)) ?\S[^\n]*\n(?=[\u2013\u2014]|#\. |\(@[\w-]{0,30}\))",
        *("\n\u2013", "\n\u2014", "\n#.", "\n(@"),
    ),
)
"""What is looked for in paragraphs whose lines run together."""
