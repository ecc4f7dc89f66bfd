"""Pages of Hugo -> pages in our Markdown: shortcodes become what they stand for. No template is run."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.sites.data import Data, text_of
from bookbuild.sites.faults import not_included
from bookbuild.sites.folder import is_markdown
from bookbuild.sites.hugo.lines import is_mark, pieces, with_whole_tags
from bookbuild.sites.hugo.shortcodes import FENCE, Shortcode, named, read_shortcode, replacement, with_words
from bookbuild.sites.numbered_lines import CODE_SPAN, CodeBlocks, NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.site import Read
from bookbuild.sites.texts import split_file

_ESCAPED = re.compile(r"(?<=\{\{[<%])/\*|\*/(?=[>%]\}\})")
"""The marks by which a shortcode is shown, and not called."""
_FORMULA = re.compile(r"\{\{[<%]\s*/?(?:katex|math)\b[^{}/]*[>%]\}\}")
_FORMULAS = frozenset({"katex", "math"})
_BUTTON = re.compile(r"(\{\{[<%]\s*button\b[^{}]*[>%]\}\})([^{}]+)\{\{[<%]\s*/\s*button\s*[>%]\}\}")
_INCLUDES = frozenset({"include", "readfile", "include-md", "snippet"})
_CODE_FILES = frozenset({"code_sample", "codenew", "code_file", "literalinclude"})
_IN_TAB = "include"
"""What names the file that a tab shows."""
_DEFINITION = "glossary_definition"
_TERM = "glossary-term"
_PLACES = {
    **dict.fromkeys(_CODE_FILES, ("examples",)),
    **dict.fromkeys(
        (_DEFINITION, _TERM), ("docs/reference/glossary", "reference/glossary", "glossary", "quick-reference/glossary")
    ),
}
"""Folders, below that of all pages, in which themes keep what a shortcode puts in."""
_FILES = _INCLUDES | _CODE_FILES | {_DEFINITION, _TERM}
_TO_GLOSSARY = re.compile(rf"{CODE_SPAN.pattern}|\[(?P<words>[^\[\]]+)\]\(g\)")
"""Matches code, and a link to the explanation of its words."""
_END = re.compile(r"\{\{[<%]\s*/\s*([\w.-]+(?:/[\w.-]+)*)")
_PARAMETER = re.compile(r"\{\{[<%]\s*(?:site)?param\s+(?:name=)?\"?([\w.-]+)\"?\s*[>%]\}\}", re.IGNORECASE)
_REMARK = re.compile(r"\{\{[<%]\s*comment\s*[>%]\}\}.*?\{\{[<%]\s*/\s*comment\s*[>%]\}\}")
_END_OF_REMARK = re.compile(r"\{\{[<%]\s*/\s*comment\s*[>%]\}\}")
_FENCES = re.compile(r"^[ \t]*(`{3,})", re.MULTILINE)
_DEEPEST = 10


class Filled(NamedTuple):
    """What shortcodes are filled in with."""

    parameters: Data = None
    """Values of the site's settings, for ``param``."""
    words: Data = None
    """Words of the theme in the language of the book, for ``heading``."""


def prepared(source: Source, read: Read, root: str, filled: Filled) -> Outcome[Source]:
    """Return a page without shortcodes; those that are not understood are left as they are.

    Args:
        source: the page.
        read: reads other files.
        root: the folder that holds all pages.
        filled: what the settings of the site say.
    """
    if not any(sign in source.data for sign in (b"{{", b"<!--", b"<---", b"](g)")):
        return Outcome(source)
    page = _Page(source, read, root, filled)
    lines = list(page.lines(lines_of(source)))
    return Outcome(source_of(source.path, lines), tuple(page.diagnostics))


