"""Lines of text on a grid that all pages share, so that lines of facing pages stand side by side.

The grid is that of the body's own lines, and begins at the head of the text block. The custom property ``--grid`` says
how a block takes part: with ``lines`` its first line stands on the grid, for which the space before it is made a little
larger or smaller; with ``block`` it stays as it is, and is centred in whole lines; with ``whole`` it becomes a little
higher, so that what follows stands on the grid as far below it as its margin says; with ``none`` nothing is moved, and
nothing in it. What is set in another leading than the text is a block.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from weasyprint.css.functions import check_math
from weasyprint.formatting_structure.boxes import BlockBox, LineBox
from weasyprint.layout.block import collapse_margin
from weasyprint.layout.percent import percentage

from bookbuild.layout.accelerators.shortcuts import strut
from bookbuild.layout.filled_boxes import fill
from bookbuild.layout.patches import Patch

_LINES, _BLOCK, _WHOLE, _NONE = "lines", "block", "whole", "none"
_NEAR = 0.01
"""Lengths that differ by less, in CSS pixels, are the same."""
_PULLED = 0.3
"""How much of a line a block may move up, if there is as much space before it."""
_OPTICAL = 0.06
"""How much of a line a block may move up where there is no space: bases of types of two sizes differ by that."""


@dataclass(slots=True)
class _Grid:
    """The lines of a page: `step` from one to the next, the first base at `base`, in CSS pixels."""

    head: float
    step: float
    base: float

    def way(self, style: Any) -> str:
        """Return how a box of a style takes part in the grid, if its lines are set one below the other."""
        step, way = vars(style).get("way_in_grid", (None, ""))
        if step != self.step:
            said = _said(style) or _NONE
            is_text = style["column_width"] == style["column_count"] == "auto"
            is_text = is_text and abs(_leading(style) - self.step) < _NEAR
            way = said if is_text or said in {_WHOLE, _NONE} else _BLOCK
            style.way_in_grid = self.step, way
        return str(way)

    def shift(self, place: float, space: float) -> float:
        """Return how far to move what stands at `place`, after that much space, to a line of the grid."""
        over = (place + _NEAR) % self.step - _NEAR
        if over <= max(_OPTICAL * self.step, min(_PULLED * self.step, space)):
            return -over
        return self.step - over


def _lay_out(
    lay_out: Callable[..., Any], context: Any, box: Any, bottom_space: float, *others: Any, **more: Any
) -> Any:
    """Lay out a block by `lay_out`, WeasyPrint's ``block_level_layout_switch`` or what stands for it."""
    if more:  # a box in a row, which is moved when its neighbours are laid out
        box.text_grid = None
        return lay_out(context, box, bottom_space, *others, **more)
    skip_stack, containing_block, page_is_empty, _, _, adjoining_margins, *_ = others
    if box.is_for_root_element:
        box.text_grid = _page_grid(box)
        return lay_out(context, box, bottom_space, *others)
    grid = getattr(containing_block, "text_grid", None)
    way = _way(box, grid) if grid else _NONE
    box.text_grid = grid if way == _LINES else None
    if grid is None or way == _NONE:
        return lay_out(context, box, bottom_space, *others)
    if way == _LINES:
        _move_to_line(grid, box, adjoining_margins, skip_stack, is_first=page_is_empty and not context.forced_break)
        return lay_out(context, box, bottom_space, *others)
    result = lay_out(context, box, bottom_space, *others)
    if result[0] is None or result[1] is not None:
        return result
    if way == _WHOLE:
        _fill(grid, result[0], partial(context.overflows_page, bottom_space))
    elif skip_stack is None and not page_is_empty:
        _centre(grid, result[0], partial(context.overflows_page, bottom_space))
    return result


def _page_grid(root: Any) -> _Grid | None:
    """Return the grid of the page that begins with the box of the root element, or None if it is to have none."""
    if not root.children or _said(root.style) == _NONE:
        return None
    step, base = strut(root.children[0].style)
    return _Grid(root.position_y, step, base) if step > 0 else None


def _said(style: Any) -> str:
    return "".join(token.value for token in style["__grid"] or () if token.type == "ident")


def _leading(style: Any) -> float:
    height = style["line_height"]
    if isinstance(height, float | int):
        return float(height * style["font_size"])
    return float(strut(style)[0] if height == "normal" or check_math(height) else height.value)


