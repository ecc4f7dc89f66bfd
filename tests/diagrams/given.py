"""Programs that draw diagrams, as tests write them down: Python scripts."""

import json
import sys
from pathlib import Path

from bookbuild.diagrams import Command, command_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><text x="2" y="14">{}</text></svg>'
DRAWING = f"import sys\nprint({SVG!r}.format(sys.stdin.read().strip()))\n"
"""A program that draws a diagram as its text."""


def command(folder: Path, script: str, *arguments: str) -> Command:
    """Return the command that runs a script with arguments."""
    (folder / "draw.py").write_text(script, encoding="utf-8")
    return command_of([sys.executable, "{project}/draw.py", *arguments], folder)


def setting(kind: str, *arguments: str) -> str:
    """Return the table of bookbuild.toml that names the script ``draw.py`` for a kind."""
    return f"[diagrams]\n{kind} = {json.dumps([sys.executable, '{project}/draw.py', *arguments])}"
