"""Bodies of articles as trees: parsing, serialising, and common changes."""

from collections.abc import Iterator

from lxml import etree

EPUB = "http://www.idpf.org/2007/ops"
MATH = "{http://www.w3.org/1998/Math/MathML}math"
Element = etree._Element  # noqa: SLF001 - lxml names its element type so


def tree_of(markup: str) -> Element:
    """Parse a body into a tree under one ``div``."""
    return etree.fromstring(f'<div xmlns:epub="{EPUB}">{markup}</div>', _parser())


def _parser() -> etree.XMLParser:  # a 5 MB article exceeds libxml2's default limits
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def markup_of(tree: Element) -> str:
    """Return the content of a tree's root as XHTML, without the root, which has the namespace declarations."""
    whole = etree.tostring(tree, encoding="unicode")
    return whole[whole.index(">") + 1 : -len("</div>")] if not whole.endswith("/>") else ""


def has_class(element: Element, name: str) -> bool:
    """Return whether an element has a class."""
    return name in (element.get("class") or "").split()


def add_class(element: Element, name: str) -> None:
    """Add a class to an element."""
    element.set("class", f"{element.get('class') or ''} {name}".strip())


def words_of(element: Element) -> str:
    """Return the text of an element, in one line; a formula in plain characters."""
    has_formula = next(element.iter(MATH), None) is not None
    texts = _texts(element) if has_formula else map(str, element.itertext())
    return " ".join("".join(texts).split())


def _texts(element: Element) -> Iterator[str]:
    """Yield the texts of an element, and for a formula the text that stands for it."""
    if next(element.iter(MATH), None) is None:
        yield from map(str, element.itertext())
        return
    yield element.text or ""
    for child in element:
        alternative = child.get("alttext") if child.tag == MATH else None
        yield from _texts(child) if alternative is None else [alternative]
        yield child.tail or ""


def pop_attribute(element: Element, name: str) -> str:
    """Remove an attribute and return its value, or an empty string if there is none."""
    value = element.get(name)
    if value is not None:
        del element.attrib[name]
    return value or ""


def unwrap(element: Element) -> None:
    """Replace an element by its content."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.text:
        _append_text(parent, before, element.text)
    index = parent.index(element)
    last = before
    for child in list(element):
        parent.insert(index, child)
        index, last = index + 1, child
    if element.tail:
        _append_text(parent, last, element.tail)
    parent.remove(element)


def _append_text(parent: Element, before: Element | None, text: str) -> None:
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text


def detach(element: Element) -> None:
    """Remove an element from its parent, but keep its tail, the text after it."""
    parent = element.getparent()
    if parent is not None:
        if element.tail:
            _append_text(parent, element.getprevious(), element.tail)
            element.tail = None
        parent.remove(element)
