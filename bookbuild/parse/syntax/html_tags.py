"""Tags of raw HTML: those that are not closed end with their paragraph, and those that are no HTML are text.

An HTML parser lets an element that is not closed take in all that follows; authors mean the paragraph.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookbuild.parse.raw import MARKUP
from bookbuild.parse.syntax.findings import Findings, Kind, findings_of
from bookbuild.parse.syntax.html_names import KNOWN, OPTIONAL_END, VOID
from bookbuild.parse.vocabulary import NOT_READ

_AS_TYPED = Kind(
    "unclosed-html",
    "{} is not closed; it is printed as it was typed, and what follows is text",
    "end it: a comment with -->, a <script> with </script>; or write \\< for a sign that is meant to be seen",
)
_OPEN = Kind(
    "unclosed-html",
    "{} is not closed; it ends with its paragraph",
    "write the end tag, such as </b>, where it ends",
)
_STRAY = Kind(
    "unclosed-html", "{} ends nothing, and was left out", "delete it, or write the tag that it ends before it"
)
_UNENDED = re.compile(r"<!--|<\?|<!\[CDATA\[|<![A-Za-z]|<(?:script|style|pre|textarea)(?=[\s>])", re.IGNORECASE)
_BREAKS = frozenset({"softbreak", "hardbreak"})


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag of raw HTML, its place in that piece of HTML, and its line."""

    name: str
    is_end: bool
    start: int
    end: int
    line: int
    source: str


def html_tags_plugin(md: MarkdownIt) -> None:
    """Close what is not closed, and make text of tags that are none."""
    md.core.ruler.after("inline", "html_tags", _balance)


def _balance(state: StateCore) -> None:
    if "<" in state.src:
        _Balance(state.tokens, findings_of(state.env)).run()


def _tags(html: str, line: int) -> Iterator[_Tag]:
    """Yield the tags of a piece of HTML that need an end tag, and end tags of such."""
    for match in MARKUP.finditer(html):
        name = (match["name"] or "").lower()
        is_whole = match["end"] and not match["attributes"].endswith("/")
        if name and is_whole and name not in VOID and name not in OPTIONAL_END:
            at = line + html.count("\n", 0, match.start())
            yield _Tag(name, bool(match["close"]), match.start(), match.end(), at, match[0])


class _Balance:
    """Balances the tags of one text. `later` counts the end tags that are still to come, by name."""

    def __init__(self, tokens: Sequence[Token], findings: Findings) -> None:
        self._tokens, self._findings = tokens, findings
        self._later = Counter(tag.name for piece in _pieces(tokens) for tag in _tags(piece.content, 1) if tag.is_end)
        self._open: list[str] = []

    def run(self) -> None:
        """Balance all tokens."""
        line = 1
        for token in self._tokens:
            line = token.map[0] + 1 if token.map else line
            if token.type == "html_block":
                token.content = self._block(token.content, line)
            elif token.type == "inline" and token.children:
                token.children = list(self._inline(token.children, line))

    def _block(self, html: str, line: int) -> str:
        opened, removed = self._matched(list(_tags(html, line)))
        for tag in reversed(removed):
            html = html[: tag.start] + html[tag.end :]
        ends = "".join(f"</{tag.name}>" for tag in reversed(opened) if not self._stays_open(tag))
        return html.rstrip("\n") + ends + "\n" if ends else html

    def _stays_open(self, tag: _Tag) -> bool:
        """Return whether a tag of a block is closed in a later one; if not, note it."""
        if self._later[tag.name] > self._open.count(tag.name):
            self._open.append(tag.name)
            return True
        self._findings.add(_OPEN, tag.line, tag.source)
        return False

    def _matched(self, tags: Sequence[_Tag], opened: list[_Tag] | None = None) -> tuple[list[_Tag], list[_Tag]]:
        """Return the tags that are opened and not closed here, and the end tags that close nothing."""
        opened = [] if opened is None else opened
        stray: list[_Tag] = []
        for tag in tags:
            if not tag.is_end:
                opened.append(tag)
                continue
            self._later[tag.name] -= 1
            if at := next((at for at in range(len(opened), 0, -1) if opened[at - 1].name == tag.name), 0):
                del opened[at - 1]
            elif tag.name in self._open:
                self._open.remove(tag.name)
            else:
                stray.append(tag)
                self._findings.add(_STRAY, tag.line, tag.source)
        return opened, stray

    def _inline(self, children: Sequence[Token], line: int) -> Iterator[Token]:
        opened: list[_Tag] = []
        here = Counter(tag.name for child in children for tag in _tags_of(child, line) if tag.is_end)
        for child in children:
            line += child.type in _BREAKS
            if child.type == "text" and (match := _UNENDED.search(child.content)):
                self._findings.add(_AS_TYPED, line, match[0])
            tags = list(_tags_of(child, line))
            if any(self._is_text(tag, here) for tag in tags):
                yield Token("text", "", 0, content=child.content)
            else:
                _, stray = self._matched(tags, opened)
                here.subtract(tag.name for tag in tags if tag.is_end)
                if not stray:
                    yield child
            line += child.content.count("\n") if child.type == "html_inline" else 0
        for tag in reversed(opened):
            self._findings.add(_OPEN, tag.line, tag.source)
            yield Token("html_inline", "", 0, content=f"</{tag.name}>")

    def _is_text(self, tag: _Tag, here: Counter[str]) -> bool:
        """Return whether a tag is an author's words: no element of HTML, and without an end; or one without its end
        that would hide what follows.
        """
        if tag.is_end:
            return False
        if tag.name in NOT_READ and not here[tag.name]:
            self._findings.add(_AS_TYPED, tag.line, tag.source)
            return True
        return tag.name not in KNOWN and not self._later[tag.name]


def _pieces(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "html_block":
            yield token
        for child in token.children or ():
            if child.type == "html_inline":
                yield child


def _tags_of(child: Token, line: int) -> Iterator[_Tag]:
    if child.type == "html_inline":
        yield from _tags(child.content, line)
