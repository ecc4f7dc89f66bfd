"""Markdown within elements of HTML with ``markdown="1"``, as kramdown, PHP Markdown Extra and Grav read it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from bookbuild.parse.syntax.findings import Kind, note
from bookbuild.parse.syntax.html_blocks import whole_html_block
from bookbuild.parse.vocabulary import HEADINGS, PHRASING

_UNREAD = Kind(
    "mistyped-markup",
    "{} is not closed where it should be, so what it contains is not read as Markdown",
    "close it, with </div> for <div>, and for the others likewise, indented no less than it is",
)
_TAG = re.compile(
    r"<(?P<closing>/?)(?P<name>[A-Za-z][\w-]*)"
    r"(?P<attributes>(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)\s*(?P<empty>/?)>"
)
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_MARKDOWN = re.compile(r"""\smarkdown\s*=\s*["']?(?P<how>1|block|span)["']?(?=[\s/]|\Z)""", re.IGNORECASE)
_CODE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.MULTILINE
)
_LINE_ELEMENTS = PHRASING | HEADINGS | {"p", "dt", "summary", "legend"}
"""Elements whose content is running text, whichever way they are marked."""
_RAW = frozenset({"pre", "script", "style", "textarea"})
_ELEMENTS = "markdown elements"


@dataclass(frozen=True, slots=True)
class _Element:
    """An element with ``markdown="1"``: where its content begins and ends in the source, and where it ends."""

    start: int
    content: int
    content_end: int
    end: int
    name: str
    is_line: bool


_OTHER_SPANS = frozenset({"acronym", "big", "button", "font", "input", "label", "tt"})
"""Elements without a place in a book that are running text too."""
_FIRST_TAG = re.compile(r"</?([A-Za-z][\w-]*)[\s/>]")
_INSIDE = "inside markdown element"
_OPTION = "spans_in_paragraphs"


def spans_in_paragraphs(md: MarkdownIt) -> None:
    """Read lines that begin with a tag of running text as paragraphs, also outside marked elements."""
    md.options[_OPTION] = True


def is_of_spans(name: str) -> bool:
    """Return whether an element is running text."""
    return name.lower() in PHRASING or name.lower() in _OTHER_SPANS


def markdown_in_html_plugin(md: MarkdownIt) -> None:
    """Parse the content of marked elements as Markdown; their tags are HTML as others are."""
    md.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    if silent:
        return whole_html_block(state, start, end, silent)
    position = state.bMarks[start] + state.tShift[start]
    element = None if state.is_code_block(start) else _next_element(state, position, position, end)
    if element and element.name not in PHRASING:
        _parse_elements(state, position, element, end)
        return True
    if state.md.options.get(_OPTION) or state.env.get(_INSIDE):
        tag = _FIRST_TAG.match(state.src, position)
        if tag and is_of_spans(tag[1]):
            return False
    if not whole_html_block(state, start, end, silent):
        return False
    if "markdown" in state.tokens[-1].content:
        _divide(state, position, end)
    return True


def _divide(state: StateBlock, position: int, end: int) -> None:
    """Parse a marked element within the HTML block that was just parsed as HTML from a position on."""
    element = _next_element(state, position, state.eMarks[state.line - 1], end)
    whole = state.tokens[-1]
    if element:
        state.tokens.pop()
        _parse_elements(state, position, element, end)
    elif tag := next((tag for tag in _TAG.finditer(whole.content) if _MARKDOWN.search(tag["attributes"])), None):
        note(whole, _UNREAD, tag[0], whole.content.count("\n", 0, tag.start()))


def _parse_elements(state: StateBlock, position: int, first: _Element, end: int) -> None:
    """Parse HTML from a position on and a marked element after it, and all others that begin where one ends."""
    element: _Element | None = first
    line = 0
    while element:
        _push_html(state, position, element.content, 1)
        _parse_content(state, element)
        _push_html(state, element.content_end, element.end, -1)
        position, line = element.end, bisect_left(state.eMarks, element.end)
        element = _next_element(state, position, state.eMarks[line], end)
    if state.src[position : state.eMarks[line]].strip():
        _push_html(state, position, state.eMarks[line], 0)
    state.line = line + 1


def _next_element(state: StateBlock, position: int, limit: int, end: int) -> _Element | None:
    """Return the first marked element that begins between two positions, or None. One that does not end within the
    block that contains it is left to the rules of HTML.
    """
    elements = _elements(state)
    for index in range(bisect_left(elements, position, key=lambda one: one.start), len(elements)):
        element = elements[index]
        if element.start > limit:
            return None
        last = bisect_left(state.eMarks, element.end)
        lines = range(bisect_left(state.eMarks, element.start) + 1, last + 1)
        if last < end and all(state.isEmpty(line) or state.sCount[line] >= state.blkIndent for line in lines):
            return element
    return None


