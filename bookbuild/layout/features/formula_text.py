"""Formulas that can be copied: what is drawn as outlines is text too, in plain characters (ISO 32000-1, 14.9.4).

A space of the text's own typeface stands over the whole formula, and means its reading: nothing is drawn by it, and
programs that copy, search and convert text find a formula where it is.
"""

from collections.abc import Callable
from typing import Any

import pydyf
from weasyprint.text.ffi import FROM_UNITS

from bookbuild.layout.accelerators.pango_glyphs import width_of_glyph
from bookbuild.layout.features.written_spaces import space_of
from bookbuild.layout.patches import Patch
from bookbuild.layout.roles import alternative, is_formula

_LEAST_RISE = 0.25
"""The share of its height at which the baseline of a formula is that states none."""


def _with_text(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that draws a replaced element, and the reading of a formula with it."""

    def draw_with_text(stream: Any, box: Any) -> None:
        draw(stream, box)
        element = box.element
        if element is not None and box.width and box.height and is_formula(element):
            _write(stream, box, alternative(element))

    return draw_with_text


def _write(stream: Any, box: Any, reading: str) -> None:
    space = space_of(box.style) if reading else None
    if space is None or not space.width:
        return
    font = stream._fonts.get(space.key) or stream.add_font(space.font)[0]  # noqa: SLF001  # by a key that is at hand
    if space.number not in font.widths:
        font.widths[space.number] = width_of_glyph(space.font, space.number, space.size)
    font.to_unicode.setdefault(space.number, " ")
    drop = box.style["vertical_align"]
    rise = -drop if isinstance(drop, int | float) and drop < 0 else _LEAST_RISE * box.height
    stretched = box.width / (space.width * FROM_UNITS)
    stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(reading)}))
    stream.begin_text()
    stream.set_text_matrix(stretched, 0, 0, -1, box.content_box_x(), box.content_box_y() + box.height - rise)
    stream.set_font_size(font.hash, space.size)
    stream.show_text(f"<{space.number:04x}>")
    stream.end_text()
    stream.end_marked_content()


FEATURE = Patch(
    "formula_text",
    wraps={"weasyprint.draw:draw_replacedbox": _with_text},
    sources={
        "weasyprint.draw:draw_replacedbox": "7cb1486a51be",
        "weasyprint.pdf.fonts:Font": "1888854798bf",
        "weasyprint.pdf.stream:Stream": "624257224db6",
        "weasyprint.text.ffi": "530e83118f78",
        "pydyf:Stream": "f17b6bdcfedf",
    },
)
