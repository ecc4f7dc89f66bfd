"""The text of a paragraph as one string in which everything that is no plain text is a mark."""

from collections.abc import Sequence

from markdown_it.token import Token

BARE = "bare address"
"""The `markup` of the tokens of a link that is an address in running text."""

OTHER = "\ue000"
"""Stands for what is no plain text: an escaped character, an image, an element of HTML, a formula."""

CODE = "\ue001"
"""Stands for code."""

LINK = "\ue002"
"""Stands where a link begins or ends."""

BREAKS = frozenset({"softbreak", "hardbreak"})
"""The tokens for the end of a line within a paragraph."""

LINE_SEPARATOR = "\N{LINE SEPARATOR}"
"""The markup of a hard line break that ends no line of the source."""


def flatten(children: Sequence[Token]) -> str:
    """Return the plain text among the tokens of a paragraph, with as many line breaks as in the source.

    Emphasis has no mark: ``a *b* c`` is ``a b c``. The text of an address in angle brackets is one mark.
    """
    parts: list[str] = []
    is_address = False
    for child in children:
        if child.markup == BARE:  # an author sees text there
            continue
        if child.type in ("link_open", "link_close"):
            is_address = child.nesting == 1 and child.info == "auto"
            parts.append(LINK)
        elif child.type == "text":
            parts.append(OTHER if is_address else child.content)
        elif child.type in BREAKS:
            parts.append("\n")
        elif child.type == "code_inline":
            parts.append(CODE)
        elif not child.nesting:
            parts.append(OTHER + "\n" * line_breaks(child))
    return "".join(parts)


def line_breaks(child: Token) -> int:
    """Return the number of line breaks of the source in a token of a paragraph."""
    if child.type in BREAKS:
        return int(child.markup != LINE_SEPARATOR)
    return (
        child.content.count("\n") if child.type in ("html_inline", "verbatim", "formula", "comment", "citation") else 0
    )
