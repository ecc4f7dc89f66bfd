"""Used lengths of boxes: for most styles no length is a share of anything, and all are found once a style.

tests/layout/accelerators/test_shortcuts.py lays documents out both ways.
"""

from math import inf
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent

from bookbuild.layout.patches import Patch

_RESOLVING = ("absolute", "block", "column", "float", "grid", "inline", "page", "percent", "table")
"""The modules of layout that have imported the function by name."""

_resolve_wholly = percent.resolve_percentages
_SIDES = ("top", "right", "bottom", "left")
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_LENGTHS = (
    *(f"{edge}_{side}" for edge in ("margin", "padding") for side in _SIDES),
    *(f"{limit}{axis}" for limit in ("", "min_", "max_") for axis in ("width", "height")),
)


def _used(value: Any, style: Any, refer_to: Any) -> Any:
    if value.__class__ is Dimension:
        if value.unit == "px":
            return value.value
        if value.unit == "%":
            return refer_to * value.value / 100
    return value if value is None or value == "auto" else percent.percentage(value, style, refer_to)


def _resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the used lengths of a box; the original does so for pages."""
    style = box.style
    try:
        fixed = style.fixed_lengths
    except AttributeError:
        fixed = style.fixed_lengths = _fixed_lengths(style)
    if fixed is None or not isinstance(box, boxes.Box) or isinstance(box, boxes.PageBox):
        _resolve_each(box, containing_block)
        return
    lengths, borders = fixed
    attributes = box.__dict__
    attributes.update(lengths)
    for border, width in borders:
        attributes.setdefault(border, width)


def _fixed_lengths(style: Any) -> tuple[dict[str, Any], tuple[tuple[str, Any], ...]] | None:
    """Return the used lengths of a style, or None if one of them is a percentage; and those of borders that collapse,
    which a table may have set.
    """
    if style["box_sizing"] != "content-box":
        return None
    fixed = {}
    for name in _LENGTHS:
        value = style[name]
        if value != "auto" and (value.__class__ is not Dimension or value.unit != "px"):
            return None
        fixed[name] = value if value == "auto" else value.value
    for least in ("min_width", "min_height"):
        if fixed[least] == "auto":
            fixed[least] = 0
    borders = {border: style[border] for border in _BORDERS}
    return (fixed, tuple(borders.items())) if style["border_collapse"] == "collapse" else (fixed | borders, ())


def _resolve_each(box: Any, containing_block: Any) -> None:
    if isinstance(containing_block, boxes.Box):
        width, height = containing_block.width, containing_block.height
    else:
        width, height = containing_block
    style = box.style
    if isinstance(box, boxes.PageBox) or style["border_collapse"] == "collapse":
        _resolve_wholly(box, containing_block)
        return
    box.margin_left = _used(style["margin_left"], style, width)
    box.margin_right = _used(style["margin_right"], style, width)
    box.margin_top = _used(style["margin_top"], style, width)
    box.margin_bottom = _used(style["margin_bottom"], style, width)
    box.padding_left = _used(style["padding_left"], style, width)
    box.padding_right = _used(style["padding_right"], style, width)
    box.padding_top = _used(style["padding_top"], style, width)
    box.padding_bottom = _used(style["padding_bottom"], style, width)
    box.width = _used(style["width"], style, width)
    least = _used(style["min_width"], style, width)
    box.min_width = 0 if least == "auto" else least
    box.max_width = _used(style["max_width"], style, width)
    if height == "auto":  # so is a share of it, and no limit
        own = style["height"]
        box.height = own.value if own.__class__ is Dimension and own.unit == "px" else "auto"
        lowest, highest = 0, inf
    else:
        box.height = _used(style["height"], style, height)
        lowest = highest = height
    least = _used(style["min_height"], style, lowest)
    box.min_height = 0 if least == "auto" else least
    box.max_height = _used(style["max_height"], style, highest)
    for border in _BORDERS:
        setattr(box, border, style[border])
    if style["box_sizing"] != "content-box":
        percent.adjust_box_sizing(box, "width")
        percent.adjust_box_sizing(box, "height")


ACCELERATOR = Patch(
    "lengths",
    replaces={f"weasyprint.layout.{module}:resolve_percentages": _resolve_percentages for module in _RESOLVING},
    sources={
        "weasyprint.css.properties:Dimension": "ae35a735f7a5",
        "weasyprint.formatting_structure.boxes:Box": "ff6d62300baf",
        "weasyprint.formatting_structure.boxes:PageBox": "8d44dc3f384a",
        "weasyprint.layout.percent:adjust_box_sizing": "88f3351db028",
        "weasyprint.layout.percent:percentage": "ebe404ccd9da",
        "weasyprint.layout.percent:resolve_percentages": "71673078096f",
    },
)
