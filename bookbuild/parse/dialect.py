"""The Markdown that articles are written in: CommonMark with extensions for guides."""

import functools
from collections.abc import Callable

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from bookbuild.model.syntax import OURS, Syntax
from bookbuild.parse.constructs import (
    attribute_headings,
    drop_summary_mark,
    enclose_figures,
    open_blocks,
    render_note_mark,
    set_task_classes,
)
from bookbuild.parse.fences import fences_plugin
from bookbuild.parse.flavours import extend
from bookbuild.parse.listing_captions import enclose_listings
from bookbuild.parse.subfigures import enclose_subfigures
from bookbuild.parse.syntax.abbreviations import abbreviations_plugin
from bookbuild.parse.syntax.alerts import alerts_plugin
from bookbuild.parse.syntax.attribute_lists import attribute_lists_plugin
from bookbuild.parse.syntax.bare_addresses import bare_addresses_plugin
from bookbuild.parse.syntax.blanks import blanks_plugin
from bookbuild.parse.syntax.block_ids import block_ids_plugin
from bookbuild.parse.syntax.citations import citations_plugin
from bookbuild.parse.syntax.comments import comments_plugin
from bookbuild.parse.syntax.continued_lists import continued_lists_plugin
from bookbuild.parse.syntax.cross_references import cross_references_plugin
from bookbuild.parse.syntax.definition_terms import definition_terms_plugin
from bookbuild.parse.syntax.diagrams import diagrams_plugin
from bookbuild.parse.syntax.emoji import emoji_plugin
from bookbuild.parse.syntax.foreign import foreign_plugin
from bookbuild.parse.syntax.formulas import formulas_plugin
from bookbuild.parse.syntax.grid_tables import grid_tables_plugin
from bookbuild.parse.syntax.highlights import highlights_plugin
from bookbuild.parse.syntax.html_tags import html_tags_plugin
from bookbuild.parse.syntax.insertions import insertions_plugin
from bookbuild.parse.syntax.line_blocks import line_blocks_plugin
from bookbuild.parse.syntax.line_separators import line_separators_plugin
from bookbuild.parse.syntax.list_numbers import list_numbers_plugin
from bookbuild.parse.syntax.markdown_in_html import markdown_in_html_plugin
from bookbuild.parse.syntax.note_marks import note_marks_plugin
from bookbuild.parse.syntax.notes import move_calls_from_alternatives, notes_plugin
from bookbuild.parse.syntax.ornaments import ornaments_plugin
from bookbuild.parse.syntax.page_breaks import is_page_break, page_breaks_plugin
from bookbuild.parse.syntax.pipe_tables import pipe_tables_plugin
from bookbuild.parse.syntax.references import references_plugin
from bookbuild.parse.syntax.scripts import scripts_plugin
from bookbuild.parse.syntax.spaced_addresses import spaced_addresses_plugin
from bookbuild.parse.syntax.spans import spans_plugin
from bookbuild.parse.syntax.survey import survey_plugin
from bookbuild.parse.syntax.typed_words import typed_words_plugin
from bookbuild.parse.syntax.typographic_marks import typographic_marks_plugin
from bookbuild.parse.syntax.unclosed import unclosed_plugin
from bookbuild.parse.syntax.unclosed_brackets import unclosed_brackets_plugin
from bookbuild.parse.syntax.verbatim import verbatim_plugin
from bookbuild.parse.syntax.wiki import wiki_plugin
from bookbuild.parse.worksheets import is_field

MAX_NESTING = 60
"""Blocks nested deeper than this are left out, with a diagnostic."""

_PLUGINS: tuple[Callable[[MarkdownIt], None], ...] = (
    attribute_lists_plugin,
    spans_plugin,
    alerts_plugin,
    blanks_plugin,
    highlights_plugin,
    scripts_plugin,
    insertions_plugin,
    line_blocks_plugin,
    list_numbers_plugin,
    ornaments_plugin,
    abbreviations_plugin,
    page_breaks_plugin,
    block_ids_plugin,
    comments_plugin,
    formulas_plugin,
    cross_references_plugin,
    emoji_plugin,
    foreign_plugin,  # after formulas, which are LaTeX too
    markdown_in_html_plugin,
    spaced_addresses_plugin,
    survey_plugin,
    unclosed_plugin,
    verbatim_plugin,
    wiki_plugin,
)


class Dialect(MarkdownIt):
    """CommonMark parser that leaves addresses as written; `parse.addresses` checks them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        """Return an address as it is."""
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's name
        """Accept any address."""
        return True


def dialect(language: str, *, flavour: str = "", syntax: Syntax = OURS) -> Dialect:
    """Return the parser for texts in a language (BCP 47), which decides the typographic marks.

    `flavour` is the Markdown that they are written in, of `FLAVOURS`, or empty for ours; `syntax` is the project's.
    """
    return _dialect(language, flavour, syntax)


@functools.lru_cache(maxsize=32)
def _dialect(language: str, flavour: str, syntax: Syntax) -> Dialect:
    options = {"maxNesting": MAX_NESTING, "tasklists": True}
    md = Dialect("commonmark", options)
    md.enable(["table", "strikethrough"])
    deflist_plugin(md)
    definition_terms_plugin(md)
    footnote_plugin(md, always_match_refs=True)
    note_marks_plugin(md)
    unclosed_brackets_plugin(md)
    line_separators_plugin(md)
    bare_addresses_plugin(md)
    fences_plugin(md, lambda info: is_page_break(info) or is_field(info))
    html_tags_plugin(md)
    references_plugin(md)
    typed_words_plugin(md)
    md.core.ruler.before("inline", "named_blocks", open_blocks)
    md.core.ruler.before("inline", "heading_attributes", attribute_headings)
    md.core.ruler.before("inline", "summary_mark", drop_summary_mark)
    md.core.ruler.before("inline", "task_names", set_task_classes)
    typographic_marks_plugin(md, language)
    md.core.ruler.before("footnote_tail", "figures", enclose_figures)
    md.core.ruler.before("footnote_tail", "subfigures", enclose_subfigures)
    md.core.ruler.before("footnote_tail", "listings", enclose_listings)
    notes_plugin(md)
    pipe_tables_plugin(md)
    grid_tables_plugin(md)
    continued_lists_plugin(md)
    md.add_render_rule("footnote_ref", render_note_mark)
    for plugin in _PLUGINS:
        plugin(md)
    md.core.ruler.before("figures", "calls_in_pictures", move_calls_from_alternatives)  # after their attributes
    if syntax.has_sources:
        citations_plugin(md)
    if syntax.diagrams:
        diagrams_plugin(md, syntax)
    extend(md, flavour)
    return md
