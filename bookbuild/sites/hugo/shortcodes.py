"""Shortcodes of Hugo and of its common themes, and what they stand for in a book."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from bookbuild.sites.titles import title_of_name

TAG = re.compile(r"\{\{(?:<(?!/\*)\s*[^{}]*?\s*>|%(?!/\*)\s*[^{}]*?\s*%)\}\}")
FENCE = "`````"
"""Begins and ends code: longer than fences in it."""
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


def replacement(shortcode: Shortcode) -> tuple[str, bool] | None:
    """Return what stands in the place of a shortcode, and whether it has a line of its own; None for one that is not
    known.
    """
    name = shortcode.name.lower()
    if shortcode.is_single and name in _HOLDING:
        return _own_text(shortcode)
    if name in _BOXES or name in _NAMED_BOXES:
        return (":::" if shortcode.is_end else _box(shortcode, name)), True
    if name in _CODE:
        return (FENCE if shortcode.is_end else _code(shortcode, _CODE[name])), True
    if name in _TITLED:
        return titled(shortcode), True
    if name in _WITHOUT_TRACE:
        return "", True
    make = _INLINE.get(name)
    return (make(shortcode), False) if make else _own_text(shortcode)


def _own_text(shortcode: Shortcode) -> tuple[str, bool] | None:
    return (shortcode.attributes["text"], False) if shortcode.attributes.get("text") else None


def titled(shortcode: Shortcode) -> str:
    """Return the title of what a shortcode holds as a strong line, or nothing."""
    title = "" if shortcode.is_end else _title(shortcode)
    return f"**{title.replace('**', '')}**" if title else ""


def _code(shortcode: Shortcode, language: str) -> str:
    """Return the line that begins code, with its language, and the name of its file as its caption."""
    get = shortcode.attributes.get
    file = get("file", "") or get("filename", "")
    suffix = file.rpartition(".")[2] if "." in file else ""
    stated = get("lang", "") or get("language", "") or get("type", "")
    language = stated or shortcode.place(0) or language or suffix
    return f"{FENCE}{language}" + (f' title="{file}"' if file and language else "")


def _title(shortcode: Shortcode) -> str:
    get = shortcode.attributes.get
    if shortcode.name == "table" or any(get(name) for name in ("caption", "title", "header", "heading")):
        return get("title") or get("header") or get("heading") or get("caption", "")
    return shortcode.first("title", "summary", "header", "name", "tabName", "label")


def _box(shortcode: Shortcode, name: str) -> str:
    kind = _NAMED_BOXES.get(name, "")
    stated = (shortcode.attributes.get(key) for key in ("type", "style", "color"))
    kind = kind or next(filter(None, stated), shortcode.place(0)).strip("[]")
    title = shortcode.attributes.get("title") or shortcode.attributes.get("header", "")
    if not title and name != "alert":
        title = shortcode.place(1 if name in _BOXES else 0)
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
_CODE = {"code": "", "code-toggle": "toml", "highlight": "", "mermaid": "mermaid", "output": "html"}
_HOLDING = _BOXES | _NAMED_BOXES.keys() | _CODE.keys()
"""Shortcodes that show what is between their tags."""
_TITLED = frozenset(
    {"blocks/feature", "details", "expand", "collapse", "accordion", "tab", "step", "foldable", "table"}
)
_WITHOUT_TRACE = frozenset(
    {
        "accordions", "blocks/cover", "blocks/lead", "blocks/link-down", "blocks/section", "cardpane", "cards",
        "center", "children", "columns", "column", "div", "filetree/container", "grid", "html", "lead", "panes",
        "rawhtml", "render-list-of-pages-in-section", "render-table-of-contents", "section", "steps",
        "table-of-contents", "tabpane", "tabs", "toc", "tree", "typeit",
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


def named(shortcode: Shortcode) -> str:
    """Return the title that an unknown shortcode states by name as a strong line, or nothing."""
    return titled(replace(shortcode, places=()))


def _card(shortcode: Shortcode) -> str:
    get = shortcode.attributes.get
    title, link = get("title", ""), get("link", "") or get("href", "")
    picture = f"![](<{get('image')}>)" if get("image") else ""
    heading = f"[{title}](<{link}>)" if title and link else f"**{title}**" if title else ""
    parts = [picture, get("header", ""), heading, get("subtitle", ""), get("footer", "")]
    return " ".join(filter(None, parts))


def _processed(shortcode: Shortcode) -> str:
    """Return a picture that the site cuts or scales; the words between its tags follow it."""
    return "" if shortcode.is_end else f"![](<{shortcode.place(0)}>)"


def _version(word: str) -> Callable[[Shortcode], str]:
    return lambda shortcode: "" if shortcode.is_end else f"*{word} {shortcode.place(0)}.*"


def _post(shortcode: Shortcode) -> str:
    user, number = shortcode.attributes.get("user", ""), shortcode.attributes.get("id") or shortcode.place(0)
    return f"<https://x.com/{user or 'i'}/status/{number}>"


def _gist(shortcode: Shortcode) -> str:
    return f"<https://gist.github.com/{'/'.join(shortcode.places[:2])}>"


def _in_tree(shortcode: Shortcode) -> str:
    """Return a file or a folder of a tree as an item of a list, whose indentation is that of the line."""
    return "" if shortcode.is_end else f"- {shortcode.first('name')}"


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
    "badge": _words, "button": _button, "card": _card, "deprecated-in": _version("Deprecated in"),
    "fa": lambda _: "", "feature-state": _state, "figure": _figure, "filetree/file": _in_tree,
    "filetree/folder": _in_tree, "gist": _gist, "glossary_tooltip": _term, "heading": _heading,
    "icon": lambda _: "", "image": _figure, "img": _figure, "imgproc": _processed,
    "hextra/feature-card": _card, "instagram": _address("https://www.instagram.com/p/"), "katex": _formula,
    "kbd": _key, "link": _link,
    "math": _formula, "new-in": _version("New in"), "ref": _reference, "relref": _reference, "tweet": _post,
    "twitter": _post, "vimeo": _address("https://vimeo.com/"), "x": _post,
    "youtube": _address("https://www.youtube.com/watch?v="),
}  # fmt: skip
