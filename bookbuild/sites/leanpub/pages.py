"""Markua, the Markdown of Leanpub -> our Markdown."""

import posixpath
import re
from collections.abc import Iterator

from bookbuild.diagnostics import Diagnostic, Outcome
from bookbuild.model import Source
from bookbuild.sites.faults import not_included
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.site import Read

_BOX = re.compile(r"(?P<kind>[ABCDEGIQTWX])>(?: (?P<text>.*))?")
_TAGGED = re.compile(r"\{(?P<end>/)?(?P<name>aside|blurb)(?:,?\s*(?P<rest>[^{}]*))?\}\s*")
_ATTRIBUTES = re.compile(r"\{(?!/)(?P<inside>[^{}#.][^{}]*)\}\s*")
_PAIR = re.compile(r"""(?P<name>[\w-]+)\s*[:=]\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s,}]+))""")
_INCLUDE = re.compile(r"<<\[(?P<title>[^\[\]]*)\]\((?P<path>[^()]+)\)\s*|<<\((?P<bare>[^()]+)\)\s*")
_INDEX = re.compile(r"\{i:\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^{}]*))\}")
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?|\|[ \t]*:?-+:?[ \t]*\|")
_ANSWER = re.compile(r"(?:\?|[A-Za-z][).])[ \t]+\S.*")
"""A question of a quiz, or an answer to it."""
_HEADING = re.compile(r"#{1,6}[ \t]+\S.*")
_ID = re.compile(r"\{\s*(?:id:\s*[\"']?|#)(?P<id>[\w:.-]+)[\"']?\s*\}\s*")
_EXERCISES = re.compile(r"\{(?P<end>/)?(?P<name>quiz|exercise|blockquote|figure)(?:,?\s[^{}]*)?\}\s*")
_RESOURCE = re.compile(r"!\[(?P<title>[^\[\]]*)\]\((?P<path>[^()\s\"]+)(?:\s+\"(?P<caption>[^\"]*)\")?\)\s*")
_MEDIA = (
    ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".avif", ".pdf", ".mp3", ".mp4",
    ".m4a", ".mov", ".webm",
)  # fmt: skip
_LENGTH = re.compile(r"[\d.]+(?:%|[a-z]{2,3})?")
_MATHS = re.compile(r"\{\$\$\}(?P<text>.*?)\{/\$\$\}|(?<!`)`(?P<code>[^`]+)`\$(?!\$)")
_KINDS = {
    "A": ("note", ""), "B": ("note", ""), "D": ("note", "Discussion"), "E": ("warning", ""), "I": ("note", ""),
    "G": ("note", ""), "Q": ("note", "Question"), "T": ("tip", ""), "W": ("warning", ""), "X": ("example", ""),
}  # fmt: skip
_MATHS_MARKS = frozenset({"{$$}", "{/$$}"})
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
        self._before, self._is_quiz = "", False

    def lines(self, lines: list[NumberedLine]) -> Iterator[NumberedLine]:
        """Yield the lines in our Markdown."""
        code, index, is_formula = CodeBlocks(), 0, False
        while index < len(lines):
            line = lines[index]
            index += 1
            if fence := code.fence(line.text):
                is_formula = fence["info"].strip() == "$" if code.is_open else is_formula
                yield from (
                    [line._replace(text="$$")] if is_formula else self._fenced(line, fence, is_first=code.is_open)
                )
            elif code.is_open:
                yield line
            elif name := _name_below(line, lines[index : index + 1]):
                yield line._replace(text=f"{line.text.rstrip()} {{#{name}}}")
                index += 1
            elif box := _BOX.fullmatch(line.text):
                end = next(
                    (at for at in range(index, len(lines)) if not _continues(lines[at], box["kind"])), len(lines)
                )
                yield from _box(lines[index - 1 : end], box["kind"], self._attributes.get("class", ""))
                self._attributes = {}
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
            yield from self._included(line, include["path"] or include["bare"], include["title"] or "")
        elif (resource := _RESOURCE.fullmatch(line.text)) and self._is_code(resource["path"]):
            yield from self._included(line, resource["path"], resource["caption"] or resource["title"])
        elif tag := _TAGGED.fullmatch(line.text):
            yield line._replace(text=":::" if tag["end"] else _opened(tag, self._attributes.get("class", "")))
            self._attributes = {}
        elif exercise := _EXERCISES.fullmatch(line.text):
            self._is_quiz = exercise["name"] in {"quiz", "exercise"} and not exercise["end"]
            yield line._replace(text="")
        elif line.text.strip() in _MATHS_MARKS:
            yield line._replace(text="$$")
        elif entry := _INDEX.fullmatch(line.text.strip()):
            yield line._replace(text=_entry(entry))
        elif attributes := _ATTRIBUTES.fullmatch(line.text):
            yield line._replace(text=self._attribute_line(attributes["inside"].strip(), line.text))
        elif line.text.startswith("%% "):
            yield line._replace(text="")
        elif resource:
            yield line._replace(text=self._picture(resource))
        else:
            yield from self._words(line)
        self._before = line.text.strip()

    def _words(self, line: NumberedLine) -> Iterator[NumberedLine]:
        """Yield a line of words or of a table."""
        if line.text.lstrip().startswith("|") and self._attributes.get("title"):
            yield from (line._replace(text=text) for text in (f"Table: {self._attributes.pop('title')}", ""))
            yield from _with_head(line)
        elif _RULE.fullmatch(line.text.strip()) and not self._before.startswith("|"):
            yield from _with_head(line)
        elif _ANSWER.fullmatch(line.text) and self._is_quiz:
            yield line._replace(text=f"{line.text.removeprefix('? ')}  ")
        else:
            text = re.sub(r"^-#(?= )", "#", re.sub(r"[ \t]*\{class:[ \t]*part\}$", "", line.text))
            yield line._replace(text=_MATHS.sub(_formula, _INDEX.sub(_entry, text)))

    def _picture(self, resource: re.Match[str]) -> str:
        """Return a picture with the words of the line above: its brackets hold its caption."""
        caption = self._attributes.get("title") or self._attributes.get("caption") or resource["caption"] or ""
        words = self._attributes.get("alt") or resource["title"]
        caption = (caption or resource["title"]).replace('"', '\\"')
        self._attributes = {}
        title = f' "{caption}"' if caption else ""
        return f"![{words}](<{resource['path']}>{title})"

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
        kept += [f"{name}={pairs[name]}" for name in ("width", "height") if _LENGTH.fullmatch(pairs.get(name, ""))]
        return f"{{{' '.join(kept)}}}" if kept else ""

    def _is_code(self, path: str) -> bool:
        """Return whether what is written like a picture is a file of code, which Markua prints."""
        return not path.lower().endswith(_MEDIA) and bool(self._found(path))

    def _places(self, name: str) -> list[str]:
        places = ("", "code", "resources", "resources/code")
        return [posixpath.normpath(posixpath.join(self._folder, place, name)) for place in places]

    def _found(self, name: str) -> str:
        """Return the path of a file that is to be included, or an empty string."""
        return next((one for one in self._places(name) if "://" not in name and self._read(one) is not None), "")

    def _included(self, line: NumberedLine, name: str, title: str) -> Iterator[NumberedLine]:
        """Yield a file of code, or the lines of it that the line above chooses."""
        path = self._found(name)
        content = self._read(path) if path else None
        if content is None:
            self.diagnostics.append(not_included(self._places(name)[0], line))
            return
        if title := title or self._attributes.get("title", ""):
            yield line._replace(text=f"**{title}**")
            yield line._replace(text="")
        language = self._attributes.get("lang") or self._attributes.get("format") or posixpath.splitext(path)[1][1:]
        yield line._replace(text=f"````{language}")
        yield from self._cropped(list(lines_in(content.removesuffix(b"\n"), path)))
        yield line._replace(text="````")
        self._attributes = {}

    def _cropped(self, lines: list[NumberedLine]) -> list[NumberedLine]:
        first, last = (self._attributes.get(f"crop-{end}", "") for end in ("start", "end"))
        return lines[int(first) - 1 if first.isdecimal() else 0 : int(last) if last.isdecimal() else None]


