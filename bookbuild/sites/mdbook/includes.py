"""``{{#include file.rs:anchor}}`` and its like: what mdBook puts in the place of them."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import Diagnostic
from bookbuild.sites.faults import FROM_PAGE, not_included
from bookbuild.sites.numbered_lines import NumberedLine, lines_in
from bookbuild.sites.site import Read
from bookbuild.sites.texts import split_file

_MARK = re.compile(
    r"(?P<escape>\\)?\{\{#(?P<name>include|rustdoc_include|playground|playpen|title)\s+(?P<rest>[^{}]*?)\s*\}\}"
)
_PAGE = re.compile(r"\s*\{%-?\s*include\s+[\"'](?P<path>[^\"':]+)[\"']\s*-?%\}\s*")
_ANCHOR = re.compile(r"ANCHOR(?:_END)?:\s*([\w-]+)")
_DEEPEST = 10
_MOST_LINES = 100_000
_PROGRAMS = frozenset({"playground", "playpen"})


@dataclass(slots=True)
class Includes:
    """Puts files into the pages that include them. `read` returns the bytes of a file of the project, `root` is the
    folder of the pages.
    """

    read: Read
    root: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _count: int = 0

    def resolve(self, lines: Sequence[NumberedLine], depth: int = 0) -> Iterator[NumberedLine]:
        """Yield lines with the files that they include."""
        for line in lines:
            if "{{#" in line.text:
                yield from self._line(line, depth)
            elif "{%" in line.text and (page := _PAGE.fullmatch(line.text)):
                yield from self._page(page["path"], line, depth)
            else:
                yield line

    def _page(self, written: str, line: NumberedLine, depth: int) -> Iterator[NumberedLine]:
        """Yield the text of a page that another one of a GitBook includes."""
        places = (self.root if written.startswith("/") else posixpath.dirname(line.path), self.root)
        paths = [posixpath.normpath(posixpath.join(place, written.lstrip("/"))) for place in places]
        found = ((path, self.read(path)) for path in paths if depth < _DEEPEST)
        path, content = next((one for one in found if one[1] is not None), (paths[0], None))
        if content is None:
            self.diagnostics.append(not_included(path, line, FROM_PAGE))
            return
        split = split_file(content, path)
        yield line._replace(text="")
        yield from self.resolve(lines_in(content, path)[len(split.block) if split else 0 :], depth + 1)
        yield line._replace(text="")

    def _line(self, line: NumberedLine, depth: int) -> Iterator[NumberedLine]:
        """Yield a line with what is to stand in it; the first and the last included line stand in it themselves."""
        before, position, last = "", 0, line
        for match in _MARK.finditer(line.text):
            before += line.text[position : match.start()]
            position = match.end()
            if match["escape"]:
                before += match[0][1:]
            elif match["name"] != "title":
                included = self._included(match, line, depth)
                first, *others = included or [line._replace(text="")]
                if not others:
                    before += first.text
                    continue
                yield first._replace(text=before + first.text)
                yield from others[:-1]
                last = others[-1]
                before = last.text
        yield last._replace(text=before + line.text[position:])

    def _included(self, match: re.Match[str], line: NumberedLine, depth: int) -> list[NumberedLine]:
        """Return the lines of a file that are included, or none if they cannot be, with a diagnostic."""
        name = match["rest"].partition(" ")[0] if match["name"] in _PROGRAMS else match["rest"]
        file, _, part = name.partition(":")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(line.path), file))
        content = self.read(path)
        if content is None or depth >= _DEEPEST or self._count > _MOST_LINES:
            reason = {} if content is None else {"reason": "too much is included"}
            self.diagnostics.append(not_included(path, line, FROM_PAGE, **reason))
            return []
        lines = part_of_file(lines_in(content.removesuffix(b"\n"), path), part)
        self._count += len(lines)
        if match["name"] in _PROGRAMS:
            return [line._replace(text="```rust"), *lines, line._replace(text="```")]
        return list(self.resolve(lines, depth + 1))


def part_of_file(lines: Sequence[NumberedLine], part: str) -> list[NumberedLine]:
    """Return the lines of a file that a part names (``2``, ``2:10``, ``:10``, ``2:``, ``anchor``), or all of them."""
    first, colon, last = part.partition(":")
    if first and not first.isdecimal():
        return _anchored(lines, first)
    last = last.partition(":")[0]
    start = max(int(first or 1), 1)
    end = int(last) if last.isdecimal() else len(lines) if colon or not first else start
    return [line for line in lines[start - 1 : end] if not part or not _ANCHOR.search(line.text)]


def _anchored(lines: Sequence[NumberedLine], name: str) -> list[NumberedLine]:
    found, is_inside = list[NumberedLine](), False
    for line in lines:
        mark = _ANCHOR.search(line.text)
        if mark is None:
            found.extend([line] if is_inside else [])
        elif mark[1] == name:
            is_inside = not mark[0].startswith("ANCHOR_END")
    return found
