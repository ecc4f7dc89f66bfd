"""HTML whose elements nest too deeply: the HTML5 parser looks through all open elements for each tag."""

import re
from collections import Counter

from bookbuild.parse.vocabulary import VOID

LIMIT = 400
"""Elements nested deeper than this lose their tags before the HTML is parsed; their text is kept."""

_TAG = re.compile(r"""<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^'">])*+>""")
_PLAIN_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?:[\s/][^<>]*)?>")
_ENDS_BY_ITSELF = frozenset({"dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"}) | VOID
"""Elements that the next one of their kind ends: they do not nest where their end is left out."""


def limit_depth(html: str) -> str:
    """Return HTML without the tags of elements that are nested deeper than the limit."""
    if html.count("<") <= LIMIT:
        return html
    opened: list[tuple[str, bool]] = []
    count: Counter[str] = Counter()

    def kept(match: re.Match[str]) -> str:
        name = match["name"].lower()
        if name in _ENDS_BY_ITSELF:
            return match[0]
        if not match["close"]:
            is_kept = len(opened) < LIMIT
            opened.append((name, is_kept))
            count[name] += 1
            return match[0] if is_kept else ""
        while count[name]:
            closed, is_kept = opened.pop()
            count[closed] -= 1
            if closed == name:
                return match[0] if is_kept else ""
        return match[0]

    return _TAG.sub(kept, html)


def too_deep_line(text: str, deepest: int) -> int | None:
    """Return the line of a text on which tags of HTML are first nested deeper than a limit, or None.

    Tags in code of Markdown are counted too.
    """
    if text.count("<") <= deepest:
        return None
    depth = 0
    for match in _PLAIN_TAG.finditer(text):
        if match["name"].lower() in _ENDS_BY_ITSELF or match[0].endswith("/>"):
            continue
        depth = max(0, depth - 1) if match["close"] else depth + 1
        if depth > deepest:
            return text.count("\n", 0, match.start()) + 1
    return None
