"""Pages of mdBook and GitBook -> pages in our Markdown."""

import re
from collections.abc import Iterable, Iterator

from bookbuild.diagnostics import Outcome
from bookbuild.model import Source
from bookbuild.sites.mdbook.gitbook import translated
from bookbuild.sites.mdbook.includes import Includes
from bookbuild.sites.numbered_lines import FENCE, NumberedLine, lines_of, source_of
from bookbuild.sites.site import Read

_BOX = re.compile(r"admonish(?:\s+(?P<name>[\w-]+))?(?P<rest>.*)")
_TITLE = re.compile(r"""(?:^|\s)(?:title\s*=\s*)?(["'])(?P<title>.*?)\1""")
_NOTE = re.compile(r"\{\{footnote:\s*(?P<note>[^{}]+?)\s*\}\}")
_HIDDEN = re.compile(r"\s*#(?:\s.*)?")
_SIGNS = (b"{{#", b"{{footnote", b"```", b"~~~", b"{%")


def prepared(source: Source, read: Read) -> Outcome[Source]:
    """Return a page with what it includes, without what mdBook hides, and with its boxes as callouts."""
    if not any(sign in source.data for sign in _SIGNS):
        return Outcome(source)
    includes = Includes(read)
    lines = _translated(includes.resolve(lines_of(source)))
    page = source_of(source.path, lines)
    return Outcome(page, tuple(includes.diagnostics))


def _translated(lines: Iterable[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield the lines with fences in our form; what is in a fence is code, and stays as it is."""
    closing = info = ""
    for line in lines:
        fence = FENCE.fullmatch(line.text)
        if closing and fence and _closes(fence, closing):
            yield line._replace(text=f"{fence['indent']}:::") if info.startswith("admonish") else line
            closing = info = ""
        elif closing and not info.startswith("admonish"):
            yield from _code(line, info)
        elif not closing and fence:
            closing, info = fence["marks"], fence["info"].strip()
            yield line._replace(text=_opening(fence, info))
        else:
            text = translated(_NOTE.sub(r"^[\g<note>]", line.text))
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


def _code(line: NumberedLine, info: str) -> Iterator[NumberedLine]:
    """Yield a line of code, unless it is Rust that mdBook hides."""
    if not info.startswith("rust"):
        yield line
    elif not _HIDDEN.fullmatch(line.text):
        yield line._replace(text=re.sub(r"^(\s*)##", r"\1#", line.text))
