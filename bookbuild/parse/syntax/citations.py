"""Citations as pandoc has them: ``[see @doe2020, p. 3; @roe]``, ``@doe2020 [p. 3]``, ``[-@doe2020]``.

They are kept as they were typed: what is printed of them depends on all others in the book, and on its style. Only
texts of projects that have sources have any, since ``@ada`` may be a name.
"""

import html
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bookbuild.model.citations import MARK, citation_at
from bookbuild.parse.characters import ends_address
from bookbuild.parse.vocabulary import LINE

CITATION = "citation"
"""The type of the token of a citation."""


def citations_plugin(md: MarkdownIt) -> None:
    """Parse citations; labels (``@fig:map``) come first."""
    md.inline.ruler.before("link", CITATION, _citation)
    md.add_render_rule(CITATION, _render)


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    sign = state.src[state.pos]
    if sign not in "[@-" or state.linkLevel:
        return False
    before = state.src[max(0, state.pos - 1) : state.pos]
    if sign != "[" and (ends_address(before) or (sign == "-" and before == "-")):
        return False
    end = citation_at(state.src, state.pos, state.posMax)
    if not end:
        return False
    if not silent:
        state.push(CITATION, "span", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _render(_renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    token = tokens[index]
    typed = html.escape(" ".join(token.content.split()), quote=False)
    return f'<span class="{CITATION}" {MARK}="typed" {LINE}="{token.attrs.get(LINE, 1)}">{typed}</span>'
