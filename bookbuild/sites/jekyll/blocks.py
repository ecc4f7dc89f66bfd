"""Which parts of a page of Jekyll are shown: those whose conditions hold, or may hold. Loops are left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bookbuild.sites.jekyll.liquid import Values

_ASSIGNED = re.compile(r"(?P<name>[\w-]+)\s*=\s*(?P<value>.+)", re.DOTALL)
_OPEN = frozenset({"capture", "case", "comment", "for", "if", "tablerow", "unless"})
BRANCHES = frozenset({"else", "elsif", "when"})
"""Tags that begin another branch of a block."""
_LOOPS = frozenset({"for", "tablerow"})
NAMES = _OPEN | BRANCHES | {f"end{name}" for name in _OPEN} | {"assign", "break", "continue", "decrement", "increment"}
"""Tags that this module understands."""


@dataclass(slots=True)
class _Block:
    name: str
    subject: str
    is_shown: bool
    is_taken: bool
    """Whether one of its branches is the one that counts."""
    captured: list[str] = field(default_factory=list)


class Blocks:
    """Follows the tags of a page, in order."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._open: list[_Block] = []

    @property
    def is_shown(self) -> bool:
        """Whether what stands here is in the book."""
        return all(block.is_shown for block in self._open)

    @property
    def is_captured(self) -> bool:
        """Whether what stands here is the value of a name, and not part of the text here."""
        return any(block.name == "capture" for block in self._open)

    def keep(self, text: str) -> None:
        """Add a text to the value of the name that is set here."""
        next(block for block in reversed(self._open) if block.name == "capture").captured.append(text)

    def read(self, name: str, rest: str) -> bool:
        """Read a tag, one of `NAMES`. Return whether it begins a loop that would be shown."""
        if name == "assign":
            self._assign(rest)
        elif name in _OPEN:
            is_lost = name in _LOOPS and self.is_shown
            self._open.append(self._opened(name, rest))
            return is_lost
        elif name in BRANCHES and self._open:
            self._branch(self._open[-1], name, rest)
        elif name.startswith("end"):
            self._close(name.removeprefix("end"))
        return False

    def _assign(self, rest: str) -> None:
        if self.is_shown and (match := _ASSIGNED.fullmatch(rest.strip())):
            self._values.variables[match["name"]] = self._values.of(match["value"])

    def _opened(self, name: str, rest: str) -> _Block:
        if name in ("if", "unless"):
            holds = self._values.holds(rest)
            if holds is None:
                return _Block(name, "", is_shown=True, is_taken=True)
            is_shown = holds == (name == "if")
            return _Block(name, "", is_shown, is_shown)
        return _Block(name, rest.strip(), is_shown=name == "capture", is_taken=False)

    def _branch(self, block: _Block, name: str, rest: str) -> None:
        if block.name not in ("case", "if", "unless"):
            return
        holds: bool | None = not block.is_taken
        if holds and name == "elsif":
            holds = self._values.holds(rest)
        elif holds and name == "when":
            holds = next(
                (True for one in _choices(rest) if self._values.holds(f"{block.subject} == {one}") is not False), False
            )
        block.is_shown = holds is not False
        block.is_taken = block.is_taken or block.is_shown

    def _close(self, name: str) -> None:
        at = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at].name == name), None)
        if at is None:
            return
        block = self._open[at]
        del self._open[at:]
        if name == "capture" and self.is_shown:
            self._values.variables[block.subject.strip("\"'")] = "".join(block.captured).strip("\n")


def _choices(rest: str) -> Iterator[str]:
    return (one for one in re.split(r"\s*,\s*|\s+or\s+", rest.strip()) if one)
