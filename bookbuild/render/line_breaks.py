"""Where strings without blanks end a line: web addresses and long code after certain signs, keys anywhere.

None of them gets a hyphen, which could not be distinguished from one of its own (The Chicago Manual of Style, 7.46).
"""

import re
from collections.abc import Iterator
from typing import Literal

from lxml import etree

from bookbuild.render.trees import Element, add_class, has_class

_ADDRESS, _STRING = "web-address", "string"
_SHORTEST = 9
"""How many letters a string has at least."""
_TOKEN = re.compile(rf"[^\s\u200b]{{{_SHORTEST},}}")
_PLAIN = re.compile(r"[^\W\d_]+(?:[-\u2010/][^\W\d_]+)?\W*")
"""A word, or two with a hyphen or a stroke between them, and what follows it."""
_WEB = re.compile(r"://|^\W*www\.|^\W*[\w.+-]+@[\w-]+\.|^\W*[\w-]+(?:\.[\w-]+)+/|(?:[/\\].*){2}")
"""What marks a web address, an e-mail address or a path."""
_MIXED = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|\w_\w|\w[=&%#~+]\w")
"""What no word has in it: a letter beside a digit, a sign between letters."""
_PIECES = re.compile(r"[^/?&.@\\]*(?:[/?&.@\\]+|$)")
"""A part of an address up to the signs after which a line may end."""
_PIECES_OF_CODE = re.compile(r"[^-/.,:;=_&?\\]*(?:[-/.,:;=_&?\\]+|$)")
"""A part of code up to the signs after which a line may end."""
_LONGEST_CODE = 20
"""How many letters code has at most that goes to the next line as a whole."""
_SHORTEST_PIECE = 4
"""How many letters of code stand at least at the end of a line, and at the beginning of the next."""
_LONGEST_WHOLE = 30
"""How many letters a piece has at most whose own hyphens do not end a line."""
_LONGEST_JUSTIFIED = 12
"""How many letters a string or code has at most in a justified block: those of a long word."""
_LONGEST_PIECE = 40
"""How many letters a piece has at most that goes to the next line as a whole."""
_BLOCKS = frozenset({"p", "li", "dd", "td", "th", "div"})
_ENDS = re.compile(r"[\s/-]")
_CODE = frozenset({"code", "kbd", "samp"})
_VERBATIM = frozenset({"pre", "math", "svg", "script", "style", "textarea", "button", "select"})


def mark_line_breaks(tree: Element) -> None:
    """Wrap the strings of a body: ``web-address`` with a ``wbr`` at each place where a line may end, or ``string``."""
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        children = [child for child in element if isinstance(child.tag, str)]
        if _is_code_without_address(element):
            _divide_code(element)
        elif _may_have_string(element.text):
            _wrap(element, "text")
        for child in children:
            if _may_have_string(child.tail):
                _wrap(child, "tail")
        waiting += [
            child for child in children if _local_name(child) not in _VERBATIM and not has_class(child, "folio")
        ]


def _may_have_string(text: str | None) -> bool:
    return text is not None and len(text) >= _SHORTEST and _TOKEN.search(text) is not None


def set_ragged(tree: Element) -> None:
    """Add the class ``ragged`` to blocks with a web address or a long string: justified, they would be torn wide."""
    for string in tree.iter("span", "code"):
        is_divided = (string.get("class") == _ADDRESS or _is_string(string)) and string.find("wbr") is not None
        if is_divided or (_is_string(string) and _longest(string) > _LONGEST_JUSTIFIED):
            block = next((above for above in string.iterancestors() if _local_name(above) in _BLOCKS), None)
            if block is not None and not has_class(block, "ragged"):
                add_class(block, "ragged")


def _is_string(element: Element) -> bool:
    """Return whether an element is a string, or code in a line."""
    parent = element.getparent()
    return element.get("class") == _STRING or (element.tag == "code" and parent is not None and parent.tag != "pre")


def _longest(element: Element) -> int:
    """Return the length of the longest part of an element's text in which no line ends of itself."""
    return max(map(len, _ENDS.split(element.text or "")))


def breakable(text: str) -> str:
    """Return a text, such as a web address, as XHTML in which its strings are wrapped."""
    around = etree.Element("span")
    around.text = text
    mark_line_breaks(around)
    markup = etree.tostring(around, encoding="unicode")
    return markup[len("<span>") : -len("</span>")]


def _is_code_without_address(element: Element) -> bool:
    """Return whether an element is code in a line, which has no hyphens and breaks anywhere by itself."""
    return _local_name(element) in _CODE and not any(map(_WEB.search, (element.text or "").split()))


def _divide_code(code: Element) -> None:
    """Put a place where a line may end after the signs of long code, which has no hyphens of its own."""
    text, ends = code.text or "", [""]
    if len(text) <= _LONGEST_CODE:
        return
    for part in filter(None, re.split(r"(\s+)", text)):
        first, *others = _pieces_of_code(part)
        ends[-1] += first
        ends += others
    code.text, *tails = ends
    for place, tail in enumerate(tails):
        end = etree.Element("wbr")
        end.tail = tail
        code.insert(place, end)


def _pieces_of_code(text: str) -> list[str]:
    """Return the parts of code between the places where a line may end."""
    if len(text) <= _LONGEST_CODE:
        return [text]
    pieces = [""]
    for piece in _PIECES_OF_CODE.findall(text):
        if len(pieces[-1]) < _SHORTEST_PIECE:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    if len(pieces) > 1 and len(pieces[-1]) < _SHORTEST_PIECE:
        pieces[-2:] = ["".join(pieces[-2:])]
    return pieces


def _local_name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _wrap(element: Element, place: Literal["text", "tail"]) -> None:
    """Wrap the strings in the text within an element, or in the text after it."""
    text = (element.text if place == "text" else element.tail) or ""
    parts = list(_strings(text))
    if not parts:
        return
    before = text[: parts[0][0]]
    wrapped = []
    for number, (start, end, kind) in enumerate(parts):
        following = parts[number + 1][0] if number + 1 < len(parts) else len(text)
        span = _address(text[start:end]) if kind == _ADDRESS else etree.Element("span", {"class": kind})
        if kind != _ADDRESS:
            span.text = text[start:end]
        span.tail = text[end:following]
        wrapped.append(span)
    if place == "text":
        element.text = before
        element[:0] = wrapped
        return
    element.tail = before
    for span in reversed(wrapped):
        tail, element.tail = element.tail, None
        element.addnext(span)
        element.tail = tail


def _strings(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each string of a text that is no word."""
    for token in _TOKEN.finditer(text):
        if not _PLAIN.fullmatch(token[0]) and (kind := _kind(token[0])):
            yield *token.span(), kind


def _kind(token: str) -> str:
    if _WEB.search(token):
        return _ADDRESS
    return _STRING if _MIXED.search(token) else ""


def _address(text: str) -> Element:
    """Return an address whose lines end between its parts. Its own hyphens end one only in very long parts."""
    address = etree.Element("span", {"class": _ADDRESS})
    last = None
    for piece in filter(None, _PIECES.findall(text)):
        if last is not None or address.text:
            last = etree.SubElement(address, "wbr")
        if kind := _kind_of_piece(piece):
            last = etree.SubElement(address, "span", {"class": kind})
            last.text = piece
        elif last is None:
            address.text = piece
        else:
            last.tail = piece
    return address


def _kind_of_piece(piece: str) -> str:
    if len(piece) > _LONGEST_PIECE:
        return _STRING
    return "piece" if "-" in piece and len(piece) <= _LONGEST_WHOLE else ""
