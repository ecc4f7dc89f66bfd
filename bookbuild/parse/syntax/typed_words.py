"""The words of headings as they were typed, before quotation marks and dashes are set: other programs name headings
after them.
"""

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookbuild.parse.characters import one_line, xml_text
from bookbuild.parse.syntax.flattening import BREAKS
from bookbuild.parse.vocabulary import TYPED

_WORDS = frozenset({"code_inline", "text", "text_special"})


def typed_words_plugin(md: MarkdownIt) -> None:
    """Keep the typed words of each heading in a private attribute."""
    md.core.ruler.after("inline", "typed_words", _keep_typed_words)


def _keep_typed_words(state: StateCore) -> None:
    for heading, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if heading.type == "heading_open":
            heading.attrSet(TYPED, one_line(xml_text("".join(_words(inline.children or ())))))


def _words(children: Iterable[Token]) -> Iterable[str]:
    for child in children:
        if child.type in _WORDS:
            yield child.content
        elif child.type in BREAKS:
            yield " "
