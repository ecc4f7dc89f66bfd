"""White space of a note. WeasyPrint takes notes out of the text before it collapses spaces and line ends in it."""

import re

from bookbuild.render.trees import Element

_SPACES = re.compile("[ \t\r\n]+")


def collapse_spaces(element: Element) -> None:
    """Make each sequence of spaces, tabs and line ends within an element a single space, but in preformatted text."""
    if element.tag == "pre":
        return
    element.text = _collapsed(element.text)
    for child in element:
        collapse_spaces(child)
        child.tail = _collapsed(child.tail)


def _collapsed(text: str | None) -> str | None:
    return _SPACES.sub(" ", text) if text else text
