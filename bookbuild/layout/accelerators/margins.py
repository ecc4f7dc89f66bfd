"""Pages and their margin boxes: pages that the same rules match share their styles, and empty boxes are not made.

Folios and running heads are nothing else. tests/layout/accelerators/test_margins.py lays documents out both ways.
"""

from collections.abc import Callable, Iterable
from typing import Any

from weasyprint.formatting_structure.boxes import MarginBox
from weasyprint.layout.page import OrientedBox, make_margin_boxes, set_page_type_computed_styles

from bookbuild.layout.features.pages import MARGIN_BOXES
from bookbuild.layout.patches import Patch

_NO_CONTENT = ("normal", "none", "inhibit")

_outer = OrientedBox.outer


def _style_page_once(page_type: Any, html: Any, style_for: Any) -> None:
    """Use the styles of an earlier page that the same rules match, or compute them."""
    rules = (group for sheet, *_ in style_for._sheets for _, group, _ in sheet.page_rules)  # noqa: SLF001  # the seam
    matches = style_for._page_type_match  # noqa: SLF001  # the seam
    applying = tuple(matches(selector, page_type) for group in rules for _, _, selector in group)
    styles, known = style_for.get_computed_styles(), style_for.__dict__.setdefault("known_pages", {})
    if applying not in known:
        set_page_type_computed_styles(page_type, html, style_for)
        known[applying] = {box: style for (element, box), style in styles.items() if element == page_type}
    else:
        styles.update({(page_type, box): style for box, style in known[applying].items()})


def _make_declared_margin_boxes(context: Any, page: Any, state: object) -> Iterable[Any]:
    """Make the margin boxes of a page that have content; most of the sixteen have none."""
    styles = {box: context.style_for(page.page_type, box) for box in MARGIN_BOXES}
    empty = [box for box, style in styles.items() if style is None or style["content"] in _NO_CONTENT]
    if len(empty) == len(styles):
        return ()
    if empty:  # they are not made, but their neighbours look at them: one style for all, computed once in a document
        shared = context.__dict__.setdefault("empty_margin_box", styles[empty[0]])
        own = {(page.page_type, box): shared for box in empty}
        context.style_for._computed_styles.update(own)  # noqa: SLF001  # the seam: the styles of a page's boxes
    made: Iterable[Any] = make_margin_boxes(context, page, state)
    return made


def _resolving_if_made(resolve: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return a function that resolves the lengths of a box, unless it is a margin box that is not made."""

    def resolve_if_made(box: Any, containing_block: Any) -> None:
        if not isinstance(box, MarginBox) or box.is_generated:
            resolve(box, containing_block)

    return resolve_if_made


def _set_outer(box: Any, width: float) -> None:
    """Set the width of a margin box. Where its text fits on a line, its longest word does too, and is not measured."""
    room_inside = width - box.sugar
    if box.max_content_size <= room_inside:
        box.inner = box.max_content_size
    else:
        _outer.fset(box, width)


ACCELERATOR = Patch(
    "margins",
    replaces={
        "weasyprint.layout:make_margin_boxes": _make_declared_margin_boxes,
        "weasyprint.layout.page:set_page_type_computed_styles": _style_page_once,
        "weasyprint.layout.page:OrientedBox.outer": _outer.setter(_set_outer),
    },
    wraps={"weasyprint.layout.page:resolve_percentages": _resolving_if_made},
    sources={
        "weasyprint:CSS": "c9b29e561ebe",
        "weasyprint.css:StyleFor": "dac5a1326168",
        "weasyprint.formatting_structure.boxes:MarginBox": "79a17d1578a5",
        "weasyprint.layout:layout_document": "a5cbf437e99c",
        "weasyprint.layout.page:HorizontalBox": "8797b97700c8",
        "weasyprint.layout.page:OrientedBox": "5e6afb0567e0",
        "weasyprint.layout.page:VerticalBox": "087c566bd39f",
        "weasyprint.layout.page:compute_fixed_dimension": "f40b83610796",
        "weasyprint.layout.page:compute_variable_dimension": "94eaf626c7cc",
        "weasyprint.layout.page:make_margin_boxes": "4a2d2e301eb3",
        "weasyprint.layout.page:set_page_type_computed_styles": "4e68b396b35c",
        "weasyprint.layout.percent:resolve_percentages": "71673078096f",
    },
)
