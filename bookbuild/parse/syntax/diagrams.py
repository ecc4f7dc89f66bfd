"""Diagrams: code fences of the kinds that a project has programs for, ```` ```dot {#fig:flow caption="The flow"} ````.

They stay code here, marked with their kind: a drawing takes the place of the code where the program makes one.
"""

import html
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bookbuild.model.diagrams import ALTERNATIVE, KIND
from bookbuild.model.syntax import Syntax
from bookbuild.parse.syntax.findings import forget
from bookbuild.parse.syntax.listing_faults import mistyped_language, near_language
from bookbuild.parse.syntax.listings import LISTING, Listing, read_listing, render_fence
from bookbuild.parse.syntax.unclosed import NOT_DRAWN
from bookbuild.parse.vocabulary import LINE


def diagrams_plugin(md: MarkdownIt, syntax: Syntax) -> None:
    """Mark code fences of the kinds that are drawn."""

    def mark(state: StateCore) -> None:
        for token in state.tokens:
            if token.type == "fence" and (kind := syntax.diagram(_listing(token).language)):
                token.meta[KIND] = kind
                forget(token, NOT_DRAWN)
                forget(token, mistyped_language(near_language(_listing(token).language)))

    md.core.ruler.before("inline", "diagrams", mark)
    md.add_render_rule("fence", _render)


def _listing(token: Token) -> Listing:
    known: Listing | None = token.meta.get(LISTING)
    return known or read_listing(token.info.strip())


def _render(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    code = render_fence(renderer, tokens, index, options, env)
    if KIND not in token.meta:
        return code
    attributes = {KIND: token.meta[KIND], ALTERNATIVE: _listing(token).alternative, LINE: (token.map or [0])[0] + 1}
    written = "".join(f' {name}="{html.escape(str(value))}"' for name, value in attributes.items() if value)
    return code.replace("<pre", f"<pre{written}", 1)