class _Page:
    def __init__(self, source: Source, read: Read, root: str, filled: Filled) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._read, self._root, self._filled = read, root, filled
        split = split_file(source.data, source.path) if b"param" in source.data else None
        self._metadata: Data = split.metadata if split else {}
        self._ended = frozenset(name.lower() for name in _END.findall(source.data.decode("utf-8", "replace")))
        """Names of shortcodes that hold what is between two tags."""
        runs = [len(run) for run in _FENCES.findall(source.data.decode("utf-8", "replace"))]
        self._fence = "`" * max([3, *(length + 1 for length in runs)])
        self._is_hidden = False
        self._pane: Mapping[str, str] = {}
        """The attributes of the tabs that are open, and the names that they have for each."""
        self._tab_names: Iterator[str] = iter(())
        self._is_code = False
        """Whether the tab that is open holds code."""

    def lines(self, lines: Iterable[NumberedLine], depth: int = 0) -> Iterator[NumberedLine]:
        """Yield the lines in our Markdown."""
        code, whole = CodeBlocks(), list(with_whole_tags(list(lines)))
        for index, line in enumerate(whole):
            if self._is_hidden:
                self._is_hidden = _END_OF_REMARK.search(line.text) is None
                continue
            fence = code.fence(line.text)
            if not code.is_open and "](g)" in line.text:
                line = line._replace(text=_TO_GLOSSARY.sub(self._term, line.text))  # noqa: PLW2901 - the same line
            if code.is_open or fence or "{{" not in line.text:
                text = _ESCAPED.sub("", _PARAMETER.sub(self._parameter, line.text))
                yield line._replace(text="" if not code.is_open and is_mark(line.text) else text)
            elif self._ended & _FORMULAS and _FORMULA.fullmatch(line.text.strip()):
                has_marks = any("$$" in one.text for one in whole[max(index - 1, 0) : index + 2])
                yield line._replace(text="" if has_marks else "$$")
            else:
                yield from self._line(line, depth)

    def _line(self, line: NumberedLine, depth: int) -> Iterator[NumberedLine]:
        """Yield a line with what its shortcodes stand for; what begins or ends a block gets a line of its own."""
        indent = line.text[: len(line.text) - len(line.text.lstrip())]
        current = ""
        for piece in pieces(_REMARK.sub("", _PARAMETER.sub(self._parameter, _BUTTON.sub(_link, line.text)))):
            shortcode = read_shortcode(piece)
            if shortcode and shortcode.name.lower() in _FILES and not shortcode.is_end:
                yield from self._included(shortcode, line, depth)
                continue
            if shortcode and shortcode.name == "comment":
                self._is_hidden = not shortcode.is_end and _END_OF_REMARK.search(line.text) is None
                continue
            is_alone = line.text.strip() == piece
            text, is_block = self._shown(shortcode, line, is_alone=is_alone) if shortcode else (piece, False)
            if (
                is_alone and text and (text.startswith("![") or (shortcode and shortcode.name == "card"))
            ):  # a figure is a paragraph of its own
                yield from (line._replace(text=one) for one in ("", f"{indent}{text}", ""))
                continue
            if not is_block:
                current += text
                continue
            if current.strip():
                yield line._replace(text=current)
            yield from (line._replace(text=one) for one in self._block(shortcode, text, indent))
            if shortcode and shortcode.attributes.get(_IN_TAB):
                yield from self._included(shortcode, line, depth)
            current = indent if current.strip() or indent else ""
        if current.strip() or not line.text.strip():
            yield line._replace(text=_ESCAPED.sub("", current))

    def _block(self, shortcode: Shortcode | None, text: str, indent: str) -> Iterator[str]:
        """Yield the lines of what begins or ends a block."""
        if self._is_code and shortcode and shortcode.is_end:
            yield f"{indent}{self._fence}"
            self._is_code = False
        yield f"{indent}{text}" if text else ""
        if text.startswith("**"):  # a title is a paragraph of its own
            yield ""
        if shortcode and shortcode.name in ("tabpane", "tabs"):
            get = shortcode.attributes.get
            self._pane = {} if shortcode.is_end else shortcode.attributes
            self._tab_names = iter(get("items", "").split(","))
        if shortcode and (language := self._language(shortcode)):
            yield f"{indent}{self._fence}{language}"
            self._is_code = True

    def _language(self, shortcode: Shortcode) -> str:
        """Return the language of the code that a tab holds, or an empty string if it holds text."""
        get = shortcode.attributes.get
        begins = shortcode.name == "tab" and not (shortcode.is_end or shortcode.is_single)
        is_code = begins and self._pane.get("text") != "true"
        return get("codelang", "") or ((get("lang") or self._pane.get("lang", "")) if is_code else "")

    def _shown(self, shortcode: Shortcode, line: NumberedLine, *, is_alone: bool) -> tuple[str, bool]:
        """Return what stands for a shortcode, and whether it has a line of its own. Of one that is not known, what is
        between its tags is kept.
        """
        if shortcode.name in _FORMULAS - self._ended:
            return "", is_alone
        if shortcode.name == "tab" and not (shortcode.is_end or shortcode.places or shortcode.attributes):
            return f"**{name}**" if (name := next(self._tab_names, "").strip()) else "", True
        own = self._own_words(shortcode)
        known = (own, False) if own else replacement(shortcode)
        if known is not None:
            text = known[0]
            return (self._fence + text.removeprefix(FENCE) if text.startswith(FENCE) else text), known[1]
        is_pair = shortcode.name.lower() in self._ended and not shortcode.is_single
        if not shortcode.is_end:
            what = "only what is between its tags is kept" if is_pair else "it is left out"
            message = f"the shortcode {shortcode.name!r} is filled in by the website alone: {what}"
            hint, cause = "write in the text what the website shows there", f"shortcode {shortcode.name}"
            self.diagnostics.append(diagnose("foreign-markup", message, line.path, line.number, hint, cause=cause))
        return (named(shortcode) if is_pair else ""), is_alone

    def _own_words(self, shortcode: Shortcode) -> str:
        """Return what the site itself says for a shortcode: a heading of its theme, the title of a term."""
        if shortcode.name == "heading":
            return text_of(self._filled.words, f"{shortcode.place(0)}_heading.other", f"{shortcode.place(0)}_heading")
        if shortcode.name != "glossary_tooltip" or shortcode.attributes.get("text"):
            return ""
        pages = (f"{self._root}/{place}/{shortcode.first('term_id')}.md" for place in _PLACES[_TERM])
        found = next(((content, path) for path in pages if (content := self._read(path)) is not None), None)
        split = split_file(*found) if found else None
        return text_of(split.metadata, "title") if split else ""

    def _term(self, match: re.Match[str]) -> str:
        """Return a link to a term of the glossary; its words alone if the book has no page of it."""
        if match["words"] is None:
            return match[0]
        slug = match["words"].strip("`*_ ").lower().replace(" ", "-")
        for place in _PLACES[_TERM]:
            for name in (slug, slug.removesuffix("s")):
                if self._read(f"{self._root}/{place}/{name}.md") is not None:
                    return f"[{match['words']}](/{place}/{name}/)"
        return match["words"]

    def _parameter(self, match: re.Match[str]) -> str:
        """Return the value of the page or of the settings that a shortcode names, or the shortcode."""
        own = text_of(self._metadata, f"params.{match[1]}", match[1])
        return own or text_of(self._filled.parameters, match[1]) or match[0]

    def _included(self, shortcode: Shortcode, line: NumberedLine, depth: int) -> Iterator[NumberedLine]:
        name, kind = shortcode.first("file", "path", "term_id", _IN_TAB).lstrip("/"), shortcode.name.lower()
        name = f"{name.lower().replace(' ', '-')}.md" if kind in (_DEFINITION, _TERM) else name
        found = self._found(name, line, _PLACES.get(kind, ("includes",)), depth)
        if found is None:
            self.diagnostics.append(not_included(name, line))
            return
        path, content = found
        included = lines_in(content, path)
        is_code = kind in _CODE_FILES or (kind == "tab" and not is_markdown(path))
        if not is_code:
            split = split_file(content, path)
            included = included[len(split.block) if split else 0 :]
        if is_code:
            language = shortcode.attributes.get("language") or path.rpartition(".")[2]
            yield from (line._replace(text=f"{self._fence}{language}"), *included, line._replace(text=self._fence))
        else:
            code = shortcode.attributes.get("code", "") == "true"
            yield from included if code else self.lines(included, depth + 1)

    def _found(self, name: str, line: NumberedLine, places: tuple[str, ...], depth: int) -> tuple[str, bytes] | None:
        """Return the path and the content of a file: beside the page, in the folder of all pages, or in one there."""
        folders = [posixpath.dirname(line.path), self._root, "", *(f"{self._root}/{place}" for place in places)]
        names = (name,) if "." in posixpath.basename(name) else (name, f"{name}.md")
        for path in (posixpath.normpath(posixpath.join(folder, one)) for folder in folders for one in names):
            content = self._read(path) if depth < _DEEPEST else None
            if content is not None:
                return path, content
        return None


def _link(match: re.Match[str]) -> str:
    """Return a button with its words as a link."""
    shortcode = read_shortcode(match[1])
    return with_words(shortcode, match[2]) if shortcode else match[0]
