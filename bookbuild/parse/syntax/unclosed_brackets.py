"""Brackets that nothing after them closes are text; the parser would look for their ends in all that follows."""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline


def unclosed_brackets_plugin(md: MarkdownIt) -> None:
    """Skip the rules of links, pictures and notes where there is no closing bracket any more."""
    md.inline.ruler.before("link", "unclosed_bracket", _unclosed_bracket)


def _unclosed_bracket(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    position = state.pos
    if state.src[position] not in "[!" or _last_bracket(state) > position:
        return False
    if not silent:
        state.append_pending(state.src[position])
    state.pos = position + 1
    return True


def _last_bracket(state: StateInline) -> int:
    """Return the position of the last closing bracket of a paragraph, looked up once."""
    attributes = vars(state)
    if "last_bracket" not in attributes:
        attributes["last_bracket"] = state.src.rfind("]")
    last: int = attributes["last_bracket"]
    return last
