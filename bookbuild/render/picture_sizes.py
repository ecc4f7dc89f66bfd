"""Sizes of pictures that authors set, as styles. No picture is larger than its column or page, or loses its shape.

A body has pixels in ``width`` and ``height``, other lengths in ``data-width`` and ``data-height``, and where there is a
height, the picture's width divided by its height in ``data-shape``. A height alone is turned into a width: so the
picture becomes smaller as a whole where its column is narrow. Where both are given, the width counts, and the height is
the most that the picture may have.
"""

import re
from collections.abc import Iterable

from bookbuild.render.trees import Element, add_class, pop_attribute

_SHAPE = "height:auto;max-height:{};object-fit:contain"
_LENGTH = re.compile(r"([0-9.]+)(.+)")
_TEXT_WIDTH = "calc({0:g} * var(--page-width) - {1:g} * var(--side-margin))"
_TEXT_HEIGHT = "calc({0:g} * var(--page-height) - {0:g} * var(--top-margin) - {0:g} * var(--bottom-margin))"
_MOST_OF_WINDOW = "95vh"
_MOST_OF_PAGE = "calc(var(--page-height) - var(--top-margin) - var(--bottom-margin) - 3em)"
"""The text block without some lines, for a caption and what leads up to the picture."""


def size_on_screen(trees: Iterable[Element]) -> None:
    """Size the pictures of an EPUB or an HTML file, and mark those that the page shows through. Those with a width in
    pixels keep their attributes.
    """
    for tree in trees:
        for image in tree.iter("img"):
            shape = pop_attribute(image, "data-shape")
            if clear := pop_attribute(image, "data-clear"):
                add_class(image, clear)
            if image.get("data-width") or image.get("data-height") or not image.get("width"):
                wide, high = _lengths(image)
                asked = wide or _scaled(high, shape).replace("%", "vh")
                _add_style(image, asked, (wide and high.replace("%", "vh")) or _MOST_OF_WINDOW)


def size_in_print(image: Element) -> None:
    """Size a picture of a page: the layout engine ignores size attributes."""
    shape = pop_attribute(image, "data-shape")
    pop_attribute(image, "data-clear")
    figure = image.getparent()
    if pop_attribute(image, "data-turned") and figure is not None and figure.tag == "figure":
        add_class(figure, "fit-turned")
    wide, high = _lengths(image)
    asked = _share(wide, _TEXT_WIDTH) if wide else _share(_scaled(high, shape), _TEXT_HEIGHT)
    _add_style(image, asked, (wide and _share(high, _TEXT_HEIGHT)) or _MOST_OF_PAGE)


def _lengths(image: Element) -> tuple[str, str]:
    """Return the width and the height that are set, or empty strings, and take them off an image."""
    attributes = {name: pop_attribute(image, name) for name in ("width", "height", "data-width", "data-height")}
    wide, high = (attributes[name] and f"{attributes[name]}px" for name in ("width", "height"))
    return attributes["data-width"] or wide, attributes["data-height"] or high


def _scaled(length: str, factor: str) -> str:
    """Return a length multiplied by a number."""
    match = _LENGTH.fullmatch(length)
    return f"{float(match[1]) * float(factor or 1):g}{match[2]}" if match else ""


def _share(length: str, whole: str) -> str:
    """Return a percent as a share of the text block, and any other length as it is."""
    if not length.endswith("%"):
        return length
    share = float(length.rstrip("%")) / 100
    return whole.format(share, 2 * share)


def _add_style(image: Element, wide: str, most_high: str) -> None:
    if wide:
        image.set("style", "; ".join(filter(None, [image.get("style"), f"width:{wide};{_SHAPE.format(most_high)}"])))
