"""Lists of pages in Markdown, which are the contents of a book (``SUMMARY.md``) or of a wiki (``_Sidebar.md``)."""

import re
from dataclasses import dataclass, field

from bookbuild.sites.contents import Entry

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?P<text>\S.*)")
"""A line that is an item of a list."""
_MARKUP = re.compile(r"\\([!-/:-@\[-`{-~])|[`*]|<[^<>]*>")


@dataclass(slots=True)
class ListItem:
    """An entry that is being read, and the number of columns before it."""

    indent: int
    title: str
    path: str
    inside: list["ListItem"] = field(default_factory=list)
    is_part: bool = False

    def entry(self) -> Entry:
        """Return the entry with those in it."""
        return Entry(self.title, self.path, tuple(one.entry() for one in self.inside), self.is_part)


def columns(indent: str) -> int:
    """Return how many columns white space takes."""
    return len(indent.expandtabs(4))


def plain_title(text: str) -> str:
    """Return a title without the marks of Markdown and tags of HTML."""
    return " ".join(_MARKUP.sub(lambda match: match[1] or "", text).split())
