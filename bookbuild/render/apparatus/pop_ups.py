"""Meanings of terms at the end of an article, to which its linked terms lead: reading systems show them on the page."""

from collections.abc import Mapping
from functools import cached_property
from itertools import takewhile

from lxml import etree

from bookbuild.model import Book
from bookbuild.render.apparatus.term_links import linked_terms
from bookbuild.render.body import prepare_body
from bookbuild.render.contexts import Contexts
from bookbuild.render.trees import EPUB, Element, detach, pop_attribute, tree_of

_TYPE = f"{{{EPUB}}}type"
_IN_ID = "_term-"


def pop_up_link(book: Book, article: str, term: str) -> Mapping[str, str]:
    """Return the attributes of a link to the meaning of a term (its key) at the end of an article (its key); in the
    glossary, of one to its entry.
    """
    if book.glossary is not None and book.glossary.article.key == article:
        return {"href": f"#{article}.{term}"}
    return {"href": f"#{article}{_IN_ID}{term}", "role": "doc-glossref", _TYPE: "glossref"}


class PopUps:
    """The meanings of the terms of a book, for the ends of its articles."""

    def __init__(self, book: Book, contexts: Contexts, labels: Mapping[str, str]) -> None:
        self._book, self._contexts, self._labels = book, contexts, labels

    def of(self, tree: Element, key: str) -> Element | None:
        """Return the meanings of the terms that are linked in the body of an article (its key), or None."""
        if self._book.glossary is None:
            return None
        links: dict[str, Element] = {}
        for link, href in linked_terms(tree):
            if href.startswith(f"#{key}{_IN_ID}"):
                links.setdefault(href.partition(_IN_ID)[2], link)
        if not links:
            return None
        section = etree.Element("section", {"class": "notes terms"})
        section.set("aria-label", self._labels["glossary"])
        for term, link in links.items():
            section.append(self._meaning(term, link, key))
        return section

    def _meaning(self, term: str, link: Element, key: str) -> Element:
        aside = etree.Element("aside", {"id": f"{key}{_IN_ID}{term}", "role": "doc-footnote", _TYPE: "footnote"})
        words, meaning = self._entries[term]
        paragraph = etree.SubElement(aside, "p")
        back = etree.SubElement(paragraph, "a", {"href": f"#{link.get('id')}", "role": "doc-backlink"})
        back.set("aria-label", f"{''.join(map(str, words.itertext()))}. {self._labels['back-to-text']}")
        name = etree.SubElement(back, "dfn")
        name.text = words.text
        name.extend([_copy(child) for child in words])
        first, *others = [_copy(child) for child in meaning] or [etree.Element("p")]
        opening = first if first.tag == "p" else _take_opening(first)
        back.tail = f"\N{EN SPACE}{opening.text or ''}"
        paragraph.extend(list(opening))
        aside.extend([first, *others] if first is not opening and len(first) else others)
        return aside

    @cached_property
    def _entries(self) -> Mapping[str, tuple[Element, Element]]:
        """The words and the meaning of each term, as paragraphs."""
        glossary = self._book.glossary
        if glossary is None:
            return {}
        from bookbuild.render.apparatus.glossary import entries_of  # noqa: PLC0415 - only books with terms need it

        context = self._contexts.of(glossary.article, None)
        found: dict[str, tuple[Element, Element]] = {}
        for key, entry in entries_of(glossary)[1].items():
            words, meaning = tree_of(entry.words), tree_of(entry.meaning)
            for part in (words, meaning):
                prepare_body(part, glossary.article, context)
                _as_paragraphs(part)
            found[key] = (words, meaning)
        return found


def _copy(element: Element) -> Element:
    copied = etree.fromstring(etree.tostring(element))
    copied.tail = element.tail
    return copied


def _take_opening(block: Element) -> Element:
    """Remove the first paragraph of a block, or the text before its first one, and return it as a paragraph."""
    first = next(iter(block), None)
    if first is not None and first.tag == "p" and not (block.text or "").strip():
        block.remove(first)
        return first
    opening = etree.Element("p")
    opening.text, block.text = block.text, None
    opening.extend(list(takewhile(lambda child: child.tag not in _BLOCKS, block)))
    return opening


def _as_paragraphs(tree: Element) -> None:
    """Turn the meanings of an entry into paragraphs, without what can be in a book once: ids, and calls of notes."""
    for element in list(tree.iter("dd")):
        element.tag = "div" if any(child.tag in _BLOCKS for child in element) else "p"
    for element in list(tree.iter()):
        pop_attribute(element, "id")
    for mark in list(tree.iter("sup")):
        if mark.get("data-note"):
            detach(mark)


_BLOCKS = frozenset(
    {"p", "ul", "ol", "dl", "div", "blockquote", "figure", "table", "pre", "aside", "hr"}
    | {f"h{level}" for level in range(1, 7)}
)
