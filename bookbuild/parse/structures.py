"""Elements whose children have set places: lists, definitions, tables, figures, ruby. Each is made complete, or is
nothing when there is nothing in it.
"""

import re

from bookbuild.parse.markup import Child, Node
from bookbuild.parse.nesting import elements, is_blank, is_block, is_element

_HOMES = {"li": "ul", "dt": "dl", "dd": "dl"}
_ITEMS = frozenset({"li"})
_ENTRIES = frozenset({"dt", "dd"})
_RUBY = re.compile(r"(b+(t|ptp)+)+")


def housed(children: list[Child], but: frozenset[str] = frozenset()) -> list[Child]:
    """Give items, terms and definitions that stand outside any list a list of their own (`but` what is at home)."""
    if not elements(children, *(_HOMES.keys() - but)):
        return children
    whole: list[Child] = []
    house: Node | None = None
    for child in children:
        home = _HOMES.get(child.tag, "") if isinstance(child, Node) and child.tag not in but else ""
        if home and house is not None and house.tag == home:
            house.children.append(child)
        elif home:
            house = Node(home, {}, [child])
            whole.append(house)
        elif house is None or not is_blank([child]):
            house = None
            whole.append(child)
    for definitions in elements(whole, "dl"):
        mend_definitions(definitions)
    for bullets in elements(whole, "ul"):
        _without_values(bullets)
    return whole


def mend_list(node: Node) -> list[Child]:
    """A list holds items. Anything else joins the item before it, or becomes the first."""
    _collect(node, _ITEMS, last_resort="li")
    if node.tag == "ul":
        _without_values(node)
    return [node] if elements(node.children, "li") else []


def _without_values(bullets: Node) -> None:
    for item in elements(bullets.children, "li"):
        item.attrs.pop("value", None)


def mend_definitions(node: Node) -> list[Child]:
    """A list of definitions holds terms, each with a definition after it. Anything else is part of a definition."""
    _collect(node, _ENTRIES, last_resort="dd")
    entries = elements(node.children, "dt", "dd")
    if not entries:
        return []
    if entries[0].tag == "dd":
        node.children.insert(0, Node("dt"))
    if entries[-1].tag == "dt":
        node.children.append(Node("dd"))
    return [node]


def _collect(node: Node, kinds: frozenset[str], last_resort: str) -> None:
    """Leave a node children of some kinds, and white space; others join a child of the last resort, or become one."""
    collected: list[Child] = []
    last: Node | None = None
    for child in housed(node.children, but=kinds):
        if isinstance(child, Node) and child.tag in kinds:
            last = child
            collected.append(child)
        elif is_blank([child]):
            collected.append(child)
        elif last is not None and last.tag == last_resort:
            last.children.extend([" ", child])
        else:
            last = Node(last_resort, {}, [child])
            collected.append(last)
    node.children = collected


def mend_rows(node: Node) -> list[Child]:
    """A part of a table holds rows."""
    node.children = list(elements(node.children, "tr"))
    return [node] if node.children else []


def mend_row(node: Node) -> list[Child]:
    """A row holds cells."""
    node.children = list(elements(node.children, "td", "th"))
    return [node] if node.children else []


def mend_columns(node: Node) -> list[Child]:
    """A group of columns says how many there are, or lists them."""
    node.children = list(elements(node.children, "col"))
    if node.children:
        node.attrs.pop("span", None)
    return [node]


def mend_table(node: Node) -> list[Child]:
    """A table holds caption, columns, one head, bodies and one foot, in this order; its header cells have a scope."""
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
        _give_scope(part, "col" if part is head else "row")
    ordered = [*captions[:1], *elements(node.children, "colgroup"), head, *bodies, foot]
    node.children = [part for part in ordered if part is not None]
    return [node]


def _join(captions: list[Node]) -> None:
    for more in captions[1:]:
        captions[0].children.extend([" ", *more.children])


def _give_scope(part: Node, scope: str) -> None:
    for row in elements(part.children, "tr"):
        for cell in elements(row.children, "th"):
            cell.attrs.setdefault("scope", scope)


def mend_figure(node: Node) -> list[Child]:
    """A figure holds one caption, first or last."""
    captions = [caption for caption in elements(node.children, "figcaption") if not is_blank(caption.children)]
    others = housed([child for child in node.children if not is_element(child, "figcaption")])
    if is_blank(others):
        return [Node("div", {}, caption.children) for caption in captions]
    _join(captions)
    first = bool(captions) and next(child for child in node.children if not is_blank([child])) is captions[0]
    node.children = [*captions[:1], *others] if first else [*others, *captions[:1]]
    return [node]


def mend_ruby(node: Node) -> list[Child]:
    """Ruby holds bases, each with its reading after it; parentheses for old readers stand in pairs."""
    if any(map(is_block, node.children)):
        return _without_readings(node)
    node.children = [child for child in node.children if not is_blank([child])]
    if not _RUBY.fullmatch(_ruby_pattern(node)):
        node.children = [child for child in node.children if not is_element(child, "rp")]
    return [node] if _RUBY.fullmatch(_ruby_pattern(node)) else _without_readings(node)


def _ruby_pattern(node: Node) -> str:
    return "".join("t" if is_element(c, "rt") else "p" if is_element(c, "rp") else "b" for c in node.children)


def _without_readings(node: Node) -> list[Child]:
    whole: list[Child] = []
    for child in node.children:
        whole.extend(child.children if isinstance(child, Node) and child.tag in {"rt", "rp"} else [child])
    return whole
