"""The names of ``:::`` blocks, as other programs write them too."""

import re
from collections.abc import Mapping

from markdown_it.utils import EnvType

from bookbuild.parse.syntax.attribute_syntax import AttributeList, read_list

_FORMS = (
    re.compile(r"(?P<name>[A-Za-z-]+)\[(?P<title>.*)\](?:\{.*\})?"),  # Docusaurus: note[Title]
    re.compile(r"\{(?P<name>[A-Za-z-]+)\}\s*(?P<title>.*)"),  # MyST: {note} Title
    re.compile(
        r"""\{\s*\.(?:callout-)?(?P<name>[A-Za-z-]+)(?:[^{}]*?\stitle=["'](?P<title>[^"']*)["'])?[^{}]*\}"""
    ),  # Quarto
)


OWN_CALLOUTS = "callouts"
"""Key of the environment of a text for the callouts of the project."""


def own_callouts(env: EnvType) -> Mapping[str, str]:
    """Return the callouts of the project, each with its classes, for the text that is parsed with an environment."""
    own: Mapping[str, str] = env.get(OWN_CALLOUTS, {})
    return own


def block_name(info: str) -> tuple[str, str]:
    """Return the name of a block in lower case and its title, from the words behind its colons.

    A block whose attributes (pandoc's way) have no class has no name.
    """
    for form in _FORMS:
        if match := form.fullmatch(info):
            return match["name"].lower(), (match["title"] or "").strip()
    if listed := attributes_of(info):
        return listed.attributes.get("class", "").partition(" ")[0].lower(), ""
    name, _, rest = info.partition(" ")
    return name.lower(), rest.strip()


def attributes_of(info: str) -> AttributeList | None:
    """Return the attributes behind the colons of a block, ``{#id .class lang=fr}``, or None if they are none."""
    listed = read_list(info) if info.startswith("{") else None
    return listed if listed and listed.source == info else None


def title_of_kind(name: str) -> str:
    """Return the title of a callout that has none, and whose name only the site knows: ``Pied piper``."""
    return name.replace("-", " ").replace("_", " ").capitalize()
