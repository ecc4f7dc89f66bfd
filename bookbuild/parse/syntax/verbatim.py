"""Pieces of text that are kept as they were typed: no quotation mark, dash or emphasis in them is changed."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bookbuild.parse.syntax.findings import Kind, note

VERBATIM = "verbatim"
"""The type of a token that is text, kept as typed."""


def verbatim_plugin(md: MarkdownIt) -> None:
    """Render the tokens of `push_verbatim`."""
    md.add_render_rule(VERBATIM, _render)


def push_verbatim(state: StateInline, end: int, kind: Kind) -> None:
    """Add the text from the parser's position to `end` as a token, which `kind` describes."""
    token = state.push(VERBATIM, "", 0)
    token.content = state.src[state.pos : end]
    note(token, kind, token.content)


def _render(_renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    return escapeHtml(tokens[index].content)
