"""Diagrams, drawn by programs that a project names: each run by itself, shut in as far as the machine lets us."""

from bookbuild.diagrams.command import Command, command_of
from bookbuild.diagrams.faults import DiagramError
from bookbuild.diagrams.running import draw

__all__ = ["Command", "DiagramError", "command_of", "draw"]
