"""Ornaments between sections: a paragraph of nothing but signs such as an asterism or ``* * *``, which is no text."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

_SIGNS = (
    "\u2042\u2766\u2767\u2619\u2722-\u274b"  # asterism, floral hearts, stars and florets
    "\xa7\xb7\u2022\u25cb\u25cf\u25e6\u25c6\u25c7\u25a0\u25a1\u223c\u2055\u204e\u2217\uff0a\u203b~"
)
_LINE = re.compile(rf"(?:(?:\\?[*#]|[{_SIGNS}])[ \t\u00a0\u2002\u2003]*){{1,9}}")
_ITEMS = ("list_item_", "dd_", "footnote_")
"""What tokens begin with that are of items, in which a sign alone is a word."""
_WORD_SIGNS = re.compile("[#~\xa7\xb7\u2022\u25cb\u25cf\u25a0\u25a1\u2713-\u2718]")
"""Signs that stand for something if there is one alone: for a dot of a list, or for what is ticked."""


def ornaments_plugin(md: MarkdownIt) -> None:
    """Give paragraphs that are ornaments their class."""
    md.core.ruler.after("block", "ornaments", _mark)


def _mark(state: StateCore) -> None:
    items = 0
    for paragraph, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if paragraph.type.startswith(_ITEMS):
            items += paragraph.nesting
        elif paragraph.type == "paragraph_open" and not items and is_ornament(inline.content):
            paragraph.attrJoin("class", "ornament")


def is_ornament(text: str) -> bool:
    """Return whether a paragraph is nothing but an ornament."""
    plain = text.strip()
    if not plain or len(plain) > 40 or plain[0].isalnum() or not _LINE.fullmatch(plain):  # noqa: PLR2004 - a short line
        return False
    return len(plain.replace("\\", "").split()) > 1 or not _WORD_SIGNS.fullmatch(plain.replace("\\", ""))
