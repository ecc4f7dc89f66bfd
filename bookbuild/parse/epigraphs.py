"""``::: epigraph``: a saying before a text, and where it is from."""

import re
from collections.abc import Iterable

from bookbuild.parse.markup import Child, Node, plain_text, walk

EPIGRAPH = "epigraph"
SOURCE = "epigraph-source"
_DASHED = re.compile(r"\s*(?:[\u2013-\u2015]|--)\s*\S")
_LAST_LINE = re.compile(r"\n\s*(?=(?:[\u2013-\u2015]|--)\s*\S)")


def mark_sources(content: Iterable[Child]) -> None:
    """Give the last paragraph of each epigraph its class if it begins with a dash, also where it is but a line."""
    for node in walk(content):
        if node.tag == "blockquote" and EPIGRAPH in node.attrs.get("class", "").split():
            _mark(node)


def _mark(epigraph: Node) -> None:
    paragraphs = [one for one in epigraph.children if isinstance(one, Node) and one.tag == "p"]
    if not paragraphs or SOURCE in paragraphs[-1].attrs.get("class", ""):
        return
    last = paragraphs[-1]
    if len(paragraphs) > 1 and _DASHED.match(plain_text(last.children)):
        last.attrs["class"] = SOURCE
        return
    for place in range(len(last.children) - 1, -1, -1):
        text = last.children[place]
        match = _LAST_LINE.search(text) if isinstance(text, str) else None
        if isinstance(text, str) and match:
            source = Node("p", {"class": SOURCE}, [text[match.end() :], *last.children[place + 1 :]])
            last.children[place:] = [text[: match.start()]]
            epigraph.children.insert(epigraph.children.index(last) + 1, source)
            return
