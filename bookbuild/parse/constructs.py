"""Constructs of our dialect: changes to the parser's tokens before they are rendered."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bookbuild.model.callouts import CALLOUTS, QUOTATION, callout_of, is_any_other
from bookbuild.model.references import is_label
from bookbuild.parse.epigraphs import EPIGRAPH, SOURCE
from bookbuild.parse.readers import READER_BLOCKS, open_reader_block
from bookbuild.parse.syntax.attribute_lists import resolve_lists, take_heading_list
from bookbuild.parse.syntax.attributes import set_attributes
from bookbuild.parse.syntax.block_names import attributes_of, block_name, own_callouts, title_of_kind
from bookbuild.parse.syntax.findings import Findings, Kind, findings_of
from bookbuild.parse.syntax.flattening import line_breaks
from bookbuild.parse.syntax.html_tags import balance_text
from bookbuild.parse.syntax.notes import is_call
from bookbuild.parse.vocabulary import NOTE
from bookbuild.parse.worksheets import FIELDS, WORKSHEET_BLOCKS, field_tokens, open_worksheet_block, paragraph

NAMES = (*CALLOUTS, *FIELDS, *WORKSHEET_BLOCKS, *READER_BLOCKS, EPIGRAPH, "include")

UNKNOWN = "unknown name"
"""Key in a token's `meta` for a block name that is unknown."""

_NAME = "name"

_OWN_ATTRIBUTES = frozenset({"id", "lang", "xml:lang", "dir"})
"""The attributes in braces behind the colons that a block keeps; its classes are its name."""

_CLOSING_ATTRIBUTES = re.compile(r"(?<!\\)\{[^{}]*\}$")
_SUMMARY_MARK = "==="


def open_blocks(state: StateCore) -> None:
    """Turn ``::: tip Title`` into an aside whose title is a paragraph of inline Markdown; handle worksheets too."""
    opened: list[int] = []
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == "field":
            tokens.extend(_field(token, *block_name(token.info)))
            continue
        tokens.append(token)
        if token.type == "fenced_open":
            opened.append(len(tokens) - 1)
            name, rest = block_name(token.info)
            token.meta[_NAME] = name
            if listed := attributes_of(token.info):
                own = {key: value for key, value in listed.attributes.items() if key in _OWN_ATTRIBUTES}
                set_attributes(token, own, findings_of(state.env), (token.map or [0])[0] + 1)
            elif listed := attributes_of(rest):  # in the place of a title
                rest = listed.attributes.get("title", "")
                own = {key: value for key, value in listed.attributes.items() if key != "title"}
                set_attributes(token, own, findings_of(state.env), (token.map or [0])[0] + 1)
            if name in READER_BLOCKS:
                open_reader_block(token, name, rest, findings_of(state.env))
            elif name == EPIGRAPH:
                token.meta[SOURCE] = rest
            else:
                tokens.extend(_title(token, name, rest, own_callouts(state.env)))
        elif token.type == "fenced_close":
            start = opened.pop()
            if source := tokens[start].meta.pop(SOURCE, ""):
                tokens[-1:-1] = paragraph(source, tokens[start], SOURCE)
            _name_block(tokens[start], tokens[start + 1 :], own_callouts(state.env))
            token.tag = tokens[start].tag
    state.tokens = tokens


def _field(token: Token, name: str, arguments: str) -> Iterable[Token]:
    if name in FIELDS:
        return field_tokens(token, name, arguments)
    token.hidden = True
    token.meta[UNKNOWN] = name
    return [token]


def _title(opening: Token, name: str, title: str, own: Mapping[str, str]) -> list[Token]:
    if name in WORKSHEET_BLOCKS:
        return paragraph(title, opening, "worksheet-title") if title else []
    callout, _classes = callout_of(name, own)
    if not callout:
        return paragraph(title, opening, "") if title and name.isalpha() else []
    css_class = "quotation-title" if callout == QUOTATION else "callout-title"
    title = title or (title_of_kind(name) if is_any_other(name, own) else "")
    return paragraph(title, opening, css_class) if title else []


def _name_block(opening: Token, inside: Sequence[Token], own: Mapping[str, str]) -> None:
    name = opening.meta.pop(_NAME)
    callout, classes = callout_of(name, own)
    if name in WORKSHEET_BLOCKS:
        open_worksheet_block(opening, name, inside)
    elif callout == QUOTATION:
        opening.tag = "blockquote"
    elif name == EPIGRAPH:
        opening.tag = "blockquote"
        opening.attrJoin("class", EPIGRAPH)
    elif name in READER_BLOCKS:
        return
    elif callout:
        opening.tag = "aside"
        opening.attrJoin("class", classes)
    elif name:
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


