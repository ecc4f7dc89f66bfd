"""What is kept whole gives way where it would leave too much of a page white."""

from bookbuild.layout import lay_out
from tests.layout.jobs import job, words

WHOLE = ".whole { break-inside: avoid }"
BOX = f'<div class="whole" id="box"><p>{words(20)}</p><p id="end">{words(6)}</p></div>'


def pages_of(before: str) -> tuple[int, int]:
    """On which pages the box and its last paragraph begin, where that much stands before it."""
    run = lay_out(job(before + BOX, WHOLE))
    return run.anchors["box"][0], run.anchors["end"][0]


def test_a_box_near_the_foot_goes_to_the_next_page() -> None:
    """A box that does not fit goes to the next page as a whole where that leaves little of this one white."""
    assert pages_of(f"<p>{words(60)}</p>") == (1, 1)


def test_a_box_high_on_a_page_breaks() -> None:
    """A box that would leave much of a page white begins there and breaks."""
    box, end = pages_of(f"<p>{words(30)}</p>")
    assert (box, end) == (0, 1)
