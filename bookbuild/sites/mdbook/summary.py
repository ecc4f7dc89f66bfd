"""SUMMARY.md of mdBook and GitBook -> the entries of its table of contents."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from bookbuild.sites.contents import Entry
from bookbuild.sites.page_lists import COMMENT, ITEM, ListItem, columns, plain_title

_LINK = re.compile(
    r"\[(?P<title>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]\(\s*(?P<path><[^<>]*>|[^()\s]*(?:\([^()]*\)[^()\s]*)*)[^)]*\)"
)
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<text>.*?)(?:[ \t]+#+)?[ \t]*")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Summary:
    """The entries before the numbered ones, the numbered ones, and those behind them, and the line of each path."""

    prefix: tuple[Entry, ...]
    numbered: tuple[Entry, ...]
    suffix: tuple[Entry, ...]
    lines: dict[str, int]
    drafts: tuple[str, ...]
    """Titles that have no page yet, and nothing below them."""
    path: str


def read_summary(text: str, path: str) -> Summary:
    """Parse a table of contents. `path` is that of its file, relative to the project."""
    reader = _Reader(path)
    for number, line in enumerate(_without_comments(text).splitlines(), 1):
        reader.read(line, number)
    return reader.summary()


def _without_comments(text: str) -> str:
    return COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)


class _Reader:
    def __init__(self, path: str) -> None:
        self._path = path
        self._prefix: list[ListItem] = []
        self._body: list[ListItem] = []
        self._suffix: list[ListItem] = []
        self._open: list[ListItem] = []
        self._part: ListItem | None = None
        self._has_title = False
        self._lines: dict[str, int] = {}

    def read(self, line: str, number: int) -> None:
        """Read the next line."""
        if heading := _HEADING.fullmatch(line):
            self._heading(heading["text"])
        elif item := ITEM.fullmatch(line):
            self._item(columns(item["indent"]), item["text"], number)
        elif link := _LINK.match(line.strip()):
            where = self._suffix if self._body else self._prefix
            where.extend(self._linked(link, 0, number))
            self._open = []

    def summary(self) -> Summary:
        """Return what was read."""
        body = tuple(one.entry() for one in self._body if one.inside or not one.is_part)
        drafts = tuple(_drafts(body))
        prefix, suffix = (tuple(one.entry() for one in items) for items in (self._prefix, self._suffix))
        return Summary(prefix, body, suffix, self._lines, drafts, self._path)

    def _heading(self, text: str) -> None:
        title = plain_title(text)
        if not self._has_title:
            self._has_title = True
            if not self._body and not self._prefix:
                return  # the heading of the table itself
        self._open = []
        self._part = ListItem(-1, title, "", is_part=True)
        self._body.append(self._part)

    def _item(self, indent: int, text: str, number: int) -> None:
        link = _LINK.match(text)
        items = self._linked(link, indent, number) if link else [ListItem(indent, plain_title(text), "")]
        for item in items:
            while self._open and self._open[-1].indent >= indent:
                self._open.pop()
            place = self._open[-1].inside if self._open else self._part.inside if self._part else self._body
            place.append(item)
            self._open.append(item)

    def _linked(self, link: re.Match[str], indent: int, number: int) -> list[ListItem]:
        """Return the item of a link: none for an address on the web, and none for a page that is listed already."""
        target = link["path"].strip("<>")
        if _ADDRESS.match(target):
            return []
        name = unquote(target.partition("#")[0])
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self._path), name.lstrip("/"))) if name else ""
        if path and path in self._lines:
            return []
        if path:
            self._lines[path] = number
        return [ListItem(indent, plain_title(link["title"]), path)]


def _drafts(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        if not entry.path and not entry.inside and not entry.is_part:
            yield entry.title
        yield from _drafts(entry.inside)
