"""Raw HTML in Markdown, tag by tag: elements that a book may not contain are removed, the others get their line.

Tags are read as the HTML Standard's tokenizer does (section 13.2.5). A tag that is not closed where its piece of raw
HTML ends is dropped, so that it cannot swallow the Markdown after it.
"""

import re
from collections.abc import Iterator
from html import escape, unescape

from bookbuild.parse.breaks import breaks_of_style
from bookbuild.parse.embedding import EMBEDDING, FILMS, PARTS_OF_DRAWINGS, is_choice, link_to
from bookbuild.parse.presentational import lost_styles, renamed, style_of
from bookbuild.parse.vocabulary import BREAK, ELEMENTS, HEADINGS, HREF, LINE, NAME, NOT_READ, PRIVATE, SRC, VOID, names

_VALUE = r"""(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[^\s>"'][^\s>]*)"""
_ATTRIBUTE = rf"(?P<attribute>[^\s/>][^\s/>=]*)(?:\s*=\s*(?P<value>{_VALUE})?)?"
_UNNAMED_ATTRIBUTE = re.sub(r"\?P<\w+>", "?:", _ATTRIBUTE)
MARKUP = re.compile(
    r"(?P<comment><!--(?:-?>|.*?(?:--!?>|\Z)))"
    r"|<!\[CDATA\[(?P<characters>.*?)\]\]>"
    r"|(?P<instruction><\?.*?\?>)"
    r"|(?P<bogus><(?:[!?]|/(?![a-zA-Z]))[^>]*>?)"
    rf"|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<attributes>(?:[\s/]++|{_UNNAMED_ATTRIBUTE})*+)(?P<end>>|\Z)",
    re.DOTALL,
)
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_TYPED = "xmp"
"""The element whose contents are text, with all tags in it."""
_UNREAD_END = {name: re.compile(rf"</{name}[\s/>]", re.IGNORECASE) for name in {*NOT_READ, _TYPED}}
_RENAMED = {("a", "href"): HREF, ("img", "src"): SRC, ("a", "name"): NAME}
_BREAKS = re.compile(r"(?:-webkit-)?(?:page-|column-)?break-(?:after|before|inside)")
_OF_PICTURES = frozenset({"width", "height"})
_SIZES = re.compile(r"(?:^|;)\s*(width|height)\s*:([^;]*)", re.IGNORECASE)
_COMMENT_END = re.compile(r"--!?>\Z|\A<!--?>\Z")
_PROGRAM = re.compile(r"<\?\w*")
_NOTHING = ('""', "''")
_LOCATED = HEADINGS | {"a", "img"}


_SETS_APART = names("details dialog fieldset form hgroup legend option search summary")
"""Elements without a place in a book that are blocks to browsers (HTML Standard, 15.3)."""
_STANDS_APART = names("button canvas iframe marquee meter object output progress select textarea video")
"""Elements without a place in a book that browsers draw as boxes in the line."""
_TEXT_ONLY = names("label")
"""Elements without a place in a book of which nothing is lost: their text is all that readers see."""
_BOXES = {"checkbox": "\u2610 ", "radio": "\u25cb "}
"""What stands for a field to tick, by its type; the first is that of a task list."""
_WORDS_IN = names("alt aria-label caption content heading label placeholder summary text title value")
"""Attributes that hold words for readers."""


def markup_in(html: str) -> Iterator[re.Match[str]]:
    """Yield what is markup in a piece of raw HTML. Of a comment that is not closed, only the beginning is."""
    position = 0
    while match := MARKUP.search(html, position):
        yield match
        position = match.start() + len("<!--") if is_unclosed_comment(match) else match.end()


def is_unclosed_comment(match: re.Match[str]) -> bool:
    """Return whether markup is a comment that the end of its piece of HTML cuts off: it is text."""
    return bool(match["comment"]) and match.end() == len(match.string) and not _COMMENT_END.search(match[0])


