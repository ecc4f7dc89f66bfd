# ruff: noqa: RUF001 - the signs of mathematics are what this is about
"""Formulas said in terms that drawing knows: where signs stand, how much room is around them, rows of equal height.

The measures are those of TeX (The TeXbook, chapter 18 and appendix G), in ems; ziamath knows MathML without them.
"""

import re
from itertools import zip_longest
from xml.etree import ElementTree as ET

from bookbuild.render.formula_lengths import ems
from bookbuild.render.formula_tables import prepare_table

MATHML = "{http://www.w3.org/1998/Math/MathML}"
_EM = re.compile(r"(-?[\d.]+)em")
_LENGTHS = frozenset({"width", "height", "depth", "lspace", "rspace", "voffset", "columnspacing", "rowspacing"})
_FENCES = frozenset(")]}|")
_APPLIED = "\N{FUNCTION APPLICATION}"
_INVISIBLE = str.maketrans(dict.fromkeys("\u2061\u2062\u2063\u2064"))
_LIMITS = {"munderover": "msubsup", "munder": "msub", "mover": "msup"}
_WITH_LIMITS = frozenset({*_LIMITS, *_LIMITS.values()})
_IN_TEXT_STYLE = frozenset({"mfrac", "mtable", "msub", "msup", "msubsup", "mroot"})
_SCRIPTS = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"})
_ROWS = frozenset({"math", "mrow", "mstyle", "mtd", "msqrt", "mpadded", "menclose"})
_MOVABLE = frozenset("∑∏∐⋂⋃⋀⋁⨁⨂⨀⨄⨆")
_INTEGRALS = frozenset("∫∬∭⨌∮∯∰∱∲∳")
_CLOSE = frozenset("∀∃∄∂∇¬!′″‴")
"""Signs without room of their own."""
_BINARY = frozenset("∪∩⊎⊓⊔∧∨∖⊕⊖⊗⊘⊙∘⋆∗÷")
_THIN, _MEDIUM, _BESIDE_FRACTION = ems(1 / 6), ems(2 / 9), ems(-0.1)
_NAMED = {
    name: number / 18
    for number, name in enumerate(
        ("veryverythin", "verythin", "thin", "medium", "thick", "verythick", "veryverythick"), 1
    )
}


def prepare_formula(tree: ET.Element, *, is_display: bool) -> None:
    """Say what is meant by a formula in terms that drawing knows."""
    for element in tree.iter():
        for name in _LENGTHS & element.attrib.keys():
            element.set(name, _EM.sub(lambda length: ems(float(length[1])), element.get(name, "")))
    prepare(tree, is_display=is_display)


def prepare(element: ET.Element, *, is_display: bool, in_script: bool = False) -> None:
    """Say what is meant in terms that drawing knows."""
    stated = element.get("displaystyle")
    is_display = is_display if stated is None else stated == "true"
    name = element.tag.removeprefix(MATHML)
    if name in _LIMITS and not is_display and _is_movable(element[0]):
        element.tag = f"{MATHML}{_LIMITS[name]}"
    if name == "mtext":
        element.text = (element.text or "").replace(" ", "\N{NO-BREAK SPACE}")
    element[:] = [_without_row(child) for child in element]
    for child, following in zip_longest(element, element[1:]):
        _set_text(child, following, name)
    if name == "mover" and len(element) > 1 and element[1].get("stretchy") == "false":
        element[1] = _in_row(element[1])  # an operator would be as wide as what it stands over
    if name == "mo":
        _set_known_room(element)
    if name in _ROWS:
        _lower_scripts(element)
        _space(element, in_script=in_script)
    if name == "mtable" and not in_script:
        prepare_table(element, is_display=is_display)
    for number, child in enumerate(element):
        in_text = name in _IN_TEXT_STYLE
        prepare(child, is_display=is_display and not in_text, in_script=in_script or (name in _SCRIPTS and number > 0))


def _set_text(child: ET.Element, following: ET.Element | None, parent: str) -> None:
    """Turn signs that are not seen into spaces, and words that are no functions into words."""
    text = (child.text or "").strip()
    if child.tag == f"{MATHML}mo" and text and not text.translate(_INVISIBLE):
        child.tag, child.text = f"{MATHML}mspace", None
        child.set("width", child.get("lspace", "0"))
    elif child.tag == f"{MATHML}mi" and len(text) > 1 and (following is None or following.text != _APPLIED):
        child.tag = f"{MATHML}mtext" if parent in {"math", "mrow"} else child.tag


