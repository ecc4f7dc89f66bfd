"""Blanks to fill in, ``Date: __/__/____``: underscores around mere signs are no emphasis, and stay as typed."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_OPENINGS = {"em_open": "_", "strong_open": "__"}


def blanks_plugin(md: MarkdownIt) -> None:
    """Turn emphasis by underscores that has neither a letter nor a digit back into text."""
    md.core.ruler.after("inline", "blanks", _restore)


def _restore(state: StateCore) -> None:
    if "_" not in state.src:
        return
    for inline in state.tokens:
        if inline.type == "inline" and "_" in inline.content and inline.children:
            _restore_in(inline.children)


def _restore_in(children: Sequence[Token]) -> None:
    opened: list[tuple[Token, bool]] = []
    for child in children:
        if child.nesting == 1:
            opened.append((child, True))
        elif child.nesting == -1 and opened:
            opening, is_blank = opened.pop()
            if is_blank and opening.markup == _OPENINGS.get(opening.type):
                _become_text(opening)
                _become_text(child)
        elif child.type != "text" or any(map(str.isalnum, child.content)):
            opened = [(opening, False) for opening, _ in opened]


def _become_text(token: Token) -> None:
    token.type, token.tag, token.nesting, token.content = "text", "", 0, token.markup
