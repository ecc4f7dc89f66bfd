"""Pages of Quarto and bookdown -> pages in our Markdown. Code is not run."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.sites.data import Data
from bookbuild.sites.faults import FROM_PAGE, not_included
from bookbuild.sites.numbered_lines import FENCE, CodeBlocks, NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.quarto.blocks import Blocks
from bookbuild.sites.quarto.cell_pictures import OPTION, pictures_of
from bookbuild.sites.quarto.labelled import Line
from bookbuild.sites.quarto.lists import Lists
from bookbuild.sites.quarto.raw import BLOCK, OF_BOOKS
from bookbuild.sites.quarto.references import Places
from bookbuild.sites.quarto.tables import with_tables
from bookbuild.sites.quarto.text import SHORTCODE, Text
from bookbuild.sites.quarto.theorems import theorem_of_cell
from bookbuild.sites.site import Read

_CELL = re.compile(r"\{(?P<name>[A-Za-z][\w+-]*)(?P<options>[\s,][^{}]*)?\}")
_LISTING = re.compile(r"\{[^{}]*(?:#|lst-cap|caption)[^{}]*\}")
_CLASS = re.compile(r"\{[^{}]*?\.(?P<name>[A-Za-z][\w+-]*)[^{}]*\}")
_TYPE = re.compile(r"\btype\s*=\s*[\"'](?P<name>[\w-]+)")
_FILE_NAME = re.compile(r"\bfilename=[\"'](?P<name>[^\"']+)[\"']")
_HIDDEN = re.compile(r"\b(?:echo|include)\s*[=:]\s*(?:false|F)\b", re.IGNORECASE)
_LEFT_OUT = re.compile(r"\binclude\s*[=:]\s*(?:false|F)\b", re.IGNORECASE)
_DRAWN = frozenset({"mermaid", "dot", "graphviz"})
_DEEPEST = 10


def prepared(source: Source, read: Read, places: Places, variables: Data) -> Outcome[Source]:
    """Return a page with what it includes, its blocks in our form, and links for its references."""
    page = _Page(source.path, read, places, variables)
    lines = page.lines(list(page.included(lines_of(source))))
    own = source.lines
    result = source_of(source.path, [line._replace(number=own[line.number - 1][1]) if own else line for line in lines])
    return Outcome(result, tuple(page.diagnostics))


class _Page:
    def __init__(self, path: str, read: Read, places: Places, variables: Data) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._path, self._read, self._places = path, read, places
        self._text = Text(path, places, variables)
        self._has_told_of_code = False

    def included(self, lines: Iterable[NumberedLine], depth: int = 0) -> Iterator[NumberedLine]:
        """Yield lines with the files that they include in their places."""
        for line in lines:
            match = SHORTCODE.fullmatch(line.text.strip()) if "{{<" in line.text else None
            if match is None or match["name"] != "include":
                yield line
                continue
            written = match["rest"].strip("\"'")
            base = "" if written.startswith("/") else posixpath.dirname(line.path)
            path = posixpath.normpath(posixpath.join(base, written.lstrip("/")))
            content = self._read(path) if depth < _DEEPEST else None
            if content is None:
                self.diagnostics.append(not_included(path, line, FROM_PAGE))
            else:
                yield from self.included(lines_in(content, path), depth + 1)

    def lines(self, lines: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
        """Yield the lines in our Markdown."""
        plain = list(_without_tables_and_blocks(lines))
        return Blocks(list(self._code_and_text(plain)), self._places.titles).translated()

    def _code_and_text(self, lines: Sequence[NumberedLine]) -> Iterator[Line]:
        """Yield each line, and whether it is in code."""
        waiting, lists = iter(lines), Lists(lines)
        for line in waiting:
            fence = FENCE.fullmatch(line.text)
            if fence is None:
                for one in lists.translated(line):
                    yield one._replace(text=self._text.line(one.text)), False
            else:
                yield from self._code(line, fence, waiting)

    def _code(self, opening: NumberedLine, fence: re.Match[str], lines: Iterator[NumberedLine]) -> Iterator[Line]:
        """Yield a block of code without the options of its cell, or nothing if the cell is not to be shown."""
        inside: list[NumberedLine] = []
        closing = None
        for line in lines:
            end = FENCE.fullmatch(line.text)
            if end and end["marks"].startswith(fence["marks"]) and not (end["item"] or end["info"].strip()):
                closing = line
                break
            inside.append(line)
        if raw := BLOCK.fullmatch(fence["info"].strip()):
            yield from ((line, True) for line in inside if raw["format"].lower() in OF_BOOKS)
            return
        if box := self._theorem(opening, fence, inside) or self._text_block(opening, fence, inside):
            yield from box
            return
        pictures = self._pictures(opening, fence, inside)
        is_run = not any(line.text.lstrip().startswith("![") for line, _ in pictures)
        info, is_hidden, inside = self._cell(opening, fence["info"].strip(), inside, is_run=is_run)
        if is_hidden:
            yield from pictures
            return
        if name := _FILE_NAME.search(fence["info"]):
            yield from ((opening._replace(text=one), False) for one in (f"{fence['indent']}**{name['name']}**", ""))
        yield opening._replace(text=f"{fence['indent']}{fence['marks']}{info}"), True
        yield from ((line, True) for line in inside)
        if closing:
            yield closing, True
        yield from pictures

    def _theorem(self, opening: NumberedLine, fence: re.Match[str], inside: list[NumberedLine]) -> list[Line]:
        """Return the lines of a theorem that is written like code, as a div, or none."""
        cell = _CELL.fullmatch(fence["info"].strip())
        theorem = theorem_of_cell(cell["name"], cell["options"] or "") if cell else None
        if cell is None or theorem is None:
            return []
        label = f" #{theorem.label.partition(':')[2]}" if theorem.label else ""
        name = f' name="{theorem.name}"' if theorem.name else ""
        first = opening._replace(text=f"::: {{.{cell['name']}{label}{name}}}")
        body = ((line._replace(text=self._text.line(line.text)), False) for line in inside)
        return [(first, False), *body, (opening._replace(text=":::"), False)]

    def _text_block(self, opening: NumberedLine, fence: re.Match[str], inside: list[NumberedLine]) -> list[Line]:
        """Return the lines of a block of text that is written like code, as a div of its type, or none."""
        cell = _CELL.fullmatch(fence["info"].strip())
        if cell is None or cell["name"] not in {"asis", "block", "block2"}:
            return []
        kind = _TYPE.search(cell["options"] or "")
        first = opening._replace(text=f"::: {{.{kind['name'] if kind else 'block'}}}")
        body = ((line._replace(text=self._text.line(line.text)), False) for line in inside)
        return [(first, False), *body, (opening._replace(text=":::"), False)]

    def _pictures(self, opening: NumberedLine, fence: re.Match[str], inside: list[NumberedLine]) -> list[Line]:
        """Return the lines that show the pictures of files of a cell, if it is not left out."""
        cell = _CELL.fullmatch(fence["info"].strip())
        shown = pictures_of(cell["options"] or "", [line.text for line in inside]) if cell else None
        if cell is None or shown is None or _LEFT_OUT.search(_options(cell, inside)):
            return []
        return [(opening._replace(text=f"{fence['indent']}{text}" if text else ""), False) for text in shown.lines()]

    def _cell(
        self, opening: NumberedLine, info: str, inside: list[NumberedLine], *, is_run: bool
    ) -> tuple[str, bool, list[NumberedLine]]:
        """Return what stands behind the fence of a block, whether it is hidden, and its lines without options."""
        if cell := _CELL.fullmatch(info):
            count = next((at for at, line in enumerate(inside) if not OPTION.fullmatch(line.text)), len(inside))
            options = _options(cell, inside[:count])
            if is_run and cell["name"].lower() not in _DRAWN:
                self._tell_of_code(opening)
            return cell["name"].lower(), _HIDDEN.search(options) is not None, inside[count:]
        named = _CLASS.fullmatch(info)
        return (info if named is None or _LISTING.fullmatch(info) else named["name"]), False, inside

    def _tell_of_code(self, line: NumberedLine) -> None:
        if not self._has_told_of_code:
            self._has_told_of_code = True
            message = "code is printed and not run, so that its results are missing from here on"
            hint = "put the results in as tables and pictures; render the page with Quarto to get them"
            self.diagnostics.append(diagnose("foreign-markup", message, line.path, line.number, hint))


def _options(cell: re.Match[str], inside: list[NumberedLine]) -> str:
    """Return the options of a cell as they are written."""
    return "\n".join([cell["options"] or "", *(line.text for line in inside if OPTION.fullmatch(line.text))])


def _without_tables_and_blocks(lines: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield lines with tables drawn by hyphens as tables of bars, and without metadata blocks behind the first."""
    code, text, first = CodeBlocks(), list[NumberedLine](), True
    for line in lines:
        is_fence = code.fence(line.text) is not None
        if not is_fence and not code.is_open:
            text.append(line)
            continue
        yield from with_tables(list(_without_blocks(text, is_first=first)))
        text, first = [], False
        yield line
    yield from with_tables(list(_without_blocks(text, is_first=first)))


_BLOCK_LINE = re.compile(r"(?:[ \t]+.*|[\w-]+:(?:\s.*)?|- .*|#.*|)")


def _without_blocks(lines: Sequence[NumberedLine], *, is_first: bool) -> Iterator[NumberedLine]:
    """Yield lines of text without metadata blocks, but for the one that the page begins with."""
    index = 0
    while index < len(lines):
        line = lines[index]
        end = _end_of_block(lines, index) if line.text.rstrip() == "---" else None
        if end is None:
            yield line
            index += 1
            continue
        is_own = is_first and not any(one.text.strip() for one in lines[:index])
        yield from (one if is_own else one._replace(text="") for one in lines[index : end + 1])
        index = end + 1


def _end_of_block(lines: Sequence[NumberedLine], start: int) -> int | None:
    """Return the index of the last line of a metadata block that may begin on a line, or None."""
    if (start and lines[start - 1].text.strip()) or start + 1 >= len(lines) or not lines[start + 1].text.strip():
        return None
    for index in range(start + 1, len(lines)):
        if lines[index].text.rstrip() in {"---", "..."}:
            return index
        if not _BLOCK_LINE.fullmatch(lines[index].text):
            return None
    return None
