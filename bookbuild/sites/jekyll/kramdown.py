"""What kramdown reads and our Markdown does not: tables of contents, boxes by class, extensions and marks of blocks."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.sites.data import Data, lookup, text_of
from bookbuild.sites.html_blocks import with_whole_blocks
from bookbuild.sites.jekyll.marks import with_formulas, without_marks
from bookbuild.sites.jekyll.tables import with_our_tables
from bookbuild.sites.jekyll.verse import with_verse
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine

_TOC = re.compile(r"\s*\{:\s*\.?toc\b[^{}]*\}\s*|\s*\{:\s*[^{}]*\.no_toc[^{}]*\}\s*", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s+\S.*")
_HEADING = re.compile(r"#{1,6}\s")
_BOX = re.compile(
    r"(?P<quote>(?: {0,3}> ?)*)\{:\s*\.?(?:notice--|prompt-|block-)?(?P<name>[\w-]+?)(?P<titled>-title)?\s*\}\s*"
)
_NO_TEXT = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|#|\||<|`{3}|~{3}|:::|\{:|\[\^?[^\]]+\]:)")
"""Matches the beginning of what is no paragraph and no quotation."""
_CLOSING = re.compile(r"\s*</\w+>\s*$")
_QUOTE = re.compile(r" {0,3}> ?")
_CALLOUTS: Mapping[str, str] = {
    "caution": "warning", "danger": "warning", "highlight": "note", "important": "important", "info": "note",
    "new": "note", "note": "note", "notice": "note", "tip": "tip", "warning": "warning",
}  # fmt: skip
_OPENED = re.compile(r"\{::(?P<name>comment|nomarkdown)(?:\s[^{}]*)?\}\s*")
_CLOSED = re.compile(r"\{:/(?:comment|nomarkdown)?\}\s*")
_OPTIONS = re.compile(r"\{::(?:options|comment|nomarkdown)[^{}]*/\}\s*|\^")


def in_our_markdown(lines: Sequence[NumberedLine], settings: Data) -> Iterator[NumberedLine]:
    """Yield the lines of a page in our Markdown."""
    whole = list(with_whole_blocks(list(_without_extensions(_without_contents(lines)))))
    plain = list(without_marks(list(with_formulas(with_verse(whole)))))
    yield from with_our_tables(list(_with_boxes(plain, Boxes.of(settings))))


@dataclass(frozen=True, slots=True)
class Boxes:
    """The kinds of boxes by the names of their classes, and the titles that they have."""

    kinds: Mapping[str, str]
    titles: Mapping[str, str]

    @classmethod
    def of(cls, settings: Data) -> "Boxes":
        """Return those of a site. A title that is but the name of a kind is none."""
        own = list(_own_boxes(settings))
        titles = {name: text_of(one, "title") for name, one in own}
        return cls(
            {**_CALLOUTS, **{name: _kind(name, one) for name, one in own}},
            {name: title for name, title in titles.items() if title.lower() != _CALLOUTS.get(name)},
        )

    def has(self, box: re.Match[str] | None) -> bool:
        """Return whether a mark is that of a box."""
        return box is not None and box["name"].lower() in self.kinds


def _own_boxes(settings: Data) -> Iterable[tuple[str, Data]]:
    """Return the kinds of boxes that the settings of a site define, as the theme Just the Docs has them."""
    boxes = lookup(settings, "callouts")
    return boxes.items() if isinstance(boxes, dict) else ()


def _kind(name: str, box: Data) -> str:
    colours = {"green": "tip", "red": "warning", "yellow": "warning"}
    return _CALLOUTS.get(name) or colours.get(text_of(box, "color"), "note")


def _without_contents(lines: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield the lines without kramdown's own table of contents, the item that stands for it, and its heading."""
    code = CodeBlocks()
    for index, line in enumerate(lines):
        code.fence(line.text)
        if code.is_open:
            yield line
        elif _is_contents(lines, index) or (_HEADING.match(line.text) and _is_of_contents(lines, index + 1)):
            yield line._replace(text="")
        else:
            yield line


