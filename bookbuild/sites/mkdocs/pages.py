"""Pages of MkDocs -> pages in our Markdown: indented boxes and tabs, included files, keys and icons."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.model.callouts import CALLOUT_NAMES
from bookbuild.sites.code_titles import with_title
from bookbuild.sites.faults import not_included
from bookbuild.sites.numbered_lines import FENCE, CodeBlocks, NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.site import Read

_SIGNS = (b":::", b"!!!", b"???", b"===", b"--8<--", b"[TOC]", b"++", b"///", b"```", b"~~~", b":material",
          b":fontawesome", b":octicons", b":simple", b"{ .", b"{: .")  # fmt: skip
_BOX = re.compile(r"(?P<indent> *)(?:!!!|\?\?\?\+?) +(?P<kind>[\w-]+)(?P<more>(?: +[\w-]+)*)(?: +\"(?P<title>.*)\")? *")
_TAB = re.compile(r"(?P<indent> *)===[!+]? +\"(?P<title>.*)\" *")
_BLOCK = re.compile(r"(?P<indent> *)/{3,} *(?P<kind>[\w-]+)?(?: *\| *(?P<title>.*))?")
_SNIPPET = re.compile(r" *-{1,}8<-{1,} +\"(?P<path>[^\"]+)\" *")
_SNIPPETS = re.compile(r" *-{2,}8<-{2,} *")
_DEFINITION = re.compile(r" {0,3}(?P<is_short>\*)?\[(?P<name>[^\[\]]+)\]:")
_GENERATED = re.compile(r"::: +(?P<name>[\w-]+(?:\.[\w-]+)+) *")
"""A line in whose place a plugin describes a part of a program."""
_MARK = re.compile(r" *(?:\[TOC\]|\{:? *\.annotate *\}) *", re.IGNORECASE)
_KEYS = re.compile(r"\+\+(?=\S)([a-z0-9+\"'-]+)(?<=\S)\+\+", re.IGNORECASE)
_ICON = re.compile(r":(?:material|fontawesome|octicons|simple)-[\w-]+:(?:\{[^{}]*\})? ?")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_YES_AND_NO = {"check": "\u2713", "close": "\u2717", "cancel": "\u2717", "xmark": "\u2717"}
_DEEPEST = 10
_STEP = 4
"""Columns by which the inside of a box is indented."""


@dataclass(frozen=True, slots=True)
class Snippets:
    """Settings of included files: the folders that they are in, and those that are put behind every page."""

    folders: tuple[str, ...] = ()
    appended: tuple[str, ...] = ()


def prepared(source: Source, read: Read, root: str, snippets: Snippets = Snippets()) -> Outcome[Source]:
    """Return a page in our Markdown. `root` is the folder of all pages."""
    if not snippets.appended and not any(sign in source.data for sign in _SIGNS):
        return Outcome(source)
    page = _Page(read, ("", root, *snippets.folders))
    lines = page.included(lines_of(source))
    text = _words_of(lines) if snippets.appended else ""
    for name in snippets.appended:
        end = lines[-1]
        lines += [end._replace(text=""), *_used(page.included(page.file(name, end)), text)]
    return Outcome(source_of(source.path, page.translated(lines)), tuple(page.diagnostics))


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
            words.append(_CODE.sub("", line.text))
    return "\n".join(words)


@dataclass(slots=True)
class _Page:
    read: Read
    folders: tuple[str, ...]
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def included(self, lines: Sequence[NumberedLine], depth: int = 0) -> list[NumberedLine]:
        """Return the lines with the files that they include."""
        found: list[NumberedLine] = []
        is_list = False
        for line in lines:
            one = _SNIPPET.fullmatch(line.text) if "8<" in line.text else None
            if _SNIPPETS.fullmatch(line.text):
                is_list = not is_list
            elif one or (is_list and line.text.strip()):
                found += self._snippet(one["path"] if one else line.text.strip(), line, depth)
            elif not is_list:
                found.append(line)
        return found

    def _snippet(self, name: str, line: NumberedLine, depth: int) -> list[NumberedLine]:
        path, _, part = name.partition(":")
        indent = line.text[: len(line.text) - len(line.text.lstrip())]
        lines = [one._replace(text=indent + one.text) for one in self.file(path, line)] if depth < _DEEPEST else []
        return self.included(_part_of(lines, part), depth + 1) if lines else []

    def file(self, path: str, line: NumberedLine) -> list[NumberedLine]:
        """Return the lines of a file that a line names, or none if it is not there."""
        for place in (*self.folders, posixpath.dirname(line.path)):
            content = self.read(posixpath.normpath(posixpath.join(place, path)))
            if content is not None:
                return lines_in(content.rstrip(b"\n"), path)
        self.diagnostics.append(not_included(path, line))
        return []

    def _tell(self, name: str, line: NumberedLine) -> None:
        message = f"what the website says of {name} is filled in by a plugin, and left out"
        hint = "write in the text what readers are to know of it"
        self.diagnostics.append(diagnose("foreign-markup", message, line.path, line.number, hint, cause="plugin"))

    def translated(self, lines: Sequence[NumberedLine], depth: int = 0) -> list[NumberedLine]:
        """Return the lines in our Markdown; the insides of boxes are translated too."""
        found: list[NumberedLine] = []
        code, index = CodeBlocks(), 0
        while index < len(lines):
            line, index = lines[index], index + 1
            fence = code.fence(line.text)
            if not (fence or code.is_open) and (generated := _GENERATED.fullmatch(line.text)):
                index = _end_of(lines, index, _STEP)
                self._tell(generated["name"], line)
                continue
            box = None if fence or code.is_open else _BOX.fullmatch(line.text) or _TAB.fullmatch(line.text)
            if box is None or depth >= _DEEPEST:
                found += with_title(line, fence) if fence and code.is_open else [_plain(line, is_code=code.is_open)]
                continue
            end = _end_of(lines, index, len(box["indent"]) + _STEP)
            inside = [one._replace(text=_dedented(one.text, box["indent"])) for one in lines[index:end]]
            found += _block(line, box, self.translated(inside, depth + 1))
            index = end
        return found


def _end_of(lines: Sequence[NumberedLine], start: int, indent: int) -> int:
    """Return where the lines that are indented end, without empty ones at their end."""
    end = start
    for at in range(start, len(lines)):
        text = lines[at].text
        if text.strip():
            if len(text) - len(text.lstrip(" ")) < indent:
                break
            end = at + 1
    return end


def _dedented(text: str, indent: str) -> str:
    return indent + text[len(indent) + _STEP :] if text.strip() else ""


def _block(line: NumberedLine, match: re.Match[str], inside: list[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield a box as a callout, with more colons than those in it, or a tab with its title."""
    indent, title = match["indent"], (match["title"] or "").strip()
    if "kind" not in match.groupdict():
        yield from (line._replace(text=text) for text in ("", f"{indent}**{title}**", ""))
        yield from inside
        return
    colons = ":" * max((3, *(len(one.text.strip()) + 1 for one in inside if set(one.text.strip()) == {":"})))
    kind = match["kind"].lower()
    name = kind if kind in CALLOUT_NAMES else "note"
    yield from (line._replace(text=text) for text in ("", f"{indent}{colons} {name} {title}".rstrip()))
    yield from inside
    yield line._replace(text=f"{indent}{colons}")
    yield line._replace(text="")


