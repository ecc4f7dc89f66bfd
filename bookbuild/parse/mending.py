"""The content model of XHTML made to hold, whatever the author wrote.

An HTML5 parser accepts almost any nesting; EPUB does not. Each rule here is given an element whose children are whole
already, and returns what stands in its place: so a tree is mended from the leaves up, in one pass.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from bookbuild.parse.attributes import settle_attributes
from bookbuild.parse.characters import one_line
from bookbuild.parse.markup import Child, Node, plain_text, walk
from bookbuild.parse.nesting import elements, in_runs, is_blank, is_block, part_of
from bookbuild.parse.structures import (
    housed,
    mend_columns,
    mend_definitions,
    mend_figure,
    mend_list,
    mend_row,
    mend_rows,
    mend_ruby,
    mend_table,
)
from bookbuild.parse.vocabulary import HEADINGS, SPANS, TRANSPARENT

Rule = Callable[[Node], list[Child]]

_SECTIONS = frozenset({"address", "article", "aside", "footer", "header", "section"})


def mend(children: Iterable[Child]) -> list[Child]:
    """Return what an author's markup comes to as blocks that may stand in the body of an EPUB content document."""
    whole: list[Child] = []
    for block, run in in_runs(housed(_mend_all(children, ""))):
        whole.extend(run if block or is_blank(run) else [Node("p", {}, run)])
    return whole


def _mend_all(children: Iterable[Child], parent: str) -> list[Child]:
    whole: list[Child] = []
    for child in children:
        if isinstance(child, str):
            whole.append(child)
        elif child.tag in {"rp", "rt"} and parent != "ruby":
            whole.extend(_mend_all(child.children, parent))
        else:
            whole.extend(_mend(child, parent))
    return whole


def _mend(node: Node, parent: str) -> list[Child]:
    settle_attributes(node)
    if node.tag == "figcaption" and parent != "figure":
        node.tag = "div"
    if node.tag == "dl":
        node.children = list(_without_groups(node.children))
    node.children = _mend_all(node.children, node.tag)
    return _RULES.get(node.tag, _mend_flow)(node)


def _without_groups(children: Iterable[Child]) -> Iterator[Child]:
    """Take the ``div`` from around the terms and definitions that it groups."""
    for child in children:
        if isinstance(child, Node) and child.tag == "div" and elements(child.children, "dt", "dd"):
            yield from child.children
        else:
            yield child


def _mend_flow(node: Node) -> list[Child]:
    node.children = housed(node.children)
    return [node]


def _mend_span(node: Node) -> list[Child]:
    """Running text holds no block: its element is laid around the text inside each block instead."""
    if any(map(is_block, node.children)):
        return _spread(node, node.children)
    return [node] if node.children or node.attrs else []


def _spread(span: Node, children: list[Child]) -> list[Child]:
    whole: list[Child] = []
    for block, run in in_runs(children):
        if not block:
            whole.extend(run if is_blank(run) else [part_of(span, run)])
            continue
        for child in run:
            if isinstance(child, Node):
                child.children = _spread(span, child.children)
            whole.append(child)
    return whole


def _mend_reading(node: Node) -> list[Child]:
    return node.children if any(map(is_block, node.children)) else [node]


def _mend_parenthesis(node: Node) -> list[Child]:
    node.children = [plain_text(node.children)]
    return [node]


def _mend_caption(node: Node) -> list[Child]:
    """A caption holds no table."""
    if any(inner.tag == "table" for inner in walk(node.children)):
        node.children = _flat(node.children, " ")
    return _mend_flow(node)


def _mend_paragraph(node: Node) -> list[Child]:
    """A paragraph ends where a block begins, and another begins behind it."""
    whole: list[Child] = []
    for block, run in in_runs(node.children):
        whole.extend(run if block else [] if is_blank(run) else [part_of(node, run)])
    return whole or ([node] if "id" in node.attrs else [])


def _mend_heading(node: Node) -> list[Child]:
    node.children = _flat(node.children, " ")
    spoken = plain_text(node.children).strip() or any(inner.tag == "img" for inner in walk(node.children))
    return [node] if spoken else []


