"""Pages of Hugo -> pages in our Markdown: shortcodes become what they stand for. No template is run."""

import posixpath
import re
from collections.abc import Iterable, Iterator

from bookbuild.diagnostics import Diagnostic, Outcome
from bookbuild.model import Source
from bookbuild.sites.data import Data, text_of
from bookbuild.sites.faults import not_included
from bookbuild.sites.hugo.shortcodes import TAG, Shortcode, read_shortcode, replacement, with_words
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.site import Read
from bookbuild.sites.texts import split_file

_ESCAPED = re.compile(r"(?<=\{\{[<%])/\*|\*/(?=[>%]\}\})")
"""The marks by which a shortcode is shown, and not called."""
_FORMULA = re.compile(r"\{\{[<%]\s*/?(?:katex|math)\b[^{}/]*[>%]\}\}")
_BUTTON = re.compile(r"(\{\{[<%]\s*button\b[^{}]*[>%]\}\})([^{}]+)\{\{[<%]\s*/\s*button\s*[>%]\}\}")
_COLUMN = re.compile(r"\s*<-{3,}>\s*")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_MORE = re.compile(r"\s*<!--\s*more\s*-->\s*")
_INCLUDES = frozenset({"include", "readfile", "include-md", "snippet"})
_CODE_FILES = frozenset({"code_sample", "codenew", "code_file", "literalinclude"})
_DEFINITION = "glossary_definition"
_PLACES = {
    **dict.fromkeys(_CODE_FILES, ("examples",)),
    _DEFINITION: ("docs/reference/glossary", "reference/glossary", "glossary"),
}
"""Folders, below that of all pages, in which themes keep what a shortcode puts in."""
_FILES = _INCLUDES | _CODE_FILES | {_DEFINITION}
_PARAMETER = re.compile(r"\{\{[<%]\s*param\s+\"?([\w.-]+)\"?\s*[>%]\}\}")
_LONGEST_TAG = 30  # lines
_DEEPEST = 10


def prepared(source: Source, read: Read, root: str, parameters: Data = None) -> Outcome[Source]:
    """Return a page without shortcodes; those that are not understood are left as they are.

    Args:
        source: the page.
        read: reads other files.
        root: the folder that holds all pages.
        parameters: values of the site's settings, by which ``param`` is filled in.
    """
    if not any(sign in source.data for sign in (b"{{", b"<!--", b"<---")):
        return Outcome(source)
    page = _Page(read, root, parameters)
    lines = list(page.lines(lines_of(source)))
    return Outcome(source_of(source.path, lines), tuple(page.diagnostics))


