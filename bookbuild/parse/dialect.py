"""The Markdown that articles are written in: CommonMark with extensions for guides."""

import functools

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
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
from bookbuild.parse.syntax.bare_addresses import bare_addresses_plugin
from bookbuild.parse.syntax.html_blocks import html_blocks_plugin
from bookbuild.parse.syntax.html_tags import html_tags_plugin
from bookbuild.parse.syntax.line_separators import line_separators_plugin
from bookbuild.parse.syntax.note_marks import note_marks_plugin
from bookbuild.parse.syntax.typographic_marks import typographic_marks_plugin
from bookbuild.parse.syntax.unclosed_brackets import unclosed_brackets_plugin
from bookbuild.parse.worksheets import is_field

MAX_NESTING = 60
"""Blocks nested deeper than this are left out, with a diagnostic."""

_ATTRIBUTES = ("id", "class", "lang", "dir", "title", "width", "height", "start", "reversed", "type")


class Dialect(MarkdownIt):
    """CommonMark parser that leaves addresses as written; `parse.addresses` checks them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        """Return an address as it is."""
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's name
        """Accept any address."""
        return True


def dialect(language: str) -> Dialect:
    """Return the parser for texts in a language (BCP 47), which decides the typographic marks."""
    return _dialect(language)


@functools.lru_cache(maxsize=32)
def _dialect(language: str) -> Dialect:
    options = {"maxNesting": MAX_NESTING, "tasklists": True}
    md = Dialect("commonmark", options)
    md.enable(["table", "strikethrough"])
    deflist_plugin(md)
    footnote_plugin(md, always_match_refs=True)
    note_marks_plugin(md)
    unclosed_brackets_plugin(md)
    line_separators_plugin(md)
    bare_addresses_plugin(md)
    attrs_plugin(md, allowed=_ATTRIBUTES)
    attrs_block_plugin(md, allowed=_ATTRIBUTES)
    fences_plugin(md, is_field)
    html_blocks_plugin(md)
    html_tags_plugin(md)
    md.core.ruler.before("inline", "named_blocks", open_blocks)
    md.core.ruler.before("inline", "heading_attributes", attribute_headings)
    md.core.ruler.before("inline", "summary_mark", drop_summary_mark)
    md.core.ruler.before("inline", "task_names", set_task_classes)
    md.core.ruler.after("inline", "captions", parse_captions)
    md.core.ruler.before("text_join", "figures", enclose_figures)
    typographic_marks_plugin(md, language)
    md.add_render_rule("footnote_ref", render_note_mark)
    return md
