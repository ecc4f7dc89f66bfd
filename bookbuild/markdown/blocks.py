"""Block elements -> Markdown."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from lxml import etree

from bookbuild.markdown.escaping import escaped_start
from bookbuild.markdown.inline import as_html, element_of, inline, picture
from bookbuild.markdown.tables import table

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol"})
_CALLOUT = re.compile(r"callout callout-(\w+)")
_CODE = re.compile(r"language-([\w+#.-]+)")
_WORK = re.compile(r"(lines) ([0-9]+)")
_BREAK = "break-before"
_GIVEN = frozenset({_BREAK, "quotation-source"})
"""Classes that the parser gives to elements for what stands before them, or for their words."""
_BLOCKS = frozenset(
    {*_HEADINGS, *_LISTS, "p", "div", "section", "aside", "blockquote", "pre", "table", "figure", "dl", "hr", "details"}
)


def to_markdown(xhtml: str, notes: Sequence[str] = ()) -> str:
    """Return a fragment of XHTML, and the footnotes that ``sup`` elements with ``data-note`` call, as Markdown.

    Raises:
        etree.XMLSyntaxError: when it is not well-formed.
    """
    parts = [_blocks(element_of(xhtml))]
    parts += [_indented(f"[^{number}]: ", 4, _blocks(element_of(note))) for number, note in enumerate(notes, 1)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _blocks(element: etree._Element) -> str:
    """Return what is in an element as blocks; words beside blocks are paragraphs."""
    return "\n\n".join(text for text in _written(element) if text)


def _written(element: etree._Element) -> Iterator[str]:
    loose, before, is_other = _loose(element.text), "", False
    for child in element:
        if child.tag not in _BLOCKS:
            loose.append(_copy(child))
            continue
        words = _paragraph(loose)
        is_other = child.tag == before and child.tag in _LISTS and not words and not is_other
        yield words
        if child.get("class") == _BREAK:
            yield "\\pagebreak"
        block = _copy_without_class(child) if child.get("class") in _GIVEN else child
        yield _list(block, is_other=is_other) if child.tag in _LISTS else _block(block)
        loose, before = _loose(child.tail), str(child.tag)
    yield _paragraph(loose)


def _loose(text: str | None) -> etree._Element:
    """Return a paragraph for words that stand beside blocks."""
    loose = etree.Element("p")
    loose.text = text
    return loose


def _copy(element: etree._Element) -> etree._Element:
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    copy.tail = element.tail
    return copy


def _copy_without_class(element: etree._Element) -> etree._Element:
    copy = _copy(element)
    del copy.attrib["class"]
    return copy


def _block(element: etree._Element) -> str:
    tag = str(element.tag)
    if tag in _HEADINGS:
        return _heading(element, _HEADINGS[tag])
    if tag in {"p", "blockquote", "dl"} and element.attrib:
        return as_html(element)
    return _WRITERS.get(tag, as_html)(element)


def _heading(element: etree._Element, level: int) -> str:
    words = inline(element, is_one_line=True)
    words = re.sub(r"(#+)\Z", r"\\\1", words)  # or else it would be the end of the line's mark
    own = element.get("id")
    return f"{'#' * level} {words}{f' {{#{own}}}' if own else ''}" if words else ""


def _paragraph(element: etree._Element) -> str:
    return "\n".join(escaped_start(line) for line in inline(element).split("\n"))


def _prefixed(prefix: str, text: str) -> str:
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))


def _indented(mark: str, width: int, text: str) -> str:
    first, *others = text.split("\n")
    return "\n".join((mark + first, *((" " * width + line).rstrip() for line in others)))


def _list(element: etree._Element, *, is_other: bool) -> str:
    """Return a list. `is_other` says that it stands under another one, from which other marks keep it apart."""
    items = [child for child in element if child.tag == "li"]
    has_tasks = element.get("class") == "task-list"
    known = {"start"} | ({"class"} if has_tasks else set())
    if not set(element.attrib) <= known or len(items) != len(element) or not all(map(_is_plain_item, items)):
        return as_html(element)
    start = int(element.get("start") or 1)
    is_loose = any(child.tag == "p" for item in items for child in item)
    bullet, point = ("* ", ") ") if is_other else ("- ", ". ")
    marks = [f"{start + place}{point}" if element.tag == "ol" else bullet for place in range(len(items))]
    texts = [
        _indented(mark, len(mark), _item(item, is_loose=is_loose)) for mark, item in zip(marks, items, strict=True)
    ]
    return ("\n\n" if is_loose else "\n").join(texts)


def _is_plain_item(item: etree._Element) -> bool:
    return not item.attrib or item.get("class") in {"task open", "task done"}


def _item(item: etree._Element, *, is_loose: bool) -> str:
    box = {"task open": "[ ] ", "task done": "[x] "}.get(item.get("class", ""), "")
    if is_loose:
        return box + _blocks(item)
    return box + "\n".join(text for text in _written(item) if text)


def _code(element: etree._Element) -> str:
    code = element[0] if len(element) == 1 and element[0].tag == "code" else None
    if element.attrib or (element.text or "").strip() or code is None or len(code):
        return as_html(element)
    language = _CODE.fullmatch(code.get("class", ""))
    if code.attrib and language is None:
        return as_html(element)
    text = code.text or ""
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language[1] if language else ''}\n{text.rstrip(chr(10))}\n{fence}"


def _figure(element: etree._Element) -> str:
    image, caption = element.find("img"), element.find("figcaption")
    known = {"plain"} if caption is None else {""}
    if image is None or element.get("class", "") not in known or len(element) > 1 + (caption is not None):
        return as_html(element)
    words = inline(caption, is_one_line=True) if caption is not None else ""
    return picture(image, words) or as_html(element)


def _callout(element: etree._Element) -> str:
    name = _CALLOUT.fullmatch(element.get("class", ""))
    if name is None or set(element.attrib) != {"class"}:
        return as_html(element)
    title = ""
    if len(element) and element[0].get("class") == "callout-title":
        title = inline(element[0], is_one_line=True)
        element = _without_first(element)
    inside = _blocks(element)
    longest = max((len(run) for run in re.findall("^:{3,}", inside, re.MULTILINE)), default=2)
    fence = ":" * (longest + 1)
    return f"{fence} {name[1]}{f' {title}' if title else ''}\n{inside}\n{fence}"


def _without_first(element: etree._Element) -> etree._Element:
    copy = _copy(element)
    copy.remove(copy[0])
    return copy


def _definitions(element: etree._Element) -> str:
    if any(child.tag not in {"dt", "dd"} or child.attrib for child in element):
        return as_html(element)
    return "\n".join(_definition(element))


def _definition(element: Iterable[etree._Element]) -> Iterator[str]:
    was = ""
    for child in element:
        if child.tag == "dt":
            yield from ([""] if was == "dd" else [])
            yield escaped_start(inline(child, is_one_line=True))
        else:
            yield _indented(": ", 2, _blocks(child))
        was = str(child.tag)


def _work(element: etree._Element) -> str:
    """Return lines or a box to write in, which are empty; other parts of worksheets stay HTML."""
    work = _WORK.fullmatch(element.get("data-work", ""))
    return f"::: {work[1]} {work[2]}" if work and not len(element) and len(element.attrib) == 1 else as_html(element)


def _quotation(element: etree._Element) -> str:
    return _prefixed("> ", _blocks(element))


def _table(element: etree._Element) -> str:
    return table(element) or as_html(element)


_WRITERS: Mapping[str, Callable[[etree._Element], str]] = {
    "p": _paragraph,
    "pre": _code,
    "figure": _figure,
    "aside": _callout,
    "dl": _definitions,
    "table": _table,
    "div": _work,
    "hr": lambda _: "***",
    "blockquote": _quotation,
}
