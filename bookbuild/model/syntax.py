"""What the Markdown of a project has because of its settings."""

from collections.abc import Mapping
from dataclasses import dataclass

DIAGRAMS: Mapping[str, str] = {"graphviz": "dot", "puml": "plantuml", "vegalite": "vega-lite"}
"""Other names of kinds of diagrams, and those that they mean."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """What texts may have: citations (``@key``), diagrams of these kinds, which a program draws, and callouts of the
    project, by all their names, each with its classes.
    """

    has_sources: bool = False
    diagrams: tuple[str, ...] = ()
    callouts: tuple[tuple[str, str], ...] = ()

    def diagram(self, language: str) -> str:
        """Return the kind of diagram that code of a language is, or an empty string if it is not drawn."""
        name = language.lower()
        return next((kind for kind in (name, DIAGRAMS.get(name, "")) if kind in self.diagrams), "") if name else ""


OURS = Syntax()
"""What texts have without any settings."""
