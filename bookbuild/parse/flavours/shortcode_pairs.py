"""The shortcodes of Grav that are known, and where their tags stand in a text: one pass over it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bookbuild.markdown.shortcodes import CODE, CONTAINERS, TAG, values_of

DIAGRAMS = frozenset({"mermaid"})
"""Those of code that are diagrams, and called after their language."""
_TITLES = ("title", "summary", "caption")
_TITLED = frozenset({"details", "version"})
"""Shortcodes whose own value (``[details="More"]``) is a title."""

_SCAN = re.compile(
    rf"^(?P<fence>[ \t>]*(?P<marks>`{{3,}}|~{{3,}}))[^\n]*|(?P<ticks>`+)(?!`)|{TAG.pattern}", re.MULTILINE
)
PAIRS = "shortcodes"
"""Key of the pairs of a text in the parser's environment."""
DEEPEST = 30
"""How many shortcodes may stand in each other."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening tag and its closing one, by their places in a text."""

    name: str
    values: Mapping[str, str]
    inside: int
    end: int
    after: int

    @property
    def title(self) -> str:
        """Its title, or an empty string."""
        own = self.values.get("", "") if self.name in _TITLED else ""
        return next((self.values[key] for key in _TITLES if self.values.get(key)), own).strip()


def pairs_in(text: str) -> dict[int, Pair]:
    """Return the pairs of known shortcodes in a text by the places where they begin, those in code left aside."""
    return _Scan(text).pairs if "[/" in text else {}


@dataclass(slots=True)
class _Scan:
    """One pass over a text."""

    text: str
    pairs: dict[int, Pair] = field(init=False)
    _open: list[re.Match[str]] = field(default_factory=list)
    _fence: str = ""
    _code: str = ""

    def __post_init__(self) -> None:
        self.pairs = {}
        skipped = 0
        for match in _SCAN.finditer(self.text):
            if match.start() < skipped:
                continue
            if match["ticks"]:
                skipped = self._end_of_span(match)
            elif match["fence"] is not None:
                self._meet_fence(match["marks"])
            elif not self._fence and match["name"].lower() in CODE | CONTAINERS:
                self._meet_tag(match)

    def _end_of_span(self, match: re.Match[str]) -> int:
        """Return where a code span ends: on its line, or else where it begins."""
        end_of_line = self.text.find("\n", match.end())
        line_end = len(self.text) if end_of_line < 0 else end_of_line
        end = self.text.find(match["ticks"], match.end(), line_end)
        return 0 if self._fence or self._code or end < 0 else end + len(match["ticks"])

    def _meet_fence(self, marks: str) -> None:
        if self._code and self._code != "raw":
            return
        if not self._fence:
            self._fence = marks
        elif marks[0] == self._fence[0] and len(marks) >= len(self._fence):
            self._fence = ""

    def _meet_tag(self, match: re.Match[str]) -> None:
        name = match["name"].lower()
        if self._code and not (match["close"] and name == self._code):
            return
        if not match["close"]:
            self._open.append(match)
            self._code = name if name in CODE else ""
            return
        self._code = ""
        if any(one["name"].lower() == name for one in self._open[-DEEPEST:]):
            while (opened := self._open.pop())["name"].lower() != name:
                pass
            if len(self._open) >= DEEPEST:
                return
            values = values_of(opened["rest"] or "")
            self.pairs[opened.start()] = Pair(name, values, opened.end(), match.start(), match.end())
