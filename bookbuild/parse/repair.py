"""Repair of markup so that it satisfies the content model of XHTML.

An HTML5 parser accepts almost any nesting; EPUB does not. Each rule gets an element whose children are
already valid, and returns its replacement: a tree is repaired bottom-up, in one pass.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from bookbuild.parse.attributes import clean_attributes
from bookbuild.parse.characters import one_line
from bookbuild.parse.link_repair import repair_link, with_words_in_links
from bookbuild.parse.markup import Child, Node, plain_text, walk
from bookbuild.parse.nesting import copy_with_children, elements, in_runs, is_blank, is_block
from bookbuild.parse.structures import (
    repair_columns,
    repair_definitions,
    repair_figure,
    repair_list,
    repair_row,
    repair_rows,
    repair_ruby,
    repair_table,
    wrap_orphans,
)
from bookbuild.parse.vocabulary import HEADINGS, NOTE, SPANS, TRANSPARENT

Rule = Callable[[Node], list[Child]]

_SECTIONS = frozenset({"address", "article", "aside", "footer", "header", "section"})


def repair(children: Iterable[Child]) -> list[Child]:
    """Return an author's markup as blocks that are valid in the body of an EPUB content document."""
    result: list[Child] = []
    for block, run in in_runs(wrap_orphans(_repair_all(children, ""))):
        result.extend(run if block or is_blank(run) else [Node("p", {}, run)])
    return result


def _repair_all(children: Iterable[Child], parent: str) -> list[Child]:
    result: list[Child] = []
    for child in children:
        if isinstance(child, str):
            result.append(child)
        elif child.tag in {"rp", "rt"} and parent != "ruby":
            result.extend(_repair_all(child.children, parent))
        else:
            result.extend(_repair(child, parent))
    return result


def _repair(node: Node, parent: str) -> list[Child]:
    clean_attributes(node)
    if node.tag == "figcaption" and parent != "figure":
        node.tag = "div"
    if node.tag == "dl":
        node.children = list(_without_groups(node.children))
    node.children = _repair_all(node.children, node.tag)
    return _RULES.get(node.tag, _repair_flow)(node)


def _without_groups(children: Iterable[Child]) -> Iterator[Child]:
    """Remove a ``div`` around terms and definitions."""
    for child in children:
        if isinstance(child, Node) and child.tag == "div" and elements(child.children, "dt", "dd"):
            yield from child.children
        else:
            yield child


def _repair_flow(node: Node) -> list[Child]:
    node.children = wrap_orphans(node.children)
    return [node]


def _repair_span(node: Node) -> list[Child]:
    """Inline elements contain no blocks: the element is wrapped around the text inside each block instead."""
    if any(map(is_block, node.children)):
        return _wrap_text_in_blocks(node, node.children)
    return [node] if node.children or node.attrs else []


def _wrap_text_in_blocks(span: Node, children: list[Child]) -> list[Child]:
    result: list[Child] = []
    for block, run in in_runs(children):
        if not block:
            result.extend(run if is_blank(run) else [copy_with_children(span, run)])
            continue
        for child in run:
            if isinstance(child, Node):
                child.children = _wrap_text_in_blocks(span, child.children)
            result.append(child)
    return result


def _repair_annotation(node: Node) -> list[Child]:
    return node.children if any(map(is_block, node.children)) else [node]


def _repair_parenthesis(node: Node) -> list[Child]:
    node.children = [plain_text(node.children)]
    return [node]


def _repair_caption(node: Node) -> list[Child]:
    """Return a caption without tables."""
    if any(inner.tag == "table" for inner in walk(node.children)):
        node.children = _unwrap_blocks(node.children, " ")
    return _repair_flow(node)


def _repair_paragraph(node: Node) -> list[Child]:
    """Return a paragraph divided at its blocks: it ends where one begins, and another begins after it."""
    result: list[Child] = []
    for block, run in in_runs(node.children):
        result.extend(run if block else [] if is_blank(run) else [copy_with_children(node, run)])
    return result or ([node] if "id" in node.attrs else [])


def _repair_heading(node: Node) -> list[Child]:
    node.children = with_words_in_links(_unwrap_blocks(node.children, " "))
    spoken = plain_text(node.children).strip() or any(inner.tag == "img" for inner in walk(node.children))
    if not spoken and any(NOTE in inner.attrs for inner in walk(node.children)):
        return [Node("p", {}, node.children)]  # a heading of nothing but a note has no words for the contents
    return [node] if spoken else []


def _repair_preformatted(node: Node) -> list[Child]:
    node.children = _unwrap_blocks(node.children, "\n")
    return [] if is_blank(node.children) else [node]


def _unwrap_blocks(children: list[Child], gap: str) -> list[Child]:
    """Unwrap blocks, and keep their running text."""
    result: list[Child] = []
    for child in children:
        if isinstance(child, str) or not is_block(child):
            result.append(child)
        elif child.tag in TRANSPARENT:
            child.children = _unwrap_blocks(child.children, gap)
            result.append(child)
        else:
            result.extend([gap, *_unwrap_blocks(child.children, gap), gap])
    return result


def _repair_edit(node: Node) -> list[Child]:
    return _repair_flow(node) if node.children else []


def _repair_image(node: Node) -> list[Child]:
    alternative = node.attrs["alt"] = one_line(node.attrs.get("alt", ""))
    if "src" in node.attrs:
        return [node]
    return [alternative] if alternative else []


def _repair_override(node: Node) -> list[Child]:
    return _repair_span(node) if node.attrs.get("dir") in {"ltr", "rtl"} else node.children


def _repair_time(node: Node) -> list[Child]:
    return _repair_span(node) if "datetime" in node.attrs else node.children


def _repair_definition(node: Node) -> list[Child]:
    for inner in walk(node.children):
        inner.tag = "span" if inner.tag == "dfn" else inner.tag
    return _repair_span(node)


def _repair_unsectioned(node: Node) -> list[Child]:
    """Return a term, a header cell or an address without headings and sections."""
    for inner in walk(node.children):
        if inner.tag in HEADINGS or inner.tag in _SECTIONS:
            inner.tag = "p" if inner.tag in HEADINGS else "div"
    return _repair_flow(node)


def _repair_header_footer(node: Node) -> list[Child]:
    """Return a header or a footer without headers and footers in it."""
    for inner in walk(node.children):
        inner.tag = "div" if inner.tag in {"footer", "header"} else inner.tag
    return _repair_flow(node)


def _keep_as_is(node: Node) -> list[Child]:
    return [node]


_RULES: Mapping[str, Rule] = {
    **dict.fromkeys(SPANS, _repair_span),
    **dict.fromkeys(HEADINGS, _repair_heading),
    **dict.fromkeys(("address", "dt", "th"), _repair_unsectioned),
    **dict.fromkeys(("br", "col", "hr", "wbr"), _keep_as_is),
    **dict.fromkeys(("del", "ins"), _repair_edit),
    **dict.fromkeys(("footer", "header"), _repair_header_footer),
    **dict.fromkeys(("ol", "ul"), repair_list),
    **dict.fromkeys(("tbody", "tfoot", "thead"), repair_rows),
    "a": repair_link,
    "bdo": _repair_override,
    "caption": _repair_caption,
    "colgroup": repair_columns,
    "dfn": _repair_definition,
    "dl": repair_definitions,
    "figure": repair_figure,
    "img": _repair_image,
    "p": _repair_paragraph,
    "pre": _repair_preformatted,
    "rp": _repair_parenthesis,
    "rt": _repair_annotation,
    "ruby": repair_ruby,
    "table": repair_table,
    "time": _repair_time,
    "tr": repair_row,
}
