"""Pages of Quire -> pages in our Markdown: figures and references by their names."""

import posixpath
import re
from collections.abc import Iterator

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.sites.data import Data, list_of, lookup
from bookbuild.sites.faults import not_included
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_of, source_of
from bookbuild.sites.quire.conditions import NAMES, Conditions, decided
from bookbuild.sites.quire.known import Known
from bookbuild.sites.quire.openings import authors_of, figures_of, picture_of, with_label
from bookbuild.sites.quire.tags import FIGURES, TAG, figures_in, named, names_of, read_tag, words_of_group
from bookbuild.sites.quire.values import with_lists
from bookbuild.sites.site import Read
from bookbuild.sites.texts import split_file

_WITHOUT_TRACE = frozenset(
    {"accordion", "backmatter", "class", "endaccordion", "endbackmatter", "endclass", "q-class", "title"}
)
_WRITE = "write in the text what the website shows there"
_SHOWN = "give it a picture (src or poster) in the data file of figures"
_NOTES = re.compile(r"\s*$|\[\^[^\]]+\]:|\s")
"""Matches a line of notes, or an empty one."""
_SIGNS = (b"{%", b"{{", b"abstract:", b"bibliography", b"contributor:", b"label:", b"object:")


def prepared(source: Source, known: Known, read: Read) -> Outcome[Source]:
    """Return a page with figures and references in their places."""
    if not any(sign in source.data for sign in _SIGNS):
        return Outcome(source)
    page = _Page(known, read, figures_in(source.data.decode("utf-8", "replace")))
    lines = list(page.lines(list(with_lists(page.with_opening(source), known.values))))
    end = _end(lines)
    lines[end:end] = [lines[-1]._replace(text=text) for text in page.below()]
    return Outcome(source_of(source.path, lines), tuple(page.diagnostics))


def _end(lines: list[NumberedLine]) -> int:
    """Return the place of what stands below a page: its end, or before a heading that only notes follow."""
    end = len(lines)
    while end and _NOTES.match(lines[end - 1].text):
        end -= 1
    return end - 1 if end and end < len(lines) and lines[end - 1].text.startswith("#") else len(lines)


