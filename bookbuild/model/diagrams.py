"""Diagrams that are written as text in articles, and drawn by programs that a project names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

KIND = "data-diagram"
"""The attribute of a block of code that is a diagram: its kind."""

ALTERNATIVE = "data-bb-alt"
"""The attribute of such a block with its text alternative, while it is parsed."""


@dataclass(frozen=True, slots=True)
class DiagramUse:
    """A diagram in an article: its kind, the line of its fence, and its text alternative, if it has one."""

    kind: str
    line: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class DiagramSettings:
    """The table ``[diagrams]``: the words of the command for each kind; none where its code is printed."""

    commands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def drawn(self) -> tuple[str, ...]:
        """Return the kinds that are named, sorted."""
        return tuple(sorted(self.commands))
