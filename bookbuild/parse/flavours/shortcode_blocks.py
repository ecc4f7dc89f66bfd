"""Shortcodes of Grav as blocks: their tags begin and end lines. Code is printed as typed, other insides are kept."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

from bookbuild.markdown.shortcodes import CODE
from bookbuild.parse.flavours.shortcode_pairs import DEEPEST, DIAGRAMS, PAIRS, Pair, pairs_in

_CALLOUTS = {"info": "note", "note": "note", "tip": "tip", "warning": "warning"}
_COLOURS = {"yellow": "important", "red": "warning", "blue": "note", "green": "tip"}
_FIGURE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\((?P<target>[^()\s]+)\)")
_NESTED = "open shortcodes"


def shortcode_blocks_plugin(md: MarkdownIt) -> None:
    """Read shortcodes as blocks."""
    md.core.ruler.before("block", "shortcode_pairs", _pair_up)
    md.block.ruler.before("fence", "shortcode", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _pair_up(state: StateCore) -> None:
    state.env[PAIRS] = pairs_in(state.src)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    pair = _pair_at(state, start)
    if pair is None or len(state.env.setdefault(_NESTED, [])) >= DEEPEST:
        return False
    last = bisect_left(state.eMarks, pair.after, start, end)
    if last >= end or state.src[pair.after : state.eMarks[last]].strip() or _leaves_list(state, start, last):
        return False
    if not silent:
        read = _read_code if pair.name in CODE and not _is_markdown(state, pair) else _read_container
        state.env[_NESTED].append(pair)
        read(state, start, last, pair)
        state.env[_NESTED].pop()
        state.line = last + 1
    return True


def _pair_at(state: StateBlock, line: int) -> Pair | None:
    pairs: Mapping[int, Pair] = state.env.get(PAIRS, {})
    return None if not pairs or state.is_code_block(line) else pairs.get(state.bMarks[line] + state.tShift[line])


def _leaves_list(state: StateBlock, start: int, last: int) -> bool:
    """Return whether the item of a list or the quotation that a block begins in ends before it."""
    lines = range(start + 1, last + 1)
    return any(state.sCount[line] < state.blkIndent and not state.isEmpty(line) for line in lines)


def _is_markdown(state: StateBlock, pair: Pair) -> bool:
    """Return whether a shortcode only keeps other ones in it from being read: its inside is a code block already."""
    return pair.name == "raw" and state.src[pair.inside : pair.end].lstrip().startswith(("```", "~~~"))


def _read_code(state: StateBlock, start: int, last: int, pair: Pair) -> None:
    if pair.title:
        _paragraph(state, start, f"**{pair.title}**")
    first_end = state.eMarks[start] if last > start else pair.end
    lines = [state.src[pair.inside : first_end]]
    if last > start + 1:
        lines.append(state.getLines(start + 1, last, state.sCount[start], keepLastLF=False))
    if last > start:
        lines.append(state.src[state.bMarks[last] + state.tShift[last] : pair.end])
    token = state.push("fence", "code", 0)
    token.info = pair.name if pair.name in DIAGRAMS else _language(pair.values)
    token.content = "\n".join(lines).strip("\n").rstrip() + "\n"
    token.markup, token.map = "```", [start, last + 1]


def _language(values: Mapping[str, str]) -> str:
    named = re.search(r"\blang(?:uage)?-([\w+#-]+)", values.get("classes", ""))
    return named[1] if named else values.get("lang") or values.get("language") or values.get("", "")


def _read_container(state: StateBlock, start: int, last: int, pair: Pair) -> None:
    callout = _callout(pair)
    if callout:
        opening = state.push("fenced_open", "div", 1)
        opening.info, opening.map, opening.block = callout, [start, last + 1], True
    if pair.title and pair.name != "figure":
        _paragraph(state, start, f"**{pair.title}**")
    before = len(state.tokens)
    with _Narrowed(state, start, last, pair):
        state.md.block.tokenize(state, start, last + 1)
    if pair.title and pair.name == "figure" and not _took_caption(state, before, pair.title):
        _paragraph(state, last, f"*{pair.title}*")
    if callout:
        state.push("fenced_close", "div", -1).block = True


def _callout(pair: Pair) -> str:
    if pair.name != "notice":
        return ""
    kind = (pair.values.get("") or pair.values.get("noticetype") or pair.values.get("type") or "note").lower()
    return _CALLOUTS.get(kind) or _COLOURS.get(kind, "note")


def _paragraph(state: StateBlock, line: int, words: str) -> None:
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = words, [line, line + 1], []
    state.push("paragraph_close", "p", -1)


def _took_caption(state: StateBlock, before: int, caption: str) -> bool:
    """Make a caption the title of the only picture among the tokens since `before`; return whether there is one."""
    added = state.tokens[before:]
    match = _FIGURE.fullmatch(added[1].content.strip()) if [one.type for one in added[1:2]] == ["inline"] else None
    if len(added) != len(("open", "inline", "close")) or match is None:
        return False
    alternative = match["alt"] or re.sub(r"[\\\[\]]", "", caption)
    words = caption.replace("\\", "\\\\").replace('"', "&quot;")
    added[1].content = f'![{alternative}]({match["target"]} "{words}")'
    return True


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """Context manager that hides the tags of a pair from the parser."""

    state: StateBlock
    start: int
    last: int
    pair: Pair
    _kept: list[int] = field(default_factory=list)

    def __enter__(self) -> None:
        state, start, last = self.state, self.start, self.last
        self._kept.extend((state.bMarks[start], state.tShift[start], state.sCount[start], state.eMarks[last]))
        self._kept.extend((state.tShift[last], state.lineMax))
        state.eMarks[last] = self.pair.end
        state.bMarks[start] = self.pair.inside
        state.tShift[start] = self._blank(start)
        state.sCount[start] = state.blkIndent
        if last > start:
            state.tShift[last] = min(state.tShift[last], max(state.eMarks[last] - state.bMarks[last], 0))
        state.lineMax = last + 1

    def _blank(self, line: int) -> int:
        first = self.state.skipSpaces(self.state.bMarks[line])
        return min(first, self.state.eMarks[line]) - self.state.bMarks[line]

    def __exit__(self, *_: object) -> None:
        state, start, last = self.state, self.start, self.last
        state.bMarks[start], state.tShift[start], state.sCount[start], state.eMarks[last] = self._kept[:4]
        if last > start:
            state.tShift[last] = self._kept[4]
        state.lineMax = self._kept[5]
