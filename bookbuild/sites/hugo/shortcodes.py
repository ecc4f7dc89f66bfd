"""Shortcodes of Hugo and of its common themes, and what they stand for in a book."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bookbuild.sites.titles import title_of_name

TAG = re.compile(r"\{\{(?:<(?!/\*)\s*[^{}]*?\s*>|%(?!/\*)\s*[^{}]*?\s*%)\}\}")
_PARTS = re.compile(
    r"\{\{[<%]\s*(?P<end>/?)\s*(?P<name>[\w.-]+(?:/[\w.-]+)*)(?P<rest>.*?)(?P<single>/?)\s*[>%]\}\}", re.DOTALL
)
_ARGUMENT = re.compile(
    r"""(?:(?P<key>[\w-]+)\s*=\s*)?(?:"(?P<double>(?:\\.|[^"\\])*)"|`(?P<raw>[^`]*)`|(?P<bare>[^\s"`=]+))"""
)


@dataclass(frozen=True, slots=True)
class Shortcode:
    """A tag: its name, whether it ends what another began, and its arguments by place and by name."""

    name: str
    is_end: bool
    places: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    is_single: bool = False
    """Whether it ends itself, so that nothing is in it: ``{{< katex />}}``."""

    def first(self, *names: str) -> str:
        """Return the first argument that has one of these names, or else the first without a name."""
        return next((self.attributes[one] for one in names if self.attributes.get(one)), "") or self.place(0)

    def place(self, index: int) -> str:
        """Return an argument by its place, or an empty string."""
        return self.places[index] if index < len(self.places) else ""


def read_shortcode(text: str) -> Shortcode | None:
    """Return the shortcode that a text is, or None."""
    match = _PARTS.fullmatch(text)
    if match is None:
        return None
    places, attributes = [], {}
    for argument in _ARGUMENT.finditer(match["rest"]):
        value = argument["double"] if argument["double"] is not None else argument["raw"] or argument["bare"] or ""
        if argument["key"]:
            attributes[argument["key"]] = value.replace('\\"', '"')
        else:
            places.append(value.replace('\\"', '"'))
    return Shortcode(match["name"], match["end"] == "/", tuple(places), attributes, text, match["single"] == "/")


def replacement(shortcode: Shortcode) -> tuple[str, bool]:
    """Return what stands in the place of a shortcode, and whether it has a line of its own.

    A shortcode that is not understood stands as it is.
    """
    name = shortcode.name.lower()
    if name in _BOXES or name in _NAMED_BOXES:
        return (":::" if shortcode.is_end else _box(shortcode, name)), True
    if name in _CODE:
        return ("```" if shortcode.is_end else f"```{_CODE[name] or shortcode.place(0)}"), True
    if name in _TITLED:
        title = "" if shortcode.is_end else _title(shortcode)
        return (f"**{title}**" if title else ""), True
    if name in _WITHOUT_TRACE:
        return "", True
    if make := _INLINE.get(name):
        return make(shortcode), False
    return shortcode.attributes.get("text") or shortcode.source, False


def _title(shortcode: Shortcode) -> str:
    if shortcode.name == "table":
        return shortcode.attributes.get("caption", "")
    return shortcode.first("title", "name", "header", "summary", "tabName", "label")


def _box(shortcode: Shortcode, name: str) -> str:
    kind = _NAMED_BOXES.get(name, "")
    kind = kind or shortcode.attributes.get("type") or shortcode.attributes.get("color") or shortcode.place(0)
    title = shortcode.attributes.get("title") or shortcode.attributes.get("header", "")
    if not title and name in _BOXES and name != "alert":
        title = shortcode.place(1)
    return f"::: {_KINDS.get(kind.lower(), 'note')} {title}".rstrip()


_BOXES = frozenset({"admonition", "alert", "blockquote", "callout", "hint", "notice", "pageinfo", "message", "box"})
_NAMED_BOXES = {
    "attention": "warning", "caution": "warning", "danger": "warning", "important": "important", "info": "note",
    "note": "note", "success": "note", "tip": "tip", "warning": "warning",
}  # fmt: skip
_KINDS = {
    "caution": "warning", "danger": "warning", "error": "warning", "important": "important", "success": "tip",
    "tip": "tip", "warning": "warning", "example": "example", "summary": "summary", "abstract": "summary",
}  # fmt: skip
_CODE = {"highlight": "", "code": "", "mermaid": "mermaid"}
_TITLED = frozenset({"details", "expand", "collapse", "accordion", "tab", "step", "foldable", "table"})
_WITHOUT_TRACE = frozenset(
    {
        "accordions", "blocks/cover", "blocks/section", "cardpane", "cards", "center", "children", "columns", "column",
        "div", "grid", "html", "panes", "rawhtml", "section", "steps", "tabpane", "tabs", "toc", "tree",
    }
)  # fmt: skip


def _reference(shortcode: Shortcode) -> str:
    path = shortcode.first("path")
    return f"<{path}>" if " " in path else path


def _figure(shortcode: Shortcode) -> str:
    get = shortcode.attributes.get
    words = [get("title", ""), get("caption", ""), get("attr", "")]
    caption = ". ".join(one.strip().rstrip(".") for one in words[:2] if one.strip()) if all(words[:2]) else ""
    caption = " ".join(filter(None, [caption or words[0] or words[1], words[2]])).replace('"', "'")
    alternative = get("alt", "") or (caption if not get("title") else get("title", ""))
    source = get("src", "") or shortcode.place(0)
    return f'![{alternative}](<{source}> "{caption}")' if caption else f"![{alternative}](<{source}>)"


def _address(start: str) -> Callable[[Shortcode], str]:
    return lambda shortcode: f"<{start}{shortcode.first('id', 'src', 'url')}>"


def with_words(shortcode: Shortcode, words: str) -> str:
    """Return a button as a link with the words between its tags."""
    target = shortcode.first("relref", "href", "link", "url")
    return f"[{words.strip()}](<{target}>)" if target else words


def _button(shortcode: Shortcode) -> str:
    """Return the address of a button whose words are on other lines."""
    target = shortcode.first("relref", "href", "link", "url")
    return "" if shortcode.is_end else f"<{target}> " if target.startswith("http") else f"[{target}](<{target}>) "


def _formula(shortcode: Shortcode) -> str:
    """Return the mark that begins or ends a formula within a line."""
    return "" if shortcode.is_single else "$"


def _card(shortcode: Shortcode) -> str:
    get = shortcode.attributes.get
    title, link = get("title", ""), get("link", "") or get("href", "")
    picture = f"![](<{get('image')}>)" if get("image") else ""
    heading = f"[{title}](<{link}>)" if title and link else f"**{title}**" if title else ""
    return " ".join(filter(None, [picture, heading, get("subtitle", "")]))


def _words(shortcode: Shortcode) -> str:
    return shortcode.first("text", "content")


def _link(shortcode: Shortcode) -> str:
    target = shortcode.first("url", "href", "link")
    return f"[{shortcode.attributes.get('text') or target}](<{target}>)"


def _term(shortcode: Shortcode) -> str:
    """Return the words of a term that a glossary explains, or its name."""
    return shortcode.attributes.get("text") or shortcode.first("term_id").replace("-", " ")


def _state(shortcode: Shortcode) -> str:
    get = shortcode.attributes.get
    return f"*{get('for_k8s_version', '')} [{get('state', '')}]*".replace("* [", "*[")


def _heading(shortcode: Shortcode) -> str:
    """Return the words of a heading that a theme has in each language, by its name."""
    name = shortcode.place(0)
    return _HEADINGS.get(name) or title_of_name(name)


def _key(shortcode: Shortcode) -> str:
    return f"<kbd>{shortcode.place(0)}</kbd>" if shortcode.places else "</kbd>" if shortcode.is_end else "<kbd>"


_HEADINGS = {"cleanup": "Cleaning up", "prerequisites": "Before you begin", "whatsnext": "What's next"}
_INLINE: Mapping[str, Callable[[Shortcode], str]] = {
    "badge": _words, "button": _button, "card": _card, "fa": lambda _: "", "feature-state": _state,
    "figure": _figure, "glossary_tooltip": _term, "heading": _heading, "icon": lambda _: "", "image": _figure,
    "img": _figure, "katex": _formula, "kbd": _key, "link": _link, "math": _formula, "ref": _reference,
    "relref": _reference, "vimeo": _address("https://vimeo.com/"),
    "youtube": _address("https://www.youtube.com/watch?v="),
}  # fmt: skip
