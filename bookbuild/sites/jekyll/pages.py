"""Pages of Jekyll -> pages in our Markdown: tags of Liquid that only name things are resolved. No template is run."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping

from bookbuild.diagnostics import Diagnostic, Outcome
from bookbuild.model import Source
from bookbuild.sites.data import Data, DataError, read_data, text_of
from bookbuild.sites.faults import not_included
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.site import Read
from bookbuild.sites.texts import split_file

_TAG = re.compile(r"\{%-?\s*(?P<name>\w+)\s*(?P<rest>[^{}]*?)\s*-?%\}")
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}")
_REMARK = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}")
_OUTPUT = re.compile(r"\{\{-?\s*(?P<value>[^{}]*?)\s*-?\}\}")
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_TOC = re.compile(r"\s*\{:\s*\.?toc\b[^{}]*\}\s*|\s*\{:\s*[^{}]*\.no_toc[^{}]*\}\s*", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s+\S.*")
_MORE = re.compile(r"\s*<!--\s*more\s*-->\s*")
_TEXTS = (".md", ".markdown", ".txt")
_NAME = re.compile(r"[\w-]+")
_DEEPEST = 10
_CALLOUTS = {"important": "important", "note": "note", "tip": "tip", "warning": "warning", "caution": "warning",
             "danger": "warning", "info": "note", "highlight": "note", "new": "note"}  # fmt: skip
_BOX = re.compile(r"\{:\s*(?:\.notice--)?\.?(?P<name>[\w]+?)(?P<titled>-title)?\s*\}\s*")


def prepared(source: Source, read: Read, settings: Data) -> Outcome[Source]:
    """Return a page with links and pictures in the place of tags; what is not understood stays as it is."""
    if not any(sign in source.data for sign in (b"{%", b"{{", b"{:", b"<!--")):
        return Outcome(source)
    page = _Page(source, read, settings)
    lines = list(_with_boxes(list(_without_contents(list(page.lines(lines_of(source)))))))
    return Outcome(source_of(source.path, lines), tuple(page.diagnostics))


class _Page:
    def __init__(self, source: Source, read: Read, settings: Data) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._path, self._read, self._settings = source.path, read, settings
        split = split_file(source.data, source.path) if b"page." in source.data else None
        self._metadata: Data = split.metadata if split else {}
        self._data: dict[str, Data] = {}
        self._skipped = ""
        """The end tag up to which everything is left out."""

    def lines(self, lines: list[NumberedLine], depth: int = 0) -> Iterator[NumberedLine]:
        """Yield the lines in our Markdown."""
        code, is_raw = CodeBlocks(), False
        for line in lines:
            code.fence(line.text)
            tag = _TAG.fullmatch(line.text.strip())
            if tag and tag["name"] in ("raw", "endraw"):
                is_raw = tag["name"] == "raw"
            elif is_raw or (code.is_open and "raw %}" not in line.text):
                yield line._replace(text=_as_typed(line.text, is_code=code.is_open or "`" in line.text))
            elif tag:
                yield from self._block(tag, line, depth)
            elif not self._skipped:
                yield line._replace(text="" if _MORE.fullmatch(line.text) else self._text(line))

    def _block(self, tag: re.Match[str], line: NumberedLine, depth: int) -> Iterator[NumberedLine]:
        """Yield what a tag on a line of its own stands for."""
        name, rest = tag["name"], tag["rest"]
        if self._skipped:
            self._skipped = "" if name == self._skipped else self._skipped
        elif name == "comment":
            self._skipped = "endcomment"
        elif name == "highlight":
            yield line._replace(text=f"```{rest.partition(' ')[0]}")
        elif name == "endhighlight":
            yield line._replace(text="```")
        elif name in ("include", "include_relative") and (included := self._included(name, rest, line, depth)):
            yield from included
        elif name not in ("assign", "capture", "endcapture", "toc"):
            yield line._replace(text=self._text(line))

    def _included(self, name: str, rest: str, line: NumberedLine, depth: int) -> list[NumberedLine]:
        """Return the lines of a text that is included, or none if it is no text."""
        file = rest.partition(" ")[0].strip("\"'")
        if not file.lower().endswith(_TEXTS):
            return []
        folder = posixpath.dirname(line.path) if name == "include_relative" else "_includes"
        path = posixpath.normpath(posixpath.join(folder, file))
        content = self._read(path) if depth < _DEEPEST else None
        if content is None:
            self.diagnostics.append(not_included(path, line))
            return [line._replace(text="")]
        return list(self.lines(lines_in(content, path), depth + 1))

    def _text(self, line: NumberedLine) -> str:
        if "{%" not in line.text and "{{" not in line.text:
            return line.text
        pieces = _RAW.split(_REMARK.sub("", line.text))
        for index in range(0, len(pieces), 2):
            pieces[index] = _OUTPUT.sub(self._output, _TAG.sub(_tag, pieces[index]))
        for index in range(1, len(pieces), 2):
            pieces[index] = _as_typed(pieces[index], is_code="".join(pieces[:index]).count("`") % 2 == 1)
        return "".join(pieces)

    def _output(self, match: re.Match[str]) -> str:
        """Return the value of an expression that names one, or the expression itself."""
        value, _, filters = match["value"].partition("|")
        value = value.strip()
        if value.startswith(("'", '"')):
            return value.strip("\"'") if not filters or "_url" in filters else match[0]
        if value in ("site.baseurl", "site.url", "base_path", "site.github.url", "include.path"):
            return ""
        if value.startswith("site.") and (known := text_of(self._settings, value.removeprefix("site."))):
            return known
        if not filters and (found := self._datum(value)):
            return found
        return match[0]

    def _datum(self, name: str) -> str:
        """Return the value of a data file (``site.data.ruby.version``) or of the page's own metadata, or nothing."""
        if name.startswith("page."):
            return text_of(self._metadata, name.removeprefix("page."))
        file, _, key = name.removeprefix("site.data.").partition(".")
        if not name.startswith("site.data.") or not _NAME.fullmatch(file):
            return ""
        if file not in self._data:
            self._data[file] = _read_data(self._read, file)
        return text_of(self._data[file], key)


