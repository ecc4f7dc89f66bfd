"""Where a quotation is from: the last paragraph of it, or of ``::: epigraph``, a saying before a text."""

import re
from collections.abc import Iterable

from bookbuild.parse.markup import Child, Node, plain_text, walk

EPIGRAPH = "epigraph"
SOURCE = "epigraph-source"
_OF_QUOTATION = "quotation-source"
_LONGEST = 120
"""Letters of the source of a quotation; a longer paragraph is part of what was said."""
_DASHED = re.compile(r"\s*(?:[\u2013-\u2015]|--)\s*\S")
_LAST_LINE = re.compile(r"\n\s*(?=(?:[\u2013-\u2015]|--)\s*\S)")


def mark_sources(content: Iterable[Child]) -> None:
    """Give the last paragraph of each quotation and epigraph a class if it begins with a dash and is its source."""
    for node in walk(content):
        if node.tag != "blockquote":
            continue
        if EPIGRAPH in node.attrs.get("class", "").split():
            _mark(node)
        else:
            _mark_last(node)


def _mark_last(quotation: Node) -> None:
    """Mark the source of a quotation. In a dialogue, other paragraphs begin with a dash too."""
    blocks = [one for one in quotation.children if isinstance(one, Node)]
    last = blocks[-1] if len(blocks) > 1 else None
    if last is None or last.tag != "p":
        return
    words = plain_text(last.children)
    are_dashed = (_DASHED.match(plain_text(one.children)) for one in blocks[:-1])
    if len(words) <= _LONGEST and _DASHED.match(words) and not any(are_dashed):
        last.attrs["class"] = " ".join(filter(None, [last.attrs.get("class"), _OF_QUOTATION]))


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