class RawHtml:
    """Raw HTML of one article, piece by piece.

    `dropped` collects (line, element) of what was removed, with the words that its attributes held; `addresses` what
    films and the like led to, `linked` those that have a link in their place; `styles` the properties that were left
    out, with the line of the first.
    """

    def __init__(self) -> None:
        self.dropped: dict[tuple[int, str], tuple[str, ...]] = {}
        self.addresses: dict[tuple[int, str], str] = {}
        self.linked: set[tuple[int, str]] = set()
        self._film: tuple[int, str] | None = None
        """The last film or sound, which may have its files in elements of their own."""
        self.styles: dict[str, int] = {}
        self._within: frozenset[str] = frozenset()
        """The elements that need no message of their own, since what they are parts of has one."""

    def filter_tags(self, html: str, line: int) -> str:
        """Return a piece of raw HTML, which begins on `line`, with only the tags that a book may contain."""
        return "".join(self._pieces(html, line))

    def _pieces(self, html: str, line: int) -> Iterator[str]:
        position = 0
        while match := MARKUP.search(html, position):
            yield html[position : match.start()]
            line += html.count("\n", position, match.start())
            position = match.end()
            if is_unclosed_comment(match):
                yield from self._pieces(_as_text(match[0]), line)
                return
            if match["name"] and match["end"]:
                yield self._tag(match, line)
                name = match["name"].lower() if not match["close"] else ""
                if name in _UNREAD_END and (end := _UNREAD_END[name].search(html, position)):
                    yield escape(html[position : end.start()]) if name == _TYPED else ""
                    position = end.start()
                elif name in NOT_READ:
                    return
            else:
                yield self._other(match, line)
            line += html.count("\n", match.start(), position)
        yield html[position:]

    def _other(self, match: re.Match[str], line: int) -> str:
        """Return what is kept of markup that is no tag: the words of CDATA. What programs would read is named."""
        if match["characters"] is not None or match["name"]:  # words of CDATA, and a tag that is not closed
            return escape(match["characters"] or match[0])
        if match["instruction"]:
            self.dropped[line, _PROGRAM.match(match[0])[0][1:]] = ()  # type: ignore[index]  # each begins so
        elif match["bogus"] and not match[0].lower().startswith(("<!doctype", "</")):
            self.dropped[line, "!"] = (" ".join(match[0].strip("<!>").split()),)
        return ""

    def _tag(self, match: re.Match[str], line: int) -> str:
        written = match["name"].lower()
        name = renamed(written)
        if name == "input" and (box := _box(match["attributes"])):
            return box
        if name not in ELEMENTS:
            if name == "svg":
                self._within = frozenset() if match["close"] else PARTS_OF_DRAWINGS
            is_told = name in _TEXT_ONLY or name in self._within or is_choice(name, match["attributes"])
            if not (match["close"] or is_told):
                self.dropped[line, name] = tuple(_words(match["attributes"]))
                if name in EMBEDDING:
                    return self._embedded(name, match["attributes"], line)
            return _instead_of(name, match["close"])
        if match["close"]:
            return f"</{name}>"
        located = f' {LINE}="{line}"' if name in _LOCATED else ""
        attributes = "".join(_attributes(name, match["attributes"]))
        end = f"</{name}>" if match["attributes"].endswith("/") and name not in VOID else ""
        return f"<{name}{located}{attributes}{self._style(written, match['attributes'], line)}>{end}"

    def _embedded(self, name: str, raw: str, line: int) -> str:
        """Return a link to what an element shows of the web. Of several files of one film, the first has it."""
        values = dict(_values(raw))
        address = self.addresses.setdefault((line, name), values.get("src") or values.get("data") or "")
        words = values.get("title") or values.get("aria-label") or ""
        is_shown = name == "source" and self._film is not None and self._film in self.linked
        link = "" if is_shown else link_to(address, " ".join(words.split()), line)
        if name in FILMS:
            self._film = (line, name)
        of_film = name == "source" and self._film is not None and bool(link or is_shown)
        if of_film and self._film:
            self.addresses[self._film] = self.addresses[self._film] or address
            self.linked.add(self._film)
            self.dropped.pop((line, name), None)
        elif link:
            self.linked.add((line, name))
        return f"{_instead_of(name, '')}{link}"

    def _style(self, name: str, raw: str, line: int) -> str:
        """Return the `style` attribute of a tag; it comes last, and is the only one."""
        values = dict(_values(raw))
        for lost in lost_styles(values.get("style", "")):
            if not _is_taken_over(name, lost):
                self.styles.setdefault(lost, line)
        if name == "font" and "face" in values:
            self.styles.setdefault("font-family", line)
        style = style_of(name, values)
        return f' style="{escape(style)}"' if style else ""


def _box(raw: str) -> str:
    """Return what stands for a field to tick, or an empty string for another one."""
    values = dict(_values(raw))
    box = _BOXES.get(values.get("type", "").lower(), "")
    return "\u2611 " if box == _BOXES["checkbox"] and "checked" in values else box


def _as_text(comments: str) -> str:
    """Return what begins with a comment that has no end, with such beginnings as text."""
    return comments.replace("<!--", "&lt;!--")


def _instead_of(name: str, close: str) -> str:
    """Return what keeps the words of an element that is left out apart from those around it."""
    if name in _SETS_APART:
        return f"<{close}div>"
    return " " if name in _STANDS_APART else ""


def opened_unread(html: str) -> str:
    """Return the name of the element that a tag opens if its contents are not meant to be read, or an empty string."""
    match = re.match(r"<([a-zA-Z]+)[\s/>]", html)
    return match[1].lower() if match and match[1].lower() in NOT_READ else ""


def closes(html: str, name: str) -> bool:
    """Return whether a tag closes the element of that name."""
    return html[:2] == "</" and html[2:].rstrip("> \t\n").lower() == name


def _values(raw: str) -> Iterator[tuple[str, str]]:
    for match in _ATTRIBUTES.finditer(raw):
        yield match["attribute"].lower(), unescape((match["value"] or "").strip("\"'"))


def _words(raw: str) -> Iterator[str]:
    """Yield the words that attributes hold for readers."""
    for name, value in _values(raw):
        if name in _WORDS_IN and any(map(str.isalpha, value)):
            yield " ".join(value.split())


def _attributes(element: str, raw: str) -> Iterator[str]:
    for match in _ATTRIBUTES.finditer(raw):
        name = match["attribute"].lower()
        if name == "style":
            yield from _of_style(element, unescape((match["value"] or "").strip("\"'")))
        elif not name.startswith(PRIVATE):
            value = f"={match['value']}" if match["value"] else ""
            if element == "img" and name == "alt" and match["value"] in _NOTHING:
                yield ' role="presentation"'  # what HTML says of a picture that is decoration
            yield f" {_RENAMED.get((element, name), name)}{value}"


def _is_taken_over(element: str, style: str) -> bool:
    """Return whether a property of a ``style`` is kept, though not as a style: see `_of_style`."""
    return _BREAKS.fullmatch(style) is not None or (element == "img" and style in _OF_PICTURES)


def _of_style(element: str, style: str) -> Iterator[str]:
    """Yield what a book takes over of an element's ``style``: page breaks, and the size of a picture."""
    if sides := breaks_of_style(style):
        yield f' {BREAK}="{sides}"'
    if element == "img":
        for name, value in _SIZES.findall(style):
            yield f' {name.lower()}="{escape(value.strip())}"'
