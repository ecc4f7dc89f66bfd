"""Exported pages of Notion -> pages in our Markdown: properties, callouts, links to pages at Notion and to tables."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from bookbuild.model import Source
from bookbuild.sites.notion.names import IDENTIFIER, TABLE
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_of, source_of

_BELOW_TITLE = 2
_PROPERTY = re.compile(r"[^\s:#>*+`|<\[-][^:]{0,60}: .*\S")
_ASIDE = re.compile(r"(?P<indent>[ \t]*)<(?P<end>/?)aside>[ \t]*")
_ICON = re.compile(r"(?P<indent>[ \t]*)(?:<img\b[^<>]*>|(?P<emoji>[^\w\s!-/:-@\[-`{-~]{1,4}))[ \t]*(?P<text>.*)")
_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]]+)\]\((?:https://(?:www\.)?notion\.so/)?(?P<name>[^\s()<>]*?)"
    rf"(?P<identifier>{IDENTIFIER})(?P<rest>\.csv|_all\.csv|[?#][^\s()<>]*)?\)"
)
_KINDS = {
    "💡": "tip",
    "⚠": "warning",
    "🚧": "warning",
    "🚨": "warning",
    "⛔": "warning",
    "❗": "important",
    "❓": "question",
}


def prepared(source: Source, by_identifier: Mapping[str, str]) -> Source:
    """Return a page in our Markdown. `by_identifier` has the pages that links to pages and tables lead to."""
    links = _Links(posixpath.dirname(source.path), by_identifier)
    return source_of(source.path, links.resolved(_with_callouts(_with_properties(lines_of(source)))))


def _with_properties(lines: Iterable[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield the lines; the properties of a page, one paragraph of lines below its title, each end with a line break."""
    lines = list(lines)
    title, blank = (line.text for line in lines[:_BELOW_TITLE]) if len(lines) > _BELOW_TITLE else ("", "")
    start = end = _BELOW_TITLE if title.startswith("# ") and not blank.strip() else 0
    while start and end < len(lines) and _PROPERTY.fullmatch(lines[end].text):
        end += 1
    is_whole = end == len(lines) or not lines[end].text.strip()
    for number, line in enumerate(lines):
        yield line._replace(text=f"{line.text}\\") if is_whole and start <= number < end - 1 else line


def _with_callouts(lines: Iterable[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield the lines with callouts (``<aside>``), whose icon says of what kind they are."""
    code, waiting = CodeBlocks(), None
    for line in lines:
        is_code = code.fence(line.text) is not None or code.is_open
        aside = None if is_code else _ASIDE.fullmatch(line.text)
        if aside and not aside["end"]:
            waiting = line._replace(text=aside["indent"])
        elif aside:
            yield from filter(None, [waiting and _opening(waiting, "")])
            yield line._replace(text=f"{aside['indent']}:::")
            waiting = None
        elif waiting and line.text.strip():
            icon = _ICON.fullmatch(line.text)
            yield _opening(waiting, (icon["emoji"] or "") if icon else "")
            yield line._replace(text=icon["indent"] + icon["text"]) if icon else line
            waiting = None
        else:
            yield line


def _opening(line: NumberedLine, emoji: str) -> NumberedLine:
    return line._replace(text=f"{line.text}::: {_KINDS.get(emoji[:1], 'note')}")


class _Links:
    """Resolves links in pages of a folder."""

    def __init__(self, folder: str, by_identifier: Mapping[str, str]) -> None:
        self._folder, self._by_identifier = folder or ".", by_identifier

    def resolved(self, lines: Iterable[NumberedLine]) -> Iterator[NumberedLine]:
        """Yield the lines with the links to Notion's site, and to tables of databases, leading to pages of the book."""
        code = CodeBlocks()
        for line in lines:
            is_code = code.fence(line.text) is not None or code.is_open
            yield line if is_code else line._replace(text=_LINK.sub(self._link, line.text))

    def _link(self, match: re.Match[str]) -> str:
        path = self._by_identifier.get(match["identifier"])
        if path:
            return f"[{match['words']}]({quote(posixpath.relpath(path, self._folder))})"
        return match["words"] if (match["rest"] or "").endswith(TABLE) else match[0]