def _as_typed(text: str, *, is_code: bool) -> str:
    """Return a text in which tags are words; in code they are anyway."""
    return text if is_code else text.replace("{{", "\\{{").replace("{%", "\\{%")


def _read_data(read: Read, name: str) -> Data:
    """Return the values of a data file; an empty mapping if there is none, or if it cannot be read."""
    paths = (f"_data/{name}.{suffix}" for suffix in ("yml", "yaml", "json"))
    path, content = next(((path, content) for path in paths if (content := read(path)) is not None), ("", b""))
    try:
        return read_data(content, path) if path else {}
    except DataError:
        return {}


def _tag(match: re.Match[str]) -> str:
    """Return what a tag within a text stands for, or the tag itself."""
    name, rest = match["name"], match["rest"]
    if name in ("raw", "endraw", "comment", "endcomment"):
        return ""
    if name == "link":
        return f"/{rest.strip().lstrip('/')}"
    if name == "post_url":
        return f"/_posts/{rest.strip().rpartition('/')[2]}.md"
    attributes = {key: one or two or three for key, one, two, three in _ATTRIBUTE.findall(rest)}
    if name == "include":
        make = _INCLUDES.get(rest.partition(" ")[0].removesuffix(".html"))
        return make(attributes) if make else match[0]
    if name in ("youtube", "vimeo"):
        return f"<{_FILMS[name]}{rest.strip().strip(chr(34))}>"
    return match[0]


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


def _without_contents(lines: list[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield the lines without kramdown's own table of contents, and the item that stands for it."""
    for index, line in enumerate(lines):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        is_contents = _TOC.fullmatch(line.text) or (_ITEM.fullmatch(line.text) and _TOC.fullmatch(following))
        yield line._replace(text="") if is_contents and "no_toc" not in following else line


def _with_boxes(lines: list[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield the lines with kramdown's marks of boxes (``{: .note }``), above or below a quotation or a paragraph, as
    callouts.
    """
    index = 0
    while index < len(lines):
        box = _BOX.fullmatch(lines[index].text)
        kind = _CALLOUTS.get(box["name"].lower()) if box else None
        if box is None or kind is None or not _is_text(lines, index + 1):
            yield lines[index]
            index += 1
            continue
        end = next((at for at in range(index + 1, len(lines)) if not lines[at].text.strip()), len(lines))
        inside = [line._replace(text=re.sub(r"^ {0,3}> ?", "", line.text)) for line in lines[index + 1 : end]]
        title = inside.pop(0).text if box["titled"] and inside else ""
        yield lines[index]._replace(text=f"::: {kind} {title}".rstrip())
        yield from inside
        yield lines[end - 1]._replace(text=":::")
        index = end


def _is_text(lines: list[NumberedLine], index: int) -> bool:
    return (
        index < len(lines) and bool(lines[index].text.strip()) and not lines[index].text.lstrip().startswith(("#", "|"))
    )
