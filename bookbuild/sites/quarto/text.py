"""Running text of Quarto and bookdown -> our Markdown: shortcodes, references, pictures, raw pieces."""

import re

from bookbuild.sites.data import Data, text_of
from bookbuild.sites.quarto.blocks import is_for_others
from bookbuild.sites.quarto.headings import with_headings
from bookbuild.sites.quarto.raw import with_raw_text
from bookbuild.sites.quarto.references import Places, with_links
from bookbuild.sites.quarto.theorems import LABEL

SHORTCODE = re.compile(r"\{\{<\s*(?P<name>[\w-]+)\s*(?P<rest>[^{}]*?)\s*>\}\}")
_SPAN = re.compile(r"(`+).+?\1(?!`)|[^`]+|`+")
_FIGURE = re.compile(
    r"(?P<indent>[ \t]*)!\[(?P<caption>(?:[^\[\]]|\[[^\[\]]*\])+)\]\((?P<address>[^()\s\"]+)\)"
    r"(?P<attributes>\{[^{}]*\})?[ \t]*"
)
_ALTERNATIVE = re.compile(r"""\bfig-alt\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_LABELS = rf"-?@(?:(?i:eq|fig|lst|sec|tbl)-[\w:-]+|{LABEL})"
_BRACKETED = re.compile(
    rf"(?<![\]\\!])\[(?P<inside>[^\[\]@]{{0,80}}{_LABELS}(?:[^\[\]@]{{0,80}}{_LABELS})*[^\[\]@]{{0,80}})\](?![(\[{{])"
)
"""References in brackets, which are none to works."""
_HIDDEN_SPAN = re.compile(r"\[[^\[\]]*\](?P<attributes>\{[^{}]*\.content-(?:visible|hidden)[^{}]*\})")
_LOOKS = re.compile(
    r"""\b(?:fig|tbl|layout|out)-(?!alt|cap)[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s{}]+)"""
    r"""|\bgroup\s*=\s*(?:"[^"]*"|\S+?(?=[\s}]))"""
)
_ATTRIBUTES = re.compile(r"\{[^{}<>]*\}")
_INTERLINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]*)\]\(`(?P<name>[^`\n]+)`\)")
"""A link to an object of a program, which a filter resolves on the website."""
_ICONS = frozenset({"ai", "bi", "fa", "iconify"})
"""Shortcodes of extensions that show a picture of a few pixels."""


class Text:
    """Turns the lines of a page that are no code into our Markdown."""

    def __init__(self, path: str, places: Places, variables: Data) -> None:
        self._path, self._places, self._variables = path, places, variables
        self._headings = places.headings_for(path)

    def line(self, text: str) -> str:
        """Return a line."""
        if "{" in text or "\\" in text:
            text = with_raw_text(text)
        if "{" in text:
            text = _ATTRIBUTES.sub(lambda match: _LOOKS.sub("", match[0]), text)
        if figure := _FIGURE.fullmatch(text):
            return _figure(figure)
        if not any(sign in text for sign in "@[{"):
            return text
        if "](`" in text:
            text = _INTERLINK.sub(_object, text)
        pieces = (match[0] for match in _SPAN.finditer(text))
        return "".join(piece if piece.startswith("`") else self._piece(piece) for piece in pieces)

    def _piece(self, text: str) -> str:
        if "{{<" in text:
            text = SHORTCODE.sub(self._shortcode, text)
        if ".content-" in text:
            text = _HIDDEN_SPAN.sub(lambda match: "" if is_for_others(match["attributes"]) else match[0], text)
        if "@" in text:
            text = _BRACKETED.sub(lambda match: match["inside"].replace(";", ","), text)
            text = with_links(text, self._path, self._places)
        return with_headings(text, self._headings) if self._headings.targets else text

    def _shortcode(self, match: re.Match[str]) -> str:
        """Return what a shortcode stands for, or itself if it is not understood."""
        name, rest = match["name"], match["rest"].strip("\"'")
        if name == "pagebreak":
            return "\\pagebreak"
        if name == "video" and rest:
            return f"<{rest.split()[0]}>" if rest.startswith("http") else f"[{rest.split()[0]}](<{rest.split()[0]}>)"
        if name in _ICONS:
            return ""
        if name == "kbd":
            return f"<kbd>{rest}</kbd>"
        if name in {"var", "meta"} and (value := text_of(self._variables, rest)):
            return value
        return match[0]


def _figure(figure: re.Match[str]) -> str:
    """Return a picture on a line of its own with a caption, as pandoc means its words, and its alternative."""
    attributes = figure["attributes"] or ""
    stated = _ALTERNATIVE.search(attributes)
    words = (stated["double"] or stated["single"]) if stated else figure["caption"]
    caption = figure["caption"].replace('"', '\\"')
    kept = _ALTERNATIVE.sub("", attributes)
    kept = "" if kept.strip("{} ") == "" else kept
    return f'{figure["indent"]}![{words}](<{figure["address"]}> "{caption}"){kept}'


def _object(match: re.Match[str]) -> str:
    """Return the words of a link to an object, or its name, without the modules that a tilde hides."""
    name = match["name"]
    return match["words"] or f"`{name.rpartition('.')[2] if name.startswith('~') else name}`"
