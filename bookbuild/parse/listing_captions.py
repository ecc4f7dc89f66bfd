"""Captions of code, which are Markdown: behind the fence, or beside it as ``Listing: Words {#lst:loop}``."""

from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookbuild.model.references import is_label
from bookbuild.parse.constructs import caption_token
from bookbuild.parse.syntax.listings import CAPTIONED, LISTING, Listing, read_listing

_SIGN = "Listing:"
_PARAGRAPH = 3
"""How many tokens a paragraph has."""


def enclose_listings(state: StateCore) -> None:
    """Turn each code fence that has a caption into a figure with it."""
    fences = [token for token in state.tokens if token.type == "fence"]
    if not fences:
        return
    for fence in fences:  # those of other programs' markup are not read yet
        fence.meta.setdefault(LISTING, read_listing(fence.info.strip()))
    tokens: list[Token] = []
    index = 0
    while index < len(state.tokens):
        token = state.tokens[index]
        index += 1
        if token.type != "fence":
            tokens.append(token)
            continue
        listing: Listing = token.meta[LISTING]
        below = state.tokens[index : index + _PARAGRAPH]
        if listing.caption:
            caption = caption_token(listing.caption, [], token, state)
            tokens.extend(_figure(token, caption, listing.name))
        elif _is_caption(tokens[-_PARAGRAPH:], listing):
            above = [tokens.pop() for _ in range(_PARAGRAPH)]
            tokens.extend(_figure(token, _words(above[1]), str(above[2].attrs.get("id", ""))))
        elif _is_caption(below, listing) and not _is_of_next(state.tokens[index + _PARAGRAPH : index + _PARAGRAPH + 1]):
            index += _PARAGRAPH
            tokens.extend(_figure(token, _words(below[1]), str(below[0].attrs.get("id", ""))))
        else:
            tokens.append(token)
    state.tokens = tokens


def _is_caption(paragraph: list[Token], listing: Listing) -> bool:
    """Return whether a paragraph is the caption of the code beside it: one of both has a label."""
    if [token.type for token in paragraph] != ["paragraph_open", "inline", "paragraph_close"]:
        return False
    names = (str(paragraph[0].attrs.get("id", "")), listing.name)
    return paragraph[1].content.startswith(_SIGN) and any(map(is_label, names))


def _is_of_next(following: list[Token]) -> bool:
    """Return whether a paragraph under code stands above other code without a caption, whose it is then."""
    return bool(following) and following[0].type == "fence" and not following[0].meta[LISTING].caption


def _words(inline: Token) -> Token:
    first = next((child for child in inline.children or () if child.type == "text" and child.content), None)
    if first is not None:
        first.content = first.content.removeprefix(_SIGN).lstrip()
    return inline


def _figure(fence: Token, caption: Token, name: str) -> Iterator[Token]:
    attributes = {"class": "listing", "id": name or fence.meta[LISTING].name or fence.attrs.pop("id", "")}
    attributes = {key: value for key, value in attributes.items() if value}
    fence.meta[CAPTIONED] = True
    yield Token("figure_open", "figure", 1, attrs=attributes, map=fence.map, level=fence.level)
    yield Token("figcaption_open", "figcaption", 1, level=fence.level + 1)
    yield caption
    yield Token("figcaption_close", "figcaption", -1, level=fence.level + 1)
    yield fence
    yield Token("figure_close", "figure", -1, block=True, level=fence.level)
