"""Pages of Quarto and bookdown -> pages in our Markdown. Code is not run."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.sites.data import Data, text_of
from bookbuild.sites.faults import FROM_PAGE, not_included
from bookbuild.sites.numbered_lines import FENCE, NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.quarto.blocks import Blocks
from bookbuild.sites.quarto.cell_pictures import OPTION, pictures_of
from bookbuild.sites.quarto.references import Place, with_links
from bookbuild.sites.site import Read

Places = Mapping[str, Place]

_CELL = re.compile(r"\{(?P<name>[A-Za-z][\w+-]*)(?P<options>[\s,][^{}]*)?\}")
_CLASS = re.compile(r"\{[^{}]*?\.(?P<name>[A-Za-z][\w+-]*)[^{}]*\}")
_HIDDEN = re.compile(r"\b(?:echo|include)\s*[=:]\s*false\b", re.IGNORECASE)
_LEFT_OUT = re.compile(r"\binclude\s*[=:]\s*false\b", re.IGNORECASE)
_SHORTCODE = re.compile(r"\{\{<\s*(?P<name>[\w-]+)\s*(?P<rest>[^{}]*?)\s*>\}\}")
_SPAN = re.compile(r"(`+).+?\1(?!`)|[^`]+|`+")
_FIGURE = re.compile(
    r"(?P<indent>[ \t]*)!\[(?P<caption>[^\[\]]+)\]\((?P<address>[^()\s\"]+)\)(?P<attributes>\{[^{}]*\})?[ \t]*"
)
_ALTERNATIVE = re.compile(r"""\bfig-alt\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_BRACKETED = re.compile(r"\[(-?@(?:eq|fig|lst|sec|tbl)-[\w-]+)\](?![(\[{])")
"""A reference in brackets, which is none to a work."""
_ICONS = frozenset({"ai", "bi", "fa", "iconify"})
"""Shortcodes of extensions that show a picture of a few pixels."""
_DRAWN = frozenset({"mermaid", "dot", "graphviz"})
_DEEPEST = 10


def prepared(source: Source, read: Read, places: Places, variables: Data) -> Outcome[Source]:
    """Return a page with what it includes, its blocks in our form, and links for its references."""
    page = _Page(source.path, read, places, variables)
    lines = page.lines(page.included(lines_of(source)))
    own = source.lines
    result = source_of(source.path, [line._replace(number=own[line.number - 1][1]) if own else line for line in lines])
    return Outcome(result, tuple(page.diagnostics))


