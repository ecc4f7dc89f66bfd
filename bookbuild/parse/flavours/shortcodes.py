"""Grav's shortcodes: those that are code, those that keep what is in them, and their titles.

Tags are matched once for a text, wherever they stand; a pair is a block if its tags begin and end lines.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

CODE = frozenset({"code", "codesh", "highlight", "pre", "prism", "raw"})
"""Shortcodes whose inside is printed as it was typed."""
CONTAINERS = frozenset(
    {"center", "color", "column", "columns", "details", "div", "figure", "justify", "left", "mark", "notice", "right"}
    | {"safe-email", "section", "size", "span", "u", "ui-accordion", "ui-accordion-item", "ui-browser", "ui-callout"}
    | {"ui-polaroid", "ui-tab", "ui-tabs"}
)
"""Shortcodes whose inside is Markdown, and is kept."""
_CALLOUTS = {"info": "note", "note": "note", "tip": "tip", "warning": "warning"}
_COLOURS = {"yellow": "important", "red": "warning", "blue": "note", "green": "tip"}
_TITLES = ("title", "summary", "caption")
_TITLED = {"details": "summary"}
"""Shortcodes whose own value (``[details="More"]``) is a title."""

_QUOTED = r"\"[^\"\n]*\"|'[^'\n]*'"
_TAG = rf"\[(?P<close>/)?(?P<name>[A-Za-z][\w-]*)(?P<rest>(?:=|[ \t])(?:{_QUOTED}|[^\[\]\"'\n])*)?\]"
_SCAN = re.compile(rf"^(?P<fence>[ \t>]*(?P<marks>`{{3,}}|~{{3,}}))[^\n]*|(?P<ticks>`+)(?!`)|{_TAG}", re.MULTILINE)
_VALUE = re.compile(rf"(?P<key>[\w-]*)\s*=\s*(?P<value>{_QUOTED}|[^\s\"']+)")
_FIGURE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\((?P<target>[^()\s]+)\)")
_PAIRS = "shortcodes"


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening tag and its closing one, by their places in a text."""

    name: str
    values: Mapping[str, str]
    inside: int
    end: int
    after: int

    @property
    def title(self) -> str:
        """Its title, or an empty string."""
        own = self.values.get("", "") if self.name in _TITLED else ""
        return next((self.values[key] for key in _TITLES if self.values.get(key)), own).strip()


def shortcodes_plugin(md: MarkdownIt) -> None:
    """Read shortcodes as blocks and within lines."""
    interrupted = ["paragraph", "reference", "blockquote", "list"]
    md.core.ruler.before("block", "shortcode_pairs", _pair_up)
    md.block.ruler.before("fence", "shortcode", _block, {"alt": interrupted})
    md.inline.ruler.before("link", "grav_shortcode", _inline)


def values_of(text: str) -> Mapping[str, str]:
    """Return the values in a tag: ``title="One"``; that of the tag's own name (``[prism=bash]``) has an empty key."""
    return {match["key"].lower(): match["value"].strip("\"'") for match in _VALUE.finditer(text)}


def pairs_in(text: str) -> dict[int, Pair]:
    """Return the pairs of known shortcodes in a text by the places where they begin, those in code left aside."""
    return _Scan(text).pairs if "[/" in text else {}


@dataclass(slots=True)
class _Scan:
    """One pass over a text."""

    text: str
    pairs: dict[int, Pair] = field(init=False)
    _open: list[re.Match[str]] = field(default_factory=list)
    _fence: str = ""
    _code: str = ""

    def __post_init__(self) -> None:
        self.pairs = {}
        skipped = 0
        for match in _SCAN.finditer(self.text):
            if match.start() < skipped:
                continue
            if match["ticks"]:
                skipped = self._end_of_span(match)
            elif match["fence"] is not None:
                self._meet_fence(match["marks"])
            elif not self._fence and match["name"].lower() in CODE | CONTAINERS:
                self._meet_tag(match)

    def _end_of_span(self, match: re.Match[str]) -> int:
        """Return where a code span ends: on its line, or else where it begins."""
        end_of_line = self.text.find("\n", match.end())
        line_end = len(self.text) if end_of_line < 0 else end_of_line
        end = self.text.find(match["ticks"], match.end(), line_end)
        return 0 if self._fence or self._code or end < 0 else end + len(match["ticks"])

    def _meet_fence(self, marks: str) -> None:
        if self._code and self._code != "raw":
            return
        if not self._fence:
            self._fence = marks
        elif marks[0] == self._fence[0] and len(marks) >= len(self._fence):
            self._fence = ""

    def _meet_tag(self, match: re.Match[str]) -> None:
        name = match["name"].lower()
        if self._code and not (match["close"] and name == self._code):
            return
        if not match["close"]:
            self._open.append(match)
            self._code = name if name in CODE else ""
            return
        self._code = ""
        if any(one["name"].lower() == name for one in self._open[-_DEEPEST:]):
            while (opened := self._open.pop())["name"].lower() != name:
                pass
            values = values_of(opened["rest"] or "")
            self.pairs[opened.start()] = Pair(name, values, opened.end(), match.start(), match.end())