def _plain(line: NumberedLine, *, is_code: bool) -> NumberedLine:
    """Return a line of text without icons and marks that have no words, and with keys as keys."""
    text = line.text
    if is_code or FENCE.fullmatch(text):
        return line
    if _MARK.fullmatch(text):
        return line._replace(text="")
    if (block := _BLOCK.fullmatch(text)) and "///" in text:
        return line._replace(text=f"{block['indent']}**{block['title']}**" if block["title"] else "")
    if "++" in text or ":" in text:
        pieces, at = [], 0
        for code in _CODE.finditer(text):
            pieces += [_words(text[at : code.start()]), code[0]]
            at = code.end()
        text = "".join([*pieces, _words(text[at:])])
    return line._replace(text=text)


def _words(text: str) -> str:
    return _KEYS.sub(_keys, _ICON.sub(_sign, text))


def _sign(match: re.Match[str]) -> str:
    """Return the character of an icon that says yes or no; the others have no words."""
    sign = next((sign for word, sign in _YES_AND_NO.items() if word in match[0]), "")
    return f"{sign} " if sign and match[0].endswith(" ") else sign


def _keys(match: re.Match[str]) -> str:
    names = (name.strip("\"'").replace("-", " ") for name in match[1].split("+"))
    return "+".join(f"<kbd>{name[:1].upper()}{name[1:]}</kbd>" for name in names if name)


def _part_of(lines: Sequence[NumberedLine], part: str) -> list[NumberedLine]:
    """Return the lines of a file that a part names (``2:10``, ``section``), without the marks of sections."""
    first, _, last = part.partition(":")
    if first.isdecimal() or last.isdecimal():
        return list(lines[max(int(first or 1), 1) - 1 : int(last) if last.isdecimal() else len(lines)])
    found, is_inside = list[NumberedLine](), not part
    for line in lines:
        mark = re.search(r"-8<-+ \[(start|end): *([\w-]+) *\]", line.text) if "8<" in line.text else None
        if mark is None:
            found += [line] if is_inside else []
        elif mark[2] == part:
            is_inside = mark[1] == "start"
    return found
