"""The list of pages in ``_Sidebar.md`` -> the entries of a table of contents."""

import re
from collections.abc import Iterator, Mapping

from bookbuild.sites.contents import Entry
from bookbuild.sites.page_lists import COMMENT, ITEM, ListItem, columns, plain_title
from bookbuild.sites.wiki.addresses import LINK, WIKI_LINK, name_of

_LINK, _WIKI_LINK = re.compile(LINK), re.compile(WIKI_LINK)
_HEADING = re.compile(r" {0,3}(?:#{1,6}[ \t]+(?P<words>\S.*?)[ \t#]*|\*\*(?P<bold>[^*\[\]]+)\*\*:?[ \t]*)")
_OF_SECTION = -1
"""The indent of a heading: less than that of any item."""


def entries_of(text: str, pages: Mapping[str, str]) -> tuple[Entry, ...]:
    """Return the entries of a sidebar whose pages there are, each page once. `pages` has their paths by `name_of`."""
    top = ListItem(_OF_SECTION - 1, "", "")
    stack, seen = [top], set[str]()
    for line in COMMENT.sub("", text).splitlines():
        for item in _items(line, pages, seen):
            while stack[-1].indent >= item.indent:
                stack.pop()
            stack[-1].inside.append(item)
            stack.append(item)
    return tuple(_entries(top))


def _items(line: str, pages: Mapping[str, str], seen: set[str]) -> Iterator[ListItem]:
    """Yield the item that a line is, unless it says nothing."""
    line = _WIKI_LINK.sub(lambda match: f"[{match['name']}](<{match['page'] or match['name']}>)", line)
    heading, item = _HEADING.fullmatch(line), ITEM.fullmatch(line)
    text = (heading["words"] or heading["bold"]) if heading else item["text"] if item else line
    indent = columns(item["indent"]) if item else _OF_SECTION if heading else 0
    paths = [pages[name] for link in _LINK.finditer(text) if (name := name_of(link["target"])) in pages]
    path = next((one for one in paths if one not in seen), "")
    seen.add(path)
    title = plain_title(_LINK.sub(lambda match: match["words"] or "", text))
    if title and (path or ((heading or item) and not paths)):
        yield ListItem(indent, title, path)


def _entries(item: ListItem) -> Iterator[Entry]:
    for one in item.inside:
        inside = tuple(_entries(one))
        if one.path or inside:
            yield Entry(one.title, one.path, inside)
