"""The words behind a code fence: language, caption, name, numbers of lines, and lines that stand out.

As pandoc, Quarto, MkDocs, Hugo, Docusaurus, VitePress and Gatsby write them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

LISTING = "listing"
"""Key in the `meta` of a fence: what is said of it."""
CAPTIONED = "captioned"
"""Key in the `meta` of a fence whose caption stands around it."""

_PART = re.compile(
    r"""(?P<key>[A-Za-z_][\w-]*)[ \t]*=[ \t]*"""
    r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<list>\[[^\]]*\])|(?P<value>[^\s,{}]+))"""
    r"|\#(?P<name>[^\s{}]+)|\.(?P<class>[\w+#-]+)|\{(?P<ranges>[\d,\s-]+)\}|(?P<word>:?[\w+#.-]+)|(?P<sign>\S)"
)
_LANGUAGE = re.compile(r"[\w+#.-]+")
_CAPTIONS = ("lst-cap", "caption", "fig-cap", "title", "filename", "name")
_ALTERNATIVES = ("alt", "fig-alt")
_NUMBERED = frozenset(
    ["numberlines", "number-lines", "line-numbers", "linenumbers", "showlinenumbers", "linenos", "linenums"]
)
_FIRST = frozenset(["startfrom", "start-from", "linenostart", "linenums", "showlinenumbers", "first-line", "start"])
_MARKED = frozenset(["hl_lines", "hl-lines", "highlight", "emphasize-lines", "code-line-numbers", "mark"])
_RANGE = re.compile(r"(\d+)(?:\s*(?:-|\.\.)\s*(\d+))?")
_NO = frozenset({"false", "0", "no", "off"})


@dataclass(slots=True)
class Listing:
    """What is said of a code fence.

    `first` is the number of the first line, or 0 if lines have no numbers; `marked` are the lines that stand out,
    counted from 1; `unread` is what is not understood.
    """

    language: str = ""
    caption: str = ""
    name: str = ""
    alternative: str = ""
    first: int = 0
    marked: list[tuple[int, int]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    ranges: list[str] = field(default_factory=list)
    """The lines that stand out, as they are written."""

    @property
    def classes(self) -> str:
        """The classes of the block of code."""
        numbers = [f"numbered from-{self.first}"] if self.first else []
        return " ".join((*numbers, *(f"marked-{first}-{last}" for first, last in self.marked)))


def read_listing(info: str) -> Listing:
    """Return what the words behind a code fence say."""
    listing = Listing()
    texts: dict[str, str] = {}
    is_braced = info.startswith("{")
    start = 0
    if not is_braced and (language := _LANGUAGE.match(info)):
        listing.language, start = language[0], language.end()
    for part in _PART.finditer(info, start):
        if part["key"]:
            values = (part["double"], part["single"], part["list"], part["value"])
            texts[part["key"].lower()] = next(value for value in values if value is not None)
        else:
            _read_part(listing, part)
    _read_texts(listing, texts)
    return listing


def _read_part(listing: Listing, part: re.Match[str]) -> None:
    word = (part["class"] or part["word"] or "").lstrip(":").lower()
    if part["name"]:
        listing.name = part["name"]
    elif part["ranges"]:
        listing.marked += _ranges(part["ranges"])
        listing.ranges.append(part["ranges"])
    elif word in _NUMBERED:
        listing.first = listing.first or 1
    elif part["class"] and not listing.language:
        listing.language = part["class"]
    elif part["word"]:
        listing.unread.append(part["word"])


def _read_texts(listing: Listing, texts: dict[str, str]) -> None:
    listing.caption = next((" ".join(texts[key].split()) for key in _CAPTIONS if texts.get(key)), "")
    listing.alternative = next((" ".join(texts[key].split()) for key in _ALTERNATIVES if texts.get(key)), "")
    for key, value in texts.items():
        if key in _MARKED and value.lower() not in {"true", *_NO}:
            listing.marked += _ranges(value)
            listing.ranges.append(value)
        elif key in _NUMBERED | _FIRST | {"code-line-numbers"} and value.lower() not in _NO:
            listing.first = int(value) if value.isdecimal() and key in _FIRST else listing.first or 1
        elif key in {"label", "lst-label", "id"}:
            listing.name = listing.name or value


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    for match in _RANGE.finditer(text):
        first, last = int(match[1][:6]), int((match[2] or match[1])[:6])
        if 0 < first <= last:
            yield first, last


def render_fence(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """Return a code fence as HTML."""
    token = tokens[index]
    listing = token.meta.get(LISTING) or read_listing(token.info.strip())
    own = {name: str(value) for name, value in token.attrs.items()}
    name = listing.name or own.pop("id", "")
    classes = " ".join(filter(None, (listing.classes, own.pop("class", ""))))
    language = f' class="language-{escapeHtml(listing.language)}"' if listing.language else ""
    others = {"id": "" if CAPTIONED in token.meta else name, "class": classes, **own}
    attributes = "".join(f' {key}="{escapeHtml(value)}"' for key, value in others.items() if value)
    return f"<pre{attributes}><code{language}>{escapeHtml(token.content)}</code></pre>\n"
