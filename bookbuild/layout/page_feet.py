"""Pages that end at the same foot: the lines that a page is short of come to stand above its headings and around boxes.

A page ends early where what follows must stay together. The text moves by whole lines, so that it stays on the grid: a
heading gets one above it, a box half a line above and half below. A list that words lead up to stays with them.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes

from bookbuild.layout.lead_ins import AVOID
from bookbuild.layout.page_blocks import WRAPPERS, end_of

_MOST_LINES = 2
"""How many lines a page may be short of; with more it is left as it is."""
_LEAST_SPACE = 0.4
"""The space in lines that there must be between blocks for more of it to be unseen."""
_NEAR = 0.05
"""How much of a line a whole number of them may lack."""
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_TITLES = _HEADINGS | {"h1"}
"""Elements that nothing moves away from, be they in a block of their own."""
_OF_HEADINGS = 1
_LISTS = frozenset({"ul", "ol"})
_APART = "apart"
"""Class of lists that no words right before them lead up to."""
_RANKS = {
    **dict.fromkeys(("figure", "table", "aside", "pre"), 0),
    **dict.fromkeys(_HEADINGS, _OF_HEADINGS),
    "blockquote": 2,
    **dict.fromkeys(_LISTS, 3),
}
"""What is moved first has the least rank."""


class _Place(NamedTuple):
    """Where a page may have a line more: above blocks of these indexes, in equal parts. Least ranks come first."""

    rank: int
    blocks: tuple[int, ...]


def align_foot(page: Any) -> None:
    """Move the blocks of a page that ends early down, so that its last line stands at the foot, if that can be done.

    Each place grows by one line at most. `page.moved` becomes how far the last block has moved, in CSS pixels.
    """
    root, *others = page.children
    grid = getattr(root, "text_grid", None)
    if grid is None or any(isinstance(box, boxes.FootnoteAreaBox) for box in others):
        return
    blocks = list(_blocks(root))
    end = max(map(end_of, blocks), default=0)
    missing = int((page.content_box_y() + page.height - end) / grid.step + _NEAR)
    places = sorted(_places(blocks, grid.step)) if 0 < missing <= _MOST_LINES else []
    if len(places) < missing or not missing:
        return
    added = _added(places[:missing], grid.step)
    page.moved = 0.0
    for index, block in enumerate(blocks):
        page.moved += added.get(index, 0.0)
        if page.moved:
            block.translate(0, page.moved)


def _added(places: Sequence[_Place], line: float) -> dict[int, float]:
    """Return how much space is added above the block of each index."""
    added: dict[int, float] = {}
    for _, above in places:
        for index in above:
            added[index] = added.get(index, 0.0) + line / len(above)
    return added


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


def _places(blocks: Sequence[Any], line: float) -> Iterator[_Place]:
    """Yield the places between blocks that may grow."""
    taken = 0
    for index in range(1, len(blocks)):
        rank = _rank(blocks[index])
        if rank is None or index <= taken or not _may_grow(blocks, index, line):
            continue
        if rank == _OF_HEADINGS:
            yield _Place(rank, (index,))
        elif _may_grow(blocks, index + 1, line):
            yield _Place(rank, (index, index + 1))
            taken = index + 1


def _rank(block: Any) -> int | None:
    """Return how soon a block is moved, or None if it stays as near to the text before it as it is."""
    if block.element_tag in _LISTS and _APART not in block.element.get("class", "").split():
        return None
    return _RANKS.get(block.element_tag)


def _may_grow(blocks: Sequence[Any], index: int, line: float) -> bool:
    """Return whether there is space above the block of an index, under a block that leads up to nothing."""
    if index >= len(blocks):
        return False
    before, after = blocks[index - 1], blocks[index]
    is_in_flow = before.is_in_normal_flow() and after.is_in_normal_flow()
    space = after.position_y + after.margin_top - end_of(before)
    is_lead = _is_title(before) or before.style["break_after"] in AVOID
    return bool(is_in_flow and space >= _LEAST_SPACE * line and not is_lead)


def _is_title(block: Any) -> bool:
    return block.element_tag in _TITLES or block.element.find(".//h1") is not None
