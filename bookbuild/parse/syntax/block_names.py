"""The names of ``:::`` blocks, as other programs write them too."""

import re

_FORMS = (
    re.compile(r"(?P<name>[A-Za-z-]+)\[(?P<title>.*)\](?:\{.*\})?"),  # Docusaurus: note[Title]
    re.compile(r"\{(?P<name>[A-Za-z-]+)\}\s*(?P<title>.*)"),  # MyST: {note} Title
    re.compile(
        r"""\{\s*\.(?:callout-)?(?P<name>[A-Za-z-]+)(?:[^{}]*?\stitle=["'](?P<title>[^"']*)["'])?[^{}]*\}"""
    ),  # Quarto
)


def block_name(info: str) -> tuple[str, str]:
    """Return the name of a block in lower case and its title, from the words behind its colons."""
    for form in _FORMS:
        if match := form.fullmatch(info):
            return match["name"].lower(), (match["title"] or "").strip()
    name, _, rest = info.partition(" ")
    return name.lower(), rest.strip()
