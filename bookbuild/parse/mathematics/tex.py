r"""TeX -> MathML, by math-core, which understands the mathematics of LaTeX and AMS-LaTeX.

What it lacks is written in its own terms first: environments that number their lines become those that do not, since
a book numbers the formulas that are named.
"""

import functools
import re
from collections.abc import Mapping
from itertools import accumulate
from xml.etree.ElementTree import Element, SubElement, fromstring

from bookbuild.parse.mathematics.array_tables import describe_table
from bookbuild.parse.mathematics.formula import Fault, Result, formula_of, without_entities

_LABEL = re.compile(r"\\label\s*\{([^{}]*)\}")
_TAG = re.compile(r"\\(?:tag\*?\s*\{([^{}]*)\}|no(?:number|tag)\b)")
_NUMBERING = re.compile(r"\\(begin|end)\s*\{(equation|align|alignat|flalign|gather|multline|eqnarray)\}")
_RENAMED = re.compile(
    r"\\(begin|end)\s*\{(split|smallmatrix|math|displaymath|flalign\*|eqnarray\*|subequations|dcases)\}"
)
_NAMES: Mapping[str, str] = {
    "split": "aligned", "smallmatrix": "matrix", "math": "", "displaymath": "", "flalign*": "align*",
    "eqnarray*": "align*", "subequations": "", "dcases": "cases",
}  # fmt: skip
_SUBSTACK = re.compile(r"\\substack\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_WORDS = re.compile(r"\\(text|textrm|mbox|hbox)\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_FORMULA_IN_WORDS = re.compile(r"(?<!\\)\$([^$]+)\$")
_UNREAD = str.maketrans(dict.fromkeys("\ufe00\ufe01"))
"""Selectors of the form of a letter, which few typefaces have."""
_MACROS: Mapping[str, str] = {
    "widetilde": r"\tilde{#1}",
    "euro": "€",
    "pounds": "£",
    "degree": r"{}^{\circ}",
    "textdegree": r"{}^{\circ}",
}
_PERCENT = re.compile(r"(?<!\\)%(?=[^\n]*\Z)|(?<=\d)%")
"""Signs that begin no comment: the words behind them would be lost."""
_STYLES: Mapping[str, str] = {"b": "font-weight: bold", "i": "font-style: italic"}
_DEEPEST, _MOST_COMMANDS = 60, 1500
_PLACE = re.compile(r"(\d+): ?(.*)", re.DOTALL)


@functools.lru_cache(maxsize=4096)
def formula_of_tex(tex: str, *, is_display: bool, stop: str = "", number: str = "") -> Result:
    """Return the formula that TeX, without the signs around it, describes, or what is wrong with it.

    `stop` is the punctuation after it, and `number` the one that its author gave it.
    """
    if _is_too_complex(tex):
        return Fault(f"it is nested deeper than {_DEEPEST} levels, or has more than {_MOST_COMMANDS:,} commands")
    from math_core import LatexError, LatexToMathML  # noqa: PLC0415 - only texts with formulas need it

    label = _LABEL.search(tex)
    tag = number or next((found[1] for found in _TAG.finditer(tex) if found[1]), "")
    converter = LatexToMathML(xml_namespace=False, fancy_error=False, macros=dict(_MACROS))
    try:
        markup = converter.convert_with_local_state(_in_known_terms(tex), displaystyle=is_display)
    except LatexError as error:
        return _fault(str(error))
    made = fromstring(without_entities(markup).translate(_UNREAD))  # noqa: S314 - the converter made it
    tree = _tidied(made, stop, f"\N{EM SPACE}({tag})" if tag else "")
    return formula_of(tree, label[1].strip() if label else "")


def _is_too_complex(tex: str) -> bool:
    """Return whether TeX would need more of a stack than the converter, which calls itself, may have."""
    depths = accumulate((1 if sign == "{" else -1) for sign in tex if sign in "{}")
    return tex.count("\\") > _MOST_COMMANDS or max(depths, default=0) > _DEEPEST


def _in_known_terms(tex: str) -> str:
    """Return TeX with the same number of line ends, in terms that the converter knows."""
    tex = _PERCENT.sub(r"\\%", _TAG.sub("", _LABEL.sub("", tex)))
    tex = _NUMBERING.sub(r"\\\1{\2*}", tex)
    tex = _RENAMED.sub(_rename, tex)
    tex = _WORDS.sub(_plain_words, tex)
    return _SUBSTACK.sub(r"{\\begin{matrix}\1\\end{matrix}}", tex)


def _plain_words(match: re.Match[str]) -> str:
    """Return words within a formula; a formula in them stands between them."""
    return "".join(
        part if number % 2 else f"\\text{{{part}}}" if part else ""
        for number, part in enumerate(_FORMULA_IN_WORDS.split(match[2]))
    )


def _rename(match: re.Match[str]) -> str:
    name = _NAMES[match[2]]
    return f"\\{match[1]}{{{name}}}" if name else "{" if match[1] == "begin" else "}"


def _fault(message: str) -> Fault:
    match = _PLACE.fullmatch(message.strip())
    reason = (match[2] if match else message).strip().rstrip(".").replace('"', "")
    return Fault(reason[:1].lower() + reason[1:], int(match[1]) if match else 0)


def _tidied(tree: Element, *behind: str) -> Element:
    """Return a tree in elements of MathML alone, without spaces that have no width, and with texts behind it."""
    for parent in list(tree.iter()):
        for child in list(parent):
            if child.tag == "mspace" and not child.attrib:
                parent.remove(child)
        if parent.tag == "mtext" and len(parent):
            _unwrap_words(parent)
        elif parent.tag == "mtable":
            describe_table(parent)
    for text in filter(None, behind):
        SubElement(tree, "mtext").text = text
    return tree


def _unwrap_words(words: Element) -> None:
    """Replace elements of HTML within words, such as ``b``, by attributes."""
    names = {element.tag for element in words.iter()}
    words.text = "".join(words.itertext())
    del words[:]
    kind = " ".join(value for name, value in (("b", "bold"), ("i", "italic")) if name in names).replace(" ", "-")
    if kind:
        words.set("mathvariant", kind)
        words.set("style", ";".join(style for name, style in _STYLES.items() if name in names))
