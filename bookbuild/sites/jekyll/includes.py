"""What tags of Liquid stand for: links, pictures with captions, films, texts. No template is run."""

import html
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest

from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_in
from bookbuild.sites.site import Read

Attributes = Mapping[str, str]
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_SPACES = re.compile(r"\s+")
_NOT_IN_NAMES = re.compile(r"[^\w]+")
_OPENED = re.compile(r"\{(?P<kind>[%{])(?:(?![%}]\}).)*$")
"""Matches the beginning of a tag or a value that goes on below."""
_RAW = re.compile(r"\{%-?\s*(?P<end>end)?raw\s*-?%\}")
INCLUDES = "_includes"
"""The folder of the files that pages put in."""
_OF_WEBSITES = re.compile(
    r"\{%-?\s*(?:for|tablerow)\b|<(?:script|style|form|iframe|nav|svg|input|button|canvas|link|meta|head|body|select)\b",
    re.IGNORECASE,
)
_PICTURE = re.compile(r'!\[(?P<words>[^\[\]]*)\]\(<(?P<source>[^<>]*)>(?: "(?P<caption>[^"]*)")?\)(?:\{#[^{}]*\})?')
_LONGEST_TAG = 100
"""How many lines a tag may have."""


def attributes_of(rest: str) -> Attributes:
    """Return the parameters of a tag: ``image="desk.jpg" caption='A desk'``."""
    return {key: _SPACES.sub(" ", one or two or three).strip() for key, one, two, three in _ATTRIBUTE.findall(rest)}


def include_of(rest: str) -> str | None:
    """Return what a known template stands for, in our Markdown, or None."""
    name = posixpath.basename(rest.partition(" ")[0]).removesuffix(".html").removesuffix(".liquid")
    make = _INCLUDES.get(name)
    return make(attributes_of(rest)) if make else None


def as_html(picture: str) -> str:
    """Return a picture in Markdown as HTML, for a place within HTML."""

    def shown(match: re.Match[str]) -> str:
        words, source, caption = (html.escape(match[name] or "") for name in ("words", "source", "caption"))
        image = f'<img src="{source}" alt="{words}"/>'
        return f"<figure>{image}<figcaption>{caption}</figcaption></figure>" if caption else image

    return _PICTURE.sub(shown, picture)


def template_lines(file: str, rest: str, read: Read) -> list[NumberedLine] | None:
    """Return the lines of a template in ``_includes`` that is put in like a text, or None: if what it stands for is
    known, or if it has loops or what only a website can show.
    """
    if include_of(rest) is not None:
        return None
    for path in (f"{INCLUDES}/{file}", f"{INCLUDES}/{file}.html", f"{INCLUDES}/{file}.md"):
        if posixpath.normpath(path) == path and (content := read(path)) is not None:
            lines = list(with_whole_tags(lines_in(content, path)))
            if _OF_WEBSITES.search("\n".join(line.text for line in lines)):
                return None
            return lines if path.endswith(".md") else _as_one_block(lines)
    return None


def _as_one_block(lines: list[NumberedLine]) -> list[NumberedLine]:
    """Return the lines of HTML as one block of Markdown, which neither ends at an empty line nor has code in it."""
    if any("<pre" in line.text for line in lines):
        return lines
    end = lines[-1]._replace(text="") if lines else None
    plain = [line._replace(text=line.text.strip()) for line in lines if line.text.strip()]
    return [*([plain[0]._replace(text="")] if plain else []), *plain, *([end] if end else [])]


def film(provider: str, name: str) -> str:
    """Return a link to a film."""
    return f"<{name if '://' in name else _FILMS.get(provider, '') + name}>"


def with_whole_tags(lines: list[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield the lines of a page with each tag on the line where it begins. Code and raw text stay as they are."""
    code, is_raw, index = CodeBlocks(), False, 0
    while index < len(lines):
        line = lines[index]
        index += 1
        code.fence(line.text)
        for mark in _RAW.finditer(line.text):
            is_raw = not mark["end"]
        opened = None if code.is_open or is_raw or "{" not in line.text else _OPENED.search(line.text)
        end = _end_of(lines, index, "%}" if opened["kind"] == "%" else "}}") if opened else 0
        if end:
            parts = [line.text.rstrip(), *(one.text.strip() for one in lines[index:end])]
            line, index = line._replace(text=" ".join(parts)), end
        yield line


def _end_of(lines: list[NumberedLine], start: int, mark: str) -> int:
    """Return the place behind the line that ends a tag, or 0 if none near does."""
    near = range(start, min(start + _LONGEST_TAG, len(lines)))
    return next((at + 1 for at in near if mark in lines[at].text), 0)


def _figure(attributes: Attributes) -> str:
    """Return pictures, or what else is in a figure, with its caption: number, words and source."""
    get = attributes.get
    source = next(filter(None, map(get, ("image_path", "src", "url", "file", "path", "image"))), "")
    sources = [one.strip() for one in get("images", source).split(",") if one.strip()]
    words = get("caption") or get("slide-caption") or ("" if "images" in attributes else get("title", ""))
    number, of = get("reference", ""), get("source", "")
    caption = " ".join(filter(None, (f"{number.rstrip('.:')}:" if number and words else number, words, of)))
    name = get("id") or _NOT_IN_NAMES.sub("-", number.lower()).strip("-")
    inside = get("html") or get("markdown") or ""
    if not sources:
        return "\n\n".join(filter(None, (inside, f"*{caption}*" if caption and "*" not in caption else caption)))
    alternatives = [one.strip() for one in (get("alt-text") or get("alt") or "").split("|")]
    pictures = zip_longest(sources, alternatives[: len(sources)], fillvalue="")
    shown = [f"![{_bare(alternative or words)}](<{path}>" for path, alternative in pictures]
    quoted = caption.replace('"', "”" if "“" in caption else "'")
    last = f' "{quoted}")' if caption else ")"
    return "\n\n".join([*(f"{one})" for one in shown[:-1]), f"{shown[-1]}{last}" + (f"{{#{name}}}" if name else "")])


def _bare(words: str) -> str:
    """Return words without markup and brackets, for a text alternative."""
    return re.sub(r"\[([^\[\]]*)\]\([^()]*\)|[*_\[\]]", r"\1", words)


def _film(attributes: Attributes) -> str:
    get = attributes.get
    address = next(filter(None, map(get, ("id", "src", "url", "path"))), "")
    return film(get("provider") or get("host") or "youtube", address) if address else ""


def _choice(attributes: Attributes) -> str:
    """Return the words that a reader chooses from, as a gap to fill in."""
    options = [one.strip() for one in attributes.get("options", "").split("|") if one.strip()]
    return f"({' / '.join(options)})" if options else ""


def _nothing(_: Attributes) -> str:
    return ""


_FILMS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
_INCLUDES: Mapping[str, Callable[[Attributes], str]] = {
    "figure": _figure, "image": _figure, "img": _figure, "picture": _figure, "responsive-image": _figure,
    "toc": _nothing, "metadata": _nothing, "video": _film, "youtube": _film, "youtubePlayer": _film, "select": _choice,
}  # fmt: skip
