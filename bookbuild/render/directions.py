"""Directions of text: code and scales run from left to right in books that run from right to left."""

from bookbuild.bidi import direction_of
from bookbuild.model import Article
from bookbuild.render.trees import Element, has_class

_CODE = frozenset({"pre", "code", "kbd", "samp", "tt"})


def set_directions(tree: Element, article: Article, direction: str) -> None:
    """Mark what runs from left to right in any book, in the body of an article. Nothing is marked where all text does.

    `direction` is the book's; an article in a language of its own has its language's.
    """
    if (direction_of(article.language) if article.language else direction) == "ltr":
        return
    for element in tree.iter():
        is_inside_code = (parent := element.getparent()) is not None and parent.tag in _CODE
        if (element.tag in _CODE and not is_inside_code) or has_class(element, "scale-step"):
            element.set("dir", element.get("dir") or "ltr")
