"""The ground of a drawing: whether the page shows through it."""

from lxml import etree

from bookbuild.images.drawings.measures import size_of, view_box
from bookbuild.images.drawings.names import Element, local_name, number_of
from bookbuild.images.drawings.plain import properties

_UNDRAWN = frozenset({"title", "desc", "defs", "style", "metadata", "symbol"})
_CLEAR = ("none", "transparent", "rgba", "hsla", "url")


def is_clear(root: Element) -> bool:
    """Return whether a drawing has no ground of its own: no background, and no rectangle under all of it."""
    own = properties(root)
    background = own.get("background-color") or own.get("background") or "none"
    if not background.startswith(_CLEAR):
        return False
    shapes = (one for one in root.iterchildren(etree.Element) if local_name(one) not in _UNDRAWN)
    first = next(shapes, None)
    while first is not None and local_name(first) == "g" and len(first) and not first.get("transform"):
        first = first[0]
    return first is None or not _covers(first, root)


def _covers(shape: Element, root: Element) -> bool:
    values = properties(shape)
    x, y, wide, high = view_box(root) or (0.0, 0.0, *size_of(root))
    opacity = min(number_of(values.get(name), 1.0) for name in ("opacity", "fill-opacity"))
    if local_name(shape) != "rect" or "transform" in values or opacity < 1:
        return False
    left, top = number_of(values.get("x")), number_of(values.get("y"))
    whole = {"width": wide, "height": high}
    sides = [whole[name] if values.get(name) == "100%" else number_of(values.get(name)) for name in whole]
    inside = left > x or top > y or left + sides[0] < x + wide or top + sides[1] < y + high
    return not inside and not values.get("fill", "black").startswith(_CLEAR)
