"""Tables in formulas: rows of the height that TeX gives them, and the rules between rows and columns."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

from bookbuild.render.formula_lengths import ems

MATHML = "{http://www.w3.org/1998/Math/MathML}"
_RULE = 0.05
"""The thickness of a rule, in ems."""
_DASH = 0.12
"""The length of a dash, in ems."""
_OUTSIDE = ems(0.4)
"""The room between the outer columns and a rule beside them."""
_HEIGHT, _DEPTH = 0.84, 0.36
"""The height and the depth of a row, in ems: of a line whose leading is 1.2."""
_FIRST, _LAST = 0.72, 0.22
"""The height of the first row and the depth of the last one, where brackets are around them."""
_MORE = 0.15
"""What rows of a formula on lines of its own have more, above and below."""
_BORDER = re.compile(r"border-(top|right|bottom|left):\s*([\d.]+)em\s+(\w+)")
RULES = "data-rules"
"""The attribute of a table that has rules: the style of each is in its cells."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in a drawing: its corner, its width and its height, in units of the drawing."""

    x: float
    y: float
    width: float
    height: float


def prepare_table(table: ET.Element, *, is_display: bool) -> None:
    """Give each row of a table the height of a line of text at least, and room beside outer rules."""
    more = _MORE if table.get("displaystyle") == "true" or (is_display and table.get("displaystyle") is None) else 0
    rows = [row for row in table if len(row)]
    table.set("rowspacing", "0em")
    _hand_down_borders(table, rows)
    has_rules = any(_borders(cell) for row in rows for cell in row)
    for number, row in enumerate(rows):
        height = _HEIGHT + more if number or has_rules else _FIRST
        depth = _DEPTH + more if number < len(rows) - 1 or has_rules else _LAST
        row[0].append(ET.Element(f"{MATHML}mspace", {"width": "0", "height": ems(height), "depth": ems(depth)}))
    if has_rules:
        table.set(RULES, "drawn")
    is_wide = any(_borders(cell).keys() & {"top", "bottom"} for row in rows for cell in row)
    for column, side in ((0, "left"), (-1, "right")):
        if is_wide or any(side in _borders(row[column]) for row in rows):
            _make_room(rows, column)


def _hand_down_borders(table: ET.Element, rows: list[ET.Element]) -> None:
    """State the rules around a table at the cells beside them."""
    outer = {side: f"border-{side}: {size}em {kind};" for side, size, kind in _BORDER.findall(table.get("style", ""))}
    beside = {
        "left": [row[0] for row in rows],
        "right": [row[-1] for row in rows],
        "top": list(rows[0]) if rows else [],
        "bottom": list(rows[-1]) if rows else [],
    }
    for side, rule in outer.items():
        for cell in beside[side]:
            cell.set("style", f"{cell.get('style', '')};{rule}")


def _make_room(rows: list[ET.Element], column: int) -> None:
    """Widen the cells of an outer column, so that the rule beside them stands within the table."""
    for row in rows:
        space = ET.Element(f"{MATHML}mspace", {"width": _OUTSIDE})
        row[column].insert(0 if column == 0 else len(row[column]), space)


def _borders(cell: ET.Element) -> Mapping[str, bool]:
    """Return the sides of a cell that have rules, and whether they are dashed."""
    return {side: kind == "dashed" for side, _, kind in _BORDER.findall(cell.get("style", ""))}


def draw_rules(root: Any, drawing: ET.Element, size: float) -> None:
    """Add the rules of all tables of a formula, whose nodes drawing has placed, to its drawing."""
    for table, x, y in _tables(root, 0, 0):
        for rule in _rules(table, x, y, size):
            measures = {name: f"{getattr(rule, name):.4g}" for name in ("x", "y", "width", "height")}
            ET.SubElement(drawing, "rect", {**measures, "fill": "black"})


def _tables(node: Any, x: float, y: float) -> Iterator[tuple[Any, float, float]]:
    """Yield the tables below a node that have rules, with the places where they are drawn."""
    element = getattr(node, "element", None)
    if getattr(node, "mtag", "") == "mtable" and element is not None and element.get(RULES):
        yield node, x, y
    places = getattr(node, "nodexy", ())
    for child, (right, down) in zip(getattr(node, "nodes", ()), places, strict=False):
        yield from _tables(child, x + right, y + down)


def _rules(table: Any, x: float, y: float, size: float) -> Iterator[Rule]:
    rows = [row for row in table.element if len(row)]
    placed = iter(zip(table.nodes, table.nodexy, strict=True))
    cells = [[next(placed) for _ in row] for row in rows]
    columns, lines = _column_edges(cells, table.bbox), _row_edges(cells)
    thick = _RULE * size
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            left, right = x + columns[column], x + columns[column + 1]
            top, bottom = y + lines[number], y + lines[number + 1]
            places = {
                "left": Rule(left - thick / 2, top, thick, bottom - top),
                "right": Rule(right - thick / 2, top, thick, bottom - top),
                "top": Rule(left, top - thick / 2, right - left, thick),
                "bottom": Rule(left, bottom - thick / 2, right - left, thick),
            }
            for side, is_dashed in _borders(cell).items():
                yield from _dashes(places[side], _DASH * size) if is_dashed else (places[side],)


def _dashes(rule: Rule, length: float) -> Iterator[Rule]:
    """Yield a rule in dashes, with as much between them."""
    is_level = rule.width > rule.height
    whole = rule.width if is_level else rule.height
    count = max(1, round(whole / length / 2))
    step = whole / count
    for number in range(count):
        start = (number + 0.25) * step
        if is_level:
            yield Rule(rule.x + start, rule.y, step / 2, rule.height)
        else:
            yield Rule(rule.x, rule.y + start, rule.width, step / 2)


def _column_edges(cells: list[list[Any]], box: Any) -> list[float]:
    """Return the edges of the columns: the middles of the gaps between them."""
    count = max(map(len, cells))
    sides = []
    for column in range(count):
        inside = [row[column] for row in cells if column < len(row)]
        sides.append((min(x for _, (x, _) in inside), max(x + node.bbox.xmax for node, (x, _) in inside)))
    return [box.xmin, *((right + left) / 2 for (_, right), (left, _) in pairwise(sides)), box.xmax]


def _row_edges(cells: list[list[Any]]) -> list[float]:
    """Return the edges of the rows, downwards."""
    sides = [
        (min(y - node.bbox.ymax for node, (_, y) in row), max(y - node.bbox.ymin for node, (_, y) in row))
        for row in cells
    ]
    return [sides[0][0], *((bottom + top) / 2 for (_, bottom), (top, _) in pairwise(sides)), sides[-1][1]]
