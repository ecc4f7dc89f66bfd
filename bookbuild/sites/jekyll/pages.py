"""Pages of Jekyll -> pages in our Markdown: tags of Liquid that only name things are resolved. No template is run."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.sites.data import Data
from bookbuild.sites.faults import not_included
from bookbuild.sites.jekyll.blocks import BRANCHES, NAMES, Blocks
from bookbuild.sites.jekyll.galleries import gallery
from bookbuild.sites.jekyll.includes import (
    INCLUDES,
    as_html,
    attributes_of,
    film,
    include_of,
    template_lines,
    with_whole_tags,
)
from bookbuild.sites.jekyll.kramdown import in_our_markdown
from bookbuild.sites.jekyll.liquid import Values
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.site import Read
from bookbuild.sites.texts import split_file

_TAG = re.compile(r"\{%-?\s*(?P<name>\w+)\s*(?P<rest>[^{}]*?)\s*-?%\}")
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}")
_REMARK = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}")
_MARKUP = re.compile(rf"{_TAG.pattern}|\{{\{{-?\s*(?P<value>[^{{}}]*?)\s*-?\}}\}}")
_MORE = re.compile(r"\s*<!--\s*more\s*-->\s*")
_TEXTS = (".md", ".markdown", ".txt")
_LONGEST = 50
"""How much of a tag a message shows, in characters."""
_DEEPEST = 10
_CODE = {"highlight": "", "mermaid": "mermaid"}
"""Blocks of code, and the languages that they are in; that of an empty one is stated."""
_FENCE = re.compile(r"`{3,}")
_SIGNS = (b"$$", b"{%", b"{{", b"{:", b"</", b"<!--", b"\n^", b"\n|", b"|-", b"|=", b"\\\\\n")
_SPAN = re.compile(r"(`+).*?\1")


def prepared(source: Source, read: Read, settings: Data) -> Outcome[Source]:
    """Return a page with links, pictures and values in the place of tags; what is not understood stays as it is."""
    if not any(sign in source.data for sign in _SIGNS):
        return Outcome(source)
    page = _Page(source, read, settings)
    lines = lines_of(source)
    block, text = lines[: page.length_of_block], list(with_whole_tags(lines[page.length_of_block :]))
    text = list(in_our_markdown(list(page.lines(text)), settings))
    return Outcome(source_of(source.path, [*block, *text]), tuple(page.diagnostics))


class _Page:
    def __init__(self, source: Source, read: Read, settings: Data) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._read = read
        split = split_file(source.data, source.path)
        self.length_of_block = len(split.block) if split else 0
        """How many lines the metadata block has, which no tag is read in."""
        self._metadata = _of_post(source.path) | (split.metadata if split else {})
        self._values = Values(read, settings, self._metadata)
        self._blocks = Blocks(self._values)
        self._text_of_page = source.data.decode("utf-8", "replace")
        self._told: set[str] = set()
        self._is_in_html = False

    def lines(self, lines: list[NumberedLine], depth: int = 0) -> Iterator[NumberedLine]:
        """Yield the lines in our Markdown."""
        if depth:
            self._text_of_page += "".join(line.text for line in lines)
        code, is_raw, fence = CodeBlocks(), False, ""
        for index, line in enumerate(lines):
            tag = _TAG.fullmatch(line.text.strip())
            name = tag["name"] if tag else ""
            if fence:
                is_end = name.startswith("end") and name.removeprefix("end") in _CODE
                yield line._replace(text=fence if is_end else line.text)
                fence = "" if is_end else fence
                continue
            if self._blocks.is_shown:
                code.fence(line.text)
            self._is_in_html = bool(line.text.strip()) and (self._is_in_html or line.text.lstrip().startswith("<"))
            if name in ("raw", "endraw"):
                is_raw = name == "raw"
            elif is_raw or (code.is_open and "raw %}" not in line.text):
                typed = _as_typed(line.text, is_code=code.is_open or "`" in line.text)
                yield from [line._replace(text=typed)] if self._blocks.is_shown else []
            elif tag and name in _CODE and self._blocks.is_shown:
                fence = _fence_for(lines[index + 1 :], name)
                yield line._replace(text=f"{fence}{_CODE[name] or tag['rest'].partition(' ')[0]}")
            elif tag and name in ("include", "include_relative") and self._blocks.is_shown:
                yield from self._included(tag, line, depth)
            else:
                yield from self._shown(line, is_code=code.is_open)

    def _included(self, tag: re.Match[str], line: NumberedLine, depth: int) -> list[NumberedLine]:
        """Return the lines of a text that is included, or what a template stands for."""
        file = tag["rest"].partition(" ")[0].strip("\"'")
        if not file.lower().endswith(_TEXTS):
            template = template_lines(file, tag["rest"], self._read) if depth < _DEEPEST else None
            if template is not None:
                with self._values.given(attributes_of(tag["rest"])):
                    return list(self.lines(template, depth + 1))
            if pictures := gallery(file, attributes_of(tag["rest"]), self._metadata):
                return [line._replace(text=text) for text in pictures]
            shown = list(self._shown(line))
            if self._is_in_html:
                return [one._replace(text=as_html(one.text)) for one in shown if one.text.strip()]
            empty = line._replace(text="")
            return [empty, *shown, empty] if any(one.text.startswith("![") for one in shown) else shown
        folder = posixpath.dirname(line.path) if tag["name"] == "include_relative" else INCLUDES
        path = posixpath.normpath(posixpath.join(folder, file))
        content = self._read(path) if depth < _DEEPEST else None
        if content is None:
            self.diagnostics.append(not_included(path, line))
            return [line._replace(text="")]
        with self._values.given(attributes_of(tag["rest"])):
            return list(self.lines(list(with_whole_tags(lines_in(content, path))), depth + 1))

    def _shown(self, line: NumberedLine, *, is_code: bool = False) -> Iterator[NumberedLine]:
        """Yield a line if it is shown, with values in the place of their names."""
        if _MORE.fullmatch(line.text):
            text, is_tag = "", False
        else:
            text = self._text(line, is_code=is_code)
            is_tag = not text.strip() and bool(line.text.strip())
        if self._blocks.is_captured:
            self._blocks.keep(f"{text}\n")
        elif not is_tag and (self._blocks.is_shown or text):
            yield from (line._replace(text=one) for one in text.split("\n"))

    def _text(self, line: NumberedLine, *, is_code: bool) -> str:
        """Return a line without what is not shown of it."""
        text = line.text
        if "{%" not in text and "{{" not in text:
            return text if self._blocks.is_shown else ""
        pieces = _RAW.split(_REMARK.sub("", text))
        shown: list[str] = []
        for index, piece in enumerate(pieces):
            if index % 2:
                is_span = "".join(pieces[:index]).count("`") % 2 == 1
                shown += [_as_typed(piece, is_code=is_code or is_span)] if self._blocks.is_shown else []
            else:
                shown += self._pieces(piece, line)
        return "".join(shown)

    def _pieces(self, text: str, line: NumberedLine) -> Iterator[str]:
        at, code = 0, [span.span() for span in _SPAN.finditer(text)]
        for match in _MARKUP.finditer(text):
            if self._blocks.is_shown:
                yield text[at : match.start()]
            at = match.end()
            is_code = any(start <= match.start() < end for start, end in code)
            if match["name"] and match["name"] in NAMES and self._is_closed(match["name"]):
                if self._blocks.read(match["name"], match["rest"]):
                    self._tell(f"{{% {match['name']} {match['rest']} %}}", line)
            elif self._blocks.is_shown:
                yield self._value(match, line, is_code=is_code) if match["name"] is None else self._tag(match, line)
        if self._blocks.is_shown:
            yield text[at:]

    def _is_closed(self, name: str) -> bool:
        """Return whether a block that a tag opens ends in this page; one without an end is text."""
        end = name.removeprefix("end")
        return name in ("assign", "increment", "decrement") or f"end{end}" in self._text_of_page or name in BRANCHES

    def _value(self, match: re.Match[str], line: NumberedLine, *, is_code: bool) -> str:
        """Return a value; nothing if only the website knows it, which is told; in code the expression itself."""
        value = self._values.of(match["value"])
        if value is None and not is_code:
            self._tell(f"{{{{ {match['value']} }}}}", line)
        if value and "\n" in value and "markdownify" in match["value"]:
            return f"\n\n{value}\n\n"
        return value if value is not None else match[0] if is_code else ""

    def _tag(self, match: re.Match[str], line: NumberedLine) -> str:
        if (known := _tag(match)) is not None:
            return known
        if match["name"] in NAMES:  # of a block without an end
            return match[0]
        if not match["name"].startswith("end"):
            self._tell(f"{{% {match['name']} {match['rest'].partition(' ')[0]}".rstrip() + " %}", line)
        return ""

    def _tell(self, tag: str, line: NumberedLine) -> None:
        """Report once a page what only the website fills in."""
        if tag not in self._told:
            self._told.add(tag)
            shown = tag if len(tag) <= _LONGEST else f"{tag[:_LONGEST]}…"
            message = f"'{shown}' is filled in by the website alone, and left out"
            hint = "write in the text what the website shows there"
            self.diagnostics.append(diagnose("foreign-markup", message, line.path, line.number, hint))


def _of_post(path: str) -> dict[str, str]:
    """Return what the name of a post says of it."""
    match = re.search(r"(?:^|/)(\d{4}-\d{2}-\d{2})-[^/]+$", path)
    return {"date": match[1]} if match else {}


def _fence_for(lines: list[NumberedLine], name: str) -> str:
    """Return the fence for code up to its end tag: longer than any fence in it."""
    longest = 2
    for line in lines:
        if f"end{name}" in line.text:
            break
        longest = max([longest, *(len(run) for run in _FENCE.findall(line.text))])
    return "`" * (longest + 1)


def _as_typed(text: str, *, is_code: bool) -> str:
    """Return a text in which tags are words; in code and in formulas they are anyway."""
    return text if is_code or "$$" in text else text.replace("{{", "\\{{").replace("{%", "\\{%")


def _tag(match: re.Match[str]) -> str | None:
    """Return what a tag within a text stands for, or None."""
    make = _KNOWN.get(match["name"])
    return make(match["rest"].strip()) if make else None


def _titled(words: str) -> str:
    """Return the title of what follows as a paragraph."""
    return f"\n**{words}**\n" if words else ""


def _of_website(address: str, rest: str) -> str:
    return f"<{address}{rest.partition(' ')[0].strip(chr(34))}>"


_KNOWN: Mapping[str, Callable[[str], str | None]] = {
    **dict.fromkeys(("raw", "endraw", "comment", "endcomment", "toc"), lambda _: ""),
    **dict.fromkeys(("include", "include_cached"), include_of),
    "details": _titled, "gist": lambda rest: _of_website("https://gist.github.com/", rest),
    "link": lambda rest: f"/{rest.lstrip('/')}",
    "post_url": lambda rest: f"/_posts/{rest.rpartition('/')[2]}.md",
    "tab": lambda rest: _titled(" ".join(rest.split()[1:])),
    "vimeo": lambda rest: film("vimeo", rest.strip('"')), "youtube": lambda rest: film("youtube", rest.strip('"')),
}  # fmt: skip
"""What tags stand for, by their names: made of what follows the name."""
