"""Sizes of pictures that authors ask for, as styles. No picture is larger than its column or page, or loses its shape.

A body has pixels in ``width`` and ``height``, and other lengths in ``data-width`` and ``data-height``. Where both are
given, the width counts, and the height is the most that the picture may have.
"""

from collections.abc import Iterable

from bookbuild.render.body import Element, pop_attribute

_SHAPE = "object-fit:contain"
_TEXT_WIDTH = "calc({0:g} * var(--page-width) - {1:g} * var(--side-margin))"
_TEXT_HEIGHT = "calc({0:g} * var(--page-height) - {0:g} * var(--top-margin) - {0:g} * var(--bottom-margin))"
_MOST_OF_WINDOW = "95vh"
_MOST_HIGH = "calc(var(--page-height) - var(--top-margin) - var(--bottom-margin) - 3em)"
"""The text block without some lines, for a caption and what leads up to the picture."""


def size_on_screen(trees: Iterable[Element]) -> None:
    """Size the pictures of an EPUB or an HTML file. Those with a width in pixels keep their attributes."""
    for tree in trees:
        for image in tree.iter("img"):
            wide, high = pop_attribute(image, "data-width"), pop_attribute(image, "data-height")
            if wide or high or (image.get("height") and not image.get("width")):
                wide = wide or _pixels(pop_attribute(image, "width"))
                high = high or _pixels(pop_attribute(image, "height"))
                _add_style(image, _style(wide, high.replace("%", "vh"), _MOST_OF_WINDOW))


def size_in_print(image: Element) -> None:
    """Size a picture of a page: the layout engine ignores size attributes."""
    wide = pop_attribute(image, "data-width") or _pixels(pop_attribute(image, "width"))
    high = pop_attribute(image, "data-height") or _pixels(pop_attribute(image, "height"))
    if wide or high:
        _add_style(image, _style(_share(wide, _TEXT_WIDTH), _share(high, _TEXT_HEIGHT), _MOST_HIGH))


def _add_style(image: Element, style: str) -> None:
    image.set("style", "; ".join(filter(None, [image.get("style"), style])))


def _pixels(number: str) -> str:
    return f"{number}px" if number else ""


def _share(length: str, whole: str) -> str:
    """Return a percent as a share of the text block, and any other length as it is."""
    if not length.endswith("%"):
        return length
    share = float(length.rstrip("%")) / 100
    return whole.format(share, 2 * share)


def _style(wide: str, high: str, most_high: str) -> str:
    if wide:
        return f"width:{wide};height:auto;max-height:{high or most_high};{_SHAPE}"
    return f"width:auto;height:{high};max-height:{most_high};{_SHAPE}"
