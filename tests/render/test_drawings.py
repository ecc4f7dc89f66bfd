"""What drawings take from a book, and what it learns of them."""

import pytest

from bookbuild.model import Picture
from bookbuild.render.drawings import least_type


@pytest.mark.parametrize(
    ("inside", "size"),
    [
        ('<text font-size="13">a</text><text font-size="11.5">b</text>', 11.5),
        ("<text style='font-size: 9px; fill: red'>a</text>", 9),
        ("<style>text { font-size:14px } .small { font-size:12 }</style>", 12),
        ('<text font-size="80%">a</text><text style="font-size:2em">b</text>', 0),
        ("<path d='M0 0'/>", 0),
    ],
)
def test_the_smallest_words_of_a_drawing_are_known(inside: str, size: float) -> None:
    """Sizes are read from attributes and styles in units of the drawing; those in other units tell nothing."""
    data = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode()
    assert least_type(Picture("a.svg", "image/svg+xml", data, 480, 400)) == size
    assert least_type(Picture("a.png", "image/png", data, 480, 400)) == 0
