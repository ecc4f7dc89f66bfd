"""Pages of mdBook and GitBook -> pages in our Markdown."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import Outcome
from bookbuild.model import Source
from bookbuild.sites.mdbook.gitbook import translated
from bookbuild.sites.mdbook.includes import Includes
from bookbuild.sites.numbered_lines import FENCE, CodeBlocks, NumberedLine, lines_of, source_of
from bookbuild.sites.site import Read

_BOX = re.compile(r"admonish(?:\s+(?P<name>[\w-]+))?(?P<rest>.*)")
_TITLE = re.compile(r"""(?:^|\s)(?:title\s*=\s*)?(["'])(?P<title>.*?)\1""")
_NOTE = re.compile(r"\{\{footnote:\s*(?P<note>[^{}]+?)\s*\}\}")
_HIDDEN = re.compile(r"\s*#(?:\s.*)?")
_LISTING = re.compile(r"\s*<(?P<end>/)?Listing(?P<attributes>(?:\s+[\w-]+=\"[^\"]*\")*)\s*>\s*")
_ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"]*)\"")
_BLOCK = re.compile(r"<div\s+class=[\"'](?P<class>hidden|warning)[\"']\s*>(?P<inside>.*?)(?P<end></div>)?")
_RULE = re.compile(r"r\[(?P<name>[\w.-]+)\]\s*")
_OUTLINE = re.compile(r"\s*\{\{%\s*(?:course|segment|session)\b[^{}]*\}\}\s*")
_LONGEST_BLOCK = 200  # lines
_HEADING = re.compile(r" {0,3}(#{1,6})(\s.*)")
_HIDELINES = re.compile(r"\bhidelines=(?P<prefix>[^,\s]+)")
_SIGNS = (
    b"## ",
    b"$$",
    b"{{",
    b"r[",
    b"<!--sec",
    b"**[",
    b"{{#",
    b"{{footnote",
    b"```",
    b"~~~",
    b"{%",
    b"<Listing",
    b"<div class=",
)


@dataclass(frozen=True, slots=True)
class Ways:
    """What the settings say of pages: what lines of code begin with that are hidden, by language, beside those of Rust;
    words by their names; whether it is a GitBook, and where its pages are.
    """

    hidden: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    is_gitbook: bool = False
    root: str = ""


def prepared(source: Source, read: Read, ways: Ways) -> Outcome[Source]:
    """Return a page with what it includes, without what mdBook hides, and with its boxes as callouts."""
    if not any(sign in source.data for sign in _SIGNS):
        return Outcome(source)
    includes = Includes(read, ways.root)
    lines = list(includes.resolve(_with_title(list(_without_rules(lines_of(source))))))
    lines = list(_translated(_with_listings(_without_blocks(lines)), ways))
    page = source_of(source.path, lines)
    return Outcome(page, tuple(includes.diagnostics))


def _with_title(lines: list[NumberedLine]) -> list[NumberedLine]:
    """Return the lines of a page with its first heading as that of the page (``#``), if the page begins with it and no
    other stands as high.
    """
    code, levels, first = CodeBlocks(), [], None
    for index, line in enumerate(lines):
        heading = None if code.fence(line.text) or code.is_open else _HEADING.fullmatch(line.text)
        if first is None and line.text.strip() and not line.text.startswith("{{#title"):
            if heading is None:
                return lines
            first = index, heading
        if heading:
            levels.append(len(heading[1]))
    if first is None or levels[0] == 1 or min(levels[1:], default=9) <= levels[0]:
        return lines
    at, heading = first
    return [*lines[:at], lines[at]._replace(text=f"#{heading[2]}"), *lines[at + 1 :]]


