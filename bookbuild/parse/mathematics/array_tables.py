"""Tables in formulas: what the converter says in CSS, for MathML Core, is said in attributes of MathML 3 too.

Reading systems know the one or the other; drawing knows the attributes.
"""

from itertools import pairwise
from xml.etree.ElementTree import Element

_GAP = "0.8em"
"""The space between two columns, where nothing else is said."""


def describe_table(table: Element) -> None:
    """Set how the columns of a table are aligned and spaced, and drop those that only fill the line."""
    table.attrib.pop("scriptlevel", None)
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


def _gap(left: Element, right: Element) -> str:
    before, after = left.get("style", "").replace(" ", ""), right.get("style", "").replace(" ", "")
    if "padding-left:1em" in after:
        return "1em"
    return "0em" if "padding-right:0" in before or "padding-left:0" in after else _GAP