class _Page:
    def __init__(self, path: str, read: Read, places: Places, variables: Data) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._path, self._read, self._places, self._variables = path, read, places, variables
        self._has_told_of_code = False

    def included(self, lines: Iterable[NumberedLine], depth: int = 0) -> Iterator[NumberedLine]:
        """Yield lines with the files that they include in their places."""
        for line in lines:
            match = _SHORTCODE.fullmatch(line.text.strip()) if "{{<" in line.text else None
            if match is None or match["name"] != "include":
                yield line
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(line.path), match["rest"].strip("\"'")))
            content = self._read(path) if depth < _DEEPEST else None
            if content is None:
                self.diagnostics.append(not_included(path, line, FROM_PAGE))
            else:
                yield from self.included(lines_in(content, path), depth + 1)

    def lines(self, lines: Iterable[NumberedLine]) -> Iterator[NumberedLine]:
        """Yield the lines in our Markdown."""
        return Blocks(self._code_and_text(lines)).translated()

    def _code_and_text(self, lines: Iterable[NumberedLine]) -> Iterator[tuple[NumberedLine, bool]]:
        """Yield each line, and whether it is in code."""
        waiting = iter(lines)
        for line in waiting:
            fence = FENCE.fullmatch(line.text)
            if fence is None:
                yield line._replace(text=self._text(line)), False
            else:
                yield from self._code(line, fence, waiting)

    def _code(
        self, opening: NumberedLine, fence: re.Match[str], lines: Iterator[NumberedLine]
    ) -> Iterator[tuple[NumberedLine, bool]]:
        """Yield a block of code without the options of its cell, or nothing if the cell is not to be shown."""
        inside: list[NumberedLine] = []
        closing = None
        for line in lines:
            end = FENCE.fullmatch(line.text)
            if end and end["marks"].startswith(fence["marks"]) and not (end["item"] or end["info"].strip()):
                closing = line
                break
            inside.append(line)
        pictures = self._pictures(opening, fence, inside)
        is_run = not any(line.text.lstrip().startswith("![") for line, _ in pictures)
        info, is_hidden, inside = self._cell(opening, fence["info"].strip(), inside, is_run=is_run)
        if is_hidden:
            yield from pictures
            return
        if info == "=html":
            yield from ((line, True) for line in inside)
            return
        yield opening._replace(text=f"{fence['indent']}{fence['marks']}{info}"), True
        yield from ((line, True) for line in inside)
        if closing:
            yield closing, True
        yield from pictures

    def _pictures(
        self, opening: NumberedLine, fence: re.Match[str], inside: list[NumberedLine]
    ) -> list[tuple[NumberedLine, bool]]:
        """Return the lines that show the pictures of files of a cell, if it is not left out."""
        cell = _CELL.fullmatch(fence["info"].strip())
        shown = pictures_of(cell["options"] or "", [line.text for line in inside]) if cell else None
        if cell is None or shown is None or _LEFT_OUT.search(_options(cell, inside)):
            return []
        return [(opening._replace(text=f"{fence['indent']}{text}" if text else ""), False) for text in shown.lines()]

    def _cell(
        self, opening: NumberedLine, info: str, inside: list[NumberedLine], *, is_run: bool
    ) -> tuple[str, bool, list[NumberedLine]]:
        """Return the language of a block, whether it is hidden, and its lines without options."""
        if info == "{=html}":
            return "=html", False, inside
        if cell := _CELL.fullmatch(info):
            count = next((at for at, line in enumerate(inside) if not OPTION.fullmatch(line.text)), len(inside))
            options = _options(cell, inside[:count])
            if is_run and cell["name"].lower() not in _DRAWN:
                self._tell_of_code(opening)
            return cell["name"].lower(), _HIDDEN.search(options) is not None, inside[count:]
        named = _CLASS.fullmatch(info)
        return (named["name"] if named else info), False, inside

    def _tell_of_code(self, line: NumberedLine) -> None:
        if not self._has_told_of_code:
            self._has_told_of_code = True
            message = "code is printed and not run, so that its results are missing from here on"
            hint = "put the results in as tables and pictures; render the page with Quarto to get them"
            self.diagnostics.append(diagnose("foreign-markup", message, line.path, line.number, hint))

    def _text(self, line: NumberedLine) -> str:
        if figure := _FIGURE.fullmatch(line.text):
            return _figure(figure)
        if "@" not in line.text and "{{<" not in line.text:
            return line.text
        pieces = (match[0] for match in _SPAN.finditer(line.text))
        return "".join(piece if piece.startswith("`") else self._piece(piece) for piece in pieces)

    def _piece(self, text: str) -> str:
        text = _BRACKETED.sub(r"\1", text)
        return with_links(_SHORTCODE.sub(self._shortcode, text), self._path, self._places)

    def _shortcode(self, match: re.Match[str]) -> str:
        """Return what a shortcode stands for, or itself if it is not understood."""
        name, rest = match["name"], match["rest"].strip("\"'")
        if name == "pagebreak":
            return "\\pagebreak"
        if name == "video":
            return f"<{rest.split()[0]}>" if rest.startswith("http") else f"[{rest.split()[0]}](<{rest.split()[0]}>)"
        if name in _ICONS:
            return ""
        if name == "kbd":
            return f"<kbd>{rest}</kbd>"
        if name in {"var", "meta"} and (value := text_of(self._variables, rest)):
            return value
        return match[0]


def _options(cell: re.Match[str], inside: list[NumberedLine]) -> str:
    """Return the options of a cell as they are written."""
    return "\n".join([cell["options"] or "", *(line.text for line in inside if OPTION.fullmatch(line.text))])


def _figure(figure: re.Match[str]) -> str:
    """Return a picture on a line of its own with a caption, as pandoc means its words, and its alternative."""
    attributes = figure["attributes"] or ""
    stated = _ALTERNATIVE.search(attributes)
    words = (stated["double"] or stated["single"]) if stated else figure["caption"]
    caption = figure["caption"].replace('"', '\\"')
    return f'{figure["indent"]}![{words}](<{figure["address"]}> "{caption}"){_ALTERNATIVE.sub("", attributes)}'
