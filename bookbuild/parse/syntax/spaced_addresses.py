"""Addresses with spaces in them: ``![words](my photo.png)``, ``[words](my file.md#part "title")``."""

import re
from types import ModuleType

from markdown_it import MarkdownIt, helpers
from markdown_it.common.utils import unescapeAll

_LONGEST = 1000
"""The longest address with spaces, in characters: it keeps a text of many open brackets linear."""
_DEEPEST = 32
_TITLE = re.compile(r"""[ \t]+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))[ \t]*\Z""")
_ADDRESS = re.compile(
    r"(?:https?://|mailto:|(?:article|chapter):[ \t]*\w+|\.{0,2}/|#).*"  # an address, or a path from somewhere
    r"|.*[^\s./]\.[A-Za-z][A-Za-z0-9]{1,4}(?:[?#].*)?",  # the name of a file
    re.DOTALL,
)
_SIZE = re.compile(r"\s=\d*%?x?\d*%?\Z")


def spaced_addresses_plugin(md: MarkdownIt) -> None:
    """Accept spaces in addresses of links and pictures, where they look like addresses and not like remarks."""
    own = ModuleType("helpers")
    own.__dict__.update(helpers.__dict__, parseLinkDestination=_parse_destination)
    md.helpers = own


def _parse_destination(source: str, start: int, limit: int) -> object:
    """Parse an address as CommonMark does or, if a bracket does not close after it, with spaces; return the parser's
    result of `ok`, `pos` and `str`.
    """
    result = helpers.parseLinkDestination(source, start, limit)
    if source[start : start + 1] == "<" or (result.ok and _is_followed_well(source, result.pos, limit)):
        return result
    end = _closing_bracket(source, start, min(limit, start + _LONGEST))
    if end < 0:
        return result
    inside = source[start:end]
    title = _TITLE.search(inside)
    address = inside[: title.start()] if title else inside.rstrip(" \t")
    if " " not in address or _SIZE.search(address) or not _ADDRESS.fullmatch(address):
        return result
    result.ok, result.pos, result.str = True, start + len(address), unescapeAll(address)
    return result


def _is_followed_well(source: str, position: int, limit: int) -> bool:
    """Return whether an address, and a title after it, ends where a bracket closes or where the text ends."""
    position = _skip_space(source, position, limit)
    title = helpers.parseLinkTitle(source, position, min(limit, position + _LONGEST))
    if title.ok:
        position = _skip_space(source, title.pos, limit)
    return position >= limit or source[position] == ")"


def _skip_space(source: str, position: int, limit: int) -> int:
    while position < limit and source[position] in " \t\n":
        position += 1
    return position


def _closing_bracket(source: str, start: int, limit: int) -> int:
    """Return where the bracket of a link closes, on the line where its address begins, or -1."""
    level, position = 0, start
    while position < limit:
        character = source[position]
        if character == "\n" or level > _DEEPEST:
            return -1
        if character == "\\":
            position += 1
        elif character == "(":
            level += 1
        elif character == ")":
            if not level:
                return position
            level -= 1
        position += 1
    return -1
