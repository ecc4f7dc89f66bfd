"""Repair of elements with a fixed structure: lists, definitions, tables, figures, ruby. Each is completed, or removed
if it is empty.
"""

import re

from bookbuild.parse.markup import Child, Node
from bookbuild.parse.nesting import elements, is_blank, is_block, is_element

_LISTS_OF = {"li": "ul", "dt": "dl", "dd": "dl"}
_ITEMS = frozenset({"li"})
_ENTRIES = frozenset({"dt", "dd"})
_RUBY = re.compile(r"(b+(t|ptp)+)+")


def wrap_orphans(children: list[Child], allowed: frozenset[str] = frozenset()) -> list[Child]:
    """Wrap items, terms and definitions outside any list in a list of their own, except tags in `allowed`."""
    if not elements(children, *(_LISTS_OF.keys() - allowed)):
        return children
    result: list[Child] = []
    wrapper: Node | None = None
    for child in children:
        list_tag = _LISTS_OF.get(child.tag, "") if isinstance(child, Node) and child.tag not in allowed else ""
        if list_tag and wrapper is not None and wrapper.tag == list_tag:
            wrapper.children.append(child)
        elif list_tag:
            wrapper = Node(list_tag, {}, [child])
            result.append(wrapper)
        elif wrapper is None or not is_blank([child]):
            wrapper = None
            result.append(child)
    for definitions in elements(result, "dl"):
        repair_definitions(definitions)
    for bullets in elements(result, "ul"):
        _without_values(bullets)
    return result


def repair_list(node: Node) -> list[Child]:
    """Return a list of nothing but items. Anything else joins the item before it, or becomes the first."""
    _collect(node, _ITEMS, fallback="li")
    if node.tag == "ul":
        _without_values(node)
    return [node] if elements(node.children, "li") else []


def _without_values(bullets: Node) -> None:
    for item in elements(bullets.children, "li"):
        item.attrs.pop("value", None)


def repair_definitions(node: Node) -> list[Child]:
    """Return a list of terms, each with a definition after it. Anything else is part of a definition."""
    _collect(node, _ENTRIES, fallback="dd")
    entries = elements(node.children, "dt", "dd")
    if not entries:
        return []
    if entries[0].tag == "dd":
        node.children.insert(0, Node("dt"))
    if entries[-1].tag == "dt":
        node.children.append(Node("dd"))
    return [node]


def _collect(node: Node, tags: frozenset[str], fallback: str) -> None:
    """Keep children of some tags and white space; others join the `fallback` child before them, or become one."""
    collected: list[Child] = []
    last: Node | None = None
    for child in wrap_orphans(node.children, allowed=tags):
        if isinstance(child, Node) and child.tag in tags:
            last = child
            collected.append(child)
        elif is_blank([child]):
            collected.append(child)
        elif last is not None and last.tag == fallback:
            last.children.extend([" ", child])
        else:
            last = Node(fallback, {}, [child])
            collected.append(last)
    node.children = collected


def repair_rows(node: Node) -> list[Child]:
    """Return a part of a table of nothing but rows, or nothing if there is none."""
    node.children = list(elements(node.children, "tr"))
    return [node] if node.children else []


def repair_row(node: Node) -> list[Child]:
    """Return a row of nothing but cells, or nothing if there is none."""
    node.children = list(elements(node.children, "td", "th"))
    return [node] if node.children else []


def repair_columns(node: Node) -> list[Child]:
    """Return a column group that has a span or lists its columns."""
    node.children = list(elements(node.children, "col"))
    if node.children:
        node.attrs.pop("span", None)
    return [node]


def repair_table(node: Node) -> list[Child]:
    """Return a table of caption, columns, a head, bodies and a foot, in this order; its header cells have a scope. A
    head that says nothing is none: Markdown has no tables without one.
    """
    captions = elements(node.children, "caption")
    _join(captions)
    parts = elements(node.children, "thead", "tbody", "tfoot")
    if not parts:
        return [Node("div", {}, captions[0].children)] if captions else []
    head = next((part for part in parts if part.tag == "thead"), None)
    foot = next((part for part in parts if part.tag == "tfoot"), None)
    bodies = [part for part in parts if part is not head and part is not foot]
    for part in bodies:
        part.tag = "tbody"
    for part in parts:
        _set_scope(part, "col" if part is head else "row")
    if head is not None and len(parts) > 1 and _says_nothing(head):
        head = None
    ordered = [*captions[:1], *elements(node.children, "colgroup"), head, *bodies, foot]
    node.children = [part for part in ordered if part is not None]
    return [node]


def _says_nothing(head: Node) -> bool:
    cells = [cell for row in elements(head.children, "tr") for cell in elements(row.children, "td", "th")]
    return not any(cell.attrs.get("id") or not is_blank(cell.children) for cell in cells)


def _join(captions: list[Node]) -> None:
    for more in captions[1:]:
        captions[0].children.extend([" ", *more.children])


def _set_scope(part: Node, scope: str) -> None:
    for row in elements(part.children, "tr"):
        for cell in elements(row.children, "th"):
            cell.attrs.setdefault("scope", scope)


def repair_figure(node: Node) -> list[Child]:
    """Return a figure with one caption, first or last."""
    captions = [caption for caption in elements(node.children, "figcaption") if not is_blank(caption.children)]
    others = wrap_orphans([child for child in node.children if not is_element(child, "figcaption")])
    if is_blank(others):
        return [Node("div", {}, caption.children) for caption in captions]
    _join(captions)
    first = bool(captions) and next(child for child in node.children if not is_blank([child])) is captions[0]
    node.children = [*captions[:1], *others] if first else [*others, *captions[:1]]
    return [node]


def repair_ruby(node: Node) -> list[Child]:
    """Return ruby of bases, each followed by its annotation; fallback parentheses come in pairs."""
    if any(map(is_block, node.children)):
        return _without_annotations(node)
    node.children = [child for child in node.children if not is_blank([child])]
    if not _RUBY.fullmatch(_ruby_pattern(node)):
        node.children = [child for child in node.children if not is_element(child, "rp")]
    return [node] if _RUBY.fullmatch(_ruby_pattern(node)) else _without_annotations(node)


def _ruby_pattern(node: Node) -> str:
    return "".join("t" if is_element(c, "rt") else "p" if is_element(c, "rp") else "b" for c in node.children)


def _without_annotations(node: Node) -> list[Child]:
    result: list[Child] = []
    for child in node.children:
        result.extend(child.children if isinstance(child, Node) and child.tag in {"rt", "rp"} else [child])
    return result
