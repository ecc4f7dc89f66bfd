"""Which parts of a page of Quire are shown: by ``{% if %}`` and its like."""

import re
from collections.abc import Callable

Holds = Callable[[str], bool | None]
"""Returns whether a condition holds, or None if that is not known."""

_TAG = r"\{{%-?\s*{}\s*-?%\}}"
_WITHIN = re.compile(
    _TAG.format(r"(?P<name>if|unless)\s+(?P<condition>[^%]*?)")
    + r"(?P<one>(?:(?!\{%-?\s*(?:if|unless|elsif|else|endif|endunless)\b).)*)"
    + f"(?:{_TAG.format('else')}"
    + r"(?P<other>(?:(?!\{%-?\s*(?:if|unless|elsif|else|endif|endunless)\b).)*))?"
    + _TAG.format("end(?P=name)")
)
"""Matches a condition that begins and ends within a line, without another one in it."""
_OPEN = frozenset({"case", "capture", "if", "unless"})
_BRANCHES = frozenset({"else", "elsif", "when"})
NAMES = _OPEN | _BRANCHES | {f"end{name}" for name in _OPEN} | {"assign"}
"""Tags that only say what is shown."""


def decided(text: str, holds: Holds) -> str:
    """Return a line with what is shown of its conditions; of those that are not known, the first part."""

    def part(match: re.Match[str]) -> str:
        value = holds(match["condition"])
        is_first = value is None or value == (match["name"] == "if")
        return match["one"] if is_first else match["other"] or ""

    while (found := _WITHIN.sub(part, text)) != text:
        text = found
    return text


class Conditions:
    """Follows tags that stand alone on their lines."""

    def __init__(self, holds: Holds) -> None:
        self._holds = holds
        self._open: list[bool] = []

    @property
    def is_shown(self) -> bool:
        """Whether what stands here is in the book."""
        return all(self._open)

    def read(self, name: str, condition: str) -> None:
        """Read a tag, one of `NAMES`. Of branches by what is not known, the first is shown."""
        if name in ("if", "unless"):
            value = self._holds(condition)
            self._open.append(value is None or value == (name == "if"))
        elif name in _OPEN:
            self._open.append(False)
        elif name in _BRANCHES and self._open:
            self._open[-1] = name == "else" and not self._open[-1]
        elif name.startswith("end") and self._open:
            self._open.pop()
