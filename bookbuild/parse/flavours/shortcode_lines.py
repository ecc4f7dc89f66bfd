"""Grav's shortcodes within a line: code, and containers, whose tags go."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from bookbuild.markdown.shortcodes import CODE, CONTAINERS, TAG, values_of
from bookbuild.parse.flavours.shortcode_pairs import PAIRS, Pair, pairs_in

_ICON = re.compile(r"\[(?:fa|icon)(?:=|[ \t])[^\[\]\n]*\](?:\[/(?:fa|icon)\])?[ \t]?")
"""A picture of a few pixels without words, for the eyes of visitors."""
_CODE = re.compile(r"<(?:code|pre)\b", re.IGNORECASE)
_SIGNS = {"check": "\u2713", "close": "\u2717", "cross": "\u2717", "remove": "\u2717", "times": "\u2717"}


def _sign_of(icon: str) -> str:
    """Return the character of an icon that says yes or no, or an empty string."""
    sign = next((sign for word, sign in _SIGNS.items() if word in icon), "")
    return f"{sign} " if sign and icon.endswith((" ", "\t")) else sign


def shortcode_lines_plugin(md: MarkdownIt) -> None:
    """Read shortcodes within lines."""
    md.inline.ruler.before("link", "grav_shortcode", _inline)
    md.core.ruler.after("block", "grav_icons", _icons_in_html)


def _icons_in_html(state: StateCore) -> None:
    """Drop icons in blocks of HTML, in which nothing else of Markdown is read."""
    for token in state.tokens:
        if token.type == "html_block" and "[" in token.content and not _CODE.search(token.content):
            token.content = _ICON.sub(lambda match: _sign_of(match[0]), token.content)


def _inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Read code as code, and drop the tags of containers, whose titles are kept as strong words.

    While the parser looks for the end of a link's words, brackets are counted as they are.
    """
    if silent or state.src[state.pos] != "[":
        return False
    if icon := _ICON.match(state.src, state.pos, state.posMax):
        state.pending += _sign_of(icon[0])
        state.pos = icon.end()
        return True
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
    return _drop_tag_alone(state)


def _drop_tag_alone(state: StateInline) -> bool:
    """Drop the tag of a container that begins or ends elsewhere: it holds several items of a list, for instance."""
    tag = TAG.match(state.src, state.pos, state.posMax)
    name = tag["name"].lower() if tag else ""
    if tag is None or name not in CONTAINERS or not (tag["close"] or tag["rest"] or name == "column"):
        return False
    pairs: Mapping[int, Pair] = state.env.get(PAIRS, {})
    if not any(pair.name in (name, f"{name}s") for pair in pairs.values()):
        return False
    title = values_of(tag["rest"] or "").get("title", "")
    for kind, element, nesting, words in _title_tokens(title):
        state.push(kind, element, nesting).content = words
    state.pos = tag.end()
    return True


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
