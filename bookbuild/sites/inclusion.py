"""``::: include path``: a file of the project in the place of a line, whatever kind of folder the project is."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.site import Read

_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?::{3,}\s*\{?\.?include\b\}?\s*(?P<path>[^{}]*?)\s*:*"
    r"|\{\{#include\s+(?P<mdbook>[^{}:]+?)\s*\}\}|\{\{<\s*include\s+(?P<quarto>[^{}<>]+?)\s*>\}\})\s*",
    re.IGNORECASE,
)
"""Our own form, and those of mdBook and Quarto, alone on a line."""
_SIGN = b"include"
_CLOSING = re.compile(r"[\s>]*:{3,}\s*")
_OPENING = re.compile(r"[\s>]*:{3,}\s*[^\s:].*")
_FIELD = re.compile(r"[\s>]*:{3,}\s*(?:lines|box|scale|fields)\b(?!.*\{).*", re.IGNORECASE)
"""A block of one line; a line that closes one may follow it."""
_MOST_LINES = 100_000
_PATH_HINT = "write the path from the file that the line is in, or from the project's folder with / before it"
_LOOP_HINT = "take out one of these lines"


@dataclass(frozen=True, slots=True)
class Included:
    """A file with what it includes, and the paths of the files that are in it."""

    source: Source
    paths: frozenset[str] = frozenset()


def with_included(source: Source, read: Read, names: Callable[[], Iterable[str]]) -> Outcome[Included]:
    """Return a file with what it includes. `names` returns the paths of the project's texts, for hints."""
    if _SIGN not in source.data.lower():
        return Outcome(Included(source))
    page = _Page(read, names)
    lines = list(page.lines(lines_of(source), (source.path,)))
    if not page.paths and not page.diagnostics:
        return Outcome(Included(source))
    return Outcome(Included(source_of(source.path, lines), frozenset(page.paths)), tuple(page.diagnostics))


@dataclass(slots=True)
class _Page:
    read: Read
    names: Callable[[], Iterable[str]]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    _count: int = 0

    def lines(self, lines: Sequence[NumberedLine], above: tuple[str, ...]) -> Iterator[NumberedLine]:
        """Yield lines with the files that they include. `above` are the files that these lines are included by."""
        code, own_ends = CodeBlocks(), _own_ends(lines)
        for index, line in enumerate(lines):
            is_fence = code.fence(line.text) is not None
            match = None if is_fence or code.is_open else _LINE.fullmatch(line.text)
            if match is not None:
                yield from self._included(match, line, above)
            elif index not in own_ends:
                yield line

    def _included(self, match: re.Match[str], line: NumberedLine, above: tuple[str, ...]) -> Iterator[NumberedLine]:
        path = _path_of(match["path"] or match["mdbook"] or match["quarto"] or "", line.path)
        content = self.read(path) if path and not _is_outside(path) else None
        if fault := self._fault(path, content, line, above):
            self.diagnostics.append(fault)
            return
        self.paths.add(path)
        lines = _without_block(lines_in((content or b"").removesuffix(b"\n"), path))
        self._count += len(lines)
        blank = line._replace(text="")
        yield blank
        for one in self.lines(lines, (*above, path)):
            yield one._replace(text=f"{match['indent']}{one.text}" if one.text else "")
        yield blank

    def _fault(self, path: str, content: bytes | None, line: NumberedLine, above: tuple[str, ...]) -> Diagnostic | None:
        """Return why a file is not included, or None if it is."""
        if not path:
            return _not_included("the line names no file", line, "write ::: include and the path of a file")
        if _is_outside(path):
            message = f"{path} is not included: it is outside the project"
            return _not_included(message, line, "copy the file into the project, and write its path from here")
        if path in above:
            way = " includes ".join((*above[above.index(path) :], path))
            return _not_included(f"{path} is not included, as it would include itself: {way}", line, _LOOP_HINT)
        if content is None:
            hint = self._near(path, line) or _PATH_HINT
            return _not_included(f"{path} is not included: there is no such file in the project", line, hint)
        if self._count > _MOST_LINES:
            return _not_included(f"{path} is not included: too much is included", line, _LOOP_HINT)
        return None

    def _near(self, path: str, line: NumberedLine) -> str:
        every = [one for one in self.names() if one != line.path]
        same = [one for one in every if posixpath.basename(one) == posixpath.basename(path)]
        near = same or get_close_matches(path, every, 1)
        return f"did you mean {posixpath.relpath(near[0], posixpath.dirname(line.path) or '.')}?" if near else ""


def _own_ends(lines: Sequence[NumberedLine]) -> frozenset[int]:
    """Return the indices of the lines of colons that close an include, and not the block that it is in.

    One right behind an include in a block is the block's end, unless that would leave one too many further down.
    """
    marks = list(_marks(lines))
    ends: set[int] = set()
    depth, before = 0, ""
    for place, (index, kind) in enumerate(marks):
        is_own = (
            kind == "end" and before == "include" and (not depth or _is_one_too_many(marks[place + 1 :], depth - 1))
        )
        if is_own:
            ends.add(index)
        else:
            depth = _depth(depth, kind)
        before = "" if is_own else kind
    return frozenset(ends)


def _marks(lines: Sequence[NumberedLine]) -> Iterator[tuple[int, str]]:
    """Yield the index and the kind of each line outside of code that has to do with blocks, and of one behind these."""
    code, before = CodeBlocks(), ""
    for index, line in enumerate(lines):
        is_code = code.fence(line.text) is not None or code.is_open
        kind = "" if is_code or ":::" not in line.text else _kind(line.text)
        if kind or before:
            yield index, kind
        before = kind


def _kind(text: str) -> str:
    if _CLOSING.fullmatch(text):
        return "end"
    if (match := _LINE.fullmatch(text)) and match["path"] is not None:
        return "include"
    if _FIELD.fullmatch(text):
        return "field"
    return "block" if _OPENING.fullmatch(text) else ""


def _is_one_too_many(marks: Sequence[tuple[int, str]], depth: int) -> bool:
    """Return whether a line of colons closes nothing; one behind an include or a field outside of blocks does."""
    before = ""
    for _, kind in marks:
        if kind == "end" and not depth and before not in {"include", "field"}:
            return True
        depth, before = _depth(depth, kind), kind
    return False


def _depth(depth: int, kind: str) -> int:
    return depth + (kind == "block") - (kind == "end" and depth > 0)


def _path_of(written: str, page: str) -> str:
    """Return a path from the project; one with a slash before it is counted from there already."""
    plain = written.strip().strip("\"'").replace("\\", "/")
    if not plain:
        return ""
    base = "" if plain.startswith("/") else posixpath.dirname(page)
    return posixpath.normpath(posixpath.join(base, plain.lstrip("/") if plain.startswith("/") else plain))


def _is_outside(path: str) -> bool:
    return path == ".." or path.startswith("../")


def _without_block(lines: list[NumberedLine]) -> list[NumberedLine]:
    """Return the lines of a file without its metadata block."""
    mark = lines[0].text.rstrip() if lines else ""
    if mark not in {"---", "+++"}:
        return lines
    ends = (index for index, line in enumerate(lines[1:], 1) if line.text.rstrip() in {mark, "..."})
    end = next(ends, 0)
    is_block = end > 1 and any(re.match(r"\s*[\w.-]+\s*[:=]", line.text) for line in lines[1:end])
    return lines[end + 1 :] if is_block else lines


def _not_included(message: str, line: NumberedLine, hint: str) -> Diagnostic:
    return diagnose("include", message, line.path, line.number, hint)
