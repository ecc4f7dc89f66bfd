"""Fast paths for what is asked of each box of a page many times: collapsed margins, contexts, named pages, anchors.

Each gives what the function gives that it replaces. tests/layout/accelerators/test_shortcuts.py lays documents out both
ways.
"""

from collections.abc import Iterable
from typing import Any

from weasyprint.anchors import gather_anchors
from weasyprint.formatting_structure.boxes import BlockBox, BlockContainerBox

from bookbuild.layout.patches import Patch

_FLOATS = ("left", "right", "inline-start", "inline-end")
_OUT_OF_FLOW = ("absolute", "fixed")


def _collapse(adjoining_margins: Iterable[float]) -> float:
    """Return what margins that adjoin collapse to: the largest, and the one that is farthest below 0."""
    largest: float = 0
    smallest: float = 0
    for margin in adjoining_margins:
        if margin > largest:
            largest = margin
        elif margin < smallest:
            smallest = margin
    return largest + smallest


def _page_values(box: Any) -> tuple[Any, Any]:
    """Return the named pages that a box begins and ends on: those of its first and last child, if these have any."""
    page = box.style["page"]
    first = next(filter(_is_on_page, box.children), None)
    if first is None:
        return page, page
    last = next(filter(_is_on_page, reversed(box.children)))
    values = first.page_values()
    return values[0] or page, (values if last is first else last.page_values())[1] or page


def _establishes_context(box: Any) -> bool:
    """Return whether a box begins a formatting context, so that no margin or float reaches into it."""
    style = box.style
    if (style["float"] in _FLOATS and box.is_floated()) or style["position"] in _OUT_OF_FLOW or box.is_column:
        return True
    if isinstance(box, BlockBox):
        return style["overflow"] != "visible" or "flow-root" in style["display"]
    return isinstance(box, BlockContainerBox) or "flow-root" in style["display"]


def _is_on_page(box: Any) -> bool:
    return bool(box.is_in_normal_flow() or box.is_floated())


def _gather(box: Any, anchors: Any, links: Any, bookmarks: Any, forms: Any, *around: Any) -> None:
    """Gather anchors, links, bookmarks and inputs of a box and those within it: most have none. What it is in comes
    `around` it: a matrix, a form, a link.
    """
    is_linked = box.link or any(around[2:])
    if is_linked or box.bookmark_label or not _is_unmarked(box.style) or box.is_form():
        gather_anchors(box, anchors, links, bookmarks, forms, *around)
        return
    for child in box.all_children():
        _gather(child, anchors, links, bookmarks, forms, *around)


def _is_unmarked(style: Any) -> bool:
    """Return whether a style makes a box no anchor, no input, and does not move it."""
    try:
        is_unmarked: bool = style.is_unmarked
    except AttributeError:
        is_unmarked = style.is_unmarked = (
            not style["transform"] and not style["anchor"] and style["appearance"] != "auto"
        )
    return is_unmarked


ACCELERATOR = Patch(
    "boxes",
    replaces={
        "weasyprint.layout.block:collapse_margin": _collapse,
        "weasyprint.formatting_structure.boxes:Box.establishes_formatting_context": _establishes_context,
        "weasyprint.formatting_structure.boxes:ParentBox.page_values": _page_values,
        "weasyprint.anchors:gather_anchors": _gather,
        "weasyprint.document:gather_anchors": _gather,
    },
    sources={
        "weasyprint.anchors:gather_anchors": "373f8c676f27",
        "weasyprint.formatting_structure.boxes:Box": "ff6d62300baf",
        "weasyprint.formatting_structure.boxes:ParentBox": "2ff6abe36fdc",
        "weasyprint.layout.block:collapse_margin": "c91ad56f8171",
    },
)
