"""Notes that are called in a block which has to stand on one page with the next, such as what leads up to a list.

If all of a long note were called there, it would fill the page before the next block is set: both would go to the next
page, and leave this one white.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes

AVOID = frozenset({"avoid", "avoid-page"})


def lines_after_lead_ins(root: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each note that is called in a block which stands with what follows it, and the line of that with which the
    note may go on: the first at whose end a page may end.
    """
    for box in _blocks(root):
        for index, child in enumerate(box.children[:-1]):
            if _avoids(child, "break_after") and not child.is_table_wrapper:
                line = _line_to_break_after(box.children[index + 1 :])
                if line is not None:
                    yield from ((one.footnote, line) for one in child.descendants() if one.footnote)


def _blocks(box: Any) -> Iterator[Any]:
    """Yield the boxes of a document that hold blocks, without tables."""
    if isinstance(box, boxes.BlockContainerBox) and not box.is_table_wrapper and not _holds_lines(box):
        yield box
        for child in box.children:
            yield from _blocks(child)


def _line_to_break_after(following: Sequence[Any]) -> Any | None:
    """Return the line of the first of these blocks after which a page may end, or None if a table comes before it."""
    for block in following:
        if not block.is_in_normal_flow():  # a mark beside an item
            continue
        if not isinstance(block, boxes.BlockContainerBox) or block.is_table_wrapper or not block.children:
            return None
        if _avoids(block, "break_after"):
            continue
        if _holds_lines(block):
            return block.children[-1]
        last = block.children[-1:] if _avoids(block, "break_inside") else block.children
        return _line_to_break_after(last)
    return None


def _holds_lines(box: Any) -> bool:
    return bool(box.children) and isinstance(box.children[0], boxes.LineBox)


def _avoids(box: Any, name: str) -> bool:
    return box.style[name] in AVOID
