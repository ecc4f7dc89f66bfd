r"""Page breaks, on lines of their own: ``\pagebreak``, ``\newpage``, ``::: page-break``, ``<!-- pagebreak -->``.

A break is an empty element with the private attribute `BREAK`; `parse.breaks` turns it into a class of the next block.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookbuild.parse.syntax.block_lines import line_text
from bookbuild.parse.vocabulary import BREAK

_NAME = r"(?:page-?break|new-?page|break-?page|clear-?page)"
_LINE = re.compile(
    r"\\(?:pagebreak(?:\[[0-4]\])?|newpage|clearpage|cleardoublepage)(?:\{\})?;?"
    rf"|<!--\s*\\?{_NAME}\s*-->"
    rf"|<\?{_NAME}\s*\??>"
    rf"|</?{_NAME}\s*/?>"
    rf"|\[{_NAME}\s*/?\]"
    rf"|\{{\{{[<%]\s*{_NAME}\s*/?[>%]\}}\}}"
    rf"|\{{\{{\s*{_NAME}\s*\}}\}}",
    re.IGNORECASE,
)
_INFO = re.compile(rf"\{{?\s*\.?{_NAME}\s*\}}?\s*:*", re.IGNORECASE)
_TOKEN = "page_break"  # noqa: S105 - the type of a token of the parser


def page_breaks_plugin(md: MarkdownIt) -> None:
    """Parse page breaks."""
    md.block.ruler.before("fence", _TOKEN, _page_break, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.core.ruler.after("block", _TOKEN, _turn_fields)


def is_page_break(info: str) -> bool:
    """Return whether the words after a ``:::`` fence request a page break."""
    return _INFO.fullmatch(info) is not None


def _page_break(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    if state.is_code_block(start) or not _LINE.fullmatch(line_text(state, start).rstrip()):
        return False
    if not silent:
        _become_break(state.push(_TOKEN, "hr", 0), start)
        state.line = start + 1
    return True


def _turn_fields(state: StateCore) -> None:
    """Replace the fences that request a page break."""
    for token in state.tokens:
        if token.type == "field" and is_page_break(token.info):
            token.type, token.tag, token.info = _TOKEN, "hr", ""
            _become_break(token, token.map[0] if token.map else 0)


def _become_break(token: Token, line: int) -> None:
    token.map, token.block = [line, line + 1], True
    token.attrs[BREAK] = "after"