def _elements(state: StateBlock) -> list[_Element]:
    """Return all marked elements of the source that are closed, in order; those in code are none."""
    if _ELEMENTS not in state.env and "markdown" not in state.src:
        state.env[_ELEMENTS] = []
    if _ELEMENTS not in state.env:
        source = _CODE.sub(lambda match: re.sub("[<>]", " ", match[0]), state.src)
        state.env[_ELEMENTS] = sorted(_closed_elements(source), key=lambda element: element.start)
    found: list[_Element] = state.env[_ELEMENTS]
    return found


def _closed_elements(source: str) -> Iterator[_Element]:
    opened: dict[str, list[re.Match[str]]] = {}
    for tag in _TAG.finditer(source):
        name = tag["name"].lower()
        if _EMPTY_LINE.search(tag[0]):
            continue  # it is not closed where its paragraph ends: the sign is another's
        if not tag["closing"]:
            if not tag["empty"] and name not in _RAW:
                opened.setdefault(name, []).append(tag)
        elif opened.get(name):
            opening = opened[name].pop()
            if how := _marked(name, opening, opened.get("details")):
                is_line = how["how"].lower() == "span" or name in _LINE_ELEMENTS
                yield _Element(opening.start(), opening.end(), tag.start(), tag.end(), name, is_line)


def _marked(name: str, opening: re.Match[str], details: list[re.Match[str]] | None) -> re.Match[str] | None:
    """Return the mark of an element; the summary of a marked ``<details>`` is marked with it, as in MkDocs."""
    if (mark := _MARKDOWN.search(opening["attributes"])) or name != "summary" or not details:
        return mark
    return _MARKDOWN.search(details[-1]["attributes"])


def _push_html(state: StateBlock, start: int, end: int, nesting: Literal[-1, 0, 1]) -> None:
    """Add the source between two positions as HTML, without the marks of the quotation or list around it."""
    first, last = bisect_left(state.eMarks, start), bisect_left(state.eMarks, end)
    token = state.push("html_block", "", nesting)
    token.content = "\n".join(_pieces(state, start, end)) + "\n" * (nesting == 0)
    token.map = [first, last + 1]


def _pieces(state: StateBlock, start: int, end: int) -> Iterator[str]:
    for line in range(bisect_left(state.eMarks, start), bisect_left(state.eMarks, end) + 1):
        yield state.src[max(state.bMarks[line], start) : min(state.eMarks[line], end)]


def _parse_content(state: StateBlock, element: _Element) -> None:
    first, last = (bisect_left(state.eMarks, position) for position in (element.content, element.content_end))
    marks = state.bMarks[first], state.tShift[first], state.sCount[first], state.eMarks[last]
    state.bMarks[first] = element.content
    state.tShift[first] = state.skipSpaces(element.content) - element.content
    state.sCount[first] = state.blkIndent
    state.eMarks[last] = element.content_end
    filled = [line for line in range(first, last + 1) if not state.isEmpty(line)]
    if filled and element.is_line:
        lines = (
            state.src[state.bMarks[line] : state.eMarks[line]].strip() for line in range(filled[0], filled[-1] + 1)
        )
        token = state.push("inline", "", 0)
        token.content, token.map, token.children = "\n".join(lines), [filled[0], filled[-1] + 1], []
    elif filled:
        _parse_blocks(state, first, filled)
    state.bMarks[first], state.tShift[first], state.sCount[first], state.eMarks[last] = marks


def _parse_blocks(state: StateBlock, first: int, filled: list[int]) -> None:
    """Parse lines of which the least indented begins at the margin."""
    before = state.blkIndent, state.lineMax, state.parentType, state.tight
    indents = [state.sCount[line] for line in filled if line != first]
    state.blkIndent = min(indents, default=state.blkIndent)
    if first in filled:
        state.sCount[first] = state.blkIndent
    state.lineMax, state.parentType = filled[-1] + 1, "container"
    depth = state.env.get(_INSIDE, 0)
    state.env[_INSIDE] = depth + 1
    state.md.block.tokenize(state, filled[0], filled[-1] + 1)
    state.env[_INSIDE] = depth
    state.blkIndent, state.lineMax, state.parentType, state.tight = before