class _Page:
    def __init__(self, read: Read, root: str, parameters: Data) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._read, self._root, self._parameters = read, root, parameters
        self._is_code = False
        """Whether the tab that is open holds code."""

    def lines(self, lines: Iterable[NumberedLine], depth: int = 0) -> Iterator[NumberedLine]:
        """Yield the lines in our Markdown."""
        code = CodeBlocks()
        for line in _with_whole_tags(list(lines)):
            fence = code.fence(line.text)
            if code.is_open or fence or "{{" not in line.text:
                text = "" if not code.is_open and _is_mark(line.text) else _ESCAPED.sub("", line.text)
                yield line._replace(text=text)
            elif _FORMULA.fullmatch(line.text.strip()):
                yield line._replace(text="$$")
            else:
                yield from self._line(line, depth)

    def _line(self, line: NumberedLine, depth: int) -> Iterator[NumberedLine]:
        """Yield a line with what its shortcodes stand for; what begins or ends a block gets a line of its own."""
        indent = line.text[: len(line.text) - len(line.text.lstrip())]
        current = ""
        for piece in _pieces(_PARAMETER.sub(self._parameter, _BUTTON.sub(_link, line.text))):
            shortcode = read_shortcode(piece)
            if shortcode and shortcode.name.lower() in _FILES and not shortcode.is_end:
                yield from self._included(shortcode, line, depth)
                continue
            text, is_block = replacement(shortcode) if shortcode else (piece, False)
            if not is_block:
                current += text
                continue
            if current.strip():
                yield line._replace(text=current)
            language = shortcode.attributes.get("codelang", "") if shortcode else ""
            if self._is_code and shortcode and shortcode.is_end:
                yield line._replace(text=f"{indent}```")
                self._is_code = False
            yield line._replace(text=f"{indent}{text}" if text else "")
            if text.startswith("**"):  # a title is a paragraph of its own
                yield line._replace(text="")
            if language:
                yield line._replace(text=f"{indent}```{language}")
                self._is_code = True
            current = indent if current.strip() or indent else ""
        if current.strip() or not line.text.strip():
            yield line._replace(text=_ESCAPED.sub("", current))

    def _parameter(self, match: re.Match[str]) -> str:
        """Return the value of the settings that a shortcode names, or the shortcode."""
        return text_of(self._parameters, match[1]) or match[0]

    def _included(self, shortcode: Shortcode, line: NumberedLine, depth: int) -> Iterator[NumberedLine]:
        name, kind = shortcode.first("file", "path", "term_id").lstrip("/"), shortcode.name.lower()
        found = self._found(
            f"{name}.md" if kind == _DEFINITION else name, line, _PLACES.get(kind, ("includes",)), depth
        )
        if found is None:
            self.diagnostics.append(not_included(name, line))
            return
        path, content = found
        included = lines_in(content, path)
        if kind == _DEFINITION:
            split = split_file(content, path)
            included = included[len(split.block) if split else 0 :]
        if kind in _CODE_FILES:
            language = shortcode.attributes.get("language") or path.rpartition(".")[2]
            yield from (line._replace(text=f"```{language}"), *included, line._replace(text="```"))
        else:
            code = shortcode.attributes.get("code", "") == "true"
            yield from included if code else self.lines(included, depth + 1)

    def _found(self, name: str, line: NumberedLine, places: tuple[str, ...], depth: int) -> tuple[str, bytes] | None:
        """Return the path and the content of a file: beside the page, in the folder of all pages, or in one there."""
        folders = [posixpath.dirname(line.path), self._root, "", *(f"{self._root}/{place}" for place in places)]
        for path in (posixpath.normpath(posixpath.join(folder, name)) for folder in folders):
            content = self._read(path) if depth < _DEEPEST else None
            if content is not None:
                return path, content
        return None


def _is_mark(text: str) -> bool:
    """Return whether a line says where a summary or a column ends, and nothing else."""
    return _MORE.fullmatch(text) is not None or _COLUMN.fullmatch(text) is not None


def _link(match: re.Match[str]) -> str:
    """Return a button with its words as a link."""
    shortcode = read_shortcode(match[1])
    return with_words(shortcode, match[2]) if shortcode else match[0]


def _with_whole_tags(lines: list[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield lines, those over which one tag goes as one line."""
    index = 0
    while index < len(lines):
        line, index = lines[index], index + 1
        end = index
        while _is_open(line.text) and end < len(lines) and end - index < _LONGEST_TAG and lines[end].text.strip():
            line = line._replace(text=f"{line.text} {lines[end].text.strip()}")
            end += 1
        if end > index and not _is_open(line.text):
            index = end
            yield line
        else:
            yield lines[index - 1]


def _is_open(text: str) -> bool:
    position = max(text.rfind("{{<"), text.rfind("{{%"))
    return position >= 0 and "}}" not in text[position:]


def _pieces(text: str) -> Iterator[str]:
    """Yield shortcodes, and what is between them; code is not divided."""
    position = 0
    for match in re.finditer(rf"{_CODE.pattern}|{TAG.pattern}", text):
        if match[0].startswith("`"):
            continue
        if match.start() > position:
            yield text[position : match.start()]
        yield match[0]
        position = match.end()
    if position < len(text):
        yield text[position:]
