"""Attribute lists on lines of their own: they belong to the block below, or to the one above if only it is adjacent."""

from collections.abc import Iterator, Sequence

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookbuild.parse.syntax.attribute_syntax import AttributeList, read_list
from bookbuild.parse.syntax.attributes import STRAY, set_attributes
from bookbuild.parse.syntax.findings import findings_of

_LIST = "attribute_list"
_LINE = "attrs_block"


def attribute_line_rule(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it
    """Parse a line that is an attribute list, without a place yet."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("{", begin):
        return False
    text = state.src[begin : state.eMarks[start]].rstrip()
    listed = read_list(text)
    if listed is None or listed.source != text:
        return False
    if not silent:
        token = state.push(_LINE, "", 0)
        token.map = [start, start + 1]
        token.meta[_LIST] = listed
        state.line = start + 1
    return True


def resolve_attribute_lines(state: StateCore) -> None:
    """Set the attributes on lines of their own on the blocks beside them."""
    if "{" in state.src:
        state.tokens = list(_Blocks(state).resolve(state.tokens))


class _Blocks:
    """Resolves the lists of one text that stand between its blocks."""

    def __init__(self, state: StateCore) -> None:
        self._findings = findings_of(state.env)
        self._waiting: list[Token] = []
        self._opened: list[Token] = []
        self._previous: Token | None = None

    def resolve(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """Yield the tokens without the lists."""
        for token in tokens:
            if token.type == _LINE:
                self._waiting.append(token)
                continue
            yield from self._settle(token)
            yield token
            self._remember(token)
        yield from self._strays(self._give_to_previous())

    def _settle(self, following: Token) -> Iterator[Token]:
        if not self._waiting:
            return
        if following.nesting == -1 or self._belong_above(following):
            yield from self._strays(self._give_to_previous())
        else:
            for line in self._waiting:
                self._give(line, following)
        self._waiting = []

    def _belong_above(self, following: Token) -> bool:
        """Return whether the lists touch the block above and not the one below."""
        first, last = self._waiting[0].map, self._waiting[-1].map
        touches = self._previous is not None and self._previous.map and first and self._previous.map[1] == first[0]
        return bool(touches and last and following.map and following.map[0] > last[1])

    def _give_to_previous(self) -> list[Token]:
        """Set the lists on the block above, and return them if there is none."""
        lines, self._waiting = self._waiting, []
        if self._previous is None:
            return lines
        for line in lines:
            self._give(line, self._previous)
        return []

    def _give(self, line: Token, block: Token) -> None:
        listed: AttributeList = line.meta[_LIST]
        set_attributes(block, listed.attributes, self._findings, _line_of(line))

    def _strays(self, lines: Sequence[Token]) -> Iterator[Token]:
        for line in lines:
            self._findings.add(STRAY, _line_of(line), line.meta[_LIST].source)
            yield Token("paragraph_open", "p", 1, map=line.map, block=True, level=line.level)
            text = line.meta[_LIST].source
            yield Token("inline", "", 0, map=line.map, children=[], content=f"\\{text}", block=True)
            yield Token("paragraph_close", "p", -1, block=True, level=line.level)

    def _remember(self, token: Token) -> None:
        if token.nesting == 1:
            self._opened.append(token)
            self._previous = None
        elif token.nesting == -1:
            self._previous = self._opened.pop()
        elif token.type != "inline":
            self._previous = token


def _line_of(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