class _Page:
    def __init__(self, known: Known, read: Read, here: frozenset[str]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._known, self._read, self._here = known, read, here
        self._figures, self._references = known.figures, known.references
        self._cited: set[str] = set()
        self._told: set[str] = set()
        self._conditions = Conditions(known.values.holds)
        self._is_bibliography = self._has_list = False
        self._loops = 0

    def with_opening(self, source: Source) -> list[NumberedLine]:
        """Return the lines of a page with what its metadata block adds before its text."""
        lines, split = lines_of(source), split_file(source.data, source.path)
        if split is None or not split.block:
            return lines
        text, end = len(split.block), lines[len(split.block) - 1]
        added = [end._replace(text=line) for line in self._opening(split.metadata, end)]
        self._is_bibliography = lookup(split.metadata, "layout") == "bibliography"
        return [*with_label(lines[:text], split.metadata, self._known.label_divider), *added, *lines[text:]]

    def below(self) -> Iterator[str]:
        """Yield the lines behind a page: the works that it cites, or all works of the publication."""
        if self._is_bibliography:
            yield from ("", *self._references.listed())
        elif not self._has_list:
            yield from self._references.below_page(self._cited)

    def _opening(self, metadata: Data, line: NumberedLine) -> Iterator[str]:
        """Yield the names of the authors, the objects and the abstract of a page."""
        if authors := authors_of(metadata, list_of(self._known.publication.data, "contributor")):
            yield from ("", f"*{authors}*", "")
        for one in self._known.objects.of_page(metadata):
            names = [name for name in figures_of(one) if name not in self._here]
            yield from (text for name in names for text in ("", *self._figure(name, line)))
            yield from picture_of(one)
            yield from ("", *self._known.objects.table(one))
        abstract = lookup(metadata, "abstract")
        if isinstance(abstract, str) and abstract.strip():
            yield from ("", *abstract.strip().split("\n"), "", "* * *", "")

    def lines(self, lines: list[NumberedLine]) -> Iterator[NumberedLine]:
        """Yield the lines in our Markdown."""
        code = CodeBlocks()
        for line in lines:
            tag = None if code.fence(line.text) or code.is_open else TAG.fullmatch(line.text.strip())
            if self._hides(tag, line):
                continue
            if tag is None and (code.is_open or ("{%" not in line.text and "{{" not in line.text)):
                yield line
                continue
            blocks = self._blocks(tag, line) if tag else None
            if blocks is not None:
                yield from (line._replace(text=text) for text in blocks)
            else:
                text = decided(line.text, self._known.values.holds)
                text = TAG.sub(lambda match, line=line: self._inline(match, line), text)  # type: ignore[misc]
                yield line._replace(text=self._known.values.filled(text))

    def _hides(self, tag: re.Match[str] | None, line: NumberedLine) -> bool:
        """Return whether a line is left out: its condition does not hold, or it is in a loop, which is told."""
        name = tag["name"] if tag else ""
        if tag and name == "for" and not self._loops:
            message = f"{{% for {tag['rest']} %}} is filled in by the website alone, and left out"
            self.diagnostics.append(diagnose("foreign-markup", message, line.path, line.number, _WRITE))
        self._loops += (name == "for") - (name == "endfor" and self._loops > 0)
        if tag and not self._loops and name in NAMES:
            self._conditions.read(name, tag["rest"] or "")
        return not self._conditions.is_shown or self._loops > 0 or name in NAMES or name == "endfor"

    def _blocks(self, tag: re.Match[str], line: NumberedLine) -> list[str] | None:
        """Return the lines of a tag that stands alone, or None if it is part of the text."""
        name, arguments = read_tag(tag)
        if name in FIGURES and name != "figureref":
            names = names_of(tag, name, arguments).split(",")
            shown = [text for one in names for text in ("", *self._figure(one.strip(), line))]
            return [*shown, *words_of_group(name, arguments)]
        if name == "renderFile" and arguments:
            return self._file(arguments[0], line)
        if name == "bibliography":
            self._is_bibliography, self._has_list = False, True
            return list(self._references.listed())
        if name in ("contributors", "copyright"):
            publication, wanted = self._known.publication, named(tag)
            words = publication.people(wanted) if name == "contributors" else publication.copyright()
            return [text for one in words if one for text in (*one.split("\n"), "")]
        if name == "accordion":
            return [*arguments[:1], ""]
        return [""] if name in _WITHOUT_TRACE else None

    def _figure(self, name: str, line: NumberedLine) -> list[str]:
        """Return the lines of a figure, each paragraph with an empty line behind it."""
        figure = self._figures.get(name)
        if figure:
            table = self._known.table(figure, self._read) if figure.is_table else []
            if figure.is_table and not table:
                self.diagnostics.append(not_included(figure.source, line))
            if figure.lost:
                message, hint = f"the figure {name!r} shows its words only, not {figure.lost}", _SHOWN
                self.diagnostics.append(diagnose("site-include", message, line.path, line.number, hint))
            return [*table, "", *(text for one in figure.paragraphs() for text in (one, ""))]
        message, hint = f"there is no figure {name!r} in the data file of figures", "correct its name, or add it there"
        self.diagnostics.append(diagnose("site-include", message, line.path, line.number, hint))
        return []

    def _file(self, name: str, line: NumberedLine) -> list[str]:
        """Return the lines of a file that a page takes in, by its path from the root."""
        content = self._read(posixpath.normpath(name.lstrip("/")))
        if content is None:
            self.diagnostics.append(not_included(name, line))
        return ["", *(content or b"").decode("utf-8-sig", "replace").splitlines(), ""]

    def _inline(self, match: re.Match[str], line: NumberedLine) -> str:
        name, arguments = read_tag(match)
        first = arguments[0] if arguments else ""
        if name in ("figure", "figure-zoom"):
            return " ".join(filter(None, self._figure(first, line)))
        if name == "cite":
            return self._citation(arguments)
        if (reference := self._referring(match, name, arguments)) is not None:
            return reference
        if name == "render" and first == "def" and (values := named(match)):
            name, first = "def", values.get("display") or values.get("term") or match[0]
        if name in ("abbr", "accordion", "def", "span") and arguments:
            return first.lstrip("# ")
        return "" if name in _WITHOUT_TRACE else self._unknown(match, name, line)

    def _citation(self, arguments: list[str]) -> str:
        """Return a citation: the words that it states, or the short form of a work, and its pages."""
        first = arguments[0] if arguments else ""
        work = self._references.works.get(first)
        self._cited.add(first)
        stated = next(iter(arguments[2:]), "")
        return stated or ", ".join(filter(None, [work.short if work else first, *arguments[1:2]]))

    def _referring(self, match: re.Match[str], name: str, arguments: list[str]) -> str | None:
        """Return a reference to figures, or None if it is none."""
        if name in ("figureref", "ref") and arguments:
            known = [one.strip() for one in arguments[0].split(",") if one.strip() in self._figures]
            words = arguments[-1] if len(arguments) > 1 else ""
            return ", ".join(self._reference(one, words) for one in known) or match[0]
        if name == "annoref" and (values := named(match)):
            return values.get("text", "") or self._reference(values.get("fig", ""), "")
        return None

    def _unknown(self, match: re.Match[str], name: str, line: NumberedLine) -> str:
        """Return the words of a tag that the publication defines itself, which are told once a page."""
        if match["end"] or name.startswith("end"):
            return ""
        stated = set(named(match).values())
        arguments = [one for one in read_tag(match)[1] if one not in stated]
        words = [one for one in arguments if " " in one] or (arguments if len(arguments) == 1 else [])
        if name not in self._told:
            self._told.add(name)
            what = "its words are printed as plain text" if words else "it is left out"
            message = f"the tag {name!r} is one of this publication alone; {what}"
            cause = f"tag {name}"
            self.diagnostics.append(diagnose("foreign-markup", message, line.path, line.number, _WRITE, cause=cause))
        return " ".join(words)

    def _reference(self, name: str, words: str) -> str:
        """Return a link to a figure of this page, or the words of one to another page's."""
        figure = self._figures.get(name)
        words = words or (figure.label or figure.caption if figure else "") or name
        return f"[{words}](#{name})" if name in self._here else words