_DEEPEST = 50
"""How many open tags are looked through for the one that a tag closes."""


def _pair_up(state: StateCore) -> None:
    state.env[_PAIRS] = pairs_in(state.src)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    pair = _pair_at(state, start)
    if pair is None:
        return False
    last = bisect_left(state.eMarks, pair.after, start, end)
    if last >= end or state.src[pair.after : state.eMarks[last]].strip() or _leaves_list(state, start, last):
        return False
    if not silent:
        read = _read_code if pair.name in CODE and not _is_markdown(state, pair) else _read_container
        read(state, start, last, pair)
        state.line = last + 1
    return True


def _pair_at(state: StateBlock, line: int) -> Pair | None:
    pairs: Mapping[int, Pair] = state.env.get(_PAIRS, {})
    return None if not pairs or state.is_code_block(line) else pairs.get(state.bMarks[line] + state.tShift[line])


def _leaves_list(state: StateBlock, start: int, last: int) -> bool:
    """Return whether the item of a list that a block begins in ends before it."""
    if not state.blkIndent:
        return False
    lines = range(start + 1, last + 1)
    return any(state.sCount[line] < state.blkIndent and not state.isEmpty(line) for line in lines)


def _is_markdown(state: StateBlock, pair: Pair) -> bool:
    """Return whether a shortcode only keeps other ones in it from being read: its inside is a code block already."""
    return pair.name == "raw" and state.src[pair.inside : pair.end].lstrip().startswith(("```", "~~~"))


def _read_code(state: StateBlock, start: int, last: int, pair: Pair) -> None:
    first_end = state.eMarks[start] if last > start else pair.end
    lines = [state.src[pair.inside : first_end]]
    if last > start + 1:
        lines.append(state.getLines(start + 1, last, state.sCount[start], keepLastLF=False))
    if last > start:
        lines.append(state.src[state.bMarks[last] + state.tShift[last] : pair.end])
    token = state.push("fence", "code", 0)
    token.info = _language(pair.values)
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


def _inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Read code as code, and drop the tags of containers, whose titles are kept as strong words.

    While the parser looks for the end of a link's words, brackets are counted as they are.
    """
    if silent or state.src[state.pos] != "[":
        return False
    tags = _tags_of(state)
    if pair := tags.opening.get(state.pos):
        if pair.end > state.posMax:
            return False
        (_inline_code if pair.name in CODE else _open)(state, pair)
        return True
    pair = tags.closing.get(state.pos)
    if pair is not None and pair.inside in tags.met:
        if pair.name == "u":
            state.push("underline_close", "u", -1)
        state.pos = pair.after
        return True
    return False


@dataclass(frozen=True, slots=True)
class _Tags:
    """The pairs of one line of text, by the places of their opening tags, and of their closing ones.

    `met` are those whose opening tags were read, by their insides: code spans over several lines may hold others.
    """

    opening: Mapping[int, Pair]
    closing: Mapping[int, Pair]
    met: set[int] = field(default_factory=set)


_TAGS = "shortcodes of a line"


def _tags_of(state: StateInline) -> _Tags:
    known: dict[str, _Tags] = state.env.setdefault(_TAGS, {})
    if state.src not in known:
        pairs = pairs_in(state.src)
        containers = (pair for pair in pairs.values() if pair.name in CONTAINERS)
        known[state.src] = _Tags(pairs, {pair.end: pair for pair in containers})
    return known[state.src]


def _open(state: StateInline, pair: Pair) -> None:
    for kind, tag, nesting, words in _title_tokens(pair.title):
        state.push(kind, tag, nesting).content = words
    if pair.name == "u":
        state.push("underline_open", "u", 1)
    _tags_of(state).met.add(pair.inside)
    state.pos = pair.inside


def _inline_code(state: StateInline, pair: Pair) -> None:
    state.push("code_inline", "code", 0).content = state.src[pair.inside : pair.end].strip()
    state.pos = pair.after


def _title_tokens(title: str) -> Iterator[tuple[str, str, Literal[-1, 0, 1], str]]:
    if title:
        yield from (("strong_open", "strong", 1, ""), ("text", "", 0, title), ("strong_close", "strong", -1, ""))
        yield ("text", "", 0, " ")
