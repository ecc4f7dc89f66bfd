"""Attribute lists in braces: only what is one is read as such; other braces are text."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes

_ITEM = r"""(?:[.#][^\s"'{}=]+|[A-Za-z][\w:.-]*=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}=]+))"""
_LIST = re.compile(rf"\{{[ \t]*(?:{_ITEM}(?:\s+{_ITEM})*\s*)?\}}")


def attribute_lists_plugin(md: MarkdownIt) -> None:
    """Restrict the plugins of attributes, which take ``{% … %}`` for a comment, to real attribute lists."""
    md.block.ruler.at("attr", _attribute_line)
    md.inline.ruler.before("attr", "brace", _brace)


def is_attribute_list(text: str) -> bool:
    """Return whether a text is an attribute list as a whole: ``{#id .class name=value}``."""
    return _LIST.fullmatch(text) is not None


def _attribute_line(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Parse a line that is an attribute list, for the block below it."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()
    if state.is_code_block(start) or not line.startswith("{") or not is_attribute_list(line):
        return False
    try:
        _length, attributes = parse_attributes(line)
    except ParseError:
        return False
    if not silent:
        token = state.push("attrs_block", "", 0)
        token.attrs = dict(attributes)
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _brace(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Take a brace that begins no attribute list as text, so that no attributes are read from it."""
    if state.src[state.pos] != "{" or _LIST.match(state.src, state.pos, state.posMax):
        return False
    if not silent:
        state.append_pending("{")
    state.pos += 1
    return True
