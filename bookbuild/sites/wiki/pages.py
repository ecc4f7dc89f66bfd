"""Pages of a wiki or of docsify -> pages in our Markdown: links, callouts, included files."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from bookbuild.diagnostics import Diagnostic, Outcome
from bookbuild.model import Source
from bookbuild.sites.faults import not_included
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.site import Read
from bookbuild.sites.wiki.addresses import LINK, WIKI_LINK, is_of_wiki, name_of, part_of

_CALLOUT = re.compile(r"(?P<indent>[ \t]*)(?P<sign>[!?])>[ \t]?(?P<text>.*)")
_KINDS = {"!": "important", "?": "tip"}
_CONTENTS = re.compile(r"[ \t]*(?:\[\[_TOC_\]\]|\[TOC\])[ \t]*", re.IGNORECASE)
_HEADING_ID = re.compile(r"(?P<words>#{1,6}[ \t].*?)[ \t]+:id=(?P<id>[\w-]+)[ \t]*")
_IGNORED = re.compile(r"[ \t]*\{docsify-ignore(?:-all)?\}")
_OPTION = re.compile(r"(?<=[\s'\"]):[\w-]+(?:=[^\s'\"]+)?[ \t]*")
_MARKDOWN = (".md", ".markdown", "")
_LINK = re.compile(LINK)
_CODE_OR_LINK = re.compile(rf"(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))|{WIKI_LINK}|{LINK}")
_DEEPEST = 10


def prepared(source: Source, read: Read, pages: Mapping[str, str]) -> Outcome[Source]:
    """Return a page in our Markdown. `pages` has the paths of the pages of the book by `name_of`."""
    page = _Page(read, pages)
    lines = list(_with_callouts(page.lines(lines_of(source))))
    return Outcome(source_of(source.path, lines), tuple(page.diagnostics))


def _with_callouts(lines: Iterable[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield the lines with paragraphs that begin with ``!>`` or ``?>`` as callouts."""
    code, last = CodeBlocks(), ""
    for line in (*lines, NumberedLine("", "", 0)):
        is_code = code.fence(line.text) is not None or code.is_open
        callout = None if is_code else _CALLOUT.fullmatch(line.text)
        if last and (callout or not line.text.strip()):
            yield line._replace(text=last)
            last = ""
        if callout:
            last = f"{callout['indent']}:::"
            yield line._replace(text=f"{last} {_KINDS[callout['sign']]}")
            yield line._replace(text=callout["indent"] + callout["text"])
        elif line.path:
            yield line


@dataclass(slots=True)
class _Page:
    read: Read
    pages: Mapping[str, str]
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def lines(self, lines: Iterable[NumberedLine], depth: int = 0) -> Iterator[NumberedLine]:
        """Yield the lines with the files that they include, and with links that lead to pages of the book."""
        code = CodeBlocks()
        for line in lines:
            if code.fence(line.text) is not None or code.is_open:
                yield line
                continue
            link = _LINK.fullmatch(line.text.strip())
            if link and ":include" in (link["title"] or "") and "://" not in link["target"]:
                yield from self._included(link, line, depth)
            else:
                yield line._replace(text=self._text(line))

    def _included(self, link: re.Match[str], line: NumberedLine, depth: int) -> Iterator[NumberedLine]:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(line.path), link["target"].strip("<>").lstrip("/")))
        content = self.read(path) if depth < _DEEPEST else None
        if content is None:
            self.diagnostics.append(not_included(path, line))
            return
        suffix = posixpath.splitext(path)[1].lower()
        inside = lines_in(content.rstrip(b"\n"), path)
        if suffix in _MARKDOWN and "type=code" not in link["title"]:
            yield from self.lines(inside, depth + 1)
        else:
            yield line._replace(text=f"````{suffix.lstrip('.')}")
            yield from inside
            yield line._replace(text="````")

    def _text(self, line: NumberedLine) -> str:
        """Return the text of a line, whose links outside code lead to pages of the book."""
        if _CONTENTS.fullmatch(line.text):
            return ""
        text = _IGNORED.sub("", _HEADING_ID.sub(r"\g<words> {#\g<id>}", line.text))
        return _CODE_OR_LINK.sub(lambda match: self._link(match, line.path), text) if "[" in text else text

    def _link(self, match: re.Match[str], page: str) -> str:
        if match["code"]:
            return match[0]
        if match["name"]:
            path = self.pages.get(name_of(match["page"] or match["name"]), "")
            if path:
                return f"[{match['name']}]({_address(path, page)}{part_of(match['page'] or '')})"
            return f"[[{match['page']}|{match['name']}]]" if match["page"] else match[0]
        title = _OPTION.sub("", match["title"] or "")
        title = title if title.strip(" \t\"'") else ""
        target = match["target"]
        path = "" if match["image"] or self._is_file(target, page) else self.pages.get(name_of(target), "")
        if path:
            target = f"{_address(path, page)}{part_of(target)}"
        return f"{match['image']}[{match['words']}]({target}{title})"

    def _is_file(self, target: str, page: str) -> bool:
        """Return whether a link leads to a page by its path as it stands, or into its own page, or somewhere else."""
        plain = target.strip("<>").removeprefix("#/").partition("#")[0]
        if not plain or ("://" in plain and not is_of_wiki(plain)):
            return True
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(plain)))
        return path in self.pages.values() and "id=" not in target


def _address(path: str, page: str) -> str:
    return quote(posixpath.relpath(path, posixpath.dirname(page) or "."))
