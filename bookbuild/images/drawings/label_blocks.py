"""Labels of a drawing, the blocks that they form, and where its rectangles and lines are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookbuild.images.drawings.names import Element, number_of

_GAP = 1.6
"""Ems between baselines of lines that belong together, at most."""


@dataclass(slots=True)
class Label:
    """A line of text of a drawing; `lines` are those that it is broken into."""

    element: Element
    x: float
    y: float
    size: float
    anchor: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in units of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Return whether two rectangles have more than an edge in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def box_of_rect(rect: Element) -> Box:
    """Return the place of a ``rect``."""
    x, y, wide, high = (number_of(rect.get(name)) for name in ("x", "y", "width", "height"))
    return Box(x, y, x + wide, y + high)


def box_of_line(line: Element) -> Box:
    """Return the place of a ``line``."""
    x1, y1, x2, y2 = (number_of(line.get(name)) for name in ("x1", "y1", "x2", "y2"))
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _is_divided(above: Label, below: Label, lines: Sequence[Box]) -> bool:
    return any(
        line.top == line.bottom and line.left <= above.x < line.right and above.y < line.top < below.y for line in lines
    )


def blocks_of(labels: Sequence[Label], times: float, lines: Sequence[Box]) -> Iterator[list[Label]]:
    """Yield labels that stand under one another from the same x, with no line between them, as one block."""
    columns: dict[tuple[float, str], list[Label]] = {}
    for label in labels:
        columns.setdefault((label.x, label.anchor), []).append(label)
    for column in columns.values():
        block: list[Label] = []
        for label in sorted(column, key=lambda one: one.y):
            gap = _GAP * times * max(label.size, block[-1].size) if block else 0.0
            if block and (label.y - block[-1].y > gap or _is_divided(block[-1], label, lines)):
                yield block
                block = []
            block.append(label)
        yield block
