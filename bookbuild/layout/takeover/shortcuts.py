"""Shorter ways to what WeasyPrint 70 computes, for what a book asks of it thousands of times over.

Importing this module replaces functions of WeasyPrint and pydyf by others that give the same values, and that hand over
to the original wherever a case is not the common one.
"""

from collections.abc import Iterable
from itertools import chain
from math import inf
from typing import Any

import pydyf
from weasyprint import css
from weasyprint.css import ComputedStyle, computed_values, units
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, Dimension
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, background, block, column, grid, inline, page, percent, table
from weasyprint.layout import float as floats
from weasyprint.text import line_break

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


_find_sheets = css.find_stylesheets


def _find_stylesheets(root: Any, *others: Any) -> Iterable[Any]:
    """Find the stylesheets that a document brings along; most bring none."""
    tree = root.etree_element
    brings_any = next(chain(tree.iter("style"), tree.iter("link")), None) is not None
    return _find_sheets(root, *others) if brings_any else ()


# ── Lengths ──────────────────────────────────────────────────────────────────────────────────────────────────────────

ROOMS = (absolute, block, column, floats, grid, inline, page, percent, table)
"""The modules of WeasyPrint that have taken the function over by name."""

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
    """Give a box of the text its used lengths; pages and boxes of tables are left to the original."""
    style = box.style
    try:
        fixed = style.fixed_lengths
    except AttributeError:
        fixed = style.fixed_lengths = _fixed_lengths(style)
    if fixed is None or not isinstance(box, boxes.Box) or isinstance(box, boxes.PageBox):
        _resolve_each(box, containing_block)
    else:
        box.__dict__.update(fixed)


def _fixed_lengths(style: Any) -> dict[str, Any] | None:
    """Return the used lengths of a style whose lengths are no shares of anything; nothing where one is."""
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return None
    fixed = {border: style[border] for border in _BORDERS}
    for name in _LENGTHS:
        value = style[name]
        if value != "auto" and (value.__class__ is not Dimension or value.unit != "px"):
            return None
        fixed[name] = value if value == "auto" else value.value
    for least in ("min_width", "min_height"):
        if fixed[least] == "auto":
            fixed[least] = 0
    return fixed


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


# ── Lines, backgrounds, flow ─────────────────────────────────────────────────────────────────────────────────────────

STRUT_ROOMS = (computed_values, inline, units)
"""The modules of WeasyPrint that have taken the function over by name."""

_find_strut = line_break.strut
_lay_out_decorated = background.layout_box_backgrounds
_is_flowing = boxes.Box.is_in_normal_flow
_BARE = {f"border_{corner}_radius": (0, 0) for corner in ("top_left", "top_right", "bottom_right", "bottom_left")}
_FLOATS = ("left", "right", "inline-start", "inline-end", "footnote")
_OUT_OF_FLOW = ("absolute", "fixed")


def _strut(style: Any) -> Any:
    """Return the height and baseline of a style's lines, which its font alone decides: looked up once a style."""
    try:
        return style.strut
    except AttributeError:
        style.strut = _find_strut(style)
        return style.strut


def _lay_out_backgrounds(page: Any, box: Any, get_image: Any, **canvas: Any) -> None:
    """Lay out what is behind a box and its children, which for most is nothing."""
    if canvas or box is page or not isinstance(box, boxes.Box) or not _has_bare_style(box):
        _lay_out_decorated(page, box, get_image, **canvas)
        return
    box.__dict__.update(_BARE)
    box.background = None
    for child in box.all_children():
        _lay_out_backgrounds(page, child, get_image)


def _has_bare_style(box: Any) -> bool:
    style = box.style
    try:
        is_bare: bool = style.is_bare
    except AttributeError:
        is_bare = style.is_bare = (
            all((0, "px") in style[radius] for radius in _BARE)
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and not style["box_shadow"]
            and get_color(style, "background_color").alpha == 0
        )
    return is_bare


def _is_in_normal_flow(box: Any) -> bool:
    """Return whether a box is in normal flow, which is asked of all of them, again and again."""
    style = box.style
    position = style["position"]
    return not (
        style["float"] in _FLOATS or position in _OUT_OF_FLOW or position[0] == "running()" or position[0] == "note()"
    )


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
css.find_stylesheets = _find_stylesheets
for _room in ROOMS:
    _room.resolve_percentages = _resolve_percentages
for _room in STRUT_ROOMS:
    _room.strut = _strut
background.layout_box_backgrounds = _lay_out_backgrounds
boxes.Box.is_in_normal_flow = _is_in_normal_flow
pydyf._to_bytes = _to_bytes  # noqa: SLF001  # the seam
