"""What is taken over from WeasyPrint 70: importing this package replaces functions of it, one concern a module.

Each module says what it replaces and why. Its test lays documents out both ways, and fails when the seam has moved:
that is where an update of WeasyPrint begins.
"""

from bookbuild.layout.takeover import (
    glyphs,
    hyphens,
    leaders,
    lines,
    margins,
    pages,
    paragraphs,
    setting,
    shortcuts,
    styles,
    wholes,
)

__all__ = [
    "glyphs",
    "hyphens",
    "leaders",
    "lines",
    "margins",
    "pages",
    "paragraphs",
    "setting",
    "shortcuts",
    "styles",
    "wholes",
]