def _in_row(*elements: ET.Element) -> ET.Element:
    row = ET.Element(f"{MATHML}mrow")
    row.extend(elements)
    return row


def _without_row(element: ET.Element) -> ET.Element:
    """Return the only element of a row instead of the row."""
    while element.tag == f"{MATHML}mrow" and len(element) == 1 and not element.attrib:
        element = element[0]
    return element


def _is_movable(base: ET.Element) -> bool:
    """Return whether the limits of a sign stand beside it in the style of text (MathML Core, 3.3.4.2)."""
    return _sign(base) in _MOVABLE and base.get("movablelimits") != "false"


def _sign(element: ET.Element | None) -> str:
    """Return the sign that an operator is, or an empty string."""
    is_sign = element is not None and element.tag == f"{MATHML}mo"
    return (element.text or "").strip() if is_sign and element is not None else ""


def _large_sign(element: ET.Element | None) -> ET.Element | None:
    """Return the large operator that an element is, with limits or without, or None."""
    if element is not None and element.tag.removeprefix(MATHML) in _WITH_LIMITS and len(element):
        element = element[0]
    return element if _sign(element) in _MOVABLE | _INTEGRALS else None


def _set_known_room(sign: ET.Element) -> None:
    """State the room around a sign as it is known, in our ems."""
    from ziamath.operators import get_params  # noqa: PLC0415 - only books with formulas need it

    known = get_params((sign.text or "").strip(), sign.get("form", "infix"))
    for side in ("lspace", "rspace"):
        share = _NAMED.get(str(known.get(side, "")).removesuffix("mathspace"))
        if share and side not in sign.attrib:
            sign.set(side, ems(share))


def _lower_scripts(row: ET.Element) -> None:
    """Set scripts behind a bracket as high as behind a letter: as TeX does, whatever the bracket's height."""
    for number, child in enumerate(row):
        is_script = child.tag.removeprefix(MATHML) in {"msub", "msup", "msubsup"} and len(child) > 1
        if is_script and _sign(child[0]) in _FENCES and child[0].get("stretchy") == "false":
            base = child[0]
            child[0] = ET.Element(f"{MATHML}mspace", {"width": "0"})
            row[number] = _in_row(base, child)


def _space(row: ET.Element, *, in_script: bool) -> None:
    """Set the room around the signs of a row, by their neighbours."""
    spaced: list[ET.Element] = []
    children = list(row)
    for before, child, after in zip([None, *children], children, [*children[1:], None], strict=False):
        sign = _sign(child)
        if sign in _CLOSE:
            _set_room(child, "0em")
        elif sign in _BINARY and before is not None and after is not None and not in_script:
            _set_room(child, _MEDIUM)
        around = _around(child, before, after) if not in_script else ("", "")
        spaced += [*_gap(around[0]), child, *_gap(around[1])]
    row[:] = spaced


def _around(child: ET.Element, before: ET.Element | None, after: ET.Element | None) -> tuple[str, str]:
    """Return the room before and behind an element of a row, which is negative where drawing leaves too much."""
    if child.tag == f"{MATHML}mfrac":
        return (_BESIDE_FRACTION if before is not None else "", _BESIDE_FRACTION if after is not None else "")
    large = _large_sign(child)
    if large is None:
        return "", ""
    _set_room(large, "0em")
    if _sign(large) in _INTEGRALS:
        large.set("stretchy", "false")
    is_after = after is not None and not _sign(after) and after.tag != f"{MATHML}mspace"
    has_before = before is not None and (not _sign(before) or _sign(before) in ")]}|")
    return _THIN if has_before and _large_sign(before) is None else "", _THIN if is_after else ""


def _gap(width: str) -> list[ET.Element]:
    return [ET.Element(f"{MATHML}mspace", {"width": width})] if width else []


def _set_room(sign: ET.Element, width: str) -> None:
    for side in ("lspace", "rspace"):
        if side not in sign.attrib:
            sign.set(side, width)
