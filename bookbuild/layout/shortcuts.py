"""Shorter ways to what WeasyPrint 70 computes, for what a book asks of it thousands of times over.

Importing this module replaces functions of WeasyPrint and pydyf by others that give the same values, and that hand over
to the original wherever a case is not the common one. tests/layout/test_shortcuts.py lays documents out both ways.
"""

from math import inf
from typing import Any

import pydyf
from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, block, column, grid, inline, page, percent, table
from weasyprint.layout import float as floats

# ── Styles ───────────────────────────────────────────────────────────────────────────────────────────────────────────

_COMPUTED_TOGETHER = ("float", "display", "position", "page", "direction")
"""Properties whose computing looks at one another."""


def _is_plain(key: str) -> bool:
    return key not in _COMPUTED_TOGETHER and not key.startswith(("text_decoration_", "__"))


_INITIAL = {
    key: value
    for key, value in INITIAL_VALUES.items()
    if _is_plain(key) and key not in INHERITED and key not in INITIAL_NOT_COMPUTED
}
_INHERITED = frozenset(filter(_is_plain, INHERITED))
_LOGICAL = frozenset(
    find(block="ttb", inline=direction) for find in PHYSICAL_FUNCTIONS.values() for direction in ("ltr", "rtl")
)

_compute_wholly = ComputedStyle.__missing__


def _compute(style: Any, key: str) -> Any:
    """Compute a property of an element: at once where no rule gives it, nor a logical property that it stands for."""
    if key not in style.cascaded and (key not in PHYSICAL_FUNCTIONS or _LOGICAL.isdisjoint(style.cascaded)):
        if key in _INITIAL:
            value = style[key] = _INITIAL[key]
            return value
        if key in _INHERITED and style.parent_style is not None:
            value = style[key] = style.parent_style[key]
            return value
    return _compute_wholly(style, key)


# ── Lengths ──────────────────────────────────────────────────────────────────────────────────────────────────────────

ROOMS = (absolute, block, column, floats, grid, inline, page, percent, table)
"""The modules of WeasyPrint that have taken the function over by name."""

_resolve_wholly = percent.resolve_percentages
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))


def _used(value: Any, style: Any, refer_to: Any) -> Any:
    if value.__class__ is Dimension:
        if value.unit == "px":
            return value.value
        if value.unit == "%":
            return refer_to * value.value / 100
    return value if value is None or value == "auto" else percent.percentage(value, style, refer_to)


def _resolve_percentages(box: Any, containing_block: Any) -> None:
    """Give a box of the text its used lengths; pages and boxes of tables are left to the original."""
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


# ── Bytes ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_write_wholly = pydyf._to_bytes  # noqa: SLF001  # the seam


def _to_bytes(item: Any) -> bytes:
    """Write an operand: by its type, since half a million of them are written for a book."""
    kind = item.__class__
    if kind is bytes:
        return item  # type: ignore[no-any-return]  # it was looked at
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]  # likewise
    if kind is int:
        return b"%d" % item
    if kind is float and not item.is_integer():
        return (b"%f" % item).rstrip(b"0")
    written: bytes = _write_wholly(item)
    return written


ComputedStyle.__missing__ = _compute
for _room in ROOMS:
    _room.resolve_percentages = _resolve_percentages
pydyf._to_bytes = _to_bytes  # noqa: SLF001  # the seam