def _way(box: Any, grid: _Grid) -> str:
    """Return how a box takes part in the grid."""
    way = grid.way(box.style)
    return way if way != _LINES or (isinstance(box, BlockBox) and not box.is_table_wrapper) else _BLOCK


def _move_to_line(grid: _Grid, box: Any, margins: list[float], skip_stack: Any, *, is_first: bool) -> None:
    """Change the space before a box, by another of the margins that collapse, so that its first line is on the grid."""
    place = _first_base(grid, box, margins, skip_stack, is_first=is_first)
    if place is None:
        return
    space = collapse_margin([*margins, box.margin_top])
    shift = grid.shift(place - grid.head - grid.base, space)
    if abs(shift) < _NEAR:
        return
    lowest = min(0, *margins, box.margin_top)
    margins.append(space + shift - lowest if shift > 0 else lowest + shift)


def _first_base(grid: _Grid, box: Any, margins: list[float], skip_stack: Any, *, is_first: bool) -> float | None:
    """Return where the base of a box's first line of text will be, or None if it does not begin with text."""
    place, margins, width = box.position_y, [*margins, box.margin_top], box.width
    for inner, child, skip in _first_children(box, skip_stack):
        if inner is not box:
            if _way(inner, grid) != _LINES:
                return None
            margins.append(0 if is_first else _length(inner, "margin_top", width))
        inside = _length(inner, "padding_top", width) + inner.style["border_top_width"]
        if inside and (skip is None or inner.style["box_decoration_break"] == "clone"):
            place += collapse_margin(margins) + inside
            margins = []
        if isinstance(child, LineBox):
            return float(place + collapse_margin(margins) + strut(inner.style)[1])
    return None


def _first_children(box: Any, skip_stack: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yield a box and its first child in the flow, then this and its own, and so on, each with where it goes on."""
    while isinstance(box, BlockBox):
        here, inner = next(iter(skip_stack.items())) if skip_stack else (0, None)
        child = next((child for child in box.children[here:] if child.is_in_normal_flow()), None)
        yield box, child, skip_stack
        box, skip_stack = child, inner


def _length(box: Any, name: str, width: float) -> float:
    length = box.style[name]
    return 0.0 if length == "auto" else float(percentage(length, box.style, width))


def _centre(grid: _Grid, box: Any, overflows: Callable[[float], bool]) -> None:
    """Move a box that is laid out so that what it lacks to whole lines is one half above and one half below it."""
    end = box.border_box_y() + box.border_height()
    move = grid.shift(end + box.margin_bottom - grid.head, min(box.margin_top, box.margin_bottom)) / 2
    if abs(move) >= _NEAR and not overflows(end + move):
        box.translate(0, move)


def _fill(grid: _Grid, box: Any, overflows: Callable[[float], bool]) -> None:
    """Make a box that is laid out so high that a line of the grid begins below it, after its margin."""
    end = box.border_box_y() + box.border_height()
    lack = grid.shift(end + box.margin_bottom - grid.head, 0)
    if lack >= _NEAR and not overflows(end + lack + box.margin_bottom):
        fill(box, lack, grid.step)


def _wrapped(lay_out: Callable[..., Any]) -> Callable[..., Any]:
    return partial(_lay_out, lay_out)


FEATURE = Patch(
    "baseline_grid",
    wraps={"weasyprint.layout.block:block_level_layout_switch": _wrapped},
    sources={
        "weasyprint.css.functions:check_math": "4f8e6a21258e",
        "weasyprint.layout.block:_in_flow_layout": "c2537262836d",
        "weasyprint.layout.block:_linebox_layout": "e07bbe000974",
        "weasyprint.layout.block:block_container_layout": "65842ca53a83",
        "weasyprint.layout.block:block_level_layout": "c1301dde9284",
        "weasyprint.layout.block:block_level_layout_switch": "b963d5401426",
        "weasyprint.layout.block:collapse_margin": "c91ad56f8171",
        "weasyprint.layout.page:make_page": "656f183328e8",
        "weasyprint.layout.percent:percentage": "ebe404ccd9da",
        "weasyprint.text.line_break:strut": "b57885b70dd0",
    },
)
