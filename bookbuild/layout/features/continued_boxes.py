"""Boxes that go on after a page: their ground ends with their text, and the next page says what goes on.

WeasyPrint fills the page with a box that it breaks, down to the foot. Here a box whose decoration is cloned
(``box-decoration-break``) ends where its last line does. The attribute ``data-continued`` has the words that begin each
of its further parts, beside the icon of its title; they are no text of the document, so that nobody hears them twice.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from weasyprint.formatting_structure.boxes import BlockBox, BlockContainerBox, LineBox, TextBox
from weasyprint.layout.block import block_level_layout, block_level_width
from weasyprint.layout.percent import percentage

from bookbuild.layout.patches import Patch

_WORDS = "data-continued"
_ICON = "callout-icon"
_CHILD, _BOTTOM_SPACE = 1, 7
"""Places of arguments of ``_in_flow_layout`` behind its box."""
_PART = "continued"
"""The name of a pseudo-element, for boxes that are made here."""


def _lay_out(
    lay_out: Callable[..., Any], context: Any, box: Any, bottom_space: float, *others: Any, **more: Any
) -> Any:
    """Lay out a block by `lay_out`, WeasyPrint's ``block_level_layout_switch`` or what stands for it."""
    if more or box.style["box_decoration_break"] != "clone":
        return lay_out(context, box, bottom_space, *others, **more)
    title = _title(box, others[0])
    height = _add_room(context, box, others[1], title) if title else 0
    result = lay_out(context, box, bottom_space, *others)
    if result[0] is not None:
        if title:
            _put_in(context, result[0], title, height)
        if result[1] is not None:
            _end_with_text(result[0], result[1])
    return result


def _without_margin(lay_out: Callable[..., Any], context: Any, box: Any, *others: Any) -> Any:
    """Lay out a child by `lay_out`, WeasyPrint's ``_in_flow_layout``, which leaves room for the space below a box whose
    decoration is cloned: none is needed where the page ends.
    """
    child, bottom_space = others[_CHILD], others[_BOTTOM_SPACE]
    margin = child.style["margin_bottom"]
    if child.style["box_decoration_break"] == "clone" and margin != "auto":
        space = max(0.0, percentage(margin, child.style, box.width))
        others = (*others[:_BOTTOM_SPACE], bottom_space - space, *others[_BOTTOM_SPACE + 1 :])
    return lay_out(context, box, *others)


def _title(box: Any, skip_stack: Any) -> Any:
    """Return the box that begins the further parts of a box, or None if this is its first part.

    It is made with the first: what is done with is released when its page is.
    """
    if skip_stack and skip_stack != {0: None}:
        return box.__dict__.get(_PART)
    words = box.element.get(_WORDS) if box.element is not None else None
    box.continued = None
    if words and (icon := next(filter(_is_icon, box.children[0].descendants()), None)):
        box.continued = _made_title(box.children[0], icon, words)
    return None


def _made_title(first: Any, icon: Any, words: str) -> Any:
    """Return a paragraph like the first of a box, with these words. As the icon is not read aloud, neither are they."""
    line = LineBox.anonymous_from(first, [icon.deepcopy(), TextBox.anonymous_from(first, words)])
    title = BlockBox.anonymous_from(first, [line])
    for made in (title, line, line.children[1]):
        made.element, made.element_tag = icon.element, f"{icon.element_tag}::{_PART}"
    title.style = title.style.copy()
    title.style["break_after"] = "avoid"
    return title


def _is_icon(box: Any) -> bool:
    return box.element is not None and _ICON in box.element.get("class", "").split()


def _add_room(context: Any, box: Any, containing_block: Any, title: Any) -> float:
    """Make room above the text of a box for its title, and return how high that is."""
    probe = box.copy()
    block_level_width(probe, containing_block)
    height = float(_laid_out(context, probe, title).margin_height())
    box.padding_top += height
    return height


def _laid_out(context: Any, box: Any, title: Any) -> Any:
    title.position_x, title.position_y = box.content_box_x(), box.content_box_y()
    return block_level_layout(context, title.deepcopy(), float("-inf"), None, box)[0]


def _put_in(context: Any, box: Any, title: Any, height: float) -> None:
    """Put the title in the room that was made for it."""
    box.padding_top -= height
    box.height += height
    title.index = box.children[0].index if box.children else 0
    box.children = [_laid_out(context, box, title), *box.children]
    box.children[0].index = title.index


def _end_with_text(box: Any, resume_at: Any) -> float:
    """End a broken box with what is in it, as each box within that is, and return where that ends."""
    inner = next(iter(resume_at.values()))
    last = next((child for child in reversed(box.children) if child.is_in_normal_flow()), None)
    if last is None or not isinstance(box, BlockContainerBox):
        return float(box.border_box_y() + box.border_height())
    end = last.position_y + last.margin_height()
    if isinstance(last, BlockBox) and not last.is_table_wrapper and inner is not None:
        end = _end_with_text(last, inner)
    elif not isinstance(last, LineBox):
        end -= last.margin_bottom
    box.height = max(0.0, end - box.content_box_y())
    return float(box.border_box_y() + box.border_height())


def _broken_earlier(find: Callable[..., Any], context: Any, children: Any, *others: Any) -> Any:
    """Find an earlier place to break by `find`, WeasyPrint's function, and have the box that is broken there end so."""
    found = find(context, children, *others)
    if found and found[0]:
        last, inner = found[0][-1], next(iter(found[1].values()))
        if inner is not None and last.style["box_decoration_break"] == "clone":
            _end_with_text(last, inner)
    return found


FEATURE = Patch(
    "continued_boxes",
    wraps={
        "weasyprint.layout.block:block_level_layout_switch": lambda lay_out: partial(_lay_out, lay_out),
        "weasyprint.layout.block:_in_flow_layout": lambda lay_out: partial(_without_margin, lay_out),
        "weasyprint.layout.block:find_earlier_page_break": lambda find: partial(_broken_earlier, find),
    },
    sources={
        "weasyprint.formatting_structure.boxes:Box": "ff6d62300baf",
        "weasyprint.formatting_structure.boxes:ParentBox": "2ff6abe36fdc",
        "weasyprint.layout.block:_in_flow_layout": "c2537262836d",
        "weasyprint.layout.block:block_box_layout": "a6279066e3d9",
        "weasyprint.layout.block:block_container_layout": "65842ca53a83",
        "weasyprint.layout.block:block_level_layout": "c1301dde9284",
        "weasyprint.layout.block:block_level_layout_switch": "b963d5401426",
        "weasyprint.layout.block:find_earlier_page_break": "c2bbdcdfdf40",
        "weasyprint.layout.percent:percentage": "ebe404ccd9da",
    },
)
