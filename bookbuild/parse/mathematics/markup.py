"""MathML that an author typed -> a formula, of the elements and attributes of MathML Core that show something."""

import functools
import re
from xml.etree.ElementTree import Element, ParseError, fromstring

from bookbuild.parse.mathematics.formula import Fault, Result, formula_of, without_entities
from bookbuild.parse.vocabulary import names

_ELEMENTS = names(
    "math maction menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow "
    "ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics mfenced mlabeledtr"
)
_ATTRIBUTES = names(
    "accent accentunder align alttext columnalign columnlines columnspacing columnspan depth dir display displaystyle "
    "fence form frame height largeop linethickness lspace mathcolor mathsize mathvariant maxsize minsize "
    "movablelimits notation rowalign rowlines rowspacing rowspan rspace scriptlevel separator stretchy symmetric "
    "voffset width open close separators"
)
_PREFIX = re.compile(r"(</?)[A-Za-z]+:")
_PREFIXED = re.compile(r"<([A-Za-z]+):math\b")


@functools.lru_cache(maxsize=1024)
def formula_of_markup(markup: str) -> Result:
    """Return the formula of a ``math`` element, or what is wrong with it."""
    if _PREFIXED.match(markup):
        markup = _PREFIX.sub(r"\1", markup)
    try:
        tree = fromstring(without_entities(markup))  # noqa: S314 - it begins with <math, so that it declares no entities
    except ParseError as error:
        line, column = error.position
        before = sum(len(one) + 1 for one in markup.split("\n")[: line - 1]) + column
        return Fault("it is no well-formed MathML: a tag or an attribute is not closed", before)
    return _checked(tree)


def _checked(tree: Element) -> Result:
    for element in tree.iter():
        element.tag = str(element.tag).rpartition("}")[2]
    for element in tree.iter("semantics"):
        element[:] = [child for child in element if not child.tag.startswith("annotation")]
    for element in tree.iter():
        if element.tag not in _ELEMENTS:
            return Fault(f"<{element.tag}> is no element of MathML that shows something")
        element.attrib = {name: value for name, value in element.attrib.items() if name in _ATTRIBUTES}
    if "display" in tree.attrib and tree.get("display") not in ("block", "inline"):
        del tree.attrib["display"]
    return formula_of(tree)
