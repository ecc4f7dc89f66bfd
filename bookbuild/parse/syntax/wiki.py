"""Links and pictures as Obsidian writes them: ``[[Note#Part|words]]``, ``![[a.png|300x200]]``, ``![a|300](a.png)``."""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from bookbuild.parse.syntax.findings import Kind, note
from bookbuild.parse.vocabulary import WIKI

_EMBEDDED = Kind(
    "wiki-link",
    "what {} names is not put in here, as Obsidian does it; its name is printed, with a link if it is an article",
    "copy its text here; or take the ! out, if a link is what you want",
)
_LINK = re.compile(r"(?P<embed>!?)\[\[(?P<content>[^\s\[\]^][^\[\]\n]{0,300})\]\](?![(\[:])")
_NOT_SHOWN = Kind(
    "wiki-link",
    "the file that {} names is not shown in a book; its name is printed",
    "say in the text where readers get it",
)
_PICTURE = re.compile(r".+\.(?:png|jpe?g|gif|svg|webp|bmp|avif|heic|tiff?)(?:#[\w-]*)?", re.IGNORECASE)
_LOOKS = re.compile(r"\.\w{3,4}#[\w-]*\Z")
"""Matches a mark behind a picture's name, which has a meaning for stylesheets: ``a.png#outline``."""
_FILE = re.compile(r".+\.(?:pdf|mp[34]|m4a|wav|ogg|3gp|flac|webm|ogv|mov|mkv|canvas|base)(?:#.*)?", re.IGNORECASE)
_SIZE = re.compile(r"(\d{1,5})(?:x(\d{1,5}))?")
_SIZED = re.compile(r"\| ?\d{1,5}(?:x\d{1,5})? ?\]")
_SIZE_AT_END = re.compile(r" *\\?\| ?(\d{1,5})(?:x(\d{1,5}))? ?\Z")
_NO_NAME = re.compile(r"[\d\W_]*")
"""``[[1]]``, for example, is a reference in brackets, not the name of a note."""


def wiki_plugin(md: MarkdownIt) -> None:
    """Parse links and pictures in double square brackets."""
    md.inline.ruler.before("link", "wiki_link", _wiki_link)
    md.core.ruler.after("inline", "picture_sizes", _take_sizes)


def _wiki_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    match = _LINK.match(state.src, state.pos, state.posMax) if state.src[state.pos] in "![" else None
    if match is None or _is_reference(state, match):
        return False
    if not silent:
        name, *more = (part.strip().rstrip("\\").rstrip() for part in match["content"].split("|"))
        if match["embed"] and _PICTURE.fullmatch(name):
            _push_picture(state, name.partition("#")[0] if _LOOKS.search(name) else name, more)
        elif match["embed"] and _FILE.fullmatch(name):
            note(state.push("text", "", 0), _NOT_SHOWN, match[0])
            state.tokens[-1].content = more[0] if more and more[0] else _words_of(name.partition("#")[0])
        else:
            _push_link(state, match, name, more)
    state.pos = match.end()
    return True


def _take_sizes(state: StateCore) -> None:
    """Take the size out of the words of pictures: ``![words|300](a.png)``."""
    for token in state.tokens if _SIZED.search(state.src) else ():
        for child in token.children or ():
            last = child.children[-1] if child.type == "image" and child.children else None
            size = _SIZE_AT_END.search(last.content) if last and last.type == "text" else None
            if last and size:
                last.content = last.content[: size.start()]
                child.attrs["width"] = size[1]
                if size[2]:
                    child.attrs["height"] = size[2]


def _is_reference(state: StateInline, match: re.Match[str]) -> bool:
    content = match["content"]
    return _NO_NAME.fullmatch(content) is not None or normalizeReference(content) in state.env.get("references", {})


def _push_picture(state: StateInline, name: str, more: list[str]) -> None:
    token = state.push("image", "img", 0)
    words = next((part for part in more if not _SIZE.fullmatch(part)), "")
    token.attrs = {"src": name.replace("%", "%25").replace("?", "%3F"), "alt": ""}
    token.content = words
    token.children = []
    state.md.inline.parse(words, state.md, state.env, token.children)
    size = next(filter(None, map(_SIZE.fullmatch, more)), None)
    if size:
        token.attrs["width"] = size[1]
    if size and size[2]:
        token.attrs["height"] = size[2]


def _push_link(state: StateInline, match: re.Match[str], name: str, more: list[str]) -> None:
    words = next(filter(None, more), "") or _words_of(name)
    if not state.linkLevel:
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": WIKI + name.replace("%", "%25")}
        if match["embed"]:
            note(opening, _EMBEDDED, match[0])
    state.push("text", "", 0).content = words
    if not state.linkLevel:
        state.push("link_close", "a", -1)


def _words_of(name: str) -> str:
    """Return what a link shows that has no words of its own: the note's name and the heading's."""
    note_name, _, part = name.partition("#")
    title = note_name.rpartition("/")[2]
    title = title[:-3] if title.lower().endswith(".md") else title
    parts = [part for part in part.split("#") if part and not part.startswith("^")]
    return " > ".join(filter(None, [title.strip(), *parts])) or name
