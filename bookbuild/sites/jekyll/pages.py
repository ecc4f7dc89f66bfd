"""Pages of Jekyll -> pages in our Markdown: tags of Liquid that only name things are resolved. No template is run."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.sites.data import Data
from bookbuild.sites.faults import not_included
from bookbuild.sites.jekyll.blocks import BRANCHES, NAMES, Blocks
from bookbuild.sites.jekyll.kramdown import in_our_markdown
from bookbuild.sites.jekyll.liquid import Values
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.site import Read
from bookbuild.sites.texts import split_file

_TAG = re.compile(r"\{%-?\s*(?P<name>\w+)\s*(?P<rest>[^{}]*?)\s*-?%\}")
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}")
_REMARK = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}")
_MARKUP = re.compile(rf"{_TAG.pattern}|\{{\{{-?\s*(?P<value>[^{{}}]*?)\s*-?\}}\}}")
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_MORE = re.compile(r"\s*<!--\s*more\s*-->\s*")
_TEXTS = (".md", ".markdown", ".txt")
_LONGEST = 50
"""How much of a tag a message shows, in characters."""
_DEEPEST = 10
_FENCE = re.compile(r"`{3,}")
_SPAN = re.compile(r"(`+).*?\1")


def prepared(source: Source, read: Read, settings: Data) -> Outcome[Source]:
    """Return a page with links, pictures and values in the place of tags; what is not understood stays as it is."""
    if not any(sign in source.data for sign in (b"{%", b"{{", b"{:", b"<!--", b"\n^")):
        return Outcome(source)
    page = _Page(source, read, settings)
    lines = list(in_our_markdown(list(page.lines(lines_of(source))), settings))
    return Outcome(source_of(source.path, lines), tuple(page.diagnostics))


class _Page:
    def __init__(self, source: Source, read: Read, settings: Data) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._read = read
        split = split_file(source.data, source.path)
        self._values = Values(read, settings, _of_post(source.path) | (split.metadata if split else {}))
        self._blocks = Blocks(self._values)
        self._text_of_page = source.data.decode("utf-8", "replace")
        self._told: set[str] = set()

    def lines(self, lines: list[NumberedLine], depth: int = 0) -> Iterator[NumberedLine]:
        """Yield the lines in our Markdown."""
        code, is_raw, fence = CodeBlocks(), False, ""
        for index, line in enumerate(lines):
            tag = _TAG.fullmatch(line.text.strip())
            name = tag["name"] if tag else ""
            if fence:
                yield line._replace(text=fence if name == "endhighlight" else line.text)
                fence = "" if name == "endhighlight" else fence
                continue
            if self._blocks.is_shown:
                code.fence(line.text)
            if name in ("raw", "endraw"):
                is_raw = name == "raw"
            elif is_raw or (code.is_open and "raw %}" not in line.text):
                typed = _as_typed(line.text, is_code=code.is_open or "`" in line.text)
                yield from [line._replace(text=typed)] if self._blocks.is_shown else []
            elif tag and name == "highlight" and self._blocks.is_shown:
                fence = _fence_for(lines[index + 1 :])
                yield line._replace(text=f"{fence}{tag['rest'].partition(' ')[0]}")
            elif tag and name in ("include", "include_relative") and self._blocks.is_shown:
                yield from self._included(tag, line, depth)
            else:
                yield from self._shown(line)

    def _included(self, tag: re.Match[str], line: NumberedLine, depth: int) -> list[NumberedLine]:
        """Return the lines of a text that is included, or what a template stands for."""
        file = tag["rest"].partition(" ")[0].strip("\"'")
        if not file.lower().endswith(_TEXTS):
            shown = list(self._shown(line))
            empty = line._replace(text="")
            return [empty, *shown, empty] if any(one.text.startswith("![") for one in shown) else shown
        folder = posixpath.dirname(line.path) if tag["name"] == "include_relative" else "_includes"
        path = posixpath.normpath(posixpath.join(folder, file))
        content = self._read(path) if depth < _DEEPEST else None
        if content is None:
            self.diagnostics.append(not_included(path, line))
            return [line._replace(text="")]
        return list(self.lines(lines_in(content, path), depth + 1))

    def _shown(self, line: NumberedLine) -> Iterator[NumberedLine]:
        """Yield a line if it is shown, with values in the place of their names."""
        if _MORE.fullmatch(line.text):
            text, is_tag = "", False
        else:
            text = self._text(line)
            is_tag = not text.strip() and bool(line.text.strip())
        if self._blocks.is_captured:
            self._blocks.keep(f"{text}\n")
        elif not is_tag and (self._blocks.is_shown or text):
            yield from (line._replace(text=one) for one in text.split("\n"))

    def _text(self, line: NumberedLine) -> str:
        """Return a line without what is not shown of it."""
        text = line.text
        if "{%" not in text and "{{" not in text:
            return text if self._blocks.is_shown else ""
        pieces = _RAW.split(_REMARK.sub("", text))
        shown: list[str] = []
        for index, piece in enumerate(pieces):
            if index % 2:
                is_code = "".join(pieces[:index]).count("`") % 2 == 1
                shown += [_as_typed(piece, is_code=is_code)] if self._blocks.is_shown else []
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
        if match["name"] not in ("include", "include_cached", "include_relative"):
            return match[0]
        self._tell(f"{{% include {match['rest'].partition(' ')[0]} %}}", line)
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


def _fence_for(lines: list[NumberedLine]) -> str:
    """Return the fence for code up to its end tag: longer than any fence in it."""
    longest = 2
    for line in lines:
        if "endhighlight" in line.text:
            break
        longest = max([longest, *(len(run) for run in _FENCE.findall(line.text))])
    return "`" * (longest + 1)


def _as_typed(text: str, *, is_code: bool) -> str:
    """Return a text in which tags are words; in code they are anyway."""
    return text if is_code else text.replace("{{", "\\{{").replace("{%", "\\{%")


def _tag(match: re.Match[str]) -> str | None:
    """Return what a tag within a text stands for, or None."""
    name, rest = match["name"], match["rest"]
    if name in ("raw", "endraw", "comment", "endcomment", "toc"):
        return ""
    if name == "link":
        return f"/{rest.strip().lstrip('/')}"
    if name == "post_url":
        return f"/_posts/{rest.strip().rpartition('/')[2]}.md"
    attributes = {key: one or two or three for key, one, two, three in _ATTRIBUTE.findall(rest)}
    if name in ("include", "include_cached"):
        make = _INCLUDES.get(posixpath.basename(rest.partition(" ")[0]).removesuffix(".html"))
        return make(attributes) if make else None
    if name in ("youtube", "vimeo"):
        return f"<{_FILMS[name]}{rest.strip().strip(chr(34))}>"
    return None


def _figure(attributes: Mapping[str, str]) -> str:
    get = attributes.get
    source = get("image_path") or get("src") or get("url") or get("file") or get("path") or ""
    caption = (get("caption") or get("title") or "").replace('"', "'")
    return f"![{get('alt', caption)}](<{source}>" + (f' "{caption}")' if caption else ")")


def _film(attributes: Mapping[str, str]) -> str:
    return f"<{_FILMS.get(attributes.get('provider', 'youtube'), '')}{attributes.get('id', '')}>"


_FILMS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
_INCLUDES: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "figure": _figure, "image": _figure, "img": _figure, "picture": _figure, "responsive-image": _figure,
    "toc": lambda _: "", "video": _film, "youtube": _film, "youtubePlayer": _film,
}  # fmt: skip
