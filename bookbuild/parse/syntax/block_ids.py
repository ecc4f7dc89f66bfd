"""Obsidian's block ids, ``^name`` at the end of a block: they are not printed, and links can lead to them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_ID = re.compile(r"(?:\A|\s+)\^([A-Za-z0-9-]{2,60})\Z")


def block_ids_plugin(md: MarkdownIt) -> None:
    """Turn block ids into ids of their blocks; one that stands alone is that of the block above it."""
    md.core.ruler.before("inline", "block_ids", _block_ids)


def _block_ids(state: StateCore) -> None:
    tokens = state.tokens if "^" in state.src else []
    for index, (opening, inline) in enumerate(pairwise(tokens)):
        if opening.type not in ("paragraph_open", "heading_open") or "^" not in inline.content:
            continue
        match = _ID.search(inline.content)
        if match is None:
            continue
        if opening.type == "heading_open" and match.start() == 0:  # a heading of nothing else is no heading
            continue
        owner = _owner(tokens, index) if match.start() else _block_above(tokens, index)
        if owner is None and not match.start():
            continue
        inline.content = inline.content[: match.start()]
        if owner is not None and "id" not in owner.attrs:
            owner.attrSet("id", match[1])


def _owner(tokens: Sequence[Token], index: int) -> Token:
    """Return the opening token that is printed: a paragraph in a list without gaps is not."""
    return tokens[index - 1] if tokens[index].hidden else tokens[index]


def _block_above(tokens: Sequence[Token], index: int) -> Token | None:
    """Return the opening token of the block before the one at an index, or None if it is the first."""
    for token in reversed(tokens[max(index - 1000, 0) : index]):
        if token.level == tokens[index].level and token.nesting >= 0:
            return token if token.nesting == 1 else None
        if token.level < tokens[index].level:
            return None
    return None
