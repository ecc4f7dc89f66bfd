"""Heads of tables that are repeated on further pages, without what stands beside them in the margin.

The number of a page of the printed book stands beside what begins there. Where that is the head of a table, WeasyPrint
repeats the number with the head.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from weasyprint.formatting_structure.boxes import ParentBox

from bookbuild.layout.patches import Patch

BESIDE = "printed-page"
"""The class of what stands in the margin."""


def _lay_out(
    lay_out: Callable[..., Any], context: Any, table: Any, bottom_space: float, skip_stack: Any, *others: Any
) -> Any:
    """Lay out a table, or its rest, by `lay_out`, WeasyPrint's ``table_layout`` or what stands for it."""
    if not skip_stack or not (table.children and table.children[0].is_header):
        return lay_out(context, table, bottom_space, skip_stack, *others)
    with _without_marks(table.children[0]):
        return lay_out(context, table, bottom_space, skip_stack, *others)


@contextmanager
def _without_marks(head: Any) -> Iterator[None]:
    """Take what stands in the margin out of a head while it is laid out: its first part may be laid out again."""
    whole = [(box, box.children) for box in head.descendants() if isinstance(box, ParentBox)]
    for box, children in whole:
        if any(map(_is_beside, children)):
            box.children = [child for child in children if not _is_beside(child)]
    try:
        yield
    finally:
        for box, children in whole:
            box.children = children


def _is_beside(box: Any) -> bool:
    return box.element is not None and BESIDE in box.element.get("class", "").split()


FEATURE = Patch(
    "repeated_heads",
    wraps={"weasyprint.layout.block:table_layout": lambda lay_out: partial(_lay_out, lay_out)},
    sources={
        "weasyprint.formatting_structure.boxes:ParentBox": "2ff6abe36fdc",
        "weasyprint.layout.table:table_layout": "6594fa40743f",
    },
)
