"""A body for the HTML file: notes that open where they are called, and worksheets as fields of a form."""

from collections.abc import Mapping

from lxml import etree

from bookbuild.model import Article
from bookbuild.render.body import RenderContext, note_trees, prepare_body
from bookbuild.render.directions import set_directions
from bookbuild.render.epub_body import set_callout_roles
from bookbuild.render.line_breaks import mark_line_breaks
from bookbuild.render.narrow_screens import make_cards, make_scrollable
from bookbuild.render.picture_sizes import size_on_screen
from bookbuild.render.trees import Element, add_class, has_class, markup_of, pop_attribute, tree_of
from bookbuild.render.worksheets import draw_worksheets

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FORM = ("data-field", "data-name", "data-label")


def html_body(article: Article, context: RenderContext) -> str:
    """Return an article's body, and its notes after it, as XHTML without namespaces."""
    tree = tree_of(article.body)
    prepare_body(tree, article, context)
    draw_worksheets(tree, article.key, context.labels)
    make_cards(tree)
    make_scrollable(tree, article.title)
    for field in list(tree.iter()):
        if isinstance(field.tag, str) and field.get("data-field"):
            _make_field(field)
    for section in tree.iter("section"):
        if has_class(section, "answer"):
            section.tag = "div"  # a section should have a heading, an answer has a title at most
    set_callout_roles(tree)
    notes = note_trees(article, context)
    for part in (tree, *notes):
        set_directions(part, article, context.direction)
    size_on_screen((tree, *notes))
    for part in (tree, *notes):
        _call_notes(part, article.key, context.labels)
        mark_line_breaks(part)
    if notes:
        tree.append(_notes(notes, article, context.labels))
    for element in tree.iter():
        if language := pop_attribute(element, _XML_LANG):
            element.set("lang", language)
    return markup_of(tree)


# ── Notes ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _call_notes(tree: Element, key: str, labels: Mapping[str, str]) -> None:
    """Make footnote marks buttons that open their note. They need no script (HTML, 6.12: the popover attribute)."""
    for mark in list(tree.iter("sup")):
        if number := pop_attribute(mark, "data-note"):
            attributes = {"type": "button", "class": "note-call", "popovertarget": f"{key}_note-{number}"}
            button = etree.SubElement(mark, "button", attributes)
            button.set("aria-label", f"{labels['notes']} {number}")
            button.text = number


def _notes(notes: tuple[Element, ...], article: Article, labels: Mapping[str, str]) -> Element:
    label = f"{labels['notes']}: {article.title}"
    section = etree.Element("section", {"class": "notes", "role": "doc-endnotes", "aria-label": label})
    for number, note in enumerate(notes, 1):
        aside = etree.SubElement(
            section, "div", {"id": f"{article.key}_note-{number}", "class": "note", "popover": "auto"}
        )
        aside.set("role", "note")
        aside.extend(list(note))
        if not len(aside) or aside[0].tag != "p":
            aside.insert(0, etree.Element("p"))
        mark = etree.Element("span", {"class": "note-number"})
        mark.text, mark.tail = f"{number}.", f" {aside[0].text or ''}"
        aside[0].text = None
        aside[0].insert(0, mark)
    return section


# ── Worksheets ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _make_field(field: Element) -> None:
    """Turn a place to write into a form field; its name is unique in the book."""
    kind, name, label = (pop_attribute(field, attribute) for attribute in _FORM)
    if kind == "choice":
        _make_choice(field, name, label)
    elif kind == "tick":
        _become(field, "input", {"type": "checkbox", "name": name, "aria-label": label})
    elif kind == "line":
        _become(field, "input", {"type": "text", "name": name, "aria-label": label})
    elif field.tag == "td":
        area = {"class": "cell", "name": name, "rows": "1", "aria-label": label}
        etree.SubElement(field, "textarea", area)
    else:
        rows = str(max(2, len(field))) if has_class(field, "writing-lines") else "8"
        _become(field, "textarea", {"name": name, "rows": rows, "aria-label": label})


def _become(element: Element, tag: str, attributes: Mapping[str, str]) -> None:
    """Turn an element into another, empty one; its classes and the text after it stay."""
    for child in list(element):
        element.remove(child)
    element.text, element.tag = None, tag
    for name in ("style", "role", "aria-label"):
        pop_attribute(element, name)
    for name, value in attributes.items():
        element.set(name, value)


def _make_choice(scale: Element, name: str, label: str) -> None:
    """Turn the steps of a scale into radio buttons, of which one can be chosen."""
    scale.set("role", "radiogroup")
    scale.set("aria-label", label)
    for mark in list(scale.iter("span")):
        if number := pop_attribute(mark, "data-option"):
            own = pop_attribute(mark, "data-label")
            attributes = {"type": "radio", "name": name, "value": number, "aria-label": own}
            _become(mark, "input", attributes)
            add_class(mark, "scale-option")
