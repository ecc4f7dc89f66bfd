"""Titles: inline Markdown rendered, the same in plain text, and the heading of a text that serves as its title."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from bookbuild.model.references import is_reference
from bookbuild.parse.dialect import dialect
from bookbuild.parse.markup import Child, Node, parse_html, plain_text, to_xhtml, walk
from bookbuild.parse.quotes import quotes_of
from bookbuild.parse.typography import typeset
from bookbuild.parse.vocabulary import HEADINGS, INDEX_MARKS, LINE, NOTE, SPANS

_MARKS = re.compile(r"[*_`<&\[\]~^=\\!{}|$@%#:/+]|www\.")
"""What may be inline markup."""
_LONGEST = 2_000
"""Characters beyond which no markup is looked for."""
_KEPT = (SPANS - {"q", "span", "time"}) | {"del", "ins", "wbr"}
_KEPT_ATTRIBUTES = frozenset({"lang", "dir"})
_TAG = re.compile(rf"</?(?:{'|'.join(sorted(_KEPT | {'q', 'span', 'br'}))})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SPACES = re.compile("[ \t\n\r\f\v]+")
_SOFT = str.maketrans("", "", "\u00ad\u200b")
"""Characters that only mark where a line may break."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title in plain text, and as inline XHTML if it has markup."""

    text: str = ""
    xhtml: str = ""


def set_title(text: str, language: str) -> Title:
    """Return a title with typographic quotation marks, its inline Markdown rendered."""
    if len(text) > _LONGEST or not _MARKS.search(text):
        return _title([typeset(text, language)])
    md, env = dialect(language), dict[str, Any]()
    inline = md.parseInline(text, env)[:1]  # notes may follow
    for token in inline:
        token.children = [part for child in token.children or [] for part in _shown(child, env)]
    return _title(_phrasing(parse_html(md.renderer.render(inline, md.options, env)), language))


def take_title(content: list[Child], stated: Title, language: str) -> tuple[Title, Node | None]:
    """Remove the heading of a text that is its title: the first of level 1, or one that repeats the stated title.

    Return the title and that heading. Its pictures, note marks and marks for the index stay in the text.
    """
    position = _title_position(content, stated)
    heading = None if position is None else content[position]
    if position is None or not isinstance(heading, Node):
        return stated, None
    following = content[position + 1 : position + 3]
    _move_index_marks(heading, following)
    content[position : position + 1] = _rest(heading.children, following)
    typed = _title(_phrasing(heading.children, language))
    return stated if stated.text and not _adds_signs(typed.text, stated.text) else typed, heading


def _title_position(content: Sequence[Child], stated: Title) -> int | None:
    shown = [(at, child) for at, child in enumerate(content) if isinstance(child, Node) or child.strip()]
    first = next(((at, child) for at, child in shown if isinstance(child, Node) and child.tag == "h1"), None)
    if not stated.text:
        return first[0] if first else None
    for at, child in (*shown[:1], *filter(None, [first])):
        if isinstance(child, Node) and child.tag in HEADINGS and _is_same(plain_text(child.children), stated.text):
            return at
    return None


def _is_same(heading: str, title: str) -> bool:
    """Return whether two titles have the same letters and digits, and no different signs such as those of C++ and C#.
    Other marks count only where there is nothing else.
    """
    one, other = ("".join(filter(str.isalnum, text.casefold())) for text in (heading, title))
    if not (one or other):
        return heading.split() == title.split()
    signs, others = _signs(heading), _signs(title)
    return one == other and (signs == others or not signs or not others)


def _adds_signs(heading: str, title: str) -> bool:
    """Return whether a heading that repeats a title has signs that the title has not, such as a smiley."""
    return bool(_signs(heading)) and not _signs(title)


def _signs(text: str) -> str:
    """Return the signs of a text that are symbols or read aloud, without those that only set off words."""
    return "".join(sign for sign in text if sign in "#%&@" or unicodedata.category(sign) in {"Sm", "So", "Sc"})


def _rest(children: list[Child], following: Sequence[Child]) -> list[Child]:
    """Return what of a heading stays in the text: a paragraph of pictures. Note marks go to the paragraph after it."""
    pictures: list[Child] = [node for node in walk(children) if node.tag == "img"]
    marks: list[Child] = [node for node in walk(children) if NOTE in node.attrs]
    kept: list[Child] = [Node("p", {}, pictures)] if pictures else []
    after = next((child for child in following if isinstance(child, Node)), None)
    if marks and after is not None and after.tag == "p":
        after.children.extend(marks)
    elif marks:
        kept.append(Node("p", {}, marks))
    return kept


def _move_index_marks(heading: Node, following: Sequence[Child]) -> None:
    """Move marks for the index to the beginning of the paragraph or heading that follows a title, if one does."""
    after = next((child for child in following if isinstance(child, Node)), None)
    if after is None or after.tag not in HEADINGS | {"p"}:
        return
    marks: list[Child] = []
    for node in walk(heading.children):
        if "data-index" in node.attrs:
            names = [name for name in node.attrs if name in INDEX_MARKS or name == LINE]
            marks.append(Node("span", {name: node.attrs.pop(name) for name in names}))
    after.children[:0] = marks


def _shown(token: Token, env: Mapping[str, Any]) -> Iterable[Token]:
    """Yield what of a token belongs into a title: of an image its text, of a link its words. A title has no notes."""
    if token.type == "image":
        yield Token("text", "", 0, content="".join(child.content for child in token.children or []))
    elif token.type == "html_inline" and not _TAG.fullmatch(token.content):
        yield Token("text", "", 0, content=token.content)
    elif token.type == "footnote_ref":
        yield Token("text", "", 0, content=_note_as_typed(token, env))
    elif token.type == "link_open" and is_reference(str(token.attrs["href"])):
        yield Token("text", "", 0, content=str(token.attrs["href"]))
    elif token.type not in {"link_open", "link_close"}:
        yield token


def _note_as_typed(mark: Token, env: Mapping[str, Any]) -> str:
    if mark.meta.get("label"):
        return f"[^{mark.meta['label']}]"
    return f"^[{env['footnotes']['list'][mark.meta['id']].get('content', '')}]"


def _phrasing(children: Iterable[Child], language: str) -> list[Child]:
    """Return the inline elements of a title, without attributes but language and direction, and the text of others."""
    kept: list[Child] = []
    for child in children:
        if isinstance(child, str):
            kept.append(child)
            continue
        inside = _phrasing(child.children, language)
        attributes = {name: value for name, value in child.attrs.items() if name in _KEPT_ATTRIBUTES}
        if NOTE in child.attrs:
            continue
        if child.tag in _KEPT or attributes:
            kept.append(Node(child.tag if child.tag in _KEPT else "span", attributes, inside))
        elif child.tag == "q":
            kept += [quotes_of(language)[0], *inside, quotes_of(language)[1]]
        else:
            kept += [child.attrs.get("alt", "") if child.tag == "img" else " " if child.tag == "br" else "", *inside]
    return kept


def _title(children: list[Child]) -> Title:
    text = _SPACES.sub(" ", plain_text(children)).strip()
    xhtml = _SPACES.sub(" ", to_xhtml(children)).strip()
    plain = text.translate(_SOFT)
    return Title(plain, "" if xhtml == to_xhtml([plain]) else xhtml)
