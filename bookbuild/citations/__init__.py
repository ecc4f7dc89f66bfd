"""Citations and lists of works by the styles of CSL (https://citationstyles.org/): pure, and imported where used."""

from bookbuild.citations.citing import cite
from bookbuild.citations.library import Library, read_library
from bookbuild.citations.styles import DEFAULT, Style, StyleError, read_style

__all__ = [
    "DEFAULT",
    "Library",
    "Style",
    "StyleError",
    "cite",
    "read_library",
    "read_style",
]
