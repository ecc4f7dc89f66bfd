"""The Markdown that articles are written in: CommonMark with extensions for guides."""

import functools
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, replace, smartquotes
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from bookbuild.parse.constructs import (
    attribute_headings,
    drop_summary_mark,
    enclose_figures,
    open_blocks,
    parse_captions,
    render_note_mark,
    set_task_classes,
)
from bookbuild.parse.fences import fences_plugin
from bookbuild.parse.quotes import quotes_of
from bookbuild.parse.syntax.abbreviations import abbreviations_plugin
from bookbuild.parse.syntax.alerts import alerts_plugin
from bookbuild.parse.syntax.attribute_lists import attribute_lists_plugin
from bookbuild.parse.syntax.highlights import highlights_plugin
from bookbuild.parse.syntax.html_blocks import html_blocks_plugin
from bookbuild.parse.syntax.html_tags import html_tags_plugin
from bookbuild.parse.syntax.page_breaks import is_page_break, page_breaks_plugin
from bookbuild.parse.syntax.scripts import scripts_plugin
from bookbuild.parse.syntax.spans import spans_plugin
from bookbuild.parse.worksheets import is_field

MAX_NESTING = 60
"""Blocks nested deeper than this are left out, with a diagnostic."""

_PLUGINS: tuple[Callable[[MarkdownIt], None], ...] = (
    attribute_lists_plugin,
    spans_plugin,
    alerts_plugin,
    highlights_plugin,
    scripts_plugin,
    abbreviations_plugin,
    page_breaks_plugin,
)


class Dialect(MarkdownIt):
    """CommonMark parser that leaves addresses as written; `parse.addresses` checks them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        """Return an address as it is."""
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's name
        """Accept any address."""
        return True


def typeset(text: str, language: str) -> str:
    """Return a plain text with typographic quotation marks and dashes, as in the text of an article."""
    words = Token("text", "", 0, content=text)
    state = StateCore("", dialect(language), {}, [Token("inline", "", 0, content=text, children=[words])])
    replace(state)
    smartquotes(state)
    return words.content


def dialect(language: str) -> Dialect:
    """Return the parser for texts in a language (BCP 47), which decides the quotation marks."""
    return _dialect(quotes_of(language))


@functools.cache
def _dialect(quotes: tuple[str, str, str, str]) -> Dialect:
    options = {"maxNesting": MAX_NESTING, "typographer": True, "quotes": list(quotes), "tasklists": True}
    md = Dialect("commonmark", options)
    md.enable(["table", "strikethrough", "replacements", "smartquotes"])
    deflist_plugin(md)
    footnote_plugin(md, always_match_refs=True)
    fences_plugin(md, lambda info: is_page_break(info) or is_field(info))
    html_blocks_plugin(md)
    html_tags_plugin(md)
    md.core.ruler.before("inline", "named_blocks", open_blocks)
    md.core.ruler.before("inline", "heading_attributes", attribute_headings)
    md.core.ruler.before("inline", "summary_mark", drop_summary_mark)
    md.core.ruler.before("inline", "task_names", set_task_classes)
    md.core.ruler.after("inline", "captions", parse_captions)
    md.core.ruler.before("replacements", "figures", enclose_figures)
    md.add_render_rule("footnote_ref", render_note_mark)
    for plugin in _PLUGINS:
        plugin(md)
    return md