_UNPRINTED_TITLE = Kind(
    "unused-attribute",
    "the title {} of a picture in a line of text is not printed",
    "put the picture in a paragraph of its own, where its title becomes its caption; or write the words into the text",
)


def enclose_figures(state: StateCore) -> None:
    """Turn an image that is alone in its paragraph into a figure, with its title as the caption.

    Marks of notes right behind the image belong to its caption.
    """
    tokens: list[Token] = []
    index = 0
    while index < len(state.tokens):
        paragraph, inline = state.tokens[index], state.tokens[index + 1 : index + 2]
        if paragraph.type == "paragraph_open" and inline and _is_lone_image(inline[0].children or []):
            tokens.extend(_figure(paragraph, inline[0], state))
            index += 3
        else:
            _note_titles(paragraph, findings_of(state.env))
            tokens.append(paragraph)
            index += 1
    state.tokens = tokens


def _note_titles(inline: Token, findings: Findings) -> None:
    """Note the titles of pictures that stand in a line of text, which are printed nowhere."""
    line = inline.map[0] + 1 if inline.map else 1
    for child in inline.children or ():
        line += line_breaks(child)
        if child.type == "image" and str(child.attrs.get("title", "")).strip():
            findings.add(_UNPRINTED_TITLE, line, str(child.attrs["title"]))


def _is_lone_image(children: Sequence[Token]) -> bool:
    shown = [child for child in children if child.type != "text" or child.content]
    if not shown or shown[0].type != "image":
        return False
    has_caption = "title" in shown[0].attrs or is_label(str(shown[0].attrs.get("id", "")))
    return len(shown) == 1 or (has_caption and all(map(is_call, shown[1:])))


def _figure(paragraph: Token, inline: Token, state: StateCore) -> Iterator[Token]:
    children = inline.children or []
    image = next(child for child in children if child.type == "image")
    calls = [child for child in children if is_call(child)]
    attributes = dict(paragraph.attrs)
    label = str(image.attrs.get("id") or attributes.get("id", ""))
    caption = str(image.attrs.pop("title", "")).strip()
    if not caption and is_label(label):
        caption, calls = image.content, []  # which are among the words
    for name in ("width", "height"):
        if name in attributes:
            image.attrs.setdefault(name, attributes.pop(name))
    if "id" in image.attrs:
        attributes["id"] = image.attrs.pop("id")
    classes = ["" if caption else "plain", attributes.pop("class", ""), image.attrs.pop("class", "")]
    if any(classes):
        attributes["class"] = " ".join(str(name) for name in classes if name)
    yield Token("figure_open", "figure", 1, attrs=attributes, map=paragraph.map, block=True, level=paragraph.level)
    inline.children = [image]
    yield inline
    if caption:
        yield Token("figcaption_open", "figcaption", 1, level=paragraph.level + 1)
        yield caption_token(caption, calls, inline, state)
        yield Token("figcaption_close", "figcaption", -1, level=paragraph.level + 1)
    yield Token("figure_close", "figure", -1, block=True, level=paragraph.level)


def caption_token(words: str, calls: list[Token], block: Token, state: StateCore) -> Token:
    """Return the caption of a block, which is Markdown, with the marks of notes behind it."""
    children: list[Token] = []
    state.md.inline.parse(words, state.md, state.env, children)
    caption = Token("inline", "", 0, content=words, map=block.map, children=children)
    if "<" in words:
        balance_text(caption, findings_of(state.env))
    if "{" in words:
        resolve_lists(caption, findings_of(state.env))
    caption.children = [*(caption.children or []), *calls]
    return caption


def render_note_mark(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """Render a footnote mark as an empty element with the number of its note."""
    return f'<sup {NOTE}="{tokens[index].meta["id"]}"></sup>'


def set_task_classes(state: StateCore) -> None:
    """Replace the library's classes and check boxes of task lists by the classes of our stylesheets."""
    for token in state.tokens:
        classes = str(token.attrs.get("class", ""))
        if token.type == "list_item_open" and "checked" in token.meta:
            name = "task done" if token.meta.pop("checked") else "task open"
            token.attrs["class"] = classes.replace("task-list-item", name)
        elif "contains-task-list" in classes:
            token.attrs["class"] = classes.replace("contains-task-list", "task-list")
