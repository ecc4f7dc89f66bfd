"""What pages of MDX import and write as code, before their components are looked at: files of code, pictures, boxes."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bookbuild.sites.numbered_lines import FENCE, CodeBlocks, NumberedLine, lines_in
from bookbuild.sites.site import Read

_IMPORT = re.compile(
    r"import\s+(?P<name>\w+)\s+from\s+[\"'](?:!!)?(?:raw-loader!)?(?P<path>[^\"'!?]+)(?:\?raw)?[\"'];?\s*"
)
_CODE_BLOCK = re.compile(
    r"\s*<CodeBlock\b(?P<attributes>[^<>]*)>\s*\{\s*(?:(?P<name>\w+)|`(?P<text>[^`]*)`)\s*\}\s*</CodeBlock>\s*"
)
_LANGUAGE = re.compile(r"\b(?:language=|className=)[\"'](?:language-)?(?P<language>[\w+-]+)")
_TITLE = re.compile(r"\btitle=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')")
_SOURCE = re.compile(r"\bsrc=\{\s*(?P<name>\w+)(?:\.(?:src|default))?\s*\}")
_BOX = re.compile(r"(?P<indent>\s*)<(?P<end>/?)Admonition\b(?P<attributes>(?:[^<>{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)>\s*")
_KIND = re.compile(r"\btype=[\"'](?P<kind>[\w-]+)[\"']")
_NAMED_BOX = re.compile(r"(?P<start>\s*:{3,}\s*[\w-]+)(?:\[(?P<words>.*)\])?\{(?P<attributes>[^{}]*)\}\s*")
_LITERAL = re.compile(r"(?<![=$])\{\s*(?:'(?P<single>[^'{}]*)'|\"(?P<double>[^\"{}]*)\"|`(?P<ticks>[^`{}$]*)`)\s*\}")
_LITERAL_OR_CODE = re.compile(rf"(?<!\{{)(?P<code>(`+)(?!`).+?(?<!`)\2(?!`))|{_LITERAL.pattern}")
"""Code in backticks stays; that in braces is a text."""
_HIGHLIGHTING = re.compile(r"\s*(?://|#|--|%|/\*|<!--|\{/\*)\s*highlight-(?:next-line|start|end)\s*(?:\*/\}?|-->)?\s*")
_WRITTEN_AS_CODE = "mdx-code-block"
_LONGEST_BLOCK = 6  # lines


@dataclass(slots=True)
class Mdx:
    """Reads what pages import. `root` is the folder of the site, which `alias` names in paths."""

    read: Read
    root: str
    alias: str = "@site"
    _imported: dict[str, str] = field(default_factory=dict)

    def translated(self, lines: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
        """Yield the lines of a page with files of code, pictures and boxes in our form."""
        lines = list(_unwrapped(lines))
        code, index = CodeBlocks(), 0
        while index < len(lines):
            line, index = lines[index], index + 1
            if code.fence(line.text) or code.is_open:
                yield from [] if _HIGHLIGHTING.fullmatch(line.text) else [line]
                continue
            if statement := _IMPORT.fullmatch(line.text):
                self._imported[statement["name"]] = statement["path"]
            block, count = self._code_block(lines, index - 1) if "<CodeBlock" in line.text else (None, 0)
            if block is not None:
                yield from block
                index += count - 1
            else:
                yield line._replace(text=self._text(line.text))

    def _code_block(self, lines: Sequence[NumberedLine], start: int) -> tuple[list[NumberedLine] | None, int]:
        """Return a file of code, or a text, that a component shows, as code, and how many lines the component has."""
        for count in range(1, _LONGEST_BLOCK + 1):
            text = "\n".join(line.text for line in lines[start : start + count])
            if (match := _CODE_BLOCK.fullmatch(text)) is None:
                continue
            inside = self._contents(match, lines[start])
            language, title = _LANGUAGE.search(match["attributes"]), _title(match["attributes"])
            name = f' title="{title}"' if title else ""
            opening = f"````{language['language'] if language else ''}{name}"
            return [lines[start]._replace(text=opening), *inside, lines[start]._replace(text="````")], count
        return None, 0

    def _contents(self, match: re.Match[str], line: NumberedLine) -> list[NumberedLine]:
        if match["text"] is not None:
            return [line._replace(text=one) for one in match["text"].strip("\n").split("\n")]
        written = self._imported.get(match["name"], "")
        if written.startswith(f"{self.alias}/"):
            path = posixpath.join(self.root, written[len(self.alias) + 1 :])
        else:
            path = posixpath.join(posixpath.dirname(line.path), written)
        places = (path, *(f"{path}.{suffix}" for suffix in ("js", "jsx", "ts", "tsx")))
        found = (self.read(posixpath.normpath(one)) for one in places if written)
        content = next((one for one in found if one is not None), None)
        return lines_in(content.rstrip(b"\n"), posixpath.normpath(path)) if content is not None else []

    def _text(self, text: str) -> str:
        if box := _BOX.fullmatch(text):
            kind, title = _KIND.search(box["attributes"]), _title(box["attributes"])
            words = "" if box["end"] else f"{kind['kind'] if kind else 'note'} {title}"
            return f"{box['indent']}:::{words}".rstrip()
        if (named := _NAMED_BOX.fullmatch(text)) and ("=" in named["attributes"] or named["words"] is None):
            return f"{named['start']} {named['words'] or _title(named['attributes'])}".rstrip()
        if "src={" in text:
            text = _SOURCE.sub(self._source, text)
        if "pathname://" in text:
            text = text.replace("pathname://", "")
        return _LITERAL_OR_CODE.sub(lambda match: match["code"] or _literal(match), text) if "{" in text else text

    def _source(self, match: re.Match[str]) -> str:
        path = self._imported.get(match["name"])
        return f'src="{path}"' if path else match[0]


def _literal(match: re.Match[str]) -> str:
    return next((one for one in (match["single"], match["double"], match["ticks"]) if one is not None), "")


def _title(attributes: str) -> str:
    match = _TITLE.search(attributes)
    return (match["double"] or match["single"] or "") if match else ""


def _unwrapped(lines: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield lines without the fences of code that is none, but a part of the page."""
    marks, wrapped = "", False
    for line in lines:
        fence = FENCE.fullmatch(line.text)
        if not marks and fence:
            marks, wrapped = fence["marks"], fence["info"].strip() == _WRITTEN_AS_CODE
            yield from [] if wrapped else [line]
        elif marks and fence and fence["marks"].startswith(marks) and not fence["info"].strip():
            marks = ""
            yield from [line._replace(text="")] if wrapped else [line]
        else:
            yield line
