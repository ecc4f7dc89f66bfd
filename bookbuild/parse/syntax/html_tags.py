"""Tags of raw HTML: those that are not closed end with their paragraph, and those that are no HTML are text.

An HTML parser lets an element that is not closed take in all that follows; authors mean the paragraph.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookbuild.parse.raw import MARKUP
from bookbuild.parse.syntax.findings import Findings, Kind, findings_of
from bookbuild.parse.syntax.flattening import BREAKS
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
_BROKEN = Kind(
    "unclosed-html",
    "{} has a quotation mark too many, or lacks its >; what is in the tag is not printed",
    'write the tag anew: <name attribute="value">',
)
_QUOTED = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_QUOTE_OR_TAG = re.compile(r"[\"'<]")
_UNENDED = re.compile(r"<!--|<\?|<!\[CDATA\[|<![A-Za-z]|<(?:script|style|pre|textarea)(?=[\s>])", re.IGNORECASE)


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
    counted = 0
    for match in MARKUP.finditer(html):
        name = (match["name"] or "").lower()
        is_whole = match["end"] and not match["attributes"].endswith("/")
        if name and is_whole and name not in VOID and name not in OPTIONAL_END:
            line += html.count("\n", counted, match.start())
            counted = match.start()
            yield _Tag(name, bool(match["close"]), match.start(), match.end(), line, match[0])


class _OpenTags:
    """Tags that are open, found by name in a time that does not grow with their number."""

    def __init__(self) -> None:
        self._tags: dict[int, _Tag] = {}
        self._by_name: dict[str, list[int]] = {}
        self._count = 0

    def add(self, tag: _Tag) -> None:
        """Add a tag that is opened."""
        self._count += 1
        self._tags[self._count] = tag
        self._by_name.setdefault(tag.name, []).append(self._count)

    def close(self, name: str) -> bool:
        """Remove the last tag of a name; return whether there is one."""
        numbers = self._by_name.get(name)
        if not numbers:
            return False
        del self._tags[numbers.pop()]
        return True

    def tags(self) -> list[_Tag]:
        """Return the tags that are still open, in order."""
        return list(self._tags.values())


class _Balance:
    """Balances the tags of one text. `later` counts the end tags that are still to come, by name."""

    def __init__(self, tokens: Sequence[Token], findings: Findings) -> None:
        self._tokens, self._findings = tokens, findings
        self._later = Counter(tag.name for piece in _pieces(tokens) for tag in _tags(piece.content, 1) if tag.is_end)
        self._open: Counter[str] = Counter()

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
        self._note_broken_tags(html, line)
        opened = _OpenTags()
        pieces, position = list[str](), 0
        for tag in self._strays(_tags(html, line), opened):
            pieces.append(html[position : tag.start])
            position = tag.end
        kept = "".join((*pieces, html[position:]))
        ends = "".join(f"</{tag.name}>" for tag in reversed(opened.tags()) if not self._stays_open(tag))
        return kept.rstrip("\n") + ends + "\n" if ends else kept

    def _note_broken_tags(self, html: str, line: int) -> None:
        """Note tags that do not end, and those that have taken in what was not meant to be in them."""
        for match in MARKUP.finditer(html):
            if match["name"] and not match["end"]:
                self._findings.add(_AS_TYPED, line + html.count("\n", 0, match.start()), match[0])
            elif match["name"] and any(map(_QUOTE_OR_TAG.search, _QUOTED.sub("", match["attributes"]).split())):
                self._findings.add(_BROKEN, line + html.count("\n", 0, match.start()), match[0])

    def _stays_open(self, tag: _Tag) -> bool:
        """Return whether a tag of a block is closed in a later one; if not, note it."""
        if self._later[tag.name] > self._open[tag.name]:
            self._open[tag.name] += 1
            return True
        if "markdown=" not in tag.source:  # which has a finding of its own
            self._findings.add(_OPEN, tag.line, tag.source)
        return False

    def _strays(self, tags: Iterable[_Tag], opened: "_OpenTags") -> Iterator[_Tag]:
        """Add the tags that are opened to `opened`, remove those that are closed, and yield the ends of nothing."""
        for tag in tags:
            if not tag.is_end:
                opened.add(tag)
                continue
            self._later[tag.name] -= 1
            if opened.close(tag.name):
                continue
            if self._open[tag.name]:
                self._open[tag.name] -= 1
            else:
                self._findings.add(_STRAY, tag.line, tag.source)
                yield tag

    def _inline(self, children: Sequence[Token], line: int) -> Iterator[Token]:
        opened = _OpenTags()
        here = Counter(tag.name for child in children for tag in _tags_of(child, line) if tag.is_end)
        for child in children:
            line += child.type in BREAKS
            if child.type == "text" and (match := _UNENDED.search(child.content)):
                self._findings.add(_AS_TYPED, line, match[0])
            if child.type == "html_inline" and child.content.find("<!--", 1) > 0:
                self._findings.add(_AS_TYPED, line, "<!--")  # a comment in a comment: the first has no end
                child = Token("text", "", 0, content=child.content)  # noqa: PLW2901
            tags = list(_tags_of(child, line))
            if any(self._is_text(tag, here) for tag in tags):
                yield Token("text", "", 0, content=child.content)
            else:
                strays = list(self._strays(tags, opened))
                here.subtract(tag.name for tag in tags if tag.is_end)
                if not strays:
                    yield child
            line += child.content.count("\n") if child.type == "html_inline" else 0
        for tag in reversed(opened.tags()):
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
