"""Pages of Quire -> pages in our Markdown: figures and references by their names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.sites.data import lookup
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_of, source_of
from bookbuild.sites.texts import split_file

_TAG = re.compile(
    r"\{%-?\s*(?P<name>[a-z][\w-]*)\s*(?P<rest>[^%]*?)\s*-?%\}|\{\{<\s*(?P<end>/?)\s*q-(?P<old>[\w-]+)\s*(?P<old_rest>[^<>]*?)\s*/?>\}\}"
)
_ARGUMENT = re.compile(r"""(?:\w+\s*=\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"',=]+))""")
_FIGURES = frozenset({"figure", "figuregroup", "figure-group", "figureref", "figure-zoom"})
_WITHOUT_TRACE = frozenset({"class", "endclass", "backmatter", "endbackmatter", "title", "contributors", "q-class"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the data file, or what stands for a film: `address`."""

    name: str
    source: str
    caption: str
    alternative: str
    address: str = ""

    def markdown(self) -> str:
        """Return the figure as a picture with a caption, or as a link to its film."""
        caption = self.caption.replace('"', '\\"')
        if not self.source or self.source.endswith((".mp3", ".mp4", ".html")):
            return " ".join(filter(None, [self.caption, f"<{self.address}>" if self.address else ""]))
        return f'![{self.alternative}](<{self.source}> "{caption}"){{#{self.name}}}'


Figures = Mapping[str, Figure]
References = Mapping[str, tuple[str, str]]


def prepared(source: Source, figures: Figures, references: References) -> Outcome[Source]:
    """Return a page with figures and references in their places."""
    if not any(sign in source.data for sign in (b"{%", b"{{<", b"abstract:")):
        return Outcome(source)
    page = _Page(figures, references)
    lines = list(page.lines(_with_abstract(source)))
    return Outcome(source_of(source.path, lines), tuple(page.diagnostics))


def _with_abstract(source: Source) -> list[NumberedLine]:
    """Return the lines of a page with the abstract of its metadata block before its text."""
    lines, split = lines_of(source), split_file(source.data, source.path)
    abstract = lookup(split.metadata, "abstract") if split else None
    if split is None or not isinstance(abstract, str) or not abstract.strip():
        return lines
    text = len(split.block)
    end = lines[text - 1]
    added = [end._replace(text=line) for line in ("", *abstract.strip().split("\n"), "", "* * *", "")]
    return [*lines[:text], *added, *lines[text:]]


class _Page:
    def __init__(self, figures: Figures, references: References) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._figures, self._references = figures, references

    def lines(self, lines: list[NumberedLine]) -> Iterator[NumberedLine]:
        """Yield the lines in our Markdown."""
        code = CodeBlocks()
        for line in lines:
            if code.fence(line.text) or code.is_open or ("{%" not in line.text and "{{<" not in line.text):
                yield line
                continue
            tag = _TAG.fullmatch(line.text.strip())
            blocks = self._blocks(tag, line) if tag else None
            if blocks is not None:
                yield from (line._replace(text=text) for text in blocks)
            else:
                yield line._replace(text=_TAG.sub(lambda match, line=line: self._inline(match, line), line.text))  # type: ignore[misc]

    def _blocks(self, tag: re.Match[str], line: NumberedLine) -> list[str] | None:
        """Return the lines of a tag that stands alone, or None if it is part of the text."""
        name, arguments = _read(tag)
        if name in _FIGURES and name != "figureref":
            names = (
                arguments[-1] if name in ("figuregroup", "figure-group") and arguments else next(iter(arguments), "")
            )
            return [text for one in names.split(",") for text in ("", self._figure(one.strip(), line), "")]
        if name == "bibliography":
            return [text for _, full in self._references.values() if full for text in (full, "")]
        return [""] if name in _WITHOUT_TRACE else None

    def _figure(self, name: str, line: NumberedLine) -> str:
        if name in self._figures:
            return self._figures[name].markdown()
        message, hint = f"there is no figure {name!r} in the data file of figures", "correct its name, or add it there"
        self.diagnostics.append(diagnose("site-include", message, line.path, line.number, hint))
        return ""

    def _inline(self, match: re.Match[str], line: NumberedLine) -> str:
        name, arguments = _read(match)
        first = arguments[0] if arguments else ""
        if name == "cite":
            short = self._references.get(first, (first, ""))[0]
            stated = next(iter(arguments[2:]), "")
            return stated or ", ".join(filter(None, [short, *arguments[1:2]]))
        if name in ("figureref", "ref") and arguments:
            known = [one.strip() for one in first.split(",") if one.strip() in self._figures]
            words = arguments[-1] if len(arguments) > 1 else ""
            return ", ".join(f"[{words or self._figures[one].caption or one}](#{one})" for one in known) or match[0]
        if name in ("figure", "figure-zoom"):
            return self._figure(first, line)
        if name in ("abbr", "def", "span") and arguments:
            return first
        return "" if name in _WITHOUT_TRACE else match[0]


def _read(tag: re.Match[str]) -> tuple[str, list[str]]:
    """Return the name of a tag and its arguments."""
    rest = tag["rest"] if tag["name"] else tag["old_rest"]
    arguments = [next(filter(None, groups), "") for groups in _ARGUMENT.findall(rest or "")]
    return tag["name"] or tag["old"], arguments
