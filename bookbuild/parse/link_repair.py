"""Repair of links: they contain no links, and have a target and words unless they are anchors."""

from bookbuild.parse.addresses import is_external, shown
from bookbuild.parse.markup import Child, Node, plain_text, walk
from bookbuild.parse.structures import wrap_orphans
from bookbuild.parse.vocabulary import NAME


def repair_link(node: Node) -> list[Child]:
    """Return a link that contains no link and, unless it is an anchor, has a target and visible content."""
    node.children = wrap_orphans(_without_links(node.children))
    if name := node.attrs.get(NAME, "").strip():
        node.attrs.setdefault("id", name)
    if "href" in node.attrs and _is_empty(node):
        _fill_link(node)
    if "href" in node.attrs or "id" in node.attrs:
        return [node]
    return node.children


def _fill_link(link: Node) -> None:
    """Fill a link without words with its title or its address; one within the book gets its target's words later."""
    address, title = link.attrs["href"], link.attrs.get("title", "")
    if not address or any("id" in inner.attrs for inner in walk(link.children)):
        del link.attrs["href"]
    else:
        words = title or (shown(address) if is_external(address) else "")
        link.children = [words] if words else []


def _without_links(children: list[Child]) -> list[Child]:
    result: list[Child] = []
    for child in children:
        if isinstance(child, Node):
            child.children = _without_links(child.children)
        result.extend(child.children if isinstance(child, Node) and child.tag == "a" else [child])
    return result


def _is_empty(node: Node) -> bool:
    return not plain_text(node.children).strip() and not any(inner.tag in {"img", "sup"} for inner in walk([node]))


def with_words_in_links(children: list[Child]) -> list[Child]:
    """Return the children of a heading with words in its links; an empty link to a place of its page marks it."""
    result: list[Child] = []
    for child in children:
        if isinstance(child, Node):
            child.children = with_words_in_links(child.children)
            if child.tag == "a" and "href" in child.attrs and not child.children:
                address = child.attrs["href"]
                if address.startswith("#"):
                    del child.attrs["href"]
                else:
                    child.children = [shown(address)]
            if child.tag == "a" and not child.attrs.keys() & {"href", "id"}:
                continue
        result.append(child)
    return result