def _continues(line: NumberedLine, kind: str) -> bool:
    box = _BOX.fullmatch(line.text)
    return box is not None and box["kind"] == kind


def _entry(match: re.Match[str]) -> str:
    """Return an entry of the index as ours."""
    key = (match["double"] or match["single"] or match["bare"] or "").strip()
    return f'[]{{.index key="{key}"}}' if key and '"' not in key else ""


def _with_head(line: NumberedLine) -> Iterator[NumberedLine]:
    """Yield a line of a table, below an empty head if it is a rule of hyphens."""
    if _RULE.fullmatch(line.text.strip()):
        yield line._replace(text="|" + "  |" * (line.text.strip().strip("|").count("|") + 1))
    yield line


def _formula(match: re.Match[str]) -> str:
    return f"${match['text'] or match['code'] or ''}$"


def _name_below(line: NumberedLine, following: list[NumberedLine]) -> str:
    """Return the name that the line below a heading gives it, or an empty string."""
    name = _ID.fullmatch(following[0].text) if following and _HEADING.fullmatch(line.text) else None
    return name["id"] if name else ""


def _opened(tag: re.Match[str], above: str) -> str:
    """Return the beginning of a callout. `above` is the class that the line above states."""
    pairs = {
        one["name"]: one["double"] or one["single"] or one["bare"] or "" for one in _PAIR.finditer(tag["rest"] or "")
    }
    return f"::: {_CLASSES.get(pairs.get('class', above), 'note')} {pairs.get('title', '')}".rstrip()


def _box(lines: list[NumberedLine], kind: str, above: str) -> Iterator[NumberedLine]:
    """Yield the lines of a box as a callout; its heading is the title. `above` is the class of the line above."""
    inside = [line._replace(text=line.text[3:]) for line in lines]
    if kind == "C":
        yield from inside
        return
    name, title = _KINDS[kind]
    name = _CLASSES.get(above, name)
    heading = re.fullmatch(r"#{1,6}[ \t]+(?P<words>.+)", inside[0].text)
    if heading:
        title = heading["words"]
        inside[0] = inside[0]._replace(text="")
    yield lines[0]._replace(text=f"::: {name} {title}".rstrip())
    yield from inside
    yield lines[-1]._replace(text=":::")
