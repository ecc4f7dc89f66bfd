"""The list of pages in ``_Sidebar.md`` -> the entries of a table of contents."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bookbuild.sites.contents import Entry
from bookbuild.sites.mdbook.summary import plain_title
from bookbuild.sites.wiki.addresses import LINK, WIKI_LINK, name_of

_LINK, _WIKI_LINK = re.compile(LINK), re.compile(WIKI_LINK)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?P<text>\S.*)")
_HEADING = re.compile(r" {0,3}(?:#{1,6}[ \t]+(?P<words>\S.*?)[ \t#]*|\*\*(?P<bold>[^*\[\]]+)\*\*:?[ \t]*)")
_OF_SECTION = -1
"""The indent of a heading: less than that of any item."""


@dataclass(slots=True)
class _Item:
    """An entry that is being read, and the number of columns before it."""

    indent: int
    title: str
    path: str
    inside: list["_Item"] = field(default_factory=list)


def entries_of(text: str, pages: Mapping[str, str]) -> tuple[Entry, ...]:
    """Return the entries of a sidebar whose pages there are, each page once. `pages` has their paths by `name_of`."""
    top = _Item(_OF_SECTION - 1, "", "")
    stack, seen = [top], set[str]()
    for line in _COMMENT.sub("", text).splitlines():
        for item in _items(line, pages, seen):
            while stack[-1].indent >= item.indent:
                stack.pop()
            stack[-1].inside.append(item)
            stack.append(item)
    return tuple(_entries(top))


def _items(line: str, pages: Mapping[str, str], seen: set[str]) -> Iterator[_Item]:
    """Yield the item that a line is, unless it says nothing."""
    line = _WIKI_LINK.sub(lambda match: f"[{match['name']}](<{match['page'] or match['name']}>)", line)
    heading, item = _HEADING.fullmatch(line), _ITEM.fullmatch(line)
    text = (heading["words"] or heading["bold"]) if heading else item["text"] if item else line
    indent = len(item["indent"].expandtabs(4)) if item else _OF_SECTION if heading else 0
    paths = [pages[name] for link in _LINK.finditer(text) if (name := name_of(link["target"])) in pages]
    path = next((one for one in paths if one not in seen), "")
    seen.add(path)
    title = plain_title(_LINK.sub(lambda match: match["words"] or "", text))
    if title and (path or ((heading or item) and not paths)):
        yield _Item(indent, title, path)


def _entries(item: _Item) -> Iterator[Entry]:
    for one in item.inside:
        inside = tuple(_entries(one))
        if one.path or inside:
            yield Entry(one.title, one.path, inside)
