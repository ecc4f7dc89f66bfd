"""Pages of PDFs as pictures and as text, by pdfium, which serves one thread at a time: calls wait for each other."""

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Any

from bookbuild.preview.png import png

_OPEN = 12
"""Documents that are kept open."""
_KEPT = 8_000_000
"""Bytes of pictures that are kept: those of a few windows, since the browser keeps what it has fetched, too."""
_FEWEST = 3
"""Spaces from which a line is judged by them."""
_UNEVEN = 1.6
"""How many times as wide as its narrowest space the widest one of a justified line may be."""
_SMALL, _PAPER = 150, 245
"""Pixels of the width at which it is seen how far a page is filled, and the darkest grey that counts as paper."""
WIDEST = 3000
"""Pixels of the widest picture."""
_SOFT_HYPHENS = "\ufffe\x02\xad\u2010"
"""What pdfium has in place of a hyphen at the end of a line, and the hyphen that divides words."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page: its text, its box and its baseline in shares of the page's width and height from the upper left
    corner, whether its last word goes on in the next line, and the middle one of its spaces in ems, 0 if it has few or
    if they differ, as in a row of a table.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    is_hyphenated: bool = False
    space: float = 0.0


class Pictures:
    """Draws pages. The last ones drawn are kept, and the last documents stay open."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: OrderedDict[Hashable, Any] = OrderedDict()
        self._drawn: OrderedDict[tuple[Hashable, int, int], bytes] = OrderedDict()
        self._size = 0

    def draw(self, key: Hashable, data: bytes, index: int, width: int) -> bytes:
        """Return a page of a document, named by `key`, as a PNG so many pixels wide."""
        name, width = (key, index, width), max(16, min(width, WIDEST))
        with self._lock:
            if name in self._drawn:
                self._drawn.move_to_end(name)
                return self._drawn[name]
            page = self._document(key, data)[index]
            bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True, no_smoothpath=False)
            picture = png(memoryview(bitmap.buffer).cast("B"), bitmap.width, bitmap.height, bitmap.stride)
            page.close()
            self._keep(name, picture)
            return picture

    def size(self, key: Hashable, data: bytes, index: int) -> tuple[float, float]:
        """Return the width and height of a page in points."""
        with self._lock:
            width, height = self._document(key, data).get_page_size(index)
            return float(width), float(height)

    def count(self, key: Hashable, data: bytes) -> int:
        """Return the number of pages."""
        with self._lock:
            return len(self._document(key, data))

    def inked_to(self, key: Hashable, data: bytes, index: int, bottom: float) -> float:
        """Return how far down a page anything is drawn, as a share of its height, of what is above `bottom`."""
        with self._lock:
            page = self._document(key, data)[index]
            bitmap = page.render(scale=_SMALL / page.get_width(), grayscale=True)
            rows = memoryview(bitmap.buffer).cast("B")
            last = int(bottom * bitmap.height)
            starts = range((last - 1) * bitmap.stride, -1, -bitmap.stride)
            inked = next((start for start in starts if min(rows[start : start + bitmap.width]) < _PAPER), 0)
            page.close()
            return float((inked // bitmap.stride + 1) / bitmap.height)

    def text(self, key: Hashable, data: bytes, index: int) -> tuple[TextLine, ...]:
        """Return the lines of a page in the order in which they are drawn."""
        with self._lock:
            page = self._document(key, data)[index]
            text = page.get_textpage()
            lines = tuple(_lines(text, *page.get_size()))
            text.close()
            page.close()
            return lines

    def close(self) -> None:
        """Close all documents."""
        with self._lock:
            while self._open:
                self._open.popitem()[1].close()

    def _document(self, key: Hashable, data: bytes) -> Any:
        import pypdfium2  # noqa: PLC0415 - of the extra `preview`

        if key not in self._open:
            self._open[key] = pypdfium2.PdfDocument(data)
            if len(self._open) > _OPEN:
                with suppress(Exception):
                    self._open.popitem(last=False)[1].close()
        self._open.move_to_end(key)
        return self._open[key]

    def _keep(self, name: tuple[Hashable, int, int], picture: bytes) -> None:
        self._drawn[name] = picture
        self._size += len(picture)
        while self._size > _KEPT and len(self._drawn) > 1:
            self._size -= len(self._drawn.popitem(last=False)[1])


def _lines(page: Any, width: float, height: float) -> Iterator[TextLine]:
    everything: str = page.get_text_range()
    start = 0
    for line in everything.split("\n"):
        shown = line.rstrip("\r")
        if shown.strip():
            count = page.count_rects(start, len(shown))
            rects = [page.get_rect(number) for number in range(count)]
            if rects:
                left, bottom, right, top = (
                    pick(rect[side] for rect in rects) for side, pick in enumerate((min, min, max, max))
                )
                is_hyphenated = shown[-1] in _SOFT_HYPHENS
                text = shown.rstrip(_SOFT_HYPHENS) + ("-" if is_hyphenated else "")
                box = (left / width, 1 - top / height, right / width, 1 - bottom / height)
                space = _space(page, start, shown)
                yield TextLine(text, *box, 1 - _baseline(page, start) / height, is_hyphenated, space)
        start += len(line) + 1


def _space(page: Any, start: int, text: str) -> float:
    """Return the middle one of the spaces between the words of a line, in ems, or 0 if it has less than three or they
    differ.
    """
    from pypdfium2 import raw  # noqa: PLC0415 - of the extra `preview`

    places = [start + index for index in range(1, len(text) - 1) if text[index] == " "]
    if len(places) < _FEWEST:
        return 0.0
    gaps = sorted(
        page.get_charbox(place + 1, loose=True)[0] - page.get_charbox(place - 1, loose=True)[2] for place in places
    )
    size = raw.FPDFText_GetFontSize(page.raw, places[0] - 1)
    return round(gaps[len(gaps) // 2] / size, 2) if size and gaps[-1] <= _UNEVEN * gaps[0] else 0.0


def _baseline(page: Any, index: int) -> float:
    """Return how high the baseline of a character is, in points."""
    from ctypes import byref, c_double  # noqa: PLC0415 - for pdfium alone

    from pypdfium2 import raw  # noqa: PLC0415 - of the extra `preview`

    left, height = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(page.raw, index, byref(left), byref(height))
    return height.value
