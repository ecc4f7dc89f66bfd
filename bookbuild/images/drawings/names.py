"""Names of SVG: its namespaces, and the elements that draw something by themselves."""

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml names its element type so

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"
XHTML = "{http://www.w3.org/1999/xhtml}"
HREFS = ("href", f"{XLINK}href")
_DRAWING = (
    "svg g defs symbol use switch title desc style path rect circle ellipse line polyline polygon text tspan "
    "textPath image linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix "
    "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight "
    "feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology "
    "feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence"
)
DRAWING = frozenset(f"{SVG}{name}" for name in _DRAWING.split())
"""The drawing elements of SVG 1.1 and 2 that only describe what is seen."""
TEXT_PARTS = frozenset(f"{SVG}{name}" for name in ("text", "tspan", "textPath"))


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname


def href_of(element: Element) -> str:
    """Return the address that an element refers to, or an empty string."""
    return next((str(element.get(name)).strip() for name in HREFS if element.get(name)), "")


def words_in(element: Element) -> str:
    """Return the text of an element, in one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def number_of(value: str | None, default: float = 0.0) -> float:
    """Return the number that a length begins with, without its unit, or `default`."""
    try:
        return float((value or "").strip().removesuffix("px"))
    except ValueError:
        return default


def remove(child: Element) -> None:
    """Remove an element but keep its tail, the text after it."""
    parent, before = child.getparent(), child.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (child.tail or "") or None
    else:
        parent.text = (parent.text or "") + (child.tail or "") or None
    parent.remove(child)
