"""Space above a block that begins a page is left out on pages that have a name, as it is on others.

WeasyPrint takes each page with a name (``page``) for the first after a forced break, and keeps the space. Here that is
so where a break is written, or another kind of page begins; after a turned page the text goes on.
"""

from collections.abc import Callable
from typing import Any

from bookbuild.layout.patches import Patch

_UPRIGHT = "upright"
"""The name of pages between turned ones."""
_BY_ITSELF = ("any", "auto")
"""Breaks that no style asks for."""


def _wrap(make_page: Callable[..., Any]) -> Callable[..., Any]:
    def made(context: Any, root_box: Any, page_type: Any, resume_at: Any, page_number: int, page_state: Any) -> Any:
        before, this = (context.page_maker[max(index, 0)][1] for index in (page_number - 2, page_number - 1))
        is_other = this["page"] not in (before["page"], _UPRIGHT)
        context.forced_break = this["break"] not in _BY_ITSELF or is_other
        return make_page(context, root_box, page_type, resume_at, page_number, page_state)

    return made


FEATURE = Patch(
    "page_tops",
    wraps={"weasyprint.layout.page:make_page": _wrap},
    sources={
        "weasyprint.layout.page:make_page": "656f183328e8",
        "weasyprint.layout.page:remake_page": "1ff09b2dffa1",
    },
)
