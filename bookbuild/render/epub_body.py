"""A body for the EPUB: notes at its end, with ``epub:type`` and DPUB-ARIA roles on the same elements."""

from collections.abc import Mapping

from lxml import etree

from bookbuild.model import Article
from bookbuild.render.apparatus.pop_ups import PopUps
from bookbuild.render.body import RenderContext, note_trees, prepare_body
from bookbuild.render.breaks import mark_bold_lines
from bookbuild.render.directions import set_directions
from bookbuild.render.line_breaks import mark_line_breaks
from bookbuild.render.narrow_screens import make_cards, name_columns
from bookbuild.render.page_marks import set_page_breaks
from bookbuild.render.picture_sizes import size_on_screen
from bookbuild.render.trees import EPUB, Element, has_class, markup_of, pop_attribute, tree_of
from bookbuild.render.worksheets import describe_worksheets, draw_worksheets

TYPE = f"{{{EPUB}}}type"
CALLOUT_ROLES = {"callout-tip": "doc-tip", "callout-example": "doc-example"}
"""DPUB-ARIA 1.1 roles that an ``aside`` may have; other callouts are plain notes."""


def epub_body(article: Article, context: RenderContext, pop_ups: PopUps | None = None) -> str:
    """Return an article's body, its notes and the meanings of its linked terms for its content document."""
    tree = tree_of(article.body)
    prepare_body(tree, article, context)
    draw_worksheets(tree, article.key, context.labels)
    describe_worksheets(tree, context.labels)
    mark_bold_lines(tree)
    make_cards(tree)
    name_columns(tree)
    set_callout_roles(tree)
    for quotation in tree.iter("blockquote"):
        if has_class(quotation, "epigraph"):
            quotation.attrib.update({TYPE: "epigraph", "role": "doc-epigraph"})
    for callout in tree.iter("aside"):
        if has_class(callout, "callout-tip"):
            callout.set(TYPE, "tip")
    notes = note_trees(article, context)
    for part in (tree, *notes):
        set_directions(part, article, context.direction)
    size_on_screen((tree, *notes))
    called: set[str] = set()
    for part in (tree, *notes):
        _refer_to_notes(part, article.key, called)
        mark_line_breaks(part)
    set_page_breaks(tree)
    if notes:
        tree.append(_endnotes(notes, article.key, context.labels))
    if pop_ups and (meanings := pop_ups.of(tree, article.key)) is not None:
        tree.append(meanings)
    return markup_of(tree)


def set_callout_roles(tree: Element) -> None:
    """Set the role of each callout: that of DPUB-ARIA, or ``note``."""
    for callout in tree.iter("aside"):
        if has_class(callout, "callout"):
            kind = next((name for name in CALLOUT_ROLES if has_class(callout, name)), "")
            callout.set("role", CALLOUT_ROLES.get(kind, "note"))


def _refer_to_notes(tree: Element, key: str, called: set[str]) -> None:
    """Turn footnote marks into links. A note's back link leads to its first mark; `called` collects the notes seen."""
    for mark in list(tree.iter("sup")):
        if number := pop_attribute(mark, "data-note"):
            link = etree.SubElement(
                mark, "a", {"href": f"#{key}_note-{number}", "role": "doc-noteref", TYPE: "noteref"}
            )
            link.text = number
            if number not in called:
                link.set("id", f"{key}_ref-{number}")
                called.add(number)


def _endnotes(notes: tuple[Element, ...], key: str, labels: Mapping[str, str]) -> Element:
    section = etree.Element("section", {"class": "notes", "role": "doc-endnotes", TYPE: "endnotes"})
    section.set("aria-label", labels["notes"])
    for number, note in enumerate(notes, 1):
        aside = etree.SubElement(
            section, "aside", {"id": f"{key}_note-{number}", "role": "doc-footnote", TYPE: "footnote"}
        )
        aside.extend(list(note))
        if not len(aside) or aside[0].tag != "p":
            aside.insert(0, etree.Element("p"))
        _back_link(aside[0], number, key, labels["back-to-text"])
    return section


def _back_link(paragraph: Element, number: int, key: str, label: str) -> None:
    link = etree.Element("a", {"href": f"#{key}_ref-{number}", "class": "note-number", "role": "doc-backlink"})
    link.set("aria-label", f"{number}. {label}")
    link.text = f"{number}."
    link.tail = f" {paragraph.text or ''}"
    paragraph.text = None
    paragraph.insert(0, link)
