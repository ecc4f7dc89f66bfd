"""Files that pages of MkDocs take in by its plugins: ``--8<--``, ``{! … !}``, ``{* … *}``, ``{% include … %}``."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import Diagnostic
from bookbuild.sites.faults import not_included
from bookbuild.sites.numbered_lines import CODE_SPAN, CodeBlocks, NumberedLine, lines_in
from bookbuild.sites.site import Read
from bookbuild.sites.texts import split_file

SIGNS = (b"8<", b"{!", b"{*", b"include")
_SNIPPET = re.compile(r" *-{1,}8<-{1,} +\"(?P<path>[^\"]+)\" *")
_SNIPPETS = re.compile(r" *-{2,}8<-{2,} *")
_INCLUDE = re.compile(r"(?P<indent> *)\{!>? *(?P<path>[^{}!]+?) *!\}(?:\{[^{}]*\})? *")
_CODE_FILE = re.compile(r"(?P<indent> *)\{\* *(?P<path>\S+)(?P<more>(?: +\w+\[[^\[\]]*\])*) *\*\} *")
_CODE_LINES = re.compile(r"\bln\[(?P<lines>[^\[\]]*)\]")
_TAG = re.compile(r"(?P<indent> *)\{%-?\s*include(?:-markdown)?\s+(?P<rest>[^{}]*?)\s*-?%\}\s*")
_TAG_OPENING = re.compile(r" *\{%-?\s*(?:include(?:-markdown)?\b[^{}]*)?")
_QUOTED = re.compile(r"(?:(?P<name>[\w-]+)\s*=\s*)?(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[\w.+-]+))")
_LONGEST_TAG = 12  # lines
_SECTION = re.compile(r"-8<-+ \[(start|end): *([\w-]+) *\]")
_HEADING = re.compile(r"#{1,6}(?=\s)")
_DEFINITION = re.compile(r" {0,3}(?P<is_short>\*)?\[(?P<name>[^\[\]]+)\]:")
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Snippets:
    """Settings of included files: the folders that they are in, and those that are put behind every page."""

    folders: tuple[str, ...] = ()
    appended: tuple[str, ...] = ()


@dataclass(slots=True)
class Includes:
    """Puts files into pages. `read` returns the bytes of a file of the project, `folders` are looked in, in order."""

    read: Read
    folders: tuple[str, ...]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    words: str = ""
    """The text of the page, without its code."""

    def page(self, lines: Sequence[NumberedLine], appended: Iterable[str] = ()) -> list[NumberedLine]:
        """Return the lines of a page with the files that they include, and behind them those that stand behind every
        page, as far as they are used.
        """
        self.words = _words_of(lines)
        found = self.resolved(lines)
        self.words = _words_of(found) if appended else ""
        for name in appended:
            end = found[-1]
            found += [end._replace(text=""), *_used(self.resolved(self._file(name, end)), self.words)]
        return found

    def resolved(self, lines: Sequence[NumberedLine], depth: int = 0) -> list[NumberedLine]:
        """Return the lines with the files that they include."""
        found: list[NumberedLine] = []
        is_list, index = False, 0
        while index < len(lines):
            line, index = lines[index], index + 1
            if _SNIPPETS.fullmatch(line.text):
                is_list = not is_list
            elif is_list:
                found += self._snippet(line.text.strip(), line, depth) if line.text.strip() else []
            elif "8<" in line.text and (one := _SNIPPET.fullmatch(line.text)):
                found += self._snippet(one["path"], line, depth)
            elif "{" in line.text:
                taken, count = self._tag(lines, index - 1, depth)
                found += taken
                index += count - 1
            else:
                found.append(line)
        return found

    def _tag(self, lines: Sequence[NumberedLine], start: int, depth: int) -> tuple[list[NumberedLine], int]:
        """Return what takes the place of the lines from one on, and how many they are."""
        line = lines[start]
        if match := _INCLUDE.fullmatch(line.text):
            return self._text(match["path"], line, match["indent"], depth), 1
        if match := _CODE_FILE.fullmatch(line.text):
            return list(self._code(match, line)), 1
        if not _TAG_OPENING.fullmatch(line.text) and not _TAG.fullmatch(line.text):
            return [line], 1
        for end in range(start + 1, min(start + _LONGEST_TAG, len(lines)) + 1):
            text = "\n".join(one.text for one in lines[start:end])
            if match := _TAG.fullmatch(text):
                return self._marked(match, line, depth), end - start
        return [line], 1

    def _snippet(self, name: str, line: NumberedLine, depth: int) -> list[NumberedLine]:
        if name.startswith(";"):
            return []  # is switched off
        path, _, part = name.partition(":") if "://" not in name else (name, "", "")
        indent = line.text[: len(line.text) - len(line.text.lstrip())]
        lines = [one._replace(text=indent + one.text) for one in self._file(path, line)] if depth < _DEEPEST else []
        lines = [one for one in _part_of(lines, part) if not self._is_unused_abbreviation(one.text)]
        return self.resolved(lines, depth + 1) if lines else []

    def _is_unused_abbreviation(self, text: str) -> bool:
        """Return whether a line explains an abbreviation that the page has not: pages share files of them."""
        defined = _DEFINITION.match(text)
        return (
            defined is not None
            and bool(defined["is_short"])
            and not _is_used(defined["name"], self.words, is_short=True)
        )

    def _text(self, path: str, line: NumberedLine, indent: str, depth: int) -> list[NumberedLine]:
        file, _, part = path.partition(":")
        lines = self._file(file, line) if depth < _DEEPEST else []
        lines = [one._replace(text=indent + one.text) for one in _part_of(lines, part)]
        return self.resolved(lines, depth + 1)

    def _code(self, match: re.Match[str], line: NumberedLine) -> Iterator[NumberedLine]:
        """Yield the lines of a program that a line names as code, in the language of its suffix."""
        lines = self._file(match["path"], line)
        if not lines:
            return
        chosen = _CODE_LINES.search(match["more"])
        indent, suffix = match["indent"], posixpath.splitext(match["path"])[1][1:]
        yield line._replace(text=f"{indent}````{suffix}")
        yield from (one._replace(text=indent + one.text) for one in _chosen(lines, chosen["lines"] if chosen else ""))
        yield line._replace(text=f"{indent}````")

    def _marked(self, match: re.Match[str], line: NumberedLine, depth: int) -> list[NumberedLine]:
        """Return the lines of a file between the words that a tag names."""
        values = [(one["name"], one["double"] or one["single"] or one["bare"] or "") for one in
                  _QUOTED.finditer(match["rest"])]  # fmt: skip
        path = next((value for name, value in values if not name), "")
        options = {name: value for name, value in values if name}
        lines = self._file(path, line, from_page=True) if path and depth < _DEEPEST else []
        lines = _between(lines, options)
        shift = int(options["heading-offset"]) if options.get("heading-offset", "").isdecimal() else 0
        lines = [one._replace(text=match["indent"] + _shifted(one.text, shift)) for one in lines]
        return self.resolved(lines, depth + 1)

    def _file(self, path: str, line: NumberedLine, *, from_page: bool = False) -> list[NumberedLine]:
        """Return the lines of a file that a line names, or none if it is not there."""
        beside = posixpath.dirname(line.path)
        for place in (beside, *self.folders) if from_page else (*self.folders, beside):
            name = posixpath.normpath(posixpath.join(place, path.lstrip("/")))
            content = self.read(name) if "://" not in path else None
            if content is not None:
                return _without_block(content.rstrip(b"\n"), name)
        self.diagnostics.append(not_included(path, line))
        return []


def _without_block(content: bytes, path: str) -> list[NumberedLine]:
    split = split_file(content, path) if content.startswith((b"---", b"\xef\xbb\xbf---")) else None
    return lines_in(content, path)[len(split.block) if split else 0 :]


def _shifted(text: str, levels: int) -> str:
    return "#" * levels + text if levels and _HEADING.match(text) else text


def _between(lines: list[NumberedLine], options: Mapping[str, str]) -> list[NumberedLine]:
    """Return the lines behind the one with the words ``start``, and before the one with ``end``."""
    if start := options.get("start", ""):
        at = next((place for place, one in enumerate(lines) if start in one.text), None)
        lines = lines if at is None else lines[at + 1 :]
    if end := options.get("end", ""):
        at = next((place for place, one in enumerate(lines) if end in one.text), None)
        lines = lines if at is None else lines[:at]
    return lines


def _chosen(lines: Sequence[NumberedLine], chosen: str) -> list[NumberedLine]:
    """Return the lines that numbers choose, ``1:3,8``; all of them if there are none."""
    found: list[NumberedLine] = []
    for part in filter(None, chosen.split(",")):
        first, colon, last = part.strip().partition(":")
        start = int(first) if first.strip().isdecimal() else 1
        end = int(last) if last.strip().isdecimal() else (len(lines) if colon else start)
        found += lines[start - 1 : end]
    return found or list(lines)


def _part_of(lines: Sequence[NumberedLine], part: str) -> list[NumberedLine]:
    """Return the lines of a file that a part names (``2:10``, ``section``), without the marks of sections."""
    first, _, last = part.partition(":")
    if first.isdecimal() or last.isdecimal():
        return list(lines[max(int(first or 1), 1) - 1 : int(last) if last.isdecimal() else len(lines)])
    found, is_inside = list[NumberedLine](), not part
    for line in lines:
        mark = _SECTION.search(line.text) if "8<" in line.text else None
        if mark is None:
            found += [line] if is_inside else []
        elif mark[2] == part:
            is_inside = mark[1] == "start"
    return found


def _used(lines: Sequence[NumberedLine], text: str) -> Iterator[NumberedLine]:
    """Yield the lines of a file that is put behind every page, of definitions those that the page uses."""
    for line in lines:
        defined = _DEFINITION.match(line.text)
        if defined is None or _is_used(defined["name"], text, is_short=bool(defined["is_short"])):
            yield line


def _is_used(name: str, text: str, *, is_short: bool) -> bool:
    """Return whether a text has an abbreviation as a word, or a label of a link or a note in brackets."""
    if is_short:
        return re.search(rf"\b{re.escape(name)}\b", text) is not None
    return f"[{name.casefold()}]" in text.casefold()


def _words_of(lines: Sequence[NumberedLine]) -> str:
    """Return a text without its code and its metadata block."""
    code, words = CodeBlocks(), list[str]()
    for line in lines:
        if code.fence(line.text) is None and not code.is_open:
            words.append(CODE_SPAN.sub("", line.text))
    return "\n".join(words)
