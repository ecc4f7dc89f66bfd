"""What is known of the blocks on a page."""

from bookbuild.layout import lay_out
from tests.layout.jobs import job


def test_a_page_is_known_by_its_first_words() -> None:
    """The first eight words of each page are kept, be they in one block or in several."""
    lines = "".join(f"<p>line {number} of <em>many</em></p>" for number in range(12))
    first, second = lay_out(job(f"<section><h1>A</h1>{lines}</section>")).starts
    assert first == ("A", "line", "0", "of", "many", "line", "1", "of")
    assert (second[0], second[2:6]) == ("line", ("of", "many", "line", str(int(second[1]) + 1)))