def _mend_preformatted(node: Node) -> list[Child]:
    node.children = _flat(node.children, "\n")
    return [] if is_blank(node.children) else [node]


def _flat(children: list[Child], gap: str) -> list[Child]:
    """Take the blocks from around their running text."""
    whole: list[Child] = []
    for child in children:
        if isinstance(child, str) or not is_block(child):
            whole.append(child)
        elif child.tag in TRANSPARENT:
            child.children = _flat(child.children, gap)
            whole.append(child)
        else:
            whole.extend([gap, *_flat(child.children, gap), gap])
    return whole


def _mend_link(node: Node) -> list[Child]:
    """A link holds no link, leads somewhere (or is an anchor), and can be seen (or is an anchor)."""
    node.children = housed(_without_links(node.children))
    if "href" in node.attrs and _is_empty(node):
        del node.attrs["href"]
    if "href" in node.attrs or "id" in node.attrs:
        return [node]
    return node.children


def _without_links(children: list[Child]) -> list[Child]:
    whole: list[Child] = []
    for child in children:
        if isinstance(child, Node):
            child.children = _without_links(child.children)
        whole.extend(child.children if isinstance(child, Node) and child.tag == "a" else [child])
    return whole


def _is_empty(node: Node) -> bool:
    return not plain_text(node.children).strip() and not any(inner.tag in {"img", "sup"} for inner in walk([node]))


def _mend_edit(node: Node) -> list[Child]:
    return _mend_flow(node) if node.children else []


def _mend_image(node: Node) -> list[Child]:
    alternative = node.attrs["alt"] = one_line(node.attrs.get("alt", ""))
    if "src" in node.attrs:
        return [node]
    return [alternative] if alternative else []


def _mend_override(node: Node) -> list[Child]:
    return _mend_span(node) if node.attrs.get("dir") in {"ltr", "rtl"} else node.children


def _mend_time(node: Node) -> list[Child]:
    return _mend_span(node) if "datetime" in node.attrs else node.children


def _mend_definition(node: Node) -> list[Child]:
    for inner in walk(node.children):
        inner.tag = "span" if inner.tag == "dfn" else inner.tag
    return _mend_span(node)


def _mend_unsectioned(node: Node) -> list[Child]:
    """A term, a header cell and an address hold no headings and no sections."""
    for inner in walk(node.children):
        if inner.tag in HEADINGS or inner.tag in _SECTIONS:
            inner.tag = "p" if inner.tag in HEADINGS else "div"
    return _mend_flow(node)


def _mend_margin(node: Node) -> list[Child]:
    """A header or a footer holds neither."""
    for inner in walk(node.children):
        inner.tag = "div" if inner.tag in {"footer", "header"} else inner.tag
    return _mend_flow(node)


def _keep(node: Node) -> list[Child]:
    return [node]


_RULES: Mapping[str, Rule] = {
    **dict.fromkeys(SPANS, _mend_span),
    **dict.fromkeys(HEADINGS, _mend_heading),
    **dict.fromkeys(("address", "dt", "th"), _mend_unsectioned),
    **dict.fromkeys(("br", "col", "hr", "wbr"), _keep),
    **dict.fromkeys(("del", "ins"), _mend_edit),
    **dict.fromkeys(("footer", "header"), _mend_margin),
    **dict.fromkeys(("ol", "ul"), mend_list),
    **dict.fromkeys(("tbody", "tfoot", "thead"), mend_rows),
    "a": _mend_link,
    "bdo": _mend_override,
    "caption": _mend_caption,
    "colgroup": mend_columns,
    "dfn": _mend_definition,
    "dl": mend_definitions,
    "figure": mend_figure,
    "img": _mend_image,
    "p": _mend_paragraph,
    "pre": _mend_preformatted,
    "rp": _mend_parenthesis,
    "rt": _mend_reading,
    "ruby": mend_ruby,
    "table": mend_table,
    "time": _mend_time,
    "tr": mend_row,
}
