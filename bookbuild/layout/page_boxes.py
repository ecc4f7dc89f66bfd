"""The boxes of a laid-out page, which WeasyPrint's `Page` keeps to itself."""

from typing import Any


def page_box(page: Any) -> Any:
    """Return the box of a page, in which all others are."""
    return page._page_box  # noqa: SLF001 - WeasyPrint has no other way to it
