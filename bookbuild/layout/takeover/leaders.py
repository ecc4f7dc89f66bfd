"""Leaders: the dots between a title and its page number.

Importing this module replaces a function of WeasyPrint 70, which makes a box of every dot and draws each by itself: two
thirds of the time that a page of contents takes, and of the memory.
"""

from typing import Any

import weasyprint.layout.inline
from weasyprint.layout.leader import leader_index
from weasyprint.text.line_break import Layout

_fill_with_dots = weasyprint.layout.inline.handle_leader


def _fill_leader(context: Any, line: Any, containing_block: Any) -> None:
    """Fill the leader of a line with one piece of text, if there is one."""
    _, leader = leader_index(line)
    if leader is None:
        return
    _fill_with_dots(context, line, containing_block)
    if len(leader.children) > 1:
        leader.children = (_joined(leader.children),)


def _joined(dots: Any) -> Any:
    joined = min(dots, key=lambda dot: dot.position_x).copy()
    joined.width *= len(dots)
    joined.text = joined.pango_layout.text * len(dots)
    joined.pango_layout = Layout(joined.style)
    joined.pango_layout.set_text(joined.text)
    return joined


weasyprint.layout.inline.handle_leader = _fill_leader
