"""Leaders, the dots between a title and its page number, drawn in one piece.

WeasyPrint makes a box of every dot, which is drawn, marked as an artifact and extracted by itself: sixty a line, and
two thirds of the time and memory that a page of contents takes. It also ignores that a line may be indented, or begin
to the left of the others, so that what follows the dots misses the margin by as much.
"""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from weasyprint.layout.leader import handle_leader, leader_index
from weasyprint.text.line_break import Layout

from bookbuild.layout.features.steady_sums import plain_sum
from bookbuild.layout.patches import Patch

_TOLERANCE = 0.01
"""How much wider than its place a line may be, in CSS pixels."""


def _fill_leader(context: Any, line: Any, containing_block: Any) -> None:
    """Fill the leader of a line with one piece of text, if there is one."""
    _, leader = leader_index(line)
    if leader is None:
        return
    room = containing_block.width - line.text_indent
    if plain_sum(child.margin_width() for child in line.children if child.is_in_normal_flow()) > room + _TOLERANCE:
        return  # WeasyPrint would give the leader a negative width, and the line that of its place
    handle_leader(context, line, SimpleNamespace(width=room))
    if len(leader.children) > 1:
        dots = _joined(leader.children)
        dots.position_x -= -line.text_indent % leader.children[0].width  # in the columns of dots of other lines
        leader.children = (dots,)


def _joined(dots: Sequence[Any]) -> Any:
    joined = min(dots, key=lambda dot: dot.position_x).copy()
    joined.width *= len(dots)
    joined.text = joined.pango_layout.text * len(dots)
    joined.pango_layout = Layout(joined.style)
    joined.pango_layout.set_text(joined.text)
    return joined


FEATURE = Patch(
    "leaders",
    replaces={"weasyprint.layout.inline:handle_leader": _fill_leader},
    sources={
        "weasyprint.draw.text:draw_text": "ebaf96239c6c",
        "weasyprint.layout.leader:handle_leader": "e4bf5941eb94",
        "weasyprint.layout.leader:leader_index": "933aaa813a2b",
        "weasyprint.text.line_break:Layout": "681b737d1ba5",
    },
)
