"""A drawing that cannot be drawn is left out as a whole, and nothing after it is affected.

WeasyPrint keeps what it has drawn until then, with its states open: clips and matrices apply to the rest of the page.
"""

# ruff: noqa: SLF001 - the state of WeasyPrint's streams and drawings, which it keeps to itself
from typing import Any

from weasyprint.logger import LOGGER

from bookbuild.layout.links import BOOK
from bookbuild.layout.patches import Patch

_TAIL = 3
"""Operators before a drawing that drawing may join with its own: an end of text with a beginning."""


_KINDS = ("ExtGState", "XObject", "Pattern", "Shading")


def _draw_or_leave_out(image: Any, stream: Any, width: float, height: float, style: Any) -> None:
    length, tail, matrices = len(stream.stream), stream.stream[-_TAIL:], list(stream._ctm_stack)
    used = {kind: set(stream._resources[kind]) for kind in _KINDS}
    _take_colour(image._svg.tree, style)
    try:
        image._svg.draw(stream, width, height, image._base_url, image._context)
    except Exception as error:  # noqa: BLE001 - what a drawing may hold is without limits
        stream.stream[max(0, length - _TAIL) :] = tail
        stream._ctm_stack[:] = matrices
        for known in ("color", "alpha"):
            setattr(stream, f"_current_{known}", None)
            setattr(stream, f"_current_{known}_stroke", None)
        for kind, names in used.items():
            for name in [name for name in stream._resources[kind] if name not in names]:
                del stream._resources[kind][name]
        stream._current_font = None
        name = str(image._base_url).removeprefix(BOOK)
        LOGGER.error("the drawing %s cannot be drawn, and is left out: %s; save it as PNG", name, _reason(error))


def _take_colour(tree: Any, style: Any) -> None:
    """Give a drawing the colour of the text that it stands in, if it asks for that, as formulas do."""
    if tree._wrapper.etree_element.get("fill") == "currentColor":
        red, green, blue = (round(255 * max(0.0, min(1.0, part))) for part in style["color"].to("srgb").coordinates)
        tree.attrib.update({"fill": "currentColor", "color": f"rgb({red},{green},{blue})"})


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ")


FEATURE = Patch(
    "failed_drawings",
    replaces={"weasyprint.images:SVGImage.draw": _draw_or_leave_out},
    sources={"weasyprint.images:SVGImage": "91c26b229879", "weasyprint.pdf.stream:Stream": "624257224db6"},
)
