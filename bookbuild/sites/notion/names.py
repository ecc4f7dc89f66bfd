"""Names of exported files: ``First steps 0123456789abcdef0123456789abcdef.md``."""

import posixpath
import re

IDENTIFIER = r"[0-9a-f]{32}"
TABLE = ".csv"
_NAME = re.compile(rf"(?P<title>.*?) ?(?P<identifier>{IDENTIFIER})(?:_all)?")


def identifier_of(path: str) -> str:
    """Return the identifier at the end of a name, or an empty string."""
    match = _NAME.fullmatch(_stem(path))
    return match["identifier"] if match else ""


def title_of(path: str) -> str:
    """Return the name of a file or of a folder without identifier and suffix."""
    stem = _stem(path)
    match = _NAME.fullmatch(stem)
    return match["title"] if match else stem


def folder_of(path: str) -> str:
    """Return the path of the folder of what is in a page or a database, as it is without identifier."""
    return posixpath.join(posixpath.dirname(path), title_of(path))


def _stem(path: str) -> str:
    stem, suffix = posixpath.splitext(posixpath.basename(path))
    return stem if suffix in (".md", TABLE) else stem + suffix
