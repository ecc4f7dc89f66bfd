"""Values of BibTeX without braces around them: names that ``@string`` explains, and what ``#`` puts together."""

import re
from collections.abc import Mapping

_PART = re.compile(
    r'\s*(?:"(?P<quoted>(?:[^"{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)"|\{(?P<braced>(?:[^{}]|\{[^{}]*\})*)\}'
    r'|(?P<name>[^\s"#{}]+))\s*(?:#|\Z)'
)
_NUMBER = re.compile(r"\d[\w./-]*")
_DEEPEST = 20
"""How deep names may explain each other."""
MONTHS = frozenset({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
"""Names that every style of BibTeX explains."""


def text_of_value(value: str, strings: Mapping[str, str], depth: int = 0) -> tuple[str, list[str]]:
    """Return the text of a value without braces, and the names in it that nothing explains, which stay as they are.

    `strings` are the texts of names in small letters.
    """
    texts, unknown = list[str](), list[str]()
    position = 0
    while position < len(value):
        part = _PART.match(value, position)
        if part is None:  # no value of BibTeX: it stays as it was typed
            return value, []
        position = part.end()
        name = part["name"]
        if name is None:
            texts.append(part["quoted"] if part["quoted"] is not None else part["braced"])
        elif (known := strings.get(name.lower())) is not None and depth < _DEEPEST:
            text, others = text_of_value(known, strings, depth + 1) if "#" in known else (known, [])
            texts.append(text)
            unknown += others
        else:
            texts.append(name)
            if not (_NUMBER.fullmatch(name) or name.lower() in MONTHS):
                unknown.append(name)
    return "".join(texts), unknown
