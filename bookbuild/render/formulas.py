"""Formulas for print: drawn as outlines on the baseline of their line, in the size of the text around them.

The layout engine knows no MathML. Drawing is by ziamath, with STIX Two Math; a drawing is measured in ems.
"""

import functools
import re
from typing import Any
from xml.etree import ElementTree as ET

from lxml import etree

from bookbuild.render.formula_tables import draw_rules
from bookbuild.render.formula_terms import MATHML, prepare_formula
from bookbuild.render.trees import Element, add_class

_SIZE = 100
"""Units of a drawing in an em."""
_AROUND = 4
"""Units around a drawing, for what reaches beyond its box, as the end of an italic letter does."""
_SHORT_NUMBER = 6
"""Signs of a number, such as ``(12.3)``, for which the stylesheet has room beside a formula."""
_WIDTH_OF_SIGN = 0.55
"""Ems that a sign of a longer number takes."""
_SVG = "http://www.w3.org/2000/svg"
_UNDRAWN = frozenset("\u2061\u2062\u2063\u2064\u200b\u2009\u200a\u00a0\u2003 \n\t")


def draw_formulas(tree: Element) -> None:
    """Replace the formulas of a tree by their drawings; one that cannot be drawn, by its reading in plain text."""
    for formula in list(tree.iter(f"{MATHML}math")):
        tail, formula.tail = formula.tail, None
        is_display = formula.get("display") == "block"
        reading = formula.get("alttext") or " ".join("".join(map(str, formula.itertext())).split())
        drawn = _drawn(etree.tostring(formula, encoding="unicode"), reading) if reading else None
        element = etree.fromstring(drawn) if drawn else etree.Element("span", {"class": "formula-text"})
        if not drawn:
            element.text = reading
        add_class(element, "formula-display" if is_display else "formula-inline")
        element.tail = tail
        parent = formula.getparent()
        if parent is not None:
            parent.replace(formula, element)
    for equation in tree.iter("div"):
        if equation.get("class") == "equation" and equation.find("span[@class='equation-number']") is not None:
            _set_number(equation)


def _set_number(equation: Element) -> None:
    """Put an empty cell before a numbered formula, as wide as that of its number, so that it stands in the middle."""
    add_class(equation, "equation-numbered")
    formula = equation[0]
    cell = etree.Element("span", {"class": "equation-formula"})
    equation.replace(formula, cell)
    cell.append(formula)
    equation.insert(0, etree.Element("span", {"class": "equation-space"}))
    length = len("".join(map(str, equation[-1].itertext())))
    if length > _SHORT_NUMBER:
        for beside in (equation[0], equation[-1]):
            beside.set("style", f"width:{length * _WIDTH_OF_SIGN:.2f}em")


@functools.lru_cache(maxsize=2048)
def _drawn(mathml: str, reading: str) -> str | None:
    """Return the drawing of a formula as SVG, or None if it cannot be drawn."""
    from ziamath.config import config  # noqa: PLC0415 - only books with formulas need it
    from ziamath.zmath import Math  # noqa: PLC0415 - few books have formulas

    tree = ET.fromstring(mathml)  # noqa: S314 - parsing made it
    is_display = tree.get("display") == "block"
    tree.set("displaystyle", str(is_display).lower())
    is_svg2, config.svg2 = config.svg2, False  # outlines, without references
    try:
        prepare_formula(tree, is_display=is_display)
        math = Math(tree, size=_SIZE, margin=0)
        if not _has_all_glyphs(math.font, tree):
            return None
        drawing = math.svgxml()
        draw_rules(math.node, drawing, _SIZE)
        return _in_ems(drawing, math.node.bbox, reading)
    except Exception:  # noqa: BLE001 - what a formula may hold is without limits
        return None
    finally:
        config.svg2 = is_svg2


def _has_all_glyphs(font: Any, tree: ET.Element) -> bool:
    letters = {letter for element in tree.iter() for letter in element.text or ""} - _UNDRAWN
    return all(font.glyphindex(letter) for letter in letters)


def _in_ems(drawing: ET.Element, box: Any, reading: str) -> str:
    """Return a drawing with its measures in ems, that takes the colour of the text, and with its reading."""
    left, top = box.xmin - _AROUND, -box.ymax - _AROUND
    width, height = box.xmax - box.xmin + 2 * _AROUND, box.ymax - box.ymin + 2 * _AROUND
    depth, side = (-box.ymin + _AROUND) / _SIZE, -_AROUND / _SIZE
    style = (
        f"width:{width / _SIZE:.4g}em;height:{height / _SIZE:.4g}em;vertical-align:{-depth:.4g}em;margin:0 {side:g}em"
    )
    drawing.attrib.clear()
    drawing.attrib.update({
        "xmlns": _SVG, "class": "formula", "role": "img", "aria-label": reading, "fill": "currentColor",
        "viewBox": f"{left:.5g} {top:.5g} {width:.5g} {height:.5g}", "style": style,
    })  # fmt: skip
    for part in drawing.iter():
        for name in ("fill", "stroke"):
            if part.get(name) == "black":
                part.set(name, "currentColor")
    return re.sub(r"\s*/>", "/>", ET.tostring(drawing, encoding="unicode"))
