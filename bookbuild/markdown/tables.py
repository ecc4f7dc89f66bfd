"""Tables -> Markdown, where each cell is one line and the first row is the head; else None."""

from collections.abc import Sequence

from lxml import etree

from bookbuild.markdown.inline import inline

_ALIGNED = {"align-right": "---:", "align-center": ":---:", "align-left": ":---"}
_IN_CELLS = frozenset(
    {
        "a",
        "abbr",
        "b",
        "br",
        "cite",
        "code",
        "em",
        "i",
        "img",
        "kbd",
        "mark",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    }
)


def table(element: etree._Element) -> str | None:
    """Return a table as lines of cells between upright strokes, or None if it has no such form."""
    rows = [list(row) for row in element.iter("tr")]
    caption = element.find("caption")
    if len(rows) < 2 or not _is_simple(element, rows):  # noqa: PLR2004 - a head and a row
        return None
    lines = [_row([_cell(cell) for cell in row]) for row in rows]
    lines.insert(1, _row([_ALIGNED.get(cell.get("class", ""), "---") for cell in rows[0]]))
    if caption is not None:
        lines += ["", f"Table: {inline(caption, is_one_line=True)}"]
    return "\n".join(lines)


def _is_simple(element: etree._Element, rows: Sequence[Sequence[etree._Element]]) -> bool:
    cells = [cell for row in rows for cell in row]
    kinds = [{cell.tag for cell in row} for row in rows]
    return (
        not element.attrib
        and kinds[0] == {"th"}
        and all(kind == {"td"} for kind in kinds[1:])
        and len({len(row) for row in rows}) == 1
        and all(set(cell.attrib) <= {"class", "scope"} and cell.get("class", "") in {"", *_ALIGNED} for cell in cells)
        and all(inside.tag in _IN_CELLS for cell in cells for inside in cell.iterdescendants())
    )


def _cell(cell: etree._Element) -> str:
    return inline(cell, is_one_line=True)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
