"""Constructs of our own: what the parser does to its tokens before they are rendered."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes

from bookbuild.parse.vocabulary import NOTE

CALLOUTS = ("note", "tip", "warning", "example", "important", "summary")
"""The names that a ``:::`` block may have."""

UNKNOWN_CALLOUT = "unknown callout"
"""Where the token of a callout keeps a name that is none."""

_CLOSING_ATTRIBUTES = re.compile(r"(?<!\\)\{[^{}]*\}$")
_SUMMARY_MARK = "==="


def open_callouts(state: StateCore) -> None:
    """Make ``::: tip Title`` an aside whose title is a paragraph of inline Markdown."""
    tags: list[str] = []
    tokens: list[Token] = []
    for token in state.tokens:
        tokens.append(token)
        if token.type == "container_callout_open":
            name, _, title = token.info.strip().partition(" ")
            tags.append(_name_callout(token, name.lower()))
            tokens.extend(_callout_title(token, title.strip()) if tags[-1] == "aside" else [])
        elif token.type == "container_callout_close":
            token.tag = tags.pop()
    state.tokens = tokens


def _name_callout(token: Token, name: str) -> str:
    if name in CALLOUTS:
        token.tag = "aside"
        token.attrJoin("class", f"callout callout-{name}")
    else:
        token.meta[UNKNOWN_CALLOUT] = name
    return token.tag


def _callout_title(opening: Token, title: str) -> list[Token]:
    if not title:
        return []
    paragraph = Token("paragraph_open", "p", 1, map=opening.map, level=opening.level + 1, block=True)
    paragraph.attrs["class"] = "callout-title"
    words = Token("inline", "", 0, map=opening.map, level=opening.level + 2, children=[], content=title, block=True)
    return [paragraph, words, Token("paragraph_close", "p", -1, level=opening.level + 1, block=True)]


def attribute_headings(state: StateCore) -> None:
    """Read the attributes at a heading's end: ``## Title {#id .class}``."""
    for heading, inline in zip(state.tokens, state.tokens[1:], strict=False):
        match = heading.type == "heading_open" and _CLOSING_ATTRIBUTES.search(inline.content)
        if not match:
            continue
        try:
            _end, attributes = parse_attributes(match[0])
        except ParseError:
            continue
        inline.content = inline.content[: match.start()].rstrip()
        if "class" in attributes:
            heading.attrJoin("class", attributes["class"])
        if "id" in attributes:
            heading.attrSet("id", attributes["id"])


def drop_summary_mark(state: StateCore) -> None:
    """Drop the first paragraph that is nothing but ``===``: Grav's mark of where a summary ends."""
    for place, token in enumerate(state.tokens):
        if token.type == "inline" and token.level == 1 and token.content == _SUMMARY_MARK:
            del state.tokens[place - 1 : place + 2]
            return


def enclose_figures(state: StateCore) -> None:
    """Make an image that is alone in its paragraph a figure, with its title as the caption."""
    tokens: list[Token] = []
    place = 0
    while place < len(state.tokens):
        paragraph, inline = state.tokens[place], state.tokens[place + 1 : place + 2]
        if paragraph.type == "paragraph_open" and inline and _is_lone_image(inline[0].children):
            tokens.extend(_figure(paragraph, inline[0]))
            place += 3
        else:
            tokens.append(paragraph)
            place += 1
    state.tokens = tokens


def _is_lone_image(children: Sequence[Token] | None) -> bool:
    return children is not None and [child.type for child in children if child.type != "text" or child.content] == [
        "image"
    ]


def _figure(paragraph: Token, inline: Token) -> Iterator[Token]:
    image = next(child for child in inline.children or [] if child.type == "image")
    caption = str(image.attrs.pop("title", "")).strip()
    attributes = dict(paragraph.attrs)
    if "id" in image.attrs:
        attributes["id"] = image.attrs.pop("id")
    classes = ["" if caption else "plain", attributes.pop("class", ""), image.attrs.pop("class", "")]
    if any(classes):
        attributes["class"] = " ".join(str(name) for name in classes if name)
    yield Token("figure_open", "figure", 1, attrs=attributes, map=paragraph.map, block=True, level=paragraph.level)
    yield inline
    if caption:
        yield Token("figcaption_open", "figcaption", 1, level=paragraph.level + 1)
        yield Token("inline", "", 0, content=caption, children=[Token("text", "", 0, content=caption)])
        yield Token("figcaption_close", "figcaption", -1, level=paragraph.level + 1)
    yield Token("figure_close", "figure", -1, block=True, level=paragraph.level)


def render_note_mark(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """Render a footnote mark as an empty element that knows its note."""
    return f'<sup {NOTE}="{tokens[index].meta["id"]}"></sup>'


def render_plainly(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Render a callout by its token's tag and attributes alone."""
    return renderer.renderToken(tokens, index, options, env)


def name_tasks(state: StateCore) -> None:
    """Give task lists the classes that our stylesheets know, in place of the library's and of its check boxes."""
    for token in state.tokens:
        classes = str(token.attrs.get("class", ""))
        if token.type == "list_item_open" and "checked" in token.meta:
            name = "task done" if token.meta.pop("checked") else "task open"
            token.attrs["class"] = classes.replace("task-list-item", name)
        elif "contains-task-list" in classes:
            token.attrs["class"] = classes.replace("contains-task-list", "task-list")
