"""Markua, the Markdown of Leanpub -> our Markdown."""

import posixpath
import re
from collections.abc import Iterator

from bookbuild.diagnostics import Diagnostic, Outcome
from bookbuild.model import Source
from bookbuild.sites.faults import not_included
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.site import Read

_BOX = re.compile(r"(?P<kind>[ABCDEIQTWX])>(?: (?P<text>.*))?")
_TAGGED = re.compile(r"\{(?P<end>/)?(?P<name>aside|blurb)(?:,?\s*(?P<rest>[^{}]*))?\}\s*")
_ATTRIBUTES = re.compile(r"\{(?!/)(?P<inside>[^{}#.][^{}]*)\}\s*")
_PAIR = re.compile(r"""(?P<name>[\w-]+)\s*[:=]\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s,}]+))""")
_INCLUDE = re.compile(r"<<\[(?P<title>[^\[\]]*)\]\((?P<path>[^()]+)\)\s*|<<\((?P<bare>[^()]+)\)\s*")
_INDEX = re.compile(r"\{i:\s*(?:\"[^\"]*\"|'[^']*'|[^{}]*)\}")
_MATHS = re.compile(r"\{\$\$\}(?P<text>.*?)\{/\$\$\}")
_KINDS = {
    "A": ("note", ""), "B": ("note", ""), "D": ("note", "Discussion"), "E": ("warning", ""), "I": ("note", ""),
    "Q": ("note", "Question"), "T": ("tip", ""), "W": ("warning", ""), "X": ("example", ""),
}  # fmt: skip
_CLASSES = {"warning": "warning", "tip": "tip", "error": "warning", "exercise": "example", "information": "note"}
_DIVISIONS = frozenset({"frontmatter", "mainmatter", "backmatter"})


def prepared(source: Source, read: Read, folder: str) -> Outcome[Source]:
    """Return a file with boxes as callouts, and with the code that it includes from below a folder."""
    page = _Page(read, folder)
    lines = list(page.lines(lines_of(source)))
    return Outcome(source_of(source.path, lines), tuple(page.diagnostics))


class _Page:
    def __init__(self, read: Read, folder: str) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._read, self._folder = read, folder
        self._attributes: dict[str, str] = {}
        """Those of the line above."""

    def lines(self, lines: list[NumberedLine]) -> Iterator[NumberedLine]:
        """Yield the lines in our Markdown."""
        code, index = CodeBlocks(), 0
        while index < len(lines):
            line = lines[index]
            index += 1
            if fence := code.fence(line.text):
                yield from self._fenced(line, fence, is_first=code.is_open)
            elif code.is_open:
                yield line
            elif box := _BOX.fullmatch(line.text):
                end = next(
                    (at for at in range(index, len(lines)) if not _continues(lines[at], box["kind"])), len(lines)
                )
                yield from _box(lines[index - 1 : end], box["kind"])
                index = end
            else:
                yield from self._text(line)

    def _fenced(self, line: NumberedLine, fence: re.Match[str], *, is_first: bool) -> Iterator[NumberedLine]:
        """Yield the first line of code with the language and the title of the line above, or the last one."""
        info = fence["info"].strip() if is_first else ""
        language = self._attributes.get("lang") or self._attributes.get("format", "")
        if is_first and (title := self._attributes.get("title", "")):
            yield line._replace(text=f"**{title}**")
            yield line._replace(text="")
        text = line.text if not is_first or info or not language else f"{line.text.rstrip()}{language}"
        yield line._replace(text=text)
        self._attributes = {}

    def _text(self, line: NumberedLine) -> Iterator[NumberedLine]:
        if include := _INCLUDE.fullmatch(line.text):
            yield from self._included(line, include)
        elif tag := _TAGGED.fullmatch(line.text):
            yield line._replace(text=":::" if tag["end"] else _opened(tag))
        elif attributes := _ATTRIBUTES.fullmatch(line.text):
            yield line._replace(text=self._attribute_line(attributes["inside"].strip(), line.text))
        elif line.text.startswith("%% "):
            yield line._replace(text="")
        else:
            text = re.sub(r"^-#(?= )", "#", re.sub(r"[ \t]*\{class:[ \t]*part\}$", "", line.text))
            yield line._replace(text=_MATHS.sub(r"$\g<text>$", _INDEX.sub("", text)))

    def _attribute_line(self, inside: str, text: str) -> str:
        """Return the line that takes the place of a line of attributes."""
        if inside == "pagebreak":
            return "\\pagebreak"
        if inside in _DIVISIONS:
            return ""
        pairs = {one["name"]: one["double"] or one["single"] or one["bare"] or "" for one in _PAIR.finditer(inside)}
        if not pairs:
            return text
        self._attributes = pairs
        kept = [f"#{pairs['id']}"] if pairs.get("id") else []
        kept += [f"{name}={pairs[name]}" for name in ("width", "height") if pairs.get(name)]
        return f"{{{' '.join(kept)}}}" if kept else ""

    def _included(self, line: NumberedLine, include: re.Match[str]) -> Iterator[NumberedLine]:
        """Yield a file of code."""
        name = include["path"] or include["bare"]
        places = [posixpath.normpath(posixpath.join(self._folder, place, name)) for place in ("", "code", "resources")]
        path = next((one for one in places if self._read(one) is not None), "")
        content = self._read(path) if path else None
        if content is None:
            self.diagnostics.append(not_included(places[0], line))
            return
        if include["title"]:
            yield line._replace(text=f"**{include['title']}**")
            yield line._replace(text="")
        language = self._attributes.get("lang") or self._attributes.get("format") or posixpath.splitext(path)[1][1:]
        yield line._replace(text=f"````{language}")
        yield from lines_in(content.removesuffix(b"\n"), path)
        yield line._replace(text="````")


def _continues(line: NumberedLine, kind: str) -> bool:
    box = _BOX.fullmatch(line.text)
    return box is not None and box["kind"] == kind


def _opened(tag: re.Match[str]) -> str:
    pairs = {
        one["name"]: one["double"] or one["single"] or one["bare"] or "" for one in _PAIR.finditer(tag["rest"] or "")
    }
    return f"::: {_CLASSES.get(pairs.get('class', ''), 'note')} {pairs.get('title', '')}".rstrip()


def _box(lines: list[NumberedLine], kind: str) -> Iterator[NumberedLine]:
    """Yield the lines of a box as a callout; its heading is the title."""
    inside = [line._replace(text=line.text[3:]) for line in lines]
    if kind == "C":
        yield from inside
        return
    name, title = _KINDS[kind]
    heading = re.fullmatch(r"#{1,6}[ \t]+(?P<words>.+)", inside[0].text)
    if heading:
        title = heading["words"]
        inside[0] = inside[0]._replace(text="")
    yield lines[0]._replace(text=f"::: {name} {title}".rstrip())
    yield from inside
    yield lines[-1]._replace(text=":::")
