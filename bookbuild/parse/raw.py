"""Raw HTML in Markdown, tag by tag: elements that a book may not contain are removed, the others get their line.

Tags are read as the HTML Standard's tokenizer does (section 13.2.5). A tag that is not closed where its piece of raw
HTML ends is dropped, so that it cannot swallow the Markdown after it.
"""

import re
from collections.abc import Iterator
from html import escape, unescape

from bookbuild.parse.breaks import breaks_of_style
from bookbuild.parse.vocabulary import BREAK, ELEMENTS, HEADINGS, HREF, LINE, NOT_READ, PRIVATE, SRC

_VALUE = r"""(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[^\s>"'][^\s>]*)"""
_ATTRIBUTE = rf"(?P<attribute>[^\s/>][^\s/>=]*)(?:\s*=\s*(?P<value>{_VALUE})?)?"
_UNNAMED_ATTRIBUTE = re.sub(r"\?P<\w+>", "?:", _ATTRIBUTE)
_MARKUP = re.compile(
    r"(?P<comment><!--(?:-?>|.*?(?:--!?>|\Z)))"
    r"|(?P<bogus><(?:[!?]|/(?![a-zA-Z]))[^>]*>?)"
    rf"|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<attributes>(?:[\s/]++|{_UNNAMED_ATTRIBUTE})*+)(?P<end>>|\Z)",
    re.DOTALL,
)
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_UNREAD_END = {name: re.compile(rf"</{name}[\s/>]", re.IGNORECASE) for name in NOT_READ}
_RENAMED = {("a", "href"): HREF, ("img", "src"): SRC, ("a", "name"): "id"}
_SIZES = re.compile(r"(?:^|;)\s*(width|height)\s*:([^;]*)", re.IGNORECASE)
_LOCATED = HEADINGS | {"a", "img"}


class RawHtml:
    """Raw HTML of one article, piece by piece. `dropped` collects (line, element) of what was removed."""

    def __init__(self) -> None:
        self.dropped: dict[tuple[int, str], None] = {}

    def filter_tags(self, html: str, line: int) -> str:
        """Return a piece of raw HTML, which begins on `line`, with only the tags that a book may contain."""
        return "".join(self._pieces(html, line))

    def _pieces(self, html: str, line: int) -> Iterator[str]:
        position = 0
        while match := _MARKUP.search(html, position):
            yield html[position : match.start()]
            line += html.count("\n", position, match.start())
            position = match.end()
            if match["name"] and match["end"]:
                yield self._tag(match, line)
                if (name := opened_unread(match[0])) and (end := _UNREAD_END[name].search(html, position)):
                    position = end.start()
                elif name:
                    return
            line += html.count("\n", match.start(), position)
        yield html[position:]

    def _tag(self, match: re.Match[str], line: int) -> str:
        name = match["name"].lower()
        if name not in ELEMENTS:
            if not match["close"]:
                self.dropped[line, name] = None
            return ""
        if match["close"]:
            return f"</{name}>"
        with_source_locations = f' {LINE}="{line}"' if name in _LOCATED else ""
        return f"<{name}{with_source_locations}{''.join(_attributes(name, match['attributes']))}>"


def opened_unread(html: str) -> str:
    """Return the name of the element that a tag opens if its contents are not meant to be read, or an empty string."""
    match = re.match(r"<([a-zA-Z]+)[\s/>]", html)
    return match[1].lower() if match and match[1].lower() in NOT_READ else ""


def closes(html: str, name: str) -> bool:
    """Return whether a tag closes the element of that name."""
    return html[:2] == "</" and html[2:].rstrip("> \t\n").lower() == name


def _attributes(element: str, raw: str) -> Iterator[str]:
    for match in _ATTRIBUTES.finditer(raw):
        name = match["attribute"].lower()
        if name == "style":
            yield from _of_style(element, unescape((match["value"] or "").strip("\"'")))
        elif not name.startswith(PRIVATE):
            value = f"={match['value']}" if match["value"] else ""
            yield f" {_RENAMED.get((element, name), name)}{value}"


def _of_style(element: str, style: str) -> Iterator[str]:
    """Yield what a book takes over of an element's ``style``: page breaks, and the size of a picture."""
    if sides := breaks_of_style(style):
        yield f' {BREAK}="{sides}"'
    if element == "img":
        for name, value in _SIZES.findall(style):
            yield f' {name.lower()}="{escape(value.strip())}"'
