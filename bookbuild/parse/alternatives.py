"""Images of a body: their text alternatives, their captions, and which of them are decoration."""

from collections.abc import Iterable, Iterator

from bookbuild.model import ImageUse
from bookbuild.parse.markup import Node, plain_text, walk
from bookbuild.parse.vocabulary import LINE

DECORATIVE = "decorative"
"""The class of an image that says nothing, and is not read aloud."""


def image_uses(nodes: Iterable[Node]) -> Iterator[ImageUse]:
    """Yield the images among the nodes of a body. Those that are decoration get the class and an empty alternative."""
    nodes = list(nodes)
    figures = {id(image): figure for figure in nodes if figure.tag == "figure" for image in _images(figure.children)}
    for image in _images(nodes, deep=False):
        figure = figures.get(id(image))
        line = int(image.attrs.get(LINE, 1))
        lacking = _lacking_description(image, nodes)
        if _is_decorative(image) or (figure is not None and _is_decorative(figure)):
            _mark(image)
            yield ImageUse(image.attrs["src"], line, "", lacking=lacking)
        else:
            image.attrs.pop("role", None)
            caption = _caption(figure) if figure else ""
            yield ImageUse(image.attrs["src"], line, image.attrs["alt"] or None, caption, lacking)


def _images(nodes: Iterable[object], *, deep: bool = True) -> Iterator[Node]:
    found = walk(list(nodes)) if deep else nodes  # type: ignore[arg-type]  # children of a node
    return (node for node in found if isinstance(node, Node) and node.tag == "img")


def _is_decorative(node: Node) -> bool:
    return "role" in node.attrs or DECORATIVE in node.attrs.get("class", "").split()


def _mark(image: Node) -> None:
    classes = image.attrs.get("class", "").split()
    image.attrs["alt"] = ""
    image.attrs.pop("role", None)
    image.attrs["class"] = " ".join(dict.fromkeys((*classes, DECORATIVE)))


def _lacking_description(image: Node, nodes: Iterable[Node]) -> str:
    """Return the id of the long description that an image names if nothing has it, and take the name out."""
    wanted = image.attrs.get("aria-details", "")
    if not wanted or any(node.attrs.get("id") == wanted for node in nodes):
        return ""
    return image.attrs.pop("aria-details")


def _caption(figure: Node) -> str:
    captions = [node for node in walk([figure]) if node.tag == "figcaption"]
    return " ".join(plain_text(captions[:1]).split())