def _without_rules(lines: Iterable[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield lines with the names of rules (``r[names.case]``) and the outlines of courses as what they are for a book:
    the first are places, the second are its contents.
    """
    code = CodeBlocks()
    for line in lines:
        is_text = not (code.fence(line.text) or code.is_open)
        if is_text and line.text.startswith("r[") and (rule := _RULE.fullmatch(line.text)):
            yield line._replace(text=f'<a id="r-{rule["name"]}"></a>')
            yield line._replace(text="")
        elif is_text and "{{%" in line.text and _OUTLINE.fullmatch(line.text):
            yield line._replace(text="")
        else:
            yield line


def _without_blocks(lines: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield the lines without what mdBook hides (``<div class="hidden">``), and with its warnings as callouts."""
    code, index = CodeBlocks(), 0
    while index < len(lines):
        line, index = lines[index], index + 1
        code.fence(line.text)
        block = None if code.is_open or "<div" not in line.text else _BLOCK.fullmatch(line.text.strip())
        end = index - 1 if block and block["end"] else _end_of(lines, index) if block else None
        if block is None or end is None or (block["class"] == "warning" and block["end"]):
            yield line
            continue
        if block["class"] == "warning":
            yield from (line._replace(text=text) for text in ("::: warning", block["inside"]) if text)
            yield from _without_blocks(lines[index:end])
            yield lines[end]._replace(text=":::")
        index = end + 1


def _end_of(lines: Sequence[NumberedLine], start: int) -> int | None:
    """Return where a ``<div>`` that was opened ends, or None if it does not end within a page of text."""
    depth = 1
    for index in range(start, min(start + _LONGEST_BLOCK, len(lines))):
        text = lines[index].text.strip()
        depth += text.startswith("<div") - (text == "</div>" or (text.startswith("<div") and text.endswith("</div>")))
        if not depth:
            return index
    return None


def _with_listings(lines: Iterable[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield the lines with the names of files above listings (``<Listing>``), and captions below them."""
    code, caption = CodeBlocks(), ""
    for line in lines:
        listing = None if code.fence(line.text) or code.is_open else _LISTING.fullmatch(line.text)
        if listing is None:
            yield line
            continue
        attributes = dict(_ATTRIBUTE.findall(listing["attributes"] or ""))
        words = f"*{caption}*" if listing["end"] and caption else ""
        if not listing["end"]:
            number = attributes.get("number", "")
            caption = ": ".join(filter(None, [f"Listing {number}" if number else "", attributes.get("caption", "")]))
            words = f"**{attributes['file-name']}**" if attributes.get("file-name") else ""
        yield from (line._replace(text=text) for text in ("", words, ""))


def _translated(lines: Iterable[NumberedLine], ways: Ways) -> Iterator[NumberedLine]:
    """Yield the lines with fences in our form; what is in a fence is code, and stays as it is."""
    closing = info = ""
    for line in lines:
        fence = FENCE.fullmatch(line.text)
        if closing and fence and _closes(fence, closing):
            yield line._replace(text=f"{fence['indent']}:::") if info.startswith("admonish") else line
            closing = info = ""
        elif closing and not info.startswith("admonish"):
            yield from _code(line, info, ways.hidden)
        elif not closing and fence:
            closing, info = fence["marks"], fence["info"].strip()
            yield line._replace(text=_opening(fence, info))
        else:
            text = translated(_NOTE.sub(r"^[\g<note>]", line.text), ways.values, is_gitbook=ways.is_gitbook)
            yield line._replace(text=text)
            if text.lstrip().startswith("**") and text != line.text:  # a title is a paragraph of its own
                yield line._replace(text="")


def _closes(fence: re.Match[str], opened: str) -> bool:
    return fence["marks"].startswith(opened) and not fence["item"] and not fence["info"].strip()


def _opening(fence: re.Match[str], info: str) -> str:
    if info.startswith("admonish") and (box := _BOX.fullmatch(info)):
        title = _TITLE.search(box["rest"])
        return f"{fence['indent']}::: {box['name'] or 'note'} {title['title'] if title else ''}".rstrip()
    language = info.partition(",")[0].strip()
    return f"{fence['indent']}{fence['marks']}{language}"


def _code(line: NumberedLine, info: str, hidden: Mapping[str, str]) -> Iterator[NumberedLine]:
    """Yield a line of code, unless it is one that mdBook hides."""
    stated = _HIDELINES.search(info)
    prefix = stated["prefix"] if stated else hidden.get(info.partition(",")[0].strip(), "")
    if prefix:
        yield from [] if line.text.lstrip().startswith(prefix) else [line]
    elif not info.startswith("rust"):
        yield line
    elif not _HIDDEN.fullmatch(line.text):
        yield line._replace(text=re.sub(r"^(\s*)##", r"\1#", line.text))
