"""Formulas of Word (Office Math, ECMA-376 part 1, 22.1) -> TeX."""

from collections.abc import Callable, Mapping

from lxml import etree

from bookbuild.sites.word.package import M

_VALUE = f"{M}val"
_ACCENTS = {"\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "bar", "\u20d7": "vec", "\u0307": "dot"}
_SIGNS = {"∑": "\\sum", "∏": "\\prod", "∫": "\\int", "∮": "\\oint", "\u22c3": "\\bigcup", "⋂": "\\bigcap"}
_ESCAPED = str.maketrans({one: f"\\{one}" for one in "#$%&_{}"})
_DEEPEST = 40


def tex_of(formula: etree._Element) -> str:
    """Return a formula in TeX, without signs around it; what is not known keeps its inside."""
    return " ".join(_inside(formula, 0).split())


def is_line(formula: etree._Element) -> bool:
    """Return whether a formula is signs in a line, which need no mathematics: ``x + 1``."""
    return not any(isinstance(one.tag, str) and etree.QName(one).localname in _MADE for one in formula.iter())


def _inside(element: etree._Element | None, depth: int) -> str:
    if element is None or depth > _DEEPEST:
        return ""
    return "".join(_element(child, depth + 1) for child in element)


def _element(element: etree._Element, depth: int) -> str:
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    if name == "t":
        return (element.text or "").translate(_ESCAPED)
    if name.endswith("Pr"):
        return ""
    make = _MADE.get(name)
    return make(element, depth) if make else _inside(element, depth)


def _part(element: etree._Element, name: str, depth: int) -> str:
    return _inside(element.find(f"{M}{name}"), depth)


def _property(element: etree._Element, path: str, otherwise: str) -> str:
    found = element.find("/".join(f"{M}{name}" for name in path.split("/")))
    return found.get(_VALUE, "") if found is not None else otherwise


def _fraction(element: etree._Element, depth: int) -> str:
    return f"\\frac{{{_part(element, 'num', depth)}}}{{{_part(element, 'den', depth)}}}"


def _scripts(element: etree._Element, depth: int) -> str:
    low, high = (_part(element, name, depth) for name in ("sub", "sup"))
    scripts = (f"_{{{low}}}" if low else "") + (f"^{{{high}}}" if high else "")
    before = etree.QName(element).localname == "sPre"
    base = f"{{{_part(element, 'e', depth)}}}"
    return f"{{}}{scripts}{base}" if before else base + scripts


def _root(element: etree._Element, depth: int) -> str:
    degree = _part(element, "deg", depth)
    return f"\\sqrt{f'[{degree}]' if degree else ''}{{{_part(element, 'e', depth)}}}"


def _sum(element: etree._Element, depth: int) -> str:
    sign = _property(element, "naryPr/chr", "∫")
    low, high = (_part(element, name, depth) for name in ("sub", "sup"))
    scripts = (f"_{{{low}}}" if low else "") + (f"^{{{high}}}" if high else "")
    return f"{_SIGNS.get(sign, sign)}{scripts} {_part(element, 'e', depth)}"


def _delimited(element: etree._Element, depth: int) -> str:
    opening, closing = _property(element, "dPr/begChr", "("), _property(element, "dPr/endChr", ")")
    between = _property(element, "dPr/sepChr", "|")
    inside = between.join(_inside(one, depth) for one in element.findall(f"{M}e"))
    marks = [one.translate(_ESCAPED) or "." for one in (opening, closing)]
    return f"\\left{marks[0]} {inside} \\right{marks[1]}"


def _accent(element: etree._Element, depth: int) -> str:
    name = _ACCENTS.get(_property(element, "accPr/chr", "\u0302"), "hat")
    return f"\\{name}{{{_part(element, 'e', depth)}}}"


def _matrix(element: etree._Element, depth: int) -> str:
    rows = element.findall(f"{M}mr")
    return _table([" & ".join(_inside(cell, depth) for cell in row.findall(f"{M}e")) for row in rows])


def _array(element: etree._Element, depth: int) -> str:
    return _table([_inside(one, depth) for one in element.findall(f"{M}e")])


def _table(rows: list[str]) -> str:
    return "\\begin{matrix} " + " \\\\ ".join(rows) + " \\end{matrix}"


def _function(element: etree._Element, depth: int) -> str:
    name = _part(element, "fName", depth)
    shown = f"\\mathrm{{{name}}}" if name.isalpha() else name
    return f"{shown} {_part(element, 'e', depth)}"


def _bar(element: etree._Element, depth: int) -> str:
    is_above = _property(element, "barPr/pos", "bot") == "top"
    return f"\\{'overline' if is_above else 'underline'}{{{_part(element, 'e', depth)}}}"


def _limit(element: etree._Element, depth: int) -> str:
    mark = "^" if etree.QName(element).localname == "limUpp" else "_"
    return f"{_part(element, 'e', depth)}{mark}{{{_part(element, 'lim', depth)}}}"


_MADE: Mapping[str, Callable[[etree._Element, int], str]] = {
    "acc": _accent, "bar": _bar, "d": _delimited, "eqArr": _array, "f": _fraction, "func": _function,
    "limLow": _limit, "limUpp": _limit, "m": _matrix, "nary": _sum, "rad": _root, "sPre": _scripts, "sSub": _scripts,
    "sSubSup": _scripts, "sSup": _scripts,
}  # fmt: skip
