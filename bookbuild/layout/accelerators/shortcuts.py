"""Fast paths for small functions of WeasyPrint and pydyf that are called thousands of times a book.

Each gives the same value as the function it replaces, and calls that wherever a case is not the common one.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Any

import pydyf
from weasyprint import css
from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background
from weasyprint.text import line_break

from bookbuild.layout.patches import Patch

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

_STYLE_OF_WIDTH = {
    f"{rule}_width": f"{rule}_style"
    for rule in ("border_top", "border_right", "border_bottom", "border_left", "column_rule", "outline")
}

_compute_wholly = ComputedStyle.__missing__


def _compute(style: Any, key: str) -> Any:
    """Compute a property of an element: immediately if no rule sets it or a logical property for it."""
    if key not in style.cascaded and (key not in PHYSICAL_FUNCTIONS or _LOGICAL.isdisjoint(style.cascaded)):
        if key in _INITIAL:
            value = style[key] = _INITIAL[key]
            return value
        if key in _INHERITED and style.parent_style is not None:
            value = style[key] = style.parent_style[key]
            return value
        if key in _STYLE_OF_WIDTH and style[_STYLE_OF_WIDTH[key]] == "none":
            value = style[key] = 0
            return value
    return _compute_wholly(style, key)


_find_sheets = css.find_stylesheets


def _find_stylesheets(root: Any, *others: Any) -> Iterable[Any]:
    """Return the stylesheets that a document contains; most contain none."""
    tree = root.etree_element
    brings_any = next(chain(tree.iter("style"), tree.iter("link")), None) is not None
    return _find_sheets(root, *others) if brings_any else ()


# ── Lines, backgrounds, flow ─────────────────────────────────────────────────────────────────────────────────────────

_USING_STRUTS = ("css.computed_values", "layout.inline", "css.units")
"""The modules that have imported the function by name."""

_find_strut = line_break.strut
_can_break = line_break.can_break_text
_is_flowing = boxes.Box.is_in_normal_flow
_lay_out_decorated = background.layout_box_backgrounds
_BARE = {f"border_{corner}_radius": (0, 0) for corner in ("top_left", "top_right", "bottom_right", "bottom_left")}
_FLOATS = ("left", "right", "inline-start", "inline-end", "footnote")
_OUT_OF_FLOW = ("absolute", "fixed")


def strut(style: Any) -> Any:
    """Return the height and baseline of a style's lines, which its font alone decides: looked up once a style."""
    try:
        return style.strut
    except AttributeError:
        style.strut = _find_strut(style)
        return style.strut


def can_break_text(text: str, language: str | None) -> bool:
    """Return whether a line may end within a text; that is looked up once for any two letters."""
    return _can_part(text, language) if len(text) == len("ab") else bool(_can_break(text, language))


@lru_cache(maxsize=1 << 12)
def _can_part(letters: str, language: str | None) -> bool:
    return bool(_can_break(letters, language))


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
    """Return whether a box is in normal flow. This is called for every box many times."""
    style = box.style
    position = style["position"]
    if style["float"] in _FLOATS:  # but not if it is in a flexible box
        return bool(_is_flowing(box))
    return not (position in _OUT_OF_FLOW or position[0] == "running()" or position[0] == "note()")


# ── Bytes ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_write_wholly = pydyf._to_bytes  # noqa: SLF001  # the seam


def _to_bytes(item: Any) -> bytes:
    """Write an operand: by its type, since half a million of them are written for a book."""
    kind = item.__class__
    if kind is bytes:
        return item  # type: ignore[no-any-return]  # it was looked at
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]  # in the same way
    if kind is int:
        return b"%d" % item
    if kind is float and not item.is_integer():
        return (b"%f" % item).rstrip(b"0")
    written: bytes = _write_wholly(item)
    return written


ACCELERATOR = Patch(
    "shortcuts",
    replaces={
        "weasyprint.css:ComputedStyle.__missing__": _compute,
        "weasyprint.css:find_stylesheets": _find_stylesheets,
        **{f"weasyprint.{module}:strut": strut for module in _USING_STRUTS},
        **{f"weasyprint.layout.{module}:can_break_text": can_break_text for module in ("inline", "preferred")},
        "weasyprint.layout.background:layout_box_backgrounds": _lay_out_backgrounds,
        "weasyprint.formatting_structure.boxes:Box.is_in_normal_flow": _is_in_normal_flow,
        "pydyf:_to_bytes": _to_bytes,
    },
    sources={
        "weasyprint.css:ComputedStyle": "4ff0512c0af1",
        "weasyprint.css:find_stylesheets": "ac92dbb80c3f",
        "weasyprint.css.computed_values:PHYSICAL_FUNCTIONS": "de5fcf3d334e",
        "weasyprint.css.properties:INHERITED": "ccf5ee91b550",
        "weasyprint.css.properties:INITIAL_NOT_COMPUTED": "a84eee48bdb6",
        "weasyprint.css.properties:INITIAL_VALUES": "9ea99cbf8d91",
        "weasyprint.draw.color:get_color": "8196bf0c7ddc",
        "weasyprint.formatting_structure.boxes:Box.is_in_normal_flow": "5f49d6ab23da",
        "weasyprint.layout.background:layout_box_backgrounds": "617a870678c8",
        "weasyprint.text.line_break:can_break_text": "4f3fb5ef1c23",
        "weasyprint.text.line_break:get_log_attrs": "65c1a1c4fa75",
        "weasyprint.text.line_break:strut": "b57885b70dd0",
        "pydyf:_to_bytes": "1cefd02c285d",
    },
)
