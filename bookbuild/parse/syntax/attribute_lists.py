"""Attribute lists behind inline elements (``[words]{.class}``), at the end of a block, and above one.

A list belongs to the span, link, picture, code or emphasis right before it. At the end of a paragraph, an item or a
cell, behind a space or on a line of its own, it belongs to that block. On a line between blocks it belongs to the block
below; if only the one above is adjacent, to that one (kramdown's way).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, takewhile

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from bookbuild.parse.syntax.attribute_lines import attribute_line_rule, resolve_attribute_lines
from bookbuild.parse.syntax.attribute_syntax import AttributeList, is_attribute_list, read_list
from bookbuild.parse.syntax.attributes import STRAY, rename_span, set_attributes
from bookbuild.parse.syntax.findings import Findings, findings_of
from bookbuild.parse.syntax.flattening import BREAKS
from bookbuild.parse.syntax.index_marks import INDEX, is_index_mark, take_index_mark, words_in
from bookbuild.parse.syntax.term_marks import is_term_mark, take_term_mark

__all__ = ["attribute_lists_plugin", "is_attribute_list", "resolve_lists", "take_heading_list"]

_LIST = "attribute_list"
_CLOSING_HASHES = re.compile(r"(?:\A|\s)#+\Z")
_HYPHEN = re.compile(r"(?<=[{\s])-(?=[\s}])")
_ELEMENTS = frozenset({"image", "code_inline"})
"""Elements that are one token."""
_ENDS = frozenset(
    {
        "em_close", "ins_close", "kbd_close", "link_close", "mark_close", "s_close", "span_close", "strong_close",
        "sub_close", "sup_close",
    }
)  # fmt: skip


def attribute_lists_plugin(md: MarkdownIt) -> None:
    """Parse attribute lists."""
    md.block.ruler.before("fence", "attr", attribute_line_rule, {"alt": ["blockquote"]})
    md.inline.ruler.push("attr", _list_rule)
    md.core.ruler.after("block", "attribute_lines", resolve_attribute_lines)
    md.core.ruler.before("figures", "attribute_lists", _resolve_all)
    md.core.ruler.after("footnote_tail", "attribute_lists_in_notes", _resolve_in_notes)  # inline notes come there


def take_heading_list(heading: Token, inline: Token, start: int, findings: Findings) -> None:
    """Set the attributes of a heading that stand at the end of its text, from `start` on, if they are any.

    Among them a hyphen, ``{-}``, stands for the class ``unnumbered``, as pandoc has it. A mark for the index is that of
    the words before it.
    """
    typed = _HYPHEN.sub(".unnumbered", inline.content[start:], count=1)
    listed = read_list(typed)
    if listed is None or listed.source != typed or _is_mark(inline.content[:start], listed.attributes):
        return
    words = inline.content[:start].rstrip()
    inline.content = _CLOSING_HASHES.sub("", words) if heading.markup.startswith("#") else words
    set_attributes(heading, listed.attributes, findings, (heading.map or [0])[0] + 1)


def _is_mark(before: str, attributes: Mapping[str, str]) -> bool:
    return before.endswith("]") and INDEX in attributes.get("class", "").split()


def resolve_lists(inline: Token, findings: Findings) -> None:
    """Set the attributes within a text that is parsed after all others, such as a caption."""
    _resolve([inline], findings)


def _list_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    listed = read_list(state.src, state.pos, state.posMax) if state.src[state.pos] == "{" else None
    if listed is None:
        return False
    if not silent:
        token = state.push(_LIST, "", 0)
        token.meta[_LIST] = listed
        token.content = listed.source
    state.pos += len(listed.source)
    return True


def _resolve_all(state: StateCore) -> None:
    """Set the attributes within text on the elements before them, or on the block at whose end they stand."""
    if "{" in state.src:
        _resolve(state.tokens, findings_of(state.env))


def _resolve_in_notes(state: StateCore) -> None:
    """Do the same for notes within the line, whose tokens are put behind the text."""
    types = [token.type for token in state.tokens] if "{" in state.src else []
    if "footnote_block_open" in types:
        _resolve(state.tokens[types.index("footnote_block_open") :], findings_of(state.env))


def _resolve(tokens: Iterable[Token], findings: Findings) -> None:
    opened, line = [Token("", "", 1)], 1
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        if token.nesting == 1:
            opened.append(token)
        elif token.nesting == -1 and len(opened) > 1:
            opened.pop()
        elif token.type == "inline" and token.children:
            token.children = list(_Text(findings, line, opened).resolve(token.children))


class _Text:
    """Resolves the lists within the text of one block; `blocks` are those around it, the innermost last."""

    def __init__(self, findings: Findings, line: int, blocks: Sequence[Token]) -> None:
        self._findings, self._line = findings, line
        self._block = next((block for block in reversed(blocks) if not block.hidden), blocks[-1])
        self._resolved: list[Token] = []
        self._opened: list[Token] = []
        self._closed: Token | None = None

    def resolve(self, children: Sequence[Token]) -> list[Token]:
        """Return the children without the lists."""
        last = max(
            (at for at, child in enumerate(children) if child.type != "text" or child.content.strip()), default=-1
        )
        for at, child in enumerate(children):
            self._line += child.type in BREAKS
            if child.type == _LIST:
                self._settle(child, at_end=at == last)
                continue
            if child.type == "text" and not child.content:
                continue  # emphasis leaves empty texts
            if child.nesting == 1:
                self._opened.append(child)
            elif child.nesting == -1 and self._opened:
                self._closed = self._opened.pop()
            elif child.type == "image":
                child.children = _without_lists(child.children or [])
            self._resolved.append(child)
        return self._resolved

    def _settle(self, child: Token, *, at_end: bool) -> None:
        listed: AttributeList = child.meta[_LIST]
        target = self._element() or (self._block_at_end() if at_end else None)
        if target is None or not target.type:
            self._findings.add(STRAY, self._line, listed.source)
            self._resolved.append(_as_text(child))
            return
        if at_end and self._resolved and self._resolved[-1].type == "text":
            self._resolved[-1].content = self._resolved[-1].content.rstrip()
        attributes = listed.attributes
        for is_mark, take in ((is_term_mark, take_term_mark), (is_index_mark, take_index_mark)):
            if is_mark(target, attributes):
                attributes = take(target, attributes, self._words_from(target), self._findings, self._line)
        set_attributes(target, attributes, self._findings, self._line)
        if target.type == "span_open":
            rename_span(target, self._resolved[-1])

    def _words_from(self, opening: Token) -> str:
        """Return the words of the element that has just ended."""
        inside = list(takewhile(lambda token: token is not opening, reversed(self._resolved)))
        return words_in(reversed(inside))

    def _element(self) -> Token | None:
        """Return the element right before the list; white space may stand between it and a picture."""
        before = self._resolved[-1] if self._resolved else None
        if before is not None and before.type in _ENDS:
            return self._closed
        if before is not None and before.type == "text" and not before.content.strip() and len(self._resolved) > 1:
            before = self._resolved[-2] if self._resolved[-2].type == "image" else None
        return before if before is not None and before.type in _ELEMENTS else None

    def _block_at_end(self) -> Token | None:
        """Return the block, if the list is parted from its last words by a space or a line break."""
        before = self._resolved[-1] if self._resolved else None
        if before is None or self._opened:
            return None
        if before.type in BREAKS:
            self._resolved.pop()
            return self._block
        if before.type == "text" and before.content[-1:].isspace():
            return self._block
        return None


def _as_text(token: Token) -> Token:
    return Token("text", "", 0, content=token.content)


def _without_lists(children: Sequence[Token]) -> list[Token]:
    """Return the tokens of a picture's text alternative, in which lists are plain text, but for those of spans, and
    references are as they were typed.
    """
    shown: list[Token] = []
    for before, child in pairwise([Token("", "", 0), *children]):
        if child.type == _LIST and before.type == "span_close":
            continue
        is_reference = child.type == "link_open" and re.match("-?@", str(child.attrs["href"]))
        shown.append(_as_text(child) if child.type == _LIST else child)
        if is_reference:
            shown.append(Token("text", "", 0, content=str(child.attrs["href"])))
    return shown
