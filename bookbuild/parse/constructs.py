"""Constructs of our dialect: changes to the parser's tokens before they are rendered."""

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bookbuild.parse.syntax.attribute_lists import take_heading_list
from bookbuild.parse.syntax.callout_names import QUOTATION, callout_of
from bookbuild.parse.syntax.findings import findings_of
from bookbuild.parse.vocabulary import CALLOUTS, NOTE
from bookbuild.parse.worksheets import FIELDS, WORKSHEET_BLOCKS, field_tokens, open_worksheet_block, paragraph

NAMES = (*CALLOUTS, *FIELDS, *WORKSHEET_BLOCKS)

UNKNOWN = "unknown name"
"""Key in a token's `meta` for a block name that is unknown."""

_NAME = "name"

_CAPTION = "caption"
"""Key in the `meta` of an image for the tokens of its title."""

_CLOSING_ATTRIBUTES = re.compile(r"(?<!\\)\{[^{}]*\}$")
_SUMMARY_MARK = "==="


def open_blocks(state: StateCore) -> None:
    """Turn ``::: tip Title`` into an aside whose title is a paragraph of inline Markdown; handle worksheets too."""
    opened: list[int] = []
    tokens: list[Token] = []
    for token in state.tokens:
        name, _, rest = token.info.partition(" ")
        if token.type == "field":
            tokens.extend(_field(token, name.lower(), rest.strip()))
            continue
        tokens.append(token)
        if token.type == "fenced_open":
            opened.append(len(tokens) - 1)
            token.meta[_NAME] = name.lower()
            tokens.extend(_title(token, name.lower(), rest.strip()))
        elif token.type == "fenced_close":
            start = opened.pop()
            _name_block(tokens[start], tokens[start + 1 :])
            token.tag = tokens[start].tag
    state.tokens = tokens


def _field(token: Token, name: str, arguments: str) -> Iterable[Token]:
    if name in FIELDS:
        return field_tokens(token, name, arguments)
    token.hidden = True
    token.meta[UNKNOWN] = name
    return [token]


def _title(opening: Token, name: str, title: str) -> list[Token]:
    if name in WORKSHEET_BLOCKS:
        return paragraph(title, opening, "worksheet-title") if title else []
    callout, own_title = callout_of(name)
    css_class = "quotation-title" if callout == QUOTATION else "callout-title"
    title = title or own_title
    return paragraph(title, opening, css_class) if title and callout else []


def _name_block(opening: Token, inside: Sequence[Token]) -> None:
    name = opening.meta.pop(_NAME)
    callout, _title = callout_of(name)
    if name in WORKSHEET_BLOCKS:
        open_worksheet_block(opening, name, inside)
    elif callout == QUOTATION:
        opening.tag = "blockquote"
    elif callout:
        opening.tag = "aside"
        opening.attrJoin("class", f"callout callout-{callout}")
    else:
        opening.meta[UNKNOWN] = name


def attribute_headings(state: StateCore) -> None:
    """Parse the attributes at a heading's end: ``## Title {#id .class}``."""
    for heading, inline in zip(state.tokens, state.tokens[1:], strict=False):
        match = heading.type == "heading_open" and _CLOSING_ATTRIBUTES.search(inline.content)
        if match:
            take_heading_list(heading, inline, match.start(), findings_of(state.env))


def drop_summary_mark(state: StateCore) -> None:
    """Drop the first paragraph that consists of ``===``: Grav's mark for the end of a summary."""
    for index, token in enumerate(state.tokens):
        if token.type == "inline" and token.level == 1 and token.content == _SUMMARY_MARK:
            del state.tokens[index - 1 : index + 2]
            return


def parse_captions(state: StateCore) -> None:
    """Parse the title of an image that is alone in its paragraph as inline Markdown: it will be a figure's caption.

    This comes before notes are collected, since a caption may call one.
    """
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "paragraph_open" or not inline.children:
            continue
        images = [child for child in inline.children if child.type == "image"]
        others = [child for child in inline.children if child.type not in {"image", "attribute_list"} and child.content]
        if len(images) == 1 and not others and images[0].attrs.get("title"):
            children: list[Token] = []
            images[0].meta[_CAPTION] = children
            state.md.inline.parse(str(images[0].attrs["title"]).strip(), state.md, state.env, children)


def enclose_figures(state: StateCore) -> None:
    """Turn an image that is alone in its paragraph into a figure, with its title as the caption."""
    tokens: list[Token] = []
    index = 0
    while index < len(state.tokens):
        paragraph, inline = state.tokens[index], state.tokens[index + 1 : index + 2]
        if paragraph.type == "paragraph_open" and inline and _is_lone_image(inline[0].children):
            tokens.extend(_figure(paragraph, inline[0]))
            index += 3
        else:
            tokens.append(paragraph)
            index += 1
    state.tokens = tokens


def _is_lone_image(children: Sequence[Token] | None) -> bool:
    return children is not None and [child.type for child in children if child.type != "text" or child.content] == [
        "image"
    ]


def _figure(paragraph: Token, inline: Token) -> Iterator[Token]:
    image = next(child for child in inline.children or [] if child.type == "image")
    caption = str(image.attrs.pop("title", "")).strip()
    attributes = dict(paragraph.attrs)
    for name in ("width", "height"):
        if name in attributes:
            image.attrs.setdefault(name, attributes.pop(name))
    if "id" in image.attrs:
        attributes["id"] = image.attrs.pop("id")
    classes = ["" if caption else "plain", attributes.pop("class", ""), image.attrs.pop("class", "")]
    if any(classes):
        attributes["class"] = " ".join(str(name) for name in classes if name)
    yield Token("figure_open", "figure", 1, attrs=attributes, map=paragraph.map, block=True, level=paragraph.level)
    yield inline
    if caption:
        yield Token("figcaption_open", "figcaption", 1, level=paragraph.level + 1)
        children = image.meta.pop(_CAPTION, None) or [Token("text", "", 0, content=caption)]
        yield Token("inline", "", 0, content=caption, children=children, map=inline.map)
        yield Token("figcaption_close", "figcaption", -1, level=paragraph.level + 1)
    yield Token("figure_close", "figure", -1, block=True, level=paragraph.level)


def render_note_mark(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """Render a footnote mark as an empty element with the number of its note."""
    return f'<sup {NOTE}="{tokens[index].meta["id"]}"></sup>'


def set_task_classes(state: StateCore) -> None:
    """Give task lists the classes of our stylesheets instead of the library's classes and check boxes."""
    for token in state.tokens:
        classes = str(token.attrs.get("class", ""))
        if token.type == "list_item_open" and "checked" in token.meta:
            name = "task done" if token.meta.pop("checked") else "task open"
            token.attrs["class"] = classes.replace("task-list-item", name)
        elif "contains-task-list" in classes:
            token.attrs["class"] = classes.replace("contains-task-list", "task-list")
