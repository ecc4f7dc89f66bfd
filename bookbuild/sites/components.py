"""Components of websites in Markdown (MDX, Vue): those that are known become what they stand for, others are told."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.sites.faults import not_included
from bookbuild.sites.numbered_lines import CODE_SPAN, CodeBlocks, NumberedLine, lines_in
from bookbuild.sites.site import Read
from bookbuild.sites.texts import split_file

_IMPORT = re.compile(r"import\s+(?P<name>\w+)\s+from\s+[\"'](?P<path>[^\"']+\.mdx?)[\"'];?\s*")
_STATEMENT = re.compile(r"(?:import\s+(?:[\w*{\"'])|export\s+(?:const|default|function|let)\b).*")
_END_OF_STATEMENT = re.compile(r".*;\s*|import\s.*[\"']\s*")
_REMARK = re.compile(r"\{/\*.*?\*/\}")
_HEADING_ID = re.compile(r"(#{1,6}\s.*?)\s*\{/\*\s*#([\w-]+)\s*\*/\}\s*")
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Z][\w.]*)(?P<attributes>(?:\s+[\w:@.-]+(?:=(?:\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}))?)*)\s*(?P<single>/?)>"
)
_ATTRIBUTE = re.compile(r"([\w:-]+)=(?:\"([^\"]*)\"|'([^']*)'|\{(?:require\(|useBaseUrl\()?\s*[\"'`]([^\"'`]*)[\"'`])")
_EXPRESSION = re.compile(r"\s(?P<name>[\w-]+)=\{(?P<value>(?:[^{}]|\{[^{}]*\})*)\}")
_QUOTED = re.compile(r"^\s*(?:require\(|useBaseUrl\()?\s*[\"'`]([^\"'`]+)[\"'`]")
_HTML = re.compile(r"<[a-z][\w-]*\s(?:[^<>{}]|\{(?:[^{}]|\{[^{}]*\})*\})*>")
_ELEMENT = re.compile(r"<[a-z][\w-]*(?:\s+[:@#\w.-]+(?:=\"[^\"]*\")?)+\s*/?>")
_DYNAMIC = re.compile(r"\s+(?:[:@#][\w:.-]+|v-[\w:.-]+)(?:=\"[^\"]*\")?")
"""Attributes whose values are code of the website."""
_ON_A_LINE = re.compile(r"<(summary|figcaption|h[1-6]|p|td|th)(\s[^<>]*)?>([^\n]*?[*_`\[][^\n]*)</\1>")
"""An element whose words are Markdown, which MDX reads in it."""
_TITLES = ("label", "title", "caption", "heading", "summary", "name")
_WITHOUT_TRACE = frozenset(
    {"DocCardList", "TOCInline", "Tabs", "Head", "BrowserOnly", "Columns", "Column", "Row", "Col", "Steps", "CardGroup"}
)
_MOST_LINES_OF_A_STATEMENT = 60
_DEEPEST = 10


@dataclass(slots=True)
class Components:
    """Takes the components out of a page. `root` is the folder of the site, `alias` what names it in paths. In MDX,
    Markdown is read within tags.
    """

    read: Read
    root: str
    alias: str = "@site"
    is_mdx: bool = False
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _parts: dict[str, str] = field(default_factory=dict)

    def without(self, lines: Sequence[NumberedLine], depth: int = 0) -> Iterator[NumberedLine]:
        """Yield the lines without statements, remarks and components."""
        code, index = CodeBlocks(), 0
        while index < len(lines):
            line, index = lines[index], index + 1
            if code.fence(line.text) or code.is_open:
                yield line
            elif _STATEMENT.fullmatch(line.text):
                index = self._statement(lines, index - 1)
            else:
                yield from self._line(line, depth)

    def _statement(self, lines: Sequence[NumberedLine], start: int) -> int:
        """Return where the lines after a statement begin, and keep the names of imported pages."""
        if part := _IMPORT.fullmatch(lines[start].text):
            self._parts[part["name"]] = self._path(part["path"], lines[start].path)
        for index in range(start, min(start + _MOST_LINES_OF_A_STATEMENT, len(lines))):
            following = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
            if _END_OF_STATEMENT.fullmatch(lines[index].text) or not following or _STATEMENT.fullmatch(following):
                return index + 1
        return start + 1

    def _path(self, path: str, page: str) -> str:
        if path.startswith(f"{self.alias}/"):
            return posixpath.normpath(posixpath.join(self.root, path[len(self.alias) + 1 :]))
        return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))

    def _line(self, line: NumberedLine, depth: int) -> Iterator[NumberedLine]:
        text = _HEADING_ID.sub(r"\1 {#\2}", line.text) if "{/*" in line.text else line.text
        text = _REMARK.sub("", text)
        if "={" in text:
            text = _HTML.sub(lambda match: _EXPRESSION.sub(_attribute, match[0]), text)
        if "<" in text:
            text = _ELEMENT.sub(lambda match: _DYNAMIC.sub("", match[0]), text)
            text = _ON_A_LINE.sub(_as_markdown, text) if self.is_mdx else text
        whole = _TAG.fullmatch(text.strip()) if "<" in text else None
        if whole and whole["single"] and whole["name"] in self._parts:
            yield from self._part(whole["name"], line, depth)
        elif whole:
            yield from (line._replace(text=one) for one in ("", self._words(whole, line, is_block=True), ""))
        elif "<" in text:
            yield line._replace(text="".join(self._pieces(text, line)))
        else:
            yield line._replace(text=text)

    def _part(self, name: str, line: NumberedLine, depth: int) -> Iterator[NumberedLine]:
        path = self._parts[name]
        content = self.read(path) if depth < _DEEPEST else None
        if content is None:
            self.diagnostics.append(not_included(path, line))
            return
        split = split_file(content, path)
        yield from self.without(lines_in(content, path)[len(split.block) if split else 0 :], depth + 1)

    def _pieces(self, text: str, line: NumberedLine) -> Iterator[str]:
        """Yield a text with what its components stand for; code is not looked at."""
        position = 0
        for match in re.finditer(rf"{CODE_SPAN.pattern}|{_TAG.pattern}", text):
            yield text[position : match.start()]
            yield match[0] if match[0].startswith("`") else self._words(match, line, is_block=False)
            position = match.end()
        yield text[position:]

    def _words(self, tag: re.Match[str], line: NumberedLine, *, is_block: bool) -> str:
        """Return what stands for a component: its title, or its words; one that holds none is told."""
        attributes: dict[str, str] = {
            key: one or two or three for key, one, two, three in _ATTRIBUTE.findall(tag["attributes"])
        }
        if tag["end"]:
            return ""
        if tag["name"] in {"Badge", "Tag"} and attributes.get("text"):
            return attributes["text"]
        if address := next((attributes[key] for key in ("src", "img", "image") if attributes.get(key)), ""):
            return f"![{attributes.get('alt', '')}](<{address}>)"
        title = next((attributes[key] for key in _TITLES if attributes.get(key)), "")
        target = attributes.get("href") or attributes.get("to") or ""
        if target:
            return f"[{title or target}](<{target}>)" if tag["single"] else ""
        if not title and tag["single"]:
            self._tell(tag["name"], line)
        return f"**{title}**{'' if is_block else ' '}" if title else ""

    def _tell(self, name: str, line: NumberedLine) -> None:
        message = f"<{name}> is a component of the website, which a book cannot run; it is left out"
        hint = "type the words that the website shows there, or put in a picture of it"
        place = (line.path, line.number)
        if name not in _WITHOUT_TRACE:
            self.diagnostics.append(diagnose("foreign-markup", message, *place, hint, cause=f"component {name}"))


def _as_markdown(match: re.Match[str]) -> str:
    return f'<{match[1]}{match[2] or ""} markdown="span">{match[3]}</{match[1]}>'


def _attribute(match: re.Match[str]) -> str:
    """Return an attribute whose value is a text, and nothing for one that is computed."""
    quoted = _QUOTED.match(match["value"])
    return f' {match["name"]}="{quoted[1]}"' if quoted else ""
