"""Pages of MyST -> pages in our Markdown. Code is not run."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.sites.data import Data
from bookbuild.sites.faults import filled_in, not_included
from bookbuild.sites.myst.directives import Directive, end_of_code, read_directive
from bookbuild.sites.myst.included_lines import chosen
from bookbuild.sites.myst.kinds import (
    CALLOUTS,
    CODE,
    GENERATED,
    INSIDE,
    NAMED_CALLOUTS,
    QUOTATIONS,
    TITLED,
    WITHOUT_TRACE,
)
from bookbuild.sites.myst.references import Places, equation_label, with_roles
from bookbuild.sites.myst.single import FILMS, between, code, film, formula, raw, works
from bookbuild.sites.myst.substitutions import substitutions_of
from bookbuild.sites.myst.tables import csv_table, list_table
from bookbuild.sites.numbered_lines import NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.site import Read

_TARGET = re.compile(r"[ \t]*\((?P<id>[^()\n]+)\)=[ \t]*")
_HEADING = re.compile(r"#{1,6}[ \t]+.*[^\s}]")
_SUBSTITUTION = re.compile(r"\{\{\s*(?P<name>[\w-]+)\s*\}\}")
_COMMENT = re.compile(r"%(?:\s.*)?")
_BREAK = re.compile(r"\+\+\+.*|\^\^\^\s*")
_EQUATION_LABEL = re.compile(r"\s*\$\$[ \t]*\((?P<label>[^()\s]+)\)[ \t]*")
_MOST_COLONS = 20
_DEEPEST = 15


def prepared(source: Source, read: Read, places: Places, substitutions: Data) -> Outcome[Source]:
    """Return a page with its directives, roles and targets in our Markdown. `substitutions` are the project's."""
    if not any(sign in source.data for sign in (b"{", b")=", b"](", b"\n%", b"\n+++", b"$$ (")):
        return Outcome(source)
    page = _Page(source.path, read, places, substitutions_of(source.data, substitutions))
    lines = list(page.lines(lines_of(source)))
    return Outcome(source_of(source.path, lines), tuple(page.diagnostics))


_Make = Callable[[Directive, str, int], Iterator[NumberedLine]]


