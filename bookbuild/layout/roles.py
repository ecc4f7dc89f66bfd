"""The structure types of PDF 1.7 (ISO 32000-1, 14.8.4) that XHTML elements stand for."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}svg"

_ROLES: Mapping[str, str] = {
    "article": "Art",
    "section": "Sect",
    "nav": "Sect",
    "aside": "Sect",
    "div": "Div",
    "figure": "Div",
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "LI",
    "dd": "LI",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "a": "Link",
    "code": "Code",
    "q": "Quote",
    "img": "Figure",
    SVG: "Figure",
}

EXPANSION = "data-expansion"
"""The attribute of an element whose words stand for longer ones (ISO 32000-1, 14.9.5)."""

GROUPING = frozenset({"Document", "Art", "Sect", "Div", "BlockQuote"})
"""Types that hold other structure; text directly inside one needs a paragraph around it."""

INLINE = frozenset({"Span", "Link", "Code", "Quote", "Reference", "Note"})
"""Types that stand within a paragraph."""


def role_of(element: Element) -> str:
    """Return the structure type of an element, or an empty string if its content belongs to its parent."""
    if is_footnote(element):
        return "Note"
    if element.tag == "a" and "href" not in element.attrib:
        return ""
    role = "Formula" if is_formula(element) else _ROLES.get(element.tag, "")
    is_span = EXPANSION in element.attrib or ("lang" in element.attrib and element.tag not in ("html", "body"))
    return role or ("Span" if is_span else "")


def is_formula(element: Element) -> bool:
    """Return whether an element is the drawing of a formula."""
    return element.tag == SVG and "formula" in element.get("class", "").split()


def is_footnote(element: Element) -> bool:
    """Return whether an element is the text of a footnote."""
    return "footnote" in element.get("class", "").split()


def is_unread(element: Element) -> bool:
    """Return whether an element is not read aloud: it is marked so, or it is a picture without an alternative."""
    if element.get("aria-hidden") == "true" or element.get("role") in ("presentation", "none"):
        return True
    return element.tag in ("img", SVG) and not alternative(element)


def alternative(picture: Element) -> str:
    """Return the text that stands for a picture."""
    title = picture.findtext("{http://www.w3.org/2000/svg}title", default="")
    return (picture.get("alt") or picture.get("aria-label") or title).strip()


def spoken_text(element: Element) -> str:
    """Return the text of an element, in one line."""
    return " ".join("".join(element.itertext()).split())
