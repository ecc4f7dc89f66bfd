"""Navigation in a data file of Jekyll (``_data/navigation.yml``) -> entries, whose paths are addresses of pages."""

from collections.abc import Iterator

from bookbuild.sites.contents import Entry
from bookbuild.sites.data import Data, text_of

_ADDRESS = ("url", "link", "permalink", "page", "path", "href", "slug")
_TITLE = ("title", "name", "text", "label", "section")
_INSIDE = (
    "children",
    "pages",
    "sections",
    "items",
    "links",
    "docs",
    "subitems",
    "subfolders",
    "folderitems",
    "contents",
)
_DEEPEST = 6


def entries_of(data: Data, depth: int = 0) -> Iterator[Entry]:
    """Yield the entries of a list, or of the longest list of a mapping (a site may have several navigations)."""
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        lists = [tuple(entries_of(value, depth + 1)) for value in data.values() if isinstance(value, list)]
        yield from max(lists, key=_size, default=())
    elif isinstance(data, list):
        for one in data:
            if isinstance(one, dict):
                inside: list[Data] = next((one[key] for key in _INSIDE if isinstance(one.get(key), list)), [])
                yield Entry(text_of(one, *_TITLE), text_of(one, *_ADDRESS), tuple(entries_of(inside, depth + 1)))


def _size(entries: tuple[Entry, ...]) -> int:
    return sum(1 + _size(entry.inside) for entry in entries)
