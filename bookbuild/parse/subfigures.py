"""Figures of several pictures, as Quarto has them: a block with the label of a figure, and its caption at the end.

Each picture in it has a letter, (a), (b), and is referred to by its own label.
"""

from collections.abc import Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookbuild.model.references import is_label, kind_of

_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]


def enclose_subfigures(state: StateCore) -> None:
    """Turn each block ``::: {#fig:both}`` that ends with a caption, and has only pictures before it, into a figure."""
    opened: list[int] = []
    for index, token in enumerate(state.tokens):
        if token.type == "fenced_open":
            opened.append(index)
        elif token.type == "fenced_close" and opened:
            start = opened.pop()
            name = str(state.tokens[start].attrs.get("id", ""))
            inside = state.tokens[start + 1 : index]
            if is_label(name) and kind_of(name) == "figure" and _are_pictures(inside):
                _enclose(state.tokens[start], inside, token)


def _are_pictures(inside: Sequence[Token]) -> bool:
    """Return whether tokens are figures, two or more, and a paragraph behind them."""
    before, last = inside[: -len(_PARAGRAPH)], inside[-len(_PARAGRAPH) :]
    if [token.type for token in last] != _PARAGRAPH:
        return False
    depth, count = 0, 0
    for token in before:
        depth += (token.type == "figure_open") - (token.type == "figure_close")
        count += token.type == "figure_open"
        if depth == 0 and token.type != "figure_close":
            return False
    return count > 1


def _enclose(opening: Token, inside: Sequence[Token], closing: Token) -> None:
    opening.tag = closing.tag = "figure"
    opening.attrJoin("class", "subfigures")
    for token in inside:
        if token.type == "figure_open":
            token.attrJoin("class", "subfigure")
    first, _, last = inside[-len(_PARAGRAPH) :]
    first.type, last.type = "figcaption_open", "figcaption_close"
    first.tag = last.tag = "figcaption"
