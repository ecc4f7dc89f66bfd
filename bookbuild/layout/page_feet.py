"""Pages that end at the same foot: the lines that a page is short of come to stand above its headings and boxes.

A page ends early where what follows must stay together. The text moves by whole lines, so that it stays on the grid.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes

from bookbuild.layout.page_blocks import WRAPPERS, end_of

_MOST_LINES = 2
"""How many lines a page may be short of; with more it is left as it is."""
_LEAST_SPACE = 0.4
"""The space in lines that there must be between blocks for one more to be unseen."""
_NEAR = 0.05
"""How much of a line a whole number of them may lack."""
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_TITLES = _HEADINGS | {"h1"}
"""Elements that nothing moves away from, be they in a block of their own."""
_CALLOUT = "aside"
_BOXES = frozenset({"figure", "table", "aside", "pre", "blockquote", "div", "dl"})


class _Gap(NamedTuple):
    """A space above the block of this index. The one of the least rank is widened first."""

    rank: int
    block: int


def align_foot(page: Any) -> None:
    """Move the blocks of a page that ends early down, so that its last line stands at the foot, if that can be done.

    Each space grows by one line at most. `page.moved` becomes how far the last block has moved, in CSS pixels.
    """
    root, *others = page.children
    grid = getattr(root, "text_grid", None)
    if grid is None or any(isinstance(box, boxes.FootnoteAreaBox) for box in others):
        return
    blocks = list(_blocks(root))
    end = max(map(end_of, blocks), default=0)
    missing = int((page.content_box_y() + page.height - end) / grid.step + _NEAR)
    gaps = sorted(_gaps(blocks, grid.step)) if 0 < missing <= _MOST_LINES else []
    if len(gaps) < missing or not missing:
        return
    chosen = {gap.block for gap in gaps[:missing]}
    page.moved = 0.0
    for index, block in enumerate(blocks):
        page.moved += grid.step if index in chosen else 0
        if move := page.moved + _share_of_callout(blocks, index, chosen) * grid.step:
            block.translate(0, move)


def _share_of_callout(blocks: list[Any], index: int, chosen: set[int]) -> float:
    """Return how many lines a callout moves besides: what is put above or below one is divided on both sides of it."""
    if blocks[index].element_tag != _CALLOUT or index == len(blocks) - 1:
        return 0.0
    return (index + 1 in chosen) * 0.5 - (index in chosen) * 0.5


def _blocks(box: Any) -> Iterator[Any]:
    """Yield the blocks that hold the text, in order; nothing if what they are in is seen."""
    inner = [child for child in box.children if isinstance(child, boxes.BlockLevelBox)]
    if box.element_tag not in WRAPPERS or len(inner) < len(box.children):
        yield box
    elif box.element_tag in {"html", "body"} or not _is_seen(box):
        for child in inner:
            yield from _blocks(child) if isinstance(child, boxes.BlockBox) else (child,)


def _is_seen(box: Any) -> bool:
    style = box.style
    has_ground = get_color(style, "background_color").alpha or any(
        kind != "none" for kind, _ in style["background_image"]
    )
    return bool(has_ground or any(style[f"border_{side}_width"] for side in ("left", "right", "bottom")))


def _gaps(blocks: list[Any], step: float) -> Iterator[_Gap]:
    for index, (before, after) in enumerate(pairwise(blocks), 1):
        space = after.position_y + after.margin_top - end_of(before)
        if _is_title(before) or not (after.is_in_normal_flow() and before.is_in_normal_flow()):
            continue
        if space >= _LEAST_SPACE * step:
            tags = {before.element_tag, after.element_tag}
            yield _Gap(0 if after.element_tag in _HEADINGS else 2 - bool(tags & _BOXES), index)


def _is_title(block: Any) -> bool:
    return block.element_tag in _TITLES or block.element.find(".//h1") is not None
