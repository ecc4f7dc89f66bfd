"""Uses of terms in a rendered body: links to the meanings of terms, ids, and what abbreviations stand for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from bookbuild.model import ORIGIN
from bookbuild.render.apparatus.signs import EXPANDED, FIRST, KEPT_OUT, LINKED, NUMBER, SHORT, USE, use_id
from bookbuild.render.trees import Element, add_class, pop_attribute, unwrap

TERM = "term"
"""The class of words that are linked to their meaning, and of others that are found as a term."""


@dataclass(frozen=True, slots=True)
class TermStyle:
    """How uses of terms are shown. `link` returns the attributes of the link to a term in an article (the keys of
    both). On paper every use has an id, as a place that the glossary names, and an abbreviation an expansion that is
    read aloud; on screens it has a title.
    """

    link: Callable[[str, str], Mapping[str, str]]
    is_print: bool = False


def show_terms(tree: Element, key: str, style: TermStyle | None) -> None:
    """Turn the marks of uses in the body of an article (its key) into links and ids; without a style, into words."""
    for span in list(tree.iter("span")):
        pop_attribute(span, KEPT_OUT)
        number, term = pop_attribute(span, NUMBER), pop_attribute(span, USE)
        values = {name: pop_attribute(span, name) for name in (LINKED, FIRST, SHORT, EXPANDED)}
        if not term or style is None:
            _drop_if_plain(span)
            continue
        if values[LINKED]:
            _link(span, style.link(key, term))
        if number and not span.get("id") and (values[LINKED] or values[FIRST] or style.is_print):
            span.set("id", use_id(key, number))
        elif number and span.get("id"):  # links may lead to it
            _begin_with_id(span, use_id(key, number))
        if values[SHORT]:
            _explain(span, values[SHORT], style, is_expanded=bool(values[EXPANDED]))
        _drop_if_plain(span)


def _drop_if_plain(span: Element) -> None:
    if all(str(name).startswith(ORIGIN) for name in span.attrib):
        unwrap(span)


def _link(span: Element, attributes: Mapping[str, str]) -> None:
    span.tag = "a"
    add_class(span, TERM)
    for name, value in attributes.items():
        span.set(name, value)


def _begin_with_id(span: Element, own: str) -> None:
    place = etree.Element("span", {"id": own})
    place.tail, span.text = span.text, None
    span.insert(0, place)


def _explain(span: Element, words: str, style: TermStyle, *, is_expanded: bool) -> None:
    """Say what an abbreviation stands for."""
    if style.is_print:
        span.set("data-expansion", words)
    else:
        inside = etree.Element("abbr", {"title": words})
        inside.text, span.text = span.text, None
        inside.extend(list(span))
        span.append(inside)
    if is_expanded:
        expansion = etree.Element("span", {"class": "term-expansion"})
        expansion.text, expansion.tail, span.tail = f" ({words})", span.tail, None
        span.addnext(expansion)


def linked_terms(tree: Element) -> Iterator[tuple[Element, str]]:
    """Yield each link of a rendered body to the meaning of a term, with its address."""
    for link in tree.iter("a"):
        if TERM in (link.get("class") or "").split():
            yield link, link.get("href") or ""
