"""Elements of bodies with a mark that says which they are, so that they are known again in what is rendered of them."""

from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from bookbuild.model import ORIGIN, Article, Book
from bookbuild.page_map.bodies import Element, markup_of, tree_of


@dataclass(frozen=True, slots=True)
class Origins:
    """A book whose elements have marks, in the attribute `name`: the key of the article, a space, and their index."""

    book: Book
    name: str

    @classmethod
    def of(cls, book: Book) -> "Origins":
        """Return a book with marks, in an attribute that none of its articles has."""
        name = ORIGIN
        while any(name in article.body for article in book.articles()):
            name += "-x"
        return cls(book.mapped(lambda article: _marked(article, name)), name)

    def without_marks(self, xhtml: str) -> str:
        """Return a document that was rendered of the book as it is without marks."""
        first, *others = xhtml.split(f' {self.name}="')
        return first + "".join(one.partition('"')[2] for one in others)

    def origin_of(self, element: ET.Element) -> tuple[str, int] | None:
        """Return the article's key and the index of an element that was rendered, or None for one that was added."""
        key, _, index = element.get(self.name, "").rpartition(" ")
        return (key, int(index)) if key else None


def _marked(article: Article, name: str) -> Article:
    tree = tree_of(article.body)
    for index, element in enumerate(elements_of(tree)):
        element.set(name, f"{article.key} {index}")
    return replace(article, body=markup_of(tree))


def elements_of(tree: Element) -> list[Element]:
    """Return the elements of a body in the order of the document, without its root."""
    return list(tree.iter("*"))[1:]
