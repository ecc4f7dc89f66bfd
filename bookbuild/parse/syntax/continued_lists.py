"""Lists that go on after text: ``{.continue}`` above a numbered list gives its first item the next number."""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_CLASS = "continue"


def continued_lists_plugin(md: MarkdownIt) -> None:
    """Number lists of the class ``continue`` on from the numbered list before them, of the same depth."""
    md.core.ruler.before("inline", "continued_lists", _number)


def _number(state: StateCore) -> None:
    following: dict[int, int] = {}
    for token in state.tokens:
        if token.type == "ordered_list_open":
            if _is_continued(token):
                token.attrs["start"] = following.get(token.level, 1)
            following[token.level] = int(token.attrs.get("start", 1))
        elif token.type == "list_item_open" and token.level - 1 in following:
            following[token.level - 1] += 1


def _is_continued(token: Token) -> bool:
    """Return whether a list has the class, and take it from the list."""
    classes = str(token.attrs.get("class", "")).split()
    if _CLASS not in classes:
        return False
    classes.remove(_CLASS)
    token.attrs["class"] = " ".join(classes)
    if not classes:
        del token.attrs["class"]
    return True
