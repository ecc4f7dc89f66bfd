"""Page breaks within lists and indexes."""

import pytest

from bookbuild.model import PrintedPage
from bookbuild.render.entry_breaks import with_entry_breaks

INDEX = (
    "<ul><li><p><b>pay</b>, <a>Pay</a></p><ul><li><p>minimum</p></li></ul></li>"
    "<li/><li><p>pay &amp; more</p></li><li><a>proof</a></li></ul>"
)


def broken(*pages: tuple[int, int, str]) -> str:
    begun = [PrintedPage(str(at), "index", "", *page[:2], words=(page[2],)) for at, page in enumerate(pages)]
    return with_entry_breaks(INDEX, begun, lambda labels: f"|{' '.join(labels)}|")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ((1, 0, "pay,"), "<p>|0|<b>pay"),
        ((1, 5, "pay,"), "<a>Pay|0|</a></p><ul>"),
        ((9, 0, "minimum"), "<p>|0|minimum"),
        ((0, 0, "pay & more"), "<p>|0|pay &amp; more"),
        ((6, 0, "proof"), "<li><a>|0|proof"),
        ((9, 0, "gone"), "<li><a>|0|proof"),
    ],
)
def test_a_break_stands_at_its_entry(page: tuple[int, int, str], expected: str) -> None:
    """An entry is found by its number, or by its words where they are elsewhere; one that is gone is the last. The
    break is before its words, or behind them if the page begins within it, and within the link that it is.
    """
    assert expected in broken(page)


def test_pages_that_begin_with_one_entry_have_their_breaks_there() -> None:
    """Breaks stand in the order of pages, and a document without entries has none."""
    assert "<p>|0 1|minimum" in broken((3, 0, "minimum"), (3, 0, "minimum"))
    assert with_entry_breaks("<h1>Index</h1>", [PrintedPage("1", "index", "", 0)], "".join) == "<h1>Index</h1>"
