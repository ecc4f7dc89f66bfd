"""What only bookdown has: parts and appendices between chapters, facts on the first page, texts by their names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bookbuild.model import Source
from bookbuild.sites.contents import Entry
from bookbuild.sites.data import Data
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_of, source_of
from bookbuild.sites.texts import split_file

_DIVISION = re.compile(r"#[ \t]+\((?P<kind>PART|APPENDIX)\\?\*?\)[ \t]*(?P<words>.*?)[ \t]*(?:\{[^{}]*\})?[ \t]*")
_HEADING = re.compile(r"#[ \t]+\S.*")
_TEXT = re.compile(r"\(ref:(?P<name>[\w:-]+)\)[ \t]+(?P<words>\S.*)")
_NAME = re.compile(r"\(ref:(?P<name>[\w:-]+)\)")
_WORKS = re.compile(
    r"\s*(?:`r\b[^`]*?['\"]\s*)?#+[ \t]+(?P<words>[^\n{'\"]+?)[ \t]*(?:\{[^{}]*\})?\s*(?:['\"]\s*\)?`)?"
    r"\s*(?:<!--.*-->\s*)?"
)
_OF_WORKS = re.compile(r"(?:\A|[-_ \d])(?:references|bibliography)\Z", re.IGNORECASE)
"""Matches the name of the page whose heading alone is above the list of works."""
_EQUATION = re.compile(r"\(\\#(?P<label>eq:[\w:-]+)\)")
_TABLE = re.compile(r"(?P<sign>(?:Table)?:)[ \t]*\(\\#(?P<label>tab:[\w:-]+)\)[ \t]*(?P<words>.*)")
_EQUATION_CALL = re.compile(r"\\@ref\((?P<label>eq:[\w:-]+)\)")


def metadata_of(content: bytes | None, path: str) -> Data:
    """Return the metadata block of the first page, which has the facts of the book."""
    split = split_file(content, path) if content else None
    return split.metadata if split and isinstance(split.metadata, dict) else {}


def divided(texts: Mapping[str, str]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the pages as entries, within their parts, and those of the appendices. `texts` are theirs, in order.

    A page that is nothing but the beginning of a part opens it. What stands behind the first heading of a page begins
    at the next page.
    """
    body: list[tuple[Entry, list[Entry]]] = [(Entry(""), [])]
    appendices: list[Entry] = []
    is_appendix = False
    for path, text in texts.items():
        marks = list(_divisions(text))
        before = [mark for mark in marks if mark[1]]
        has_own = any(not mark for mark in _headings(text))
        for kind, _, words in before:
            is_appendix = is_appendix or kind == "APPENDIX"
            if kind == "PART":
                body.append((Entry(words, "" if has_own else path, is_part=True), []))
        if has_own or not any(kind == "PART" for kind, _, _ in before):
            (appendices if is_appendix else body[-1][1]).append(Entry("", path))
        for kind, is_first, words in marks:
            is_appendix = is_appendix or (kind == "APPENDIX" and not is_first)
            if kind == "PART" and not is_first:
                body.append((Entry(words, is_part=True), []))
    entries = [*body[0][1], *(replace(part, inside=tuple(inside)) for part, inside in body[1:])]
    return tuple(entries), tuple(appendices)


def _headings(text: str) -> Iterator[re.Match[str] | None]:
    """Yield for each heading of the highest level its match as that of a part or of the appendices, or None."""
    code = CodeBlocks()
    for line in text.splitlines():
        if not (code.fence(line) or code.is_open) and _HEADING.fullmatch(line):
            yield _DIVISION.fullmatch(line)


def _divisions(text: str) -> Iterator[tuple[str, bool, str]]:
    """Yield the parts and appendices that begin on a page: the kind, whether no other heading is above, the words."""
    is_first = True
    for division in _headings(text):
        if division:
            yield division["kind"], is_first, division["words"]
        is_first = is_first and division is not None


def prepared_page(source: Source, *, is_first_page: bool) -> Source:
    """Return a page without what says how the book is divided, and with the names of its texts and labels as ours."""
    lines = list(_without_divisions(lines_of(source)))
    works = _WORKS.fullmatch("\n".join(line.text for line in lines)) if _OF_WORKS.search(_stem(source.path)) else None
    if works:
        words = (f"# {works['words']}", "", "[]{#refs}")
        return source_of(source.path, (lines[0]._replace(text=text) for text in words))
    if is_first_page and (split := split_file(source.data, source.path)):
        lines = [line._replace(text="") for line in lines[: len(split.block)]] + lines[len(split.block) :]
    texts = {match["name"]: match["words"] for line in lines if (match := _TEXT.fullmatch(line.text))}
    made = source_of(source.path, (line._replace(text=_labelled(line.text, texts)) for line in lines))
    return made if source.lines else Source(made.path, made.data)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _without_divisions(lines: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield lines without the headings of parts, unless the page has no other."""
    code = CodeBlocks()
    has_own = any(one is None for one in _headings("\n".join(line.text for line in lines)))
    for line in lines:
        is_code = bool(code.fence(line.text)) or code.is_open
        division = None if is_code else _DIVISION.fullmatch(line.text)
        if division is None:
            yield line
        else:
            yield line._replace(text="" if has_own else f"# {division['words']}")


def _labelled(text: str, texts: Mapping[str, str]) -> str:
    if "(ref:" in text:
        if _TEXT.fullmatch(text):
            return ""
        text = _NAME.sub(lambda match: texts.get(match["name"], match[0]), text)
    if "\\#" in text:
        text = _EQUATION.sub(r"\\label{\g<label>}", text)
        text = _TABLE.sub(r"\g<sign> \g<words> {#\g<label>}", text)
    return _EQUATION_CALL.sub(r"-@\g<label>", text) if "\\@ref(eq:" in text else text
