"""Pages of MkDocs -> pages in our Markdown: boxes and tabs, by indentation or between slashes, and included files."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import Diagnostic, Outcome
from bookbuild.model import Source
from bookbuild.model.callouts import CALLOUT_NAMES
from bookbuild.sites.code_titles import with_title
from bookbuild.sites.faults import filled_in
from bookbuild.sites.mkdocs.includes import SIGNS, Includes, Snippets
from bookbuild.sites.mkdocs.references import with_words_alone
from bookbuild.sites.mkdocs.slash_blocks import CAPTIONS, INSIDES, SlashBlock, definitions, read_block, with_caption
from bookbuild.sites.mkdocs.words import Words, with_words, with_words_of
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_of, source_of
from bookbuild.sites.site import Read

_OWN_SIGNS = (b":::", b"!!!", b"???", b"===", b"[TOC]", b"++", b"///", b"```", b"~~~", b":material", b":fontawesome",
              b":octicons", b":simple", b"{ .", b"{: .", b"^^", b"align=", b"#only-", b"#gh-", b"#!", b"\\bibl",
              b"\\full")  # fmt: skip
_BOX = re.compile(r"(?P<indent> *)(?:!!!|\?\?\?\+?) ?(?P<kind>[\w-]+)(?P<more>(?: +[\w-]+)*)(?: +\"(?P<title>.*)\")? *")
_TAB = re.compile(r"(?P<indent> *)===[!+]? +\"(?P<title>.*)\" *")
_GENERATED = re.compile(r"(?P<heading>#{1,6} +)?::: +(?P<name>[\w-]+(?:\.[\w-]+)*) *")
"""A line in whose place a plugin describes a part of a program."""
_MARK = re.compile(r" *(?:\[TOC\]|\{:? *\.annotate *\}|\\(?:full_)?bibliography) *", re.IGNORECASE)
_ANNOTATED = re.compile(r"(?P<mark>\(\d+\))!(?=\s*(?:\*/|-->|$))")
_DEEPEST = 10
_STEP = 4
"""Columns by which the inside of a box is indented."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What the settings say of the Markdown: included files, where else they are looked for, and words."""

    snippets: Snippets = field(default_factory=Snippets)
    folders: tuple[str, ...] = ()
    words: Words = field(default_factory=Words)
    has_references: bool = False
    """Whether a plugin resolves references to parts of programs."""


def prepared(source: Source, read: Read, root: str, ways: Ways) -> Outcome[Source]:
    """Return a page in our Markdown. `root` is the folder of all pages."""
    needs = ways.snippets.appended or ways.words.has_signs or (ways.words.values or ways.words.changes)
    needs = needs or (ways.has_references and b"][" in source.data)
    if not needs and not any(sign in source.data for sign in (*_OWN_SIGNS, *SIGNS)):
        return Outcome(source)
    includes = Includes(read, tuple(dict.fromkeys(("", root, *ways.snippets.folders, *ways.folders))))
    lines = includes.page(lines_of(source), ways.snippets.appended)
    page = _Page(ways.words, includes.diagnostics)
    text = page.translated(lines)
    if ways.has_references:
        text = list(with_words_alone(text, page.diagnostics))
    return Outcome(source_of(source.path, with_words(text, ways.words)), tuple(page.diagnostics))


@dataclass(slots=True)
class _Page:
    words: Words
    diagnostics: list[Diagnostic]

    def translated(self, lines: Sequence[NumberedLine], depth: int = 0) -> list[NumberedLine]:
        """Return the lines in our Markdown; the insides of boxes are translated too."""
        found: list[NumberedLine] = []
        code, index = CodeBlocks(), 0
        while index < len(lines):
            line = lines[index]
            fence = code.fence(line.text)
            if fence or code.is_open or depth >= _DEEPEST:
                index += 1
                found += with_title(line, fence) if fence and code.is_open else [_code(line)]
                continue
            slashed, after = read_block(lines, index)
            if slashed and slashed.kind in CAPTIONS:
                found, index = with_caption(found, slashed), after
            elif slashed:
                found += self._slashed(slashed, depth)
                index = after
            else:
                made, index = self._block(lines, index, depth)
                found += made
        return found

    def _block(self, lines: Sequence[NumberedLine], index: int, depth: int) -> tuple[list[NumberedLine], int]:
        """Return what takes the place of the box indented below a line, or of the line, and the index behind it."""
        line = lines[index]
        generated = _GENERATED.fullmatch(line.text)
        if generated and generated["name"] not in CALLOUT_NAMES:
            self.diagnostics.append(filled_in(generated["name"], line))
            heading = (
                [line._replace(text=f"{generated['heading']}`{generated['name']}`")] if generated["heading"] else []
            )
            return heading, _end_of(lines, index + 1, _STEP)
        box = _BOX.fullmatch(line.text) or _TAB.fullmatch(line.text)
        if box is None:
            return [line._replace(text="") if _MARK.fullmatch(line.text) else line], index + 1
        end = _end_of(lines, index + 1, len(box["indent"]) + _STEP)
        inside = [one._replace(text=_dedented(one.text, box["indent"])) for one in lines[index + 1 : end]]
        kind = box.groupdict().get("kind") or ""
        made = self._boxed(line, box["indent"], kind, box["title"] or "", self.translated(inside, depth + 1))
        return list(made), end

    def _slashed(self, block: SlashBlock, depth: int) -> Iterator[NumberedLine]:
        line, indent = block.opening, block.indent
        if block.kind == "define":
            block = block._replace(inside=list(definitions(block)))
        inside = self.translated(block.inside, depth + 1)
        if block.kind in INSIDES or block.kind == "define":
            yield from (line._replace(text=""), *inside, line._replace(text=""))
        else:
            kind = "" if block.kind == "tab" else block.kind
            yield from self._boxed(line, indent, kind, block.title, inside)

    def _boxed(
        self, line: NumberedLine, indent: str, kind: str, title: str, inside: list[NumberedLine]
    ) -> Iterator[NumberedLine]:
        """Yield a box as a callout, with more colons than those in it, or a tab (without a kind) below its title."""
        title = with_words_of(title, self.words)
        if not kind:
            yield from (line._replace(text=text) for text in ("", f"{indent}**{title}**", ""))
            yield from inside
            return
        colons = ":" * max((3, *(len(one.text.strip()) + 1 for one in inside if set(one.text.strip()) == {":"})))
        yield from (line._replace(text=text) for text in ("", f"{indent}{colons} {kind.lower()} {title}".rstrip()))
        yield from inside
        yield line._replace(text=f"{indent}{colons}")
        yield line._replace(text="")


def _code(line: NumberedLine) -> NumberedLine:
    """Return a line of code with the number of its annotation as a reader sees it."""
    return line._replace(text=_ANNOTATED.sub(r"\g<mark>", line.text)) if ")!" in line.text else line


def _end_of(lines: Sequence[NumberedLine], start: int, indent: int) -> int:
    """Return where the lines that are indented end, without empty ones at their end."""
    end = start
    for at in range(start, len(lines)):
        text = lines[at].text
        if text.strip():
            if len(text) - len(text.lstrip(" ")) < indent:
                break
            end = at + 1
    return end


def _dedented(text: str, indent: str) -> str:
    return indent + text[len(indent) + _STEP :] if text.strip() else ""
