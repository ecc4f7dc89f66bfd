"""Pages of Hugo -> pages in our Markdown: shortcodes become what they stand for. No template is run."""

import posixpath
import re
from collections.abc import Iterable, Iterator

from bookbuild.diagnostics import Diagnostic, Outcome
from bookbuild.model import Source
from bookbuild.sites.faults import not_included
from bookbuild.sites.hugo.shortcodes import TAG, Shortcode, read_shortcode, replacement, with_words
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.site import Read

_ESCAPED = re.compile(r"(?<=\{\{[<%])/\*|\*/(?=[>%]\}\})")
"""The marks by which a shortcode is shown, and not called."""
_FORMULA = re.compile(r"\{\{[<%]\s*/?(?:katex|math)\b[^{}/]*[>%]\}\}")
_BUTTON = re.compile(r"(\{\{[<%]\s*button\b[^{}]*[>%]\}\})([^{}]+)\{\{[<%]\s*/\s*button\s*[>%]\}\}")
_COLUMN = re.compile(r"\s*<-{3,}>\s*")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_MORE = re.compile(r"\s*<!--\s*more\s*-->\s*")
_INCLUDES = frozenset({"include", "readfile", "readFile", "include-md", "snippet"})
_LONGEST_TAG = 30  # lines
_DEEPEST = 10


def prepared(source: Source, read: Read, root: str) -> Outcome[Source]:
    """Return a page without shortcodes; those that are not understood are left as they are. `root` holds all pages."""
    if not any(sign in source.data for sign in (b"{{", b"<!--", b"<---")):
        return Outcome(source)
    page = _Page(read, root)
    lines = list(page.lines(lines_of(source)))
    return Outcome(source_of(source.path, lines), tuple(page.diagnostics))


class _Page:
    def __init__(self, read: Read, root: str) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._read, self._root = read, root

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
        for piece in _pieces(_BUTTON.sub(_link, line.text)):
            shortcode = read_shortcode(piece)
            if shortcode and shortcode.name in _INCLUDES and not shortcode.is_end:
                yield from self._included(shortcode, line, depth)
                continue
            text, is_block = replacement(shortcode) if shortcode else (piece, False)
            if not is_block:
                current += text
                continue
            if current.strip():
                yield line._replace(text=current)
            yield line._replace(text=f"{indent}{text}" if text else "")
            if text.startswith("**"):  # a title is a paragraph of its own
                yield line._replace(text="")
            current = indent if current.strip() or indent else ""
        if current.strip() or not line.text.strip():
            yield line._replace(text=_ESCAPED.sub("", current))

    def _included(self, shortcode: Shortcode, line: NumberedLine, depth: int) -> Iterator[NumberedLine]:
        name = shortcode.first("file", "path")
        plain = name.lstrip("/")
        places = [posixpath.join(posixpath.dirname(line.path), plain), f"{self._root}/{plain}", plain]
        for path in map(posixpath.normpath, places):
            content = self._read(path) if depth < _DEEPEST else None
            if content is not None:
                included = lines_in(content, path)
                code = shortcode.attributes.get("code", "") == "true"
                yield from included if code else self.lines(included, depth + 1)
                return
        self.diagnostics.append(not_included(name, line))


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