class _Page:
    def __init__(self, path: str, read: Read, places: Places, substitutions: Mapping[str, str]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._path, self._read, self._places, self._substitutions = path, read, places, substitutions
        self._makers: tuple[tuple[Collection[str], _Make], ...] = (
            (CODE, code),
            (("include", "literalinclude"), self._included),
            (CALLOUTS, self._callout),
            (("figure", "image"), self._figure),
            (("table", "list-table"), self._table),
            (("math",), formula),
            (QUOTATIONS, self._quotation),
            (TITLED, self._titled),
            (INSIDE, self._inside),
            (FILMS, film),
            (("csv-table",), self._csv),
            (("raw",), raw),
            (("bibliography",), works),
            (("glossary",), self._glossary),
            (GENERATED, self._generated),
            (WITHOUT_TRACE, lambda _directive, _name, _depth: iter(())),
        )

    def lines(self, lines: Sequence[NumberedLine], depth: int = 0) -> Iterator[NumberedLine]:
        """Yield the lines in our Markdown."""
        index, target = 0, ""
        while index < len(lines):
            directive, after = read_directive(lines, index) if depth < _DEEPEST else (None, index)
            code = end_of_code(lines, index) if directive is None else index
            if directive is not None:
                yield from (directive.line(one) for one in ([f"[]{{#{target}}}", ""] if target else []))
                yield from self._directive(directive, depth)
                index, target = after, ""
            elif code > index:
                yield from lines[index:code]
                index = code
            elif mark := _TARGET.fullmatch(lines[index].text):
                yield from (lines[index]._replace(text=one) for one in ((f"[]{{#{target}}}", "") if target else ("",)))
                target = mark["id"]
                index += 1
            elif (text := self._block_of(lines[index])) and depth < _DEEPEST:
                yield from self.lines([lines[index]._replace(text=one) for one in text.split("\n")], depth + 1)
                index, target = index + 1, ""
            else:
                yield lines[index]._replace(text=self._text(lines[index], target))
                target = target if not lines[index].text.strip() else ""
                index += 1

    def _text(self, line: NumberedLine, target: str) -> str:
        """Return a line of text, with the target that stands above it."""
        if _COMMENT.fullmatch(line.text) or _BREAK.fullmatch(line.text):
            return ""
        if "$$" in line.text and (equation := _EQUATION_LABEL.fullmatch(line.text)):
            return f"$$ {{#{equation_label(equation['label'])}}}"
        written = _SUBSTITUTION.sub(self._substituted, line.text) if self._substitutions else line.text
        text = with_roles(written, self._path, self._places)
        if not target or not text.strip():
            return text
        return f"{text} {{#{target}}}" if _HEADING.fullmatch(text) else f"[]{{#{target}}}{text}"

    def _substituted(self, match: re.Match[str]) -> str:
        return " ".join(self._substitutions.get(match["name"], match[0]).splitlines())

    def _block_of(self, line: NumberedLine) -> str:
        """Return the text of several lines that stands for a name alone on a line, or an empty string."""
        match = _SUBSTITUTION.fullmatch(line.text.strip()) if "{{" in line.text else None
        text = self._substitutions.get(match["name"], "").strip("\n") if match else ""
        return text if "\n" in text else ""

    def _directive(self, directive: Directive, depth: int) -> Iterator[NumberedLine]:
        name = directive.name.rpartition(":")[2]
        make = next((one for names, one in self._makers if name in names), self._unknown)
        yield from make(directive, name, depth)

    def _inside(self, directive: Directive, _name: str, depth: int) -> Iterator[NumberedLine]:
        for line in self.lines(directive.body, depth + 1):
            yield line._replace(text=f"{directive.indent}{line.text}" if line.text else "")

    def _quotation(self, directive: Directive, _name: str, depth: int) -> Iterator[NumberedLine]:
        yield from (line._replace(text=f"> {line.text}") for line in self.lines(directive.body, depth + 1))

    def _titled(self, directive: Directive, name: str, depth: int) -> Iterator[NumberedLine]:
        yield directive.line(f"**{directive.argument}**")
        yield directive.line("")
        yield from self._inside(directive, name, depth)

    def _callout(self, directive: Directive, name: str, depth: int) -> Iterator[NumberedLine]:
        colons = ":" * max(_MOST_COLONS - depth, 3)
        title = _title_of(directive, name)
        if label := directive.options.get("name") or directive.options.get("label"):
            yield from map(directive.line, (f"[]{{#{label}}}", ""))
        if name.startswith("version"):
            title = {"versionadded": "New in", "versionchanged": "Changed in"}[name] + f" {title}"
        classes = directive.options.get("class", "").split() if name == "admonition" else []
        kind = next((CALLOUTS[one] for one in classes if one in CALLOUTS), CALLOUTS[name])
        yield directive.line(f"{colons} {kind} {with_roles(title, self._path, self._places)}".rstrip())
        yield from self._inside(directive, "", depth)
        yield directive.line(colons)

    def _figure(self, directive: Directive, _name: str, _depth: int) -> Iterator[NumberedLine]:
        words = " ".join(line.text.strip() for line in directive.body if line.text.strip())
        caption = with_roles(words, self._path, self._places).replace('"', '\\"')
        get = directive.options.get
        attributes = [f"#{one}" for one in [get("name") or get("label")] if one]
        attributes += [f"width={get('width')}"] if get("width") else []
        title = f' "{caption}"' if caption else ""
        marks = f"{{{' '.join(attributes)}}}" if attributes else ""
        yield directive.line("")
        yield directive.line(f"![{get('alt', words)}](<{directive.argument}>{title}){marks}")
        yield directive.line("")

    def _table(self, directive: Directive, name: str, depth: int) -> Iterator[NumberedLine]:
        rows = list_table(directive) if name == "list-table" else list(self._inside(directive, "", depth))
        yield from self._captioned(directive, rows)

    def _csv(self, directive: Directive, _name: str, _depth: int) -> Iterator[NumberedLine]:
        """Yield a table whose cells are parted by commas, here or in a file."""
        lines, file = list(directive.body), directive.options.get("file", "")
        if file:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(directive.opening.path), file.lstrip("/")))
            content = self._read(path)
            if content is None:
                self.diagnostics.append(not_included(path, directive.opening))
            lines = lines_in((content or b"").rstrip(b"\n"), path) if content else []
        yield from self._captioned(directive, csv_table(directive, lines))

    def _captioned(self, directive: Directive, rows: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
        """Yield the rows of a table with its caption and its name."""
        name = directive.options.get("name") or directive.options.get("label")
        caption = with_roles(directive.argument, self._path, self._places)
        if name and not caption:
            yield from map(directive.line, (f"[]{{#{name}}}",))
        yield directive.line("")
        yield from (line._replace(text=with_roles(line.text, self._path, self._places)) for line in rows)
        if caption:
            yield directive.line("")
            yield directive.line(f"Table: {caption}{f' {{#{name}}}' if name else ''}")
        yield directive.line("")

    def _glossary(self, directive: Directive, _name: str, depth: int) -> Iterator[NumberedLine]:
        """Yield terms, which are not indented, and their definitions in our form."""
        is_first = True
        for line in self.lines(directive.body, depth + 1):
            indented = line.text.startswith(("  ", "\t"))
            if indented and line.text.strip():
                yield line._replace(text=f": {line.text.strip()}" if is_first else f"  {line.text.strip()}")
                is_first = False
            else:
                is_first = True
                yield line

    def _included(self, directive: Directive, name: str, depth: int) -> Iterator[NumberedLine]:
        path = posixpath.normpath(
            posixpath.join(posixpath.dirname(directive.opening.path), directive.argument.lstrip("/"))
        )
        content = self._read(path) if depth < _DEEPEST else None
        if content is None:
            self.diagnostics.append(not_included(path, directive.opening))
        elif name == "literalinclude":
            lines = chosen(list(lines_in(content.removesuffix(b"\n"), path)), directive.options)
            if caption := directive.options.get("caption", ""):
                yield directive.line(f"**{caption}**")
                yield directive.line("")
            yield from between(directive, f"```{directive.options.get('language', '')}", "```", lines)
        else:
            yield from self.lines(chosen(list(lines_in(content, path)), directive.options), depth + 1)

    def _generated(self, directive: Directive, _name: str, _depth: int) -> Iterator[NumberedLine]:
        self.diagnostics.append(filled_in(directive.argument or "a program", directive.opening))
        yield from ()

    def _unknown(self, directive: Directive, _name: str, depth: int) -> Iterator[NumberedLine]:
        message = f"the directive {{{directive.name}}} is not understood; what is in it is kept"
        hint, line = "write it in Markdown: a table, ::: note, ![words](picture.png)", directive.opening
        cause = f"directive {directive.name}"
        self.diagnostics.append(diagnose("foreign-markup", message, line.path, line.number, hint, cause=cause))
        if directive.argument:
            yield directive.line(directive.argument)
            yield directive.line("")
        yield from self._inside(directive, "", depth)


def _title_of(directive: Directive, name: str) -> str:
    """Return the title of a box; the argument of a solution names its exercise."""
    if name == "solution":
        return "Solution"
    return directive.argument or (name.capitalize() if name in NAMED_CALLOUTS else "")
