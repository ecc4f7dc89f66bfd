"""How the pages of finished PDFs are filled: ``python -m benchmarks.page_geometry BOOK.pdf ...``.

For each file: the share of text lines that register with those of the facing page, the share of pages whose last line
stands at the foot, and how many pages are under a half and under a quarter full.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from benchmarks.report import table
from benchmarks.typography import Line, letters_of, lines_of

_TOLERANCE = 0.5
"""How far apart, in points, lines of facing pages may stand that register."""
_FURNITURE = 0.9
"""Folios and running heads are smaller than this share of the text."""
_DRAWN = frozenset({raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH})
"""Pictures, and rules, such as lines to write on."""
_BACKGROUND = 0.9
"""What is as tall as this share of the page is its background."""
_WORDS = 3
"""A line of running text has as many gaps between words, so that labels in drawings do not count."""

_COLUMNS = ("text lines", "register", "last line at foot", "under half full", "under a quarter full")


def main() -> None:
    """Measure each file, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page_geometry", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="BOOK.pdf")
    parser.add_argument("--show", action="store_true", help="also the pages that are under half full")
    asked = parser.parse_args()
    print(table(("", *_COLUMNS), [(file.name, *measured(file, is_shown=asked.show)) for file in asked.files]))


def measured(file: Path, *, is_shown: bool = False) -> tuple[str, ...]:
    """Return the row of a file."""
    pages = [_page(page) for page in pypdfium2.PdfDocument(file)]
    size, leading = _text_size([line for page in pages for line in page.lines])
    text = [[line for line in page.lines if abs(line.size - size) < 0.06 * size] for page in pages]
    registered, count = _registered(text, leading)
    top, foot = _block(text)
    full = [(top - page.lowest(foot)) / (top - foot) for page in pages]
    last = [min((line.base for line in lines), default=top) for lines in text]
    at_foot = sum(abs(base - foot) < _TOLERANCE for base in last)
    short = [number for number, share in enumerate(full, 1) if 0 < share < 0.5]
    bare = [number for number in short if full[number - 1] < 0.25]
    if is_shown:
        print("under half full:", *(f"{number} ({full[number - 1]:.0%})" for number in short))
    filled = sum(bool(lines) for lines in text) or 1
    return (f"{count}", f"{registered / max(1, count):.1%}", f"{at_foot / filled:.1%}", f"{len(short)}", f"{len(bare)}")


class _Page:
    """The lines of a page from top to bottom, and the lower edges of pictures and rules, in points."""

    def __init__(self, lines: Sequence[Line], edges: Sequence[float]) -> None:
        self.lines, self._edges = lines, edges

    def lowest(self, foot: float) -> float:
        """Return the lowest place on which something stands within the text block that ends at `foot`."""
        places = [*(line.base for line in self.lines), *self._edges]
        return min((place for place in places if place > foot - _TOLERANCE), default=float("inf"))


def _page(page: pypdfium2.PdfPage) -> _Page:
    lines = [line for line in lines_of(letters_of(page)) if line.text.strip()]
    drawn = [found for found in page.get_objects(max_depth=2) if found.type in _DRAWN]
    bounds = [found.get_bounds() for found in drawn]
    tallest = _BACKGROUND * page.get_height()
    return _Page(lines, [bottom for _, bottom, _, top in bounds if top - bottom < tallest])


def _text_size(lines: Sequence[Line]) -> tuple[float, float]:
    """Return the size of the running text and the distance of its lines, in points."""
    sizes = Counter(round(line.size, 1) for line in lines if len(line.spaces) >= _WORDS)
    size = sizes.most_common(1)[0][0] if sizes else 1.0
    drops = Counter(
        round(before.base - after.base, 1)
        for before, after in pairwise(lines)
        if abs(before.size - size) < 0.1 > abs(after.size - size) and before.base > after.base
    )
    return size, drops.most_common(1)[0][0] if drops else size


def _registered(pages: Sequence[Sequence[Line]], leading: float) -> tuple[int, int]:
    """Return how many lines of facing pages register, and how many there are."""
    registered = count = 0
    for verso in range(1, len(pages) - 1, 2):
        spread = [line.base for page in pages[verso : verso + 2] for line in page]
        if pages[verso] and pages[verso + 1]:
            registered += max(sum(_is_apart(base - other, leading) for base in spread) for other in spread)
            count += len(spread)
    return registered, count


def _is_apart(distance: float, leading: float) -> bool:
    """Return whether a distance is a whole number of leadings."""
    rest = distance % leading
    return min(rest, leading - rest) <= _TOLERANCE


def _block(pages: Sequence[Sequence[Line]]) -> tuple[float, float]:
    """Return the base of the first and of the last line of full pages: the highest and lowest that is usual."""
    first = Counter(round(max(line.base for line in page), 0) for page in pages if page)
    last = Counter(round(min(line.base for line in page), 1) for page in pages if page)
    often = [base for base, count in last.items() if count >= 0.05 * sum(last.values())]
    return first.most_common(1)[0][0], min(often, default=min(last))


if __name__ == "__main__":
    main()
