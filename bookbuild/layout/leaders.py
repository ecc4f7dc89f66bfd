"""Leaders: the dots between a title and its page number."""

from typing import Any

from weasyprint.text.line_break import Layout


def join_leaders(box: Any) -> None:
    """Make one piece of text of each leader under a box. WeasyPrint draws every dot by itself, which is two thirds of
    the time that a page of contents takes.
    """
    if box.is_leader and len(box.children) > 1:
        box.children = (_joined(box.children),)
        return
    for child in box.children:
        join_leaders(child)


def _joined(dots: Any) -> Any:
    joined = min(dots, key=lambda dot: dot.position_x).copy()
    joined.width *= len(dots)
    joined.text = joined.pango_layout.text * len(dots)
    joined.pango_layout = Layout(joined.style)
    joined.pango_layout.set_text(joined.text)
    return joined
