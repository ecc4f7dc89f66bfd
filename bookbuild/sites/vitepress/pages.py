"""Pages of VitePress and VuePress -> pages in our Markdown: included files, tabs of code, components."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bookbuild.diagnostics import Diagnostic, Outcome
from bookbuild.model import Source
from bookbuild.sites.code_titles import with_title
from bookbuild.sites.components import Components
from bookbuild.sites.faults import not_included
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.site import Read

_CODE = re.compile(
    r"(?P<indent>\s*)<<<\s*(?P<path>[^\s{#\[]+)(?:#(?P<region>[\w-]+))?\s*(?:\{[^{}]*\})?\s*(?:\[[^\]]*\])?\s*"
)
_INCLUDE = re.compile(r"\s*<!--\s*@include:\s*(?P<path>[^\s{#]+)(?:\{(?P<first>\d*),?(?P<last>\d*)\})?\s*-->\s*")
_BLOCK = re.compile(r"\s*(?P<marks>:{3,})\s*(?P<name>[\w-]*).*")
_REGION = re.compile(r"#(?P<end>end)?region\b\s*(?P<name>[\w-]*)")
_CONTENTS = re.compile(r"\s*\[\[toc\]\]\s*", re.IGNORECASE)
_MARK = re.compile(r"\s*(?://|#|--|<!--|/\*)\s*\[!code[^\[\]]*\]\s*(?:-->|\*/)?\s*\Z")
"""What says in code how a line of it looks."""
_WITHOUT_TRACE = frozenset({"code-group", "raw", "tabs", "v-pre"})
_DEEPEST = 10


def prepared(source: Source, read: Read, root: str) -> Outcome[Source]:
    """Return a page in our Markdown. `root` is the folder of all pages."""
    page = _Page(read, root)
    components = Components(read, root, alias="@")
    lines = components.without(list(page.included(lines_of(source))))
    made = source_of(source.path, _without_groups(lines))
    return Outcome(made, (*page.diagnostics, *components.diagnostics))


@dataclass(slots=True)
class _Page:
    read: Read
    root: str
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def included(self, lines: Iterable[NumberedLine], depth: int = 0) -> Iterator[NumberedLine]:
        """Yield the lines with the files that they include."""
        code = CodeBlocks()
        for line in lines:
            is_code = code.fence(line.text) is not None or code.is_open
            if not is_code and (file := _CODE.fullmatch(line.text)):
                yield from self._code(file, line)
            elif not is_code and (part := _INCLUDE.fullmatch(line.text)):
                inside = self._lines(part["path"], line, depth)
                first, last = int(part["first"] or 1), int(part["last"] or len(inside))
                yield from self.included(inside[first - 1 : last], depth + 1)
            else:
                text = _MARK.sub("", line.text) if is_code and "[!code" in line.text else line.text
                yield line._replace(text="" if not is_code and _CONTENTS.fullmatch(text) else text)

    def _lines(self, name: str, line: NumberedLine, depth: int = 0) -> list[NumberedLine]:
        folder = self.root if name.startswith("@/") else posixpath.dirname(line.path)
        path = posixpath.normpath(posixpath.join(folder, name.removeprefix("@/")))
        content = self.read(path) if depth < _DEEPEST else None
        if content is None:
            self.diagnostics.append(not_included(path, line))
        return lines_in((content or b"").rstrip(b"\n"), path)

    def _code(self, file: re.Match[str], line: NumberedLine) -> Iterator[NumberedLine]:
        lines = list(_region(self._lines(file["path"], line), file["region"] or ""))
        if lines:
            yield line._replace(text=f"{file['indent']}```{file['path'].rpartition('.')[2]}")
            yield from (one._replace(text=file["indent"] + one.text) for one in lines)
            yield line._replace(text=f"{file['indent']}```")


def _region(lines: Iterable[NumberedLine], name: str) -> Iterator[NumberedLine]:
    """Yield the lines between the marks of a region (``// #region name``), or all without a name."""
    is_inside = not name
    for line in lines:
        mark = _REGION.search(line.text) if "region" in line.text else None
        if mark is None and is_inside:
            yield line
        elif mark and name and mark["name"] in (name, ""):
            is_inside = not mark["end"] and (mark["name"] == name or is_inside)


def _without_groups(lines: Iterable[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield the lines without blocks that only arrange what is in them, and with the titles of code above it."""
    code, kept = CodeBlocks(), list[bool]()
    for line in lines:
        fence = code.fence(line.text)
        block = None if fence or code.is_open or ":::" not in line.text else _BLOCK.fullmatch(line.text)
        if fence and code.is_open:
            yield from with_title(line, fence)
        elif block is None:
            yield line
        elif block["name"]:
            kept.append(block["name"] not in _WITHOUT_TRACE)
            yield line if kept[-1] else line._replace(text="")
        else:
            yield line if not kept or kept.pop() else line._replace(text="")
