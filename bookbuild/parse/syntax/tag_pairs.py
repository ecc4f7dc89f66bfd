"""Start and end tags in raw HTML, and which of them belong together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bookbuild.parse.raw import markup_in
from bookbuild.parse.syntax.html_names import OPTIONAL_END, VOID


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of raw HTML, its place in that piece of HTML, and its line."""

    name: str
    is_end: bool
    start: int
    end: int
    line: int
    source: str


def tags_in_html(html: str, line: int) -> Iterator[Tag]:
    """Yield the tags of a piece of HTML that need an end tag, and end tags of such."""
    counted = 0
    for match in markup_in(html):
        name = (match["name"] or "").lower()
        is_whole = match["end"] and not match["attributes"].endswith("/")
        if name and is_whole and name not in VOID and name not in OPTIONAL_END:
            line += html.count("\n", counted, match.start())
            counted = match.start()
            yield Tag(name, bool(match["close"]), match.start(), match.end(), line, match[0])


class OpenTags:
    """Tags that are open, found by name in a time that does not grow with their number."""

    def __init__(self) -> None:
        self._tags: dict[int, Tag] = {}
        self._by_name: dict[str, list[int]] = {}
        self._count = 0

    def add(self, tag: Tag) -> None:
        """Add a tag that is opened."""
        self._count += 1
        self._tags[self._count] = tag
        self._by_name.setdefault(tag.name, []).append(self._count)

    def close(self, name: str) -> bool:
        """Remove the last tag of a name; return whether there is one."""
        numbers = self._by_name.get(name)
        if not numbers:
            return False
        del self._tags[numbers.pop()]
        return True

    def tags(self) -> list[Tag]:
        """Return the tags that are still open, in order."""
        return list(self._tags.values())


def are_closed(tags: Iterable[Tag]) -> Iterator[bool]:
    """Yield for each start tag whether an end tag among those after it closes it."""
    found = list[bool]()
    waiting: dict[str, list[int]] = {}
    for tag in tags:
        if not tag.is_end:
            waiting.setdefault(tag.name, []).append(len(found))
            found.append(False)
        elif numbers := waiting.get(tag.name):
            found[numbers.pop()] = True
    return iter(found)


def unopened(tags: Iterable[Tag]) -> Iterator[str]:
    """Yield the name of each end tag that closes none of the tags before it."""
    opened = OpenTags()
    for tag in tags:
        if not tag.is_end:
            opened.add(tag)
        elif not opened.close(tag.name):
            yield tag.name