def _is_contents(lines: Sequence[NumberedLine], index: int) -> bool:
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    is_item = _ITEM.fullmatch(lines[index].text) and _TOC.fullmatch(following) and "no_toc" not in following
    return bool(_TOC.fullmatch(lines[index].text) or is_item)


def _is_of_contents(lines: Sequence[NumberedLine], index: int) -> bool:
    """Return whether nothing but a table of contents stands from a line on, up to the next rule or heading."""
    found = False
    while index < len(lines) and not (_HEADING.match(lines[index].text) or lines[index].text.strip() == "---"):
        if "{:toc" in lines[index].text.replace(" ", ""):
            found = True
        elif lines[index].text.strip() and not _is_contents(lines, index):
            return False
        index += 1
    return found


def _without_extensions(lines: Iterable[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield the lines without remarks and options (``{::comment}``)."""
    code, name = CodeBlocks(), ""
    for line in lines:
        code.fence(line.text)
        opened = None if code.is_open or name else _OPENED.fullmatch(line.text)
        if opened:
            name = opened["name"]
        elif name and _CLOSED.fullmatch(line.text):
            name = ""
        elif name != "comment" and (code.is_open or not _OPTIONS.fullmatch(line.text)):
            yield line


def _with_boxes(lines: Sequence[NumberedLine], boxes: Boxes) -> Iterator[NumberedLine]:
    """Yield the lines with kramdown's marks of boxes (``{: .note }``), above or below a quotation or a paragraph, as
    boxes.
    """
    code, index = CodeBlocks(), 0
    while index < len(lines):
        line = lines[index]
        code.fence(line.text)
        above = None if code.is_open else _BOX.fullmatch(line.text)
        end = index if code.is_open or not line.text.strip() else _end(lines, index, above["quote"] if above else "")
        below = _BOX.fullmatch(lines[end - 1].text) if end - index > 1 else None
        if end > index and boxes.has(above) and _is_text(lines, index + 1):
            yield from _boxed(lines[index + 1 : end], above, boxes, line)
        elif (
            end > index
            and boxes.has(below)
            and (not index or not lines[index - 1].text.strip())
            and not _NO_TEXT.match(line.text)
        ):
            yield from _boxed(lines[index : end - 1], below, boxes, line)
        else:
            yield line
            end = index + 1
        index = end


def _end(lines: Sequence[NumberedLine], index: int, quote: str) -> int:
    """Return the place behind a block in a quotation: of the empty line or the closing tag that ends it."""
    depth = quote.count(">")
    ends = (at for at in range(index + 1, len(lines)) if _is_end(_without_quotes(lines[at].text, depth)))
    return next(ends, len(lines))


def _is_end(text: str) -> bool:
    return not text.strip() or _CLOSING.match(text) is not None


def _boxed(
    inside: Sequence[NumberedLine], box: re.Match[str] | None, boxes: Boxes, line: NumberedLine
) -> Iterator[NumberedLine]:
    if box is None:
        return
    name, quote = box["name"].lower(), box["quote"]
    inside = [one._replace(text=_without_quotes(one.text, quote.count(">") + 1)) for one in inside]
    title = boxes.titles.get(name, "")
    if box["titled"] and inside:
        title, inside = inside[0].text, inside[1:]
    yield line._replace(text=f"{quote}::: {boxes.kinds[name]} {title}".rstrip())
    last = line
    for last in _with_boxes(inside, boxes):
        yield last._replace(text=f"{quote}{last.text}")
    yield last._replace(text=f"{quote}:::")


def _without_quotes(text: str, depth: int) -> str:
    """Return a line without so many signs of quotations, as far as it has them."""
    for _ in range(depth):
        text = _QUOTE.sub("", text, count=1)
    return text


def _is_text(lines: Sequence[NumberedLine], index: int) -> bool:
    text = lines[index].text.lstrip("> ") if index < len(lines) else ""
    return bool(text.strip()) and not text.startswith(("#", "|"))
