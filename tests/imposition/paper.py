"""Real paper: printed by a duplex printer, folded, cut, stacked and read.

It does not depend on the code that imposes pages. A sheet is two sides with ink at places; what is done to it moves the
places; at the end the pages are read from where the ink has come to lie. Lengths are in points.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Ink:
    """A page as it lies on one face of a piece of paper, seen from that face: its middle, and whether it is upright."""

    page: int
    x: float
    y: float
    upright: bool = True


Side = tuple[Ink, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A piece of paper, seen from its front, from 0 to `width` and 0 to `height`. Places on the back are as one sees
    them who turns the paper over like the leaf of a book.
    """

    width: float
    height: float
    front: Side
    back: Side = ()

    def turned_over(self) -> "Paper":
        """The same paper, its back in front."""
        return replace(self, front=self.back, back=self.front)

    def cut(self, left: float, right: float, bottom: float, top: float) -> "Paper":
        """The piece between four cuts, given as seen from the front."""

        def kept(side: Side, start: float, end: float) -> Side:
            inside = (ink for ink in side if start < ink.x < end and bottom < ink.y < top)
            return tuple(replace(ink, x=ink.x - start, y=ink.y - bottom) for ink in inside)

        back = kept(self.back, self.width - right, self.width - left)
        return Paper(right - left, top - bottom, kept(self.front, left, right), back)


def printed(width: float, height: float, sides: Sequence[Side], flip: str) -> list[Paper]:
    """Print sides on both faces of sheets, by a printer that turns them over one edge: ``short`` or ``long``; on one
    face alone where it is empty.
    """
    if not flip:
        return [Paper(width, height, side) for side in sides]
    backs = [*sides[1::2], ()][: len(sides[::2])]
    over_the_side = (flip == "short") == (width > height)
    heads_down = [tuple(_on_its_head(ink, width, height) for ink in back) for back in backs]
    faces = zip(sides[::2], backs if over_the_side else heads_down, strict=True)
    return [Paper(width, height, front, back) for front, back in faces]


def _on_its_head(ink: Ink, width: float, height: float) -> Ink:
    return Ink(ink.page, width - ink.x, height - ink.y, not ink.upright)


@dataclass(frozen=True, slots=True)
class Read:
    """A page as the reader of a bound book meets it: on a recto or a verso, its middle so far from the spine and from
    the foot.
    """

    page: int
    recto: bool
    from_spine: float
    from_foot: float
    upright: bool


def folded(sheets: Sequence[Paper], thickness: float, *, spine: str = "left") -> list[Paper]:
    """Fold a stack of sheets once in the middle, fronts outside; return its leaves from above, their rectos in front.

    Each sheet lies around the next, which is pushed out from the spine by the thickness of the paper.
    """
    above, below = [], []
    for depth, sheet in enumerate(sheets):
        half, creep = sheet.width / 2, depth * thickness
        near = sheet.cut(half, sheet.width, 0, sheet.height) if spine == "left" else sheet.cut(0, half, 0, sheet.height)
        far = sheet.cut(0, half, 0, sheet.height) if spine == "left" else sheet.cut(half, sheet.width, 0, sheet.height)
        above.append(_pushed(near, creep, spine))
        below.append(_pushed(far.turned_over(), creep, spine))
    return above + below[::-1]


def _pushed(leaf: Paper, creep: float, spine: str) -> Paper:
    """Move a leaf away from the spine, on which side of its recto that is."""
    way = creep if spine == "left" else -creep
    front = tuple(replace(ink, x=ink.x + way) for ink in leaf.front)
    return replace(leaf, front=front, back=tuple(replace(ink, x=ink.x - way) for ink in leaf.back))


def leafed_through(leaves: Iterable[Paper], *, spine: str = "left") -> Iterator[Read]:
    """Read a bound book leaf by leaf, recto and verso."""
    for leaf in leaves:
        for side, recto in ((leaf.front, True), (leaf.back, False)):
            for ink in side:
                from_left = recto == (spine == "left")
                yield Read(ink.page, recto, ink.x if from_left else leaf.width - ink.x, ink.y, ink.upright)


def lying(side: Side, *, direction: str = "ltr") -> list[Ink]:
    """Read the pages of a side as they lie, line by line from above."""
    lines = groupby(sorted(side, key=lambda ink: -round(ink.y)), key=lambda ink: round(ink.y))
    way = 1 if direction == "ltr" else -1
    return [ink for _, line in lines for ink in sorted(line, key=lambda ink: way * ink.x)]


Span = tuple[float, float]


def piles(
    stack: Sequence[Paper], across: Sequence[Span], upwards: Sequence[Span], *, direction: str = "ltr"
) -> list[list[Paper]]:
    """Cut a stack through into columns and rows, each from a cut to a cut; return the piles, each from above, in the
    order in which one reads. The rest is waste.
    """
    columns = sorted(across, reverse=direction == "rtl")
    places = [(*row, *column) for row in sorted(upwards, reverse=True) for column in columns]
    return [[sheet.cut(left, right, bottom, top) for sheet in stack] for bottom, top, left, right in places]


def folded_zine(sheet: Paper, *, spine: str = "left") -> list[Paper]:
    """Fold a sheet lengthwise, the print outside, push its ends together until the cut in the middle opens, and lay
    the leaves round. Return them from above, each page on the outside of two layers of paper.

    Folded lengthwise, the lower half of the sheet looks at us and the upper half, on its head, away from us. Going
    round, eight panels follow each other; the ends of the strip are folds along the head. Where the cut opened,
    neighbours come to lie back to back, and so do those at the ends; every other pair has the spine between it.
    """
    width, height = sheet.width / 4, sheet.height / 2
    near = [sheet.cut(place * width, (place + 1) * width, 0, height) for place in range(4)]
    upper = [sheet.cut(place * width, (place + 1) * width, height, 2 * height) for place in range(4)]
    away = [
        replace(panel, front=tuple(_on_its_head(ink, width, height) for ink in panel.front))
        for panel in reversed(upper)
    ]
    ring = near + away  # panels 3 and 4 hang together at the right end of the strip, 7 and 0 at its left end
    front = 3 if spine == "left" else 0
    order = [(front + place) % 8 if spine == "left" else (front - place) % 8 for place in range(8)]
    return [
        Paper(width, height, ring[recto].front, ring[verso].front)
        for recto, verso in zip(order[::2], order[1::2], strict=True)
    ]
