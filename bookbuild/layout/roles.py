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

GROUPING = frozenset({"Document", "Art", "Sect", "Div", "BlockQuote"})
"""Types that hold other structure; text directly inside one wants a paragraph around it."""

INLINE = frozenset({"Span", "Link", "Code", "Quote", "Reference", "Note"})
"""Types that stand within a paragraph."""


def role_of(element: Element) -> str:
    """Return the structure type of an element, or nothing where its content belongs to what it stands in."""
    if is_footnote(element):
        return "Note"
    if element.tag == "a" and "href" not in element.attrib:
        return ""
    role = _ROLES.get(element.tag, "")
    return role or ("Span" if "lang" in element.attrib and element.tag not in ("html", "body") else "")


def is_footnote(element: Element) -> bool:
    """Whether an element is the text of a footnote, which the page's foot takes."""
    return "footnote" in element.get("class", "").split()


def is_unread(element: Element) -> bool:
    """Whether nobody is to hear an element: it is marked so, or it is a picture that says nothing."""
    if element.get("aria-hidden") == "true" or element.get("role") in ("presentation", "none"):
        return True
    return element.tag in ("img", SVG) and not alternative(element)


def alternative(picture: Element) -> str:
    """Return the text that stands for a picture."""
    title = picture.findtext("{http://www.w3.org/2000/svg}title", default="")
    return (picture.get("alt") or picture.get("aria-label") or title).strip()


def spoken_text(element: Element) -> str:
    """Return what an element says, in one line."""
    return " ".join("".join(element.itertext()).split())
