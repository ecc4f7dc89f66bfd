"""Tags of raw HTML: those that are not closed end with their paragraph, and those that are no HTML are text.

An HTML parser lets an element that is not closed take in all that follows; authors mean the paragraph.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookbuild.parse.raw import MARKUP, is_unclosed_comment, markup_in
from bookbuild.parse.syntax.findings import Findings, Kind, findings_of
from bookbuild.parse.syntax.flattening import BREAKS
from bookbuild.parse.syntax.html_names import BARE_ATTRIBUTES, KNOWN
from bookbuild.parse.syntax.tag_pairs import OpenTags, Tag, are_closed, tags_in_html, unopened
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
_EMPTY = Kind(
    "unclosed-html",
    "{} is a comment that ends where it begins; what follows it is text",
    "write <!-- before a comment and --> behind it, with a space on either side",
)
_ENDS_ODDLY = Kind(
    "unclosed-html",
    "the comment {} ends in --!>, which is no end to other programs than browsers; it is left out",
    "end it with -->",
)
_EMPTY_COMMENT = re.compile(r"<!---?>")
_QUOTED = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_QUOTE_OR_TAG = re.compile(r"[\"'<]")
_UNENDED = re.compile(r"<!--|<\?|<!\[CDATA\[|<![A-Za-z]|<(?:script|style|pre|textarea)(?=[\s>])", re.IGNORECASE)


def html_tags_plugin(md: MarkdownIt) -> None:
    """Close what is not closed, and make text of tags that are none."""
    md.core.ruler.after("inline", "html_tags", _balance)


def balance_text(inline: Token, findings: Findings) -> None:
    """Do the same within a text that is parsed after all others, such as a caption."""
    _Balance([inline], findings).run()


def _balance(state: StateCore) -> None:
    if "<" in state.src:
        _Balance(state.tokens, findings_of(state.env)).run()


class _Balance:
    """Balances the tags of one text. `later` counts the end tags that are still to come and close nothing in their own
    block, by name.
    """

    def __init__(self, tokens: Sequence[Token], findings: Findings) -> None:
        self._tokens, self._findings = tokens, findings
        self._later = Counter(name for token in tokens for name in unopened(_tags_in(token)))
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
        opened = OpenTags()
        pieces, position = list[str](), 0
        for tag in self._strays(tags_in_html(html, line), opened):
            pieces.append(html[position : tag.start])
            position = tag.end
        kept = "".join((*pieces, html[position:]))
        ends = "".join(f"</{tag.name}>" for tag in reversed(opened.tags()) if not self._stays_open(tag))
        return kept.rstrip("\n") + ends + "\n" if ends else kept

    def _note_broken_tags(self, html: str, line: int) -> None:
        """Note tags and comments that do not end, and those that have taken in what was not meant to be in them."""
        for match in markup_in(html):
            kind = _fault_of(match)
            if kind:
                words = "<!--" if is_unclosed_comment(match) else match[0]
                self._findings.add(kind, line + html.count("\n", 0, match.start()), words)

    def _stays_open(self, tag: Tag) -> bool:
        """Return whether a tag of a block is closed in a later one; if not, note it."""
        if self._later[tag.name] > self._open[tag.name]:
            self._open[tag.name] += 1
            return True
        if "markdown=" not in tag.source:  # which has a finding of its own
            self._findings.add(_OPEN, tag.line, tag.source)
        return False

    def _strays(self, tags: Iterable[Tag], opened: OpenTags) -> Iterator[Tag]:
        """Add the tags that are opened to `opened`, remove those that are closed, and yield the ends of nothing."""
        for tag in tags:
            if not tag.is_end:
                opened.add(tag)
                continue
            if opened.close(tag.name):
                continue
            self._later[tag.name] -= 1
            if self._open[tag.name]:
                self._open[tag.name] -= 1
            else:
                self._findings.add(_STRAY, tag.line, tag.source)
                yield tag

    def _inline(self, children: Sequence[Token], line: int) -> Iterator[Token]:
        opened = OpenTags()
        here = Counter(tag.name for child in children for tag in _tags_of(child, line) if tag.is_end)
        closed = are_closed(tag for child in children if not _is_remark(child) for tag in _tags_of(child, 1))
        for child in children:
            line += child.type in BREAKS
            if child.type == "text" and (match := _UNENDED.search(child.content)):
                self._findings.add(_AS_TYPED, line, match[0])
            if _is_nested_comment(child):
                self._findings.add(_AS_TYPED, line, "<!--")
            if child.type == "html_inline" and _EMPTY_COMMENT.fullmatch(child.content):
                self._findings.add(_EMPTY, line, child.content)
            tags = list(_tags_of(child, line))
            if _is_remark(child) or any(self._is_text(tag, here, closed) for tag in tags):
                yield Token("text", "", 0, content=child.content)
            else:
                strays = list(self._strays(tags, opened))
                here.subtract(tag.name for tag in tags if tag.is_end)
                if not strays:
                    yield child
            line += child.content.count("\n") if child.type == "html_inline" else 0
        for tag in reversed(opened.tags()):
            if tag.name in KNOWN or not self._stays_open(tag):
                self._findings.add(_OPEN, tag.line, tag.source)
            yield Token("html_inline", "", 0, content=f"</{tag.name}>")

    def _is_text(self, tag: Tag, here: Counter[str], closed: Iterator[bool]) -> bool:
        """Return whether a tag is an author's words: no element of HTML, and without an end; or one without its end
        that would hide what follows.

        `here` counts the end tags to come in the paragraph; `closed` yields whether the next start tag has one of them.
        """
        if tag.is_end:
            return False
        is_closed = next(closed)
        if tag.name in NOT_READ and not here[tag.name]:
            self._findings.add(_AS_TYPED, tag.line, tag.source)
            return True
        return tag.name not in KNOWN and not is_closed and self._later[tag.name] <= self._open[tag.name]


def _fault_of(match: re.Match[str]) -> Kind | None:
    """Return what is wrong with markup in a block of HTML, or None."""
    if comment := match["comment"]:
        if is_unclosed_comment(match):
            return _AS_TYPED
        return _EMPTY if _EMPTY_COMMENT.fullmatch(comment) else _ENDS_ODDLY if comment.endswith("!>") else None
    if match["name"] and not match["end"]:
        return _AS_TYPED
    is_broken = match["name"] and any(map(_QUOTE_OR_TAG.search, _QUOTED.sub("", match["attributes"]).split()))
    return _BROKEN if is_broken else None


def _is_nested_comment(child: Token) -> bool:
    """Return whether a comment begins in another one, or in a tag: the first has no end."""
    return child.type == "html_inline" and child.content.find("<!--", 1) > 0


def _is_remark(child: Token) -> bool:
    """Return whether what looks like HTML is an author's words: ``a <b and c> d``, whose tag has only words that are no
    attributes, or a comment in which another begins.
    """
    if _is_nested_comment(child):
        return True
    match = MARKUP.fullmatch(child.content) if child.type == "html_inline" else None
    words = match["attributes"].split() if match and match["name"] and not match["close"] else []
    is_worded = any(word.strip("/") for word in words) and "=" not in match["attributes"]  # type: ignore[index]
    return is_worded and not any(word.strip("/").lower() in BARE_ATTRIBUTES for word in words)


def _tags_in(token: Token) -> Iterator[Tag]:
    if token.type == "html_block":
        yield from tags_in_html(token.content, 1)
    for child in token.children or ():
        yield from _tags_of(child, 1)


def _tags_of(child: Token, line: int) -> Iterator[Tag]:
    if child.type == "html_inline":
        yield from tags_in_html(child.content, line)
