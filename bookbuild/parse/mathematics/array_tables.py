"""Tables in formulas: what the converter says in CSS, for MathML Core, is said in attributes of MathML 3 too.

Reading systems know the one or the other; drawing knows the attributes.
"""

import re
from itertools import pairwise
from xml.etree.ElementTree import Element

_PADDING = 0.4
"""The space beside a column, in ems, where nothing else is said."""
_TOP = re.compile(r"border-top:\s*([^;]+)")


def describe_table(table: Element) -> None:
    """Set how the columns of a table are aligned and spaced, and drop those that only fill the line."""
    table.attrib.pop("scriptlevel", None)
    _close(table)
    for row in table:
        for cell in [cell for cell in row if "width" in cell.get("style", "")]:
            row.remove(cell)
        for cell in row:
            style = cell.get("style", "")
            if side := next((side for side in ("left", "right") if f"text-align: {side}" in style), ""):
                cell.set("columnalign", side)
    if "width" in table.get("style", ""):
        del table.attrib["style"]
    longest = max(table, key=len, default=None)
    if longest is not None and len(longest) > 1:
        table.set("columnspacing", " ".join(_gap(*cells) for cells in pairwise(longest)))


def _close(table: Element) -> None:
    r"""Turn the rule above a last row without content, which ``\hline`` makes, into one below the table."""
    rows = list(table)
    last = rows[-1] if len(rows) > 1 else None
    if last is None or any(len(cell) or (cell.text or "").strip() for cell in last):
        return
    rule = next((found[1] for cell in last if (found := _TOP.search(cell.get("style", "")))), "")
    if rule:
        table.remove(last)
        table.set("style", f"{table.get('style', '')}border-bottom: {rule};")


def _gap(left: Element, right: Element) -> str:
    before, after = left.get("style", "").replace(" ", ""), right.get("style", "").replace(" ", "")
    if "padding-left:1em" in after:
        return "1em"
    room = [_padding(before, "right"), _padding(after, "left")]
    return "0em" if 0 in room else f"{sum(room):g}em"


def _padding(style: str, side: str) -> float:
    found = re.search(rf"padding-{side}:([\d.]+)", style)
    return float(found[1]) if found else _PADDING
