"""The shortcodes of Grav that our Markdown knows, and what a tag looks like."""

import re
from collections.abc import Mapping

CODE = frozenset({"code", "codesh", "highlight", "mermaid", "pre", "prism", "raw"})
"""Shortcodes whose inside is printed as it was typed."""
CONTAINERS = frozenset(
    {"center", "color", "column", "columns", "details", "div", "figure", "justify", "left", "mark", "notice", "right"}
    | {"safe-email", "section", "size", "span", "u", "ui-accordion", "ui-accordion-item", "ui-browser", "ui-callout"}
    | {"ui-callout-item", "ui-image-compare", "ui-polaroid", "ui-tab", "ui-tabs", "version"}
    | {"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "headers", "language"}
)
"""Shortcodes whose inside is Markdown, and is kept."""
_QUOTED = r"\"[^\"\n]*\"|'[^'\n]*'"
TAG = re.compile(rf"\[(?P<close>/)?(?P<name>[A-Za-z][\w-]*)(?P<rest>(?:=|[ \t])(?:{_QUOTED}|[^\[\]\"'\n])*)?\]")
"""A tag of a shortcode."""
_VALUE = re.compile(rf"(?P<key>[\w-]*)\s*=\s*(?P<value>{_QUOTED}|[^\s\"']+)")


def values_of(text: str) -> Mapping[str, str]:
    """Return the values in a tag: ``title="One"``; that of the tag's own name (``[prism=bash]``) has an empty key."""
    return {match["key"].lower(): match["value"].strip("\"'") for match in _VALUE.finditer(text)}
