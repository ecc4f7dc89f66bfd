"""What is kept whole gives way where it has to. A failure here means that WeasyPrint has changed."""

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job

CSS = "[data-max-white], tr { break-inside: avoid } table { border-collapse: collapse } td { padding: 0 }"
BOX = '<div data-max-white="{}"><p id="first">1</p><p>2</p><p id="last">3</p></div>'
TABLE = (
    '<table data-max-white="{}"><tbody><tr><td id="first">1</td></tr><tr><td>2</td></tr>'
    '<tr><td id="last">3</td></tr></tbody></table>'
)


@pytest.mark.parametrize("block", [BOX, TABLE])
@pytest.mark.parametrize(
    ("before", "white", "pages"),
    [
        (6, 0, (0, 0)),  # of nine lines
        (7, 15, (0, 1)),
        (7, 30, (1, 1)),
        (8, 5, (0, 1)),
        (8, 20, (1, 1)),
    ],
)
def test_a_whole_block_breaks_where_it_would_leave_too_much_white(
    block: str, before: int, white: int, pages: tuple[int, int]
) -> None:
    """A block that does not fit goes to the next page, unless more than it allows would stay white before it."""
    run = lay_out(job("<p>x</p>" * before + block.format(white), CSS))
    assert (run.anchors["first"][0], run.anchors["last"][0]) == pages
