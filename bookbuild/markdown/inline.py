"""Inline elements -> Markdown."""

import html
import re

from lxml import etree

from bookbuild.markdown.escaping import address, escaped, label, quoted_title

_MARKS = {"strong": "**", "em": "*"}
_SPACES = re.compile(r"[ \t\r\n\f]+")
_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>]+")
BREAK = "\\\n"
"""A line break within a paragraph."""


def inline(element: etree._Element, *, is_one_line: bool = False) -> str:
    """Return what is in an element. `is_one_line` is for headings and cells of tables, which have no other lines."""
    return _Inline(is_one_line=is_one_line).of(element).strip(" \n")


def title_markdown(xhtml: str) -> str:
    """Return a title with inline elements as Markdown in one line."""
    return inline(element_of(xhtml), is_one_line=True)


def element_of(xhtml: str) -> etree._Element:
    """Return a fragment of XHTML as the inside of an element. No entity is resolved, and nothing loaded.

    Raises:
        etree.XMLSyntaxError: when it is not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(f"<div>{xhtml}</div>", parser)


def as_html(element: etree._Element) -> str:
    """Return an element as XHTML in one line, so that no blank line ends it, without what follows it."""
    return re.sub(r"\n", "&#10;" if element.tag == "pre" else " ", _html(element, is_verbatim=False))


def _html(element: etree._Element, *, is_verbatim: bool) -> str:
    is_verbatim = is_verbatim or element.tag == "pre"
    note = element.get("data-note") if element.tag == "sup" else None
    if note:
        return f"[^{note}]"
    attributes = _attributes(element)
    if element.tag in {"br", "img", "hr", "wbr", "col"}:
        return f"<{element.tag}{attributes}/>"
    inside = "".join(
        (
            _words(element.text, is_verbatim),
            *(_html(child, is_verbatim=is_verbatim) + _words(child.tail, is_verbatim) for child in element),
        )
    )
    return f"<{element.tag}{attributes}>{inside}</{element.tag}>"


def _attributes(element: etree._Element) -> str:
    return "".join(f' {name!s}="{html.escape(str(value))}"' for name, value in element.attrib.items())


def _words(text: str | None, is_verbatim: bool) -> str:  # noqa: FBT001 - private
    words = html.escape(text or "", quote=False)
    return words.replace("\n", "&#10;") if is_verbatim else words


class _Inline:
    """Writes inline elements, knowing what stands before and behind each."""

    def __init__(self, *, is_one_line: bool) -> None:
        self._is_one_line = is_one_line

    def of(self, element: etree._Element, before: str = "", after: str = "") -> str:
        """Return what is in an element; `before` and `after` are the characters around it."""
        parts = [escaped(self._spaced(element.text))]
        children = list(element)
        for place, child in enumerate(children):
            tail = escaped(self._spaced(child.tail))
            following = tail or ("<" if place + 1 < len(children) else after)
            previous = "".join(parts)[-1:] or before
            if child.tag == "br" and place + 1 == len(children) and not tail.strip():
                parts.append("<br/>")  # a backslash that nothing follows would be printed
                break
            parts.append(self._child(child, previous, following[:1]))
            parts.append(tail.lstrip(" \n") if parts[-1].endswith("\n") else tail)
        return "".join(parts)

    def _spaced(self, text: str | None) -> str:
        """Return words with single spaces, in the lines that they have if there may be several."""
        lines = " " if self._is_one_line else "\n"
        return _SPACES.sub(lambda run: lines if "\n" in run[0] else " ", text or "")

    def _child(self, child: etree._Element, before: str, after: str) -> str:
        if child.tag == "img" or (child.tag == "sup" and child.get("data-note")):
            return (picture(child) if child.tag == "img" else "") or _html(child, is_verbatim=False)
        if child.tag == "a" and set(child.attrib) <= {"href", "title"} and child.get("href"):
            return self._link(child)
        if child.attrib:
            return self._tagged(child, before, after)
        if child.tag == "br":
            return "<br/>" if self._is_one_line else BREAK
        if child.tag == "code" and not len(child) and (child.text or "").strip():
            return _code(child.text or "")
        return self._marked(child, before, after) if child.tag in _MARKS else self._tagged(child, before, after)

    def _tagged(self, child: etree._Element, before: str, after: str) -> str:
        if child.get("data-cite"):  # a citation, as it was typed
            return child.text or ""
        return f"<{child.tag}{_attributes(child)}>{self.of(child, before, after)}</{child.tag}>"

    def _marked(self, child: etree._Element, before: str, after: str) -> str:
        """Return words between asterisks, with the spaces at their ends outside; HTML where asterisks are no marks."""
        mark, inside = _MARKS[child.tag], self.of(child)
        words = inside.strip(" ")
        if not words:
            return inside
        before, after = " " if inside[0] == " " else before, " " if inside[-1] == " " else after
        is_plain = words[0].isalnum() and words[-1].isalnum()
        is_apart = (before or " ").isspace() and (after or " ").isspace()
        if (is_plain or is_apart) and "*" not in (before, after, words[0]) and "\n" not in words[-2:]:
            start, _, end = inside.partition(words)
            return f"{start}{mark}{words}{mark}{end}"
        return f"<{child.tag}>{inside}</{child.tag}>"

    def _link(self, child: etree._Element) -> str:
        target, words = child.get("href") or "", self.of(child)
        if words and _WEB.fullmatch(target) and child.text == target and not len(child) and not child.get("title"):
            return f"<{target}>"
        if not words and target.startswith(("@", "-@")):
            return target
        title = child.get("title")
        return f"[{words}]({address(target)}{f' {quoted_title(title)}' if title else ''})"


def picture(element: etree._Element, caption: str = "") -> str:
    """Return a picture, or an empty string if it has other attributes than Markdown has a form for."""
    known = {"src", "alt", "title", "data-width"} | (
        {"width", "height", "data-most"} if element.get("data-most") else set()
    )
    if not set(element.attrib) <= known:
        return ""
    words = caption or element.get("title") or ""
    title = f" {quoted_title(words)}" if words else ""
    width = f"{{width={element.get('data-width')}}}" if element.get("data-width") else ""
    target = (element.get("src") or "") + (_most(element) if element.get("data-most") else "")
    return f"![{label(element.get('alt') or '')}]({address(target)}{title}){width}"


def _most(element: etree._Element) -> str:
    """Return the most that a picture measures, as Grav's addresses say it, which our Markdown reads too."""
    width, height = element.get("width"), element.get("height")
    return f"?resize={width},{height}" if width and height else f"?width={width}" if width else f"?height={height}"


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    ticks = "`" * (longest + 1)
    space = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{ticks}{space}{_SPACES.sub(' ', text)}{space}{ticks}"
