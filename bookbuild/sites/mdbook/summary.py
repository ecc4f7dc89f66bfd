"""SUMMARY.md of mdBook and GitBook -> the entries of its table of contents."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from bookbuild.sites.contents import Entry

_LINK = re.compile(
    r"\[(?P<title>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]\(\s*(?P<path><[^<>]*>|[^()\s]*(?:\([^()]*\)[^()\s]*)*)[^)]*\)"
)
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?P<text>\S.*)")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<text>.*?)(?:[ \t]+#+)?[ \t]*")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKUP = re.compile(r"\\([!-/:-@\[-`{-~])|[`*]|<[^<>]*>")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(slots=True)
class _Item:
    """An entry that is being read, and the number of columns before it."""

    indent: int
    title: str
    path: str
    inside: list["_Item"] = field(default_factory=list)
    is_part: bool = False

    def entry(self) -> Entry:
        return Entry(self.title, self.path, tuple(one.entry() for one in self.inside), self.is_part)


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
    return _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)


class _Reader:
    def __init__(self, path: str) -> None:
        self._path = path
        self._prefix: list[_Item] = []
        self._body: list[_Item] = []
        self._suffix: list[_Item] = []
        self._open: list[_Item] = []
        self._part: _Item | None = None
        self._has_title = False
        self._lines: dict[str, int] = {}

    def read(self, line: str, number: int) -> None:
        """Read the next line."""
        if heading := _HEADING.fullmatch(line):
            self._heading(heading["text"])
        elif item := _ITEM.fullmatch(line):
            self._item(_columns(item["indent"]), item["text"], number)
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
        self._part = _Item(-1, title, "", is_part=True)
        self._body.append(self._part)

    def _item(self, indent: int, text: str, number: int) -> None:
        link = _LINK.match(text)
        items = self._linked(link, indent, number) if link else [_Item(indent, plain_title(text), "")]
        for item in items:
            while self._open and self._open[-1].indent >= indent:
                self._open.pop()
            place = self._open[-1].inside if self._open else self._part.inside if self._part else self._body
            place.append(item)
            self._open.append(item)

    def _linked(self, link: re.Match[str], indent: int, number: int) -> list[_Item]:
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
        return [_Item(indent, plain_title(link["title"]), path)]


def _columns(indent: str) -> int:
    return len(indent.expandtabs(4))


def plain_title(text: str) -> str:
    """Return a title without the marks of Markdown and tags of HTML."""
    return " ".join(_MARKUP.sub(lambda match: match[1] or "", text).split())


def _drafts(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        if not entry.path and not entry.inside and not entry.is_part:
            yield entry.title
        yield from _drafts(entry.inside)
