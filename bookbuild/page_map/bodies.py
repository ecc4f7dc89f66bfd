"""Bodies of articles as trees, and their letters, by which places in a text are counted."""

from collections.abc import Iterator

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml names its element type so

_EPUB = "http://www.idpf.org/2007/ops"
_HYPHENS = frozenset("\u00ad\u2010-")


def tree_of(markup: str) -> Element:
    """Parse a body into a tree under one ``div``."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(f'<div xmlns:epub="{_EPUB}">{markup}</div>', parser)


def markup_of(tree: Element) -> str:
    """Return the content of a tree's root, without the root."""
    whole = etree.tostring(tree, encoding="unicode")
    return whole[whole.index(">") + 1 : -len("</div>")] if not whole.endswith("/>") else ""


def letters_in(text: str) -> int:
    """Return how many letters a text has: characters without regard to case, neither white space nor hyphens."""
    return sum(map(_count, text))


def place_of_letter(text: str, letters: int) -> int:
    """Return the index of the letter that has this number of letters before it, or the length of the text."""
    for index, character in enumerate(text):
        count = _count(character)
        if count and letters <= 0:
            return index
        letters -= count
    return len(text)


def _count(character: str) -> int:
    return 0 if character.isspace() or character in _HYPHENS else len(character.casefold())


def own_texts(element: Element) -> Iterator[tuple[Element, str, str]]:
    """Yield the pieces of an element's own text: what holds each (``text`` or ``tail`` of an element) and the piece."""
    if element.text:
        yield element, "text", element.text
    for child in element:
        if child.tail:
            yield child, "tail", child.tail
